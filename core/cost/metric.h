// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/bound.h"
#include "cost/estimate.h"
#include "cost/role.h"
#include "quantity/format.h"
#include "text/text.h"

#include <optional>
#include <span>
#include <string_view>

// The numbers of an estimate, each declared once: what it is called, what it is about, how it is made. Listings, menus,
// sweeps, maps, comparisons, sensitivities, figures and explanations all come from these rows.

namespace longpeak {

struct Explanation;
struct FormulaNumbers;

/// The part of a listing that a number stands in.
enum class MetricSection { Memory, Prefill, Decode, Switch, Roofline, Sessions, Cost, Model };

/// "Context switch": the section's title.
Message sectionName(MetricSection section);

/// Which of two values one would rather have.
enum class Better {
    Less,   ///< times, bytes that are used, dollars
    More,   ///< users, throughput, room
    Neither ///< a fact that is no merit: the size of the model, the ridge point
};

/// What must be so that a number says something.
enum class MetricNeeds {
    Nothing,
    Service, ///< somebody is served: one user fits
    Price    ///< the same, and a price of the accelerators
};

using MetricValue = double (*)(const Case&, const Estimate&);
using MetricBound = std::optional<Bound> (*)(const Case&, const Estimate&);
using MetricExplanation = Explanation (*)(const FormulaNumbers&);

/// One number of an estimate, under the key that the command line, sweeps and figures know it by.
struct Metric {
    std::string_view key; ///< "prefill_s"
    Message label;
    MetricSection section;
    Role role;
    Better better;
    Unit unit;
    Message help;
    MetricValue exact;            ///< SI. Where it is told in whole ones, before it is floored: what changes and maps
                                  ///< of it are computed from, for whole ones jump
    bool isFloored = false;       ///< told in whole ones, 0 at least
    Depth depth = Depth::Instant; ///< of the estimate that it needs
    MetricNeeds needs = MetricNeeds::Nothing;
    PassKind pass = PassKind::Decode;        ///< whose bound a map of it shows
    MetricBound bound = nullptr;             ///< what bounds it; nullptr or nothing where nothing does
    std::string_view boundWord = {};         ///< key of that in `evaluate --json`, where it has one of its own
    MetricExplanation explanation;           ///< by the paper's model
    MetricExplanation byOperators = nullptr; ///< by the operators model; nullptr = as the paper's

    /// As it is told.
    double value(const Case& scenario, const Estimate& estimate) const { return told(exact(scenario, estimate)); }
    /// The number that an exact value is told as.
    double told(double exactValue) const;
    /// Why it has no value that could be compared with another scenario's: "not one user fits"; empty where it has one.
    Text missing(const Case& scenario, const Estimate& estimate) const;
    /// What bounds it; nothing where nothing does.
    std::optional<Bound> boundOf(const Case& scenario, const Estimate& estimate) const {
        return bound == nullptr ? std::nullopt : bound(scenario, estimate);
    }
};

/// All metrics, in the order in which `evaluate` prints them.
std::span<const Metric> metrics();

/// The row of that key, or nullptr.
const Metric* findMetric(std::string_view key);

/// The keys of rows that something else than a list of all asks for: the only way to name one. A test sees that each has
/// its row.
namespace metricKey {

inline constexpr std::string_view weights = "weights_bytes";
inline constexpr std::string_view cachePerToken = "kv_bytes_per_token";
inline constexpr std::string_view cachePerUser = "kv_bytes_per_user";
inline constexpr std::string_view activations = "activation_bytes";
inline constexpr std::string_view hbm = "hbm_bytes";
inline constexpr std::string_view hbmUsed = "hbm_used_bytes";
inline constexpr std::string_view ceiling = "ceiling_users";
inline constexpr std::string_view exactCeiling = "ceiling_users_exact";
inline constexpr std::string_view longestContext = "max_context_tokens";
inline constexpr std::string_view prefillFlop = "prefill_flop";
inline constexpr std::string_view prefill = "prefill_s";
inline constexpr std::string_view decodeBytes = "decode_bytes";
inline constexpr std::string_view decode = "decode_s_per_token";
inline constexpr std::string_view outputToken = "tpot_s";
inline constexpr std::string_view answer = "answer_s";
inline constexpr std::string_view contextSwitch = "switch_s";
inline constexpr std::string_view recompute = "recompute_s";
inline constexpr std::string_view ridge = "ridge_flop_per_byte";
inline constexpr std::string_view sessionTime = "session_gpu_s";
inline constexpr std::string_view throughput = "sessions_per_hour_bound";
inline constexpr std::string_view throughputWithSwitches = "sessions_per_hour_with_switches";
inline constexpr std::string_view sessionCost = "dollars_per_session";
inline constexpr std::string_view modelSize = "model_parameters";
inline constexpr std::string_view activeSize = "model_active_parameters";

} // namespace metricKey

} // namespace longpeak
