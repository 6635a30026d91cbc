// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/sweep.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

namespace longpeak {
namespace {

using test::catalogue;
using test::paper50k;
using test::shown;

Range rangeOf(const char* text) {
    auto read = parseRange(text, "command line");
    if (!read) qFatal("%s", read.faults().front().text().c_str());
    return std::move(read).value();
}

Sweep sweepOf(const char* range, std::initializer_list<const char*> keys) {
    std::vector<const Metric*> wanted;
    for (const char* key : keys) wanted.push_back(findMetric(key));
    return sweep(paper50k(), rangeOf(range), wanted, catalogue());
}

class SweepTest : public QObject {
    Q_OBJECT

private slots:
    void readsRanges_data();
    void readsRanges();
    void refusesRanges_data();
    void refusesRanges();
    void endsAreExact_data();
    void endsAreExact();
    void spacesPointsEvenly();
    void roundsWholeParameters();
    void evaluatesEachPoint();
    void asksForNoLessThanItPrints();
    void sweepsEveryNumber_data();
    void sweepsEveryNumber();
    void writesCsv();
    void leavesOutWhatHasNoValue();
};

void SweepTest::readsRanges_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("logarithmic");
    const auto add = [](const char* text, const char* id, double from, double to, int count, bool logarithmic) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString(id) << from << to << count << logarithmic;
    };
    add("context=1K:10M:400:log", "context", 1e3, 1e7, 400, true);
    add("context=1000:2000:3", "context", 1000, 2000, 3, false);
    add("context=1K:2K:3:linear", "context", 1000, 2000, 3, false);
    add("context=10M:1K:5:log", "context", 1e7, 1e3, 5, true); // downwards
    add("accelerator.memory=40 GiB:80GiB:2", "accelerator.memory", 42949672960.0, 85899345920.0, 2, false);
    add("efficiency.prefill=50 %:1:6", "efficiency.prefill", 0.5, 1, 6, false);
    add("session.think=0:2 min:13", "session.think", 0, 120, 13, false);
    add("users=1:1:2", "users", 1, 1, 2, false);
    add("gpus=1:64:10M", "gpus", 1, 64, 10'000'000, false);
}

void SweepTest::readsRanges() {
    QFETCH(QString, text);
    QFETCH(QString, id);
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(int, count);
    QFETCH(bool, logarithmic);
    const auto read = parseRange(text.toStdString(), "command line");
    if (!read) QFAIL(read.faults().front().text().c_str());
    QCOMPARE(shown(read->parameter->id), id);
    QCOMPARE(read->from, from);
    QCOMPARE(read->to, to);
    QCOMPARE(read->count, static_cast<std::size_t>(count));
    QCOMPARE(read->logarithmic, logarithmic);
}

void SweepTest::refusesRanges_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("fault");
    const auto add = [](const char* text, const char* fault) {
        QTest::newRow(*text == '\0' ? "nothing" : text) << QString(text) << QString(fault);
    };
    const char* const form = "/: must be ID=FROM:TO:COUNT or ID=FROM:TO:COUNT:log";
    add("", form);
    add("context", form);
    add("context=", form);
    add("context=1K", form);
    add("context=1K:2K", form);
    add("context=1K:2K:3:log:5", form);
    add("context=1K:2K:3:square", form);
    add("context=1K:2K:3:", form);
    add("contxt=1K:2K:3", "/: there is no parameter 'contxt'; did you mean 'context'?");
    add("zzzzzzzzz=1:2:3", "/: there is no parameter 'zzzzzzzzz'");
    add("=1:2:3", "/: there is no parameter ''");
    add("model=a:b:3", "/: 'model' takes no numbers, it cannot be swept");
    add("dtype.kv=0:5:6", "/: 'dtype.kv' takes no numbers, it cannot be swept");
    add("context=a:2K:3", "/: 'a' is not a number");
    add("context=1K:b:3", "/: 'b' is not a number");
    add("context=:2K:3", "/: '' is not a number");
    add("context=1K:1e999:3", "/: '1e999' is not a number");
    add("context=1:2K:3", "/context: must be from 1K to 10M, not 1");
    add("context=1K:20M:3", "/context: must be from 1K to 10M, not 20000000");
    add("context=1000.5:2K:3", "/context: must be a whole number, not 1000.5");
    const char* const count = "/: the number of points must be a whole number from 2 to 10000000, not '%s'";
    for (const char* bad : {"1", "0", "-3", "2.5", "x", "", "1e9", "10000001", "nan"})
        add(qPrintable(QStringLiteral("context=1K:2K:%1").arg(bad)), qPrintable(QString::asprintf(count, bad)));
    add("session.think=0:60:5:log", "/: a log sweep cannot reach 0");
}

void SweepTest::refusesRanges() {
    QFETCH(QString, text);
    QFETCH(QString, fault);
    const auto read = parseRange(text.toStdString(), "command line");
    QVERIFY(!read);
    QCOMPARE(read.faults().size(), std::size_t{1});
    QCOMPARE(shown(read.faults().front().text()), "command line: " + fault);
}

void SweepTest::endsAreExact_data() {
    QTest::addColumn<QString>("text");
    for (const char* text : {"context=1K:10M:400:log", "context=1K:10M:7", "efficiency.prefill=0.1:0.7:4",
                             "compression.hidden=1:256:33:log", "accelerator.flops=1e12:1e18:1001:log",
                             "context=10M:1K:50:log", "efficiency.prefill=0.3:0.9:3", "efficiency.link=0.29:0.83:5"})
        QTest::newRow(text) << QString(text);
}

