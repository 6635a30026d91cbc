// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

// What comes from a file is text, in every medium: one function for each keeps it from being anything else. LaTeX has its
// own in ui/export/pgfplots.h, the window in ui/plain.h.
//
// Characters that act instead of being read are the controls C0 and C1 with DEL, the marks, embeddings, overrides and
// isolates of direction (Unicode Standard Annex 9), the separators of lines and paragraphs, and those that nobody sees, so
// that two names may look the same (Default_Ignorable_Code_Point of the Unicode Character Database, but for what scripts
// and emoji need: the joiners and the variation selectors). Bytes that are no UTF-8 become U+FFFD in each of them.

namespace longpeak {

/// For a terminal, a log, a comment: one line, in which characters that act are written out: "\n", "\x1b", "\u202e".
std::string oneLine(std::string_view text);

/// A text as a cell of CSV (RFC 4180): characters that act are written out but for line ends; quoted where it must be. What
/// a spreadsheet would take for a formula, because its first sign is = + - @ or one of their wide forms, gets a ' in front
/// and is quoted. Not for numbers.
std::string csvCell(std::string_view text);

/// A text as a cell of a Markdown table: one line, in which what would end the cell or change its type is escaped.
std::string markdownCell(std::string_view text);

/// A JSON document with the characters that act, and those that XML forbids, as \u escapes: the same document, harmless to
/// print. Controls below U+0020 stand only between its tokens and stay.
std::string plainJson(std::string json);

/// XML with U+FFFD for every character that it must not hold (XML 1.0, 2.2).
std::string lawfulXml(std::string_view xml);

/// A text in XML, between tags or as an attribute: lawful, with &, <, > and quotation marks as entities.
std::string escapedXml(std::string_view text);

} // namespace longpeak
