// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/figure_page.h"

#include "page/figure_grid.h"

#include <QVBoxLayout>

namespace longpeak {

FigurePage::FigurePage(ScenarioStore& store, const QString& id, const QString& title, const QStringList& figureIds,
                       int columns, QWidget* parent)
    : Page(id, title, parent), m_column(new QVBoxLayout(this)),
      m_grid(new FigureGrid(store, figureIds, columns, this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    m_column->addWidget(m_grid, 1);
    connect(m_grid, &FigureGrid::metricPicked, this, &Page::explainRequested);
    connect(m_grid, &FigureGrid::visibleFiguresChanged, this, &Page::visibleFiguresChanged);
    connect(m_grid, &FigureGrid::redrawn, this, &Page::redrawn);
}

void FigurePage::addAbove(QWidget* widget) {
    m_column->insertWidget(m_column->count() - 1, widget);
}

void FigurePage::addAbove(QLayout* row) {
    m_column->insertLayout(m_column->count() - 1, row);
}

void FigurePage::display(const SnapshotPtr& snapshot) {
    m_grid->display(*snapshot);
}

void FigurePage::setTheme(const Theme& theme) {
    m_grid->setTheme(theme);
}

std::set<std::string> FigurePage::visibleFigures() const {
    return m_grid->visibleFigures();
}

QByteArray FigurePage::splits() const {
    return m_grid->splits();
}

void FigurePage::restoreSplits(const QByteArray& state) {
    m_grid->restoreSplits(state);
}

void FigurePage::resetLayout() {
    m_grid->resetLayout();
}

} // namespace longpeak
