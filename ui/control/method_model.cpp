// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/method_model.h"

#include "compression/method_facts.h"
#include "plain.h"
#include "quantity/format.h"
#include "text.h"
#include "theme/theme.h"

#include <QGuiApplication>
#include <QPalette>

#include <algorithm>

namespace longpeak {

MethodModel::MethodModel(const Catalogue& catalogue, QObject* parent)
    : QAbstractTableModel(parent), m_catalogue(catalogue) {}

void MethodModel::display(const Scenario& scenario) {
    if (scenario.context == m_context && scenario.compression.methods == m_chosen) return;
    m_context = scenario.context;
    m_chosen = scenario.compression.methods;
    emit dataChanged(index(0, 0), index(rowCount() - 1, Count - 1));
    emit headerDataChanged(Qt::Horizontal, Quality, Quality);
}

bool MethodModel::isChosen(const Method& method) const {
    return std::ranges::find(m_chosen, method.id) != m_chosen.end();
}

int MethodModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_catalogue.methods.size());
}

int MethodModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Count;
}

Qt::ItemFlags MethodModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.column() == Name && effectOf(methodAt(index.row()))) flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QString MethodModel::text(const Method& method, Column column) const {
    const auto shown = [](const std::string& words) { return QString::fromStdString(words); };
    const auto effect = effectOf(method);
    switch (column) {
    case Name: return shown(method.name);
    case Axes: return toQString(axesText(method));
    case Ratio: return effect ? shown(format(effect->ratio, Unit::Ratio)) : QStringLiteral("—");
    case Saves: return effect ? toQString(savesText(method)) : tr("cannot be chosen");
    case Quality: return toQString(qualityAt(method, m_context));
    case Year: return QString::number(method.year);
    case Source: return shown(sourceText(method));
    case Count: break;
    }
    return {};
}

QVariant MethodModel::data(const QModelIndex& index, int role) const {
    const Method& method = methodAt(index.row());
    const auto column = static_cast<Column>(index.column());
    const QPalette palette = QGuiApplication::palette();
    switch (role) {
    case Qt::DisplayRole: return text(method, column);
    case Qt::ToolTipRole:
        if (column == Quality) return wrapped(text(method, column));
        return wrapped(
            QString::fromStdString(method.name + ": " + method.mechanism +
                                   (effectOf(method) ? std::string() : ". It " + whyNotApplied(method).english())));
    case Qt::CheckStateRole:
        if (column != Name || !effectOf(method)) return {};
        return isChosen(method) ? Qt::Checked : Qt::Unchecked;
    case Qt::ForegroundRole:
        if (!effectOf(method)) return palette.color(QPalette::PlaceholderText);
        if (column == Quality && isChosen(method) && !qualityDoubt(method, m_context).empty())
            return palette.color(QPalette::BrightText); // of the others it only says what it says
        return {};
    case Qt::TextAlignmentRole:
        return column == Ratio || column == Year ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case sortRole:
        if (column == Ratio) return effectOf(method) ? effectOf(method)->ratio : 0.0;
        if (column == Quality) return method.shownFor ? method.shownFor->si() : 0.0;
        return text(method, column).toLower();
    default: return {};
    }
}

bool MethodModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::CheckStateRole || !flags(index).testFlag(Qt::ItemIsUserCheckable)) return false;
    emit toggled(QString::fromStdString(methodAt(index.row()).id), value.toInt() == Qt::Checked);
    return true;
}

QVariant MethodModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) return {};
    const bool isTip = role == Qt::ToolTipRole;
    switch (section) {
    case Name: return isTip ? tr("A check chooses the method") : tr("Method");
    case Axes: return isTip ? tr("Of the cache's four factors, those that it makes smaller") : tr("Axes");
    case Ratio: return isTip ? tr("What choosing it divides by, as published") : tr("Ratio");
    case Saves: return isTip ? tr("What the ratio divides: bytes kept, bytes read, FLOP") : tr("Saves");
    case Quality:
        return isTip ? tr("Up to which context its sources tell of quality")
                     : tr("Quality at %1").arg(QString::fromStdString(format(m_context.si(), Unit::Tokens)));
    case Year: return isTip ? tr("First published") : tr("Year");
    case Source: return isTip ? tr("Where the ratio was read") : tr("Source");
    default: return {};
    }
}

MethodFilter::MethodFilter(MethodModel& model, QObject* parent) : QSortFilterProxyModel(parent), m_model(model) {
    setSourceModel(&model);
    setSortRole(MethodModel::sortRole);
}

void MethodFilter::setSearch(const QString& words) {
    m_words = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

bool MethodFilter::filterAcceptsRow(int row, const QModelIndex&) const {
    const Method& method = m_model.methodAt(row);
    QString all = QString::fromStdString(method.id + ' ' + method.mechanism);
    for (int column = 0; column < MethodModel::Count; ++column)
        all += QLatin1Char(' ') + m_model.index(row, column).data().toString();
    return std::ranges::all_of(m_words, [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

} // namespace longpeak
