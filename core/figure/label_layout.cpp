// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/label_layout.h"

#include "figure/label_corners.h"
#include "figure/label_placer.h"
#include "figure/shifted_labels.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace longpeak {
namespace {

/// What is drawn of a series. Lanes fill the frame, and nothing is written in them.
void avoidSeries(LabelPlacer& placer, const Figure& figure, const Plane& plane, PlacesAlong& along, std::size_t index) {
    constexpr double dot = 3.5;
    const Series& series = figure.series[index];
    if (series.isRange) return;
    const auto placesOf = [&](const std::vector<double>& values) {
        const std::vector<double>& x = along.of(series);
        const std::vector<double> y = plane.y.at(values); // NaN where there is no value
        std::vector<Point> points;
        points.reserve(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) points.push_back({x[i], y[i]});
        return points;
    };
    switch (series.form) {
    case Form::Path:
        if (figure.shading) { // contours of it
            const auto points = placesOf(series.y);
            for (std::size_t i = 0; i + 1 < points.size(); ++i) placer.avoidLoosely(points[i], points[i + 1]);
            return;
        }
        [[fallthrough]];
    case Form::Line:
    case Form::Area: // its upper edge; the lower one is that of what lies below
        return placer.avoidCurve(placesOf(series.y), index);
    case Form::Points:
        for (const Point& at : placesOf(series.y))
            if (plane.shows(at)) placer.avoidBox({at.x - dot, at.y - dot, 2 * dot, 2 * dot}, index);
        return;
    case Form::Bars:
        if (series.reference) return;
        for (std::size_t i = 0; i < series.x.size(); ++i)
            if (const Box bar = barBox(figure, plane, series, i); bar.width > 0 && bar.height > 0)
                placer.avoidBox(bar, index);
        return;
    case Form::Spans: break;
    }
}

void avoidAllSeries(LabelPlacer& placer, const Figure& figure, const Plane& plane) {
    PlacesAlong along(plane.x);
    for (std::size_t i = 0; i < figure.series.size(); ++i) avoidSeries(placer, figure, plane, along, i);
}

constexpr double nearLabel = 12.0; ///< from there on it has a leader

class Layout {
public:
    Layout(const Figure& figure, const LabelSetting& setting);
    std::vector<Label> labels();

private:
    Size sizeOf(const std::string& text) const;
    std::vector<Point> anchorsOf(const Label& label, const Box& area) const;
    bool leadsClear(Label label, const Box& area, const Point& anchor) const;
    /// Whether it found room; one that did not is among the labels, too.
    bool add(Label label, const Size& size, std::vector<Point> corners, const LabelPlacer::Own& own = {});
    void addShifted();
    bool isShifted(const LabelId& id) const;
    void avoidRules();
    std::optional<Point> before(const Label& label) const;
    void addMark(std::size_t index);
    void addMarks();
    std::vector<std::size_t> addColumns();
    std::string fitting(const Rule& rule) const;
    bool isOnArea(const Box& box) const;
    void addRules();
    void addSeries();
    void leadToLine();
    void addAtEnds();
    /// Of its points; kept, since labels beside a line ask for them again and again.
    const std::vector<Point>& placesOf(const Series& line) const;
    Point nearestOn(const Series& line, const Point& to) const;
    void addBar(std::size_t index, std::size_t bar, double room);
    void addBars();
    void addRegions();

