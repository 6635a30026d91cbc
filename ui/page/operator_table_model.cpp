// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/operator_table_model.h"

#include "cost/metric.h"
#include "plain.h"
#include "text.h"

#include <algorithm>
#include <utility>

namespace longpeak {
namespace {

/// What lines are sorted by.
std::pair<PassKind, std::string> wordsOf(const OperatorLine& line) {
    return {line.pass, line.name.english()};
}

bool isSameOperator(const OperatorLine& a, const OperatorLine& b) {
    return a.pass == b.pass && a.name == b.name;
}

constexpr double leastShare = 1e-4; ///< that is printed in figures

/// What a column sorts by; the name sorts by itself.
double number(const OperatorLine& line, OperatorTableModel::Column column) {
    switch (column) {
    case OperatorTableModel::Layers: return line.layers;
    case OperatorTableModel::Flop: return line.flop.si();
    case OperatorTableModel::Traffic: return line.bytes.si();
    case OperatorTableModel::Intensity: return line.intensity();
    case OperatorTableModel::Time: return line.time.si();
    case OperatorTableModel::Share: return line.share;
    case OperatorTableModel::BoundBy: return static_cast<double>(line.bound);
    case OperatorTableModel::Name:
    case OperatorTableModel::ColumnCount: break;
    }
    return 0;
}

QString nameOf(const OperatorLine& line) {
    QString name = toQString(line.name);
    if (line.isWhole) return name;
    return (line.pass == PassKind::Prefill ? QStringLiteral("prefill: ") : QStringLiteral("decode: ")) + name;
}

Unit unitOf(OperatorTableModel::Column column) {
    switch (column) {
    case OperatorTableModel::Flop: return Unit::Flop;
    case OperatorTableModel::Traffic: return Unit::Bytes;
    case OperatorTableModel::Intensity: return Unit::FlopPerByte;
    case OperatorTableModel::Time: return Unit::Seconds;
    case OperatorTableModel::Share: return Unit::Fraction;
    default: return Unit::Count;
    }
}

} // namespace

void OperatorTableModel::setLines(std::vector<OperatorLine> lines, ByteUnits bytes) {
    std::ranges::sort(lines, {}, wordsOf);
    m_bytes = bytes;
    if (!std::ranges::equal(lines, m_lines, isSameOperator)) {
        beginResetModel();
        m_lines = std::move(lines);
        endResetModel();
        return;
    }
    m_lines = std::move(lines);
    if (!m_lines.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void OperatorTableModel::setTheme(const Theme& theme) {
    m_theme = &theme;
    if (!m_lines.empty()) emit dataChanged(index(0, Name), index(rowCount() - 1, Name), {Qt::DecorationRole});
}

std::optional<int> OperatorTableModel::rowOf(PassKind pass, const Text& name) const {
    const auto found = std::ranges::find_if(m_lines, [&](const auto& l) { return l.pass == pass && l.name == name; });
    if (found == m_lines.end()) return std::nullopt;
    return static_cast<int>(found - m_lines.begin());
}

int OperatorTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int OperatorTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString OperatorTableModel::text(const OperatorLine& line, Column column) const {
    // What is counted of nothing is left empty, not printed as zero.
    const bool none = (column == Layers && line.layers == 0) ||
                      ((column == Flop || column == Intensity) && line.flop.si() == 0);
    if (none) return QStringLiteral("—");
    if (column == Name) return nameOf(line);
    if (column == BoundBy) return toQString(boundBrief(line.bound)); // the tooltip has the name in full
    if (column == Share && line.share < leastShare) return tr("< 0.01 %");
    if (column == Intensity) return QString::fromStdString(readable(line.intensity(), Unit::FlopPerByte).number);
    return QString::fromStdString(format(number(line, column), unitOf(column), m_bytes));
}

QVariant OperatorTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const OperatorLine& line = m_lines[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<Column>(index.column());
    const bool isNumber = column != Name && column != BoundBy;
    switch (role) {
    case Qt::DisplayRole: return text(line, column);
    case Qt::ToolTipRole:
        if (column == BoundBy) return wrapped(tr("bound by %1").arg(toQString(boundName(line.bound))));
        return wrapped(isNumber ? QString::fromStdString(formatExact(number(line, column), unitOf(column)))
                                : text(line, column));
    case Qt::TextAlignmentRole: return QVariant(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::DecorationRole:
        return column == Name ? QVariant(m_theme->role(line.pass == PassKind::Prefill ? Role::Prefill : Role::Decode))
                              : QVariant();
    case sortRole: return column == Name ? QVariant(text(line, Name)) : QVariant(number(line, column));
    default: return {};
    }
}

QVariant OperatorTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignVCenter | (section == Name || section == BoundBy ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    const bool isTip = role == Qt::ToolTipRole;
    switch (static_cast<Column>(section)) {
    case Name: return isTip ? tr("Operator, in all layers that have it") : tr("Operator");
    case Layers: return isTip ? tr("Layers that have it") : tr("Layers");
    case Flop: return isTip ? tr("Floating-point operations of the whole deployment") : tr("FLOP");
    case Traffic: return isTip ? tr("Bytes between HBM and the chip; of all-reduces those between GPUs") : tr("Bytes");
    case Intensity: return isTip ? tr("Arithmetic intensity: FLOP per byte") : tr("FLOP/B");
    case Time: return isTip ? tr("Time on all GPUs together") : tr("Time");
    case Share: return isTip ? tr("Share of the prefill, or of the decode step") : tr("Share");
    case BoundBy: return isTip ? tr("The hardware that it waits for") : tr("Bound by");
    case ColumnCount: break;
    }
    return {};
}

} // namespace longpeak
