// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ran.h"
#include "registry.h"

#include <QtTest>

// Files that are wrong in every way: each gives the faults that it has and no others, and nothing is computed.

namespace longpeak::test {

using Strings = std::vector<std::string>;

namespace {

std::string broken(const char* name) {
    return std::string(LONGPEAK_TEST_DATA "/broken/") + name;
}

/// The diagnostics are these, "/pointer: reason" each; one that ends in "..." is the beginning of its line.
void compareFaults(const Ran& wrong, const std::string& file, const Strings& expected) {
    const Strings lines = linesOf(wrong.err);
    for (std::size_t i = 0; i < std::min(lines.size(), expected.size()); ++i) {
        std::string line = lines[i];
        std::string wanted = "longpeak: " + file + ": " + expected[i];
        if (wanted.ends_with("...")) {
            wanted.resize(wanted.size() - 3);
            line.resize(std::min(line.size(), wanted.size()));
        }
        QCOMPARE(QString::fromStdString(line), QString::fromStdString(wanted));
    }
    QVERIFY2(lines.size() == expected.size(), wrong.err.c_str());
    QCOMPARE(wrong.out, std::string());
    QCOMPARE(wrong.status, 2);
}

std::string written(const QTemporaryDir& folder, const QByteArray& bytes) {
    QFile file(folder.filePath("written.json"));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) return {};
    return file.fileName().toStdString();
}

} // namespace

class BrokenInputTest : public QObject {
    Q_OBJECT

private slots:
    void scenarios_data();
    void scenarios();
    void presets_data();
    void presets();
    void otherFormats();
    void presetFileOfTheWrongKind();
    void chosenPresetMustBeOne();
    void missingAndUnreadable();
    void hundredMegabytes();
    void manyObjects();
    void deeplyNested_data();
    void deeplyNested();
    void checkGoesOnAfterAFault();
    void soundFiles();
};

void BrokenInputTest::scenarios_data() {
    QTest::addColumn<Strings>("faults");
    const auto row = [](const char* file, const Strings& faults) { QTest::newRow(file) << faults; };
    row("empty.json", {"/: is empty"});
    row("blank.json", {"/: line 2, column 1: ..."});
    row("truncated.json", {"/: line 6, column 39: ..."});
    row("invalid-utf8.json", {"/: line 4, column 16: while reading value - invalid string: ill-formed UTF-8 byte..."});
    row("control-character.json", {"/: line 4, column 13: while reading value - invalid string: control character..."});
    row("trailing.json", {"/: line 7, column 1: ..."});
    row("nan.json", {"/: line 6, column 14: while reading value - invalid literal..."});
    row("infinity.json", {"/: line 6, column 14: while reading value - invalid literal..."});
    row("enormous.json", {"/: number overflow parsing '1e999'"});
    row("minus-enormous.json", {"/: number overflow parsing '-1e999'"});
    row("duplicate-key.json", {"/: has the key 'context' twice in one object"});
    row("duplicate-inner-key.json", {"/: has the key 'rounds' twice in one object"});
    row("only-head.json", {"/model: is missing", "/accelerator: is missing"});
    row("newer-version.json", {"/version: is 2; this program reads up to 1, a newer one wrote the file"});
    row("version-zero.json", {"/version: must be from 1 to 1000000, not 0"});
    row("wrong-types.json",
        {"/name: must be text, not number", "/model/preset: must be text, not array",
         "/model/parameters: must be a number, not string", "/dtype/weights: must be text, not null",
         "/dtype/kv: must be text, not number", "/dtype/compute: must not be empty",
         "/compression/layer: must be a number, not boolean", "/session: must be an object, not array",
         "/context: must be a number, not string", "/users: must be a number, not null"});
    row("sections-of-wrong-type.json",
        {"/model: must be an object, not string", "/accelerator: must be an object, not number"});
    row("unknown-keys.json", {"/session/round: is not a known key", "/efficiency/a~1b~0c: is not a known key",
                              "/contxt: is not a known key"});
    row("negative.json",
        {"/efficiency/decode: must be from 1 % to 100 %, not -50 %", "/context: must be from 1K to 10M, not -50000",
         "/users: must be from 1 user to 1000 users, not -1"});
    row("zero.json",
        {"/compression/token: must be from 1× to 256×, not 0", "/efficiency/link: must be from 1 % to 100 %, not 0 %",
         "/gpus: must be from 1 GPU to 64 GPUs, not 0", "/context: must be from 1K to 10M, not 0"});
    row("large.json", {"/host/memory: must be from 1.00 GB to 1.00 PB, not 1.2345678901234568e+29",
                       "/context: must be from 1K to 10M, not 1e+300"});
    row("fraction-of-a-gpu.json", {"/gpus: must be a whole number, not 1.5"});
    row("choice.json", {"/dtype/kv: must be one of bf16, fp16, fp8, int8, int4, fp4, mxfp4, nvfp4, not 'bf17'",
                        "/cost_model: must be one of paper, operators, not 'papr'"});
    row("missing-preset.json", {"/model/preset: there is no model 'yi-34b-200'; did you mean 'yi-34b-200k'?",
                                "/accelerator/preset: there is no accelerator 'nosuch-accelerator'"});
    row("null-preset.json", {"/model/preset: must be text, not null", "/accelerator/preset: is missing"});
    row("preset-and-custom.json",
        {"/model/custom: stands beside 'preset'; only one of them can be", "/model/custom/id: is missing",
         "/model/custom/name: is missing", "/model/custom/hidden: is missing", "/model/custom/vocabulary: is missing",
         "/model/custom/groups: is missing", "/model/custom/sources: is missing"});
    row("estimate-with-faults.json", {"/scenario/context: must be from 1K to 10M, not 0"});
}

