// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "editor/form.h"
#include "source.h"

#include <string>
#include <vector>

// What models and accelerators have in common: who they are, and where their figures come from.

namespace longpeak {

/// One source a line, "what: reference".
std::string sourcesText(const std::vector<Source>& sources);
/// What is behind the last ": " of a line is the reference; a line without one is the reference of everything.
std::vector<Source> sourcesFrom(const std::string& text);

struct IdentityFields {
    TextField* name;
    TextField* id;
};

template <typename Preset>
IdentityFields addIdentity(PresetForm<Preset>& form, QWidget* parent) {
    using Lines = TextField::Lines;
    return {form.addText(
                parent,
                {.pointer = QStringLiteral("/name"),
                 .label = QObject::tr("Name"),
                 .help = QObject::tr("What the list, figures and tables call it.")},
                Lines::One, [](auto& p) -> auto& { return p.name; }),
            form.addText(
                parent,
                {.pointer = QStringLiteral("/id"),
                 .label = QObject::tr("Id"),
                 .help = QObject::tr("The name of its file: lower-case letters, digits, “.”, “_” and “-”.")},
                Lines::One, [](auto& p) -> auto& { return p.id; })};
}

/// Confidence, notes and sources.
template <typename Preset>
void addProvenance(PresetForm<Preset>& form, QWidget* parent) {
    using Lines = TextField::Lines;
    form.addText(
        parent,
        {.pointer = QStringLiteral("/confidence"),
         .label = QObject::tr("Confidence"),
         .help = QObject::tr("How far the figures can be trusted: “vendor”, “paper”, “secondary”, “own”."),
         .empty = QObject::tr("not said")},
        Lines::One, [](auto& p) -> auto& { return p.confidence; });
    form.addText(
        parent,
        {.pointer = QStringLiteral("/notes"),
         .label = QObject::tr("Notes"),
         .help = QObject::tr("Anything a reader should know."),
         .empty = QObject::tr("none")},
        Lines::Many, [](auto& p) -> auto& { return p.notes; });
    auto* sources = new TextField({.pointer = QStringLiteral("/sources"),
                                   .label = QObject::tr("Sources"),
                                   .help = QObject::tr("Where the figures come from, one a line: “bandwidth: "
                                                       "https://…”. At least one, be it “own measurement”.")},
                                  Lines::Many, parent);
    form.add(
        {.field = sources,
         .display =
             [sources](const Preset& preset) { sources->display(QString::fromStdString(sourcesText(preset.sources))); },
         .take =
             [sources](Preset& preset) {
                 preset.sources = sourcesFrom(sources->text().toStdString());
                 return Text();
             },
         .applies = {}});
}

} // namespace longpeak
