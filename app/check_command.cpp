// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "document/carrier.h"
#include "document/read_file.h"
#include "figure/figure_document.h"
#include "model/hugging_face.h"
#include "preset/preset_file.h"
#include "scenario/scenario_file.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace longpeak {
namespace {

/// "3 models", "an accelerator".
std::string counted(std::size_t count, const char* one, const char* many) {
    return count == 1 ? std::string(one) : std::to_string(count) + " " + many;
}

template <typename Preset>
Result<std::string> counted(const Result<std::vector<Preset>>& presets, const char* one, const char* many) {
    if (!presets) return presets.faults();
    return counted(presets->size(), one, many);
}

/// What is said of a file that could be read.
template <typename Value>
Result<std::string> isSound(const Result<Value>& read, const char* what) {
    if (!read) return read.faults();
    return std::string(what);
}

Result<std::string> configContent(const std::string& text, const std::string& path, const Console& console) {
    const auto imported = importModel(text, path);
    if (!imported) return imported.faults();
    warn(path, imported->warnings, console);
    return std::string("a model as Hugging Face describes it");
}

Result<std::string> entriesContent(const std::string& text, const std::string& path, const Console& console) {
    const auto count = checkEntries(text, path, console.catalogue);
    if (!count) return count.faults();
    return counted(*count, "an entry of a list", "entries of a list");
}

/// What the file opens as, in words, or all that is wrong with it.
Result<std::string> contentOf(const std::string& path, const Console& console) {
    auto text = readFile(path, FileKinds::Any);
    if (text && isPicture(*text)) text = carriedText(*text, path);
    if (!text) return text.faults();
    const auto kind = documentKind(*text, path);
    if (!kind) return kind.faults();
    switch (*kind) {
    case DocumentKind::Models: return counted(readModels(*text, path), "a model", "models");
    case DocumentKind::Accelerators: return counted(readAccelerators(*text, path), "an accelerator", "accelerators");
    case DocumentKind::Methods: return counted(readMethods(*text, path), "a method", "methods");
    case DocumentKind::Measurements: return counted(readMeasurements(*text, path), "a measurement", "measurements");
    case DocumentKind::HuggingFace: return configContent(*text, path, console);
    case DocumentKind::Entries: return entriesContent(*text, path, console);
    case DocumentKind::Style: return isSound(readFigureStyle(*text, path), "a style of figures");
    case DocumentKind::Figure: return isSound(readFigureDocument(*text, path, console.catalogue), "a scenario");
    case DocumentKind::Scenario: break;
    }
    return isSound(checkScenarioDocument(*text, path, console.catalogue), "a scenario");
}

class CheckCommand : public Command {
public:
    using Command::Command;

    void declare(CLI::App& app) override {
        app.add_option("FILE", m_files,
                       "Files to check; what each holds is told by its \"format\", a config.json by its keys")
            ->type_name("");
        app.footer("Exit status: 0 all files are sound; 2 something is wrong.");
    }

    /// Prints as it goes, so that each file's faults stand where it does.
    Result<Output> output(const Console& console) override {
        if (m_files.empty()) return argumentsFault(LP_TEXT("fault", "needs at least one FILE"));
        Output all;
        for (const std::string& file : m_files) {
            const auto content = contentOf(file, console);
            if (content)
                console.out << oneLine(file) << ": " << *content << ", sound\n";
            else
                all.status = report(content.faults(), console);
        }
        return all;
    }

private:
    std::vector<std::string> m_files;
};

} // namespace

const Subcommand checkSubcommand{
    "check", "checks files of scenarios and presets",
    "Checks files of scenarios, models, accelerators, methods and measurements, all that subcommands print with\n"
    "--json, exported figures and their styles, and config.json files of Hugging Face; says every fault at once.",
    makeCommand<CheckCommand>};

} // namespace longpeak
