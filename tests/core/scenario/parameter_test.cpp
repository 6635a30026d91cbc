// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scenario/parameter.h"
#include "scenario/preset_row.h"

#include "core/near.h"
#include "core/samples.h"
#include "nearest.h"
#include "registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <set>

namespace longpeak {
namespace {

using test::catalogue;
using test::paper50k;
using test::row;
using test::shown;
using test::with;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

void addAllParameters() {
    QTest::addColumn<int>("unused");
    for (const Parameter& parameter : parameters()) QTest::newRow(std::string(parameter.id).c_str()) << 0;
}

/// The reason of the only fault, or why there is none.
QString refusal(const Result<Done>& done) {
    if (done) return QStringLiteral("accepted");
    return done.faults().size() == 1 ? shown(done.faults().front().reason.english()) : QStringLiteral("several faults");
}

class ParameterTest : public QObject {
    Q_OBJECT

private slots:
    void keepsItsIds();
    void isWellDeclared_data() { addAllParameters(); }
    void isWellDeclared();
    void hasDefaultOfAScenario();
    void clamps_data();
    void clamps();
    void saysWhyNot_data();
    void saysWhyNot();
    void setsFromText_data();
    void setsFromText();
    void refusesText_data();
    void refusesText();
    void leavesTheScenarioAlone();
    void takesPresetsFromFiles();
    void presetsAreRowsLikeOthers_data();
    void presetsAreRowsLikeOthers();
    void isAutomatic_data();
    void isAutomatic();
    void choosingForgets();
    void choosesMethods();
    void refusesMethods_data();
    void refusesMethods();
    void forgetsMethods();
    void countsAllCompression();
    void showsValues();
    void findsNearest_data();
    void findsNearest();
};

void ParameterTest::keepsItsIds() {
    // Scenario files, the command line and sweeps know parameters by these words: renaming one breaks users' files.
    const std::vector<std::pair<std::string, std::string>> wanted{
        {"model", "/model/preset"},
        {"model.parameters", "/model/parameters"},
        {"accelerator", "/accelerator/preset"},
        {"gpus", "/gpus"},
        {"accelerator.flops", "/accelerator/flops"},
        {"accelerator.bandwidth", "/accelerator/bandwidth"},
        {"accelerator.memory", "/accelerator/memory"},
        {"link.bandwidth", "/link/bandwidth"},
        {"interconnect.bandwidth", "/interconnect/bandwidth"},
        {"interconnect.latency", "/interconnect/latency"},
        {"host.memory", "/host/memory"},
        {"price.gpu_hour", "/price/gpu_hour"},
        {"context", "/context"},
        {"dtype.weights", "/dtype/weights"},
        {"dtype.experts", "/dtype/experts"},
        {"dtype.kv", "/dtype/kv"},
        {"dtype.compute", "/dtype/compute"},
        {"compression.layer", "/compression/layer"},
        {"compression.layer_kept", "/compression/layer_kept"},
        {"compression.layer_read", "/compression/layer_read"},
        {"compression.layer_prefill", "/compression/layer_prefill"},
        {"compression.layer_decode", "/compression/layer_decode"},
        {"compression.layer_after_prefill", "/compression/layer_after_prefill"},
        {"compression.head", "/compression/head"},
        {"compression.head_kept", "/compression/head_kept"},
        {"compression.head_read", "/compression/head_read"},
        {"compression.head_prefill", "/compression/head_prefill"},
        {"compression.head_decode", "/compression/head_decode"},
        {"compression.head_after_prefill", "/compression/head_after_prefill"},
        {"compression.token", "/compression/token"},
        {"compression.token_kept", "/compression/token_kept"},
        {"compression.token_read", "/compression/token_read"},
        {"compression.token_prefill", "/compression/token_prefill"},
        {"compression.token_decode", "/compression/token_decode"},
        {"compression.token_after_prefill", "/compression/token_after_prefill"},
        {"compression.hidden", "/compression/hidden"},
        {"compression.hidden_kept", "/compression/hidden_kept"},
        {"compression.hidden_read", "/compression/hidden_read"},
        {"compression.hidden_prefill", "/compression/hidden_prefill"},
        {"compression.hidden_decode", "/compression/hidden_decode"},
        {"compression.hidden_after_prefill", "/compression/hidden_after_prefill"},
        {"users", "/users"},
        {"batch", "/batch"},
        {"session.rounds", "/session/rounds"},
        {"session.question", "/session/question"},
        {"session.answer", "/session/answer"},
        {"session.think", "/session/think"},
        {"session.think_time", "/session/think_time"},
        {"session.stagger", "/session/stagger"},
        {"session.seed", "/session/seed"},
        {"policy.schedule", "/policy/schedule"},
        {"policy.residency", "/policy/residency"},
        {"efficiency.prefill", "/efficiency/prefill"},
        {"efficiency.decode", "/efficiency/decode"},
        {"efficiency.link", "/efficiency/link"},
        {"efficiency.interconnect", "/efficiency/interconnect"},
        {"cost_model", "/cost_model"},
        {"paper.attention_coefficient", "/paper/attention_coefficient"},
        {"prefill.chunk", "/prefill/chunk"},
        {"convention.causal", "/convention/causal"},
        {"convention.lm_head", "/convention/lm_head"},
        {"convention.attention_block", "/convention/attention_block"},
        {"convention.experts", "/convention/experts"},
        {"convention.window", "/convention/window"},
        {"convention.capacity", "/convention/capacity"},
        {"convention.utilisation", "/convention/utilisation"},
        {"convention.tpot", "/convention/tpot"},
    };
    for (const auto& [id, pointer] : wanted) {
        const Parameter* found = findParameter(id);
        QVERIFY2(found != nullptr, id.c_str());
        QCOMPARE(shown(found->pointer()), shown(pointer));
    }
    QCOMPARE(parameters().size(), wanted.size());
    std::set<std::string_view> ids;
    for (const Parameter& parameter : parameters()) QVERIFY(ids.insert(parameter.id).second);
    QVERIFY(findParameter("") == nullptr);
    QVERIFY(findParameter("Context") == nullptr);
}

void ParameterTest::isWellDeclared() {
    const Parameter& p = row(QTest::currentDataTag());
    QVERIFY(!p.label.empty() && !p.help.empty() && !p.source.empty());
    QVERIFY(p.help.english().ends_with('.'));
    QCOMPARE(p.preset != nullptr, p.scale == Scale::Preset);
    if (p.scale == Scale::Preset) {
        QVERIFY(p.get == nullptr && p.set == nullptr);
        return;
    }
    for (const Choice& choice : p.choices) QVERIFY2(choice.meaning.english().ends_with('.'), choice.text.data());
    for (const KnownValue& known : p.known)
        QVERIFY(known.meaning.english().ends_with('.') && whyNot(p, known.value).empty());
    QVERIFY(p.get != nullptr && p.set != nullptr);
    QCOMPARE(p.isSet == nullptr, p.clear == nullptr);
    QVERIFY(p.maximum >= p.minimum);
    QCOMPARE(p.choices.empty(), p.scale != Scale::Choice);
    if (p.scale == Scale::Choice) QCOMPARE(p.maximum, static_cast<double>(p.choices.size() - 1));
    if (p.scale == Scale::Log) QVERIFY(p.minimum > 0 && p.step > 1);
    if (p.scale == Scale::Linear) QVERIFY(p.step > 0);
    if (!p.isAutomatic()) QVERIFY(whyNot(p, p.fallback).empty());
    for (const double stop : p.stops) QVERIFY(whyNot(p, stop).empty());
    for (std::size_t i = 1; i < p.stops.size(); ++i) QVERIFY(p.stops[i] > p.stops[i - 1]);
    // Both ends are allowed, can be set and are read back.
    for (const double end : {p.minimum, p.maximum}) {
        QVERIFY(whyNot(p, end).empty());
        QCOMPARE(clamped(p, end), end);
        Scenario s = paper50k();
        p.set(s, end, catalogue());
        NEAR(p.get(s), end, 1e-15);
    }
    // What is shipped is within range too.
    const double value = p.get(paper50k());
    QVERIFY(whyNot(p, value).empty());
}

void ParameterTest::hasDefaultOfAScenario() {
    // A value left out of a file and a Scenario made in code must not differ.
    const Scenario plain;
    for (const Parameter& parameter : parameters())
        if (parameter.set != nullptr && !parameter.isAutomatic())
            QVERIFY2(parameter.get(plain) == parameter.fallback, parameter.id.data());
}

void ParameterTest::clamps_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("expected");
    const auto add = [](const char* id, double value, double expected) {
        QTest::addRow("%s %g", id, value) << QString(id) << value << expected;
    };
    add("context", 0, 1000);
    add("context", 1e9, 1e7);
    add("context", 50000.4, 50000);
    add("context", 50000.5, 50001);
    add("context", 999.6, 1000);
    add("context", infinity, 1e7);
    add("context", -infinity, 1000);
    add("gpus", 0.4, 1);
    add("efficiency.prefill", 0.5, 0.5);
    add("efficiency.prefill", 2, 1);
    add("compression.hidden", 1.25, 1.25);
    add("session.think", -1, 0);
}

void ParameterTest::clamps() {
    QFETCH(QString, id);
    QFETCH(double, value);
    QFETCH(double, expected);
    const Parameter& parameter = row(id.toStdString());
    QCOMPARE(clamped(parameter, value), expected);
    QVERIFY(whyNot(parameter, clamped(parameter, value)).empty());
}

void ParameterTest::saysWhyNot_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char* id, double value, const char* reason) {
        QTest::addRow("%s %g", id, value) << QString(id) << value << QString::fromUtf8(reason);
    };
    add("context", 50000, "");
    add("context", 0, "must be from 1K to 10M, not 0");
    add("context", 10000001, "must be from 1K to 10M, not 10000001");
    add("context", 50000.5, "must be a whole number, not 50000.5");
    add("context", nan, "must be a finite number");
    add("context", infinity, "must be a finite number");
    add("efficiency.decode", 1.5, "must be from 1 % to 100 %, not 150 %");
    add("efficiency.decode", 0, "must be from 1 % to 100 %, not 0 %");
    add("compression.head", 0.5, "must be from 1× to 256×, not 0.5");
    add("users", -1, "must be from 1 user to 1000 users, not -1");
    add("session.think", -1, "must be from 0 s to 24.0 h, not -1");
    add("price.gpu_hour", 2000, "must be from $0.00 / h to $1000.00 / h, not 2000");
}

