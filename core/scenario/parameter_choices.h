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

constexpr Choice formatChoice(Dtype dtype, std::string_view label, std::string_view meaning) {
    return {dtypeName(dtype), label, meaning};
}

inline constexpr std::array weightFormats{
    formatChoice(Dtype::Bf16, "BF16", "2 bytes, the range of 32 bit with a third of its digits."),
    formatChoice(Dtype::Fp16, "FP16", "2 bytes, more digits than BF16 and a narrower range."),
    formatChoice(Dtype::Fp8, "FP8", "1 byte, floating point."),
    formatChoice(Dtype::Int8, "INT8", "1 byte, whole numbers; their scales are not counted."),
    formatChoice(Dtype::Int4, "INT4", "Half a byte, whole numbers; their scales are not counted."),
    formatChoice(Dtype::Fp4, "FP4", "Half a byte, floating point; scales are not counted."),
    formatChoice(Dtype::Mxfp4, "MXFP4", "Half a byte, and a byte of scale for each 32 elements."),
    formatChoice(Dtype::Nvfp4, "NVFP4", "Half a byte, and a byte of scale for each 16 elements.")};

/// The same for routed experts, behind a choice of their own.
inline constexpr auto expertFormats = [] {
    std::array<Choice, weightFormats.size() + 1> all{
        Choice{"as_weights", "As weights", "In the format of the weights."}};
    std::ranges::copy(weightFormats, all.begin() + 1);
    return all;
}();

inline constexpr std::array costModels{
    Choice{"paper", "Paper", "The closed form of Fu 2024, calibrated on a dense transformer."},
    Choice{"operators", "Operators",
           "Every operator of the architecture, each as long as the slower of its FLOP and its bytes takes."}};
inline constexpr std::array causalMasks{
    Choice{"exact", "Exact",
           "Each token looks at itself and the tokens before it: n(n + 1)/2 pairs. Kernels skip the masked half."},
    Choice{"full", "Full square",
           "All n² pairs, the masked ones included: nearly twice the FLOP of attention, as many calculators count."}};
inline constexpr std::array headPositions{
    Choice{"last", "Last", "Prefill needs the next token only, so the head runs for one position."},
    Choice{"all", "All",
           "Logits of every position of the prompt, as a plain forward pass computes them, and memory for a chunk of "
           "them."}};
inline constexpr std::array attentionBlocks{
    KnownValue{0, "Read once",
               "Keys and values are read once in all, as if they stayed on the chip: the least traffic there can be."},
    KnownValue{128, "", "One block of a FlashAttention kernel: each reads the cache anew."},
    KnownValue{1024, "", "Eight such blocks run side by side and read through one L2 cache."}};
inline constexpr std::array expertReads{
    Choice{"expected", "Expected",
           "Distinct experts that a batch of T tokens is expected to touch: E(1 − (1 − k/E)^T), tokens choosing "
           "evenly."},
    Choice{"most", "min(E, k·T)",
           "At most min(E, k·T): no two tokens share an expert as long as there are enough of them."},
    Choice{"all", "All", "Every expert in every step, as if the model were dense."}};
inline constexpr std::array windowCaches{
    Choice{"window", "Window", "A layer with a window keeps no more than its window."},
    Choice{"full", "Full length",
           "The full length in every layer, as an engine without a special case for windows reserves."}};
inline constexpr std::array capacities{
    Choice{"device", "Device", "Bytes that the device reports: the “80 GB” of an A100 are 80 GiB."},
    Choice{"nominal", "Nominal", "The number on the box, in decimal GB."}};
inline constexpr std::array utilisations{
    KnownValue{0.9, "", "An engine that leaves a tenth to others and to its own needs; a common default."},
    KnownValue{1, "", "All of the memory goes to weights, activations and caches."}};
inline constexpr std::array thinkTimes{
    Choice{"fixed", "Fixed", "The same time after every answer."},
    Choice{"drawn", "Drawn", "Another time after every answer, exponentially distributed around the same mean."}};
inline constexpr std::array schedules{
    Choice{"fcfs", "Arrival", "First come, first served."},
    Choice{"decode_first", "Decode", "Who goes on with a conversation before who brings a document."},
    Choice{"shortest_first", "Shortest", "Whose prefill and answer take the least time."}};
inline constexpr std::array residencies{
    Choice{"swap", "Swap", "The least recently served cache goes to host DDR; nothing is computed meanwhile."},
    Choice{"overlap", "Overlap", "The same, but while the GPU works on the request before."},
    Choice{"never", "Never", "A cache stays until its session ends; who finds no room waits for that."}};
inline constexpr std::array switches{Choice{"off", "Off", "The ratio does not divide it."},
                                     Choice{"on", "On", "The ratio divides it."}};
inline constexpr std::array lateness{Choice{"off", "Off", "The cache is smaller from its first token on."},
                                     Choice{"on", "On", "The cache is whole until the prefill is through."}};
inline constexpr std::array promptSavings{
    Choice{"off", "Off", "A prefill takes what it takes without compression."},
    Choice{"attention", "Attention", "FLOP of attention are saved, as by sparse attention."},
    Choice{"prompt", "Prompt", "Tokens are dropped before the prefill, and all of it gets shorter."}};
inline constexpr std::array perTokens{
    Choice{"after_first", "After first", "The pace of the answer: (end to end − first token) / (a − 1)."},
    Choice{"end_to_end", "End to end", "End to end / a: the prefill is spread over the tokens of the answer."}};

} // namespace longpeak
