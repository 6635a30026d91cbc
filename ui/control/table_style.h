// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QTableView;

namespace longpeak {

/// Rows of one line without a grid, of which one at most is chosen; Tab leaves the table, arrows walk in it. `type` is the
/// step of its type, as of `typeface`.
void styleTable(QTableView& table, int type, int rowHeight);

} // namespace longpeak