void ParameterTest::saysWhyNot() {
    QFETCH(QString, id);
    QFETCH(double, value);
    QFETCH(QString, reason);
    QCOMPARE(shown(whyNot(row(id.toStdString()), value).english()), reason);
}

void ParameterTest::setsFromText_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("expected");
    const auto add = [](const char* id, const char* text, double expected) {
        QTest::addRow("%s %s", id, text) << QString(id) << QString::fromUtf8(text) << expected;
    };
    add("context", "128K", 128000);
    add("context", "50 000", 50000);
    add("context", "1M", 1e6);
    add("model.parameters", "70B", 70e9);
    add("gpus", "8", 8);
    add("gpus", "8 GPUs", 8);
    add("accelerator.flops", "1 PFLOP/s", 1e15);
    add("accelerator.bandwidth", "2.0 TB/s", 2e12);
    add("accelerator.memory", "40GiB", 42949672960.0);
    add("link.bandwidth", "20 GB/s", 20e9);
    add("host.memory", "2 TB", 2e12);
    add("price.gpu_hour", "$2.5", 2.5);
    add("dtype.kv", "int4", static_cast<double>(Dtype::Int4));
    add("dtype.weights", "fp8", static_cast<double>(Dtype::Fp8));
    add("compression.layer", "4x", 4);
    add("users", "100", 100);
    add("session.think", "2 min", 120);
    add("session.rounds", "7", 7);
    add("efficiency.prefill", "70 %", 0.7);
    add("efficiency.prefill", "0.7", 0.7);
    add("cost_model", "paper", 0);
    add("paper.attention_coefficient", "14336", 14336);
}

