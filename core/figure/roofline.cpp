// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/roofline.h"

#include "cost/costs.h"
#include "cost/metric.h"
#include "explore/operator_table.h"
#include "figure/workings.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

constexpr double largestBatch = 1024;
constexpr double namedFrom = 0.02;  ///< share of its pass from which an operator is named at its mark
constexpr double togetherTo = 0.06; ///< decades: marks that close are one spot to the eye
constexpr double aboveTheRoof = 1.001;

/// The hardware of all GPUs together.
struct Roof {
    double bandwidth; ///< bytes per second
    double compute;   ///< FLOP per second
    double ridge() const { return compute / bandwidth; }
    double at(double intensity) const { return std::min(intensity * bandwidth, compute); }
    bool operator==(const Roof&) const = default;
};

Roof roofOf(const Case& s) {
    return {s.deployment.groupBandwidth().si(), s.deployment.groupFlops(s.precision.compute).si()};
}

/// What the efficiencies leave of it.
Roof reachedOf(const Case& s) {
    const Roof roof = roofOf(s);
    return {roof.bandwidth * s.efficiency.decode, roof.compute * s.efficiency.prefill};
}

Role roleOf(PassKind pass) {
    return pass == PassKind::Prefill ? Role::Prefill : Role::Decode;
}

std::string_view metricOf(PassKind pass) {
    return pass == PassKind::Prefill ? metricKey::prefill : metricKey::decode;
}

/// A decode step as a whole.
struct Step {
    double batch;
    double intensity;
    double attained;
    double seconds;
    bool fits; ///< the weights and the caches of the batch, in HBM
};

Step stepOf(const Case& s) {
    const Costs costs(s);
    const Decode d = costs.decodeTerms(s.context);
    const Bytes needed = costs.weights() + costs.activations(s.context) + costs.cache(s.context) * s.batch;
    return {s.batch, (d.flop / d.bytes).si(), (d.flop / d.perToken).si(), d.perToken.si(), needed <= costs.capacity()};
}

/// Batches of 1, 2, 4 … 1024 users, and the scenario's own.
std::vector<Step> stepsOf(Case s) {
    std::vector<double> batches{s.batch};
    for (double batch = 1; batch <= largestBatch; batch *= 2)
        if (batch != s.batch) batches.push_back(batch);
    std::ranges::sort(batches);
    std::vector<Step> steps;
    for (const double batch : batches) {
        s.batch = batch;
        steps.push_back(stepOf(s));
    }
    return steps;
}

Text batchName(double batch) {
    return LP_TEXT("figure", "batch %1")(plainAmount(batch));
}

std::shared_ptr<const std::vector<OperatorLine>> operatorsOf(const FigureInput& input) {
    return worked(input, [&](Workings& workings) { return workings.operators(input.scenario); });
}

/// What the crosshair says of an operator.
Text describe(const OperatorLine& line) {
    const Amount time = amount(line.time.si(), Unit::Seconds);
    const Amount share = amount(line.share, Unit::Fraction);
    const Text bound = boundName(line.bound);
    return line.pass == PassKind::Prefill
               ? LP_TEXT("figure", "%1, %2, %3 of the prefill, bound by %4")(line.name, time, share, bound)
               : LP_TEXT("figure", "%1, %2, %3 of the decode step, bound by %4")(line.name, time, share, bound);
}

struct Extent {
    double x0 = toEdge;
    double x1 = 0;
    double y0 = toEdge;
    double y1 = 0;
    void include(double x, double y) {
        x0 = std::min(x0, x);
        x1 = std::max(x1, x);
        y0 = std::min(y0, y);
        y1 = std::max(y1, y);
    }
};

/// The largest of 1 and 3 times a power of ten that is not above the value, so that a frame seldom changes.
double roundBelow(double value) {
    const double decade = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
    return value >= 3.0 * decade * (1 - 1e-9) ? 3.0 * decade : decade;
}

double roundAbove(double value) {
    const double below = roundBelow(value);
    if (value <= below * (1 + 1e-9)) return below;
    const double decade = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
    return below > decade * 2 ? 10.0 * decade : 3.0 * decade;
}

