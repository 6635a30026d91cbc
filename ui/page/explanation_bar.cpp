// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/explanation_bar.h"

#include <QHBoxLayout>
#include <QLabel>

namespace longpeak {

ExplanationBar::ExplanationBar(QWidget* parent)
    : QFrame(parent), m_theme(&themeOf(Appearance::Light)), m_badge(new QLabel(this)), m_formula(new QLabel(this)),
      m_source(new QLabel(this)) {
    setObjectName(QStringLiteral("explanation"));
    setProperty("class", "card");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 7, 12, 7);
    row->setSpacing(12);
    row->addWidget(m_badge);
    row->addWidget(m_formula, 3);
    row->addWidget(m_source, 2);
    m_badge->setFont(typeface(-2, QFont::DemiBold));
    m_badge->setAlignment(Qt::AlignCenter);
    for (QLabel* label : {m_formula, m_source}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setMinimumWidth(60);
    }
    m_source->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_source->setFont(typeface(-2));
    m_source->setProperty("tone", "muted");
    setMinimumHeight(48);
}

void ExplanationBar::setExplanation(const Explanation& explanation, Role role) {
    if (explanation == m_explanation && role == m_role) return;
    m_explanation = explanation;
    m_role = role;
    render();
}

void ExplanationBar::setTheme(const Theme& theme) {
    m_theme = &theme;
    render();
}

void ExplanationBar::render() {
    const auto html = [](const std::string& text) { return QString::fromStdString(text).toHtmlEscaped(); };
    const QColor color = m_theme->role(m_role);
    const QColor ink = color.lightness() > 140 ? QColor(0x12, 0x16, 0x1d) : QColor(Qt::white);
    m_badge->setText(QString::fromStdString(m_explanation.title));
    m_badge->setStyleSheet(
        QStringLiteral("background:%1;color:%2;border-radius:9px;padding:2px 9px;").arg(color.name(), ink.name()));
    m_formula->setText(QStringLiteral("<span style='color:%1'>%2</span> &nbsp;=&nbsp; %3 &nbsp;=&nbsp; <b>%4</b>")
                           .arg(m_theme->muted.name(), html(m_explanation.formula), html(m_explanation.numbers),
                                html(m_explanation.result)));
    QString source = html(m_explanation.bound);
    if (!source.isEmpty() && !m_explanation.source.empty()) source += QStringLiteral("<br>");
    m_source->setText(source + html(m_explanation.source));
    setAccessibleName(text());
}

QString ExplanationBar::text() const {
    return QString::fromStdString(m_explanation.title + ": " + m_explanation.formula + " = " + m_explanation.numbers +
                                  " = " + m_explanation.result + "; " + m_explanation.bound + "; " +
                                  m_explanation.source);
}

} // namespace longpeak
