// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"
#include "document/read_file.h"
#include "document/write_file.h"
#include "model/hugging_face.h"
#include "preset/preset_file.h"
#include "words.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <ostream>

namespace longpeak {
namespace {

/// Writes the document and says what is in it.
int write(const Model& model, const std::string& from, const std::string& to, const Console& console) {
    std::error_code error;
    if (std::filesystem::equivalent(from, to, error)) return report({to, "/", "is the file that is imported"}, console);
    const auto written = writeFile(to, writeModelDocument(model));
    if (!written) return report(written.faults(), console);
    console.out << oneLine(to) << ": " << oneLine(model.name) << ", " << describe(model.architecture) << "\n";
    return statusDone;
}

} // namespace

int runImport(Words words, const Console& console) {
    CLI::App app(
        "A Hugging Face config.json into a model preset: its layers, heads, experts and states, counted as the\n"
        "code of its type has them. What had to be assumed is told on standard error and in the notes.",
        "longpeak import");
    std::string config;
    std::string output;
    app.add_option("CONFIG.json", config, "The config.json of a model")->type_name("");
    const CLI::Option* to = app.add_option("-o,--output", output,
                                           "Where the preset goes; left out: standard output. Then longpeak evaluate "
                                           "--set model=MODEL.json")
                                ->type_name("MODEL.json");
    app.footer("Exit status: 0 done, with or without warnings; 2 the config or the words are wrong.");
    if (const auto status = parseWords(app, words, console)) return *status;
    if (config.empty()) return report(wordsFault(app, "needs a CONFIG.json"), console);

    const auto text = readFile(config);
    if (!text) return report(text.faults(), console);
    const auto imported = importHuggingFace(*text, config);
    if (!imported) return report(imported.faults(), console);
    warn(config, imported->warnings, console);
    if (to->count() > 0) return write(imported->model, config, output, console);
    console.out << writeModelDocument(imported->model);
    return statusDone;
}

} // namespace longpeak
