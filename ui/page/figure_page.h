// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/split_page.h"

#include <QStringList>

class QVBoxLayout;

namespace longpeak {

/// A page of figures in rows and columns. What else a page has goes above them, with `addAbove`.
class FigurePage : public SplitPage {
    Q_OBJECT

public:
    /// Row by row, `columns` of them in each.
    FigurePage(ScenarioStore& store, const QString& id, const QString& title, const QStringList& figureIds,
               int columns = 2, QWidget* parent = nullptr);

    /// Equal parts again, every figure in full view.
    void resetLayout() override;

protected:
    void addAbove(QWidget* widget);
    void addAbove(QLayout* row);

private:
    QVBoxLayout* m_column;
    QSplitter* m_grid;
    std::vector<QSplitter*> m_rows;
};

} // namespace longpeak
