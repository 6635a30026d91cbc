// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/roofline_page.h"

#include "page/figure_card.h"
#include "page/operator_table.h"
#include "page/paper_note.h"
#include "state/scenario_store.h"

#include <QDataStream>
#include <QIODevice>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace longpeak {
namespace {

constexpr int handle = 8;

QSplitter* splitter(Qt::Orientation orientation, QWidget* parent) {
    auto* made = new QSplitter(orientation, parent);
    made->setHandleWidth(handle);
    made->setChildrenCollapsible(false);
    return made;
}

/// The figure with the chosen operator ringed, named and in front.
std::shared_ptr<const Figure> ringed(const Figure& figure, const OperatorLine& line) {
    auto copy = std::make_shared<Figure>(figure);
    const Role role = line.pass == PassKind::Prefill ? Role::Prefill : Role::Decode;
    const auto found = std::ranges::find_if(copy->marks, [&](const Mark& mark) {
        return mark.role == role && !mark.reference && mark.x == line.intensity() && mark.y == line.attained();
    });
    if (found == copy->marks.end()) return copy; // it computes nothing
    found->picked = true;
    if (found->share > 0) found->label = line.name + " " + format(line.share, Unit::Fraction);
    std::rotate(found, found + 1, copy->marks.end());
    return copy;
}

} // namespace

RooflinePage::RooflinePage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent)
    : Page(id, title, parent), m_store(store),
      m_paper(new PaperNote(
          store, id, tr("The paper's model knows no operators: prefill and the decode step stand as wholes."), this)),
      m_rows(splitter(Qt::Vertical, this)), m_below(splitter(Qt::Horizontal, m_rows)),
      m_roofline(addCard(QStringLiteral("roofline"), m_rows)), m_bars(addCard(QStringLiteral("operators"), m_below)),
      m_table(new OperatorTable(m_below)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_paper);
    column->addWidget(m_rows, 1);
    m_rows->addWidget(m_below); // behind the roofline
    m_below->addWidget(m_table);
    connect(m_table, &OperatorTable::chosenChanged, this, &RooflinePage::displayRoofline);
    resetLayout();
}

FigureCard* RooflinePage::addCard(const QString& id, QSplitter* splitter) {
    auto* card = new FigureCard(id, splitter);
    splitter->addWidget(card);
    connect(card, &FigureCard::expandRequested, this, [this, card] { expand(m_expanded == card ? nullptr : card); });
    connect(&card->view(), &FigureView::metricPicked, this, &Page::explainRequested);
    connect(&card->view(), &FigureView::redrawn, this, &Page::redrawn);
    connect(&card->view(), &FigureView::parameterDragged, this, [this](const QString& name, double value, bool last) {
        m_store.edit(*findParameter(name.toStdString()), value, last ? Phase::Final : Phase::Drag);
    });
    return card;
}

/// One figure over the whole area, or all of them and the table.
void RooflinePage::expand(FigureCard* card) {
    if (card == m_expanded) return;
    m_expanded = card;
    for (FigureCard* each : {m_roofline, m_bars}) {
        each->setVisible(card == nullptr || card == each);
        each->setExpanded(card == each);
    }
    m_table->setVisible(card == nullptr);
    m_below->setVisible(card != m_roofline);
    emit visibleFiguresChanged();
}

std::set<std::string> RooflinePage::visibleFigures() const {
    std::set<std::string> visible;
    for (const FigureCard* card : {m_roofline, m_bars})
        if (m_expanded == nullptr || m_expanded == card) visible.insert(card->figureId().toStdString());
    return visible;
}

void RooflinePage::display(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    m_paper->display(snapshot->scenario);
    m_table->setLines(operatorLines(snapshot->scenario), snapshot->bytes);
    displayRoofline();
    const auto bars = snapshot->figures.find(m_bars->figureId().toStdString());
    if (bars != snapshot->figures.end()) m_bars->setFigure(bars->second, snapshot->bytes);
}

void RooflinePage::displayRoofline() {
    if (!m_snapshot) return;
    const auto found = m_snapshot->figures.find(m_roofline->figureId().toStdString());
    if (found == m_snapshot->figures.end()) return;
    const OperatorLine* chosen = m_table->chosenLine();
    m_roofline->setFigure(chosen == nullptr ? found->second : ringed(*found->second, *chosen), m_snapshot->bytes);
}

void RooflinePage::setTheme(const Theme& theme) {
    for (FigureCard* card : {m_roofline, m_bars}) card->setTheme(theme);
    m_table->setTheme(theme);
}

void RooflinePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    m_seen = true;
}

QByteArray RooflinePage::splits() const {
    if (!m_seen) return m_unseen;
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_rows->saveState() << m_below->saveState();
    return state;
}

void RooflinePage::restoreSplits(const QByteArray& state) {
    m_unseen = state;
    QDataStream stream(state);
    QByteArray rows;
    QByteArray below;
    stream >> rows >> below;
    m_rows->restoreState(rows);
    m_below->restoreState(below);
}

void RooflinePage::resetLayout() {
    expand(nullptr);
    m_rows->setSizes({530, 470});
    m_below->setSizes({350, 650});
    for (FigureCard* card : {m_roofline, m_bars}) card->view().resetView();
    m_table->clearChoice();
}

} // namespace longpeak
