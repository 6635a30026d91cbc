// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/annotation_item.h"

#include "plot/label_style.h"
#include "plot/series_style.h"
#include "text.h"

#include <QFontMetricsF>

#include <cmath>

namespace longpeak {

QColor AnnotationItem::textColor(Role role) const {
    if (role == Role::Limit) return m_theme->danger;
    if (role == Role::Neutral || role == Role::Weights || role == Role::Sessions || role == Role::Thinking ||
        role == Role::Waiting)
        return m_theme->muted;
    const QColor color = m_theme->role(role);
    // Orange and light blue are too light to read on white.
    if (m_theme->appearance == Appearance::Print) return m_theme->ink;
    const bool isLight = m_theme->appearance == Appearance::Light;
    return isLight && (role == Role::Cache || role == Role::Activations) ? color.darker(165) : color;
}

QColor AnnotationItem::ruleColor(const Rule& rule) const {
    if (!rule.parameter.empty()) return m_theme->accent;
    return rule.reference ? m_theme->muted : textColor(rule.role);
}

/// Black or white, whichever stands out more (WCAG 2.2, relative luminance).
QColor AnnotationItem::colorOn(const QColor& fill) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    const double luminance = 0.2126 * linear(fill.redF()) + 0.7152 * linear(fill.greenF()) +
                             0.0722 * linear(fill.blueF());
    const bool isDark = 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05;
    return isDark ? QColor(Qt::white) : QColor(0x10, 0x13, 0x18);
}

QColor AnnotationItem::labelColor(const Label& label) const {
    if (label.isInside) {
        const Series& series = m_figure->series[label.index];
        return colorOn(m_theme->role(series.role, series.shade));
    }
    switch (label.of) {
    case LabelOf::Mark: {
        const Mark& mark = m_figure->marks[label.index];
        return mark.reference ? m_theme->muted : textColor(mark.role);
    }
    case LabelOf::Rule: return ruleColor(m_figure->rules[label.index]);
    case LabelOf::Series: {
        const Series& series = m_figure->series[label.index];
        if (series.form == Form::Area || (series.form == Form::Path && series.role == Role::Neutral))
            return m_theme->ink;
        return series.reference && series.form != Form::Path ? m_theme->muted : textColor(series.role);
    }
    case LabelOf::Bar: return m_theme->ink;
    case LabelOf::Region: return textColor(m_figure->regions[label.index].role);
    }
    return m_theme->ink;
}

/// Of the figure that was drawn last, in a frame of the same size, so that labels can stay where they were.
bool AnnotationItem::isSameDrawing(const Plane& plane) const {
    return !m_theme->typeset && m_labelled == m_figure->id && m_plane.frame == plane.frame;
}

double AnnotationItem::sideRoomOf(const Figure& figure) const {
    const QFontMetricsF metrics(labelFont(*m_theme));
    double widest = 0;
    for (const Series& series : figure.series)
        if (series.form == Form::Line && !series.label.empty())
            widest = std::max(widest, metrics.horizontalAdvance(toQString(series.label)));
    return widest > 0 ? std::ceil(widest) + 2 * labelPadding : 0;
}

void AnnotationItem::draw(QCPPainter* painter) {
    if (m_figure == nullptr) return;
    painter->setAntialiasing(true);
    const QFontMetricsF metrics(labelFont(*m_theme));
    const LabelSetting setting{
        .plane = plane(),
        .words = [](const Text& text) { return toQString(text).toStdString(); },
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
        QPen pen(ruleColor(rule), rule.vertical ? 1.2 : 1.6);
        if (rule.reference)
            pen.setDashPattern({2, 4});
        else if (rule.vertical)
            pen.setDashPattern({5, 3});
        painter.setPen(pen);
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
        painter.setBrush(withAlpha(m_theme->surface, 215));
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
    for (const Label& label : m_labels) {
        if (!label.area) continue;
        const QColor color = labelColor(label);
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
