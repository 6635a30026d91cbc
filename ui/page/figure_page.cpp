// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/figure_page.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace longpeak {

FigurePage::FigurePage(ScenarioStore& store, const QString& id, const QString& title, const QStringList& figureIds,
                       int columns, QWidget* parent)
    : SplitPage(store, id, title, parent), m_column(new QVBoxLayout(this)), m_grid(addSplitter(Qt::Vertical, this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    m_column->addWidget(m_grid, 1);
    for (qsizetype i = 0; i < figureIds.size(); ++i) {
        if (i % columns == 0) m_rows.push_back(addSplitter(Qt::Horizontal, m_grid));
        addCard(figureIds[i], m_rows.back());
    }
}

void FigurePage::addAbove(QWidget* widget) {
    m_column->insertWidget(m_column->count() - 1, widget);
}

void FigurePage::addAbove(QLayout* row) {
    m_column->insertLayout(m_column->count() - 1, row);
}

void FigurePage::resetLayout() {
    constexpr int equal = 1000;
    expand(nullptr);
    m_grid->setSizes(QList<int>(static_cast<qsizetype>(m_rows.size()), equal));
    for (QSplitter* row : m_rows) row->setSizes(QList<int>(row->count(), equal));
    resetViews();
}

} // namespace longpeak
