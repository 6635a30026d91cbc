// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_style.h"
#include "result.h"

#include <QString>
#include <QStringList>

// The user's named styles, each a file of its own in the platform's data folder, "styles/NAME.json", so that the command
// line can take them (`longpeak figure --style FILE`), and the style that was used last.

namespace longpeak {

/// Ids of the user's styles, by name.
QStringList ownStyles();
/// Where the style of that id is kept, whether or not it is there.
QString ownStyleFile(const QString& id);
Result<FigureStyle> readOwnStyle(const QString& id);
/// Writes aside and renames. The id is made of the name; gives it, or says why the name cannot have one.
Result<QString> saveOwnStyle(const QString& name, const FigureStyle& style);
/// For good. A file that is gone already is no fault.
Result<Done> deleteOwnStyle(const QString& id);

/// The default style before one was used, or where it cannot be read.
FigureStyle lastStyle();
Result<Done> rememberStyle(const FigureStyle& style);

} // namespace longpeak
