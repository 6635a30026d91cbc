// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/memory_parts.h"

#include "cost/estimate.h"

#include "core/property.h"
#include "registry.h"

#include <QTest>

namespace longpeak {
namespace {

using namespace test;

double bytesOf(const std::vector<MemoryShare>& parts, MemoryPart part) {
    const auto found = std::ranges::find(parts, part, &MemoryShare::part);
    return found == parts.end() ? 0.0 : found->bytes.si();
}

class MemoryPartsTest : public QObject {
    Q_OBJECT

private slots:
    void partsOfADenseModel();
    void partsOfAMixture();
    void cachesByKindOfLayer();
    void partsAddUp();
    void everyPartHasAName();
};

/// Yi-34B: hidden 7168, vocabulary 64 000, 60 layers of GQA 56→8 × 128 and a gated feed-forward of 20 480.
void MemoryPartsTest::partsOfADenseModel() {
    Scenario s = paper50k();
    s.parameters.reset();
    const auto parts = memoryParts(s);
    // Two tables of 64 000 · 7168, two norms a layer and one at the end.
    NEAR(bytesOf(parts, MemoryPart::Tables), 2.0 * (2.0 * 64000 * 7168 + (2 * 60 + 1) * 7168), 1e-12);
    // Queries and output of 7168², keys and values of 7168 · 1024.
    NEAR(bytesOf(parts, MemoryPart::Attention), 2.0 * 60 * (2.0 * 7168 * 7168 + 2.0 * 7168 * 1024), 1e-12);
    NEAR(bytesOf(parts, MemoryPart::FeedForward), 2.0 * 60 * 3 * 7168 * 20480, 1e-12);
    // Three users of 50 000 tokens, 240 KiB each.
    NEAR(bytesOf(parts, MemoryPart::FullCache), 3.0 * 50000 * 245760, 1e-12);
    QCOMPARE(parts.size(), std::size_t{4});
    // A size set by hand scales the parts alike: 34e9 in place of 34 388 917 248.
    const auto scaled = memoryParts(paper50k());
    const double ratio = 34e9 / parameterCount(s.architecture);
    for (const MemoryPart part : {MemoryPart::Tables, MemoryPart::Attention, MemoryPart::FeedForward})
        NEAR(bytesOf(scaled, part), ratio * bytesOf(parts, part), 1e-12);
    NEAR(bytesOf(scaled, MemoryPart::FullCache), bytesOf(parts, MemoryPart::FullCache), 1e-15);
}

void MemoryPartsTest::partsOfAMixture() {
    Scenario s = with(paper50k(), "cost_model", 1);
    Model model;
    model.id = "mixture";
    model.architecture.hidden = 1000;
    model.architecture.vocabulary = 10000;
    model.architecture.tiedEmbeddings = true;
    LayerGroup group{.layers = 10};
    group.attention = {.kind = AttentionKind::Full, .queryHeads = 10, .kvHeads = 2, .headDim = 100};
    group.feedForward = {.kind = FeedForwardKind::Mixture, .intermediate = 500, .experts = 16, .active = 2};
    group.feedForward.sharedIntermediate = 300;
    model.architecture.groups = {group};
    chooseModel(s, model);
    set(s, "dtype.experts", 5); // INT4, half a byte
    QCOMPARE(s.precision.experts, Dtype::Int4);
    const auto parts = memoryParts(s);
    NEAR(bytesOf(parts, MemoryPart::Experts), 0.5 * 10 * 16 * 3 * 1000 * 500, 1e-12);
    // The shared expert and the router stay in 16 bit.
    NEAR(bytesOf(parts, MemoryPart::FeedForward), 2.0 * 10 * (3.0 * 1000 * 300 + 1000 * 16), 1e-12);
    NEAR(bytesOf(parts, MemoryPart::Tables), 2.0 * (10000.0 * 1000 + 21 * 1000), 1e-12);
    QVERIFY(bytesOf(parts, MemoryPart::Activations) > 0);
}

void MemoryPartsTest::cachesByKindOfLayer() {
    Scenario s = with(paper50k(), "context", 10e3);
    Model model = s.model;
    const LayerGroup full = model.architecture.groups.front();
    LayerGroup window = full;
    window.layers = 20;
    window.attention.kind = AttentionKind::Window;
    window.attention.window = 1000;
    LayerGroup latent = full;
    latent.layers = 5;
    latent.attention = {.kind = AttentionKind::Latent, .queryHeads = 8, .kvHeads = 1, .valueDim = 128};
    latent.attention.latent = {.queryRank = 0, .kvRank = 512, .nopeDim = 128, .ropeDim = 64};
    LayerGroup state = full;
    state.layers = 4;
    state.attention = {.kind = AttentionKind::Recurrent};
    state.attention.recurrence.state = 1e6;
    state.attention.recurrence.stateBytes = 4;
    model.architecture.groups = {full, window, latent, state};
    chooseModel(s, model);
    for (const double costModel : {0.0, 1.0}) {
        const auto parts = memoryParts(with(s, "cost_model", costModel));
        NEAR(bytesOf(parts, MemoryPart::FullCache), 3.0 * 60 * 4096 * 10e3, 1e-12);  // 2 · 8 · 128 elements
        NEAR(bytesOf(parts, MemoryPart::WindowCache), 3.0 * 20 * 4096 * 1e3, 1e-12); // no more than the window
        NEAR(bytesOf(parts, MemoryPart::LatentCache), 3.0 * 5 * 2 * 576 * 10e3, 1e-12);
        NEAR(bytesOf(parts, MemoryPart::State), 3.0 * 4 * 4e6, 1e-12); // whatever the context
    }
}

void MemoryPartsTest::partsAddUp() {
    forAll(300, [] {
        const Scenario s = anyScenario();
        const Memory memory = evaluate(s).memory;
        double weights = 0;
        double all = 0;
        int last = -1;
        for (const MemoryShare& share : memoryParts(s)) {
            RC_ASSERT(share.bytes.si() > 0);
            RC_ASSERT(static_cast<int>(share.part) > last); // in order, each once
            last = static_cast<int>(share.part);
            all += share.bytes.si();
            if (isWeights(share.part)) weights += share.bytes.si();
        }
        HOLDS_NEAR(weights, memory.weights.si(), 1e-12);
        HOLDS_NEAR(all, memory.demand.si(), 1e-12);
    });
}

void MemoryPartsTest::everyPartHasAName() {
    QStringList names;
    for (int part = 0; part <= static_cast<int>(MemoryPart::State); ++part)
        names << shown(memoryPartName(static_cast<MemoryPart>(part)));
    names.removeDuplicates();
    QCOMPARE(names.size(), 9);
    QVERIFY(!names.contains(QString()));
    QVERIFY(isWeights(MemoryPart::Experts) && !isWeights(MemoryPart::Activations));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::MemoryPartsTest)
#include "memory_parts_test.moc"
