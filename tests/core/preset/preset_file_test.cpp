// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preset/preset_file.h"

#include "core/near.h"
#include "registry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// Preset documents, and through them the reader that all documents share.

namespace longpeak {
namespace {

using test::shown;

template <typename Value>
QStringList faultsOf(const Result<Value>& result) {
    QStringList out;
    if (!result)
        for (const Fault& fault : result.faults()) out << shown(fault.text());
    return out;
}

const std::string model = R"({"id": "m", "name": "M", "hidden": 64, "vocabulary": 100, "groups": [{"layers": 2,
    "attention": {"kind": "full", "query_heads": 4, "kv_heads": 2, "head_dim": 16},
    "feed_forward": {"kind": "dense", "intermediate": 128}}], "sources": [{"what": "all", "ref": "https://example.org"}]})";

std::string models(const std::string& list) {
    return R"({"format": "longpeak-models", "version": 1, "models": [)" + list + "]}";
}

class PresetFileTest : public QObject {
    Q_OBJECT

private slots:
    void readsModels();
    void tellsFaultsOfModels_data();
    void tellsFaultsOfModels();
    void boundsTheGroupsOfAModel();
    void readsEveryKind();
    void readsMixtures();
    void tellsFaultsOfKinds_data();
    void tellsFaultsOfKinds();
    void readsAccelerators();
    void tellsFaultsOfAccelerators();
    void readsMethods();
    void tellsFaultsOfMethods();
    void knowsTheKind();
    void refusesBrokenText_data();
    void refusesBrokenText();
    void refusesFiles();
    void takesOnlyOneOfAFile();
};

void PresetFileTest::readsModels() {
    const auto read = readModels(models(model), "m.json");
    QCOMPARE(faultsOf(read), QStringList{});
    QCOMPARE(read->size(), std::size_t{1});
    const Model& m = read->front();
    QVERIFY(m.architecture.groups.front().feedForward.gated); // defaults of what is left out
    QCOMPARE(m.architecture.groups.front().norms, 2.0);
    QVERIFY(!m.architecture.tiedEmbeddings && !m.architecture.synthetic);
    QCOMPARE(m.maxContext.si(), 0.0);
    QCOMPARE(m.publishedParameters, 0.0);
    QVERIFY(m.family.empty());
    // A byte order mark, as some editors write it, is no fault.
    QVERIFY(bool(readModels("\xef\xbb\xbf" + models(model), "m.json")));
}

void PresetFileTest::tellsFaultsOfModels_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("fault");
    const auto add = [](const char* from, const char* to, const char* fault) {
        QTest::addRow("%s -> %s", from, to) << QString(from) << QString(to) << QString(fault);
    };
    add("\"id\": \"m\", ", "", "/models/0/id: is missing");
    add("\"id\": \"m\"", "\"id\": null", "/models/0/id: must be text, not null");
    add("\"id\": \"m\"", "\"id\": \"\"", "/models/0/id: must not be empty");
    add("\"hidden\": 64", "\"hidden\": null", "/models/0/hidden: must be a number, not null");
    add("\"hidden\": 64", "\"hidden\": \"64\"", "/models/0/hidden: must be a number, not string");
    add("\"hidden\": 64", "\"hidden\": 64.5", "/models/0/hidden: must be a whole number, not 64.5");
    add("\"hidden\": 64", "\"hidden\": -1", "/models/0/hidden: must be from 1 to 1000000, not -1");
    add("\"hidden\": 64, ", "", "/models/0/hidden: is missing");
    add("\"layers\": 2", "\"layers\": 0", "/models/0/groups/0/layers: must be from 1 to 10000, not 0");
    add("\"kv_heads\": 2", "\"kv_heads\": 5",
        "/models/0/groups/0/attention/kv_heads: must not be more than query_heads");
    add("\"full\"", "\"sparse\"",
        "/models/0/groups/0/attention/kind: must be one of full, window, chunked, latent, recurrent, none, not "
        "'sparse'");
    add("\"full\"", "null", "/models/0/groups/0/attention/kind: must be text, not null");
    add("\"dense\"", "\"moe\"", "/models/0/groups/0/feed_forward/kind: must be one of dense, mixture, none, not 'moe'");
    add("\"intermediate\": 128", "\"intermediate\": 128, \"gated\": 1",
        "/models/0/groups/0/feed_forward/gated: must be true or false, not number");
    add("\"head_dim\": 16", "\"head_dim\": 16, \"bias\": true",
        "/models/0/groups/0/attention/bias: is not a known key");
    add("\"head_dim\": 16", "\"head_dim\": 16, \"shared\": true", "/models/0/groups: has no layer that keeps a cache");
    add("[{\"what\"", "[], \"x\": [{\"what\"",
        "/models/0/sources: must not be empty\nm.json: /models/0/x: is not a known key");
    add("\"what\": \"all\", ", "", "/models/0/sources/0/what: is missing");
    add("[{\"layers\"", "[5, {\"layers\"", "/models/0/groups/0: must be an object, not number");
    add("longpeak-models", "longpeak-methods", "/format: must be 'longpeak-models', not 'longpeak-methods'");
    add("\"version\": 1", "\"version\": 7", "/version: is 7; this program reads up to 1, a newer one wrote the file");
    add("\"models\"", "\"modells\"", "/models: is missing\nm.json: /modells: is not a known key");
}

