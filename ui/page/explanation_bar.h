// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/explanation.h"
#include "theme/theme.h"

#include <QFrame>

namespace longpeak {

/// How the chosen number is made: formula, this scenario's numbers, what bounds it, and the source. It follows every
/// move of a slider, so it draws its text itself: laying out rich text costs more than drawing a figure.
class ExplanationBar : public QFrame {
    Q_OBJECT

public:
    explicit ExplanationBar(QWidget* parent = nullptr);

    void setExplanation(const Explanation& explanation, Role role);
    void setTheme(const Theme& theme);
    /// The whole of it as text.
    QString text() const;
    QSize sizeHint() const override { return {scaled(400), scaled(50)}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    Explanation m_explanation;
    Role m_role = Role::Neutral;
    const Theme* m_theme;
};

} // namespace longpeak
