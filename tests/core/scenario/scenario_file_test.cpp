// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario/scenario_file.h"

#include "core/near.h"
#include "core/samples.h"
#include "cost/estimate.h"
#include "registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace longpeak {
namespace {

using test::catalogue;
using test::shown;

/// A document of that content behind the head that every scenario has.
std::string document(const std::string& content) {
    return R"({"format": "longpeak-scenario", "version": 1, )" + content + "}";
}

const std::string presets = R"("model": {"preset": "yi-34b-200k"}, "accelerator": {"preset": "a100-sxm-80g"})";

Result<Scenario> read(const std::string& text) {
    return readScenario(text, "scene.json", catalogue());
}

QStringList faultsOf(const Result<Scenario>& result) {
    QStringList out;
    if (!result)
        for (const Fault& fault : result.faults()) out << shown(fault.text());
    return out;
}

class ScenarioFileTest : public QObject {
    Q_OBJECT

private slots:
    void readsShipped_data();
    void readsShipped();
    void fillsInDefaults();
    void readsEveryValue();
    void tellsFaults_data();
    void tellsFaults();
    void tellsAllFaultsAtOnce();
    void carriesCustomPresets();
    void carriesTheUsersOwnPresets();
    void tellsFaultsInCustomPresets();
    void readsEstimateDocuments();
    void writesStably();
    void opensByNameOrFile();
};

void ScenarioFileTest::readsShipped_data() {
    QTest::addColumn<int>("unused");
    QVERIFY(catalogue().scenarios.size() >= 2);
    for (const ShippedScenario& shipped : catalogue().scenarios) QTest::newRow(shipped.id.c_str()) << 0;
}

void ScenarioFileTest::readsShipped() {
    const auto opened = openScenario(QTest::currentDataTag(), catalogue());
    QCOMPARE(faultsOf(opened), QStringList{});
    QVERIFY(!opened->name.empty() && !opened->note.empty());
    QVERIFY(evaluate(*opened).fits);
}

void ScenarioFileTest::fillsInDefaults() {
    const auto made = read(document(presets));
    QCOMPARE(faultsOf(made), QStringList{});
    const Scenario& s = *made;
    QVERIFY(s.name.empty() && s.note.empty());
    QCOMPARE(s.deployment.plan.tensor, 1.0);
    QCOMPARE(s.deployment.hostMemory.si(), 1e12);
    QCOMPARE(s.context.si(), 50000.0);
    QVERIFY(s.precision == Precision{});
    QVERIFY(s.compression == Compression{});
    QCOMPARE(s.session.users, 1.0);
    QCOMPARE(s.session.rounds, 5.0);
    QCOMPARE(s.session.question.si(), 100.0);
    QCOMPARE(s.session.answer.si(), 250.0);
    QCOMPARE(s.session.think.si(), 60.0);
    QVERIFY(s.efficiency == Efficiency{});
    QVERIFY(s.deployment.overrides == AcceleratorOverrides{});
    QVERIFY(!s.parameters && !s.attentionCoefficient);
    QVERIFY(s.model == *catalogue().model("yi-34b-200k"));
    QVERIFY(s.architecture == s.model.architecture);
}

void ScenarioFileTest::readsEveryValue() {
    // Keys in an order of their own: a size set before its model is named must not be forgotten.
    const auto made = read(document(R"("users": 7, "context": 128000, "name": "N", "note": "T",
        "accelerator": {"flops": 2e14, "bandwidth": 1e12, "memory": 4e10, "preset": "a100-sxm-80g"},
        "paper": {"attention_coefficient": 7000.5},
        "model": {"parameters": 6.8e10, "preset": "yi-34b-200k"},
        "link": {"bandwidth": 1e10}, "host": {"memory": 5e11}, "price": {"gpu_hour": 1.25}, "gpus": 4,
        "dtype": {"weights": "int4", "kv": "fp8", "compute": "int8"},
        "compression": {"layer": 2, "head": 3, "token": 4, "hidden": 5.5},
        "session": {"rounds": 2, "question": 11, "answer": 12, "think": 0.5},
        "efficiency": {"prefill": 0.5, "decode": 0.6, "link": 0.7}, "cost_model": "paper")"));
    QCOMPARE(faultsOf(made), QStringList{});
    const Scenario& s = *made;
    QCOMPARE(shown(s.name), "N");
    QCOMPARE(shown(s.note), "T");
    QCOMPARE(s.session.users, 7.0);
    QCOMPARE(s.context.si(), 128000.0);
    QCOMPARE(s.deployment.overrides.flops->si(), 2e14);
    QCOMPARE(s.deployment.overrides.bandwidth->si(), 1e12);
    QCOMPARE(s.deployment.overrides.memory->si(), 4e10);
    QCOMPARE(s.deployment.overrides.link->si(), 1e10);
    NEAR(s.deployment.overrides.price->si(), 1.25 / 3600, 1e-15);
    QCOMPARE(s.deployment.hostMemory.si(), 5e11);
    QCOMPARE(s.deployment.plan.tensor, 4.0);
    QCOMPARE(s.attentionCoefficient.value_or(0), 7000.5);
    QCOMPARE(s.parameters.value_or(0), 6.8e10);
    QCOMPARE(s.architecture.groups.front().layers, 75.0); // resized, see scale_test
    QCOMPARE(s.model.architecture.groups.front().layers, 60.0);
    QVERIFY((s.precision == Precision{.weights = Dtype::Int4, .cache = Dtype::Fp8, .compute = Dtype::Int8}));
    QVERIFY((s.compression == Compression{2, 3, 4, 5.5}));
    QVERIFY((s.session == Session{7, 2, Tokens(11), Tokens(12), Seconds(0.5)}));
    QVERIFY((s.efficiency == Efficiency{0.5, 0.6, 0.7}));
}

void ScenarioFileTest::tellsFaults_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("fault");
    const auto add = [](const char* name, const std::string& text, const char* fault) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QString::fromUtf8(fault);
    };
    add("empty", "", "scene.json: /: is empty");
    add("list", "[1, 2]", "scene.json: /: must be an object, not array");
    add("number", "5", "scene.json: /: must be an object, not number");
    add("null", "null", "scene.json: /: must be an object, not null");
    add("truncated", "{\"format\": \"longpeak-scenario\",\n \"version\": 1",
        "scene.json: /: line 2, column 13: while reading object - unexpected end of input; expected '}'");
    add("unquoted", "{\n  \"format\": longpeak\n}",
        "scene.json: /: line 2, column 13: while reading value - invalid literal; last read: '\"format\": l'");
    add("two values", "{} {}",
        "scene.json: /: line 1, column 4: while reading value - unexpected '{'; expected end of input");
    add("trailing comma", "{\"a\": 1,}",
        "scene.json: /: line 1, column 9: while reading object key - unexpected '}'; expected string literal");
    add("NaN", "{\"context\": NaN}",
        "scene.json: /: line 1, column 13: while reading value - invalid literal; last read: '\"context\": N'");
    add("number too large", document(presets + R"(, "context": 1e999)"),
        "scene.json: /: number overflow parsing '1e999'");
    add("too deep", std::string(40, '[') + std::string(40, ']'), "scene.json: /: is nested deeper than 32 levels");
    add("far too deep", std::string(1000000, '['), "scene.json: /: is nested deeper than 32 levels");
    add("key twice", document(presets + R"(, "context": 4000, "context": 5000)"),
        "scene.json: /: has the key 'context' twice in one object");
    add("key twice inside", document(presets + R"(, "dtype": {"kv": "fp8", "kv": "int4"})"),
        "scene.json: /: has the key 'kv' twice in one object");

