// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "quantity/quantity.h"
#include "source.h"
#include "text/text.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace longpeak {

/// Number formats of weights, cache and arithmetic.
enum class Dtype { Bf16, Fp16, Fp8, Int8, Int4, Fp4, Mxfp4, Nvfp4 };

/// Bytes of one element, without scales and zero points (assumption: they add 0 to 6 % in practice), but for the two
/// block formats that define them: mxfp4 has a scale byte for 32 elements (OCP Microscaling 1.0), nvfp4 one for 16.
constexpr double bytesPerElement(Dtype dtype) {
    switch (dtype) {
    case Dtype::Bf16:
    case Dtype::Fp16: return 2.0;
    case Dtype::Fp8:
    case Dtype::Int8: return 1.0;
    case Dtype::Mxfp4: return 0.5 + 1.0 / 32.0;
    case Dtype::Nvfp4: return 0.5 + 1.0 / 16.0;
    case Dtype::Int4:
    case Dtype::Fp4: break;
    }
    return 0.5;
}

/// "bf16": in presets, in JSON and on the command line.
constexpr std::string_view dtypeName(Dtype dtype) {
    switch (dtype) {
    case Dtype::Bf16: return "bf16";
    case Dtype::Fp16: return "fp16";
    case Dtype::Fp8: return "fp8";
    case Dtype::Int8: return "int8";
    case Dtype::Int4: return "int4";
    case Dtype::Mxfp4: return "mxfp4";
    case Dtype::Nvfp4: return "nvfp4";
    case Dtype::Fp4: break;
    }
    return "fp4";
}

/// Dense peaks of the matrix units, without structured sparsity. A missing one is not offered by the hardware or not
/// published.
struct Peaks {
    std::optional<FlopPerSecond> bf16;
    std::optional<FlopPerSecond> fp16;
    std::optional<FlopPerSecond> fp8;
    std::optional<FlopPerSecond> int8;
    std::optional<FlopPerSecond> fp4;
    bool operator==(const Peaks&) const = default;
};

/// One accelerator as its maker describes it, at the theoretical peak.
struct Accelerator {
    std::string id;
    std::string name;
    std::string vendor;
    std::string kind;             ///< "SXM", "PCIe", "GeForce": what measurements are compared within
    bool announced = false;       ///< not shipping when its figures were read; they may change
    Bytes memory;                 ///< M: bytes the device reports
    Bytes nominalMemory;          ///< the number on the box in decimal GB
    std::string memoryBasis;      ///< how that figure was arrived at
    BytesPerSecond bandwidth;     ///< B: of the device memory
    Peaks peaks;                  ///< C, per number format
    std::string hostLink;         ///< "PCIe 4.0 x16"
    BytesPerSecond linkBandwidth; ///< B_link: host link, one direction, line rate; 0 = not published
    std::string deviceLink;       ///< "NVLink 3"; empty = none, devices talk over the host link
    std::optional<BytesPerSecond> deviceLinkBandwidth; ///< between devices, one direction
    std::optional<DollarsPerSecond> price;             ///< rent of one, a snapshot
    std::string priceNote;
    std::string confidence; ///< "vendor" or "secondary"
    std::string notes;
    std::vector<Source> sources;
    bool operator==(const Accelerator&) const = default;
};

/// The peak that arithmetic in `dtype` runs at, and the format it then really runs in: a format without units of its
/// own runs at the 16-bit rate (weights are widened on the fly), as engines do.
struct UsedPeak {
    FlopPerSecond rate;
    Dtype dtype = Dtype::Bf16;
};
UsedPeak peakFor(const Accelerator& accelerator, Dtype dtype);

/// One line of facts for people: "80.0 GiB (85.9 GB) · 2.04 TB/s · 312 TFLOP/s · PCIe 4.0 x16 32.0 GB/s".
Text describe(const Accelerator& accelerator);

} // namespace longpeak
