// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "document/read_file.h"
#include "document/write_file.h"
#include "model/hugging_face.h"
#include "preset/preset_file.h"

#include <CLI/CLI.hpp>

#include <filesystem>

namespace longpeak {
namespace {

class ImportCommand final : public Command {
    using Command::Command;

    void declare(CLI::App& app) override {
        app.add_option("CONFIG.json", m_config, "The config.json of a model")->type_name("");
        m_outputOption = app.add_option("-o,--output", m_output,
                                        "Where the preset goes; left out: standard output. Then longpeak evaluate "
                                        "--set model=MODEL.json")
                             ->type_name("MODEL.json");
        app.footer("Exit status: 0 done, with or without warnings; 2 the config or the words are wrong.");
    }

    Result<Output> write(const Model& model) const {
        std::error_code error;
        if (std::filesystem::equivalent(m_config, m_output, error))
            return Fault{m_output, "/", LP_TEXT("fault", "is the file that is imported")};
        const auto written = writeFile(m_output, writeModelDocument(model));
        if (!written) return written.faults();
        return Output{oneLine(m_output) + ": " + oneLine(model.name) + ", " + describe(model.architecture).english() +
                      "\n"};
    }

    Result<Output> output(const Console& console) override {
        if (m_config.empty()) return argumentsFault(LP_TEXT("fault", "needs a CONFIG.json"));
        const auto text = readFile(m_config, FileKinds::Any);
        if (!text) return text.faults();
        const auto imported = importModel(*text, m_config);
        if (!imported) return imported.faults();
        warn(m_config, imported->warnings, console);
        if (m_outputOption->count() > 0) return write(imported->model);
        return Output{writeModelDocument(imported->model)};
    }

    std::string m_config;
    std::string m_output;
    const CLI::Option* m_outputOption = nullptr; ///< given or not: an empty name is a wrong one
};

} // namespace

const Subcommand importSubcommand{
    "import", "a Hugging Face config.json into a model preset",
    "A Hugging Face config.json into a model preset: its layers, heads, experts and states, counted as the\n"
    "code of its type has them. What had to be assumed is told on standard error and in the notes.",
    makeCommand<ImportCommand>};

} // namespace longpeak
