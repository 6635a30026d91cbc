// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/metric_map.h"
#include "scenario/scenario_json.h"
#include "scenario_command.h"
#include "table.h"

#include <CLI/CLI.hpp>

namespace longpeak {
namespace {

constexpr std::size_t pointsOfData = 65;
constexpr std::size_t pointsOfTable = 9;
constexpr const char* jsonHelp =
    "One object: x and y (parameter, unit, logarithmic, points), metric, values and fits (a list for "
    "each point of y), contours at round values (level, points), fit_frontier and bound_frontier (lists "
    "of lines), feasible_points; the output is a SCENARIO too";

std::string tableText(const MetricMap& map, const Scenario& scenario) {
    Table table(std::vector(map.xs.size() + 1, Table::Align::Right), "  ");
    std::vector<std::string> cells{""};
    for (const double x : map.xs) cells.push_back(format(x, map.x.parameter->unit));
    table.row(cells);
    for (std::size_t row = 0; row < map.ys.size(); ++row) {
        cells = {format(map.ys[row], map.y.parameter->unit)};
        for (std::size_t column = 0; column < map.xs.size(); ++column) {
            const std::string value = format(map.told(column, row), map.metric->unit);
            cells.push_back(map.fits(column, row) ? value : "(" + value + ")");
        }
        table.row(cells);
    }
    const std::size_t all = map.values.size();
    std::string text = headOf(scenario) + "\n" + std::string(map.metric->label.english()) +
                       "; across: " + std::string(map.x.parameter->label.english()) +
                       ", down: " + std::string(map.y.parameter->label.english()) + "\n" + table.text();
    if (map.feasible() < all)
        text += "\n(…): not one user fits, at " + std::to_string(all - map.feasible()) + " of " + std::to_string(all) +
                " points.\n";
    return text;
}

OrderedJson axisJson(const Range& range, const std::vector<double>& points) {
    OrderedJson json{{"parameter", range.parameter->id},
                     {"unit", unitSymbol(range.parameter->unit)},
                     {"logarithmic", range.logarithmic},
                     {"points", OrderedJson::array()}};
    for (const double point : points) json["points"].push_back(jsonNumber(point));
    return json;
}

/// [[1, 2], [3, 4]].
OrderedJson lineJson(const MapLine& line) {
    OrderedJson json = OrderedJson::array();
    for (const MapPoint& point : line.points)
        json.push_back(OrderedJson::array({jsonNumber(point.x), jsonNumber(point.y)}));
    return json;
}

/// A row of the map: what the cell gives at each of its columns.
template <typename Cell>
OrderedJson rowJson(const MetricMap& map, std::size_t row, Cell cell) {
    OrderedJson json = OrderedJson::array();
    for (std::size_t column = 0; column < map.xs.size(); ++column) json.push_back(cell(column, row));
    return json;
}

void setMapLines(JsonDocument& json, std::string_view key, const std::vector<MapLine>& lines) {
    json.setLines(key, lines.size(), [&](std::size_t i) { return lineJson(lines[i]); });
}

void describe(JsonDocument& json, const MetricMap& map, const Scenario& scenario, const Catalogue& catalogue) {
    json.set("x", axisJson(map.x, map.xs));
    json.set("y", axisJson(map.y, map.ys));
    json.set("metric", {{"key", map.metric->key}, {"unit", unitSymbol(map.metric->unit)}});
    json.set("feasible_points", map.feasible());
    json.set("scenario", scenarioJson(scenario, catalogue));
    json.setLines("values", map.ys.size(), [&](std::size_t row) {
        return rowJson(map, row, [&](auto x, auto y) { return jsonNumber(map.told(x, y)); });
    });
    json.setLines("fits", map.ys.size(),
                  [&](std::size_t row) { return rowJson(map, row, [&](auto x, auto y) { return map.fits(x, y); }); });
    const std::vector<MapLine> lines = contours(map, roundLevels(map));
    json.setLines("contours", lines.size(), [&](std::size_t i) {
        return OrderedJson{{"level", jsonNumber(lines[i].level)}, {"points", lineJson(lines[i])}};
    });
    setMapLines(json, "fit_frontier", fitFrontier(map));
    setMapLines(json, "bound_frontier", boundFrontier(map, scenario, catalogue));
}

class MapCommand final : public ScenarioCommand {
    using ScenarioCommand::ScenarioCommand;

    void declareOwn(CLI::App& app) override {
        addRepeatable(
            app, "--over", m_over,
            "Twice: the parameter across, then the one down, as sweep takes them (context=1K:10M:64:log); left "
            "out are the number of points, and the whole range")
            ->type_name("ID[=FROM:TO[:COUNT[:log]]]");
        app.add_option("--metric", m_key, "The number to map (longpeak list metrics)")->type_name("KEY");
        addForms(app, "One header line with keys and units, then one row a point", jsonHelp);
        app.footer(exitStatuses("infeasible at every point"));
    }

    void read(const Scenario& scenario, const Catalogue& /*catalogue*/, Faults& faults) override {
        take(m_over.size() == 2
                 ? parseMapAxes(m_over, "--over ", isData() ? pointsOfData : pointsOfTable)
                 : argumentsFault(LP_TEXT("fault", "needs --over twice: the parameter across, and the one down")),
             m_axes, faults);
        if (m_axes.x.parameter != nullptr) keepAxesWithin(scenario, faults);
        take(m_key.empty() ? argumentsFault(LP_TEXT("fault", "needs --metric KEY")) : metricsOf({m_key}), m_metrics,
             faults);
    }

    /// The whole range of a parameter is the scenario's; one that is given must lie in it.
    void keepAxesWithin(const Scenario& scenario, Faults& faults) {
        for (std::size_t i = 0; i < m_over.size(); ++i) {
            Range& range = i == 0 ? m_axes.x : m_axes.y;
            const bool isWhole = m_over[i].find('=') == std::string::npos;
            if (isWhole) range.to = std::min(range.to, maximumOf(*range.parameter, scenario));
            if (Text reason = whyNot(range, scenario); !reason.empty())
                faults.push_back({"--over " + m_over[i], range.parameter->pointer(), std::move(reason)});
        }
    }

    Result<Output> compute(const Scenario& scenario, const Catalogue& catalogue) override {
        const MetricMap map = metricMap(scenario, m_axes.x, m_axes.y, *m_metrics.front(), catalogue);
        Output output{
            printed(FormatId::Map, {.table = [&] { return tableText(map, scenario); },
                                    .csv = [&] { return writeCsv(map); },
                                    .json = [&](JsonDocument& json) { describe(json, map, scenario, catalogue); }})};
        if (map.feasible() == 0)
            output.infeasible({"longpeak map", "/", LP_TEXT("fault", "infeasible at every point: not one user fits")});
        return output;
    }

    std::vector<std::string> m_over;
    std::string m_key;
    MapAxes m_axes;
    std::vector<const Metric*> m_metrics; ///< one
};

} // namespace

const Subcommand mapSubcommand{"map", "one of these numbers over two parameters",
                               "A number of a scenario over two parameters.", makeCommand<MapCommand>};

} // namespace longpeak
