// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardware/deployment.h"

namespace longpeak {

UsedPeak Deployment::peak(Dtype compute) const {
    UsedPeak used = peakFor(accelerator, compute);
    if (overrides.flops) used.rate = *overrides.flops;
    return used;
}

BytesPerSecond Deployment::memoryBandwidth() const {
    return overrides.bandwidth.value_or(accelerator.bandwidth);
}

Bytes Deployment::memory(Capacity convention) const {
    return overrides.memory.value_or(convention == Capacity::Nominal ? accelerator.nominalMemory : accelerator.memory);
}

BytesPerSecond Deployment::hostLink() const {
    if (overrides.link) return *overrides.link;
    return accelerator.linkBandwidth.si() > 0 ? accelerator.linkBandwidth : assumedHostLink;
}

BytesPerSecond Deployment::deviceLink() const {
    if (overrides.interconnect) return *overrides.interconnect;
    return accelerator.deviceLinkBandwidth.value_or(hostLink());
}

std::optional<DollarsPerSecond> Deployment::price() const {
    return overrides.price ? overrides.price : accelerator.price;
}

FlopPerByte Deployment::ridge(Dtype compute) const {
    return peak(compute).rate / memoryBandwidth();
}

FlopPerSecond Deployment::groupFlops(Dtype compute, double efficiency) const {
    return peak(compute).rate * plan.ofGroup(efficiency);
}

BytesPerSecond Deployment::groupBandwidth(double efficiency) const {
    return memoryBandwidth() * plan.ofGroup(efficiency);
}

Bytes Deployment::groupMemory(Capacity convention, double utilisation) const {
    return plan.ofGroup(memory(convention) * utilisation);
}

BytesPerSecond Deployment::groupHostLink(double efficiency) const {
    return hostLink() * plan.ofGroup(efficiency);
}

Seconds Deployment::toHost(Bytes bytes, double efficiency) const {
    return bytes / groupHostLink(efficiency);
}

AllReduce Deployment::allReduce(double efficiency) const {
    const double steps = 2.0 * (plan.tensor - 1.0);
    return {.steps = steps,
            .traffic = plan.share(steps),
            .bandwidth = deviceLink().si() * efficiency,
            .latency = hopLatency.si()};
}

std::optional<DollarsPerSecond> Deployment::rent() const {
    const auto each = price();
    return each ? std::optional(*each * plan.gpus()) : std::nullopt;
}

} // namespace longpeak
