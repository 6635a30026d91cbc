// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/figure/figure_checks.h"
#include "evidence/facts.h"
#include "evidence/typical.h"
#include "explore/combinations.h"
#include "explore/conventions.h"
#include "explore/side_by_side.h"
#include "explore/what_it_takes.h"
#include "figure/figure_kind.h"
#include "figure/map.h"
#include "registry.h"

#include <QRegularExpression>
#include <QSet>

// Every word of a figure, and of an answer, is out of the catalogue of messages: nothing is put together in English.

namespace longpeak {
namespace {

using namespace test;

/// Names that are the same in every language, and what sources are quoted with.
class Names {
public:
    explicit Names(const Catalogue& presets) {
        for (const Model& model : presets.models) add(model.name, model.id);
        for (const Accelerator& accelerator : presets.accelerators) {
            add(accelerator.name, accelerator.id);
            if (accelerator.name.starts_with(accelerator.vendor + " "))
                m_names << shown(accelerator.name.substr(accelerator.vendor.size() + 1));
            m_names << shown(accelerator.kind);
        }
        for (const Method& method : presets.methods) {
            add(method.name, method.id);
            m_names << shown(method.qualityText);
        }
        for (const Measurement& each : presets.measurements) m_names << shown(each.framework);
    }

    /// Whether it is one of them, alone or behind a number of GPUs, or has no word in it.
    bool has(const QString& words) const {
        static const QRegularExpression count(QStringLiteral("^[0-9]+ × "));
        static const QRegularExpression word(QStringLiteral("\\b[a-z]{3,}\\b"));
        return m_names.contains(QString(words).remove(count)) || !word.match(words).hasMatch();
    }

private:
    void add(const std::string& name, const std::string& id) { m_names << shown(name) << shown(id); }

