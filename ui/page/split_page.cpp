// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/split_page.h"

#include "page/figure_card.h"
#include "page/splitter_state.h"
#include "state/scenario_store.h"

#include <QDataStream>
#include <QIODevice>
#include <QSplitter>

namespace longpeak {

SplitPage::SplitPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent)
    : Page(id, title, parent), m_store(store) {}

QSplitter* SplitPage::addSplitter(Qt::Orientation orientation, QWidget* parent) {
    constexpr int handle = 8;
    auto* splitter = new QSplitter(orientation, parent);
    splitter->setHandleWidth(handle);
    splitter->setChildrenCollapsible(false);
    m_splitters.push_back(splitter);
    return splitter;
}

FigureCard* SplitPage::addCard(const QString& id, QSplitter* splitter) {
    auto* card = new FigureCard(id, splitter);
    splitter->addWidget(card);
    m_cards.push_back(card);
    connect(card, &FigureCard::expandRequested, this, [this, card] { expand(m_expanded == card ? nullptr : card); });
    connect(&card->view(), &FigureView::metricPicked, this, &Page::explainRequested);
    connect(&card->view(), &FigureView::redrawn, this, &Page::redrawn);
    connect(&m_store, &ScenarioStore::draggingChanged, &card->view(), &FigureView::setHeld);
    followHand(m_store, card->view());
    return card;
}

void SplitPage::expand(FigureCard* card) {
    if (card == m_expanded) return;
    m_expanded = card;
    for (FigureCard* each : m_cards) {
        each->setVisible(card == nullptr || card == each);
        each->setExpanded(card == each);
    }
    for (QWidget* part : m_parts) part->setVisible(card == nullptr);
    for (QSplitter* splitter : m_splitters) splitter->setVisible(card == nullptr || splitter->isAncestorOf(card));
    emit wantedChanged();
}

Wanted SplitPage::wanted() const {
    Wanted wanted;
    for (const FigureCard* card : m_cards)
        if (m_expanded == nullptr || m_expanded == card) wanted.figures.insert(card->figureId().toStdString());
    return wanted;
}

void SplitPage::setTheme(const Theme& theme) {
    for (FigureCard* card : m_cards) card->setTheme(theme);
}

/// Those figures that the snapshot holds.
void SplitPage::display(const SnapshotPtr& snapshot) {
    for (FigureCard* card : m_cards) {
        const auto found = snapshot->figures.find(card->figureId().toStdString());
        if (found != snapshot->figures.end()) card->setFigure(found->second, snapshot->bytes);
    }
}

void SplitPage::resetViews() {
    for (FigureCard* card : m_cards) card->view().resetView();
}

void SplitPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    m_seen = true;
}

QByteArray SplitPage::splits() const {
    if (!m_seen) return m_unseen;
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    for (const QSplitter* splitter : m_splitters) stream << splitter->saveState();
    return state;
}

void SplitPage::restoreSplits(const QByteArray& state) {
    m_unseen = state;
    QDataStream stream(state);
    QByteArray part;
    for (QSplitter* splitter : m_splitters) {
        stream >> part;
        restoreSizes(*splitter, part);
    }
}

} // namespace longpeak
