// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "export/figure_copy.h"
#include "plot/figure_view.h"

#include <QFrame>

class QLabel;
class QMenu;
class QToolButton;

namespace longpeak {

class ElidedLabel;
class ScenarioStore;

/// A figure with its title and tools: copy it in several forms, export it, full size.
class FigureCard : public QFrame {
    Q_OBJECT

public:
    FigureCard(QString figureId, QWidget* parent = nullptr);

    const QString& figureId() const { return m_id; }
    FigureView& view() { return *m_view; }
    /// What is chosen of the figure, between its title and itself.
    void addControls(QWidget* controls);
    void setFigure(const std::shared_ptr<const Figure>& figure, ByteUnits bytes);
    void setTheme(const Theme& theme);
    void setExpanded(bool expanded);
    bool isExpanded() const { return m_expanded; }

signals:
    void expandRequested();
    void exportRequested();
    void copyRequested(FigureCopy what);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void addMenu();
    QToolButton* addTool(const QString& name, const QString& tip);

    QString m_id;
    QLabel* m_title;
    ElidedLabel* m_subtitle;
    FigureView* m_view;
    QMenu* m_menu;
    QToolButton* m_copy;
    QToolButton* m_export;
    QToolButton* m_expand;
    const Theme* m_theme;
    bool m_expanded = false;
};

/// Edits the store as the hand moves lines and points of the figure.
void followHand(ScenarioStore& store, const FigureView& view);

} // namespace longpeak