/// Each would cost a moment in every estimate.
void PresetFileTest::boundsTheGroupsOfAModel() {
    Model many = readModels(models(model), "m.json")->front();
    many.architecture.groups.assign(1000, many.architecture.groups.front());
    QVERIFY(readModels(writeModelDocument(many), "m.json"));
    many.architecture.groups.push_back(many.architecture.groups.front());
    QCOMPARE(faultsOf(readModels(writeModelDocument(many), "m.json")),
             QStringList{"m.json: /models/0/groups: has more than 1000 groups of layers"});
}

void PresetFileTest::tellsFaultsOfModels() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, fault);
    QString text = shown(models(model));
    QCOMPARE(text.count(from), 1);
    text.replace(from, to);
    QCOMPARE(faultsOf(readModels(text.toStdString(), "m.json")), ("m.json: " + fault).split('\n'));
}

/// A model whose first group has that attention and that feed-forward; the other one keeps a cache, as some layer must.
std::string modelOf(const QString& attention, const QString& feedForward) {
    return models(QString(R"({"id": "m", "name": "M", "hidden": 64, "vocabulary": 100, "groups": [{"layers": 2,
        "attention": {%1}, "feed_forward": {%2}}, {"layers": 1,
        "attention": {"kind": "full", "query_heads": 4, "kv_heads": 2, "head_dim": 16}, "feed_forward": {"kind": "none"}}],
        "sources": [{"what": "all", "ref": "https://example.org"}]})")
                      .arg(attention, feedForward)
                      .toStdString());
}

const QString dense = R"("kind": "dense", "intermediate": 128)";
const QString noAttention = R"("kind": "none")";

