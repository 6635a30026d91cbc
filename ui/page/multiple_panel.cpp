// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/multiple_panel.h"

#include "control/elided_label.h"
#include "plain.h"
#include "text.h"
#include "text/escape.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace longpeak {

constexpr int headHeight = 24;

MultiplePanel::MultiplePanel(int number, bool isPinned, QWidget* parent)
    : QFrame(parent), m_title(new ElidedLabel(this)), m_view(new FigureView(this)) {
    setObjectName(QStringLiteral("multiple.%1").arg(number));
    setProperty("class", "card");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 6, 6, 4);
    column->setSpacing(2);
    auto* head = new QHBoxLayout;
    m_title->setObjectName(QStringLiteral("multiple.title.%1").arg(number));
    m_title->setFont(typeface(-1, QFont::DemiBold));
    m_title->setMinimumHeight(headHeight); // with a menu or without
    head->addWidget(m_title, 1);
    if (isPinned) {
        m_menu = new QToolButton(this);
        m_menu->setObjectName(QStringLiteral("multiple.menu.%1").arg(number));
        addMenu();
        head->addWidget(m_menu);
    }
    column->addLayout(head);
    m_view->setMinimumWidth(140);
    column->addWidget(m_view, 1);
}

void MultiplePanel::addMenu() {
    auto* menu = new QMenu(this);
    const auto add = [&](const QString& text, const char* name, auto signal) {
        QAction* action = menu->addAction(text);
        action->setObjectName(m_menu->objectName() + QLatin1Char('.') + QLatin1String(name));
        connect(action, &QAction::triggered, this, signal);
    };
    add(tr("&Make it the scenario"), "use", &MultiplePanel::useRequested);
    add(tr("&Compare all pages with it"), "reference", &MultiplePanel::referenceRequested);
    menu->addSeparator();
    add(tr("&Unpin"), "unpin", &MultiplePanel::unpinRequested);
    m_menu->setMenu(menu);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setToolTip(tr("What can be done with this scenario"));
    m_menu->setAccessibleName(m_menu->toolTip());
    m_menu->setIconSize({14, 14});
}

void MultiplePanel::setFigure(const std::shared_ptr<const Figure>& figure, ByteUnits bytes, bool isThis) {
    const QString name = toQString(oneLine(figure->title.english()));
    m_title->setText(isThis ? tr("This: %1").arg(name) : name);
    m_title->setToolTip(wrapped(m_title->text()));
    m_view->setFigure(figure, bytes);
}

void MultiplePanel::setTheme(const Theme& theme) {
    m_view->setTheme(theme);
    if (m_menu != nullptr) m_menu->setIcon(theme.icon(QStringLiteral("down"), theme.muted));
}

} // namespace longpeak
