// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/side_by_side_model.h"

#include "plain.h"
#include "text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace longpeak {
namespace {

/// A ratio that would read "1" is neither better nor worse.
bool isTold(double ratio) {
    return std::isfinite(ratio) && ratio > 0 && std::abs(ratio - 1.0) >= 5e-3;
}

bool looksTheSame(const SideBySideRow& a, const SideBySideRow& b, std::size_t scenario) {
    const auto ratioOf = [&](const SideBySideRow& row) { return row.metric != nullptr ? row.ratios[scenario] : 1.0; };
    const auto isBest = [&](const SideBySideRow& row) {
        return std::ranges::find(row.best, scenario) != row.best.end();
    };
    const bool sameRatio = ratioOf(a) == ratioOf(b) || (std::isnan(ratioOf(a)) && std::isnan(ratioOf(b)));
    return sameRatio && a.cells[scenario] == b.cells[scenario] && a.differs[scenario] == b.differs[scenario] &&
           isBest(a) == isBest(b);
}

} // namespace

SideBySideModel::SideBySideModel(QObject* parent)
    : QAbstractTableModel(parent), m_table(std::make_shared<const SideBySide>()) {}

void SideBySideModel::display(const Table& table, bool onlyDifferences) {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < table->rows.size(); ++i)
        if (!onlyDifferences || table->rows[i].anyDiffers()) shown.push_back(i);
    // While the hand drags, cells change and rows stay: then the view keeps its place.
    const bool same = shown == m_shown && table->names.size() == m_table->names.size() &&
                      table->rows.size() == m_table->rows.size();
    if (!same) beginResetModel();
    const Table before = std::exchange(m_table, table);
    m_shown = std::move(shown);
    if (!same) return endResetModel();
    for (int row = 0; row < rowCount(); ++row) announce(*before, row);
    for (int i = 0; i < columnCount() - 1; ++i) {
        const auto scenario = static_cast<std::size_t>(i);
        if (before->names[scenario] != m_table->names[scenario]) emit headerDataChanged(Qt::Horizontal, i + 1, i + 1);
    }
}

/// Only what changed is painted again: text is most of what a move costs here.
void SideBySideModel::announce(const SideBySide& before, int row) {
    const SideBySideRow& was = before.rows[m_shown[static_cast<std::size_t>(row)]];
    const SideBySideRow& now = rowAt(row);
    const int count = columnCount() - 1;
    int first = 0;
    int last = count - 1;
    const auto isSame = [&](int i) { return looksTheSame(was, now, static_cast<std::size_t>(i)); };
    while (first < count && isSame(first)) ++first;
    while (last > first && isSame(last)) --last;
    if (first < count) emit dataChanged(index(row, first + 1), index(row, last + 1));
}

void SideBySideModel::setTheme(const Theme& theme) {
    m_theme = &theme;
    if (!m_shown.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int SideBySideModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

/// The label, and one for each scenario.
int SideBySideModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table->names.size()) + 1;
}

QString SideBySideModel::text(const SideBySideRow& row, std::size_t scenario) const {
    QString cell = toQString(row.cells[scenario]);
    if (cell.isEmpty()) return QStringLiteral("—");
    const double ratio = row.metric != nullptr ? row.ratios[scenario] : std::nan("");
    if (row.differs[scenario] && isTold(ratio))
        cell += QStringLiteral("   ") + (ratio >= 1
                                             ? QString::fromStdString("× " + readable(ratio, Unit::Count).text())
                                             : QString::fromStdString("÷ " + readable(1 / ratio, Unit::Count).text()));
    return cell;
}

QVariant SideBySideModel::colour(const SideBySideRow& row, std::size_t scenario) const {
    if (!row.differs[scenario]) return {};
    if (row.metric == nullptr) return m_theme->accent;
    if (!isTold(row.ratios[scenario]) || row.metric->better == Better::Neither) return {};
    const bool grows = row.ratios[scenario] > 1;
    return grows == (row.metric->better == Better::Less) ? m_theme->danger : m_theme->better;
}

QVariant SideBySideModel::data(const QModelIndex& index, int role) const {
    const SideBySideRow& row = rowAt(index.row());
    if (index.column() == 0) {
        if (role == Qt::DisplayRole) return toQString(row.label);
        if (role == Qt::ForegroundRole) return m_theme->muted;
        if (role == Qt::ToolTipRole)
            return wrapped(toQString(row.metric != nullptr ? row.metric->help : row.parameter->help));
        return {};
    }
    const auto scenario = static_cast<std::size_t>(index.column()) - 1;
    switch (role) {
    case Qt::DisplayRole: return text(row, scenario);
    case Qt::ForegroundRole: return colour(row, scenario);
    case Qt::FontRole: {
        const bool isBest = std::ranges::find(row.best, scenario) != row.best.end();
        return isBest ? QVariant(typeface(-1, QFont::Bold)) : QVariant();
    }
    case Qt::TextAlignmentRole: return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        if (row.metric == nullptr || std::isnan(row.values[scenario])) return {};
        return wrapped(QString::fromStdString(formatExact(row.values[scenario], row.metric->unit)));
    default: return {};
    }
}

QVariant SideBySideModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter | Qt::TextWordWrap;
    if (section == 0 || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) return {};
    const QString name = toQString(m_table->names[static_cast<std::size_t>(section) - 1]);
    const QString head = section == 1 ? tr("This: %1").arg(name) : name;
    return role == Qt::ToolTipRole ? wrapped(head) : head;
}

} // namespace longpeak
