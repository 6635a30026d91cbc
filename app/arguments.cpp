// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "arguments.h"

#include "explore/side_by_side.h"
#include "nearest.h"
#include "scenario/parameter.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <ostream>
#include <sstream>

namespace longpeak {
namespace {

Fault unexpected(const CLI::App& app, const std::string& word) {
    if (!word.starts_with('-') || word == "-") return {word, "/", LP_TEXT("fault", "is one word too many")};
    std::vector<std::string> known;
    for (const CLI::Option* option : app.get_options())
        for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    return {word, "/", thereIsNo(LP_TEXT("fault", "there is no option '%1'"), word.substr(0, word.find('=')), known)};
}

/// In lines of at most `width` characters.
std::string wrapped(const std::string& text, std::size_t width) {
    std::string out;
    std::size_t used = 0;
    std::istringstream words(text);
    for (std::string word; words >> word; used += word.size()) {
        const bool breaks = used > 0 && used + 1 + word.size() > width;
        if (breaks) used = 0;
        if (!out.empty()) out += breaks ? '\n' : ' ';
        if (!breaks && used > 0) ++used;
        out += word;
    }
    return out;
}

/// The arguments could not be taken apart at all.
Fault argumentsFault(const CLI::App& app, Text reason) {
    const std::string& name = app.get_name(); // "longpeak evaluate", which is told as "evaluate"
    const auto space = name.find(' ');
    return {space == std::string::npos ? name : name.substr(space + 1), "/", std::move(reason)};
}

bool choosesPreset(const std::string& setting) {
    const Parameter* parameter = findParameter(setting.substr(0, setting.find('=')));
    return parameter != nullptr && parameter->scale == Scale::Preset;
}

Result<Done> applySetting(Scenario& scenario, const std::string& option, const std::string& setting,
                          const Catalogue& catalogue) {
    const std::string origin = option + " " + setting;
    const auto equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) return Fault{origin, "/", LP_TEXT("fault", "must be ID=VALUE")};
    const std::string id = setting.substr(0, equals);
    if (id == methodWord) return chooseMethod(scenario, setting.substr(equals + 1), catalogue, origin);
    if (const Parameter* parameter = findParameter(id))
        return setFromText(scenario, *parameter, setting.substr(equals + 1), catalogue, origin, FileKinds::Any);
    std::vector<std::string> ids = namesOf(parameters(), &Parameter::id);
    ids.emplace_back(methodWord);
    return Fault{origin, "/", thereIsNo(LP_TEXT("fault", "there is no parameter '%1'"), id, ids)};
}

/// Ratios that are smaller than in the scenario as it was opened because the axis of what was set is shorter: another
/// model has fewer layers or heads.
std::vector<Text> takenDown(const Scenario& opened, const Scenario& set) {
    std::vector<Text> notes;
    if (opened.compression.methods != set.compression.methods) return notes;
    for (const Parameter& parameter : parameters()) {
        if (parameter.limit == nullptr) continue;
        const double before = parameter.get(opened);
        const double after = parameter.get(set);
        const double most = parameter.limit(set);
        if (!(after < before) || !(before > most) || after != most) continue; // set on its own
        notes.push_back(LP_TEXT("answer", "%1 is %2 and no longer %3: %4")(
            verbatim(parameter.id), amount(after, Unit::Ratio), amount(before, Unit::Ratio),
            parameter.limitReason(plainAmount(most))));
    }
    return notes;
}

} // namespace

std::optional<int> parseArguments(CLI::App& app, Arguments arguments, const Console& console) {
    app.allow_extras();
    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend())); // CLI11 takes them from the back
    } catch (const CLI::CallForVersion& version) {
        console.out << version.what() << "\n";
        return statusDone;
    } catch (const CLI::Success&) {
        for (CLI::Option* option : app.get_options()) option->description(wrapped(option->get_description(), 78));
        console.out << app.help();
        return statusDone;
    } catch (const CLI::ParseError& error) { return report(argumentsFault(app, verbatim(error.what())), console); }
    Faults faults;
    for (const std::string& word : app.remaining())
        if (word != "--") faults.push_back(unexpected(app, word)); // "--": only plain arguments follow
    if (faults.empty()) return std::nullopt;
    return report(faults, console);
}

std::string exitStatuses(std::string_view infeasible, std::string_view still) {
    constexpr std::size_t width = 102;
    return wrapped("Exit status: 0 done; 2 the input or the words are wrong; 3 " + std::string(infeasible) + ", with " +
                       std::string(still) + ".",
                   width);
}