void ParameterTest::setsFromText() {
    QFETCH(QString, id);
    QFETCH(QString, text);
    QFETCH(double, expected);
    Scenario s = paper50k();
    const Parameter& parameter = row(id.toStdString());
    const auto done = setFromText(s, parameter, text.toStdString(), catalogue(), "command line");
    QVERIFY2(bool(done), qPrintable(refusal(done)));
    NEAR(parameter.get(s), expected, 1e-15);
    // The text of the value is taken back as the same value.
    Scenario again = paper50k();
    QVERIFY(bool(setFromText(again, parameter, valueText(parameter, s), catalogue(), "command line")));
    QVERIFY(again == s);
}

void ParameterTest::refusesText_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char* id, const char* text, const char* reason) {
        QTest::addRow("%s '%s'", id, text) << QString(id) << QString::fromUtf8(text) << QString::fromUtf8(reason);
    };
    add("context", "lots", "'lots' is not a number of tokens");
    add("context", "", "'' is not a number of tokens");
    add("context", "auto", "'auto' is not a number of tokens");
    add("context", "40 GB", "'40 GB' is not a number of tokens");
    add("context", "1", "must be from 1K to 10M, not 1");
    add("context", "1000.5", "must be a whole number, not 1000.5");
    add("session.rounds", "nan", "'nan' is not a number");
    add("accelerator.memory", "1,5 TB", "'1,5 TB' is not a number of B");
    add("accelerator.memory", "1e999", "'1e999' is not a number of B");
    add("dtype.kv", "int3", "must be one of bf16, fp16, fp8, int8, int4, fp4, mxfp4, nvfp4, not 'int3'");
    add("dtype.kv", "0", "must be one of bf16, fp16, fp8, int8, int4, fp4, mxfp4, nvfp4, not '0'");
    add("cost_model", "", "must be one of paper, operators, not ''");
    add("model", "yi-34b", "there is no model 'yi-34b'; did you mean 'yi-34b-200k'?");
    add("model", "qqqqqqqqq", "there is no model 'qqqqqqqqq'");
    add("model", "", "there is no model ''");
    add("accelerator", "a100-sxm", "there is no accelerator 'a100-sxm'; did you mean 'a100-sxm-40g'?");
    add("accelerator", "h100-sxn", "there is no accelerator 'h100-sxn'; did you mean 'h100-sxm'?");
}

