// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/road_page.h"

#include "figure/figure_kind.h"
#include "page/answers.h"
#include "page/figure_card.h"
#include "page/map_choice.h"
#include "scenario/parameter.h"
#include "state/scenario_store.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace longpeak {

RoadPage::RoadPage(ScenarioStore& store, Refresher& refresher, const QString& id, const QString& title, QWidget* parent)
    : SplitPage(store, id, title, parent), m_refresher(refresher), m_rows(addSplitter(Qt::Vertical, this)),
      m_above(addSplitter(Qt::Horizontal, m_rows)), m_below(addSplitter(Qt::Horizontal, m_rows)),
      m_choice(new MapChoice(this)), m_answers(new Answers(store, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_rows);
    addCard(QString::fromUtf8(figureId::parity), m_above);
    FigureCard* map = addCard(QString::fromUtf8(figureId::map), m_above);
    FigureCard* combinations = addCard(QString::fromUtf8(figureId::combinations), m_below);
    m_below->addWidget(m_answers);
    addPart(m_answers);
    map->addControls(m_choice);
    connect(m_choice, &MapChoice::metricChosen, this, &Page::explainRequested);
    connect(m_choice, &MapChoice::axesChosen, &refresher, &Refresher::setMapAxes);
    connect(&combinations->view(), &FigureView::pointPicked, this, &RoadPage::applyMethods);
    resetLayout();
}

void RoadPage::display(const SnapshotPtr& snapshot) {
    displayCards(*snapshot);
    m_choice->display(m_refresher.mapAxes(), snapshot->scenario);
    m_answers->display(snapshot);
}

void RoadPage::showExplained(const QString& key) {
    m_answers->setMetric(key);
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
