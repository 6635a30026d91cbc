// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"

#include "text/escape.h"

#include <algorithm>

namespace longpeak {
namespace {

constexpr std::size_t widest = 200; ///< of a cell; what is longer would push the other columns out of sight

bool beginsACharacter(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::size_t widthOf(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, beginsACharacter));
}

std::string shortened(std::string text) {
    if (text.size() <= widest) return text;
    std::size_t characters = 0;
    std::size_t cut = text.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!beginsACharacter(text[i])) continue;
        if (++characters == widest) cut = i;
        if (characters > widest) return text.substr(0, cut) + "…";
    }
    return text;
}

} // namespace

Table::Table(std::vector<Align> columns, std::string indent)
    : m_columns(std::move(columns)), m_indent(std::move(indent)) {}

void Table::row(std::vector<std::string> cells) {
    for (std::string& cell : cells) cell = shortened(oneLine(cell));
    cells.resize(m_columns.size());
    m_rows.push_back({std::move(cells), {}});
}

void Table::line(std::string text) {
    m_rows.push_back({{}, std::move(text)});
}

std::string Table::text() const {
    std::vector<std::size_t> widths(m_columns.size());
    for (const Row& row : m_rows)
        for (std::size_t i = 0; i < row.cells.size(); ++i) widths[i] = std::max(widths[i], widthOf(row.cells[i]));
    std::string out;
    for (const Row& row : m_rows) {
        std::string line = row.cells.empty() ? row.line : m_indent;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const std::string gap(widths[i] - widthOf(row.cells[i]), ' ');
            line += (i == 0 ? "" : "  ") + (m_columns[i] == Align::Right ? gap + row.cells[i] : row.cells[i] + gap);
        }
        while (line.ends_with(' ')) line.pop_back();
        out += line + "\n";
    }
    return out;
}

std::string Table::markdown() const {
    std::string head = "|";
    for (const Align align : m_columns) head += align == Align::Right ? "---:|" : "---|";
    std::string out;
    for (const Row& row : m_rows) {
        std::string line = row.cells.empty() ? row.line : "|";
        for (const std::string& cell : row.cells) line += " " + markdownCell(cell) + (cell.empty() ? "|" : " |");
        out += line + "\n";
        if (&row == &m_rows.front()) out += head + "\n";
    }
    return out;
}

} // namespace longpeak
