// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace longpeak {

/// The concept that a number belongs to, and that a mark of a figure stands for. One concept has one colour everywhere
/// (ui/theme).
enum class Role {
    Weights,
    Cache, ///< and who has room for one: ceilings, the longest context
    Activations,
    Prefill,
    Decode,
    Switch,
    Thinking,
    Waiting,
    Limit,
    Neutral, ///< of no concept: what the hardware has, a crossing, another model
    Sessions ///< of the deployment as a whole: throughput and its cost
};

} // namespace longpeak
