// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/figure_items.h"

namespace longpeak {

/// Spans of time in lanes, behind the curves. Of thousands only those in view are painted, each at least a pixel wide.
class SpanItem : public FigureItem {
    Q_OBJECT

public:
    using FigureItem::FigureItem;

protected:
    void draw(QCPPainter* painter) override;
};

} // namespace longpeak
