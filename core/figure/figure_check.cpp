// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/figure_check.h"

#include "figure/legend.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace longpeak {
namespace {

constexpr double leastType = 6.0; ///< points; Nature asks for 5 to 7, IEEE and ACM for 6 and more
constexpr std::size_t leastTicks = 3;
constexpr double contrastRounding = 0.05; ///< of colours to whole numbers

struct Sight {
    Eyes eyes;
    Message who;
};

/// Who must tell things apart: everybody, and where it is printed whoever has no colour.
std::span<const Sight> sights(FigurePalette palette) {
    static constexpr std::array all{Sight{Eyes::Full, LP_TEXT("check", "to all eyes")},
                                    Sight{Eyes::Protan, LP_TEXT("check", "to eyes without red")},
                                    Sight{Eyes::Deutan, LP_TEXT("check", "to eyes without green")},
                                    Sight{Eyes::Grey, LP_TEXT("check", "in grey")}};
    return palette == FigurePalette::Print ? std::span(all) : std::span(all).first(3);
}

/// ΔE: four times what is just noticed; twice where both share an edge.
constexpr double leastDifference = 9;
constexpr double leastAtEdge = 5;

bool isAlike(const Look& a, const Look& b, Eyes eyes, double least) {
    return a.dashes == b.dashes && a.marker == b.marker && a.isHatched == b.isHatched &&
           difference(seenBy(a.color, eyes), seenBy(b.color, eyes)) < least;
}

class Check {
public:
    Check(const DrawnForCheck& drawn, const FigureStyle& style) : m_drawn(drawn), m_style(style) {}
    std::vector<Finding> take();

private:
    void add(FindingKind kind, Text words) { m_found.push_back({m_drawn.figure.id, kind, std::move(words)}); }
    void checkLabels();
    void checkLeaders();
    void checkContrasts();
    void checkNames();
    bool isFoot(const Rule& rule) const;
    void checkRules();
    void checkLooks();
    static bool areBeside(const Series& one, const Series& other);
    void checkCut(const Axis& axis, bool isUp);
    void checkTicks(const Axis& axis, std::size_t count);
    bool hasPlaced(LabelOf of, std::size_t index) const;
    bool isNamedAbove(LabelOf of, std::size_t index) const;
    bool isNamed(std::size_t index) const;

    const DrawnForCheck& m_drawn;
    const FigureStyle& m_style;
    std::vector<Finding> m_found;
};

void Check::checkLabels() {
    const auto& labels = m_drawn.labels;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Label& label = labels[i];
        const Text words = verbatim(label.text);
        if (!label.area && isNamedAbove(label.of, label.index)) continue;
        if (!label.area) {
            add(FindingKind::NoRoom, LP_TEXT("check", "no room for “%1”")(words));
            continue;
        }
        if (coversData(m_drawn.figure, m_drawn.plane, label))
            add(FindingKind::LabelOverData, LP_TEXT("check", "“%1” covers data")(words));
        for (std::size_t j = 0; j < i; ++j)
            if (labels[j].area && labels[j].area->overlaps(*label.area))
                add(FindingKind::LabelsOverlap, LP_TEXT("check", "“%1” lies on “%2”")(words, verbatim(labels[j].text)));
    }
}

void Check::checkLeaders() {
    const auto& labels = m_drawn.labels;
    for (const Label& label : labels) {
        if (!label.area || !label.hasLeader) continue;
        for (const Label& other : labels) {
            if (&other == &label || !other.area) continue;
            const bool acrossWords = runsThrough(leaderOf(label), other.area->grown(-labelPadding, -3));
            const bool acrossLeader = &other < &label && other.hasLeader && cross(leaderOf(label), leaderOf(other));
            if (acrossWords || acrossLeader)
                add(FindingKind::LeadersCross,
                    LP_TEXT("check", "the leader of “%1” crosses “%2”")(verbatim(label.text), verbatim(other.text)));
        }
    }
}

