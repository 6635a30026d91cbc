// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/metric_map.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace longpeak {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

Bound boundOf(const Metric& metric, const Estimate& e) {
    return metric.pass == PassKind::Prefill ? e.prefill.bound : e.decode.bound;
}

/// Never beyond either by a rounding.
double between(const Range& range, double from, double to, double share) {
    const double at = range.logarithmic ? from * std::pow(to / from, share) : from + (to - from) * share;
    return std::clamp(at, std::min(from, to), std::max(from, to));
}

/// A point of the grid.
struct Node {
    std::size_t column;
    std::size_t row;
};

/// An edge of the grid, from a point to its neighbour on the right or above.
struct Edge {
    Node from;
    Node to;
};

/// Follows a line through the grid. `field` is NaN where nothing is known, negative on one side of the line; `share`
/// says where on an edge that it crosses, from 0 to 1.
template <typename Field, typename Share>
class Tracer {
public:
    Tracer(const MetricMap& map, Field field, Share share)
        : m_map(map), m_field(field), m_share(share), m_links(2 * map.xs.size() * map.ys.size(), {-1, -1}) {
        for (std::size_t row = 0; row + 1 < map.ys.size(); ++row)
            for (std::size_t column = 0; column + 1 < map.xs.size(); ++column) visit(column, row);
    }

    void lines(double level, std::vector<MapLine>& out) {
        for (const bool closed : {false, true}) // open ones first: what is left has no ends
            for (const std::size_t edge : m_crossed)
                if (isLeft(edge) && (closed || isEnd(edge))) out.push_back({level, follow(edge)});
    }

private:
    std::size_t rightOf(std::size_t column, std::size_t row) const { return 2 * m_map.index(column, row); }
    std::size_t above(std::size_t column, std::size_t row) const { return 2 * m_map.index(column, row) + 1; }

    void visit(std::size_t column, std::size_t row) {
        const std::array corner{m_field(column, row), m_field(column + 1, row), m_field(column + 1, row + 1),
                                m_field(column, row + 1)};
        if (std::ranges::any_of(corner, [](double value) { return std::isnan(value); })) return;
        const std::array edge{rightOf(column, row), above(column + 1, row), rightOf(column, row + 1),
                              above(column, row)}; // each from its corner on
        std::array<std::size_t, 4> crossed{};
        std::size_t count = 0;
        for (std::size_t i = 0; i < 4; ++i)
            if ((corner[i] < 0) != (corner[(i + 1) % 4] < 0)) crossed[count++] = edge[i];
        if (count == 2) link(crossed[0], crossed[1]);
        if (count < 4) return;
        // A saddle: the middle of the square tells which two corners belong together.
        const double middle = corner[0] + corner[1] + corner[2] + corner[3];
        const bool turns = (middle < 0) == (corner[0] < 0);
        link(edge[0], edge[turns ? 1 : 3]);
        link(edge[2], edge[turns ? 3 : 1]);
    }

    void link(std::size_t a, std::size_t b) {
        for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
            auto& links = m_links[from];
            if (links[0] < 0) m_crossed.push_back(from);
            links[links[0] < 0 ? 0 : 1] = static_cast<std::int64_t>(to);
        }
    }

    bool isLeft(std::size_t edge) const { return m_links[edge][0] >= 0; }
    bool isEnd(std::size_t edge) const { return m_links[edge][1] < 0; }

    std::vector<MapPoint> follow(std::size_t first) {
        std::vector<MapPoint> points{pointOn(first)};
        std::int64_t last = -1;
        auto edge = static_cast<std::int64_t>(first);
        while (edge >= 0) {
            auto& links = m_links[static_cast<std::size_t>(edge)];
            const std::int64_t next = links[0] == last ? links[1] : links[0];
            links = {-1, -1};
            if (next < 0) break;
            const bool isBack = m_links[static_cast<std::size_t>(next)][0] < 0;
            points.push_back(isBack ? points.front() : pointOn(static_cast<std::size_t>(next)));
            if (isBack) break;
            last = edge;
            edge = next;
        }
        return points;
    }

    MapPoint pointOn(std::size_t edge) const {
        const std::size_t at = edge / 2;
        const Node from{at % m_map.xs.size(), at / m_map.xs.size()};
        const Node to{from.column + (edge % 2 == 0 ? 1 : 0), from.row + edge % 2};
        const double share = m_share(Edge{from, to});
        return {between(m_map.x, m_map.xs[from.column], m_map.xs[to.column], share),
                between(m_map.y, m_map.ys[from.row], m_map.ys[to.row], share)};
    }

    const MetricMap& m_map;
    Field m_field;
    Share m_share;
    std::vector<std::array<std::int64_t, 2>> m_links; ///< of each edge that is crossed, the next ones; -1 = none
    std::vector<std::size_t> m_crossed;
};

