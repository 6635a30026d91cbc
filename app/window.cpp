// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "window.h"

#include "page/main_window.h"
#include "plain.h"
#include "scenario/scenario_file.h"
#include "theme/rescale.h"

#include <QApplication>
#include <QHashFunctions>
#include <QIcon>

#include <iostream>

namespace longpeak {

int openWindow(int argc, char** argv, const Catalogue& catalogue, const std::string& scenario) {
    const auto initial = openScenario(std::string(defaultScenario), catalogue);
    if (!initial) {
        for (const Fault& fault : initial.faults()) std::cerr << "longpeak: " << fault.text() << "\n";
        return 2;
    }
    QHashSeed::setDeterministicGlobalSeed(); // a figure exported again has the same bytes
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("longpeak"));
    QApplication::setApplicationName(QStringLiteral("longpeak"));
    QApplication::setApplicationDisplayName(QStringLiteral("Longpeak"));
    QApplication::setApplicationVersion(QStringLiteral(LONGPEAK_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("longpeak"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/longpeak.svg")));
    keepLabelsPlain(application);
    keepRescaled(application);
    applyTheme(application, systemAppearance()); // before the first widget takes its font
    MainWindow window(catalogue, *initial);
    if (!scenario.empty()) window.openFile(QString::fromStdString(scenario));
    window.show();
    return QApplication::exec();
}

} // namespace longpeak
