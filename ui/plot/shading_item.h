// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/figure_items.h"

#include <QImage>

// Private to ui/plot: the colours of a shading.

namespace longpeak {

/// From 0, the palest, to 1; what does not fit is washed out.
QColor shadingColor(const Theme& theme, Role role, double shade, bool fits);

/// A figure's shading as colours over the frame, behind everything else.
class ShadingItem : public FigureItem {
    Q_OBJECT

public:
    using FigureItem::FigureItem;

protected:
    void draw(QCPPainter* painter) override;

private:
    QImage colours(const QSize& size) const;

    /// What the last picture was made for: it is drawn anew with whatever moves over it.
    struct Made {
        const Figure* figure = nullptr;
        const Theme* theme = nullptr;
        QSize size;
        QCPRange x;
        QCPRange y;
        bool operator==(const Made&) const = default;
    };
    Made m_made;
    QImage m_image;
};

} // namespace longpeak
