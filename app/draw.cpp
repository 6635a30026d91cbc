// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "draw.h"

#include "export/figure_file.h"

#include <QApplication>
#include <QHashFunctions>

namespace longpeak {
namespace {

std::unique_ptr<QApplication> makeApplication() {
    QHashSeed::setDeterministicGlobalSeed(); // the order of fonts in a PDF is that of a hash table
    static int argc = 1;
    static char name[] = "longpeak";
    static char* argv[] = {name, nullptr};
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // The desktop's themes and plugins have no part in a figure, and take longer to load than it does to draw.
    qputenv("QT_QPA_PLATFORMTHEME", "");
    qputenv("QT_STYLE_OVERRIDE", "");
    // Nothing is written to a runtime folder, so that there is none is no news.
    static QtMessageHandler before = nullptr;
    before = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext& context, const QString& text) {
        if (!text.startsWith(QLatin1String("QStandardPaths: "))) before(type, context, text);
    });
    return std::make_unique<QApplication>(argc, argv);
}

} // namespace

HeadlessDrawer::HeadlessDrawer() : m_application(std::make_shared<std::unique_ptr<QApplication>>()) {}

void HeadlessDrawer::needApplication() {
    if (!*m_application) *m_application = makeApplication();
}

std::vector<Finding> HeadlessDrawer::operator()(const FigureDocument& document, const Catalogue& catalogue) {
    needApplication();
    return checkFigures(document, catalogue);
}

std::string HeadlessDrawer::operator()(const FigureDocument& document, const Catalogue& catalogue,
                                       std::string_view suffix) {
    needApplication();
    const QString ending = QLatin1Char('.') + QString::fromUtf8(suffix.data(), static_cast<qsizetype>(suffix.size()));
    return writeFigure(document, catalogue, *formatOfFile(ending)).toStdString();
}

} // namespace longpeak