void PresetFileTest::readsEveryKind() {
    const auto attentionOf = [](const char* text) {
        const auto read = readModels(modelOf(text, dense), "m.json");
        if (faultsOf(read).isEmpty()) return read->front().architecture.groups.front().attention;
        qWarning("%s", qPrintable(faultsOf(read).first()));
        return Attention{};
    };
    const Attention window = attentionOf(
        R"("kind": "window", "query_heads": 4, "kv_heads": 2, "head_dim": 16, "value_dim": 8, "window": 512,
           "shared": true, "output_gate": true, "key_is_value": true, "qkv_bias": true, "qk_norm": true)");
    QVERIFY((window == Attention{.kind = AttentionKind::Window,
                                 .queryHeads = 4,
                                 .kvHeads = 2,
                                 .headDim = 16,
                                 .valueDim = 8,
                                 .window = 512,
                                 .shared = true,
                                 .outputGate = true,
                                 .keyIsValue = true,
                                 .queryKeyValueBias = true,
                                 .queryKeyNorm = true}));
    const Attention chunked = attentionOf(
        R"("kind": "chunked", "query_heads": 4, "kv_heads": 2, "head_dim": 16, "value_dim": 16, "window": 512)");
    QVERIFY((chunked == Attention{.kind = AttentionKind::Chunked,
                                  .queryHeads = 4,
                                  .kvHeads = 2,
                                  .headDim = 16, // and the same for values is said once
                                  .window = 512}));
    const Attention latent = attentionOf(
        R"("kind": "latent", "query_heads": 4, "query_rank": 24, "kv_rank": 32, "nope_dim": 16, "rope_dim": 8,
           "value_dim": 12, "selection": {"tokens": 2048, "heads": 6, "head_dim": 10})");
    QVERIFY((latent == Attention{.kind = AttentionKind::Latent,
                                 .queryHeads = 4,
                                 .kvHeads = 1,
                                 .valueDim = 12,
                                 .latent = {.queryRank = 24, .kvRank = 32, .nopeDim = 16, .ropeDim = 8},
                                 .selection = {.tokens = 2048, .heads = 6, .headDim = 10}}));
    const Attention recurrent = attentionOf(
        R"("kind": "recurrent", "form": "Mamba", "input_width": 256, "output_width": 128, "inner_matrices": 1000,
           "vectors": 50, "state": 2048, "state_bytes": 4, "flop_per_state_element": 6)");
    QVERIFY((recurrent == Attention{.kind = AttentionKind::Recurrent,
                                    .recurrence = {.form = "Mamba",
                                                   .inputWidth = 256,
                                                   .outputWidth = 128,
                                                   .innerMatrices = 1000,
                                                   .vectors = 50,
                                                   .state = 2048,
                                                   .stateBytes = 4,
                                                   .flopPerStateElement = 6}}));
    QVERIFY((attentionOf(R"("kind": "none")") == Attention{.kind = AttentionKind::None}));
}

void PresetFileTest::readsMixtures() {
    const auto read = readModels(modelOf(noAttention, R"("kind": "mixture", "intermediate": 128, "gated": false,
        "experts": 16, "active": 3, "shared_intermediate": 256, "dense_intermediate": 64, "expert_hidden": 32)"),
                                 "m.json");
    QCOMPARE(faultsOf(read), QStringList{});
    QVERIFY((read->front().architecture.groups.front().feedForward == FeedForward{.kind = FeedForwardKind::Mixture,
                                                                                  .intermediate = 128,
                                                                                  .gated = false,
                                                                                  .experts = 16,
                                                                                  .active = 3,
                                                                                  .sharedIntermediate = 256,
                                                                                  .denseIntermediate = 64,
                                                                                  .expertHidden = 32}));
    const auto plain = readModels(
        modelOf(noAttention, R"("kind": "mixture", "intermediate": 128, "experts": 16, "active": 16)"), "m.json");
    QCOMPARE(faultsOf(plain), QStringList{}); // all experts may be active
    QVERIFY(plain->front().architecture.groups.front().feedForward.gated);
    QCOMPARE(plain->front().architecture.groups.front().feedForward.sharedIntermediate, 0.0);
}

