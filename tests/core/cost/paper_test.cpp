// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/paper.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

// Every published figure of the example in Fu 2024, arXiv:2405.08944: Yi-34B-200K on one A100 80 GB. The paper's text is
// not at hand, its figures are second-hand; what it only "seems" to print is compared with what the formula gives, to
// the digits at which both agree.

namespace longpeak {
namespace {

using test::decimals;
using test::paper4k;
using test::paper50k;
using test::with;

constexpr double gib = 1073741824.0;
constexpr double mib = 1048576.0;

double cacheAt(double context) {
    return evaluate(with(paper50k(), "context", context)).memory.cachePerUser.si();
}

double ceilingAt(double context, double gpus) {
    return evaluate(with(with(paper50k(), "context", context), "gpus", gpus)).memory.ceiling;
}

QString truncated(double value, int count) {
    const double power = std::pow(10.0, count);
    return decimals(std::floor(value * power) / power, count);
}

class PaperTest : public QObject {
    Q_OBJECT

private slots:
    void setsTheScene();
    void cache();
    void cacheAsLlamaCppReports();
    void prefill();
    void answer();
    void usersOnOneGpu();
    void usersOnTwoGpus();
    void usersOfNominalMemory();
    void contextSwitch();
    void contextSwitchInMixedUnits();
    void ridge();
    void functionsOfContext();
    void expertsThatRest();
    void windowsAndStates();
    void savesWhatCompressionSaves();
    void peakOfCompressionAfterPrefill();
    void promptCompressionShortensThePrefill();
};

void PaperTest::setsTheScene() {
    const Scenario s = paper50k();
    QCOMPARE(modelParameters(s), 34e9);
    QCOMPARE(attentionCoefficient(s), 6656.0); // 6656/7168 · 56·128
    QCOMPARE(memoryPerGpu(s).si(), 85899345920.0);
    QCOMPARE(s.deployment.memoryBandwidth().si(), 2.039e12);
    QCOMPARE(peak(s).rate.si(), 312e12);
    QCOMPARE(s.deployment.hostLink().si(), 20e9);
    QCOMPARE(s.context.si(), 50000.0);
    QCOMPARE(s.session.answer.si(), 250.0);
    QVERIFY(!s.architecture.synthetic);
    Scenario same = paper4k();
    same.context = s.context;
    same.name = s.name;
    same.note = s.note;
    QVERIFY(same == s);
}

void PaperTest::cache() {
    // n · 60 layers · 8 heads · 128 · 2 (K and V) · 2 B = n · 245 760 B. Quoted: "22.8GB" and "0.91GB", which are GiB,
    // truncated.
    QCOMPARE(decimals(cacheAt(100000), 3), "24576000000.000");
    QCOMPARE(decimals(cacheAt(4000), 3), "983040000.000");
    QCOMPARE(truncated(cacheAt(100000) / gib, 1), "22.8");
    QCOMPARE(truncated(cacheAt(4000) / gib, 2), "0.91");
    QCOMPARE(decimals(cacheAt(100000) / 1e9, 1), "24.6"); // what 22.8 would have to be in GB
}

void PaperTest::cacheAsLlamaCppReports() {
    // llama.cpp reports "KV self size = 11718.75 MiB" for this model at 50 000 tokens.
    QCOMPARE(decimals(cacheAt(50000), 3), "12288000000.000");
    QCOMPARE(cacheAt(50000) / mib, 11718.75);
}

void PaperTest::prefill() {
    // (2·34e9·50000 + 6656·60·50000²) / 312e12 = (3.4e15 + 9.984e14) / 312e12 = 14.097 s. Summary: 14.1 s.
    const Estimate e = evaluate(paper50k());
    QCOMPARE(decimals(e.prefill.time.si(), 2), "14.10");
    NEAR(e.prefill.time.si(), 4.3984e15 / 312e12, 1e-15);
    // (2·34e9·4000 + 6656·60·4000²) / 312e12 = (2.72e14 + 6.38976e12) / 312e12 = 0.8923 s. Summary: 0.89 s.
    QCOMPARE(decimals(evaluate(paper4k()).prefill.time.si(), 3), "0.892");
}

void PaperTest::answer() {
    // 250 · (68e9 + 12.288e9) / 2.039e12 = 250 · 39.376 ms. Summary: 9.8 s.
    QCOMPARE(decimals(evaluate(paper50k()).decode.answer.si(), 2), "9.84");
    QCOMPARE(decimals(evaluate(paper50k()).decode.perToken.si() * 1e3, 3), "39.376");
    // 250 · (68e9 + 0.98304e9) / 2.039e12. Summary: 8.5 s.
    QCOMPARE(decimals(evaluate(paper4k()).decode.answer.si(), 2), "8.46");
}

void PaperTest::usersOnOneGpu() {
    // (85 899 345 920 - 68e9) / 12.288e9 and / 0.98304e9. Summary: 1 and "about 20" (unsure).
    QCOMPARE(decimals(ceilingAt(50000, 1), 3), "1.457");
    QCOMPARE(decimals(ceilingAt(4000, 1), 2), "18.21");
}

void PaperTest::usersOnTwoGpus() {
    // (171 798 691 840 - 68e9) / 0.98304e9 and / 24.576e9. Summary: "about 100" and 5 (unsure).
    QCOMPARE(decimals(ceilingAt(4000, 2), 1), "105.6");
    QCOMPARE(decimals(ceilingAt(100000, 2), 3), "4.224");
}

void PaperTest::usersOfNominalMemory() {
    // With 80e9 bytes instead of 80 GiB not even one user fits: (80e9 - 68e9) / 12.288e9.
    const Estimate e = evaluate(with(paper50k(), "accelerator.memory", 80e9));
    QCOMPARE(decimals(e.memory.ceiling, 3), "0.977");
    QVERIFY(e.weightsFit && !e.fits);
}

void PaperTest::contextSwitch() {
    // 2 · 12.288e9 B / 20e9 B/s
    QCOMPARE(decimals(evaluate(paper50k()).contextSwitch.time.si(), 4), "1.2288");
    QCOMPARE(decimals(evaluate(paper4k()).contextSwitch.time.si(), 4), "0.0983");
}

void PaperTest::contextSwitchInMixedUnits() {
    // The paper's own 1.1 and 0.1 s (unsure) divide GiB by GB/s: 2 · 11.444 / 20 and 2 · 0.9155 / 20.
    const auto mixed = [](const Scenario& s) { return 2.0 * evaluate(s).memory.cachePerUser.si() / gib / 20.0; };
    QCOMPARE(decimals(mixed(paper50k()), 2), "1.14");
    QCOMPARE(decimals(mixed(paper4k()), 2), "0.09");
}

void PaperTest::ridge() {
    // 312e12 / 2.0e12, with the paper's rounded bandwidth; the data sheet's 2.039e12 gives 153.
    QCOMPARE(evaluate(with(paper50k(), "accelerator.bandwidth", 2.0e12)).ridge.si(), 156.0);
    QCOMPARE(decimals(evaluate(paper50k()).ridge.si(), 2), "153.02");
}

void PaperTest::functionsOfContext() {
    const Scenario s = paper50k();
    const Estimate e = evaluate(s);
    const PaperModel model(s);
    QCOMPARE(model.weights().si(), 68e9);
    QCOMPARE(model.activations(s.context).si(), 0.0);
    QCOMPARE(model.cache(s.context).si(), e.memory.cachePerUser.si());
    QCOMPARE(model.cache(Tokens(1.0)).si(), 245760.0);
    QCOMPARE(model.cachePerToken().si(), 245760.0);
    // In two parts: 2·P for each token asked, and the growth of A·L·n², here 6656 · 60 · (50 100² − 50 000²).
    QCOMPARE(model.prefillFixed(Tokens(0.0)).si(), 0.0);
    NEAR(model.prefillFixed(Tokens(100.0)).si(), 2 * 34e9 * 100 / 312e12, 1e-15);
    NEAR(model.prefillGrowing(Tokens(50000.0), Tokens(100.0)).si(), 6656.0 * 60 * 10010000 / 312e12, 1e-12);
    NEAR((model.prefillFixed(s.context) + model.prefillGrowing({}, s.context)).si(), e.prefill.time.si(), 1e-15);
    // Three steps of two users: the weights once a step, and the caches of 50 000, 50 001 and 50 002 tokens of each.
    NEAR(model.decodeFixed(2.0).si(), 68e9 / 2.039e12, 1e-15);
    NEAR(model.decodeGrowing(s.context, 3.0, 2.0).si(), 2 * 150003 * 245760.0 / 2.039e12, 1e-15);
    NEAR((model.decodeFixed(1.0) + model.decodeGrowing(s.context, 1.0, 1.0)).si(), e.decode.perToken.si(), 1e-15);
}

void PaperTest::expertsThatRest() {
    // Beyond the paper: experts that a token does not use cost no FLOP and are not read. Of 20 layers with 16 experts of
    // 1000 and two active, 14/16 rest: 20 · 16 · 3 · 4096 · 1000 · 7/8 elements.
    Scenario s = paper50k();
    chooseModel(s, *test::catalogue().model("llama-3-8b"));
    LayerGroup group = s.architecture.groups.front();
    group.layers = 20;
    group.feedForward = {.kind = FeedForwardKind::Mixture, .intermediate = 1000, .experts = 16, .active = 2};
    s.architecture.groups.push_back(group);
    const double routed = 20 * 16 * 3.0 * 4096 * 1000;
    const double counted = parameterCount(s.architecture);
    const PaperModel model(s);
    NEAR(model.weights().si(), 2 * counted, 1e-15);
    NEAR(model.prefillFixed(Tokens(1.0)).si(), 2 * (counted - routed * 7 / 8) / 312e12, 1e-14);
    NEAR(model.decodeFixed(1.0).si(), 2 * (counted - routed * 7 / 8) / 2.039e12, 1e-14);
    NEAR(model.decodeFixed(2.0).si(), 2 * (counted - routed * 49 / 64) / 2.039e12, 1e-14); // (7/8)² rest
    // In FP8 they are half as large; P set by hand scales them with all else.
    s.precision.experts = Dtype::Fp8;
    NEAR(PaperModel(s).weights().si(), 2 * (counted - routed) + routed, 1e-15);
    s.parameters = 2 * counted;
    NEAR(PaperModel(s).weights().si(), 2 * (2 * (counted - routed) + routed), 1e-15);
    NEAR(PaperModel(s).decodeFixed(1.0).si(), 2 * (2 * (counted - routed) + routed / 8) / 2.039e12, 1e-14);
}

void PaperTest::windowsAndStates() {
    // Half of 60 layers look back 1000 tokens: 30 · 4096 B of each token for good, and of the first 1000 twice that. A is
    // of the layers that see everything, spread over all: half of 6656.
    Scenario s = paper50k();
    LayerGroup& group = s.architecture.groups.front();
    group.layers = 30;
    s.architecture.groups.push_back(group);
    s.architecture.groups.back().attention.kind = AttentionKind::Window;
    s.architecture.groups.back().attention.window = 1000;
    const PaperModel model(s);
    QCOMPARE(model.cachePerToken().si(), 122880.0);
    QCOMPARE(model.cache(Tokens(50000.0)).si(), 51000 * 122880.0);
    QCOMPARE(model.cache(Tokens(600.0)).si(), 1200 * 122880.0);
    QCOMPARE(attentionCoefficient(s), 3328.0);
    NEAR(model.decodeGrowing(Tokens(50000.0), 1.0, 1.0).si(), 51000 * 122880.0 / 2.039e12, 1e-15);
    // 999, 1000 and 1001 tokens, of which the windows see 999, 1000 and 1000.
    NEAR(model.decodeGrowing(Tokens(999.0), 3.0, 1.0).si(), (3000 + 2999) * 122880.0 / 2.039e12, 1e-15);
    // A state is kept and read whatever the context, and no compression makes it smaller.
    s.architecture.groups.back().attention = {.kind = AttentionKind::Recurrent,
                                              .recurrence = {.state = 1e6, .stateBytes = 4}};
    s.compression.token = 4;
    const PaperModel recurrent(s);
    NEAR(recurrent.cache(Tokens(50000.0)).si(), 50000 * 122880.0 / 4 + 30 * 4e6, 1e-15);
    NEAR(recurrent.decodeGrowing(Tokens(50000.0), 2.0, 1.0).si(), (100001 * 30720.0 + 2 * 30 * 4e6) / 2.039e12, 1e-15);
}

void PaperTest::savesWhatCompressionSaves() {
    // Each switch of each axis moves its own part of the cost: 12 288 000 000 B of cache, A·L·n² = 6656 · 60 · 2.5e9 FLOP.
    const Estimate plain = evaluate(paper50k());
    for (const char* axis : {"layer", "head", "token", "hidden"}) {
        const std::string id = std::string("compression.") + axis;
        Scenario s = with(paper50k(), id, 4);
        for (const char* what : {"_kept", "_read", "_prefill", "_decode"}) test::set(s, id + what, 0);
        QVERIFY(evaluate(s).memory == plain.memory);
        QVERIFY(evaluate(s).decode == plain.decode);
        QVERIFY(evaluate(s).prefill == plain.prefill);
        const Estimate kept = evaluate(with(s, id + "_kept", 1));
        QCOMPARE(kept.memory.cachePerUser.si(), 3'072'000'000.0);
        NEAR(kept.contextSwitch.time.si(), 2 * 3.072e9 / 20e9, 1e-15);
        QVERIFY(kept.decode == plain.decode);
        const Estimate read = evaluate(with(s, id + "_read", 1));
        QVERIFY(read.memory == plain.memory);
        NEAR(read.decode.bytes.si(), 68e9 + 3.072e9, 1e-15);
        const Estimate prefill = evaluate(with(s, id + "_prefill", 1));
        NEAR(prefill.prefill.attentionFlop.si(), 6656 * 60 * 2.5e9 / 4, 1e-15);
        QVERIFY(prefill.prefill.linearFlop == plain.prefill.linearFlop);
        QVERIFY(prefill.decode == plain.decode);
        const Estimate decode = evaluate(with(s, id + "_decode", 1));
        NEAR(decode.decode.flop.si(), 68e9 + 2 * 6656 * 60 * 50e3 / 4, 1e-15);
        QVERIFY(decode.prefill == plain.prefill);
    }
}

void PaperTest::peakOfCompressionAfterPrefill() {
    // 8 × fewer tokens keep 1.536e9 B, but 12.288e9 B have to be there while one user's document is read: 17 899 345 920 B
    // beside the weights hold (17 899 345 920 − 10 752 000 000) / 1 536 000 000 = 4.65 users in place of 11.65.
    Scenario s = with(with(paper50k(), "users", 1), "compression.token", 8);
    NEAR(evaluate(s).memory.ceiling, 17'899'345'920.0 / 1.536e9, 1e-15);
    test::set(s, "compression.token_after_prefill", 1);
    const Memory m = evaluate(s).memory;
    QCOMPARE(m.cachePerUser.si(), 1.536e9);
    NEAR(m.uncompressed.si(), 10.752e9, 1e-15);
    NEAR(m.ceiling, (17'899'345'920.0 - 10.752e9) / 1.536e9, 1e-14);
    NEAR(m.demand.si(), 68e9 + 12.288e9, 1e-15);
    // Longest document of one user: its whole cache of 245 760 B a token.
    QCOMPARE(m.maxContext.si(), std::floor(17'899'345'920.0 / 245'760.0));
    // No ratio makes a prefill fit whose whole cache does not: at 100K it is 24.576e9 B.
    QVERIFY(!evaluate(with(with(s, "context", 100e3), "compression.token", 256)).fits);
    // The other axes shrink the peak too.
    NEAR(evaluate(with(s, "compression.head", 2)).memory.uncompressed.si(), 10.752e9 / 2, 1e-15);
}

void PaperTest::promptCompressionShortensThePrefill() {
    // 12.5 times fewer tokens before the prefill: 50K are read as 4K are, to the last digit.
    Scenario s = with(paper50k(), "compression.token", 12.5);
    test::set(s, "compression.token_prefill", 2);
    const Estimate dropped = evaluate(s);
    const Estimate short4k = evaluate(paper4k());
    NEAR(dropped.prefill.time.si(), short4k.prefill.time.si(), 1e-15);
    NEAR(dropped.prefill.attentionFlop.si(), short4k.prefill.attentionFlop.si(), 1e-15);
    NEAR(dropped.memory.ceiling, short4k.memory.ceiling, 1e-15);
    // Sparse attention leaves the weights' part as it is.
    test::set(s, "compression.token_prefill", 1);
    NEAR(evaluate(s).prefill.linearTime.si(), evaluate(paper50k()).prefill.linearTime.si(), 1e-15);
    NEAR(evaluate(s).prefill.attentionTime.si(), evaluate(paper50k()).prefill.attentionTime.si() / 12.5, 1e-15);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::PaperTest)
#include "paper_test.moc"
