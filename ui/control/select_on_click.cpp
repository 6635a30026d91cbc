// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/select_on_click.h"

#include <QEvent>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QLineEdit>

namespace longpeak {
namespace {

/// The press that brings the focus sets the cursor; the release that ends it selects, if nothing was selected meanwhile.
class Selecting : public QObject {
    Q_OBJECT

public:
    explicit Selecting(QLineEdit& field) : QObject(&field), m_field(field) {
        field.installEventFilter(this);
        if (field.focusProxy() != nullptr) field.focusProxy()->installEventFilter(this); // of a list that is typed into
    }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::ShortcutOverride && isOfWindow(*static_cast<QKeyEvent*>(event))) {
            event->ignore();
            return true;
        }
        if (event->type() == QEvent::FocusIn)
            m_hasCome = static_cast<QFocusEvent*>(event)->reason() == Qt::MouseFocusReason;
        if (watched == &m_field && event->type() == QEvent::MouseButtonRelease && m_hasCome) {
            m_hasCome = false;
            if (!m_field.hasSelectedText()) m_field.selectAll();
        }
        return false;
    }

private:
    /// Ctrl+E, which Qt takes for the end of the line where Emacs' keys are in use.
    static bool isOfWindow(const QKeyEvent& event) {
        return event.key() == Qt::Key_E && event.modifiers() == Qt::ControlModifier;
    }

    QLineEdit& m_field;
    bool m_hasCome = false; ///< by the press that is not released yet
};

} // namespace

void selectOnClick(QLineEdit& field) {
    new Selecting(field);
}

} // namespace longpeak

#include "select_on_click.moc"
