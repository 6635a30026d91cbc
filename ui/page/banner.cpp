// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/banner.h"

#include "plain.h"
#include "text.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

#include <utility>

namespace longpeak {

Banner::Banner(const QString& name, QWidget* parent)
    : QFrame(parent), m_text(new QLabel(this)), m_buttonRow(new QHBoxLayout), m_close(new QToolButton(this)),
      m_offer(new QPushButton(this)) {
    setObjectName(name);
    setProperty("class", "banner");
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 6, 8, 6);
    grid->setVerticalSpacing(5);
    grid->addWidget(m_text, 0, 0);
    grid->addWidget(m_close, 0, 1, Qt::AlignTop);
    grid->addLayout(m_buttonRow, 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    m_buttonRow->setSpacing(6);
    m_buttonRow->addWidget(m_offer);
    m_buttonRow->addStretch(1);
    m_offer->setObjectName(name + QStringLiteral(".offer"));
    m_offer->hide();
    connect(m_offer, &QPushButton::clicked, this, [this] {
        hide();
        m_take();
    });
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setObjectName(name + QStringLiteral(".close"));
    m_close->setAccessibleName(tr("Close the message"));
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void Banner::setMessage(const QString& text, bool closable, Tone tone) {
    if (tone != m_tone) {
        m_tone = tone;
        setProperty("tone", tone == Tone::Notice ? "notice" : "fault");
        for (QWidget* widget : {static_cast<QWidget*>(this), static_cast<QWidget*>(m_text)}) {
            style()->unpolish(widget);
            style()->polish(widget);
        }
    }
    m_text->setWordWrap(closable); // what follows the hand stays on its line
    m_text->setText(unbroken(text));
    m_text->setToolTip(wrapped(text));
    m_close->setVisible(closable);
    m_offer->hide();
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

void Banner::setOffer(const QString& label, std::function<void()> take) {
    m_take = std::move(take);
    m_offer->setText(label);
    m_offer->show();
}

/// Buttons are kept and renamed: remedies change with every move of a slider.
void Banner::setRemedies(const std::vector<Remedy>& remedies) {
    m_remedies = remedies;
    while (m_buttons.size() < remedies.size()) {
        auto* button = new QPushButton(this);
        const std::size_t index = m_buttons.size();
        connect(button, &QPushButton::clicked, this, [this, index] { emit remedyChosen(m_remedies[index]); });
        m_buttonRow->insertWidget(static_cast<int>(index), button);
        m_buttons.push_back(button);
    }
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        const bool used = i < remedies.size();
        m_buttons[i]->setVisible(used);
        if (!used) continue;
        m_buttons[i]->setText(withoutMnemonic(toQString(remedies[i].text)));
        QStringList ids;
        for (const Change& change : remedies[i].changes) ids << toQString(change.parameter->id);
        m_buttons[i]->setObjectName(QStringLiteral("remedy.") + ids.join(QLatin1Char('+')));
    }
}

void Banner::setTheme(const Theme& theme) {
    m_close->setIcon(theme.icon(QStringLiteral("close"), theme.danger));
}

QString Banner::message() const {
    return isHidden() ? QString() : accessibleName();
}

} // namespace longpeak
