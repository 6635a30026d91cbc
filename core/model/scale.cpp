// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/scale.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

/// The one shape that is scaled: the first group stands for all layers.
const LayerGroup& shapeOf(const Architecture& architecture) {
    return architecture.groups.front();
}

/// One group of dense layers with full attention: what families are made of.
bool isPlain(const Architecture& architecture) {
    if (architecture.groups.size() != 1) return false;
    const LayerGroup& shape = shapeOf(architecture);
    return shape.attention.kind == AttentionKind::Full && shape.attention.selection.tokens == 0 &&
           shape.feedForward.kind == FeedForwardKind::Dense;
}

/// Members that can be scaled into each other: one group of layers, ordered by size.
std::vector<const Architecture*> membersOf(const Model& model, std::span<const Model> family) {
    std::vector<const Architecture*> members{&model.architecture};
    for (const Model& other : family)
        if (other.family == model.family && !other.family.empty() && isPlain(other.architecture) &&
            other.id != model.id)
            members.push_back(&other.architecture);
    std::ranges::sort(members, {}, [](const Architecture* m) { return parameterCount(*m); });
    return members;
}

double atLeastOne(double value) {
    return std::max(1.0, std::round(value));
}

double roundedTo(double value, double multiple) {
    return std::max(multiple, std::round(value / multiple) * multiple);
}

/// The members on either side of `parameters`; the same one twice beyond the ends of the family.
std::pair<const Architecture*, const Architecture*> neighbours(const std::vector<const Architecture*>& members,
                                                               double parameters) {
    const Architecture* below = members.front();
    const Architecture* above = members.back();
    for (const Architecture* member : members) {
        if (parameterCount(*member) <= parameters) below = member;
        if (parameterCount(*member) >= parameters) {
            above = member;
            break;
        }
    }
    if (parameterCount(*below) > parameters) below = above;
    if (parameterCount(*above) < parameters) above = below;
    return {below, above};
}

LayerGroup grown(LayerGroup group, double by) {
    group.layers = atLeastOne(group.layers * by);
    Attention& a = group.attention;
    if (a.attends()) {
        const bool multiHead = a.kind != AttentionKind::Latent && a.kvHeads == a.queryHeads;
        if (multiHead) a.kvHeads = atLeastOne(a.kvHeads * by);
        a.queryHeads = roundedTo(a.queryHeads * by, a.kvHeads);
    }
    Recurrence& r = a.recurrence;
    for (double* width : {&r.inputWidth, &r.outputWidth, &r.vectors, &r.state}) *width = std::round(*width * by);
    r.innerMatrices = std::round(r.innerMatrices * by * by);
    FeedForward& f = group.feedForward;
    for (double* width : {&f.intermediate, &f.sharedIntermediate, &f.denseIntermediate, &f.expertHidden})
        if (*width > 0) *width = roundedTo(*width * by, std::min(64.0, *width));
    group.extraMatrices = std::round(group.extraMatrices * by * by);
    group.extraVectors = std::round(group.extraVectors * by);
    return group;
}

bool sameSkeleton(const LayerGroup& a, const LayerGroup& b) {
    return a.layers == b.layers && a.attention.queryHeads == b.attention.queryHeads &&
           a.attention.kvHeads == b.attention.kvHeads;
}

/// Depth and width by the cube root, each a whole number.
Architecture resizedAlone(const Architecture& architecture, double parameters) {
    const double by = std::cbrt(parameters / parameterCount(architecture));
    Architecture result = architecture;
    for (LayerGroup& group : result.groups) group = grown(group, by);
    if (std::ranges::equal(result.groups, architecture.groups, sameSkeleton)) return architecture; // rounded back
    result.hidden = roundedTo(architecture.hidden * by, 64.0);
    result.extraTables = std::round(architecture.extraTables * by);
    result.synthetic = true;
    return result;
}

} // namespace

Architecture resized(const Model& model, double parameters, std::span<const Model> family) {
    if (model.architecture.groups.empty() || parameters <= 0.0) return model.architecture;
    if (!isPlain(model.architecture)) return resizedAlone(model.architecture, parameters);
    const auto members = membersOf(model, family);
    const auto [below, above] = neighbours(members, parameters);
    const double low = parameterCount(*below);
    const double high = parameterCount(*above);
    const auto scaled = [&](double atLow, double atHigh) {
        if (low == high || atLow == atHigh) return low == high ? atLow * std::cbrt(parameters / low) : atLow;
        return atLow * std::pow(parameters / low, std::log(atHigh / atLow) / std::log(high / low));
    };
    // Everything that has no size of its own comes from the nearer member.
    const Architecture& nearest = parameters / low <= high / parameters ? *below : *above;
    Architecture result = nearest;

    const LayerGroup& a = shapeOf(*below);
    const LayerGroup& b = shapeOf(*above);
    LayerGroup& shape = result.groups.front();
    shape.layers = atLeastOne(scaled(a.layers, b.layers));
    shape.attention.kvHeads = low == high ? a.attention.kvHeads
                                          : atLeastOne(scaled(a.attention.kvHeads, b.attention.kvHeads));
    if (low == high && a.attention.kvHeads == a.attention.queryHeads) // multi-head attention stays multi-head
        shape.attention.kvHeads = atLeastOne(scaled(a.attention.kvHeads, b.attention.kvHeads));
    shape.attention.queryHeads = roundedTo(scaled(a.attention.queryHeads, b.attention.queryHeads),
                                           shape.attention.kvHeads);
    result.hidden = roundedTo(scaled(below->hidden, above->hidden), 64.0);
    shape.feedForward.intermediate = roundedTo(scaled(a.feedForward.intermediate, b.feedForward.intermediate), 64.0);
    const double wider = result.hidden / nearest.hidden;
    shape.extraMatrices = std::round(nearest.groups.front().extraMatrices * wider * wider);
    shape.extraVectors = std::round(nearest.groups.front().extraVectors * wider);
    result.extraTables = std::round(nearest.extraTables * wider);

    // Rounded back to what a member is, the shape is that member's in full.
    const auto member = std::ranges::find_if(members, [&](const Architecture* m) {
        return shapeOf(*m).layers == shape.layers && shapeOf(*m).attention == shape.attention;
    });
    if (member != members.end()) result = **member;
    result.synthetic = member == members.end();
    return result;
}

} // namespace longpeak
