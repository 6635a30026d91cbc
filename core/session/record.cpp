// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/record.h"

#include "quantity/format.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak {
namespace {

constexpr std::size_t maximumSamples = 1'000'000;
constexpr std::size_t maximumWork = 400'000;
constexpr std::size_t maximumOccupancies = 400'000;

} // namespace

std::string_view nameOf(Activity activity) {
    static constexpr std::array names{"wait", "switch_out", "switch_in", "prefill", "recompute", "decode", "think"};
    return names[static_cast<std::size_t>(activity)];
}

double Distribution::percentile(double fraction) const {
    if (sorted.empty()) return std::numeric_limits<double>::quiet_NaN();
    const double rank = std::ceil(fraction * static_cast<double>(sorted.size()));
    return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

Text Simulation::thinned() const {
    std::vector<Text> said;
    if (endedEarly)
        said.push_back(LP_TEXT("session", "Simulated for %1 only: so many requests are the limit.")(
            amount(horizon.si(), Unit::Seconds)));
    if (everyUser > 1) said.push_back(LP_TEXT("session", "Phases are kept of one user in %1.")(plainAmount(everyUser)));
    if (phasesUntil < horizon)
        said.push_back(LP_TEXT("session", "Phases are kept up to %1.")(amount(phasesUntil.si(), Unit::Seconds)));
    if (keptUntil < horizon)
        said.push_back(LP_TEXT("session", "The work of the GPU and of the host link, and memory, are kept up to %1.")(
            amount(keptUntil.si(), Unit::Seconds)));
    if (firstToken.sorted.size() < firstToken.count)
        said.push_back(LP_TEXT("session", "Percentiles are of a sample of the requests."));
    return Text::joined(std::move(said), " ");
}

void Record::Samples::add(double value) {
    sum += value;
    if (count++ % every != 0) return;
    if (kept.size() == maximumSamples) { // every second of them stays
        for (std::size_t i = 0; 2 * i < kept.size(); ++i) kept[i] = kept[2 * i];
        kept.resize(kept.size() / 2);
        every *= 2;
        if ((count - 1) % every != 0) return;
    }
    kept.push_back(value);
}

Distribution Record::Samples::take() {
    Distribution out{.sorted = std::move(kept), .count = count};
    if (count > 0) out.mean = sum / static_cast<double>(count);
    std::ranges::sort(out.sorted);
    return out;
}

Record::Record(const Case& scenario, const SimulationOptions& options, double horizon)
    : m_horizon(horizon), m_maximum(options.maximumPhases), m_only(options.endsWithWatched ? options.watched : -1),
      m_users(static_cast<std::size_t>(scenario.session.users)) {
    m_out.users = static_cast<int>(scenario.session.users);
}

void Record::begin(int user, Activity activity, double time, int round, int session) {
    Current& current = m_users[static_cast<std::size_t>(user)];
    if (current.here) keep(user, current, time);
    current = {activity, time, round, session, true};
}

void Record::keep(int user, const Current& current, double end) {
    const double start = current.since;
    const double last = std::min(end, m_horizon);
    if (last <= start) return;
    if (user % m_out.everyUser != 0 || (m_only >= 0 && user != m_only)) return;
    if (m_out.phases.size() >= m_maximum) {
        if (m_out.everyUser >= m_out.users) {
            m_out.phasesUntil = std::min(m_out.phasesUntil, Seconds(start));
            return;
        }
        m_out.everyUser *= 2;
        std::erase_if(m_out.phases, [this](const UserPhase& phase) { return phase.user % m_out.everyUser != 0; });
        if (user % m_out.everyUser != 0) return;
    }
    m_out.phases.push_back({user, current.activity, Seconds(start), Seconds(last), current.round, current.session});
}

void Record::finish(double time) {
    for (std::size_t user = 0; user < m_users.size(); ++user)
        if (m_users[user].here) keep(static_cast<int>(user), m_users[user], time);
}

void Record::work(std::vector<Task>& lane, Activity activity, double start, double end, int users) {
    if (end <= start) return;
    if (!lane.empty() && lane.back().activity == activity && lane.back().end.si() == start) {
        lane.back().end = Seconds(end);
        lane.back().users = std::max(lane.back().users, users);
        return;
    }
    if (lane.size() == maximumWork) return lose(start);
    lane.push_back({activity, Seconds(start), Seconds(end), users});
}

void Record::gpu(Activity activity, double start, double end, int users) {
    const double last = std::min(end, m_horizon);
    m_gpuBusy += std::max(0.0, last - start);
    work(m_out.gpu, activity, start, last, users);
}

void Record::link(Activity activity, double start, double end) {
    const double last = std::min(end, m_horizon);
    m_linkBusy += std::max(0.0, last - start);
    work(m_out.link, activity, start, last, 1);
}

void Record::occupancy(double time, double hbm, double host) {
    m_out.hbmPeak = std::max(m_out.hbmPeak, Bytes(hbm));
    m_out.hostPeak = std::max(m_out.hostPeak, Bytes(host));
    const Occupancy now{Seconds(time), Bytes(hbm), Bytes(host)};
    if (!m_out.occupancy.empty() && m_out.occupancy.back().time == now.time)
        m_out.occupancy.back() = now;
    else if (m_out.occupancy.size() < maximumOccupancies)
        m_out.occupancy.push_back(now);
    else
        lose(time);
}

void Record::answered(double wait, double firstToken, double perToken) {
    m_wait.add(wait);
    m_firstToken.add(firstToken);
    m_perToken.add(perToken);
    ++m_out.requests;
}

Simulation Record::take(double horizon) {
    m_out.horizon = Seconds(horizon);
    m_out.throughput = PerSecond(m_out.sessions / horizon);
    m_out.firstToken = m_firstToken.take();
    m_out.perToken = m_perToken.take();
    m_out.wait = m_wait.take();
    m_out.gpuBusy = m_gpuBusy / horizon;
    m_out.linkBusy = m_linkBusy / horizon;
    m_out.meanUsers = m_out.residence.si() / horizon;
    std::ranges::sort(m_out.phases, {}, [](const UserPhase& p) { return std::pair(p.start, p.user); });
    return std::move(m_out);
}

} // namespace longpeak
