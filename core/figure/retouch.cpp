// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/retouch.h"

#include "text/escape.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace longpeak {
namespace {

class KeyWords : public Translator {
protected:
    std::string told(const Amount&) const override { return "#"; }
};

std::string withReference(std::string key, bool reference) {
    return reference ? std::move(key) + " (reference)" : key;
}

std::string keyOf(const Figure& figure, const LabelId& label) {
    std::string words = keyOf(labelText(figure, label));
    switch (label.of) {
    case LabelOf::Mark: return withReference(words, figure.marks[label.index].reference);
    case LabelOf::Rule: return withReference(words, figure.rules[label.index].reference);
    case LabelOf::Series: return withReference(words, figure.series[label.index].reference);
    case LabelOf::Region: return words;
    case LabelOf::Bar: break;
    }
    const Series& series = figure.series[label.index];
    const Axis& places = isLying(figure) ? figure.y : figure.x;
    return withReference(keyOf(series.name), series.reference) + ": " + keyOf(places.nameAt(series.x[label.bar]));
}

/// All that can have a label, in the figure's order.
std::vector<LabelId> placesOfLabels(const Figure& figure) {
    std::vector<LabelId> out;
    const auto add = [&](LabelOf of, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) out.push_back({of, i});
    };
    add(LabelOf::Mark, figure.marks.size());
    add(LabelOf::Rule, figure.rules.size());
    add(LabelOf::Series, figure.series.size());
    for (std::size_t i = 0; i < figure.series.size(); ++i)
        if (figure.series[i].form == Form::Bars && !figure.series[i].reference)
            for (std::size_t bar = 0; bar < figure.series[i].pointNames.size(); ++bar)
                out.push_back({LabelOf::Bar, i, bar});
    add(LabelOf::Region, figure.regions.size());
    return out;
}

void setWords(Figure& figure, const LabelId& label, const Text& words) {
    switch (label.of) {
    case LabelOf::Mark: figure.marks[label.index].label = words; return;
    case LabelOf::Rule:
        figure.rules[label.index].label = words;
        figure.rules[label.index].brief = {};
        return;
    case LabelOf::Series: figure.series[label.index].label = words; return;
    case LabelOf::Region: figure.regions[label.index].label = words; return;
    case LabelOf::Bar: break;
    }
    Series& series = figure.series[label.index];
    series.pointNames[label.bar] = words;
    if (!series.pointBriefs.empty()) series.pointBriefs[label.bar] = {};
}

Text written(const std::string& words) {
    return verbatim(oneLine(words));
}

class Retoucher {
public:
    Retoucher(Figure figure, const Retouch& retouch)
        : m_retouch(retouch), m_labels(labelsOf(figure)), m_lines(linesOf(figure)), m_out{std::move(figure)} {}

    RetouchedFigure take() {
        for (const LineChange& change : m_retouch.lines) apply(change);
        for (const LabelChange& change : m_retouch.labels) apply(change);
        takeOut();
        apply(m_out.figure.x, m_retouch.x);
        apply(m_out.figure.y, m_retouch.y);
        if (m_retouch.x.range) keepLabelsInView();
        return std::move(m_out);
    }

private:
    void apply(const LineChange& change);
    void apply(const LabelChange& change);
    void apply(Axis& axis, const AxisChange& change);
    void takeOut();
    void keepLabelsInView();
    void tellUnused(const PartName& name) {
        m_out.unused.push_back(LP_TEXT("figure", "nothing is called “%1” here")(verbatim(name.key)));
    }

    const Retouch& m_retouch;
    std::vector<NamedLabel> m_labels;
    std::vector<NamedLine> m_lines;
    std::set<std::size_t> m_hidden; ///< series
    RetouchedFigure m_out;
};

/// Without its line a ghost has nothing to be compared with.
void Retoucher::apply(const LineChange& change) {
    const auto line = std::ranges::find(m_lines, change.name, &NamedLine::name);
    if (line == m_lines.end()) return tellUnused(change.name);
    for (const std::size_t i : line->series) {
        Series& series = m_out.figure.series[i];
        if (change.hidden) m_hidden.insert(i);
        if (!change.words) continue;
        if (series.label == series.name) series.label = written(*change.words);
        series.name = written(*change.words);
    }
    if (!change.hidden) return;
    for (const NamedLine& ghost : m_lines)
        if (ghost.isReference && ghost.words == line->words) m_hidden.insert(ghost.series.begin(), ghost.series.end());
}

