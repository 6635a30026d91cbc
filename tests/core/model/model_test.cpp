// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/model.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

namespace longpeak {
namespace {

using test::catalogue;
using test::shown;

const Model& preset(std::string_view id) {
    const Model* found = catalogue().model(id);
    if (found == nullptr) qFatal("no model of that id");
    return *found;
}

class ModelTest : public QObject {
    Q_OBJECT

private slots:
    void countsParameters_data();
    void countsParameters();
    void countsEveryKind_data();
    void countsEveryKind();
    void agreesWithPublishedCount_data();
    void agreesWithPublishedCount();
    void countsActiveParameters();
    void countsTouchedExperts();
    void sumsOverGroups();
    void describes_data();
    void describes();
};

void ModelTest::countsParameters_data() {
    QTest::addColumn<double>("expected");
    // tables + layers · (queries and output + keys and values + biases + head norms + feed-forward + norms) + last norm
    //
    // 2·64000·7168 + 60·(2·7168² + 2·7168·1024 + 3·7168·20480 + 2·7168) + 7168
    //   = 917 504 000 + 60·(102 760 448 + 14 680 064 + 440 401 920 + 14 336) + 7168
    QTest::newRow("yi-34b-200k") << 34388917248.0;
    // 2·32000·4096 + 32·(4·4096² + 3·4096·11008 + 2·4096) + 4096
    //   = 262 144 000 + 32·(67 108 864 + 135 266 304 + 8192) + 4096
    QTest::newRow("llama-2-7b") << 6738415616.0;
    // 2·128256·8192 + 80·(2·8192² + 2·8192·1024 + 3·8192·28672 + 2·8192) + 8192
    //   = 2 101 346 304 + 80·(134 217 728 + 16 777 216 + 704 643 072 + 16 384) + 8192
    QTest::newRow("llama-3-70b") << 70553706496.0;
    // Biases on queries, keys and values: 3584 + 2·512.
    // 2·152064·3584 + 28·(2·3584² + 2·3584·512 + 4608 + 3·3584·18944 + 2·3584) + 3584
    //   = 1 089 994 752 + 28·(25 690 112 + 3 670 016 + 4608 + 203 685 888 + 7168) + 3584
    QTest::newRow("qwen2.5-7b") << 7615616512.0;
    // Norms on queries and keys: 2·128.
    // 2·151936·4096 + 36·(2·4096² + 2·4096·1024 + 256 + 3·4096·12288 + 2·4096) + 4096
    //   = 1 244 659 712 + 36·(33 554 432 + 8 388 608 + 256 + 150 994 944 + 8192) + 4096
    QTest::newRow("qwen3-8b") << 8190735360.0;
    // One table, one norm a layer.
    // 256000·8192 + 40·(4·8192² + 3·8192·22528 + 8192) + 8192
    //   = 2 097 152 000 + 40·(268 435 456 + 553 648 128 + 8192) + 8192
    QTest::newRow("command-r") << 34980831232.0;
    // One table, a table of 2048 positions, two matrices in the feed-forward; biases of norms, projections and
    // feed-forward: 11·12288.
    // 50257·12288 + 2048·12288 + 96·(4·12288² + 2·12288·49152 + 2·12288 + 11·12288) + 12288
    //   = 617 558 016 + 25 165 824 + 96·(603 979 776 + 1 207 959 552 + 24 576 + 135 168) + 12288
    QTest::newRow("gpt-3-175b") << 174604247040.0;
}

void ModelTest::countsEveryKind_data() {
    QTest::addColumn<double>("total");
    QTest::addColumn<double>("active");
    // Experts: 2·32000·4096 + 32·(2·4096² + 2·4096·1024 + 8·3·4096·14336 + 8·4096 + 2·4096) + 4096
    //   = 262 144 000 + 32·(41 943 040 + 1 409 286 144 + 32 768 + 8192) + 4096
    // Two of eight are active, and the input table is a gather: less 32·6·3·4096·14336 and 32000·4096.
    QTest::newRow("mixtral-8x7b") << 46702792704.0 << 12748853248.0;
    // Latent: queries 7168·1536 + 1536·128·192, latent 7168·576, expanded 512·128·256, output 128·128·7168
    //   = 11 010 048 + 37 748 736 + 4 128 768 + 16 777 216 + 117 440 512 = 187 105 280; norms 1536 + 512 + 2·7168.
    // Three layers of 3·7168·18432 = 396 361 728, and 58 of 257 experts (one shared) of 3·7168·2048 = 44 040 192, a
    // router of 256·7168 and its bias of 256.
    // 2·129280·7168 + 61·(187 105 280 + 16 384) + 3·396 361 728 + 58·(257·44 040 192 + 1 835 008 + 256) + 7168
    // Active: less 129280·7168 and 58·248·44 040 192.
    QTest::newRow("deepseek-v3") << 671026419200.0 << 36625618432.0;
    // And an indexer: 1536·64·128 + 7168·(128 + 64) and a norm of 2·128, 61 times 13 959 424.
    QTest::newRow("deepseek-v3.2") << 671026419200.0 + 61 * 13959424.0 << 36625618432.0 + 61 * 13959424.0;
    // Gated delta net: columns 2048 + 2048 + 2·4096 + 2·32, rows 4096: 2048·16448 = 33 685 504; convolution
    // 8192·4, decays 2·32, norm 128: 32 960. Attention: queries, gate and output 3·2048·4096, keys and values
    // 2·2048·512: 27 262 976; norms 2·256. Feed-forward: 512 experts and a shared one of 3·2048·512 = 3 145 728, a
    // router of 512·2048, the shared one's gate of 2048.
    // 2·151936·2048 + 36·33 718 464 + 12·27 263 488 + 48·(513·3 145 728 + 1 048 576 + 2048 + 2·2048) + 2048
    // Active: less 151936·2048 and 48·502·3 145 728.
    QTest::newRow("qwen3-next-80b-a3b") << 79674391296.0 << 3563764480.0;
    // Mamba: columns 2·8192, rows 8192: 4096·24576 = 100 663 296; inner 8192·(256 + 32) + 256·8192 = 4 456 448;
    // convolution 5·8192, decay 16·8192, 2·8192, norms 256 + 32: 188 704. Attention: 2·4096² + 2·4096·1024.
    // Feed-forward: 16 layers of 16 experts of 3·4096·14336 = 176 160 768 and a router, 16 layers of one.
    // 2·65536·4096 + 28·105 308 448 + 4·41 943 040 + 16·(17·176 160 768 + 65 536) + 32·2·4096 + 4096
    // Active: less 65536·4096 and 16·14·176 160 768.
    QTest::newRow("jamba-1.5-mini") << 51570323328.0 << 11841875840.0;
    // One part a layer. Mamba-2: columns 2·4096 + 2·8·128 + 64, rows 4096: 2688·14400 = 38 707 200; convolution
    // 5·6144, 3·64, norm 4096: 35 008. Attention: 2·2688·4096 + 2·2688·256. Experts of two matrices: 128 of
    // 2·2688·1856 = 9 977 856 and shared 2·2688·3712, a router and its bias of 128.
    // 2·131072·2688 + 23·38 742 208 + 6·23 396 352 + 23·(128·9 977 856 + 19 955 712 + 344 064 + 128) + 52·2688 + 2688
    // Active: less 131072·2688 and 23·122·9 977 856.
    QTest::newRow("nemotron-3-nano") << 31577940288.0 << 3227754816.0;
    // Shared caches: 20 layers with a window and 4 without make keys and values, 15 and 3 read them.
    //   20·(2·2560·2048 + 2·2560·512 + 2·256) + 15·(2·2560·2048 + 256)
    //   4·(2·2560·4096 + 2·2560·1024 + 2·512) + 3·(2·2560·4096 + 512)
    // Each of 42 has a feed-forward of 3·2560·10240, gate and projections of the per-layer input of 3·2560·256, five
    // norms and 7 scales. One table, and one of 42·256 a token that rows are gathered from and that is not active.
    QTest::newRow("gemma-4-e4b") << 262144 * 2560.0 + 262144 * 10752.0 + 20 * 13107712.0 + 15 * 10486016.0 +
                                        4 * 26215424.0 + 3 * 20972032.0 + 42 * (78643200.0 + 1966080 + 12800 + 7) + 2560
                                 << 7463013414.0 - 262144 * 10752.0;
}

void ModelTest::countsEveryKind() {
    QFETCH(double, total);
    QFETCH(double, active);
    const Model& model = preset(QTest::currentDataTag());
    QVERIFY2(parameterCount(model.architecture) == total,
             qPrintable(test::decimals(parameterCount(model.architecture), 0)));
    NEAR(activeParameterCount(model.architecture), active, 1e-14); // experts are subtracted by their share
}

void ModelTest::countsParameters() {
    QFETCH(double, expected);
    const double counted = parameterCount(preset(QTest::currentDataTag()).architecture);
    QVERIFY2(counted == expected, qPrintable(test::decimals(counted, 0)));
}

void ModelTest::agreesWithPublishedCount_data() {
    QTest::addColumn<int>("unused");
    for (const Model& model : catalogue().models) QTest::newRow(model.id.c_str()) << 0;
}

/// Within 2 %, or the preset says why not; and says nothing where there is nothing to say.
void ModelTest::agreesWithPublishedCount() {
    const Model& model = preset(QTest::currentDataTag());
    QVERIFY(model.publishedParameters > 0);
    const bool total = test::isNear(parameterCount(model.architecture), model.publishedParameters, 0.02);
    const bool active = model.publishedActiveParameters == 0 ||
                        test::isNear(activeParameterCount(model.architecture), model.publishedActiveParameters, 0.02);
    QCOMPARE(shown(model.publishedNote).contains("total"), !total);
    QCOMPARE(shown(model.publishedNote).contains("active"), !active);
    // Names are rounded and towers left out, but no further than this.
    NEAR(parameterCount(model.architecture), model.publishedParameters, 0.07);
    if (model.publishedActiveParameters > 0)
        NEAR(activeParameterCount(model.architecture), model.publishedActiveParameters,
             0.16); // "A3B" of Qwen3-Next is 3.56e9
}

void ModelTest::countsActiveParameters() {
    // Untied: the input table is a gather of one row. 34 388 917 248 - 64000·7168
    QCOMPARE(activeParameterCount(preset("yi-34b-200k").architecture), 33930165248.0);
    // Tied: the table is the head and works for every token.
    QCOMPARE(activeParameterCount(preset("command-r").architecture), 34980831232.0);
}

void ModelTest::countsTouchedExperts() {
    // One token picks two of eight; two pick 8·(1 - 0.75²) = 3.5 distinct ones in expectation; many pick all.
    NEAR(expectedExperts(8, 2, 1), 2.0, 1e-14);
    NEAR(expectedExperts(8, 2, 2), 3.5, 1e-14);
    NEAR(expectedExperts(8, 2, 1000), 8.0, 1e-14);
    QCOMPARE(expectedExperts(8, 8, 1), 8.0);
    // One of 256 by 1e-3 of a token: the first order, 1e-3, where a power would have lost half of its digits.
    NEAR(expectedExperts(256, 1, 1e-3), 1e-3 * (1.0 + 1.0 / 512), 1e-5);
    const Model& mixtral = preset("mixtral-8x7b");
    const double expert = 32 * 3 * 4096 * 14336.0;
    NEAR(touchedParameterCount(mixtral.architecture, 1), activeParameterCount(mixtral.architecture), 1e-14);
    NEAR(touchedParameterCount(mixtral.architecture, 2), activeParameterCount(mixtral.architecture) + 1.5 * expert,
         1e-14);
    NEAR(touchedParameterCount(mixtral.architecture, 1000), parameterCount(mixtral.architecture) - 32000 * 4096.0,
         1e-14);
}

void ModelTest::sumsOverGroups() {
    Model model;
    model.architecture.hidden = 10;
    model.architecture.vocabulary = 7;
    model.architecture.tiedEmbeddings = true;
    model.architecture.groups = {
        {.layers = 2, .attention = {.queryHeads = 4, .kvHeads = 2, .headDim = 3}, .feedForward = {.intermediate = 5}},
        {.layers = 3,
         .attention = {.queryHeads = 6, .kvHeads = 1, .headDim = 2, .queryKeyValueBias = true, .queryKeyNorm = true},
         .feedForward = {.intermediate = 4, .gated = false},
         .norms = 1}};
    QCOMPARE(layerCount(model.architecture), 5.0);
    QCOMPARE(cacheElementsPerToken(model.architecture), 2 * 2.0 * 2 * 3 + 3 * 2.0 * 1 * 2);
    QCOMPARE(queryWidthOverLayers(model.architecture), 2 * 4 * 3 + 3 * 6 * 2.0);
    QCOMPARE(queryWidth(model.architecture), 12.0);
    // First group: 10·12 + 2·10·6 + 12·10 + 3·10·5 + 2·10 = 530
    // Second group: 10·12 + 2·10·2 + 12·10 + (12 + 2·2) + 2·2 + 2·10·4 + 10 = 390
    QCOMPARE(parameterCount(model.architecture), 70 + 2 * 530 + 3 * 390 + 10.0);
}

void ModelTest::describes_data() {
    QTest::addColumn<QString>("expected");
    QTest::newRow("yi-34b-200k") << "34.4 B · 60 layers · GQA 56→8 heads × 128";
    QTest::newRow("llama-2-7b") << "6.74 B · 32 layers · MHA 32 heads × 128";
    QTest::newRow("mixtral-8x7b") << "46.7 B, 12.7 B active · 32 layers · GQA 32→8 heads × 128";
    QTest::newRow("deepseek-v3.2") << "672 B, 37.5 B active · 61 layers · MLA 512 + 64, top 2048";
    QTest::newRow("gemma-3-27b") << "27 B · 62 layers · GQA 32→16 heads × 128 · 52 with a window of 1024";
    QTest::newRow("minimax-01") << "456 B, 47.2 B active · 80 layers · GQA 64→8 heads × 128 · 70 lightning attention";
    QTest::newRow("mistral-7b-v0.1") << "7.24 B · 32 layers · GQA 32→8 heads × 128 · 32 with a window of 4096";
}

void ModelTest::describes() {
    QFETCH(QString, expected);
    QCOMPARE(shown(describe(preset(QTest::currentDataTag()).architecture)), expected);
    QVERIFY(describe(Architecture{}).empty());
    Model single = preset("llama-2-7b");
    single.architecture.groups.front().attention.kvHeads = 1;
    QVERIFY(shown(describe(single.architecture)).contains("MQA 32→1 heads"));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ModelTest)
#include "model_test.moc"
