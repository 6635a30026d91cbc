// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/annotation_item.h"

#include "plot/label_style.h"
#include "plot/series_style.h"
#include "text.h"

#include <QFontMetricsF>

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

QColor AnnotationItem::labelColor(const Label& label) const {
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
        .namesSeries = m_labelsSeries};
    m_labels = layoutLabels(*m_figure, setting);
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

void AnnotationItem::drawLabels(QCPPainter& painter, const QFontMetricsF& metrics) const {
    painter.setFont(labelFont(*m_theme));
    for (const Label& label : m_labels) {
        if (!label.area) continue;
        const QRectF area = drawn(*label.area);
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(m_theme->surface, 215));
        painter.drawRoundedRect(area, 3, 3);
        painter.setPen(labelColor(label));
        painter.setBrush(Qt::NoBrush);
        // At a point: within an area Qt would lay the text out first, which every label of every move would pay for.
        const double baseline = area.center().y() + (metrics.ascent() - metrics.descent()) / 2;
        painter.drawText(QPointF(area.left() + labelPadding, baseline), QString::fromStdString(label.text));
    }
}

} // namespace longpeak
