// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "arguments.h"
#include "command.h"
#include "cost/estimate.h"
#include "document/read_file.h"
#include "document/write_file.h"
#include "figure/figure_document.h"
#include "figure/figure_kind.h"
#include "figure/map.h"
#include "figure/multiples.h"
#include "json.h"
#include "nearest.h"
#include "retouch_arguments.h"
#include "scenario/scenario_json.h"
#include "text/escape.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>
#include <ostream>

namespace longpeak {
namespace {

constexpr std::array<std::string_view, 5> suffixes{"pdf", "svg", "png", "csv", "tex"};
constexpr std::string_view nameSlot = "{}";
constexpr std::string_view pageEnding = "-page";

/// The arguments as given; what is empty was not.
struct FigureArguments {
    std::vector<std::string> plain; ///< names of figures, and the scenario
    ScenarioArguments scenario;
    std::vector<std::string> reference;
    std::vector<std::string> files;
    bool panel = false;
    std::string metric;
    std::vector<std::string> over;
    std::vector<std::string> beside;
    bool together = false;
    std::string style;
    std::string width;
    std::string height;
    std::string aspect;
    std::string type;
    std::string font;
    std::string palette;
    bool legend = false;
    bool outlines = false;
    bool practice = false;
    std::string title;
    std::string caption;
    std::string dpi;
    std::string bytes;
    RetouchArguments retouch;
    bool check = false;
    bool json = false;
};

/// One picture to make: its name in the file's, and its figures.
struct Job {
    std::string name;
    std::vector<std::string> figures;
};

std::vector<std::string> figuresNamed(const std::string& word) {
    if (findFigureKind(word) != nullptr) return {word};
    if (!word.ends_with(pageEnding)) return {};
    const auto ids = figuresOfPage(std::string_view(word).substr(0, word.size() - pageEnding.size()));
    return {ids.begin(), ids.end()};
}

Fault unknownName(const std::string& word) {
    std::vector<std::string> known = namesOf(figureKinds(), &FigureKind::id);
    for (const FigurePanel& panel : figurePanels()) known.push_back(std::string(panel.page) + std::string(pageEnding));
    return {word, "/", thereIsNo(LP_TEXT("fault", "there is no figure '%1'"), word, known)};
}

/// Parts names of figures from the scenario: the first word may not be one, every later one that is no name is.
std::vector<Job> jobsOf(FigureArguments& arguments, Faults& faults, const Catalogue& catalogue) {
    std::vector<Job> jobs;
    bool hasScenario = false;
    for (const std::string& word : arguments.plain) {
        auto figures = figuresNamed(word);
        const bool isFile = word.find('/') != std::string::npos || word.find('.') != std::string::npos;
        if (!figures.empty()) {
            jobs.push_back({word, std::move(figures)});
        } else if (!hasScenario && (isFile || catalogue.scenario(word) != nullptr || !jobs.empty())) {
            arguments.scenario.scenario = word;
            hasScenario = true;
        } else {
            faults.push_back(unknownName(word));
        }
    }
    return jobs;
}

/// A style by name, or of a file.
Result<FigureStyle> styleNamed(const std::string& word) {
    const auto shipped = std::ranges::find(shippedStyles(), word, &NamedStyle::id);
    if (shipped != shippedStyles().end()) return shipped->style;
    const auto text = readFile(word, FileKinds::Any);
    if (text) return readFigureStyle(*text, word);
    if (word.find('.') != std::string::npos || word.find('/') != std::string::npos) return text.faults();
    return Fault{
        "--style " + word, "/",
        thereIsNo(LP_TEXT("fault", "there is no style or file '%1'"), word, namesOf(shippedStyles(), &NamedStyle::id))};
}

/// What the arguments change of the style, each with its own fault.
void applyStyle(FigureStyle& style, const FigureArguments& arguments, Faults& faults) {
    const auto number = [&](const std::string& option, const std::string& text, auto parse, const Text& example,
                            auto& target) {
        if (text.empty()) return;
        if (const auto value = parse(text))
            target = *value;
        else
            faults.push_back({option + " " + text, "/", LP_TEXT("fault", "must be a size as %1")(example)});
    };
    number("--width", arguments.width, parseInches,
           LP_TEXT("fault", "%1 or %2")(verbatim("3.25in, 82mm"), verbatim("234pt")), style.width);
    number("--height", arguments.height, parseInches,
           LP_TEXT("fault", "%1 or %2")(verbatim("2.2in, 56mm"), verbatim("158pt")), style.height);
    number("--aspect", arguments.aspect, parseAspect, LP_TEXT("fault", "%1 or %2")(verbatim("16:9"), verbatim("1.5")),
           style.aspect);
    number("--font-size", arguments.type, parsePoints, verbatim("8pt"), style.type);
    number(
        "--dpi", arguments.dpi, [](std::string_view text) { return parseQuantity(text, Unit::Count); }, verbatim("300"),
        style.dpi);
    const auto choice = [&](const std::string& option, const std::string& text, std::vector<std::string> choices) {
        if (text.empty() || std::ranges::find(choices, text) != choices.end()) return !text.empty();
        std::string first = choices.front();
        for (std::size_t i = 1; i + 1 < choices.size(); ++i) first += ", " + choices[i];
        const Text said = LP_TEXT("fault", "must be %1 or %2")(verbatim(first), verbatim(choices.back()));
        faults.push_back({option + " " + text, "/", didYouMean(said, text, choices)});
        return false;
    };
    if (choice("--font", arguments.font, {"sans", "serif"})) style.serif = arguments.font == "serif";
    if (choice("--palette", arguments.palette, {"light", "dark", "print"}))
        style.palette = *paletteOf(arguments.palette);
    if (choice("--bytes", arguments.bytes, {"decimal", "binary"}))
        style.bytes = arguments.bytes == "binary" ? ByteUnits::Binary : ByteUnits::Decimal;
    if (arguments.legend) style.legend = true;
    if (arguments.outlines) style.outlines = true;
    if (arguments.practice) style.practice = true;
    const auto text = [](const std::string& given, std::optional<std::string>& target) {
        if (given == "none")
            target.reset();
        else if (!given.empty())
            target = given == "auto" ? "" : given;
    };
    text(arguments.title, style.title);
    text(arguments.caption, style.caption);
}

std::string fileOf(std::string file, const std::string& name) {
    const auto at = file.find(nameSlot);
    return at == std::string::npos ? file : file.replace(at, nameSlot.size(), name);
}

std::string_view suffixOf(std::string_view file) {
    const auto dot = file.rfind('.');
    const auto found = dot == std::string_view::npos ? suffixes.end()
                                                     : std::ranges::find(suffixes, file.substr(dot + 1));
    return found == suffixes.end() ? std::string_view() : *found;
}

/// What takes a simulation, or does not depend on the scenario, is not drawn of several; and without curves not together.
void checkMultiples(const std::vector<Job>& jobs, FigureDocument document, const Catalogue& catalogue, Faults& faults) {
    const auto hasCurves = [&](const std::string& id) {
        document.figures = {id};
        return figuresOf(document, catalogue).size() == 1;
    };
    for (const Job& job : jobs) {
        for (const std::string& id : job.figures)
            if (!canBeMultiple(*findFigureKind(id)))
                faults.push_back(
                    {"--beside", "/", LP_TEXT("fault", "the figure '%1' cannot stand beside itself")(verbatim(id))});
            else if (document.together && faults.empty() && !hasCurves(id))
                faults.push_back(
                    {"--together", "/",
                     LP_TEXT("fault", "the figure '%1' has no curves that could lie over each other")(verbatim(id))});
        document.figures = job.figures;
        if (figureCount(document) > mostFigures)
            faults.push_back({"--beside", "/",
                              LP_TEXT("fault", "makes more than %1 figures in one picture")(plainAmount(mostFigures))});
    }
}

void checkFiles(const FigureArguments& arguments, std::size_t jobs, bool draws, Faults& faults) {
    for (const std::string& file : arguments.files) {
        const std::string origin = "-o " + file;
        const std::string_view suffix = suffixOf(file);
        if (suffix.empty())
            faults.push_back(
                {origin, "/",
                 LP_TEXT("fault", "must end in %1 or %2")(verbatim(".pdf, .svg, .png, .csv"), verbatim(".tex"))});
        else if (!draws && suffix != "csv")
            faults.push_back(
                {origin, "/",
                 LP_TEXT("fault", "this build has no window and draws no pictures; it writes %1")(verbatim(".csv"))});
        if (jobs > 1 && file.find(nameSlot) == std::string::npos)
            faults.push_back(
                {origin, "/",
                 LP_TEXT("fault", "is one file for %1 figures; write {} where the name of each belongs, or --panel")(
                     plainAmount(static_cast<double>(jobs)))});
    }
}

/// How far it is, for who waits at a terminal for more than a second.
class Progress {
public:
    Progress(const Console& console, std::size_t all) : m_console(console), m_all(all) {}
    void step() {
        ++m_done;
        const auto spent = std::chrono::steady_clock::now() - m_start;
        if (!m_console.isTerminal || spent < std::chrono::seconds(1)) return;
        m_console.err << "\r" << m_done << " of " << m_all << (m_done == m_all ? "\n" : "") << std::flush;
    }

private:
    const Console& m_console;
    std::size_t m_all;
    std::size_t m_done = 0;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// Other figures of the same document, with what is changed of them by hand.
FigureDocument withFigures(FigureDocument document, const std::vector<std::string>& figures) {
    document.figures = figures;
    std::erase_if(document.retouches,
                  [&](const Retouch& retouch) { return std::ranges::find(figures, retouch.figure) == figures.end(); });
    return document;
}

std::string bytesOf(const FigureDocument& document, std::string_view suffix, const Console& console) {
    if (suffix != "csv") return console.draw(document, console.catalogue, suffix);
    std::string text;
    for (const Figure& figure : figuresOf(document, console.catalogue))
        text += (text.empty() ? "" : "\n") + writeCsv(figure);
    return text;
}

Faults writeAll(const std::vector<Job>& jobs, const FigureArguments& arguments, const FigureDocument& all,
                const Console& console) {
    Faults faults;
    Progress progress(console, jobs.size() * arguments.files.size());
    for (const Job& job : jobs) {
        const FigureDocument document = withFigures(all, job.figures);
        for (const std::string& file : arguments.files) {
            const std::string path = fileOf(file, job.name);
            const auto written = writeFile(path, bytesOf(document, suffixOf(file), console));
            if (!written) faults.insert(faults.end(), written.faults().begin(), written.faults().end());
            progress.step();
        }
    }
    return faults;
}

void declare(CLI::App& app, FigureArguments& arguments) {
    app.add_option("NAME", arguments.plain,
                   "A figure (longpeak list figures), or a page as overview-page for a panel of its figures; then, if "
                   "wanted, SCENARIO: a file, a shipped scenario, or a picture that was exported, which is then made "
                   "again in its own style")
        ->type_name("NAME... [SCENARIO]");
    addRepeatable(app, "--set", arguments.scenario.settings,
                  "Another value for a parameter (longpeak list parameters): context=1M. Repeatable")
        ->type_name("ID=VALUE");
    addRepeatable(app, "--reference", arguments.reference,
                  "Ghosts of the scenario with this value behind the figure: context=4K. Repeatable")
        ->type_name("ID=VALUE");
    addRepeatable(
        app, "-o,--output", arguments.files,
        "The file to write, .pdf, .svg, .png, .csv or .tex; {} in it stands for the figure's name. Repeatable")
        ->type_name("FILE");
    app.add_flag("--panel", arguments.panel, "All figures in one picture, with (a) (b) (c)");
    app.add_option("--metric", arguments.metric,
                   "What figures about one number are of (longpeak list metrics), as sensitivity and map")
        ->type_name("KEY");
    addRepeatable(app, "--over", arguments.over,
                  "Twice, of a map: the parameter across and the one up, with their ranges if wanted (context=4K:1M)")
        ->type_name("ID[=FROM:TO]");
    addBesideOption(app, arguments.beside);
    app.add_flag("--together", arguments.together,
                 "With --beside: the curves of all scenarios on one pair of axes, in place of a figure for each");
    const auto add = [&app](const char* name, std::string& value, const char* type, const char* help) {
        app.add_option(name, value, help)->type_name(type);
    };
    add("--style", arguments.style, "NAME",
        "column (3.25 in), page (6.75 in), slide (16:9), a venue's (acm, ieee, neurips, nature, nature-page), or a "
        "file "
        "saved by the window");
    add("--width", arguments.width, "SIZE", "3.25in, 82mm, 234pt");
    add("--height", arguments.height, "SIZE", "Of the whole; left out, what the figures need at their aspect");
    add("--aspect", arguments.aspect, "W:H", "Of each figure: 3:2");
    add("--font-size", arguments.type, "POINTS", "Of the smallest text: 8pt");
    add("--font", arguments.font, "FONT", "sans or serif");
    add("--palette", arguments.palette, "PALETTE", "light, dark or print, which is told apart in grey too");
    app.add_flag("--legend", arguments.legend, "Names above the frame in place of labels at the curves");
    app.add_flag("--outlines", arguments.outlines, "Of SVG, text as outlines, for programs that have not its font");
    app.add_flag("--practice", arguments.practice,
                 "Behind times at the peak, where the middle half of published measurements would have them");
    add("--title", arguments.title, "TEXT", "Written above; auto for the figure's own, none for no title");
    add("--caption", arguments.caption, "TEXT", "Written below; auto for the scenario in words, none for no caption");
    add("--dpi", arguments.dpi, "DOTS", "Of .png: 300");
    add("--bytes", arguments.bytes, "UNITS", "decimal (GB) or binary (GiB)");
    declareRetouch(app, arguments.retouch);
    app.add_flag(
        "--check", arguments.check,
        "What a figure editor would send back: labels over data, unnamed lines, too few ticks, type too small");
    app.add_flag("--json", arguments.json, "Of --check, one JSON object: findings, each with figure, kind and words")
        ->needs("--check");
    app.footer(exitStatuses(std::string(nothingFits) + ", or --check found something", "the files still written") +
               " The same words give the same bytes.");
}

/// What an exported picture says of its style, reference and figures, where the scenario is one.
std::optional<FigureDocument> carriedBy(const FigureArguments& arguments, Faults& faults, const Catalogue& catalogue) {
    const auto opened = openFigureDocument(arguments.scenario.scenario, catalogue);
    if (!opened) return std::nullopt;
    if (*opened) return **opened;
    faults.insert(faults.end(), opened->faults().begin(), opened->faults().end());
    return std::nullopt;
}

class FigureCommand : public Command {
public:
    using Command::Command;
    void declare(CLI::App& app) override { longpeak::declare(app, m_arguments); }
    Result<Output> output(const Console& console) override;

private:
    /// What is to be drawn; takes the scenario from the names.
    std::vector<Job> jobs(FigureDocument& document, Faults& faults, const Console& console);
    void setStyle(FigureDocument& document, Faults& faults) const;
    void setScenarios(FigureDocument& document, const std::vector<Job>& jobs, Faults& faults,
                      const Catalogue& catalogue) const;
    void retouchAll(FigureDocument& document, const std::vector<Job>& jobs, Faults& faults,
                    const Console& console) const;