Series roofLine(Text name, const Roof& roof, double x0, double x1) {
    Series series{.name = std::move(name)};
    for (const double x : {x0, roof.ridge(), x1}) {
        if (x < x0 || x > x1) continue; // another machine's ridge may lie outside
        series.x.push_back(x);
        series.y.push_back(roof.at(x));
    }
    return series;
}

/// The roof in two lines, each with its own name.
void addRoof(Figure& figure, const Case& s) {
    const Roof roof = roofOf(s);
    const double x0 = figure.x.minimum;
    const double x1 = figure.x.maximum;
    const double ridge = roof.ridge();
    Series slope{.name = LP_TEXT("figure", "HBM bandwidth"), .x = {x0, ridge}, .y = {roof.at(x0), roof.compute}};
    slope.label = LP_TEXT("figure", "HBM %1")(amount(roof.bandwidth, Unit::BytesPerSecond));
    // Where the slope enters the frame.
    slope.labelX = std::max(x0, figure.y.minimum / roof.bandwidth) * 1.3;
    Series flat{.name = LP_TEXT("figure", "peak FLOP/s"), .x = {ridge, x1}, .y = {roof.compute, roof.compute}};
    std::string format16(dtypeName(peak(s).dtype));
    std::ranges::transform(format16, format16.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c; });
    flat.label = LP_TEXT("figure", "%1 peak %2")(verbatim(format16), amount(roof.compute, Unit::FlopPerSecond));
    flat.labelX = x1 / 1.5;
    figure.series.push_back(std::move(slope));
    figure.series.push_back(std::move(flat));
    const Roof reached = reachedOf(s);
    if (reached == roof) return;
    Series below = roofLine(LP_TEXT("figure", "with the efficiencies set"), reached, x0, x1);
    below.dashed = true;
    figure.series.push_back(std::move(below));
    figure.notes.push_back(
        LP_TEXT("figure", "Dashed: what the efficiencies leave of the roof, %1 of the bandwidth and %2 of the peak.")(
            amount(s.efficiency.decode, Unit::Fraction), amount(s.efficiency.prefill, Unit::Fraction)));
}

void addReference(Figure& figure, const FigureInput& input) {
    if (input.reference == nullptr) return;
    if (const Roof other = reachedOf(*input.reference); other != reachedOf(input.scenario)) {
        Series ghost = roofLine(LP_TEXT("figure", "roof of the reference"), other, figure.x.minimum, figure.x.maximum);
        ghost.reference = true;
        figure.series.push_back(std::move(ghost));
    }
    Series path{.name = LP_TEXT("figure", "decode step of the reference"), .role = Role::Decode, .reference = true};
    for (const Step& step : stepsOf(*input.reference)) {
        path.x.push_back(step.intensity);
        path.y.push_back(step.attained);
    }
    Series own{.x = {}, .y = {}};
    for (const Step& step : stepsOf(input.scenario)) {
        own.x.push_back(step.intensity);
        own.y.push_back(step.attained);
    }
    if (path.x == own.x && path.y == own.y) return;
    const Step now = stepOf(*input.reference);
    figure.marks.push_back({.role = Role::Decode,
                            .x = now.intensity,
                            .y = now.attained,
                            .label = LP_TEXT("figure", "at %1")(amount(input.reference->context.si(), Unit::Tokens)),
                            .metric = {},
                            .reference = true});
    figure.series.push_back(std::move(path));
}

