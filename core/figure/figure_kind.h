// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"
#include "preset/catalogue.h"
#include "scenario/case.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace longpeak {

class MapStore;
class SweepStore;
struct MapAxes;
struct Metric;
struct Sessions;

/// What a figure is built from.
struct FigureInput {
    const Case& scenario;
    const Case* reference = nullptr;      ///< drawn as ghosts behind; nullptr = none
    std::size_t points = 400;             ///< per curve
    ByteUnits bytes = ByteUnits::Decimal; ///< for labels; data are always bytes
    const Catalogue* catalogue = nullptr; ///< other models and accelerators to stand beside; nullptr = none
    const Sessions* sessions = nullptr;   ///< of this scenario; nullptr = simulated anew where a figure needs them
    const Metric* metric = nullptr;       ///< of a figure about one metric; nullptr = its own choice
    SweepStore* sweeps = nullptr;         ///< shared with the other figures of a snapshot; nullptr = computed anew
    const MapAxes* over = nullptr;        ///< of the map; nullptr = its own choice
    MapStore* maps = nullptr;             ///< kept from one snapshot to the next; nullptr = computed anew, and fine
};

/// The input's catalogue, or an empty one.
const Catalogue& catalogueOf(const FigureInput& input);

/// A figure by name, as the command line and the pages ask for it.
struct FigureKind {
    std::string_view id;
    std::string_view page; ///< id of the page it is first seen on; others may show it too
    std::string_view title;
    std::string_view help;
    Figure (*build)(const FigureInput&);
    bool needsSessions = false; ///< takes a simulation, so it may be long
    bool ofMetric = false;      ///< about the input's metric
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
