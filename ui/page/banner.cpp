// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace longpeak {

Banner::Banner(const QString& name, QWidget* parent)
    : QFrame(parent), m_text(new QLabel(this)), m_row(new QHBoxLayout(this)), m_close(new QToolButton(this)) {
    setObjectName(name);
    setProperty("class", "banner");
    m_row->setContentsMargins(12, 6, 8, 6);
    m_row->setSpacing(8);
    m_row->addWidget(m_text, 1);
    m_row->addWidget(m_close);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setObjectName(name + QStringLiteral(".close"));
    m_close->setAccessibleName(tr("Close the message"));
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void Banner::setMessage(const QString& text, bool closable) {
    m_text->setText(text);
    m_close->setVisible(closable);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

void Banner::setRemedies(const std::vector<Remedy>& remedies) {
    for (QWidget* button : m_buttons) button->deleteLater();
    m_buttons.clear();
    for (const Remedy& remedy : remedies) {
        auto* button = new QPushButton(QString::fromStdString(remedy.text), this);
        button->setObjectName(QStringLiteral("remedy.") + QString::fromUtf8(remedy.parameter->id.data()));
        connect(button, &QPushButton::clicked, this, [this, remedy] { emit remedyChosen(remedy); });
        m_row->insertWidget(m_row->indexOf(m_close), button);
        m_buttons.push_back(button);
    }
}

void Banner::setTheme(const Theme& theme) {
    m_close->setIcon(theme.icon(QStringLiteral("close"), theme.danger));
}

QString Banner::message() const {
    return isHidden() ? QString() : m_text->text();
}

} // namespace longpeak