    const Figure& m_figure;
    const LabelSetting& m_setting;
    const Plane& m_plane;
    const Box& m_frame;
    LabelPlacer m_placer;
    std::vector<Label> m_labels;
    mutable std::map<const Series*, std::vector<Point>> m_places;
    std::size_t m_shifted = 0; ///< labels at the front that a person moved
};

/// Free of the frame's edge, but that the first and the last of lying bars are at it.
Box roomIn(const Figure& figure, const Box& frame) {
    return frame.grown(-2.0, isLying(figure) ? 1.0 : -2.0); // QCustomPlot draws them a pixel higher
}

Layout::Layout(const Figure& figure, const LabelSetting& setting)
    : m_figure(figure), m_setting(setting), m_plane(setting.plane), m_frame(setting.plane.frame),
      m_placer(roomIn(figure, setting.plane.frame)) {
    for (const Mark& mark : figure.marks) {
        const double reach = setting.markRadius(mark) + 1;
        const Point at = m_plane.place(mark.x, mark.y);
        m_placer.occupy({at.x - reach, at.y - reach, 2 * reach, 2 * reach});
    }
    avoidAllSeries(m_placer, figure, m_plane);
    avoidRules();
}

void Layout::avoidRules() {
    for (const Rule& rule : m_figure.rules) {
        const double x = m_plane.placeX(rule.at);
        const double y = m_plane.placeY(rule.at);
        if (rule.vertical)
            m_placer.avoidLoosely({x, m_frame.top}, {x, m_frame.bottom()});
        else
            m_placer.avoidLoosely({m_frame.left, y}, {m_frame.right(), y});
    }
}

/// What a person moved; all others keep off it.
void Layout::addShifted() {
    m_labels = shiftedLabels(m_figure, m_setting);
    m_shifted = m_labels.size();
    for (Label& label : m_labels) {
        m_placer.occupy(*label.area);
        label.isCrossed = !label.isInside && m_placer.crossesGuide(*label.area);
        if (label.of != LabelOf::Series || !label.hasLeader) continue;
        if (const Series& line = m_figure.series[label.index]; line.form == Form::Line)
            label.anchor = nearestOn(line, label.area->center());
    }
}

bool Layout::isShifted(const LabelId& id) const {
    const auto end = m_labels.begin() + static_cast<std::ptrdiff_t>(m_shifted);
    return std::any_of(m_labels.begin(), end, [&](const Label& label) {
        return LabelId{label.of, label.index, label.bar} == id;
    });
}

/// Numbers first, then what names the data, then the guides.
std::vector<Label> Layout::labels() {
    addShifted();
    addMarks();
    addBars();
    if (m_setting.sideRoom > 0) addAtEnds();
    addSeries();
    addRules();
    addRegions();
    return std::move(m_labels);
}

Size Layout::sizeOf(const std::string& text) const {
    return {m_setting.textWidth(text) + 2 * labelPadding, m_setting.textHeight + 2};
}

/// The corner at which the same label stood last, as it lies to its anchor.
std::optional<Point> Layout::before(const Label& label) const {
    if (m_setting.before == nullptr) return std::nullopt;
    const auto same = std::ranges::find_if(*m_setting.before, [&](const Label& other) {
        return other.of == label.of && other.index == label.index && other.bar == label.bar && other.area;
    });
    if (same == m_setting.before->end()) return std::nullopt;
    return Point{label.anchor.x + same->area->left - same->anchor.x, label.anchor.y + same->area->top - same->anchor.y};
}

/// Along a line the label is near it, wherever that is: from its middle, or from one of its ends.
std::vector<Point> Layout::anchorsOf(const Label& label, const Box& area) const {
    const bool isOfLine = label.of == LabelOf::Series && m_figure.series[label.index].form == Form::Line;
    if (!isOfLine) return {label.anchor};
    const Series& line = m_figure.series[label.index];
    const double middle = area.center().y;
    return {nearestOn(line, area.center()), nearestOn(line, {area.right(), middle}),
            nearestOn(line, {area.left, middle})};
}

/// Whether neither its leader would cross words or another leader, nor its words another's leader.
bool Layout::leadsClear(Label label, const Box& area, const Point& anchor) const {
    label.area = area;
    label.anchor = anchor;
    const auto leader = leaderOf(label);
    const bool isLed = std::hypot(leader.second.x - leader.first.x, leader.second.y - leader.first.y) > nearLabel &&
                       !area.contains(label.anchor) && (label.of == LabelOf::Mark || label.of == LabelOf::Series);
    return std::ranges::none_of(m_labels, [&](const Label& other) {
        if (!other.area) return false;
        if (isLed && runsThrough(leader, *other.area)) return true;
        if (!other.hasLeader) return false;
        const auto others = leaderOf(other);
        return runsThrough(others, area) || (isLed && cross(leader, others));
    });
}

bool Layout::add(Label label, const Size& size, std::vector<Point> corners, const LabelPlacer::Own& own) {
    if (const auto last = before(label); last && !corners.empty()) corners.insert(corners.begin(), *last);
    const auto isClear = [&](const Box& area) {
        const auto anchors = anchorsOf(label, area);
        const auto clear = std::ranges::find_if(anchors, [&](const Point& at) { return leadsClear(label, area, at); });
        return clear != anchors.end();
    };
    LabelPlacer::Own strict = own;
    strict.refuses = [&](const Box& area) { return (own.refuses && own.refuses(area)) || !isClear(area); };
    label.area = m_placer.place(size, corners, strict);
    // A number goes before a clear drawing; what only guides the eye, as where two lines meet, is rather left out.
    const bool isGuide = label.of == LabelOf::Mark && m_figure.marks[label.index].role == Role::Neutral;
    if (!label.area && !isGuide) label.area = m_placer.place(size, corners, own);
    if (label.area && (label.of == LabelOf::Mark || label.of == LabelOf::Series)) {
        const auto [from, to] = leaderOf(label);
        label.hasLeader = std::hypot(to.x - from.x, to.y - from.y) > nearLabel && !label.area->contains(label.anchor);
    }
    if (label.area) label.isCrossed = own.onCurve || m_placer.crossesGuide(*label.area);
    m_labels.push_back(std::move(label));
    return m_labels.back().area.has_value();
}

/// Numbers of one place along x stand in one column, in the order of their marks. Gives back the marks that are done.
std::vector<std::size_t> Layout::addColumns() {
    const auto& marks = m_figure.marks;
    std::map<double, std::vector<std::size_t>> columns;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const Mark& mark = marks[i];
        const bool isOwnNumber = !mark.reference && !mark.picked && mark.share == 0 && !mark.label.empty();
        if (isOwnNumber && !isShifted({LabelOf::Mark, i}) && m_plane.shows(m_plane.place(mark.x, mark.y)))
            columns[mark.x].push_back(i);
    }
    std::vector<std::size_t> done;
    for (auto& [x, column] : columns) {
        if (column.size() < 2) continue;
        std::ranges::stable_sort(column, std::ranges::greater{}, [&](std::size_t i) { return marks[i].y; });
        std::vector<Point> points;
        std::vector<std::string> words;
        std::vector<Size> sizes;
        for (const std::size_t i : column) {
            points.push_back(m_plane.place(marks[i].x, marks[i].y));
            words.push_back(m_setting.words(marks[i].label));
            sizes.push_back(sizeOf(words.back()));
        }
        const auto corners = m_placer.column(points, sizes, m_setting.markRadius(marks[column.front()]) + 3);
        if (!corners) continue;
        for (std::size_t i = 0; i < column.size(); ++i) {
            const Mark& mark = marks[column[i]];
            add({.of = LabelOf::Mark,
                 .index = column[i],
                 .text = std::move(words[i]),
                 .anchor = points[i],
                 .metric = mark.metric},
                sizes[i], {(*corners)[i]});
        }
        done.insert(done.end(), column.begin(), column.end());
    }
    return done;
}

