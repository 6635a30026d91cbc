// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/label_layout.h"

#include "figure/label_placer.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace longpeak {
namespace {

class Layout {
public:
    Layout(const Figure& figure, const LabelSetting& setting);
    std::vector<Label> labels();

private:
    Size sizeOf(const std::string& text) const;
    /// Whether it found room; one that did not is among the labels, too.
    bool add(Label label, const Size& size, const std::vector<Point>& corners);
    void addMark(std::size_t index);
    void addMarks();
    std::vector<std::size_t> addColumns();
    std::vector<Point> besideMark(const Mark& mark, const Size& size) const;
    std::string fitting(const Rule& rule) const;
    std::vector<Point> besideRule(const Rule& rule, const Size& size) const;
    void addRules();
    bool isCrossed(const Box& area) const;
    std::vector<Point> besideLine(const Series& line, const Size& size) const;
    std::vector<Point> onPath(const Series& path, const Size& size) const;
    std::vector<Point> inArea(const Series& area, double value, const Size& size) const;
    void addSeries();
    std::vector<Point> besideBar(const Box& bar, const Size& size, bool falls) const;
    void addBar(std::size_t index, std::size_t bar, double room);
    void addBars();
    void addRegions();

    const Figure& m_figure;
    const LabelSetting& m_setting;
    const Plane& m_plane;
    const Box& m_frame;
    LabelPlacer m_placer;
    std::vector<Label> m_labels;
};

/// Free of the frame's edge, but that the first and the last of lying bars are at it.
Box roomIn(const Figure& figure, const Box& frame) {
    return frame.grown(-2.0, isLying(figure) ? 0.0 : -2.0);
}

Layout::Layout(const Figure& figure, const LabelSetting& setting)
    : m_figure(figure), m_setting(setting), m_plane(setting.plane), m_frame(setting.plane.frame),
      m_placer(roomIn(figure, setting.plane.frame)) {
    for (const Mark& mark : figure.marks) {
        const double reach = setting.markRadius(mark) + 1;
        const Point at = m_plane.place(mark.x, mark.y);
        m_placer.occupy({at.x - reach, at.y - reach, 2 * reach, 2 * reach});
    }
}

std::vector<Label> Layout::labels() {
    addMarks();
    addRules();
    addSeries();
    addBars();
    addRegions();
    return std::move(m_labels);
}

Size Layout::sizeOf(const std::string& text) const {
    return {m_setting.textWidth(text) + 2 * labelPadding, m_setting.textHeight + 2};
}

bool Layout::add(Label label, const Size& size, const std::vector<Point>& corners) {
    label.area = m_placer.place(size, corners);
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
        if (isOwnNumber && m_plane.shows(m_plane.place(mark.x, mark.y))) columns[mark.x].push_back(i);
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
            add({.of = LabelOf::Mark, .index = column[i], .text = std::move(words[i]), .metric = mark.metric}, sizes[i],
                {(*corners)[i]});
        }
        done.insert(done.end(), column.begin(), column.end());
    }
    return done;
}

std::vector<Point> Layout::besideMark(const Mark& mark, const Size& size) const {
    const Point at = m_plane.place(mark.x, mark.y);
    const double gap = m_setting.markRadius(mark) + 2;
    std::vector<Point> corners = LabelPlacer::around(at, size, gap);
    // A name straight above or below a bubble cannot be taken for its neighbour's.
    if (mark.share > 0) {
        const double left = at.x - size.width / 2;
        corners.insert(corners.begin(), {{left, at.y - gap - size.height}, {left, at.y + gap}});
    }
    return corners;
}

