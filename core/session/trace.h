// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "session/simulation.h"

#include <string>

namespace longpeak {

/// The simulation in the Trace Event Format of Chrome, a JSON object, which Perfetto opens. Process 1 has a thread for
/// each user, numbered from 1, whose complete events are the phases; process 2 has the GPU and the host link, and the
/// bytes in HBM and DDR as counters. Times are whole microseconds: viewers drop what overlaps, as rounded fractions
/// would now and then.
std::string writeTrace(const Simulation& simulation);

} // namespace longpeak