void Retoucher::apply(const LabelChange& change) {
    const auto label = std::ranges::find_if(
        m_labels, [&](const NamedLabel& each) { return each.label.of == change.of && each.name == change.name; });
    if (label == m_labels.end()) return tellUnused(change.name);
    if (change.hidden) return setWords(m_out.figure, label->label, {});
    if (change.words) setWords(m_out.figure, label->label, written(*change.words));
    if (change.moved) m_out.figure.shifts.push_back({label->label, change.right, change.down});
}

/// What is hidden, and the marks of which no line is left. Areas and bars that stood on a hidden one stay where they are.
void Retoucher::takeOut() {
    Figure& figure = m_out.figure;
    // A mark of the reference is on its ghost, or else on the scenario's own line.
    const auto isOf = [&](const Mark& mark, const Series& line) {
        const bool hasGhost = std::ranges::any_of(
            figure.series, [&](const Series& each) { return each.reference && each.role == mark.role; });
        return line.role == mark.role && line.reference == (mark.reference && hasGhost);
    };
    const auto isLost = [&](const Mark& mark) {
        bool had = false;
        for (std::size_t i = 0; i < figure.series.size(); ++i) {
            if (!isOf(mark, figure.series[i])) continue;
            if (!m_hidden.contains(i)) return false;
            had = true;
        }
        return had;
    };
    std::vector<Mark> marks;
    for (std::size_t i = 0; i < figure.marks.size(); ++i)
        if (!isLost(figure.marks[i])) {
            marks.push_back(std::move(figure.marks[i]));
            m_out.marks.push_back(i);
        }
    std::vector<Series> series;
    for (std::size_t i = 0; i < figure.series.size(); ++i)
        if (!m_hidden.contains(i)) {
            series.push_back(std::move(figure.series[i]));
            m_out.series.push_back(i);
        }
    figure.marks = std::move(marks);
    figure.series = std::move(series);
    std::erase_if(figure.shifts, [&](LabelShift& shift) {
        const bool isOfMark = shift.label.of == LabelOf::Mark;
        if (!isOfMark && shift.label.of != LabelOf::Series && shift.label.of != LabelOf::Bar) return false;
        const auto& left = isOfMark ? m_out.marks : m_out.series;
        const auto at = std::ranges::find(left, shift.label.index);
        if (at == left.end()) return true;
        shift.label.index = static_cast<std::size_t>(at - left.begin());
        return false;
    });
}

void Retoucher::apply(Axis& axis, const AxisChange& change) {
    const auto isGood = [this](const Text& reason) {
        if (!reason.empty()) m_out.unused.push_back(reason);
        return reason.empty();
    };
    if (change.range && isGood(whyNotRange(axis, *change.range))) {
        axis.minimum = change.range->from;
        axis.maximum = change.range->to;
    }
    axis.tickCount = change.count;
    if (!change.ticks.empty() && isGood(whyNotTicks(axis, change.ticks))) axis.chosenTicks = change.ticks;
}

/// Lines are named where they are seen.
void Retoucher::keepLabelsInView() {
    const Axis& x = m_out.figure.x;
    for (Series& series : m_out.figure.series) {
        if (series.label.empty() || series.x.empty() || series.form == Form::Path || series.form == Form::Bars)
            continue;
        const double low = std::max(x.minimum, series.x.front());
        const double high = std::min(x.maximum, series.x.back());
        if (low > high || (series.labelX >= low && series.labelX <= high)) continue;
        series.labelX = x.scale == AxisScale::Log && low > 0 ? std::sqrt(low) * std::sqrt(high) : (low + high) / 2;
    }
}

template <typename Change, typename Is>
Change& changeIn(std::vector<Change>& changes, Is is, Change made) {
    const auto found = std::ranges::find_if(changes, is);
    if (found != changes.end()) return *found;
    changes.push_back(std::move(made));
    return changes.back();
}

} // namespace

std::string keyOf(const Text& words) {
    return KeyWords().words(words);
}