    void check(Output& output, const std::vector<Job>& jobs, const FigureDocument& document,
               const Console& console) const;

    FigureArguments m_arguments;
    bool m_isCarried = false; ///< the scenario is a picture, to be made again
};

std::vector<Job> FigureCommand::jobs(FigureDocument& document, Faults& faults, const Console& console) {
    std::vector<Job> jobs = jobsOf(m_arguments, faults, console.catalogue);
    const auto carried = carriedBy(m_arguments, faults, console.catalogue);
    m_isCarried = carried.has_value();
    if (carried) document = *carried;
    if (jobs.empty() && carried)
        jobs.push_back({carried->figures.size() == 1 ? carried->figures.front() : "panel", carried->figures});
    if (jobs.empty() && faults.empty())
        faults.push_back(
            argumentsFault(LP_TEXT("fault", "needs the NAME of a figure; see %1")(verbatim("longpeak list figures"))));
    if (!m_arguments.panel || jobs.size() < 2) return jobs;
    Job panel{"panel", {}};
    for (const Job& job : jobs) panel.figures.insert(panel.figures.end(), job.figures.begin(), job.figures.end());
    return {panel};
}

void FigureCommand::setStyle(FigureDocument& document, Faults& faults) const {
    if (!m_arguments.style.empty()) take(styleNamed(m_arguments.style), document.style, faults);
    applyStyle(document.style, m_arguments, faults);
}

void FigureCommand::setScenarios(FigureDocument& document, const std::vector<Job>& jobs, Faults& faults,
                                 const Catalogue& catalogue) const {
    if (faults.empty() || !m_isCarried) take(scenarioOf(m_arguments.scenario, catalogue), document.scenario, faults);
    if (!m_arguments.reference.empty()) {
        document.reference = document.scenario;
        collect(applySettings(*document.reference, "--reference", m_arguments.reference, catalogue), faults);
    }
    if (!m_arguments.metric.empty()) {
        collect(metricsOf({m_arguments.metric}), faults);
        document.metric = m_arguments.metric;
    }
    if (!m_arguments.beside.empty()) {
        take(scenariosBeside(document.scenario, m_arguments.beside, catalogue), document.beside, faults);
        document.together = m_arguments.together;
        checkMultiples(jobs, document, catalogue, faults);
    } else if (m_arguments.together && document.beside.empty()) {
        faults.push_back({"--together", "/", LP_TEXT("fault", "needs --beside ID=VALUE or --beside SCENARIO")});
    }
    if (!m_arguments.over.empty()) {
        const auto axes = parseMapAxes(m_arguments.over, "--over ", fineMap);
        collect(axes, faults);
        document.over = m_arguments.over;
        for (std::size_t i = 0; axes && i < m_arguments.over.size(); ++i) {
            const Range& range = i == 0 ? axes->x : axes->y;
            const bool isWhole = m_arguments.over[i].find('=') == std::string::npos; // ends where the scenario's does
            if (Text reason = whyNot(range, document.scenario); !isWhole && !reason.empty())
                faults.push_back({"--over " + m_arguments.over[i], range.parameter->pointer(), std::move(reason)});
        }
    }
}

void FigureCommand::retouchAll(FigureDocument& document, const std::vector<Job>& jobs, Faults& faults,
                               const Console& console) const {
    document.figures.clear();
    for (const Job& job : jobs)
        for (const std::string& id : job.figures)
            if (std::ranges::find(document.figures, id) == document.figures.end()) document.figures.push_back(id);
    // What a picture was retouched by may be of nothing in its figures of other values.
    const bool isToldApart = m_isCarried && !document.retouches.empty();
    if (!isToldApart && m_arguments.retouch.empty()) return;
    const auto figures = untouchedFiguresOf(document, console.catalogue);
    std::vector<Text> unused;
    if (isToldApart) withRetouches(figures, document, &unused);
    warn(m_arguments.scenario.scenario, unused, console);
    retouch(document, m_arguments.retouch, figures, faults);
}

Result<Output> FigureCommand::output(const Console& console) {
    Faults faults;
    FigureDocument document;
    const std::vector<Job> made = jobs(document, faults, console);
    setStyle(document, faults);
    if (m_arguments.files.empty() && !m_arguments.check)
        faults.push_back(argumentsFault(LP_TEXT("fault", "needs -o FILE")));
    checkFiles(m_arguments, made.size(), static_cast<bool>(console.draw), faults);
    if (m_arguments.check && !console.check)
        faults.push_back(
            argumentsFault(LP_TEXT("fault", "this build has no window and draws no pictures, so it checks none")));
    if (faults.empty()) faults = whyNot(document.style, "figure");
    setScenarios(document, made, faults, console.catalogue);
    if (faults.empty()) retouchAll(document, made, faults, console);
    if (faults.empty()) faults = writeAll(made, m_arguments, document, console);
    if (!faults.empty()) return faults;
    Output output{.text = {},
                  .status = evaluate(document.scenario, Depth::Instant).fits ? statusDone : statusInfeasible};
    if (m_arguments.check) check(output, made, document, console);
    return output;
}

void FigureCommand::check(Output& output, const std::vector<Job>& jobs, const FigureDocument& document,
                          const Console& console) const {
    std::vector<Finding> findings;
    for (const Job& job : jobs)
        std::ranges::move(console.check(withFigures(document, job.figures), console.catalogue),
                          std::back_inserter(findings));
    if (!findings.empty()) output.status = statusInfeasible;
    if (m_arguments.json) {
        JsonDocument json(FormatId::Findings);
        OrderedJson list = OrderedJson::array();
        for (const Finding& finding : findings)
            list.push_back(
                {{"figure", finding.figure}, {"kind", nameOf(finding.kind)}, {"words", finding.words.english()}});
        json.set("findings", list);
        json.set("scenario", scenarioJson(document.scenario, console.catalogue));
        output.text = json.text();
        return;
    }
    for (const Finding& finding : findings)
        output.text += finding.figure + ": " + oneLine(finding.words.english()) + "\n";
    if (findings.empty()) output.text = "Nothing is covered, unnamed or too small.\n";
}

} // namespace

const Subcommand figureSubcommand{"figure", "figures as files, for papers and slides",
                                  "Figures for papers and slides, drawn as in the window; needs no display.",
                                  makeCommand<FigureCommand>};

} // namespace longpeak
