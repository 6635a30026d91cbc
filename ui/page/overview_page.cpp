// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/overview_page.h"

#include "cost/metric.h"
#include "figure/metric_role.h"
#include "page/metric_tile.h"
#include "text.h"

#include <QCoreApplication>
#include <QHBoxLayout>

#include <array>
#include <cmath>

namespace longpeak {
namespace {

/// A tile: which metric, and whether more of it is better.
struct TileKind {
    const char* metric;
    const char* title;
    bool moreIsBetter;
};

constexpr std::array tileKinds{
    TileKind{"ceiling_users", QT_TRANSLATE_NOOP("Overview", "Concurrency ceiling"), true},
    TileKind{"prefill_s", QT_TRANSLATE_NOOP("Overview", "Prefill"), false},
    TileKind{"decode_s_per_token", QT_TRANSLATE_NOOP("Overview", "Decode"), false},
    TileKind{"switch_s", QT_TRANSLATE_NOOP("Overview", "Context switch"), false},
    TileKind{"sessions_per_hour_bound", QT_TRANSLATE_NOOP("Overview", "Session throughput"), true},
};

/// What bounds the metric, as it stands in "bound by ...".
QString boundOf(const QString& metric, const Snapshot& snapshot) {
    if (metric == QLatin1String("ceiling_users")) return QObject::tr("HBM size");
    if (metric == QLatin1String("prefill_s")) return toQString(boundName(snapshot.estimate.prefill.bound));
    if (metric == QLatin1String("decode_s_per_token")) return toQString(boundName(snapshot.estimate.decode.bound));
    if (metric == QLatin1String("switch_s")) return QObject::tr("host link");
    if (!snapshot.estimate.fits) return QObject::tr("HBM size");
    const bool byUsers = snapshot.scenario.session.users < snapshot.estimate.throughput.knee;
    return byUsers ? QObject::tr("users' thinking") : QObject::tr("GPU time");
}

/// "× 15.8 vs 4K": how many times the reference's value, or what part of it.
QString comparisonOf(double value, double reference, const Snapshot& snapshot) {
    if (!(value > 0) || !(reference > 0)) return {};
    const bool more = value >= reference;
    const double ratio = more ? value / reference : reference / value;
    if (std::abs(ratio - 1.0) < 5e-4) return {};
    const QString name = snapshot.reference->context == snapshot.scenario.context
                             ? QObject::tr("reference")
                             : QString::fromStdString(format(snapshot.reference->context.si(), Unit::Tokens));
    return (more ? QStringLiteral("× ") : QStringLiteral("÷ ")) +
           QString::fromStdString(readable(ratio, Unit::Ratio).number) + QObject::tr(" vs %1").arg(name);
}

/// The simulation's throughput once it is there, the bound until then; the tile says which.
void addSimulated(TileContent& content, const Snapshot& snapshot) {
    if (!snapshot.estimate.fits) return;
    const QString bound = QString::fromStdString(content.value.text());
    if (!snapshot.sessions || !snapshot.sessions->run.infeasible.empty()) {
        content.remark = QObject::tr("upper bound, by %1").arg(content.shortRemark);
        return;
    }
    const Simulation& run = snapshot.sessions->settled;
    const double perHour = run.throughput.si() * hour.si();
    content.value = readable(perHour, Unit::PerHour, snapshot.bytes);
    content.remark = QObject::tr("simulated, %1 at most").arg(bound);
    content.shortRemark = QObject::tr("simulated");
    content.exact = QString::fromStdString(formatExact(perHour, Unit::PerHour)) +
                    QObject::tr(", simulated for %1; the bound is %2, and the ratio is that of the bounds")
                        .arg(QString::fromStdString(format(run.horizon.si(), Unit::Seconds)), content.exact);
}

TileContent contentOf(const TileKind& kind, const Snapshot& snapshot) {
    const QString key = QLatin1String(kind.metric);
    const Metric& metric = *findMetric(kind.metric);
    // Ratios are of the exact ceiling: whole users jump.
    const Metric& compared = key == QLatin1String("ceiling_users") ? *findMetric("ceiling_users_exact") : metric;
    const double value = metric.value(snapshot.scenario, snapshot.estimate);
    TileContent content{.title = QCoreApplication::translate("Overview", kind.title),
                        .value = readable(value, metric.unit, snapshot.bytes),
                        .remark = QObject::tr("bound by %1").arg(boundOf(key, snapshot)),
                        .shortRemark = boundOf(key, snapshot),
                        .exact = QString::fromStdString(
                            formatExact(compared.value(snapshot.scenario, snapshot.estimate), metric.unit))};
    if (key == QLatin1String("sessions_per_hour_bound")) addSimulated(content, snapshot);
    if (key == QLatin1String("ceiling_users")) {
        content.value.unit += QObject::tr(" in HBM").toStdString();
        content.alarm = !snapshot.estimate.fits;
    }
    if (snapshot.reference) {
        const double now = compared.value(snapshot.scenario, snapshot.estimate);
        const double there = compared.value(*snapshot.reference, *snapshot.referenceEstimate);
        content.comparison = comparisonOf(now, there, snapshot);
        content.worse = (now < there) == kind.moreIsBetter;
    }
    return content;
}

} // namespace

OverviewPage::OverviewPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent)
    : FigurePage(
          store, id, title,
          {QStringLiteral("occupancy"), QStringLiteral("ceiling"), QStringLiteral("latency"), QStringLiteral("tokens")},
          2, parent) {
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (const TileKind& kind : tileKinds) {
        const QString key = QLatin1String(kind.metric);
        auto* tile = new MetricTile(key, roleOfMetric(key.toStdString()), this);
        row->addWidget(tile);
        m_tiles.push_back(tile);
        connect(tile, &MetricTile::clicked, this, [this, key] { emit explainRequested(key); });
    }
    addAbove(row);
}

void OverviewPage::display(const SnapshotPtr& snapshot) {
    FigurePage::display(snapshot);
    for (std::size_t i = 0; i < m_tiles.size(); ++i) m_tiles[i]->setContent(contentOf(tileKinds[i], *snapshot));
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
