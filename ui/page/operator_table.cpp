// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/operator_table.h"

#include "control/table_style.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace longpeak {
namespace {

constexpr int rowHeight = 21;
constexpr int cellPadding = 12;
constexpr int swatch = 9;

} // namespace

OperatorTable::OperatorTable(QWidget* parent)
    : QFrame(parent), m_title(new QLabel(tr("Operators"), this)), m_copy(new QToolButton(this)),
      m_view(new QTableView(this)), m_model(new OperatorTableModel(this)), m_sorted(new QSortFilterProxyModel(this)) {
    setObjectName(QStringLiteral("operatorTable"));
    setProperty("class", "card");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(13, 8, 8, 8);
    column->setSpacing(4);
    auto* head = new QHBoxLayout;
    m_title->setFont(typeface(1, QFont::DemiBold));
    m_copy->setObjectName(QStringLiteral("operatorTable.copy"));
    m_copy->setToolTip(tr("Copy the table as CSV"));
    m_copy->setAccessibleName(m_copy->toolTip());
    m_copy->setIconSize({14, 14});
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(m_copy);
    column->addLayout(head);
    column->addWidget(m_view, 1);

    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(OperatorTableModel::sortRole);
    m_view->setModel(m_sorted);
    m_view->setObjectName(QStringLiteral("operatorTable.rows"));
    m_view->setAccessibleName(tr("Operators: time, work and traffic of each"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setProperty("class", "plain");
    styleTable(*m_view, -2, rowHeight);
    m_view->setIconSize({swatch, swatch});
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(OperatorTableModel::Time, Qt::DescendingOrder);
    setWidths();
    connect(m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(csv()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &OperatorTable::readChoice);
}

/// Wide enough for any number, so that columns stand still under the hand; names take the rest.
void OperatorTable::setWidths() {
    static const std::array samples{QStringLiteral("00"),      QStringLiteral("000 PFLOP"), QStringLiteral("000 MiB"),
                                    QStringLiteral("00 000"),  QStringLiteral("000 ms"),    QStringLiteral("< 0.01 %"),
                                    QStringLiteral("GPU link")};
    QHeaderView* head = m_view->horizontalHeader();
    const QFontMetrics metrics(m_view->font());
    head->setMinimumSectionSize(40);
    for (int i = 0; i < static_cast<int>(samples.size()); ++i) {
        const int content = metrics.horizontalAdvance(samples.at(static_cast<std::size_t>(i))) + scaled(cellPadding);
        m_view->setColumnWidth(i + 1, std::max(content, widthOfHead(*m_view, i + 1)));
    }
    head->setSectionResizeMode(OperatorTableModel::Name, QHeaderView::Stretch);
}

void OperatorTable::setLines(std::vector<OperatorLine> lines, ByteUnits bytes) {
    m_lines = lines;
    m_filling = true;
    m_model->setLines(std::move(lines), bytes);
    // A reset forgets the selection; what is gone for now may come back with another model.
    if (m_chosen && !m_view->selectionModel()->hasSelection())
        if (const auto row = m_model->rowOf(m_chosen->first, m_chosen->second))
            m_view->selectRow(m_sorted->mapFromSource(m_model->index(*row, 0)).row());
    m_filling = false;
}

void OperatorTable::setTheme(const Theme& theme) {
    m_copy->setIcon(theme.icon(QStringLiteral("table"), theme.muted));
    m_model->setTheme(theme);
}

void OperatorTable::readChoice() {
    if (m_filling) return;
    const auto rows = m_view->selectionModel()->selectedRows();
    m_chosen.reset();
    if (!rows.isEmpty()) {
        const auto row = static_cast<std::size_t>(m_sorted->mapToSource(rows.front()).row());
        m_chosen = Key(m_model->lines()[row].pass, m_model->lines()[row].name);
    }
    emit chosenChanged();
}

const OperatorLine* OperatorTable::chosenLine() const {
    if (!m_chosen) return nullptr;
    const auto row = m_model->rowOf(m_chosen->first, m_chosen->second);
    return row ? &m_model->lines()[static_cast<std::size_t>(*row)] : nullptr;
}

void OperatorTable::clearChoice() {
    m_view->clearSelection();
}

QString OperatorTable::csv() const {
    return QString::fromStdString(writeCsv(m_lines));
}

void OperatorTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        QApplication::clipboard()->setText(csv());
    else if (event->key() == Qt::Key_Escape && m_chosen)
        clearChoice();
    else
        QFrame::keyPressEvent(event);
}

} // namespace longpeak
