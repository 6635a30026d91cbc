// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/explanation.h"
#include "theme/theme.h"

#include <QFrame>

class QLabel;

namespace longpeak {

/// How the chosen number is made: formula, this scenario's numbers, what bounds it, and the source.
class ExplanationBar : public QFrame {
    Q_OBJECT

public:
    explicit ExplanationBar(QWidget* parent = nullptr);

    void setExplanation(const Explanation& explanation, Role role);
    void setTheme(const Theme& theme);
    /// The whole of it as text.
    QString text() const;

private:
    void render();

    Explanation m_explanation;
    Role m_role = Role::Neutral;
    const Theme* m_theme;
    QLabel* m_badge;
    QLabel* m_formula;
    QLabel* m_source;
};

} // namespace longpeak