void ParameterTest::refusesText() {
    QFETCH(QString, id);
    QFETCH(QString, text);
    QFETCH(QString, reason);
    Scenario s = paper50k();
    const Parameter& parameter = row(id.toStdString());
    const auto done = setFromText(s, parameter, text.toStdString(), catalogue(), "command line");
    QCOMPARE(refusal(done), reason);
    QCOMPARE(shown(done.faults().front().file), "command line");
    QCOMPARE(shown(done.faults().front().pointer), shown(parameter.pointer()));
    QVERIFY(s == paper50k());
}

void ParameterTest::leavesTheScenarioAlone() {
    // Every parameter, with a value out of its range: refused, and nothing half done.
    for (const Parameter& parameter : parameters()) {
        if (!parameter.isNumeric()) continue;
        Scenario s = paper50k();
        const auto done = setFromText(s, parameter, formatPlain(parameter.maximum * 2.0), catalogue(), "test");
        QVERIFY2(!done, parameter.id.data());
        QVERIFY2(s == paper50k(), parameter.id.data());
    }
}

void ParameterTest::takesPresetsFromFiles() {
    QTemporaryDir folder;
    const std::string path = folder.filePath("own.json").toStdString();
    const auto writeFile = [&](const QByteArray& text) {
        QFile file(QString::fromStdString(path));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    QVERIFY(writeFile(R"({"format": "longpeak-models", "version": 1, "models": [{"id": "own", "name": "Own",
        "hidden": 1024, "vocabulary": 1000, "groups": [{"layers": 2,
        "attention": {"kind": "full", "query_heads": 8, "kv_heads": 8, "head_dim": 128},
        "feed_forward": {"kind": "dense", "intermediate": 4096}}], "sources": [{"what": "all", "ref": "made up"}]}]})"));
    Scenario s = paper50k();
    QVERIFY(bool(setFromText(s, row("model"), path, catalogue(), "command line")));
    QCOMPARE(shown(s.model.id), "own");
    QVERIFY(!s.parameters); // the paper's 34e9 belonged to the model before
    // A file that is wrong tells of itself, not of the command line.
    QVERIFY(writeFile(R"({"format": "longpeak-models", "version": 1, "models": []})"));
    const auto empty = setFromText(s, row("model"), path, catalogue(), "command line");
    QCOMPARE(refusal(empty), "must not be empty");
    QCOMPARE(shown(empty.faults().front().text()), shown(path + ": /models: must not be empty"));
    QVERIFY(writeFile("{}"));
    QVERIFY(!setFromText(s, row("accelerator"), path, catalogue(), "command line"));
    QCOMPARE(refusal(setFromText(s, row("model"), path + "x/none.json", catalogue(), "command line")), "no such file");
    QCOMPARE(shown(s.model.id), "own");
}

