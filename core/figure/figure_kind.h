// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"
#include "preset/catalogue.h"
#include "scenario/scenario.h"

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

/// What a figure is built from.
struct FigureInput {
    const Scenario& scenario;
    const Scenario* reference = nullptr;     ///< drawn as ghosts behind; nullptr = none
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
    std::stop_token stop = {}; ///< once asked for, what is simulated is left unfinished, and the figure is of no use
};

/// The input's catalogue, or an empty one.
const Catalogue& catalogueOf(const FigureInput& input);

/// What the scenario, or the reference, costs: out of the input's workings where it has them.
Estimate estimateOf(const FigureInput& input, const Scenario& scenario);

/// A figure by name, as the command line and the pages ask for it.
struct FigureKind {
    std::string_view id;
    std::string_view page; ///< id of the page it is first seen on; others may show it too
    std::string_view title;
    std::string_view help;
    Figure (*build)(const FigureInput&);
    bool needsSessions = false; ///< takes a simulation, so it may be long
    bool ofMetric = false;      ///< about the input's metric
    bool ofTime = false;        ///< over time, for the part that the input's lanes name
    bool ofCatalogue = false;   ///< about the catalogue alone, whatever the scenario is
};

/// Every figure of every page.
std::span<const FigureKind> figureKinds();

/// The kind of that id, or nullptr.
const FigureKind* findFigureKind(std::string_view id);

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
