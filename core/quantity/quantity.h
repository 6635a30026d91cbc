// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <compare>

// Physical quantities as types, in SI base units of this field: bytes, FLOP, seconds, tokens, dollars.
// A quantity carries the exponent of each base unit, so that bytes / (bytes/s) is seconds and bytes + seconds
// does not compile. Values are doubles: exact for integers up to 2^53, well above any byte or FLOP count that is
// compared for equality here.

namespace longpeak {

template <int BytesExp, int FlopExp, int SecondsExp, int TokensExp, int DollarsExp>
class Quantity {
public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(double si) : m_si(si) {}

    /// The value in SI base units (bytes, FLOP, seconds, tokens, dollars and their products).
    constexpr double si() const { return m_si; }

    friend constexpr auto operator<=>(Quantity, Quantity) = default;
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity(a.m_si + b.m_si); }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity(a.m_si - b.m_si); }
    friend constexpr Quantity operator*(Quantity a, double k) { return Quantity(a.m_si * k); }
    friend constexpr Quantity operator*(double k, Quantity a) { return Quantity(k * a.m_si); }
    friend constexpr Quantity operator/(Quantity a, double k) { return Quantity(a.m_si / k); }
    constexpr Quantity& operator+=(Quantity other) {
        m_si += other.m_si;
        return *this;
    }

private:
    double m_si = 0.0;
};

/// Product of two quantities; a plain double where all units cancel.
template <int B1, int F1, int S1, int T1, int D1, int B2, int F2, int S2, int T2, int D2>
constexpr auto operator*(Quantity<B1, F1, S1, T1, D1> a, Quantity<B2, F2, S2, T2, D2> b) {
    if constexpr (B1 + B2 == 0 && F1 + F2 == 0 && S1 + S2 == 0 && T1 + T2 == 0 && D1 + D2 == 0)
        return a.si() * b.si();
    else
        return Quantity<B1 + B2, F1 + F2, S1 + S2, T1 + T2, D1 + D2>(a.si() * b.si());
}

/// Quotient of two quantities; a plain double where all units cancel.
template <int B1, int F1, int S1, int T1, int D1, int B2, int F2, int S2, int T2, int D2>
constexpr auto operator/(Quantity<B1, F1, S1, T1, D1> a, Quantity<B2, F2, S2, T2, D2> b) {
    if constexpr (B1 == B2 && F1 == F2 && S1 == S2 && T1 == T2 && D1 == D2)
        return a.si() / b.si();
    else
        return Quantity<B1 - B2, F1 - F2, S1 - S2, T1 - T2, D1 - D2>(a.si() / b.si());
}

using Bytes = Quantity<1, 0, 0, 0, 0>;
using Flop = Quantity<0, 1, 0, 0, 0>;
using Seconds = Quantity<0, 0, 1, 0, 0>;
using Tokens = Quantity<0, 0, 0, 1, 0>;
using Dollars = Quantity<0, 0, 0, 0, 1>;
using BytesPerSecond = Quantity<1, 0, -1, 0, 0>;
using FlopPerSecond = Quantity<0, 1, -1, 0, 0>;
using FlopPerByte = Quantity<-1, 1, 0, 0, 0>;
using BytesPerToken = Quantity<1, 0, 0, -1, 0>;
using DollarsPerSecond = Quantity<0, 0, -1, 0, 1>;
using DollarsPerToken = Quantity<0, 0, 0, -1, 1>;
using PerSecond = Quantity<0, 0, -1, 0, 0>;

inline constexpr Seconds hour{3600.0};

} // namespace longpeak
