// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "document/read_file.h"
#include "model/hugging_face.h"
#include "preset/preset_file.h"
#include "scenario/scenario_file.h"
#include "words.h"

#include <CLI/CLI.hpp>

#include <ostream>

namespace longpeak {
namespace {

/// "3 models", "an accelerator".
template <typename Preset>
Result<std::string> counted(const Result<std::vector<Preset>>& presets, const char* one, const char* many) {
    if (!presets) return presets.faults();
    return presets->size() == 1 ? std::string(one) : std::to_string(presets->size()) + " " + many;
}

Result<std::string> configContent(const std::string& text, const std::string& path, const Console& console) {
    const auto imported = importHuggingFace(text, path);
    if (!imported) return imported.faults();
    warn(path, imported->warnings, console);
    return std::string("a model as Hugging Face describes it");
}

/// What the file holds, in words, or all that is wrong with it.
Result<std::string> contentOf(const std::string& path, const Console& console) {
    const auto text = readFile(path);
    if (!text) return text.faults();
    const auto kind = documentKind(*text, path);
    if (!kind) return kind.faults();
    switch (*kind) {
    case DocumentKind::Models: return counted(readModels(*text, path), "a model", "models");
    case DocumentKind::Accelerators: return counted(readAccelerators(*text, path), "an accelerator", "accelerators");
    case DocumentKind::Methods: return counted(readMethods(*text, path), "a method", "methods");
    case DocumentKind::HuggingFace: return configContent(*text, path, console);
    case DocumentKind::Measurements: return counted(readMeasurements(*text, path), "a measurement", "measurements");
    case DocumentKind::Scenario: break;
    }
    const auto scenario = readScenario(*text, path, console.catalogue);
    if (!scenario) return scenario.faults();
    return std::string("a scenario");
}

} // namespace

int runCheck(Words words, const Console& console) {
    CLI::App app("Checks files of scenarios, models, accelerators, methods and measurements, and config.json files of\n"
                 "Hugging Face; says every fault at once.",
                 "longpeak check");
    std::vector<std::string> files;
    app.add_option("FILE", files,
                   "Files to check; what each holds is told by its \"format\", a config.json by its keys")
        ->type_name("");
    app.footer("Exit status: 0 all files are sound; 2 something is wrong.");
    if (const auto status = parseWords(app, words, console)) return *status;
    if (files.empty()) return report(wordsFault(app, "needs at least one FILE"), console);

    int status = statusDone;
    for (const std::string& file : files) {
        const auto content = contentOf(file, console);
        if (content)
            console.out << oneLine(file) << ": " << *content << ", sound\n";
        else
            status = report(content.faults(), console);
    }
    return status;
}

} // namespace longpeak
