// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/text.h"

#include <span>
#include <string_view>

// The documents of this program, each told by the "format" and the "version" at its head: the one table. Their fields, and
// what becomes of other versions, stand in resources/help/formats.md, a chapter for each row.

namespace longpeak {

enum class FormatId {
    Scenario,
    Models,
    Accelerators,
    Methods,
    Measurements,
    Estimate,
    Sweep,
    Map,
    Simulation,
    Parity,
    Comparison,
    Sensitivity,
    Figure,
    Style,
    Entry,
    Findings
};

/// As what a document is opened.
enum class DocumentKind {
    Scenario, ///< one itself, or what was computed of one and carries it
    Figure,   ///< with the scenario that it is of
    Models,
    Accelerators,
    Methods,
    Measurements,
    Style,
    Entries,    ///< of a list: one, or an array of them
    HuggingFace ///< a config.json, which has no format of this program's
};

/// Where a document has the scenario that it opens as.
enum class ScenarioPlace {
    None,
    Itself,
    Inside,  ///< under "scenario"
    Optional ///< the same, where there is one
};

/// A row of the table.
struct DocumentFormat {
    FormatId id;
    std::string_view name; ///< at "format"
    int version;           ///< at "version" of what is written; all from 1 on are read
    DocumentKind kind;
    ScenarioPlace scenario;
    std::string_view further; ///< the key of more scenarios, one or a list, that are read with it; empty = none
    Message holds;            ///< in words: "compression methods"
    Message writer;           ///< what writes such documents: "longpeak evaluate --json"
};

/// All rows, in the order of FormatId.
std::span<const DocumentFormat> documentFormats();

const DocumentFormat& documentFormat(FormatId id);

/// The row of that name, or nullptr.
const DocumentFormat* findDocumentFormat(std::string_view name);

} // namespace longpeak