void BrokenInputTest::scenarios() {
    QFETCH(Strings, faults);
    const std::string file = broken(QTest::currentDataTag());
    compareFaults(ran({"check", file}), file, faults);
    compareFaults(ran({"evaluate", file, "--json"}), file, faults);
    compareFaults(ran({"sweep", file, "--over", "context=1K:2K:2"}), file, faults);
}

void BrokenInputTest::presets_data() {
    QTest::addColumn<std::string>("parameter"); // that takes such a file; none takes methods or measurements
    QTest::addColumn<Strings>("faults");
    const auto row = [](const char* file, const char* parameter, const Strings& faults) {
        QTest::newRow(file) << std::string(parameter) << faults;
    };
    row("models-none.json", "model", {"/models: must not be empty"});
    row("models-missing-list.json", "model", {"/models: is missing"});
    row("models-same-id.json", "model", {"/models/1/id: 'a' stands twice"});
    row("models-newer-version.json", "model",
        {"/version: is 7; this program reads up to 1, a newer one wrote the file"});
    row("models-wrong.json", "model",
        {"/models/0/id: must not be empty", "/models/0/name: is missing",
         "/models/0/hidden: must be a whole number, not 256.5",
         "/models/0/vocabulary: must be from 1 to 100000000, not -1",
         "/models/0/tied_embeddings: must be true or false, not string",
         "/models/0/groups/0/layers: must be from 1 to 10000, not 0",
         "/models/0/groups/0/attention/kind: must be one of full, window, chunked, latent, recurrent, none, not "
         "'sparse'",
         "/models/0/groups/0/attention/head_dim: must be a number, not string",
         "/models/0/groups/0/attention/kv_heads: must not be more than query_heads",
         "/models/0/groups/0/feed_forward: is missing", "/models/0/groups/0/norm: is not a known key",
         "/models/0/groups/1: must be an object, not number", "/models/0/sources: must not be empty"});
    row("models-kinds-wrong.json", "model",
        {"/models/0/groups/0/attention/kind: must be one of full, window, chunked, latent, recurrent, none, not 'mla'",
         "/models/0/groups/1/attention/window: is missing", "/models/0/groups/2/attention/kv_rank: is missing",
         "/models/0/groups/2/attention/kv_heads: is not a known key",
         "/models/0/groups/3/attention/state: must be from 1 to 1000000000000000, not 0",
         "/models/0/groups/4/feed_forward/active: must not be more than experts",
         "/models/0/groups/5/feed_forward/kind: must be one of dense, mixture, none, not 'experts'",
         "/models/0/groups/6: has neither attention nor a feed-forward"});
    row("accelerators-wrong.json", "accelerator",
        {"/accelerators/0/name: must be text, not null",
         "/accelerators/0/memory_bytes: must be from 1000000000 to 100000000000000, not 24",
         "/accelerators/0/bandwidth_bytes_per_s: must be a number, not string",
         "/accelerators/0/peak_flops: is missing", "/accelerators/0/sources/0/ref: is missing"});
    row("methods-wrong.json", "",
        {"/methods/0/axes: must hold texts only, not number",
         "/methods/0/axes: must be of layer, head, token, hidden, not 'depth'",
         "/methods/0/kv_bytes_kept_ratio: must be from 0.001 to 1000000, not 0",
         "/methods/0/ratio_basis: must be one of reported, structural, nominal, not 'guessed'"});
    row("measurements-wrong.json", "",
        {"/measurements/0/kind: must be one of component, offline, serving, throughput, capacity, formula, not 'alone'",
         "/measurements/0/value: must be a number, not string",
         "/measurements/0/unit: must be s for this metric, not 'ms'",
         "/measurements/0/gpus: must be from 1 to 1000000, not 0",
         "/measurements/0/precision/weights: must be one of bf16, fp16, fp8, int8, int4, fp4, mxfp4, nvfp4, not 'int3'",
         "/measurements/0/context: must be from 0 to 1000000000, not -1",
         "/measurements/0/independent_peak/roof: must be one of compute, memory, link, size, not 'ceiling'",
         "/measurements/0/accelerator: is missing, and this metric needs it",
         "/measurements/0/batch: is missing, and this metric needs it"});
}

