// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/figure_items.h"

#include "plot/label_placer.h"
#include "plot/label_style.h"
#include "plot/legend_item.h"
#include "plot/series_style.h"

#include <QFontMetricsF>
#include <QLineF>

#include <algorithm>
#include <map>

namespace longpeak {
namespace {

constexpr double padding = 4.0;
constexpr double grabRadius = 8.0; ///< of a mark, for the hand

double radiusOf(const Mark& mark) {
    if (mark.reference) return 3.5;
    return mark.share > 0 ? 3.5 + 11.0 * std::sqrt(mark.share) : 5.0;
}

} // namespace

void FigureItem::describe(const Figure* figure, const Theme* theme, ByteUnits bytes) {
    m_figure = figure;
    m_theme = theme;
    m_bytes = bytes;
}

double FigureItem::pixelX(double x) const {
    if (std::isinf(x)) return x < 0 ? frame().left() : frame().right();
    return std::clamp(parentPlot()->xAxis->coordToPixel(x), frame().left() - 1e4, frame().right() + 1e4);
}

double FigureItem::pixelY(double y) const {
    if (std::isinf(y)) return y < 0 ? frame().bottom() : frame().top();
    return std::clamp(parentPlot()->yAxis->coordToPixel(y), frame().top() - 1e4, frame().bottom() + 1e4);
}

/// Bars fill most of their place, so that neighbours are told apart.
QRectF FigureItem::barOf(const Series& series, std::size_t i) const {
    constexpr double half = 0.36;
    const double from = series.base.empty() ? 0.0 : series.base[i];
    const double place = series.x[i];
    if (isLying(*m_figure)) return QRectF(pixel(from, place - half), pixel(series.y[i], place + half)).normalized();
    return QRectF(pixel(place - half, from), pixel(place + half, series.y[i])).normalized();
}

void RegionItem::draw(QCPPainter* painter) {
    if (m_figure == nullptr) return;
    painter->setPen(Qt::NoPen);
    painter->setAntialiasing(false);
    for (const Region& region : m_figure->regions) {
        const QRectF area = QRectF(QPointF(pixelX(region.x0), pixelY(region.y1)),
                                   QPointF(pixelX(region.x1), pixelY(region.y0)));
        const bool solid = region.role == Role::Thinking;
        const bool isDark = m_theme->appearance == Appearance::Dark;
        const QColor color = region.role == Role::Limit ? m_theme->dangerWash
                             : solid                    ? withAlpha(m_theme->role(region.role), 70)
                                                        : withAlpha(m_theme->role(region.role), isDark ? 80 : 55);
        painter->fillRect(area & frame(), color);
    }
}

std::vector<BarItem::Bar> BarItem::bars() const {
    std::vector<Bar> out;
    if (m_figure == nullptr) return out;
    for (const bool reference : {false, true}) // outlines over what is filled
        for (const Series& series : m_figure->series)
            for (std::size_t i = 0; series.form == Form::Bars && series.reference == reference && i < series.x.size();
                 ++i)
                if (std::isfinite(series.y[i])) out.push_back({&series, barOf(series, i)});
    return out;
}

void BarItem::draw(QCPPainter* painter) {
    painter->setAntialiasing(false);
    for (const Bar& bar : bars()) {
        if (!bar.series->reference) {
            fillArea(*painter, bar.area, *m_theme, *bar.series);
            continue;
        }
        QPen pen(m_theme->ink, 1);
        pen.setDashPattern({2, 3});
        painter->setPen(pen);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(bar.area);
    }
}

QSizeF AnnotationItem::labelSize(const std::string& text) const {
    const QFontMetricsF metrics(labelFont(*m_theme));
    return {metrics.horizontalAdvance(QString::fromStdString(text)) + 2 * padding, metrics.height() + 2};
}

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

bool AnnotationItem::drawLabel(QCPPainter& painter, LabelPlacer& placer, const std::string& text, const QColor& color,
                               const std::vector<QPointF>& corners, const std::string& metric, double tallest) {
    if (text.empty()) return false;
    QSizeF size = labelSize(text);
    size.setHeight(std::min(size.height(), tallest));
    const auto area = placer.place(size, corners);
    if (!area) return false;
    if (!metric.empty()) m_explained.push_back({*area, QString::fromStdString(metric)});
    painter.setFont(labelFont(*m_theme));
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(m_theme->surface, 215));
    painter.drawRoundedRect(*area, 3, 3);
    painter.setPen(color);
    painter.setBrush(Qt::NoBrush);
    // At a point: within an area Qt would lay the text out first, which every label of every move would pay for.
    const QFontMetricsF metrics(labelFont(*m_theme));
    const double baseline = area->center().y() + (metrics.ascent() - metrics.descent()) / 2;
    painter.drawText(QPointF(area->left() + padding, baseline), QString::fromStdString(text));
    return true;
}

