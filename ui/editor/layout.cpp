// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/layout.h"

#include "theme/theme.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace longpeak {

FieldColumn::FieldColumn(QWidget* parent) : QWidget(parent) {}

void FieldColumn::addHeading(const QString& text) {
    auto* heading = new QLabel(text.toUpper(), this);
    heading->setFont(typeface(-2, QFont::DemiBold));
    heading->setProperty("tone", "muted");
    heading->setContentsMargins(0, children().size() > 1 ? 10 : 0, 0, 2);
}

void FieldColumn::arrange() {
    const QObjectList made = children();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    bool fills = false;
    for (QObject* child : made) {
        if (!child->isWidgetType()) continue;
        auto* widget = static_cast<QWidget*>(child);
        const bool grows = widget->sizePolicy().verticalPolicy() == QSizePolicy::Expanding;
        column->addWidget(widget, grows ? 1 : 0);
        fills = fills || grows;
    }
    if (!fills) column->addStretch(1);
}

void showScrolled(QScrollArea& area, QWidget* content) {
    content->setObjectName(QStringLiteral("editorContent"));
    area.setProperty("class", "editorArea");
    area.setWidget(content);
    area.setWidgetResizable(true);
    area.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area.setFocusPolicy(Qt::NoFocus);
}

} // namespace longpeak
