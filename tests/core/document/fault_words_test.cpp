// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/model/config.h"
#include "core/samples.h"

#include "document/document.h"
#include "figure/figure_document.h"
#include "figure/figure_style.h"
#include "preset/preset_file.h"
#include "preset/shipped.h"
#include "registry.h"
#include "scenario/parameter.h"
#include "scenario/scenario_file.h"

#include <QtTest>

#include <functional>
#include <regex>
#include <set>

// A fault is a code, bounds and what was found: another language has its own words for all of it but names.

namespace longpeak::test {
namespace {

const std::string file = "broken.json";
using Names = std::set<std::string, std::less<>>;

/// A language whose words are all left out: names stay.
class NamesAlone : public Translator {
protected:
    std::string translated(const Message& message) const override {
        static const std::regex between("(%[1-9])|[^%]|%");
        return std::regex_replace(std::string(message.text), between, "$1 ");
    }
    std::string told(const Amount&) const override { return "0"; }
};

void addWords(std::string_view text, const char* pattern, Names& names) {
    const std::regex word(pattern);
    const std::string all(text);
    for (std::sregex_iterator at(all.begin(), all.end(), word), end; at != end; ++at) names.insert(at->str(1));
}

/// What documents call things, and JSON its types.
const Names& knownNames() {
    static const Names known = [] {
        Names names{"array", "boolean", "null",  "number", "object", "string", "binary", "decimal",
                    "sans",  "serif",   "light", "dark",   "print",  "dim",    "dense",  "sparse"};
        for (const ShippedFile& shipped : shippedFiles()) addWords(shipped.text, "\"([^\" ]+)\"", names);
        for (const DocumentFormat& format : documentFormats()) names.emplace(format.name);
        for (const Parameter& parameter : parameters())
            for (const Choice& choice : parameter.choices) names.emplace(choice.text);
        return names;
    }();
    return known;
}

/// The first word in the reason that is neither translated nor a name; empty when all are. Only keys have a "_" in them.
std::string leftOver(const Text& reason, const Names& found) {
    Names words;
    addWords(longpeak::words(reason, NamesAlone()), "([A-Za-z0-9_.-]*[a-z][a-z][A-Za-z0-9_.-]*)", words);
    for (const std::string& word : words)
        if (word.find('_') == std::string::npos && !knownNames().contains(word) && !found.contains(word)) return word;
    return {};
}

/// The pointer of every value of a document but the whole.
std::set<std::string> pointersOf(const Json& document) {
    std::set<std::string> pointers;
    const Json leaves = document.flatten();
    for (const auto& item : leaves.items())
        for (Json::json_pointer at(item.key()); !at.empty(); at = at.parent_pointer()) pointers.insert(at.to_string());
    return pointers;
}

/// The document with one value wrong or gone, in every way.
std::vector<Json> brokenOnes(const Json& document) {
    std::vector<Json> all;
    const std::vector<Json> wrong{
        nullptr, "zz", -1, 0.5, 1e30, true, Json::array(), Json::object(), Json::array({"zz"}), Json::array({1})};
    for (const std::string& pointer : pointersOf(document)) {
        const Json::json_pointer at(pointer);
        for (const Json& value : wrong) {
            all.push_back(document);
            all.back()[at] = value;
        }
        all.push_back(document);
        Json& parent = all.back()[at.parent_pointer()];
        if (!parent.is_object()) continue;
        parent.erase(at.back());
        parent["zz"] = 1;
    }
    return all;
}

using Read = std::function<Faults(const std::string&)>;

template <typename Value>
Faults faultsOf(const Result<Value>& result) {
    return result ? Faults() : result.faults();
}

Json firstOf(std::string_view path, const char* list) {
    for (const ShippedFile& shipped : shippedFiles())
        if (shipped.path == path) {
            Json json = Json::parse(shipped.text);
            json[list] = Json::array({json[list].front()});
            return json;
        }
    return {};
}

} // namespace
} // namespace longpeak::test

Q_DECLARE_METATYPE(longpeak::Json)
Q_DECLARE_METATYPE(longpeak::test::Read)

