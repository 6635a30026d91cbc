// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

// Where the users' caches are: HBM beside the weights, host DDR, or nowhere. The paper's policy (arXiv:2405.08944,
// section 2.4): the least recently served leaves first. Whole bytes, so that sums are exact.

namespace longpeak {

/// Users in an order, each at most once; every operation takes constant time.
class UserList {
public:
    explicit UserList(std::size_t users);
    bool isEmpty() const { return m_next.back() == m_end; }
    bool has(std::size_t user) const { return m_next[user] != none; }
    std::size_t front() const { return m_next.back(); }
    void append(std::size_t user);
    void remove(std::size_t user);

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::size_t m_end;                 ///< stands before the first and behind the last
    std::vector<std::size_t> m_next;   ///< one for each user, and one for the end
    std::vector<std::size_t> m_before; ///< the same
};

class CacheStore {
public:
    enum class Place { Nowhere, Hbm, Host };

    /// What making room for a request moves over the host link.
    struct Moves {
        std::int64_t out = 0;
        std::int64_t in = 0;
        bool operator==(const Moves&) const = default;
    };

    /// Bytes for caches in HBM and in host DDR.
    CacheStore(std::size_t users, std::int64_t hbm, std::int64_t host, bool evicts);

    /// Room for a cache of `bytes` (not less than the user has); while the user is served it does not leave. Nothing
    /// happens, and nothing is returned, where those that are served leave too little.
    std::optional<Moves> admit(std::size_t user, std::int64_t bytes);
    /// The request is done: from now on the cache may leave, after those of everybody served before.
    void release(std::size_t user);
    /// The session is over.
    void free(std::size_t user);

    Place place(std::size_t user) const { return m_users[user].place; }
    std::int64_t hbmUsed() const { return m_hbmUsed; }
    std::int64_t hostUsed() const { return m_hostUsed; }
    std::int64_t hbm() const { return m_hbm; }
    /// In all so far. What went out has come back, was dropped from DDR, or is still there.
    std::int64_t wentOut() const { return m_out; }
    std::int64_t cameBack() const { return m_in; }
    std::int64_t droppedFromHost() const { return m_droppedFromHost; }
    /// Caches that left for DDR, and caches that were dropped.
    std::size_t switches() const { return m_switches; }
    std::size_t drops() const { return m_drops; }

private:
    struct User {
        Place place = Place::Nowhere;
        std::int64_t bytes = 0;
    };

    void evict(std::size_t user, Moves& moves);

    std::int64_t m_hbm;
    std::int64_t m_host;
    bool m_evicts;
    std::vector<User> m_users;
    UserList m_idle;   ///< in HBM and not served, the least recently served first
    UserList m_hosted; ///< in DDR, in the order in which they left
    std::int64_t m_idleBytes = 0;
    std::int64_t m_hbmUsed = 0;
    std::int64_t m_hostUsed = 0;
    std::int64_t m_out = 0;
    std::int64_t m_in = 0;
    std::int64_t m_droppedFromHost = 0;
    std::size_t m_switches = 0;
    std::size_t m_drops = 0;
};

} // namespace longpeak
