// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/estimate.h"
#include "preset/preset_file.h"
#include "preset/shipped.h"
#include "scenario/parameter.h"
#include "scenario/scenario_file.h"

#include <QtTest>

#include <array>
#include <random>

// Readers of documents against thousands of damaged ones. A reader may refuse, but then it says where and why; it never
// crashes, and what it accepts can be evaluated. The seed is fixed: a failure comes back on the next run.

namespace longpeak::test {

namespace {

constexpr std::uint64_t seed = 20240514;
const std::string file = "fuzzed.json";

/// Damages a text in one of several ways, now and then more than once.
class Mutator {
public:
    std::string mutated(std::string text) {
        for (std::size_t times = 1 + below(3); times > 0 && !text.empty(); --times) text = once(std::move(text));
        return text;
    }

private:
    std::string once(std::string text) {
        const std::size_t at = below(text.size());
        const std::size_t length = 1 + below(std::min<std::size_t>(text.size() - at, 40));
        switch (below(7)) {
        case 0: text[at] = static_cast<char>(text[at] ^ (1 << below(8))); break;
        case 1: text[at] = static_cast<char>(below(256)); break;
        case 2: text.resize(at); break;
        case 3: text.erase(at, length); break;
        case 4: text.insert(at, text.substr(at, length)); break;
        case 5: text.insert(at, text.substr(below(text.size()), length)); break;
        default: replaceValue(text, at); break;
        }
        return text;
    }

    /// Puts another value where one stands: behind a colon.
    void replaceValue(std::string& text, std::size_t at) {
        static constexpr std::array<std::string_view, 20> values{"null",
                                                                 "true",
                                                                 "0",
                                                                 "-1",
                                                                 "1e999",
                                                                 "-1e308",
                                                                 "1e-320",
                                                                 "0.5",
                                                                 "12345678901234567890",
                                                                 "\"\"",
                                                                 "\"x\"",
                                                                 "[]",
                                                                 "[{}]",
                                                                 "{}",
                                                                 "NaN",
                                                                 "\"auto\"",
                                                                 "{\"preset\": null}",
                                                                 "1e18",
                                                                 "256",
                                                                 "[[[]]]"};
        const auto colon = text.find(':', at);
        if (colon == std::string::npos) return;
        const auto end = text.find_first_of(",}\n", colon);
        text.replace(colon + 1, (end == std::string::npos ? text.size() : end) - colon - 1,
                     values[below(values.size())]);
    }

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(m_random() % bound); }

    std::mt19937_64 m_random{seed};
};

const Catalogue& catalogue() {
    static const Catalogue shipped = *shippedCatalogue();
    return shipped;
}

std::string shippedText(std::string_view path) {
    for (const ShippedFile& shipped : shippedFiles())
        if (shipped.path == path) return std::string(shipped.text);
    return {};
}

/// A scenario that carries a model and an accelerator of its own, every value in it.
std::string wholeScenario() {
    Scenario scenario = *openScenario("paper-34b-50k", catalogue());
    Model model = scenario.model;
    model.id = "mine";
    chooseModel(scenario, model);
    Accelerator accelerator = scenario.accelerator;
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
    void initTestCase();
    void scenarios_data();
    void scenarios();
    void models();
    void accelerators();

private:
    /// Reads `count` damaged versions of the text. Both outcomes must come up, else the damage tells nothing.
    template <typename Read>
    void readDamaged(const std::string& text, int count, Read read) {
        QVERIFY2(read(text), "the undamaged text must be sound");
        Mutator mutator;
        int refused = 0;
        for (int i = 0; i < count; ++i) {
            const std::string damaged = mutator.mutated(text);
            const auto result = read(damaged);
            if (result) continue;
            ++refused;
            const std::string bad = firstBadFault(result.faults());
            QVERIFY2(bad.empty(), (std::to_string(i) + ": " + bad + "\n" + damaged).c_str());
        }
        qInfo("%d of %d refused", refused, count);
        QVERIFY(refused > count / 4);
        QVERIFY(refused < count);
    }
};

void FuzzTest::initTestCase() {
    qInfo("seed %llu", static_cast<unsigned long long>(seed));
}

void FuzzTest::scenarios_data() {
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("count");
    QTest::newRow("shipped") << shippedText("scenarios/paper-34b-50k.json") << 4000;
    QTest::newRow("whole") << wholeScenario() << 4000;
    QTest::newRow("estimate") << "{\"format\": \"" + std::string(estimateFormat) +
                                     "\", \"scenario\": " + shippedText("scenarios/paper-34b-4k.json") + "}"
                              << 2000;
}

void FuzzTest::scenarios() {
    QFETCH(std::string, text);
    QFETCH(int, count);
    readDamaged(text, count, [](const std::string& damaged) {
        auto scenario = readScenario(damaged, file, catalogue());
        if (scenario && evaluate(*scenario).memory.capacity.si() <= 0.0) // what was accepted can be evaluated
            return Result<Scenario>(Fault{"accepted", "", "has no memory"});
        const auto kind = documentKind(damaged, file);
        if (!kind && scenario) return Result<Scenario>(Fault{"accepted", "", "is of no kind"});
        return scenario;
    });
}

void FuzzTest::models() {
    readDamaged(shippedText("models.json"), 1500, [](const std::string& damaged) { return readModels(damaged, file); });
}

void FuzzTest::accelerators() {
    readDamaged(shippedText("accelerators.json"), 1500,
                [](const std::string& damaged) { return readAccelerators(damaged, file); });
}

} // namespace longpeak::test

QTEST_APPLESS_MAIN(longpeak::test::FuzzTest)
#include "fuzz_test.moc"
