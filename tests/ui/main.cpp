// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "registry.h"

#include "plain.h"
#include "theme/rescale.h"
#include "theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QHashFunctions>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace longpeak::test {
namespace {

/// Keeps the developer's own settings, data and fonts out of the test and the test out of them.
class PrivateHome {
public:
    PrivateHome() {
        if (!m_folder.isValid()) qFatal("no temporary folder");
        qputenv("HOME", m_folder.path().toLocal8Bit());
        for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"}) {
            const QString folder = m_folder.filePath(QString::fromLatin1(name).toLower());
            QDir().mkpath(folder);
            qputenv(name, folder.toLocal8Bit());
        }
        qputenv("XDG_RUNTIME_DIR", m_folder.path().toLocal8Bit());
        if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
        // Where these lie under the home of the test, in folders that no other program knows.
        QStandardPaths::setTestModeEnabled(true);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                           m_folder.filePath(QStringLiteral("settings")));
    }
    bool holds(const QString& path) const { return path.startsWith(m_folder.path()); }

private:
    QTemporaryDir m_folder;
};

} // namespace
} // namespace longpeak::test

int main(int argc, char** argv) {
    using namespace longpeak;
    const test::PrivateHome home;
    QHashSeed::setDeterministicGlobalSeed(); // as the program does: fonts in a PDF stand in the order of a hash table
    const QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("longpeak"));
    QApplication::setApplicationName(QStringLiteral("longpeak"));
    if (!home.holds(QSettings().fileName()) ||
        !home.holds(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)))
        qFatal("the test would write into the user's own folders");
    keepLabelsPlain(*qApp);
    keepRescaled(*qApp);
    applyTheme(*qApp, Appearance::Light);
    return test::runTests(argc, argv);
}
