// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/sessions.h"
#include "session/rounds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace longpeak {
namespace {

constexpr std::size_t activities = 7;
constexpr double columns = 1500;      ///< of a view, about as many as pixels
constexpr double columnsOfAToken = 5; ///< from that width on tokens are drawn one by one

Message wordOf(Activity activity) {
    static constexpr std::array<Message, activities> words{
        LP_TEXT("figure", "waits"),   LP_TEXT("figure", "others switch out"), LP_TEXT("figure", "switches in"),
        LP_TEXT("figure", "prefill"), LP_TEXT("figure", "prefill again"),     LP_TEXT("figure", "decode"),
        LP_TEXT("figure", "thinks")};
    return words[static_cast<std::size_t>(activity)];
}

struct Span {
    Activity activity;
    double from;
    double to;
};

/// Spans of one lane, as far as they are in view.
class Lane {
public:
    Lane(std::array<Series, activities>& series, std::size_t lane, const LaneView& view)
        : m_series(series), m_lane(static_cast<double>(lane)), m_view(view) {}

    void add(const Span& span) {
        if (span.to <= m_view.from || span.from >= m_view.to || span.to <= span.from) return;
        Series& series = m_series[static_cast<std::size_t>(span.activity)];
        series.x.push_back(m_lane);
        series.base.push_back(span.from);
        series.y.push_back(span.to);
    }

private:
    std::array<Series, activities>& m_series;
    double m_lane;
    const LaneView& m_view;
};

/// The tokens of an answer, one span each, where they are wide enough to be told apart. Several answers in work at once
/// share the GPU unevenly, so there they are spread evenly.
class TokenSpans {
public:
    TokenSpans(const Case& scenario, const LaneView& view)
        : m_rounds(scenario), m_alone(scenario.batch == 1.0 || scenario.session.users == 1.0), m_view(view) {}

    bool add(Lane& lane, const UserPhase& phase) {
        const double start = phase.start.si();
        const RoundCost& round = m_rounds[phase.round];
        const double answer = m_rounds.answer();
        const double first = m_rounds.step(1) + round.firstGrowth;
        const double step = m_alone ? first : (phase.end.si() - start) / answer;
        if (step < columnsOfAToken * (m_view.to - m_view.from) / columns) return false;
        const auto time = [&](double k) {
            return start + (m_alone ? k * first + round.growth * k * (k - 1.0) / 2.0 : k * step);
        };
        const double last = std::min(answer, std::ceil((m_view.to - start) / step));
        for (double k = std::max(0.0, std::floor((m_view.from - start) / (1.5 * step))); k < last; ++k) {
            if (time(k) >= phase.end.si()) break;
            const double until = k + 1.0 >= answer ? phase.end.si() : std::min(time(k + 1.0), phase.end.si());
            lane.add({Activity::Decode, time(k), until});
        }
        return true;
    }

private:
    Rounds m_rounds;
    bool m_alone;
    const LaneView& m_view;
};

void addTasks(std::array<Series, activities>& series, std::size_t at, const std::vector<Task>& work,
              const LaneView& view) {
    Lane lane(series, at, view);
    for (const Task& each : work) lane.add({each.activity, each.start.si(), each.end.si()});
}

Text subtitleOf(const Sessions& sessions, const LaneView& view) {
    const Simulation& run = sessions.run;
    if (!run.infeasible.empty()) return LP_TEXT("figure", "infeasible: %1")(run.infeasible);
    const Amount time = amount(run.horizon.si(), Unit::Seconds);
    const Amount users = amount(static_cast<double>(run.users), Unit::Users);
    if (run.users <= view.users) return LP_TEXT("figure", "%1 simulated, %2")(time, users);
    const int last = std::min(view.firstUser + view.users, run.users);
    return LP_TEXT("figure", "%1 simulated, %2, of whom %3 to %4 are shown")(
        time, users, plainAmount(view.firstUser + 1), plainAmount(last));
}

Sessions simulated(const FigureInput& input) {
    return {input.scenario, simulate(input.scenario, {.horizon = simulatedTime(input.scenario)}, input.stop), {}};
}

template <typename Draw>
Figure drawn(const FigureInput& input, Draw draw) {
    const LaneView view = input.lanes != nullptr ? *input.lanes : LaneView();
    if (input.sessions != nullptr) return draw(*input.sessions, view);
    return draw(simulated(input), view);
}

LaneView within(LaneView view, const Simulation& run) {
    view.from = std::max(view.from, 0.0);
    view.to = std::min(view.to, run.horizon.si());
    if (!(view.to > view.from))
        view = {0, run.horizon.si(), view.firstUser, view.users}; // of nothing that was simulated
    view.firstUser = std::clamp(view.firstUser, 0, std::max(0, run.users - view.users));
    return view;
}

Axis timeAxis(const Simulation& run) {
    return {LP_TEXT("figure", "time"), Unit::Seconds, AxisScale::Linear, 0.0, run.horizon.si()};
}

void addNotes(Figure& figure, const Sessions& sessions) {
    if (Text thinned = sessions.run.thinned(); !thinned.empty()) figure.notes.push_back(std::move(thinned));
    figure.notes.push_back(
        LP_TEXT("figure", "Simulated; of what is narrower than a pixel as much is drawn as its share of the time."));
}

} // namespace

