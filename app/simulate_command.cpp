// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "cost/estimate.h"
#include "document/formats.h"
#include "document/write_file.h"
#include "json.h"
#include "quantity/format.h"
#include "session/simulation.h"
#include "session/trace.h"
#include "table.h"
#include "words.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <limits>
#include <ostream>

namespace longpeak {
namespace {

using Json = nlohmann::ordered_json;

constexpr int simulationVersion = 1;
constexpr double maximumHours = 8760; ///< a year
/// So many events, of at most 150 characters, that the output is not too long to be read as a SCENARIO.
constexpr std::size_t maximumJsonEvents = 100'000;

struct SimulateWords {
    ScenarioWords scenario;
    std::string hours = "1";
    std::string trace;
    FormatWords format;
};

/// What was computed, whole.
struct Outcome {
    const Scenario& scenario;
    Estimate estimate;
    Simulation run;
    bool isFeasible() const { return run.infeasible.empty(); }
};

/// One number of a simulation; "ttft_s.p50" is p50 within ttft_s.
struct Measure {
    std::string_view key; ///< empty = only in the table
    std::string_view label;
    Unit unit;
    double (*value)(const Outcome&);
    std::string_view part; ///< of the table, where one begins
};

using O = const Outcome&;

double userBound(O o) {
    return o.scenario.session.users / o.estimate.throughput.loneLatency.si() * hour.si();
}

double gpuBound(O o) {
    return hour / o.estimate.throughput.gpuTime;
}

constexpr Measure measures[] = {
    {"sessions_per_hour", "Sessions per hour", Unit::PerHour, [](O o) { return o.run.throughput * hour; }, "Sessions"},
    {"bound_sessions_per_hour", "Upper bound", Unit::PerHour, [](O o) { return o.estimate.throughput.bound * hour; },
     ""},
    {"", "  by users and latency", Unit::PerHour, userBound, ""},
    {"", "  by GPU time", Unit::PerHour, gpuBound, ""},
    {"sessions", "Sessions that ended", Unit::Count, [](O o) { return o.run.sessions; }, ""},
    {"requests", "Requests answered", Unit::Count, [](O o) { return o.run.requests; }, ""},
    {"mean_users", "Users waiting or served, mean", Unit::Users, [](O o) { return o.run.meanUsers; }, ""},
    {"ttft_s.p50", "Time to first token, p50", Unit::Seconds, [](O o) { return o.run.firstToken.percentile(0.50); },
     "Latency"},
    {"ttft_s.p95", "Time to first token, p95", Unit::Seconds, [](O o) { return o.run.firstToken.percentile(0.95); },
     ""},
    {"ttft_s.p99", "Time to first token, p99", Unit::Seconds, [](O o) { return o.run.firstToken.percentile(0.99); },
     ""},
    {"ttft_s.mean", "Time to first token, mean", Unit::Seconds, [](O o) { return o.run.firstToken.mean; }, ""},
    {"tpot_s.p50", "Time per token, p50", Unit::SecondsPerToken, [](O o) { return o.run.perToken.percentile(0.50); },
     ""},
    {"tpot_s.p95", "Time per token, p95", Unit::SecondsPerToken, [](O o) { return o.run.perToken.percentile(0.95); },
     ""},
    {"tpot_s.p99", "Time per token, p99", Unit::SecondsPerToken, [](O o) { return o.run.perToken.percentile(0.99); },
     ""},
    {"tpot_s.mean", "Time per token, mean", Unit::SecondsPerToken, [](O o) { return o.run.perToken.mean; }, ""},
    {"wait_s.p50", "Waiting, p50", Unit::Seconds, [](O o) { return o.run.wait.percentile(0.50); }, ""},
    {"wait_s.p95", "Waiting, p95", Unit::Seconds, [](O o) { return o.run.wait.percentile(0.95); }, ""},
    {"wait_s.p99", "Waiting, p99", Unit::Seconds, [](O o) { return o.run.wait.percentile(0.99); }, ""},
    {"wait_s.mean", "Waiting, mean", Unit::Seconds, [](O o) { return o.run.wait.mean; }, ""},
    {"switches", "Caches sent to host DDR", Unit::Count, [](O o) { return o.run.switches; }, "Context switches"},
    {"drops", "Caches dropped", Unit::Count, [](O o) { return o.run.drops; }, ""},
    {"switched_out_bytes", "Sent to host DDR", Unit::Bytes, [](O o) { return o.run.switchedOut.si(); }, ""},
    {"switched_in_bytes", "Brought back", Unit::Bytes, [](O o) { return o.run.switchedIn.si(); }, ""},
    {"dropped_bytes", "Dropped from host DDR", Unit::Bytes, [](O o) { return o.run.dropped.si(); }, ""},
    {"gpu_busy_fraction", "GPU busy", Unit::Fraction, [](O o) { return o.run.gpuBusy; }, "Use"},
    {"link_busy_fraction", "Host link busy", Unit::Fraction, [](O o) { return o.run.linkBusy; }, ""},
    {"hbm_peak_bytes", "HBM, peak", Unit::Bytes, [](O o) { return o.run.hbmPeak.si(); }, ""},
    {"host_peak_bytes", "Host DDR, peak", Unit::Bytes, [](O o) { return o.run.hostPeak.si(); }, ""},
};

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
    table.row({std::string(measure.label), format(value, measure.unit),
               std::isfinite(value) ? formatPlain(value) : std::string("—"), std::string(unitSymbol(measure.unit)),
               std::string(measure.key)});
    if (measure.value == gpuBound && outcome.isFeasible())
        table.row({"  limited by", userBound(outcome) < gpuBound(outcome) ? "users" : "GPU time"});
}

std::string tableText(const Outcome& outcome) {
    using enum Table::Align;
    Table table({Left, Right, Right, Left, Left}, "  ");
    for (const Measure& measure : measures) addMeasure(table, measure, outcome);
    std::string text = headOf(outcome) + table.text();
    const std::string note = outcome.run.thinned();
    if (!note.empty()) text += "\n" + note + "\n";
    if (!outcome.isFeasible()) text += "\nInfeasible: " + outcome.run.infeasible + ".\n";
    return text;
}

/// At "ttft_s.p50" of the document.
void setAt(Json& json, std::string_view key, double value) {
    const auto dot = key.find('.');
    Json& node = dot == std::string_view::npos ? json : json[std::string(key.substr(0, dot))];
    node[std::string(key.substr(dot == std::string_view::npos ? 0 : dot + 1))] = jsonNumber(value);
}

Json headJson(const Outcome& outcome, const Catalogue& catalogue) {
    Json json{{"format", simulationFormat}, {"version", simulationVersion}};
    json["horizon_s"] = jsonNumber(outcome.run.horizon.si());
    json["users"] = outcome.run.users;
    json["feasible"] = outcome.isFeasible();
    json["reason"] = outcome.run.infeasible;
    for (const Measure& measure : measures)
        if (!measure.key.empty()) setAt(json, measure.key, valueOf(measure, outcome));
    json["note"] = outcome.run.thinned();
    json["scenario"] = Json::parse(writeScenario(outcome.scenario, catalogue));
    return json;
}

/// One line an event, written directly: there may be very many.
std::string jsonText(const Outcome& outcome, const Catalogue& catalogue) {
    std::string text = longpeak::jsonText(headJson(outcome, catalogue));
    text.erase(text.rfind("\n}"));
    text += ",\n  \"events\": [";
    const char* separator = "\n";
    for (const UserPhase& phase : outcome.run.phases) {
        text += separator;
        text += R"(    {"user": )" + std::to_string(phase.user + 1) + R"(, "phase": ")" +
                std::string(nameOf(phase.activity)) + R"(", "start_s": )" + jsonNumberText(phase.start.si()) +
                R"(, "end_s": )" + jsonNumberText(phase.end.si()) + R"(, "round": )" + std::to_string(phase.round) +
                R"(, "session": )" + std::to_string(phase.session) + "}";
        separator = ",\n";
    }
    return text + "\n  ]\n}\n";
}

