// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/evidence_model.h"

#include "evidence/facts.h"
#include "figure/evidence.h"
#include "plain.h"
#include "text.h"

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

bool isNumber(EvidenceModel::Column column) {
    return column == EvidenceModel::Measured || column == EvidenceModel::AtPeak || column == EvidenceModel::Reached;
}

bool isAtOdds(const Comparison& c) {
    return c.verdict == Verdict::Suspect;
}

} // namespace

EvidenceModel::EvidenceModel(const Catalogue& catalogue, QObject* parent)
    : QAbstractTableModel(parent), m_catalogue(catalogue),
      m_comparisons(std::make_shared<const std::vector<Comparison>>()) {}

void EvidenceModel::setComparisons(const Comparisons& comparisons) {
    if (comparisons == m_comparisons) return;
    beginResetModel();
    m_comparisons = comparisons;
    endResetModel();
}

void EvidenceModel::setByteUnits(ByteUnits bytes) {
    if (bytes == m_bytes) return;
    m_bytes = bytes;
    if (!m_comparisons->empty()) emit dataChanged(index(0, Measured), index(rowCount() - 1, AtPeak));
}

void EvidenceModel::setTheme(const Theme& theme) {
    m_theme = &theme;
    if (!m_comparisons->empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, Count - 1), {Qt::ForegroundRole, Qt::DecorationRole});
}

int EvidenceModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_comparisons->size());
}

int EvidenceModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Count;
}

QString EvidenceModel::text(const Comparison& c, Column column) const {
    const Measurement& m = *c.measurement;
    const auto orDash = [](const Text& words) { return words.empty() ? QStringLiteral("—") : toQString(words); };
    switch (column) {
    case What: return toQString(nameOf(m.metric).label);
    case ModelName: return orDash(verbatim(modelText(m, m_catalogue)));
    case Hardware: return orDash(verbatim(acceleratorText(m, m_catalogue)));
    case Conditions: return toQString(conditionsText(m));
    case Measured: return toQString(measuredText(m.value, m.metric, m_bytes));
    case AtPeak: return orDash(c.prediction ? measuredText(c.prediction->value, m.metric, m_bytes) : Text());
    case Reached: return QString::fromStdString(format(c.efficiency, Unit::Fraction));
    case BoundBy: return orDash(c.prediction ? Text(roofName(c.prediction->roof)) : Text());
    case Judged: return toQString(verdictName(c.verdict));
    case Source: return orDash(m.sources.empty() ? Text() : verbatim(m.sources.front().reference));
    case Count: break;
    }
    return {};
}

QVariant EvidenceModel::sortKey(const Comparison& c, Column column) const {
    switch (column) {
    case Measured: return c.measurement->value;
    case AtPeak: return c.prediction ? c.prediction->value : std::nan("");
    case Reached: return c.efficiency;
    default: return text(c, column);
    }
}

/// What is at odds with the peak stands out, and says so in words beside.
QVariant EvidenceModel::colour(const Comparison& c, Column column) const {
    if (column != Judged && column != Reached) return {};
    if (isAtOdds(c)) return m_theme->danger;
    return c.verdict == Verdict::Sound || c.verdict == Verdict::Agrees ? QVariant() : QVariant(m_theme->muted);
}

QVariant EvidenceModel::swatch(const Comparison& c) const {
    if (!c.prediction) return {};
    return m_theme->role(roleOf(c));
}

QVariant EvidenceModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Comparison& c = (*m_comparisons)[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole: return text(c, column);
    case Qt::ToolTipRole:
        if (column == Measured) return wrapped(QString::fromStdString(c.measurement->printed));
        return wrapped(column == Judged ? toQString(verdictText(c)) : text(c, column));
    case Qt::TextAlignmentRole: return QVariant(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole: return colour(c, column);
    case Qt::DecorationRole: return column == BoundBy ? swatch(c) : QVariant();
    case sortRole: return sortKey(c, column);
    default: return {};
    }
}

QVariant EvidenceModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    const bool isTip = role == Qt::ToolTipRole;
    switch (column) {
    case What: return isTip ? tr("What was measured") : tr("What");
    case ModelName: return isTip ? tr("Model, where one takes part") : tr("Model");
    case Hardware: return isTip ? tr("Accelerator and how many") : tr("Accelerator");
    case Conditions: return isTip ? tr("Batch, tokens of prompt and answer, load") : tr("Conditions");
    case Measured: return isTip ? tr("As published, in the same unit as the prediction") : tr("Measured");
    case AtPeak:
        return isTip ? tr("Predicted by the operators model with every efficiency at 100 %") : tr("At the peak");
    case Reached: return isTip ? tr("Of the theoretical peak") : tr("Reached");
    case BoundBy: return isTip ? tr("What keeps the case from being faster at the peak") : tr("Bound by");
    case Judged: return isTip ? tr("Whether it may be so") : tr("Verdict");
    case Source: return isTip ? tr("Where it was read") : tr("Source");
    case Count: break;
    }
    return {};
}

EvidenceFilter::EvidenceFilter(EvidenceModel& model, const Catalogue& catalogue, QObject* parent)
    : QSortFilterProxyModel(parent), m_model(model), m_catalogue(catalogue) {
    setSourceModel(&model);
    setSortRole(EvidenceModel::sortRole);
}

void EvidenceFilter::setScope(Scope scope) {
    m_scope = scope;
    invalidateFilter();
}

void EvidenceFilter::setSearch(const QString& words) {
    m_words = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

void EvidenceFilter::setScenario(const Scenario& scenario) {
    if (scenario.deployment.accelerator.kind == m_kind && scenario.model.id == m_modelId) return;
    m_kind = scenario.deployment.accelerator.kind;
    m_modelId = scenario.model.id;
    if (m_scope != Scope::All) invalidateFilter();
}

bool EvidenceFilter::isInScope(const Measurement& m) const {
    if (m_scope == Scope::Model) return m.model == m_modelId;
    if (m_scope == Scope::All) return true;
    const Accelerator* accelerator = m_catalogue.accelerator(m.accelerator);
    return accelerator != nullptr && accelerator->kind == m_kind;
}

bool EvidenceFilter::filterAcceptsRow(int row, const QModelIndex&) const {
    const Measurement& m = *m_model.comparisons()[static_cast<std::size_t>(row)].measurement;
    if (!isInScope(m)) return false;
    QString all = QString::fromStdString(m.id + ' ' + m.framework + ' ' + m.conditions);
    for (int column = 0; column < EvidenceModel::Count; ++column)
        all += QLatin1Char(' ') + m_model.index(row, column).data().toString();
    return std::ranges::all_of(m_words, [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

/// What is not predicted comes last in either order.
bool EvidenceFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const QVariant a = left.data(EvidenceModel::sortRole);
    const QVariant b = right.data(EvidenceModel::sortRole);
    if (a.typeId() != QMetaType::Double) return QString::localeAwareCompare(a.toString(), b.toString()) < 0;
    if (std::isnan(a.toDouble()) || std::isnan(b.toDouble()))
        return std::isnan(a.toDouble()) != std::isnan(b.toDouble()) &&
               std::isnan(sortOrder() == Qt::AscendingOrder ? b.toDouble() : a.toDouble());
    return a.toDouble() < b.toDouble();
}

} // namespace longpeak
