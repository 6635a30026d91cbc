// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_kind.h"
#include "session/load.h"

#include <limits>

// Figures of many users on one deployment, drawn from the simulation. Where the input holds no sessions they are
// simulated, for simulatedTime().

namespace longpeak {

struct WatchedRun;

Role roleOf(Activity activity);

/// Latency of every token of one user's conversation over time, among the others': of the user in the middle. Where not
/// one user fits, as if all did.
Figure tokenTimelineFigure(const FigureInput& input);

/// The run that the timeline is drawn from, to the end of that user's first session. It ends after so few answers that it
/// takes less than a frame, so the timeline follows the hand; every other simulation runs beside the window's thread.
WatchedRun watchMiddleUser(const Case& scenario);

/// The part that is drawn in full detail, down to single tokens; the axes are those of the whole. Of a FigureInput.
struct LaneView {
    double from = 0; ///< seconds
    double to = std::numeric_limits<double>::infinity();
    int firstUser = 0; ///< from 0
    int users = 40;    ///< at most
    bool operator==(const LaneView&) const = default;
};

/// A lane for each user, one for the GPU and one for the host link, over time.
Figure lanesFigure(const FigureInput& input);
Figure lanesFigure(const Sessions& sessions, const LaneView& wanted);
/// How many users do what, over time.
Figure statesFigure(const FigureInput& input);
Figure statesFigure(const Sessions& sessions, const LaneView& wanted);
/// Bytes in HBM and in host DDR, over time.
Figure sessionMemoryFigure(const FigureInput& input);
Figure sessionMemoryFigure(const Sessions& sessions, const LaneView& wanted, ByteUnits bytes);

/// Sessions an hour over the number of users, with the bounds and the knee.
Figure loadThroughputFigure(const FigureInput& input);
/// Median and 95th percentile of the time to the first token over the number of users.
Figure loadWaitingFigure(const FigureInput& input);
/// Share of the requests that had their first token within a time.
Figure firstTokenFigure(const FigureInput& input);

} // namespace longpeak