void ParameterTest::presetsAreRowsLikeOthers_data() {
    QTest::addColumn<QString>("chosen");
    QTest::addColumn<QString>("name");
    QTest::newRow("model") << "llama-3.1-8b"
                           << "Llama-3.1-8B";
    QTest::newRow("accelerator") << "h100-sxm"
                                 << "NVIDIA H100 SXM5 80GB";
}

/// Text, candidates and a setting, without a word about which preset it is.
void ParameterTest::presetsAreRowsLikeOthers() {
    QFETCH(QString, chosen);
    QFETCH(QString, name);
    const Parameter& p = row(QTest::currentDataTag());
    Catalogue own = catalogue();
    own.ownModels.push_back(own.models.front());
    own.ownAccelerators.push_back(own.accelerators.front());
    own.ownModels.back().id = own.ownAccelerators.back().id = "mine";
    own.ownModels.back().name = own.ownAccelerators.back().name = "Mine";
    const auto candidates = p.preset->candidates(own);
    QVERIFY(candidates.size() > 10 && !candidates.front().isOwn && candidates.back().isOwn);
    Scenario s = paper50k();
    for (const Candidate& candidate : candidates) {
        QVERIFY(setFromText(s, p, candidate.id, own, ""));
        QCOMPARE(valueText(p, s), candidate.id);
        QCOMPARE(displayText(p, s).english(), candidate.name);
        QVERIFY(p.preset->isListed(s, own));
        QVERIFY(!p.preset->facts(s, ByteUnits::Decimal).empty());
        // A document names what is shipped, and gives whole what no other machine has.
        QCOMPARE(p.preset->write(s, own).empty(), !candidate.isOwn);
    }
    QVERIFY(!p.preset->isListed(s, catalogue()));
    QVERIFY(p.preset->choose(s, chosen.toStdString(), own));
    QCOMPARE(shown(displayText(p, s)), name);
    QVERIFY(!p.preset->choose(s, "no-such-preset", own));
    QCOMPARE(shown(valueText(p, s)), chosen);
}

void ParameterTest::isAutomatic_data() {
    QTest::addColumn<double>("automatic");
    QTest::addColumn<double>("own");
    QTest::newRow("model.parameters") << 34388917248.0 << 68e9;
    QTest::newRow("accelerator.flops") << 312e12 << 100e12;
    QTest::newRow("accelerator.bandwidth") << 2.039e12 << 1e12;
    QTest::newRow("accelerator.memory") << 85899345920.0 << 40e9;
    QTest::newRow("link.bandwidth") << 32e9 << 20e9;
    QTest::newRow("price.gpu_hour") << 3.5 << 2.0;
    QTest::newRow("paper.attention_coefficient") << 6656.0 << 14336.0;
}

void ParameterTest::isAutomatic() {
    QFETCH(double, automatic);
    QFETCH(double, own);
    const Parameter& parameter = row(QTest::currentDataTag());
    QVERIFY(parameter.isAutomatic());
    Scenario s;
    chooseModel(s, *catalogue().model("yi-34b-200k"));
    chooseAccelerator(s, *catalogue().accelerator("a100-sxm-80g"));
    const Scenario before = s;
    QVERIFY(!parameter.isSet(s));
    NEAR(parameter.get(s), automatic, 1e-15);
    parameter.set(s, own, catalogue());
    QVERIFY(parameter.isSet(s));
    NEAR(parameter.get(s), own, 1e-15);
    // "auto" takes it back, in full.
    QVERIFY(bool(setFromText(s, parameter, "auto", catalogue(), "test")));
    QVERIFY(!parameter.isSet(s));
    QVERIFY(s == before);
    parameter.set(s, own, catalogue());
    parameter.clear(s, catalogue());
    QVERIFY(s == before);
}

