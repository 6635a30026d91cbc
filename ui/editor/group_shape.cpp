// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/group_shape.h"

#include "model/attention_kind.h"
#include "quantity/format.h"

#include <algorithm>

namespace longpeak {
namespace {

void fill(double& value, double fallback) {
    if (value <= 0) value = fallback;
}

std::string count(double value) {
    return formatExact(value, Unit::Count);
}

std::string feedForwardTitle(const FeedForward& f) {
    switch (f.kind) {
    case FeedForwardKind::Dense: return "dense " + count(f.intermediate);
    case FeedForwardKind::Mixture: return count(f.active) + " of " + count(f.experts) + " experts";
    case FeedForwardKind::None: break;
    }
    return "no feed-forward";
}

} // namespace

std::string groupTitle(const LayerGroup& group) {
    return count(group.layers) + " × " + kindOf(group.attention).inList(group.attention).english() + " · " +
           feedForwardTitle(group.feedForward);
}

void completeAttention(Attention& a, double hidden) {
    const AttentionKindRow& kind = kindOf(a);
    if (kind.complete != nullptr) kind.complete(a, hidden);
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

LayerGroup newGroup(double hidden) {
    LayerGroup group{.layers = 1};
    completeAttention(group.attention, hidden);
    completeFeedForward(group.feedForward, hidden);
    return group;
}

} // namespace longpeak
