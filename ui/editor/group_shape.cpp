// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/group_shape.h"

#include "quantity/format.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

void fill(double& value, double fallback) {
    if (value <= 0) value = fallback;
}

std::string count(double value) {
    return formatExact(value, Unit::Count);
}

std::string headsOf(const Attention& a) {
    const std::string width = " × " + count(a.headDim);
    if (a.kvHeads == a.queryHeads) return "MHA " + count(a.queryHeads) + width;
    if (a.kvHeads == 1) return "MQA " + count(a.queryHeads) + width;
    return "GQA " + count(a.queryHeads) + "→" + count(a.kvHeads) + width;
}

std::string attentionTitle(const Attention& a) {
    switch (a.kind) {
    case AttentionKind::Full: return "full, " + headsOf(a);
    case AttentionKind::Window: return "window " + count(a.window) + ", " + headsOf(a);
    case AttentionKind::Chunked: return "chunks of " + count(a.window) + ", " + headsOf(a);
    case AttentionKind::Latent: return "latent " + count(a.latent.kvRank) + " + " + count(a.latent.ropeDim);
    case AttentionKind::Recurrent: return a.recurrence.form;
    case AttentionKind::None: break;
    }
    return "no attention";
}

std::string feedForwardTitle(const FeedForward& f) {
    switch (f.kind) {
    case FeedForwardKind::Dense: return "dense " + count(f.intermediate);
    case FeedForwardKind::Mixture: return count(f.active) + " of " + count(f.experts) + " experts";
    case FeedForwardKind::None: break;
    }
    return "no feed-forward";
}

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

Attention trimmed(const Attention& a) {
    switch (a.kind) {
    case AttentionKind::None: return {.kind = a.kind};
    case AttentionKind::Recurrent: return {.kind = a.kind, .recurrence = a.recurrence};
    case AttentionKind::Latent:
        return {.kind = a.kind,
                .queryHeads = a.queryHeads,
                .kvHeads = 1,
                .valueDim = a.valueDim,
                .shared = a.shared,
                .latent = a.latent,
                .selection = a.selection.tokens > 0 ? a.selection : Selection{}};
    case AttentionKind::Full:
    case AttentionKind::Window:
    case AttentionKind::Chunked: break;
    }
    Attention kept = a;
    kept.latent = {};
    kept.recurrence = {};
    if (a.kind == AttentionKind::Full)
        kept.window = 0;
    else
        kept.selection = {};
    if (kept.selection.tokens <= 0) kept.selection = {};
    return kept;
}

FeedForward trimmed(const FeedForward& f) {
    switch (f.kind) {
    case FeedForwardKind::None: return {.kind = f.kind};
    case FeedForwardKind::Dense: return {.kind = f.kind, .intermediate = f.intermediate, .gated = f.gated};
    case FeedForwardKind::Mixture: break;
    }
    return f;
}

} // namespace

std::string groupTitle(const LayerGroup& group) {
    return count(group.layers) + " × " + attentionTitle(group.attention) + " · " + feedForwardTitle(group.feedForward);
}

void completeAttention(Attention& a, double hidden) {
    constexpr double usualHeadDim = 128;
    if (a.kind == AttentionKind::Recurrent && a.recurrence.state <= 0) a.recurrence = mamba2(hidden);
    if (!a.attends()) return;
    fill(a.queryHeads, std::max(1.0, std::round(hidden / usualHeadDim)));
    if (a.kind == AttentionKind::Latent) {
        fill(a.valueDim, usualHeadDim);
        if (a.latent.kvRank <= 0) a.latent = {.queryRank = 1536, .kvRank = 512, .nopeDim = 128, .ropeDim = 64};
        return;
    }
    fill(a.headDim, usualHeadDim);
    fill(a.kvHeads, std::min(8.0, a.queryHeads));
    if (a.kind == AttentionKind::Full) return;
    fill(a.window, 4096);
}

bool completeSelection(Attention& a) {
    if (a.selection.tokens <= 0 || a.selection.heads > 0) return false;
    a.selection.heads = 64;
    a.selection.headDim = 128;
    return true;
}

void completeFeedForward(FeedForward& f, double hidden) {
    if (f.kind == FeedForwardKind::None) return;
    fill(f.intermediate, std::max(1.0, 4 * hidden));
    if (f.kind == FeedForwardKind::Dense) return;
    fill(f.experts, 8);
    fill(f.active, std::min(2.0, f.experts));
}

LayerGroup trimmed(const LayerGroup& group) {
    LayerGroup kept = group;
    kept.attention = trimmed(group.attention);
    kept.feedForward = trimmed(group.feedForward);
    return kept;
}

LayerGroup newGroup(double hidden) {
    LayerGroup group{.layers = 1};
    completeAttention(group.attention, hidden);
    completeFeedForward(group.feedForward, hidden);
    return group;
}

} // namespace longpeak
