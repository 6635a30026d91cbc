// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/figure_kind.h"

#include "figure/evidence.h"
#include "figure/latency.h"
#include "figure/map.h"
#include "figure/memory.h"
#include "figure/overview.h"
#include "figure/road.h"
#include "figure/roofline.h"
#include "figure/sessions.h"
#include "figure/workings.h"

#include <algorithm>
#include <array>

namespace longpeak {
namespace {

using Ids = std::string_view;
constexpr std::array overview{Ids("occupancy"), Ids("ceiling"), Ids("latency"), Ids("tokens")};
constexpr std::array memory{Ids("occupancy"), Ids("breakdown"), Ids("ceiling-compared"), Ids("architectures")};
constexpr std::array latency{Ids("prefill-parts"), Ids("decode-parts"), Ids("return"), Ids("tokens")};
constexpr std::array sessions{Ids("lanes"),           Ids("states"),       Ids("session-memory"),
                              Ids("load-throughput"), Ids("load-waiting"), Ids("first-token")};
constexpr std::array roofline{Ids("roofline"), Ids("operators")};
constexpr std::array road{Ids("parity"), Ids("map"), Ids("combinations")};
constexpr std::array sensitivity{Ids("sensitivity")};
constexpr std::array evidence{Ids("evidence"), Ids("evidence-context")};

} // namespace

const Catalogue& catalogueOf(const FigureInput& input) {
    static const Catalogue none;
    return input.catalogue != nullptr ? *input.catalogue : none;
}

Estimate estimateOf(const FigureInput& input, const Scenario& scenario) {
    return input.workings != nullptr ? *input.workings->estimate(scenario) : evaluate(scenario);
}

std::span<const FigureKind> figureKinds() {
    static constexpr std::array kinds{
        FigureKind{"occupancy", "overview", "HBM occupancy",
                   "weights and the users' KV caches over context, against HBM", occupancyFigure},
        FigureKind{"ceiling", "overview", "Concurrency ceiling",
                   "users whose KV cache fits in HBM at once, over context", ceilingFigure},
        FigureKind{"latency", "overview", "Latency by phase", "prefill, one answer and one context switch over context",
                   latencyFigure},
        FigureKind{"tokens", "overview", "Token timeline", "latency of each token of one user's conversation over time",
                   tokenTimelineFigure},
        FigureKind{"breakdown", "memory", "What fills HBM",
                   "parts of the weights, activations and caches by kind of layer, against HBM", breakdownFigure},
        FigureKind{"ceiling-compared", "memory", "Ceiling, compared",
                   "the ceiling over context beside other accelerators and other models", comparedCeilingFigure},
        FigureKind{"architectures", "memory", "Cache by architecture",
                   "KV cache of one user over context, beside other kinds of attention", architecturesFigure},
        FigureKind{"prefill-parts", "latency", "Prefill",
                   "prefill over context, split into its linear part and attention", prefillPartsFigure},
        FigureKind{"decode-parts", "latency", "Time per token",
                   "one decode step over context, split into weights, KV cache and the rest", decodePartsFigure},
        FigureKind{"return", "latency", "Swap or recompute",
                   "bringing a user back over context: the cache from host DDR, or the prefill again", returnFigure},
        FigureKind{"lanes", "sessions", "Who does what when",
                   "a lane for each user, the GPU and the host link over time", lanesFigure, true, false, true},
        FigureKind{"states", "sessions", "Users by what they do",
                   "how many users wait, switch, are served or think, over time", statesFigure, true, false, true},
        FigureKind{"session-memory", "sessions", "HBM and DDR over time", "caches in HBM and in host DDR over time",
                   sessionMemoryFigure, true, false, true},
        FigureKind{"load-throughput", "sessions", "Throughput over users",
                   "sessions an hour over the number of users, with both bounds and the knee", loadThroughputFigure,
                   true},
        FigureKind{"load-waiting", "sessions", "Waiting over users",
                   "median and 95th percentile of the time to the first token over the number of users",
                   loadWaitingFigure, true},
        FigureKind{"first-token", "sessions", "Time to first token",
                   "share of the requests that had their first token within a time", firstTokenFigure, true},
        FigureKind{"roofline", "roofline", "Roofline",
                   "every operator of prefill and of a decode step under the roof of the hardware", rooflineFigure},
        FigureKind{"operators", "roofline", "Time by operator", "share of each operator in the time of its pass",
                   operatorsFigure},
        FigureKind{"parity", "road", "The road to 4K",
                   "how many times as bad as the reference each number is, and the compression that closes it",
                   parityFigure},
        FigureKind{"map", "road", "Map",
                   "the chosen number over two parameters, with contours, what does not fit and what bounds it",
                   mapFigure, false, true},
        FigureKind{"combinations", "road", "Published methods together",
                   "sessions an hour over the compression relied on, of every combination of the catalogue",
                   combinationsFigure},
        FigureKind{"sensitivity", "sensitivity", "What moves it",
                   "how much each parameter moves the chosen number: per cent for one per cent", sensitivityFigure,
                   false, true},
        FigureKind{
            "evidence", "evidence", "Measured against the peak",
            "published measurements as fractions of the prediction at the theoretical peak, by what was measured",
            evidenceOfCatalogue, false, false, false, true},
        FigureKind{"evidence-context", "evidence", "Measured against the peak over context", "the same over context",
                   evidenceContextOfCatalogue, false, false, false, true},
    };
    return kinds;
}

const FigureKind* findFigureKind(std::string_view id) {
    const auto all = figureKinds();
    const auto found = std::ranges::find(all, id, &FigureKind::id);
    return found == all.end() ? nullptr : &*found;
}

std::span<const FigurePanel> figurePanels() {
    static constexpr std::array panels{FigurePanel{"overview", overview},       FigurePanel{"memory", memory},
                                       FigurePanel{"latency", latency},         FigurePanel{"sessions", sessions},
                                       FigurePanel{"roofline", roofline},       FigurePanel{"road", road},
                                       FigurePanel{"sensitivity", sensitivity}, FigurePanel{"evidence", evidence}};
    return panels;
}

std::span<const std::string_view> figuresOfPage(std::string_view page) {
    const auto all = figurePanels();
    const auto found = std::ranges::find(all, page, &FigurePanel::page);
    return found == all.end() ? std::span<const std::string_view>() : found->figures;
}

} // namespace longpeak
