// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/metric.h"
#include "figure/over_context.h"
#include "figure/sessions.h"
#include "figure/workings.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

/// Of users 0 to users - 1.
int middleUser(const Case& s) {
    return (static_cast<int>(s.session.users) - 1) / 2;
}

/// The user's first session.
std::vector<UserPhase> sessionOf(const Simulation& run, int user) {
    std::vector<UserPhase> phases;
    for (const UserPhase& phase : run.phases)
        if (phase.user == user && phase.session == 0) phases.push_back(phase);
    return phases;
}

bool has(const std::vector<UserPhase>& phases, Activity activity) {
    return std::ranges::find(phases, activity, &UserPhase::activity) != phases.end();
}

bool switches(const std::vector<UserPhase>& phases) {
    return has(phases, Activity::SwitchIn) || has(phases, Activity::SwitchOut);
}

Text subtitleOf(const Case& s, const WatchedRun& watched, const std::vector<UserPhase>& phases) {
    const bool allFit = watched.run.infeasible.empty();
    if (s.session.users == 1.0)
        return allFit ? LP_TEXT("figure", "one user's tokens, alone on the deployment")
                      : LP_TEXT("figure", "one user's tokens, if all fitted");
    const auto said = !allFit            ? LP_TEXT("figure", "tokens of user %1 of %2, if all fitted")
                      : switches(phases) ? LP_TEXT("figure", "tokens of user %1 of %2; returns pay context switches")
                                         : LP_TEXT("figure", "tokens of user %1 of %2, among the others'");
    return said(plainAmount(watched.user + 1), plainAmount(s.session.users));
}

/// The tokens of the answers as one line with a gap between rounds, and the first tokens by what they waited for.
void addTokens(Figure& figure, const Simulation& run, bool switched, Tokens context, bool reference) {
    Series steady{.name = LP_TEXT("figure", "token of an answer"), .role = Role::Decode, .reference = reference};
    Series firsts{.name = LP_TEXT("figure", "first token of the session"),
                  .role = Role::Prefill,
                  .form = Form::Points,
                  .reference = reference};
    Series returns{.name = LP_TEXT("figure", "first token after thinking"),
                   .role = switched ? Role::Switch : Role::Prefill,
                   .form = Form::Points,
                   .reference = reference};
    for (const Token& token : run.tokens) {
        if (!token.first) {
            steady.x.push_back(token.time.si());
            steady.y.push_back(token.latency.si());
            continue;
        }
        Series& series = token.round == 0 ? firsts : returns;
        series.x.push_back(token.time.si());
        series.y.push_back(token.latency.si());
        if (steady.x.empty()) continue;
        steady.x.push_back(token.time.si());
        steady.y.push_back(noValue);
    }
    if (reference && !steady.x.empty()) {
        steady.label = LP_TEXT("figure", "at %1")(amount(context.si(), Unit::Tokens));
        steady.labelX = steady.x.front();
    }
    figure.series.push_back(std::move(steady));
    figure.series.push_back(std::move(firsts));
    if (!returns.x.empty()) figure.series.push_back(std::move(returns));
}

void addMarks(Figure& figure, const Simulation& run, bool switched) {
    const auto mark = [&](const Token& token, Role role, std::string_view metric) {
        figure.marks.push_back({.role = role,
                                .x = token.time.si(),
                                .y = token.latency.si(),
                                .label = amount(token.latency.si(), Unit::Seconds),
                                .metric = std::string(metric)});
    };
    const auto firstOf = [&](int round) {
        return std::ranges::find_if(run.tokens, [&](const Token& t) { return t.first && t.round == round; });
    };
    mark(*firstOf(0), Role::Prefill, metricKey::prefill);
    if (const auto second = firstOf(1); second != run.tokens.end())
        mark(*second, switched ? Role::Switch : Role::Prefill,
             switched ? metricKey::contextSwitch : metricKey::prefill);
    const Token& last = run.tokens.back();
    if (!last.first) mark(last, Role::Decode, metricKey::decode);
}