    add("no format", R"({"version": 1, )" + presets + "}", "scene.json: /format: is missing");
    add("format null", R"({"format": null, "version": 1, )" + presets + "}",
        "scene.json: /format: must be text, not null");
    add("format number", R"({"format": 5, "version": 1, )" + presets + "}",
        "scene.json: /format: must be text, not number");
    add("format empty", R"({"format": "", "version": 1, )" + presets + "}", "scene.json: /format: must not be empty");
    add("other format", R"({"format": "longpeak-models", "version": 1, )" + presets + "}",
        "scene.json: /format: must be 'longpeak-scenario', not 'longpeak-models'");
    add("no version", R"({"format": "longpeak-scenario", )" + presets + "}", "scene.json: /version: is missing");
    add("newer version", R"({"format": "longpeak-scenario", "version": 2, )" + presets + "}",
        "scene.json: /version: is 2; this program reads up to 1, a newer one wrote the file");
    add("half a version", R"({"format": "longpeak-scenario", "version": 1.5, )" + presets + "}",
        "scene.json: /version: must be a whole number, not 1.5\n"
        "scene.json: /version: is 1.5; this program reads up to 1, a newer one wrote the file");
    add("version as text", R"({"format": "longpeak-scenario", "version": "1", )" + presets + "}",
        "scene.json: /version: must be a number, not string");

