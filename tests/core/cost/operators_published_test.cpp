// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/costs.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

// The operators model on published models: totals that are known, kernels that it must bound, and the paper's closed form
// where both mean the same.

namespace longpeak {
namespace {

using test::catalogue;
using test::with;
using K = OperatorKind;

Scenario byOperators(Scenario s) {
    s.costModel = CostModel::Operators;
    return s;
}

/// 61 layers, the first three dense; arXiv:2412.19437, section 4.2.
Model deepSeekV3() {
    const Attention latent{.kind = AttentionKind::Latent,
                           .queryHeads = 128,
                           .kvHeads = 1,
                           .valueDim = 128,
                           .latent = {.queryRank = 1536, .kvRank = 512, .nopeDim = 128, .ropeDim = 64}};
    Model model;
    model.architecture.hidden = 7168;
    model.architecture.vocabulary = 129280;
    model.architecture.groups = {{.layers = 3, .attention = latent, .feedForward = {.intermediate = 18432}},
                                 {.layers = 58,
                                  .attention = latent,
                                  .feedForward = {.kind = FeedForwardKind::Mixture,
                                                  .intermediate = 2048,
                                                  .experts = 256,
                                                  .active = 8,
                                                  .sharedIntermediate = 2048}}};
    return model;
}

Scenario onH100(const Model& model, double gpus) {
    Scenario s = byOperators(test::paper50k());
    chooseModel(s, model);
    chooseAccelerator(s, *catalogue().accelerator("h100-sxm"));
    s.deployment.plan.tensor = gpus;
    return s;
}

double timeOf(const std::vector<Operator>& operators) {
    double sum = 0;
    for (const Operator& op : operators) sum += op.time.si();
    return sum;
}

const Operator& of(K kind, const std::vector<Operator>& operators) {
    return *std::ranges::find(operators, kind, &Operator::kind);
}

class OperatorsPublishedTest : public QObject {
    Q_OBJECT

private slots:
    void yiPrefill();
    void yiCausalAndSquare();
    void deepSeekSizes();
    void deepSeekAttention();
    void llamaCache();
    void operatorsAddUp_data();
    void operatorsAddUp();
    void boundsDenseAttentionKernels();
    void boundsSparseAttentionKernels();
    void boundsLatentDecodeKernels();
    void agreesWithThePaper_data();
    void agreesWithThePaper();
};

void OperatorsPublishedTest::yiPrefill() {
    // 50 000 tokens of Yi-34B. A layer's matrices: 2·7168² + 2·7168·1024 + 3·7168·20480 = 557 842 432 elements.
    //   matrices   2 · 60 · 557 842 432 · 50 000 = 3.347 055e15
    //   attention  4·56·128 = 28 672 FLOP a pair; 50 000 · 50 001 / 2 = 1 250 025 000 pairs: 60 · 3.584 072e13 = 2.150 443e15
    //   head       2 · 64 000 · 7168 = 9.2e8
    const Prefill p = evaluate(byOperators(test::paper50k())).prefill;
    const double flop = (p.linearFlop + p.attentionFlop).si();
    QVERIFY2(flop >= 5.49e15 && flop <= 5.51e15, qPrintable(test::decimals(flop, 0)));
    NEAR(flop, 2.0 * 60 * 557842432 * 50000 + 60.0 * 28672 * 1250025000 + 2.0 * 64000 * 7168, 1e-14);
    QVERIFY(p.bound == Bound::Compute);
    QVERIFY(p.time.si() >= flop / 312e12);  // 17.62 s at the least
    NEAR(p.time.si(), flop / 312e12, 0.01); // norms, the table, and short reads beside it
}

void OperatorsPublishedTest::yiCausalAndSquare() {
    // At 1M nearly all is attention: the square is almost twice as much, and 1.96 of the whole.
    Scenario s = with(byOperators(test::paper50k()), "context", 1e6);
    const Prefill exact = evaluate(s).prefill;
    s.conventions.causal = CausalMask::Full;
    const Prefill square = evaluate(s).prefill;
    NEAR(square.attentionFlop.si(), 60 * 28672 * 1e12, 1e-14);
    NEAR(square.attentionFlop / exact.attentionFlop, 2e6 / 1000001, 1e-12);
    QVERIFY(square.time / exact.time > 1.9 && square.time / exact.time < 2);
}

void OperatorsPublishedTest::deepSeekSizes() {
    // 671 B parameters in 16 bit: 1.342 TB. 61 layers · (512 + 64) elements · 2 B = 70 272 B a token.
    const Estimate e = evaluate(onH100(deepSeekV3(), 1));
    QCOMPARE(test::decimals(e.memory.weights.si() / 1e12, 3), "1.342");
    QCOMPARE(e.memory.cachePerToken.si(), 70272.0);
    // On eight GPUs the weights are divided and the latents are not.
    const Estimate eight = evaluate(onH100(deepSeekV3(), 8));
    NEAR(eight.memory.weights.si(), e.memory.weights.si(), 1e-14);
    QCOMPARE(eight.memory.cachePerToken.si(), 8 * 70272.0);
    // 37 B active (announced): a decode step of one user computes 2 FLOP for each, attention left out.
    const Scenario one = onH100(deepSeekV3(), 1);
    double flop = 0;
    for (const Operator& op : Costs(one).decodeOperators(one.context))
        if (op.kind != K::Attention) flop += op.flop.si();
    NEAR(flop, 2 * 36.6e9, 0.01); // 37 B with the input table, which is a gather
}

void OperatorsPublishedTest::deepSeekAttention() {
    // Prefill, expanded: H(d_nope + d_rope + d_v)·n(n + 1) = 128·320·n(n + 1). Decode, absorbed: 2·H(2·512 + 64)·n.
    Scenario s = with(onH100(deepSeekV3(), 1), "context", 128000);
    const auto prefill = Costs(s).prefillOperators(s.context);
    NEAR(of(K::Attention, prefill).flop.si(), 3 * 128 * 320.0 * 128000 * 128001, 1e-13);
    const auto decode = Costs(s).decodeOperators(s.context);
    NEAR(of(K::Attention, decode).flop.si(), 3 * 2 * 128 * 1088.0 * 128000, 1e-14);
    // 1152 B a token: the latents, read once for all heads; one written, queries of 192 and outputs of 128 a head.
    NEAR(of(K::Attention, decode).bytes.si(), 3 * (1152 * 128001.0 + 2 * 128 * 320), 1e-14);
    // 278 528 FLOP on 1152 B is 242 FLOP/B: just below the ridge of 295.
    QVERIFY(of(K::Attention, decode).bound == Bound::MemoryBandwidth);
}

void OperatorsPublishedTest::llamaCache() {
    // 80 layers · 2 · 8 heads · 128 · 2 B
    Scenario s = byOperators(test::paper50k());
    chooseModel(s, *catalogue().model("llama-3-70b"));
    QCOMPARE(evaluate(s).memory.cachePerToken.si(), 327680.0);
    s.deployment.plan.tensor = 8;
    QCOMPARE(evaluate(s).memory.cachePerToken.si(), 327680.0); // a head each
    s.deployment.plan.tensor = 16;
    QCOMPARE(evaluate(s).memory.cachePerToken.si(), 2 * 327680.0);
}

void OperatorsPublishedTest::operatorsAddUp_data() {
    QTest::addColumn<double>("gpus");
    QTest::addColumn<double>("batch");
    QTest::addColumn<double>("context");
    QTest::addColumn<double>("chunk");
    QTest::newRow("one") << 1.0 << 1.0 << 50000.0 << 8192.0;
    QTest::newRow("eight") << 8.0 << 64.0 << 131072.0 << 2048.0;
    QTest::newRow("at once") << 16.0 << 4096.0 << 1e6 << 0.0;
}

void OperatorsPublishedTest::operatorsAddUp() {
    QFETCH(double, gpus);
    QFETCH(double, batch);
    QFETCH(double, context);
    QFETCH(double, chunk);
    std::vector<Model> models = catalogue().models;
    models.push_back(deepSeekV3());
    for (const Model& model : models) {
        Scenario s = onH100(model, gpus);
        s.batch = batch;
        s.context = Tokens(context);
        s.prefillChunk = Tokens(chunk);
        const Estimate e = evaluate(s);
        NEAR(timeOf(Costs(s).prefillOperators(s.context)), e.prefill.time.si(), 1e-12);
        NEAR(timeOf(Costs(s).decodeOperators(s.context)), e.decode.perToken.si(), 1e-12);
        NEAR((e.prefill.linearTime + e.prefill.attentionTime + e.prefill.otherTime).si(), e.prefill.time.si(), 1e-12);
        NEAR((e.decode.weightsTime + e.decode.cacheTime + e.decode.otherTime).si(), e.decode.perToken.si(), 1e-12);
    }
}

/// One layer of attention on an H100 SXM (989.4 TFLOP/s, 3.35 TB/s), which the H800 equals but for its links.
Scenario oneLayer(const Attention& attention, double context) {
    Model model;
    model.architecture.hidden = 7168;
    model.architecture.vocabulary = 1;
    model.architecture.groups = {{.layers = 1, .attention = attention, .feedForward = {.kind = FeedForwardKind::None}}};
    return with(onH100(model, 1), "context", context);
}

void OperatorsPublishedTest::boundsDenseAttentionKernels() {
    // FlashAttention-3 reaches 740 TFLOP/s in 16 bit, heads of 128, at 16K on an H100 (arXiv:2407.08608, abstract); with a
    // causal mask less. The model must promise no less, for multi-head attention as well.
    for (const double kvHeads : {1.0, 8.0, 16.0}) {
        Scenario s = oneLayer({.queryHeads = 16, .kvHeads = kvHeads, .headDim = 128}, 16384);
        const auto made = Costs(s).prefillOperators(s.context);
        const Operator& op = of(K::Attention, made);
        QVERIFY2(op.flop.si() / op.time.si() > 740e12,
                 qPrintable(test::decimals(op.flop / op.time / FlopPerSecond(1e12), 0)));
    }
}

void OperatorsPublishedTest::boundsSparseAttentionKernels() {
    // FlashMLA's sparse prefill kernel reaches 640 TFLOP/s on an H800 (README, September 2025) with 128 heads of 576 + 512
    // and 2048 tokens selected: 2 · 128 · 1088 · 2048 FLOP = 0.891 µs a query, however long the context.
    const double kernel = 2.0 * 128 * 1088 * 2048 / 640e12;
    Attention sparse = deepSeekV3().architecture.groups.front().attention;
    sparse.selection = {.tokens = 2048, .heads = 64, .headDim = 128};
    for (const double context : {8192.0, 131072.0, 1e6}) {
        const auto made = Costs(oneLayer(sparse, context)).prefillOperators(Tokens(context));
        const double each = of(K::Attention, made).time.si() / context;
        QVERIFY2(each < kernel, qPrintable(QStringLiteral("%1 µs a query").arg(each * 1e6)));
    }
}

void OperatorsPublishedTest::boundsLatentDecodeKernels() {
    // FlashMLA's decode kernel reaches 660 TFLOP/s where compute bounds it and 3000 GB/s where memory does, on an H800.
    Scenario s = oneLayer(deepSeekV3().architecture.groups.front().attention, 8192);
    s.batch = 128;
    const auto made = Costs(s).decodeOperators(s.context);
    const Operator& op = of(K::Attention, made);
    QVERIFY(op.flop.si() / op.time.si() > 660e12);
    QVERIFY(op.bytes.si() / op.time.si() > 3e12);
}

void OperatorsPublishedTest::agreesWithThePaper_data() {
    QTest::addColumn<double>("context");
    for (const double context : {4e3, 1e4, 5e4, 1e5, 2.5e5, 1e6}) QTest::addRow("%gK", context / 1e3) << context;
}

void OperatorsPublishedTest::agreesWithThePaper() {
    // Both mean the same for a dense model with A = 2·H_q·d, next to no vocabulary and next to no activations: what is
    // left are norms (0.8 % of the prefill of 4K), the activations of a chunk, and the diagonal of the mask.
    QFETCH(double, context);
    Scenario paper = with(test::paper50k(), "context", context);
    paper.model.architecture.vocabulary = paper.architecture.vocabulary = 1;
    paper.parameters.reset();
    paper.attentionCoefficient = 2.0 * 56 * 128;
    paper.prefillChunk = Tokens(512.0); // long enough to be bound by compute
    const Estimate p = evaluate(paper);
    const Estimate o = evaluate(byOperators(paper));
    NEAR(o.prefill.time.si(), p.prefill.time.si(), 0.01);
    NEAR(o.decode.perToken.si(), p.decode.perToken.si(), 0.01);
    NEAR(o.contextSwitch.time.si(), p.contextSwitch.time.si(), 0.01);
    NEAR(o.memory.ceiling, p.memory.ceiling, 0.01);
    NEAR(o.throughput.gpuTime.si(), p.throughput.gpuTime.si(), 0.01);
    QVERIFY(o.prefill.time > p.prefill.time && o.decode.perToken > p.decode.perToken);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::OperatorsPublishedTest)
#include "operators_published_test.moc"
