// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/evidence_page.h"

#include "page/evidence_details.h"
#include "page/evidence_table.h"
#include "page/figure_card.h"
#include "state/scenario_store.h"
#include "text.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace longpeak {
EvidencePage::EvidencePage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent)
    : SplitPage(store, id, title, parent), m_rows(addSplitter(Qt::Vertical, this)),
      m_above(addSplitter(Qt::Horizontal, m_rows)), m_below(addSplitter(Qt::Horizontal, m_rows)),
      m_byKind(addCard(toQString(figureId::evidence), m_above)),
      m_overContext(addCard(toQString(figureId::evidenceContext), m_above)),
      m_table(new EvidenceTable(store.catalogue(), m_below)),
      m_details(new EvidenceDetails(store.catalogue(), m_below)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_rows);
    connect(m_table, &EvidenceTable::chosenChanged, this, &EvidencePage::displayChosen);
    connect(m_table, &EvidenceTable::filterChanged, this, &Page::wantedChanged);
    connect(m_table, &EvidenceTable::openRequested, this, &EvidencePage::openCase);
    connect(m_details, &EvidenceDetails::openRequested, this, &EvidencePage::openCase);
    addPart(m_table);
    addPart(m_details);
    for (FigureCard* card : cards())
        connect(&card->view(), &FigureView::pointPicked, this, [this](const QString& key) { m_table->choose(key); });
    resetLayout();
}

void EvidencePage::display(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    SplitPage::display(snapshot);
    if (!snapshot->comparisons) return;
    m_table->display(snapshot->comparisons, snapshot->scenario, snapshot->bytes);
    m_details->display(m_table->chosen(), snapshot->bytes);
    // What belongs to the scenario's model is other measurements than of the last one.
    if (wanted().evidence != snapshot->wanted.evidence) emit wantedChanged();
}

Wanted EvidencePage::wanted() const {
    Wanted wanted = SplitPage::wanted();
    const Comparison* chosen = m_table->chosen();
    wanted.comparisons = true;
    wanted.evidence = {m_table->shown(), chosen != nullptr ? chosen->measurement->id : std::string()};
    return wanted;
}

void EvidencePage::displayChosen() {
    m_details->display(m_table->chosen(), m_snapshot ? m_snapshot->bytes : ByteUnits::Decimal);
    emit wantedChanged();
}

void EvidencePage::openCase() {
    const Comparison* chosen = m_table->chosen();
    if (chosen == nullptr) return;
    const auto scenario = openedCase(*chosen->measurement, store().catalogue(), store().scenario());
    if (scenario) store().replace(*scenario, tr("Open case"));
}

void EvidencePage::setTheme(const Theme& theme) {
    SplitPage::setTheme(theme);
    m_table->setTheme(theme);
    m_details->setTheme(theme);
}

void EvidencePage::resetLayout() {
    expand(nullptr);
    m_rows->setSizes({520, 480});
    m_above->setSizes({580, 420});
    m_below->setSizes({740, 260});
    resetViews();
    m_table->reset();
}

} // namespace longpeak
