// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "document/formats.h"
#include "explore/metric_map.h"
#include "json.h"
#include "table.h"
#include "words.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <ostream>

namespace longpeak {
namespace {

using Json = nlohmann::ordered_json;

constexpr int mapVersion = 1;
constexpr std::size_t pointsOfData = 65;
constexpr std::size_t pointsOfTable = 9;

struct MapWords {
    ScenarioWords scenario;
    std::vector<std::string> over;
    std::string metric;
    FormatWords format;
};

Result<MapAxes> axesOf(const MapWords& words, const CLI::App& app) {
    if (words.over.size() != 2) return wordsFault(app, "needs --over twice: the parameter across, and the one down");
    return parseMapAxes(words.over, "--over ", words.format.csv || words.format.json ? pointsOfData : pointsOfTable);
}

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
    std::string text = headOf(scenario) + "\n" + std::string(map.metric->label) +
                       "; across: " + std::string(map.x.parameter->label) +
                       ", down: " + std::string(map.y.parameter->label) + "\n" + table.text();
    if (map.feasible() < all)
        text += "\n(…): not one user fits, at " + std::to_string(all - map.feasible()) + " of " + std::to_string(all) +
                " points.\n";
    return text;
}

Json axisJson(const Range& range, const std::vector<double>& points) {
    Json json{{"parameter", range.parameter->id},
              {"unit", unitSymbol(range.parameter->unit)},
              {"logarithmic", range.logarithmic},
              {"points", Json::array()}};
    for (const double point : points) json["points"].push_back(jsonNumber(point));
    return json;
}

/// "[[1, 2], [3, 4]]": one line, for there are many.
std::string lineText(const MapLine& line) {
    std::string text;
    for (const MapPoint& point : line.points)
        text += (text.empty() ? "[" : ", [") + jsonNumberText(point.x) + ", " + jsonNumberText(point.y) + "]";
    return "[" + text + "]";
}

/// The elements of a list, each in a line of its own.
std::string listText(const std::vector<std::string>& elements, const std::string& indent) {
    std::string text = "[";
    for (const std::string& element : elements) {
        text += text.size() > 1 ? ",\n" : "\n";
        text += indent;
        text += "  ";
        text += element;
    }
    return text + (elements.empty() ? "]" : "\n" + indent + "]");
}

template <typename Cell>
std::string gridText(const MetricMap& map, Cell cell) {
    std::vector<std::string> rows;
    for (std::size_t row = 0; row < map.ys.size(); ++row) {
        std::string text;
        for (std::size_t column = 0; column < map.xs.size(); ++column)
            text += (column == 0 ? "" : ", ") + cell(column, row);
        rows.push_back("[" + text + "]");
    }
    return listText(rows, "  ");
}

std::string linesText(const std::vector<MapLine>& lines) {
    std::vector<std::string> elements;
    for (const MapLine& line : lines) elements.push_back(lineText(line));
    return listText(elements, "  ");
}

/// Rows and lines are written directly, one in a line: a map may have millions of points.
std::string jsonText(const MetricMap& map, const Scenario& scenario, const Catalogue& catalogue) {
    Json head{{"format", mapFormat}, {"version", mapVersion}};
    head["x"] = axisJson(map.x, map.xs);
    head["y"] = axisJson(map.y, map.ys);
    head["metric"] = {{"key", map.metric->key}, {"unit", unitSymbol(map.metric->unit)}};
    head["feasible_points"] = map.feasible();
    head["scenario"] = Json::parse(writeScenario(scenario, catalogue));
    std::string text = longpeak::jsonText(head);
    text.erase(text.rfind("\n}"));
    text += ",\n  \"values\": " +
            gridText(map, [&](std::size_t column, std::size_t row) { return jsonNumberText(map.told(column, row)); });
    text += ",\n  \"fits\": " + gridText(map, [&](std::size_t column, std::size_t row) {
                return std::string(map.fits(column, row) ? "true" : "false");
            });
    std::vector<std::string> lines;
    for (const MapLine& line : contours(map, roundLevels(map)))
        lines.push_back(R"({"level": )" + jsonNumberText(line.level) + R"(, "points": )" + lineText(line) + "}");
    text += ",\n  \"contours\": " + listText(lines, "  ");
    text += ",\n  \"fit_frontier\": " + linesText(fitFrontier(map));
    text += ",\n  \"bound_frontier\": " + linesText(boundFrontier(map, scenario, catalogue));
    return text + "\n}\n";
}

void declare(CLI::App& app, MapWords& words) {
    addScenarioWords(app, words.scenario);
    addRepeatable(app, "--over", words.over,
                  "Twice: the parameter across, then the one down, as sweep takes them (context=1K:10M:64:log); left "
                  "out are the number of points, and the whole range")
        ->type_name("ID[=FROM:TO[:COUNT[:log]]]");
    app.add_option("--metric", words.metric, "The number to map (longpeak list metrics)")->type_name("KEY");
    addFormatWords(app, words.format, "One header line with keys and units, then one row a point",
                   "One object: x and y (parameter, unit, logarithmic, points), metric, values and fits (a list for "
                   "each point of y), contours at round values (level, points), fit_frontier and bound_frontier (lists "
                   "of lines), feasible_points; the output is a SCENARIO too");
    app.footer("Exit status: 0 done; 2 the input or the words are wrong; 3 infeasible at every point, with the result\n"
               "still printed.");
}

} // namespace

int runMap(Words words, const Console& console) {
    CLI::App app("A number of a scenario over two parameters.", "longpeak map");
    MapWords given;
    declare(app, given);
    if (const auto status = parseWords(app, words, console)) return *status;

    Faults faults;
    collect(checkFormat(app, given.format), faults);
    const auto scenario = scenarioOf(given.scenario, console.catalogue);
    collect(scenario, faults);
    const auto axes = axesOf(given, app);
    collect(axes, faults);
    const auto wanted = given.metric.empty() ? Result<std::vector<const Metric*>>(wordsFault(app, "needs --metric KEY"))
                                             : metricsOf({given.metric});
    collect(wanted, faults);
    if (!faults.empty()) return report(faults, console);

    const MetricMap map = metricMap(*scenario, axes->x, axes->y, *wanted->front(), console.catalogue);
    console.out << (given.format.csv    ? writeCsv(map)
                    : given.format.json ? jsonText(map, *scenario, console.catalogue)
                                        : tableText(map, *scenario));
    if (map.feasible() > 0) return statusDone;
    report({"longpeak map", "/", "infeasible at every point: not one user fits"}, console);
    return statusInfeasible;
}

} // namespace longpeak
