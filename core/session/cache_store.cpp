// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/cache_store.h"

namespace longpeak {

UserList::UserList(std::size_t users) : m_end(users), m_next(users + 1, none), m_before(users + 1, none) {
    m_next[m_end] = m_before[m_end] = m_end;
}

void UserList::append(std::size_t user) {
    const std::size_t last = m_before[m_end];
    m_next[last] = user;
    m_before[user] = last;
    m_next[user] = m_end;
    m_before[m_end] = user;
}

void UserList::remove(std::size_t user) {
    m_next[m_before[user]] = m_next[user];
    m_before[m_next[user]] = m_before[user];
    m_next[user] = m_before[user] = none;
}

CacheStore::CacheStore(std::size_t users, std::int64_t hbm, std::int64_t host, bool evicts)
    : m_hbm(hbm), m_host(host), m_evicts(evicts), m_users(users), m_idle(users), m_hosted(users) {}

std::optional<CacheStore::Moves> CacheStore::admit(std::size_t user, std::int64_t bytes) {
    User& own = m_users[user];
    const bool isHere = own.place == Place::Hbm;
    const std::int64_t needed = bytes - (isHere ? own.bytes : 0);
    const std::int64_t ownIdle = m_idle.has(user) ? own.bytes : 0;
    const std::int64_t evictable = m_evicts ? m_idleBytes - ownIdle : 0;
    if (m_hbm - m_hbmUsed + evictable < needed) return {};
    Moves moves;
    if (m_idle.has(user)) {
        m_idle.remove(user);
        m_idleBytes -= own.bytes;
    }
    const bool returns = own.place == Place::Host;
    if (returns) m_hosted.remove(user); // not to be dropped to make room for those that leave
    while (m_hbm - m_hbmUsed < needed) evict(m_idle.front(), moves);
    if (returns) {
        moves.in = own.bytes;
        m_in += own.bytes;
        m_hostUsed -= own.bytes;
    }
    m_hbmUsed += needed;
    own = {Place::Hbm, bytes};
    return moves;
}

void CacheStore::evict(std::size_t user, Moves& moves) {
    User& leaving = m_users[user];
    m_idle.remove(user);
    m_idleBytes -= leaving.bytes;
    m_hbmUsed -= leaving.bytes;
    while (m_hostUsed + leaving.bytes > m_host && !m_hosted.isEmpty()) {
        const std::size_t dropped = m_hosted.front();
        m_hosted.remove(dropped);
        m_hostUsed -= m_users[dropped].bytes;
        m_droppedFromHost += m_users[dropped].bytes;
        m_users[dropped] = {};
        ++m_drops;
    }
    if (m_hostUsed + leaving.bytes > m_host) {
        leaving = {};
        ++m_drops;
        return;
    }
    leaving.place = Place::Host;
    m_hosted.append(user);
    m_hostUsed += leaving.bytes;
    m_out += leaving.bytes;
    moves.out += leaving.bytes;
    ++m_switches;
}

void CacheStore::release(std::size_t user) {
    m_idle.append(user);
    m_idleBytes += m_users[user].bytes;
}

void CacheStore::free(std::size_t user) {
    User& own = m_users[user];
    if (m_idle.has(user)) {
        m_idle.remove(user);
        m_idleBytes -= own.bytes;
    }
    m_hbmUsed -= own.bytes;
    own = {};
}

} // namespace longpeak
