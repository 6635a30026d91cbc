// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/figure_check.h"

#include <algorithm>

namespace longpeak {
namespace {

constexpr double leastType = 6.0; ///< points; Nature asks for 5 to 7, IEEE and ACM for 6 and more
constexpr std::size_t leastTicks = 3;

class Check {
public:
    Check(const DrawnForCheck& drawn, const FigureStyle& style) : m_drawn(drawn), m_style(style) {}
    std::vector<Finding> take();

private:
    void add(FindingKind kind, Text words) { m_found.push_back({m_drawn.figure.id, kind, std::move(words)}); }
    void checkLabels();
    void checkNames();
    void checkTicks(const Axis& axis, std::size_t count);
    bool hasPlaced(LabelOf of, std::size_t index) const;
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

bool Check::hasPlaced(LabelOf of, std::size_t index) const {
    return std::ranges::any_of(
        m_drawn.labels, [&](const Label& label) { return label.of == of && label.index == index && label.area; });
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
    return std::ranges::count_if(all, [](const Series& s) { return !s.reference; }) == 1; // the axis names it
}

void Check::checkNames() {
    const auto& all = m_drawn.figure.series;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool isCurve = all[i].form == Form::Line || all[i].form == Form::Area;
        if (isCurve && !all[i].reference && !all[i].x.empty() && !isNamed(i))
            add(FindingKind::Unnamed, LP_TEXT("check", "nothing names “%1”")(all[i].name));
    }
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
    checkNames();
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
    case FindingKind::NoRoom: return "no_room";
    case FindingKind::Unnamed: return "unnamed";
    case FindingKind::FewTicks: break;
    }
    return "few_ticks";
}

std::vector<Finding> findingsOf(const DrawnForCheck& drawn, const FigureStyle& style) {
    return Check(drawn, style).take();
}

} // namespace longpeak
