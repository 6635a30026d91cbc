// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/retouches.h"

#include <QUndoCommand>

#include <algorithm>

namespace longpeak {

class RetouchStep : public QUndoCommand {
public:
    RetouchStep(const QString& text, Retouches& retouches, std::vector<Retouch> after, int gesture)
        : QUndoCommand(text), m_retouches(retouches), m_before(retouches.all()), m_after(std::move(after)),
          m_gesture(gesture) {}
    void undo() override { m_retouches.set(m_before); }
    void redo() override { m_retouches.set(m_after); }
    int id() const override { return m_gesture; }
    bool mergeWith(const QUndoCommand* next) override {
        m_after = static_cast<const RetouchStep*>(next)->m_after;
        return true;
    }

private:
    Retouches& m_retouches;
    std::vector<Retouch> m_before;
    std::vector<Retouch> m_after;
    int m_gesture;
};

Retouches::Retouches(std::vector<Retouch> made, QObject* parent) : QObject(parent), m_all(std::move(made)) {}

void Retouches::setFigures(std::vector<Figure> untouched) {
    m_untouched = std::move(untouched);
    m_made.clear();
    for (const Figure& figure : m_untouched) m_made.push_back(retouched(figure, of(figure.id)));
    emit figuresChanged();
}

std::vector<Figure> Retouches::figures() const {
    std::vector<Figure> figures;
    for (const RetouchedFigure& made : m_made) figures.push_back(made.figure);
    return figures;
}

std::vector<Text> Retouches::unused() const {
    std::vector<Text> out;
    for (const RetouchedFigure& made : m_made) out.insert(out.end(), made.unused.begin(), made.unused.end());
    return out;
}

Retouch Retouches::of(const std::string& figure) const {
    const auto found = std::ranges::find(m_all, figure, &Retouch::figure);
    return found == m_all.end() ? Retouch{.figure = figure} : *found;
}

/// Only what is changed is made anew: others may be large.
void Retouches::set(std::vector<Retouch> all) {
    std::vector<Retouch> before;
    for (const Figure& figure : m_untouched) before.push_back(of(figure.id));
    m_all = std::move(all);
    for (std::size_t i = 0; i < m_untouched.size(); ++i)
        if (const Retouch now = of(m_untouched[i].id); now != before[i]) m_made[i] = retouched(m_untouched[i], now);
    emit changed();
}

void Retouches::push(const QString& what, std::vector<Retouch> after, int gesture) {
    if (after == m_all) return;
    constexpr int alone = -1; // a step that merges with none
    m_history.push(new RetouchStep(what, *this, std::move(after), gesture == 0 ? alone : gesture));
}

void Retouches::change(const QString& what, const std::string& figure, const std::function<void(Retouch&)>& edit,
                       int gesture) {
    Retouch changed = of(figure);
    edit(changed);
    changed.tidy();
    std::vector<Retouch> after = m_all;
    const auto place = std::ranges::find(after, figure, &Retouch::figure);
    if (place == after.end())
        after.push_back(std::move(changed));
    else
        *place = std::move(changed);
    std::erase_if(after, [](const Retouch& each) { return each.changesNothing(); });
    push(what, std::move(after), gesture);
}

void Retouches::putBack(const std::string& figure) {
    change(tr("Put back"), figure, [&](Retouch& retouch) { retouch = {.figure = figure}; });
}

void Retouches::putAllBack() {
    push(tr("Put all back"), {}, 0);
}

std::optional<NamedLabel> Retouches::labelAt(std::size_t figure, const LabelId& drawn) const {
    if (figure >= m_made.size()) return std::nullopt;
    const RetouchedFigure& made = m_made[figure];
    LabelId label = drawn;
    const bool isOfMark = label.of == LabelOf::Mark;
    if (isOfMark || label.of == LabelOf::Series || label.of == LabelOf::Bar) {
        const auto& before = isOfMark ? made.marks : made.series;
        if (label.index >= before.size()) return std::nullopt;
        label.index = before[label.index];
    }
    const auto all = labelsOf(m_untouched[figure]);
    const auto found = std::ranges::find(all, label, &NamedLabel::label);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

std::optional<NamedLine> Retouches::lineAt(std::size_t figure, std::size_t series) const {
    if (figure >= m_made.size() || series >= m_made[figure].series.size()) return std::nullopt;
    const std::size_t before = m_made[figure].series[series];
    const auto all = linesOf(m_untouched[figure]);
    const auto found = std::ranges::find_if(
        all, [&](const NamedLine& line) { return std::ranges::find(line.series, before) != line.series.end(); });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

} // namespace longpeak
