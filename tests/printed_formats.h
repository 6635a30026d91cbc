// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/format.h"

#include <string>
#include <vector>

// The document formats that subcommands print, each with words that print it.

namespace longpeak::test {

/// Words that print a document of that format, where there are any. Those of a scenario are of the paper's, on two GPUs.
inline std::vector<std::string> wordsThatPrint(FormatId id) {
    const auto of = [](std::vector<std::string> words) {
        words.insert(words.end(), {"--set", "gpus=2", "--json"});
        return words;
    };
    switch (id) {
    case FormatId::Estimate: return of({"evaluate"});
    case FormatId::Sweep: return of({"sweep", "--over", "context=4K:1M:3"});
    case FormatId::Map:
        return of({"map", "--over", "context=4K:1M:3", "--over", "users=1:9:3", "--metric", "switch_s"});
    case FormatId::Simulation: return of({"simulate", "--hours", "0.5"});
    case FormatId::Parity: return of({"parity"});
    case FormatId::Comparison: return of({"compare", "--beside", "context=200K", "--beside", "gpus=4"});
    case FormatId::Sensitivity: return of({"sensitivity"});
    case FormatId::Models: return {"import", LONGPEAK_TEST_DATA "/huggingface/qwen3-8b.json"};
    case FormatId::Entry: return {"list", "scenarios", "--json"};
    case FormatId::Scenario:
    case FormatId::Accelerators:
    case FormatId::Methods:
    case FormatId::Measurements:
    case FormatId::Figure:
    case FormatId::Style:
    case FormatId::Findings: break; // by builds with the window alone
    }
    return {};
}

/// The rows of those formats.
inline std::vector<DocumentFormat> printedFormats() {
    std::vector<DocumentFormat> rows;
    for (const DocumentFormat& row : documentFormats())
        if (!wordsThatPrint(row.id).empty()) rows.push_back(row);
    return rows;
}

} // namespace longpeak::test