void BrokenInputTest::presets() {
    QFETCH(std::string, parameter);
    QFETCH(Strings, faults);
    const std::string file = broken(QTest::currentDataTag());
    compareFaults(ran({"check", file}), file, faults);
    if (!parameter.empty()) compareFaults(ran({"evaluate", "--set", parameter + "=" + file}), file, faults);
}

/// What tells by its format that it is no scenario, or does not tell at all.
void BrokenInputTest::otherFormats() {
    const auto both = [](const char* name, const Strings& checked, const Strings& evaluated) {
        compareFaults(ran({"check", broken(name)}), broken(name), checked);
        compareFaults(ran({"evaluate", broken(name)}), broken(name), evaluated);
    };
    const std::string model = "/model: is missing";
    const std::string accelerator = "/accelerator: is missing";
    both("not-an-object.json", {"/: must be an object, not array"}, {"/: must be an object, not array"});
    both("a-number.json", {"/: must be an object, not number"}, {"/: must be an object, not number"});
    both("no-format.json", {"/format: is missing"}, {"/format: is missing", model, accelerator});
    both("null-format.json", {"/format: must be text, not null"},
         {"/format: must be text, not null", model, accelerator});
    both("number-format.json", {"/format: must be text, not number"},
         {"/format: must be text, not number", model, accelerator, "/scenario: is not a known key"});
    both("another-format.json", {"/figures: must name from 1 to 26 figures", "/scenario: is missing"},
         {"/format: must be 'longpeak-scenario', not 'longpeak-figure'", model, accelerator});
    both("estimate-without-scenario.json",
         {"/format: must be 'longpeak-scenario', not 'longpeak-estimate'", model, accelerator},
         {"/format: must be 'longpeak-scenario', not 'longpeak-estimate'", model, accelerator});
}

void BrokenInputTest::presetFileOfTheWrongKind() {
    const std::string model = LONGPEAK_TEST_DATA "/tiny-model.json";
    compareFaults(ran({"evaluate", "--set", "accelerator=" + model}), model,
                  {"/format: must be 'longpeak-accelerators', not 'longpeak-models'", "/accelerators: is missing",
                   "/models: is not a known key"});
    compareFaults(ran({"evaluate", model}), model,
                  {"/format: must be 'longpeak-scenario', not 'longpeak-models'", "/model: is missing",
                   "/accelerator: is missing", "/models: is not a known key"});
}

void BrokenInputTest::chosenPresetMustBeOne() {
    const std::string two = broken("models-two.json");
    QCOMPARE(ran({"check", two}).out, two + ": 2 models, sound\n");
    compareFaults(ran({"evaluate", "--set", "model=" + two}), two, {"/: holds 2 presets; exactly one can be chosen"});
}

