// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/map_choice.h"

#include "figure/map.h"
#include "page/metric_choice.h"
#include "scenario/parameter_page.h"
#include "text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStandardItemModel>

namespace longpeak {
namespace {

constexpr int shortest = 6; ///< letters of a list that must be seen

QString idOf(const Range& range) {
    return toQString(range.parameter->id);
}

/// What has no effect on the scenario cannot be chosen.
void enableWhatApplies(QComboBox& list, const Case& scenario) {
    auto* model = qobject_cast<QStandardItemModel*>(list.model());
    for (int i = 0; i < list.count(); ++i) {
        QStandardItem* item = model->item(i);
        const bool applies = findParameter(list.itemData(i).toString().toStdString())->applies(scenario);
        if (item->isEnabled() != applies) item->setEnabled(applies);
    }
}

} // namespace

MapChoice::MapChoice(QWidget* parent) : QWidget(parent), m_metric(new MetricChoice(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 2, 4, 2);
    row->setSpacing(6);
    m_metric->setObjectName(QStringLiteral("map.metric"));
    m_metric->setAccessibleName(tr("The number that the map shows"));
    m_metric->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_metric->setMinimumContentsLength(shortest);
    row->addWidget(m_metric, 1);
    m_across = addAxis(QStringLiteral("map.across"), tr("over"));
    m_up = addAxis(QStringLiteral("map.up"), tr("and"));
    connect(m_metric, &MetricChoice::metricChosen, this, &MapChoice::metricChosen);
    connect(m_across, &QComboBox::activated, this, [this] { chooseAxis(m_across, m_up); });
    connect(m_up, &QComboBox::activated, this, [this] { chooseAxis(m_up, m_across); });
}

QComboBox* MapChoice::addAxis(const QString& name, const QString& label) {
    auto* words = new QLabel(label, this);
    words->setProperty("tone", "muted");
    auto* list = new QComboBox(this);
    list->setObjectName(name);
    list->setAccessibleName(label);
    list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    list->setMinimumContentsLength(shortest);
    for (const Parameter& parameter : parameters())
        if (parameter.isNumeric()) list->addItem(toQString(fullLabel(parameter)), toQString(parameter.id));
    layout()->addWidget(words);
    static_cast<QHBoxLayout*>(layout())->addWidget(list, 1);
    return list;
}

/// The same one twice makes no map: then the two change places.
void MapChoice::chooseAxis(QComboBox* changed, QComboBox* other) {
    if (changed->currentData() == other->currentData())
        other->setCurrentIndex(other->findData(idOf(changed == m_across ? m_axes.x : m_axes.y)));
    const auto text = [](const QComboBox* list) { return list->currentData().toString().toStdString(); };
    const auto axes = parseMapAxes({text(m_across), text(m_up)}, {}, fineMap);
    if (axes) emit axesChosen(*axes);
}

void MapChoice::display(const MapAxes& axes, const Case& scenario) {
    m_axes = axes;
    m_across->setCurrentIndex(m_across->findData(idOf(axes.x)));
    m_up->setCurrentIndex(m_up->findData(idOf(axes.y)));
    for (QComboBox* list : {m_across, m_up}) enableWhatApplies(*list, scenario);
}

void MapChoice::setMetric(const QString& key) {
    m_metric->setMetric(key);
}

} // namespace longpeak