void Layout::addMark(std::size_t index) {
    const Mark& mark = m_figure.marks[index];
    if (mark.label.empty() || isShifted({LabelOf::Mark, index})) return;
    if (!m_plane.shows(m_plane.place(mark.x, mark.y))) return;
    std::string text = m_setting.words(mark.label);
    const Size size = sizeOf(text);
    add({.of = LabelOf::Mark,
         .index = index,
         .text = std::move(text),
         .anchor = m_plane.place(mark.x, mark.y),
         .metric = mark.metric},
        size, labelCorners::besideMark(mark, m_plane, m_setting.markRadius(mark), size));
}

/// What is chosen finds room first, then the scenario's own numbers, then the reference's.
void Layout::addMarks() {
    const auto& marks = m_figure.marks;
    for (std::size_t i = 0; i < marks.size(); ++i)
        if (marks[i].picked) addMark(i);
    const auto done = addColumns();
    for (const bool reference : {false, true})
        for (std::size_t i = 0; i < marks.size(); ++i)
            if (!marks[i].picked && marks[i].reference == reference && std::ranges::find(done, i) == done.end())
                addMark(i);
}

/// The whole label where there is room for it.
std::string Layout::fitting(const Rule& rule) const {
    std::string whole = m_setting.words(rule.label);
    const bool fits = rule.brief.empty() || sizeOf(whole).width < m_frame.width - 10;
    return fits ? whole : m_setting.words(rule.brief);
}

