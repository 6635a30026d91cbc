// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/advice.h"

#include "core/property.h"
#include "registry.h"

#include <QTest>

namespace longpeak {
namespace {

using test::catalogue;
using test::paper50k;
using test::shown;
using test::with;

constexpr std::array<std::string_view, 7> ids{"gpus",    "dtype.weights", "dtype.kv", "compression.hidden",
                                              "context", "prefill.chunk", "batch"};

QString adviceFor(const Scenario& s, ByteUnits bytes = ByteUnits::Decimal) {
    return shown(advice(s, evaluate(s), catalogue(), bytes));
}

bool fitsWith(const Scenario& s, const Parameter& parameter, double value) {
    return evaluate(with(s, parameter.id, value)).fits;
}

bool fitsWith(Scenario s, const std::vector<Change>& changes) {
    for (const Change& change : changes) s = with(s, change.parameter->id, change.value);
    return evaluate(s).fits;
}

/// Of a remedy of one change: which parameter it sets; empty of two.
std::string_view idOf(const Remedy& remedy) {
    return remedy.changes.size() == 1 ? remedy.changes.front().parameter->id : std::string_view();
}

/// The next smaller change of the same kind; as it was where there is none.
double smallerChange(const Scenario& s, const Change& remedy) {
    const std::string_view id = remedy.parameter->id;
    if (id == "gpus") return remedy.value - 1;
    if (id == "context" || id == "prefill.chunk" || id == "batch") return remedy.value + 1;
    if (id == "compression.hidden") { // the further ratio is rounded up to the three digits that are shown
        const double further = remedy.value / s.compression.hidden;
        return s.compression.hidden * (further - (further < 10 ? 0.0101 : further < 100 ? 0.101 : 1.01));
    }
    // A format: the next wider one. FP8 comes after 16 bits, INT4 after 8.
    return remedy.value == static_cast<double>(Dtype::Int4) ? static_cast<double>(Dtype::Fp8)
                                                            : remedy.parameter->get(s);
}

class AdviceTest : public QObject {
    Q_OBJECT

private slots:
    void saysNothingWhenAllIsWell();
    void saysWhatItNeeds();
    void saysThatTheWeightsDoNotFit();
    void saysWhatTwoChangesDo();
    void saysThatNothingHelps();
    void saysThatActivationsDoNotFit();
    void invertsCachesThatAreNotEven();
    void warnsOfFullHostMemory();
    void shownRatioIsEnough();
    void remediesAreTheSmallest();
    void remediesAreEditsOfParameters();
    void remarksOnCompression();
};

void AdviceTest::saysNothingWhenAllIsWell() {
    const Scenario s = paper50k();
    QVERIFY(adviceFor(s).isEmpty());
    QVERIFY(remedies(s, catalogue()).empty());
    QVERIFY(infeasibility(s, evaluate(s)).empty());
}

void AdviceTest::saysWhatItNeeds() {
    const Scenario s = with(paper50k(), "context", 100000);
    QCOMPARE(adviceFor(s),
             "Not one user fits at 100K: weights of 68.0 GB and a cache of 24.6 GB in 85.9 GB of HBM. It needs 2 GPUs, "
             "or weights in FP8, or the KV cache in FP8, or the KV cache compressed 1.38×, or a context of "
             "72\u202f832 tokens.");
    QCOMPARE(shown(infeasibility(s, evaluate(s), ByteUnits::Binary)),
             "Not one user fits at 100K: weights of 63.3 GiB and a cache of 22.9 GiB in 80.0 GiB of HBM.");
}

void AdviceTest::saysThatTheWeightsDoNotFit() {
    Scenario s = paper50k();
    chooseModel(s, *catalogue().model("llama-3-70b"));
    QCOMPARE(adviceFor(s), "The weights do not fit: 141 GB in 85.9 GB of HBM. It needs 2 GPUs, or weights in INT4.");
}

void AdviceTest::saysWhatTwoChangesDo() {
    // Kimi-K2: 1.03e12 parameters, 2.05 TB in 16 bit; 64 cards of 24 GB have 1.65 TB. In INT4 it is 513 GB: too much for
    // one card and for 16 (412 GB), and 32 have 825 GB.
    Scenario s = with(paper50k(), "context", 100e3);
    chooseModel(s, *catalogue().model("kimi-k2"));
    chooseAccelerator(s, *catalogue().accelerator("rtx-4090"));
    const auto found = remedies(s, catalogue());
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(shown(found.front().text), "weights in INT4 on 32 GPUs");
    QVERIFY(fitsWith(s, found.front().changes));
    for (const Change& change : found.front().changes) QVERIFY(!fitsWith(s, {change}));
    QVERIFY(adviceFor(s).endsWith("It needs weights in INT4 on 32 GPUs."));
    // Where many GPUs would do, a narrower format on fewer of them does too: 13 of 24 GB, or 8.
    Scenario small = with(paper50k(), "context", 1e6);
    chooseAccelerator(small, *catalogue().accelerator("a10"));
    const auto ways = remedies(small, catalogue());
    QVERIFY(std::ranges::any_of(ways, [](const Remedy& r) {
        return r.changes.size() == 2 && r.text.english() == "the KV cache in FP8 on 8 GPUs";
    }));
}

void AdviceTest::saysThatNothingHelps() {
    Scenario s = with(paper50k(), "context", 1e7);
    chooseModel(s, *catalogue().model("llama-3.1-405b"));
    chooseAccelerator(s, *catalogue().accelerator("a10"));
    QCOMPARE(adviceFor(s),
             "The weights do not fit: 812 GB in 25.8 GB of HBM. No change of one or two parameters makes it fit.");
    QVERIFY(remedies(s, catalogue()).empty());
}

void AdviceTest::saysThatActivationsDoNotFit() {
    // A whole prompt of 200 000 tokens at once: (2 · 7168 + 2 · 20 480) · 2 B a token, 22.1 GB beside 68.8 GB of weights.
    Scenario s = with(paper50k(), "context", 200000);
    s.costModel = CostModel::Operators;
    s.prefillChunk = Tokens(0.0);
    QCOMPARE(shown(infeasibility(s, evaluate(s))),
             "Weights and activations do not fit: 68.8 GB and 22.1 GB in 85.9 GB of HBM.");
    // Shorter passes alone do not make room for the cache of 49.2 GB as well; on two GPUs they do.
    for (const Remedy& remedy : remedies(s, catalogue())) QVERIFY(idOf(remedy) != "prefill.chunk");
    s.deployment.plan.tensor =
        2; // each: 34.39 GB of weights, 24.58 of the cache; 26.9 of 85.9 GB are left for 71 680 B · tokens
    s.deployment.overrides.memory = Bytes(70e9);
    QVERIFY(evaluate(s).weightsFit && !evaluate(s).fits);
    QVERIFY(adviceFor(s).contains(", activations of "));
    const auto found = remedies(s, catalogue());
    const auto chunk = std::ranges::find(found, "prefill.chunk", idOf);
    QVERIFY(chunk != found.end());
    // Per GPU 70e9 − 34 388 917 248 − 200 000 · 122 880 = 11 035 082 752 B, and 2 · (2 · 7168 + 20 480) = 69 632 B a token.
    QCOMPARE(chunk->changes.front().value, std::floor(11035082752 / 69632.0));
    QVERIFY(adviceFor(s).contains("prefill chunks of 158\u202f477 tokens"));
}

void AdviceTest::invertsCachesThatAreNotEven() {
    // Half of the layers look back 4096 tokens: 30 · 4096 B for each token and for each of the first 4096. The context for
    // one user is not in proportion: (85 899 345 920 − 68e9 − 4096 · 122 880) / 122 880 = 141 569.2.
    Scenario s = with(paper50k(), "context", 1e6);
    s.architecture.groups.front().layers = 30;
    s.architecture.groups.push_back(s.architecture.groups.front());
    s.architecture.groups.back().attention.kind = AttentionKind::Window;
    s.architecture.groups.back().attention.window = 4096;
    QVERIFY(!evaluate(s).fits);
    const auto found = remedies(s, catalogue());
    const auto context = std::ranges::find(found, "context", idOf);
    QVERIFY(context != found.end());
    QCOMPARE(context->changes.front().value, 141569.0);
}

void AdviceTest::warnsOfFullHostMemory() {
    // 68 GB + 1000 · 12.288 GB in 85.9 GB: 12.27 TB are over, and the host has 1 TB.
    QCOMPARE(adviceFor(with(paper50k(), "users", 1000)),
             "The users' caches exceed HBM by 12.3 TB, more than the host DDR of 1.00 TB holds.");
    QVERIFY(adviceFor(with(with(paper50k(), "users", 1000), "host.memory", 1.3e13)).isEmpty());
}

void AdviceTest::shownRatioIsEnough() {
    // The ratio in the sentence, taken at its word, makes it fit: it is rounded up, not to the nearest.
    for (double context = 80000; context <= 1e7; context *= 1.07) {
        const Scenario s = with(paper50k(), "context", std::floor(context));
        for (const Remedy& remedy : remedies(s, catalogue())) {
            if (idOf(remedy) != "compression.hidden") continue;
            const QString text = shown(remedy.text);
            QVERIFY(text.startsWith("the KV cache compressed "));
            const auto said = parseQuantity(text.mid(24).toStdString(), Unit::Ratio);
            QVERIFY2(said.has_value(), qPrintable(text));
            QVERIFY2(fitsWith(s, *remedy.changes.front().parameter, *said), qPrintable(text));
        }
    }
}

/// Mostly a scenario of which something is too much.
Scenario tooLarge(test::Random& random) {
    Scenario s = test::randomScenario(random);
    const std::size_t kind = test::pick(random, 8);
    if (kind % 4 >= 2) s = test::randomArchitecture(random, kind % 4 == 2 ? CostModel::Paper : CostModel::Operators);
    if (kind % 2 == 0) { // large caches, so that they and not only the weights are too much
        s.compression = {};
        s.precision = {};
    }
    if (kind == 7) { // activations are too much
        const bool whole = test::chance(random, 2);
        s.prefillChunk = Tokens(whole ? 0.0 : 1.0);
        s.deployment.overrides.memory = evaluate(s).memory.weights / s.deployment.plan.tensor *
                                        (1.0 + 0.2 * test::uniform(random));
        s.conventions.utilisation = 1.0;
    }
    return s;
}

void AdviceTest::remediesAreTheSmallest() {
    int infeasible = 0;
    std::array<int, ids.size()> kinds{};
    test::forAll(4000, [&] {
        const Scenario s = test::drawn(tooLarge);
        const auto found = remedies(s, catalogue());
        const bool fits = evaluate(s).fits;
        RC_ASSERT(infeasibility(s, evaluate(s)).empty() == fits);
        if (fits) RC_ASSERT(found.empty());
        if (!fits) ++infeasible;
        for (const Remedy& remedy : found) {
            HOLDS(fitsWith(s, remedy.changes), remedy.text.english().c_str());
            for (const Change& change : remedy.changes) {
                HOLDS(whyNot(*change.parameter, change.value, s).empty(), remedy.text.english().c_str());
                HOLDS(change.value != change.parameter->get(s), remedy.text.english().c_str());
            }
            if (remedy.changes.size() > 1) { // neither does it alone
                for (const Change& change : remedy.changes)
                    HOLDS(!fitsWith(s, {change}), remedy.text.english().c_str());
                continue;
            }
            const Change& change = remedy.changes.front();
            HOLDS(!fitsWith(s, *change.parameter, smallerChange(s, change)), remedy.text.english().c_str());
            const auto kind = std::find(ids.begin(), ids.end(), change.parameter->id) - ids.begin();
            ++kinds.at(static_cast<std::size_t>(kind));
        }
        // What is not offered does not help: no number of GPUs up to the most, no context down to the least.
        const auto offers = [&](std::string_view id) {
            return std::ranges::any_of(found, [&](const Remedy& r) { return idOf(r) == id; });
        };
        if (fits) return;
        if (!offers("gpus") && s.deployment.plan.tensor < 64) RC_ASSERT(!fitsWith(s, test::row("gpus"), 64));
        if (!offers("context")) RC_ASSERT(!fitsWith(s, test::row("context"), 1000));
        if (!offers("prefill.chunk") && s.prefillChunk.si() != 1)
            RC_ASSERT(!fitsWith(s, test::row("prefill.chunk"), 1));
        if (!offers("batch")) RC_ASSERT(!fitsWith(s, test::row("batch"), 1));
        if (!offers("compression.hidden")) RC_ASSERT(!fitsWith(s, test::row("compression.hidden"), 240));
    });
    QVERIFY(infeasible > 300);
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) // every kind was seen
        QVERIFY2(kinds.at(kind) > 5, qPrintable(QStringLiteral("kind %1: %2").arg(kind).arg(kinds.at(kind))));
}

void AdviceTest::remediesAreEditsOfParameters() {
    const Scenario s = with(paper50k(), "context", 100000);
    for (const Remedy& remedy : remedies(s, catalogue())) {
        // What a button does with it: text in, feasible out.
        Scenario applied = s;
        Scenario typed = s;
        for (const Change& change : remedy.changes) {
            change.parameter->set(applied, change.value, catalogue());
            QVERIFY(
                bool(setFromText(typed, *change.parameter, valueText(*change.parameter, applied), catalogue(), "x")));
        }
        QVERIFY(typed == applied);
        QVERIFY(adviceFor(typed).isEmpty());
    }
}

void AdviceTest::remarksOnCompression() {
    Scenario s = with(paper50k(), "compression.token", 4);
    QVERIFY(compressionRemarks(s, catalogue()).empty());
    test::set(s, "compression.hidden", 2);
    QCOMPARE(compressionRemarks(s, catalogue()), std::vector<Text>{multiplyingNote});
    Scenario chosen = with(paper50k(), "context", 16e3);
    QVERIFY(bool(chooseMethod(chosen, "snapkv", catalogue(), "test")));
    QVERIFY(compressionRemarks(chosen, catalogue()).empty());
    test::set(chosen, "context", 17e3);
    const auto remarks = compressionRemarks(chosen, catalogue());
    QCOMPARE(remarks.size(), std::size_t(1));
    QCOMPARE(shown(remarks.front()), "SnapKV: quality is told for 16K only.");
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::AdviceTest)
#include "advice_test.moc"
