// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/metric.h"
#include "scenario/parameter.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// What is counted in more than one way, and what each way moves here: calculators print other numbers for the same
// question mostly because they count differently. Every shift is the difference of two estimates of the whole scenario
// that differ in one convention.

namespace longpeak {

/// A metric that another choice moves.
struct Shift {
    const Metric* metric = nullptr;
    double now = 0;  ///< as the scenario stands
    double then = 0; ///< with the choice taken
    /// "prefill +52.1 %", "ceiling ×2.5"; both values where one of them is not positive.
    Text text() const;
    /// |log(then / now)|, infinite where one of them is not positive.
    double size() const;
};

struct ConventionChoice {
    double value = 0; ///< of the parameter
    Text label;       ///< "Full square", "90 %"
    Text meaning;
    bool isCurrent = false;
    bool isDefault = false;
    bool isByHand = false;     ///< a number that no tool is known by
    std::vector<Shift> shifts; ///< largest first; empty for the current choice
    Text idle;                 ///< why another choice moves nothing here; empty where it does
};

/// One `convention.*` parameter with its choices.
struct ConventionReport {
    const Parameter* parameter = nullptr;
    Text idle; ///< why none of the choices can move anything, as "this model has no routed experts"
    std::vector<ConventionChoice> choices;
};

/// Every convention of the registry at the scenario's point. Of those that take a number, the values that tools use and
/// the scenario's own.
std::vector<ConventionReport> conventionReports(const Case& scenario, const Catalogue& catalogue);
/// The same where the scenario's estimate is at hand.
std::vector<ConventionReport> conventionReports(const Case& scenario, const Estimate& now, const Catalogue& catalogue);

/// A choice that this program makes and does not offer to change, and a way in which tools differ.
struct Remark {
    Message title;
    Message text;
};

std::span<const Remark> fixedConventions();
std::span<const Remark> commonDifferences();

/// One way to count a number that other tools print, with its result.
struct Reading {
    Text title;   ///< "MHA in 32 bit"
    Text formula; ///< "n · L · 2 · H · d · b"
    Text numbers; ///< the same with numbers
    double value = 0;
    Unit unit = Unit::Count;
    bool own = false; ///< as this program counts by default
};

/// What twelve existing tools print for Llama-3-8B at 128K: the span only, since which tool counts how is not recorded.
Message spreadOfTools();

/// Ways to count that land within that span: the cache of one user, and its prefill on one A100 80 GB. Evaluated, not
/// written down; empty where the catalogue lacks the model or the accelerator.
std::vector<Reading> cacheReadings(const Catalogue& catalogue);
std::vector<Reading> prefillReadings(const Catalogue& catalogue);

} // namespace longpeak