/// The decode step as a whole over the batch: a line as far as the caches fit, dashed beyond.
void addPath(Figure& figure, const std::vector<Step>& steps) {
    Series fitting{.name = LP_TEXT("figure", "decode step as a whole"), .role = Role::Decode, .shade = 1};
    Series beyond{
        .name = LP_TEXT("figure", "decode step, caches do not fit"), .role = Role::Decode, .dashed = true, .shade = 3};
    Series points{
        .name = LP_TEXT("figure", "decode step as a whole"), .role = Role::Decode, .form = Form::Points, .shade = 2};
    Series faint{.name = LP_TEXT("figure", "decode step, caches do not fit"),
                 .role = Role::Decode,
                 .form = Form::Points,
                 .shade = 4};
    const auto take = [](Series& series, const Step& step) {
        series.x.push_back(step.intensity);
        series.y.push_back(step.attained);
    };
    for (const Step& step : steps) {
        Series& line = step.fits ? fitting : beyond;
        if (!step.fits && beyond.x.empty() && !fitting.x.empty()) {
            beyond.x.push_back(fitting.x.back()); // where the path goes on
            beyond.y.push_back(fitting.y.back());
        }
        take(line, step);
        Series& dots = step.fits ? points : faint;
        take(dots, step);
        dots.pointNames.push_back(
            Text::joined({batchName(step.batch), amount(step.seconds, Unit::SecondsPerToken)}, ", "));
    }
    const Step& last = steps.back();
    Series& end = last.fits ? fitting : beyond;
    end.label = batchName(last.batch);
    end.labelX = last.intensity;
    for (Series* series : {&beyond, &fitting, &faint, &points})
        if (!series->x.empty()) figure.series.push_back(std::move(*series));
}

/// "feed-forward 58 %", and how many more stand on the same spot.
Text spotLabel(const OperatorLine& line, std::size_t more, double share) {
    if (more == 0) return Text::joined({line.name, amount(line.share, Unit::Fraction)}, " ");
    return LP_TEXT("figure", "%1 and %2 more, %3")(line.name, plainAmount(static_cast<double>(more)),
                                                   amount(share, Unit::Fraction));
}

bool areTogether(const OperatorLine& a, const OperatorLine& b) {
    return a.pass == b.pass && std::abs(std::log10(a.intensity() / b.intensity())) < togetherTo &&
           std::abs(std::log10(a.attained() / b.attained())) < togetherTo;
}

/// Operators as points for the crosshair and as marks whose area tells the share of the pass, the largest first, so that
/// small ones lie on top. Marks on one spot share the label of the largest.
void addOperators(Figure& figure, const std::vector<OperatorLine>& lines, bool wholes) {
    std::vector<OperatorLine> shown;
    std::ranges::copy_if(lines, std::back_inserter(shown), [](const auto& line) { return line.flop.si() > 0; });
    for (const PassKind pass : {PassKind::Prefill, PassKind::Decode}) {
        const bool isPrefill = pass == PassKind::Prefill;
        Series series{.name = wholes      ? passName(pass)
                              : isPrefill ? Text(LP_TEXT("figure", "operator of the prefill"))
                                          : Text(LP_TEXT("figure", "operator of the decode step")),
                      .role = roleOf(pass),
                      .form = Form::Points};
        std::vector<OperatorLine> ascending;
        std::ranges::copy_if(shown, std::back_inserter(ascending), [&](const auto& line) { return line.pass == pass; });
        std::ranges::sort(ascending, {}, &OperatorLine::intensity);
        for (const OperatorLine& line : ascending) {
            series.x.push_back(line.intensity());
            series.y.push_back(line.attained());
            series.pointNames.push_back(describe(line));
        }
        figure.series.push_back(std::move(series));
    }
    std::ranges::stable_sort(shown, std::ranges::greater{}, &OperatorLine::share);
    std::vector<bool> named(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const OperatorLine& line = shown[i];
        Mark mark{.role = roleOf(line.pass),
                  .x = line.intensity(),
                  .y = line.attained(),
                  .label = {},
                  .metric = std::string(metricOf(line.pass))};
        if (wholes) {
            mark.label = Text::joined({line.name, amount(line.time.si(), Unit::Seconds)}, ", ");
            figure.marks.push_back(std::move(mark));
            continue;
        }
        mark.share = line.share;
        std::size_t more = 0;
        double share = 0;
        for (std::size_t j = i; j < shown.size() && !named[i]; ++j) {
            if (named[j] || !areTogether(line, shown[j])) continue;
            share += shown[j].share;
            if (j == i) continue;
            named[j] = true;
            ++more;
        }
        if (!named[i] && share >= namedFrom) mark.label = spotLabel(line, more, share);
        figure.marks.push_back(std::move(mark));
    }
}

