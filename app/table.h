// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <vector>

namespace longpeak {

/// Columns set in line for people. Widths are counted in characters, all taken to be one column wide.
class Table {
public:
    enum class Align { Left, Right };

    explicit Table(std::vector<Align> columns, std::string indent = "");

    /// Cells are made safe to print, each on one line; those left out at the end are empty.
    void row(std::vector<std::string> cells);
    /// A line of its own across all columns, printed as it is.
    void line(std::string text);

    std::string text() const;
    /// The same as a table in Markdown, the first row as its head; lines are paragraphs.
    std::string markdown() const;

private:
    struct Row {
        std::vector<std::string> cells; ///< of a row
        std::string line;               ///< of a line, which has no cells
    };
    std::vector<Align> m_columns;
    std::string m_indent;
    std::vector<Row> m_rows;
};

} // namespace longpeak
