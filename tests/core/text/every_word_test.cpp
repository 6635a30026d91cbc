// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "compression/method_facts.h"
#include "core/samples.h"
#include "cost/advice.h"
#include "cost/explanation.h"
#include "cost/memory_parts.h"
#include "cost/metric.h"
#include "document/format.h"
#include "evidence/facts.h"
#include "figure/figure_document.h"
#include "figure/figure_kind.h"
#include "registry.h"
#include "scenario/parameter_page.h"
#include "text/text.h"

#include <QRegularExpression>
#include <QTest>

namespace longpeak {
namespace {

using test::catalogue;
using test::paper50k;
using test::with;

/// A language that shows what is of the catalogue of messages: in brackets. Names, which are the same in every language,
/// are left out, and so are numbers with their units.
class Brackets : public Translator {
protected:
    std::string translated(const Message& message) const override {
        std::string inside;
        for (std::size_t i = 0; message.text[i] != '\0'; ++i) {
            const bool isPlace = message.text[i] == '%' && message.text[i + 1] >= '1' && message.text[i + 1] <= '9';
            inside += isPlace ? std::string("]%") + message.text[++i] + "[" : std::string(1, message.text[i]);
        }
        return "[" + inside + "]";
    }
    std::string told(const Amount& /*amount*/) const override { return "#"; }
    std::string verbatim(const std::string& /*words*/) const override { return "#"; }
};

/// The words that no message holds.
QString outside(const Text& text) {
    static const QRegularExpression brackets(QStringLiteral("\\[[^\\]]*\\]"));
    return QString::fromStdString(words(text, Brackets())).remove(brackets);
}

/// Whether all words of it are of messages.
bool isOfMessages(const Text& text) {
    static const QRegularExpression word(QStringLiteral("[a-z]{3,}"));
    const QString left = outside(text);
    if (!left.contains(word)) return true;
    qWarning("'%s' of '%s'", qPrintable(left), text.english().c_str());
    return false;
}

class EveryWordTest : public QObject {
    Q_OBJECT

private slots:
    void joinedWordsAreSeen();
    void rowsOfTablesAreMessages();
    void adviceIsOfMessages();
    void factsAreOfMessages();
    void explanationsAreOfMessages();
    void captionsAreOfMessages();
};

void EveryWordTest::joinedWordsAreSeen() {
    QVERIFY(isOfMessages(LP_TEXT("test", "%1 of %2")(verbatim("some name"), amount(3, Unit::Users))));
    QVERIFY(outside(Text::joined({verbatim("a"), verbatim("b")}, " and ")).contains("and"));
}

/// Each has a context, so that it is found in the catalogue.
void EveryWordTest::rowsOfTablesAreMessages() {
    std::vector<Message> all;
    for (const Parameter& row : parameters()) {
        all.insert(all.end(), {row.label, row.help, row.source, groupName(row.group)});
        for (const Choice& choice : row.choices) all.insert(all.end(), {choice.label, choice.meaning});
        for (const KnownValue& known : row.known) {
            all.push_back(known.meaning);
            if (!known.label.empty()) all.push_back(known.label);
        }
    }
    for (const Metric& row : metrics()) all.insert(all.end(), {row.label, row.help, sectionName(row.section)});
    for (const FigureKind& row : figureKinds()) all.insert(all.end(), {row.title, row.help});
    for (const DocumentFormat& row : documentFormats()) all.insert(all.end(), {row.holds, row.writer});
    for (int i = 0; i <= static_cast<int>(Bound::Gpu); ++i) {
        const auto bound = static_cast<Bound>(i);
        all.insert(all.end(), {boundName(bound), boundLabel(bound), boundBrief(bound)});
    }
    for (const Message& message : all) { QVERIFY2(!message.empty() && *message.context != '\0', message.text); }
}

void EveryWordTest::adviceIsOfMessages() {
    std::vector<Scenario> all;
    for (const double context : {50e3, 1e6, 1e7})
        for (const double gpus : {1.0, 2.0})
            for (const double model : {0.0, 1.0}) {
                const Scenario one = with(with(paper50k(), "context", context), "gpus", gpus);
                all.push_back(with(one, "cost_model", model));
                all.push_back(with(with(one, "users", 1000), "compression.token_after_prefill", 1));
                all.push_back(with(with(one, "compression.token", 8), "compression.hidden", 2));
            }
    std::size_t said = 0;
    for (Scenario& s : all) {
        const Text text = advice(s, evaluate(s), catalogue());
        said += text.empty() ? 0 : 1;
        QVERIFY(isOfMessages(text));
        for (const Remedy& remedy : remedies(s, catalogue())) QVERIFY(isOfMessages(remedy.text));
        for (const Text& remark : compressionRemarks(s, catalogue())) QVERIFY(isOfMessages(remark));
    }
    QVERIFY(said > 5);
}

void EveryWordTest::factsAreOfMessages() {
    const auto check = [](const std::vector<Fact>& facts) {
        return !facts.empty() && std::ranges::all_of(facts, [](const Fact& fact) {
            return isOfMessages(fact.name) && isOfMessages(fact.text);
        });
    };
    for (const Method& method : catalogue().methods)
        for (const double context : {1e3, 1e6}) QVERIFY2(check(factsOf(method, Tokens(context))), method.id.c_str());
    for (const Comparison& each : compareAll(catalogue()))
        QVERIFY2(check(factsOf(each, catalogue())), each.measurement->id.c_str());
    for (const Model& model : catalogue().models)
        QVERIFY2(isOfMessages(describe(model.architecture)), model.id.c_str());
    for (const Accelerator& accelerator : catalogue().accelerators)
        QVERIFY2(isOfMessages(describe(accelerator)), accelerator.id.c_str());
}

void EveryWordTest::explanationsAreOfMessages() {
    for (const Model& model : catalogue().models)
        for (const double costModel : {0.0, 1.0})
            for (const double batch : {1.0, 4.0}) {
                Scenario s = with(with(paper50k(), "cost_model", costModel), "batch", batch);
                chooseModel(s, model);
                const Estimate estimate = evaluate(s);
                for (const Metric& metric : metrics()) {
                    const Explanation e = explain(metric, s, estimate);
                    for (const Text& text : {e.title, e.formula, e.numbers, e.result, e.bound, e.source})
                        QVERIFY2(isOfMessages(text), metric.label.text);
                }
            }
}

void EveryWordTest::captionsAreOfMessages() {
    const Scenario reference = with(paper50k(), "gpus", 2);
    for (const Model& model : catalogue().models) {
        Scenario s = with(with(paper50k(), "users", 7), "efficiency.prefill", 0.5);
        chooseModel(s, model);
        for (const std::size_t count : {1U, 2U}) {
            const std::vector<std::string> figures(count, std::string(figureId::latency));
            const FigureDocument document{.figures = figures, .scenario = s, .reference = reference};
            QVERIFY(isOfMessages(captionOf(figuresOf(document, catalogue()), document)));
        }
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::EveryWordTest)
#include "every_word_test.moc"
