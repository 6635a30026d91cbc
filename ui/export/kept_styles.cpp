// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/kept_styles.h"

#include "document/read_file.h"
#include "document/write_file.h"
#include "state/settings.h"
#include "state/user_presets.h"
#include "text.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <algorithm>

namespace longpeak {
namespace {

constexpr QLatin1String ending(".json");

QString lastKey() {
    return QStringLiteral("export/style");
}

QString folder() {
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/styles");
}

} // namespace

QStringList ownStyles() {
    QStringList ids = QDir(folder()).entryList({QLatin1Char('*') + ending}, QDir::Files, QDir::Name);
    for (QString& id : ids) id.chop(ending.size());
    return ids;
}

QString ownStyleFile(const QString& id) {
    return folder() + QLatin1Char('/') + id + ending;
}

Result<FigureStyle> readOwnStyle(const QString& id) {
    const std::string path = ownStyleFile(id).toStdString();
    const auto text = readFile(path);
    if (!text) return text.faults();
    return readFigureStyle(*text, path);
}

Result<QString> saveOwnStyle(const QString& name, const FigureStyle& style) {
    const std::string id = idFromName(name.toStdString());
    const Text why = whyNotOwnId(id);
    if (!why.empty()) return Fault{name.toStdString(), "/", LP_TEXT("fault", "is no name for a style: %1")(why)};
    const auto isShipped = [&](const NamedStyle& shipped) { return shipped.id == id; };
    if (std::ranges::any_of(shippedStyles(), isShipped))
        return Fault{name.toStdString(), "/", LP_TEXT("fault", "is a style of the program; choose another name")};
    const QString path = ownStyleFile(QString::fromStdString(id));
    QDir().mkpath(folder());
    const auto written = writeFile(path.toStdString(), writeFigureStyle(style));
    if (!written) return written.faults();
    return QString::fromStdString(id);
}

Result<Done> deleteOwnStyle(const QString& id) {
    QFile file(ownStyleFile(id));
    if (!file.exists() || file.remove()) return Done{};
    return Fault{file.fileName().toStdString(), "/",
                 LP_TEXT("fault", "cannot be deleted: %1")(verbatim(file.errorString()))};
}

FigureStyle lastStyle() {
    const auto style = readFigureStyle(Settings().text(lastKey()).toStdString(), "settings");
    return style ? *style : FigureStyle{};
}

Result<Done> rememberStyle(const FigureStyle& style) {
    return Settings().set({{lastKey(), QString::fromStdString(writeFigureStyle(style))}});
}

} // namespace longpeak
