// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/overview_page.h"

#include "page/banner.h"
#include "page/explanation_bar.h"
#include "page/figure_card.h"
#include "page/metric_tile.h"
#include "state/scenario_store.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>
#include <cmath>

namespace longpeak {
namespace {

/// A tile: which metric in which colour, and whether more of it is better.
struct TileKind {
    const char* metric;
    const char* title;
    Role role;
    bool moreIsBetter;
};

constexpr std::array tileKinds{
    TileKind{"ceiling_users", QT_TRANSLATE_NOOP("Overview", "Concurrency ceiling"), Role::Cache, true},
    TileKind{"prefill_s", QT_TRANSLATE_NOOP("Overview", "Prefill"), Role::Prefill, false},
    TileKind{"decode_s_per_token", QT_TRANSLATE_NOOP("Overview", "Decode"), Role::Decode, false},
    TileKind{"switch_s", QT_TRANSLATE_NOOP("Overview", "Context switch"), Role::Switch, false},
    TileKind{"sessions_per_hour_bound", QT_TRANSLATE_NOOP("Overview", "Session throughput"), Role::Weights, true},
};

Role roleOf(const QString& metric) {
    for (const TileKind& kind : tileKinds)
        if (metric == QLatin1String(kind.metric)) return kind.role;
    if (metric.startsWith(QLatin1String("ceiling")) || metric.startsWith(QLatin1String("kv"))) return Role::Cache;
    return metric.startsWith(QLatin1String("answer")) ? Role::Decode : Role::Weights;
}

/// What bounds the metric, as it stands in "bound by ...".
QString boundOf(const QString& metric, const Snapshot& snapshot) {
    const auto text = [](std::string_view name) {
        return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    };
    if (metric == QLatin1String("ceiling_users")) return QObject::tr("HBM size");
    if (metric == QLatin1String("prefill_s")) return text(boundName(snapshot.estimate.prefill.bound));
    if (metric == QLatin1String("decode_s_per_token")) return text(boundName(snapshot.estimate.decode.bound));
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

QString summaryOf(const Scenario& s) {
    const QString gpus = s.gpus == 1.0 ? QString()
                                       : QString::fromStdString(formatPlain(s.gpus)) + QStringLiteral(" × ");
    return QStringLiteral("%1 · %2%3 · %4 · %5")
        .arg(QString::fromStdString(s.model.name), gpus, QString::fromStdString(s.accelerator.name),
             QObject::tr("%1 context").arg(QString::fromStdString(format(s.context.si(), Unit::Tokens))),
             QString::fromStdString(format(s.session.users, Unit::Users)));
}

} // namespace

OverviewPage::OverviewPage(ScenarioStore& store, Refresher& refresher, QWidget* parent)
    : QWidget(parent), m_store(store), m_refresher(refresher), m_summary(new QLabel(this)),
      m_reference(new QToolButton(this)), m_message(new Banner(QStringLiteral("message"), this)),
      m_infeasible(new Banner(QStringLiteral("infeasible"), this)), m_rows(new QSplitter(Qt::Vertical, this)),
      m_explanation(new ExplanationBar(this)) {
    setObjectName(QStringLiteral("overview"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 14, 10);
    column->setSpacing(8);
    auto* head = new QHBoxLayout;
    m_summary->setFont(typeface(1, QFont::DemiBold));
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_summary->setObjectName(QStringLiteral("summary"));
    m_reference->setObjectName(QStringLiteral("reference"));
    m_reference->setPopupMode(QToolButton::InstantPopup);
    m_reference->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_reference->setLayoutDirection(Qt::RightToLeft); // the arrow stands behind the text
    head->addWidget(m_summary, 1);
    head->addWidget(m_reference);
    column->addLayout(head);
    column->addWidget(m_message);
    column->addWidget(m_infeasible);
    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(8);
    addTiles(tiles);
    column->addLayout(tiles);
    addFigures();
    column->addWidget(m_rows, 1);
    column->addWidget(m_explanation);
    connect(m_infeasible, &Banner::remedyChosen, this, [this](const Remedy& remedy) { m_store.apply(remedy); });
    expand(nullptr);
}

void OverviewPage::addTiles(QLayout* row) {
    for (const TileKind& kind : tileKinds) {
        auto* tile = new MetricTile(QLatin1String(kind.metric), kind.role, this);
        row->addWidget(tile);
        m_tiles.push_back(tile);
        connect(tile, &MetricTile::clicked, this, [this, tile] { explainMetric(tile->key()); });
    }
}

void OverviewPage::addFigures() {
    m_rows->setHandleWidth(8);
    m_rows->setChildrenCollapsible(false);
    for (const FigureKind& kind : figureKinds()) {
        if (m_cards.size() % 2 == 0) {
            m_columns.push_back(new QSplitter(Qt::Horizontal, m_rows));
            m_columns.back()->setHandleWidth(8);
            m_columns.back()->setChildrenCollapsible(false);
        }
        auto* card = new FigureCard(QString::fromUtf8(kind.id.data(), static_cast<qsizetype>(kind.id.size())), this);
        m_columns.back()->addWidget(card);
        m_cards.push_back(card);
        connect(card, &FigureCard::expandRequested, this,
                [this, card] { expand(m_expanded == card ? nullptr : card); });
        connect(&card->view(), &FigureView::metricPicked, this, &OverviewPage::explainMetric);
        connect(&card->view(), &FigureView::redrawn, this, &OverviewPage::redrawn);
        connect(&card->view(), &FigureView::parameterDragged, this, [this](const QString& id, double value, bool last) {
            m_store.edit(*findParameter(id.toStdString()), value, last ? Phase::Final : Phase::Drag);
        });
    }
}

/// One figure over the whole area, or all of them.
void OverviewPage::expand(FigureCard* card) {
    m_expanded = card;
    std::set<std::string> visible;
    for (FigureCard* each : m_cards) {
        const bool shown = card == nullptr || card == each;
        each->setVisible(shown);
        each->setExpanded(card == each);
        if (shown) visible.insert(each->figureId().toStdString());
    }
    for (QSplitter* row : m_columns) row->setVisible(card == nullptr || row->indexOf(card) >= 0);
    m_refresher.setVisibleFigures(std::move(visible));
}

void OverviewPage::display(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    m_summary->setText(summaryOf(snapshot->scenario));
    m_summary->setToolTip(wrapped(QString::fromStdString(snapshot->scenario.note)));
    displayTiles(*snapshot);
    displayFeasibility(*snapshot);
    displayExplanation();
    for (FigureCard* card : m_cards) {
        const auto found = snapshot->figures.find(card->figureId().toStdString());
        if (found != snapshot->figures.end()) card->setFigure(found->second, snapshot->bytes);
    }
}

void OverviewPage::displayTiles(const Snapshot& snapshot) {
    for (std::size_t i = 0; i < m_tiles.size(); ++i) m_tiles[i]->setContent(contentOf(tileKinds[i], snapshot));
}

void OverviewPage::displayFeasibility(const Snapshot& snapshot) {
    const Estimate& estimate = snapshot.estimate;
    if (estimate.fits) {
        m_infeasible->setMessage(
            QString::fromStdString(advice(snapshot.scenario, estimate, m_store.catalogue(), snapshot.bytes)), false);
        m_infeasible->setRemedies({});
        return;
    }
    const auto changes = remedies(snapshot.scenario, m_store.catalogue());
    const QString words = changes.empty() ? tr(" No single change makes it fit.") : tr(" It fits with:");
    m_infeasible->setMessage(QString::fromStdString(infeasibility(snapshot.scenario, estimate, snapshot.bytes)) + words,
                             false);
    m_infeasible->setRemedies(changes);
}

void OverviewPage::displayExplanation() {
    for (MetricTile* tile : m_tiles) tile->setChecked(tile->key() == m_metric);
    if (m_snapshot)
        m_explanation->setExplanation(
            explain(m_metric.toStdString(), m_snapshot->scenario, m_snapshot->estimate, m_snapshot->bytes),
            roleOf(m_metric));
}

void OverviewPage::explainMetric(const QString& key) {
    m_metric = key;
    displayExplanation();
}

void OverviewPage::showMessage(const QString& text) {
    m_message->setMessage(text, true);
}

void OverviewPage::setTheme(const Theme& theme) {
    for (MetricTile* tile : m_tiles) tile->setTheme(theme);
    for (FigureCard* card : m_cards) card->setTheme(theme);
    m_explanation->setTheme(theme);
    m_message->setTheme(theme);
    m_infeasible->setTheme(theme);
    m_reference->setIcon(theme.icon(QStringLiteral("down"), theme.muted));
}

QByteArray OverviewPage::splits() const {
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_rows->saveState();
    for (const QSplitter* columns : m_columns) stream << columns->saveState();
    return state;
}

void OverviewPage::restoreSplits(const QByteArray& state) {
    QDataStream stream(state);
    QByteArray part;
    stream >> part;
    m_rows->restoreState(part);
    for (QSplitter* columns : m_columns) {
        stream >> part;
        columns->restoreState(part);
    }
}

void OverviewPage::resetLayout() {
    expand(nullptr);
    m_rows->setSizes({1000, 1000});
    for (QSplitter* columns : m_columns) columns->setSizes({1000, 1000});
    for (FigureCard* card : m_cards) card->view().resetView();
}

} // namespace longpeak
