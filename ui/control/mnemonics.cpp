// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/mnemonics.h"

#include <QLabel>

namespace longpeak {

QString addMnemonics(const QWidget& parent, QString taken) {
    for (QLabel* label : parent.findChildren<QLabel*>()) {
        if (label->buddy() == nullptr) continue;
        const QString text = label->text();
        for (qsizetype i = 0; i < text.size(); ++i) {
            const QChar letter = text[i].toUpper();
            if (!letter.isLetter() || taken.contains(letter)) continue;
            taken += letter;
            label->setText(text.left(i) + QLatin1Char('&') + text.mid(i));
            break;
        }
    }
    return taken;
}

} // namespace longpeak
