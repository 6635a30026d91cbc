// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/memory.h"

#include "cost/costs.h"
#include "cost/memory_parts.h"
#include "cost/metric.h"
#include "figure/over_context.h"
#include "scenario/parameter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace longpeak {
namespace {

/// A bar of the breakdown, from the one before it to its end.
struct Row {
    Text name;
    Role role = Role::Weights;
    int shade = 0;
    std::string_view metric = metricKey::weights;
    double from = 0;
    double to = 0;
};

Row rowOf(MemoryPart part) {
    Row row{.name = memoryPartName(part)};
    if (isWeights(part)) {
        row.shade = static_cast<int>(part);
    } else if (part == MemoryPart::Activations) {
        row.role = Role::Activations;
        row.metric = metricKey::activations;
    } else {
        row.role = Role::Cache;
        row.shade = static_cast<int>(part) - static_cast<int>(MemoryPart::FullCache);
        row.metric = metricKey::cachePerUser;
    }
    return row;
}

/// From the first to the last, each on the pile of those before; the room that is left, or what is too much, at the end.
std::vector<Row> rowsOf(const Case& scenario) {
    std::vector<Row> rows;
    double pile = 0;
    for (const MemoryShare& share : memoryParts(scenario)) {
        Row row = rowOf(share.part);
        row.from = pile;
        row.to = pile + share.bytes.si();
        pile = row.to;
        rows.push_back(std::move(row));
    }
    const double capacity = usableMemory(scenario).si();
    Row rest{.name = LP_TEXT("figure", "free"),
             .role = Role::Neutral,
             .shade = 5,
             .metric = metricKey::hbm,
             .from = pile,
             .to = capacity};
    if (pile > capacity) rest = {LP_TEXT("figure", "beyond HBM"), Role::Limit, 0, metricKey::hbmUsed, capacity, pile};
    rows.push_back(std::move(rest));
    return rows;
}

/// Names of both scenarios' rows, in their common order, from the bottom of the axis to its top.
std::vector<Text> namesOf(const std::vector<Row>& rows, const std::vector<Row>& others) {
    std::vector<Text> names;
    const auto has = [](const std::vector<Row>& in, const Text& name) {
        return std::ranges::find(in, name, &Row::name) != in.end();
    };
    for (int part = 0; part <= static_cast<int>(MemoryPart::State); ++part) {
        const Text name = memoryPartName(static_cast<MemoryPart>(part));
        if (has(rows, name) || has(others, name)) names.push_back(name);
    }
    names.push_back(rows.back().name);
    std::ranges::reverse(names);
    return names;
}

double placeOf(const std::vector<Text>& names, const Text& name) {
    return static_cast<double>(std::ranges::find(names, name) - names.begin());
}

/// The reference's bars that are not the scenario's own, as one series; a rest that is called otherwise here has no
/// place.
Series ghostOf(const std::vector<Row>& rows, const std::vector<Row>& own, const std::vector<Text>& names, Text name) {
    std::map<double, const Row*> placed;
    for (const Row& row : rows) {
        const auto same = std::ranges::find_if(
            own, [&](const Row& r) { return r.name == row.name && r.from == row.from && r.to == row.to; });
        const double place = placeOf(names, row.name);
        if (same == own.end() && place < static_cast<double>(names.size())) placed.emplace(place, &row);
    }
    Series series{.name = std::move(name), .form = Form::Bars, .reference = true};
    for (const auto& [place, row] : placed) {
        series.x.push_back(place);
        series.base.push_back(row->from);
        series.y.push_back(row->to);
    }
    return series;
}

} // namespace

Figure breakdownFigure(const FigureInput& input) {
    const Case& s = input.scenario;
    const auto bytes = [&](double b) { return amount(b, Unit::Bytes, input.bytes); };
    const std::vector<Row> rows = rowsOf(s);
    const std::vector<Row> others = input.reference == nullptr ? std::vector<Row>{} : rowsOf(*input.reference);
    const double capacity = usableMemory(s).si();
    const Memory memory = estimateOf(input, s).memory;
    const double demand = memory.demand.si();

    Figure figure;
    figure.subtitle = LP_TEXT("figure", "%1 at %2: %3 of %4")(
        amount(s.session.users, Unit::Users), amount(s.context.si(), Unit::Tokens), bytes(demand), bytes(capacity));
    figure.y = {LP_TEXT("figure", "part"), Unit::Text, AxisScale::Linear, -0.5, 0.5, namesOf(rows, others)};
    figure.y.maximum = static_cast<double>(figure.y.names.size()) - 0.5;
    // What is far too much leaves the frame, so that the rest is still seen.
    const double widest = std::max(2.0 * capacity, 1.25 * memory.weights.si());
    figure.x = {LP_TEXT("figure", "memory"), Unit::Bytes, AxisScale::Linear, 0.0,
                std::min(std::max(demand, capacity) * 1.03, widest)};
    figure.regions.push_back({.role = Role::Limit, .x0 = capacity});
    for (const Row& row : rows) {
        const Text size = bytes(row.to - row.from);
        figure.series.push_back(
            {.name = row.name,
             .role = row.role,
             .form = Form::Bars,
             .shade = row.shade,
             .x = {placeOf(figure.y.names, row.name)},
             .y = {row.to},
             .base = {row.from},
             .pointNames = {Text::joined({size, amount((row.to - row.from) / capacity, Unit::Fraction)}, " · ")},
             .pointBriefs = {size},
             .metric = std::string(row.metric)});
    }
    if (input.reference != nullptr) {
        Series ghost = ghostOf(others, rows, figure.y.names,
                               LP_TEXT("figure", "at %1")(amount(input.reference->context.si(), Unit::Tokens)));
        if (!ghost.x.empty()) figure.series.push_back(std::move(ghost));
    }
    figure.rules.push_back({.role = Role::Limit,
                            .at = capacity,
                            .label = LP_TEXT("figure", "HBM %1")(bytes(capacity)),
                            .brief = LP_TEXT("figure", "HBM"),
                            .metric = std::string(metricKey::hbm)});
    figure.notes.push_back(LP_TEXT("figure", "Each bar begins where the one above it ends; percents are of HBM."));
    return figure;
}

