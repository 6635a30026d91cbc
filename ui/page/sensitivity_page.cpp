// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/sensitivity_page.h"

#include "page/metric_choice.h"

#include <QHBoxLayout>
#include <QLabel>

namespace longpeak {

SensitivityPage::SensitivityPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent)
    : FigurePage(store, id, title, figuresOn(id), 1, parent), m_metric(new MetricChoice(this)) {
    m_metric->setObjectName(QStringLiteral("sensitivity.metric"));
    auto* label = new QLabel(tr("What &moves"), this);
    label->setBuddy(m_metric);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(2, 2, 0, 0);
    row->addWidget(label);
    row->addWidget(m_metric);
    row->addStretch(1);
    addAbove(row);
    connect(m_metric, &MetricChoice::metricChosen, this, &Page::explainRequested);
}

void SensitivityPage::showExplained(const QString& key) {
    m_metric->setMetric(key);
}

} // namespace longpeak
