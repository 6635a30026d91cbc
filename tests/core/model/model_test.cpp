// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/model.h"

#include "core/near.h"
#include "core/samples.h"

#include <QTest>

#include <map>

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
    void agreesWithPublishedCount_data();
    void agreesWithPublishedCount();
    void countsActiveParameters();
    void countsCache_data();
    void countsCache();
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
    // One table, two matrices in the feed-forward.
    // 50257·12288 + 96·(4·12288² + 2·12288·49152 + 2·12288) + 12288
    //   = 617 558 016 + 96·(603 979 776 + 1 207 959 552 + 24 576) + 12288
    QTest::newRow("gpt-3-175b") << 174566105088.0;
}

void ModelTest::countsParameters() {
    QFETCH(double, expected);
    const double counted = parameterCount(preset(QTest::currentDataTag()));
    QVERIFY2(counted == expected, qPrintable(test::decimals(counted, 0)));
}

void ModelTest::agreesWithPublishedCount_data() {
    QTest::addColumn<double>("allowed");
    // Announced by a rounded name only, and counted further off than 2 %.
    const std::map<std::string, double> exceptions{
        {"qwen3-8b", 0.025}, // 8.19e9 is announced as "8B"
    };
    for (const Model& model : catalogue().models) {
        const auto exception = exceptions.find(model.id);
        QTest::newRow(model.id.c_str()) << (exception == exceptions.end() ? 0.02 : exception->second);
    }
    for (const auto& [id, allowed] : exceptions) // an exception that is none any more must go
        QVERIFY2(!test::isNear(parameterCount(preset(id)), preset(id).publishedParameters, 0.02), id.c_str());
}

void ModelTest::agreesWithPublishedCount() {
    QFETCH(double, allowed);
    const Model& model = preset(QTest::currentDataTag());
    QVERIFY(model.publishedParameters > 0);
    NEAR(parameterCount(model), model.publishedParameters, allowed);
}

void ModelTest::countsActiveParameters() {
    // Untied: the input table is a gather of one row. 34 388 917 248 - 64000·7168
    QCOMPARE(activeParameterCount(preset("yi-34b-200k")), 33930165248.0);
    // Tied: the table is the head and works for every token.
    QCOMPARE(activeParameterCount(preset("command-r")), 34980831232.0);
}

void ModelTest::countsCache_data() {
    QTest::addColumn<double>("bytes");           // per token at two bytes an element
    QTest::newRow("yi-34b-200k") << 245760.0;    // 60 layers · 2 · 8 heads · 128 · 2 B
    QTest::newRow("yi-6b-200k") << 65536.0;      // 32 · 2 · 4 · 128 · 2
    QTest::newRow("llama-3-70b") << 327680.0;    // 80 · 2 · 8 · 128 · 2
    QTest::newRow("llama-2-7b") << 524288.0;     // 32 · 2 · 32 · 128 · 2
    QTest::newRow("llama-2-13b") << 819200.0;    // 40 · 2 · 40 · 128 · 2
    QTest::newRow("llama-3.1-8b") << 131072.0;   // 32 · 2 · 8 · 128 · 2
    QTest::newRow("llama-3.1-405b") << 516096.0; // 126 · 2 · 8 · 128 · 2
    QTest::newRow("command-r") << 1310720.0;     // 40 · 2 · 64 · 128 · 2
    QTest::newRow("qwen2.5-7b") << 57344.0;      // 28 · 2 · 4 · 128 · 2
    QTest::newRow("phi-3-medium") << 204800.0;   // 40 · 2 · 10 · 128 · 2
    QTest::newRow("gpt-3-175b") << 4718592.0;    // 96 · 2 · 96 · 128 · 2
}

void ModelTest::countsCache() {
    QFETCH(double, bytes);
    QCOMPARE(cacheElementsPerToken(preset(QTest::currentDataTag())) * 2.0, bytes);
}

void ModelTest::sumsOverGroups() {
    Model model;
    model.hidden = 10;
    model.vocabulary = 7;
    model.tiedEmbeddings = true;
    model.groups = {
        {.layers = 2, .attention = {.queryHeads = 4, .kvHeads = 2, .headDim = 3}, .feedForward = {.intermediate = 5}},
        {.layers = 3,
         .attention = {.queryHeads = 6, .kvHeads = 1, .headDim = 2, .queryKeyValueBias = true, .queryKeyNorm = true},
         .feedForward = {.intermediate = 4, .gated = false},
         .norms = 1}};
    QCOMPARE(layerCount(model), 5.0);
    QCOMPARE(cacheElementsPerToken(model), 2 * 2.0 * 2 * 3 + 3 * 2.0 * 1 * 2);
    QCOMPARE(queryWidthOverLayers(model), 2 * 4 * 3 + 3 * 6 * 2.0);
    QCOMPARE(queryWidth(model), 12.0);
    // First group: 10·12 + 2·10·6 + 12·10 + 3·10·5 + 2·10 = 530
    // Second group: 10·12 + 2·10·2 + 12·10 + (12 + 2·2) + 2·2 + 2·10·4 + 10 = 390
    QCOMPARE(parameterCount(model), 70 + 2 * 530 + 3 * 390 + 10.0);
}

void ModelTest::describes_data() {
    QTest::addColumn<QString>("expected");
    QTest::newRow("yi-34b-200k") << "34.4 B · 60 layers · GQA 56→8 heads × 128";
    QTest::newRow("llama-2-7b") << "6.74 B · 32 layers · MHA 32 heads × 128";
}

void ModelTest::describes() {
    QFETCH(QString, expected);
    QCOMPARE(shown(describe(preset(QTest::currentDataTag()))), expected);
    QVERIFY(describe(Model{}).empty());
    Model single = preset("llama-2-7b");
    single.groups.front().attention.kvHeads = 1;
    QVERIFY(shown(describe(single)).contains("MQA 32→1 heads"));
}

} // namespace
} // namespace longpeak

QTEST_APPLESS_MAIN(longpeak::ModelTest)
#include "model_test.moc"
