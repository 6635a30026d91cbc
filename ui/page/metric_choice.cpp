// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/metric_choice.h"

#include "cost/metric.h"
#include "text.h"

namespace longpeak {

MetricChoice::MetricChoice(QWidget* parent) : QComboBox(parent) {
    for (const Metric& metric : metrics()) addItem(toQString(metric.label), toQString(metric.key));
    connect(this, &QComboBox::activated, this, [this](int index) { emit metricChosen(itemData(index).toString()); });
}

} // namespace longpeak