void AnnotationItem::draw(QCPPainter* painter) {
    if (m_figure == nullptr) return;
    painter->setAntialiasing(true);
    m_explained.clear();
    const double inset = isLying(*m_figure) ? 0.0 : 2.0; // the first and the last bar lie at the edge
    LabelPlacer placer(frame().adjusted(2, inset, -2, -inset));
    for (const Mark& mark : m_figure->marks) {
        const double reach = radiusOf(mark) + 1;
        placer.occupy(QRectF(pixelX(mark.x) - reach, pixelY(mark.y) - reach, 2 * reach, 2 * reach));
    }
    drawRules(*painter);
    drawMarks(*painter);
    drawMarkLabels(*painter, placer);
    drawRuleLabels(*painter, placer);
    drawSeriesLabels(*painter, placer);
    drawBarLabels(*painter, placer);
    drawRegionLabels(*painter, placer);
}

/// The nearest one: marks may stand closer together than a hand can tell.
QString AnnotationItem::metricAt(const QPointF& pixel) const {
    QString metric;
    double nearest = toEdge;
    for (const Explained& each : m_explained) {
        const double distance = QLineF(each.area.center(), pixel).length();
        if (!each.area.contains(pixel) || distance >= nearest) continue;
        nearest = distance;
        metric = each.metric;
    }
    return metric;
}

