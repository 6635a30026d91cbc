// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/crosshair_reading.h"

#include "figure/shading.h"
#include "plot/label_style.h"
#include "text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr double reachOfHand = 14.0; ///< pixels to a named point
constexpr double reachOfKey = 4.0;   ///< along x, where there is no y

bool hasNames(const Series& series) {
    return series.form == Form::Points && !series.pointNames.empty();
}

struct NamedPoint {
    const Series* series;
    std::size_t index;
    Point at; ///< on the drawing
};

class Reader {
    Q_DECLARE_TR_FUNCTIONS(CrosshairItem)

public:
    Reader(const Figure& figure, const Plane& plane, const Point& place, ByteUnits bytes)
        : m_figure(figure), m_plane(plane), m_place(place), m_bytes(bytes) {}
    std::optional<NamedPoint> nearestPoint() const;
    std::optional<Reading> reading() const;

private:
    Reading readPoint(const NamedPoint& point) const;
    std::optional<Reading> readSpans() const;
    std::optional<Reading> readBars() const;
    std::optional<Reading> readShading() const;
    /// Of one curve at x; NaN where it has none.
    double curveAt(const Series& series, double x) const;
    QString valueText(double value, std::optional<double> limit) const;
    std::optional<double> limit() const;
    std::optional<Reading> readCurves() const;

    const Figure& m_figure;
    const Plane& m_plane;
    Point m_place;
    ByteUnits m_bytes;
};

std::optional<NamedPoint> Reader::nearestPoint() const {
    std::optional<NamedPoint> nearest;
    const bool byKey = std::isnan(m_place.y);
    double distance = byKey ? reachOfKey : reachOfHand;
    for (const Series& series : m_figure.series) {
        if (!hasNames(series)) continue;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            if (!std::isfinite(series.y[i])) continue;
            const Point at = m_plane.place(series.x[i], series.y[i]);
            if (!m_plane.frame.contains(at)) continue;
            const double along = at.x - m_plane.placeX(m_place.x);
            const double away = byKey ? std::abs(along) : std::hypot(along, at.y - m_plane.placeY(m_place.y));
            if (away > distance || (nearest && away == distance)) continue;
            distance = away;
            nearest = NamedPoint{&series, i, at};
        }
    }
    return nearest;
}

Reading Reader::readPoint(const NamedPoint& point) const {
    const Series& series = *point.series;
    const auto value = [this](const Axis& axis, double at) {
        return axis.isNamed() ? drawnWords(axis.nameAt(at)) : toQString(format(at, axis.unit, m_bytes));
    };
    Reading reading{.head = drawnWords(series.pointNames[point.index]), .beside = point.at};
    reading.rows.push_back(
        {series.role, series.shade, drawnWords(series.name), value(m_figure.y, series.y[point.index]), point.at});
    if (!m_figure.x.label.empty())
        reading.rows.push_back(
            {{}, 0, drawnWords(m_figure.x.label), value(m_figure.x, series.x[point.index]), std::nullopt});
    return reading;
}

/// What is done in the lane under the hand, and since when.
std::optional<Reading> Reader::readSpans() const {
    const double lane = std::round(m_place.y);
    const double at = m_place.x;
    for (const Series& series : m_figure.series) {
        if (series.form != Form::Spans) continue;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            if (series.x[i] != lane || !(series.base[i] <= at && at <= series.y[i])) continue;
            const auto told = [&](double value) { return toQString(format(value, m_figure.x.unit, m_bytes)); };
            Reading reading{.head = drawnWords(m_figure.y.nameAt(lane)), .beside = m_plane.place(at, lane)};
            reading.rows.push_back(
                {series.role, series.shade, drawnWords(series.name), told(series.y[i] - series.base[i]), std::nullopt});
            reading.rows.push_back({{}, 0, tr("from"), told(series.base[i]), std::nullopt});
            reading.rows.push_back({{}, 0, tr("to"), told(series.y[i]), std::nullopt});
            return reading;
        }
    }
    return std::nullopt;
}

std::optional<Reading> Reader::readBars() const {
    const bool lies = isLying(m_figure);
    const Axis& names = lies ? m_figure.y : m_figure.x;
    const Axis& values = lies ? m_figure.x : m_figure.y;
    const double place = std::round(lies ? m_place.y : m_place.x);
    const Text& name = names.nameAt(place);
    if (name.empty()) return std::nullopt;
    Reading reading{.head = drawnWords(name)};
    for (const Series& series : m_figure.series) {
        if (series.form != Form::Bars) continue;
        const auto found = std::ranges::find(series.x, place);
        if (found == series.x.end()) continue;
        const auto i = static_cast<std::size_t>(found - series.x.begin());
        if (!std::isfinite(series.y[i])) continue;
        const QString of = series.reference ? tr(" (reference)") : QString();
        reading.rows.push_back({series.role, series.shade, drawnWords(series.name) + of,
                                toQString(format(ownValue(series, i), values.unit, m_bytes)), std::nullopt});
        const Box bar = barBox(m_figure, m_plane, series, i);
        if (!series.reference) reading.beside = {bar.right(), lies ? bar.center().y : bar.top};
    }
    if (reading.rows.empty()) return std::nullopt;
    return reading;
}

