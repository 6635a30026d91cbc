// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "export/retouches.h"

#include <QWidget>

#include <array>

class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;
class QTreeWidgetItem;

namespace longpeak {

class CheckList;

/// What can be changed of one of the figures by hand: its lines and labels, shown or not and called otherwise, and ranges and
/// numbers of its axes.
class RetouchPanel : public QWidget {
    Q_OBJECT

public:
    explicit RetouchPanel(Retouches& retouches, QWidget* parent = nullptr);

    /// What is typed and cannot be read; empty = nothing.
    QString fault() const { return m_fault; }
    /// Of the i-th of the figures.
    void chooseFigure(std::size_t figure);

signals:
    void faultChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct AxisFields {
        Axis Figure::*axis;
        AxisChange Retouch::*change;
        QLineEdit* from;
        QLineEdit* to;
        QLineEdit* ticks;
    };
    CheckList* addList(const QString& name, const QString& title, const QString& tip);
    AxisFields addAxis(QGridLayout& grid, const QString& letter, Axis Figure::*axis, AxisChange Retouch::*change);
    void addButtons();
    void fillFigures();
    void display();
    void displayLines(const Figure& figure, const Retouch& retouch);
    void displayLabels(const Figure& figure, const Retouch& retouch);
    void displayAxis(const AxisFields& fields, const Figure& figure, const Retouch& retouch);
    void takeLine(const QTreeWidgetItem& item);
    void takeLabel(const QTreeWidgetItem& item);
    void takeRange(const AxisFields& fields);
    void takeTicks(const AxisFields& fields);
    void say(QLineEdit& field, const QString& fault);
    const Figure* figure() const;

    Retouches& m_retouches;
    QComboBox* m_figures;
    CheckList* m_lines;
    CheckList* m_labels;
    std::array<AxisFields, 2> m_axes;
    QPushButton* m_undo = nullptr;
    QPushButton* m_redo = nullptr;
    QPushButton* m_whole = nullptr;
    QPushButton* m_back = nullptr;
    QString m_fault;
    bool m_displaying = false;
};

} // namespace longpeak