void PresetFileTest::tellsFaultsOfKinds_data() {
    QTest::addColumn<QString>("attention");
    QTest::addColumn<QString>("feedForward");
    QTest::addColumn<QString>("fault"); // below the group
    const auto attention = [](const char* name, const char* text, const char* fault) {
        QTest::newRow(name) << QString(text) << dense << "/attention/" + QString(fault);
    };
    const auto feedForward = [](const char* name, const char* text, const char* fault) {
        QTest::newRow(name) << noAttention << QString(text) << QString(fault);
    };
    attention("window without its size", R"("kind": "window", "query_heads": 4, "kv_heads": 2, "head_dim": 16)",
              "window: is missing");
    attention("full with a window", R"("kind": "full", "query_heads": 4, "kv_heads": 2, "head_dim": 16, "window": 9)",
              "window: is not a known key");
    attention("latent without its rank",
              R"("kind": "latent", "query_heads": 4, "nope_dim": 16, "rope_dim": 8, "value_dim": 16)",
              "kv_rank: is missing");
    attention("latent without keys",
              R"("kind": "latent", "query_heads": 4, "kv_rank": 32, "nope_dim": 0, "rope_dim": 0, "value_dim": 16)",
              "nope_dim: must not be 0 where rope_dim is");
    attention("half a value", R"("kind": "full", "query_heads": 4, "kv_heads": 2, "head_dim": 16, "value_dim": 8.5)",
              "value_dim: must be a whole number, not 8.5");
    attention("latent with KV heads", R"("kind": "latent", "query_heads": 4, "kv_heads": 1, "kv_rank": 32,
              "nope_dim": 16, "rope_dim": 8, "value_dim": 16)",
              "kv_heads: is not a known key");
    attention("selection of a window", R"("kind": "window", "query_heads": 4, "kv_heads": 2, "head_dim": 16,
              "window": 9, "selection": {"tokens": 1, "heads": 1, "head_dim": 1})",
              "selection: is not a known key");
    attention("selection of nothing", R"("kind": "full", "query_heads": 4, "kv_heads": 2, "head_dim": 16,
              "selection": {"tokens": 0, "heads": 1, "head_dim": 1})",
              "selection/tokens: must be from 1 to 1000000000, not 0");
    attention("recurrent without its state", R"("kind": "recurrent", "form": "Mamba", "input_width": 4,
              "output_width": 2, "flop_per_state_element": 6)",
              "state: is missing");
    attention("recurrent with heads", R"("kind": "recurrent", "form": "Mamba", "input_width": 4, "output_width": 2,
              "state": 8, "flop_per_state_element": 6, "query_heads": 4)",
              "query_heads: is not a known key");
    attention("none with heads", R"("kind": "none", "query_heads": 4)", "query_heads: is not a known key");
    feedForward("more active than there are", R"("kind": "mixture", "intermediate": 128, "experts": 4, "active": 5)",
                "/feed_forward/active: must not be more than experts");
    feedForward("mixture without experts", R"("kind": "mixture", "intermediate": 128, "active": 5)",
                "/feed_forward/experts: is missing");
    feedForward("dense with experts", R"("kind": "dense", "intermediate": 128, "experts": 4)",
                "/feed_forward/experts: is not a known key");
    feedForward("neither", R"("kind": "none")", ": has neither attention nor a feed-forward");
    feedForward("neither, and a width", R"("kind": "none", "intermediate": 128)",
                "/feed_forward/intermediate: is not a known key\n: has neither attention nor a feed-forward");
}

void PresetFileTest::tellsFaultsOfKinds() {
    QFETCH(QString, attention);
    QFETCH(QString, feedForward);
    QFETCH(QString, fault);
    QStringList expected = fault.split('\n');
    for (QString& line : expected) line.prepend("m.json: /models/0/groups/0");
    QCOMPARE(faultsOf(readModels(modelOf(attention, feedForward), "m.json")), expected);
}

const char* const accelerators = R"({"format": "longpeak-accelerators", "version": 1, "accelerators": [
    {"id": "a", "name": "A", "memory_bytes": 1e10, "bandwidth_bytes_per_s": 1e12, "peak_flops": {"bf16": 1e14},
     "host_link_bytes_per_s": 1e10, "dollars_per_hour": 3.6, "sources": [{"what": "all", "ref": "https://example.org"}]}]})";

void PresetFileTest::readsAccelerators() {
    const auto read = readAccelerators(accelerators, "a.json");
    QCOMPARE(faultsOf(read), QStringList{});
    const Accelerator& a = read->front();
    QCOMPARE(a.memory.si(), 1e10);
    QCOMPARE(a.bandwidth.si(), 1e12);
    QCOMPARE(a.peaks.bf16->si(), 1e14);
    QVERIFY(!a.peaks.fp8 && !a.peaks.fp4);
    NEAR(a.price->si(), 0.001, 1e-15);
}

