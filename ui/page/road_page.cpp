// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/road_page.h"

#include "page/answers.h"
#include "page/figure_card.h"
#include "scenario/parameter.h"
#include "state/scenario_store.h"

namespace longpeak {

RoadPage::RoadPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent)
    : FigurePage(store, id, title, {QStringLiteral("parity"), QStringLiteral("combinations")}, 2, parent),
      m_store(store), m_answers(new Answers(store, this)) {
    addAbove(m_answers);
    auto* card = findChild<FigureCard*>(QStringLiteral("card.combinations"));
    connect(&card->view(), &FigureView::pointPicked, this, &RoadPage::applyMethods);
}

void RoadPage::display(const SnapshotPtr& snapshot) {
    FigurePage::display(snapshot);
    m_answers->display(snapshot);
}

void RoadPage::showExplained(const QString& key) {
    m_answers->setMetric(key);
}

void RoadPage::applyMethods(const QString& ids) {
    Scenario scenario = m_store.scenario();
    scenario.compression = {};
    for (const QString& id : ids.split(QLatin1Char('+'), Qt::SkipEmptyParts))
        if (!chooseMethod(scenario, id.toStdString(), m_store.catalogue(), "")) return;
    m_store.replace(scenario, ids.isEmpty() ? tr("No compression") : tr("Compress by %1").arg(ids));
}

} // namespace longpeak
