// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/costs.h"

#include "core/cost/hand_worked.h"
#include "registry.h"

#include <QTest>

// A dense model with grouped-query attention, operator by operator, and what each convention, efficiency and more GPUs
// change of it. Worked from the formulas of the cost model (docs of cost/operators.h), with numbers of the small machine.
//
// Three layers, 8 wide: 4 query heads and 2 KV heads of 2, a gated feed-forward of 12. Bytes are two an element.
//   norms         2 of 8: 32 B of weights; a token is read and written by each: 2 · 2 · 8 · 2 = 64 B
//   projections   8·(4·2) + 8·(2·2·2) = 128 elements: 256 FLOP a token, 256 B; a token in and its queries out: (8 + 8)·2 = 32 B
//   attention     a pair: 2 · 4 heads · (2 + 2) = 32 FLOP; a cached token: 2 heads · (2 + 2) · 2 = 16 B; a new token:
//                 queries and outputs 4·(2 + 2)·2 = 32 B, and 16 B into the cache
//   output        8·8 = 64 elements: 128 FLOP, 128 B, 32 B a token
//   feed-forward  3·8·12 = 288 elements: 576 FLOP, 576 B; in, out and the middle twice: (16 + 24)·2 = 80 B
// and of the model: a row of the table, 8·2 in and 8·2 out; the last norm, 16 B and 32 B a token; the head, 16·8 = 128
// elements, 256 FLOP, 256 B and (8 + 16)·2 = 48 B a position.

