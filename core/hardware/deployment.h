// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "hardware/accelerator.h"
#include "quantity/quantity.h"

#include <cmath>
#include <optional>

// What a model runs on: accelerators, what joins them, and how the work is spread over them. Whoever needs FLOP/s, bytes,
// bandwidth or a collective of more than one GPU asks here, so that a further way of spreading is worked out once.
//
// Today a model stands on groups in tensor parallel (arXiv:1909.08053), and costs are those of one group. To come, each
// as a further member of Plan that these answers take into account: stages of a pipeline, a user's cache cut along its
// tokens over the GPUs of a group (decode-context parallelism), nodes joined by a network, and tiers of memory behind the
// host's.

namespace longpeak {

/// What "80 GB" means.
enum class Capacity {
    Device, ///< bytes that the device reports
    Nominal ///< the number on the box, decimal
};

/// What the user set differently from the chosen accelerator. Choosing another accelerator forgets them.
struct AcceleratorOverrides {
    std::optional<FlopPerSecond> flops;
    std::optional<BytesPerSecond> bandwidth;
    std::optional<Bytes> memory;
    std::optional<BytesPerSecond> link;
    std::optional<BytesPerSecond> interconnect;
    std::optional<DollarsPerSecond> price;
    bool operator==(const AcceleratorOverrides&) const = default;
};

/// Where an accelerator's host link is not published: the line rate of PCIe 4.0 x16, an assumption.
inline constexpr BytesPerSecond assumedHostLink{32e9};

/// How the work is spread: a group of `tensor` GPUs holds the weights once, and there are `promptGroups` · `userGroups`
/// such groups. All are whole numbers of at least 1.
struct Plan {
    double tensor = 1;         ///< g: matrices and heads are divided between so many GPUs
    double promptGroups = 1;   ///< groups that each take a part of every prompt's tokens and wait for no other one
    double userGroups = 1;     ///< groups that serve users of their own
    bool wholeExperts = false; ///< routed experts stand on the GPUs of all user groups, not in each group again
    bool operator==(const Plan&) const = default;

    /// All of them.
    double gpus() const { return promptGpus() * userGroups; }
    /// Those that work on one user's prompt.
    double promptGpus() const { return tensor * promptGroups; }
    /// A group's part of a prompt.
    double promptShare() const { return 1.0 / promptGroups; }

    /// What one GPU has of an amount that its group divides evenly: matrices, and what goes through them.
    template <typename Amount>
    Amount share(Amount ofGroup) const {
        return ofGroup / tensor;
    }
    /// What a group has where each of its GPUs has that much, copies counted as often as they are held.
    template <typename Amount>
    Amount ofGroup(Amount ofEach) const {
        return ofEach * tensor;
    }
    /// Heads that a GPU works on: a head is not divided, so at least one.
    double heads(double all) const { return std::ceil(all / tensor); }
    /// The part of a cache of so many KV heads that one GPU holds. Where there are more GPUs than heads, several hold the
    /// same one: together ofGroup(cacheShare(heads)) copies of the cache. 1 where a cache has no heads.
    double cacheShare(double kvHeads) const { return kvHeads == 0 ? 1.0 : heads(kvHeads) / kvHeads; }
};

/// A ring all-reduce between the GPUs of a group: a reduce-scatter and an all-gather of g − 1 steps each, in which a GPU
/// passes on 1/g of what is reduced (Patarasuk and Yuan 2009, doi:10.1016/j.jpdc.2008.09.002). Of one GPU: nothing.
struct AllReduce {
    double steps = 0;     ///< 2(g − 1)
    double traffic = 0;   ///< 2(g − 1)/g: bytes that cross each GPU's link for a byte that is reduced
    double bandwidth = 1; ///< of each GPU's link, one direction, bytes/s
    double latency = 0;   ///< of a step, seconds

    /// Bytes that cross each GPU's link.
    double bytes(double reduced) const { return traffic * reduced; }
    /// Seconds of `count` all-reduces in which that many bytes cross each GPU's link in all.
    double seconds(double crossing, double count) const { return crossing / bandwidth + count * steps * latency; }
};

/// Rates and sizes are SI, at the theoretical peak; `efficiency` is the fraction of it that is reached, in (0, 1].
struct Deployment {
    Accelerator accelerator;
    AcceleratorOverrides overrides;
    Plan plan;
    Seconds hopLatency;     ///< of each step of a collective between GPUs
    Bytes hostMemory{1e12}; ///< D, of the whole host
    bool operator==(const Deployment&) const = default;

    // Of one GPU: what was set by hand, else the data sheet's.

    /// C for that number format, and the format that really runs.
    UsedPeak peak(Dtype compute) const;
    /// B
    BytesPerSecond memoryBandwidth() const;
    /// M
    Bytes memory(Capacity convention) const;
    /// B_link, one direction.
    BytesPerSecond hostLink() const;
    /// To the other GPUs, one direction: the device link, else the host link.
    BytesPerSecond deviceLink() const;
    /// Rent; absent when neither set nor known.
    std::optional<DollarsPerSecond> price() const;
    /// C / B: below it an operation is bound by memory bandwidth.
    FlopPerByte ridge(Dtype compute) const;

    // Of a group, its GPUs together.

    FlopPerSecond groupFlops(Dtype compute, double efficiency = 1.0) const;
    BytesPerSecond groupBandwidth(double efficiency = 1.0) const;
    /// `utilisation`: the fraction that weights and caches can have.
    Bytes groupMemory(Capacity convention, double utilisation) const;
    BytesPerSecond groupHostLink(double efficiency = 1.0) const;
    /// Time to move so many bytes of the group to its host, or back.
    Seconds toHost(Bytes bytes, double efficiency = 1.0) const;
    AllReduce allReduce(double efficiency) const;

    /// Of all GPUs.
    std::optional<DollarsPerSecond> rent() const;
};

} // namespace longpeak
