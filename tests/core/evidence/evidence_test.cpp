// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "evidence/evidence.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>

// Measurements against the engine: a prediction of each metric worked by hand, and what may be said of every shipped
// one.

namespace longpeak {
namespace {

using test::catalogue;
using test::shown;

const Measurement& measurementOf(std::string_view id) {
    const auto found = std::ranges::find(catalogue().measurements, id, &Measurement::id);
    if (found == catalogue().measurements.end()) qFatal("no measurement of that id");
    return *found;
}

QString reasonOf(const Result<Prediction>& result) {
    return result ? QString() : shown(result.faults().front().reason.english());
}

class EvidenceTest : public QObject {
    Q_OBJECT

private slots:
    void namesStandInOrder();
    void predicts_data();
    void predicts();
    void tellsTheRoof_data();
    void tellsTheRoof();
    void nothingSoundPassesThePeak();
    void agreesWithTheIndependentPeak();
    void judges_data();
    void judges();
    void judgesFormulas();
    void saysWhyNotPredicted();
    void ownsWhatItCompares();
    void makesTheCase();
    void opensWithinRanges();
    void opensWhatCanBeSaved();
};

void EvidenceTest::namesStandInOrder() {
    for (std::size_t i = 0; i < measuredMetricNames().size(); ++i)
        QCOMPARE(static_cast<std::size_t>(measuredMetricNames()[i].metric), i);
    QCOMPARE(shown(measuredText(1450332, MeasuredMetric::CacheCapacity)), QString("1.45M tokens"));
    QCOMPARE(shown(measuredText(0.025064, MeasuredMetric::TimePerToken)), QString("25.1 ms"));
}

/// Llama-3 8B: 8 030 261 248 parameters, of them 525 336 576 in each of the input table and the head, so that a step
/// reads 7 504 924 672; its cache takes 2·32·8·128 = 65 536 elements a token. What the rows leave out, as said in each,
/// is within the tolerance.
void EvidenceTest::predicts_data() {
    QTest::addColumn<double>("expected");
    QTest::addColumn<double>("tolerance");
    const auto row = [](const char* id, double expected, double tolerance) {
        QTest::newRow(id) << expected << tolerance;
    };
    // (15 009 849 344 + 131 072 · 100 000) B / 3.35 TB/s, without norms and activations
    row("vllmkv-h100-sxm-llama-3.1-8b-bf16-itl100k", 28'117'049'344.0 / 3.35e12, 5e-4);
    // 131 072 B a token of context
    row("vllmkv-h100-sxm-llama-3.1-8b-bf16-slope", 131'072.0 / 3.35e12, 1e-9);
    // 1 / ((15 009 849 344 + 131 072 · 4096) B / 1.008 TB/s)
    row("xd-rtx-4090-llama-3-8b-f16-tg8192", 1.008e12 / 15'546'720'256.0, 5e-4);
    // 8 / ((7 504 924 672 · 0.5625 + 131 072 · 32 768) B / 1.792 TB/s); activations of eight tokens add half a percent
    row("lcpp-rtx-5090-llama8b-q4-0-d32k-mb8", 8.0 * 1.792e12 / 8'516'487'424.0, 6e-3);
    // Llama-3.1 70B on 8192 tokens: (2 · 68 452 360 192 · 8192 + 2 · 8192 · 80 · 8192²) / 4.5e15, then 161 norms of
    // 32 768 B a token, the table's rows of 3 · 8192 B and the head's 1 050 673 152 B at 8 TB/s
    row("aic-llama-3.1-70b-b200-sxm-fp8-tp1-8192x1024-b4-ttft",
        1.20948470e15 / 4.5e15 + (43'218'108'416.0 + 201'326'592.0 + 1'050'673'152.0) / 8e12, 1e-4);
    // Llama-3.1 405B on 128 000 tokens, shared by 16 groups of 8: (2 · 401 650 696 192 · 128 000 + 2 · 16 384 · 126 ·
    // 128 000²) / (128 · 989.4e12); a sixteenth of 253 norms of 65 536 B a token at 3.35 TB/s and of 252 all-reduces
    // of 2 · 7/8 · 32 768 B a token at 450 GB/s
    row("cp-llama405b-128k-128h100",
        1.70468489e17 / (128.0 * 989.4e12) + 2.122317824e12 / 3.35e12 / 16.0 + 1.849688064e12 / 450e9 / 16.0, 2e-4);
    // 1024 / ((2 · 6 979 588 096 · 1024 + 2 · 4096 · 32 · 1024²) / 71e12 + (65 norms of 16 384 B a token, rows of the
    // table 4 · 4096 B, head 1 050 673 152 B) / 936 GB/s)
    row("xd-rtx-3090-llama-3-8b-f16-pp1024",
        1024.0 / (1.456907e13 / 71e12 + (1'090'519'040.0 + 16'777'216.0 + 1'050'673'152.0) / 936e9), 1e-4);
    // DeepSeek-V3: 1978.9e12 / (2 · (36 625 618 432 active − 926 679 040 in the head)), attention left out
    row("infersim-deepseek-v3-h800-sxm-prefill", 1978.9e12 / (2.0 * 35'698'939'392.0), 1e-4);
    // 8 · 1978.9e12 / (2 · 35 698 939 392) where 56.3 % of the tokens are not computed
    row("dsv3-h800-prefill-node", 8.0 * 1978.9e12 / (2.0 * 35'698'939'392.0) / 0.437, 1e-4);
    // (2 · 6 979 588 096 · 2048 + 2 · 4096 · 32 · 2048²) / 312e12 + 2047 · (15 009 849 344 + 131 072 · 3072) / 1.555e12
    row("argonne-a100-sxm-40g-llama-3-8b-n1-l2048-b1", 2.9687904e13 / 312e12 + 2047.0 * 15'412'502'528.0 / 1.555e12,
        1e-3);
    // Qwen2.5-7B: 2048 passes of one token, 14 141 238 272 B and 57 344 B a token of 1025 on average
    row("qwen25-qwen2.5-7b-a100-in1", 2.039e12 / 14'200'015'872.0, 1e-3);
    // Qwen3-32B: 2049 tokens in 2048 passes of 63 968 421 888 B and 262 144 B a token of 1025 on average
    row("qwen3-qwen3-32b-h20-bf16-in1", 2049.0 / 2048.0 * 4e12 / 64'237'119'488.0, 1e-3);
    // Llama-3.1 405B: 1000 / ((2 · 401 650 696 192 · 1000 + 2 · 16 384 · 126 · 1000² + 2 · 2 101 346 304 + 999 · (2 ·
    // 403 752 042 496 + 4 · 16 384 · 126 · 1500)) / (8 · 1978.9e12))
    row("trtllm-llama-3.1-405b-h100-sxm-tp8-fp8-1000x1000", 1000.0 / (1.626505e15 / (8.0 * 1978.9e12)), 1e-4);
    // Llama-3.1 8B in FP8: (85 899 345 920 − 8 030 261 248) B hold 56.58 caches of 21 000 tokens, so a step reads
    // 7 504 924 672 + 77 869 084 672 B and a request takes 1999 / 56.58 of it; activations add 0.4 %
    row("trtllm-llama-3.1-8b-h100-sxm-tp1-fp8-20000x2000", 2000.0 / (1999.0 / 56.5804 * 85'374'009'344.0 / 3.35e12),
        5e-3);
    // DeepSeek-V3: 61 · 576 · 2 B for each of 4989 tokens and the new one, 61 · 128 · (192 + 128) · 2 B of queries and
    // outputs, on 8 GPUs of 3.35 TB/s
    row("dsv3-h800-decode-node", 8.0 * 3.35e12 / 355'654'400.0, 1e-4);
    // The same at 3072 tokens of a byte an element, on one GPU of 8 TB/s
    row("dsr1-gb200-decode", 8e12 / 112'970'048.0, 1e-4);
    // (206 158 430 208 − 16 060 522 496) B / 131 072 B a token
    row("cap-mi300x-llama3-8b-fp16", 1'450'331.0, 1e-5);
    // 0.9 · 85 899 345 920 B − 16 060 522 496 B
    row("cap-h100-llama31-8b", 61'248'888'832.0, 1e-12);
    // 60 layers · 2 · 8 · 128 · 2 B · 50 000
    row("cap-yi-34b-50k-llamacpp", 12'288'000'000.0, 1e-12);
    row("wt-h100-llama31-8b", 16'060'522'496.0, 1e-12);
    row("mamf-b200-sxm-fp8", 4.5e15, 1e-12);
    row("hbm-tpu7x-copy", 7.37e12, 1e-12);
    row("link-h100-dma-oneway", 64e9, 1e-12);
    row("link-h100-dma-bidir", 128e9, 1e-12);
    // Qwen3-8B: 36 · 2 · 8 · 128 · 2 B · 16 384 over eight links of 25 GB/s
    row("mooncake-transfer-qwen3-8b-16384", 147'456.0 * 16'384.0 / 200e9, 1e-12);
}

void EvidenceTest::predicts() {
    QFETCH(double, expected);
    QFETCH(double, tolerance);
    const auto prediction = predict(measurementOf(QTest::currentDataTag()), catalogue());
    QCOMPARE(reasonOf(prediction), QString());
    NEAR(prediction->value, expected, tolerance);
}

void EvidenceTest::tellsTheRoof_data() {
    QTest::addColumn<int>("roof");
    QTest::addColumn<double>("share"); ///< of the time spent there
    const auto row = [](const char* id, Roof roof, double share) {
        QTest::newRow(id) << static_cast<int>(roof) << share;
    };
    row("vllmkv-h100-sxm-llama-3.1-8b-bf16-itl100k", Roof::Memory, 1.0);
    // 268.77 of 274.33 ms
    row("aic-llama-3.1-70b-b200-sxm-fp8-tp1-8192x1024-b4-ttft", Roof::Compute, 0.9797);
    // 1.3461 of 1.6426 s
    row("cp-llama405b-128k-128h100", Roof::Compute, 0.8195);
    row("trtllm-llama-3.1-405b-h100-sxm-tp8-fp8-1000x1000", Roof::Compute, 1.0);
    row("link-h100-dma-oneway", Roof::HostLink, 1.0);
    row("cap-h100-llama31-8b", Roof::Size, 1.0);
    // 72 all-reduces of 2 · 7/8 · 8192 B · 32 768 tokens at 200 GB/s: 0.169 of 0.279 s
    row("mooncake-ttft-qwen3-8b-32768", Roof::Interconnect, 0.607);
}

void EvidenceTest::tellsTheRoof() {
    QFETCH(int, roof);
    QFETCH(double, share);
    const auto prediction = predict(measurementOf(QTest::currentDataTag()), catalogue());
    QCOMPARE(reasonOf(prediction), QString());
    QCOMPARE(static_cast<int>(prediction->roof), roof);
    NEAR(prediction->share, share, 1e-3);
}

void EvidenceTest::nothingSoundPassesThePeak() {
    int sound = 0;
    for (const Comparison& c : compareAll(catalogue())) {
        const std::string& id = c.measurement->id;
        QVERIFY2(c.prediction.has_value(), (id + ": " + c.reason.english()).c_str());
        if (c.verdict == Verdict::Sound) QVERIFY2(c.efficiency > farBelowPeak && c.efficiency <= 1.0, id.c_str());
        sound += c.verdict == Verdict::Sound ? 1 : 0;
        // What is at odds with the peak has been looked into.
        const bool atOdds = c.verdict == Verdict::Suspect || c.verdict == Verdict::FarBelow;
        if (atOdds) QVERIFY2(!c.measurement->finding.empty(), id.c_str());
    }
    QCOMPARE(sound, 141);
}

void EvidenceTest::agreesWithTheIndependentPeak() {
    int close = 0;
    for (const Comparison& c : compareAll(catalogue())) {
        const double ratio = c.prediction->value / c.measurement->independentPeak.value;
        if (std::abs(ratio - 1.0) < 0.1)
            ++close;
        else
            QVERIFY2(!c.measurement->finding.empty(), (c.measurement->id + ": " + std::to_string(ratio)).c_str());
    }
    QVERIFY(close > 120);
}

void EvidenceTest::judges_data() {
    QTest::addColumn<double>("times"); ///< of the predicted step that it took
    QTest::addColumn<int>("verdict");
    const auto row = [](const char* name, double times, Verdict verdict) {
        QTest::newRow(name) << times << static_cast<int>(verdict);
    };
    row("at the peak", 1.0, Verdict::Sound);
    row("a hair past it", 0.999999, Verdict::Suspect);
    row("twice the time", 2.0, Verdict::Sound);
    row("a twentieth", 19.999, Verdict::Sound);
    row("less than a twentieth", 20.001, Verdict::FarBelow);
}

void EvidenceTest::judges() {
    QFETCH(double, times);
    QFETCH(int, verdict);
    Measurement step = measurementOf("vllmkv-h100-sxm-llama-3.1-8b-bf16-itl100k");
    step.value = predict(step, catalogue())->value * times;
    const Comparison slower = compare(step, catalogue());
    NEAR(slower.efficiency, 1.0 / times, 1e-12);
    QCOMPARE(static_cast<int>(slower.verdict), verdict);
    // The same of a rate, which is the better the larger it is.
    Measurement rate = measurementOf("xd-rtx-4090-llama-3-8b-f16-tg8192");
    rate.value = predict(rate, catalogue())->value / times;
    const Comparison fewer = compare(rate, catalogue());
    NEAR(fewer.efficiency, 1.0 / times, 1e-12);
    QCOMPARE(static_cast<int>(fewer.verdict), verdict);
}

void EvidenceTest::judgesFormulas() {
    Measurement cache = measurementOf("cap-yi-34b-50k-llamacpp");
    for (const auto& [factor, verdict] :
         {std::pair{1.0, Verdict::Agrees}, std::pair{1.0049, Verdict::Agrees}, std::pair{0.9951, Verdict::Agrees},
          std::pair{1.0051, Verdict::Suspect}, std::pair{0.9949, Verdict::Suspect}}) {
        cache.value = 12'288'000'000.0 * factor;
        QVERIFY(compare(cache, catalogue()).verdict == verdict);
    }
}

void EvidenceTest::saysWhyNotPredicted() {
    Measurement m = measurementOf("vllmkv-h100-sxm-llama-3.1-8b-bf16-itl100k");
    m.model = "llama-9";
    Comparison c = compare(m, catalogue());
    QVERIFY(c.verdict == Verdict::NotPredicted && !c.prediction && std::isnan(c.efficiency));
    QCOMPARE(shown(c.reason), QString("there is no preset of the model 'llama-9'"));
    m = measurementOf("link-h100-dma-oneway");
    m.accelerator = "h100";
    QCOMPARE(shown(compare(m, catalogue()).reason), QString("there is no preset of the accelerator 'h100'"));
    m = measurementOf("dsv3-h800-decode-node");
    m.spread = Spread::Tensor;
    QCOMPARE(shown(compare(m, catalogue()).reason), QString("a throughput without a batch is not modelled"));
}

void EvidenceTest::ownsWhatItCompares() {
    const std::string id = "vllmkv-h100-sxm-llama-3.1-8b-bf16-itl100k";
    const Comparison one = compare(Measurement(measurementOf(id)), catalogue());
    QVERIFY(*one.measurement == measurementOf(id));
    const auto all = compareAll(Catalogue(catalogue()));
    QCOMPARE(all.size(), catalogue().measurements.size());
    for (std::size_t i = 0; i < all.size(); ++i) QVERIFY(*all[i].measurement == catalogue().measurements[i]);
}

void EvidenceTest::makesTheCase() {
    Scenario base = test::paper50k();
    base.efficiency.decode = 0.5;
    base.compression.head = 4;
    base.session.think = Seconds(7.0);
    const auto s = caseOf(measurementOf("aic-kimi-k2.5-h200-sxm-int4-tp8-8192x1024-b32"), catalogue(), base);
    QVERIFY(bool(s));
    QVERIFY(s->costModel == CostModel::Operators);
    QCOMPARE(shown(s->model.id), QString("kimi-k2.5"));
    QCOMPARE(shown(s->deployment.accelerator.id), QString("h200-sxm"));
    QCOMPARE(s->deployment.plan.tensor, 8.0);
    QCOMPARE(s->batch, 32.0);
    QCOMPARE(s->context.si(), 8704.0);
    QCOMPARE(s->session.answer.si(), 1024.0);
    QVERIFY((s->precision == Precision{.experts = Dtype::Int4, .cache = Dtype::Fp8}));
    QVERIFY(s->efficiency == Efficiency{} && s->compression == Compression{});
    QCOMPARE(s->session.think.si(), 7.0); // of what is not said, the base stays
    // Sixteen groups of eight that share the prompt, and a fleet of which each GPU has users of its own.
    QVERIFY((caseOf(measurementOf("cp-llama405b-128k-128h100"), catalogue())->deployment.plan ==
             Plan{.tensor = 8, .promptGroups = 16}));
    const Measurement& fleet = measurementOf("dsv3-h800-decode-node");
    QVERIFY((caseOf(fleet, catalogue())->deployment.plan == Plan{.userGroups = fleet.gpus, .wholeExperts = true}));
    // Opened, one of the groups is left: no parameter tells of more.
    for (const char* id : {"cp-llama405b-128k-128h100", "dsv3-h800-decode-node"}) {
        const double tensor = caseOf(measurementOf(id), catalogue())->deployment.plan.tensor;
        QVERIFY((openedCase(measurementOf(id), catalogue(), base)->deployment.plan == Plan{.tensor = tensor}));
    }
    // A component leaves the model alone.
    QCOMPARE(shown(caseOf(measurementOf("mamf-mi300x-bf16"), catalogue(), base)->model.id), QString("yi-34b-200k"));
}

void EvidenceTest::opensWithinRanges() {
    const auto s = openedCase(measurementOf("gptfast-llama-3.1-405b-int8-tp8"), catalogue(), test::paper50k());
    QCOMPARE(s->context.si(), 1000.0); // of 105 tokens: the shortest that the controls take
    QCOMPARE(s->deployment.plan.tensor, 8.0);
    QVERIFY(s->note.find("measured 15.6 tokens/s") != std::string::npos);
}

void EvidenceTest::opensWhatCanBeSaved() {
    for (const Measurement& m : catalogue().measurements) {
        const auto s = openedCase(m, catalogue(), test::paper50k());
        QVERIFY2(bool(s), m.id.c_str());
        const auto read = readScenario(writeScenario(*s, catalogue()), "case.json", catalogue());
        QVERIFY2(bool(read), read ? "" : (m.id + ": " + read.faults().front().text()).c_str());
        QVERIFY2(*read == *s, m.id.c_str());
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::EvidenceTest)
#include "evidence_test.moc"
