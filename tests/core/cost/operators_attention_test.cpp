// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/costs.h"

#include "core/cost/hand_worked.h"
#include "registry.h"

#include <QTest>

// Each kind of attention but the full one, operator by operator, on the small machine: seven tokens, in blocks of two
// queries. The feed-forward is left out. Of every model remain, for t tokens:
//   embedding t · 32 B; norms of a layer (one of 8) 16 B + t · 32 B; last norm the same; head 256 FLOP, 304 B.

namespace longpeak {
namespace {

using test::Pass;
using test::Row;
using K = OperatorKind;

Scenario attention(double layers, const Attention& kind) {
    return test::smallScenario(
        {{.layers = layers, .attention = kind, .feedForward = {.kind = FeedForwardKind::None}, .norms = 1}});
}

/// The rows that do not depend on the kind, for passes of that many tokens of one user; `vectors`: elements beside
/// the norm.
std::vector<Row> around(double layers, const std::vector<double>& passes, double vectors = 0) {
    std::vector<Row> rows{
        {K::Embedding, -1, 1, {}}, {K::Norms, 0, layers, {}}, {K::Norms, -1, 1, {}}, {K::Head, -1, 1, {{256, 304}}}};
    for (const double tokens : passes) {
        rows[0].passes.push_back({0, tokens * 32});
        rows[1].passes.push_back({0, (8 + vectors) * 2 + tokens * 32});
        rows[2].passes.push_back({0, 16 + tokens * 32});
    }
    return rows;
}

/// The same for a decode step of two users.
std::vector<Row> aroundTwo(double layers, double vectors = 0) {
    auto rows = around(layers, {2}, vectors);
    rows[3].passes = {{2 * 256, 256 + 2 * 48}};
    return rows;
}

std::vector<Row> operator+(std::vector<Row> rows, std::vector<Row> more) {
    rows.insert(rows.end(), more.begin(), more.end());
    return rows;
}

/// Seven tokens in chunks of 3, 3 and 1.
Scenario inChunks(Scenario s) {
    s.prefillChunk = Tokens(3.0);
    return s;
}

Scenario ofTwo(Scenario s) {
    s.batch = 2;
    return s;
}

class OperatorsAttentionTest : public QObject {
    Q_OBJECT

private slots:
    void window();
    void windowOfTheWholeContext();
    void windowKeepsItsCache();
    void chunked();
    void sharedCache();
    void latent();
    void latentsOnEveryGpu();
    void selectedLatent();
    void selectedFull();
    void sharedSelection();
    void recurrent();
    void keysWiderThanValues();
};

void OperatorsAttentionTest::window() {
    // The heads of the dense model (32 FLOP a pair, 16 B a cached token, 48 B a new one), looking back three tokens.
    // Pairs: 1 + 2 + 3 + 3 + 3 + 3 + 3 = 18. Blocks of two read what either sees, 4 at most: 2, 4, 4; the last query 3.
    const Attention kind{.kind = AttentionKind::Window, .queryHeads = 4, .kvHeads = 2, .headDim = 2, .window = 3};
    const Scenario s = attention(2, kind);
    PREFILL_IS(s, around(2, {7}) + (std::vector<Row>{{K::Projections, 0, 2, {{7 * 256, 256 + 7 * 32}}},
                                                     {K::Attention, 0, 2, {{18 * 32, 13 * 16 + 7 * 48}}},
                                                     {K::Output, 0, 2, {{7 * 128, 128 + 7 * 32}}}}));
    // Pairs 1+2+3, 3+3+3, 3. Read: 2 and 3; 4 (3, 4, 5, of which the first sees 2 and 3) and 3; 3.
    const Scenario chunks = inChunks(s);
    const std::vector<Row> rows{
        {K::Projections, 0, 2, {{3 * 256, 256 + 3 * 32}, {3 * 256, 256 + 3 * 32}, {256, 256 + 32}}},
        {K::Attention, 0, 2, {{6 * 32, 5 * 16 + 3 * 48}, {9 * 32, 7 * 16 + 3 * 48}, {3 * 32, 3 * 16 + 48}}},
        {K::Output, 0, 2, {{3 * 128, 128 + 3 * 32}, {3 * 128, 128 + 3 * 32}, {128, 128 + 32}}}};
    PREFILL_IS(chunks, around(2, {3, 3, 1}) + rows);
    const Scenario two = ofTwo(s);
    DECODE_IS(two, aroundTwo(2) + (std::vector<Row>{{K::Projections, 0, 2, {{2 * 256, 256 + 2 * 32}}},
                                                    {K::Attention, 0, 2, {{2 * 3 * 32, 2 * (3 * 16 + 48)}}},
                                                    {K::Output, 0, 2, {{2 * 128, 128 + 2 * 32}}}}));
}

void OperatorsAttentionTest::windowOfTheWholeContext() {
    // A window that holds all there is costs what full attention costs, the whole square too.
    for (const double window : {7.0, 8.0, 1000.0})
        for (const CausalMask mask : {CausalMask::Exact, CausalMask::Full})
            for (const double chunk : {0.0, 1.0, 3.0}) {
                Scenario full = attention(1, test::smallHeads());
                full.conventions.causal = mask;
                full.prefillChunk = Tokens(chunk);
                Scenario bounded = full;
                bounded.architecture.groups.front().attention.kind = AttentionKind::Window;
                bounded.architecture.groups.front().attention.window = window;
                NEAR(evaluate(bounded).prefill.time.si(), evaluate(full).prefill.time.si(), 1e-14);
                NEAR(evaluate(bounded).prefill.attentionFlop.si(), evaluate(full).prefill.attentionFlop.si(), 1e-14);
                NEAR(evaluate(bounded).decode.perToken.si(), evaluate(full).decode.perToken.si(), 1e-14);
            }
    // Beyond it, the square is that of n tokens which see the window: 7 · 3 pairs, in chunks 9 and 9 and 3.
    Scenario s = attention(1,
                           {.kind = AttentionKind::Window, .queryHeads = 4, .kvHeads = 2, .headDim = 2, .window = 3});
    s.conventions.causal = CausalMask::Full;
    for (const double chunk : {0.0, 1.0, 2.0, 3.0, 5.0}) {
        s.prefillChunk = Tokens(chunk);
        NEAR(evaluate(s).prefill.attentionFlop.si(), 21 * 32.0, 1e-14);
    }
}

void OperatorsAttentionTest::windowKeepsItsCache() {
    // 16 B a token: three of them where the window is kept, all where an engine reserves the full length.
    Scenario s = attention(2,
                           {.kind = AttentionKind::Window, .queryHeads = 4, .kvHeads = 2, .headDim = 2, .window = 3});
    QCOMPARE(evaluate(s).memory.cachePerUser.si(), 2 * 3 * 16.0);
    QCOMPARE(evaluate(s).memory.cachePerToken.si(), 0.0); // no more for one more token
    QCOMPARE(OperatorModel(s).cache(Tokens(2.0)).si(), 2 * 2 * 16.0);
    // Activations of a whole prompt end it, (16 + 24)·2 B a token beside 1328 B of weights: (1e5 − 1328 − 96) / 80 = 1232.2.
    QCOMPARE(evaluate(s).memory.maxContext.si(), 1232.0);
    QCOMPARE(evaluate(inChunks(s)).memory.maxContext.si(), unlimitedContext.si());
    s.conventions.window = WindowCache::Full;
    QCOMPARE(evaluate(s).memory.cachePerUser.si(), 2 * 7 * 16.0);
    QCOMPARE(evaluate(s).memory.cachePerToken.si(), 2 * 16.0);
    // What is reserved is not read.
    const double read = evaluate(s).decode.bytes.si();
    s.conventions.window = WindowCache::Window;
    QCOMPARE(evaluate(s).decode.bytes.si(), read);
}

void OperatorsAttentionTest::chunked() {
    // Counted as the window that is its upper bound.
    const Attention window{.kind = AttentionKind::Window, .queryHeads = 4, .kvHeads = 2, .headDim = 2, .window = 3};
    Attention chunked = window;
    chunked.kind = AttentionKind::Chunked;
    for (const Scenario& s : {attention(2, chunked), inChunks(attention(2, chunked)), ofTwo(attention(2, chunked))}) {
        Scenario same = s;
        same.architecture.groups.front().attention = window;
        const Estimate a = evaluate(s);
        QVERIFY(a.memory == evaluate(same).memory);
        QVERIFY(a.prefill == evaluate(same).prefill);
        QVERIFY(a.decode == evaluate(same).decode);
    }
    QCOMPARE(evaluate(attention(2, chunked)).prefill.attentionFlop.si(), 2 * 18 * 32.0);
}

void OperatorsAttentionTest::sharedCache() {
    // One layer with a cache and two that read it again: they project queries only (8·8 = 64 elements), write nothing,
    // keep nothing.
    Scenario s = attention(1, test::smallHeads());
    s.architecture.groups.push_back(s.architecture.groups.front());
    s.architecture.groups.back().layers = 2;
    s.architecture.groups.back().attention.shared = true;
    const std::vector<Row> rows{
        {K::Projections, 0, 1, {{7 * 256, 256 + 7 * 32}}}, {K::Attention, 0, 1, {{28 * 32, 19 * 16 + 7 * 48}}},
        {K::Output, 0, 1, {{7 * 128, 128 + 7 * 32}}},      {K::Norms, 1, 2, {{0, 16 + 7 * 32}}},
        {K::Projections, 1, 2, {{7 * 128, 128 + 7 * 32}}}, {K::Attention, 1, 2, {{28 * 32, 19 * 16 + 7 * 32}}},
        {K::Output, 1, 2, {{7 * 128, 128 + 7 * 32}}}};
    PREFILL_IS(s, around(1, {7}) + rows);
    const std::vector<Row> step{
        {K::Projections, 0, 1, {{2 * 256, 256 + 2 * 32}}}, {K::Attention, 0, 1, {{2 * 7 * 32, 2 * (7 * 16 + 48)}}},
        {K::Output, 0, 1, {{2 * 128, 128 + 2 * 32}}},      {K::Norms, 1, 2, {{0, 16 + 2 * 32}}},
        {K::Projections, 1, 2, {{2 * 128, 128 + 2 * 32}}}, {K::Attention, 1, 2, {{2 * 7 * 32, 2 * (7 * 16 + 32)}}},
        {K::Output, 1, 2, {{2 * 128, 128 + 2 * 32}}}};
    const Scenario two = ofTwo(s);
    DECODE_IS(two, aroundTwo(1) + step);
    QCOMPARE(evaluate(s).memory.cachePerUser.si(), 7 * 16.0); // of one layer
}

/// Two heads; queries of rank 3, latents of rank 4; two elements without position and one with, values of two.
Attention smallLatent() {
    return {.kind = AttentionKind::Latent,
            .queryHeads = 2,
            .kvHeads = 1,
            .valueDim = 2,
            .latent = {.queryRank = 3, .kvRank = 4, .nopeDim = 2, .ropeDim = 1}};
}

void OperatorsAttentionTest::latent() {
    // Projections: 8·3 + 3·2·3 = 42 of queries, 8·(4 + 1) = 40 of latents, 4·2·(2 + 2) = 32 of keys and values: 114
    // elements, 228 FLOP a token. Expanded in prefill: 2 · 2 · (3 + 2) = 20 FLOP a pair, which is H(d_nope + d_rope + d_v)
    // = 10 of n², and 2 · 5 · 2 = 20 B a token read. Absorbed in decode: 2 · 2 · (2·4 + 1) = 36 FLOP and 5 · 2 = 10 B a
    // cached token. Queries and outputs 2·(3 + 2)·2 = 20 B a token, latents 10 B. Output: 2·2·8 = 32 elements.
    // Norms of the latents: 3 + 4 elements.
    const Scenario s = attention(2, smallLatent());
    PREFILL_IS(s, around(2, {7}, 7) + (std::vector<Row>{{K::Projections, 0, 2, {{7 * 228, 228 + 7 * (8 + 6) * 2}}},
                                                        {K::Attention, 0, 2, {{28 * 20, 19 * 20 + 7 * 30}}},
                                                        {K::Output, 0, 2, {{7 * 64, 64 + 7 * (4 + 8) * 2}}}}));
    const std::vector<Row> rows{
        {K::Projections, 0, 2, {{3 * 228, 228 + 3 * 28}, {3 * 228, 228 + 3 * 28}, {228, 228 + 28}}},
        {K::Attention, 0, 2, {{6 * 20, 5 * 20 + 3 * 30}, {15 * 20, 11 * 20 + 3 * 30}, {7 * 20, 7 * 20 + 30}}},
        {K::Output, 0, 2, {{3 * 64, 64 + 3 * 24}, {3 * 64, 64 + 3 * 24}, {64, 64 + 24}}}};
    const Scenario chunks = inChunks(s);
    PREFILL_IS(chunks, around(2, {3, 3, 1}, 7) + rows);
    const Scenario two = ofTwo(s);
    DECODE_IS(two, aroundTwo(2, 7) + (std::vector<Row>{{K::Projections, 0, 2, {{2 * 228, 228 + 2 * 28}}},
                                                       {K::Attention, 0, 2, {{2 * 7 * 36, 2 * (7 * 10 + 30)}}},
                                                       {K::Output, 0, 2, {{2 * 64, 64 + 2 * 24}}}}));
    QCOMPARE(evaluate(s).memory.cachePerToken.si(), 2 * 10.0);
    // Without a rank of their own the queries are one matrix: 8·2·3 = 48 elements.
    Attention direct = smallLatent();
    direct.latent.queryRank = 0;
    PREFILL_IS(attention(2, direct),
               around(2, {7}, 4) + (std::vector<Row>{{K::Projections, 0, 2, {{7 * 240, 240 + 7 * 28}}},
                                                     {K::Attention, 0, 2, {{28 * 20, 19 * 20 + 7 * 30}}},
                                                     {K::Output, 0, 2, {{7 * 64, 64 + 7 * 24}}}}));
}

void OperatorsAttentionTest::latentsOnEveryGpu() {
    // One head each, the latent on both: each reads 10 B of a cached token, and the cache is twice as large in all.
    Scenario s = ofTwo(attention(2, smallLatent()));
    s.deployment.plan.tensor = 2;
    auto rows = aroundTwo(2, 7);
    rows[3].passes = {{2 * 128, 128 + 2 * 32}};
    DECODE_IS(s, rows + (std::vector<Row>{{K::Projections, 0, 2, {{2 * 114, 114 + 2 * (8 + 3) * 2}}},
                                          {K::Attention, 0, 2, {{2 * 7 * 18, 2 * (7 * 10 + 10 + 10)}}},
                                          {K::Output, 0, 2, {{2 * 32, 32 + 2 * (2 + 8) * 2}}},
                                          {K::Collectives, 0, 2, {{0, 2 * 16, 2 * 16 / 50.0}}}}));
    QCOMPARE(evaluate(s).memory.cachePerToken.si(), 2 * 2 * 10.0);
}

/// An indexer of two heads of two, which lets attention see the best three tokens.
Selection smallSelection() {
    return {.tokens = 3, .heads = 2, .headDim = 2};
}

void OperatorsAttentionTest::selectedLatent() {
    // Its projections, from the rank of the queries: 3·2·2 + 8·(2 + 2) = 44 elements beside the 114. It scores every
    // pair with 2·2·2 = 8 FLOP and reads keys of 4 B; a token has 8 B of its queries and a key. Attention sees three:
    // 18 pairs; blocks read 2, 3, 3 and the last query 3.
    Attention kind = smallLatent();
    kind.selection = smallSelection();
    const Scenario s = attention(2, kind);
    PREFILL_IS(s, around(2, {7}, 7) + (std::vector<Row>{{K::Projections, 0, 2, {{7 * 316, 316 + 7 * 28}}},
                                                        {K::Attention, 0, 2, {{18 * 20, 11 * 20 + 7 * 30}}},
                                                        {K::Indexer, 0, 2, {{28 * 8, 19 * 4 + 7 * 12}}},
                                                        {K::Output, 0, 2, {{7 * 64, 64 + 7 * 24}}}}));
    const std::vector<Row> rows{
        {K::Projections, 0, 2, {{3 * 316, 316 + 3 * 28}, {3 * 316, 316 + 3 * 28}, {316, 316 + 28}}},
        {K::Attention, 0, 2, {{6 * 20, 5 * 20 + 3 * 30}, {9 * 20, 6 * 20 + 3 * 30}, {3 * 20, 3 * 20 + 30}}},
        {K::Indexer, 0, 2, {{6 * 8, 5 * 4 + 3 * 12}, {15 * 8, 11 * 4 + 3 * 12}, {7 * 8, 7 * 4 + 12}}},
        {K::Output, 0, 2, {{3 * 64, 64 + 3 * 24}, {3 * 64, 64 + 3 * 24}, {64, 64 + 24}}}};
    const Scenario chunks = inChunks(s);
    PREFILL_IS(chunks, around(2, {3, 3, 1}, 7) + rows);
    const Scenario two = ofTwo(s);
    DECODE_IS(two, aroundTwo(2, 7) + (std::vector<Row>{{K::Projections, 0, 2, {{2 * 316, 316 + 2 * 28}}},
                                                       {K::Attention, 0, 2, {{2 * 3 * 36, 2 * (3 * 10 + 30)}}},
                                                       {K::Indexer, 0, 2, {{2 * 7 * 8, 2 * (7 * 4 + 12)}}},
                                                       {K::Output, 0, 2, {{2 * 64, 64 + 2 * 24}}}}));
    QCOMPARE(evaluate(s).memory.cachePerToken.si(), 2 * (10 + 4.0)); // latents, and keys of the indexer
    QCOMPARE(evaluate(s).prefill.attentionFlop.si(), 2 * (18 * 20 + 28 * 8.0));
    // Index keys stand on every GPU, its heads are divided.
    Scenario gpus = two;
    gpus.deployment.plan.tensor = 2;
    QCOMPARE(evaluate(gpus).memory.cachePerToken.si(), 2 * 2 * (10 + 4.0));
    const auto made = Costs(gpus).decodeOperators(gpus.context);
    const auto indexer = std::ranges::find(made, K::Indexer, &Operator::kind);
    QCOMPARE(indexer->flop.si(), 2 * 2 * 7 * 8.0);
    QCOMPARE(indexer->bytes.si(), 2 * (2 * 2 * (7 * 4 + 4 + 4.0)));
}

void OperatorsAttentionTest::selectedFull() {
    // Of heads with keys and values the indexer starts at the residual stream: 8·2·2 + 8·(2 + 2) = 64 elements.
    Attention kind = test::smallHeads();
    kind.selection = smallSelection();
    PREFILL_IS(attention(1, kind),
               around(1, {7}) + (std::vector<Row>{{K::Projections, 0, 1, {{7 * 384, 384 + 7 * 32}}},
                                                  {K::Attention, 0, 1, {{18 * 32, 11 * 16 + 7 * 48}}},
                                                  {K::Indexer, 0, 1, {{28 * 8, 19 * 4 + 7 * 12}}},
                                                  {K::Output, 0, 1, {{7 * 128, 128 + 7 * 32}}}}));
    QCOMPARE(evaluate(attention(1, kind)).memory.cachePerToken.si(), 16 + 4.0);
}

void OperatorsAttentionTest::sharedSelection() {
    // A layer that reads another's cache reads its index keys too: it makes none (8·2 elements less, no keys and values),
    // writes none and keeps none.
    Attention kind = test::smallHeads();
    kind.selection = smallSelection();
    kind.shared = true;
    PREFILL_IS(attention(1, kind),
               around(1, {7}) + (std::vector<Row>{{K::Projections, 0, 1, {{7 * (128 + 96), 128 + 96 + 7 * 32}}},
                                                  {K::Attention, 0, 1, {{18 * 32, 11 * 16 + 7 * 32}}},
                                                  {K::Indexer, 0, 1, {{28 * 8, 19 * 4 + 7 * 8}}},
                                                  {K::Output, 0, 1, {{7 * 128, 128 + 7 * 32}}}}));
    QCOMPARE(OperatorModel(attention(1, kind)).cache(Tokens(7.0)).si(), 0.0);
}

void OperatorsAttentionTest::recurrent() {
    // 10 columns read the stream, 5 elements stand in between: 85 elements; 6 rows write it: 48. The state of 20
    // elements of 4 B is read and written once a pass and user, and costs 6 FLOP an element and token; 10 elements of
    // a token go in and 6 come out: 32 B. 7 elements of vectors.
    const Attention kind{.kind = AttentionKind::Recurrent,
                         .recurrence = {.inputWidth = 10,
                                        .outputWidth = 6,
                                        .innerMatrices = 5,
                                        .vectors = 7,
                                        .state = 20,
                                        .stateBytes = 4,
                                        .flopPerStateElement = 6}};
    const Scenario s = attention(2, kind);
    PREFILL_IS(s, around(2, {7}, 7) + (std::vector<Row>{{K::Projections, 0, 2, {{7 * 170, 170 + 7 * (8 + 10) * 2}}},
                                                        {K::Recurrence, 0, 2, {{7 * 120, 7 * 32 + 160}}},
                                                        {K::Output, 0, 2, {{7 * 96, 96 + 7 * (6 + 8) * 2}}}}));
    const std::vector<Row> rows{
        {K::Projections, 0, 2, {{3 * 170, 170 + 3 * 36}, {3 * 170, 170 + 3 * 36}, {170, 170 + 36}}},
        {K::Recurrence, 0, 2, {{3 * 120, 3 * 32 + 160}, {3 * 120, 3 * 32 + 160}, {120, 32 + 160}}},
        {K::Output, 0, 2, {{3 * 96, 96 + 3 * 28}, {3 * 96, 96 + 3 * 28}, {96, 96 + 28}}}};
    const Scenario chunks = inChunks(s);
    PREFILL_IS(chunks, around(2, {3, 3, 1}, 7) + rows);
    Scenario two = ofTwo(s);
    const auto step = aroundTwo(2, 7) + (std::vector<Row>{{K::Projections, 0, 2, {{2 * 170, 170 + 2 * 36}}},
                                                          {K::Recurrence, 0, 2, {{2 * 120, 2 * 32 + 2 * 160}}},
                                                          {K::Output, 0, 2, {{2 * 96, 96 + 2 * 28}}}});
    DECODE_IS(two, step);
    two.context = Tokens(70000.0); // whatever the context
    DECODE_IS(two, step);
    QCOMPARE(evaluate(two).memory.cachePerUser.si(), 2 * 20 * 4.0);
    QCOMPARE(evaluate(two).memory.cachePerToken.si(), 0.0);
    // The state is divided between GPUs, and no compression of caches makes it smaller.
    two.deployment.plan.tensor = 2;
    two.compression.head = 4;
    QCOMPARE(evaluate(two).memory.cachePerUser.si(), 2 * 20 * 4.0);
    NEAR(evaluate(two).decode.cacheTime.si(), 2 * std::max(2 * 60 / 200.0, (2 * 16 + 2 * 80) / 100.0), 1e-14);
}

void OperatorsAttentionTest::keysWiderThanValues() {
    // Keys of 2 and values of 3, an output gate, biases and norms on queries and keys. Projections: 8·4·2 + 8·2·(2 + 3) +
    // the gate's 8·4·3 = 240 elements; a token brings 8 + 12 elements out. A pair: 2 · 4 · 5 = 40 FLOP; a cached token
    // 2·5·2 = 20 B; queries and outputs 4·5·2 = 40 B. Output: 12·8 = 96 elements. Vectors: 4·2 + 2·5 biases, 2·2 norms.
    Attention kind = test::smallHeads();
    kind.valueDim = 3;
    kind.outputGate = kind.queryKeyValueBias = kind.queryKeyNorm = true;
    PREFILL_IS(attention(1, kind),
               around(1, {7}, 22) + (std::vector<Row>{{K::Projections, 0, 1, {{7 * 480, 480 + 7 * (8 + 20) * 2}}},
                                                      {K::Attention, 0, 1, {{28 * 40, 19 * 20 + 7 * 60}}},
                                                      {K::Output, 0, 1, {{7 * 192, 192 + 7 * (12 + 8) * 2}}}}));
    // One projection for keys and values: 8·2·2 instead of 8·2·4 elements; both are cached all the same.
    Attention same = test::smallHeads();
    same.keyIsValue = true;
    PREFILL_IS(attention(1, same),
               around(1, {7}) + (std::vector<Row>{{K::Projections, 0, 1, {{7 * 192, 192 + 7 * 32}}},
                                                  {K::Attention, 0, 1, {{28 * 32, 19 * 16 + 7 * 48}}},
                                                  {K::Output, 0, 1, {{7 * 128, 128 + 7 * 32}}}}));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::OperatorsAttentionTest)
#include "operators_attention_test.moc"
