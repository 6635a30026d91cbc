// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

// Sums over the passes of a prefill or an answer in closed form, exact up to rounding: a prefill of 10M tokens has
// thousands of chunks and an answer hundreds of steps, and each is the slower of two roofs.

namespace longpeak {

/// Σ min(start + j·step, limit) for j = 1 … count, step > 0; the limit may be infinite.
inline double sumOfMinimum(double start, double step, double count, double limit) {
    const double below = std::clamp(std::floor((limit - start) / step), 0.0, count); // terms that the limit spares
    const double spared = below * start + step * below * (below + 1.0) / 2.0;
    return below < count ? spared + (count - below) * limit : spared;
}

/// Σ max(a0 + a1·i, b0 + b1·i) for i = 0 … count − 1.
inline double sumOfMaximum(double a0, double a1, double b0, double b1, double count) {
    const auto sum = [](double first, double growth, double from, double to) { // i = from … to − 1
        return (to - from) * (first + growth * (from + to - 1.0) / 2.0);
    };
    const bool aFirst = a0 > b0 || (a0 == b0 && a1 >= b1);
    const double gap = aFirst ? a0 - b0 : b0 - a0;
    const double closing = aFirst ? b1 - a1 : a1 - b1; // how much the gap shrinks a step
    const double crossing = closing > 0 ? std::min(count, std::floor(gap / closing) + 1.0) : count;
    return aFirst ? sum(a0, a1, 0, crossing) + sum(b0, b1, crossing, count)
                  : sum(b0, b1, 0, crossing) + sum(a0, a1, crossing, count);
}

/// What passes of one operator add up to: seconds at each roof, and of the slower roof of each pass.
struct RoofTimes {
    double compute = 0;
    double memory = 0;
    double slower = 0;
};

/// Σ over passes i = 0 … count − 1 that begin with cached + i·step tokens cached. `times(m)` gives a pass's seconds at
/// the compute roof and at the memory roof; both are linear in m between neighbouring `breaks`, which ascend.
template <typename Times>
RoofTimes sumOverPasses(double cached, double step, double count, std::span<const double> breaks, Times times) {
    RoofTimes sum;
    double done = 0;
    for (std::size_t b = 0; done < count;) {
        const double m = cached + done * step;
        while (b < breaks.size() && breaks[b] <= m) ++b;
        const double linear = b < breaks.size() ? std::floor((breaks[b] - m) / step) + 1.0 : count;
        const double here = std::min(count - done, linear);
        const auto first = times(m);
        if (here == 1.0) {
            sum.compute += first[0];
            sum.memory += first[1];
            sum.slower += std::max(first[0], first[1]);
        } else { // from the far end, for the growth of neighbours would drown in rounding over many passes
            const auto last = times(m + (here - 1.0) * step);
            const std::array growth{(last[0] - first[0]) / (here - 1.0), (last[1] - first[1]) / (here - 1.0)};
            sum.compute += here * (first[0] + last[0]) / 2.0;
            sum.memory += here * (first[1] + last[1]) / 2.0;
            sum.slower += sumOfMaximum(first[0], growth[0], first[1], growth[1], here);
        }
        done += here;
    }
    return sum;
}

} // namespace longpeak
