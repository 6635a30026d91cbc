// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/sensitivity_page.h"

#include "cost/metric.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

namespace longpeak {
namespace {

QString shown(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

SensitivityPage::SensitivityPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent)
    : FigurePage(store, id, title, {QStringLiteral("sensitivity")}, 1, parent), m_metric(new QComboBox(this)) {
    m_metric->setObjectName(QStringLiteral("sensitivity.metric"));
    for (const Metric& metric : metrics()) m_metric->addItem(shown(metric.label), shown(metric.key));
    auto* label = new QLabel(tr("What &moves"), this);
    label->setBuddy(m_metric);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(2, 2, 0, 0);
    row->addWidget(label);
    row->addWidget(m_metric);
    row->addStretch(1);
    addAbove(row);
    connect(m_metric, &QComboBox::activated, this,
            [this](int index) { emit explainRequested(m_metric->itemData(index).toString()); });
}

void SensitivityPage::showExplained(const QString& key) {
    m_metric->setCurrentIndex(m_metric->findData(key));
}

} // namespace longpeak