    add("no model", document(R"("accelerator": {"preset": "a100-sxm-80g"})"), "scene.json: /model: is missing");
    add("no accelerator", document(R"("model": {"preset": "yi-34b-200k"})"), "scene.json: /accelerator: is missing");
    add("model null", document(R"("model": null, "accelerator": {"preset": "a100-sxm-80g"})"),
        "scene.json: /model: must be an object, not null");
    add("model as text", document(R"("model": "yi-34b-200k", "accelerator": {"preset": "a100-sxm-80g"})"),
        "scene.json: /model: must be an object, not string");
    add("model without preset", document(R"("model": {}, "accelerator": {"preset": "a100-sxm-80g"})"),
        "scene.json: /model/preset: is missing");
    add("preset null", document(R"("model": {"preset": null}, "accelerator": {"preset": "a100-sxm-80g"})"),
        "scene.json: /model/preset: must be text, not null");
    add("preset empty", document(R"("model": {"preset": ""}, "accelerator": {"preset": "a100-sxm-80g"})"),
        "scene.json: /model/preset: must not be empty");
    add("unknown preset", document(R"("model": {"preset": "yi-34b-200"}, "accelerator": {"preset": "a100-sxm-80g"})"),
        "scene.json: /model/preset: there is no model 'yi-34b-200'; did you mean 'yi-34b-200k'?");
    add("unlike any preset", document(R"("model": {"preset": "yi-34b-200k"}, "accelerator": {"preset": "abacus!!"})"),
        "scene.json: /accelerator/preset: there is no accelerator 'abacus!!'");
    add("custom null", document(R"("model": {"custom": null}, "accelerator": {"preset": "a100-sxm-80g"})"),
        "scene.json: /model/custom: must be an object, not null");

    add("unknown key", document(presets + R"(, "contexts": 4000)"), "scene.json: /contexts: is not a known key");
    add("unknown method", document(presets + R"(, "compression": {"methods": ["snapkw"]})"),
        "scene.json: /compression/methods: there is no method 'snapkw'; did you mean 'snapkv'?");
    add("two methods on one axis", document(presets + R"(, "compression": {"methods": ["h2o", "snapkv"]})"),
        "scene.json: /compression/methods: SnapKV and H2O (Heavy-Hitter Oracle) both work on the axis "
        "'token'; only one of them can be chosen");
    add("unknown key inside", document(presets + R"(, "session": {"round": 5})"),
        "scene.json: /session/round: is not a known key");
    add("key to escape", document(presets + R"(, "a/b~c": 1)"), "scene.json: /a~1b~0c: is not a known key");
    add("preset where none is", document(presets + R"(, "preset": "x")"), "scene.json: /preset: is not a known key");
    add("text for a number", document(presets + R"(, "context": "50K")"),
        "scene.json: /context: must be a number, not string");
    add("null for a number", document(presets + R"(, "context": null)"),
        "scene.json: /context: must be a number, not null");
    add("number for text", document(presets + R"(, "name": 5)"), "scene.json: /name: must be text, not number");
    add("number for a choice", document(presets + R"(, "dtype": {"kv": 1})"),
        "scene.json: /dtype/kv: must be text, not number");
    add("null for a choice", document(presets + R"(, "dtype": {"kv": null})"),
        "scene.json: /dtype/kv: must be text, not null");
    add("empty choice", document(presets + R"(, "dtype": {"kv": ""})"), "scene.json: /dtype/kv: must not be empty");
    add("unknown choice", document(presets + R"(, "dtype": {"kv": "fp7"})"),
        "scene.json: /dtype/kv: must be one of bf16, fp16, fp8, int8, int4, fp4, mxfp4, nvfp4, not 'fp7'");
    add("list for an object", document(presets + R"(, "session": [])"),
        "scene.json: /session: must be an object, not array");
    add("out of range", document(presets + R"(, "context": 999)"),
        "scene.json: /context: must be from 1K to 10M, not 999");
    add("out of range inside", document(presets + R"(, "efficiency": {"decode": 70})"),
        "scene.json: /efficiency/decode: must be from 1 % to 100 %, not 7000 %");
    add("not whole", document(presets + R"(, "users": 1.5)"), "scene.json: /users: must be a whole number, not 1.5");
    add("estimate without scenario", R"({"format": "longpeak-estimate", "version": 1, )" + presets + "}",
        "scene.json: /format: must be 'longpeak-scenario', not 'longpeak-estimate'");
}