namespace {

/// A line to stand beside the scenario's own.
struct Rival {
    Text name;
    Text label; ///< there is little room between lines
    Case scenario;
};

struct Wanted {
    const char* id;
    const char* label;
};

constexpr std::array wantedAccelerators{Wanted{"h100-sxm", "H100"},           Wanted{"h200-sxm", "H200"},
                                        Wanted{"b200-sxm", "B200"},           Wanted{"mi355x", "MI355X"},
                                        Wanted{"mi300x", "MI300X"},           Wanted{"a100-sxm-80g", "A100 80 GB"},
                                        Wanted{"a100-sxm-40g", "A100 40 GB"}, Wanted{"l40s", "L40S"},
                                        Wanted{"rtx-4090", "RTX 4090"},       Wanted{"l4", "L4"}};
constexpr std::array wantedModels{"llama-3.1-8b",  "gemma-3-27b", "gpt-oss-20b", "qwen3-next-80b-a3b",
                                  "llama-3.1-70b", "qwen3-8b",    "llama-2-7b",  "gpt-oss-120b"};

/// The same model on as many of other accelerators, and other models on the same one, as far as their weights fit and
/// their lines are told apart.
std::vector<Rival> rivalsOf(const FigureInput& input) {
    constexpr std::size_t mostAccelerators = 3;
    constexpr std::size_t mostModels = 2;
    std::vector<Rival> rivals;
    if (input.catalogue == nullptr) return rivals;
    constexpr double apart = 1.25;
    constexpr Tokens here{32e3}; // wherever the scenario is: lines do not change places under the hand
    std::vector<double> taken{Costs(input.scenario).ceiling(here)};
    const auto add = [&](const std::string& name, std::string_view label, Case scenario, std::size_t most) {
        if (rivals.size() >= most) return;
        const double users = Costs(scenario).ceiling(here);
        const auto near = [users](double other) { return users < other * apart && other < users * apart; };
        if (!(users > 0) || std::ranges::any_of(taken, near)) return;
        taken.push_back(users);
        rivals.push_back({verbatim(name), verbatim(label), std::move(scenario)});
    };
    for (const Wanted& wanted : wantedAccelerators) {
        const Accelerator* other = input.catalogue->accelerator(wanted.id);
        if (other == nullptr || other->id == input.scenario.deployment.accelerator.id) continue;
        Case scenario = input.scenario;
        chooseAccelerator(scenario, *other);
        add(other->name, wanted.label, std::move(scenario), mostAccelerators);
    }
    const std::size_t most = rivals.size() + mostModels;
    for (const char* id : wantedModels) {
        const Model* other = input.catalogue->model(id);
        if (other == nullptr || other->id == input.scenario.model.id) continue;
        Case scenario = input.scenario;
        chooseModel(scenario, *other);
        add(other->name, other->name, std::move(scenario), most);
    }
    return rivals;
}

} // namespace

Figure comparedCeilingFigure(const FigureInput& input) {
    const Case& s = input.scenario;
    const double now = estimateOf(input, s).memory.ceiling;
    Figure figure;
    figure.subtitle = LP_TEXT("figure", "other GPUs; dashed: other models");
    figure.x = contextAxis();
    Series current = ceilingCurve(LP_TEXT("figure", "this scenario"), Role::Cache, input, s);
    std::vector<Series> rivals;
    for (const Rival& rival : rivalsOf(input)) {
        rivals.push_back(ceilingCurve(rival.name, Role::Neutral, input, rival.scenario));
        rivals.back().label = rival.label;
        rivals.back().dashed = rival.scenario.model.id != s.model.id;
        rivals.back().shade = static_cast<int>(rivals.size());
    }
    const double highest = std::max(highestOf(rivals, 1000.0), highestOf({current}, 1000.0));
    const double lowest = now > 0 ? std::min(0.1, decadeBelow(now)) : 0.1;
    figure.y = {LP_TEXT("figure", "users"), Unit::Users, AxisScale::Log, lowest, decadeAbove(highest)};
    const bool none = std::ranges::all_of(current.y, [](double y) { return std::isnan(y); });
    figure.regions.push_back({.role = Role::Limit,
                              .y1 = 1.0,
                              .label = none ? LP_TEXT("figure", "here the weights alone do not fit")
                                            : LP_TEXT("figure", "not one user fits")});
    addRivals(figure, std::move(rivals));
    if (differsBesideContext(input))
        addGhost(figure, input, ceilingCurve(LP_TEXT("figure", "ceiling"), Role::Cache, input, *input.reference),
                 current);
    figure.series.push_back(std::move(current));
    addReferenceRule(figure, input);
    figure.rules.push_back(contextRule(input, {}));
    if (now > 0)
        figure.marks.push_back({.role = Role::Cache,
                                .x = s.context.si(),
                                .y = now,
                                .label = amount(now, Unit::Users),
                                .metric = std::string(metricKey::exactCeiling)});
    figure.notes.push_back(LP_TEXT("figure",
                                   "Each in the formats and on the number of GPUs of this scenario; where the "
                                   "weights do not fit there is no line."));
    return figure;
}

} // namespace longpeak
