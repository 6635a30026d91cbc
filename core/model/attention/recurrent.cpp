// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/attention/fields.h"
#include "model/attention/rows.h"

#include <algorithm>
#include <cmath>

// A state of fixed size instead of a cache: Mamba, lightning attention, gated delta net.

namespace longpeak {
namespace {

using attentionField::Recurrent;

constexpr DocumentField<Attention> fields[] = {
    {.key = "form",
     .value = atMember<&Attention::recurrence, &Recurrence::form>(),
     .label = LP_TEXT("preset", "Form"),
     .help = LP_TEXT("preset", "“Mamba-2”, “gated delta net”, “lightning attention”."),
     .place = Recurrent},
    {.key = "input_width",
     .value = atMember<&Attention::recurrence, &Recurrence::inputWidth>(),
     .range = attentionField::perRank,
     .label = LP_TEXT("preset", "Input width"),
     .help = LP_TEXT("preset", "Columns of all matrices that read the residual stream."),
     .place = Recurrent},
    {.key = "output_width",
     .value = atMember<&Attention::recurrence, &Recurrence::outputWidth>(),
     .range = attentionField::perRank,
     .label = LP_TEXT("preset", "Output width"),
     .help = LP_TEXT("preset", "Rows of the matrix that writes it."),
     .place = Recurrent},
    {.key = "inner_matrices",
     .value = noneAtZero<&Attention::recurrence, &Recurrence::innerMatrices>(),
     .presence = Presence::Optional,
     .range = wholes(0, 1e15),
     .label = LP_TEXT("preset", "Inner matrices"),
     .help = LP_TEXT("preset", "Elements of matrices in between."),
     .empty = LP_TEXT("preset", "none"),
     .place = Recurrent},
    {.key = "vectors",
     .value = noneAtZero<&Attention::recurrence, &Recurrence::vectors>(),
     .presence = Presence::Optional,
     .range = wholes(0, 1e15),
     .label = LP_TEXT("preset", "Vectors"),
     .help = LP_TEXT("preset", "Elements of convolutions, decays, norms and biases."),
     .empty = LP_TEXT("preset", "none"),
     .place = Recurrent},
    {.key = "state",
     .value = atMember<&Attention::recurrence, &Recurrence::state>(),
     .range = wholes(1, 1e15),
     .label = LP_TEXT("preset", "State"),
     .help = LP_TEXT("preset", "Elements kept for a user, whatever the context."),
     .place = Recurrent},
    {.key = "state_bytes",
     .value = atMember<&Attention::recurrence, &Recurrence::stateBytes>(),
     .presence = Presence::Defaulted,
     .range = {.minimum = 0.25, .maximum = 8},
     .label = LP_TEXT("preset", "Bytes of an element"),
     .help = LP_TEXT("preset", "Of the state; it is often kept in 32 bits."),
     .place = Recurrent},
    {.key = "flop_per_state_element",
     .value = atMember<&Attention::recurrence, &Recurrence::flopPerStateElement>(),
     .range = {.minimum = 0, .maximum = 1000},
     .label = LP_TEXT("preset", "FLOP of an element"),
     .help = LP_TEXT("preset", "Of a token: update and read-out."),
     .place = Recurrent}};

/// Mamba-2 as its authors' code builds it: one group, heads of 64, a state of 128, a convolution over 4 tokens.
Recurrence mamba2(double hidden) {
    constexpr double headDim = 64;
    constexpr double stateDim = 128;
    constexpr double taps = 4;
    constexpr double expansion = 2;
    const double heads = std::max(1.0, std::round(expansion * hidden / headDim));
    const double inner = heads * headDim;
    const double convolved = inner + 2 * stateDim; // x, B and C
    return {.form = "Mamba-2",
            .inputWidth = inner + convolved + heads, // and z, and a step for each head
            .outputWidth = inner,
            .innerMatrices = 0,
            .vectors = convolved * (taps + 1) + 3 * heads + inner, // with a bias; A, D and dt; the norm
            .state = inner * stateDim + convolved * (taps - 1),
            .stateBytes = 2,
            .flopPerStateElement = 6};
}

} // namespace

constinit const AttentionKindRow recurrentAttention{
    .kind = AttentionKind::Recurrent,
    .word = "recurrent",
    .title = LP_TEXT("preset", "recurrent"),
    .keeps = Keeps::State,
    .cache = CachePart::State,
    .fields = fields,
    .checks = {},
    .complete =
        [](Attention& a, double hidden) {
            if (a.recurrence.state <= 0) a.recurrence = mamba2(hidden);
        },
    .matrices =
        [](const Attention& a, double hidden) {
            return hidden * (a.recurrence.inputWidth + a.recurrence.outputWidth) + a.recurrence.innerMatrices;
        },
    .vectors = [](const Attention& a) { return a.recurrence.vectors; },
    .inList = [](const Attention& a) { return verbatim(a.recurrence.form); }};

} // namespace longpeak