CLI::Option* addRepeatable(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                           const std::string& help) {
    // Not bound to the vector itself: CLI11 would let a vector take the arguments that follow as well.
    const auto take = [&values](const CLI::results_t& results) {
        values = results;
        return true;
    };
    return app.add_option(name, take, help)->take_all()->allow_extra_args(false);
}

void addScenarioArguments(CLI::App& app, ScenarioArguments& arguments) {
    app.add_option("SCENARIO", arguments.scenario,
                   "A file, or a shipped scenario (longpeak list scenarios); left out: " + arguments.scenario)
        ->type_name("");
    addRepeatable(app, "--set", arguments.settings,
                  "Another value for a parameter (longpeak list parameters), with a unit if you like: "
                  "context=1M, accelerator.memory=40GB. Repeatable")
        ->type_name("ID=VALUE");
}

Result<Scenario> scenarioOf(const ScenarioArguments& arguments, const Catalogue& catalogue, std::vector<Text>* notes) {
    if (arguments.scenario.empty()) return Fault{"SCENARIO", "/", LP_TEXT("fault", "must not be empty")};
    const auto opened = openScenario(arguments.scenario, catalogue, FileKinds::Any);
    Faults faults;
    if (!opened) faults = opened.faults();
    // Settings are checked even when the scenario is broken, so that all that is wrong is said at once.
    Scenario scenario = opened ? *opened : Scenario{};
    collect(applySettings(scenario, "--set", arguments.settings, catalogue), faults);
    if (!faults.empty()) return faults;
    if (notes != nullptr) *notes = takenDown(*opened, scenario);
    return scenario;
}

Result<Done> applySettings(Scenario& scenario, const std::string& option, std::vector<std::string> settings,
                           const Catalogue& catalogue) {
    Faults faults;
    std::stable_partition(settings.begin(), settings.end(), choosesPreset);
    for (const std::string& setting : settings) collect(applySetting(scenario, option, setting, catalogue), faults);
    if (!faults.empty()) return faults;
    return Done{};
}

void addBesideOption(CLI::App& app, std::vector<std::string>& arguments) {
    addRepeatable(app, "--beside", arguments,
                  "Another scenario beside it: this one with other values (gpus=2,context=200K), a file, or a shipped "
                  "scenario. Repeatable, up to 6 times")
        ->type_name("ID=VALUE,...");
}

Result<std::vector<Scenario>> scenariosBeside(const Scenario& scenario, const std::vector<std::string>& arguments,
                                              const Catalogue& catalogue) {
    Faults faults;
    std::vector<Scenario> scenarios;
    for (const std::string& word : arguments) {
        if (word.find('=') == std::string::npos) {
            const auto other = openScenario(word, catalogue, FileKinds::Any);
            collect(other, faults);
            if (other) scenarios.push_back(*other);
            continue;
        }
        std::vector<std::string> settings{""};
        for (const char letter : word)
            if (letter == ',')
                settings.emplace_back();
            else
                settings.back() += letter;
        scenarios.push_back(scenario);
        collect(applySettings(scenarios.back(), "--beside", settings, catalogue), faults);
    }
    if (arguments.size() > mostPinned)
        faults.push_back({"--beside", "/", LP_TEXT("fault", "can be given up to %1 times")(plainAmount(mostPinned))});
    if (!faults.empty()) return faults;
    return scenarios;
}

Result<std::vector<const Metric*>> metricsOf(const std::vector<std::string>& keys) {
    Faults faults;
    std::vector<const Metric*> found;
    for (const std::string& key : keys) {
        const Metric* metric = findMetric(key);
        if (metric == nullptr)
            faults.push_back(
                {"--metric " + key, "/",
                 thereIsNo(LP_TEXT("fault", "there is no metric '%1'"), key, namesOf(metrics(), &Metric::key))});
        else if (std::ranges::find(found, metric) == found.end())
            found.push_back(metric);
    }
    if (!faults.empty()) return faults;
    return found;
}

std::string headOf(const Scenario& scenario) {
    std::string text = scenario.name.empty() ? std::string() : oneLine(scenario.name) + "\n";
    text += oneLine(scenario.model.name) + ", " + format(modelParameters(scenario), Unit::Parameters) +
            " parameters, on " + format(scenario.deployment.plan.gpus(), Unit::Count) + " " +
            oneLine(scenario.deployment.accelerator.name) + ", " + format(scenario.context.si(), Unit::Tokens) +
            " tokens of context, " + format(scenario.session.users, Unit::Users);
    return text + "\n";
}

} // namespace longpeak