/// Whether something filled lies behind the middle of it.
bool Layout::isOnArea(const Box& box) const {
    const double at = m_plane.valueX(box.center().x);
    return std::ranges::any_of(m_figure.series, [&](const Series& series) {
        if (series.form != Form::Area || series.isRange) return false;
        const double top = m_plane.placeY(valueAt(m_figure, series, at));
        const double bottom = m_plane.placeY(baseAt(m_figure, series, at));
        return top < box.bottom() && bottom > box.top; // false of NaN
    });
}

void Layout::addRules() {
    for (std::size_t i = 0; i < m_figure.rules.size(); ++i) {
        const Rule& rule = m_figure.rules[i];
        if (rule.label.empty() || isShifted({LabelOf::Rule, i})) continue;
        const Point anchor{rule.vertical ? m_plane.placeX(rule.at) : m_frame.left,
                           rule.vertical ? m_frame.top : m_plane.placeY(rule.at)};
        const auto found = [&](std::string text, bool onAreas) {
            const Size size = sizeOf(text);
            auto corners = labelCorners::besideRule(rule, m_plane, size);
            if (corners.empty()) return true; // out of view
            LabelPlacer::Own own;
            if (!onAreas) own.refuses = [&](const Box& area) { return isOnArea(area); };
            return add(
                {.of = LabelOf::Rule, .index = i, .text = std::move(text), .anchor = anchor, .metric = rule.metric},
                size, std::move(corners), own);
        };
        // Beside what is filled rather than on it, and then rather less words.
        const std::string text = fitting(rule);
        const std::string brief = m_setting.words(rule.brief);
        std::vector<std::pair<std::string, bool>> tries{{text, false}};
        if (!brief.empty() && brief != text) tries.emplace_back(brief, false);
        tries.emplace_back(text, true);
        if (tries.size() > 2) tries.emplace_back(brief, true);
        for (std::size_t t = 0; t < tries.size() && !found(tries[t].first, tries[t].second); ++t)
            if (t + 1 < tries.size()) m_labels.pop_back();
    }
}

void Layout::addSeries() {
    for (std::size_t i = 0; i < m_figure.series.size(); ++i) {
        const Series& series = m_figure.series[i];
        const bool isPath = series.form == Form::Path;
        if (series.label.empty() || !(isPath || m_setting.namesSeries) || isShifted({LabelOf::Series, i})) continue;
        if (m_setting.sideRoom > 0 && series.form == Form::Line) continue; // addAtEnds
        const double value = isPath ? 0.0 : valueAt(m_figure, series, series.labelX);
        if (!std::isfinite(value) || series.x.empty()) continue;
        const bool isArea = series.form == Form::Area;
        std::string text = m_setting.words(series.label);
        const Size size = sizeOf(text);
        const std::vector<Point> corners = isPath   ? labelCorners::onPath(series, m_plane, size)
                                           : isArea ? labelCorners::inArea(m_figure, series, m_plane, size)
                                                    : labelCorners::besideLine(m_figure, series, m_plane, size);
        const Point anchor = isPath ? m_plane.place(series.x[series.x.size() / 2], series.y[series.x.size() / 2])
                                    : m_plane.place(series.labelX, value);
        const LabelPlacer::Own own{.series = i, .onCurve = isPath};
        add({.of = LabelOf::Series, .index = i, .text = std::move(text), .anchor = anchor, .metric = series.metric},
            size, corners, own);
        m_labels.back().isInside = isArea;
        if (!m_labels.back().area || !m_labels.back().hasLeader) continue;
        if (isPath || isArea)
            m_labels.back().hasLeader = false;
        else
            leadToLine();
    }
}

