// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "preset/catalogue.h"
#include "scenario/scenario.h"

#include <initializer_list>
#include <string>
#include <vector>

// Names as a file may have them that would be more than text to somebody: to a terminal, a spreadsheet, TeX, a browser, Qt.
// Every output of every subcommand, every export and every label is tried with each of them.

namespace longpeak::test {

struct HostileName {
    const char* what;
    std::string text;
};

inline const std::vector<HostileName>& hostileNames() {
    using namespace std::string_literals;
    static const std::vector<HostileName> names{
        {"HTML", "<b>bold</b><img src=\"/nonexistent/hostile.png\"><i>"},
        {"script", "<script>alert(1)</script><a href='javascript:alert(1)'>link</a><style>* { color: red }</style>"},
        {"entities", "&lt;b&gt; &amp; &#27; &copy;"},
        {"Markdown",
         "# [x](http://x) | **b** `c` ![i](/nonexistent/hostile.png) <img src=\"/nonexistent/hostile.png\">"},
        {"LaTeX", "x\n\\input{/nonexistent/hostile}\n\\immediate\\write18{id}%"},
        {"LaTeX, other line ends", "x\r\\input{/nonexistent/hostile}\v\f\n\n$^^M_#&~{}"},
        {"formula", "=HYPERLINK(\"http://x\",\"y\")"},
        {"formula of plus", "+cmd|' /C calc'!A0"},
        {"formula of minus", "-2+3"},
        {"formula of at", "@SUM(1)"},
        {"formula behind a tab", "\t=1+1"},
        {"formula behind a line end", "\r\n=1+1"},
        {"terminal", "\x1b[2J\x1b[31mred\x1b]8;;http://x\x07link\x1b]52;c;cHduCg==\x07\b\x7f"},
        {"terminal, one byte", "\u009b31mred\u009d0;title\u009c\u0085"},
        {"direction", "model\u202ertl\u202c\u2066x\u2069\u200e\u200f\u061c"},
        {"separators", "a\u2028b\u2029c"},
        {"invisible", "a\u200bb\u2060c\ufeffd\u00ade\U000e0041\U000e007f\u3164"},
        {"zero", "a\0b"s},
        {"no UTF-8", "a\xff\xc3(\xed\xa0\x80z"},
        {"XML", "]]></metadata></desc><x a=\"\x01\x0b\uFFFE\uFFFF--><!--"},
        {"long", std::string(5000, 'x')},
        {"places", "%1 %2 %n %L1 %%1 %99"},
        {"mnemonics", "R&D && &File [*]"},
        {"quotes", "a,b;\"c\"'d'\\"}};
    return names;
}

/// What stands in none of the outputs: harmless, of one line and as other names are.
inline constexpr const char* harmlessName = "Name";

namespace detail {

inline void name(const std::string& text, std::initializer_list<std::string*> fields, std::vector<Source>& sources) {
    for (std::string* field : fields) *field = text;
    sources = {{text, text}};
}

} // namespace detail

inline Model named(Model model, const std::string& text) {
    detail::name(text, {&model.name, &model.developer, &model.publishedNote, &model.notes}, model.sources);
    return model;
}

inline Accelerator named(Accelerator accelerator, const std::string& text) {
    detail::name(text,
                 {&accelerator.name, &accelerator.vendor, &accelerator.memoryBasis, &accelerator.hostLink,
                  &accelerator.deviceLink, &accelerator.priceNote, &accelerator.notes},
                 accelerator.sources);
    return accelerator;
}

inline Method named(Method method, const std::string& text) {
    detail::name(
        text,
        {&method.name, &method.mechanism, &method.application, &method.ratioText, &method.qualityText, &method.notes},
        method.sources);
    return method;
}

inline Measurement named(Measurement measurement, const std::string& text) {
    detail::name(text,
                 {&measurement.printed, &measurement.spreadPrinted, &measurement.precisionPrinted,
                  &measurement.framework, &measurement.conditions, &measurement.notes, &measurement.finding,
                  &measurement.independentPeak.formula},
                 measurement.sources);
    return measurement;
}

/// With that text as the name of everything that has one, and in every place for words.
inline Scenario named(Scenario scenario, const std::string& text) {
    scenario.name = text;
    scenario.note = text;
    scenario.model = named(std::move(scenario.model), text);
    scenario.deployment.accelerator = named(std::move(scenario.deployment.accelerator), text);
    return scenario;
}

inline Catalogue named(Catalogue catalogue, const std::string& text) {
    for (Model& model : catalogue.models) model = named(std::move(model), text);
    for (Accelerator& accelerator : catalogue.accelerators) accelerator = named(std::move(accelerator), text);
    for (Method& method : catalogue.methods) method = named(std::move(method), text);
    for (Measurement& measurement : catalogue.measurements) measurement = named(std::move(measurement), text);
    return catalogue;
}

} // namespace longpeak::test
