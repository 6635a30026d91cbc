// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preset/shared_fields.h"

#include "hardware/deployment.h"

namespace longpeak {
namespace {

using Row = DocumentField<Accelerator>;

/// Cents and their hundredths survive the way through dollars a second.
constexpr double priceSteps = 1e6;

constexpr Message peakHelp = LP_TEXT("preset", "Dense. Without a peak of its own, a format runs at the 16-bit rate.");

constexpr DocumentCheck<Accelerator> peakChecks[] = {
    {.key = "",
     .reason = LP_TEXT("fault", "needs %1 or %2"),
     .names = {"bf16", "fp16"},
     .fails = [](const Accelerator& a) { return !a.peaks.bf16 && !a.peaks.fp16; },
     .given = {}}};

std::span<const Row> peakFields() {
    static constexpr Row rows[] = {{.key = "bf16",
                                    .value = atMember<&Accelerator::peaks, &Peaks::bf16>(),
                                    .presence = Presence::Optional,
                                    .range = {.minimum = 1e9, .maximum = 1e19},
                                    .unit = Unit::FlopPerSecond,
                                    .label = LP_TEXT("preset", "BF16"),
                                    .help = peakHelp,
                                    .empty = LP_TEXT("preset", "none of its own"),
                                    .section = formSection::peaks},
                                   {.key = "fp16",
                                    .value = atMember<&Accelerator::peaks, &Peaks::fp16>(),
                                    .presence = Presence::Optional,
                                    .range = {.minimum = 1e9, .maximum = 1e19},
                                    .unit = Unit::FlopPerSecond,
                                    .label = LP_TEXT("preset", "FP16"),
                                    .help = peakHelp,
                                    .empty = LP_TEXT("preset", "none of its own"),
                                    .section = formSection::peaks},
                                   {.key = "fp8",
                                    .value = atMember<&Accelerator::peaks, &Peaks::fp8>(),
                                    .presence = Presence::Optional,
                                    .range = {.minimum = 1e9, .maximum = 1e19},
                                    .unit = Unit::FlopPerSecond,
                                    .label = LP_TEXT("preset", "FP8"),
                                    .help = peakHelp,
                                    .empty = LP_TEXT("preset", "none of its own"),
                                    .section = formSection::peaks},
                                   {.key = "int8",
                                    .value = atMember<&Accelerator::peaks, &Peaks::int8>(),
                                    .presence = Presence::Optional,
                                    .range = {.minimum = 1e9, .maximum = 1e19},
                                    .unit = Unit::FlopPerSecond,
                                    .label = LP_TEXT("preset", "INT8"),
                                    .help = peakHelp,
                                    .empty = LP_TEXT("preset", "none of its own"),
                                    .section = formSection::peaks},
                                   {.key = "fp4",
                                    .value = atMember<&Accelerator::peaks, &Peaks::fp4>(),
                                    .presence = Presence::Optional,
                                    .range = {.minimum = 1e9, .maximum = 1e19},
                                    .unit = Unit::FlopPerSecond,
                                    .label = LP_TEXT("preset", "FP4"),
                                    .help = peakHelp,
                                    .empty = LP_TEXT("preset", "none of its own"),
                                    .section = formSection::peaks}};
    return rows;
}

/// Said only where it is another than what the device reports.
constexpr NumberAccess<Accelerator> nominalMemory{
    [](const Accelerator& a) -> std::optional<double> {
        if (a.nominalMemory == a.memory) return std::nullopt;
        return a.nominalMemory.si();
    },
    [](Accelerator& a, std::optional<double> value) { a.nominalMemory = Bytes(value.value_or(a.memory.si())); }};

constexpr NumberAccess<Accelerator> pricePerHour{[](const Accelerator& a) -> std::optional<double> {
                                                     if (!a.price) return std::nullopt;
                                                     return *a.price * hour / Dollars(1.0);
                                                 },
                                                 [](Accelerator& a, std::optional<double> value) {
                                                     a.price.reset();
                                                     if (value) a.price = Dollars(*value) / hour;
                                                 }};

} // namespace

std::span<const Row> acceleratorFields() {
    static const Row rows[] = {
        idField<Accelerator>,
        nameField<Accelerator>,
        {.key = "vendor",
         .value = atMember<&Accelerator::vendor>(),
         .presence = Presence::Optional,
         .label = LP_TEXT("preset", "Maker"),
         .empty = LP_TEXT("preset", "not said"),
         .section = formSection::maker},
        {.key = "kind",
         .value = atMember<&Accelerator::kind>(),
         .presence = Presence::Optional,
         .label = LP_TEXT("preset", "Kind"),
         .help = LP_TEXT("preset", "“data centre”, “PCIe card”, “consumer”: measurements are compared within a kind."),
         .empty = LP_TEXT("preset", "not said"),
         .section = formSection::maker},
        {.key = "announced",
         .value = atMember<&Accelerator::announced>(),
         .presence = Presence::Optional,
         .label = LP_TEXT("preset", "Announced, not shipping"),
         .help = LP_TEXT("preset", "Its figures may still change."),
         .section = formSection::maker},
        {.key = "memory_bytes",
         .value = atMember<&Accelerator::memory>(),
         .range = {.minimum = 1e9, .maximum = 1e14},
         .unit = Unit::Bytes,
         .label = LP_TEXT("preset", "Memory"),
         .help = LP_TEXT("preset", "What the device reports. “80 GB” on a box is often 80 GiB."),
         .section = formSection::memory},
        {.key = "nominal_memory_bytes",
         .value = nominalMemory,
         .presence = Presence::Optional,
         .range = {.minimum = 1e9, .maximum = 1e14},
         .unit = Unit::Bytes,
         .label = LP_TEXT("preset", "Nominal capacity"),
         .help = LP_TEXT("preset", "The number on the box, for the convention that counts nominal capacity."),
         .empty = LP_TEXT("preset", "as above"),
         .section = formSection::memory},
        {.key = "memory_basis",
         .value = atMember<&Accelerator::memoryBasis>(),
         .presence = Presence::Optional,
         .label = LP_TEXT("preset", "How it was arrived at"),
         .empty = LP_TEXT("preset", "not said"),
         .section = formSection::memory},
        {.key = "bandwidth_bytes_per_s",
         .value = atMember<&Accelerator::bandwidth>(),
         .range = {.minimum = 1e10, .maximum = 1e15},
         .unit = Unit::BytesPerSecond,
         .label = LP_TEXT("preset", "Bandwidth"),
         .help = LP_TEXT("preset", "Of the device memory, at the theoretical peak."),
         .section = formSection::memory},
        {.key = "peak_flops",
         .value = NestedFields<Accelerator>{.fields = peakFields, .checks = peakChecks},
         .section = formSection::peaks},
        {.key = "host_link",
         .value = atMember<&Accelerator::hostLink>(),
         .presence = Presence::Optional,
         .label = LP_TEXT("preset", "Host link"),
         .help = LP_TEXT("preset", "“PCIe 5.0 x16”."),
         .empty = LP_TEXT("preset", "not said"),
         .section = formSection::links},
        {.key = "host_link_bytes_per_s",
         .value = noneAtZero<&Accelerator::linkBandwidth>(),
         .presence = Presence::Optional,
         .range = {.minimum = 1e8, .maximum = 1e13},
         .unit = Unit::BytesPerSecond,
         .label = LP_TEXT("preset", "Its line rate"),
         .help = LP_TEXT("preset", "Caches move over it in a context switch. Where it is not known, %1 is assumed."),
         .helpNumber = assumedHostLink.si(),
         .empty = LP_TEXT("preset", "not known"),
         .section = formSection::links},
        {.key = "device_link",
         .value = atMember<&Accelerator::deviceLink>(),
         .presence = Presence::Optional,
         .label = LP_TEXT("preset", "Link between devices"),
         .help = LP_TEXT("preset", "“NVLink 4”."),
         .empty = LP_TEXT("preset", "none: over the host link"),
         .section = formSection::links},
        {.key = "device_link_bytes_per_s",
         .value = atMember<&Accelerator::deviceLinkBandwidth>(),
         .presence = Presence::Optional,
         .range = {.minimum = 1e8, .maximum = 1e14},
         .unit = Unit::BytesPerSecond,
         .label = LP_TEXT("preset", "Line rate of that link"),
         .help = LP_TEXT("preset", "Collectives of tensor parallel run over it."),
         .empty = LP_TEXT("preset", "as the host link"),
         .section = formSection::links},
        {.key = "dollars_per_hour",
         .value = pricePerHour,
         .presence = Presence::Optional,
         .range = {.minimum = 0, .maximum = 1000},
         .unit = Unit::DollarsPerHour,
         .label = LP_TEXT("preset", "Price per GPU-hour"),
         .help = LP_TEXT("preset", "US dollars for one accelerator."),
         .empty = LP_TEXT("preset", "not known"),
         .section = formSection::price,
         .steps = priceSteps},
        {.key = "price_note",
         .value = atMember<&Accelerator::priceNote>(),
         .presence = Presence::Optional,
         .label = LP_TEXT("preset", "Where and when"),
         .empty = LP_TEXT("preset", "not said"),
         .section = formSection::price},
        confidenceField<Accelerator>,
        notesField<Accelerator>,
        sourcesField<Accelerator>};
    return rows;
}

} // namespace longpeak
