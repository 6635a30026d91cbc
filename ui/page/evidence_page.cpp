// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/evidence_page.h"

#include "figure/evidence.h"
#include "page/evidence_details.h"
#include "page/evidence_table.h"
#include "page/figure_card.h"
#include "state/scenario_store.h"

#include <QDataStream>
#include <QIODevice>
#include <QSplitter>
#include <QVBoxLayout>

namespace longpeak {
namespace {

constexpr int handle = 8;

QSplitter* splitter(Qt::Orientation orientation, QWidget* parent) {
    auto* made = new QSplitter(orientation, parent);
    made->setHandleWidth(handle);
    made->setChildrenCollapsible(false);
    return made;
}

} // namespace

EvidencePage::EvidencePage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent)
    : Page(id, title, parent), m_store(store), m_rows(splitter(Qt::Vertical, this)),
      m_above(splitter(Qt::Horizontal, m_rows)), m_below(splitter(Qt::Horizontal, m_rows)),
      m_byKind(addCard(QStringLiteral("evidence"))), m_overContext(addCard(QStringLiteral("evidence-context"))),
      m_table(new EvidenceTable(store.catalogue(), m_below)),
      m_details(new EvidenceDetails(store.catalogue(), m_below)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_rows);
    connect(m_table, &EvidenceTable::chosenChanged, this, &EvidencePage::displayChosen);
    connect(m_table, &EvidenceTable::filterChanged, this, &EvidencePage::displayFigures);
    connect(m_table, &EvidenceTable::openRequested, this, &EvidencePage::openCase);
    connect(m_details, &EvidenceDetails::openRequested, this, &EvidencePage::openCase);
    resetLayout();
}

FigureCard* EvidencePage::addCard(const QString& id) {
    auto* card = new FigureCard(id, m_above);
    m_above->addWidget(card);
    connect(card, &FigureCard::expandRequested, this, [this, card] { expand(m_expanded == card ? nullptr : card); });
    connect(&card->view(), &FigureView::metricPicked, this, &Page::explainRequested);
    connect(&card->view(), &FigureView::pointPicked, this, [this](const QString& key) { m_table->choose(key); });
    connect(&card->view(), &FigureView::redrawn, this, &Page::redrawn);
    connect(&card->view(), &FigureView::parameterDragged, this, [this](const QString& name, double value, bool last) {
        m_store.edit(*findParameter(name.toStdString()), value, last ? Phase::Final : Phase::Drag);
    });
    return card;
}

/// One figure over the whole area, or both with the table and the details.
void EvidencePage::expand(FigureCard* card) {
    if (card == m_expanded) return;
    m_expanded = card;
    for (FigureCard* each : {m_byKind, m_overContext}) {
        each->setVisible(card == nullptr || card == each);
        each->setExpanded(card == each);
    }
    m_below->setVisible(card == nullptr);
    emit visibleFiguresChanged();
}

std::set<std::string> EvidencePage::visibleFigures() const {
    std::set<std::string> visible;
    for (const FigureCard* card : {m_byKind, m_overContext})
        if (m_expanded == nullptr || m_expanded == card) visible.insert(card->figureId().toStdString());
    return visible;
}

void EvidencePage::display(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    m_table->display(snapshot->scenario, snapshot->bytes);
    m_details->display(m_table->chosen(), snapshot->bytes);
    displayFigures();
}

/// The snapshot's figures hold every measurement; narrowed ones, and those with a chosen point, are built here.
void EvidencePage::displayFigures() {
    if (!m_snapshot) return;
    const Comparison* chosen = m_table->chosen();
    const bool whole = m_table->showsEverything() && chosen == nullptr;
    const auto shown = whole ? std::vector<Comparison>() : m_table->shown();
    const EvidenceInput input{shown, chosen != nullptr ? chosen->measurement : nullptr};
    const auto show = [&](FigureCard* card, Figure (*build)(const EvidenceInput&)) {
        const auto found = m_snapshot->figures.find(card->figureId().toStdString());
        if (found == m_snapshot->figures.end()) return;
        card->setFigure(whole ? found->second : std::make_shared<const Figure>(build(input)), m_snapshot->bytes);
    };
    show(m_byKind, evidenceFigure);
    show(m_overContext, evidenceContextFigure);
}

void EvidencePage::displayChosen() {
    displayFigures();
    m_details->display(m_table->chosen(), m_snapshot ? m_snapshot->bytes : ByteUnits::Decimal);
}

void EvidencePage::openCase() {
    const Comparison* chosen = m_table->chosen();
    if (chosen == nullptr) return;
    const auto scenario = openedCase(*chosen->measurement, m_store.catalogue(), m_store.scenario());
    if (scenario) m_store.replace(*scenario, tr("Open case"));
}

void EvidencePage::setTheme(const Theme& theme) {
    for (FigureCard* card : {m_byKind, m_overContext}) card->setTheme(theme);
    m_table->setTheme(theme);
    m_details->setTheme(theme);
}

void EvidencePage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    m_seen = true;
}

QByteArray EvidencePage::splits() const {
    if (!m_seen) return m_unseen;
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_rows->saveState() << m_above->saveState() << m_below->saveState();
    return state;
}

void EvidencePage::restoreSplits(const QByteArray& state) {
    m_unseen = state;
    QDataStream stream(state);
    for (QSplitter* each : {m_rows, m_above, m_below}) {
        QByteArray part;
        stream >> part;
        each->restoreState(part);
    }
}

void EvidencePage::resetLayout() {
    expand(nullptr);
    m_rows->setSizes({520, 480});
    m_above->setSizes({580, 420});
    m_below->setSizes({740, 260});
    for (FigureCard* card : {m_byKind, m_overContext}) card->view().resetView();
    m_table->reset();
}

} // namespace longpeak
