// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/road_page.h"

#include "figure/figure_kind.h"
#include "page/figure_card.h"
#include "page/map_choice.h"
#include "page/requirements.h"
#include "scenario/parameter.h"
#include "state/refresher.h"
#include "state/scenario_store.h"
#include "text.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace longpeak {

RoadPage::RoadPage(ScenarioStore& store, Refresher& refresher, const QString& id, const QString& title, QWidget* parent)
    : SplitPage(store, id, title, parent), m_rows(addSplitter(Qt::Vertical, this)),
      m_above(addSplitter(Qt::Horizontal, m_rows)), m_below(addSplitter(Qt::Horizontal, m_rows)),
      m_choice(new MapChoice(this)), m_requirements(new Requirements(store, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_rows);
    addCard(toQString(figureId::parity), m_above);
    FigureCard* map = addCard(toQString(figureId::map), m_above);
    FigureCard* combinations = addCard(toQString(figureId::combinations), m_below);
    m_below->addWidget(m_requirements);
    addPart(m_requirements);
    map->addControls(m_choice);
    connect(m_choice, &MapChoice::metricChosen, this, &Page::explainRequested);
    connect(m_choice, &MapChoice::axesChosen, &refresher, &Refresher::setMapAxes);
    connect(m_requirements, &Requirements::targetsChanged, this, &Page::wantedChanged);
    connect(&combinations->view(), &FigureView::pointPicked, this, &RoadPage::applyMethods);
    resetLayout();
}

void RoadPage::display(const SnapshotPtr& snapshot) {
    SplitPage::display(snapshot);
    m_choice->display(snapshot->mapAxes, snapshot->scenario);
    m_requirements->display(*snapshot);
}

Wanted RoadPage::wanted() const {
    Wanted wanted = SplitPage::wanted();
    if (m_requirements->isVisibleTo(this)) wanted.whatItTakes = m_requirements->targets();
    return wanted;
}

void RoadPage::rest() {
    m_requirements->rest();
}

void RoadPage::showExplained(const QString& key) {
    m_choice->setMetric(key);
}

void RoadPage::applyMethods(const QString& ids) {
    Scenario scenario = store().scenario();
    scenario.compression = {};
    for (const QString& id : ids.split(QLatin1Char('+'), Qt::SkipEmptyParts))
        if (!chooseMethod(scenario, id.toStdString(), store().catalogue(), "")) return;
    store().replace(scenario, ids.isEmpty() ? tr("No compression") : tr("Compress by %1").arg(ids));
}

void RoadPage::resetLayout() {
    constexpr int equal = 1000;
    expand(nullptr);
    for (QSplitter* splitter : {m_rows, m_above, m_below}) splitter->setSizes({equal, equal});
    resetViews();
}

} // namespace longpeak
