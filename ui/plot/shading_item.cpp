// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/shading_item.h"

#include "figure/shading.h"
#include "plot/series_style.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

constexpr double palest = 0.06;  ///< of the role's colour over the surface
constexpr double washed = 0.62;  ///< of the wash over what is impossible
constexpr double onScreen = 0.5; ///< pixels of the picture for one of the frame; the eye sees no edges in it
constexpr QSize mostOnScreen{480, 320};
constexpr double typeset = 2.0; ///< for one unit of the layout

/// From the palest to the fullest, possible and impossible.
struct Ramp {
    std::array<QRgb, 256> possible;
    std::array<QRgb, 256> impossible;
    QRgb none;

    Ramp(const Theme& theme, Role role) : none(theme.surface.rgb()) {
        for (std::size_t i = 0; i < possible.size(); ++i) {
            const double shade = static_cast<double>(i) / 255.0;
            possible[i] = shadingColor(theme, role, shade, true).rgb();
            impossible[i] = shadingColor(theme, role, shade, false).rgb();
        }
    }
};

/// Where the middles of so many pixels lie on an axis of the grid.
std::vector<std::optional<GridPlace>> placesOf(int pixels, const std::vector<double>& points, const Axis& axis,
                                               const QCPRange& shown, bool falls) {
    std::vector<std::optional<GridPlace>> places;
    places.reserve(static_cast<std::size_t>(pixels));
    const AxisSpan along{.scale = axis.scale, .low = shown.lower, .high = shown.upper};
    for (int i = 0; i < pixels; ++i) {
        const double share = (falls ? pixels - i - 0.5 : i + 0.5) / pixels;
        places.push_back(placeAmong(points, axis.scale, along.valueAt(share)));
    }
    return places;
}

} // namespace

QColor shadingColor(const Theme& theme, Role role, double shade, bool fits) {
    const QColor color = mixed(theme.surface, theme.role(role), palest + (1.0 - palest) * shade);
    return fits ? color : mixed(color, theme.dangerWash, washed);
}

QImage ShadingItem::colours(const QSize& size) const {
    const Shading& shading = *m_figure->shading;
    const Ramp ramp(*m_theme, shading.role);
    const auto shadeOf = shades(shading);
    const auto across = placesOf(size.width(), shading.xs, m_figure->x, parentPlot()->xAxis->range(), false);
    const auto up = placesOf(size.height(), shading.ys, m_figure->y, parentPlot()->yAxis->range(), true);
    QImage image(size, QImage::Format_RGB32);
    for (int row = 0; row < size.height(); ++row) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(row));
        const auto& y = up[static_cast<std::size_t>(row)];
        for (std::size_t column = 0; column < across.size(); ++column) {
            const auto& x = across[column];
            const double shade = x && y ? blend(shading, shadeOf, *x, *y) : std::nan("");
            if (std::isnan(shade)) {
                line[column] = ramp.none;
                continue;
            }
            const auto step = static_cast<std::size_t>(std::lround(shade * 255.0));
            const bool fits = blend(shading, shading.ceilings, *x, *y) >= 1.0;
            line[column] = (fits ? ramp.possible : ramp.impossible)[step];
        }
    }
    return image;
}

void ShadingItem::draw(QCPPainter* painter) {
    if (m_figure == nullptr || !m_figure->shading) return;
    const double scale = m_theme->typeset ? typeset : onScreen;
    const QSize whole = (frame().size() * scale).toSize().expandedTo({2, 2});
    const QSize size = m_theme->typeset ? whole : whole.boundedTo(mostOnScreen);
    const Made wanted{m_figure, m_theme, size, parentPlot()->xAxis->range(), parentPlot()->yAxis->range()};
    if (m_image.isNull() || wanted != m_made) {
        m_image = colours(size);
        m_made = wanted;
    }
    painter->save();
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->setRenderHint(QPainter::LosslessImageRendering);
    painter->drawImage(frame(), m_image);
    painter->restore();
}

} // namespace longpeak
