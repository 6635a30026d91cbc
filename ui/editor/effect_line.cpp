// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/effect_line.h"

#include "plain.h"
#include "text.h"
#include "theme/theme.h"

#include <QGridLayout>
#include <QLabel>

namespace longpeak {
namespace {

QString labelOf(const Metric& metric, const Scenario& scenario) {
    if (metric.key != metricKey::cachePerUser) return toQString(metric.label);
    return EffectLine::tr("KV cache at %1").arg(toQString(format(scenario.context.si(), Unit::Tokens)));
}

} // namespace

EffectLine::EffectLine(std::initializer_list<std::string_view> metrics, QWidget* parent) : QFrame(parent) {
    setProperty("class", "card");
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(14, 8, 14, 8);
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(1);
    int column = 0;
    for (const std::string_view key : metrics) {
        const Metric* metric = findMetric(key);
        Column parts{.metric = metric, .label = new QLabel(this), .now = new QLabel(this), .was = new QLabel(this)};
        parts.label->setProperty("tone", "muted");
        parts.label->setFont(typeface(-2));
        parts.label->setToolTip(wrapped(toQString(metric->help)));
        parts.now->setFont(typeface(2, QFont::DemiBold));
        parts.now->setObjectName(QStringLiteral("effect.") + toQString(key));
        parts.was->setProperty("tone", "muted");
        parts.was->setFont(typeface(-2));
        parts.was->setObjectName(parts.now->objectName() + QStringLiteral(".was"));
        grid->addWidget(parts.label, 0, column);
        grid->addWidget(parts.now, 1, column);
        grid->addWidget(parts.was, 2, column);
        grid->setColumnStretch(column, 1);
        m_columns.push_back(parts);
        ++column;
    }
}

void EffectLine::display(const Scenario& before, const Scenario* after, ByteUnits bytes) {
    const auto shown = [bytes](const Metric& metric, const Scenario& s, const Estimate& e) {
        return QString::fromStdString(format(metric.value(s, e), metric.unit, bytes));
    };
    const Estimate old = evaluate(before);
    const Estimate next = after != nullptr ? evaluate(*after) : Estimate{};
    for (const Column& column : m_columns) {
        const QString was = shown(*column.metric, before, old);
        const QString now = after != nullptr ? shown(*column.metric, *after, next) : QStringLiteral("—");
        column.label->setText(labelOf(*column.metric, before));
        column.now->setText(now);
        column.now->setAccessibleName(column.label->text() + QStringLiteral(": ") + now);
        column.was->setText(now == was ? QStringLiteral(" ")
                                       : tr("now %1").arg(was)); // a blank keeps the line's height
    }
}

} // namespace longpeak
