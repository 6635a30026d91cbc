// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/figure_items.h"

// Private to ui/plot: what the colours of a shading stand for.

namespace longpeak {

/// The colours of a figure's shading from the least value to the most, with numbers and its name, on the right of the frame.
class ColourBarItem : public FigureItem {
    Q_OBJECT

public:
    explicit ColourBarItem(QCustomPlot* plot) : FigureItem(plot) { setClipToAxisRect(false); }
    /// Width that it takes beside a frame of that height; 0 where there is no shading.
    int widthBeside(double height) const;
    /// Whether its name was shortened, as last drawn.
    bool isCut() const { return m_isCut; }
    QString title() const;

protected:
    void draw(QCPPainter* painter) override;

private:
    Axis axis() const;
    std::vector<std::pair<double, QString>> numbers(double height) const;

    bool m_isCut = false;
};

} // namespace longpeak
