// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "export/export_dialog.h"

#include <QString>

#include <functional>

class QWidget;

namespace longpeak {

/// Asks the user, for a path mostly; replaced in tests. An empty path means that the user changed their mind.
struct FileQuestions {
    std::function<QString(QWidget*)> open;
    std::function<QString(QWidget*, const QString& suggestion)> save;
    std::function<QString(QWidget*)> import;
    std::function<bool(QWidget*, const QString& question)> confirm; ///< before something goes for good
    ExportQuestions figures;
    /// The platform's own dialogs.
    static FileQuestions native();
};

} // namespace longpeak