/// Of the label that was placed last: from where it is to a place of its line, clear of others where that can be.
void Layout::leadToLine() {
    Label label = std::move(m_labels.back());
    m_labels.pop_back(); // it is in no way of its own
    const auto anchors = anchorsOf(label, *label.area);
    const auto clear = std::ranges::find_if(anchors,
                                            [&](const Point& at) { return leadsClear(label, *label.area, at); });
    label.anchor = clear == anchors.end() ? anchors.front() : *clear;
    const auto [from, to] = leaderOf(label);
    label.hasLeader = std::hypot(to.x - from.x, to.y - from.y) > 14.0;
    m_labels.push_back(std::move(label));
}

/// Beside the frame, where the lines end.
void Layout::addAtEnds() {
    std::vector<labelCorners::LineEnd> ends;
    for (std::size_t i = 0; i < m_figure.series.size(); ++i) {
        const Series& series = m_figure.series[i];
        if (series.form != Form::Line || series.label.empty() || !m_setting.namesSeries) continue;
        if (isShifted({LabelOf::Series, i})) continue;
        const Point at = labelCorners::endOf(series, m_plane);
        if (!std::isnan(at.x)) ends.push_back({i, at});
    }
    const double height = m_setting.textHeight;
    labelCorners::stackEnds(ends, m_frame, height);
    for (const labelCorners::LineEnd& end : ends) {
        const Series& series = m_figure.series[end.series];
        Label label{.of = LabelOf::Series,
                    .index = end.series,
                    .text = m_setting.words(series.label),
                    .anchor = end.at,
                    .metric = series.metric};
        const Size size = sizeOf(label.text);
        if (end.top > m_frame.top - height && size.width <= m_setting.sideRoom)
            label.area = Box{m_frame.right() + labelCorners::besideFrame, end.top, size.width, height};
        label.hasLeader = label.area &&
                          (m_frame.right() - end.at.x > 2 || std::abs(label.area->center().y - end.at.y) > 2);
        m_labels.push_back(std::move(label));
    }
}

const std::vector<Point>& Layout::placesOf(const Series& line) const {
    std::vector<Point>& places = m_places[&line];
    if (!places.empty()) return places;
    const std::vector<double> x = m_plane.x.at(line.x);
    const std::vector<double> y = m_plane.y.at(line.y);
    for (std::size_t i = 0; i < x.size(); ++i) places.push_back({x[i], y[i]});
    return places;
}

/// The place of the line that is nearest.
Point Layout::nearestOn(const Series& line, const Point& to) const {
    Point best{to};
    double least = toEdge;
    const auto take = [&](const Point& at) {
        const double away = std::hypot(at.x - to.x, at.y - to.y);
        if (!(away < least) || !m_plane.shows(at)) return;
        least = away;
        best = at;
    };
    const std::vector<Point>& places = placesOf(line);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const Point& a = places[i];
        take(a);
        if (i + 1 == places.size()) break;
        const Point along{places[i + 1].x - a.x, places[i + 1].y - a.y};
        const double length = along.x * along.x + along.y * along.y;
        const double share = ((to.x - a.x) * along.x + (to.y - a.y) * along.y) / length;
        if (share > 0 && share < 1) take({a.x + share * along.x, a.y + share * along.y}); // false of NaN
    }
    return best;
}

