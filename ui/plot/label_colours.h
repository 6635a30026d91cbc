// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/colour.h"
#include "figure/label_layout.h"
#include "theme/theme.h"

#include <vector>

// Private to ui/plot: which colour the words on a figure have.

namespace longpeak {

/// Words have the colour of what they name, darker or lighter where that could not be read on what lies behind them.
class LabelColours {
public:
    LabelColours(const Figure& figure, const Theme& theme, const Plane& plane);

    QColor of(const Label& label) const;
    /// What is filled behind the words of a label: the page, regions, areas, bars, the shading.
    std::vector<Rgb> behind(const Label& label) const;

private:
    QColor textColor(Role role, int shade = 0) const;
    QColor wanted(const Label& label) const;
    QColor shadeAt(double x, double y) const;
    void addBehind(const Point& at, std::vector<QColor>& colors) const;

    const Figure& m_figure;
    const Theme& m_theme;
    const Plane& m_plane;
    std::vector<double> m_shades; ///< of the figure's shading
};

} // namespace longpeak
