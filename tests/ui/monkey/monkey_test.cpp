// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/monkey/monkey.h"

#include <QDesktopServices>

// A few hundred random events at every run of the tests, always the same. With LONGPEAK_MONKEY_SECONDS it goes on for as
// long, with LONGPEAK_MONKEY_SEED it does others; a finding comes again with the seed it came with, for the most part.

namespace longpeak {
namespace {

using namespace test;

constexpr int fewEvents = 400;
constexpr Milliseconds longestPause{1000};
constexpr Milliseconds longestPauseBesideOthers{10'000}; ///< in the gate, where disk and memory are busy, too
constexpr double settled = 600;                          ///< seconds: by then all that is kept has been made
constexpr double mostGrowth = 5e6;                       ///< bytes, after that

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool countsMemory = false; // a sanitizer keeps what was freed
#else
constexpr bool countsMemory = true;
#endif

struct Sample {
    double seconds;
    double bytes;
};

/// The mean of the samples from one time to another.
double meanFrom(const std::vector<Sample>& samples, double from, double to) {
    double sum = 0;
    int count = 0;
    for (const Sample& each : samples) {
        if (each.seconds < from || each.seconds > to) continue;
        sum += each.bytes;
        ++count;
    }
    return count == 0 ? 0 : sum / count;
}

class MonkeyTest : public QObject {
    Q_OBJECT

public:
    /// Qt Test ends what takes longer than five minutes, and asks before it makes the first test function run.
    MonkeyTest() { qputenv("QTEST_FUNCTION_TIMEOUT", "100000000"); }
    /// Nothing is opened in another program.
    Q_INVOKABLE void ignore(const QUrl& /*url*/) {}

private slots:
    void initTestCase();
    void cleanupTestCase();
    void randomEvents();
};

void MonkeyTest::initTestCase() {
    for (const char* scheme : {"http", "https", "file", "mailto"})
        QDesktopServices::setUrlHandler(scheme, this, "ignore");
    QGuiApplication::setQuitOnLastWindowClosed(false);
    forgetSession();
}

void MonkeyTest::cleanupTestCase() {
    for (const char* scheme : {"http", "https", "file", "mailto"}) QDesktopServices::unsetUrlHandler(scheme);
    QGuiApplication::setQuitOnLastWindowClosed(true);
    applyTheme(*qApp, Appearance::Light);
}

void MonkeyTest::randomEvents() {
    const double seconds = qEnvironmentVariable("LONGPEAK_MONKEY_SECONDS").toDouble();
    const auto seed = static_cast<unsigned>(qEnvironmentVariableIntValue("LONGPEAK_MONKEY_SEED"));
    Watch watch(seconds > 0 ? longestPause : longestPauseBesideOthers);
    std::vector<Sample> samples;
    int events = 0;
    {
        Monkey monkey(watch, seed);
        QTimer sampling;
        connect(&sampling, &QTimer::timeout, &sampling, [&] {
            samples.push_back({static_cast<double>(watch.elapsed()) * 1e-3, Watch::memory()});
            if (samples.size() % 6 == 0)
                std::fprintf(stderr, "%.0f s, %d events, %.1f MB\n", samples.back().seconds, monkey.events(),
                             samples.back().bytes * 1e-6);
        });
        sampling.start(10'000);
        monkey.run([&] {
            return seconds > 0 ? static_cast<double>(watch.elapsed()) * 1e-3 > seconds : monkey.events() >= fewEvents;
        });
        events = monkey.events();
    }
    if (countsMemory && seconds >= 2 * settled) {
        const double growth = meanFrom(samples, seconds - 60, seconds) - meanFrom(samples, settled, settled + 60);
        std::fprintf(stderr, "memory grew by %.1f MB after the first %.0f s\n", growth * 1e-6, settled);
        if (growth > mostGrowth) watch.find(QStringLiteral("memory grew by %1 bytes").arg(growth));
    }
    std::fprintf(stderr, "seed %u: %d events in %.0f s, the longest pause %.2f s, %d findings\n", seed, events,
                 static_cast<double>(watch.elapsed()) * 1e-3, watch.longestSeconds(), int(watch.findings().size()));
    QVERIFY2(watch.findings().isEmpty(), qPrintable(watch.findings().join(QLatin1Char('\n'))));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::MonkeyTest)
#include "monkey_test.moc"
