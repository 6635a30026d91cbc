// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/figure_view.h"

#include <QFrame>

class QLabel;
class QToolButton;

namespace longpeak {

/// A figure with its title and tools: copy the picture, copy the data, full size.
class FigureCard : public QFrame {
    Q_OBJECT

public:
    FigureCard(QString figureId, QWidget* parent = nullptr);

    const QString& figureId() const { return m_id; }
    FigureView& view() { return *m_view; }
    void setFigure(const std::shared_ptr<const Figure>& figure, ByteUnits bytes);
    void setTheme(const Theme& theme);
    void setExpanded(bool expanded);

signals:
    void expandRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* addTool(const QString& name, const QString& tip);
    void fitSubtitle();

    QString m_id;
    QLabel* m_title;
    QLabel* m_subtitle;
    QString m_subtitleText;
    QString m_tip; ///< the subtitle whole, and the figure's notes
    FigureView* m_view;
    QToolButton* m_copy;
    QToolButton* m_table;
    QToolButton* m_expand;
    const Theme* m_theme;
    bool m_expanded = false;
};

} // namespace longpeak
