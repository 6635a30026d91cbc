// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario/case.h"

namespace longpeak {

double modelParameters(const Case& scenario) {
    const bool byHand = scenario.parameters && scenario.costModel == CostModel::Paper;
    return byHand ? *scenario.parameters : parameterCount(scenario.architecture);
}

double modelActiveParameters(const Case& scenario) {
    const double active = activeParameterCount(scenario.architecture);
    return modelParameters(scenario) * active / parameterCount(scenario.architecture);
}

double attentionCoefficient(const Case& scenario) {
    // Calibrated: A = 6656 reproduces both prefill times published for Yi-34B (H_q·d = 7168).
    if (scenario.attentionCoefficient) return *scenario.attentionCoefficient;
    return 6656.0 / 7168.0 * queryWidth(scenario.architecture);
}

UsedPeak peak(const Case& scenario) {
    return scenario.deployment.peak(scenario.precision.compute);
}

Bytes memoryPerGpu(const Case& scenario) {
    return scenario.deployment.memory(scenario.conventions.capacity);
}

Bytes usableMemoryPerGpu(const Case& scenario) {
    return memoryPerGpu(scenario) * scenario.conventions.utilisation;
}

Bytes usableMemory(const Case& scenario) {
    return scenario.deployment.groupMemory(scenario.conventions.capacity, scenario.conventions.utilisation);
}

double bytesPerExpertElement(const Case& scenario) {
    return bytesPerElement(scenario.precision.experts.value_or(scenario.precision.weights));
}

double totalCompression(const Case& scenario) {
    return scenario.compression.product() * bytesPerElement(Dtype::Bf16) / bytesPerElement(scenario.precision.cache);
}

} // namespace longpeak