namespace longpeak::test {

class FaultWordsTest : public QObject {
    Q_OBJECT

private slots:
    void codesAreToldApart();
    void theLibrarysWordsAreHandedOn();
    void noEnglishIsLeft_data();
    void noEnglishIsLeft();
    void namesAloneKeepsEnglishThatIsNoMessage();
};

void FaultWordsTest::codesAreToldApart() {
    constexpr auto range = LP_TEXT("fault", "must be from %1 to %2, not %3");
    const Parameter& context = row("context");
    const Text reason = whyNot(context, 0);
    QVERIFY(reason.is(range) && !reason.is(noSuchFile));
    QVERIFY(reason.arguments()[0] == Text(amount(context.minimum, Unit::Tokens)));
    QVERIFY(reason.arguments()[1] == Text(amount(context.maximum, Unit::Tokens)));
    QVERIFY(reason.arguments()[2] == Text(plainAmount(0)));
    const Text missing = readFile("no such place/at all").faults().front().reason;
    QVERIFY(missing.is(noSuchFile) && !missing.is(range));
    const Text word = faultsOf(readFigureStyle("7", file)).front().reason;
    QVERIFY(word.is(LP_TEXT("fault", "must be an object, not %1")));
    QVERIFY(word.arguments()[0] == verbatim("number"));
}

void FaultWordsTest::theLibrarysWordsAreHandedOn() {
    const Text reason = faultsOf(parseDocument("{\n \"a\" 1}", file)).front().reason;
    QVERIFY(reason.is(LP_TEXT("fault", "line %1, column %2: %3")));
    QVERIFY(reason.arguments()[0] == Text(plainAmount(2)));
    QVERIFY(reason.arguments()[2].is(LP_TEXT("fault", "while reading %1")));
    const Text twice = faultsOf(parseDocument(R"({"a":1,"a":2})", file)).front().reason;
    QVERIFY(twice.is(LP_TEXT("fault", "has the key '%1' twice in one object")));
    QVERIFY(twice.arguments()[0] == verbatim("a"));
}

void FaultWordsTest::noEnglishIsLeft_data() {
    QTest::addColumn<Json>("document");
    QTest::addColumn<Read>("read");
    const auto add = [](const char* name, const Json& document, const Read& read) {
        QTest::newRow(name) << document << read;
    };
    const Scenario scenario = paper50k();
    Scenario own = scenario;
    own.model.id = own.deployment.accelerator.id = "mine";
    for (const auto& [name, each] : {std::pair("scenario", scenario), std::pair("scenario given whole", own)})
        add(name, Json::parse(writeScenario(each, catalogue())),
            [](const std::string& text) { return faultsOf(readScenario(text, file, catalogue())); });
    add("model", Json::parse(writeModelDocument(scenario.model)),
        [](const std::string& text) { return faultsOf(readModels(text, file)); });
    add("accelerator", firstOf("accelerators.json", "accelerators"),
        [](const std::string& text) { return faultsOf(readAccelerators(text, file)); });
    add("method", firstOf("methods.json", "methods"),
        [](const std::string& text) { return faultsOf(readMethods(text, file)); });
    add("measurement", firstOf("measurements.json", "measurements"),
        [](const std::string& text) { return faultsOf(readMeasurements(text, file)); });
    add("style", Json::parse(writeFigureStyle({.height = 2.0, .title = "t"})),
        [](const std::string& text) { return faultsOf(readFigureStyle(text, file)); });
    const FigureDocument figure{.figures = {"breakdown"}, .scenario = scenario, .metric = "prefill_s"};
    add("figure", Json::parse(writeFigureDocument(figure, catalogue())),
        [](const std::string& text) { return faultsOf(readFigureDocument(text, file, catalogue())); });
    for (const char* config : {"mixtral-8x7b", "unknown", "deepseek-v3.2", "gemma-4-e4b", "jamba-1.5-large"})
        add(config, Json::parse(configText(config)), [](const std::string& text) {
            const auto imported = importHuggingFace(text, file);
            if (!imported) return imported.faults();
            Faults warnings;
            for (const Text& warning : imported->warnings) warnings.push_back({file, "/", warning});
            return warnings;
        });
}

void FaultWordsTest::noEnglishIsLeft() {
    QFETCH(Json, document);
    QFETCH(Read, read);
    Names found{"zz"};
    addWords(document.dump(), "([A-Za-z0-9_.-]+)", found);
    std::size_t count = 0;
    for (const Json& broken : brokenOnes(document)) {
        const std::string text = broken.dump();
        for (const Fault& fault : read(text)) {
            ++count;
            const std::string left = leftOver(fault.reason, found);
            QVERIFY2(left.empty(), (left + " in " + fault.text()).c_str());
        }
    }
    QVERIFY(count > 50);
}

void FaultWordsTest::namesAloneKeepsEnglishThatIsNoMessage() {
    QCOMPARE(leftOver(LP_TEXT("fault", "must be %1, not %2")(verbatim("bf16"), verbatim("number")), {}), "");
    QCOMPARE(leftOver(LP_TEXT("fault", "must be %1")(verbatim("a whole number")), {}), "whole");
    QCOMPARE(leftOver(verbatim("is missing"), {}), "is");
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::FaultWordsTest)
#include "fault_words_test.moc"