void ScenarioFileTest::tellsFaults() {
    QFETCH(QByteArray, text);
    QFETCH(QString, fault);
    QCOMPARE(faultsOf(read(text.toStdString())), fault.split('\n'));
}

void ScenarioFileTest::tellsAllFaultsAtOnce() {
    const auto result = read(R"({"format": "other", "version": 3, "model": {"preset": "nothing like it", "size": 1},
        "context": 5, "dtype": {"kv": 5, "weights": "fp9"}, "what": {}})");
    const QStringList expected{
        "scene.json: /format: must be 'longpeak-scenario', not 'other'",
        "scene.json: /version: is 3; this program reads up to 1, a newer one wrote the file",
        "scene.json: /model/preset: there is no model 'nothing like it'",
        "scene.json: /model/size: is not a known key",
        "scene.json: /accelerator: is missing",
        "scene.json: /dtype/weights: must be one of bf16, fp16, fp8, int8, int4, fp4, mxfp4, nvfp4, not 'fp9'",
        "scene.json: /dtype/kv: must be text, not number",
        "scene.json: /context: must be from 1K to 10M, not 5",
        "scene.json: /what: is not a known key"};
    QCOMPARE(faultsOf(result), expected);
}

Model ownModel() {
    Model model;
    model.id = "own";
    model.name = "Own \"model\"";
    model.developer = "me";
    model.family = "own-family";
    model.architecture.hidden = 1536;
    model.architecture.vocabulary = 50000;
    model.architecture.tiedEmbeddings = true;
    model.maxContext = Tokens(8192);
    model.nativeDtype = "bf16";
    model.publishedParameters = 1.3e9;
    model.publishedActiveParameters = 0.4e9;
    model.publishedNote = "rounded";
    model.architecture.extraTables = 1e6;
    model.architecture.groups = {
        {.layers = 10,
         .attention = {.queryHeads = 12, .kvHeads = 4, .headDim = 96, .queryKeyValueBias = true},
         .feedForward = {.intermediate = 4000, .gated = false},
         .norms = 1},
        {.layers = 3,
         .attention = {.kind = AttentionKind::Window,
                       .queryHeads = 12,
                       .kvHeads = 12,
                       .headDim = 128,
                       .valueDim = 64,
                       .window = 4096,
                       .shared = true,
                       .outputGate = true,
                       .keyIsValue = true,
                       .queryKeyNorm = true},
         .feedForward = {.kind = FeedForwardKind::Mixture,
                         .intermediate = 600,
                         .experts = 32,
                         .active = 4,
                         .sharedIntermediate = 700,
                         .denseIntermediate = 800,
                         .expertHidden = 512},
         .extraMatrices = 11,
         .extraVectors = 22},
        {.layers = 1,
         .attention = {.kind = AttentionKind::Latent,
                       .queryHeads = 12,
                       .kvHeads = 1,
                       .valueDim = 96,
                       .latent = {.queryRank = 256, .kvRank = 128, .nopeDim = 64, .ropeDim = 32},
                       .selection = {.tokens = 2048, .heads = 4, .headDim = 16}},
         .feedForward = {.kind = FeedForwardKind::None}},
        {.layers = 2,
         .attention = {.kind = AttentionKind::Recurrent,
                       .recurrence = {.form = "Mamba",
                                      .inputWidth = 3000,
                                      .outputWidth = 1500,
                                      .innerMatrices = 4000,
                                      .vectors = 50,
                                      .state = 6000,
                                      .stateBytes = 4,
                                      .flopPerStateElement = 6}},
         .feedForward = {.intermediate = 6000}},
        {.layers = 1, .attention = {.kind = AttentionKind::None}, .feedForward = {.intermediate = 6000}}};
    model.architecture.synthetic = true;
    model.confidence = "config";
    model.notes = "notes";
    model.sources = {{"all", "https://example.org"}, {"rest", "github:a/b@c d"}};
    return model;
}

