// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/property.h"
#include "cost/metric.h"
#include "figure/axis_words.h"
#include "figure/figure_kind.h"

#include <QRegularExpression>
#include <QTest>

#include <array>

// What holds of every figure, whatever it shows: within a property, or in any test. After a check that failed
// QTest::currentTestFailed is true.

namespace longpeak::test {

inline bool contains(const Axis& axis, double value) {
    return value >= axis.minimum && value <= axis.maximum;
}

inline std::size_t ghostsOf(const Figure& figure) {
    return static_cast<std::size_t>(std::ranges::count(figure.series, true, &Series::reference));
}

inline const Series& seriesOf(const Figure& figure, std::string_view name) {
    const auto found = std::ranges::find_if(
        figure.series, [name](const Series& series) { return series.name.english() == name && !series.reference; });
    if (found == figure.series.end()) qFatal("no series of that name");
    return *found;
}

/// What is read aloud, copied or drawn as text holds no "nan" and no "inf".
inline void requireWords(const Figure& figure) {
    std::string all = figure.title.english() + "|" + figure.subtitle.english();
    for (const Series& series : figure.series) {
        all += "|" + series.name.english() + "|" + series.label.english();
        for (const Text& name : series.pointNames) all += "|" + name.english();
    }
    for (const Region& region : figure.regions) all += "|" + region.label.english();
    for (const Rule& rule : figure.rules) all += "|" + rule.label.english();
    for (const Mark& mark : figure.marks) all += "|" + mark.label.english();
    for (const Text& note : figure.notes) all += "|" + note.english();
    const QStringList words = shown(all).split(QRegularExpression(QStringLiteral("[^a-z0-9—]+")));
    for (const char* word : {"nan", "inf", "—"}) HOLDS(!words.contains(QString::fromUtf8(word)), all.c_str());
}

inline void requireSeries(const Figure& figure) {
    for (const Series& series : figure.series) {
        HOLDS(!series.name.empty(), series.name.english());
        HOLDS(series.y.size() == series.x.size(), series.name.english());
        const bool fromZero = series.form == Form::Bars && series.base.empty();
        const bool spans = series.form == Form::Spans;
        const bool stands = (series.form == Form::Area || series.form == Form::Bars || spans) && !fromZero;
        HOLDS(series.base.size() == (stands ? series.x.size() : std::size_t{0}), series.name.english());
        HOLDS(series.pointNames.empty() || series.pointNames.size() == series.x.size(), series.name.english());
        const Axis& values = (series.form == Form::Bars && isLying(figure)) || spans ? figure.x : figure.y;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            HOLDS(std::isfinite(series.x[i]), series.name.english());
            const bool mayRepeat = series.form == Form::Points || spans; // two of them in the same place or lane
            HOLDS(i == 0 || series.form == Form::Path || series.x[i] > series.x[i - 1] ||
                      (mayRepeat && series.x[i] == series.x[i - 1]),
                  series.name.english());
            HOLDS(!std::isinf(series.y[i]), series.name.english());
            HOLDS(values.scale == AxisScale::Linear || std::isnan(series.y[i]) || series.y[i] > 0,
                  series.name.english());
            if (spans) {
                HOLDS(series.base[i] < series.y[i], series.name.english());
                HOLDS(!figure.y.nameAt(series.x[i]).empty(), series.name.english());
                // One thing at a time in a lane.
                HOLDS(i == 0 || series.x[i] != series.x[i - 1] || series.base[i] >= series.y[i - 1],
                      series.name.english());
            }
            if (series.form != Form::Bars) continue;
            HOLDS((std::isfinite(series.y[i]) || !series.isPile) && (fromZero || std::isfinite(series.base[i])),
                  series.name.english());
            HOLDS(!(isLying(figure) ? figure.y : figure.x).nameAt(series.x[i]).empty(), series.name.english());
        }
        if (!series.label.empty() && !series.reference) HOLDS(contains(figure.x, series.labelX), series.name.english());
        if (!series.metric.empty()) HOLDS(findMetric(series.metric) != nullptr, series.name.english());
        if (figure.x.unit != Unit::Tokens || series.form == Form::Points || series.form == Form::Path || series.isRange)
            continue;
        HOLDS(series.x.size() == std::size_t{400}, series.name.english());
        HOLDS(series.x.front() == 1e3, series.name.english());
        HOLDS(series.x.back() == 1e7, series.name.english()); // exactly: curves meet the frame
    }
}

