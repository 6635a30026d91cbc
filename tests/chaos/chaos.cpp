// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples.h"

#include "document/read_file.h"
#include "document/write_file.h"

#include <charconv>
#include <iostream>
#include <string>

#ifdef LONGPEAK_GUI
#include "page/main_window.h"
#include "page/workspace.h"
#include "theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QTimer>
#endif

// What the scripts beside this file drive and kill:
//
//   longpeak_chaos write FILE               writes it over and over, until it is killed
//   longpeak_chaos whole FILE               whether it is one of those, from its first byte to its last
//   longpeak_chaos window FILE SEED SECONDS a window on it that edits, pins, saves, and sets its settings

namespace longpeak {
namespace {

/// Its length in its first line, told apart by its letter.
std::string content(std::size_t number) {
    const std::size_t length = 1000 + number * 7919 % 300'000;
    return std::to_string(length) + "\n" + std::string(length, static_cast<char>('a' + number % 26)) + "\n";
}

int writeForever(const std::string& file) {
    for (std::size_t number = 0;; ++number) {
        const auto written = writeFile(file, content(number));
        if (written) continue;
        std::cerr << written.faults().front().text() << "\n";
        return 1;
    }
}

int isWhole(const std::string& file) {
    const auto text = readFile(file);
    if (!text) {
        std::cerr << text.faults().front().text() << "\n";
        return 1;
    }
    const auto line = text->find('\n');
    std::size_t length = 0;
    std::from_chars(text->data(), text->data() + std::min(line, text->size()), length);
    const bool whole = line != std::string::npos && length > 0 && text->size() == line + 1 + length + 1 &&
                       text->find_first_not_of((*text)[line + 1], line + 1) == text->size() - 1 && text->back() == '\n';
    if (!whole) std::cerr << file << " is not whole: " << text->size() << " bytes\n";
    return whole ? 0 : 1;
}

#ifdef LONGPEAK_GUI

void editAtRandom(MainWindow& window, test::Random& random) {
    ScenarioStore& store = window.store();
    const auto trigger = [&window](const char* name) {
        window.findChild<QAction*>(QString::fromLatin1(name))->trigger();
    };
    switch (test::pick(random, 10)) {
    case 0: trigger("save"); break;
    case 1: trigger("undo"); break;
    case 2: trigger("pinBeside"); break;
    case 3:
        if (!store.pins().empty()) store.unpin(test::pick(random, store.pins().size()));
        break;
    case 4: window.setAppearance(QString::fromLatin1(test::pick(random, 2) == 0 ? "dark" : "light")); break;
    case 5: window.setByteUnits(test::pick(random, 2) == 0 ? ByteUnits::Binary : ByteUnits::Decimal); break;
    default: {
        const Parameter& parameter = parameters()[test::pick(random, parameters().size())];
        if (parameter.isNumeric()) store.edit(parameter, test::draw(parameter, random));
    }
    }
}

int openWindow(int argc, char** argv) {
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("longpeak"));
    QApplication::setApplicationName(QStringLiteral("longpeak"));
    applyTheme(application, Appearance::Light);
    const QString file = QString::fromLocal8Bit(argv[2]);
    const auto path = [file](auto&&...) { return file; };
    MainWindow window(test::catalogue(), test::paper50k(),
                      FileQuestions{.open = path,
                                    .save = path,
                                    .import = path,
                                    .confirm = [](auto&&...) { return true; },
                                    .figures = {.file = path, .styleName = path}});
    window.openFile(file);
    window.show();
    test::Random random(std::stoul(argv[3]));
    QTimer edits;
    QObject::connect(&edits, &QTimer::timeout, &window, [&] { editAtRandom(window, random); });
    edits.start(5);
    QTimer::singleShot(static_cast<int>(1000 * std::stod(argv[4])), &window, [&] {
        edits.stop();
        window.close();
    });
    return QApplication::exec();
}

#endif

} // namespace
} // namespace longpeak

int main(int argc, char** argv) {
    const std::string what = argc < 3 ? "" : argv[1];
    if (what == "write") return longpeak::writeForever(argv[2]);
    if (what == "whole") return longpeak::isWhole(argv[2]);
#ifdef LONGPEAK_GUI
    if (what == "window" && argc == 5) return longpeak::openWindow(argc, argv);
#endif
    std::cerr << "longpeak_chaos: needs write FILE, whole FILE, or window FILE SEED SECONDS\n";
    return 2;
}
