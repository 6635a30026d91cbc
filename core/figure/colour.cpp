// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/colour.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

constexpr Rgb black{};
constexpr Rgb white{1, 1, 1};

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

constexpr Matrix protan{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deutan{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
/// Linear light to CIE XYZ (IEC 61966-2-1).
constexpr Matrix toXyz{{{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}};
constexpr Triple daylight{0.9505, 1.0, 1.089}; ///< D65

double linear(double part) {
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

double encoded(double light) {
    const double part = std::clamp(light, 0.0, 1.0);
    return part <= 0.0031308 ? part * 12.92 : 1.055 * std::pow(part, 1 / 2.4) - 0.055;
}

Triple lightOf(const Rgb& color) {
    return {linear(color.red), linear(color.green), linear(color.blue)};
}

Triple times(const Matrix& matrix, const Triple& v) {
    Triple out{};
    for (std::size_t row = 0; row < 3; ++row)
        for (std::size_t i = 0; i < 3; ++i) out[row] += matrix[row][i] * v[i];
    return out;
}

double luminance(const Rgb& color) {
    return times(toXyz, lightOf(color))[1];
}

Rgb mixed(const Rgb& from, const Rgb& to, double share) {
    const auto part = [share](double a, double b) { return a + (b - a) * share; };
    return {part(from.red, to.red), part(from.green, to.green), part(from.blue, to.blue)};
}

double worstContrast(const Rgb& color, std::span<const Rgb> grounds) {
    double least = contrast(black, white);
    for (const Rgb& ground : grounds) least = std::min(least, contrast(color, ground));
    return least;
}

Triple labOf(const Rgb& color) {
    const Triple xyz = times(toXyz, lightOf(color));
    const auto f = [&](std::size_t i) {
        constexpr double bend = 6.0 / 29.0;
        const double share = xyz[i] / daylight[i];
        return share > bend * bend * bend ? std::cbrt(share) : share / (3 * bend * bend) + 4.0 / 29.0;
    };
    return {116 * f(1) - 16, 500 * (f(0) - f(1)), 200 * (f(1) - f(2))};
}

} // namespace

double contrast(const Rgb& a, const Rgb& b) {
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

Rgb readableOn(const Rgb& color, std::span<const Rgb> grounds) {
    constexpr int steps = 25;
    for (int i = 0; i <= steps; ++i)
        for (const Rgb& end : {black, white})
            if (const Rgb nearer = mixed(color, end, static_cast<double>(i) / steps);
                worstContrast(nearer, grounds) >= leastContrast)
                return nearer;
    return strongestOn(grounds);
}

Rgb strongestOn(std::span<const Rgb> grounds) {
    return worstContrast(black, grounds) >= worstContrast(white, grounds) ? black : white;
}

Rgb seenBy(const Rgb& color, Eyes eyes) {
    if (eyes == Eyes::Full) return color;
    if (eyes == Eyes::Grey) {
        const double grey = encoded(luminance(color));
        return {grey, grey, grey};
    }
    const Triple light = times(eyes == Eyes::Protan ? protan : deutan, lightOf(color));
    return {encoded(light[0]), encoded(light[1]), encoded(light[2])};
}

double difference(const Rgb& a, const Rgb& b) {
    const Triple one = labOf(a);
    const Triple other = labOf(b);
    return std::hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

} // namespace longpeak
