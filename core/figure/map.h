// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explore/metric_map.h"
#include "figure/figure_kind.h"

#include <list>
#include <memory>
#include <stop_token>

// The map of a metric over two parameters, as a figure: colours, contours, frontiers and the scenario's own point.

namespace longpeak {

/// Points along each axis: of a figure for keeps, and of one that must follow the hand.
inline constexpr std::size_t fineMap = 256;
inline constexpr std::size_t coarseMap = 40;

/// Context, and compression of the hidden axis.
MapAxes usualMapAxes();

/// What a map is of. The values that the scenario has along the axes make no difference and are left out of it.
struct MapQuestion {
    Case scenario;
    MapAxes axes;
    const Metric* metric = nullptr;
    bool operator==(const MapQuestion&) const = default;
};

/// The input's metric over its axes; where it names none, prefill over the usual ones.
MapQuestion mapQuestion(const FigureInput& input);

/// A map with the lines through it.
struct DrawnMap {
    MetricMap map;
    std::vector<MapLine> contours;
    std::vector<MapLine> fitFrontier;
    std::vector<MapLine> boundFrontier;
};

/// A stop asked for leaves it unfinished, to be thrown away.
DrawnMap drawMap(const MapQuestion& question, std::size_t side, const Catalogue& catalogue,
                 const std::stop_token& stop = {});

/// Maps kept from one snapshot to the next: while the scenario's point moves over its map, nothing is computed.
class MapStore {
public:
    /// The finest kept, or nullptr.
    std::shared_ptr<const DrawnMap> find(const MapQuestion& question) const;
    void keep(const MapQuestion& question, std::shared_ptr<const DrawnMap> map);

private:
    struct Kept {
        MapQuestion question;
        std::shared_ptr<const DrawnMap> map;
    };
    std::list<Kept> m_kept; ///< the newest first
};

/// Whether the map that the store has is not of the finest.
bool isCoarse(const DrawnMap& map);

/// Out of the input's store where it has one, and then coarse where it is not there yet; a finer one is to follow. Else
/// fine.
Figure mapFigure(const FigureInput& input);

} // namespace longpeak
