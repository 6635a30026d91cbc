// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyle>
#include <QWidget>

namespace longpeak {

/// Marks a field in which stands what cannot be read.
inline void markInvalid(QWidget& widget, bool invalid) {
    if (widget.property("invalid").toBool() == invalid) return;
    widget.setProperty("invalid", invalid);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

} // namespace longpeak