void Check::checkContrasts() {
    for (std::size_t i = 0; i < m_drawn.contrasts.size(); ++i)
        if (m_drawn.labels[i].area && m_drawn.contrasts[i] < leastContrast - contrastRounding)
            add(FindingKind::LowContrast,
                LP_TEXT("check", "“%1” is hard to read on what lies behind it")(verbatim(m_drawn.labels[i].text)));
}

bool Check::hasPlaced(LabelOf of, std::size_t index) const {
    return std::ranges::any_of(
        m_drawn.labels, [&](const Label& label) { return label.of == of && label.index == index && label.area; });
}

bool Check::isNamedAbove(LabelOf of, std::size_t index) const {
    return std::ranges::any_of(m_drawn.keyed,
                               [&](const Label& label) { return label.of == of && label.index == index; });
}

/// By its label or the legend; by the words at a number of its own colour; by another part of the same thing.
bool Check::isNamed(std::size_t index) const {
    const auto& all = m_drawn.figure.series;
    const Series& series = all[index];
    if (series.inLegend || m_drawn.namesAbove || hasPlaced(LabelOf::Series, index)) return true;
    const auto isTwin = [&](const Series& other) { return other.inLegend && other.name == series.name; };
    if (std::ranges::any_of(all, isTwin)) return true;
    const auto& marks = m_drawn.figure.marks;
    for (std::size_t i = 0; i < marks.size(); ++i)
        if (marks[i].role == series.role && !marks[i].reference && hasPlaced(LabelOf::Mark, i)) return true;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool isSame = i != index && !all[i].reference && all[i].role == series.role &&
                            all[i].dashed == series.dashed;
        if (isSame && hasPlaced(LabelOf::Series, i) && (all[i].form == series.form || all[i].name == series.name))
            return series.form == Form::Area || all[i].name == series.name || all[i].shade == series.shade;
    }
    return isNamedByAxis(m_drawn.figure, series) ||
           std::ranges::count_if(all, [](const Series& s) { return !s.reference; }) == 1; // the axis says it
}

void Check::checkNames() {
    const auto& all = m_drawn.figure.series;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool isCurve = all[i].form == Form::Line || all[i].form == Form::Area;
        if (isCurve && !all[i].reference && !all[i].x.empty() && !isNamed(i))
            add(FindingKind::Unnamed, LP_TEXT("check", "nothing names “%1”")(all[i].name));
    }
}

/// Whether bars begin there.
bool Check::isFoot(const Rule& rule) const {
    return std::ranges::any_of(m_drawn.figure.series, [&](const Series& series) {
        const bool runsAlong = series.form == Form::Bars && isLying(m_drawn.figure) == rule.vertical;
        return runsAlong && !series.x.empty() && rule.at == (series.base.empty() ? 0.0 : series.base.front());
    });
}

/// What is out of view needs no name.
void Check::checkRules() {
    const auto& all = m_drawn.figure.rules;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Axis& axis = all[i].vertical ? m_drawn.figure.x : m_drawn.figure.y;
        const bool isOut = all[i].at <= axis.minimum || all[i].at >= axis.maximum;
        if (isOut || isNamedAbove(LabelOf::Rule, i) || hasPlaced(LabelOf::Rule, i) || isFoot(all[i])) continue;
        add(FindingKind::Unnamed,
            LP_TEXT("check", "nothing names the line at %1 of “%2”")(exactAmount(all[i].at, axis.unit), axis.label));
    }
}

/// Whether one could be taken for the other: lines for lines beside them, what is filled for what is filled, dots for dots.
/// Bars are named along their axis, and the parts of one whole by their order.
bool Check::areBeside(const Series& one, const Series& other) {
    const auto isSeen = [](const Series& series) {
        const bool isOwn = !series.reference && !series.isRange && !series.x.empty();
        return isOwn && series.form != Form::Path && series.form != Form::Bars;
    };
    if (!isSeen(one) || !isSeen(other) || one.form != other.form || one.name == other.name) return false;
    return one.form != Form::Line || (one.x.front() < other.x.back() && other.x.front() < one.x.back());
}

