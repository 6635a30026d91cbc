// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/metric.h"
#include "figure/over_context.h"
#include "figure/sessions.h"
#include "scenario/parameter.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

std::vector<LoadPoint> loadOf(const FigureInput& input) {
    return input.sessions != nullptr ? input.sessions->load : simulateLoad(input.scenario, input.stop);
}

/// Refers to the input's sessions where it has them, else to `own`.
const Simulation& runOf(const FigureInput& input, Simulation& own) {
    if (input.sessions != nullptr) return input.sessions->run;
    return own = simulate(input.scenario, {.horizon = simulatedTime(input.scenario), .maximumPhases = 0}, input.stop);
}

/// That was simulated of the scenario's own users.
Amount timeOf(const Case& scenario, const std::vector<LoadPoint>& load) {
    const auto own = std::ranges::find(load, scenario.session.users, &LoadPoint::users);
    return amount((own == load.end() ? simulatedTime(scenario) : own->time).si(), Unit::Seconds);
}

/// The same with that of other numbers of users, of whom many take longer.
Text simulatedFor(const Case& scenario, const std::vector<LoadPoint>& load) {
    const Amount own = timeOf(scenario, load);
    double most = 0;
    for (const LoadPoint& point : load) most = std::max(most, point.time.si());
    return most > own.si ? LP_TEXT("figure", "%1, of more users up to %2")(own, amount(most, Unit::Seconds))
                         : Text(own);
}

Axis usersAxis(const std::vector<LoadPoint>& load) {
    return {LP_TEXT("figure", "users"), Unit::Users, AxisScale::Log, 1.0,
            load.empty() ? 10.0 : std::max(2.0, load.back().users)};
}

Rule usersRule(const Case& s) {
    return {.role = Role::Neutral,
            .at = s.session.users,
            .label = amount(s.session.users, Unit::Users),
            .parameter = std::string(parameterId::users)};
}

double perHour(PerSecond rate) {
    return rate.si() * hour.si();
}

} // namespace

Figure loadThroughputFigure(const FigureInput& input) {
    const std::vector<LoadPoint> load = loadOf(input);
    const Case& s = input.scenario;
    const Throughput t = estimateOf(input, s).throughput;
    Figure figure{.subtitle = LP_TEXT("figure", "%1 simulated, under both bounds")(simulatedFor(s, load))};
    figure.x = usersAxis(load);
    figure.y = {LP_TEXT("figure", "session throughput"), Unit::PerHour, AxisScale::Linear, 0.0, 1.0};
    if (load.empty()) return figure;
    const auto bounds = [&](double users) {
        Case there = s;
        there.session.users = users;
        return evaluate(there, Depth::Sessions).throughput;
    };
    Series asymptote{.name = LP_TEXT("figure", "bound by users"), .role = Role::Thinking, .dashed = true};
    Series ceiling{.name = LP_TEXT("figure", "bound by the GPU"), .role = Role::Limit, .dashed = true};
    Series run{.name = LP_TEXT("figure", "simulated"), .role = Role::Decode};
    Series dots{.name = LP_TEXT("figure", "simulated"), .role = Role::Decode, .form = Form::Points};
    double most = 0;
    for (const LoadPoint& point : load) {
        const Throughput there = bounds(point.users);
        const double byUsers = perHour(boundByUsers(there, point.users, point.thinking));
        const double byGpu = hour.si() / there.gpuTime.si();
        most = std::max({most, byGpu, perHour(point.throughput)});
        asymptote.x.push_back(point.users);
        asymptote.y.push_back(byUsers);
        ceiling.x.push_back(point.users);
        ceiling.y.push_back(byGpu);
        run.x.push_back(point.users);
        run.y.push_back(perHour(point.throughput));
    }
    dots.x = run.x;
    dots.y = run.y;
    figure.y.maximum = most * 1.25;
    // Past the frame the asymptote says nothing.
    for (double& y : asymptote.y)
        if (y > 2.0 * figure.y.maximum) y = noValue;
    asymptote.label = asymptote.name;
    asymptote.labelX = asymptote.x[asymptote.x.size() / 4];
    ceiling.label = ceiling.name;
    ceiling.labelX = ceiling.x[ceiling.x.size() / 2];
    figure.series = {std::move(asymptote), std::move(ceiling), std::move(run), std::move(dots)};
    if (t.knee > 1.0 && t.knee < figure.x.maximum)
        figure.rules.push_back(
            {.role = Role::Thinking, .at = t.knee, .label = LP_TEXT("figure", "knee %1")(amount(t.knee, Unit::Users))});
    figure.rules.push_back(usersRule(s));
    const auto own = std::ranges::find(load, s.session.users, &LoadPoint::users);
    if (own != load.end())
        figure.marks.push_back({.role = Role::Decode,
                                .x = own->users,
                                .y = perHour(own->throughput),
                                .label = amount(perHour(own->throughput), Unit::PerHour),
                                .metric = std::string(metricKey::throughput)});
    figure.notes.push_back(LP_TEXT("figure", "Simulated from an empty deployment, for %1 with the scenario's users; "
                                             "sessions that ended within it are counted.")(timeOf(s, load)));
    return figure;
}

