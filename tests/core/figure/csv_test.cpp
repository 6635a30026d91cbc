// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/figure/figure_checks.h"
#include "core/near.h"
#include "explore/parity.h"
#include "figure/figure_kind.h"
#include "registry.h"
#include "session/load.h"

#include <QTest>

#include <map>

// What a figure's table of data says under a heading is that quantity: each is held against the estimate, worked out anew
// for the place that the row names.

namespace longpeak {
namespace {

using namespace test;

using Value = double (*)(const Case&, const Estimate&);
using C = const Case&;
using E = const Estimate&;

struct Row {
    QString series;
    QStringList cells;
};

struct Table {
    QStringList head;
    std::vector<Row> rows;
};

/// The cells of a line; commas within quotes part none.
QStringList cellsOf(const QString& line) {
    QStringList cells{QString()};
    bool isQuoted = false;
    for (const QChar c : line) {
        if (c == QLatin1Char('"'))
            isQuoted = !isQuoted;
        else if (c == QLatin1Char(',') && !isQuoted)
            cells << QString();
        else
            cells.back() += c;
    }
    return cells;
}

Table tableOf(const Figure& figure) {
    QStringList lines = shown(writeCsv(figure)).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    Table table{cellsOf(lines.takeFirst()), {}};
    for (const QString& line : lines) {
        QStringList cells = cellsOf(line);
        table.rows.push_back({cells.takeFirst(), cells});
    }
    return table;
}

Figure build(const char* id, const Scenario& scenario) {
    return findFigureKind(id)->build({.scenario = scenario, .points = 23, .catalogue = &catalogue()});
}

struct Column {
    const char* figure;
    const char* head;
    const char* series;
    Value value;
};

double cachesOf(double users, E e) {
    return users * e.memory.cachePerUser.si();
}

const Column columns[] = {
    {"occupancy", "memory (B)", "weights", [](C, E e) { return e.memory.weights.si(); }},
    {"occupancy", "memory (B)", "KV cache, user 1", [](C, E e) { return cachesOf(1, e); }},
    {"occupancy", "memory (B)", "KV cache, user 3", [](C, E e) { return cachesOf(1, e); }},
    {"ceiling", "users (users)", "this scenario", [](C, E e) { return e.memory.ceiling; }},
    {"latency", "latency (s)", "prefill", [](C, E e) { return e.prefill.time.si(); }},
    {"latency", "latency (s)", "answer", [](C, E e) { return e.decode.answer.si(); }},
    {"latency", "latency (s)", "switch", [](C, E e) { return e.contextSwitch.time.si(); }},
    {"ceiling-compared", "users (users)", "this scenario", [](C, E e) { return e.memory.ceiling; }},
    {"architectures", "KV cache per user (B)", "Yi-34B-200K", [](C, E e) { return e.memory.cachePerUser.si(); }},
    {"architectures", "KV cache per user (B)", "MHA, 56 heads: × 7",
     [](C, E e) { return 7 * e.memory.cachePerUser.si(); }},
    {"prefill-parts", "prefill latency (s)", "linear",
     [](C, E e) { return (e.prefill.linearTime + e.prefill.otherTime).si(); }},
    {"prefill-parts", "prefill latency (s)", "attention", [](C, E e) { return e.prefill.attentionTime.si(); }},
    {"prefill-parts", "prefill latency (s)", "prefill", [](C, E e) { return e.prefill.time.si(); }},
    {"decode-parts", "time of a decode step (s)", "weights", [](C, E e) { return e.decode.weightsTime.si(); }},
    {"decode-parts", "time of a decode step (s)", "KV cache", [](C, E e) { return e.decode.cacheTime.si(); }},
    {"decode-parts", "time of a decode step (s)", "token", [](C, E e) { return e.decode.perToken.si(); }},
    {"return", "time until a user is back (s)", "swap in", [](C, E e) { return e.contextSwitch.in.si(); }},
    {"return", "time until a user is back (s)", "out and in", [](C, E e) { return e.contextSwitch.time.si(); }},
    {"return", "time until a user is back (s)", "recompute", [](C, E e) { return e.prefill.time.si(); }},
};

class CsvTest : public QObject {
    Q_OBJECT

private slots:
    void overContext_data();
    void overContext();
    void parityIsTheRatio();
    void breakdownAddsUp();
    void loadIsTheSimulation();
    void everyFigureHasHeads_data();
    void everyFigureHasHeads();
};

void CsvTest::overContext_data() {
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("byOperators");
    for (int i = 0; i < static_cast<int>(std::size(columns)); ++i)
        for (const bool byOperators : {false, true})
            QTest::addRow("%s, %s, by %s", columns[i].figure, columns[i].series,
                          byOperators ? "operators" : "the paper")
                << i << byOperators;
}

void CsvTest::overContext() {
    QFETCH(int, column);
    QFETCH(bool, byOperators);
    const Column& wanted = columns[column];
    const Scenario s = with(with(paper50k(), "users", 3), "cost_model", byOperators ? 1 : 0);
    const Table table = tableOf(build(wanted.figure, s));
    QCOMPARE(table.head, (QStringList{"series", "context (tokens)", QString::fromUtf8(wanted.head)}));
    int compared = 0;
    for (const Row& row : table.rows) {
        if (row.series != QString::fromUtf8(wanted.series)) continue;
        Scenario there = s;
        there.context = Tokens(row.cells[0].toDouble());
        NEAR(row.cells[1].toDouble(), wanted.value(there, evaluate(there)), 1e-9);
        ++compared;
    }
    QVERIFY2(compared >= 5, qPrintable(QString::number(compared)));
}

void CsvTest::parityIsTheRatio() {
    const Scenario s = with(paper50k(), "context", 72e3);
    const Table table = tableOf(build("parity", s));
    QCOMPARE(table.head,
             (QStringList{"series", "metric", "times as bad as the reference (×)", "closed by", "compression (×)"}));
    const auto rows = parity(s, parityReference(s), catalogue());
    QCOMPARE(table.rows.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const ParityRow& row = rows[i];
        const QStringList& cells = table.rows[i].cells;
        QCOMPARE(cells[0], shown(row.metric->label));
        NEAR(cells[1].toDouble(), row.ratio, 1e-12);
        QCOMPARE(cells[3].isEmpty(), row.easiest().empty());
        if (!row.easiest().empty())
            NEAR(cells[3].toDouble(), row.axes[static_cast<std::size_t>(row.easiest().front())].ratio.value_or(0),
                 1e-12);
    }
    // 72 000 tokens for 4000: 18 times the cache, which tokens or vectors 18 times fewer close, and layers or heads.
    QCOMPARE(table.rows.front().cells, (QStringList{"KV cache per user", "18", "layer, token or hidden", "18"}));
    // Where not one user fits there is a row, and nothing in the places of numbers.
    const Scenario none = with(paper50k(), "context", 1e6);
    for (const Row& row : tableOf(build("parity", none)).rows)
        if (row.series == QStringLiteral("Cost per session"))
            QCOMPARE(row.cells, (QStringList{"Cost per session", "", "", ""}));
}

void CsvTest::breakdownAddsUp() {
    const Scenario s = with(paper50k(), "users", 3);
    double sum = 0;
    for (const Row& row : tableOf(build("breakdown", s)).rows)
        if (row.series != QStringLiteral("beyond HBM")) sum += row.cells[1].toDouble();
    NEAR(sum, evaluate(s).memory.demand.si(), 1e-12);
}

void CsvTest::loadIsTheSimulation() {
    const Scenario s = with(paper50k(), "users", 8);
    const Simulation run = simulate(s, {.horizon = hour});
    QCOMPARE(simulatedTime(s).si(), hour.si());
    const auto at8 = [](const Table& table, const QString& series) {
        for (const Row& row : table.rows)
            if (row.series == series && row.cells[0] == QStringLiteral("8")) return row.cells[1].toDouble();
        return std::nan("");
    };
    // What `longpeak simulate` prints, to the digit.
    QCOMPARE(at8(tableOf(build("load-throughput", s)), QStringLiteral("simulated")), run.throughput * hour);
    const Table waiting = tableOf(build("load-waiting", s));
    QCOMPARE(at8(waiting, QStringLiteral("median")), run.firstToken.percentile(0.5));
    QCOMPARE(at8(waiting, QStringLiteral("95th percentile")), run.firstToken.percentile(0.95));
    const Figure shares = build("first-token", s);
    QCOMPARE(shares.marks[1].x, run.firstToken.percentile(0.95));
}

void CsvTest::everyFigureHasHeads_data() {
    QTest::addColumn<QString>("id");
    for (const FigureKind& kind : figureKinds()) QTest::newRow(std::string(kind.id).c_str()) << shown(kind.id);
}

/// Each heading is of its axis, with its unit.
void CsvTest::everyFigureHasHeads() {
    QFETCH(QString, id);
    const Figure figure = build(id.toUtf8().constData(), with(paper50k(), "users", 3));
    const QString head = shown(writeCsv(figure)).section(QLatin1Char('\n'), 0, 0);
    for (const Axis* axis : {&figure.x, &figure.y}) {
        const QString title = shown(columnTitle(axis->label.english(), axis->unit));
        QVERIFY2(head.contains(title), qPrintable(head + QStringLiteral(" lacks ") + title));
    }
    const Table table = tableOf(figure);
    for (const Row& row : table.rows) QCOMPARE(row.cells.size() + 1, table.head.size());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::CsvTest)
#include "csv_test.moc"