Figure lanesFigure(const FigureInput& input) {
    return drawn(input, [](const Sessions& sessions, const LaneView& view) { return lanesFigure(sessions, view); });
}

Figure lanesFigure(const Sessions& sessions, const LaneView& wanted) {
    const Simulation& run = sessions.run;
    const LaneView view = within(wanted, run);
    Figure figure{.subtitle = subtitleOf(sessions, view)};
    figure.x = timeAxis(run);
    const int shown = std::min(view.users, run.users);
    // The first name stands at the bottom.
    for (int user = view.firstUser + shown; user-- > view.firstUser;)
        figure.y.names.push_back(LP_TEXT("figure", "user %1")(plainAmount(user + 1)));
    figure.y.names.push_back(LP_TEXT("figure", "host link"));
    figure.y.names.push_back(LP_TEXT("figure", "GPU"));
    figure.y.label = LP_TEXT("figure", "lane");
    figure.y.unit = Unit::Text;
    figure.y.minimum = -0.5;
    figure.y.maximum = static_cast<double>(figure.y.names.size()) - 0.5;
    if (!run.infeasible.empty()) return figure;

    std::array<Series, activities> series;
    for (std::size_t i = 0; i < activities; ++i) {
        const auto activity = static_cast<Activity>(i);
        series[i] = {.name = wordOf(activity), .role = roleOf(activity), .form = Form::Spans};
        series[i].inLegend = true;
        if (activity == Activity::SwitchOut || activity == Activity::Recompute) series[i].shade = 2;
    }
    const auto users = static_cast<std::size_t>(shown);
    std::vector<std::vector<const UserPhase*>> phases(users);
    for (const UserPhase& phase : run.phases)
        if (const int row = phase.user - view.firstUser; row >= 0 && row < shown)
            phases[static_cast<std::size_t>(row)].push_back(&phase);
    TokenSpans tokens(sessions.scenario, view);
    for (std::size_t lane = 0; lane < users; ++lane) {
        Lane spans(series, lane, view);
        for (const UserPhase* phase : phases[users - 1 - lane]) {
            const bool isSeen = phase->end.si() > view.from && phase->start.si() < view.to;
            if (isSeen && phase->activity == Activity::Decode && tokens.add(spans, *phase)) continue;
            spans.add({phase->activity, phase->start.si(), phase->end.si()});
        }
    }
    addTasks(series, users, run.link, view);
    addTasks(series, users + 1, run.gpu, view);
    for (Series& each : series)
        if (!each.x.empty()) figure.series.push_back(std::move(each));
    addNotes(figure, sessions);
    return figure;
}

Figure statesFigure(const FigureInput& input) {
    return drawn(input, [](const Sessions& sessions, const LaneView& view) { return statesFigure(sessions, view); });
}

