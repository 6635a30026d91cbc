// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QWidget;

namespace longpeak {

/// Opens the help page of that name (resources/help) beside the window, which goes on working.
void showHelp(QWidget* parent, const QString& page, const QString& title);

} // namespace longpeak