namespace longpeak {
namespace {

using test::Row;
using K = OperatorKind;

Scenario dense() {
    return test::smallScenario({{.layers = 3, .attention = test::smallHeads(), .feedForward = {.intermediate = 12}}});
}

/// Seven tokens at once. Pairs: 7·8/2 = 28. Blocks of two queries read 2, 4 and 6 tokens, the seventh 7: 19.
std::vector<Row> wholePrefill() {
    return {{K::Embedding, -1, 1, {{0, 7 * 32}}},
            {K::Norms, 0, 3, {{0, 32 + 7 * 64}}},
            {K::Projections, 0, 3, {{7 * 256, 256 + 7 * 32}}},   // 1792 FLOP and 480 B: 8.96 s, bound by compute
            {K::Attention, 0, 3, {{28 * 32, 19 * 16 + 7 * 48}}}, // 896 and 640: 6.4 s, bound by memory
            {K::Output, 0, 3, {{7 * 128, 128 + 7 * 32}}},        // 896 and 352
            {K::FeedForward, 0, 3, {{7 * 576, 576 + 7 * 80}}},   // 4032 and 1136
            {K::Norms, -1, 1, {{0, 16 + 7 * 32}}},
            {K::Head, -1, 1, {{256, 256 + 48}}}}; // the last position alone
}

class OperatorsTest : public QObject {
    Q_OBJECT

private slots:
    void prefillAtOnce();
    void prefillInChunks();
    void decodesABatch();
    void sumsByKind();
    void countsTheFullSquare();
    void readsOnceWithoutBlocks();
    void computesEveryHead();
    void scalesWithEfficiency();
    void dividesOverTwoGpus();
    void replicatesKeysAndValues();
    void savesWhatCompressionSaves();
    void holdsActivations();
    void extraMatricesAndParallelBlocks();
    void layersWithoutOnePart();
    void namesItsOperators();
};

void OperatorsTest::prefillAtOnce() {
    const Scenario s = dense();
    PREFILL_IS(s, wholePrefill());
    // 2.24 + 3·4.8 + 3·8.96 + 3·6.4 + 3·4.48 + 3·20.16 + 2.4 + 3.04 s
    NEAR(evaluate(s).prefill.time.si(), 142.08, 1e-14);
    QVERIFY(evaluate(s).prefill.bound == Bound::Compute); // 3·(8.96 + 4.48 + 20.16) of it
}

void OperatorsTest::prefillInChunks() {
    // Chunks of 3, 3 and 1 tokens. Pairs: 1+2+3, 4+5+6, 7. Read: 2 and 3 tokens; 5 and 6; 7.
    Scenario s = dense();
    s.prefillChunk = Tokens(3.0);
    PREFILL_IS(
        s, (std::vector<Row>{
               {K::Embedding, -1, 1, {{0, 3 * 32}, {0, 3 * 32}, {0, 32}}},
               {K::Norms, 0, 3, {{0, 32 + 3 * 64}, {0, 32 + 3 * 64}, {0, 32 + 64}}},
               // 768 FLOP in 3.84 s beside 3.52 s for 352 B; one token is bound by memory
               {K::Projections, 0, 3, {{3 * 256, 256 + 3 * 32}, {3 * 256, 256 + 3 * 32}, {256, 256 + 32}}},
               {K::Attention, 0, 3, {{6 * 32, 5 * 16 + 3 * 48}, {15 * 32, 11 * 16 + 3 * 48}, {7 * 32, 7 * 16 + 48}}},
               {K::Output, 0, 3, {{3 * 128, 128 + 3 * 32}, {3 * 128, 128 + 3 * 32}, {128, 128 + 32}}},
               {K::FeedForward, 0, 3, {{3 * 576, 576 + 3 * 80}, {3 * 576, 576 + 3 * 80}, {576, 576 + 80}}},
               {K::Norms, -1, 1, {{0, 16 + 3 * 32}, {0, 16 + 3 * 32}, {0, 16 + 32}}},
               {K::Head, -1, 1, {{256, 256 + 48}}}}));
    // An even number of chunks has no rest.
    s.context = Tokens(6.0);
    const auto made = Costs(s).prefillOperators(s.context);
    const auto norms = std::ranges::find(made, K::Norms, &Operator::kind);
    QCOMPARE(norms->bytes.si(), 3.0 * 2 * (32 + 3 * 64));
    // One that is longer than the prompt is the prompt.
    s.prefillChunk = Tokens(100.0);
    s.context = Tokens(7.0);
    PREFILL_IS(s, wholePrefill());
}

void OperatorsTest::decodesABatch() {
    // Two users with seven tokens each: weights once, the cache of each, which is read up to n and written once.
    Scenario s = dense();
    s.batch = 2;
    PREFILL_IS(s, wholePrefill()); // of one user
    DECODE_IS(s, (std::vector<Row>{{K::Embedding, -1, 1, {{0, 2 * 32}}},
                                   {K::Norms, 0, 3, {{0, 32 + 2 * 64}}},
                                   {K::Projections, 0, 3, {{2 * 256, 256 + 2 * 32}}}, // 2.56 and 3.2 s
                                   {K::Attention, 0, 3, {{2 * 7 * 32, 2 * (7 * 16 + 48)}}},
                                   {K::Output, 0, 3, {{2 * 128, 128 + 2 * 32}}},
                                   {K::FeedForward, 0, 3, {{2 * 576, 576 + 2 * 80}}}, // 5.76 and 7.36 s
                                   {K::Norms, -1, 1, {{0, 16 + 2 * 32}}},
                                   {K::Head, -1, 1, {{2 * 256, 256 + 2 * 48}}}}));
    // 0.64 + 3·(1.6 + 3.2 + 3.2 + 1.92 + 7.36) + 0.8 + 3.52 s
    NEAR(evaluate(s).decode.perToken.si(), 56.8, 1e-14);
    QVERIFY(evaluate(s).decode.bound == Bound::MemoryBandwidth);
    // With ten users the weights no longer are what takes the time.
    s.batch = 10;
    const auto made = Costs(s).decodeOperators(s.context);
    const auto forward = std::ranges::find(made, K::FeedForward, &Operator::kind);
    QVERIFY(forward->bound == Bound::Compute);
    NEAR(forward->time.si(), 3 * 10 * 576 / 200.0, 1e-14);
    NEAR(forward->intensity().si(), 10 * 576 / (576 + 10 * 80.0), 1e-14);
}

void OperatorsTest::sumsByKind() {
    // The estimate's terms are sums of the rows of `prefillAtOnce` and `decodesABatch`.
    Scenario s = dense();
    s.batch = 2;
    const Estimate e = evaluate(s);
    QCOMPARE(e.prefill.linearFlop.si(), 3 * 7.0 * (256 + 128 + 576) + 256);
    QCOMPARE(e.prefill.attentionFlop.si(), 3 * 896.0);
    QCOMPARE(e.prefill.bytes.si(), 224 + 3 * (480.0 + 480 + 640 + 352 + 1136) + 240 + 304);
    NEAR(e.prefill.linearTime.si(), 3 * (8.96 + 4.48 + 20.16) + 3.04, 1e-14);
    NEAR(e.prefill.attentionTime.si(), 3 * 6.4, 1e-14);
    NEAR(e.prefill.otherTime.si(), 2.24 + 3 * 4.8 + 2.4, 1e-14);
    QCOMPARE(e.decode.flop.si(), 3 * 2.0 * (256 + 7 * 32 + 128 + 576) + 2 * 256);
    QCOMPARE(e.decode.bytes.si(), 64 + 3 * (160.0 + 320 + 320 + 192 + 736) + 80 + 352);
    NEAR(e.decode.weightsTime.si(), 3 * (3.2 + 1.92 + 7.36) + 3.52, 1e-14);
    NEAR(e.decode.cacheTime.si(), 3 * 3.2, 1e-14);
    NEAR(e.decode.otherTime.si(), 0.64 + 3 * 1.6 + 0.8, 1e-14);
    // Weights: 3·(16 + 128 + 64 + 288) + 2·16·8 + 8 elements; the cache: 3 · 2·2·2 elements a token.
    QCOMPARE(e.memory.weights.si(), 2.0 * (3 * 496 + 256 + 8));
    QCOMPARE(e.memory.cachePerToken.si(), 48.0);
    QCOMPARE(e.memory.cachePerUser.si(), 7 * 48.0);
}

void OperatorsTest::countsTheFullSquare() {
    Scenario s = dense();
    s.conventions.causal = CausalMask::Full;
    auto rows = wholePrefill();
    rows[3].passes = {{49 * 32, 19 * 16 + 7 * 48}}; // 7² pairs; reads are those of the blocks
    PREFILL_IS(s, rows);
    // By its growth: 9, 36 − 9 and 49 − 36.
    s.prefillChunk = Tokens(3.0);
    const auto made = Costs(s).prefillOperators(s.context);
    NEAR(std::ranges::find(made, K::Attention, &Operator::kind)->flop.si(), 3 * 49 * 32.0, 1e-14);
    NEAR(std::ranges::find(made, K::Attention, &Operator::kind)->time.si(),
         3 * (std::max(9 * 32 / 200.0, 2.24) + 27 * 32 / 200.0 + 13 * 32 / 200.0), 1e-14);
    // Decode has no mask.
    const Scenario exact = dense();
    NEAR(evaluate(s).decode.perToken.si(), evaluate(exact).decode.perToken.si(), 1e-15);
}

void OperatorsTest::readsOnceWithoutBlocks() {
    Scenario s = dense();
    s.conventions.attentionBlock = 0;
    auto rows = wholePrefill();
    rows[3].passes = {{28 * 32, 7 * 16 + 7 * 48}};
    PREFILL_IS(s, rows);
    s.conventions.attentionBlock = 100; // longer than the pass: the same
    PREFILL_IS(s, rows);
    s.conventions.attentionBlock = 1; // every query by itself: as many tokens as pairs
    rows[3].passes = {{28 * 32, 28 * 16 + 7 * 48}};
    PREFILL_IS(s, rows);
}

void OperatorsTest::computesEveryHead() {
    Scenario s = dense();
    s.conventions.head = HeadPositions::All;
    auto rows = wholePrefill();
    rows.back().passes = {{7 * 256, 256 + 7 * 48}};
    PREFILL_IS(s, rows);
    s.prefillChunk = Tokens(3.0); // in each chunk
    const auto made = Costs(s).prefillOperators(s.context);
    const auto head = std::ranges::find(made, K::Head, &Operator::kind);
    QCOMPARE(head->flop.si(), 7 * 256.0);
    QCOMPARE(head->bytes.si(), 3 * 256 + 7 * 48.0);
}

void OperatorsTest::scalesWithEfficiency() {
    // Prefill's fraction is of the FLOP/s and decode's of the bandwidth, in both phases.
    Scenario s = dense();
    s.efficiency.prefill = 0.5;
    s.efficiency.decode = 0.25;
    PREFILL_IS(s, wholePrefill());
    const Estimate e = evaluate(s);
    NEAR(e.prefill.attentionTime.si(), 3 * 6.4 / 0.25, 1e-14);
    // 480 B now take 19.2 s beside 17.92 s for 1792 FLOP; 352 B 14.08, 1136 B 45.44, 304 B 12.16.
    NEAR(e.prefill.linearTime.si(), 3 * (19.2 + 14.08 + 45.44) + 12.16, 1e-14);
}

void OperatorsTest::dividesOverTwoGpus() {
    // Each GPU: half of every matrix, 2 query heads on 1 KV head. Norms, rows of the table and the residual stream are
    // on both. An all-reduce moves 2 · 1/2 · 8 · 2 = 16 B a token at 50 B/s; two a layer.
    Scenario s = dense();
    s.deployment.plan.tensor = 2;
    auto rows = wholePrefill();
    rows[2].passes = {{7 * 128, 128 + 7 * (8 + 4) * 2}};
    rows[3].passes = {{28 * 16, 19 * 8 + 7 * (16 + 8)}};
    rows[4].passes = {{7 * 64, 64 + 7 * (4 + 8) * 2}};
    rows[5].passes = {{7 * 288, 288 + 7 * (16 + 12) * 2}};
    rows[7].passes = {{128, 128 + (8 + 8) * 2}};
    rows.push_back({K::Collectives, 0, 3 * 2, {{0, 7 * 16, 7 * 16 / 50.0}}});
    PREFILL_IS(s, rows);
    const Estimate e = evaluate(s);
    QCOMPARE(e.prefill.linearFlop.si(), 3 * 7.0 * (256 + 128 + 576) + 256); // no more work in all
    QCOMPARE(e.memory.cachePerToken.si(), 48.0);
    NEAR(e.prefill.otherTime.si(), 2.24 + 3 * 4.8 + 2.4 + 13.44, 1e-14);
    // Each step of the ring waits: 2·(g − 1) = 2 steps.
    s.deployment.hopLatency = Seconds(0.125);
    rows.back().passes = {{0, 7 * 16, 7 * 16 / 50.0 + 2 * 0.125}};
    PREFILL_IS(s, rows);
    s.prefillChunk = Tokens(3.0); // and in every pass
    const auto made = Costs(s).prefillOperators(s.context);
    NEAR(std::ranges::find(made, K::Collectives, &Operator::kind)->time.si(), 6 * (7 * 16 / 50.0 + 3 * 2 * 0.125),
         1e-14);
    s.efficiency.interconnect = 0.5;
    NEAR(evaluate(s).decode.otherTime.si(), 0.32 + 3 * 0.96 + 0.48 + 6 * (16 / 25.0 + 0.25), 1e-14);
}

void OperatorsTest::replicatesKeysAndValues() {
    // Four GPUs for two KV heads: one query head and one whole KV head each, so the cache is twice as large in all.
    Scenario s = dense();
    s.deployment.plan.tensor = 4;
    s.batch = 2;
    DECODE_IS(s, (std::vector<Row>{{K::Embedding, -1, 1, {{0, 2 * 32}}},
                                   {K::Norms, 0, 3, {{0, 32 + 2 * 64}}},
                                   {K::Projections, 0, 3, {{2 * 64, 64 + 2 * (8 + 2) * 2}}},
                                   {K::Attention, 0, 3, {{2 * 7 * 8, 2 * (7 * 8 + 8 + 8)}}},
                                   {K::Output, 0, 3, {{2 * 32, 32 + 2 * (2 + 8) * 2}}},
                                   {K::FeedForward, 0, 3, {{2 * 144, 144 + 2 * (16 + 6) * 2}}},
                                   {K::Collectives, 0, 6, {{0, 2 * 24, 2 * 24 / 50.0}}}, // 2 · 3/4 · 16 B a token
                                   {K::Norms, -1, 1, {{0, 16 + 2 * 32}}},
                                   {K::Head, -1, 1, {{2 * 64, 64 + 2 * (8 + 4) * 2}}}}));
    const Estimate e = evaluate(s);
    QCOMPARE(e.memory.cachePerToken.si(), 96.0);
    QCOMPARE(e.memory.weights.si(), 2.0 * (3 * 496 + 256 + 8)); // weights are divided, not replicated
    // Each GPU sends its part over its own link: 7 · 24 B at 10 B/s out, and in.
    NEAR(e.contextSwitch.time.si(), 2 * 7 * 24 / 10.0, 1e-14);
    // Heads are whole: three GPUs hold 2, 2 and 2 query heads of 4, as the busiest does, and a KV head each.
    s.deployment.plan.tensor = 3;
    QCOMPARE(evaluate(s).memory.cachePerToken.si(), 72.0);
    const auto made = Costs(s).decodeOperators(s.context);
    NEAR(std::ranges::find(made, K::Attention, &Operator::kind)->flop.si(), 3 * (3 * 2.0 * 7 * 16), 1e-14);
}

void OperatorsTest::savesWhatCompressionSaves() {
    // Every axis: bytes kept and read. Layer: attention FLOP as well. 2 · 3 · 4 · 5 = 120 in all.
    Scenario s = dense();
    s.compression = {.layer = 2, .head = 3, .token = 4, .hidden = 5};
    auto rows = wholePrefill();
    rows[3].passes = {{28 * 16, 19 * 16 / 120.0 + 7 * (32 + 16 / 120.0)}};
    PREFILL_IS(s, rows);
    const Estimate e = evaluate(s);
    NEAR(e.memory.cachePerToken.si(), 48 / 120.0, 1e-14);
    NEAR(e.decode.cacheTime.si(), 3 * std::max(7 * 16 / 200.0, (7 * 16 / 120.0 + 32 + 16 / 120.0) / 100), 1e-14);
    NEAR(e.prefill.linearFlop.si(), evaluate(dense()).prefill.linearFlop.si(), 1e-15);
    // Switched off, nothing is saved; after the prefill, nothing before.
    s.compression.layerSaves = s.compression.headSaves = s.compression.hiddenSaves = {.kept = false, .read = false};
    s.compression.tokenSaves.afterPrefill = true;
    PREFILL_IS(s, wholePrefill());
    const Estimate later = evaluate(s);
    NEAR(later.memory.cachePerToken.si(), 48 / 4.0, 1e-14);
    NEAR(later.memory.activations.si(), 7 * 80 + 7 * 36.0, 1e-14);
    NEAR(later.decode.cacheTime.si(), 3 * std::max(7 * 32 / 200.0, (7 * 16 / 4.0 + 32 + 16 / 4.0) / 100), 1e-14);
    // Seven tokens dropped to four before it, by a method that needs no whole prefill; and to whole ones at any ratio.
    s.compression = {.token = 1.75};
    s.compression.tokenSaves.prefill = s.compression.tokenBeforePrefill = true;
    Scenario four = dense();
    four.context = Tokens(4.0);
    const Estimate dropped = evaluate(s);
    NEAR(dropped.prefill.time.si(), evaluate(four).prefill.time.si(), 1e-14);
    NEAR(dropped.memory.activations.si(), evaluate(four).memory.activations.si(), 1e-14);
    NEAR(dropped.memory.cachePerUser.si(), evaluate(four).memory.cachePerUser.si(), 1e-14);
    s.compression.token = 2;
    NEAR(evaluate(s).prefill.time.si(), evaluate(four).prefill.time.si(), 1e-14);
}

void OperatorsTest::holdsActivations() {
    // Of a token: the residual stream and its norm, 16 elements, and the wider of queries, outputs, keys and values,
    // 8 + 8 + 8, and gate and up, 24: 40 · 2 = 80 B. Logits: 16 · 4 B a user.
    Scenario s = dense();
    QCOMPARE(evaluate(s).memory.activations.si(), 7 * 80.0);
    s.prefillChunk = Tokens(3.0);
    QCOMPARE(evaluate(s).memory.activations.si(), 3 * 80.0);
    s.batch = 5; // a decode step has more tokens than a chunk
    QCOMPARE(evaluate(s).memory.activations.si(), 5 * 80.0);
    s.architecture.vocabulary = 40; // 160 B a user
    QCOMPARE(evaluate(s).memory.activations.si(), 5 * 160.0);
    s.prefillChunk = Tokens(7.0);
    QCOMPARE(evaluate(s).memory.activations.si(), 800.0); // 7 · 80 is less
    s.conventions.head = HeadPositions::All;
    QCOMPARE(evaluate(s).memory.activations.si(), 7 * 160.0);
    // The residual stream is on both GPUs, the rest is divided.
    Scenario two = dense();
    two.deployment.plan.tensor = 2;
    QCOMPARE(evaluate(two).memory.activations.si(), 2 * 7 * (16 + 12) * 2.0);
    const Memory m = evaluate(two).memory;
    QCOMPARE(m.demand.si(), m.weights.si() + m.activations.si() + 336);
    NEAR(m.ceiling, (2e5 - m.weights.si() - m.activations.si()) / 336, 1e-14);
}

void OperatorsTest::extraMatricesAndParallelBlocks() {
    // 10 elements used once a token, 4 of vectors, and one norm of 8: the rest is as it was.
    Scenario s = dense();
    LayerGroup& group = s.architecture.groups.front();
    group.norms = 1;
    group.extraMatrices = 10;
    group.extraVectors = 4;
    auto rows = wholePrefill();
    rows[1].passes = {{0, 24 + 7 * 32}};
    rows.insert(rows.begin() + 2,
                {K::Projections, 0, 3, {{7 * 20, 20 + 7 * 32}}}); // the stream in and out: 2 · 8 · 2 B
    PREFILL_IS(s, rows);
}

void OperatorsTest::layersWithoutOnePart() {
    // A layer of attention alone and one of a feed-forward alone: one all-reduce each.
    Scenario s = test::smallScenario(
        {{.layers = 1, .attention = test::smallHeads(), .feedForward = {.kind = FeedForwardKind::None}, .norms = 1},
         {.layers = 1,
          .attention = {.kind = AttentionKind::None},
          .feedForward = {.intermediate = 12, .gated = false},
          .norms = 1}});
    auto rows = wholePrefill();
    for (Row& row : rows) row.layers = 1;
    rows[1].passes = {{0, 16 + 7 * 32}};
    rows.push_back({K::Norms, 1, 1, {{0, 16 + 7 * 32}}});
    rows[5] = {K::FeedForward, 1, 1, {{7 * 384, 384 + 7 * 80}}}; // two matrices
    PREFILL_IS(s, rows);
    s.deployment.plan.tensor = 2;
    const auto made = Costs(s).prefillOperators(s.context);
    for (int group = 0; group < 2; ++group) {
        const auto reduced = std::ranges::find_if(
            made, [&](const Operator& op) { return op.kind == K::Collectives && op.group == group; });
        QVERIFY(reduced != made.end());
        NEAR(reduced->time.si(), 7 * 16 / 50.0, 1e-14);
        NEAR(reduced->bytes.si(), 2 * 7 * 16.0, 1e-14);
    }
}

void OperatorsTest::namesItsOperators() {
    QCOMPARE(test::shown(operatorName(K::Embedding)), "embedding");
    QCOMPARE(test::shown(operatorName(K::Recurrence)), "recurrence");
    QCOMPARE(test::shown(operatorName(K::Router)), "router");
    QCOMPARE(test::shown(operatorName(K::Experts)), "routed experts");
    QCOMPARE(test::shown(operatorName(K::Collectives)), "all-reduces");
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::OperatorsTest)
#include "operators_test.moc"
