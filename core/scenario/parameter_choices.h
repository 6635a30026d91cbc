// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardware/accelerator.h"
#include "scenario/parameter.h"

#include <algorithm>
#include <array>

// What the rows of the registry that take no free number can be set to, in the order of their enums, and what each means.
// Private to the rows.

namespace longpeak {

constexpr Choice formatChoice(Dtype dtype, Message label, Message meaning) {
    return {dtypeName(dtype), label, meaning};
}

inline constexpr std::array weightFormats{
    formatChoice(Dtype::Bf16, LP_TEXT("parameter", "BF16"),
                 LP_TEXT("parameter", "2 bytes, the range of 32 bit with a third of its digits.")),
    formatChoice(Dtype::Fp16, LP_TEXT("parameter", "FP16"),
                 LP_TEXT("parameter", "2 bytes, more digits than BF16 and a narrower range.")),
    formatChoice(Dtype::Fp8, LP_TEXT("parameter", "FP8"), LP_TEXT("parameter", "1 byte, floating point.")),
    formatChoice(Dtype::Int8, LP_TEXT("parameter", "INT8"),
                 LP_TEXT("parameter", "1 byte, whole numbers; their scales are not counted.")),
    formatChoice(Dtype::Int4, LP_TEXT("parameter", "INT4"),
                 LP_TEXT("parameter", "Half a byte, whole numbers; their scales are not counted.")),
    formatChoice(Dtype::Fp4, LP_TEXT("parameter", "FP4"),
                 LP_TEXT("parameter", "Half a byte, floating point; scales are not counted.")),
    formatChoice(Dtype::Mxfp4, LP_TEXT("parameter", "MXFP4"),
                 LP_TEXT("parameter", "Half a byte, and a byte of scale for each 32 elements.")),
    formatChoice(Dtype::Nvfp4, LP_TEXT("parameter", "NVFP4"),
                 LP_TEXT("parameter", "Half a byte, and a byte of scale for each 16 elements."))};

/// The same for routed experts, behind a choice of their own.
inline constexpr auto expertFormats = [] {
    std::array<Choice, weightFormats.size() + 1> all{Choice{"as_weights", LP_TEXT("parameter", "As weights"),
                                                            LP_TEXT("parameter", "In the format of the weights.")}};
    std::ranges::copy(weightFormats, all.begin() + 1);
    return all;
}();

inline constexpr std::array costModels{
    Choice{"paper", LP_TEXT("parameter", "Paper"),
           LP_TEXT("parameter", "The closed form of Fu 2024, calibrated on a dense transformer.")},
    Choice{"operators", LP_TEXT("parameter", "Operators"),
           LP_TEXT("parameter",
                   "Every operator of the architecture, each as long as the slower of its FLOP and its bytes takes.")}};
inline constexpr std::array causalMasks{
    Choice{"exact", LP_TEXT("parameter", "Exact"),
           LP_TEXT(
               "parameter",
               "Each token looks at itself and the tokens before it: n(n + 1)/2 pairs. Kernels skip the masked half.")},
    Choice{
        "full", LP_TEXT("parameter", "Full square"),
        LP_TEXT(
            "parameter",
            "All n² pairs, the masked ones included: nearly twice the FLOP of attention, as many calculators count.")}};
inline constexpr std::array headPositions{
    Choice{"last", LP_TEXT("parameter", "Last"),
           LP_TEXT("parameter", "Prefill needs the next token only, so the head runs for one position.")},
    Choice{
        "all", LP_TEXT("parameter", "All"),
        LP_TEXT(
            "parameter",
            "Logits of every position of the prompt, as a plain forward pass computes them, and memory for a chunk of "
            "them.")}};
inline constexpr std::array attentionBlocks{
    KnownValue{
        0, LP_TEXT("parameter", "Read once"),
        LP_TEXT(
            "parameter",
            "Keys and values are read once in all, as if they stayed on the chip: the least traffic there can be.")},
    KnownValue{128, {}, LP_TEXT("parameter", "One block of a FlashAttention kernel: each reads the cache anew.")},
    KnownValue{1024, {}, LP_TEXT("parameter", "Eight such blocks run side by side and read through one L2 cache.")}};
inline constexpr std::array expertReads{
    Choice{
        "expected", LP_TEXT("parameter", "Expected"),
        LP_TEXT("parameter",
                "Distinct experts that a batch of T tokens is expected to touch: E(1 − (1 − k/E)^T), tokens choosing "
                "evenly.")},
    Choice{"most", LP_TEXT("parameter", "min(E, k·T)"),
           LP_TEXT("parameter",
                   "At most min(E, k·T): no two tokens share an expert as long as there are enough of them.")},
    Choice{"all", LP_TEXT("parameter", "All"),
           LP_TEXT("parameter", "Every expert in every step, as if the model were dense.")}};
inline constexpr std::array windowCaches{
    Choice{"window", LP_TEXT("parameter", "Window"),
           LP_TEXT("parameter", "A layer with a window keeps no more than its window.")},
    Choice{"full", LP_TEXT("parameter", "Full length"),
           LP_TEXT("parameter",
                   "The full length in every layer, as an engine without a special case for windows reserves.")}};
inline constexpr std::array capacities{
    Choice{"device", LP_TEXT("parameter", "Device"),
           LP_TEXT("parameter", "Bytes that the device reports: the “80 GB” of an A100 are 80 GiB.")},
    Choice{"nominal", LP_TEXT("parameter", "Nominal"),
           LP_TEXT("parameter", "Nominal capacity: the number on the box, in decimal GB.")}};
inline constexpr std::array utilisations{
    KnownValue{0.9,
               {},
               LP_TEXT("parameter", "An engine that leaves a tenth to others and to its own needs; a common default.")},
    KnownValue{1, {}, LP_TEXT("parameter", "All of the memory goes to weights, activations and caches.")}};
inline constexpr std::array thinkTimes{
    Choice{"fixed", LP_TEXT("parameter", "Fixed"), LP_TEXT("parameter", "The same time after every answer.")},
    Choice{"drawn", LP_TEXT("parameter", "Exponential"),
           LP_TEXT("parameter", "Another time after every answer, exponentially distributed around the same mean.")}};
inline constexpr std::array schedules{
    Choice{"fcfs", LP_TEXT("parameter", "FCFS"), LP_TEXT("parameter", "First come, first served.")},
    Choice{"decode_first", LP_TEXT("parameter", "Decode first"),
           LP_TEXT("parameter", "Who goes on with a conversation before who brings a document.")},
    Choice{"shortest_first", LP_TEXT("parameter", "Shortest first"),
           LP_TEXT("parameter", "Whose prefill and answer take the least time.")}};
inline constexpr std::array residencies{
    Choice{"swap", LP_TEXT("parameter", "Swap"),
           LP_TEXT("parameter", "The least recently served cache goes to host DDR; nothing is computed meanwhile.")},
    Choice{"overlap", LP_TEXT("parameter", "Overlap"),
           LP_TEXT("parameter", "The same, but while the GPU works on the request before.")},
    Choice{"never", LP_TEXT("parameter", "Never"),
           LP_TEXT("parameter", "A cache stays until its session ends; who finds no room waits for that.")}};
inline constexpr std::array switches{
    Choice{"off", LP_TEXT("parameter", "Off"), LP_TEXT("parameter", "The ratio does not divide it.")},
    Choice{"on", LP_TEXT("parameter", "On"), LP_TEXT("parameter", "The ratio divides it.")}};
inline constexpr std::array lateness{
    Choice{"off", LP_TEXT("parameter", "Off"), LP_TEXT("parameter", "The cache is smaller from its first token on.")},
    Choice{"on", LP_TEXT("parameter", "On"), LP_TEXT("parameter", "The cache is whole until the prefill is through.")}};
inline constexpr std::array promptSavings{
    Choice{"off", LP_TEXT("parameter", "Off"),
           LP_TEXT("parameter", "A prefill takes what it takes without compression.")},
    Choice{"attention", LP_TEXT("parameter", "Attention"),
           LP_TEXT("parameter", "FLOP of attention are saved, as by sparse attention.")},
    Choice{"prompt", LP_TEXT("parameter", "Prompt"),
           LP_TEXT("parameter", "Tokens are dropped before the prefill, and all of it gets shorter.")}};
inline constexpr std::array perTokens{
    Choice{"after_first", LP_TEXT("parameter", "After first"),
           LP_TEXT("parameter", "The pace of the answer: (end to end − first token) / (a − 1).")},
    Choice{"end_to_end", LP_TEXT("parameter", "End to end"),
           LP_TEXT("parameter", "End to end / a: the prefill is spread over the tokens of the answer.")}};

} // namespace longpeak