void ParameterTest::choosingForgets() {
    Scenario s = paper50k();
    for (const char* id :
         {"accelerator.flops", "accelerator.bandwidth", "accelerator.memory", "link.bandwidth", "price.gpu_hour"})
        test::set(s, id, row(id).minimum);
    test::set(s, "host.memory", 5e11);
    test::set(s, "paper.attention_coefficient", 1000);
    QVERIFY(bool(setFromText(s, row("accelerator"), "h100-sxm", catalogue(), "test")));
    QVERIFY(s.deployment.overrides == AcceleratorOverrides{});
    QCOMPARE(s.deployment.memoryBandwidth().si(), 3.35e12);
    QCOMPARE(s.deployment.hostMemory.si(), 5e11); // of the host, not of the accelerator
    QVERIFY(s.parameters.has_value());            // the model stays as it was
    QVERIFY(s.attentionCoefficient.has_value());
    QVERIFY(bool(setFromText(s, row("model"), "llama-3-8b", catalogue(), "test")));
    QVERIFY(!s.parameters && !s.attentionCoefficient);
    QVERIFY(s.architecture == s.model.architecture);
    QCOMPARE(s.context.si(), 50000.0);
}

void ParameterTest::choosesMethods() {
    // SnapKV keeps 8.2 times fewer tokens, once the prefill is through; FP8 halves what is stored at once.
    Scenario s = with(paper50k(), "compression.token_decode", 1);
    QVERIFY(bool(chooseMethod(s, "snapkv", catalogue(), "test")));
    QVERIFY(bool(chooseMethod(s, "fp8-kv", catalogue(), "test")));
    const Compression& c = s.compression;
    QVERIFY((c.methods == std::vector<std::string>{"snapkv", "fp8-kv"}));
    QCOMPARE(c.token, 8.2);
    QVERIFY((c.tokenSaves == Savings{.kept = true, .read = true, .afterPrefill = true}));
    QCOMPARE(c.hidden, 2.0);
    QVERIFY((c.hiddenSaves == Savings{.kept = true, .read = true}));
    QCOMPARE(c.keptRatio(), 16.4);
    QCOMPARE(c.peakRatio(), 2.0);
    // Choosing one again changes nothing; dropping one leaves its axis without compression.
    Scenario again = s;
    QVERIFY(bool(chooseMethod(again, "fp8-kv", catalogue(), "test")));
    QVERIFY(again == s);
    dropMethod(again, *catalogue().method("snapkv"));
    QCOMPARE(again.compression.token, 1.0);
    QVERIFY(again.compression.tokenSaves == defaultSavings(CacheAxis::Token));
    QVERIFY((again.compression.methods == std::vector<std::string>{"fp8-kv"}));
    // What is published of several axes together stands on the first of them; reads are saved only where told.
    Scenario both = with(paper50k(), "compression.hidden", 7);
    QVERIFY(bool(chooseMethod(both, "xkv", catalogue(), "test")));
    QCOMPARE(both.compression.layer, 8.0);
    QCOMPARE(both.compression.hidden, 1.0);
    QVERIFY((both.compression.layerSaves == Savings{.kept = true, .read = false, .afterPrefill = true}));
    // Quest keeps all and reads little; prompt compression shortens the prefill itself.
    Scenario quest = paper50k();
    QVERIFY(bool(chooseMethod(quest, "quest", catalogue(), "test")));
    QCOMPARE(quest.compression.keptRatio(), 1.0);
    QCOMPARE(quest.compression.readRatio(), 8.0);
    Scenario shorter = paper50k();
    QVERIFY(bool(chooseMethod(shorter, "llmlingua", catalogue(), "test")));
    QCOMPARE(shorter.compression.promptRatio(), 4.0);
    QCOMPARE(test::get(shorter, "compression.token_prefill"), 2.0);
}

void ParameterTest::refusesMethods_data() {
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("reason");
    QTest::newRow("one axis")
        << "snapkv"
        << "h2o"
        << "H2O (Heavy-Hitter Oracle) and SnapKV both work on the axis 'token'; only one of them can be chosen";
    QTest::newRow("one of several axes")
        << "xkv"
        << "kivi"
        << "KIVI and xKV both work on the axis 'hidden'; only one of them can be chosen";
    QTest::newRow("in the model") << ""
                                  << "mla"
                                  << "Multi-head latent attention is part of a model's design, which the presets count "
                                     "already";
    QTest::newRow("no ratio") << ""
                              << "streamingllm"
                              << "StreamingLLM publishes no ratio to apply (context / (sinks + window): cache "
                                 "constant)";
    QTest::newRow("unknown") << ""
                             << "snapkw"
                             << "there is no method 'snapkw'; did you mean 'snapkv'?";
}

