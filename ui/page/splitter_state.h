// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QSplitter>

namespace longpeak {

/// The sizes of what QSplitter::saveState kept. It kept the width of the handles and the direction, too, which are not the
/// hand's: a width taken at one type scale and scaled anew at each start would double again and again.
inline void restoreSizes(QSplitter& splitter, const QByteArray& state) {
    const int handle = splitter.handleWidth();
    const Qt::Orientation orientation = splitter.orientation();
    const bool collapses = splitter.childrenCollapsible();
    splitter.restoreState(state);
    splitter.setHandleWidth(handle);
    splitter.setOrientation(orientation);
    splitter.setChildrenCollapsible(collapses);
}

} // namespace longpeak
