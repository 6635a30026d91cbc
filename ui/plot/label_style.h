// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "theme/theme.h"

// Private to ui/plot: how text on figures looks.

namespace longpeak {

inline QFont labelFont(const Theme& theme) {
    return theme.font(-1, QFont::Medium);
}

inline QColor withAlpha(QColor color, int alpha) {
    color.setAlpha(alpha);
    return color;
}

} // namespace longpeak
