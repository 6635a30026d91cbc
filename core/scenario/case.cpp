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
    UsedPeak used = peakFor(scenario.accelerator, scenario.precision.compute);
    if (scenario.overrides.flops) used.rate = *scenario.overrides.flops;
    return used;
}

BytesPerSecond memoryBandwidth(const Case& scenario) {
    return scenario.overrides.bandwidth.value_or(scenario.accelerator.bandwidth);
}

Bytes memoryPerGpu(const Case& scenario) {
    const bool nominal = scenario.conventions.capacity == Capacity::Nominal;
    return scenario.overrides.memory.value_or(nominal ? scenario.accelerator.nominalMemory
                                                      : scenario.accelerator.memory);
}

BytesPerSecond linkBandwidth(const Case& scenario) {
    if (scenario.overrides.link) return *scenario.overrides.link;
    const BytesPerSecond published = scenario.accelerator.linkBandwidth;
    return published.si() > 0 ? published : assumedHostLink;
}

Bytes usableMemoryPerGpu(const Case& scenario) {
    return memoryPerGpu(scenario) * scenario.conventions.utilisation;
}

BytesPerSecond interconnectBandwidth(const Case& scenario) {
    if (scenario.overrides.interconnect) return *scenario.overrides.interconnect;
    return scenario.accelerator.deviceLinkBandwidth.value_or(linkBandwidth(scenario));
}

double bytesPerExpertElement(const Case& scenario) {
    return bytesPerElement(scenario.precision.experts.value_or(scenario.precision.weights));
}

double totalCompression(const Case& scenario) {
    return scenario.compression.product() * bytesPerElement(Dtype::Bf16) / bytesPerElement(scenario.precision.cache);
}

std::optional<DollarsPerSecond> price(const Case& scenario) {
    return scenario.overrides.price ? scenario.overrides.price : scenario.accelerator.price;
}

} // namespace longpeak