/// One name each of what the user does.
Message wordOf(Activity activity) {
    switch (activity) {
    case Activity::Wait: return LP_TEXT("figure", "waits");
    case Activity::SwitchOut:
    case Activity::SwitchIn: return LP_TEXT("figure", "switch");
    case Activity::Prefill:
    case Activity::Recompute: return LP_TEXT("figure", "prefill");
    case Activity::Decode: return LP_TEXT("figure", "decode");
    case Activity::Think: break;
    }
    return LP_TEXT("figure", "thinks");
}

} // namespace

/// Where the user in the middle waits for very many others, it is the first one instead: a figure is drawn in a frame.
WatchedRun watchMiddleUser(const Case& s) {
    constexpr double manyRequests = 20e3;
    SimulationOptions options{.watched = middleUser(s), .maximumRequests = manyRequests, .endsWithWatched = true};
    Simulation run = simulate(s, options);
    const Text reason = run.infeasible;
    options.ignoresMemory = !reason.empty();
    if (options.ignoresMemory) run = simulate(s, options);
    if (run.tokens.empty()) {
        options.watched = 0;
        run = simulate(s, options);
    }
    run.infeasible = reason;
    return {options.watched, std::move(run)};
}

Role roleOf(Activity activity) {
    switch (activity) {
    case Activity::Wait: return Role::Waiting;
    case Activity::SwitchOut:
    case Activity::SwitchIn: return Role::Switch;
    case Activity::Prefill:
    case Activity::Recompute: return Role::Prefill;
    case Activity::Decode: return Role::Decode;
    case Activity::Think: break;
    }
    return Role::Thinking;
}

Figure tokenTimelineFigure(const FigureInput& input) {
    const Case& s = input.scenario;
    const auto watch = [&](const Case& scenario) {
        return worked(input, [&](Workings& workings) { return workings.watched(scenario); });
    };
    const auto own = watch(s);
    const WatchedRun& watched = *own;
    const Simulation& run = watched.run;
    const std::vector<UserPhase> phases = sessionOf(run, watched.user);
    const bool switched = switches(phases);
    Figure figure{.subtitle = subtitleOf(s, watched, phases)};
    figure.x = {LP_TEXT("figure", "time"), Unit::Seconds, AxisScale::Linear, 0.0, phases.back().end.si() * 1.02};
    std::vector<Message> named;
    for (const UserPhase& phase : phases) {
        const Message word = wordOf(phase.activity);
        const bool isNew = std::ranges::find(named, word) == named.end();
        if (isNew) named.push_back(word);
        // Out and in are one.
        if (!figure.regions.empty() && phase.activity == Activity::SwitchIn &&
            figure.regions.back().role == Role::Switch) {
            figure.regions.back().x1 = phase.end.si();
            continue;
        }
        figure.regions.push_back({.role = roleOf(phase.activity),
                                  .x0 = phase.start.si(),
                                  .x1 = phase.end.si(),
                                  .label = isNew ? word : Message()});
    }
    if (input.reference != nullptr) {
        const auto other = watch(*input.reference);
        if (other->run.tokens != run.tokens)
            addTokens(figure, other->run, switches(sessionOf(other->run, other->user)), input.reference->context, true);
    }
    addTokens(figure, run, switched, s.context, false);
    double least = toEdge;
    double most = 0;
    for (const Series& series : figure.series)
        for (const double y : series.y)
            if (std::isfinite(y)) {
                least = std::min(least, y);
                most = std::max(most, y);
            }
    figure.y = {LP_TEXT("figure", "latency of a token"), Unit::Seconds, AxisScale::Log, decadeBelow(least),
                decadeAbove(most * 1.5)};
    addMarks(figure, run, switched);
    if (!run.infeasible.empty()) // behind all else
        figure.regions.insert(figure.regions.begin(), {.label = LP_TEXT("figure", "infeasible: as if all fitted")});
    figure.notes.push_back(LP_TEXT("figure", "From the simulation, up to the end of that user's first session."));
    return figure;
}

} // namespace longpeak
