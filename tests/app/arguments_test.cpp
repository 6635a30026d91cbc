// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/ran.h"
#include "registry.h"

#include <QtTest>

#include <locale>

// What the words of the command line ask for, and what is said about wrong ones.

namespace longpeak::test {

using Strings = std::vector<std::string>;

namespace {

/// German in the standard library: decimal comma, groups set apart by points.
class GermanDigits : public std::numpunct<char> {
protected:
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

std::locale german() {
    return {std::locale::classic(), new GermanDigits}; // the locale owns its facets
}

} // namespace

class ArgumentsTest : public QObject {
    Q_OBJECT

private slots:
    void window_data();
    void window();
    void opensWindow_data();
    void opensWindow();
    void help();
    void helpOfSubcommands_data();
    void helpOfSubcommands();
    void version();
    void wrongWords_data();
    void wrongWords();
    void everyFaultAtOnce();
    void oneLineEach();
    void longWordsAreShortened();
    void failedWrite();
    void sameOnEveryLocale();
};

void ArgumentsTest::window_data() {
    QTest::addColumn<Strings>("words");
    QTest::addColumn<std::string>("scenario");
    QTest::newRow("nothing") << Strings{} << std::string();
    QTest::newRow("shipped") << Strings{"paper-34b-4k"} << std::string("paper-34b-4k");
    QTest::newRow("existing file") << Strings{LONGPEAK_TEST_DATA "/tiny-model.json"}
                                   << std::string(LONGPEAK_TEST_DATA "/tiny-model.json");
    // The window says what is wrong with a file, also one that is missing.
    QTest::newRow("missing .json") << Strings{"mine.json"} << std::string("mine.json");
    QTest::newRow("missing path") << Strings{"folder/mine"} << std::string("folder/mine");
    QTest::newRow("behind --") << Strings{"--", "paper-34b-4k"} << std::string("paper-34b-4k");
}

void ArgumentsTest::window() {
    QFETCH(Strings, words);
    QFETCH(std::string, scenario);
    const Ran window = ran(words);
    QVERIFY(window.outcome.opensWindow);
    QCOMPARE(window.outcome.scenario, scenario);
    QCOMPARE(window.status, 0);
    QCOMPARE(window.out + window.err, std::string());
}

void ArgumentsTest::opensWindow_data() {
    QTest::addColumn<Strings>("words");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const Strings& words, bool opens) {
        QTest::newRow(name) << words << (opens ? 0 : 1);
    };
    row("nothing", {}, true);
    row("shipped", {"paper-34b-4k"}, true);
    row("missing file", {"mine.json"}, true);
    row("behind --", {"--", "paper-34b-4k"}, true);
    for (const char* command : {"evaluate", "figure", "list", "check"}) row(command, {command}, false);
    row("subcommand with words", {"sweep", "--over", "context=1K:2K:3"}, false);
    row("mistyped", {"evalute"}, false);
    row("two scenarios", {"paper-34b-4k", "paper-34b-50k"}, false);
    row("help", {"--help"}, false);
    row("version", {"--version"}, false);
}

/// Asked, it says whether the words behind would open the window, and neither does nor prints anything.
void ArgumentsTest::opensWindow() {
    QFETCH(Strings, words);
    QFETCH(int, status);
    words.insert(words.begin(), "--opens-window");
    const Ran asked = ran(words);
    QCOMPARE(asked.status, status);
    QVERIFY(!asked.outcome.opensWindow);
    QCOMPARE(asked.out + asked.err, std::string());
}

void ArgumentsTest::help() {
    const Ran help = ran({"--help"});
    QCOMPARE(help.status, 0);
    QCOMPARE(help.err, std::string());
    QVERIFY(!help.outcome.opensWindow);
    const auto lines = linesOf(help.out);
    for (const char* name : {"evaluate", "sweep", "simulate", "list", "check"})
        QVERIFY2(
            std::ranges::count_if(
                lines, [&](const std::string& line) { return line.starts_with("  " + std::string(name) + " "); }) == 1,
            name);
    QVERIFY(help.out.find("Exit status: 0 done; 2 ") != std::string::npos);
    QVERIFY(help.out.find("3 computed, but infeasible") != std::string::npos);
    QCOMPARE(ran({"-h"}).out, help.out);
    for (const std::string& line : lines) QVERIFY2(line.size() <= 120, line.c_str());
}

void ArgumentsTest::helpOfSubcommands_data() {
    QTest::addColumn<std::string>("command");
    QTest::addColumn<Strings>("mentioned");
    QTest::newRow("evaluate") << std::string("evaluate")
                              << Strings{"SCENARIO", "--set ID=VALUE", "--json", "3 infeasible"};
    QTest::newRow("sweep") << std::string("sweep")
                           << Strings{"SCENARIO", "--set ID=VALUE", "--over ID=FROM:TO:COUNT[:log]", "--metric KEY",
                                      "--csv",    "--json",         "3 infeasible at every point"};
    QTest::newRow("simulate") << std::string("simulate")
                              << Strings{"SCENARIO", "--set ID=VALUE", "--hours H",   "--json",
                                         "--csv",    "--trace FILE",   "3 infeasible"};
    QTest::newRow("list") << std::string("list") << Strings{"models", "scenarios", "--json"};
    QTest::newRow("check") << std::string("check") << Strings{"FILE"};
}

void ArgumentsTest::helpOfSubcommands() {
    QFETCH(std::string, command);
    QFETCH(Strings, mentioned);
    const Ran help = ran({command, "--help"});
    QCOMPARE(help.status, 0);
    QCOMPARE(help.err, std::string());
    QVERIFY(help.out.find("Usage: longpeak " + command) != std::string::npos);
    for (const std::string& word : mentioned) QVERIFY2(help.out.find(word) != std::string::npos, word.c_str());
    for (const std::string& line : linesOf(help.out)) QVERIFY2(line.size() <= 120, line.c_str());
}

void ArgumentsTest::version() {
    const Ran version = ran({"--version"});
    QCOMPARE(version.out, std::string("longpeak " LONGPEAK_VERSION "\n"));
    QCOMPARE(version.status, 0);
    QVERIFY(!version.outcome.opensWindow);
}

static void row(const char* name, const Strings& words, const std::string& message) {
    QTest::newRow(name) << words << message;
}

static void rowsOfNames() {
    row("subcommand", {"evalute"},
        "evalute: /: there is no subcommand, file or shipped scenario 'evalute'; did you mean 'evaluate'?");
    row("subcommand with words", {"swep", "--over", "context=1K:2K:3"},
        "swep: /: there is no subcommand, file or shipped scenario 'swep'; did you mean 'sweep'?");
    row("scenario of the window", {"paper-34b-5k"},
        "paper-34b-5k: /: there is no subcommand, file or shipped scenario 'paper-34b-5k'; did you mean "
        "'paper-34b-4k'?");
    row("nothing near", {"qqqqqqqqqq"},
        "qqqqqqqqqq: /: there is no subcommand, file or shipped scenario 'qqqqqqqqqq'; see longpeak --help");
    row("empty word", {""}, "'': /: there is no subcommand, file or shipped scenario ''; see longpeak --help");
    row("two scenarios", {"paper-34b-4k", "paper-34b-50k"}, "paper-34b-50k: /: is one word too many");
    row("option of the window", {"--versoin"},
        "--versoin: /: there is no option '--versoin'; did you mean '--version'?");
    row("question behind", {"paper-34b-4k", "--opens-window"}, "--opens-window: /: must stand before all other words");
    row("option", {"evaluate", "--jsn"}, "--jsn: /: there is no option '--jsn'; did you mean '--json'?");
    row("option with value", {"sweep", "--metrc=prefill_s"},
        "--metrc=prefill_s: /: there is no option '--metrc'; did you mean '--metric'?");
    row("scenario", {"evaluate", "pape-34b-50k"},
        "pape-34b-50k: /: no such file or shipped scenario; did you mean 'paper-34b-50k'?");
    row("empty scenario", {"evaluate", ""}, "SCENARIO: /: must not be empty");
}

static void rowsOfSettings() {
    row("model", {"evaluate", "--set", "model=yi-34b-200"},
        "--set model=yi-34b-200: /model/preset: there is no model 'yi-34b-200'; did you mean 'yi-34b-200k'?");
    row("accelerator", {"evaluate", "--set", "accelerator=h100-sxn"},
        "--set accelerator=h100-sxn: /accelerator/preset: there is no accelerator 'h100-sxn'; did you mean "
        "'h100-sxm'?");
    row("parameter", {"evaluate", "--set", "contxt=5"},
        "--set contxt=5: /: there is no parameter 'contxt'; did you mean 'context'?");
    row("zero", {"evaluate", "--set", "context=0"}, "--set context=0: /context: must be from 1K to 10M, not 0");
    row("no number", {"evaluate", "--set", "users=abc"}, "--set users=abc: /users: 'abc' is not a number of users");
    row("not finite", {"evaluate", "--set", "users=nan"}, "--set users=nan: /users: 'nan' is not a number of users");
    row("enormous", {"evaluate", "--set", "users=1e999"},
        "--set users=1e999: /users: '1e999' is not a number of users");
    row("not whole", {"evaluate", "--set", "gpus=1.5"}, "--set gpus=1.5: /gpus: must be a whole number, not 1.5");
    row("choice", {"evaluate", "--set", "dtype.kv=bf17"},
        "--set dtype.kv=bf17: /dtype/kv: must be one of bf16, fp16, fp8, int8, int4, fp4, mxfp4, nvfp4, not 'bf17'");
    row("setting without =", {"evaluate", "--set", "context"}, "--set context: /: must be ID=VALUE");
    row("setting without ID", {"evaluate", "--set", "=5"}, "--set =5: /: must be ID=VALUE");
    row("braces", {"evaluate", "--set", "{}"}, "--set {}: /: must be ID=VALUE");
    row("setting without value", {"evaluate", "--set"}, "evaluate: /: --set: 1 required ID=VALUE missing");
    row("missing model file", {"evaluate", "--set", "model=nosuch.json"}, "nosuch.json: /: no such file");
}

static void rowsOfSimulate() {
    const std::string fractions = LONGPEAK_TEST_DATA "/fractions.json";
    row("simulate: both forms", {"simulate", "--csv", "--json"}, "simulate: /: takes --csv or --json, not both");
    row("simulate: no number", {"simulate", "--hours", "1.5x"}, "--hours 1.5x: /: '1.5x' is not a number of hours");
    row("simulate: no time", {"simulate", "--hours", "0"}, "--hours 0: /: must be above 0 and at most 8760, not 0");
    row("simulate: negative", {"simulate", "--hours=-1"}, "--hours -1: /: must be above 0 and at most 8760, not -1");
    row("simulate: above a year", {"simulate", "--hours", "8760.1"},
        "--hours 8760.1: /: must be above 0 and at most 8760, not 8760.1");
    row("simulate: not finite", {"simulate", "--hours", "inf"}, "--hours inf: /: 'inf' is not a number of hours");
    row("simulate: no hours", {"simulate", "--hours"}, "simulate: /: --hours: 1 required H missing");
    row("simulate: no name of a file", {"simulate", "--trace", ""},
        "'': /: cannot be written: it is no name of a file");
    row("simulate: folder", {"simulate", "--trace", "/"}, "/: /: cannot be written: it is a directory, not a file");
    row("simulate: over the scenario", {"simulate", fractions, "--trace", fractions},
        fractions + ": /: is the scenario that is simulated");
}

static void rowsOfSubcommands() {
    row("no --over", {"sweep"}, "sweep: /: needs --over ID=FROM:TO:COUNT[:log]");
    row("--over: parameter", {"sweep", "--over", "contxt=1K:2K:3"},
        "--over contxt=1K:2K:3: /: there is no parameter 'contxt'; did you mean 'context'?");
    row("--over: range", {"sweep", "--over", "context=1K:20M:3"},
        "--over context=1K:20M:3: /context: must be from 1K to 10M, not 20000000");
    row("--over: choice", {"sweep", "--over", "dtype.kv=1:2:3"},
        "--over dtype.kv=1:2:3: /: 'dtype.kv' takes no numbers, it cannot be swept");
    row("--over: form", {"sweep", "--over", "context=1K:2K"},
        "--over context=1K:2K: /: must be ID=FROM:TO:COUNT or ID=FROM:TO:COUNT:log");
    row("metric", {"sweep", "--over", "context=1K:2K:3", "--metric", "prefil_s"},
        "--metric prefil_s: /: there is no metric 'prefil_s'; did you mean 'prefill_s'?");
    row("both forms", {"sweep", "--over", "context=1K:2K:3", "--csv", "--json"},
        "sweep: /: takes --csv or --json, not both");
    row("list kind", {"list", "modls"}, "modls: /: there is no list 'modls'; did you mean 'models'?");
    row("no list kind", {"list"},
        "list: /: needs one of models, accelerators, methods, measurements, parameters, metrics, figures, scenarios");
    row("two list kinds", {"list", "models", "metrics"}, "metrics: /: is one word too many");
    row("no file to check", {"check"}, "check: /: needs at least one FILE");
}

void ArgumentsTest::wrongWords_data() {
    QTest::addColumn<Strings>("words");
    QTest::addColumn<std::string>("message");
    rowsOfNames();
    rowsOfSettings();
    rowsOfSubcommands();
    rowsOfSimulate();
}

void ArgumentsTest::wrongWords() {
    QFETCH(Strings, words);
    QFETCH(std::string, message);
    const Ran wrong = ran(words);
    QCOMPARE(QString::fromStdString(wrong.err), QString::fromStdString("longpeak: " + message + "\n"));
    QCOMPARE(wrong.out, std::string());
    QCOMPARE(wrong.status, 2);
    QVERIFY(!wrong.outcome.opensWindow);
}

void ArgumentsTest::everyFaultAtOnce() {
    const Ran wrong = ran({"sweep", "nosuch", "--set", "users=0", "--set", "modl=x", "--set", "model=y", "--over",
                           "contxt=1:2:3", "--metric", "a", "--metric", "b"});
    QCOMPARE(wrong.status, 2);
    QCOMPARE(wrong.out, std::string());
    const Strings lines = linesOf(wrong.err);
    QCOMPARE(lines.size(), std::size_t{7});
    const Strings begins{
        "longpeak: nosuch: /: ",       "longpeak: --set model=y: /model/preset: ", "longpeak: --set users=0: /users: ",
        "longpeak: --set modl=x: /: ", "longpeak: --over contxt=1:2:3: /: ",       "longpeak: --metric a: /: ",
        "longpeak: --metric b: /: "};
    for (std::size_t i = 0; i < begins.size(); ++i) QVERIFY2(lines[i].starts_with(begins[i]), lines[i].c_str());
    QCOMPARE(linesOf(ran({"evaluate", "--jsn", "--st", "a", "b"}).err).size(), std::size_t{3});
}

void ArgumentsTest::oneLineEach() {
    const Ran wrong = ran({"evaluate", "no\nsuch\x1b[31m\xff\xc3\xa9\x7f"});
    QCOMPARE(wrong.err, std::string("longpeak: no\\nsuch\\x1b[31m\uFFFDé\\x7f: /: no such file\n"));
}

void ArgumentsTest::longWordsAreShortened() {
    const Ran wrong = ran({"list", std::string(100'000, 'x')});
    QCOMPARE(wrong.status, 2);
    const std::string reason = wrong.err.substr(wrong.err.find(": /: "));
    QVERIFY(reason.size() < 500);
    QVERIFY(reason.find(" ... ") != std::string::npos);
}

/// A stream that takes nothing, like /dev/full.
class FullBuffer : public std::streambuf {
protected:
    int sync() override { return -1; }
    int_type overflow(int_type) override { return traits_type::eof(); }
};

void ArgumentsTest::failedWrite() {
    for (const Strings& words :
         {Strings{"evaluate"}, Strings{"evaluate", "--json"}, Strings{"--help"}, Strings{"--version"},
          Strings{"list", "models"}, Strings{"check", LONGPEAK_TEST_DATA "/tiny-model.json"},
          Strings{"sweep", "--over", "context=1K:2K:2", "--csv"}, Strings{"simulate"}, Strings{"simulate", "--csv"}}) {
        FullBuffer full;
        std::ostream out(&full);
        std::ostringstream err;
        QCOMPARE(runCommandLine(words, {.catalogue = shipped(), .out = out, .err = err}).status, 2);
        QCOMPARE(err.str(), std::string("longpeak: standard output: /: cannot be written to its end\n"));
    }
}

void ArgumentsTest::sameOnEveryLocale() {
    const std::vector<Strings> commands{{"evaluate"},
                                        {"evaluate", "--json", "--set", "session.think=12.5", "--set", "context=1.5M"},
                                        {"evaluate", LONGPEAK_TEST_DATA "/fractions.json"},
                                        {"sweep", "--over", "session.think=0.5:99.5:7", "--csv"},
                                        {"sweep", "--over", "context=1K:10M:5:log", "--json"},
                                        {"sweep", "--over", "context=1K:10M:5:log"},
                                        {"simulate", "--hours", "1.25"},
                                        {"simulate", "--json", "--set", "session.think=12.5"},
                                        {"simulate", "--csv"},
                                        {"list", "parameters"},
                                        {"list", "accelerators", "--json"},
                                        {"evaluate", "--set", "gpus=1.5"}};
    std::vector<Ran> before;
    for (const Strings& words : commands) before.push_back(ran(words));
    const std::locale classic = std::locale::global(german());
    std::ostringstream probe;
    probe << 1234.5;
    std::vector<Ran> after;
    for (const Strings& words : commands) after.push_back(ran(words)); // their streams take the global locale
    std::locale::global(classic);
    QCOMPARE(probe.str(), std::string("1.234,5")); // the locale was in force
    for (std::size_t i = 0; i < commands.size(); ++i) {
        QCOMPARE(after[i].out, before[i].out);
        QCOMPARE(after[i].err, before[i].err);
        QCOMPARE(after[i].status, before[i].status);
    }
    QVERIFY(before[2].out.find(" 33999999999.5  parameters") != std::string::npos); // fractions are read as such
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::ArgumentsTest)
#include "arguments_test.moc"
