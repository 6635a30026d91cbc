// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/spans.h"
#include "plot/figure_items.h"

#include <optional>
#include <vector>

namespace longpeak {

/// Spans of time in lanes, behind the curves: a pixel is the narrowest that is drawn.
class SpanItem : public FigureItem {
    Q_OBJECT

public:
    using FigureItem::FigureItem;
    void describe(const Figure* figure, const Theme* theme, ByteUnits bytes) override;

protected:
    void draw(QCPPainter* painter) override;

private:
    std::vector<DrawnSpan> m_spans;
    std::optional<AxisSpan> m_of; ///< what they were found for
};

} // namespace longpeak
