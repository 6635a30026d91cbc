// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>
#include <QTest>

#include <memory>
#include <vector>

// The tests of a part (core, app, ui) are one program, which costs one link instead of dozens. Every test class says
// LONGPEAK_TEST(Class) at the end of its file, and runs as a process of its own: `core_tests cost/costs_test`.

namespace longpeak::test {

struct TestClass {
    QString file;
    std::unique_ptr<QObject> (*make)();
};

inline std::vector<TestClass>& testClasses() {
    static std::vector<TestClass> all;
    return all;
}

template <typename Test>
bool registerTest(const char* file) {
    testClasses().push_back({QString::fromLatin1(file), [] { return std::unique_ptr<QObject>(new Test); }});
    return true;
}

/// Runs the test class of the file named first, as "cost/costs_test", with the other words for Qt Test; without a
/// name, every one. The number of failures, or 2 where no file is of that name.
inline int runTests(int argc, char** argv) {
    const bool named = argc > 1 && argv[1][0] != '-';
    const QString wanted = named ? QLatin1Char('/') + QString::fromLocal8Bit(argv[1]) + QStringLiteral(".cpp")
                                 : QString();
    std::vector<char*> words{argv[0]};
    words.insert(words.end(), argv + (named ? 2 : 1), argv + argc);
    int failures = 0;
    int run = 0;
    for (const TestClass& each : testClasses()) {
        if (!each.file.endsWith(wanted)) continue;
        ++run;
        failures += QTest::qExec(each.make().get(), static_cast<int>(words.size()), words.data());
    }
    if (run == 0) qCritical("there is no test '%s'", qPrintable(wanted));
    return run == 0 ? 2 : failures;
}

} // namespace longpeak::test

#define LONGPEAK_TEST(Class)                                                                                           \
    [[maybe_unused]] static const bool registered = longpeak::test::registerTest<Class>(__FILE__);
