// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/near.h"
#include "core/samples.h"
#include "preset/preset_file.h"
#include "registry.h"

#include <QTest>

// Documents of measurements: what is read, what is refused, and the shipped one.

namespace longpeak {
namespace {

using test::catalogue;
using test::shown;

const std::string measurement = R"({"id": "m", "kind": "offline", "metric": "time_per_token", "value": 0.0395,
    "unit": "s", "printed": "39.5 ms", "model": "yi-34b-200k", "accelerator": "a100-sxm-80g", "gpus": 16,
    "parallelism": {"kind": "context", "groups": 8, "printed": "8 groups of 2"},
    "precision": {"weights": "fp8", "experts": "mxfp4", "cache": "int8", "compute": "fp8", "printed": "as printed"},
    "framework": "an engine", "batch": 4, "context": 50000, "prompt": 49000, "output": 2000,
    "conditions": "made up for tests", "independent_peak": {"value": 0.02, "roof": "memory", "formula": "bytes / B"},
    "notes": "n", "finding": "f", "confidence": "secondary",
    "sources": [{"what": "measurement", "ref": "https://example.org"}]})";

std::string document(const std::string& list) {
    return R"({"format": "longpeak-measurements", "version": 1, "measurements": [)" + list + "]}";
}

QStringList faultsOf(const Result<std::vector<Measurement>>& result) {
    QStringList out;
    if (!result)
        for (const Fault& fault : result.faults()) out << shown(fault.text());
    return out;
}

class MeasurementFileTest : public QObject {
    Q_OBJECT

private slots:
    void reads();
    void tellsFaults_data();
    void tellsFaults();
    void tellsAllFaultsAtOnce();
    void writesWhatItReads();
    void shippedAreSound();
};

void MeasurementFileTest::reads() {
    const auto read = readMeasurements(document(measurement), "m.json");
    QCOMPARE(faultsOf(read), QStringList{});
    QCOMPARE(read->size(), std::size_t{1});
    const Measurement& m = read->front();
    QVERIFY(m.kind == MeasurementKind::Offline);
    QVERIFY(m.metric == MeasuredMetric::TimePerToken);
    QCOMPARE(m.value, 0.0395);
    QCOMPARE(m.gpus, 16.0);
    QVERIFY(m.spread == Spread::Context);
    QCOMPARE(m.groups, 8.0);
    QVERIFY((m.precision ==
             Precision{.weights = Dtype::Fp8, .experts = Dtype::Mxfp4, .cache = Dtype::Int8, .compute = Dtype::Fp8}));
    QCOMPARE(*m.batch, 4.0);
    QCOMPARE(*m.context, 50000.0);
    QCOMPARE(*m.prompt, 49000.0);
    QCOMPARE(*m.output, 2000.0);
    QVERIFY(!m.slopeFrom && !m.passTokens && !m.memoryUtilisation && !m.linkBandwidth);
    QCOMPARE(m.directions, 1.0);
    QCOMPARE(m.independentPeak.value, 0.02);
    QCOMPARE(shown(m.finding), QString("f"));
}