Figure loadWaitingFigure(const FigureInput& input) {
    const std::vector<LoadPoint> load = loadOf(input);
    const Case& s = input.scenario;
    Figure figure{.subtitle = LP_TEXT("figure", "of the requests of %1, simulated")(simulatedFor(s, load))};
    figure.x = usersAxis(load);
    figure.y = {LP_TEXT("figure", "time to first token"), Unit::Seconds, AxisScale::Log, 0.1, 1.0};
    Series median{.name = LP_TEXT("figure", "median"), .role = Role::Prefill};
    Series late{.name = LP_TEXT("figure", "95th percentile"), .role = Role::Prefill, .dashed = true};
    double least = toEdge;
    double most = 0;
    for (const LoadPoint& point : load) {
        if (!std::isfinite(point.lateFirstToken.si())) continue;
        median.x.push_back(point.users);
        median.y.push_back(point.medianFirstToken.si());
        late.x.push_back(point.users);
        late.y.push_back(point.lateFirstToken.si());
        least = std::min(least, point.medianFirstToken.si());
        most = std::max(most, point.lateFirstToken.si());
    }
    if (median.x.empty()) return figure;
    figure.y.minimum = decadeBelow(least);
    figure.y.maximum = decadeAbove(most);
    median.label = LP_TEXT("figure", "median");
    late.label = LP_TEXT("figure", "p95");
    median.labelX = late.labelX = median.x[median.x.size() / 2];
    figure.series = {std::move(median), std::move(late)};
    figure.rules.push_back(usersRule(s));
    return figure;
}

Figure firstTokenFigure(const FigureInput& input) {
    Simulation own;
    const Simulation& run = runOf(input, own);
    const Distribution& first = run.firstToken;
    Figure figure{.subtitle = LP_TEXT("figure", "share of requests answered within")};
    figure.x = {LP_TEXT("figure", "time to first token"), Unit::Seconds, AxisScale::Log, 0.1, 1.0};
    figure.y = {LP_TEXT("figure", "share of requests"), Unit::Fraction, AxisScale::Linear, 0.0, 1.05};
    if (first.sorted.empty()) return figure;
    figure.x.minimum = decadeBelow(first.sorted.front());
    figure.x.maximum = decadeAbove(first.sorted.back());
    Series share{.name = LP_TEXT("figure", "requests"), .role = Role::Prefill};
    const std::size_t count = first.sorted.size();
    const std::size_t every = std::max<std::size_t>(1, count / 5000);
    // A stair: up at each time, level until the next. A step is two points as close as there can be.
    double before = 0;
    const auto step = [&](std::size_t i) {
        const double time = first.sorted[i];
        const auto upTo = static_cast<double>(std::ranges::upper_bound(first.sorted, time) - first.sorted.begin());
        if (!share.x.empty() && time <= share.x.back()) return;
        const double foot = std::nextafter(time, 0.0);
        if (share.x.empty() || foot > share.x.back()) {
            share.x.push_back(foot);
            share.y.push_back(before);
        }
        share.x.push_back(time);
        share.y.push_back(before = upTo / static_cast<double>(count));
    };
    for (std::size_t i = 0; i < count; i += every) step(i);
    step(count - 1);
    figure.series = {std::move(share)};
    for (const auto& [fraction, name] :
         {std::pair(0.5, LP_TEXT("figure", "median %1")), std::pair(0.95, LP_TEXT("figure", "p95 %1"))}) {
        const double time = first.percentile(fraction);
        figure.marks.push_back({.role = Role::Prefill,
                                .x = time,
                                .y = valueAt(figure, figure.series.front(), time),
                                .label = name(amount(time, Unit::Seconds)),
                                .metric = {}});
    }
    figure.subtitle = LP_TEXT("figure", "of %1 requests in %2, simulated")(
        plainAmount(static_cast<double>(first.count)), amount(run.horizon.si(), Unit::Seconds));
    return figure;
}

} // namespace longpeak