std::string csvText(const Simulation& run) {
    std::string text = "user,session,round,phase,start_s,end_s\n";
    for (const UserPhase& phase : run.phases)
        text += std::to_string(phase.user + 1) + "," + std::to_string(phase.session) + "," +
                std::to_string(phase.round) + "," + std::string(nameOf(phase.activity)) + "," +
                formatPlain(phase.start.si()) + "," + formatPlain(phase.end.si()) + "\n";
    return text;
}

void declare(CLI::App& app, SimulateWords& words) {
    addScenarioWords(app, words.scenario);
    app.add_option("--hours", words.hours,
                   "Simulated time, at most 8760 hours; sessions that end within it count. Left out: 1")
        ->type_name("H");
    addFormatWords(
        app, words.format, "The events: one header line, then one row an event",
        "One JSON object: every number by its key, in SI, the scenario, and the events: what each user does "
        "from when to when. Users are counted from 1, rounds and sessions from 0. The output is a SCENARIO too");
    app.add_option("--trace", words.trace,
                   "Writes a trace of users, GPU, host link and memory too, for ui.perfetto.dev or chrome://tracing")
        ->type_name("FILE");
    app.footer("Exit status: 0 done; 2 the input or the words are wrong; 3 infeasible (the weights or one user at the\n"
               "end of a session do not fit), with the result still printed.");
}

Result<Seconds> parseHours(const std::string& text) {
    const std::string origin = "--hours " + text;
    const auto hours = parseQuantity(text, Unit::Count);
    if (!hours) return Fault{origin, "/", "'" + text + "' is not a number of hours"};
    if (*hours > 0 && *hours <= maximumHours) return *hours * hour;
    return Fault{origin, "/", "must be above 0 and at most " + formatPlain(maximumHours) + ", not " + text};
}

Result<Done> saveTrace(const Simulation& run, const std::string& to, const std::string& from) {
    std::error_code error;
    if (std::filesystem::equivalent(from, to, error)) return Fault{to, "/", "is the scenario that is simulated"};
    return writeFile(to, writeTrace(run));
}

} // namespace

int runSimulate(Words words, const Console& console) {
    CLI::App app("Many users on one deployment, event by event: throughput, latencies, context switches.",
                 "longpeak simulate");
    SimulateWords given;
    declare(app, given);
    if (const auto status = parseWords(app, words, console)) return *status;

    Faults faults;
    collect(checkFormat(app, given.format), faults);
    const auto scenario = scenarioOf(given.scenario, console.catalogue);
    collect(scenario, faults);
    const auto horizon = parseHours(given.hours);
    collect(horizon, faults);
    if (!faults.empty()) return report(faults, console);

    SimulationOptions options{.horizon = *horizon};
    if (given.format.json) options.maximumPhases = maximumJsonEvents;
    const Outcome outcome{*scenario, evaluate(*scenario), simulate(*scenario, options)};
    if (app.count("--trace") > 0) {
        const auto saved = saveTrace(outcome.run, given.trace, given.scenario.scenario);
        if (!saved) return report(saved.faults(), console);
    }
    console.out << (given.format.csv    ? csvText(outcome.run)
                    : given.format.json ? jsonText(outcome, console.catalogue)
                                        : tableText(outcome));
    if (outcome.isFeasible()) return statusDone;
    report({given.scenario.scenario, "/", "infeasible: " + outcome.run.infeasible}, console);
    return statusInfeasible;
}

} // namespace longpeak
