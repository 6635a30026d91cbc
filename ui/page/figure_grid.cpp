// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/figure_grid.h"

#include "page/figure_card.h"
#include "state/scenario_store.h"

#include <QDataStream>
#include <QIODevice>

namespace longpeak {
namespace {

constexpr int handle = 8;

void divide(QSplitter& splitter) {
    splitter.setHandleWidth(handle);
    splitter.setChildrenCollapsible(false);
}

} // namespace

FigureGrid::FigureGrid(ScenarioStore& store, const QStringList& figureIds, int columns, QWidget* parent)
    : QSplitter(Qt::Vertical, parent), m_store(store) {
    divide(*this);
    for (const QString& id : figureIds) {
        if (m_cards.size() % static_cast<std::size_t>(columns) == 0) {
            m_rows.push_back(new QSplitter(Qt::Horizontal, this));
            divide(*m_rows.back());
        }
        addCard(id, m_rows.back());
    }
}

void FigureGrid::addCard(const QString& id, QSplitter* row) {
    auto* card = new FigureCard(id, this);
    row->addWidget(card);
    m_cards.push_back(card);
    connect(card, &FigureCard::expandRequested, this, [this, card] { expand(m_expanded == card ? nullptr : card); });
    connect(&card->view(), &FigureView::metricPicked, this, &FigureGrid::metricPicked);
    connect(&card->view(), &FigureView::redrawn, this, &FigureGrid::redrawn);
    followHand(m_store, card->view());
}

/// One figure over the whole area, or all of them.
void FigureGrid::expand(FigureCard* card) {
    if (card == m_expanded) return;
    m_expanded = card;
    for (FigureCard* each : m_cards) {
        each->setVisible(card == nullptr || card == each);
        each->setExpanded(card == each);
    }
    for (QSplitter* row : m_rows) row->setVisible(card == nullptr || row->indexOf(card) >= 0);
    emit visibleFiguresChanged();
}

std::set<std::string> FigureGrid::visibleFigures() const {
    std::set<std::string> visible;
    for (const FigureCard* card : m_cards)
        if (m_expanded == nullptr || m_expanded == card) visible.insert(card->figureId().toStdString());
    return visible;
}

void FigureGrid::display(const Snapshot& snapshot) {
    for (FigureCard* card : m_cards) {
        const auto found = snapshot.figures.find(card->figureId().toStdString());
        if (found != snapshot.figures.end()) card->setFigure(found->second, snapshot.bytes);
    }
}

void FigureGrid::setTheme(const Theme& theme) {
    for (FigureCard* card : m_cards) card->setTheme(theme);
}

void FigureGrid::showEvent(QShowEvent* event) {
    QSplitter::showEvent(event);
    m_seen = true;
}

QByteArray FigureGrid::splits() const {
    if (!m_seen) return m_unseen;
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << saveState();
    for (const QSplitter* row : m_rows) stream << row->saveState();
    return state;
}

void FigureGrid::restoreSplits(const QByteArray& state) {
    m_unseen = state;
    QDataStream stream(state);
    QByteArray part;
    stream >> part;
    restoreState(part);
    for (QSplitter* row : m_rows) {
        stream >> part;
        row->restoreState(part);
    }
}

void FigureGrid::resetLayout() {
    expand(nullptr);
    constexpr int equal = 1000;
    setSizes(QList<int>(static_cast<qsizetype>(m_rows.size()), equal));
    for (QSplitter* row : m_rows) row->setSizes(QList<int>(row->count(), equal));
    for (FigureCard* card : m_cards) card->view().resetView();
}

} // namespace longpeak
