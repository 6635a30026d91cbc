// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/estimate.h"
#include "text/text.h"

#include <span>
#include <string>
#include <vector>

// The operators of a scenario as a table for people: what each costs, which share of its pass that is, what bounds it.

namespace longpeak {

/// "prefill", "decode step": for people.
Message passName(PassKind pass);

/// One kind of operator in all layers that have it. FLOP and bytes are of the whole deployment; the bytes of
/// all-reduces are those that cross the links between GPUs, and are no traffic of HBM.
struct OperatorLine {
    PassKind pass = PassKind::Prefill;
    Text name;         ///< "attention", "attention (window 1024)"
    double layers = 0; ///< that have it; 0 = it belongs to the model as a whole
    Flop flop;
    Bytes bytes;
    Seconds time;
    double share = 0; ///< of the time of its pass
    Bound bound = Bound::MemoryBandwidth;
    bool isWhole = false; ///< stands for its whole pass

    /// FLOP per byte of HBM; 0 where nothing is computed.
    double intensity() const { return bytes.si() > 0 ? (flop / bytes).si() : 0.0; }
    /// FLOP per second.
    double attained() const { return time.si() > 0 ? flop.si() / time.si() : 0.0; }
};

/// Prefill first, then a decode step; in each the slowest first. The same kind in several layer groups is one line, but
/// attention of different reach. The paper's model has no operators: there each pass is one line.
std::vector<OperatorLine> operatorLines(const Case& scenario);
/// The same where the scenario's estimate is at hand.
std::vector<OperatorLine> operatorLines(const Case& scenario, const Estimate& estimate);

/// "pass,operator,layers,FLOP,bytes (B),intensity (FLOP/B),time (s),share,bound" and one row a line.
std::string writeCsv(std::span<const OperatorLine> lines);

} // namespace longpeak
