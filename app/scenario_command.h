// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "arguments.h"
#include "command.h"
#include "json.h"

#include <functional>
#include <string>

namespace longpeak {

/// A subcommand that computes something of a scenario: [SCENARIO] [--set ID=VALUE]... [--csv | --json].
class ScenarioCommand : public Command {
public:
    using Command::Command;
    void declare(CLI::App& app) final;
    Result<Output> output(const Console& console) final;

protected:
    /// Declares all arguments but SCENARIO and --set.
    virtual void declareOwn(CLI::App& app) = 0;
    /// Takes them apart, all that is wrong at once. Where SCENARIO itself is wrong, an empty one stands for it.
    virtual void read(const Scenario& scenario, const Catalogue& catalogue, Faults& faults) = 0;
    virtual Result<Output> compute(const Scenario& scenario, const Catalogue& catalogue) = 0;

    /// Declares the flags with what each prints; no --csv where nothing is said of it.
    void addForms(CLI::App& app, const std::string& csv, const std::string& json);

    /// The result in its forms, made when asked for.
    struct Forms {
        std::function<std::string()> table;
        std::function<std::string()> csv = {};
        std::function<void(JsonDocument&)> json; ///< what stands behind the head
    };
    /// The form asked for.
    std::string printed(FormatId format, const Forms& forms) const;

    const std::string& scenarioWord() const { return m_scenario.scenario; }
    bool isJson() const { return m_isJson; }
    /// For a program, not for people.
    bool isData() const { return m_isCsv || m_isJson; }

private:
    ScenarioArguments m_scenario;
    std::vector<Text> m_notes; ///< what became of the scenario that was not asked for
    bool m_isCsv = false;
    bool m_isJson = false;
};

/// The exit status of a result about this scenario.
int statusOf(const Scenario& scenario);

} // namespace longpeak
