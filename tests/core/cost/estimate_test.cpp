// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/estimate.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

#include <map>
#include <set>
#include <string>

namespace longpeak {
namespace {

using test::paper50k;
using test::with;

/// Every number of an estimate under its name, so that a test can say "this and nothing else".
std::map<std::string, double> fieldsOf(const Estimate& e) {
    return {{"weights", e.memory.weights.si()},
            {"cache", e.memory.cachePerUser.si()},
            {"cache/token", e.memory.cachePerToken.si()},
            {"activations", e.memory.activations.si()},
            {"capacity", e.memory.capacity.si()},
            {"demand", e.memory.demand.si()},
            {"ceiling", e.memory.ceiling},
            {"hostCeiling", e.memory.hostCeiling},
            {"maxContext", e.memory.maxContext.si()},
            {"linearFlop", e.prefill.linearFlop.si()},
            {"attentionFlop", e.prefill.attentionFlop.si()},
            {"prefillBytes", e.prefill.bytes.si()},
            {"linearTime", e.prefill.linearTime.si()},
            {"attentionTime", e.prefill.attentionTime.si()},
            {"prefill", e.prefill.time.si()},
            {"decodeBytes", e.decode.bytes.si()},
            {"decodeFlop", e.decode.flop.si()},
            {"weightsTime", e.decode.weightsTime.si()},
            {"cacheTime", e.decode.cacheTime.si()},
            {"perToken", e.decode.perToken.si()},
            {"answer", e.decode.answer.si()},
            {"out", e.contextSwitch.out.si()},
            {"in", e.contextSwitch.in.si()},
            {"switch", e.contextSwitch.time.si()},
            {"sessionPrefill", e.throughput.prefill.si()},
            {"sessionDecode", e.throughput.decode.si()},
            {"thinking", e.throughput.thinking.si()},
            {"gpuTime", e.throughput.gpuTime.si()},
            {"loneLatency", e.throughput.loneLatency.si()},
            {"knee", e.throughput.knee},
            {"bound", e.throughput.bound.si()},
            {"withSwitches", e.throughput.withSwitches.si()},
            {"ridge", e.ridge.si()},
            {"perSession", e.perSession.si()},
            {"perAnswerToken", e.perAnswerToken.si()}};
}

/// What every change of GPU time moves: sessions, and what they cost.
const std::set<std::string> ofSessions{"gpuTime",      "loneLatency", "knee",          "bound",
                                       "withSwitches", "perSession",  "perAnswerToken"};

std::set<std::string> operator+(std::set<std::string> a, const std::set<std::string>& b) {
    a.insert(b.begin(), b.end());
    return a;
}

class EstimateTest : public QObject {
    Q_OBJECT

private slots:
    void memory();
    void prefill();
    void decode();
    void sessions_data();
    void sessions();
    void throughputIsTheLesserBound();
    void cost();
    void changesOnlyItsTerms_data();
    void changesOnlyItsTerms();
    void isBoundByTheSlowerHardware();
    void weightsDoNotFit();
    void notOneUserFits();
    void hasNoDollarsWithoutPrice();
    void capacityByConvention();
    void timePerOutputToken();
};

void EstimateTest::memory() {
    const Memory m = evaluate(paper50k()).memory;
    QCOMPARE(m.weights.si(), 68e9);           // 34e9 · 2
    QCOMPARE(m.cachePerToken.si(), 245760.0); // 60 · 2 · 8 · 128 · 2
    QCOMPARE(m.activations.si(), 0.0);        // left out by the paper
    QCOMPARE(m.capacity.si(), 85899345920.0); // 80 GiB
    QCOMPARE(m.demand.si(), 68e9 + 3 * 12.288e9);
    NEAR(m.hostCeiling, 1e12 / 12.288e9, 1e-15); // 81.38 users
    QCOMPARE(m.maxContext.si(), 24277.0);        // floor(17 899 345 920 / (3 · 245 760)) = floor(24277.5)
}

void EstimateTest::prefill() {
    const Prefill p = evaluate(paper50k()).prefill;
    QCOMPARE(p.linearFlop.si(), 3.4e15);             // 2 · 34e9 · 50000
    QCOMPARE(p.attentionFlop.si(), 9.984e14);        // 6656 · 60 · 50000²
    QCOMPARE(p.bytes.si(), 80.288e9);                // weights and the cache
    NEAR(p.linearTime.si(), 3.4e15 / 312e12, 1e-15); // 10.897 s
    NEAR(p.attentionTime.si(), 3.2, 1e-15);          // 9.984e14 / 312e12
    QVERIFY(p.bound == Bound::Compute);              // 4.3984e15 FLOP / 80.288e9 B = 54783 FLOP/B, ridge 153
}

void EstimateTest::decode() {
    const Decode d = evaluate(paper50k()).decode;
    QCOMPARE(d.bytes.si(), 80.288e9);
    NEAR(d.flop.si(), 68e9 + 2.0 * 6656 * 60 * 50000, 1e-15); // 2·P + 2·A·L·n = 1.07936e11
    NEAR(d.weightsTime.si(), 68e9 / 2.039e12, 1e-15);
    NEAR(d.cacheTime.si(), 12.288e9 / 2.039e12, 1e-15);
    QVERIFY(d.bound == Bound::MemoryBandwidth); // 1.07936e11 / 80.288e9 = 1.34 FLOP/B, ridge 153
}

void EstimateTest::sessions_data() {
    QTest::addColumn<double>("context");
    QTest::addColumn<int>("rounds");
    QTest::addColumn<int>("question");
    QTest::addColumn<int>("answer");
    QTest::addColumn<double>("think");
    QTest::newRow("the paper's") << 50000.0 << 5 << 100 << 250 << 60.0;
    QTest::newRow("one round") << 50000.0 << 1 << 100 << 250 << 60.0;
    QTest::newRow("one token") << 1000.0 << 1 << 1 << 1 << 0.0;
    QTest::newRow("answers of one token") << 4000.0 << 7 << 3 << 1 << 1.5;
    QTest::newRow("long talk") << 1000.0 << 100 << 5000 << 1000 << 0.0;
    QTest::newRow("1M") << 1e6 << 10 << 1 << 100 << 3600.0;
}

void EstimateTest::sessions() {
    QFETCH(double, context);
    QFETCH(int, rounds);
    QFETCH(int, question);
    QFETCH(int, answer);
    QFETCH(double, think);
    Scenario s = with(paper50k(), "context", context);
    test::set(s, "session.rounds", rounds);
    test::set(s, "session.question", question);
    test::set(s, "session.answer", answer);
    test::set(s, "session.think", think);

    // Token by token with the paper's numbers written out, nothing taken from the program: the first request prefills
    // n tokens, a later one its question on what is cached; the k-th token of an answer reads all tokens before it.
    const auto prefillTo = [](double n) { return (2 * 34e9 * n + 6656.0 * 60 * n * n) / 312e12; };
    double prefill = 0;
    double decode = 0;
    double thinking = 0;
    double cached = 0;
    for (int round = 0; round < rounds; ++round) {
        const double asked = round == 0 ? context : question;
        prefill += prefillTo(cached + asked) - prefillTo(cached);
        cached += asked;
        for (int k = 1; k <= answer; ++k) {
            decode += (68e9 + cached * 245760.0) / 2.039e12;
            cached += 1;
        }
        if (round + 1 < rounds) thinking += think;
    }
    const Throughput t = evaluate(s).throughput;
    NEAR(t.prefill.si(), prefill, 1e-12);
    NEAR(t.decode.si(), decode, 1e-12);
    NEAR(t.thinking.si(), thinking, 1e-12);
    NEAR(t.gpuTime.si(), prefill + decode, 1e-12);
    NEAR(t.loneLatency.si(), prefill + decode + thinking, 1e-12);
    NEAR(t.knee, (prefill + decode + thinking) / (prefill + decode), 1e-12);
}

void EstimateTest::throughputIsTheLesserBound() {
    // Room for all: 8 GPUs. Below the knee the users bound, above it the GPU.
    Scenario s = with(paper50k(), "gpus", 8);
    const Throughput t = evaluate(s).throughput;
    const double gpu = t.gpuTime.si();
    const double lone = t.loneLatency.si();
    const double switches = 5 * 2 * 12.288e9 / (8 * 20e9); // one of 0.1536 s a round
    QVERIFY(t.knee > 3 && t.knee < 1000);
    for (const double users : {1.0, 2.0, std::floor(t.knee), std::ceil(t.knee), 1000.0}) {
        test::set(s, "users", users);
        const Throughput now = evaluate(s).throughput;
        NEAR(now.bound.si(), users < t.knee ? users / lone : 1 / gpu, 1e-14);
        NEAR(now.withSwitches.si(), std::min(users / (lone + switches), 1 / (gpu + switches)), 1e-14);
    }
}

void EstimateTest::cost() {
    // 3.50 $/h (the preset's snapshot) over the bound, by 2 GPUs; 5 answers of 250 tokens.
    const Scenario s = with(paper50k(), "gpus", 2);
    const Estimate e = evaluate(s);
    const double perSession = 2 * 3.5 / 3600 / e.throughput.bound.si();
    NEAR(e.perSession.si(), perSession, 1e-14);
    NEAR(e.perAnswerToken.si(), perSession / 1250, 1e-14);
    NEAR(evaluate(with(s, "price.gpu_hour", 7.0)).perSession.si(), 2 * perSession, 1e-14);
    QCOMPARE(evaluate(with(s, "price.gpu_hour", 0.0)).perSession.si(), 0.0);
}

using Factors = QMap<QString, double>;

void EstimateTest::changesOnlyItsTerms_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("value");
    QTest::addColumn<Factors>("factors");
    QTest::addColumn<QStringList>("moved");
    const auto add = [](const char* id, double value, const Factors& factors, const std::set<std::string>& moved) {
        QStringList names;
        for (const std::string& name : moved) names << QString::fromStdString(name);
        QTest::addRow("%s %g", id, value) << QString(id) << value << factors << names;
    };
    // Smaller caches, whatever makes them so: bytes kept, bytes read, bytes moved.
    const Factors quarter{{"cache", 0.25},     {"cache/token", 0.25}, {"ceiling", 4}, {"hostCeiling", 4},
                          {"cacheTime", 0.25}, {"out", 0.25},         {"in", 0.25},   {"switch", 0.25}};
    const std::set<std::string> byCache = ofSessions +
                                          std::set<std::string>{"demand",   "maxContext", "prefillBytes", "decodeBytes",
                                                                "perToken", "answer",     "sessionDecode"};
    for (const char* axis : {"compression.head", "compression.token", "compression.hidden"})
        add(axis, 4, quarter, byCache);
    add("dtype.kv", static_cast<double>(Dtype::Int4), quarter, byCache);
    // Fewer layers also attend less, in prefill and in decode; the weights' part of prefill stays.
    Factors layer = quarter;
    layer["attentionFlop"] = layer["attentionTime"] = 0.25;
    add("compression.layer", 4, layer, byCache + std::set<std::string>{"prefill", "decodeFlop", "sessionPrefill"});

