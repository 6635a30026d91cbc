// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/property.h"

#include "cost/metric.h"
#include "figure/figure_document.h"
#include "figure/figure_kind.h"
#include "preset/preset_fields.h"
#include "preset/preset_file.h"
#include "registry.h"

#include <QtTest>

// What is written is read back as it was, and written again in the same bytes: every document of this program that it
// writes, of whatever can stand in one. Scenarios: cost/property_test and cost/operators_property_test.

namespace longpeak::test {
namespace {

const std::string file = "written.json";

/// What a user may type, JSON's own characters, and controls among it; never empty.
std::string randomWords(Random& random) {
    static const std::vector<std::string> parts{"a",    "B", " ",  "\"", "\\", "/",      "\n",    "\t",    "\x01",
                                                "\x7f", "é", "名", "🚀",  "%1", "</svg>", "&amp;", "\u202e"};
    std::string words = "w";
    for (std::size_t letters = pick(random, 12); letters > 0; --letters) words += parts[pick(random, parts.size())];
    return words;
}

std::string randomId(Random& random) {
    return "own-" + std::to_string(pick(random, 1000));
}

double randomNumber(Random& random, const NumberRange& range) {
    const double low = std::max(range.minimum, 1e-3);
    const double value = random.number({low, std::max(range.maximum, low), true});
    return std::clamp(range.whole ? std::round(value) : value, range.minimum, range.maximum);
}

/// Draws what the rows name, each within what a document may hold; what may be absent, half of the time.
template <typename Part>
void drawFields(Random& random, std::span<const DocumentField<Part>> fields, Part& part) {
    for (const DocumentField<Part>& field : fields) {
        if (field.presence == Presence::Optional && chance(random, 2)) continue;
        const auto drawOne = [&]<typename Access>(const Access& access) {
            if constexpr (std::is_same_v<Access, NumberAccess<Part>>)
                access.set(part, randomNumber(random, field.range));
            else if constexpr (std::is_same_v<Access, ValueAccess<Part, std::string>>)
                access.edit(part) = randomWords(random);
            else if constexpr (std::is_same_v<Access, ValueAccess<Part, bool>>)
                access.edit(part) = chance(random, 2);
            else if constexpr (std::is_same_v<Access, NestedFields<Part>>)
                drawFields(random, access.fields(), part);
            else if constexpr (!std::is_same_v<Access, ByHand>)
                access.edit(part) = {{randomWords(random), randomWords(random)}};
        };
        std::visit(drawOne, field.value);
    }
}

FigureStyle randomStyle(Random& random) {
    FigureStyle style;
    style.width = random.number({1, 20});
    if (chance(random, 2)) style.height = random.number({1, 20});
    style.aspect = random.number({0.5, 3});
    style.type = random.number({5, 20});
    style.serif = chance(random, 2);
    style.palette = static_cast<FigurePalette>(pick(random, 3));
    style.legend = chance(random, 2);
    if (chance(random, 2)) style.title = chance(random, 2) ? "" : randomWords(random);
    if (chance(random, 2)) style.caption = chance(random, 2) ? "" : randomWords(random);
    style.dpi = std::round(random.number({72, 200}));
    if (chance(random, 2)) style.bytes = ByteUnits::Binary;
    return style;
}

Scenario randomNamed(Random& random) {
    Scenario scenario = randomScenario(random);
    scenario.name = randomWords(random);
    if (chance(random, 2)) scenario.note = randomWords(random);
    return scenario;
}

FigureDocument randomDocument(Random& random) {
    FigureDocument document{.style = randomStyle(random), .scenario = randomNamed(random)};
    const auto& kinds = figureKinds();
    for (std::size_t count = 1 + pick(random, 3); count > 0; --count)
        document.figures.emplace_back(kinds[pick(random, kinds.size())].id);
    if (chance(random, 2)) document.reference = randomNamed(random);
    if (chance(random, 2)) document.metric = std::string(metrics()[pick(random, metrics().size())].key);
    if (chance(random, 3)) document.beside = {randomNamed(random), randomNamed(random)};
    if (chance(random, 3)) document.over = {"context=1K:10M:8:log", "users=1:100:8"};
    return document;
}

/// `write` gives a text, and `read` what is in it, or faults.
template <typename Value, typename Write, typename Read>
void requireRoundTrip(const Value& value, Write write, Read read) {
    const std::string text = write(value);
    const auto back = read(text);
    HOLDS(bool(back), back ? std::string() : back.faults().front().text() + "\n" + text);
    HOLDS(*back == value, text);
    HOLDS(write(*back) == text, text);
}

template <typename Value>
Result<Value> only(const Result<std::vector<Value>>& list) {
    if (!list) return list.faults();
    return list->front();
}

class RoundTripTest : public QObject {
    Q_OBJECT

private slots:
    void models();
    void accelerators();
    void measurements();
    void styles();
    void figureDocuments();
};

void RoundTripTest::models() {
    forAll(300, [](Random& random) {
        Model model = drawn([](Random& inner) { return randomModel(inner); });
        const Architecture architecture = model.architecture;
        if (chance(random, 2)) drawFields(random, modelFields(), model);
        model.architecture.groups = architecture.groups;
        model.id = randomId(random);
        requireRoundTrip(model, writeModelDocument,
                         [](const std::string& text) { return only(readModels(text, file)); });
    });
}

void RoundTripTest::accelerators() {
    forAll(300, [](Random& random) {
        Accelerator accelerator = catalogue().accelerators[pick(random, catalogue().accelerators.size())];
        if (chance(random, 2)) drawFields(random, acceleratorFields(), accelerator);
        if (!accelerator.peaks.bf16) accelerator.peaks.bf16 = FlopPerSecond(1e15);
        accelerator.id = randomId(random);
        requireRoundTrip(accelerator, writeAcceleratorDocument,
                         [](const std::string& text) { return only(readAccelerators(text, file)); });
    });
}

void RoundTripTest::measurements() {
    forAll(300, [](Random& random) {
        const auto& shipped = catalogue().measurements;
        Measurement measurement = shipped[pick(random, shipped.size())];
        measurement.id = randomId(random);
        measurement.value *= 1 + uniform(random);
        measurement.printed = randomWords(random);
        measurement.conditions = randomWords(random);
        measurement.notes = chance(random, 2) ? "" : randomWords(random);
        measurement.independentPeak.value *= 1 + uniform(random);
        requireRoundTrip(measurement, writeMeasurementDocument,
                         [](const std::string& text) { return only(readMeasurements(text, file)); });
    });
}

void RoundTripTest::styles() {
    forAll(1000, [](Random& random) {
        const FigureStyle style = randomStyle(random);
        RC_PRE(whyNot(style, file).empty());
        requireRoundTrip(style, writeFigureStyle, [](const std::string& text) { return readFigureStyle(text, file); });
    });
}

void RoundTripTest::figureDocuments() {
    forAll(100, [](Random& random) {
        const FigureDocument document = randomDocument(random);
        RC_PRE(whyNot(document.style, file).empty() && figureCount(document) <= mostFigures);
        requireRoundTrip(
            document, [](const FigureDocument& of) { return writeFigureDocument(of, catalogue()); },
            [](const std::string& text) { return readFigureDocument(text, file, catalogue()); });
    });
}

} // namespace
} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::RoundTripTest)
#include "round_trip_test.moc"
