// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/estimate.h"
#include "cost/series.h"
#include "text/text.h"

#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// A roofline over every operator of the architecture (Williams, Waterman, Patterson 2009): a pass takes the sum over its
// operators of max(FLOP / peak, bytes / bandwidth), plus the collectives between GPUs.
//
// Exact: the shape, the multiply-adds of every matrix, the pairs of attention, weights, caches and states.
// Assumptions, each on the side of the hardware's peak, so that a prediction bounds what can be measured:
//   activations are 16 bit; residual additions, rotary embedding, softmax and gates are fused into their neighbours, so
//   that a norm reads and writes the residual stream once and nothing else is moved between operators but their inputs
//   and outputs; scores never leave the chip (FlashAttention, arXiv:2205.14135), and `attentionBlock` queries share one
//   read of keys and values: 1024 by default, eight blocks of 128 rows that read through one L2 cache. (At 128 alone
//   multi-head attention on an H100 could not pass 429 TFLOP/s; FlashAttention-3, arXiv:2407.08608, reaches 740.)
//   Queries of a block select the same tokens where attention is sparse. (Were they all different, prefill of 128K on an
//   H800 would take 3.1 µs a query and layer; FlashMLA's sparse kernel at its 640 TFLOP/s needs 0.9.)
//   Tensor parallelism (arXiv:1909.08053) divides all weights evenly. Heads are whole: a GPU holds at least one KV head
//   with its cache, and a latent or an index key is held by every GPU. Two ring all-reduces a layer, not overlapped.
//   Latent attention is expanded in prefill and absorbed in decode (arXiv:2405.04434, arXiv:2412.19437); the latents of
//   earlier chunks are not expanded again. A recurrence costs its update and read-out once a token.
// One is on the other side: attention in chunks is counted as a window, which sees up to twice as much.
// The efficiency of prefill scales the peak FLOP/s and that of decode the HBM bandwidth, in both phases.

namespace longpeak {

struct AttentionHeads;
struct AttentionKindRow;

enum class OperatorKind {
    Embedding,   ///< a gather of rows
    Norms,       ///< bytes only
    Projections, ///< into queries, keys, values, latents, gates, indexers, or a recurrence
    Attention,   ///< scores and values over what is cached
    Indexer,     ///< of sparse attention: scores every earlier token
    Recurrence,  ///< update and read-out of the state
    Output,      ///< from heads back to the residual stream
    FeedForward, ///< dense blocks, shared experts included
    Router,      ///< choice of experts, with the projections of latent experts
    Experts,     ///< routed
    Head,        ///< LM head
    Collectives  ///< all-reduces between GPUs
};

/// "attention", "routed experts": for people.
Message operatorName(OperatorKind kind);

/// An operator in all layers of a group and all passes of a prefill, or in one decode step. FLOP and bytes are of the
/// whole deployment, bytes of collectives those that cross the links.
struct Operator {
    OperatorKind kind = OperatorKind::Embedding;
    int group = -1; ///< index into Architecture::groups; -1 = of the model as a whole
    Flop flop;
    Bytes bytes;
    Seconds time;
    Bound bound = Bound::MemoryBandwidth;

    FlopPerByte intensity() const { return flop / bytes; }
};

/// A scenario's operators with everything gathered that does not depend on the context.
class OperatorModel {
public:
    explicit OperatorModel(const Case& scenario);

    Bytes weights() const { return Bytes(m_plan.ofGroup(m_weights)); }
    /// Peak live bytes of a pass over a prompt of `context` tokens, or of a decode step; and what of its cache is
    /// compressed only after the prefill.
    Bytes activations(Tokens context) const;
    Bytes uncompressed(Tokens context) const;
    /// Cache and state of one user on all GPUs, with what is replicated.
    Bytes cache(Tokens context) const;
    BytesPerToken cachePerToken() const { return BytesPerToken(m_plan.ofGroup(m_cachePerToken)); }
    /// Prefill of `asked` tokens on a cache of `cached`, in two parts: what does not depend on the cache, and the rest.
    Seconds prefillFixed(Tokens asked) const;
    Seconds prefillGrowing(Tokens cached, Tokens asked) const;
    /// `steps` decode steps of `users` users, the first of which sees `context` tokens, in the same two parts; the fixed
    /// one of a single step.
    Seconds decodeFixed(double users) const;
    Seconds decodeGrowing(Tokens context, double steps, double users) const;