/// Colours over the whole frame, each within its ramp.
inline void requireShading(const Figure& figure) {
    if (!figure.shading) return;
    const Shading& shading = *figure.shading;
    HOLDS(!shading.name.empty() && shading.maximum > shading.minimum && std::isfinite(shading.maximum),
          figure.title.english());
    HOLDS(shading.scale == AxisScale::Linear || shading.minimum > 0, figure.title.english());
    HOLDS(shading.xs.front() == figure.x.minimum && shading.xs.back() == figure.x.maximum, figure.title.english());
    HOLDS(shading.ys.front() == figure.y.minimum && shading.ys.back() == figure.y.maximum, figure.title.english());
    HOLDS(shading.values.size() == shading.xs.size() * shading.ys.size(), figure.title.english());
    HOLDS(shading.ceilings.size() == shading.values.size(), figure.title.english());
    for (const double value : shading.values) HOLDS(!std::isinf(value), figure.title.english());
    for (const Series& series : figure.series)
        for (std::size_t i = 0; i < series.x.size(); ++i)
            HOLDS(contains(figure.x, series.x[i]) && contains(figure.y, series.y[i]), figure.title.english());
}

inline void requireFrame(const Figure& figure) {
    for (const Axis& axis : {figure.x, figure.y}) {
        HOLDS(std::isfinite(axis.minimum) && std::isfinite(axis.maximum) && axis.maximum > axis.minimum,
              figure.title.english());
        HOLDS(axis.scale == AxisScale::Linear || axis.minimum > 0, figure.title.english());
        HOLDS(ticks(axis, axis.minimum, axis.maximum, 2).size() >= (axis.isNamed() ? 1U : 3U), figure.title.english());
        HOLDS(!axis.isNamed() || (axis.minimum == -0.5 && axis.maximum == static_cast<double>(axis.names.size()) - 0.5),
              figure.title.english());
    }
    for (const Region& region : figure.regions) {
        HOLDS(region.x0 < region.x1 && region.y0 < region.y1, figure.title.english());
    }
    for (const Rule& rule : figure.rules) {
        HOLDS(std::isfinite(rule.at), figure.title.english());
        HOLDS(contains(rule.vertical ? figure.x : figure.y, rule.at), figure.title.english());
        if (!rule.parameter.empty()) HOLDS(findParameter(rule.parameter) != nullptr, figure.title.english());
        if (!rule.metric.empty()) HOLDS(findMetric(rule.metric) != nullptr, figure.title.english());
    }
    for (const Mark& mark : figure.marks) {
        HOLDS(std::isfinite(mark.x) && std::isfinite(mark.y), figure.title.english());
        if (!mark.metric.empty()) HOLDS(findMetric(mark.metric) != nullptr, figure.title.english());
        if (mark.reference) continue; // another scenario's may be out of the frame
        HOLDS(contains(figure.x, mark.x) && contains(figure.y, mark.y), mark.label.english());
    }
}

inline void requireSound(const Figure& figure) {
    requireSeries(figure);
    requireFrame(figure);
    requireShading(figure);
    requireWords(figure);
}

inline void checkFigure(const Figure& figure) {
    const std::string wrong = failureOf([&] { requireSound(figure); });
    QVERIFY2(wrong.empty(), wrong.c_str());
}

struct FigureCase {
    const char* name;
    Scenario scenario;
    Scenario reference;
};

/// Scenarios at the edges of what figures show.
inline std::vector<FigureCase> figureCases() {
    Scenario tooLarge = paper50k();
    chooseModel(tooLarge, *catalogue().model("llama-3.1-405b"));
    Scenario longest = with(with(paper50k(), "session.rounds", 100), "session.answer", 100e3);
    Scenario oneToken = with(with(with(paper50k(), "session.rounds", 1), "session.answer", 1), "session.think", 0);
    Scenario squeezed = paper50k();
    for (const char* axis : {"layer", "head", "token", "hidden"})
        set(squeezed, std::string("compression.") + axis, 256);
    return {{"the paper's", paper50k(), paper4k()},
            {"against itself", paper50k(), paper50k()},
            {"against another model", paper50k(), tooLarge},
            {"weights do not fit", tooLarge, paper50k()},
            {"not one user fits", with(paper50k(), "context", 1e7), paper4k()},
            {"shortest", with(paper50k(), "context", 1e3), paper50k()},
            {"1000 users", with(paper50k(), "users", 1000), paper4k()},
            {"seven users", with(paper50k(), "users", 7), with(paper50k(), "users", 6)},
            {"100 rounds of 100 000 tokens", longest, paper4k()},
            {"one token", oneToken, longest},
            {"compressed beyond reason", squeezed, paper4k()},
            {"64 GPUs", with(paper50k(), "gpus", 64), paper50k()},
            {"by operators", with(paper50k(), "cost_model", 1), paper50k()},
            {"no host memory to speak of", with(paper50k(), "host.memory", 1e9), paper50k()}};
}

} // namespace longpeak::test