    add("dtype.weights", static_cast<double>(Dtype::Fp8), {{"weights", 0.5}, {"weightsTime", 0.5}},
        ofSessions + std::set<std::string>{"demand", "ceiling", "maxContext", "prefillBytes", "decodeBytes", "perToken",
                                           "answer", "sessionDecode"});
    // INT8 units of an A100 run at twice the rate.
    add("dtype.compute", static_cast<double>(Dtype::Int8),
        {{"linearTime", 0.5}, {"attentionTime", 0.5}, {"prefill", 0.5}, {"sessionPrefill", 0.5}, {"ridge", 2}},
        ofSessions);
    add("dtype.compute", static_cast<double>(Dtype::Fp8), {}, {}); // it has no FP8 units

    add("efficiency.prefill", 0.5, {{"linearTime", 2}, {"attentionTime", 2}, {"prefill", 2}, {"sessionPrefill", 2}},
        ofSessions);
    add("efficiency.decode", 0.5,
        {{"weightsTime", 2}, {"cacheTime", 2}, {"perToken", 2}, {"answer", 2}, {"sessionDecode", 2}}, ofSessions);
    add("efficiency.link", 0.5, {{"out", 2}, {"in", 2}, {"switch", 2}}, {"withSwitches"});

    add("accelerator.flops", 624e12,
        {{"linearTime", 0.5}, {"attentionTime", 0.5}, {"prefill", 0.5}, {"sessionPrefill", 0.5}, {"ridge", 2}},
        ofSessions);
    add("accelerator.bandwidth", 4.078e12,
        {{"weightsTime", 0.5},
         {"cacheTime", 0.5},
         {"perToken", 0.5},
         {"answer", 0.5},
         {"sessionDecode", 0.5},
         {"ridge", 0.5}},
        ofSessions);
    add("accelerator.memory", 171798691840.0, {{"capacity", 2}}, {"ceiling", "maxContext"});
    add("link.bandwidth", 40e9, {{"out", 0.5}, {"in", 0.5}, {"switch", 0.5}}, {"withSwitches"});
    add("host.memory", 2e12, {{"hostCeiling", 2}}, {});
    add("price.gpu_hour", 7, {{"perSession", 2}, {"perAnswerToken", 2}}, {});
    // Tensor parallel divides every time and costs nothing; per session it costs two rents.
    add("gpus", 2,
        {{"capacity", 2},
         {"linearTime", 0.5},
         {"attentionTime", 0.5},
         {"prefill", 0.5},
         {"weightsTime", 0.5},
         {"cacheTime", 0.5},
         {"perToken", 0.5},
         {"answer", 0.5},
         {"out", 0.5},
         {"in", 0.5},
         {"switch", 0.5},
         {"sessionPrefill", 0.5},
         {"sessionDecode", 0.5},
         {"gpuTime", 0.5}},
        {"ceiling", "maxContext", "loneLatency", "knee", "bound", "withSwitches", "perSession", "perAnswerToken"});
    // The bound at three users is theirs: it grows with them, and the cost of a session falls.
    add("users", 1, {{"bound", 1.0 / 3}, {"withSwitches", 1.0 / 3}, {"perSession", 3}, {"perAnswerToken", 3}},
        {"demand", "maxContext"});
    add("session.think", 120, {{"thinking", 2}},
        {"loneLatency", "knee", "bound", "withSwitches", "perSession", "perAnswerToken"});
    add("session.answer", 500, {{"answer", 2}}, ofSessions + std::set<std::string>{"sessionPrefill", "sessionDecode"});
    add("session.question", 200, {}, ofSessions + std::set<std::string>{"sessionPrefill", "sessionDecode"});
    add("paper.attention_coefficient", 13312, {{"attentionFlop", 2}, {"attentionTime", 2}},
        ofSessions + std::set<std::string>{"prefill", "decodeFlop", "sessionPrefill"});
    add("context", 25000,
        {{"cache", 0.5},
         {"ceiling", 2},
         {"hostCeiling", 2},
         {"linearFlop", 0.5},
         {"attentionFlop", 0.25},
         {"linearTime", 0.5},
         {"attentionTime", 0.25},
         {"cacheTime", 0.5},
         {"out", 0.5},
         {"in", 0.5},
         {"switch", 0.5}},
        ofSessions + std::set<std::string>{"demand", "prefillBytes", "prefill", "decodeBytes", "decodeFlop", "perToken",
                                           "answer", "sessionPrefill", "sessionDecode"});
}

void EstimateTest::changesOnlyItsTerms() {
    QFETCH(QString, id);
    QFETCH(double, value);
    QFETCH(Factors, factors);
    QFETCH(QStringList, moved);
    const auto before = fieldsOf(evaluate(paper50k()));
    const auto after = fieldsOf(evaluate(with(paper50k(), id.toStdString(), value)));
    for (const auto& [name, was] : before) {
        const double is = after.at(name);
        const QString key = QString::fromStdString(name);
        const QString message = QStringLiteral("%1: %2 -> %3").arg(key).arg(was, 0, 'g', 12).arg(is, 0, 'g', 12);
        if (factors.contains(key))
            QVERIFY2(test::isNear(is, was * factors[key], 1e-13), qPrintable(message));
        else
            QVERIFY2((is != was) == moved.contains(key), qPrintable(message));
    }
    for (const QString& name : moved + factors.keys()) QVERIFY2(before.contains(name.toStdString()), qPrintable(name));
}

void EstimateTest::isBoundByTheSlowerHardware() {
    // 54783 FLOP per byte in prefill: a ridge above it makes the same pass bound by memory bandwidth.
    Scenario s = paper50k();
    test::set(s, "accelerator.flops", 1e18);
    test::set(s, "accelerator.bandwidth", 1e13); // ridge 100 000
    QVERIFY(evaluate(s).prefill.bound == Bound::MemoryBandwidth);
    // 1.34 FLOP per byte in decode: a ridge below it makes decode bound by compute.
    test::set(s, "accelerator.flops", 1e12);
    test::set(s, "accelerator.bandwidth", 1e12); // ridge 1
    QVERIFY(evaluate(s).decode.bound == Bound::Compute);
    QVERIFY(evaluate(s).prefill.bound == Bound::Compute);
}

void EstimateTest::weightsDoNotFit() {
    Scenario s = paper50k();
    chooseModel(s, *test::catalogue().model("llama-3-70b")); // 141 GB in 85.9 GB
    const Estimate e = evaluate(s);
    QVERIFY(!e.weightsFit && !e.fits);
    QVERIFY(e.memory.ceiling < 0);
    QCOMPARE(e.memory.maxContext.si(), 0.0);
    QCOMPARE(e.throughput.bound.si(), 0.0);
    QCOMPARE(e.throughput.withSwitches.si(), 0.0);
    QVERIFY(std::isnan(e.perSession.si()) && std::isnan(e.perAnswerToken.si()));
    QVERIFY(e.prefill.time.si() > 0 && e.decode.perToken.si() > 0); // latencies are still told
}

void EstimateTest::notOneUserFits() {
    const Estimate e = evaluate(with(paper50k(), "context", 100000)); // ceiling 0.728
    QVERIFY(e.weightsFit && !e.fits);
    QVERIFY(e.memory.ceiling > 0 && e.memory.ceiling < 1);
    QCOMPARE(e.memory.maxContext.si(), 24277.0); // does not depend on the context
    QCOMPARE(e.throughput.bound.si(), 0.0);
    QVERIFY(std::isnan(e.perSession.si()));
    // Exactly one: 17 899 345 920 / 245 760 = 72832.6 tokens.
    QVERIFY(evaluate(with(paper50k(), "context", 72832)).fits);
    QVERIFY(!evaluate(with(paper50k(), "context", 72833)).fits);
}

void EstimateTest::hasNoDollarsWithoutPrice() {
    Scenario s = paper50k();
    chooseAccelerator(s, *test::catalogue().accelerator("h100-pcie"));
    QVERIFY(!s.deployment.price().has_value());
    const Estimate e = evaluate(s);
    QVERIFY(e.fits);
    QVERIFY(std::isnan(e.perSession.si()) && std::isnan(e.perAnswerToken.si()));
    QVERIFY(!std::isnan(evaluate(with(s, "price.gpu_hour", 2.0)).perSession.si()));
}

void EstimateTest::capacityByConvention() {
    // "80 GB" of an A100 is 80 GiB as the device reports it, 80e9 by the number on its box; engines take part of it.
    Scenario s = with(paper50k(), "gpus", 2);
    QCOMPARE(evaluate(s).memory.capacity.si(), 2 * 85899345920.0);
    test::set(s, "convention.capacity", static_cast<double>(Capacity::Nominal));
    QCOMPARE(evaluate(s).memory.capacity.si(), 2 * 80e9);
    QCOMPARE(test::get(s, "accelerator.memory"), 80e9); // the parameter shows what is counted with
    test::set(s, "convention.utilisation", 0.9);
    NEAR(evaluate(s).memory.capacity.si(), 2 * 72e9, 1e-15);
    test::set(s, "accelerator.memory", 100e9); // set by hand it is that, whatever stands on the box
    NEAR(evaluate(s).memory.capacity.si(), 2 * 90e9, 1e-15);
}

void EstimateTest::timePerOutputToken() {
    // (end to end − first token) / (a − 1): steps 2 … 250, which see 50 001 … 50 249 tokens, 50 125 on average.
    Scenario s = paper50k();
    const Estimate e = evaluate(s);
    NEAR(e.decode.outputToken.si(), (68e9 + 50125 * 245760.0) / 2.039e12, 1e-14);
    test::set(s, "convention.tpot", static_cast<double>(PerToken::EndToEnd));
    // End to end / a: the prefill, and steps that see 50 000 … 50 249 tokens.
    NEAR(evaluate(s).decode.outputToken.si(), 4.3984e15 / 312e12 / 250 + (68e9 + 50124.5 * 245760.0) / 2.039e12, 1e-14);
    // An answer of one token has no token after the first: the step itself.
    test::set(s, "session.answer", 1);
    NEAR(evaluate(s).decode.outputToken.si(), 4.3984e15 / 312e12 + e.decode.perToken.si(), 1e-14);
    test::set(s, "convention.tpot", static_cast<double>(PerToken::AfterFirst));
    QCOMPARE(evaluate(s).decode.outputToken.si(), e.decode.perToken.si());
    // A batch decodes together.
    test::set(s, "session.answer", 3);
    test::set(s, "batch", 4);
    NEAR(evaluate(s).decode.outputToken.si(), (68e9 + 4 * 50001.5 * 245760.0) / 2.039e12, 1e-14);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::EstimateTest)
#include "estimate_test.moc"
