// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/axis_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace longpeak {
namespace {

constexpr std::size_t leastTicks = 3;

/// The smallest of 1, 2, 5 times a power of ten that is at least `rough`.
double niceStep(double rough) {
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough * 0.999) return factor * power;
    return 10.0 * power;
}

/// Of minutes and seconds 15 and 30 are round, of hours 3, 6 and 12.
double timeStep(double rough, const std::string& symbol) {
    constexpr std::array sixtieths{1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 60.0};
    constexpr std::array hours{1.0, 2.0, 3.0, 6.0, 12.0, 24.0};
    const bool isHours = symbol == "h";
    const auto steps = isHours ? std::span<const double>(hours) : std::span<const double>(sixtieths);
    const bool isRound = isHours || symbol == "min" || symbol == "s";
    if (isRound && rough > 0.5)
        for (const double step : steps)
            if (step >= rough * 0.999) return step;
    return niceStep(rough);
}

std::vector<double> multiplesOf(double step, double low, double high) {
    std::vector<double> out;
    const double first = std::ceil(low / step - 1e-9);
    const double count = std::floor(high / step + 1e-9) - first; // bounded, whatever the range is
    for (double k = 0; k <= std::min(count, 1000.0); ++k) out.push_back((first + k) * step);
    return out;
}

std::vector<double> linearTicks(const Axis& axis, double low, double high, int wanted, ByteUnits bytes) {
    const AxisUnit unit = axisUnit({.unit = axis.unit}, low, high, bytes);
    const auto at = [&](double rough) {
        const double inUnit = rough / unit.size;
        const double step = axis.unit == Unit::Seconds ? timeStep(inUnit, unit.symbol) : niceStep(inUnit);
        return multiplesOf(step * unit.size, low, high);
    };
    double rough = (high - low) / std::max(wanted, 1);
    std::vector<double> out = at(rough);
    constexpr int finer = 4; // steps towards more ticks
    for (int i = 0; i < finer && out.size() < leastTicks; ++i) out = at(rough /= 1.6);
    return out;
}

std::vector<double> within(std::span<const double> values, double low, double high) {
    std::vector<double> out;
    for (const double value : values)
        if (value >= low - 1e-9 * std::abs(low) && value <= high + 1e-9 * std::abs(high)) out.push_back(value);
    return out;
}