void PresetFileTest::tellsFaultsOfAccelerators() {
    QString text(accelerators);
    text.replace("\"peak_flops\": {\"bf16\": 1e14},", "\"peak_flops\": {\"bf16\": 312, \"fp32\": 1e13},");
    text.replace("\"dollars_per_hour\": 3.6", "\"dollars_per_hour\": -1");
    text.replace("\"memory_bytes\": 1e10", "\"memory_bytes\": 80");
    const QStringList expected{
        "a.json: /accelerators/0/memory_bytes: must be from 1000000000 to 100000000000000, not 80",
        "a.json: /accelerators/0/peak_flops/bf16: must be from 1000000000 to 1e+19, not 312",
        "a.json: /accelerators/0/peak_flops: needs bf16 or fp16",
        "a.json: /accelerators/0/peak_flops/fp32: is not a known key",
        "a.json: /accelerators/0/dollars_per_hour: must be from 0 to 1000, not -1"};
    QCOMPARE(faultsOf(readAccelerators(text.toStdString(), "a.json")), expected);
    text = QString(accelerators).replace("\"peak_flops\": {\"bf16\": 1e14},", "");
    QCOMPARE(faultsOf(readAccelerators(text.toStdString(), "a.json")),
             QStringList{"a.json: /accelerators/0/peak_flops: is missing"});
}

const char* const methods = R"({"format": "longpeak-methods", "version": 1, "methods": [{"id": "x", "name": "X",
    "year": 2024, "axes": ["layer", "token"], "mechanism": "does it", "kv_bytes_kept_ratio": 4,
    "ratio_basis": "reported", "sources": [{"what": "paper", "ref": "https://example.org"}]}]})";

void PresetFileTest::readsMethods() {
    const auto read = readMethods(methods, "x.json");
    QCOMPARE(faultsOf(read), QStringList{});
    const Method& m = read->front();
    QCOMPARE(m.keptRatio.value_or(0), 4.0);
    QVERIFY(!m.readRatio && !m.prefillFlopRatio && !m.decodeFlopRatio);
    QVERIFY((m.axes == std::vector<std::string>{"layer", "token"}));
    QCOMPARE(m.year, 2024);
}

void PresetFileTest::tellsFaultsOfMethods() {
    QString text(methods);
    text.replace("[\"layer\", \"token\"]", "[\"layers\", 5]").replace("2024", "24").replace("reported", "rumoured");
    const QStringList expected{
        "x.json: /methods/0/year: must be from 1990 to 2100, not 24",
        "x.json: /methods/0/axes: must hold texts only, not number",
        "x.json: /methods/0/axes: must be of layer, head, token, hidden, not 'layers'",
        "x.json: /methods/0/ratio_basis: must be one of reported, structural, nominal, not 'rumoured'"};
    QCOMPARE(faultsOf(readMethods(text.toStdString(), "x.json")), expected);
    text = QString(methods).replace("[\"layer\", \"token\"]", "\"layer\"");
    QCOMPARE(faultsOf(readMethods(text.toStdString(), "x.json")),
             QStringList{"x.json: /methods/0/axes: must be a list, not string"});
}

void PresetFileTest::knowsTheKind() {
    const auto kindOf = [](const std::string& format) {
        return documentKind("{\"format\": \"" + format + "\", \"rest\": 1}", "d.json");
    };
    for (const char* format : {"longpeak-scenario", "longpeak-estimate", "longpeak-simulation"})
        QVERIFY(*kindOf(format) == DocumentKind::Scenario);
    QVERIFY(*kindOf("longpeak-models") == DocumentKind::Models);
    QVERIFY(*kindOf("longpeak-accelerators") == DocumentKind::Accelerators);
    QVERIFY(*kindOf("longpeak-methods") == DocumentKind::Methods);
    QVERIFY(*kindOf("longpeak-measurements") == DocumentKind::Measurements);
    QCOMPARE(faultsOf(kindOf("longpeak-dreams")).size(), 1);
    QVERIFY(
        faultsOf(kindOf("longpeak-dreams")).first().startsWith("d.json: /format: must be one of longpeak-scenario"));
    for (const char* text : {"{}", "{\"format\": null}", "{\"format\": 5}", "[]", "5", "\"longpeak-scenario\"", ""})
        QVERIFY2(!documentKind(text, "d.json"), text);
}