Text whyNotWords(std::string_view words) {
    if (words.find_first_not_of(' ') == std::string_view::npos) return LP_TEXT("fault", "is empty");
    if (words.size() <= longestLabel) return {};
    return LP_TEXT("fault", "must be no longer than %1 bytes")(plainAmount(static_cast<double>(longestLabel)));
}

Text whyNotRange(const Extent& range) {
    constexpr double least = 1e-9; // of the larger end: what is narrower has no numbers
    const bool isWide = range.to - range.from > least * std::max(std::abs(range.from), std::abs(range.to));
    return isWide ? Text() : LP_TEXT("fault", "must go from one value to a larger one");
}

Text whyNotRange(const Axis& axis, const Extent& range) {
    if (axis.isNamed()) return LP_TEXT("fault", "the axis “%1” has names and no range")(axis.label);
    if (axis.scale == AxisScale::Log && range.from <= 0)
        return LP_TEXT("fault", "the axis “%1” is logarithmic and begins above 0")(axis.label);
    return whyNotRange(range);
}

Text whyNotTicks(const Axis& axis, const std::vector<double>& ticks) {
    if (axis.isNamed()) return LP_TEXT("fault", "the axis “%1” has names and no numbers")(axis.label);
    const auto isShown = [&](double tick) { return tick >= axis.minimum && tick <= axis.maximum; };
    if (std::ranges::any_of(ticks, isShown)) return {};
    return LP_TEXT("fault", "none of the numbers is within the range of the axis “%1”")(axis.label);
}

Extent roundExtent(const Axis& axis, const Extent& range) {
    const auto rounded = [&](double value) {
        const double size = axis.scale == AxisScale::Log ? std::abs(value) : range.to - range.from;
        if (!(size > 0) || !std::isfinite(size)) return value;
        const double step = std::pow(10.0, 2.0 - std::floor(std::log10(size)));
        const double round = std::round(value * step) / step;
        return std::isfinite(round) ? round : value;
    };
    return {rounded(range.from), rounded(range.to)};
}

bool Retouch::changesNothing() const {
    return x.changesNothing() && y.changesNothing() && std::ranges::all_of(lines, &LineChange::changesNothing) &&
           std::ranges::all_of(labels, &LabelChange::changesNothing);
}

LineChange& Retouch::lineChange(const PartName& name) {
    return changeIn(
        lines, [&](const LineChange& change) { return change.name == name; }, LineChange{.name = name});
}

LabelChange& Retouch::labelChange(LabelOf of, const PartName& name) {
    return changeIn(
        labels, [&](const LabelChange& change) { return change.of == of && change.name == name; },
        LabelChange{.of = of, .name = name});
}

void Retouch::tidy() {
    std::erase_if(lines, [](const LineChange& change) { return change.changesNothing(); });
    std::erase_if(labels, [](const LabelChange& change) { return change.changesNothing(); });
}

RetouchedFigure retouched(Figure figure, const Retouch& retouch) {
    return Retoucher(std::move(figure), retouch).take();
}

std::vector<NamedLabel> labelsOf(const Figure& figure) {
    std::vector<NamedLabel> out;
    std::map<std::pair<LabelOf, std::string>, std::size_t> count;
    for (const LabelId& label : placesOfLabels(figure)) {
        if (labelText(figure, label).empty()) continue;
        std::string key = keyOf(figure, label);
        const std::size_t nth = count[{label.of, key}]++;
        out.push_back({label, {std::move(key), nth}});
    }
    return out;
}

/// One line is what has the same name and is of the same scenario: a curve and its dots, the pieces of a contour.
std::vector<NamedLine> linesOf(const Figure& figure) {
    std::vector<NamedLine> out;
    std::map<std::string, std::size_t> count;
    for (std::size_t i = 0; i < figure.series.size(); ++i) {
        const Series& series = figure.series[i];
        if (series.name.empty()) continue;
        const auto same = std::ranges::find_if(out, [&](const NamedLine& line) {
            const Series& first = figure.series[line.series.front()];
            return first.name == series.name && first.reference == series.reference;
        });
        if (same != out.end()) {
            same->series.push_back(i);
            continue;
        }
        std::string key = withReference(keyOf(series.name), series.reference);
        const std::size_t nth = count[key]++;
        out.push_back({{std::move(key), nth}, series.name, series.reference, {i}});
    }
    return out;
}

} // namespace longpeak
