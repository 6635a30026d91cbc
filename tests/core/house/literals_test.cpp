// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/metric.h"
#include "figure/figure_kind.h"
#include "figure/page_id.h"
#include "registry.h"
#include "scenario/parameter.h"

#include <QDir>
#include <QDirIterator>
#include <QMap>
#include <QRegularExpression>
#include <QSet>

#include <functional>

// A row is named by a symbol of the table that owns it. A literal that is an id, a key or a choice's word stands in that
// table alone, and nothing asks how one begins or ends.

namespace longpeak {
namespace {

using Words = QSet<QString>;

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

/// What one table owns: its words, and the files that it is.
struct Table {
    Words words;
    QStringList files;
};

std::vector<Table> tables() {
    Table ofParameters{{text(methodWord)}, {"core/scenario/parameter.h", "core/scenario/parameter_rows.cpp"}};
    Table ofChoices{{}, {"core/scenario/parameter_choices.h", "core/hardware/accelerator.h"}};
    for (const Parameter& parameter : parameters()) {
        ofParameters.words << text(parameter.id);
        for (const Choice& choice : parameter.choices) ofChoices.words << text(choice.text);
    }
    Table ofMetrics{{}, {"core/cost/metric.h", "core/cost/metric.cpp"}};
    for (const Metric& metric : metrics()) ofMetrics.words << text(metric.key);
    Table ofFigures{{}, {"core/figure/figure_kind.h", "core/figure/figure_kind.cpp"}};
    for (const FigureKind& kind : figureKinds()) ofFigures.words << text(kind.id);
    Table ofPages{{}, {"core/figure/page_id.h"}};
    for (const std::string_view page : pageId::all) ofPages.words << text(page);
    return {ofParameters, ofChoices, ofMetrics, ofFigures, ofPages};
}

/// Common words that are an id by accident, in the files that mean something else by them.
struct Accident {
    const char* meaning;
    QMap<QString, Words> words;
};

std::vector<Accident> accidents() {
    const Words formats{"bf16", "fp16", "fp8", "int8", "fp4"};
    return {
        {"what axes, lines and parts are called",
         {{"core/cost/bound.cpp", {"users"}},
          {"core/cost/explanation.cpp", {"states"}},
          {"core/cost/memory_parts.cpp", {"attention"}},
          {"core/cost/operator_explanation.cpp", {"exact"}},
          {"core/cost/operators.cpp", {"attention"}},
          {"core/figure/evidence.cpp", {"context"}},
          {"core/figure/lanes.cpp", {"memory", "users"}},
          {"core/figure/latency.cpp", {"attention"}},
          {"core/figure/load.cpp", {"users"}},
          {"core/figure/memory.cpp", {"ceiling", "memory", "users"}},
          {"core/figure/over_context.cpp", {"context"}},
          {"core/figure/overview.cpp", {"all", "ceiling", "latency", "memory", "users"}},
          {"core/session/trace.cpp", {"users"}}}},
        {"groups of parameters",
         {{"core/scenario/parameter_page.cpp", {"accelerator", "context", "cost_model", "model", "users"}}}},
        {"units", {{"core/quantity/format.cpp", {"gpus", "tokens", "users"}}}},
        {"keys and words of presets, measurements and other programs' files",
         {{"core/compression/method_facts.cpp", {"nominal"}},
          {"core/model/hugging_face.cpp", {"architectures"}},
          {"core/model/hugging_face/dtype.cpp", Words(formats) - Words{"fp4"} + Words{"mxfp4", "nvfp4"}}, // theirs
          {"core/model/hugging_face/layered.cpp", {"attention"}},
          {"core/model/hugging_face/parts.cpp", {"attention"}},
          {"core/model/hugging_face/unknown.cpp", {"attention"}},
          {"core/preset/measurement_json.cpp",
           {"accelerator", "batch", "context", "gpus", "memory", "model", "paper", "prompt"}},
          {"core/model/attention/fields.h", {"tokens", "window"}},
          {"core/model/attention/full.cpp", {"full"}},
          {"core/model/attention/window.cpp", {"window"}},
          {"core/preset/accelerator_fields.cpp", formats},
          {"core/preset/preset_fields.h", {"attention"}},
          {"core/preset/preset_json.cpp", {"nominal"}},
          {"ui/editor/provenance.cpp", {"all"}}}},
        {"subcommands, and words of what they print",
         {{"app/compare_command.cpp", {"compare"}},
          {"app/map_command.cpp", {"map"}},
          {"app/parity_command.cpp", {"parity"}},
          {"app/sensitivity_command.cpp", {"sensitivity"}},
          {"app/simulate_command.cpp", {"sessions", "users"}},
          {"core/explore/metric_map.cpp", {"memory"}}}},
        {"names of widgets, of questions and of pages of the help",
         {{"ui/control/efficiency_choice.cpp", {"efficiency."}},
          {"core/explore/what_it_takes.h", {"accelerator", "context", "gpus"}},
          {"ui/page/evidence_table.cpp", {"all", "model"}},
          {"ui/page/help.cpp", {"sessions"}}}},
    };
}

struct Literal {
    QString text;
    int line = 0;
};

/// Takes what the text begins with, up to the closing mark and with it, or all.
QStringView taken(QStringView text, QStringView closing, qsizetype from) {
    const auto end = text.indexOf(closing, from);
    return end < 0 ? text : text.first(end + closing.size());
}

/// A literal between two marks of its kind, the escaped ones skipped.
QStringView quoted(QStringView text) {
    qsizetype end = 1;
    while (end < text.size() && text[end] != text[0]) end += text[end] == u'\\' ? 2 : 1;
    return text.first(std::min(end + 1, text.size()));
}

/// A comment, a raw string, a string or a letter that the text begins with; else its first letter.
QStringView tokenOf(QStringView text) {
    if (text.startsWith(u"//")) return taken(text, u"\n", 2);
    if (text.startsWith(u"/*")) return taken(text, u"*/", 2);
    if (text.startsWith(u"R\"")) {
        const auto bracket = text.indexOf(u'(');
        return taken(text, QString(u')' + text.sliced(2, bracket - 2).toString() + u'"'), bracket);
    }
    return text.front() == u'"' || text.front() == u'\'' ? quoted(text) : text.first(1);
}

/// The string literals of a source, without those of comments and raw ones.
std::vector<Literal> literalsOf(const QString& source) {
    std::vector<Literal> found;
    int line = 1;
    QChar before;
    for (QStringView rest = source; !rest.isEmpty();) {
        // 10'000: a mark between digits is no letter.
        const bool isDigitMark = rest.front() == u'\'' && before.isDigit();
        const QStringView token = isDigitMark ? rest.first(1) : tokenOf(rest);
        if (token.front() == u'"') found.push_back({token.sliced(1, token.size() - 2).toString(), line});
        line += static_cast<int>(token.count(u'\n'));
        before = token.back();
        rest = rest.sliced(token.size());
    }
    return found;
}

/// Calls `read` for each source of the program, by its path from the project's root; what a message is about is no id.
void forEachSource(const std::function<void(const QString& path, const QString& source)>& read) {
    const QDir root(QStringLiteral(LONGPEAK_TEST_DATA "/../.."));
    for (const char* folder : {"core", "app", "ui"}) {
        QDirIterator files(root.filePath(folder), {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            static const QRegularExpression context("LP_TEXT\\(\"[a-z]+\", *");
            read(root.relativeFilePath(file.fileName()),
                 QString::fromUtf8(file.readAll()).replace(context, QStringLiteral("LP_TEXT(")));
        }
    }
}

/// "load-", "compression.": the beginning of an id, up to what parts its words.
bool beginsAnId(const QString& literal, const Words& words) {
    static const QString marks("._-");
    if (literal.size() < 3 || !marks.contains(literal.back())) return false;
    return std::ranges::any_of(
        words, [&](const QString& word) { return word.size() > literal.size() && word.startsWith(literal); });
}

class LiteralsTest : public QObject {
    Q_OBJECT

private slots:
    void findsLiterals();
    void standInTheirTables();
    void idsAreAskedWhole();
    void everySymbolHasItsRow();
};

void LiteralsTest::findsLiterals() {
    const auto found = literalsOf(
        "a(\"one\"); // \"two\"\n/* \"three\" */ b('\"', \"fo\\\"ur\");\nR\"(five \"six\")\"");
    QCOMPARE(found.size(), std::size_t{2});
    QCOMPARE(found[0].text, QStringLiteral("one"));
    QCOMPARE(found[1].text, QStringLiteral("fo\\\"ur"));
    QCOMPARE(found[1].line, 2);
    QVERIFY(beginsAnId("load-", {"load-waiting"}) && !beginsAnId("load", {"load-waiting"}));
    QVERIFY(!beginsAnId("load-", {"load-"}));
}

void LiteralsTest::standInTheirTables() {
    const auto all = tables();
    QMap<QString, Words> allowed;
    for (const Accident& accident : accidents())
        for (auto each = accident.words.begin(); each != accident.words.end(); ++each) allowed[each.key()] += *each;
    QMap<QString, Words> unused = allowed;
    QStringList strays;
    int sources = 0;
    forEachSource([&](const QString& path, const QString& source) {
        ++sources;
        for (const Literal& literal : literalsOf(source)) {
            const auto knows = [&](const Table& table) {
                return table.words.contains(literal.text) || beginsAnId(literal.text, table.words);
            };
            const auto owns = [&](const Table& table) { return knows(table) && table.files.contains(path); };
            if (std::ranges::none_of(all, knows) || std::ranges::any_of(all, owns)) continue;
            unused[path].remove(literal.text);
            if (!allowed.value(path).contains(literal.text))
                strays << QStringLiteral("%1:%2: \"%3\"").arg(path).arg(literal.line).arg(literal.text);
        }
    });
    QVERIFY(sources > 200);
    QVERIFY2(strays.isEmpty(), qPrintable("ids outside their tables:\n" + strays.join('\n')));
    for (auto each = unused.begin(); each != unused.end(); ++each)
        QVERIFY2(each->isEmpty(), qPrintable(each.key() + " has no longer: " + QStringList(each->values()).join(", ")));
}

/// Neither a beginning nor a part of an id or a key says anything of its row.
void LiteralsTest::idsAreAskedWhole() {
    static const QRegularExpression part("(\\.|->)(id|key)\\.(starts_with|ends_with|find|rfind|substr|contains)\\(");
    QStringList found;
    forEachSource([&](const QString& path, const QString& source) {
        if (source.contains(part)) found << path;
    });
    QVERIFY2(found.isEmpty(), qPrintable(found.join('\n')));
}

void LiteralsTest::everySymbolHasItsRow() {
    struct Owner {
        const char* file;
        const char* space;
        bool (*hasRow)(const std::string&);
    };
    const std::vector<Owner> owners{
        {"core/scenario/parameter.h", "parameterId",
         [](const std::string& id) { return findParameter(id) != nullptr; }},
        {"core/cost/metric.h", "metricKey", [](const std::string& key) { return findMetric(key) != nullptr; }},
        {"core/figure/figure_kind.h", "figureId", [](const std::string& id) { return findFigureKind(id) != nullptr; }},
    };
    static const QRegularExpression symbol("inline constexpr std::string_view \\w+ = \"([^\"]+)\";");
    int checked = 0;
    forEachSource([&](const QString& path, const QString& source) {
        for (const Owner& owner : owners) {
            if (path != QLatin1String(owner.file)) continue;
            const QString space = QStringLiteral("namespace %1 {").arg(QLatin1String(owner.space));
            const auto from = source.indexOf(space);
            QVERIFY2(from >= 0, owner.space);
            auto symbols = symbol.globalMatch(source.mid(from, source.indexOf("\n}", from) - from));
            while (symbols.hasNext()) {
                const QString word = symbols.next().captured(1);
                QVERIFY2(owner.hasRow(word.toStdString()), qPrintable(word));
                ++checked;
            }
        }
    });
    QVERIFY(checked > 50);
    for (const FigureKind& kind : figureKinds()) {
        QVERIFY2(std::ranges::find(pageId::all, kind.page) != pageId::all.end(), kind.id.data());
        QVERIFY2(!kind.isOfMetric() || findMetric(kind.metric) != nullptr, kind.id.data());
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::LiteralsTest)
#include "literals_test.moc"
