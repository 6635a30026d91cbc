// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "retouch_arguments.h"

#include "arguments.h"
#include "figure/retouch_words.h"
#include "nearest.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace longpeak {
namespace {

Retouch& retouchIn(FigureDocument& document, const std::string& figure) {
    const auto found = std::ranges::find(document.retouches, figure, &Retouch::figure);
    if (found != document.retouches.end()) return *found;
    document.retouches.push_back({.figure = figure});
    return document.retouches.back();
}

/// As it is written, or with # for its numbers.
bool isCalled(const std::string& word, const PartName& name, const Text& words) {
    return word == name.key || word == words.english();
}

/// Calls `change` on the lines of that name, else on the labels; false where there is neither.
template <typename Change>
bool changeNamed(const Figure& figure, Retouch& retouch, const std::string& word, Change change) {
    bool found = false;
    for (const NamedLine& line : linesOf(figure)) {
        if (!isCalled(word, line.name, line.words)) continue;
        change(retouch.lineChange(line.name));
        found = true;
    }
    if (found) return true;
    for (const NamedLabel& label : labelsOf(figure)) {
        if (!isCalled(word, label.name, labelText(figure, label.label))) continue;
        change(retouch.labelChange(label.label.of, label.name));
        found = true;
    }
    return found;
}

std::vector<std::string> namesIn(const std::vector<Figure>& figures) {
    std::vector<std::string> names;
    for (const Figure& figure : figures) {
        for (const NamedLine& line : linesOf(figure)) names.push_back(line.words.english());
        for (const NamedLabel& label : labelsOf(figure)) names.push_back(labelText(figure, label.label).english());
    }
    return names;
}

class Retoucher {
public:
    Retoucher(FigureDocument& document, const std::vector<Figure>& figures, Faults& faults)
        : m_document(document), m_figures(figures), m_faults(faults) {}

    static std::string worded(std::string_view option, const std::string& word) {
        std::string both(option);
        return both.append(" ").append(word);
    }

    void range(std::string_view option, const std::string& word, Axis Figure::*axis, AxisChange Retouch::*change) {
        for (const Figure& figure : m_figures) {
            if (word.empty()) return;
            const auto range = parseExtent(figure.*axis, word);
            if (range)
                (retouchIn(m_document, figure.id).*change).range = *range;
            else
                tell(worded(option, word), range.faults().front().reason);
        }
    }

    /// Within the range as it is by then.
    void ticks(std::string_view option, const std::string& word, Axis Figure::*axis, AxisChange Retouch::*change) {
        for (const Figure& figure : m_figures) {
            if (word.empty()) return;
            AxisChange& changed = retouchIn(m_document, figure.id).*change;
            Axis along = figure.*axis;
            if (changed.range) {
                along.minimum = changed.range->from;
                along.maximum = changed.range->to;
            }
            const auto read = parseTicks(along, word, changed);
            if (!read) tell(worded(option, word), read.faults().front().reason);
        }
    }

    template <typename Change>
    void named(const std::string& option, const std::string& word, Change change) {
        bool found = false;
        for (const Figure& figure : m_figures)
            found = changeNamed(figure, retouchIn(m_document, figure.id), word, change) || found;
        if (!found)
            tell(option, thereIsNo(LP_TEXT("fault", "there is no line or label '%1'"), word, namesIn(m_figures)));
    }

    /// Once, however many figures it is wrong of.
    void tell(const std::string& where, Text reason) {
        Fault fault{where, "/", std::move(reason)};
        if (std::ranges::find(m_faults, fault) == m_faults.end()) m_faults.push_back(std::move(fault));
    }

private:
    FigureDocument& m_document;
    const std::vector<Figure>& m_figures;
    Faults& m_faults;
};

} // namespace

bool RetouchArguments::empty() const {
    return xRange.empty() && yRange.empty() && xTicks.empty() && yTicks.empty() && hidden.empty() && renamed.empty();
}

void declareRetouch(CLI::App& app, RetouchArguments& arguments) {
    app.add_option("--x-range", arguments.xRange, "The part of the x axis that is shown: 4K:1M")->type_name("FROM:TO");
    app.add_option("--y-range", arguments.yRange, "The same of the y axis: 1s:10min")->type_name("FROM:TO");
    app.add_option("--x-ticks", arguments.xTicks, "How many numbers along the x axis (5), or which (4K,32K,1M)")
        ->type_name("TICKS");
    app.add_option("--y-ticks", arguments.yTicks, "The same along the y axis")->type_name("TICKS");
    addRepeatable(app, "--hide", arguments.hidden,
                  "A line, bar or area by its name, or a label by its words, # for a number in them. Repeatable")
        ->type_name("NAME");
    addRepeatable(app, "--rename", arguments.renamed, "The same, to be called otherwise: prefill=ours. Repeatable")
        ->type_name("NAME=WORDS");
}

void retouch(FigureDocument& document, const RetouchArguments& arguments, const std::vector<Figure>& figures,
             Faults& faults) {
    Retoucher retoucher(document, figures, faults);
    retoucher.range("--x-range", arguments.xRange, &Figure::x, &Retouch::x);
    retoucher.range("--y-range", arguments.yRange, &Figure::y, &Retouch::y);
    retoucher.ticks("--x-ticks", arguments.xTicks, &Figure::x, &Retouch::x);
    retoucher.ticks("--y-ticks", arguments.yTicks, &Figure::y, &Retouch::y);
    for (const std::string& word : arguments.hidden)
        retoucher.named("--hide " + word, word, [](auto& change) { change.hidden = true; });
    for (const std::string& word : arguments.renamed) {
        const auto equals = word.rfind('=');
        const std::string words = equals == std::string::npos ? std::string() : word.substr(equals + 1);
        if (Text reason = equals == std::string::npos ? LP_TEXT("fault", "must be %1")(verbatim("NAME=WORDS"))
                                                      : whyNotWords(words);
            !reason.empty())
            retoucher.tell("--rename " + word, std::move(reason));
        else
            retoucher.named("--rename " + word, word.substr(0, equals), [&](auto& change) { change.words = words; });
    }
    std::erase_if(document.retouches, [](const Retouch& each) { return each.changesNothing(); });
}

} // namespace longpeak
