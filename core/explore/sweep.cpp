// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/sweep.h"

#include "nearest.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

std::vector<std::string_view> split(std::string_view text, char mark) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto at = text.find(mark);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

} // namespace

double Range::at(std::size_t i) const {
    if (i == 0) return from;
    if (i + 1 == count) return to;
    const double share = static_cast<double>(i) / static_cast<double>(count - 1);
    const double value = logarithmic ? from * std::pow(to / from, share) : from + (to - from) * share;
    return parameter != nullptr && parameter->whole ? std::round(value) : value;
}

std::vector<double> Range::points() const {
    std::vector<double> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double value = at(i);
        if (out.empty() || value != out.back()) out.push_back(value);
    }
    return out;
}

Text whyNot(const Range& range, const Case& scenario) {
    return whyNot(*range.parameter, std::max(range.from, range.to), scenario);
}

Result<Range> parseRange(std::string_view text, const std::string& origin) {
    const auto equals = text.find('=');
    const std::string_view id = text.substr(0, equals);
    const auto refuse = [&](Text reason) { return Fault{origin, "/", std::move(reason)}; };
    if (equals == std::string_view::npos)
        return refuse(LP_TEXT("fault", "must be ID=FROM:TO:COUNT or ID=FROM:TO:COUNT:log"));
    Range range;
    range.parameter = findParameter(id);
    if (range.parameter == nullptr)
        return refuse(
            thereIsNo(LP_TEXT("fault", "there is no parameter '%1'"), id, namesOf(parameters(), &Parameter::id)));
    if (!range.parameter->isNumeric())
        return refuse(LP_TEXT("fault", "'%1' takes no numbers, it cannot be swept")(verbatim(id)));
    const auto parts = split(text.substr(equals + 1), ':');
    if (parts.size() < 3 || parts.size() > 4 || (parts.size() == 4 && parts[3] != "log" && parts[3] != "linear"))
        return refuse(LP_TEXT("fault", "must be ID=FROM:TO:COUNT or ID=FROM:TO:COUNT:log"));
    range.logarithmic = parts.size() == 4 && parts[3] == "log";
    const auto from = parseQuantity(parts[0], range.parameter->unit);
    const auto to = parseQuantity(parts[1], range.parameter->unit);
    const auto count = parseQuantity(parts[2], Unit::Count);
    for (const auto& [value, part] : {std::pair(from, parts[0]), std::pair(to, parts[1])}) {
        if (!value) return refuse(LP_TEXT("fault", "'%1' is not a number")(verbatim(part)));
        Text reason = whyNot(*range.parameter, *value);
        if (!reason.empty()) return Fault{origin, range.parameter->pointer(), std::move(reason)};
    }
    if (!count || *count < 2 || *count > maximumSweepPoints || *count != std::floor(*count))
        return refuse(LP_TEXT("fault", "the number of points must be a whole number from %1 to %2, not '%3'")(
            plainAmount(2), plainAmount(maximumSweepPoints), verbatim(parts[2])));
    range.from = *from;
    range.to = *to;
    range.count = static_cast<std::size_t>(*count);
    if (range.logarithmic && (range.from <= 0 || range.to <= 0))
        return refuse(LP_TEXT("fault", "a log sweep cannot reach 0"));
    return range;
}

Sweep sweep(Case scenario, const Range& range, std::vector<const Metric*> wanted, const Catalogue& catalogue) {
    Sweep out;
    out.parameter = range.parameter;
    out.metrics = std::move(wanted);
    out.points = range.points();
    out.values.reserve(out.points.size() * out.metrics.size());
    Depth depth = Depth::Instant; // tells where a user fits
    for (const Metric* metric : out.metrics) depth = std::max(depth, metric->depth);
    for (const double point : out.points) {
        range.parameter->set(scenario, point, catalogue);
        const Estimate estimate = evaluate(scenario, depth);
        if (estimate.fits) ++out.feasible;
        for (const Metric* metric : out.metrics) out.values.push_back(metric->value(scenario, estimate));
    }
    return out;
}

std::string writeCsv(const Sweep& sweep) {
    std::string out = columnTitle(sweep.parameter->id, sweep.parameter->unit);
    for (const Metric* metric : sweep.metrics) out += "," + columnTitle(metric->key, metric->unit);
    out += "\n";
    const double* value = sweep.values.data();
    for (const double point : sweep.points) {
        out += formatPlain(point);
        for (std::size_t i = 0; i < sweep.metrics.size(); ++i, ++value)
            out += "," + (std::isfinite(*value) ? formatPlain(*value) : std::string());
        out += "\n";
    }
    return out;
}

} // namespace longpeak
