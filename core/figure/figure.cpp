// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/figure.h"

#include "text/escape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace longpeak {
namespace {

/// The smallest of 1, 2, 5 times a power of ten that is at least `rough`.
double niceStep(double rough) {
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough * 0.999) return factor * power;
    return 10.0 * power;
}

double linearStep(Unit unit, ByteUnits bytes, double rough) {
    if (unit == Unit::Seconds && rough > 1.0) {
        constexpr std::array steps{1.0,   2.0,   5.0,    10.0,   15.0,   30.0,    60.0,    120.0,  300.0,
                                   600.0, 900.0, 1800.0, 3600.0, 7200.0, 14400.0, 43200.0, 86400.0};
        for (const double step : steps)
            if (step >= rough) return step;
    }
    if (unit == Unit::Bytes && bytes == ByteUnits::Binary) {
        constexpr double gib = 1073741824.0;
        return niceStep(rough / gib) * gib;
    }
    return niceStep(rough);
}

std::vector<double> linearTicks(const Axis& axis, double low, double high, int wanted, ByteUnits bytes) {
    const double step = linearStep(axis.unit, bytes, (high - low) / std::max(wanted, 1));
    std::vector<double> out;
    const double first = std::ceil(low / step - 1e-9);
    const double count = std::floor(high / step + 1e-9) - first; // bounded, whatever the range is
    for (double k = 0; k <= std::min(count, 1000.0); ++k) out.push_back((first + k) * step);
    return out;
}

template <std::size_t N>
std::vector<double> multiplesInDecades(const std::array<double, N>& factors, double low, double high, double every) {
    std::vector<double> out;
    for (double decade = std::floor(std::log10(low)); decade <= std::log10(high) + 1e-9; ++decade) {
        if (std::fmod(std::abs(decade), every) != 0.0) continue;
        for (const double factor : factors) {
            const double value = factor * std::pow(10.0, decade);
            if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) out.push_back(value);
        }
    }
    return out;
}

std::vector<double> logTicks(const Axis& axis, double low, double high, int wanted) {
    constexpr std::array contexts{1e3, 4e3, 32e3, 128e3, 1e6, 1e7};
    constexpr std::array fewContexts{1e3, 32e3, 1e6};
    const double decades = std::log10(high / low);
    if (axis.unit == Unit::Tokens && decades > 3.0) {
        std::vector<double> out;
        for (const double context : wanted < 2 ? std::span<const double>(fewContexts) : contexts)
            if (context >= low * (1 - 1e-9) && context <= high * (1 + 1e-9)) out.push_back(context);
        return out;
    }
    if (decades < 0.7) return linearTicks(axis, low, high, wanted, ByteUnits::Decimal);
    if (decades < 2.0 && wanted >= 5) return multiplesInDecades(std::array{1.0, 2.0, 5.0}, low, high, 1.0);
    const double every = std::max(1.0, std::ceil(decades / std::max(wanted, 1)));
    return multiplesInDecades(std::array{1.0}, low, high, every);
}

/// Places of names: all of them, or each k-th from the first.
std::vector<double> nameTicks(const Axis& axis, double low, double high, int wanted) {
    const double first = std::max(0.0, std::ceil(low));
    const double last = std::min(static_cast<double>(axis.names.size()) - 1.0, std::floor(high));
    const double every = std::max(1.0, std::ceil((last - first + 1.0) / std::max(wanted, 1)));
    std::vector<double> out;
    for (double place = std::ceil(first / every) * every; place <= last; place += every) out.push_back(place);
    return out;
}

} // namespace

std::vector<double> ticks(const Axis& axis, double low, double high, int wanted, ByteUnits bytes) {
    if (!(high > low) || !std::isfinite(high - low)) return {};
    if (axis.isNamed()) return nameTicks(axis, low, high, wanted);
    if (axis.scale == AxisScale::Log) {
        if (low <= 0) return {};
        return logTicks(axis, low, high, wanted);
    }
    return linearTicks(axis, low, high, wanted, bytes);
}

