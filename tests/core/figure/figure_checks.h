// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/near.h"
#include "core/samples.h"
#include "cost/metric.h"
#include "figure/figure_kind.h"

#include <QRegularExpression>
#include <QTest>

#include <array>

// What holds of every figure, whatever it shows. After a check that failed QTest::currentTestFailed is true.

namespace longpeak::test {

inline bool contains(const Axis& axis, double value) {
    return value >= axis.minimum && value <= axis.maximum;
}

inline std::size_t ghostsOf(const Figure& figure) {
    return static_cast<std::size_t>(std::ranges::count(figure.series, true, &Series::reference));
}

inline const Series& seriesOf(const Figure& figure, std::string_view name) {
    const auto found = std::ranges::find_if(
        figure.series, [name](const Series& series) { return series.name == name && !series.reference; });
    if (found == figure.series.end()) qFatal("no series of that name");
    return *found;
}

/// What is read aloud, copied or drawn as text holds no "nan" and no "inf".
inline void checkWords(const Figure& figure) {
    std::string all = figure.title + "|" + figure.subtitle;
    for (const Series& series : figure.series) {
        all += "|" + series.name + "|" + series.label;
        for (const std::string& name : series.pointNames) all += "|" + name;
    }
    for (const Region& region : figure.regions) all += "|" + region.label;
    for (const Rule& rule : figure.rules) all += "|" + rule.label;
    for (const Mark& mark : figure.marks) all += "|" + mark.label;
    for (const std::string& note : figure.notes) all += "|" + note;
    const QStringList words = shown(all).split(QRegularExpression(QStringLiteral("[^a-z0-9—]+")));
    for (const char* word : {"nan", "inf", "—"}) QVERIFY2(!words.contains(QString::fromUtf8(word)), all.c_str());
}

inline void checkSeries(const Figure& figure) {
    for (const Series& series : figure.series) {
        QVERIFY(!series.name.empty());
        QCOMPARE(series.y.size(), series.x.size());
        const bool fromZero = series.form == Form::Bars && series.base.empty();
        const bool spans = series.form == Form::Spans;
        const bool stands = (series.form == Form::Area || series.form == Form::Bars || spans) && !fromZero;
        QCOMPARE(series.base.size(), stands ? series.x.size() : std::size_t{0});
        QVERIFY(series.pointNames.empty() || series.pointNames.size() == series.x.size());
        const Axis& values = (series.form == Form::Bars && isLying(figure)) || spans ? figure.x : figure.y;
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            QVERIFY(std::isfinite(series.x[i]));
            const bool mayRepeat = series.form == Form::Points || spans; // two of them in the same place or lane
            QVERIFY(i == 0 || series.form == Form::Path || series.x[i] > series.x[i - 1] ||
                    (mayRepeat && series.x[i] == series.x[i - 1]));
            QVERIFY(!std::isinf(series.y[i]));
            QVERIFY(values.scale == AxisScale::Linear || std::isnan(series.y[i]) || series.y[i] > 0);
            if (spans) {
                QVERIFY(series.base[i] < series.y[i]);
                QVERIFY(!figure.y.nameAt(series.x[i]).empty());
                // One thing at a time in a lane.
                QVERIFY(i == 0 || series.x[i] != series.x[i - 1] || series.base[i] >= series.y[i - 1]);
            }
            if (series.form != Form::Bars) continue;
            QVERIFY(std::isfinite(series.y[i]) && (fromZero || std::isfinite(series.base[i])));
            QVERIFY(!(isLying(figure) ? figure.y : figure.x).nameAt(series.x[i]).empty());
        }
        if (!series.label.empty() && !series.reference) QVERIFY(contains(figure.x, series.labelX));
        if (!series.metric.empty()) QVERIFY(findMetric(series.metric) != nullptr);
        if (figure.x.unit != Unit::Tokens || series.form == Form::Points || series.form == Form::Path) continue;
        QCOMPARE(series.x.size(), std::size_t{400});
        QVERIFY(series.x.front() == 1e3);
        QVERIFY(series.x.back() == 1e7); // exactly: curves meet the frame
    }
}

/// Colours over the whole frame, each within its ramp.
inline void checkShading(const Figure& figure) {
    if (!figure.shading) return;
    const Shading& shading = *figure.shading;
    QVERIFY(!shading.name.empty() && shading.maximum > shading.minimum && std::isfinite(shading.maximum));
    QVERIFY(shading.scale == AxisScale::Linear || shading.minimum > 0);
    QVERIFY(shading.xs.front() == figure.x.minimum && shading.xs.back() == figure.x.maximum);
    QVERIFY(shading.ys.front() == figure.y.minimum && shading.ys.back() == figure.y.maximum);
    QCOMPARE(shading.values.size(), shading.xs.size() * shading.ys.size());
    QCOMPARE(shading.ceilings.size(), shading.values.size());
    for (const double value : shading.values) QVERIFY(!std::isinf(value));
    for (const Series& series : figure.series)
        for (std::size_t i = 0; i < series.x.size(); ++i)
            QVERIFY(contains(figure.x, series.x[i]) && contains(figure.y, series.y[i]));
}

inline void checkFrame(const Figure& figure) {
    for (const Axis& axis : {figure.x, figure.y}) {
        QVERIFY(std::isfinite(axis.minimum) && std::isfinite(axis.maximum) && axis.maximum > axis.minimum);
        QVERIFY(axis.scale == AxisScale::Linear || axis.minimum > 0);
        QVERIFY(!ticks(axis, axis.minimum, axis.maximum, 5).empty());
        QVERIFY(!axis.isNamed() ||
                (axis.minimum == -0.5 && axis.maximum == static_cast<double>(axis.names.size()) - 0.5));
    }
    for (const Region& region : figure.regions) { QVERIFY(region.x0 < region.x1 && region.y0 < region.y1); }
    for (const Rule& rule : figure.rules) {
        QVERIFY(std::isfinite(rule.at));
        QVERIFY(contains(rule.vertical ? figure.x : figure.y, rule.at));
        if (!rule.parameter.empty()) QVERIFY(findParameter(rule.parameter) != nullptr);
        if (!rule.metric.empty()) QVERIFY(findMetric(rule.metric) != nullptr);
    }
    for (const Mark& mark : figure.marks) {
        QVERIFY(std::isfinite(mark.x) && std::isfinite(mark.y));
        if (!mark.metric.empty()) QVERIFY(findMetric(mark.metric) != nullptr);
        if (mark.reference) continue; // another scenario's may be out of the frame
        QVERIFY2(contains(figure.x, mark.x) && contains(figure.y, mark.y), mark.label.c_str());
    }
}

inline void checkFigure(const Figure& figure) {
    checkSeries(figure);
    checkFrame(figure);
    checkShading(figure);
    checkWords(figure);
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
