// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/estimate.h"
#include "cost/metric.h"
#include "document/write_file.h"
#include "quantity/format.h"
#include "scenario/scenario_json.h"
#include "scenario_command.h"
#include "session/simulation.h"
#include "session/trace.h"
#include "table.h"

#include <CLI/CLI.hpp>

#include <array>
#include <cmath>
#include <filesystem>
#include <limits>
#include <span>

namespace longpeak {
namespace {

constexpr double maximumHours = 8760; ///< a year
/// So many events, of at most 150 characters, that the output is not too long to be read as a SCENARIO.
constexpr std::size_t maximumJsonEvents = 100'000;

/// What was computed, whole.
struct Outcome {
    const Scenario& scenario;
    Estimate estimate;
    Simulation run;
    bool isFeasible() const { return run.infeasible.empty(); }
};

/// One number of a simulation.
struct Measure {
    std::string_view key; ///< empty = only in the table
    std::string_view label;
    Unit unit;
    double (*value)(const Outcome&);
    std::string_view part = {}; ///< of the table, where one begins
    std::string_view of = {};   ///< what of the key's numbers it is: "p50" of "ttft_s"

    std::string keyText() const { return std::string(key) + (of.empty() ? "" : "." + std::string(of)); }
    std::string labelText() const { return std::string(label) + (of.empty() ? "" : ", " + std::string(of)); }
};

using O = const Outcome&;

double userBound(O o) {
    return boundByUsers(o.estimate.throughput, o.scenario.session.users, o.run.thinking) * hour;
}

double gpuBound(O o) {
    return hour / o.estimate.throughput.gpuTime;
}

/// How a time is spread over all requests.
template <Distribution Simulation::*Times>
constexpr std::array<Measure, 4> spread(std::string_view key, std::string_view label, Unit unit,
                                        std::string_view part = "") {
    return {Measure{key, label, unit, [](O o) { return (o.run.*Times).percentile(0.50); }, part, "p50"},
            Measure{key, label, unit, [](O o) { return (o.run.*Times).percentile(0.95); }, "", "p95"},
            Measure{key, label, unit, [](O o) { return (o.run.*Times).percentile(0.99); }, "", "p99"},
            Measure{key, label, unit, [](O o) { return (o.run.*Times).mean; }, "", "mean"}};
}

constexpr Measure counts[] = {
    {"sessions_per_hour", "Sessions per hour", Unit::PerHour, [](O o) { return o.run.throughput * hour; }, "Sessions"},
    {"bound_sessions_per_hour", "Upper bound", Unit::PerHour,
     [](O o) { return boundOf(o.run, o.estimate.throughput) * hour; }},
    {"", "  by users and latency", Unit::PerHour, userBound},
    {"", "  by GPU time", Unit::PerHour, gpuBound},
    {"sessions", "Sessions that ended", Unit::Count, [](O o) { return o.run.sessions; }},
    {"requests", "Requests answered", Unit::Count, [](O o) { return o.run.requests; }},
    {"mean_users", "Users waiting or served, mean", Unit::Users, [](O o) { return o.run.meanUsers; }},
};

constexpr auto firstTokens = spread<&Simulation::firstToken>("ttft_s", "Time to first token (TTFT)", Unit::Seconds,
                                                             "Latency");
constexpr auto perToken = spread<&Simulation::perToken>(metricKey::outputToken, "Time per output token (TPOT)",
                                                        Unit::SecondsPerToken);
constexpr auto waiting = spread<&Simulation::wait>("wait_s", "Waiting", Unit::Seconds);

constexpr Measure uses[] = {
    {"switches", "Caches sent to host DDR", Unit::Count, [](O o) { return o.run.switches; }, "Context switches"},
    {"drops", "Caches dropped", Unit::Count, [](O o) { return o.run.drops; }},
    {"switched_out_bytes", "Sent to host DDR", Unit::Bytes, [](O o) { return o.run.switchedOut.si(); }},
    {"switched_in_bytes", "Brought back", Unit::Bytes, [](O o) { return o.run.switchedIn.si(); }},
    {"dropped_bytes", "Dropped from host DDR", Unit::Bytes, [](O o) { return o.run.dropped.si(); }},
    {"gpu_busy_fraction", "GPU busy", Unit::Fraction, [](O o) { return o.run.gpuBusy; }, "Use"},
    {"link_busy_fraction", "Host link busy", Unit::Fraction, [](O o) { return o.run.linkBusy; }},
    {"hbm_peak_bytes", "HBM, peak", Unit::Bytes, [](O o) { return o.run.hbmPeak.si(); }},
    {"host_peak_bytes", "Host DDR, peak", Unit::Bytes, [](O o) { return o.run.hostPeak.si(); }},
};

/// All numbers, in the order in which they are told.
std::vector<Measure> measures() {
    std::vector<Measure> all;
    const std::initializer_list<std::span<const Measure>> parts{counts, firstTokens, perToken, waiting, uses};
    for (const std::span<const Measure> part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// NaN where nothing was simulated.
double valueOf(const Measure& measure, const Outcome& outcome) {
    return outcome.isFeasible() ? measure.value(outcome) : std::numeric_limits<double>::quiet_NaN();
}

std::string headOf(const Outcome& outcome) {
    const Scenario& s = outcome.scenario;
    return (s.name.empty() ? std::string() : oneLine(s.name) + "\n") + format(outcome.run.horizon / hour, Unit::Count) +
           " h of " + oneLine(s.model.name) + " on " + format(s.deployment.plan.gpus(), Unit::Count) + " " +
           oneLine(s.deployment.accelerator.name) + ", " + format(s.context.si(), Unit::Tokens) +
           " tokens of context, " + format(s.session.users, Unit::Users) + "\n";
}

void addMeasure(Table& table, const Measure& measure, const Outcome& outcome) {
    if (!measure.part.empty()) table.line("\n" + std::string(measure.part));
    const double value = valueOf(measure, outcome);
    table.row({measure.labelText(), format(value, measure.unit),
               std::isfinite(value) ? formatPlain(value) : std::string("—"), std::string(unitSymbol(measure.unit)),
               measure.keyText()});
    if (measure.value == gpuBound && outcome.isFeasible())
        table.row({"  limited by", userBound(outcome) < gpuBound(outcome) ? "users" : "GPU time"});
}

std::string tableText(const Outcome& outcome) {
    using enum Table::Align;
    Table table({Left, Right, Right, Left, Left}, "  ");
    for (const Measure& measure : measures()) addMeasure(table, measure, outcome);
    std::string text = headOf(outcome) + table.text();
    const std::string note = outcome.run.thinned().english();
    if (!note.empty()) text += "\n" + note + "\n";
    if (!outcome.isFeasible()) text += "\nInfeasible: " + oneLine(outcome.run.infeasible.english()) + ".\n";
    return text;
}

OrderedJson jsonOf(const UserPhase& phase) {
    return {{"user", phase.user + 1},
            {"phase", nameOf(phase.activity)},
            {"start_s", jsonNumber(phase.start.si())},
            {"end_s", jsonNumber(phase.end.si())},
            {"round", phase.round},
            {"session", phase.session}};
}

void describe(JsonDocument& json, const Outcome& outcome, const Catalogue& catalogue) {
    json.set("horizon_s", jsonNumber(outcome.run.horizon.si()));
    json.set("users", outcome.run.users);
    json.set("feasible", outcome.isFeasible());
    json.set("reason", outcome.run.infeasible.english());
    OrderedJson numbers = OrderedJson::object();
    for (const Measure& measure : measures())
        if (!measure.key.empty()) {
            OrderedJson& number = numbers[std::string(measure.key)];
            (measure.of.empty() ? number : number[std::string(measure.of)]) = jsonNumber(valueOf(measure, outcome));
        }
    json.add(numbers);
    json.set("note", outcome.run.thinned().english());
    json.set("scenario", scenarioJson(outcome.scenario, catalogue));
    const auto& phases = outcome.run.phases;
    json.setLines("events", phases.size(), [&](std::size_t i) { return jsonOf(phases[i]); });
}

std::string csvText(const Simulation& run) {
    std::string text = "user,session,round,phase,start_s,end_s\n";
    for (const UserPhase& phase : run.phases)
        text += std::to_string(phase.user + 1) + "," + std::to_string(phase.session) + "," +
                std::to_string(phase.round) + "," + std::string(nameOf(phase.activity)) + "," +
                formatPlain(phase.start.si()) + "," + formatPlain(phase.end.si()) + "\n";
    return text;
}

Result<Seconds> parseHours(const std::string& text) {
    const std::string origin = "--hours " + text;
    const auto hours = parseQuantity(text, Unit::Count);
    if (!hours) return Fault{origin, "/", LP_TEXT("fault", "'%1' is not a number of hours")(verbatim(text))};
    if (*hours > 0 && *hours <= maximumHours) return *hours * hour;
    return Fault{origin, "/",
                 LP_TEXT("fault", "must be above 0 and at most %1, not %2")(plainAmount(maximumHours), verbatim(text))};
}

class SimulateCommand final : public ScenarioCommand {
    using ScenarioCommand::ScenarioCommand;

    void declareOwn(CLI::App& app) override {
        app.add_option("--hours", m_hours,
                       "Simulated time, at most 8760 hours; sessions that end within it count. Left out: 1")
            ->type_name("H");
        addForms(
            app, "The events: one header line, then one row an event",
            "One JSON object: every number by its key, in SI, the scenario, and the events: what each user does "
            "from when to when. Users are counted from 1, rounds and sessions from 0. The output is a SCENARIO too");
        m_traceOption =
            app.add_option(
                   "--trace", m_trace,
                   "Writes a trace of users, GPU, host link and memory too, for ui.perfetto.dev or chrome://tracing")
                ->type_name("FILE");
        app.footer(exitStatuses("infeasible (the weights or one user at the end of a session do not fit)"));
    }

    void read(const Scenario& /*scenario*/, const Catalogue& /*catalogue*/, Faults& faults) override {
        take(parseHours(m_hours), m_horizon, faults);
    }

    Result<Done> saveTrace(const Simulation& run) const {
        std::error_code error;
        if (std::filesystem::equivalent(scenarioWord(), m_trace, error))
            return Fault{m_trace, "/", LP_TEXT("fault", "is the scenario that is simulated")};
        return writeFile(m_trace, writeTrace(run));
    }

    Result<Output> compute(const Scenario& scenario, const Catalogue& catalogue) override {
        SimulationOptions options{.horizon = m_horizon};
        if (isJson()) options.maximumPhases = maximumJsonEvents;
        const Outcome outcome{scenario, evaluate(scenario, Depth::Sessions), simulate(scenario, options)};
        if (m_traceOption->count() > 0) {
            const auto saved = saveTrace(outcome.run);
            if (!saved) return saved.faults();
        }
        Output output{
            printed(FormatId::Simulation, {.table = [&] { return tableText(outcome); },
                                           .csv = [&] { return csvText(outcome.run); },
                                           .json = [&](JsonDocument& json) { describe(json, outcome, catalogue); }})};
        if (!outcome.isFeasible())
            output.infeasible({scenarioWord(), "/", LP_TEXT("fault", "infeasible: %1")(outcome.run.infeasible)});
        return output;
    }

    std::string m_hours = "1";
    std::string m_trace;
    const CLI::Option* m_traceOption = nullptr; ///< given or not: an empty name is a wrong one
    Seconds m_horizon;
};

} // namespace

const Subcommand simulateSubcommand{
    "simulate", "many users on one deployment, event by event",
    "Many users on one deployment, event by event: throughput, latencies, context switches.",
    makeCommand<SimulateCommand>};

} // namespace longpeak