void ParameterTest::refusesMethods() {
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(QString, reason);
    Scenario s = paper50k();
    if (!first.isEmpty()) QVERIFY(bool(chooseMethod(s, first.toStdString(), catalogue(), "test")));
    const Scenario before = s;
    const auto done = chooseMethod(s, second.toStdString(), catalogue(), "test");
    QCOMPARE(refusal(done), reason);
    QCOMPARE(shown(done.faults().front().pointer), "/compression/methods");
    QVERIFY(s == before);
}

void ParameterTest::forgetsMethods() {
    // A ratio set by hand is no longer that of a paper; other axes keep theirs.
    Scenario s = paper50k();
    QVERIFY(bool(chooseMethod(s, "snapkv", catalogue(), "test")));
    QVERIFY(bool(chooseMethod(s, "fp8-kv", catalogue(), "test")));
    test::set(s, "compression.token", 8.2);
    test::set(s, "compression.layer", 2);
    QCOMPARE(s.compression.methods.size(), std::size_t{2});
    test::set(s, "compression.token", 16);
    QVERIFY((s.compression.methods == std::vector<std::string>{"fp8-kv"}));
    QVERIFY(s.compression.tokenSaves.afterPrefill); // what it saves stays as it was
    test::set(s, "compression.hidden_read", 0);
    QVERIFY(s.compression.methods.empty());
}

void ParameterTest::countsAllCompression() {
    Scenario s = with(with(paper50k(), "compression.token", 4), "compression.layer", 2);
    QCOMPARE(totalCompression(s), 8.0);
    test::set(s, "dtype.kv", static_cast<double>(Dtype::Fp8));
    QCOMPARE(totalCompression(s), 16.0);
    test::set(s, "compression.token_kept", 0); // relied on all the same
    QCOMPARE(totalCompression(s), 16.0);
}

void ParameterTest::showsValues() {
    const Scenario s = paper50k();
    QCOMPARE(shown(valueText(row("model"), s)), "yi-34b-200k");
    QCOMPARE(shown(displayText(row("model"), s)), "Yi-34B-200K");
    QCOMPARE(shown(displayText(row("accelerator"), s)), "NVIDIA A100 SXM4 80GB");
    QCOMPARE(shown(valueText(row("context"), s)), "50000");
    QCOMPARE(shown(displayText(row("context"), s)), "50K");
    QCOMPARE(shown(valueText(row("dtype.kv"), s)), "bf16");
    QCOMPARE(shown(displayText(row("dtype.kv"), s)), "BF16");
    QCOMPARE(shown(displayText(row("accelerator.memory"), s)), "85.9 GB");
    QCOMPARE(shown(displayText(row("accelerator.memory"), s, ByteUnits::Binary)), "80.0 GiB");
    QCOMPARE(shown(displayText(row("efficiency.prefill"), s)), "100 %");
    Scenario unpriced = s;
    chooseAccelerator(unpriced, *catalogue().accelerator("h100-pcie"));
    QCOMPARE(shown(valueText(row("price.gpu_hour"), unpriced)), "none");
    QCOMPARE(shown(displayText(row("price.gpu_hour"), unpriced)), "—");
}

void ParameterTest::findsNearest_data() {
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("expected");
    QTest::newRow("one letter wrong") << "contxt"
                                      << "context";
    QTest::newRow("letters swapped") << "uesrs"
                                     << "users";
    QTest::newRow("beginning") << "cont"
                               << "context";
    QTest::newRow("itself") << "gpus"
                            << "gpus";
    QTest::newRow("nothing like it") << "zzzzzz"
                                     << "";
    QTest::newRow("empty") << ""
                           << "";
    QTest::newRow("endless") << QString(100000, 'a') << "";
}

void ParameterTest::findsNearest() {
    QFETCH(QString, word);
    QFETCH(QString, expected);
    const std::vector<std::string> candidates{"gpus", "context", "users"};
    QCOMPARE(shown(nearest(word.toStdString(), candidates)), expected);
    QVERIFY(nearest(word.toStdString(), {}).empty());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ParameterTest)
#include "parameter_test.moc"