void addNotes(Figure& figure, const Case& s, const std::vector<OperatorLine>& lines) {
    if (s.costModel == CostModel::Paper) {
        figure.notes.push_back(LP_TEXT("figure",
                                       "The paper's model knows no operators: prefill and the decode step stand "
                                       "as wholes. The operators cost model shows each."));
        const Roof reached = reachedOf(s);
        const auto isAbove = [&](const Mark& mark) {
            return !mark.reference && mark.y > aboveTheRoof * reached.at(mark.x);
        };
        if (std::ranges::any_of(figure.marks, isAbove))
            figure.notes.push_back(
                LP_TEXT("figure", "A point above the roof: the paper's model takes prefill to be bound by FLOP/s and "
                                  "decode by bandwidth whatever their intensity."));
        return;
    }
    std::array<double, 2> hidden{};
    for (const OperatorLine& line : lines)
        if (line.flop.si() == 0) hidden[static_cast<std::size_t>(line.pass)] += line.share;
    const auto missing = s.deployment.plan.tensor > 1
                             ? LP_TEXT("figure",
                                       "Embedding, norms and all-reduces compute nothing on the matrix units and "
                                       "have no place here: %1 of the prefill, %2 of the decode step.")
                             : LP_TEXT("figure", "Embedding and norms compute nothing on the matrix units and have no "
                                                 "place here: %1 of the prefill, %2 of the decode step.");
    figure.notes.push_back(missing(amount(hidden[0], Unit::Fraction), amount(hidden[1], Unit::Fraction)));
    figure.notes.push_back(LP_TEXT(
        "figure",
        "A point below the roof adds up work on both sides of the ridge, or waits for the links between GPUs."));
}

Text subtitleOf(const Case& s) {
    const auto said = s.costModel == CostModel::Paper
                          ? LP_TEXT("figure", "a prefill of %1 and a decode step of %2, on %3")
                          : LP_TEXT("figure", "operators of a prefill of %1 and of a decode step of %2, on %3");
    const double gpus = s.deployment.plan.gpus();
    return said(amount(s.context.si(), Unit::Tokens), amount(s.batch, Unit::Users),
                gpus > 1 ? Text(amount(gpus, Unit::Gpus)) : verbatim(s.deployment.accelerator.name));
}

} // namespace

Figure rooflineFigure(const FigureInput& input) {
    const Case& s = input.scenario;
    const auto operators = operatorsOf(input);
    const std::vector<OperatorLine>& lines = *operators;
    const auto steps = stepsOf(s);
    const Roof roof = roofOf(s);
    Figure figure;
    figure.subtitle = subtitleOf(s);

    Extent extent;
    extent.include(roof.ridge(), roof.compute);
    extent.include(reachedOf(s).ridge(), reachedOf(s).compute);
    for (const OperatorLine& line : lines)
        if (line.flop.si() > 0) extent.include(line.intensity(), line.attained());
    for (const Step& step : steps) extent.include(step.intensity, step.attained);
    figure.x = {LP_TEXT("figure", "arithmetic intensity"), Unit::FlopPerByte, AxisScale::Log, roundBelow(extent.x0 / 2),
                roundAbove(extent.x1 * 4)};
    figure.y = {LP_TEXT("figure", "attained performance"), Unit::FlopPerSecond, AxisScale::Log,
                roundBelow(extent.y0 / 2), roundAbove(extent.y1 * 4)};

    addRoof(figure, s);
    addReference(figure, input);
    addPath(figure, steps);
    addOperators(figure, lines, s.costModel == CostModel::Paper);
    const auto now = std::ranges::find(steps, s.batch, &Step::batch);
    if (s.costModel == CostModel::Operators)
        figure.marks.push_back({.role = Role::Decode,
                                .x = now->intensity,
                                .y = now->attained,
                                .label = LP_TEXT("figure", "decode step, batch %1")(plainAmount(s.batch)),
                                .metric = std::string(metricOf(PassKind::Decode))});
    figure.marks.push_back({.x = roof.ridge(),
                            .y = roof.compute,
                            .label = LP_TEXT("figure", "ridge %1")(amount(roof.ridge(), Unit::FlopPerByte)),
                            .metric = std::string(metricKey::ridge)});
    addNotes(figure, s, lines);
    return figure;
}