void Layout::addMark(std::size_t index) {
    const Mark& mark = m_figure.marks[index];
    if (mark.label.empty() || !m_plane.shows(m_plane.place(mark.x, mark.y))) return;
    std::string text = m_setting.words(mark.label);
    const Size size = sizeOf(text);
    add({.of = LabelOf::Mark, .index = index, .text = std::move(text), .metric = mark.metric}, size,
        besideMark(mark, size));
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

/// At an end of the rule, on either side; no places for one that is out of view.
std::vector<Point> Layout::besideRule(const Rule& rule, const Size& size) const {
    if (rule.vertical) {
        const double x = m_plane.placeX(rule.at);
        if (x < m_frame.left - 1 || x > m_frame.right() + 1) return {};
        const double top = m_frame.top + 3;
        const double low = m_frame.bottom() - size.height - 3;
        const double left = x - size.width - 4;
        return {{x + 4, top}, {left, top}, {x + 4, low}, {left, low}, {x + 4, top + size.height}};
    }
    const double y = m_plane.placeY(rule.at);
    if (y < m_frame.top || y > m_frame.bottom()) return {};
    const double left = m_frame.left + 5;
    const double right = m_frame.right() - size.width - 5;
    const double above = y - size.height - 3;
    return {{left, above}, {right, above}, {left, y + 3}, {right, y + 3}};
}

void Layout::addRules() {
    for (std::size_t i = 0; i < m_figure.rules.size(); ++i) {
        const Rule& rule = m_figure.rules[i];
        if (rule.label.empty()) continue;
        std::string text = fitting(rule);
        const Size size = sizeOf(text);
        const auto corners = besideRule(rule, size);
        if (corners.empty()) continue;
        add({.of = LabelOf::Rule, .index = i, .text = std::move(text), .metric = rule.metric}, size, corners);
    }
}

/// Whether a line of the figure runs through the area.
bool Layout::isCrossed(const Box& area) const {
    const double left = m_plane.valueX(area.left);
    const double right = m_plane.valueX(area.right());
    return std::ranges::any_of(m_figure.series, [&](const Series& series) {
        if (series.form != Form::Line) return false;
        const double first = m_plane.placeY(valueAt(m_figure, series, left));
        const double last = m_plane.placeY(valueAt(m_figure, series, right));
        return std::min(first, last) < area.bottom() && std::max(first, last) > area.top; // false of NaN
    });
}

/// Close to the line, where no line runs through, as near as can be to where it is wanted.
std::vector<Point> Layout::besideLine(const Series& line, const Size& size) const {
    constexpr double step = 26.0;
    constexpr double gap = 1.0;
    constexpr int furthest = 7;
    std::vector<Point> corners;
    const double wanted = m_plane.placeX(line.labelX);
    for (int i = 0; i <= 2 * furthest; ++i) {
        const int steps = (i + 1) / 2;
        const double x = wanted + (i % 2 == 0 ? steps : -steps) * step;
        const double y = m_plane.placeY(valueAt(m_figure, line, m_plane.valueX(x)));
        if (std::isnan(y) || !m_frame.contains(Point{x, y})) continue;
        for (const double left : {x + gap, x - gap - size.width})
            for (const double top : {y - gap - size.height, y + gap})
                if (!isCrossed(Box{left, top, size.width, size.height}.grown(-1, -1))) corners.push_back({left, top});
    }
    const Point at{wanted, m_plane.placeY(valueAt(m_figure, line, line.labelX))};
    const auto around = LabelPlacer::around(at, size, 4);
    corners.insert(corners.end(), around.begin(), around.end());
    return corners;
}

/// On the line, as near to its middle as there is room; else beside it.
std::vector<Point> Layout::onPath(const Series& path, const Size& size) const {
    constexpr std::size_t tries = 24;
    const std::size_t count = path.x.size();
    const std::size_t step = std::max<std::size_t>(1, count / tries);
    std::vector<Point> corners;
    for (const double left : {0.5, 1.0, 0.0})
        for (std::size_t away = 0; away <= count / 2; away += step)
            for (const std::size_t i : {count / 2 + away, count / 2 - away}) {
                if (i >= count) continue;
                const Point at = m_plane.place(path.x[i], path.y[i]);
                corners.push_back({at.x - size.width * left, at.y - size.height / 2});
            }
    return corners;
}

/// In the middle of its height, where that is tall enough: `value` is that of its upper edge.
std::vector<Point> Layout::inArea(const Series& area, double value, const Size& size) const {
    const double x = m_plane.placeX(area.labelX);
    const double top = std::max(m_plane.placeY(value), m_frame.top);
    const double bottom = std::min(m_plane.placeY(baseAt(m_figure, area, area.labelX)), m_frame.bottom());
    if (bottom - top < size.height + 4) return {};
    const double middle = (top + bottom - size.height) / 2;
    const bool fits = x + 8 + size.width < m_frame.right();
    return {{fits ? x + 8 : x - size.width, middle}};
}

void Layout::addSeries() {
    for (std::size_t i = 0; i < m_figure.series.size(); ++i) {
        const Series& series = m_figure.series[i];
        const bool isPath = series.form == Form::Path;
        if (series.label.empty() || !(isPath || m_setting.namesSeries)) continue;
        const double value = isPath ? 0.0 : valueAt(m_figure, series, series.labelX);
        if (!std::isfinite(value)) continue;
        const bool isArea = series.form == Form::Area;
        std::string text = m_setting.words(series.label);
        const Size size = sizeOf(text);
        add({.of = LabelOf::Series, .index = i, .text = std::move(text), .metric = series.metric}, size,
            isPath   ? onPath(series, size)
            : isArea ? inArea(series, value, size)
                     : besideLine(series, size));
    }
}

/// Behind the bar's end, or on the bar where there is no room.
std::vector<Point> Layout::besideBar(const Box& bar, const Size& size, bool falls) const {
    const double middle = bar.center().y - size.height / 2;
    const double centre = bar.center().x - size.width / 2;
    if (!isLying(m_figure)) return {{centre, bar.top - size.height - 2}, {centre, bar.top + 2}};
    const Point right{bar.right() + 2, middle};
    const Point left{bar.left - size.width - 2, middle};
    return {falls ? left : right, falls ? right : left, {centre, middle}, {m_frame.right() - size.width - 4, middle}};
}

/// The whole name where there is room for it. Where bars lie closely, labels are no taller
/// than their places, or dropped.
void Layout::addBar(std::size_t index, std::size_t bar, double room) {
    constexpr double leastHeight = 11.0;
    const Series& series = m_figure.series[index];
    const Text& whole = series.pointNames[bar];
    if (whole.empty()) return;
    const bool falls = series.y[bar] < (series.base.empty() ? 0.0 : series.base[bar]);
    const Box box = barBox(m_figure, m_plane, series, bar);
    const auto found = [&](const Text& name) {
        std::string text = m_setting.words(name);
        Size size = sizeOf(text);
        size.height = std::min(size.height, room);
        return add({.of = LabelOf::Bar, .index = index, .text = std::move(text), .metric = series.metric}, size,
                   room < leastHeight ? std::vector<Point>() : besideBar(box, size, falls));
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
        if (region.label.empty() || isBand(region)) continue;
        std::string text = m_setting.words(region.label);
        const Size size = sizeOf(text);
        const double left = std::max(m_plane.placeX(region.x0), m_frame.left);
        const double right = std::min(m_plane.placeX(region.x1), m_frame.right());
        const double bottom = std::min(m_plane.placeY(region.y0), m_frame.bottom()) - size.height - 2;
        add({.of = LabelOf::Region, .index = i, .text = std::move(text)}, size,
            {{left + 3, bottom}, {right - size.width - 3, bottom}});
    }
}

} // namespace

std::vector<Label> layoutLabels(const Figure& figure, const LabelSetting& setting) {
    return Layout(figure, setting).labels();
}

bool isBand(const Region& region) {
    return !region.label.empty() && region.role != Role::Limit && region.y0 == -toEdge && region.y1 == toEdge;
}

} // namespace longpeak
