// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/model/config.h"
#include "core/samples.h"

#include "preset/preset_file.h"
#include "quantity/format.h"
#include "registry.h"

#include <QDir>
#include <QtTest>

#include <algorithm>
#include <map>

// Configs of published models: the shape that comes out, its parameters and its cache. The files hold the keys of the
// published config.json that matter.

namespace longpeak::test {

namespace {

QString number(double value) {
    return decimals(value, 0);
}

/// "GQA heads", "MLA ranks" or the form of the mixer.
QString shownAttention(const Attention& a) {
    if (a.kind == AttentionKind::None) return QStringLiteral("none");
    if (a.kind == AttentionKind::Recurrent)
        return shown(a.recurrence.form) + " " + number(a.recurrence.state) + " x " + number(a.recurrence.stateBytes);
    QString text;
    if (a.kind == AttentionKind::Latent) {
        const LatentRanks& r = a.latent;
        text = "latent " + number(a.queryHeads) + " of " + number(r.queryRank) + "/" + number(r.kvRank) + " " +
               number(r.nopeDim) + "+" + number(r.ropeDim) + ">" + number(a.valueDim);
    } else {
        text = number(a.queryHeads) + "/" + number(a.kvHeads) + " x " + number(a.headDim);
        if (a.kind == AttentionKind::Window) text = "window " + number(a.window) + " " + text;
        if (a.kind == AttentionKind::Chunked) text = "chunk " + number(a.window) + " " + text;
    }
    if (a.selection.tokens > 0)
        text += " top " + number(a.selection.tokens) + " by " + number(a.selection.heads) + " x " +
                number(a.selection.headDim);
    if (a.shared) text += " shared";
    if (a.outputGate) text += " gate";
    if (a.keyIsValue) text += " k=v";
    if (a.queryKeyValueBias) text += " bias";
    if (a.queryKeyNorm) text += " qknorm";
    return text;
}

QString shownFeedForward(const FeedForward& f) {
    if (f.kind == FeedForwardKind::None) return QStringLiteral("none");
    QString text = (f.gated ? "" : "plain ") + number(f.intermediate);
    if (f.kind == FeedForwardKind::Dense) return text;
    text = number(f.active) + " of " + number(f.experts) + " x " + text;
    if (f.sharedIntermediate > 0) text += " + shared " + number(f.sharedIntermediate);
    if (f.denseIntermediate > 0) text += " + dense " + number(f.denseIntermediate);
    return text;
}

/// "80: 64/8 x 128 | 28672" for each group.
QStringList shownGroups(const Model& model) {
    QStringList lines;
    for (const LayerGroup& group : model.architecture.groups)
        lines << number(group.layers) + ": " + shownAttention(group.attention) + " | " +
                     shownFeedForward(group.feedForward);
    return lines;
}

QStringList configNames() {
    QStringList names = QDir(QStringLiteral(LONGPEAK_TEST_DATA "/huggingface")).entryList({"*.json"}, QDir::Files);
    for (QString& name : names) name.chop(5);
    return names;
}

void addConfigs() {
    QTest::addColumn<int>("unused");
    for (const QString& name : configNames()) QTest::newRow(qPrintable(name)) << 0;
}

struct Shape {
    const char* name;
    QStringList groups;
};

const std::vector<Shape>& shapeRows() {
    static const std::vector<Shape> rows{
        {"llama-3-70b", {"80: 64/8 x 128 | 28672"}},
        {"llama-2-7b", {"32: 32/32 x 128 | 11008"}}, // no num_key_value_heads: as many as query heads
        {"mistral-7b-v0.1", {"32: window 4096 32/8 x 128 | 14336"}},
        {"mistral-small-3.1", {"40: 32/8 x 128 | 32768"}}, // head_dim is not 5120 / 32
        {"mixtral-8x7b", {"32: 32/8 x 128 | 2 of 8 x 14336"}},
        {"qwen2.5-7b", {"28: 28/4 x 128 bias | 18944"}}, // the window is switched off
        {"qwen1.5-moe-a2.7b", {"24: 16/16 x 128 bias | 4 of 60 x 1408 + shared 5632"}},
        {"qwen3-8b", {"36: 32/8 x 128 qknorm | 12288"}},
        {"qwen3-235b-a22b", {"94: 64/4 x 128 qknorm | 8 of 128 x 1536"}},
        // States: 32 heads · 128 · 128 + 3 columns · (2·16·128 + 32·128); 48 · 128 · 128 + 3 · (2·16·128 + 48·128)
        {"qwen3-next-80b-a3b",
         {"36: gated delta net 548864 x 2 | 10 of 512 x 512 + shared 512",
          "12: 16/2 x 256 gate qknorm | 10 of 512 x 512 + shared 512"}},
        {"qwen3.5-27b", {"48: gated delta net 817152 x 4 | 17408", "16: 24/4 x 256 gate qknorm | 17408"}},
        {"gemma-7b", {"28: 16/16 x 256 | 24576"}},
        {"gemma-2-27b", {"23: window 4096 32/16 x 128 | 36864", "23: 32/16 x 128 | 36864"}},
        // Each sixth of 62, of 34 and of 26 layers is global.
        {"gemma-3-27b", {"52: window 1024 32/16 x 128 qknorm | 21504", "10: 32/16 x 128 qknorm | 21504"}},
        {"gemma-3-4b", {"29: window 1024 8/4 x 256 qknorm | 10240", "5: 8/4 x 256 qknorm | 10240"}},
        {"gemma-3-1b", {"22: window 512 4/1 x 256 qknorm | 6912", "4: 4/1 x 256 qknorm | 6912"}},
        {"gemma-4-26b-a4b",
         {"25: window 1024 16/8 x 256 qknorm | 8 of 128 x 704 + dense 2112",
          "5: 16/2 x 512 k=v qknorm | 8 of 128 x 704 + dense 2112"}},
        // Of 42 layers the last 18 share: 24 and 18, each sixth global.
        {"gemma-4-e4b",
         {"20: window 512 8/2 x 256 qknorm | 10240", "4: 8/2 x 512 qknorm | 10240",
          "15: window 512 8/2 x 256 shared qknorm | 10240", "3: 8/2 x 512 shared qknorm | 10240"}},
        {"phi-3-medium-128k", {"40: 40/10 x 128 | 17920"}}, // a window as long as the context
        {"falcon-40b", {"60: 128/8 x 64 | plain 32768"}},
        {"falcon-7b", {"32: 71/1 x 64 | plain 18176"}}, // multi_query, whatever num_kv_heads says
        {"command-r", {"40: 64/64 x 128 | 22528"}},
        {"command-r7b", {"24: window 4096 32/8 x 128 | 14336", "8: 32/8 x 128 | 14336"}},
        {"deepseek-v2",
         {"1: latent 128 of 1536/512 128+64>128 | 12288",
          "59: latent 128 of 1536/512 128+64>128 | 6 of 160 x 1536 + shared 3072"}},
        {"deepseek-v2-lite",
         {"1: latent 16 of 0/512 128+64>128 | 10944",
          "26: latent 16 of 0/512 128+64>128 | 6 of 64 x 1408 + shared 2816"}},
        {"deepseek-v3",
         {"3: latent 128 of 1536/512 128+64>128 | 18432",
          "58: latent 128 of 1536/512 128+64>128 | 8 of 256 x 2048 + shared 2048"}},
        {"deepseek-v3.2",
         {"3: latent 128 of 1536/512 128+64>128 top 2048 by 64 x 128 | 18432",
          "58: latent 128 of 1536/512 128+64>128 top 2048 by 64 x 128 | 8 of 256 x 2048 + shared 2048"}},
        {"kimi-k2",
         {"1: latent 64 of 1536/512 128+64>128 | 18432",
          "60: latent 64 of 1536/512 128+64>128 | 8 of 384 x 2048 + shared 2048"}},
        {"kimi-k2.5",
         {"1: latent 64 of 1536/512 128+64>128 | 18432",
          "60: latent 64 of 1536/512 128+64>128 | 8 of 384 x 2048 + shared 2048"}},
        {"glm-5",
         {"3: latent 64 of 2048/512 192+64>256 top 2048 by 32 x 128 | 12288",
          "75: latent 64 of 2048/512 192+64>256 top 2048 by 32 x 128 | 8 of 256 x 2048 + shared 2048"}},
        {"gpt-oss-120b", {"18: window 128 64/8 x 64 bias | 4 of 128 x 2880", "18: 64/8 x 64 bias | 4 of 128 x 2880"}},
        {"glm-4.5",
         {"3: 96/8 x 128 bias qknorm | 12288", "89: 96/8 x 128 bias qknorm | 8 of 160 x 1536 + shared 1536"}},
        // 72 layers: one in 8 attends, at 4, 12, ..., where none of the odd ones with experts is. 16384·16 + 3·16384.
        {"jamba-1.5-large",
         {"27: Mamba 311296 x 2 | 24576", "36: Mamba 311296 x 2 | 2 of 16 x 24576", "9: 64/8 x 128 | 24576"}},
        {"minimax-text-01",
         {"70: lightning attention 1048576 x 2 | 2 of 32 x 9216", // 64 · 128 · 128
          "10: 64/8 x 128 | 2 of 32 x 9216"}},
        {"minimax-text-01-hf",
         {"70: lightning attention 1048576 x 2 | 2 of 32 x 9216", "10: 64/8 x 128 | 2 of 32 x 9216"}},
        {"minimax-m2.5", {"62: 48/8 x 128 | 8 of 256 x 1536"}},
        {"llama-4-scout",
         {"36: chunk 8192 40/8 x 128 | 1 of 16 x 8192 + shared 8192", "12: 40/8 x 128 | 1 of 16 x 8192 + shared 8192"}},
        // Each second layer is a mixture, and each fourth, always one of them, sees everything.
        {"llama-4-maverick",
         {"24: chunk 8192 40/8 x 128 | 16384", "12: chunk 8192 40/8 x 128 | 1 of 128 x 8192 + shared 8192",
          "12: 40/8 x 128 | 1 of 128 x 8192 + shared 8192"}},
        {"unknown", {"32: 32/32 x 128 | 11008"}},
    };
    return rows;
}

struct Count {
    const char* name;
    double parameters; ///< as published where that is exact, else counted from the published shape
    double cache;      ///< elements per token, layers with a window left out
};

const std::vector<Count>& countRows() {
    static const std::vector<Count> rows{
        {"llama-3-70b", 70'553'706'496, 80 * 2 * 8 * 128},
        {"llama-2-7b", 6'738'415'616, 32 * 2 * 32 * 128},
        {"mistral-7b-v0.1", 7'241'732'096, 0},
        {"mistral-small-3.1", 23'572'403'200, 40 * 2 * 8 * 128},
        {"mixtral-8x7b", 46'702'792'704, 32 * 2 * 8 * 128},
        {"qwen2.5-7b", 7'615'616'512, 28 * 2 * 4 * 128},
        {"qwen1.5-moe-a2.7b", 14'315'784'192, 24 * 2 * 16 * 128},
        {"qwen3-8b", 8'190'735'360, 36 * 2 * 8 * 128},
        {"qwen3-235b-a22b", 235'093'634'560, 94 * 2 * 4 * 128},
        {"qwen3-next-80b-a3b", 79'674'391'296, 12 * 2 * 2 * 256},
        {"qwen3.5-27b", 26'895'998'464, 16 * 2 * 4 * 256},
        {"gemma-7b", 8'537'680'896, 28 * 2 * 16 * 256},
        {"gemma-2-27b", 27'227'128'320, 23 * 2 * 16 * 128},
        {"gemma-3-27b", 27'009'002'240, 10 * 2 * 16 * 128},
        {"gemma-3-4b", 3'880'263'168, 5 * 2 * 4 * 256},
        {"gemma-3-1b", 999'885'952, 4 * 2 * 1 * 256},
        // 25 232 800 000 without a scale of the router, three more norms, the scales of the experts and that of the layer,
        // (4·2816 + 128 + 1) in each of 30 layers.
        {"gemma-4-26b-a4b", 25'233'141'790, 5 * 2 * 2 * 512},
        {"gemma-4-e4b", 7'463'013'414, 4 * 2 * 2 * 512}, // one norm of 256 is shared out as 6 in each of 42 layers
        {"phi-3-medium-128k", 13'960'238'080, 40 * 2 * 10 * 128},
        {"falcon-40b", 41'303'285'760, 60 * 2 * 8 * 64}, // less the bias of the last norm, 8192
        {"falcon-7b", 6'921'716'160, 32 * 2 * 64},       // less 4544
        {"command-r", 34'980'831'232, 40 * 2 * 64 * 128},
        {"command-r7b", 8'028'033'024, 8 * 2 * 8 * 128},
        {"deepseek-v2", 235'741'434'880, 60 * 576},
        {"deepseek-v2-lite", 15'706'484'224, 27 * 576},
        {"deepseek-v3", 671'026'419'200, 61 * 576},
        {"deepseek-v3.2", 671'877'944'064, 61 * (576 + 128)}, // with the keys of the indexer
        {"kimi-k2", 1'026'408'232'448, 61 * 576},
        {"kimi-k2.5", 1'026'408'232'448, 61 * 576},
        {"glm-5", 743'911'218'432, 78 * (576 + 128)},
        // 116 829 156 672 by its makers, less the biases of experts that rest, 124·3·2880 in each of 36 layers.
        {"gpt-oss-120b", 116'790'587'712, 18 * 2 * 8 * 64},
        {"glm-4.5", 352'797'829'024, 92 * 2 * 8 * 128},
        {"jamba-1.5-large", 398'555'145'696, 9 * 2 * 8 * 128},
        {"minimax-text-01", 456'089'655'296, 10 * 2 * 8 * 128},
        {"minimax-text-01-hf", 456'089'655'296, 10 * 2 * 8 * 128},
        // 228 689 320 448 without the norms of queries and keys, (48 + 8)·128 in each of 62 layers.
        {"minimax-m2.5", 228'689'764'864, 62 * 2 * 8 * 128},
        {"llama-4-scout", 107'769'861'120, 12 * 2 * 8 * 128},
        {"llama-4-maverick", 400'711'848'960, 12 * 2 * 8 * 128},
        {"unknown", 6'738'415'616, 32 * 2 * 32 * 128}, // the shape of Llama-2-7B
    };
    return rows;
}

} // namespace

class HuggingFaceTest : public QObject {
    Q_OBJECT

private slots:
    void shapes_data();
    void shapes();
    void counts_data();
    void counts();
    void everyConfigIsTested();
    void countsActiveParameters_data();
    void countsActiveParameters();
    void recurrences_data();
    void recurrences();
    void tablesAndTypes_data();
    void tablesAndTypes();
    void agreesWithPresets();
    void survivesAsAPreset_data() { addConfigs(); }
    void survivesAsAPreset();
    void isRecognised_data() { addConfigs(); }
    void isRecognised();
    void stretchesByYarn();
};

void HuggingFaceTest::shapes_data() {
    QTest::addColumn<QStringList>("groups");
    for (const auto& [name, groups] : shapeRows()) QTest::newRow(name) << groups;
}

void HuggingFaceTest::shapes() {
    QFETCH(QStringList, groups);
    const auto result = imported(config(QTest::currentDataTag()));
    QCOMPARE(faultsOf(result), QStringList());
    QCOMPARE(shownGroups(result->model), groups);
}

void HuggingFaceTest::counts_data() {
    QTest::addColumn<double>("parameters");
    QTest::addColumn<double>("cache");
    for (const Count& count : countRows()) QTest::newRow(count.name) << count.parameters << 2 * count.cache;
}

void HuggingFaceTest::counts() {
    QFETCH(double, parameters);
    QFETCH(double, cache);
    const auto result = imported(config(QTest::currentDataTag()));
    QCOMPARE(faultsOf(result), QStringList());
    QCOMPARE(number(parameterCount(result->model.architecture)), number(parameters));
    QCOMPARE(2 * cacheElementsPerToken(result->model.architecture), cache);
}

/// No config goes untested, and no row tests what is not there.
void HuggingFaceTest::everyConfigIsTested() {
    QStringList shapes;
    QStringList counts;
    for (const Shape& row : shapeRows()) shapes << row.name;
    for (const Count& row : countRows()) counts << row.name;
    shapes.sort();
    counts.sort();
    QStringList names = configNames();
    names.sort();
    QCOMPARE(shapes, names);
    QCOMPARE(counts, names);
}

void HuggingFaceTest::countsActiveParameters_data() {
    QTest::addColumn<double>("active");
    QTest::addColumn<double>("allowed");
    QTest::newRow("mixtral-8x7b") << 12'748'853'248.0 << 1e-9;
    QTest::newRow("deepseek-v3") << 36'625'618'432.0 << 1e-9;
    QTest::newRow("qwen3-next-80b-a3b") << 3'563'764'480.0 << 1e-9;
    QTest::newRow("llama-4-maverick") << 16'150'205'440.0 << 1e-9;
    QTest::newRow("gpt-oss-120b") << 5'132'849'472.0 << 1e-9;
}

void HuggingFaceTest::countsActiveParameters() {
    QFETCH(double, active);
    QFETCH(double, allowed);
    NEAR(activeParameterCount(imported(config(QTest::currentDataTag()))->model.architecture), active, allowed);
}

void HuggingFaceTest::recurrences_data() {
    QTest::addColumn<double>("input");
    QTest::addColumn<double>("output");
    QTest::addColumn<double>("inner");
    QTest::addColumn<double>("vectors");
    QTest::addColumn<double>("flop");
    // Queries and keys 2·2048, values and gate 2·4096, decay and step 2·32. Convolution (2·2048 + 4096)·4, 2·32, norm 128.
    QTest::newRow("qwen3-next-80b-a3b") << 12352.0 << 4096.0 << 0.0 << 32960.0 << 6.0;
    // 16384 twice. x: 16384·(512 + 2·16), step: 512·16384. Convolution 16384·4 and its bias, A 16384·16, D and the bias of
    // the step 2·16384, norms 512 + 2·16.
    QTest::newRow("jamba-1.5-large") << 32768.0 << 16384.0 << 17'301'504.0 << 377'376.0 << 6.0;
    // Queries, keys, values and gate of 64·128 each; a norm over as many.
    QTest::newRow("minimax-text-01") << 32768.0 << 8192.0 << 0.0 << 8192.0 << 4.0;
}

void HuggingFaceTest::recurrences() {
    const auto result = imported(config(QTest::currentDataTag()));
    QCOMPARE(faultsOf(result), QStringList());
    const Recurrence& r = result->model.architecture.groups.front().attention.recurrence;
    QTEST(r.inputWidth, "input");
    QTEST(r.outputWidth, "output");
    QTEST(r.innerMatrices, "inner");
    QTEST(r.vectors, "vectors");
    QTEST(r.flopPerStateElement, "flop");
}

void HuggingFaceTest::tablesAndTypes_data() {
    QTest::addColumn<bool>("tied");
    QTest::addColumn<double>("context");
    QTest::addColumn<QString>("type");
    QTest::addColumn<double>("tables");
    QTest::newRow("llama-3-70b") << false << 8192.0 << "bf16" << 0.0;
    QTest::newRow("llama-2-7b") << false << 4096.0 << "fp16" << 0.0;   // says nothing of its head
    QTest::newRow("gemma-2-27b") << true << 8192.0 << "bf16" << 0.0;   // nor does this one
    QTest::newRow("gemma-3-4b") << true << 131'072.0 << "bf16" << 0.0; // nor of its context
    QTest::newRow("command-r") << true << 131'072.0 << "fp16" << 0.0;  // positions for 8192, but takes 131 072
    QTest::newRow("falcon-40b") << true << 0.0 << "bf16" << 0.0;
    QTest::newRow("deepseek-v3") << false << 163'840.0 << "fp8" << 0.0;
    QTest::newRow("kimi-k2.5") << false << 262'144.0 << "int4" << 0.0;
    QTest::newRow("gpt-oss-120b") << false << 131'072.0 << "mxfp4" << 0.0;
    QTest::newRow("qwen3.5-27b") << false << 262'144.0 << "bf16" << 0.0;
    QTest::newRow("minimax-text-01") << false << 10'240'000.0 << "" << 0.0;
    QTest::newRow("gemma-4-e4b") << true << 131'072.0 << "bf16" << 262'144.0 * 42 * 256;
}

void HuggingFaceTest::tablesAndTypes() {
    const auto result = imported(config(QTest::currentDataTag()));
    QCOMPARE(faultsOf(result), QStringList());
    const Model& model = result->model;
    QTEST(model.architecture.tiedEmbeddings, "tied");
    QTEST(model.maxContext.si(), "context");
    QTEST(shown(model.nativeDtype), "type");
    QTEST(model.architecture.extraTables, "tables");
    QCOMPARE(model.confidence, std::string("config"));
    QVERIFY(model.family.empty() && model.publishedParameters == 0 && !model.architecture.synthetic);
    QCOMPARE(model.sources, (std::vector<Source>{{"architecture", "config.json"}}));
}

/// Where a model is shipped as a preset too, the import gives the same layers.
void HuggingFaceTest::agreesWithPresets() {
    const std::map<QString, const char*> otherIds{
        {"phi-3-medium-128k", "phi-3-medium"}, {"minimax-text-01", "minimax-01"}, {"minimax-text-01-hf", "minimax-01"}};
    // The preset splits global layers evenly between mixtures and dense ones; it leaves out the scale of each layer.
    const QStringList exceptions{"llama-4-maverick", "gemma-4-26b-a4b"};
    int compared = 0;
    for (const QString& name : configNames()) {
        const auto other = otherIds.find(name);
        const Model* preset = catalogue().model(other == otherIds.end() ? name.toStdString() : other->second);
        if (preset == nullptr || exceptions.contains(name)) continue;
        const auto result = imported(config(name));
        QCOMPARE(faultsOf(result), QStringList());
        const Model& model = result->model;
        QVERIFY2(std::ranges::is_permutation(model.architecture.groups, preset->architecture.groups), qPrintable(name));
        QVERIFY2(model.architecture.hidden == preset->architecture.hidden &&
                     model.architecture.vocabulary == preset->architecture.vocabulary &&
                     model.architecture.tiedEmbeddings == preset->architecture.tiedEmbeddings &&
                     model.architecture.extraTables == preset->architecture.extraTables,
                 qPrintable(name));
        ++compared;
    }
    QVERIFY2(compared >= 25, qPrintable(QString::number(compared)));
}

void HuggingFaceTest::survivesAsAPreset() {
    const std::string text = configText(QTest::currentDataTag());
    const auto first = importHuggingFace(text, configFile);
    const auto second = importHuggingFace(text, configFile);
    QCOMPARE(faultsOf(first), QStringList());
    QVERIFY(first->model == second->model);
    QCOMPARE(first->warnings, second->warnings);
    const auto read = readModels(writeModelDocument(first->model), "written.json");
    if (!read) QFAIL(read.faults().front().text().c_str());
    QCOMPARE(read->size(), std::size_t{1});
    QVERIFY(read->front() == first->model);
}

void HuggingFaceTest::isRecognised() {
    const QString name = QTest::currentDataTag();
    const std::string text = configText(name);
    QVERIFY(looksLikeHuggingFaceConfig(text));
    QVERIFY(*documentKind(text, configFile) == DocumentKind::HuggingFace);
    const auto model = readModelFile(configPath(name).toStdString());
    QVERIFY(bool(model));
    QVERIFY(model->architecture.groups == importHuggingFace(text, configFile)->model.architecture.groups);
}

void HuggingFaceTest::stretchesByYarn() {
    const auto contextWith = [](const QJsonObject& scaling) {
        const auto result = imported(
            with(config("qwen2.5-7b"), {{"max_position_embeddings", 32768}, {"rope_scaling", scaling}}));
        return result ? result->model.maxContext.si() : 0.0;
    };
    QCOMPARE(contextWith({{"type", "yarn"}, {"factor", 4.0}, {"original_max_position_embeddings", 32768}}), 131'072.0);
    QCOMPARE(contextWith({{"rope_type", "yarn"}, {"factor", 4.0}, {"original_max_position_embeddings", 4096}}),
             32'768.0); // already in the context
    QCOMPARE(contextWith({{"rope_type", "linear"}, {"factor", 4.0}, {"original_max_position_embeddings", 32768}}),
             32'768.0);
    QCOMPARE(contextWith({{"type", "yarn"}, {"factor", "4"}, {"original_max_position_embeddings", 32768}}), 32'768.0);
    QCOMPARE(contextWith({{"type", "yarn"}, {"factor", 1e30}, {"original_max_position_embeddings", 32768}}), 32'768.0);
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::HuggingFaceTest)
#include "hugging_face_test.moc"