Accelerator ownAccelerator() {
    Accelerator a;
    a.id = "own-gpu";
    a.name = "Own";
    a.vendor = "me";
    a.kind = "PCIe card";
    a.announced = true;
    a.memory = Bytes(123456789012.0);
    a.nominalMemory = Bytes(120e9);
    a.memoryBasis = "guessed";
    a.bandwidth = BytesPerSecond(1.2345e12);
    a.peaks.fp16 = FlopPerSecond(1.5e14);
    a.peaks.fp8 = FlopPerSecond(3e14);
    a.hostLink = "PCIe 5.0 x8";
    a.linkBandwidth = BytesPerSecond(3.2e10);
    a.deviceLink = "bridge";
    a.deviceLinkBandwidth = BytesPerSecond(5e10);
    a.price = Dollars(1.1) / hour;
    a.priceNote = "made up";
    a.confidence = "secondary";
    a.notes = "notes";
    a.sources = {{"all", "https://example.org"}};
    return a;
}

void ScenarioFileTest::carriesCustomPresets() {
    Scenario s = test::paper50k();
    chooseModel(s, ownModel());
    chooseAccelerator(s, ownAccelerator());
    const std::string text = writeScenario(s, catalogue());
    QVERIFY(shown(text).contains("\"custom\""));
    const auto back = read(text);
    QCOMPARE(faultsOf(back), QStringList{});
    QVERIFY(back->model == s.model);
    QVERIFY(back->deployment.accelerator == s.deployment.accelerator);
    QVERIFY(*back == s);
    // A shipped preset is named; one that was changed under the same id is carried.
    QVERIFY(!shown(writeScenario(test::paper50k(), catalogue())).contains("custom"));
    Scenario changed = test::paper50k();
    changed.deployment.accelerator.bandwidth = BytesPerSecond(3e12);
    QVERIFY(shown(writeScenario(changed, catalogue())).contains("custom"));
}

/// Another machine has none of the user's presets, so that a document may not name them.
void ScenarioFileTest::carriesTheUsersOwnPresets() {
    Catalogue extended = catalogue();
    extended.ownModels = {ownModel()};
    extended.ownAccelerators = {ownAccelerator()};
    Scenario s = test::paper50k();
    chooseModel(s, ownModel());
    chooseAccelerator(s, ownAccelerator());
    const std::string text = writeScenario(s, extended);
    QCOMPARE(text, writeScenario(s, catalogue()));
    const auto elsewhere = read(text);
    QCOMPARE(faultsOf(elsewhere), QStringList{});
    QVERIFY(*elsewhere == s);
    // Here they can be named all the same: by hand in a document, and like any other preset.
    const auto named = readScenario(document("\"model\": {\"preset\": \"" + ownModel().id + "\"}, " +
                                             "\"accelerator\": {\"preset\": \"" + ownAccelerator().id + "\"}"),
                                    "scene.json", extended);
    QCOMPARE(faultsOf(named), QStringList{});
    QVERIFY(named->model == ownModel());
    QVERIFY(named->deployment.accelerator == ownAccelerator());
    Scenario typed = test::paper50k();
    QVERIFY(setFromText(typed, test::row("model"), ownModel().id, extended, "here"));
    QVERIFY(typed.model == ownModel());
    QVERIFY(!setFromText(typed, test::row("model"), ownModel().id, catalogue(), "here"));
}

