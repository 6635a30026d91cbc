// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/document/damage.h"
#include "core/property.h"

#include "cost/estimate.h"
#include "document/format.h"
#include "evidence/evidence.h"
#include "preset/preset_file.h"
#include "preset/shipped.h"
#include "registry.h"
#include "scenario/parameter.h"
#include "scenario/scenario_file.h"

#include <QtTest>

// Readers of documents against thousands of damaged ones. A reader may refuse, but then it says where and why; it never
// crashes, and what it accepts can be evaluated.

namespace longpeak::test {

namespace {

const std::string file = "fuzzed.json";

std::string shippedText(std::string_view path) {
    for (const ShippedFile& shipped : shippedFiles())
        if (shipped.path == path) return std::string(shipped.text);
    return {};
}

/// A scenario that carries a model and an accelerator of its own, every value in it.
std::string wholeScenario() {
    Scenario scenario = paper50k();
    Model model = scenario.model;
    model.id = "mine";
    chooseModel(scenario, model);
    Accelerator accelerator = scenario.deployment.accelerator;
    accelerator.id = "mine";
    chooseAccelerator(scenario, accelerator);
    for (const Parameter& parameter : parameters())
        if (parameter.isAutomatic()) parameter.set(scenario, parameter.get(scenario), catalogue());
    return writeScenario(scenario, catalogue());
}

/// Every fault names the file, a JSON pointer and a reason.
std::string firstBadFault(const Faults& faults) {
    if (faults.empty()) return "no fault at all";
    for (const Fault& fault : faults)
        if (fault.file != file || !fault.pointer.starts_with('/') || fault.reason.empty()) return fault.text();
    return {};
}

} // namespace

class FuzzTest : public QObject {
    Q_OBJECT

private slots:
    void scenarios_data();
    void scenarios();
    void models();
    void accelerators();
    void measurements();

private:
    /// Reads `count` damaged versions of the text. Both outcomes must come up, else the damage tells nothing.
    template <typename Read>
    void readDamaged(const std::string& text, int count, Read read) {
        QVERIFY2(read(text), "the undamaged text must be sound");
        int refused = 0;
        const int cases = forAll(count, [&](Random& random) {
            const std::string broken = withDamage(text, random);
            const auto result = read(broken);
            if (result) return;
            ++refused;
            const std::string bad = firstBadFault(result.faults());
            HOLDS(bad.empty(), bad + "\n" + broken);
        });
        qInfo("%d of %d refused", refused, cases);
        QVERIFY(refused > cases / 4);
        QVERIFY(refused < cases);
    }
};

void FuzzTest::scenarios_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("count");
    QTest::newRow("shipped") << shippedText("scenarios/paper-34b-50k.json") << 1500;
    QTest::newRow("whole") << wholeScenario() << 1500;
    QTest::newRow("estimate") << "{\"format\": \"" + std::string(documentFormat(FormatId::Estimate).name) +
                                     "\", \"scenario\": " + shippedText("scenarios/paper-34b-4k.json") + "}"
                              << 2000;
}

void FuzzTest::scenarios() {
    QFETCH(std::string, text);
    QFETCH(int, count);
    readDamaged(text, count, [](const std::string& damaged) {
        auto scenario = readScenario(damaged, file, catalogue());
        if (scenario && evaluate(*scenario).memory.capacity.si() <= 0.0) // what was accepted can be evaluated
            return Result<Scenario>(Fault{"accepted", "", verbatim("has no memory")});
        const auto kind = documentKind(damaged, file);
        if (!kind && scenario) return Result<Scenario>(Fault{"accepted", "", verbatim("is of no kind")});
        return scenario;
    });
}

void FuzzTest::models() {
    readDamaged(shippedText("models.json"), 120, [](const std::string& damaged) { return readModels(damaged, file); });
}

void FuzzTest::accelerators() {
    readDamaged(shippedText("accelerators.json"), 400,
                [](const std::string& damaged) { return readAccelerators(damaged, file); });
}

void FuzzTest::measurements() {
    readDamaged(shippedText("measurements.json"), 60, [](const std::string& damaged) {
        auto read = readMeasurements(damaged, file);
        if (!read) return read;
        Catalogue with = catalogue();
        with.measurements = *read;
        for (const Comparison& each : compareAll(with)) // what was accepted can be predicted, or says why not
            if (each.prediction.has_value() == !each.reason.empty())
                return Result<std::vector<Measurement>>(Fault{"accepted", "", verbatim("is half predicted")});
        return read;
    });
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::FuzzTest)
#include "fuzz_test.moc"
