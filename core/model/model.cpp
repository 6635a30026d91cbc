// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/model.h"

#include "quantity/format.h"

namespace longpeak {
namespace {

double parametersPerLayer(const LayerGroup& group, double hidden) {
    const FullAttention& a = group.attention;
    const double queries = a.queryHeads * a.headDim;
    const double keys = a.kvHeads * a.headDim;
    const double projections = hidden * queries + 2.0 * hidden * keys + queries * hidden;
    const double biases = a.queryKeyValueBias ? queries + 2.0 * keys : 0.0;
    const double headNorms = a.queryKeyNorm ? 2.0 * a.headDim : 0.0;
    const double feedForward = (group.feedForward.gated ? 3.0 : 2.0) * hidden * group.feedForward.intermediate;
    return projections + biases + headNorms + feedForward + group.norms * hidden;
}

} // namespace

double parameterCount(const Model& model) {
    const double table = model.vocabulary * model.hidden;
    double sum = model.tiedEmbeddings ? table : 2.0 * table;
    for (const LayerGroup& group : model.groups) sum += group.layers * parametersPerLayer(group, model.hidden);
    return sum + model.hidden; // the norm after the last layer
}

double activeParameterCount(const Model& model) {
    const double all = parameterCount(model);
    return model.tiedEmbeddings ? all : all - model.vocabulary * model.hidden;
}

double layerCount(const Model& model) {
    double sum = 0.0;
    for (const LayerGroup& group : model.groups) sum += group.layers;
    return sum;
}

double cacheElementsPerToken(const Model& model) {
    double sum = 0.0;
    for (const LayerGroup& group : model.groups)
        sum += group.layers * 2.0 * group.attention.kvHeads * group.attention.headDim;
    return sum;
}

double queryWidthOverLayers(const Model& model) {
    double sum = 0.0;
    for (const LayerGroup& group : model.groups)
        sum += group.layers * group.attention.queryHeads * group.attention.headDim;
    return sum;
}

double queryWidth(const Model& model) {
    return queryWidthOverLayers(model) / layerCount(model);
}

std::string describe(const Model& model, double parameters) {
    if (model.groups.empty()) return {};
    const FullAttention& a = model.groups.front().attention;
    const bool mha = a.kvHeads == a.queryHeads;
    const std::string kind = mha ? "MHA" : a.kvHeads == 1 ? "MQA" : "GQA";
    std::string heads = formatPlain(a.queryHeads);
    if (!mha) heads += "→" + formatPlain(a.kvHeads);
    return format(parameters > 0 ? parameters : parameterCount(model), Unit::Parameters) + " · " +
           formatPlain(layerCount(model)) + " layers · " + kind + " " + heads + " heads × " + formatPlain(a.headDim);
}

} // namespace longpeak