void Check::checkLooks() {
    const auto& all = m_drawn.figure.series;
    for (std::size_t i = 0; i < m_drawn.looks.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const bool isOneStack = all[i].form == Form::Area && all[i].role == all[j].role;
            if ((isOneStack && i - j > 1) || !areBeside(all[i], all[j])) continue;
            const double least = isOneStack ? leastAtEdge : leastDifference;
            const auto seen = sights(m_style.palette);
            const auto alike = std::ranges::find_if(seen, [&](const Sight& sight) {
                return isAlike(m_drawn.looks[i], m_drawn.looks[j], sight.eyes, least);
            });
            if (alike != seen.end())
                add(FindingKind::LookAlike,
                    LP_TEXT("check", "“%1” and “%2” look alike %3")(all[i].name, all[j].name, alike->who));
        }
}

/// Of bars and areas lengths are compared, which begin at 0; of lines at least half of the largest value is in view.
void Check::checkCut(const Axis& axis, bool isUp) {
    if (axis.isNamed()) return;
    bool isLength = false;
    bool isValue = false;
    for (const Series& series : m_drawn.figure.series) {
        const bool runsUp = series.form == Form::Bars ? !isLying(m_drawn.figure) : series.form != Form::Spans;
        if (series.isRange || series.x.empty() || series.form == Form::Path || runsUp != isUp) continue;
        isLength = isLength || series.form == Form::Bars || series.form == Form::Area;
        isValue = true;
    }
    if (!isValue) return;
    const bool isLog = axis.scale == AxisScale::Log;
    const bool isFromZero = axis.minimum <= 0 && axis.maximum >= 0;
    const double share = isLog ? 1.0 - axis.minimum / axis.maximum
                               : (axis.maximum - axis.minimum) / std::max(axis.maximum, -axis.minimum);
    constexpr double half = 0.5;
    const bool isCut = isLog ? share < half : !isFromZero && (isLength || share < half);
    if (isCut) add(FindingKind::CutAxis, LP_TEXT("check", "the axis “%1” does not begin at 0")(axis.label));
}

void Check::checkTicks(const Axis& axis, std::size_t count) {
    if (axis.isNamed() || count >= leastTicks) return;
    add(FindingKind::FewTicks,
        LP_TEXT("check", "the axis “%1” has only %2 numbers")(axis.label, plainAmount(static_cast<double>(count))));
}

std::vector<Finding> Check::take() {
    if (m_style.type < leastType)
        add(FindingKind::SmallType,
            LP_TEXT("check", "type of %1 pt, less than %2")(plainAmount(m_style.type), plainAmount(leastType)));
    checkLabels();
    checkLeaders();
    checkContrasts();
    for (const std::string& name : m_drawn.cut)
        add(FindingKind::NamesCut, LP_TEXT("check", "no room along the axis for “%1”")(verbatim(name)));
    checkNames();
    checkRules();
    checkLooks();
    checkCut(m_drawn.figure.x, false);
    checkCut(m_drawn.figure.y, true);
    checkTicks(m_drawn.figure.x, m_drawn.ticksX);
    checkTicks(m_drawn.figure.y, m_drawn.ticksY);
    return std::move(m_found);
}

} // namespace

std::string_view nameOf(FindingKind kind) {
    switch (kind) {
    case FindingKind::SmallType: return "small_type";
    case FindingKind::LabelOverData: return "label_over_data";
    case FindingKind::LabelsOverlap: return "labels_overlap";
    case FindingKind::LeadersCross: return "leaders_cross";
    case FindingKind::NoRoom: return "no_room";
    case FindingKind::NamesCut: return "names_cut";
    case FindingKind::LowContrast: return "low_contrast";
    case FindingKind::Unnamed: return "unnamed";
    case FindingKind::LookAlike: return "look_alike";
    case FindingKind::CutAxis: return "cut_axis";
    case FindingKind::FewTicks: break;
    }
    return "few_ticks";
}

std::vector<Finding> findingsOf(const DrawnForCheck& drawn, const FigureStyle& style) {
    return Check(drawn, style).take();
}

} // namespace longpeak
