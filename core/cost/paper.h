// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/estimate.h"

// The closed form of Yao Fu, "Challenges in Deploying Long-Context Transformers", arXiv:2405.08944 (2024).
// Assumptions: prefill is bound by peak FLOP/s and decode by HBM bandwidth at any length; a batch of one; no
// activations; tensor parallelism divides everything by g and costs nothing. Exact: cache and weight bytes.
// Calibrated: the attention coefficient A (see attentionCoefficient).

namespace longpeak {

/// Cache bytes of one user with `context` tokens: n · Σ L·H_kv·d · 2 · b_kv / compression.
Bytes paperCache(const Scenario& scenario, Tokens context);

/// Prefill of `context` tokens: (2·P·n + A·L·n²) / (g·C).
Seconds paperPrefill(const Scenario& scenario, Tokens context);

/// One decoded token with `context` tokens cached: (weights + KV(n)) / (g·B).
Seconds paperToken(const Scenario& scenario, Tokens context);

Estimate evaluatePaper(const Scenario& scenario);

} // namespace longpeak
