// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/label_colours.h"

#include "figure/shading.h"
#include "plot/label_style.h"
#include "plot/series_style.h"
#include "plot/shading_item.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {

LabelColours::LabelColours(const Figure& figure, const Theme& theme, const Plane& plane)
    : m_figure(figure), m_theme(theme), m_plane(plane) {
    if (figure.shading) m_shades = shades(*figure.shading);
}

QColor LabelColours::textColor(Role role, int shade) const {
    if (role == Role::Limit) return m_theme.danger;
    return isGrey(role) ? m_theme.muted : m_theme.role(role, shade);
}

QColor LabelColours::wanted(const Label& label) const {
    switch (label.of) {
    case LabelOf::Mark: {
        const Mark& mark = m_figure.marks[label.index];
        return mark.reference ? m_theme.muted : textColor(mark.role);
    }
    case LabelOf::Rule: return rulePen(m_theme, m_figure.rules[label.index]).color();
    case LabelOf::Series: {
        const Series& series = m_figure.series[label.index];
        if (series.form == Form::Area || (series.form == Form::Path && series.role == Role::Neutral))
            return m_theme.ink;
        return series.reference && series.form != Form::Path ? m_theme.muted : textColor(series.role, series.shade);
    }
    case LabelOf::Bar: break;
    case LabelOf::Region: return textColor(m_figure.regions[label.index].role);
    }
    return m_theme.ink;
}

QColor LabelColours::of(const Label& label) const {
    const auto grounds = behind(label);
    return colorOf(label.isInside ? strongestOn(grounds) : readableOn(rgbOf(wanted(label)), grounds));
}

QColor LabelColours::shadeAt(double x, double y) const {
    const Shading& shading = *m_figure.shading;
    const auto across = placeAmong(shading.xs, m_figure.x.scale, x);
    const auto up = placeAmong(shading.ys, m_figure.y.scale, y);
    const double shade = across && up ? blend(shading, m_shades, *across, *up) : std::nan("");
    if (std::isnan(shade)) return m_theme.surface;
    return shadingColor(m_theme, shading.role, shade, blend(shading, shading.ceilings, *across, *up) >= 1.0);
}

/// What is seen there, each thing over those before.
void LabelColours::addBehind(const Point& at, std::vector<QColor>& colors) const {
    const double x = m_plane.valueX(at.x);
    const double y = m_plane.valueY(at.y);
    QColor top = m_theme.surface;
    bool isHatched = false;
    bool isCovered = false;
    const bool isInFrame = m_plane.frame.contains(at);
    if (isInFrame && m_figure.shading) top = shadeAt(x, y);
    for (const Region& region : m_figure.regions)
        if (isInFrame && x >= region.x0 && x <= region.x1 && y >= region.y0 && y <= region.y1)
            top = over(top, regionColor(m_theme, region));
    for (const Series& series : m_figure.series) {
        bool covers = false;
        if (series.form == Form::Area && isInFrame)
            covers = y <= valueAt(m_figure, series, x) && y >= baseAt(m_figure, series, x); // false of NaN
        for (std::size_t i = 0; series.form == Form::Bars && !series.reference && i < series.x.size(); ++i)
            covers = covers || barBox(m_figure, m_plane, series, i).contains(at);
        if (!covers) continue;
        isCovered = true;
        top = over(top, fillColor(m_theme, series));
        isHatched = hasHatch(m_theme, series);
    }
    const bool hasGrid = isInFrame && !isCovered && !m_figure.shading &&
                         !(m_figure.x.isNamed() && m_figure.y.isNamed());
    for (const QColor& color : {top, isHatched ? m_theme.surface : top, hasGrid ? m_theme.grid : top})
        if (std::ranges::find(colors, color) == colors.end()) colors.push_back(color);
}

std::vector<Rgb> LabelColours::behind(const Label& label) const {
    std::vector<QColor> colors;
    const Box words = label.area->grown(1 - labelPadding, -2);
    for (const double across : {0.0, 0.25, 0.5, 0.75, 1.0})
        for (const double up : {0.0, 0.5, 1.0})
            addBehind({words.left + across * words.width, words.top + up * words.height}, colors);
    std::vector<Rgb> grounds;
    grounds.reserve(colors.size());
    const bool hasGround = m_theme.typeset && label.isCrossed && !label.isInside;
    for (const QColor& color : colors)
        grounds.push_back(rgbOf(hasGround ? over(color, withAlpha(m_theme.surface, haloOnPaper)) : color));
    return grounds;
}

} // namespace longpeak
