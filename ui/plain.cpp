// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plain.h"
#include "text.h"

#include <QApplication>
#include <QEvent>
#include <QImage>
#include <QLabel>

namespace longpeak {
namespace {

/// Settles the format before a label is first measured, which is when a picture in its text would be read. Tooltips are
/// labels too, and come as HTML of `wrapped`.
class LabelGuard : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::Polish) return false;
        auto* label = qobject_cast<QLabel*>(watched);
        if (label != nullptr && label->textFormat() == Qt::AutoText && !label->inherits("QTipLabel"))
            label->setTextFormat(Qt::PlainText);
        return false;
    }
};

} // namespace

void keepLabelsPlain(QApplication& application) {
    application.installEventFilter(new LabelGuard(&application));
}

QString unbroken(QString words) {
    const auto isPrefix = [&](qsizetype i) { return words[i] == QLatin1Char('K') || words[i] == QLatin1Char('M'); };
    const auto isOfNumber = [&](qsizetype i) {
        return words[i].isDigit() || words[i] == QLatin1Char('.') || words[i] == QChar(0x202f); // between groups
    };
    const auto endsNumber = [&](qsizetype last) {
        if (words[last] == QChar(0xd7)) return true;
        qsizetype first = isPrefix(last) ? last - 1 : last;
        if (first < 0 || !words[first].isDigit()) return false;
        while (first >= 0 && isOfNumber(first)) --first;
        return first < 0 || !words[first].isLetter(); // not of a name: H200
    };
    const auto beginsUnit = [&](qsizetype i) {
        return words[i].isLetter() || words[i] == QLatin1Char('%') || words[i] == QChar(0xd7);
    };
    for (qsizetype i = 1; i + 1 < words.size(); ++i)
        if (words[i] == QLatin1Char(' ') && endsNumber(i - 1) && beginsUnit(i + 1)) words[i] = QChar::Nbsp;
    return words;
}

QString html(const QString& plain) {
    return unbroken(plain).toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"));
}

QString html(const Text& plain) {
    return html(toQString(plain));
}

QString wrapped(const QString& plain) {
    return plain.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(html(plain));
}

QString withoutMnemonic(QString plain) {
    return plain.replace(QLatin1Char('&'), QLatin1String("&&"));
}

QString windowTitleOf(QString plain) {
    return plain.replace(QLatin1String("[*]"), QLatin1String("[*][*]"));
}

QVariant noResource(int type) {
    if (type != QTextDocument::ImageResource) return QByteArray();
    QImage blank(1, 1, QImage::Format_ARGB32);
    blank.fill(Qt::transparent);
    return blank;
}

FactsBrowser::FactsBrowser(QWidget* parent) : QTextBrowser(parent) {
    setOpenLinks(false);
}

QVariant FactsBrowser::loadResource(int type, const QUrl&) {
    return noResource(type);
}

} // namespace longpeak

#include "plain.moc"
