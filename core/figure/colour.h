// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>

// How colours are read: against one another, in grey, and by eyes that lack a kind of cone.

namespace longpeak {

/// Of sRGB, each from 0 to 1.
struct Rgb {
    double red = 0;
    double green = 0;
    double blue = 0;
    bool operator==(const Rgb&) const = default;
};

inline constexpr double leastContrast = 4.5; ///< of text of this size (WCAG 2.2, success criterion 1.4.3)

/// From 1 to 21, whichever is the lighter (WCAG 2.2, contrast ratio and relative luminance).
double contrast(const Rgb& a, const Rgb& b);

/// The colour itself where it can be read on all of the grounds, else the nearest towards black or white that can; where none
/// can, black or white, whichever stands out more.
Rgb readableOn(const Rgb& color, std::span<const Rgb> grounds);

/// Black or white, whichever stands out more.
Rgb strongestOn(std::span<const Rgb> grounds);

enum class Eyes {
    Full,
    Protan, ///< without the cone for long waves
    Deutan, ///< without that for middle ones
    Grey    ///< a printer without colours
};

/// What such eyes take the colour for. Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of
/// Color Vision Deficiency", table 1, severity 1.0, on linear light; grey of the same luminance.
Rgb seenBy(const Rgb& color, Eyes eyes);

/// ΔE of CIE 1976 L*a*b*, D65: about 2.3 is just noticed.
double difference(const Rgb& a, const Rgb& b);

} // namespace longpeak