/// Between the points of the grid the value is followed, so it is told to as many digits as that is good for.
std::optional<Reading> Reader::readShading() const {
    if (!m_figure.shading || std::isnan(m_place.y)) return std::nullopt;
    const double value = shadingAt(m_figure, m_place.x, m_place.y);
    const double ceiling = ceilingAt(m_figure, m_place.x, m_place.y);
    if (std::isnan(ceiling)) return std::nullopt;
    const Point at = m_plane.place(m_place.x, m_place.y);
    const auto shown = [this](double number, Unit unit) { return toQString(format(number, unit, m_bytes)); };
    const Shading& shading = *m_figure.shading;
    Reading reading{.head = shown(m_place.x, m_figure.x.unit) + QStringLiteral(" · ") +
                            shown(m_place.y, m_figure.y.unit),
                    .beside = at};
    reading.rows.push_back(
        {shading.role, 0, toQString(shading.name), std::isnan(value) ? tr("none") : shown(value, shading.unit), at});
    reading.rows.push_back({{},
                            0,
                            tr("users that fit"),
                            ceiling >= 1 ? shown(std::floor(ceiling), Unit::Count) : tr("none"),
                            std::nullopt});
    return reading;
}

double Reader::curveAt(const Series& series, double x) const {
    if (series.form != Form::Points) return valueAt(m_figure, series, x);
    const auto near = std::ranges::min_element(series.x, {}, [&](double each) { return std::abs(each - x); });
    const bool isThere = near != series.x.end() && std::abs(m_plane.placeX(*near) - m_plane.placeX(x)) <= reachOfKey;
    return isThere ? series.y[static_cast<std::size_t>(near - series.x.begin())] : std::nan("");
}

/// In people's units, and where there is a limit above the pile the share of it: "24.6 GB · 29 %".
QString Reader::valueText(double value, std::optional<double> limit) const {
    QString text = toQString(format(value, m_figure.y.unit, m_bytes));
    if (limit) text += QStringLiteral(" · ") + toQString(format(value / *limit, Unit::Fraction));
    return text;
}

/// The value of the line above which there is no room.
std::optional<double> Reader::limit() const {
    const auto isLimit = [](const Rule& rule) { return !rule.vertical && !rule.reference && rule.role == Role::Limit; };
    const auto found = std::ranges::find_if(m_figure.rules, isLimit);
    return found == m_figure.rules.end() ? std::nullopt : std::optional(found->at);
}

/// In the order in which the curves lie there, from the top; of a pile the sum, too.
std::optional<Reading> Reader::readCurves() const {
    if (m_figure.x.isNamed() || m_figure.y.isNamed()) return std::nullopt; // between two names there is nothing
    const double at = m_place.x;
    QString head = toQString(format(at, m_figure.x.unit, m_bytes));
    if (m_figure.x.unit == Unit::Tokens) head += tr(" tokens");
    Reading reading{.head = head, .hasLine = true, .beside = {m_plane.placeX(at), m_plane.frame.top + 24}};
    const auto areas = std::ranges::count_if(
        m_figure.series, [](const Series& series) { return series.form == Form::Area && !series.isRange; });
    const std::optional<double> most = areas > 0 ? limit() : std::nullopt;
    std::vector<std::pair<double, Reading::Row>> rows;
    double sum = 0;
    for (const Series& series : m_figure.series) {
        if (series.reference || hasNames(series)) continue;
        const double y = curveAt(series, at);
        if (!std::isfinite(y)) continue;
        if (series.isRange) {
            const QString least = valueText(baseAt(m_figure, series, at), std::nullopt);
            rows.push_back({m_plane.placeY(y),
                            {series.role, series.shade, drawnWords(series.name),
                             tr("%1 to %2").arg(least, valueText(y, std::nullopt)), std::nullopt}});
            continue;
        }
        const bool isArea = series.form == Form::Area;
        const double own = isArea ? y - baseAt(m_figure, series, at) : y;
        if (isArea) sum += own;
        const Point dot = m_plane.place(at, y);
        rows.push_back(
            {dot.y,
             {series.role, series.shade, drawnWords(series.name), valueText(own, isArea ? most : std::nullopt),
              m_plane.frame.contains(dot) ? std::optional(dot) : std::nullopt}});
    }
    std::ranges::stable_sort(rows, {}, [](const auto& row) { return row.first; });
    for (auto& [place, row] : rows) reading.rows.push_back(std::move(row));
    if (areas > 1) reading.rows.push_back({{}, 0, tr("together"), valueText(sum, most), std::nullopt});
    const bool speaks = std::ranges::any_of(m_figure.series, [](const Series& s) { return !hasNames(s); });
    return speaks ? std::optional(reading) : std::nullopt;
}

std::optional<Reading> Reader::reading() const {
    if (std::isnan(m_place.x)) return std::nullopt;
    if (const auto point = nearestPoint()) return readPoint(*point);
    if (auto spans = readSpans()) return spans;
    if (auto bars = readBars()) return bars;
    if (m_figure.shading) return readShading();
    return readCurves();
}

} // namespace

std::optional<Reading> readFigure(const Figure& figure, const Plane& plane, const Point& place, ByteUnits bytes) {
    return Reader(figure, plane, place, bytes).reading();
}

QStringList linesOf(const Reading& reading) {
    QStringList out{reading.head};
    for (const Reading::Row& row : reading.rows) out << row.name + QStringLiteral("  ") + row.value;
    return out;
}

QString pickedKey(const Figure& figure, const Plane& plane, const Point& place) {
    if (std::isnan(place.x)) return {};
    const auto point = Reader(figure, plane, place, ByteUnits::Decimal).nearestPoint();
    return point && !point->series->pointKeys.empty() ? toQString(point->series->pointKeys[point->index]) : QString();
}

} // namespace longpeak
