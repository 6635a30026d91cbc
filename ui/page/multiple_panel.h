// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/figure_view.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace longpeak {

/// One of several small figures of one kind: what tells its scenario apart, and what can be done with it.
class MultiplePanel : public QFrame {
    Q_OBJECT

public:
    /// Of the scenario at hand, or of a pinned one, which has a menu.
    MultiplePanel(int number, bool isPinned, QWidget* parent = nullptr);

    FigureView& view() { return *m_view; }
    /// `isThis`: of the scenario at hand alone.
    void setFigure(const std::shared_ptr<const Figure>& figure, ByteUnits bytes, bool isThis);
    void setTheme(const Theme& theme);

signals:
    void useRequested();
    void referenceRequested();
    void unpinRequested();

private:
    void addMenu();

    QLabel* m_title;
    QToolButton* m_menu = nullptr;
    FigureView* m_view;
};

} // namespace longpeak
