// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/estimate.h"

#include <vector>

// The closed form of Yao Fu, "Challenges in Deploying Long-Context Transformers", arXiv:2405.08944 (2024).
// Assumptions: prefill is bound by peak FLOP/s and decode by HBM bandwidth at any length; no activations; tensor
// parallelism divides everything by g and costs nothing. Exact: cache and weight bytes. Calibrated: the attention
// coefficient A (see attentionCoefficient).
// The paper speaks of dense models, full attention and a batch of one. Carried on from there: experts that a token does
// not use cost no FLOP and are not read; n² is of the layers that see every token; a batch reads the weights once.

namespace longpeak {

/// A scenario's closed form with everything gathered that does not depend on the context.
class PaperModel {
public:
    explicit PaperModel(const Case& scenario);

    Bytes weights() const { return m_weights; }
    /// No activations; what of a cache is compressed only after the prefill has to be there during it.
    Bytes activations(Tokens context) const { return uncompressed(context); }
    Bytes uncompressed(Tokens context) const { return (cache(context) - m_state) * m_untilPrefilled; }
    /// Cache and state of one user: n · Σ L·H_kv·d · 2 · b_kv / compression.
    Bytes cache(Tokens context) const;
    BytesPerToken cachePerToken() const { return m_cachePerToken; }
    /// Prefill of `asked` tokens on a cache of `cached`: the growth of (2·P·n + A·L·n²) / (g·C), in its two parts.
    Seconds prefillFixed(Tokens asked) const;
    Seconds prefillGrowing(Tokens cached, Tokens asked) const;
    /// `steps` decode steps of `users` users, the first of which sees `context` tokens: each (weights + users · KV(n)) /
    /// (g·B), in its two parts; the weights' of a single step.
    Seconds decodeFixed(double users) const;
    Seconds decodeGrowing(Tokens context, double steps, double users) const;

    Prefill prefillTerms(Tokens context) const;
    Decode decodeTerms(Tokens context) const;

private:
    Flop attentionFlop(Tokens context) const;
    /// Cache bytes read by `steps` steps of one user, the first of which sees `context` tokens.
    Bytes cacheRead(Tokens context, double steps) const;
    /// Weights that a step of that many users reads.
    Bytes weightsRead(double users) const;

    void gather(const Case& scenario, double parameters);
    /// Elements of the routed experts that a pass over `tokens` tokens leaves alone.
    double restingElements(double tokens) const;

    /// Layers that cache tokens.
    struct Caching {
        double elements; ///< of one token, in all of them
        double window;   ///< 0 = none
    };
    /// Layers with routed experts.
    struct Routing {
        double layers;
        double experts;
        double active;
        double elements; ///< of the experts of one layer
    };

    std::vector<Caching> m_caching;
    std::vector<Routing> m_routing;
    double m_touchable = 0; ///< elements that a pass reads in which no expert rests
    double m_batch;
    bool m_hasWindows = false;
    double m_expertBytes;    ///< of an element, P over the counted parameters included
    double m_cacheBytes;     ///< of an element as it is kept
    double m_readBytes;      ///< of an element as it is read
    double m_untilPrefilled; ///< of the cache as kept, what a prefill needs beside it
    Bytes m_weights;
    Bytes m_state;
    BytesPerToken m_cachePerToken;
    double m_linear = 0;        ///< FLOP per token
    double m_quadratic = 0;     ///< FLOP per token squared in decode
    double m_prefillLinear = 0; ///< the same in prefill, for each token before any is dropped
    double m_prefillQuadratic = 0;
    double m_ridge; ///< FLOP per byte
    FlopPerSecond m_flops;
    BytesPerSecond m_reads;
};

} // namespace longpeak
