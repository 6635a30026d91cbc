// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/page.h"

#include <QStringList>

class QVBoxLayout;

namespace longpeak {

class FigureGrid;
class ScenarioStore;

/// A page of figures. What else a page has goes above them, with `addAbove`.
class FigurePage : public Page {
    Q_OBJECT

public:
    FigurePage(ScenarioStore& store, const QString& id, const QString& title, const QStringList& figureIds,
               int columns = 2, QWidget* parent = nullptr);

    const FigureGrid& grid() const { return *m_grid; }
    void display(const SnapshotPtr& snapshot) override;
    void setTheme(const Theme& theme) override;
    std::set<std::string> visibleFigures() const override;
    QByteArray splits() const override;
    void restoreSplits(const QByteArray& state) override;
    void resetLayout() override;

protected:
    void addAbove(QWidget* widget);
    void addAbove(QLayout* row);

private:
    QVBoxLayout* m_column;
    FigureGrid* m_grid;
};

} // namespace longpeak
