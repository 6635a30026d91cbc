// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ran.h"
#include "core/samples.h"

#include "cost/metric.h"
#include "figure/figure_kind.h"
#include "quantity/format.h"
#include "registry.h"
#include "scenario/parameter.h"
#include "scenario/scenario_file.h"

#include <nlohmann/json.hpp>

#include <QtTest>

// `longpeak list` within the process.

namespace longpeak::test {

using Json = nlohmann::ordered_json;

namespace {

Json listed(const std::string& kind) {
    const Ran list = ran({"list", kind, "--json"});
    return list.status == 0 && list.err.empty() ? Json::parse(list.out) : Json();
}

std::vector<std::string> idsOf(const Json& list, const char* key) {
    std::vector<std::string> ids;
    for (const Json& entry : list) ids.push_back(entry.at(key).get<std::string>());
    return ids;
}

/// Sources that say where each figure was read.
bool hasSources(const Json& entry) {
    return !entry.at("sources").empty() && std::ranges::all_of(entry.at("sources"), [](const Json& source) {
        return !source.at("what").get<std::string>().empty() && !source.at("ref").get<std::string>().empty();
    });
}

} // namespace

class ListTest : public QObject {
    Q_OBJECT

private slots:
    void models();
    void accelerators();
    void methods();
    void measurements();
    void parametersWithAllTheirFacts();
    void parametersAreAccepted();
    void parametersAreReadable();
    void metricsAndFigures();
    void scenarios();
    void tables_data();
    void tables();
    void markdown_data() { tables_data(); }
    void markdown();
    void oneFormatAtATime();
};

void ListTest::models() {
    const Json list = listed("models");
    QCOMPARE(list.size(), shipped().models.size());
    QVERIFY(std::ranges::all_of(list, hasSources));
    const Json& yi = list.at(0);
    QCOMPARE(yi.at("id").get<std::string>(), std::string("yi-34b-200k"));
    QCOMPARE(yi.at("parameters").get<qint64>(), qint64{34'388'917'248});
    QCOMPARE(yi.at("published_parameters").get<qint64>(), qint64{34'386'780'160});
    QCOMPARE(yi.at("kv_elements_per_token").get<int>(), 2 * 60 * 8 * 128);
    QCOMPARE(yi.at("groups")[0].at("attention").at("query_heads").dump(), std::string("56"));
    QCOMPARE(yi.at("max_context").dump(), std::string("200000"));
}

void ListTest::accelerators() {
    const Json list = listed("accelerators");
    QCOMPARE(list.size(), shipped().accelerators.size());
    QVERIFY(std::ranges::all_of(list, hasSources));
    const auto a100 = std::ranges::find_if(list, [](const Json& a) { return a.at("id") == "a100-sxm-80g"; });
    QVERIFY(a100 != list.end());
    QCOMPARE(a100->at("memory_bytes").dump(), std::string("85899345920"));
    QCOMPARE(a100->at("bandwidth_bytes_per_s").dump(), std::string("2039000000000"));
    QCOMPARE(a100->at("peak_flops").at("bf16").dump(), std::string("312000000000000"));
    QVERIFY(!a100->at("peak_flops").contains("fp8")); // what is not known is absent, as in the preset files
    QCOMPARE(a100->at("host_link_bytes_per_s").dump(), std::string("32000000000"));
    QVERIFY(a100->at("dollars_per_hour").is_number());
}

void ListTest::methods() {
    const Json list = listed("methods");
    QCOMPARE(list.size(), shipped().methods.size());
    QVERIFY(std::ranges::all_of(list, hasSources));
    for (const Json& method : list) {
        QVERIFY(method.at("axes").is_array());
        QVERIFY(!method.at("mechanism").get<std::string>().empty());
    }
    const auto cla = std::ranges::find_if(list, [](const Json& m) { return m.at("id") == "cla"; });
    QCOMPARE(cla->at("kv_bytes_kept_ratio").dump(), std::string("2"));
    QCOMPARE(cla->at("axes").dump(), std::string(R"(["layer"])"));
}

void ListTest::measurements() {
    const Json list = listed("measurements");
    QCOMPARE(list.size(), shipped().measurements.size());
    QVERIFY(std::ranges::all_of(list, hasSources));
    const auto found = std::ranges::find_if(list, [](const Json& m) { return m.at("id") == "link-h100-dma-oneway"; });
    QVERIFY(found != list.end());
    QCOMPARE(found->at("value").dump(), std::string("50000000000"));
    QCOMPARE(found->at("printed").get<std::string>(), std::string("50 GB/s"));
    QCOMPARE(found->at("predicted").dump(), std::string("64000000000"));
    QCOMPARE(found->at("efficiency").dump(), std::string("0.78125"));
    QCOMPARE(found->at("bound_by").get<std::string>(), std::string("host link"));
    QCOMPARE(found->at("verdict").get<std::string>(), std::string("sound"));
    QVERIFY(found->at("reason").is_null());
}

void ListTest::parametersWithAllTheirFacts() {
    const Json list = listed("parameters");
    QCOMPARE(list.size(), parameters().size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Parameter& row = parameters()[i];
        QCOMPARE(list[i].at("id").get<std::string>(), std::string(row.id));
        QCOMPARE(list[i].at("pointer").get<std::string>(), row.pointer());
        for (const char* key : {"label", "help", "source"}) QVERIFY(!list[i].at(key).get<std::string>().empty());
        QCOMPARE(list[i].at("choices").size(), row.choices.size());
        for (std::size_t k = 0; k < row.choices.size(); ++k)
            QCOMPARE(list[i].at("choices")[k].at("meaning").get<std::string>(),
                     std::string(row.choices[k].meaning.english()));
        QCOMPARE(list[i].at("minimum").is_number(), row.isNumeric());
    }
    const Json context = *std::ranges::find_if(list, [](const Json& p) { return p.at("id") == "context"; });
    QCOMPARE(context.at("unit").get<std::string>(), std::string("tokens"));
    QCOMPARE(context.at("minimum").dump(), std::string("1000"));
    QCOMPARE(context.at("maximum").dump(), std::string("10000000"));
    QCOMPARE(context.at("default").dump(), std::string("50000"));
    QCOMPARE(context.at("scale").get<std::string>(), std::string("log"));
    QCOMPARE(context.at("pointer").get<std::string>(), std::string("/context"));
}

/// What the list says is allowed, --set takes: both ends of the range, every choice, the default.
void ListTest::parametersAreAccepted() {
    const auto takes = [](const std::string& id, const std::string& value) {
        const Ran set = ran({"evaluate", "--set", id + "=" + value});
        return set.err.empty() && set.status != 2;
    };
    for (const Json& parameter : listed("parameters")) {
        const auto id = parameter.at("id").get<std::string>();
        if (parameter.at("minimum").is_number()) {
            const auto maximum = parameter.at("maximum").get<double>();
            QVERIFY2(takes(id, parameter.at("minimum").dump()), id.c_str());
            // Some end earlier in a scenario than in any.
            const double most = std::min(maximum, maximumOf(*findParameter(id), test::paper50k()));
            QVERIFY2(takes(id, formatPlain(most)), id.c_str());
            QVERIFY2(!takes(id, formatPlain(maximum * 2 + 1)), id.c_str());
        }
        for (const Json& choice : parameter.at("choices"))
            QVERIFY2(takes(id, choice.at("text").get<std::string>()), id.c_str());
        const Json& fallback = parameter.at("default");
        if (fallback.is_string()) QVERIFY2(takes(id, fallback.get<std::string>()), id.c_str());
        if (fallback.is_number()) QVERIFY2(takes(id, fallback.dump()), id.c_str());
    }
}

/// A default reads back as the same number, and a convention says what its choices are.
void ListTest::parametersAreReadable() {
    const auto lines = linesOf(ran({"list", "parameters"}).out);
    const auto lineOf = [&](std::string_view id) {
        const auto found = std::ranges::find_if(lines,
                                                [&](const auto& l) { return l.starts_with(std::string(id) + " "); });
        return found == lines.end() ? std::string() : *found;
    };
    QVERIFY(lineOf("prefill.chunk").find("8192 tokens") != std::string::npos);
    QVERIFY(lineOf("context").find(" 50K ") != std::string::npos);
    for (const Parameter& parameter : parameters())
        QCOMPARE(lineOf(parameter.id).find(parameter.help.english()) != std::string::npos,
                 parameter.group == Group::Convention);
}

void ListTest::metricsAndFigures() {
    const Json list = listed("metrics");
    QCOMPARE(list.size(), metrics().size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        QCOMPARE(list[i].at("key").get<std::string>(), std::string(metrics()[i].key));
        QCOMPARE(list[i].at("unit").get<std::string>(), std::string(unitSymbol(metrics()[i].unit)));
        QVERIFY(!list[i].at("help").get<std::string>().empty());
    }
    std::vector<std::string> figures;
    for (const FigureKind& figure : figureKinds()) figures.emplace_back(figure.id);
    QCOMPARE(idsOf(listed("figures"), "id"), figures);
    for (const Json& figure : listed("figures")) {
        const FigureKind& kind = *findFigureKind(figure.at("id").get<std::string>());
        QCOMPARE(figure.at("page").get<std::string>(), std::string(kind.page));
        QCOMPARE(figure.at("title").get<std::string>(), std::string(kind.title.english()));
        QVERIFY(!figure.at("help").get<std::string>().empty());
    }
}

void ListTest::scenarios() {
    const Json list = listed("scenarios");
    std::vector<std::string> names;
    for (const ShippedScenario& scenario : shipped().scenarios) names.push_back(scenario.id);
    QCOMPARE(idsOf(list, "id"), names);
    QVERIFY(std::ranges::find(names, defaultScenario) != names.end());
    for (const Json& entry : list) {
        QVERIFY(!entry.at("name").get<std::string>().empty());
        QVERIFY(!entry.at("note").get<std::string>().empty());
        QVERIFY(readScenario(entry.at("scenario").dump(), "listed", shipped()));
    }
}

void ListTest::tables_data() {
    QTest::addColumn<std::string>("kind");
    QTest::addColumn<std::string>("key");
    for (const char* kind : {"models", "accelerators", "methods", "measurements", "parameters", "figures", "scenarios"})
        QTest::newRow(kind) << std::string(kind) << std::string("id");
    QTest::newRow("metrics") << std::string("metrics") << std::string("key");
}

/// One row an entry, in order, all second columns beginning at the same place.
void ListTest::tables() {
    QFETCH(std::string, kind);
    QFETCH(std::string, key);
    const Ran table = ran({"list", kind});
    QCOMPARE(table.status, 0);
    QCOMPARE(table.err, std::string());
    const auto lines = linesOf(table.out);
    const auto ids = idsOf(listed(kind), key.c_str());
    QVERIFY(!ids.empty());
    QVERIFY(lines.size() > ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const std::string& line = lines[i + 1];
        QVERIFY2(line.starts_with(ids[i] + " "), line.c_str());
        QVERIFY2(line.compare(ids[i].size(), 2, "  ") == 0, line.c_str());
        QVERIFY2(!line.ends_with(' '), line.c_str());
    }
}

/// A table of as many columns in every row, with every id in it.
void ListTest::markdown() {
    QFETCH(std::string, kind);
    QFETCH(std::string, key);
    const Ran document = ran({"list", kind, "--markdown"});
    QCOMPARE(document.status, 0);
    const auto bars = [](const QString& line) { return line.count(QRegularExpression("(?<!\\\\)\\|")); };
    QStringList rows;
    for (const std::string& line : linesOf(document.out))
        if (line.starts_with("|")) rows << QString::fromStdString(line);
    QVERIFY(rows.size() > 2 && rows[1].startsWith("|---"));
    for (const QString& row : rows) QCOMPARE(bars(row), bars(rows.front()));
    for (const std::string& id : idsOf(listed(kind), key.c_str()))
        QVERIFY2(
            std::ranges::any_of(rows, [&](const QString& row) { return row.contains(QString::fromStdString(id)); }),
            id.c_str());
}

void ListTest::oneFormatAtATime() {
    const Ran both = ran({"list", "models", "--json", "--markdown"});
    QCOMPARE(both.status, 2);
    QCOMPARE(both.err, std::string("longpeak: list: /: takes --json or --markdown, not both\n"));
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::ListTest)
#include "list_test.moc"