/// Lines at which what the grid holds has that value.
void trace(const MetricMap& map, const std::vector<double>& values, double level, bool byLogarithm,
           std::vector<MapLine>& out) {
    const auto field = [&](std::size_t column, std::size_t row) {
        const double value = values[map.index(column, row)];
        if (!std::isfinite(value) || (byLogarithm && value <= 0)) return none;
        return byLogarithm ? std::log(value / level) : value - level;
    };
    const auto share = [&](const Edge& edge) {
        const double from = field(edge.from.column, edge.from.row);
        const double to = field(edge.to.column, edge.to.row);
        return from / (from - to);
    };
    Tracer(map, field, share).lines(level, out);
}

} // namespace

double MetricMap::told(std::size_t column, std::size_t row) const {
    return metric->told(values[index(column, row)]);
}

std::size_t MetricMap::feasible() const {
    return static_cast<std::size_t>(std::ranges::count_if(ceilings, [](double users) { return users >= 1.0; }));
}

Result<Range> parseMapRange(std::string_view text, const std::string& origin, std::size_t count) {
    const auto equals = text.find('=');
    const Parameter* parameter = findParameter(text.substr(0, equals));
    std::string whole(text);
    if (parameter != nullptr && parameter->isNumeric()) {
        if (equals == std::string_view::npos)
            whole += "=" + formatPlain(parameter->minimum) + ":" + formatPlain(parameter->maximum);
        if (std::ranges::count(whole, ':') == 1)
            whole += ":" + std::to_string(count) + (parameter->scale == Scale::Log ? ":log" : "");
    } else if (equals == std::string_view::npos) {
        whole += "=0:1:2"; // what is wrong is said of the word before
    }
    return parseRange(whole, origin);
}

Result<MapAxes> parseMapAxes(const std::vector<std::string>& texts, const std::string& origin, std::size_t count) {
    if (texts.size() != 2)
        return Fault{origin, "/", LP_TEXT("fault", "must name two parameters, the one across and the one up")};
    const auto x = parseMapRange(texts[0], origin + texts[0], count);
    const auto y = parseMapRange(texts[1], origin + texts[1], count);
    Faults faults = x ? Faults() : x.faults();
    if (!y) faults.insert(faults.end(), y.faults().begin(), y.faults().end());
    if (!faults.empty()) return faults;
    const auto refuse = [&](Text reason) { return Fault{origin + texts[1], "/", std::move(reason)}; };
    for (const auto* range : {&*x, &*y})
        if (range->from == range->to)
            return Fault{origin + mapRangeText(*range), "/", LP_TEXT("fault", "must go from one value to another")};
    if (x->parameter == y->parameter) return refuse(LP_TEXT("fault", "is the parameter that goes across already"));
    if (x->count * y->count > maximumMapPoints)
        return refuse(LP_TEXT("fault", "makes more than %1 points in all")(plainAmount(maximumMapPoints)));
    return MapAxes{*x, *y};
}

bool MapAxes::operator==(const MapAxes& other) const {
    const auto same = [](const Range& a, const Range& b) {
        return a.parameter == b.parameter && a.from == b.from && a.to == b.to && a.logarithmic == b.logarithmic;
    };
    return same(x, other.x) && same(y, other.y);
}

std::string mapRangeText(const Range& range) {
    return std::string(range.parameter->id) + "=" + formatPlain(range.from) + ":" + formatPlain(range.to);
}

MetricMap metricMap(Case scenario, const Range& x, const Range& y, const Metric& metric, const Catalogue& catalogue,
                    const std::stop_token& stop) {
    MetricMap map{.x = x, .y = y, .metric = &metric, .xs = x.points(), .ys = y.points()};
    const std::size_t count = map.xs.size() * map.ys.size();
    map.values.reserve(count);
    map.ceilings.reserve(count);
    map.computeBound.reserve(count);
    for (const double atY : map.ys) {
        if (stop.stop_requested()) break;
        y.parameter->set(scenario, atY, catalogue);
        for (const double atX : map.xs) {
            x.parameter->set(scenario, atX, catalogue);
            const Estimate estimate = evaluate(scenario, metric.depth);
            map.values.push_back(metric.exact(scenario, estimate));
            map.ceilings.push_back(estimate.memory.ceiling);
            map.computeBound.push_back(boundOf(metric, estimate) == Bound::Compute ? 1 : 0);
        }
    }
    return map;
}

