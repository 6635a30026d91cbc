// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardware/accelerator.h"

#include "quantity/format.h"

namespace longpeak {

UsedPeak peakFor(const Accelerator& accelerator, Dtype dtype) {
    const Peaks& peaks = accelerator.peaks;
    if (dtype == Dtype::Fp8 && peaks.fp8) return {*peaks.fp8, Dtype::Fp8};
    if (dtype == Dtype::Int8 && peaks.int8) return {*peaks.int8, Dtype::Int8};
    const bool fourBits = dtype == Dtype::Fp4 || dtype == Dtype::Mxfp4 || dtype == Dtype::Nvfp4;
    if (fourBits && peaks.fp4) return {*peaks.fp4, dtype};
    if (dtype == Dtype::Fp16 && peaks.fp16) return {*peaks.fp16, Dtype::Fp16};
    if (peaks.bf16) return {*peaks.bf16, Dtype::Bf16};
    return {peaks.fp16.value_or(FlopPerSecond{}), Dtype::Fp16};
}

Text describe(const Accelerator& accelerator) {
    const Text name = accelerator.hostLink.empty() ? Text(LP_TEXT("preset", "host link"))
                                                   : verbatim(accelerator.hostLink);
    const Text link = accelerator.linkBandwidth.si() > 0
                          ? Text::joined({name, amount(accelerator.linkBandwidth.si(), Unit::BytesPerSecond)}, " ")
                          : LP_TEXT("preset", "%1, rate not published")(name);
    // The one place that has both: makers say GB and mean GiB.
    const Text memory = LP_TEXT("preset", "%1 (%2)")(amount(accelerator.memory.si(), Unit::Bytes, ByteUnits::Binary),
                                                     amount(accelerator.memory.si(), Unit::Bytes));
    return Text::joined({memory, amount(accelerator.bandwidth.si(), Unit::BytesPerSecond),
                         amount(peakFor(accelerator, Dtype::Bf16).rate.si(), Unit::FlopPerSecond), link,
                         accelerator.announced ? Text(LP_TEXT("preset", "announced")) : Text()},
                        " · ");
}

} // namespace longpeak