double valueAt(const Figure& figure, const Series& series, double x) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (series.x.empty() || !(x >= series.x.front() && x <= series.x.back())) return none; // NaN is outside too
    const auto above = std::ranges::lower_bound(series.x, x);
    const auto i = static_cast<std::size_t>(above - series.x.begin());
    if (series.x[i] == x) return series.y[i];
    if (series.form == Form::Bars) return none; // nothing stands between two bars
    const double x0 = series.x[i - 1];
    const double x1 = series.x[i];
    const double y0 = series.y[i - 1];
    const double y1 = series.y[i];
    const double share = figure.x.scale == AxisScale::Log ? std::log(x / x0) / std::log(x1 / x0) : (x - x0) / (x1 - x0);
    if (figure.y.scale == AxisScale::Log) return y0 > 0 && y1 > 0 ? y0 * std::pow(y1 / y0, share) : none;
    return y0 + (y1 - y0) * share;
}

const Text& Axis::nameAt(double place) const {
    static const Text none;
    const double index = std::round(place);
    if (!(index >= 0 && index < static_cast<double>(names.size()))) return none; // NaN is outside too
    return names[static_cast<std::size_t>(index)];
}

double ownValue(const Series& series, std::size_t i) {
    const bool stands = series.form == Form::Area || series.form == Form::Bars;
    return stands && !series.base.empty() ? series.y[i] - series.base[i] : series.y[i];
}

bool isLying(const Figure& figure) {
    return figure.y.isNamed();
}

namespace {

std::string cellOf(const Text& text) {
    return csvCell(text.english());
}

std::string titleOf(const Text& name, Unit unit) {
    return columnTitle(name.english(), unit);
}

std::string writeSpans(const Figure& figure) {
    const std::string title = titleOf(figure.x.label, figure.x.unit);
    std::string out = "series," + cellOf(figure.y.label) + "," + csvCell(title + " from") + "," +
                      csvCell(title + " to") + "\n";
    for (const Series& series : figure.series) {
        if (series.form != Form::Spans) continue;
        for (std::size_t i = 0; i < series.x.size(); ++i)
            out += cellOf(series.name) + "," + cellOf(figure.y.nameAt(series.x[i])) + "," +
                   formatPlain(series.base[i]) + "," + formatPlain(series.y[i]) + "\n";
    }
    return out;
}

std::string writeShading(const Figure& figure, const Shading& shading) {
    std::string out = csvCell(titleOf(figure.x.label, figure.x.unit)) + "," +
                      csvCell(titleOf(figure.y.label, figure.y.unit)) + "," +
                      csvCell(titleOf(shading.name, shading.unit)) + ",fits\n";
    std::size_t i = 0;
    for (const double y : shading.ys)
        for (const double x : shading.xs) {
            out += formatPlain(x) + "," + formatPlain(y) + "," +
                   (std::isfinite(shading.values[i]) ? formatPlain(shading.values[i]) : std::string()) +
                   (shading.ceilings[i] >= 1.0 ? ",yes\n" : ",no\n");
            ++i;
        }
    return out;
}

} // namespace

std::string writeCsv(const Figure& figure) {
    if (figure.shading) return writeShading(figure, *figure.shading);
    if (std::ranges::find(figure.series, Form::Spans, &Series::form) != figure.series.end()) return writeSpans(figure);
    const Axis& first = isLying(figure) ? figure.y : figure.x;
    const Axis& second = isLying(figure) ? figure.x : figure.y;
    const auto cell = [](const Axis& axis, double value) {
        return axis.isNamed() ? cellOf(axis.nameAt(value)) : formatPlain(value);
    };
    const auto hasNames = [](const Series& s) { return s.form == Form::Points && !s.pointNames.empty(); };
    const bool named = std::ranges::any_of(figure.series, hasNames);
    std::string out = "series," + csvCell(titleOf(first.label, first.unit)) + "," +
                      csvCell(titleOf(second.label, second.unit)) + (named ? ",point\n" : "\n");
    for (const Series& series : figure.series) {
        const std::string name = csvCell(series.name.english() + (series.reference ? " (reference)" : ""));
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            if (!std::isfinite(series.y[i])) continue;
            const double own = ownValue(series, i);
            // Only of bars x is the place along the named axis, wherever that stands.
            const bool swapped = isLying(figure) && series.form != Form::Bars;
            out += name + "," + cell(first, swapped ? own : series.x[i]) + "," +
                   cell(second, swapped ? series.x[i] : own);
            if (named) out += "," + (hasNames(series) ? cellOf(series.pointNames[i]) : std::string());
            out += "\n";
        }
    }
    return out;
}

} // namespace longpeak