std::vector<double> roundLevels(const MetricMap& map, std::size_t most) {
    double least = std::numeric_limits<double>::infinity();
    double largest = -least;
    for (const double value : map.values)
        if (std::isfinite(value) && value > 0) {
            least = std::min(least, value);
            largest = std::max(largest, value);
        }
    std::vector<double> levels;
    if (!(largest > least) || most == 0) return levels;
    const int first = static_cast<int>(std::floor(std::log10(least)));
    const int last = static_cast<int>(std::floor(std::log10(largest)));
    const auto collect = [&](std::span<const double> digits, int every) {
        levels.clear();
        for (int decade = first; decade <= last; ++decade) {
            if (decade % every != 0) continue;
            for (const double digit : digits) {
                const double level = digit * std::pow(10.0, decade);
                if (level > least && level < largest) levels.push_back(level);
            }
        }
        return levels.size() <= most && !levels.empty();
    };
    constexpr std::array finest{1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0, 2.5, 3.0,
                                3.5, 4.0, 4.5, 5.0, 5.5, 6.0, 6.5, 7.0, 7.5, 8.0, 8.5, 9.0, 9.5};
    constexpr std::array fine{1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0};
    constexpr std::array coarse{1.0, 2.0, 5.0};
    if (collect(finest, 1) || collect(fine, 1) || collect(coarse, 1)) return levels;
    constexpr double longTime = 600; // from which on minutes and hours are rounder than powers of ten of a second
    constexpr std::array times{1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0, 10.0, 60.0, 600.0, 3600.0, 36000.0, 360000.0, 3.6e6};
    if (map.metric->unit == Unit::Seconds && largest > longTime && largest < times.back()) {
        levels.clear();
        for (const double time : times)
            if (time > least && time < largest) levels.push_back(time);
        if (levels.size() <= most) return levels;
    }
    for (int every = 1; every <= 100; every *= 2)
        if (collect(std::span(coarse).first(1), every)) return levels;
    levels.clear();
    return levels;
}

std::vector<MapLine> contours(const MetricMap& map, std::span<const double> levels) {
    std::vector<MapLine> lines;
    for (const double level : levels) trace(map, map.values, level, level > 0, lines);
    return lines;
}

std::vector<MapLine> fitFrontier(const MetricMap& map) {
    std::vector<MapLine> lines;
    // The weights alone may not fit, and then there is no logarithm.
    const bool positive = std::ranges::all_of(map.ceilings, [](double users) { return users > 0; });
    trace(map, map.ceilings, 1.0, positive, lines);
    return lines;
}

std::vector<MapLine> boundFrontier(const MetricMap& map, const Case& scenario, const Catalogue& catalogue) {
    constexpr int halvings = 12; // of the way between two points of the grid
    Case at = scenario;
    const auto field = [&](std::size_t column, std::size_t row) {
        return map.computeBound[map.index(column, row)] != 0 ? 1.0 : -1.0;
    };
    const auto share = [&](const Edge& edge) {
        const double from = field(edge.from.column, edge.from.row);
        double low = 0;
        double high = 1;
        for (int i = 0; i < halvings; ++i) {
            const double middle = (low + high) / 2.0;
            map.x.parameter->set(at, between(map.x, map.xs[edge.from.column], map.xs[edge.to.column], middle),
                                 catalogue);
            map.y.parameter->set(at, between(map.y, map.ys[edge.from.row], map.ys[edge.to.row], middle), catalogue);
            const bool compute = boundOf(*map.metric, evaluate(at, Depth::Instant)) == Bound::Compute;
            (compute == (from > 0) ? low : high) = middle;
        }
        return (low + high) / 2.0;
    };
    std::vector<MapLine> lines;
    Tracer(map, field, share).lines(0.0, lines);
    return lines;
}

std::string writeCsv(const MetricMap& map) {
    std::string out = columnTitle(map.x.parameter->id, map.x.parameter->unit) + "," +
                      columnTitle(map.y.parameter->id, map.y.parameter->unit) + "," +
                      columnTitle(map.metric->key, map.metric->unit) + ",fits,bound\n";
    for (std::size_t row = 0; row < map.ys.size(); ++row)
        for (std::size_t column = 0; column < map.xs.size(); ++column) {
            const double value = map.told(column, row);
            out += formatPlain(map.xs[column]) + "," + formatPlain(map.ys[row]) + "," +
                   (std::isfinite(value) ? formatPlain(value) : std::string()) +
                   (map.fits(column, row) ? ",yes," : ",no,") +
                   (map.computeBound[map.index(column, row)] != 0 ? "compute" : "memory") + "\n";
        }
    return out;
}

} // namespace longpeak
