// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/colour_bar_item.h"

#include "figure/axis_words.h"
#include "plot/label_style.h"
#include "plot/shading_item.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr double gap = 10.0; ///< from the frame
constexpr double barWidth = 9.0;
constexpr double tick = 3.0;
constexpr double besides = 2.0; ///< between a tick and its number, and from there to the name
constexpr double pixelsPerNumber = 42.0;

} // namespace

Axis ColourBarItem::axis() const {
    const Shading& shading = *m_figure->shading;
    return {shading.name, shading.unit, shading.scale, shading.minimum, shading.maximum};
}

std::vector<std::pair<double, QString>> ColourBarItem::numbers(double height) const {
    const Axis values = axis();
    const AxisUnit unit = axisUnit(values, values.minimum, values.maximum, m_bytes);
    std::vector<std::pair<double, QString>> out;
    const int wanted = std::max(2, static_cast<int>(height / pixelsPerNumber));
    for (const double value : ticks(values, values.minimum, values.maximum, wanted, m_bytes))
        out.emplace_back(value, QString::fromStdString(tickText(values, value, unit, m_bytes)));
    return out;
}

QString ColourBarItem::title() const {
    const Axis values = axis();
    const Text words = axisTitle(values, axisUnit(values, values.minimum, values.maximum, m_bytes));
    return QString::fromStdString(capitalised(drawnWords(words).toStdString()));
}

int ColourBarItem::widthBeside(double height) const {
    if (m_figure == nullptr || !m_figure->shading) return 0;
    const QFontMetricsF metrics(m_theme->font(-2));
    double widest = 0;
    for (const auto& [value, text] : numbers(height)) widest = std::max(widest, metrics.horizontalAdvance(text));
    return static_cast<int>(std::ceil(gap + barWidth + tick + besides + widest + besides + metrics.height()));
}

void ColourBarItem::draw(QCPPainter* painter) {
    if (m_figure == nullptr || !m_figure->shading) return;
    const Shading& shading = *m_figure->shading;
    const QRectF bar(frame().right() + gap, frame().top(), barWidth, frame().height());
    constexpr int steps = 128;
    painter->setAntialiasing(false);
    painter->setPen(Qt::NoPen);
    for (int i = 0; i < steps; ++i) {
        const double top = bar.bottom() - bar.height() * (i + 1) / steps;
        const double bottom = bar.bottom() - bar.height() * i / steps;
        painter->fillRect(QRectF(bar.left(), top, bar.width(), bottom - top),
                          shadingColor(*m_theme, shading.role, (i + 0.5) / steps, true));
    }
    painter->setPen(QPen(m_theme->border, 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(bar);
    painter->setFont(m_theme->font(-2));
    const QFontMetricsF metrics(painter->font());
    const AxisSpan span{.scale = shading.scale,
                        .low = shading.minimum,
                        .high = shading.maximum,
                        .start = bar.bottom(),
                        .length = -bar.height()};
    for (const auto& [value, text] : numbers(bar.height())) {
        const double y = span.at(value);
        painter->setPen(QPen(m_theme->border, 1));
        painter->drawLine(QPointF(bar.right(), y), QPointF(bar.right() + tick, y));
        painter->setPen(m_theme->muted);
        painter->drawText(QPointF(bar.right() + tick + besides, y + (metrics.ascent() - metrics.descent()) / 2), text);
    }
    const QString words = metrics.elidedText(title(), Qt::ElideRight, frame().height());
    m_isCut = words != title();
    painter->save();
    painter->translate(frame().right() + widthBeside(frame().height()) - metrics.descent(), bar.center().y());
    painter->rotate(-90);
    painter->drawText(QPointF(-metrics.horizontalAdvance(words) / 2, 0), words);
    painter->restore();
}

} // namespace longpeak