void PresetFileTest::refusesBrokenText_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char* name, const QByteArray& text, const char* reason) {
        QTest::newRow(name) << text << QString(reason);
    };
    // Bytes that are no UTF-8: alone, overlong, a surrogate, cut short.
    for (const char* bad : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xe2\x82"})
        add(QByteArray(bad).toHex().constData(), QByteArray("{\n\"format\": \"") + bad + "\"}", "line 2, column ");
    add("zero byte", QByteArray("{\0}", 3), "line 1, column 2: ");
    add("control character", "{\"a\": \"\n\"}", "line 1, column 8: ");
    add("comment", "// no\n{}", "line 1, column 1: ");
    add("half an escape", R"({"a": "\u12"})", "line 1, column 12: ");
    add("lone surrogate", R"({"a": "\ud800"})", "line 1, column 14: ");
    add("leading zero", R"({"a": 01})", "line 1, column 8: ");
    add("single quotes", "{'a': 1}", "line 1, column 2: ");
    add("cut short", "{\"models\": [\n{\"id\": ", "line 2, column 7: while reading value - unexpected end of input");
    add("blank", " \n ", "line 2, column 1: while reading value - unexpected end of input");
}

void PresetFileTest::refusesBrokenText() {
    QFETCH(QByteArray, text);
    QFETCH(QString, reason);
    const QStringList faults = faultsOf(readModels(text.toStdString(), "m.json"));
    QCOMPARE(faults.size(), 1);
    QVERIFY2(faults.first().startsWith("m.json: /: " + reason), qPrintable(faults.first()));
}

void PresetFileTest::refusesFiles() {
    QTemporaryDir folder;
    const auto path = [&](const char* name) { return folder.filePath(name).toStdString(); };
    const auto reasonOf = [](const std::string& file) {
        const auto read = readModelFile(file);
        return read ? QString("read") : shown(read.faults().front().reason.english());
    };
    QCOMPARE(reasonOf(path("none.json")), "no such file");
    QCOMPARE(reasonOf(""), "no such file");
    QCOMPARE(reasonOf(folder.path().toStdString()), "is a directory, not a file");
    QFile empty(folder.filePath("empty.json"));
    QVERIFY(empty.open(QIODevice::WriteOnly));
    empty.close();
    QCOMPARE(reasonOf(path("empty.json")), "is empty");
    QFile large(folder.filePath("large.json"));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(16'000'001));
    large.close();
    QCOMPARE(reasonOf(path("large.json")), "is larger than 16.0 MB, no document of this program is");
}

void PresetFileTest::takesOnlyOneOfAFile() {
    QTemporaryDir folder;
    const QString path = folder.filePath("two.json");
    QString second = shown(model);
    second.replace("\"id\": \"m\"", "\"id\": \"n\"");
    const auto writeFile = [&](const std::string& text) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(QByteArray::fromStdString(text)) > 0;
    };
    QVERIFY(writeFile(models(model + "," + second.toStdString())));
    QCOMPARE(faultsOf(readModelFile(path.toStdString())),
             QStringList{path + ": /: holds 2 presets; exactly one can be chosen"});
    QVERIFY(writeFile(models(model + "," + model)));
    QCOMPARE(faultsOf(readModelFile(path.toStdString())), QStringList{path + ": /models/1/id: 'm' stands twice"});
    QVERIFY(writeFile(models(model)));
    const auto one = readModelFile(path.toStdString());
    QCOMPARE(faultsOf(one), QStringList{});
    QCOMPARE(shown(one->id), "m");
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::PresetFileTest)
#include "preset_file_test.moc"