    QSet<QString> m_names;
};

/// A language in which messages are in brackets and numbers are left out; names are kept apart.
class Bracketing : public Translator {
public:
    mutable QStringList names;

protected:
    std::string translated(const Message& message) const override { return "[" + std::string(message.text) + "]"; }
    std::string told(const Amount&) const override { return {}; }
    std::string verbatim(const std::string& words) const override {
        names << shown(words);
        return {};
    }
};

/// What stands outside of all brackets.
QString outside(const std::string& words) {
    QString left;
    int depth = 0;
    for (const QChar sign : shown(words)) {
        if (sign == QLatin1Char('[')) ++depth;
        if (depth == 0) left += sign;
        if (sign == QLatin1Char(']')) --depth;
    }
    return left;
}

void checkText(const Text& text) {
    static const Names names(catalogue());
    static const QRegularExpression letter(QStringLiteral("[A-Za-z]"));
    const Bracketing brackets;
    const QString left = outside(words(text, brackets));
    const std::string english = text.english();
    QVERIFY2(!letter.match(left).hasMatch(), english.c_str());
    for (const QString& name : brackets.names)
        QVERIFY2(names.has(name), qPrintable(QStringLiteral("'%1' of '%2'").arg(name, shown(english))));
}

std::vector<Text> textsOf(const Figure& figure) {
    std::vector<Text> all{figure.title, figure.subtitle};
    const auto add = [&all](const std::vector<Text>& more) { all.insert(all.end(), more.begin(), more.end()); };
    add(figure.notes);
    for (const Axis& axis : {figure.x, figure.y}) {
        all.push_back(axis.label);
        add(axis.names);
    }
    for (const Series& series : figure.series) {
        add({series.name, series.label});
        add(series.pointNames);
        add(series.pointBriefs);
    }
    for (const Region& region : figure.regions) all.push_back(region.label);
    for (const Rule& rule : figure.rules) add({rule.label, rule.brief});
    for (const Mark& mark : figure.marks) all.push_back(mark.label);
    if (figure.shading) all.push_back(figure.shading->name);
    return all;
}

void checkTexts(const std::vector<Text>& texts) {
    for (const Text& text : texts) {
        checkText(text);
        if (QTest::currentTestFailed()) return;
    }
}

std::vector<Text> textsOf(const ConventionReport& report) {
    std::vector<Text> all{report.idle};
    for (const ConventionChoice& choice : report.choices) {
        all.insert(all.end(), {choice.label, choice.meaning, choice.idle});
        for (const Shift& shift : choice.shifts) all.push_back(shift.text());
    }
    return all;
}

std::vector<Text> answersTo(const Scenario& scenario, const Scenario& reference) {
    std::vector<Text> all;
    const auto rows = parity(scenario, reference, catalogue());
    for (const ParityRow& row : rows) {
        all.insert(all.end(), {row.reason, row.insteadText});
        for (const Closing& closing : row.axes) all.push_back(closing.reason);
        const Targets targets{.firstToken = Seconds(20), .perToken = Seconds(0.1)};
        for (const Taking& taking : whatItTakes(scenario, rows, reference, row.metric, targets, catalogue()))
            all.push_back(taking.requirement.words);
    }
    for (const CacheAxis axis : cacheAxes) {
        const Requirement answer = compressionForUsers(scenario, 1000, axis, catalogue());
        all.push_back(answer.words);
        for (const Edit& edit : answer.edits) all.push_back(nameOf(edit, catalogue()));
    }
    return all;
}

class TextsTest : public QObject {
    Q_OBJECT

private slots:
    void ofEveryFigure_data();
    void ofEveryFigure();
    void ofAnswers();
    void ofConventions();
    void ofMeasurements();
    void composedEnglishIsFound();
};

void TextsTest::ofEveryFigure_data() {
    QTest::addColumn<QString>("id");
    for (const FigureKind& kind : figureKinds()) QTest::newRow(std::string(kind.id).c_str()) << shown(kind.id);
}

/// By both cost models, with ghosts.
void TextsTest::ofEveryFigure() {
    QFETCH(QString, id);
    const FigureKind& kind = *findFigureKind(id.toStdString());
    for (const FigureCase& one : figureCases())
        for (const double model : {0.0, 1.0}) {
            const Scenario scenario = with(one.scenario, "cost_model", model);
            MapStore maps; // coarse ones do
            checkTexts(textsOf(kind.build(
                {.scenario = scenario, .reference = &one.reference, .catalogue = &catalogue(), .maps = &maps})));
            if (!QTest::currentTestFailed()) continue;
            qWarning("in '%s' by cost model %g", one.name, model);
            return;
        }
}

void TextsTest::ofAnswers() {
    for (const FigureCase& one : figureCases())
        for (const double model : {0.0, 1.0}) {
            const Scenario scenario = with(one.scenario, "cost_model", model);
            checkTexts(answersTo(scenario, one.reference));
            const SideBySide table = sideBySide(std::vector{scenario, one.reference});
            checkTexts(table.names);
            for (const SideBySideRow& row : table.rows) {
                checkText(row.label);
                checkTexts(row.cells);
            }
            if (QTest::currentTestFailed()) return;
        }
    for (const Combination& each : combinations(paper50k(), catalogue())) {
        checkText(each.name());
        checkTexts(each.doubts(Tokens(1e6)));
        if (QTest::currentTestFailed()) return;
    }
}

void TextsTest::ofConventions() {
    for (const FigureCase& one : figureCases())
        for (const double model : {0.0, 1.0})
            for (const auto& report : conventionReports(with(one.scenario, "cost_model", model), catalogue())) {
                checkTexts(textsOf(report));
                if (QTest::currentTestFailed()) return;
            }
    for (const auto& readings : {cacheReadings(catalogue()), prefillReadings(catalogue())})
        for (const Reading& reading : readings) checkTexts({reading.title, reading.formula, reading.numbers});
}

void TextsTest::ofMeasurements() {
    const auto all = compareAll(catalogue());
    for (const Comparison& each : all) {
        checkTexts({each.title, each.reason, verdictText(each), conditionsText(*each.measurement)});
        if (QTest::currentTestFailed()) return;
    }
    for (const Accelerator& accelerator : catalogue().accelerators)
        checkText(describe(typicalEfficiency(accelerator, all, catalogue())));
}

/// The test itself: what is put together in English would not pass.
void TextsTest::composedEnglishIsFound() {
    QCOMPARE(outside("a [b [c] d] e"), "a  e");
    const Names names(catalogue());
    QVERIFY(!names.has("bound by HBM"));
    QVERIFY(names.has(QStringLiteral("8 × ") + shown(catalogue().accelerators.front().name)));
    QVERIFY(names.has("n · L · 2"));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::TextsTest)

#include "texts_test.moc"