void AnnotationItem::drawMarks(QCPPainter& painter) {
    for (const Mark& mark : m_figure->marks) {
        const QColor color = mark.parameterX.empty() ? m_theme->role(mark.role) : m_theme->accent;
        const bool isBubble = mark.share > 0; // others may lie beneath
        painter.setPen(QPen(mark.reference || isBubble ? color : m_theme->surface, 1.5));
        painter.setBrush(mark.reference ? m_theme->surface : isBubble ? withAlpha(color, 140) : color);
        const double radius = radiusOf(mark);
        if (!isInFrame(mark)) continue;
        const QPointF at(pixelX(mark.x), pixelY(mark.y));
        painter.drawEllipse(at, radius, radius);
        if (mark.picked) {
            painter.setPen(QPen(m_theme->accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(at, radius + 4, radius + 4);
        }
        const QPointF reach(std::max(grabRadius, radius), std::max(grabRadius, radius));
        if (!mark.metric.empty())
            m_explained.push_back({QRectF(at - reach, at + reach), QString::fromStdString(mark.metric)});
    }
}

bool AnnotationItem::isInFrame(const Mark& mark) const {
    return frame().adjusted(-1, -1, 1, 1).contains(QPointF(pixelX(mark.x), pixelY(mark.y)));
}

/// Numbers of one context stand in one column, in the order of their marks.
std::vector<const Mark*> AnnotationItem::drawColumns(QCPPainter& painter, LabelPlacer& placer) {
    std::map<double, std::vector<const Mark*>> columns;
    for (const Mark& mark : m_figure->marks)
        if (!mark.reference && !mark.picked && mark.share == 0 && !mark.label.empty() && isInFrame(mark))
            columns[mark.x].push_back(&mark);
    std::vector<const Mark*> drawn;
    for (auto& [x, marks] : columns) {
        if (marks.size() < 2) continue;
        std::ranges::stable_sort(marks, std::ranges::greater{}, &Mark::y);
        std::vector<QPointF> points;
        std::vector<QSizeF> sizes;
        for (const Mark* mark : marks) {
            points.push_back(pixel(mark->x, mark->y));
            sizes.push_back(labelSize(mark->label));
        }
        const auto corners = placer.column(points, sizes, radiusOf(*marks.front()) + 3);
        if (!corners) continue;
        for (std::size_t i = 0; i < marks.size(); ++i)
            drawLabel(painter, placer, marks[i]->label, textColor(marks[i]->role), {(*corners)[i]}, marks[i]->metric);
        drawn.insert(drawn.end(), marks.begin(), marks.end());
    }
    return drawn;
}

/// What is chosen finds room first, then the scenario's own numbers, then the reference's.
void AnnotationItem::drawMarkLabels(QCPPainter& painter, LabelPlacer& placer) {
    const auto draw = [&](const Mark& mark) {
        if (!isInFrame(mark)) return;
        const QPointF at(pixelX(mark.x), pixelY(mark.y));
        const QSizeF size = labelSize(mark.label);
        const double gap = radiusOf(mark) + 2;
        std::vector<QPointF> corners = LabelPlacer::around(at, size, gap);
        // A name straight above or below a bubble cannot be taken for its neighbour's.
        if (mark.share > 0) {
            const double left = at.x() - size.width() / 2;
            corners.insert(corners.begin(), {{left, at.y() - gap - size.height()}, {left, at.y() + gap}});
        }
        drawLabel(painter, placer, mark.label, mark.reference ? m_theme->muted : textColor(mark.role), corners,
                  mark.metric);
    };
    for (const Mark& mark : m_figure->marks)
        if (mark.picked) draw(mark);
    const auto columns = drawColumns(painter, placer);
    for (const bool reference : {false, true})
        for (const Mark& mark : m_figure->marks)
            if (!mark.picked && mark.reference == reference && std::ranges::find(columns, &mark) == columns.end())
                draw(mark);
}

QColor AnnotationItem::ruleColor(const Rule& rule) const {
    if (!rule.parameter.empty()) return m_theme->accent;
    return rule.reference ? m_theme->muted : textColor(rule.role);
}

void AnnotationItem::drawRules(QCPPainter& painter) {
    for (const Rule& rule : m_figure->rules) {
        QPen pen(ruleColor(rule), rule.vertical ? 1.2 : 1.6);
        if (rule.reference)
            pen.setDashPattern({2, 4});
        else if (rule.vertical)
            pen.setDashPattern({5, 3});
        painter.setPen(pen);
        const double x = pixelX(rule.at);
        const double y = pixelY(rule.at);
        if (!frame()
                 .adjusted(-1, -1, 1, 1)
                 .contains(rule.vertical ? QPointF(x, frame().center().y()) : QPointF(frame().center().x(), y)))
            continue;
        if (rule.vertical)
            painter.drawLine(QPointF(x, frame().bottom()), QPointF(x, frame().top()));
        else
            painter.drawLine(QPointF(frame().left(), y), QPointF(frame().right(), y));
    }
}

/// What stands behind a colon is said where there is room for it.
std::string AnnotationItem::fitting(const std::string& label) const {
    const bool fits = labelSize(label).width() < frame().width() - 10;
    return fits ? label : label.substr(0, label.find(": "));
}

void AnnotationItem::drawRuleLabels(QCPPainter& painter, LabelPlacer& placer) {
    for (const Rule& rule : m_figure->rules) {
        const std::string label = fitting(rule.label);
        const QSizeF size = labelSize(label);
        std::vector<QPointF> corners;
        if (rule.vertical) {
            const double x = pixelX(rule.at);
            if (x < frame().left() - 1 || x > frame().right() + 1) continue;
            const double top = frame().top() + 3;
            const double low = frame().bottom() - size.height() - 3;
            const double left = x - size.width() - 4;
            corners = {{x + 4, top}, {left, top}, {x + 4, low}, {left, low}, {x + 4, top + size.height()}};
        } else {
            const double y = pixelY(rule.at);
            if (y < frame().top() || y > frame().bottom()) continue;
            const double above = y - size.height() - 3;
            corners = {{frame().left() + 5, above},
                       {frame().right() - size.width() - 5, above},
                       {frame().left() + 5, y + 3},
                       {frame().right() - size.width() - 5, y + 3}};
        }
        drawLabel(painter, placer, label, ruleColor(rule), corners, rule.metric);
    }
}

/// Whether a line of the figure runs through the area.
bool AnnotationItem::isCrossed(const QRectF& area) const {
    const double left = parentPlot()->xAxis->pixelToCoord(area.left());
    const double right = parentPlot()->xAxis->pixelToCoord(area.right());
    return std::ranges::any_of(m_figure->series, [&](const Series& series) {
        if (series.form != Form::Line) return false;
        const double first = pixelY(valueAt(*m_figure, series, left));
        const double last = pixelY(valueAt(*m_figure, series, right));
        return std::min(first, last) < area.bottom() && std::max(first, last) > area.top(); // false of NaN
    });
}

/// Places for the label of a line: close to it, where no line runs through, as near as can be to where it is wanted.
std::vector<QPointF> AnnotationItem::besideLine(const Series& series, const QSizeF& size) const {
    constexpr double step = 26.0;
    constexpr double gap = 1.0;
    constexpr int furthest = 7;
    std::vector<QPointF> corners;
    const double wanted = pixelX(series.labelX);
    for (int i = 0; i <= 2 * furthest; ++i) {
        const int steps = (i + 1) / 2;
        const double x = wanted + (i % 2 == 0 ? steps : -steps) * step;
        const double y = pixelY(valueAt(*m_figure, series, parentPlot()->xAxis->pixelToCoord(x)));
        if (std::isnan(y) || !frame().contains(x, y)) continue;
        for (const double left : {x + gap, x - gap - size.width()})
            for (const double top : {y - gap - size.height(), y + gap})
                if (!isCrossed(QRectF(QPointF(left, top), size).adjusted(1, 1, -1, -1)))
                    corners.emplace_back(left, top);
    }
    const auto at = LabelPlacer::around({wanted, pixelY(valueAt(*m_figure, series, series.labelX))}, size, 4);
    corners.insert(corners.end(), at.begin(), at.end());
    return corners;
}

/// On the line, as near to its middle as there is room; else beside it.
void AnnotationItem::drawPathLabel(QCPPainter& painter, LabelPlacer& placer, const Series& series) {
    constexpr std::size_t tries = 24;
    const QSizeF size = labelSize(series.label);
    const std::size_t count = series.x.size();
    const std::size_t step = std::max<std::size_t>(1, count / tries);
    std::vector<QPointF> corners;
    for (const double left : {0.5, 1.0, 0.0})
        for (std::size_t away = 0; away <= count / 2; away += step)
            for (const std::size_t i : {count / 2 + away, count / 2 - away}) {
                if (i >= count) continue;
                const QPointF at = pixel(series.x[i], series.y[i]);
                corners.push_back(at - QPointF(size.width() * left, size.height() / 2));
            }
    drawLabel(painter, placer, series.label, series.role == Role::Neutral ? m_theme->ink : textColor(series.role),
              corners);
}

void AnnotationItem::drawSeriesLabels(QCPPainter& painter, LabelPlacer& placer) {
    for (const Series& series : m_figure->series) {
        if (series.form == Form::Path && !series.label.empty()) {
            drawPathLabel(painter, placer, series);
            continue;
        }
        if (series.label.empty() || !m_labelsSeries) continue;
        const double value = valueAt(*m_figure, series, series.labelX);
        if (!std::isfinite(value)) continue;
        const QSizeF size = labelSize(series.label);
        const double x = pixelX(series.labelX);
        if (series.form == Form::Area) {
            const double base = valueAt(*m_figure, Series{.x = series.x, .y = series.base}, series.labelX);
            const double top = std::max(pixelY(value), frame().top());
            const double bottom = std::min(pixelY(base), frame().bottom());
            if (bottom - top < size.height() + 4) continue;
            const double middle = (top + bottom - size.height()) / 2;
            const bool fits = x + 8 + size.width() < frame().right();
            drawLabel(painter, placer, series.label, m_theme->ink, {{fits ? x + 8 : x - size.width(), middle}},
                      series.metric);
        } else {
            drawLabel(painter, placer, series.label, series.reference ? m_theme->muted : textColor(series.role),
                      besideLine(series, size));
        }
    }
}

/// Behind the bar's end, or on the bar where there is no room.
std::vector<QPointF> AnnotationItem::besideBar(const QRectF& bar, const QSizeF& size, bool falls) const {
    const double middle = bar.center().y() - size.height() / 2;
    const double centre = bar.center().x() - size.width() / 2;
    if (!isLying(*m_figure)) return {{centre, bar.top() - size.height() - 2}, {centre, bar.top() + 2}};
    const QPointF right(bar.right() + 2, middle);
    const QPointF left(bar.left() - size.width() - 2, middle);
    return {falls ? left : right, falls ? right : left, {centre, middle}, {frame().right() - size.width() - 4, middle}};
}

/// A click on a bar explains it. What stands behind a dot in a label is said where there is room for it.
void AnnotationItem::drawBarLabels(QCPPainter& painter, LabelPlacer& placer) {
    // Where bars lie closely, labels are no taller than their places, or not there at all.
    constexpr double leastHeight = 11.0;
    const double room = isLying(*m_figure) ? std::abs(pixelY(1.0) - pixelY(0.0)) - 0.5 : toEdge;
    for (const Series& series : m_figure->series) {
        if (series.form != Form::Bars || series.reference) continue;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            const QRectF bar = barOf(series, i);
            if (!series.metric.empty()) m_explained.push_back({bar & frame(), QString::fromStdString(series.metric)});
            if (series.pointNames.empty() || room < leastHeight) continue;
            const bool falls = series.y[i] < (series.base.empty() ? 0.0 : series.base[i]);
            const auto drawn = [&](const std::string& text) {
                QSizeF size = labelSize(text);
                size.setHeight(std::min(size.height(), room));
                return drawLabel(painter, placer, text, m_theme->ink, besideBar(bar, size, falls), series.metric, room);
            };
            const std::string& whole = series.pointNames[i];
            const auto dot = whole.find(" · ");
            if (!drawn(whole) && dot != std::string::npos) drawn(whole.substr(0, dot));
        }
    }
}

void AnnotationItem::drawRegionLabels(QCPPainter& painter, LabelPlacer& placer) {
    for (const Region& region : m_figure->regions) {
        if (region.label.empty() || LegendItem::isBand(region)) continue;
        const QSizeF size = labelSize(region.label);
        const double left = std::max(pixelX(region.x0), frame().left());
        const double right = std::min(pixelX(region.x1), frame().right());
        const double bottom = std::min(pixelY(region.y0), frame().bottom()) - size.height() - 2;
        drawLabel(painter, placer, region.label, textColor(region.role),
                  {{left + 3, bottom}, {right - size.width() - 3, bottom}});
    }
}

} // namespace longpeak
