// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/retouch_words.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

Fault fault(Text reason) {
    return {{}, "/", std::move(reason)};
}

std::string exampleOf(const Axis& axis, std::string_view between) {
    return format(axis.minimum, axis.unit) + std::string(between) + format(axis.maximum, axis.unit);
}

} // namespace

std::string alongText(const Axis& axis, double value) {
    std::string brief = format(value, axis.unit);
    return parseQuantity(brief, axis.unit) == value ? brief : formatEntry(value, axis.unit);
}

Result<double> parseAlong(const Axis& axis, std::string_view text) {
    const auto value = parseQuantity(text, axis.unit);
    if (value) return *value;
    return fault(LP_TEXT("fault", "“%1” is no place on the axis “%2”; one is %3")(
        verbatim(text), axis.label, verbatim(format(axis.maximum, axis.unit))));
}

Result<Extent> parseExtent(const Axis& axis, std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos)
        return fault(LP_TEXT("fault", "must be a range as %1")(verbatim(exampleOf(axis, ":"))));
    const auto from = parseAlong(axis, text.substr(0, colon));
    const auto to = parseAlong(axis, text.substr(colon + 1));
    if (!from) return from.faults();
    if (!to) return to.faults();
    const Extent range{*from, *to};
    if (Text reason = whyNotRange(axis, range); !reason.empty()) return fault(std::move(reason));
    return range;
}

Result<Done> parseTicks(const Axis& axis, std::string_view text, AxisChange& change) {
    if (text.find(',') == std::string_view::npos)
        if (const auto count = parseQuantity(text, Unit::Count);
            count && *count == std::floor(*count) && *count >= 1 && *count <= static_cast<double>(mostTicks)) {
            change.count = static_cast<int>(*count);
            change.ticks.clear();
            return Done{};
        }
    std::vector<double> ticks;
    for (std::size_t start = 0; start <= text.size();) {
        const auto comma = std::min(text.find(',', start), text.size());
        const auto tick = parseAlong(axis, text.substr(start, comma - start));
        if (!tick) return tick.faults();
        ticks.push_back(*tick);
        start = comma + 1;
    }
    std::ranges::sort(ticks);
    ticks.erase(std::unique(ticks.begin(), ticks.end()), ticks.end());
    if (ticks.size() > mostTicks)
        return fault(LP_TEXT("fault", "must be up to %1 numbers")(plainAmount(static_cast<double>(mostTicks))));
    if (Text reason = whyNotTicks(axis, ticks); !reason.empty()) return fault(std::move(reason));
    change.count = 0;
    change.ticks = std::move(ticks);
    return Done{};
}

std::string ticksText(const Axis& axis, const AxisChange& change) {
    if (change.count > 0) return std::to_string(change.count);
    std::string text;
    for (const double tick : change.ticks) text += (text.empty() ? "" : ", ") + alongText(axis, tick);
    return text;
}

} // namespace longpeak
