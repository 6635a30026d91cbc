// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/advice.h"
#include "cost/explanation.h"
#include "evidence/typical.h"
#include "explore/conventions.h"
#include "explore/metric_map.h"
#include "explore/operator_table.h"
#include "explore/side_by_side.h"
#include "explore/what_it_takes.h"
#include "figure/sessions.h"
#include "state/sessions_question.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace longpeak {

/// Measurements that the figures show, and the one that they mark, by id.
struct EvidenceChoice {
    std::optional<std::vector<std::string>> shown; ///< in the catalogue's order; nothing = all of them
    std::string selected;                          ///< empty = none
    bool operator==(const EvidenceChoice&) const = default;
};

/// What a page shows besides what is shown around every page. What is not wanted is not made.
struct Wanted {
    std::set<std::string> figures;      ///< by id, those that are on screen
    std::string multiples;              ///< id of a figure to draw of the scenario and each pin; empty = none
    LaneView lanes;                     ///< of the figures over time
    EvidenceChoice evidence;            ///< of the figures about measurements
    bool sessions = false;              ///< simulated even where no figure needs them
    bool comparisons = false;           ///< all measurements beside their predictions
    bool operators = false;             ///< as a table
    bool sideBySide = false;            ///< numbers and parameters of the scenario and each pin
    bool conventions = false;           ///< what each choice moves, and ways to count that other tools have
    std::optional<Targets> whatItTakes; ///< the inverse questions, with these targets
    bool operator==(const Wanted&) const = default;
};

/// Whether the scenario can be served.
struct Feasibility {
    Text text;                    ///< why it cannot, or what else is to be said; empty = nothing
    std::vector<Remedy> remedies; ///< single changes with which it can
};

/// A published method that the scenario relies on.
struct ChosenMethod {
    const Method* method = nullptr;
    Text doubt; ///< why its quality is not shown at this context; empty = it is
    bool operator==(const ChosenMethod&) const = default;
};

/// Ways to count that other tools have, evaluated.
struct Readings {
    std::vector<Reading> cache;
    std::vector<Reading> prefill;
};

/// Everything that one state of the store looks like, made once and shared by all views. Parts that nothing visible wants
/// are null; so are, for now, those that come late.
struct Snapshot {
    Scenario scenario;
    std::optional<Scenario> reference;
    std::vector<Scenario> pins; ///< beside the scenario
    ByteUnits bytes = ByteUnits::Decimal;
    bool practice = true; ///< what measurements make of the peak is told beside it
    std::string metric;   ///< key of the number that is explained and that figures about one number are of
    MapAxes mapAxes;
    Wanted wanted; ///< for what it was made

    Estimate estimate;
    std::optional<Estimate> referenceEstimate;
    std::shared_ptr<const Feasibility> feasibility;
    Explanation explanation;
    TypicalEfficiency typicalEfficiency; ///< on accelerators of the scenario's kind
    std::vector<ChosenMethod> methods;   ///< those that the catalogue has

    std::map<std::string, std::shared_ptr<const Figure>> figures; ///< of the visible views, by id
    std::vector<std::shared_ptr<const Figure>> multiples;         ///< of the scenario and each pin
    SessionsPtr sessions;                                         ///< of this scenario
    bool sessionsPending = false; ///< what needs them is still that of an earlier scenario
    std::shared_ptr<const std::vector<Comparison>> comparisons;
    std::shared_ptr<const std::vector<OperatorLine>> operators;
    std::shared_ptr<const SideBySide> sideBySide;
    std::shared_ptr<const std::vector<ConventionReport>> conventions;
    std::shared_ptr<const Readings> readings;
    std::shared_ptr<const WhatItTakes> whatItTakes; ///< of when the hand rested last

    double evaluateMs = 0; ///< time spent on the estimates
    double figuresMs = 0;  ///< and on all else
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace longpeak
