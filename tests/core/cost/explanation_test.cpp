// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/explanation.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

#include <set>

namespace longpeak {
namespace {

using test::catalogue;
using test::paper50k;
using test::shown;
using test::with;

Explanation explained(const char* metric, const Scenario& s, ByteUnits bytes = ByteUnits::Decimal) {
    return explain(metric, s, evaluate(s), bytes);
}

class ExplanationTest : public QObject {
    Q_OBJECT

private slots:
    void metricsAreWellDeclared();
    void metricsKeepTheirKeys();
    void namesBounds();
    void explainsEveryMetric_data();
    void explainsEveryMetric();
    void explainsPrefill();
    void explainsCeiling();
    void explainsWhatWasChanged();
    void explainsThroughput();
    void explainsActiveParameters();
    void explainsImpossible();
    void explainsByOperators();
    void explainsBatches();
    void knowsNothingElse();
};

void ExplanationTest::metricsAreWellDeclared() {
    std::set<std::string_view> keys;
    for (const Metric& metric : metrics()) {
        QVERIFY2(keys.insert(metric.key).second, metric.key.data());
        QVERIFY(!metric.label.empty() && !metric.help.empty() && metric.exact != nullptr &&
                metric.explanation != nullptr);
        QVERIFY(findMetric(metric.key) == &metric);
        QVERIFY(metric.key.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos);
    }
    QVERIFY(findMetric("") == nullptr && findMetric("prefill") == nullptr);
}

void ExplanationTest::metricsKeepTheirKeys() {
    // Scripts, sweeps and CSV headers know numbers by these words.
    const QStringList wanted{"weights_bytes",
                             "kv_bytes_per_token",
                             "kv_bytes_per_user",
                             "kv_prefill_peak_bytes",
                             "activation_bytes",
                             "hbm_bytes",
                             "hbm_used_bytes",
                             "ceiling_users",
                             "ceiling_users_exact",
                             "host_ceiling_users",
                             "max_context_tokens",
                             "prefill_flop",
                             "prefill_s",
                             "decode_bytes",
                             "decode_flop",
                             "decode_s_per_token",
                             "tpot_s",
                             "answer_s",
                             "switch_s",
                             "recompute_s",
                             "ridge_flop_per_byte",
                             "session_gpu_s",
                             "sessions_per_hour_bound",
                             "dollars_per_session",
                             "dollars_per_million_tokens",
                             "sessions_per_hour_with_switches",
                             "model_parameters",
                             "model_active_parameters"};
    for (const QString& key : wanted) QVERIFY2(findMetric(key.toStdString()) != nullptr, qPrintable(key));
    QCOMPARE(static_cast<qsizetype>(metrics().size()), wanted.size());
}

void ExplanationTest::namesBounds() {
    QCOMPARE(shown(boundKey(Bound::Compute)), "compute");
    QCOMPARE(shown(boundKey(Bound::MemoryBandwidth)), "memory_bandwidth");
    QCOMPARE(shown(boundKey(Bound::Interconnect)), "interconnect");
    QCOMPARE(shown(boundName(Bound::Interconnect)), "the link between GPUs");
    QCOMPARE(shown(boundName(Bound::Compute)), "peak FLOP/s");
    QCOMPARE(shown(boundName(Bound::MemoryBandwidth)), "HBM bandwidth");
}

void ExplanationTest::explainsEveryMetric_data() {
    QTest::addColumn<int>("unused");
    for (const Metric& metric : metrics()) QTest::newRow(metric.key.data()) << 0;
}

void ExplanationTest::explainsEveryMetric() {
    Scenario changed = with(with(paper50k(), "gpus", 4), "compression.layer", 2);
    changed.attentionCoefficient = 100.0;
    Scenario unpriced = paper50k();
    chooseAccelerator(unpriced, *catalogue().accelerator("v100-sxm2-32g"));
    const char* key = QTest::currentDataTag();
    std::vector<Scenario> scenarios{paper50k(),
                                    changed,
                                    unpriced,
                                    with(paper50k(), "context", 1e7),
                                    with(paper50k(), "batch", 8),
                                    with(paper50k(), "convention.tpot", 1),
                                    with(paper50k(), "convention.capacity", 1)};
    for (const Model& model : catalogue().models) {
        scenarios.push_back(paper50k());
        chooseModel(scenarios.back(), model);
        test::set(scenarios.back(), "gpus", 16);
    }
    for (std::size_t i = 0, count = scenarios.size(); i < count; ++i)
        scenarios.push_back(with(scenarios[i], "cost_model", 1));
    for (const Scenario& s : scenarios)
        for (const ByteUnits bytes : {ByteUnits::Decimal, ByteUnits::Binary}) {
            const Explanation made = explained(key, s, bytes);
            QCOMPARE(shown(made.title), shown(findMetric(key)->label));
            QVERIFY(!made.formula.empty() && !made.numbers.empty() && !made.result.empty() && !made.source.empty());
            for (const Text& text : {made.formula, made.numbers, made.result, made.bound, made.source})
                for (const char* bad : {"nan", "inf", "{", "  "})
                    QVERIFY2(!shown(text).contains(bad), text.english().c_str());
            const double value = findMetric(key)->value(s, evaluate(s));
            QCOMPARE(shown(made.result), shown(format(value, findMetric(key)->unit, bytes)));
        }
}

void ExplanationTest::explainsPrefill() {
    const Explanation made = explained("prefill_s", paper50k());
    QCOMPARE(shown(made.title), "Prefill");
    QCOMPARE(shown(made.formula), "(2·P·n + A·L·n²) / (g·C)");
    QCOMPARE(shown(made.numbers), "(2 × 34 B × 50K + 6656 × 60 × (50K)²) / 312 TFLOP/s");
    QCOMPARE(shown(made.result), "14.1 s");
    QCOMPARE(shown(made.bound), "bound by peak FLOP/s");
    QCOMPARE(shown(made.source), "Fu 2024, arXiv:2405.08944; A calibrated on its two prefill times");
}

void ExplanationTest::explainsCeiling() {
    const Explanation made = explained("ceiling_users", paper50k());
    QCOMPARE(shown(made.title), "Concurrency ceiling");
    QCOMPARE(shown(made.formula), "(g·M − weights) / KV(n)");
    QCOMPARE(shown(made.numbers), "(1 × 85.9 GB − 68.0 GB) / 12.3 GB = 1.46");
    QCOMPARE(shown(made.result), "1 user");
    QCOMPARE(shown(made.bound), "bound by HBM size");
    QCOMPARE(shown(made.source), "Fu 2024, arXiv:2405.08944");
    QCOMPARE(shown(explained("ceiling_users", paper50k(), ByteUnits::Binary).numbers),
             "(1 × 80.0 GiB − 63.3 GiB) / 11.4 GiB = 1.46");
}

void ExplanationTest::explainsWhatWasChanged() {
    Scenario s = with(with(paper50k(), "gpus", 2), "efficiency.prefill", 0.7);
    test::set(s, "compression.layer", 4);
    test::set(s, "paper.attention_coefficient", 14336);
    const Explanation prefill = explained("prefill_s", s);
    QCOMPARE(shown(prefill.numbers), "(2 × 34 B × 50K + 14\u202f336 × 60 × (50K)² / 4×) / (2 × 312 TFLOP/s × 70 %)");
    QCOMPARE(shown(prefill.source), "Fu 2024, arXiv:2405.08944; A set by hand");
    QCOMPARE(shown(explained("kv_bytes_per_token", s).numbers), "60 × 2 × 8 × 128 × 2 B / 4×");
    QCOMPARE(shown(explained("decode_s_per_token", s).numbers), "(68.0 GB + 3.07 GB) / (2 × 2.04 TB/s)");
    QCOMPARE(shown(explained("weights_bytes", with(s, "dtype.weights", static_cast<double>(Dtype::Int4))).numbers),
             "34 B × 0.5 B");
}

void ExplanationTest::explainsThroughput() {
    // 3 users, each 63.6 s on the GPU and 4 minutes thinking: the knee is at 303.6 / 63.6 users.
    const Explanation few = explained("sessions_per_hour_bound", paper50k());
    QCOMPARE(shown(few.numbers), "3 / (63.6 s + 240 s)");
    QCOMPARE(shown(few.bound), "bound by the users' thinking, the knee is at 4.77 users");
    const Explanation many = explained("sessions_per_hour_bound", with(paper50k(), "users", 5));
    QCOMPARE(shown(many.numbers), "1 / 63.6 s");
    QCOMPARE(shown(many.bound), "bound by the GPU, the knee is at 4.77 users");
    // With five switches of 1.2288 s a session the knee is at (303.6 + 6.1) / (63.6 + 6.1) users.
    QCOMPARE(shown(explained("sessions_per_hour_with_switches", paper50k()).bound),
             "bound by the users' thinking, the knee is at 4.44 users");
    // Between both knees the bounds differ in what they are bound by.
    Scenario s = paper50k();
    s.session.users = 4.6;
    QVERIFY(shown(explained("sessions_per_hour_bound", s).bound).startsWith("bound by the users"));
    QVERIFY(shown(explained("sessions_per_hour_with_switches", s).bound).startsWith("bound by the GPU"));
}

void ExplanationTest::explainsActiveParameters() {
    const Explanation untied = explained("model_active_parameters", paper50k());
    QCOMPARE(shown(untied.formula), "P − input table");
    QCOMPARE(shown(untied.numbers), "34 B − 454M"); // 34e9 · 458 752 000 / 34 388 917 248
    QCOMPARE(shown(untied.result), "33.5 B");
    Scenario tied = paper50k();
    chooseModel(tied, *catalogue().model("command-r"));
    QCOMPARE(shown(explained("model_active_parameters", tied).formula), "P");
}

void ExplanationTest::explainsImpossible() {
    const Scenario s = with(paper50k(), "context", 100000);
    const Explanation throughput = explained("sessions_per_hour_bound", s);
    QCOMPARE(shown(throughput.numbers), "0");
    QCOMPARE(shown(throughput.result), "0 sessions / h");
    QCOMPARE(shown(throughput.bound), "nothing is served: not one user fits");
    QCOMPARE(shown(explained("dollars_per_session", s).result), "—");
    QCOMPARE(shown(explained("hbm_used_bytes", s).bound), "more than HBM holds");
    QCOMPARE(shown(explained("hbm_used_bytes", paper50k()).bound), "more than HBM holds: the rest waits in host DDR");
    QVERIFY(explained("hbm_used_bytes", with(paper50k(), "users", 1)).bound.empty());
}

void ExplanationTest::explainsByOperators() {
    const Scenario s = with(paper50k(), "cost_model", 1);
    const Explanation prefill = explained("prefill_s", s);
    QCOMPARE(shown(prefill.formula), "Σ over operators of max(FLOP / (g·C), bytes / (g·B))");
    // Σ 2·3·7168·20480·60 layers·50 000 / 312e12 = 8.47 s; 2·56·128·2·60·50 000·50 001/2 / 312e12 = 6.89 s;
    // (7168² + 2·7168·1024)·2·60·50 000 / 312e12 = 1.27 s; output 0.988 s; norms, head and gather are the rest.
    QCOMPARE(shown(prefill.numbers), "feed-forward 8.47 s + attention 6.89 s + projections 1.27 s + 1.07 s of others");
    QCOMPARE(shown(explained("prefill_flop", s).numbers), "3.35 PFLOP in matrices + 2.15 PFLOP in attention");
    QCOMPARE(shown(explained("max_context_tokens", s).numbers), "3 × 5.40 GB beside 68.8 GB in 1 × 85.9 GB");
    QCOMPARE(shown(explained("ceiling_users", s).numbers), "(1 × 85.9 GB − 68.8 GB − 906 MB) / 12.3 GB = 1.32");
    // 8192 · (2·7168 + max(56·128·2 + 2·8·128, 2·20480)) · 2 B
    QCOMPARE(shown(explained("activation_bytes", s).numbers), "8192 × 111 KB");
    // One of 8 KV heads on each of 16 GPUs: twice the cache.
    QCOMPARE(shown(explained("kv_bytes_per_token", with(s, "gpus", 16)).numbers), "60 × 2 × 8 × 128 × 2 B × 2");
}

void ExplanationTest::explainsBatches() {
    const Scenario s = with(paper50k(), "batch", 8);
    QCOMPARE(shown(explained("decode_s_per_token", s).formula), "(weights + batch · KV(n)) / (g·B)");
    QCOMPARE(shown(explained("decode_s_per_token", s).numbers), "(68.0 GB + 8 × 12.3 GB) / 2.04 TB/s");
    QCOMPARE(shown(explained("decode_s_per_token", s).result), "81.6 ms / token");
    // 250 tokens of 39.39 ms after a prefill of 14.097 s, over 250.
    QCOMPARE(shown(explained("tpot_s", with(paper50k(), "convention.tpot", 1)).result), "95.8 ms / token");
    QCOMPARE(shown(explained("hbm_bytes", with(paper50k(), "convention.utilisation", 0.9)).numbers), "1 × 77.3 GB");
}

void ExplanationTest::knowsNothingElse() {
    QVERIFY(explained("no_such_metric", paper50k()) == Explanation{});
    QVERIFY(explained("", paper50k()) == Explanation{});
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ExplanationTest)
#include "explanation_test.moc"
