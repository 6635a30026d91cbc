// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QLabel>

namespace longpeak {

/// A line of text that gives way: it is shortened to the room there is, and leaves where a few words would be all.
class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    /// The room, in pixels at 100 %, below which what is left would say nothing.
    void setLeast(int pixels) { m_least = pixels; }
    /// What is drawn at the present width.
    QString shownText() const;
    QSize minimumSizeHint() const override { return {0, QLabel::minimumSizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_least = 120;
};

} // namespace longpeak
