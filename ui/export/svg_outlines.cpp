// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/svg_outlines.h"

#include <QFont>
#include <QPainterPath>
#include <QRegularExpression>

namespace longpeak {
namespace {

QString attribute(const QString& attributes, const QString& name) {
    static const QRegularExpression pair(QStringLiteral("([\\w:-]+)=\"([^\"]*)\""));
    auto each = pair.globalMatch(attributes);
    while (each.hasNext())
        if (const auto found = each.next(); found.captured(1) == name) return found.captured(2);
    return {};
}

/// As Qt escapes it: four entities.
QString unescaped(QString text) {
    return text.replace(QLatin1String("&lt;"), QLatin1String("<"))
        .replace(QLatin1String("&gt;"), QLatin1String(">"))
        .replace(QLatin1String("&quot;"), QLatin1String("\""))
        .replace(QLatin1String("&amp;"), QLatin1String("&"));
}

QFont fontOf(const QString& attributes) {
    QFont font(attribute(attributes, QStringLiteral("font-family")));
    font.setPixelSize(qRound(attribute(attributes, QStringLiteral("font-size")).toDouble()));
    font.setWeight(static_cast<QFont::Weight>(attribute(attributes, QStringLiteral("font-weight")).toInt()));
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QString number(double value) {
    return QString::number(value, 'f', 3);
}

QString dataOf(const QPainterPath& path) {
    QString data;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        data += element.isMoveTo()                             ? QLatin1Char('M')
                : element.isLineTo()                           ? QLatin1Char('L')
                : element.type == QPainterPath::CurveToElement ? QLatin1Char('C')
                                                               : QLatin1Char(' ');
        data += number(element.x) + QLatin1Char(',') + number(element.y);
    }
    return data;
}

} // namespace

QByteArray withOutlines(const QByteArray& svg) {
    static const QRegularExpression text(QStringLiteral("<text ([^>]*)>([^<]*)</text>"));
    const QString whole = QString::fromUtf8(svg);
    QString out;
    qsizetype done = 0;
    auto each = text.globalMatch(whole);
    while (each.hasNext()) {
        const auto match = each.next();
        const QString attributes = match.captured(1);
        QPainterPath path;
        path.addText(attribute(attributes, QStringLiteral("x")).toDouble(),
                     attribute(attributes, QStringLiteral("y")).toDouble(), fontOf(attributes),
                     unescaped(match.captured(2)));
        out += whole.mid(done, match.capturedStart() - done) +
               QStringLiteral("<path aria-label=\"%1\" fill=\"%2\" fill-opacity=\"%3\" stroke=\"none\" d=\"%4\"/>")
                   .arg(match.captured(2), attribute(attributes, QStringLiteral("fill")),
                        attribute(attributes, QStringLiteral("fill-opacity")), dataOf(path));
        done = match.capturedEnd();
    }
    return (out + whole.mid(done)).toUtf8();
}

} // namespace longpeak