void BrokenInputTest::missingAndUnreadable() {
    const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    for (const char* command : {"check", "evaluate"}) {
        compareFaults(ran({command, path + "/nosuch.json"}), path + "/nosuch.json", {"/: no such file"});
        compareFaults(ran({command, path}), path, {"/: is a directory, not a file"});
        compareFaults(ran({command, "/dev/null"}), "/dev/null", {"/: is empty"});
        // What never ends is read no further than a document may be long.
        compareFaults(ran({command, "/dev/zero"}), "/dev/zero",
                      {"/: is larger than 16.0 MB, no document of this program is"});
    }
}

void BrokenInputTest::hundredMegabytes() {
    const QTemporaryDir folder;
    QFile file(folder.filePath("large.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray head = "{\"format\": \"longpeak-scenario\", \"version\": 1, \"name\": \"";
    QCOMPARE(file.write(head), head.size());
    QVERIFY(file.resize(100'000'000)); // sparse: zeros behind
    file.close();
    const std::string path = file.fileName().toStdString();
    for (const char* command : {"check", "evaluate"})
        compareFaults(ran({command, path}), path, {"/: is larger than 16.0 MB, no document of this program is"});
    // As large as may be, and one text that never ends: the diagnostic stays short.
    QVERIFY(file.resize(head.size()));
    QVERIFY(file.open(QIODevice::Append));
    file.write(QByteArray(15'000'000, 'x'));
    file.close();
    const Ran endless = ran({"check", path});
    const std::string column = std::to_string(head.size() + 15'000'000);
    compareFaults(endless, path, {"/: line 1, column " + column + ": while reading value - invalid string..."});
    QVERIFY(endless.err.size() < 1000);
}

/// Reading takes time in proportion to the length: a parser that looks back at each object would take hours.
void BrokenInputTest::manyObjects() {
    QTemporaryDir folder;
    QByteArray many = R"({"format": "longpeak-scenario", "events": [{})";
    for (int i = 0; i < 1'900'000; ++i) many += ",{}";
    const std::string path = written(folder, many + "]}");
    compareFaults(
        ran({"evaluate", path}), path,
        {"/version: is missing", "/model: is missing", "/accelerator: is missing", "/events: is not a known key"});
}

void BrokenInputTest::deeplyNested_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("bracket");
    const QByteArray head = "{\"format\": \"longpeak-scenario\", \"version\": 1, \"name\": ";
    QTest::newRow("lists") << QByteArray() << QByteArray("[");
    QTest::newRow("objects") << QByteArray() << QByteArray("{\"a\":");
    QTest::newRow("lists within a scenario") << head << QByteArray("[");
    QTest::newRow("objects within a scenario") << head << QByteArray("{\"model\":");
}

void BrokenInputTest::deeplyNested() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, bracket);
    const QTemporaryDir folder;
    const std::string path = written(folder, before + bracket.repeated(100'000));
    for (const char* command : {"check", "evaluate"})
        compareFaults(ran({command, path}), path, {"/: is nested deeper than 32 levels"});
}

void BrokenInputTest::checkGoesOnAfterAFault() {
    const std::string sound = LONGPEAK_TEST_DATA "/tiny-model.json";
    const Ran check = ran({"check", broken("empty.json"), sound, broken("zero.json"), "nosuch.json", sound});
    QCOMPARE(check.status, 2);
    QCOMPARE(check.out, sound + ": a model, sound\n" + sound + ": a model, sound\n");
    QCOMPARE(linesOf(check.err).size(), std::size_t{1 + 4 + 1});
}

void BrokenInputTest::soundFiles() {
    const QTemporaryDir folder;
    const std::string estimate = written(folder, QByteArray::fromStdString(ran({"evaluate", "--json"}).out));
    const std::string data = LONGPEAK_TEST_DATA;
    const Ran check = ran(
        {"check", data + "/fractions.json", data + "/tiny-model.json", data + "/tiny-accelerator.json", estimate});
    QCOMPARE(check.err, std::string());
    QCOMPARE(check.status, 0);
    QCOMPARE(check.out, data + "/fractions.json: a scenario, sound\n" + data + "/tiny-model.json: a model, sound\n" +
                            data + "/tiny-accelerator.json: an accelerator, sound\n" + estimate +
                            ": a scenario, sound\n");
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::BrokenInputTest)
#include "broken_input_test.moc"
