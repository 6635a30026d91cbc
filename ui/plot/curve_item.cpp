// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/curve_item.h"

#include "plot/series_style.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace longpeak {
namespace {

constexpr qsizetype many = 200;   ///< points, from which on screen one picture of their mark stands for all
constexpr double unseen = 0.05;   ///< pixels; antialiasing has no finer shades
constexpr double pointSize = 3.5; ///< radius
constexpr double ghostSize = 2.5;
constexpr double markerSize = 2.6;
constexpr double casing = 1.6; ///< of both sides of a line

bool isCurve(const Series& series) {
    return series.form == Form::Line || series.form == Form::Area || series.form == Form::Points;
}

bool isOnScreen(const QCPPainter& painter) {
    return !painter.modes().testFlag(QCPPainter::pmVectorized);
}

QPolygonF pointsOf(const Plane& plane, PlacesAlong& along, const Series& series, const std::vector<double>& values) {
    const std::vector<double>& x = along.of(series);
    const std::vector<double> y = plane.y.at(values);
    QPolygonF points;
    points.reserve(static_cast<qsizetype>(x.size()));
    for (std::size_t i = 0; i < x.size(); ++i) points.push_back({x[i], y[i]});
    return points;
}

/// Parts of it without a gap, each as where it begins and ends.
template <typename IsThere>
std::vector<std::pair<qsizetype, qsizetype>> runs(qsizetype count, IsThere isThere) {
    std::vector<std::pair<qsizetype, qsizetype>> out;
    for (qsizetype i = 0; i < count; ++i) {
        if (!isThere(i)) continue;
        if (out.empty() || out.back().second != i) out.emplace_back(i, i);
        out.back().second = i + 1;
    }
    return out;
}

/// The slopes at which a line can leave a point and pass all that have followed it closely enough.
struct Slopes {
    double least = -std::numeric_limits<double>::infinity();
    double most = std::numeric_limits<double>::infinity();

    bool leadTo(const QPointF& from, const QPointF& to) const {
        const double slope = (to.y() - from.y()) / (to.x() - from.x());
        return slope >= least && slope <= most; // false of NaN
    }
    /// None is left behind a gap, nor where the line does not go on to the right.
    void narrow(const QPointF& from, const QPointF& to, double tolerance) {
        const double along = to.x() - from.x();
        const double up = to.y() - from.y();
        const bool goesOn = along > 0 && std::isfinite(up);
        least = goesOn ? std::max(least, (up - tolerance) / along) : 1;
        most = goesOn ? std::min(most, (up + tolerance) / along) : -1;
    }
};

/// An area between two edges that are parallel.
void fillBetween(QCPPainter& painter, const QPolygonF& upper, const QPolygonF& lower) {
    const auto isThere = [&](qsizetype i) { return std::isfinite(upper[i].y()) && std::isfinite(lower[i].y()); };
    for (const auto& [from, to] : runs(upper.size(), isThere)) {
        QPolygonF outline(upper.mid(from, to - from));
        for (qsizetype i = to; i-- > from;) outline.push_back(lower[i]);
        painter.drawPolygon(outline);
    }
}

/// The mark in the middle of a picture of as many pixels as the device has for it.
QPixmap stampOf(const QPainterPath& mark, const QCPPainter& like, double ratio) {
    const int size = 2 * static_cast<int>(std::ceil(mark.boundingRect().width() / 2 + like.pen().widthF() + 1));
    QPixmap stamp(QSize(size, size) * ratio);
    stamp.setDevicePixelRatio(ratio);
    stamp.fill(Qt::transparent);
    QCPPainter painter(&stamp);
    painter.setAntialiasing(true);
    painter.setPen(like.pen());
    painter.setBrush(like.brush());
    painter.drawPath(mark.translated(size / 2.0, size / 2.0));
    return stamp;
}

void stampAll(QCPPainter& painter, const QPainterPath& mark, const QPolygonF& places) {
    const double ratio = painter.device()->devicePixelRatioF();
    const QPixmap stamp = stampOf(mark, painter, ratio);
    const QRectF whole(QPointF(), stamp.size());
    QVector<QPainter::PixmapFragment> fragments;
    fragments.reserve(places.size());
    for (const QPointF& at : places)
        fragments.push_back(QPainter::PixmapFragment::create(at, whole, 1 / ratio, 1 / ratio));
    painter.drawPixmapFragments(fragments.constData(), static_cast<int>(fragments.size()), stamp);
}

} // namespace

