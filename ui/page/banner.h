// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/advice.h"
#include "theme/theme.h"

#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace longpeak {

/// A message over the page that does not stand in the way: a file that could not be read, or a scenario that cannot
/// be served with the changes that help as buttons.
class Banner : public QFrame {
    Q_OBJECT

public:
    explicit Banner(const QString& name, QWidget* parent = nullptr);

    enum class Tone { Fault, Notice };

    /// An empty text hides it. Only messages that the user can put away have a close button.
    void setMessage(const QString& text, bool closable, Tone tone = Tone::Fault);
    /// A button beside the message, until the next one: what it says, and what it does.
    void setOffer(const QString& label, std::function<void()> take);
    void setRemedies(const std::vector<Remedy>& remedies);
    void setTheme(const Theme& theme);
    QString message() const;

signals:
    void remedyChosen(const longpeak::Remedy& remedy);

private:
    QLabel* m_text;
    QHBoxLayout* m_buttonRow;
    QToolButton* m_close;
    QPushButton* m_offer;
    std::function<void()> m_take; ///< what is offered
    Tone m_tone = Tone::Fault;
    std::vector<QPushButton*> m_buttons;
    std::vector<Remedy> m_remedies;
};

} // namespace longpeak
