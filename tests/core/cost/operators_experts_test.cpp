// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/costs.h"

#include "core/cost/hand_worked.h"
#include "registry.h"

#include <QTest>

// Mixtures of experts on the small machine. Four experts of 3, of which a token uses two, and shared ones of 5 together:
//   router          8·4 = 32 elements: 64 FLOP a token, 64 B; (8 + 4)·2 = 24 B a token
//   routed experts  4·3·8·3 = 288 elements, 576 B; a token: 2·2·3·8·3 = 288 FLOP and 2·(2·8 + 2·3)·2 = 88 B
//   shared experts  3·8·5 = 120 elements: 240 FLOP a token, 240 B; (16 + 10)·2 = 52 B a token
// T tokens touch 4·(1 − (1/2)^T) experts in expectation: 1/2 of the weights for one token, 3/4 for two, 7/8 for three,
// 127/128 for seven.

namespace longpeak {
namespace {

using test::Row;
using K = OperatorKind;

Scenario mixture() {
    return test::smallScenario(
        {{.layers = 2,
          .attention = {.kind = AttentionKind::None},
          .feedForward =
              {.kind = FeedForwardKind::Mixture, .intermediate = 3, .experts = 4, .active = 2, .sharedIntermediate = 5},
          .norms = 1}});
}

/// All rows of a prefill of seven tokens that reads `share` of the experts.
std::vector<Row> prefillReading(double share) {
    return {{K::Embedding, -1, 1, {{0, 7 * 32}}},
            {K::Norms, 0, 2, {{0, 16 + 7 * 32}}},
            {K::Router, 0, 2, {{7 * 64, 64 + 7 * 24}}},
            {K::Experts, 0, 2, {{7 * 288, 576 * share + 7 * 88}}},
            {K::FeedForward, 0, 2, {{7 * 240, 240 + 7 * 52}}},
            {K::Norms, -1, 1, {{0, 16 + 7 * 32}}},
            {K::Head, -1, 1, {{256, 304}}}};
}

const Operator& of(K kind, const std::vector<Operator>& made) {
    return *std::ranges::find(made, kind, &Operator::kind);
}

class OperatorsExpertsTest : public QObject {
    Q_OBJECT

private slots:
    void prefill();
    void prefillInChunks();
    void decode();
    void conventionsOfReading();
    void latentExperts();
    void expertsInFewerBits();
    void dividesOverGpus();
    void holdsActivations();
};

void OperatorsExpertsTest::prefill() {
    PREFILL_IS(mixture(), prefillReading(127 / 128.0));
}

void OperatorsExpertsTest::prefillInChunks() {
    Scenario s = mixture();
    s.prefillChunk = Tokens(3.0);
    auto rows = prefillReading(0);
    rows[0].passes = {{0, 96}, {0, 96}, {0, 32}};
    rows[1].passes = rows[5].passes = {{0, 16 + 96}, {0, 16 + 96}, {0, 16 + 32}};
    rows[2].passes = {{3 * 64, 64 + 3 * 24}, {3 * 64, 64 + 3 * 24}, {64, 64 + 24}};
    rows[3].passes = {{3 * 288, 576 * 7 / 8.0 + 3 * 88}, {3 * 288, 576 * 7 / 8.0 + 3 * 88}, {288, 576 / 2.0 + 88}};
    rows[4].passes = {{3 * 240, 240 + 3 * 52}, {3 * 240, 240 + 3 * 52}, {240, 240 + 52}};
    PREFILL_IS(s, rows);
}

void OperatorsExpertsTest::decode() {
    Scenario s = mixture();
    s.batch = 2;
    DECODE_IS(s, (std::vector<Row>{{K::Embedding, -1, 1, {{0, 2 * 32}}},
                                   {K::Norms, 0, 2, {{0, 16 + 2 * 32}}},
                                   {K::Router, 0, 2, {{2 * 64, 64 + 2 * 24}}},
                                   {K::Experts, 0, 2, {{2 * 288, 576 * 3 / 4.0 + 2 * 88}}}, // 432 B of three experts
                                   {K::FeedForward, 0, 2, {{2 * 240, 240 + 2 * 52}}},
                                   {K::Norms, -1, 1, {{0, 16 + 2 * 32}}},
                                   {K::Head, -1, 1, {{2 * 256, 256 + 2 * 48}}}}));
    // All of them are in memory: 2·(8 + 32 + 288 + 120) + 2·16·8 + 8 elements.
    QCOMPARE(evaluate(s).memory.weights.si(), 2.0 * (2 * 448 + 256 + 8));
}

void OperatorsExpertsTest::conventionsOfReading() {
    Scenario s = mixture();
    const auto read = [&](double batch) {
        s.batch = batch;
        return of(K::Experts, Costs(s).decodeOperators(s.context)).bytes.si() / 2 - batch * 88;
    };
    s.conventions.experts = ExpertReads::Most; // min(4, 2·T)
    NEAR(read(1), 576 / 2.0, 1e-14);
    NEAR(read(2), 576.0, 1e-14);
    NEAR(read(100), 576.0, 1e-14);
    PREFILL_IS(mixture(), prefillReading(127 / 128.0));
    s.conventions.experts = ExpertReads::All;
    NEAR(read(1), 576.0, 1e-14);
    s.batch = 1;
    PREFILL_IS(s, prefillReading(1));
    s.conventions.experts = ExpertReads::Expected;
    NEAR(read(1), 576 / 2.0, 1e-14); // k of E
    NEAR(read(3), 576 * 7 / 8.0, 1e-14);
    // Where every expert is active, all are read.
    s.architecture.groups.front().feedForward.active = 4;
    for (const double batch : {1.0, 2.0}) {
        s.batch = batch;
        NEAR(of(K::Experts, Costs(s).decodeOperators(s.context)).bytes.si(), 2 * (576 + batch * 176), 1e-14);
    }
}

void OperatorsExpertsTest::latentExperts() {
    // Experts that work 4 wide: 4·3·4·3 = 144 elements, 288 B; a token: 2·2·3·4·3 = 144 FLOP, 2·(8 + 6)·2 = 56 B. Down to
    // 4 and up again, 2·8·4 = 64 elements beside the router's 32; (8 + 4 + 4 in, 4 out of it, 8) · 2 = 56 B a token. A dense
    // branch of 2 stands beside the shared ones: 3·8·7 = 168 elements, (16 + 14)·2 = 60 B.
    Scenario s = mixture();
    s.architecture.groups.front().feedForward.expertHidden = 4;
    s.architecture.groups.front().feedForward.denseIntermediate = 2;
    auto rows = prefillReading(0);
    rows[2].passes = {{7 * 192, 192 + 7 * 56}};
    rows[3].passes = {{7 * 144, 288 * 127 / 128.0 + 7 * 56}};
    rows[4].passes = {{7 * 336, 336 + 7 * 60}};
    PREFILL_IS(s, rows);
    QCOMPARE(evaluate(s).memory.weights.si(), 2.0 * (2 * (8 + 96 + 144 + 168) + 256 + 8));
}

void OperatorsExpertsTest::expertsInFewerBits() {
    // FP8 experts: half the bytes of the routed ones, in memory and read; not of the shared ones.
    Scenario s = mixture();
    s.precision.experts = Dtype::Fp8;
    auto rows = prefillReading(0);
    rows[3].passes = {{7 * 288, 288 * 127 / 128.0 + 7 * 88}};
    PREFILL_IS(s, rows);
    QCOMPARE(evaluate(s).memory.weights.si(), 2.0 * (2 * 448 + 256 + 8) - 2 * 288.0);
}

void OperatorsExpertsTest::dividesOverGpus() {
    // Two GPUs hold half of each expert: the residual stream goes in and out of both.
    Scenario s = mixture();
    s.deployment.plan.tensor = 2;
    auto rows = prefillReading(0);
    rows[2].passes = {{7 * 32, 32 + 7 * 24}};
    rows[3].passes = {{7 * 144, 288 * 127 / 128.0 + 7 * 2 * (16 + 3) * 2}};
    rows[4].passes = {{7 * 120, 120 + 7 * (16 + 5) * 2}};
    rows[6].passes = {{128, 128 + 32}};
    rows.push_back({K::Collectives, 0, 2, {{0, 7 * 16, 7 * 16 / 50.0}}}); // one all-reduce: there is no attention
    PREFILL_IS(s, rows);
}

void OperatorsExpertsTest::holdsActivations() {
    // Of a token: the stream and its norm, 16 elements; two experts' inputs, gates and ups, 2·(8 + 6), and those of the
    // shared ones, 10: (16 + 28 + 10) · 2 B.
    QCOMPARE(evaluate(mixture()).memory.activations.si(), 7 * 54 * 2.0);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::OperatorsExpertsTest)
#include "operators_experts_test.moc"