QPolygonF thinned(const QPolygonF& line, double tolerance) {
    if (line.size() < 3) return line;
    QPolygonF out;
    out.push_back(line.front());
    qsizetype kept = 0; // the last that is in `out`
    Slopes slopes;
    for (qsizetype i = 1; i < line.size(); ++i) {
        if (kept != i - 1 && !slopes.leadTo(line[kept], line[i])) {
            kept = i - 1;
            out.push_back(line[kept]);
            slopes = {};
        }
        slopes.narrow(line[kept], line[i], tolerance);
    }
    out.push_back(line.back());
    return out;
}

std::vector<CurveItem::Curve> CurveItem::curves() const {
    std::vector<Curve> out;
    if (m_figure == nullptr) return out;
    const Plane plane = this->plane();
    PlacesAlong along(plane.x);
    for (const bool ofPaths : {false, true})
        for (const Series& series : m_figure->series) {
            if (ofPaths ? series.form != Form::Path : !isCurve(series)) continue;
            if (series.form == Form::Area) out.push_back({&series, pointsOf(plane, along, series, series.base)});
            out.push_back({&series, pointsOf(plane, along, series, series.y)});
        }
    return out;
}

void CurveItem::draw(QCPPainter* painter) {
    if (m_figure == nullptr) return;
    const Plane plane = this->plane();
    PlacesAlong along(plane.x);
    for (const Series& series : m_figure->series)
        if (isCurve(series)) drawSeries(*painter, plane, along, series);
    for (const Series& series : m_figure->series)
        if (series.form == Form::Path)
            drawLine(*painter, pointsOf(plane, along, series, series.y), linePen(*m_theme, series));
}

void CurveItem::drawSeries(QCPPainter& painter, const Plane& plane, PlacesAlong& along, const Series& series) const {
    const QPolygonF points = pointsOf(plane, along, series, series.y);
    if (series.form == Form::Points)
        return drawPoints(painter, points, series, series.reference ? ghostSize : pointSize);
    if (series.form == Form::Area) {
        painter.setAntialiasing(false);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fillColor(*m_theme, series));
        return fillBetween(painter, points, pointsOf(plane, along, series, series.base));
    }
    const QPen pen = linePen(*m_theme, series);
    if (needsCasing(series)) drawLine(painter, points, QPen(m_theme->surface, pen.widthF() + casing));
    drawLine(painter, points, pen);
    if (!hasMarkers(*m_theme, series)) return;
    QPolygonF markers;
    for (const Point& value : markerPlaces(*m_figure, series)) markers.push_back(drawn(plane.place(value.x, value.y)));
    drawPoints(painter, markers, series, markerSize);
}

/// In print a line over areas has a pale edge: in grey it may be as dark as they are.
bool CurveItem::needsCasing(const Series& series) const {
    const auto isFilled = [](const Series& other) { return other.form == Form::Area && !other.isRange; };
    return m_theme->appearance == Appearance::Print && !series.reference &&
           std::ranges::any_of(m_figure->series, isFilled);
}

/// On the screen no more than can be seen there, and solid lines piece by piece: joined, wide ones take twice the time.
void CurveItem::drawLine(QCPPainter& painter, const QPolygonF& line, QPen pen) const {
    painter.setAntialiasing(true);
    if (isOnScreen(painter) && pen.widthF() == 1.0) pen.setWidth(0); // the same line, but much faster
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const QPolygonF shown = isOnScreen(painter) ? thinned(line, unseen) : line;
    const bool isInPieces = isOnScreen(painter) && painter.pen().style() == Qt::SolidLine;
    for (const auto& [from, to] : runs(shown.size(), [&](qsizetype i) { return std::isfinite(shown[i].y()); }))
        if (!isInPieces)
            painter.drawPolyline(shown.constData() + from, static_cast<int>(to - from));
        else
            for (qsizetype i = from + 1; i < to; ++i) painter.drawLine(shown[i - 1], shown[i]);
}

void CurveItem::drawPoints(QCPPainter& painter, const QPolygonF& points, const Series& series, double radius) const {
    const QRectF room = frame().adjusted(-radius, -radius, radius, radius);
    QPolygonF places;
    std::ranges::copy_if(points, std::back_inserter(places), [&](const QPointF& at) { return room.contains(at); });
    const QColor color = lineColor(*m_theme, series);
    const bool isHollow = series.reference;
    painter.setAntialiasing(true);
    painter.setPen(isHollow ? color : m_theme->surface);
    painter.setBrush(isHollow ? m_theme->surface : color);
    const QPainterPath mark = markerOf(*m_theme, series, radius);
    if (places.size() >= many && isOnScreen(painter)) return stampAll(painter, mark, places);
    for (const QPointF& at : places) painter.drawPath(mark.translated(at));
}

} // namespace longpeak
