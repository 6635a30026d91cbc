// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QScrollArea;

namespace longpeak {

/// Fields below each other, under headings. Fields are made with the column as their parent.
class FieldColumn : public QWidget {
    Q_OBJECT

public:
    explicit FieldColumn(QWidget* parent);

    void addHeading(const QString& text);
    /// Lays out what was made so far, in that order.
    void arrange();
};

/// Puts `content` into an area that scrolls down only, on the surface of a card.
void showScrolled(QScrollArea& area, QWidget* content);

} // namespace longpeak
