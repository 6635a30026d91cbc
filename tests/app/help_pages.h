// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/ran.h"

#include <QDir>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QStringList>

// The written help, taken apart, and what the program's own --help says.

namespace longpeak::test {

inline QString resource(const QString& name) {
    QFile file(QStringLiteral(LONGPEAK_RESOURCES "/") + name);
    if (!file.open(QIODevice::ReadOnly)) qFatal("'%s' cannot be read", qPrintable(file.fileName()));
    return QString::fromUtf8(file.readAll());
}

/// "cost-model", "figures"...
inline QStringList helpPages() {
    QStringList names;
    for (const QString& file : QDir(QStringLiteral(LONGPEAK_RESOURCES "/help")).entryList({QStringLiteral("*.md")}))
        names << file.chopped(3);
    return names;
}

inline QString helpPage(const QString& name) {
    return resource(QStringLiteral("help/%1.md").arg(name));
}

/// Every table as rows of cells, the head first and without the line below it.
inline QList<QList<QStringList>> tablesOf(const QString& page) {
    QList<QList<QStringList>> tables;
    bool inside = false;
    for (const QString& line : page.split(QLatin1Char('\n'))) {
        const bool isRow = line.startsWith(QLatin1Char('|'));
        if (isRow && !inside) tables.append(QList<QStringList>());
        inside = isRow;
        if (!isRow || line.startsWith(QLatin1String("|---"))) continue;
        QStringList cells;
        for (const QString& cell : line.mid(1, line.lastIndexOf(QLatin1Char('|')) - 1).split(QLatin1Char('|')))
            cells << cell.trimmed();
        tables.last() << cells;
    }
    return tables;
}

/// What stands under each heading of the second level.
inline QMap<QString, QString> chaptersOf(const QString& page) {
    QMap<QString, QString> chapters;
    for (const QString& chapter : page.split(QStringLiteral("\n## ")).mid(1)) {
        const auto end = chapter.indexOf(QLatin1Char('\n'));
        chapters[chapter.left(end)] = chapter.mid(end);
    }
    return chapters;
}

/// The blocks of code for a shell.
inline QStringList codeOf(const QString& page) {
    QStringList blocks;
    static const QRegularExpression block(QStringLiteral("\n```sh\n(.*?)```"),
                                          QRegularExpression::DotMatchesEverythingOption);
    auto found = block.globalMatch(page);
    while (found.hasNext()) blocks << found.next().captured(1);
    return blocks;
}

/// Those that longpeak --help lists.
inline QStringList subcommands() {
    const QString help = QString::fromStdString(ran({"--help"}).out);
    QStringList names;
    for (const QString& line : help.mid(help.indexOf(QLatin1String("Subcommands"))).split(QLatin1Char('\n')).mid(1)) {
        static const QRegularExpression name(QStringLiteral("^  ([a-z]+)  "));
        const auto match = name.match(line);
        if (!match.hasMatch()) break;
        names << match.captured(1);
    }
    return names;
}

/// The long options of a subcommand, or of the program where it is empty: "--json".
inline QStringList longOptions(const QString& command) {
    const Ran help = command.isEmpty() ? ran({"--help"}) : ran({command.toStdString(), "--help"});
    QStringList names;
    static const QRegularExpression option(QStringLiteral("^  (?:-\\w,)?(--[a-z][a-z-]*)"),
                                           QRegularExpression::MultilineOption);
    auto found = option.globalMatch(QString::fromStdString(help.out));
    while (found.hasNext()) names << found.next().captured(1);
    names.sort();
    return names;
}

} // namespace longpeak::test
