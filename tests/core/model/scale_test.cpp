// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/scale.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

#include <map>

namespace longpeak {
namespace {

using test::catalogue;

const Model& preset(std::string_view id) {
    const Model* found = catalogue().model(id);
    if (found == nullptr) qFatal("no model of that id");
    return *found;
}

void addAllModels() {
    QTest::addColumn<int>("unused");
    for (const Model& model : catalogue().models) QTest::newRow(model.id.c_str()) << 0;
}

bool isWhole(double value) {
    return value == std::floor(value);
}

bool areRelated(const Model& a, const Model& b) {
    return a.id == b.id || (!a.family.empty() && a.family == b.family);
}

/// Whole layers, heads and widths, query heads that a KV head each serves, and nothing changed that has no size.
bool isReal(const LayerGroup& made, const LayerGroup& from) {
    const Attention& a = made.attention;
    const FeedForward& f = made.feedForward;
    if (made.layers < 1 || !isWhole(made.layers) || !isWhole(made.extraMatrices)) return false;
    if (a.kind != from.attention.kind || f.kind != from.feedForward.kind) return false;
    if (a.attends() && (a.kvHeads < 1 || !isWhole(a.kvHeads) || a.queryHeads < 1 || !isWhole(a.queryHeads / a.kvHeads)))
        return false;
    if (a.headDim != from.attention.headDim || a.window != from.attention.window) return false;
    if (a.latent != from.attention.latent || a.selection != from.attention.selection) return false;
    const Recurrence& r = a.recurrence;
    if (!isWhole(r.inputWidth) || !isWhole(r.outputWidth) || !isWhole(r.innerMatrices) || !isWhole(r.state))
        return false;
    if (f.experts != from.feedForward.experts || f.active != from.feedForward.active) return false;
    return isWhole(f.intermediate) && (f.intermediate > 0 || f.kind == FeedForwardKind::None);
}

class ScaleTest : public QObject {
    Q_OBJECT

private slots:
    void keepsMembersOwnShape_data() { addAllModels(); }
    void keepsMembersOwnShape();
    void becomesTheOtherMember();
    void givesRealShapes_data() { addAllModels(); }
    void givesRealShapes();
    void growsWithParameters_data() { addAllModels(); }
    void growsWithParameters();
    void keepsThePapersShape();
    void scalesBeyondTheFamily();
    void scalesWhatIsBeside();
    void interpolatesBetweenMembers();
    void growsGroupsAlike();
    void leavesAloneWhatItCannotScale();
    void needsNoFamily();
};

void ScaleTest::keepsMembersOwnShape() {
    const Model& model = preset(QTest::currentDataTag());
    const Architecture same = resized(model, parameterCount(model.architecture), catalogue().models);
    QVERIFY(same == model.architecture);
    QVERIFY(!same.synthetic);
}

void ScaleTest::becomesTheOtherMember() {
    const Model& large = preset("yi-34b-200k");
    const Model& small = preset("yi-6b-200k");
    const Architecture shrunk = resized(large, parameterCount(small.architecture), catalogue().models);
    QVERIFY(shrunk.groups == small.architecture.groups);
    QCOMPARE(shrunk.hidden, small.architecture.hidden);
    QCOMPARE(shrunk.vocabulary, small.architecture.vocabulary);
    QVERIFY(!shrunk.synthetic);
}

void ScaleTest::givesRealShapes() {
    const Model& model = preset(QTest::currentDataTag());
    for (double p = 1e8; p <= 2e12; p *= 1.01) {
        const Architecture made = resized(model, p, catalogue().models);
        QCOMPARE(made.groups.size(), model.architecture.groups.size());
        for (std::size_t i = 0; i < made.groups.size(); ++i)
            QVERIFY2(isReal(made.groups[i], model.architecture.groups[i]), qPrintable(test::decimals(p, 0)));
        QVERIFY(made.hidden >= 64 && isWhole(made.hidden));
        // Synthetic exactly when no member of the family has this shape.
        bool published = false;
        for (const Model& member : catalogue().models)
            published = published || (areRelated(member, model) && member.architecture.groups == made.groups &&
                                      member.architecture.hidden == made.hidden &&
                                      member.architecture.vocabulary == made.vocabulary);
        QCOMPARE(made.synthetic, !published);
    }
}

void ScaleTest::growsWithParameters() {
    const Model& model = preset(QTest::currentDataTag());
    // Query heads are multiples of KV heads, and the number of KV heads itself changes between the members of these
    // families, so one step can take heads away faster than depth and width grow.
    const std::map<std::string, double> dips{{"llama-2", 0.02}, {"qwen2.5", 0.005}};
    const auto dip = dips.find(model.family);
    const double allowed = dip == dips.end() ? 0.0 : dip->second;
    double largest = 0;
    double layers = 0;
    double hidden = 0;
    for (double p = 1e8; p <= 2e12; p *= 1.01) {
        const Architecture made = resized(model, p, catalogue().models);
        const double count = parameterCount(made);
        QVERIFY2(count >= largest * (1 - allowed), qPrintable(test::decimals(p, 0)));
        QVERIFY(layerCount(made) >= layers);
        QVERIFY(made.hidden >= hidden);
        largest = std::max(largest, count);
        layers = layerCount(made);
        hidden = made.hidden;
    }
}

void ScaleTest::keepsThePapersShape() {
    // The paper's P = 34e9 is 1.1 % less than the real model: the shape must stay the real one.
    const Architecture made = resized(preset("yi-34b-200k"), 34e9, catalogue().models);
    const LayerGroup& shape = made.groups.front();
    QCOMPARE(shape.layers, 60.0);
    QCOMPARE(shape.attention.queryHeads, 56.0);
    QCOMPARE(shape.attention.kvHeads, 8.0);
    QCOMPARE(shape.feedForward.intermediate, 20480.0);
    QCOMPARE(made.hidden, 7168.0);
    QVERIFY(!made.synthetic);
}

void ScaleTest::scalesBeyondTheFamily() {
    // (68e9 / 34 388 917 248)^(1/3) = 1.25518: 60 layers become 75.3, 56 heads 70.3, 7168 8997, 20480 25706.
    const Architecture made = resized(preset("yi-34b-200k"), 68e9, catalogue().models);
    const LayerGroup& shape = made.groups.front();
    QCOMPARE(shape.layers, 75.0);
    QCOMPARE(shape.attention.kvHeads, 8.0);     // grouped queries: the cache grows with depth alone
    QCOMPARE(shape.attention.queryHeads, 72.0); // the multiple of 8 nearest to 70.3
    QCOMPARE(made.hidden, 9024.0);              // the multiple of 64 nearest to 8997
    QCOMPARE(shape.feedForward.intermediate, 25728.0);
    QVERIFY(made.synthetic);

    // Multi-head attention stays multi-head: (20e9 / 34 980 831 232)^(1/3) = 0.82997 makes 64 heads 53.1.
    const Architecture multi = resized(preset("command-r"), 20e9, catalogue().models);
    QCOMPARE(multi.groups.front().attention.queryHeads, 53.0);
    QCOMPARE(multi.groups.front().attention.kvHeads, 53.0);
}

void ScaleTest::scalesWhatIsBeside() {
    // An eighth of 174 604 247 040: half as deep and half as wide, and so the position table and the biases.
    const Model& whole = preset("gpt-3-175b");
    const Architecture half = resized(whole, parameterCount(whole.architecture) / 8.0, catalogue().models);
    QCOMPARE(half.hidden, 6144.0);
    QCOMPARE(half.extraTables, 2048 * 6144.0);
    QCOMPARE(half.groups.front().extraVectors, 11 * 6144.0);
    // Falcon has no position table, and biases of its norms: 2 · 14848 in the larger, 2 · 8192 in the smaller member.
    const Model& small = preset("falcon-40b");
    const Architecture large = resized(small, parameterCount(preset("falcon-180b").architecture), catalogue().models);
    QVERIFY(large.groups == preset("falcon-180b").architecture.groups);
    QCOMPARE(large.groups.front().extraVectors, 29696.0);
}

void ScaleTest::interpolatesBetweenMembers() {
    // Between Yi-6B (6 061 035 520) and Yi-34B (34 388 917 248), at their geometric mean 14 437 316 224, every dimension
    // is the geometric mean of both: layers 43.8, KV heads 5.66, query heads 42.3, hidden 5418.5, feed-forward 15014.7.
    const double middle = std::sqrt(6061035520.0 * 34388917248.0);
    const Architecture made = resized(preset("yi-34b-200k"), middle, catalogue().models);
    const LayerGroup& shape = made.groups.front();
    QCOMPARE(shape.layers, 44.0);
    QCOMPARE(shape.attention.kvHeads, 6.0);
    QCOMPARE(shape.attention.queryHeads, 42.0);
    QCOMPARE(made.hidden, 5440.0);
    QCOMPARE(shape.feedForward.intermediate, 15040.0);
    QVERIFY(made.synthetic);
    // From either member's side it is the same shape.
    const Architecture other = resized(preset("yi-6b-200k"), middle, catalogue().models);
    QVERIFY(other.groups == made.groups);
    QCOMPARE(other.hidden, made.hidden);
}

void ScaleTest::growsGroupsAlike() {
    // Eight times the parameters: twice the depth and twice the width, of every group.
    Model mixed;
    mixed.id = "mixed";
    mixed.family = "yi"; // and yet no member is mixed into it
    mixed.architecture.hidden = 256;
    mixed.architecture.vocabulary = 1000;
    mixed.architecture.extraTables = 500;
    mixed.architecture.groups = {
        {.layers = 3,
         .attention = {.kind = AttentionKind::Window, .queryHeads = 12, .kvHeads = 4, .headDim = 64, .window = 512},
         .feedForward = {.kind = FeedForwardKind::Mixture,
                         .intermediate = 128,
                         .experts = 16,
                         .active = 2,
                         .sharedIntermediate = 192,
                         .denseIntermediate = 64,
                         .expertHidden = 128},
         .extraMatrices = 10,
         .extraVectors = 7},
        {.layers = 1,
         .attention = {.kind = AttentionKind::Full, .queryHeads = 4, .kvHeads = 4, .headDim = 64},
         .feedForward = {.intermediate = 704}},
        {.layers = 2,
         .attention = {.kind = AttentionKind::Latent,
                       .queryHeads = 8,
                       .kvHeads = 1,
                       .valueDim = 48,
                       .latent = {.queryRank = 96, .kvRank = 64, .nopeDim = 32, .ropeDim = 16},
                       .selection = {.tokens = 100, .heads = 4, .headDim = 32}},
         .feedForward = {.kind = FeedForwardKind::None}},
        {.layers = 5,
         .attention = {.kind = AttentionKind::Recurrent,
                       .recurrence = {.form = "Mamba",
                                      .inputWidth = 1000,
                                      .outputWidth = 500,
                                      .innerMatrices = 300,
                                      .vectors = 20,
                                      .state = 8000,
                                      .flopPerStateElement = 6}},
         .feedForward = {.intermediate = 1024}}};
    Architecture twice = mixed.architecture;
    twice.hidden = 512;
    twice.extraTables = 1000;
    twice.synthetic = true;
    LayerGroup& window = twice.groups[0];
    window.layers = 6;
    window.attention.queryHeads = 24; // the KV heads, the window and the number of experts stay
    window.feedForward.intermediate = 256;
    window.feedForward.sharedIntermediate = 384;
    window.feedForward.denseIntermediate = 128;
    window.feedForward.expertHidden = 256;
    window.extraMatrices = 40;
    window.extraVectors = 14;
    LayerGroup& full = twice.groups[1];
    full.layers = 2;
    full.attention.queryHeads = full.attention.kvHeads = 8; // multi-head attention stays multi-head
    full.feedForward.intermediate = 1408;
    twice.groups[2].layers = 4;
    twice.groups[2].attention.queryHeads = 16; // ranks and the selection stay
    LayerGroup& recurrent = twice.groups[3];
    recurrent.layers = 10;
    recurrent.attention.recurrence.inputWidth = 2000;
    recurrent.attention.recurrence.outputWidth = 1000;
    recurrent.attention.recurrence.innerMatrices = 1200;
    recurrent.attention.recurrence.vectors = 40;
    recurrent.attention.recurrence.state = 16000;
    recurrent.feedForward.intermediate = 2048;
    QVERIFY(resized(mixed, 8.0 * parameterCount(mixed.architecture), catalogue().models) == twice);
    // So little more that every layer and head is rounded back leaves the model as it is.
    QVERIFY(resized(mixed, 1.001 * parameterCount(mixed.architecture), catalogue().models) == mixed.architecture);
}

void ScaleTest::leavesAloneWhatItCannotScale() {
    const Model& whole = preset("yi-34b-200k");
    QVERIFY(resized(whole, 0.0, catalogue().models) == whole.architecture);
    QVERIFY(resized(whole, -1.0, catalogue().models) == whole.architecture);
    QVERIFY(resized(Model{}, 1e9, catalogue().models) == Architecture{});
}

void ScaleTest::needsNoFamily() {
    // A user's own model, not in the catalogue and of no family, scales with the cube root alone.
    Model own = preset("yi-34b-200k");
    own.id = "own";
    own.family.clear();
    const Architecture same = resized(own, parameterCount(own.architecture), catalogue().models);
    QVERIFY(same == own.architecture);
    const Architecture small = resized(own, parameterCount(own.architecture) / 27.0, {});
    QCOMPARE(small.groups.front().layers, 20.0);
    QCOMPARE(small.hidden, 2368.0);                            // the multiple of 64 nearest to 2389.3
    QCOMPARE(small.groups.front().attention.queryHeads, 16.0); // the multiple of 8 nearest to 18.7
    QVERIFY(small.synthetic);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ScaleTest)
#include "scale_test.moc"
