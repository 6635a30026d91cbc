// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"
#include "preset/catalogue.h"
#include "scenario/case.h"
#include "text/text.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <string_view>

namespace longpeak {

class MapStore;
class Workings;
struct Estimate;
struct EvidenceInput;
struct LaneView;
struct MapAxes;
struct Metric;
struct Sessions;
struct TypicalEfficiency;

/// What a figure is built from.
struct FigureInput {
    const Case& scenario;
    const Case* reference = nullptr;         ///< drawn as ghosts behind; nullptr = none
    std::size_t points = 400;                ///< per curve
    ByteUnits bytes = ByteUnits::Decimal;    ///< for labels; data are always bytes
    const Catalogue* catalogue = nullptr;    ///< other models and accelerators to stand beside; nullptr = none
    const Sessions* sessions = nullptr;      ///< of this scenario; nullptr = simulated anew where a figure needs them
    const Metric* metric = nullptr;          ///< of a figure about one metric; nullptr = its own choice
    Workings* workings = nullptr;            ///< shared with all that is shown beside it; nullptr = computed anew
    const MapAxes* over = nullptr;           ///< of the map; nullptr = its own choice
    MapStore* maps = nullptr;                ///< kept from one snapshot to the next; nullptr = computed anew, and fine
    const LaneView* lanes = nullptr;         ///< of what is drawn over time; nullptr = the whole
    const EvidenceInput* evidence = nullptr; ///< measurements to show; nullptr = all of the catalogue
    const TypicalEfficiency* practice = nullptr; ///< drawn behind what it is of; nullptr = the peak alone
    std::stop_token stop = {}; ///< once asked for, what is simulated is left unfinished, and the figure is of no use
};

/// The input's catalogue, or an empty one.
const Catalogue& catalogueOf(const FigureInput& input);

/// Why the sessions of the scenario cannot be simulated; empty where they can.
Text whyNotSimulated(const FigureInput& input);

/// What the scenario, or the reference, costs: out of the input's workings where it has them.
Estimate estimateOf(const FigureInput& input, const Case& scenario);

/// A figure by name, as the command line and the pages ask for it: what it is called, what it needs, how it is built.
struct FigureKind {
    std::string_view id;
    std::string_view page; ///< id of the page it is first seen on; others may show it too
    Message title;
    Message help;
    Figure (*make)(const FigureInput&); ///< by build(), which names it
    bool needsSessions = false;         ///< a simulation, so it may be long
    bool needsLoad = false;             ///< simulations of other numbers of users too, which take longer
    bool needsMap = false;              ///< a grid over two parameters, which comes coarse first
    bool ofTime = false;                ///< over time, for the part that the input's lanes name
    bool ofCatalogue = false;           ///< about the catalogue alone, whatever the scenario is
    std::string_view metric = {};       ///< of a figure about one metric: the key where the input names none
    bool canRepeat = true; ///< beside itself, once for each of several scenarios: it is of the scenario, and
                           ///< quickly made

    /// About the input's metric.
    bool isOfMetric() const { return !metric.empty(); }
    Figure build(const FigureInput& input) const;
    /// The figure under this kind's id, and its title where it has none of its own.
    Figure named(Figure figure) const;
    /// What a figure about one metric is about.
    const Metric& metricOf(const FigureInput& input) const;
};

/// Every figure of every page.
std::span<const FigureKind> figureKinds();

/// The kind of that id, or nullptr.
const FigureKind* findFigureKind(std::string_view id);

/// The ids of kinds that something else than a list of all asks for: the only way to name one. A test sees that each has
/// its row.
namespace figureId {

inline constexpr std::string_view occupancy = "occupancy";
inline constexpr std::string_view ceiling = "ceiling";
inline constexpr std::string_view latency = "latency";
inline constexpr std::string_view tokens = "tokens";
inline constexpr std::string_view lanes = "lanes";
inline constexpr std::string_view states = "states";
inline constexpr std::string_view sessionMemory = "session-memory";
inline constexpr std::string_view loadThroughput = "load-throughput";
inline constexpr std::string_view loadWaiting = "load-waiting";
inline constexpr std::string_view firstToken = "first-token";
inline constexpr std::string_view roofline = "roofline";
inline constexpr std::string_view operators = "operators";
inline constexpr std::string_view parity = "parity";
inline constexpr std::string_view map = "map";
inline constexpr std::string_view combinations = "combinations";
inline constexpr std::string_view sensitivity = "sensitivity";
inline constexpr std::string_view evidence = "evidence";
inline constexpr std::string_view evidenceContext = "evidence-context";

} // namespace figureId

/// The figures of a page, in the order of its panel.
struct FigurePanel {
    std::string_view page;
    std::span<const std::string_view> figures;
};

/// One for every page that has figures.
std::span<const FigurePanel> figurePanels();

/// The figures of the page of that id; empty for none.
std::span<const std::string_view> figuresOfPage(std::string_view page);

} // namespace longpeak