void MeasurementFileTest::tellsFaults_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("fault");
    const auto add = [](const char* from, const char* to, const char* fault) {
        QTest::addRow("%s -> %s", from, to) << QString(from) << QString(to) << QString(fault);
    };
    add("\"id\": \"m\", ", "", "id: is missing");
    add("\"offline\"", "\"alone\"",
        "kind: must be one of component, offline, serving, throughput, capacity, formula, not 'alone'");
    add("0.0395", "0", "value: must be from 1e-12 to 1e+21, not 0");
    add("0.0395", "null", "value: must be a number, not null");
    add("\"unit\": \"s\"", "\"unit\": \"ms\"", "unit: must be s for this metric, not 'ms'");
    add("\"unit\": \"s\", ", "", "unit: is missing");
    add("\"printed\": \"39.5 ms\", ", "", "printed: is missing");
    add("\"gpus\": 16", "\"gpus\": 2.5",
        "gpus: must be a whole number, not 2.5\n"
        "m.json: /measurements/0/parallelism/groups: must divide the number of GPUs");
    add("\"groups\": 8", "\"groups\": 5", "parallelism/groups: must divide the number of GPUs");
    add("\"groups\": 8, ", "", "parallelism/groups: is missing");
    add("\"context\", \"groups\"", "\"pipeline\", \"groups\"",
        "parallelism/kind: must be one of tensor, context, expert, not 'pipeline'\n"
        "m.json: /measurements/0/parallelism/groups: is not a known key");
    add("\"int8\"", "\"int9\"",
        "precision/cache: must be one of bf16, fp16, fp8, int8, int4, fp4, mxfp4, nvfp4, not 'int9'");
    add("\"batch\": 4", "\"batch\": 0", "batch: must be from 1 to 1000000, not 0");
    add("\"batch\": 4, ", "", "batch: is missing, and this metric needs it");
    add("\"context\": 50000, ", "", "context: is missing, and this metric needs it");
    add("\"output\": 2000", "\"output\": 0.5", "output: must be 0 or at least 1, not 0.5");
    add("\"model\": \"yi-34b-200k\", ", "", "model: is missing, and this metric needs it");
    add("\"model\": \"yi-34b-200k\", ", "\"model\": null, ", "model: is missing, and this metric needs it");
    add("\"model\": \"yi-34b-200k\", ", "\"model\": \"\", ", "model: is missing, and this metric needs it");
    add("\"time_per_token\"", "\"time_per_token_slope\"",
        "unit: must be s/token for this metric, not 's'\n"
        "m.json: /measurements/0/slope_from: is missing, and this metric needs it");
    add("\"output\": 2000", "\"output\": 2000, \"slope_from\": 60000", "slope_from: must be less than context");
    add("\"conditions\": \"made up for tests\", ", "", "conditions: is missing");
    add("\"roof\": \"memory\"", "\"roof\": \"sky\"",
        "independent_peak/roof: must be one of compute, memory, link, size, not 'sky'");
    add("\"secondary\"", "\"sure\"", "confidence: must be one of paper, vendor, secondary, not 'sure'");
    add("\"notes\"", "\"note\"", "note: is not a known key");
    add(", \"ref\": \"https://example.org\"", "", "sources/0/ref: is missing");
}

void MeasurementFileTest::tellsFaults() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, fault);
    QString text = shown(document(measurement));
    QCOMPARE(text.count(from), 1);
    text.replace(from, to);
    QCOMPARE(faultsOf(readMeasurements(text.toStdString(), "m.json")),
             ("m.json: /measurements/0/" + fault).split('\n'));
}

void MeasurementFileTest::tellsAllFaultsAtOnce() {
    const std::string other = R"({"id": "m", "kind": "component", "metric": "speed", "value": "fast", "printed": "",
        "conditions": "c", "confidence": "paper", "sources": []})";
    const QStringList faults = faultsOf(readMeasurements(document(measurement + "," + other), "m.json"));
    QCOMPARE(faults.size(), 7);
    QVERIFY(faults[0].startsWith("m.json: /measurements/1/metric: must be one of time_per_token, "));
    QCOMPARE(faults[1], QString("m.json: /measurements/1/value: must be a number, not string"));
    QCOMPARE(faults[2], QString("m.json: /measurements/1/unit: is missing"));
    QCOMPARE(faults[3], QString("m.json: /measurements/1/printed: must not be empty"));
    QCOMPARE(faults[4], QString("m.json: /measurements/1/independent_peak: is missing"));
    QCOMPARE(faults[5], QString("m.json: /measurements/1/sources: must not be empty"));
    QCOMPARE(faults.last(), QString("m.json: /measurements/1/id: 'm' stands twice"));
}

void MeasurementFileTest::writesWhatItReads() {
    for (const Measurement& m : catalogue().measurements) {
        const auto read = readMeasurements(writeMeasurementDocument(m), "w.json");
        QCOMPARE(faultsOf(read), QStringList{});
        QVERIFY2(read->front() == m, m.id.c_str());
    }
}

void MeasurementFileTest::shippedAreSound() {
    QCOMPARE(catalogue().measurements.size(), std::size_t{144});
    for (const Measurement& m : catalogue().measurements) {
        QVERIFY2(m.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == std::string::npos, m.id.c_str());
        QVERIFY2(m.model.empty() || catalogue().model(m.model) != nullptr, m.model.c_str());
        QVERIFY2(m.accelerator.empty() || catalogue().accelerator(m.accelerator) != nullptr, m.accelerator.c_str());
        for (const Source& source : m.sources)
            QVERIFY2(source.reference.starts_with("https://") || source.reference.starts_with("github:"), m.id.c_str());
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::MeasurementFileTest)
#include "measurement_file_test.moc"
