// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/roofline_page.h"

#include "figure/figure_kind.h"
#include "page/figure_card.h"
#include "page/operator_table.h"
#include "page/paper_note.h"
#include "state/scenario_store.h"
#include "text.h"

#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace longpeak {
namespace {

/// The figure with the chosen operator ringed, named and in front.
std::shared_ptr<const Figure> ringed(const Figure& figure, const OperatorLine& line) {
    auto copy = std::make_shared<Figure>(figure);
    const Role role = line.pass == PassKind::Prefill ? Role::Prefill : Role::Decode;
    const auto found = std::ranges::find_if(copy->marks, [&](const Mark& mark) {
        return mark.role == role && !mark.reference && mark.x == line.intensity() && mark.y == line.attained();
    });
    if (found == copy->marks.end()) return copy; // it computes nothing
    found->picked = true;
    if (found->share > 0) found->label = Text::joined({line.name, amount(line.share, Unit::Fraction)}, " ");
    std::rotate(found, found + 1, copy->marks.end());
    return copy;
}

} // namespace

RooflinePage::RooflinePage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent)
    : SplitPage(store, id, title, parent),
      m_paper(new PaperNote(
          store, id, tr("The paper's model knows no operators: prefill and the decode step stand as wholes."), this)),
      m_rows(addSplitter(Qt::Vertical, this)), m_below(addSplitter(Qt::Horizontal, m_rows)),
      m_roofline(addCard(toQString(figureId::roofline), m_rows)),
      m_bars(addCard(toQString(figureId::operators), m_below)), m_table(new OperatorTable(m_below)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_paper);
    column->addWidget(m_rows, 1);
    m_rows->addWidget(m_below); // behind the roofline
    m_below->addWidget(m_table);
    connect(m_table, &OperatorTable::chosenChanged, this, &RooflinePage::displayRoofline);
    addPart(m_table);
    resetLayout();
}

void RooflinePage::display(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    m_paper->display(snapshot->scenario);
    if (snapshot->operators) m_table->setLines(*snapshot->operators, snapshot->bytes);
    displayRoofline();
    const auto bars = snapshot->figures.find(m_bars->figureId().toStdString());
    if (bars != snapshot->figures.end()) m_bars->setFigure(bars->second, snapshot->bytes);
}

Wanted RooflinePage::wanted() const {
    Wanted wanted = SplitPage::wanted();
    wanted.operators = true;
    return wanted;
}

void RooflinePage::displayRoofline() {
    if (!m_snapshot) return;
    const auto found = m_snapshot->figures.find(m_roofline->figureId().toStdString());
    if (found == m_snapshot->figures.end()) return;
    const OperatorLine* chosen = m_table->chosenLine();
    m_roofline->setFigure(chosen == nullptr ? found->second : ringed(*found->second, *chosen), m_snapshot->bytes);
}

void RooflinePage::setTheme(const Theme& theme) {
    SplitPage::setTheme(theme);
    m_table->setTheme(theme);
}

void RooflinePage::resetLayout() {
    expand(nullptr);
    m_rows->setSizes({530, 470});
    m_below->setSizes({350, 650});
    resetViews();
    m_table->clearChoice();
}

} // namespace longpeak