namespace {

constexpr double shownFrom = 0.005;     ///< share of its pass from which an operator has a bar of its own
constexpr std::ptrdiff_t mostShown = 5; ///< of each pass

/// The lines of a pass, the slowest first, and what is too short or too many to be seen in one line at the end.
std::vector<OperatorLine> withoutSpecks(const std::vector<OperatorLine>& lines, PassKind pass) {
    std::vector<OperatorLine> shown;
    std::ranges::copy_if(lines, std::back_inserter(shown), [&](const auto& line) { return line.pass == pass; });
    const auto specks = std::ranges::find_if(shown, [](const auto& line) { return line.share < shownFrom; });
    const auto first = std::min(specks, shown.begin() + std::min(mostShown, std::ssize(shown)));
    const auto count = shown.end() - first;
    if (count < 2) return shown;
    OperatorLine others{.pass = pass, .name = LP_TEXT("figure", "%1 others")(plainAmount(static_cast<double>(count)))};
    others.bound = first->bound; // of the slowest
    for (auto line = first; line != shown.end(); ++line) {
        others.time += line->time;
        others.share += line->share;
    }
    shown.erase(first, shown.end());
    shown.push_back(std::move(others));
    return shown;
}

Text barName(const OperatorLine& line, CostModel model) {
    if (model == CostModel::Paper) return line.name;
    return line.pass == PassKind::Prefill ? LP_TEXT("figure", "prefill: %1")(line.name)
                                          : LP_TEXT("figure", "decode: %1")(line.name);
}

/// The bars of one pass and one bound: they share a colour.
Series barsOf(const std::vector<OperatorLine>& lines, PassKind pass, Bound bound) {
    Series series{.name = LP_TEXT("figure", "%1, bound by %2")(passName(pass), boundName(bound)),
                  .role = roleOf(pass),
                  .form = Form::Bars,
                  .shade = bound == Bound::Compute           ? 0
                           : bound == Bound::MemoryBandwidth ? 2
                                                             : 4};
    double place = 0;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line, ++place) {
        if (line->pass != pass || line->bound != bound) continue;
        series.x.push_back(place);
        series.y.push_back(line->share);
        series.pointNames.emplace_back(amount(line->time.si(), Unit::Seconds));
    }
    series.metric = metricOf(pass);
    return series;
}

} // namespace

Figure operatorsFigure(const FigureInput& input) {
    const Case& s = input.scenario;
    const auto all = operatorsOf(input);
    std::vector<OperatorLine> lines = withoutSpecks(*all, PassKind::Prefill);
    std::ranges::copy(withoutSpecks(*all, PassKind::Decode), std::back_inserter(lines));
    Figure figure;
    figure.subtitle = LP_TEXT("figure", "pale: bound by HBM bandwidth");
    figure.x = {LP_TEXT("figure", "share of its pass"), Unit::Fraction, AxisScale::Linear, 0.0, 1.0};
    figure.y = {LP_TEXT("figure", "operator"),           Unit::Text, AxisScale::Linear, -0.5,
                static_cast<double>(lines.size()) - 0.5, {}};
    for (const OperatorLine& line : lines) figure.y.names.push_back(barName(line, s.costModel));
    std::ranges::reverse(figure.y.names); // the first stands at the bottom, and the slowest belongs on top
    double longest = 0;
    for (const OperatorLine& line : lines) longest = std::max(longest, line.share);
    figure.x.maximum = std::min(1.0, std::ceil(longest * 1.05 * 20.0) / 20.0);
    for (const PassKind pass : {PassKind::Prefill, PassKind::Decode})
        for (const Bound bound : {Bound::Compute, Bound::MemoryBandwidth, Bound::Interconnect}) {
            Series series = barsOf(lines, pass, bound);
            if (!series.x.empty()) figure.series.push_back(std::move(series));
        }
    figure.notes.push_back(
        LP_TEXT("figure", "Full colour: bound by FLOP/s; paler: by HBM bandwidth; palest: by the links between GPUs."));
    return figure;
}

} // namespace longpeak