Figure statesFigure(const Sessions& sessions, const LaneView& wanted) {
    const Simulation& run = sessions.run;
    const LaneView view = within(wanted, run);
    Figure figure{
        .subtitle = LP_TEXT("figure", "each moment's mean, %1 simulated")(amount(run.horizon.si(), Unit::Seconds))};
    figure.x = timeAxis(run);
    figure.y = {LP_TEXT("figure", "users"), Unit::Users, AxisScale::Linear, 0.0, static_cast<double>(run.users)};
    if (!run.infeasible.empty()) return figure;
    // Served ones lie at the bottom, those who think on top.
    constexpr std::array order{Role::Decode, Role::Prefill, Role::Switch, Role::Waiting, Role::Thinking};
    constexpr std::array names{LP_TEXT("figure", "decode"), LP_TEXT("figure", "prefill"),
                               LP_TEXT("figure", "switching"), LP_TEXT("figure", "waiting"),
                               LP_TEXT("figure", "thinking")};
    constexpr std::size_t bins = 300;
    const double width = (view.to - view.from) / bins;
    std::array<std::vector<double>, order.size()> users;
    for (auto& each : users) each.assign(bins, 0.0);
    for (const UserPhase& phase : run.phases) {
        const auto row = static_cast<std::size_t>(std::ranges::find(order, roleOf(phase.activity)) - order.begin());
        const double from = (std::max(phase.start.si(), view.from) - view.from) / width;
        const double to = (std::min(phase.end.si(), view.to) - view.from) / width;
        for (auto bin = static_cast<std::size_t>(std::max(from, 0.0)); bin < bins && static_cast<double>(bin) < to;
             ++bin)
            users[row][bin] += std::min(to, static_cast<double>(bin) + 1.0) - std::max(from, static_cast<double>(bin));
    }
    std::vector<double> below(bins, 0.0);
    for (std::size_t row = 0; row < order.size(); ++row) {
        Series series{.name = names[row], .role = order[row], .form = Form::Area};
        series.inLegend = true;
        for (std::size_t bin = 0; bin < bins; ++bin) {
            series.x.push_back(view.from + (static_cast<double>(bin) + 0.5) * width);
            series.base.push_back(below[bin]);
            below[bin] += users[row][bin] * run.everyUser;
            series.y.push_back(below[bin]);
        }
        figure.series.push_back(std::move(series));
    }
    addNotes(figure, sessions);
    return figure;
}

Figure sessionMemoryFigure(const FigureInput& input) {
    return drawn(input, [&](const Sessions& sessions, const LaneView& view) {
        return sessionMemoryFigure(sessions, view, input.bytes);
    });
}

Figure sessionMemoryFigure(const Sessions& sessions, const LaneView& wanted, ByteUnits bytes) {
    const Simulation& run = sessions.run;
    const LaneView view = within(wanted, run);
    Figure figure{.subtitle = LP_TEXT("figure", "reserved to the request's end, %1 simulated")(
                      amount(run.horizon.si(), Unit::Seconds))};
    figure.x = timeAxis(run);
    figure.y = {LP_TEXT("figure", "memory"), Unit::Bytes, AxisScale::Linear, 0.0,
                std::max(run.hbmCapacity.si(), run.hostPeak.si()) * 1.3 + 1.0};
    if (!run.infeasible.empty()) return figure;
    const double fixed = run.hbmFixed.si();
    Series weights{.name = LP_TEXT("figure", "weights and activations"), .role = Role::Weights, .form = Form::Area};
    Series caches{.name = LP_TEXT("figure", "KV caches in HBM"), .role = Role::Cache, .form = Form::Area};
    Series host{.name = LP_TEXT("figure", "in host DDR"), .role = Role::Switch};
    weights.label = LP_TEXT("figure", "weights");
    caches.label = LP_TEXT("figure", "caches in HBM");
    host.label = LP_TEXT("figure", "caches in DDR");
    const auto point = [&](double at, double hbm, double ddr) {
        // A step is two points as close as there can be.
        const double time = caches.x.empty() ? at : std::max(at, std::nextafter(caches.x.back(), toEdge));
        for (Series* each : {&weights, &caches, &host}) each->x.push_back(time);
        weights.base.push_back(0.0);
        weights.y.push_back(fixed);
        caches.base.push_back(fixed);
        caches.y.push_back(hbm);
        host.y.push_back(ddr);
    };
    // Of the changes within a column the largest stands for all.
    const double narrow = (view.to - view.from) / columns;
    double until = -1;
    Occupancy before{.time = {}, .hbm = run.hbmFixed, .host = {}};
    for (const Occupancy& now : run.occupancy) {
        const double time = now.time.si();
        if (time >= view.to) break;
        const bool isSmall = time < until && now.hbm.si() <= caches.y.back();
        if (time > view.from && !isSmall) {
            if (caches.x.empty()) point(view.from, before.hbm.si(), before.host.si());
            point(time, before.hbm.si(), before.host.si());
            point(time, now.hbm.si(), now.host.si());
            until = time + narrow;
        }
        before = now;
    }
    if (caches.x.empty()) point(view.from, before.hbm.si(), before.host.si());
    point(view.to, before.hbm.si(), before.host.si());
    weights.labelX = caches.labelX = host.labelX = view.from + 0.5 * (view.to - view.from);
    figure.series = {std::move(weights), std::move(caches)};
    if (run.hostPeak.si() > 0) figure.series.push_back(std::move(host));
    figure.rules.push_back({.role = Role::Limit,
                            .vertical = false,
                            .at = run.hbmCapacity.si(),
                            .label = LP_TEXT("figure", "HBM %1")(amount(run.hbmCapacity.si(), Unit::Bytes, bytes))});
    addNotes(figure, sessions);
    return figure;
}

} // namespace longpeak
