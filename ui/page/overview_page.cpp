// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/overview_page.h"

#include "cost/metric.h"
#include "explore/side_by_side.h"
#include "figure/practice.h"
#include "page/metric_tile.h"
#include "text.h"

#include <QHBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

/// The metrics that have a tile, in their order.
constexpr std::array tiled{metricKey::ceiling, metricKey::prefill, metricKey::decode, metricKey::contextSwitch,
                           metricKey::throughput};

/// What bounds the metric, as it stands alone.
QString boundOf(const Metric& metric, const Snapshot& snapshot) {
    const auto bound = metric.boundOf(snapshot.scenario, snapshot.estimate);
    return bound ? toQString(boundLabel(*bound)) : QString();
}

/// "× 15.8 vs 4K": how many times the reference's value, or what part of it.
QString comparisonOf(double value, double reference, const Snapshot& snapshot) {
    if (!(value > 0) || !(reference > 0)) return {};
    const bool more = value >= reference;
    const double ratio = more ? value / reference : reference / value;
    if (std::abs(ratio - 1.0) < 5e-4) return {};
    const QString name = toQString(nameApart(*snapshot.reference, snapshot.scenario, 2, snapshot.bytes));
    return (more ? QStringLiteral("× ") : QStringLiteral("÷ ")) +
           QString::fromStdString(readable(ratio, Unit::Ratio).number) + QObject::tr(" vs %1").arg(name);
}

/// In people's units first: "39.4 ms (0.039380088 s)".
QString exactly(double value, Unit unit, ByteUnits bytes) {
    const QString told = QString::fromStdString(format(value, unit, bytes));
    const QString all = QString::fromStdString(formatExact(value, unit));
    return told == all ? all : QStringLiteral("%1 (%2)").arg(told, all);
}

/// The simulation's throughput once it is there, the bound until then; the tile says which.
void addSimulated(TileContent& content, const Snapshot& snapshot) {
    if (!snapshot.estimate.fits) return;
    if (!snapshot.sessions || !snapshot.sessions->run.infeasible.empty()) {
        content.remark = QObject::tr("upper bound, by %1").arg(content.shortRemark);
        return;
    }
    const Simulation& run = snapshot.sessions->run;
    const double perHour = run.throughput.si() * hour.si();
    const double most = boundOf(run, snapshot.estimate.throughput).si() * hour.si();
    const QString bound = QString::fromStdString(readable(most, Unit::PerHour, snapshot.bytes).text());
    content.value = readable(perHour, Unit::PerHour, snapshot.bytes);
    content.remark = QObject::tr("simulated, %1 at most").arg(bound);
    content.shortRemark = QObject::tr("simulated");
    content.title = QObject::tr("Simulated throughput");
    content.exact = exactly(perHour, Unit::PerHour, snapshot.bytes) +
                    QObject::tr(", simulated for %1; the bound is %2, and the ratio is that of the bounds")
                        .arg(QString::fromStdString(format(run.horizon.si(), Unit::Seconds)),
                             exactly(most, Unit::PerHour, snapshot.bytes));
}

/// "18.2 to 26.4 s in practice, n = 12": of a number at the theoretical peak.
QString practiceText(const Metric& metric, const Snapshot& snapshot, double atPeak) {
    if (!snapshot.practice) return {};
    const auto practice = practiceOf(metric.key, Seconds(atPeak), snapshot.scenario, snapshot.typicalEfficiency);
    if (!practice) return {};
    const Readable least = readable(practice->least.si(), Unit::Seconds);
    const Readable most = readable(practice->most.si(), Unit::Seconds);
    const std::string from = least.unit == most.unit ? least.number : least.text();
    return QObject::tr("%1 to %2 in practice, n = %3")
        .arg(QString::fromStdString(from), QString::fromStdString(most.text()))
        .arg(practice->count);
}

TileContent contentOf(const Metric& metric, const Snapshot& snapshot) {
    const double exact = metric.exact(snapshot.scenario, snapshot.estimate);
    TileContent content{.title = toQString(metric.label),
                        .value = readable(metric.told(exact), metric.unit, snapshot.bytes),
                        .practice = practiceText(metric, snapshot, exact),
                        .remark = QObject::tr("bound by %1").arg(boundOf(metric, snapshot)),
                        .shortRemark = boundOf(metric, snapshot),
                        .exact = exactly(exact, metric.unit, snapshot.bytes)};
    if (metric.key == metricKey::throughput) addSimulated(content, snapshot);
    if (metric.key == metricKey::ceiling) {
        content.value.unit += QObject::tr(" in HBM").toStdString();
        content.alarm = !snapshot.estimate.fits;
    }
    if (snapshot.reference) {
        // Ratios are of exact numbers: whole users jump.
        const double there = metric.exact(*snapshot.reference, *snapshot.referenceEstimate);
        content.comparison = comparisonOf(exact, there, snapshot);
        content.worse = metric.better == Better::More ? exact < there : exact > there;
    }
    return content;
}

} // namespace

OverviewPage::OverviewPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent)
    : FigurePage(store, id, title, figuresOn(id), 2, parent) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (const std::string_view metric : tiled) {
        const QString key = toQString(metric);
        auto* tile = new MetricTile(key, findMetric(metric)->role, this);
        row->addWidget(tile);
        m_tiles.push_back(tile);
        connect(tile, &MetricTile::clicked, this, [this, key] { emit explainRequested(key); });
    }
    addAbove(row);
}

void OverviewPage::display(const SnapshotPtr& snapshot) {
    FigurePage::display(snapshot);
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_tiles[i]->setContent(contentOf(*findMetric(tiled[i]), *snapshot));
}

Wanted OverviewPage::wanted() const {
    Wanted wanted = FigurePage::wanted();
    wanted.sessions = true;
    return wanted;
}

void OverviewPage::setTheme(const Theme& theme) {
    FigurePage::setTheme(theme);
    for (MetricTile* tile : m_tiles) tile->setTheme(theme);
}

void OverviewPage::showExplained(const QString& key) {
    for (MetricTile* tile : m_tiles) tile->setChecked(tile->key() == key);
}

} // namespace longpeak
