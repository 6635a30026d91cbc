// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/metric_choice.h"

#include "cost/metric.h"
#include "text.h"
#include "theme/theme.h"

#include <QStandardItemModel>

#include <optional>

namespace longpeak {
namespace {

/// A line, and the section's name, which cannot be chosen.
void addHeading(QComboBox& list, MetricSection section) {
    if (list.count() > 0) list.insertSeparator(list.count());
    list.addItem(toQString(sectionName(section)));
    QStandardItem* heading = qobject_cast<QStandardItemModel*>(list.model())->item(list.count() - 1);
    heading->setFlags(Qt::NoItemFlags);
    heading->setFont(typeface(-1, QFont::DemiBold));
}

} // namespace

MetricChoice::MetricChoice(QWidget* parent) : QComboBox(parent) {
    std::optional<MetricSection> section;
    for (const Metric& metric : metrics()) {
        if (section != metric.section) addHeading(*this, metric.section);
        section = metric.section;
        addItem(toQString(metric.label), toQString(metric.key));
    }
    setMaxVisibleItems(count());
    setMetric(toQString(metrics().front().key));
    connect(this, &QComboBox::activated, this, [this](int index) { emit metricChosen(itemData(index).toString()); });
}

} // namespace longpeak
