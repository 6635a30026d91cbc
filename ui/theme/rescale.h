// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QApplication;
class QSize;
class QWidget;

// Widgets are built with lengths at 100 %. Here these become what they are at the present type scale, so that only what
// paints itself has to know of it.

namespace longpeak {

/// Brings the lengths of the widget and of all in it to the present type scale: sizes that were set, margins, spacings,
/// icons, rows and columns. Type comes along: what was never seen was given it at the scale `before`.
void rescale(QWidget& root, double before);

/// The type scale that suits a window of that size: 1 up to 1920 × 1080, 1.5 at 3840 × 2160, in quarters. It stays `now`
/// where that suits nearly as well, so that a window that is drawn larger by the hand does not flicker.
double typeScaleOf(const QSize& window, double now);

/// From now on does so to each widget before it is seen first.
void keepRescaled(QApplication& application);

} // namespace longpeak
