// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/annotation_item.h"

#include "plot/label_colours.h"
#include "plot/label_style.h"
#include "plot/series_style.h"

#include <QFontMetricsF>

#include <cmath>

namespace longpeak {

/// Of the figure that was drawn last, in a frame of the same size, so that labels can stay where they were.
bool AnnotationItem::isSameDrawing(const Plane& plane) const {
    return !m_theme->typeset && m_labelled == m_figure->id && m_plane.frame == plane.frame;
}

double AnnotationItem::sideRoomOf(const Figure& figure) const {
    const QFontMetricsF metrics(labelFont(*m_theme));
    double widest = 0;
    for (const Series& series : figure.series)
        if (series.form == Form::Line && !series.label.empty())
            widest = std::max(widest, metrics.horizontalAdvance(drawnWords(series.label)));
    return widest > 0 ? std::ceil(widest) + 2 * labelPadding : 0;
}

void AnnotationItem::draw(QCPPainter* painter) {
    if (m_figure == nullptr) return;
    painter->setAntialiasing(true);
    const QFontMetricsF metrics(labelFont(*m_theme));
    const LabelSetting setting{
        .plane = plane(),
        .words = [](const Text& text) { return drawnWords(text).toStdString(); },
        .textWidth = [&](const std::string& text) { return metrics.horizontalAdvance(QString::fromStdString(text)); },
        .textHeight = metrics.height(),
        .markRadius = markRadius,
        .namesSeries = m_labelsSeries,
        .sideRoom = m_sideRoom,
        .before = isSameDrawing(plane()) ? &m_labels : nullptr};
    m_labels = layoutLabels(*m_figure, setting);
    m_labelled = m_figure->id;
    m_plane = setting.plane;
    drawRules(*painter, setting.plane);
    drawMarks(*painter, setting.plane);
    drawLabels(*painter, metrics);
}

void AnnotationItem::drawRules(QCPPainter& painter, const Plane& plane) const {
    for (const Rule& rule : m_figure->rules) {
        painter.setPen(rulePen(*m_theme, rule));
        const double x = plane.placeX(rule.at);
        const double y = plane.placeY(rule.at);
        const Point middle = plane.frame.center();
        if (!plane.shows(rule.vertical ? Point{x, middle.y} : Point{middle.x, y})) continue;
        if (rule.vertical)
            painter.drawLine(QPointF(x, plane.frame.bottom()), QPointF(x, plane.frame.top));
        else
            painter.drawLine(QPointF(plane.frame.left, y), QPointF(plane.frame.right(), y));
    }
}

void AnnotationItem::drawMarks(QCPPainter& painter, const Plane& plane) const {
    for (const Mark& mark : m_figure->marks) {
        const Point at = plane.place(mark.x, mark.y);
        if (!plane.shows(at)) continue;
        const QColor color = mark.parameterX.empty() ? m_theme->role(mark.role) : m_theme->accent;
        const bool isBubble = mark.share > 0; // others may lie beneath
        painter.setPen(QPen(mark.reference || isBubble ? color : m_theme->surface, 1.5));
        painter.setBrush(mark.reference ? m_theme->surface : isBubble ? withAlpha(color, 140) : color);
        const double radius = markRadius(mark);
        painter.drawEllipse(drawn(at), radius, radius);
        if (mark.picked) {
            painter.setPen(QPen(m_theme->accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(drawn(at), radius + 4, radius + 4);
        }
    }
}

/// A thin halo parts the words from a line behind them, and covers nothing else. On paper words stand once, and the outlines
/// of letters depend on what was drawn before: there it is a pale ground, where a line runs behind.
void AnnotationItem::drawHalo(QCPPainter& painter, const Label& label, const QPointF& at) const {
    if (!label.isCrossed) return;
    if (m_theme->typeset) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(m_theme->surface, haloOnPaper));
        painter.drawRoundedRect(drawn(*label.area).adjusted(2, 1, -2, -1), 2, 2);
        painter.setBrush(Qt::NoBrush);
        return;
    }
    painter.setPen(withAlpha(m_theme->surface, 200));
    const QString text = QString::fromStdString(label.text);
    for (const QPointF& shift : {QPointF(-1, 0), QPointF(1, 0), QPointF(0, -1), QPointF(0, 1)})
        painter.drawText(at + shift, text);
}

void AnnotationItem::drawLabels(QCPPainter& painter, const QFontMetricsF& metrics) const {
    painter.setFont(labelFont(*m_theme));
    painter.setBrush(Qt::NoBrush);
    const LabelColours colours(*m_figure, *m_theme, m_plane);
    for (const Label& label : m_labels) {
        if (!label.area) continue;
        const QColor color = colours.of(label);
        if (label.hasLeader) {
            const auto [from, to] = leaderOf(label);
            painter.setPen(QPen(withAlpha(color, 150), 0.8));
            painter.drawLine(drawn(from), drawn(to));
        }
        // At a point: within an area Qt would lay the text out first, which every label of every move would pay for.
        const QRectF area = drawn(*label.area);
        const double baseline = area.center().y() + (metrics.ascent() - metrics.descent()) / 2;
        const QPointF at(area.left() + labelPadding, baseline);
        if (!label.isInside) drawHalo(painter, label, at);
        painter.setPen(color);
        painter.drawText(at, QString::fromStdString(label.text));
    }
}

} // namespace longpeak
