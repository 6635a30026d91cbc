// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/figure_kind.h"

#include "cost/metric.h"
#include "figure/evidence.h"
#include "figure/latency.h"
#include "figure/map.h"
#include "figure/memory.h"
#include "figure/overview.h"
#include "figure/page_id.h"
#include "figure/road.h"
#include "figure/roofline.h"
#include "figure/sessions.h"
#include "figure/workings.h"

#include <algorithm>
#include <array>

namespace longpeak {
namespace {

// clang-format off
constexpr std::array kinds{
    FigureKind{.id = figureId::occupancy, .page = pageId::overview, .title = LP_TEXT("figure", "HBM occupancy"),
               .help = LP_TEXT("figure", "weights and the users' KV caches over context, against HBM"),
               .make = occupancyFigure},
    FigureKind{.id = figureId::ceiling, .page = pageId::overview, .title = LP_TEXT("figure", "Concurrency ceiling"),
               .help = LP_TEXT("figure", "users whose KV cache fits in HBM at once, over context"),
               .make = ceilingFigure},
    FigureKind{.id = figureId::latency, .page = pageId::overview, .title = LP_TEXT("figure", "Latency by phase"),
               .help = LP_TEXT("figure", "prefill, one answer and one context switch over context"),
               .make = latencyFigure},
    FigureKind{.id = figureId::tokens, .page = pageId::overview, .title = LP_TEXT("figure", "Token timeline"),
               .help = LP_TEXT("figure", "latency of each token of one user's conversation over time"),
               .make = tokenTimelineFigure},
    FigureKind{.id = "breakdown", .page = pageId::memory, .title = LP_TEXT("figure", "What fills HBM"),
               .help = LP_TEXT("figure", "parts of the weights, activations and caches by kind of layer, against HBM"),
               .make = breakdownFigure},
    FigureKind{.id = "ceiling-compared", .page = pageId::memory, .title = LP_TEXT("figure", "Ceiling, compared"),
               .help = LP_TEXT("figure", "the ceiling over context beside other accelerators and other models"),
               .make = comparedCeilingFigure},
    FigureKind{.id = "architectures", .page = pageId::memory, .title = LP_TEXT("figure", "Cache by architecture"),
               .help = LP_TEXT("figure", "KV cache of one user over context, beside other kinds of attention"),
               .make = architecturesFigure},
    FigureKind{.id = "prefill-parts", .page = pageId::latency, .title = LP_TEXT("figure", "Prefill"),
               .help = LP_TEXT("figure", "prefill over context, split into its linear part and attention"),
               .make = prefillPartsFigure},
    FigureKind{.id = "decode-parts", .page = pageId::latency, .title = LP_TEXT("figure", "Time per token"),
               .help = LP_TEXT("figure", "one decode step over context, split into weights, KV cache and the rest"),
               .make = decodePartsFigure},
    FigureKind{.id = "return", .page = pageId::latency, .title = LP_TEXT("figure", "Swap or recompute"),
               .help = LP_TEXT("figure", "bringing a user back over context: the cache from host DDR, or the prefill again"),
               .make = returnFigure},
    FigureKind{.id = figureId::lanes, .page = pageId::sessions, .title = LP_TEXT("figure", "Who does what when"),
               .help = LP_TEXT("figure", "a lane for each user, the GPU and the host link over time"),
               .make = lanesFigure, .needsSessions = true, .ofTime = true, .canRepeat = false},
    FigureKind{.id = figureId::states, .page = pageId::sessions, .title = LP_TEXT("figure", "Users by what they do"),
               .help = LP_TEXT("figure", "how many users wait, switch, are served or think, over time"),
               .make = statesFigure, .needsSessions = true, .ofTime = true, .canRepeat = false},
    FigureKind{.id = figureId::sessionMemory, .page = pageId::sessions, .title = LP_TEXT("figure", "HBM and DDR over time"),
               .help = LP_TEXT("figure", "caches in HBM and in host DDR over time"),
               .make = sessionMemoryFigure, .needsSessions = true, .ofTime = true, .canRepeat = false},
    FigureKind{.id = figureId::loadThroughput, .page = pageId::sessions, .title = LP_TEXT("figure", "Throughput over users"),
               .help = LP_TEXT("figure", "sessions an hour over the number of users, with both bounds and the knee"),
               .make = loadThroughputFigure, .needsSessions = true, .needsLoad = true, .canRepeat = false},
    FigureKind{.id = figureId::loadWaiting, .page = pageId::sessions, .title = LP_TEXT("figure", "Waiting over users"),
               .help = LP_TEXT("figure", "median and 95th percentile of the time to the first token over the number of users"),
               .make = loadWaitingFigure, .needsSessions = true, .needsLoad = true, .canRepeat = false},
    FigureKind{.id = figureId::firstToken, .page = pageId::sessions, .title = LP_TEXT("figure", "Time to first token (TTFT)"),
               .help = LP_TEXT("figure", "share of the requests that had their first token within a time"),
               .make = firstTokenFigure, .needsSessions = true, .canRepeat = false},
    FigureKind{.id = figureId::roofline, .page = pageId::roofline, .title = LP_TEXT("figure", "Roofline"),
               .help = LP_TEXT("figure", "every operator of prefill and of a decode step under the roof of the hardware"),
               .make = rooflineFigure},
    FigureKind{.id = figureId::operators, .page = pageId::roofline, .title = LP_TEXT("figure", "Time by operator"),
               .help = LP_TEXT("figure", "share of each operator in the time of its pass"),
               .make = operatorsFigure},
    FigureKind{.id = figureId::parity, .page = pageId::road, .title = LP_TEXT("figure", "The road to 4K"),
               .help = LP_TEXT("figure", "how many times as bad as the reference each number is, and the compression that closes it"),
               .make = parityFigure},
    FigureKind{.id = figureId::map, .page = pageId::road, .title = LP_TEXT("figure", "Map"),
               .help = LP_TEXT("figure", "the chosen number over two parameters, with contours, what does not fit and what bounds it"),
               .make = mapFigure, .needsMap = true, .metric = metricKey::prefill, .canRepeat = false},
    FigureKind{.id = figureId::combinations, .page = pageId::road, .title = LP_TEXT("figure", "Published methods together"),
               .help = LP_TEXT("figure", "sessions an hour over the compression relied on, of every combination of the catalogue"),
               .make = combinationsFigure, .canRepeat = false},
    FigureKind{.id = figureId::sensitivity, .page = pageId::sensitivity, .title = LP_TEXT("figure", "What moves it"),
               .help = LP_TEXT("figure", "how much each parameter moves the chosen number: per cent for one per cent"),
               .make = sensitivityFigure, .metric = metricKey::throughput},
    FigureKind{.id = figureId::evidence, .page = pageId::evidence, .title = LP_TEXT("figure", "Measured against the peak"),
               .help = LP_TEXT("figure", "published measurements as fractions of the prediction at the theoretical peak, by what was measured"),
               .make = evidenceOfCatalogue, .ofCatalogue = true, .canRepeat = false},
    FigureKind{.id = figureId::evidenceContext, .page = pageId::evidence, .title = LP_TEXT("figure", "Measured against the peak over context"),
               .help = LP_TEXT("figure", "the same over context"),
               .make = evidenceContextOfCatalogue, .ofCatalogue = true, .canRepeat = false},
};
// clang-format on

using Ids = std::string_view;
constexpr std::array overview{figureId::occupancy, figureId::ceiling, figureId::latency, figureId::tokens};
constexpr std::array memory{figureId::occupancy, Ids("breakdown"), Ids("ceiling-compared"), Ids("architectures")};
constexpr std::array latency{Ids("prefill-parts"), Ids("decode-parts"), Ids("return"), figureId::tokens};
constexpr std::array sessions{figureId::lanes,          figureId::states,      figureId::sessionMemory,
                              figureId::loadThroughput, figureId::loadWaiting, figureId::firstToken};
constexpr std::array roofline{figureId::roofline, figureId::operators};
constexpr std::array road{figureId::parity, figureId::map, figureId::combinations};
constexpr std::array sensitivity{figureId::sensitivity};
constexpr std::array evidence{figureId::evidence, figureId::evidenceContext};

constexpr std::array panels{FigurePanel{pageId::overview, overview},       FigurePanel{pageId::memory, memory},
                            FigurePanel{pageId::latency, latency},         FigurePanel{pageId::sessions, sessions},
                            FigurePanel{pageId::roofline, roofline},       FigurePanel{pageId::road, road},
                            FigurePanel{pageId::sensitivity, sensitivity}, FigurePanel{pageId::evidence, evidence}};

constexpr bool hasOnlyKinds(const FigurePanel& panel) {
    return std::ranges::all_of(panel.figures,
                               [](Ids id) { return std::ranges::find(kinds, id, &FigureKind::id) != kinds.end(); });
}
static_assert(std::ranges::all_of(panels, hasOnlyKinds));

} // namespace

Figure FigureKind::build(const FigureInput& input) const {
    Figure figure = named(make(input));
    if (needsSessions)
        if (const Text why = whyNotSimulated(input); !why.empty()) {
            figure.subtitle = LP_TEXT("figure", "infeasible: %1")(why);
            figure.regions.push_back({.label = LP_TEXT("figure", "infeasible: nothing is simulated")});
        }
    return figure;
}

Figure FigureKind::named(Figure figure) const {
    figure.id = id;
    if (figure.title.empty()) figure.title = title;
    return figure;
}

const Metric& FigureKind::metricOf(const FigureInput& input) const {
    return input.metric != nullptr ? *input.metric : *findMetric(metric);
}

const Catalogue& catalogueOf(const FigureInput& input) {
    static const Catalogue none;
    return input.catalogue != nullptr ? *input.catalogue : none;
}

Text whyNotSimulated(const FigureInput& input) {
    return input.sessions != nullptr ? input.sessions->run.infeasible
                                     : simulate(input.scenario, {.horizon = Seconds(1.0)}).infeasible;
}

Estimate estimateOf(const FigureInput& input, const Case& scenario) {
    return input.workings != nullptr ? *input.workings->estimate(scenario) : evaluate(scenario);
}

std::span<const FigureKind> figureKinds() {
    return kinds;
}

const FigureKind* findFigureKind(std::string_view id) {
    const auto* const found = std::ranges::find(kinds, id, &FigureKind::id);
    return found == kinds.end() ? nullptr : found;
}

std::span<const FigurePanel> figurePanels() {
    return panels;
}

std::span<const std::string_view> figuresOfPage(std::string_view page) {
    const auto* const found = std::ranges::find(panels, page, &FigurePanel::page);
    return found == panels.end() ? std::span<const std::string_view>() : found->figures;
}

} // namespace longpeak