/// The whole name where there is room for it. Where bars lie closely, labels are no taller
/// than their places, or dropped.
void Layout::addBar(std::size_t index, std::size_t bar, double room) {
    constexpr double leastHeight = 11.0;
    const Series& series = m_figure.series[index];
    const Text& whole = series.pointNames[bar];
    if (whole.empty() || isShifted({LabelOf::Bar, index, bar})) return;
    const bool falls = series.y[bar] < (series.base.empty() ? 0.0 : series.base[bar]);
    const Box box = barBox(m_figure, m_plane, series, bar);
    const auto found = [&](const Text& name) {
        std::string text = m_setting.words(name);
        Size size = sizeOf(text);
        size.height = std::min(size.height, room);
        const bool isPlaced = add({.of = LabelOf::Bar,
                                   .index = index,
                                   .bar = bar,
                                   .text = std::move(text),
                                   .anchor = {box.right(), box.center().y},
                                   .metric = series.metric},
                                  size,
                                  room < leastHeight ? std::vector<Point>()
                                                     : labelCorners::besideBar(m_figure, box, m_plane, size, falls),
                                  {.series = index});
        if (isPlaced) m_labels.back().isInside = box.overlaps(*m_labels.back().area);
        return isPlaced;
    };
    if (found(whole) || series.pointBriefs.empty() || series.pointBriefs[bar].empty()) return;
    m_labels.pop_back();
    found(series.pointBriefs[bar]);
}

void Layout::addBars() {
    const double room = isLying(m_figure) ? std::abs(m_plane.placeY(1.0) - m_plane.placeY(0.0)) - 0.5 : toEdge;
    for (std::size_t i = 0; i < m_figure.series.size(); ++i) {
        const Series& series = m_figure.series[i];
        if (series.form != Form::Bars || series.reference) continue;
        for (std::size_t bar = 0; bar < series.pointNames.size(); ++bar) addBar(i, bar, room);
    }
}

void Layout::addRegions() {
    for (std::size_t i = 0; i < m_figure.regions.size(); ++i) {
        const Region& region = m_figure.regions[i];
        if (region.label.empty() || isBand(region) || isShifted({LabelOf::Region, i})) continue;
        std::string text = m_setting.words(region.label);
        const Size size = sizeOf(text);
        const auto corners = labelCorners::inRegion(region, m_plane, size);
        if (corners.empty()) continue; // out of view
        add({.of = LabelOf::Region, .index = i, .text = std::move(text), .anchor = corners.front()}, size, corners);
    }
}

} // namespace

std::vector<Label> layoutLabels(const Figure& figure, const LabelSetting& setting) {
    return Layout(figure, setting).labels();
}

bool coversData(const Figure& figure, const Plane& plane, const Label& label) {
    if (!label.area || label.area->left > plane.frame.right()) return false;
    LabelPlacer data(roomIn(figure, plane.frame).grown(10, 10));
    avoidAllSeries(data, figure, plane);
    const bool isOfSeries = label.of == LabelOf::Series || label.of == LabelOf::Bar;
    const bool isOnPath = label.of == LabelOf::Series && figure.series[label.index].form == Form::Path;
    return !data.isFree(*label.area,
                        {.series = isOfSeries ? label.index : LabelPlacer::Own::none, .onCurve = isOnPath});
}

std::pair<Point, Point> leaderOf(const Label& label) {
    const Box words = label.area->grown(-labelPadding / 2, -2);
    const Point from{std::clamp(label.anchor.x, words.left, words.right()),
                     std::clamp(label.anchor.y, words.top, words.bottom())};
    return {from, label.anchor};
}

bool isBand(const Region& region) {
    return !region.label.empty() && region.role != Role::Limit && region.y0 == -toEdge && region.y1 == toEdge;
}

} // namespace longpeak