    Prefill prefillTerms(Tokens context) const;
    Decode decodeTerms(Tokens context) const;
    std::vector<Operator> prefillList(Tokens context) const;
    std::vector<Operator> decodeList(Tokens context) const;

private:
    /// An operator whose cost does not depend on what is cached; per layer, and per GPU.
    struct Fixed {
        OperatorKind kind;
        int group;
        double layers;
        double flopPerToken = 0;
        double weightBytes = 0;
        double bytesPerToken = 0;
        double bytesPerUser = 0; ///< states
        double activeShare = 0;  ///< of routed experts that one token uses; 0 = the weights are read whole
        double logResting = 0;   ///< logarithm of the share that it leaves alone
    };
    /// Attention, or an indexer; per layer, and per GPU.
    struct Growing {
        OperatorKind kind;
        int group;
        double layers;
        double flopPerPair = 0;   ///< in prefill
        double flopPerCached = 0; ///< in decode
        double readPerPrefilled = 0;
        double readPerCached = 0;     ///< in decode
        double bytesPerPrefilled = 0; ///< queries, outputs, and what is written to the cache
        double bytesPerToken = 0;     ///< the same in decode
        double seen = 0;              ///< most tokens that a query attends to
        double window = 0;            ///< 0 = none
    };
    struct Pass {
        double users = 1;
        double tokens = 1; ///< of each user
        double head = 0;   ///< positions of each user for which the head is computed
    };
    struct Cost {
        double flop = 0; ///< per GPU, as the bytes
        double bytes = 0;
        RoofTimes times;
        double link = 0; ///< seconds of collectives
        double time() const { return times.slower + link; }
        void add(const Cost& other);
    };
    struct Total;

    void addGroup(const LayerGroup& group, int index, const AttentionKindRow& kind, const AttentionHeads& heads,
                  const Case& scenario);
    void addAttention(const LayerGroup& group, int index, const AttentionHeads& of, const Case& scenario);
    void addRecurrence(const LayerGroup& group, int index);
    void addIndexer(const Attention& attention, int index, double layers, const Case& scenario);
    void addFeedForward(const LayerGroup& group, int index, const Case& scenario);
    void addMatrices(OperatorKind kind, int group, double layers, double elements, double weightBytes, double width);
    /// `of`: the heads of what attends; of no size elsewhere.
    void addCache(const LayerGroup& group, const AttentionKindRow& kind, const AttentionHeads& of,
                  const Case& scenario);
    double livePerToken(const LayerGroup& group, const AttentionHeads& of) const;
    /// Tokens of a request that are left for the prefill: whole ones.
    double prompt(double tokens) const { return m_promptRatio == 1.0 ? tokens : std::ceil(tokens / m_promptRatio); }

    double readShare(const Fixed& op, double tokens) const;
    Cost costOf(const Fixed& op, const Pass& pass, double count) const;
    Cost costOf(const Growing& op, double cached, double tokens, double count) const;
    Cost decodeCostOf(const Growing& op, double context, double users, double count) const;
    double pairs(const Growing& op, double cached, double tokens) const;
    double reads(const Growing& op, double cached, double tokens) const;
    double blockOf(double tokens) const;
    static double blockLimit(const Growing& op, double queries);
    template <typename Take>
    void forPrefillFixed(double asked, Take take) const;
    template <typename Take>
    void forPrefillGrowing(double cached, double asked, Take take) const;
    template <typename Take>
    void forDecodeFixed(double users, Take take) const;
    template <typename Take>
    void forDecodeGrowing(double context, double steps, double users, Take take) const;
    Operator described(OperatorKind kind, int group, const Cost& cost) const;

    Conventions m_conventions;
    Plan m_plan;
    double m_hidden;
    double m_batch;
    double m_chunk;
    double m_flops;     ///< per GPU, per second
    double m_bandwidth; ///< per GPU
    double m_secondsPerFlop;
    double m_secondsPerByte;
    AllReduce m_allReduce;
    double m_weightBytes; ///< of an element
    double m_weights = 0; ///< per GPU
    double m_cachePerToken = 0;
    struct Bounded {
        double window;
        double bytesPerToken;
    };
    std::vector<Bounded> m_bounded; ///< caches that stop growing
    double m_state = 0;
    double m_untilPrefilled; ///< of the cache as kept, what a prefill needs beside it
    double m_promptRatio;    ///< of a prompt over what of it goes through the prefill
    double m_livePerToken = 0;
    double m_livePerHead = 0;
    std::vector<Fixed> m_fixed;
    std::vector<Growing> m_growing;
};

} // namespace longpeak
