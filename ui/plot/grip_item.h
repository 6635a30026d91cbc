// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/figure_items.h"

// Private to ui/plot.

namespace longpeak {

/// What shows that a line can be dragged: a grip at its foot, on the axis. Only on screen.
class GripItem : public FigureItem {
    Q_OBJECT

public:
    explicit GripItem(QCustomPlot* plot);

protected:
    void draw(QCPPainter* painter) override;
};

} // namespace longpeak