void SweepTest::endsAreExact() {
    QFETCH(QString, text);
    const Range range = rangeOf(text.toUtf8().constData());
    const auto points = range.points();
    QCOMPARE(points.size(), range.count);
    QVERIFY(points.front() == range.from);
    QVERIFY(points.back() == range.to);
    const bool rising = range.to > range.from;
    for (std::size_t i = 1; i < points.size(); ++i) QVERIFY((points[i] > points[i - 1]) == rising);
    for (const double point : points) QVERIFY(whyNot(*range.parameter, point).empty());
}

void SweepTest::spacesPointsEvenly() {
    const auto linear = rangeOf("session.think=0:60:5").points();
    QCOMPARE(linear, (std::vector<double>{0, 15, 30, 45, 60}));
    const auto decades = rangeOf("accelerator.flops=1e12:1e18:7:log").points();
    for (std::size_t i = 0; i < decades.size(); ++i)
        NEAR(decades[i], std::pow(10.0, 12.0 + static_cast<double>(i)), 1e-14);
}

void SweepTest::roundsWholeParameters() {
    // 64 GPUs in 200 points: rounded to whole ones, each once.
    const auto gpus = rangeOf("gpus=1:64:200").points();
    QCOMPARE(gpus.size(), std::size_t{64});
    for (std::size_t i = 0; i < gpus.size(); ++i) QCOMPARE(gpus[i], static_cast<double>(i + 1));
    QCOMPARE(rangeOf("gpus=1:64:7:log").points(), (std::vector<double>{1, 2, 4, 8, 16, 32, 64}));
    QCOMPARE(rangeOf("users=5:5:10").points(), (std::vector<double>{5}));
}

void SweepTest::evaluatesEachPoint() {
    const Sweep made = sweepOf("context=4K:100K:3", {"prefill_s", "ceiling_users_exact"});
    QCOMPARE(made.points, (std::vector<double>{4000, 52000, 100000}));
    QCOMPARE(made.values.size(), std::size_t{6});
    for (std::size_t i = 0; i < 3; ++i) {
        const Estimate e = evaluate(test::with(paper50k(), "context", made.points[i]));
        QCOMPARE(made.values[2 * i], e.prefill.time.si());
        QCOMPARE(made.values[2 * i + 1], e.memory.ceiling);
    }
    QCOMPARE(made.feasible, std::size_t{2}); // at 100K not one user fits
    QCOMPARE(sweepOf("context=1K:2K:5", {}).values.size(), std::size_t{0});
}

void SweepTest::asksForNoLessThanItPrints() {
    // Each metric alone and with the one before it: both are of the whole estimate.
    const Metric* before = metrics().data();
    for (const Metric& metric : metrics()) {
        const Sweep made = sweep(paper50k(), rangeOf("context=20K:50K:2"), {&metric, before}, catalogue());
        for (std::size_t i = 0; i < made.points.size(); ++i) {
            const Scenario s = test::with(paper50k(), "context", made.points[i]);
            QCOMPARE(made.values[2 * i], metric.value(s, evaluate(s)));
            QCOMPARE(made.values[2 * i + 1], before->value(s, evaluate(s)));
        }
        before = &metric;
    }
}

void SweepTest::sweepsEveryNumber_data() {
    QTest::addColumn<int>("unused");
    for (const Parameter& parameter : parameters())
        if (parameter.isNumeric()) QTest::newRow(std::string(parameter.id).c_str()) << 0;
}

void SweepTest::sweepsEveryNumber() {
    const Parameter& parameter = test::row(QTest::currentDataTag());
    const std::string text = std::string(parameter.id) + "=" + formatPlain(parameter.minimum) + ":" +
                             formatPlain(parameter.maximum) + ":50";
    std::vector<const Metric*> all;
    for (const Metric& metric : metrics()) all.push_back(&metric);
    const Sweep made = sweep(paper50k(), rangeOf(text.c_str()), all, catalogue());
    QCOMPARE(made.values.size(), made.points.size() * metrics().size());
    for (const double value : made.values) QVERIFY(!std::isinf(value));
}

void SweepTest::writesCsv() {
    QCOMPARE(shown(writeCsv(sweepOf("gpus=1:2:2", {"hbm_bytes", "activation_bytes", "ridge_flop_per_byte"}))),
             "gpus (GPUs),hbm_bytes (B),activation_bytes (B),ridge_flop_per_byte (FLOP/B)\n"
             "1,85899345920,0,153.01618440411966\n"
             "2,171798691840,0,153.01618440411966\n");
    // Units stand in the header alone, and numbers read back as the same doubles.
    const Sweep made = sweepOf("context=1K:10M:20:log", {"prefill_s"});
    const QStringList lines = shown(writeCsv(made)).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.first(), "context (tokens),prefill_s (s)");
    QCOMPARE(lines.size(), 21);
    for (int i = 1; i < lines.size(); ++i) {
        const QStringList cells = lines[i].split(',');
        QCOMPARE(cells.size(), 2);
        QVERIFY(cells[0].toDouble() == made.points[static_cast<std::size_t>(i - 1)]);
        QVERIFY(cells[1].toDouble() == made.values[static_cast<std::size_t>(i - 1)]);
    }
}

void SweepTest::leavesOutWhatHasNoValue() {
    // Nothing is served at 100K, so a session has no cost.
    const QStringList lines = shown(
                                  writeCsv(sweepOf("context=50K:100K:2", {"dollars_per_session", "kv_bytes_per_user"})))
                                  .split('\n', Qt::SkipEmptyParts);
    QVERIFY(lines[1].split(',')[1].toDouble() > 0);
    QCOMPARE(lines[2], "100000,,24576000000");
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::SweepTest)
#include "sweep_test.moc"
