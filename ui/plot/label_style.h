// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/colour.h"
#include "text.h"
#include "text/escape.h"
#include "theme/theme.h"

// Private to ui/plot: how text on figures looks, and colours for core and back.

namespace longpeak {

/// Words on a figure: on one line, with what would act instead of being read written out, and of a name as much as is
/// read.
inline QString drawnWords(const Text& text) {
    constexpr std::size_t longestName = 80;
    return toQString(oneLine(text.shortened(longestName).english()));
}

/// How opaque the ground is that words have on paper where a line runs behind them.
inline constexpr int haloOnPaper = 215;

inline QFont labelFont(const Theme& theme) {
    return theme.font(-1, QFont::Medium);
}

inline Rgb rgbOf(const QColor& color) {
    return {color.redF(), color.greenF(), color.blueF()};
}
inline QColor colorOf(const Rgb& color) {
    return QColor::fromRgbF(static_cast<float>(color.red), static_cast<float>(color.green),
                            static_cast<float>(color.blue));
}

inline QColor withAlpha(QColor color, int alpha) {
    color.setAlpha(alpha);
    return color;
}

} // namespace longpeak