void ScenarioFileTest::tellsFaultsInCustomPresets() {
    QCOMPARE(faultsOf(read(document(R"("model": {"preset": "yi-34b-200k", "custom": {}},
        "accelerator": {"preset": "a100-sxm-80g"})")))
                 .first(),
             "scene.json: /model/custom: stands beside 'preset'; only one of them can be");
    const auto result = read(document(R"("model": {"custom": {"id": "m", "name": "M", "hidden": 0, "vocabulary": 10.5,
        "groups": [{"layers": 2, "attention": {"kind": "sliding", "query_heads": 4, "kv_heads": 8, "head_dim": 64},
        "feed_forward": {"kind": "dense", "intermediate": 10, "gates": 2}}], "sources": []}},
        "accelerator": {"custom": {"id": "a", "name": "A", "memory_bytes": 8e10, "bandwidth_bytes_per_s": 1,
        "peak_flops": {"fp8": 1e14}, "host_link_bytes_per_s": 3e10}})"));
    const QStringList expected{
        "scene.json: /model/custom/hidden: must be from 1 to 1000000, not 0",
        "scene.json: /model/custom/vocabulary: must be a whole number, not 10.5",
        "scene.json: /model/custom/groups/0/attention/kind: must be one of full, window, chunked, latent, recurrent, "
        "none, not "
        "'sliding'",
        "scene.json: /model/custom/groups/0/attention/kv_heads: must not be more than query_heads",
        "scene.json: /model/custom/groups/0/feed_forward/gates: is not a known key",
        "scene.json: /model/custom/sources: must not be empty",
        "scene.json: /accelerator/custom/bandwidth_bytes_per_s: must be from 10000000000 to 1000000000000000, not 1",
        "scene.json: /accelerator/custom/peak_flops: needs bf16 or fp16",
        "scene.json: /accelerator/custom/sources: is missing"};
    QCOMPARE(faultsOf(result), expected);
}

void ScenarioFileTest::readsEstimateDocuments() {
    const std::string inner = document(presets + R"(, "context": 4000)");
    const auto nested = read(R"({"format": "longpeak-estimate", "version": 9, "metrics": {"x": 1}, "scenario": )" +
                             inner + "}");
    QCOMPARE(faultsOf(nested), QStringList{});
    QVERIFY(*nested == *read(inner));
    QVERIFY(*read(R"({"format": "longpeak-simulation", "events": [], "scenario": )" + inner + "}") == *nested);
    // Its faults say where in the whole document they are.
    const auto bad = read(R"({"format": "longpeak-estimate", "scenario": )" + document(presets + R"(, "context": 4)") +
                          "}");
    QCOMPARE(faultsOf(bad), QStringList{"scene.json: /scenario/context: must be from 1K to 10M, not 4"});
    QCOMPARE(faultsOf(read(R"({"format": "longpeak-estimate", "scenario": null})")).first(),
             "scene.json: /scenario: must be an object, not null");
    // A format that is no text is a fault and not the end of the program.
    for (const char* format : {"5", "null", "[]", "{}", "true"})
        QVERIFY(!faultsOf(read(std::string(R"({"scenario": {}, "format": )") + format + "}")).isEmpty());
}

void ScenarioFileTest::writesStably() {
    const QString text = shown(writeScenario(test::paper50k(), catalogue()));
    QVERIFY(text.startsWith("{\n  \"format\": \"longpeak-scenario\",\n  \"version\": 1,\n"));
    QVERIFY(text.endsWith("}\n"));
    QVERIFY(text.contains("\"parameters\": 34000000000"));
    QVERIFY(text.contains("\"context\": 50000,"));
    QVERIFY(text.contains("\"users\": 3"));
    QVERIFY(!text.contains("flops")); // automatic values are not written
    QVERIFY(!text.contains("gpu_hour"));
    Scenario odd = test::paper50k();
    odd.name = "\xff broken";
    QVERIFY(!writeScenario(odd, catalogue()).empty()); // no valid UTF-8, and yet no exception
}

void ScenarioFileTest::opensByNameOrFile() {
    QVERIFY(bool(openScenario(std::string(defaultScenario), catalogue())));
    QTemporaryDir folder;
    const QString path = folder.filePath("a scene.json");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(writeScenario(test::paper4k(), catalogue())));
    file.close();
    const auto opened = openScenario(path.toStdString(), catalogue());
    QCOMPARE(faultsOf(opened), QStringList{});
    QVERIFY(*opened == test::paper4k());
    QCOMPARE(faultsOf(openScenario("paper-34b-50m", catalogue())),
             QStringList{"paper-34b-50m: /: no such file or shipped scenario; did you mean 'paper-34b-50k'?"});
    QCOMPARE(faultsOf(openScenario("nothing/of/that/name", catalogue())),
             QStringList{"nothing/of/that/name: /: no such file"});
    const QString here = folder.path();
    QCOMPARE(faultsOf(openScenario(here.toStdString(), catalogue())),
             QStringList{here + ": /: is a directory, not a file"});
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ScenarioFileTest)
#include "scenario_file_test.moc"