std::vector<double> multiplesInDecades(std::span<const double> factors, double low, double high, double every) {
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

constexpr double minute = 60;
constexpr double anHour = 3600;
constexpr double day = 86400;
constexpr std::array contexts{1e3, 4e3, 32e3, 128e3, 1e6, 1e7};
constexpr std::array shortContexts{1e3, 4e3, 32e3, 1e6, 1e7}; // "32K" and "128K" stand closest
constexpr std::array fewContexts{1e3, 32e3, 1e6};
constexpr std::array times{1e-9, 1e-8,   1e-7,        1e-6,   1e-5,        1e-4, 1e-3,     1e-2,      1e-1,      1.0,
                           10.0, minute, 10 * minute, anHour, 10 * anHour, day,  10 * day, 100 * day, 1000 * day};
constexpr std::array fewTimes{1e-9, 1e-6, 1e-3, 1.0, minute, anHour, day, 100 * day};
constexpr std::array tenths{1.0};

/// However far apart they are.
double decadesOf(double low, double high) {
    return std::log10(high) - std::log10(low);
}

/// Lists of ticks, each coarser than the one before.
std::vector<std::vector<double>> logCandidates(const Axis& axis, double low, double high) {
    const double decades = decadesOf(low, high);
    if (axis.unit == Unit::Tokens && decades > 3.0)
        return {within(contexts, low, high), within(shortContexts, low, high), within(fewContexts, low, high)};
    std::vector<std::vector<double>> lists{multiplesInDecades(std::array{1.0, 2.0, 5.0}, low, high, 1.0)};
    if (axis.unit == Unit::Seconds) {
        lists.push_back(within(times, low, high));
        lists.push_back(within(fewTimes, low, high));
    }
    const bool isTime = axis.unit == Unit::Seconds && lists.back().size() >= leastTicks;
    for (const double every : {1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0})
        if (!isTime && (every == 1 || every <= decades / 2.0))
            lists.push_back(multiplesInDecades(tenths, low, high, every));
    return lists;
}

std::vector<double> logTicks(const Axis& axis, double low, double high, int wanted) {
    if (decadesOf(low, high) < 0.7) return linearTicks(axis, low, high, wanted, ByteUnits::Decimal);
    // Contexts are short words, and the six of them those of this field.
    const bool isContext = axis.unit == Unit::Tokens && decadesOf(low, high) > 3.0;
    const int room = std::clamp(wanted, 0, 1000);
    const auto most = std::max(static_cast<std::size_t>(isContext ? 3 * room - 1 : room + 1), leastTicks);
    std::vector<double> chosen;
    for (std::vector<double>& list : logCandidates(axis, low, high)) {
        if (list.size() < leastTicks && !chosen.empty()) break; // better too many than too few
        chosen = std::move(list);
        if (chosen.size() <= most + (axis.unit == Unit::Seconds ? 2 : 0)) break; // its words are short
    }
    return chosen;
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

AxisUnit axisUnit(const Axis& axis, double low, double high, ByteUnits bytes) {
    if (axis.isNamed()) return {};
    const bool isLog = axis.scale == AxisScale::Log;
    switch (axis.unit) {
    case Unit::Text:
    case Unit::Count:
    case Unit::Users:
    case Unit::Gpus: return {};
    case Unit::PerHour: return {.symbol = std::string(unitSymbol(axis.unit))};
    case Unit::Ratio:
    case Unit::Parameters: return {.isEachTick = true};
    case Unit::Tokens: return {.symbol = std::string(unitSymbol(axis.unit)), .isEachTick = true};
    case Unit::Fraction: return {.size = 0.01, .symbol = "%"};
    case Unit::Seconds:
        if (isLog) return {.isEachTick = true};
        break;
    default: break;
    }
    // Of a log axis the middle of its decades.
    const double typical = isLog && low > 0 ? std::sqrt(low) * std::sqrt(high)
                                            : std::max(std::abs(low), std::abs(high));
    const UnitMultiple multiple = multipleFor(typical, axis.unit, bytes);
    return {.size = multiple.size, .symbol = multiple.symbol};
}

namespace {

std::vector<double> ticksWithRoom(const Axis& axis, double low, double high, int wanted, ByteUnits bytes) {
    if (axis.isNamed()) return nameTicks(axis, low, high, wanted);
    if (axis.scale == AxisScale::Log) {
        if (low <= 0) return {};
        return logTicks(axis, low, high, wanted);
    }
    return linearTicks(axis, low, high, wanted, bytes);
}

/// As near to so many as round places allow, rather more than fewer.
std::vector<double> countedTicks(const Axis& axis, double low, double high, ByteUnits bytes) {
    const auto count = static_cast<std::size_t>(axis.tickCount);
    std::vector<double> best;
    for (int wanted = 1; wanted <= 2 * axis.tickCount + 1; ++wanted) {
        std::vector<double> places = ticksWithRoom(axis, low, high, wanted, bytes);
        const auto off = [&](const std::vector<double>& list) {
            return std::max(list.size(), count) - std::min(list.size(), count);
        };
        if (best.empty() || off(places) <= off(best)) best = std::move(places);
        if (best.size() == count) break;
    }
    return best;
}

} // namespace

std::vector<double> ticks(const Axis& axis, double low, double high, int wanted, ByteUnits bytes) {
    if (!(high > low) || !std::isfinite(high - low)) return {};
    if (!axis.chosenTicks.empty()) return within(axis.chosenTicks, low, high);
    return axis.tickCount > 0 ? countedTicks(axis, low, high, bytes) : ticksWithRoom(axis, low, high, wanted, bytes);
}

std::vector<double> minorTicks(const Axis& axis, double low, double high, const std::vector<double>& major) {
    if (axis.isNamed() || axis.scale != AxisScale::Log || !(low > 0) || !(high > low) || !std::isfinite(high - low))
        return {};
    constexpr std::array digits{1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0};
    constexpr double manyDecades = 4.5;
    const bool isWide = decadesOf(low, high) > manyDecades;
    std::vector<double> all;
    if (axis.unit == Unit::Seconds)
        all = within(times, low, high);
    else
        all = multiplesInDecades(isWide ? std::span<const double>(tenths) : std::span<const double>(digits), low, high,
                                 1);
    std::erase_if(all, [&](double value) {
        return std::ranges::any_of(major, [value](double m) { return std::abs(m - value) <= 1e-9 * value; });
    });
    constexpr std::size_t most = 200;
    return all.size() <= most ? all : std::vector<double>();
}

std::string tickText(const Axis& axis, double value, const AxisUnit& unit, ByteUnits bytes) {
    if (unit.isEachTick) return formatTick(value, axis.unit, bytes);
    return formatTick(value / unit.size, Unit::Count);
}

Text axisTitle(const Axis& axis, const AxisUnit& unit) {
    return unit.symbol.empty() ? axis.label : LP_TEXT("figure", "%1 (%2)")(axis.label, verbatim(unit.symbol));
}

std::string capitalised(std::string words) {
    if (!words.empty() && words.front() >= 'a' && words.front() <= 'z')
        words.front() = static_cast<char>(words.front() - 'a' + 'A');
    return words;
}

} // namespace longpeak
