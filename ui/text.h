// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/text.h"

#include <QString>

#include <string_view>

namespace longpeak {

/// A text of core for the window.
inline QString toQString(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The same in words: the one place where the window makes them.
inline QString toQString(const Text& text) {
    return toQString(text.english());
}

/// A text as arguments of other texts know it: what was typed or read, in the same words in every language.
inline Text verbatim(const QString& text) {
    return Text::verbatim(text.toStdString());
}

} // namespace longpeak
