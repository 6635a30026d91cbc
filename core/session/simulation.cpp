// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/simulation.h"

#include "quantity/format.h"
#include "session/cache_store.h"
#include "session/record.h"
#include "session/rounds.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <queue>
#include <random>
#include <tuple>

namespace longpeak {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double maximumSlices = 128; ///< stops of one prefill for the answers of others
constexpr std::int64_t plenty = std::int64_t{1} << 60;

struct User {
    int round = 0;
    int session = 0;
    double asked = 0;    ///< when the request that waits or is served came
    double waited = 0;   ///< seconds that it was neither switched nor served
    double served = 0;   ///< when its prefill began
    double first = 0;    ///< when its first token came
    double thought = 0;  ///< seconds in this session
    bool isOpen = false; ///< has asked and has no whole answer yet
};

/// Earliest on top.
struct Wake {
    double time;
    int user;
    bool operator<(const Wake& other) const { return std::tie(time, user) > std::tie(other.time, other.user); }
};

/// Who is served first on top.
struct Waiting {
    double key; ///< by the schedule
    double asked;
    int user;
    bool operator<(const Waiting& other) const {
        return std::tie(key, asked, user) > std::tie(other.key, other.asked, other.user);
    }
};

/// An answer in work.
struct Decoding {
    double last; ///< step after which it is complete
    int user;
    bool operator<(const Decoding& other) const { return std::tie(last, user) > std::tie(other.last, other.user); }
};

/// A request whose cache has its room.
struct Admitted {
    int user;
    double ready; ///< when its cache is there
    bool recompute;
};

class Simulator {
public:
    Simulator(const Case& scenario, const SimulationOptions& options, const Estimate& estimate);

    Simulation run(const std::stop_token& cancel);

private:
    void wake(double until);
    double drawThink();
    void admitNext();
    bool admit(int number);
    std::priority_queue<Waiting>* nextQueue();
    void prefill();
    void decode(double limit, double most);
    void emitTokens(double steps, double base);
    void startAnswer(int number);
    void finishAnswers();
    void occupancy() {
        m_record.occupancy(m_now, m_fixedBytes + static_cast<double>(m_memory.hbmUsed()),
                           static_cast<double>(m_memory.hostUsed()));
    }
    User& user(int number) { return m_users[static_cast<std::size_t>(number)]; }
    bool hasSlot() const { return m_answers.size() + (m_prefilling ? 1 : 0) < m_slots; }
    Simulation take();

    const Case& m_scenario;
    const SimulationOptions& m_options;
    double m_horizon;
    Rounds m_rounds;
    double m_linkRate; ///< bytes a second
    double m_fixedBytes;
    std::size_t m_slots;
    bool m_overlaps;
    CacheStore m_memory;
    std::mt19937_64 m_random;
    Record m_record;

    double m_now = 0;
    std::vector<User> m_users;
    std::priority_queue<Wake> m_asleep;
    std::priority_queue<Waiting> m_continuing; ///< with an earlier question of the session behind them
    std::priority_queue<Waiting> m_fresh;
    std::optional<Admitted> m_next; ///< to be prefilled next
    std::optional<int> m_prefilling;
    double m_prefilled = 0; ///< tokens of it, of those below
    double m_toPrefill = 0;
    double m_prefillFrom = 0;   ///< tokens cached before
    double m_linkFree = 0;      ///< from then on
    double m_changed = 0;       ///< when memory changed last
    std::vector<int> m_started; ///< answers without a token yet
    std::priority_queue<Decoding> m_answers;
    double m_step = 0;   ///< decode steps so far
    double m_growth = 0; ///< seconds that the next step spends on the caches of all answers
    double m_slope = 0;  ///< more with each step
    bool m_watching;
    double m_watchedStep = 0; ///< tokens of the answer so far
    double m_watchedLast = 0; ///< time of the last of them
    double m_answered = 0;
    double m_thought = 0; ///< seconds, in sessions that ended within the horizon
    bool m_done = false;
};

std::int64_t wholeBytes(double bytes) {
    return static_cast<std::int64_t>(std::clamp(std::floor(bytes), 0.0, static_cast<double>(plenty)));
}

std::int64_t cacheRoom(const Estimate& e, const SimulationOptions& options) {
    if (options.ignoresMemory) return plenty;
    return wholeBytes((e.memory.capacity - e.memory.weights - e.memory.activations).si());
}

Simulator::Simulator(const Case& scenario, const SimulationOptions& options, const Estimate& estimate)
    : m_scenario(scenario), m_options(options), m_horizon(options.endsWithWatched ? never : options.horizon.si()),
      m_rounds(scenario), m_linkRate(scenario.deployment.groupHostLink(scenario.efficiency.link).si()),
      m_fixedBytes((estimate.memory.weights + estimate.memory.activations).si()),
      m_slots(static_cast<std::size_t>(scenario.batch)), m_overlaps(scenario.policy.residency == Residency::Overlap),
      m_memory(static_cast<std::size_t>(scenario.session.users), cacheRoom(estimate, options),
               wholeBytes(scenario.deployment.hostMemory.si()), scenario.policy.residency != Residency::Never),
      m_random(static_cast<std::uint64_t>(scenario.session.seed)), m_record(scenario, options, m_horizon),
      m_users(static_cast<std::size_t>(scenario.session.users)), m_watching(options.watched >= 0) {
    for (int i = 0; i < static_cast<int>(m_users.size()); ++i)
        m_asleep.push({static_cast<double>(i) * scenario.session.stagger.si(), i});
    occupancy();
}

double Simulator::drawThink() {
    const double mean = m_scenario.session.think.si();
    if (m_scenario.session.thinkTime == ThinkTime::Fixed) return mean;
    // Inverse transform on 53 bits, since the distributions of standard libraries differ.
    const double uniform = (static_cast<double>(m_random() >> 11) + 0.5) * 0x1.0p-53;
    return -mean * std::log(uniform);
}

/// Those whose time has come ask.
void Simulator::wake(double until) {
    while (!m_asleep.empty() && m_asleep.top().time <= until) {
        const Wake next = m_asleep.top();
        m_asleep.pop();
        User& asking = user(next.user);
        asking.asked = next.time;
        asking.isOpen = true;
        const bool isShortest = m_scenario.policy.schedule == Schedule::ShortestFirst;
        const Waiting waiting{isShortest ? m_rounds[asking.round].service : 0.0, next.time, next.user};
        (asking.round > 0 ? m_continuing : m_fresh).push(waiting);
        m_record.begin(next.user, Activity::Wait, next.time, asking.round, asking.session);
    }
}

/// The queue whose first is served next; nullptr where nobody waits.
std::priority_queue<Waiting>* Simulator::nextQueue() {
    if (m_continuing.empty()) return m_fresh.empty() ? nullptr : &m_fresh;
    if (m_fresh.empty() || m_scenario.policy.schedule == Schedule::DecodeFirst) return &m_continuing;
    return m_continuing.top() < m_fresh.top() ? &m_fresh : &m_continuing;
}

/// Gives the next request its room in HBM, and has its cache switched in. Nothing happens where it must wait.
void Simulator::admitNext() {
    if (m_next || (!m_overlaps && (m_prefilling || !hasSlot()))) return;
    auto* queue = nextQueue();
    if (queue == nullptr) return;
    if (!admit(queue->top().user)) {
        // Without swapping, room comes only from users who go on: they pass those who wait for it.
        if (m_scenario.policy.residency != Residency::Never || queue != &m_fresh || m_continuing.empty()) return;
        queue = &m_continuing;
        if (!admit(queue->top().user)) return;
    }
    queue->pop();
}

bool Simulator::admit(int number) {
    User& next = user(number);
    const auto index = static_cast<std::size_t>(number);
    const bool stays = m_scenario.policy.residency == Residency::Never;
    const RoundCost& round = m_rounds[next.round];
    const std::int64_t bytes = stays ? m_rounds[m_rounds.count() - 1].bytes : round.bytes;
    const bool recompute = next.round > 0 && m_memory.place(index) == CacheStore::Place::Nowhere;
    const auto moves = m_memory.admit(index, bytes);
    if (!moves) return false;
    const double out = static_cast<double>(moves->out) / m_linkRate;
    const double in = static_cast<double>(moves->in) / m_linkRate;
    // Beside the GPU's work the link may have begun before the GPU came to ask for it.
    const double start = m_overlaps ? std::max({m_linkFree, next.asked, m_changed}) : m_now;
    if (out > 0) m_record.begin(number, Activity::SwitchOut, start, next.round, next.session);
    if (in > 0) m_record.begin(number, Activity::SwitchIn, start + out, next.round, next.session);
    m_record.link(Activity::SwitchOut, start, start + out);
    m_record.link(Activity::SwitchIn, start + out, start + out + in);
    next.waited = start - next.asked;
    if (out + in > 0) {
        m_linkFree = start + out + in;
        if (m_overlaps) m_record.begin(number, Activity::Wait, m_linkFree, next.round, next.session);
    }
    m_next = {number, start + out + in, recompute};
    occupancy();
    m_changed = m_now;
    if (!m_overlaps) m_now = m_next->ready;
    return true;
}

/// A part of the prefill in work, and the tokens of the answers that come between it and the next.
void Simulator::prefill() {
    if (!m_prefilling) {
        User& next = user(m_next->user);
        const RoundCost& round = m_rounds[next.round];
        m_prefilling = m_next->user;
        m_prefilled = 0;
        m_prefillFrom = m_next->recompute ? 0.0 : round.cached.si();
        m_toPrefill = round.asked.si() + (m_next->recompute ? round.cached.si() : 0.0);
        next.served = m_now;
        next.waited += m_now - m_next->ready; // of differences between neighbouring events: equal times leave 0
        m_record.begin(*m_prefilling, m_next->recompute ? Activity::Recompute : Activity::Prefill, m_now, next.round,
                       next.session);
        m_next.reset();
    }
    const User& served = user(*m_prefilling);
    const bool recompute = m_toPrefill > m_rounds[served.round].asked.si();
    const double rest = m_toPrefill - m_prefilled;
    double chunks = 1;
    double tokens = rest;
    if (!m_answers.empty() && m_scenario.prefillChunk.si() > 0) {
        const double chunk = m_scenario.prefillChunk.si();
        chunks = std::ceil(std::ceil(m_toPrefill / chunk) / maximumSlices);
        tokens = std::min(rest, chunks * chunk);
    }
    const RoundCost& round = m_rounds[served.round];
    const double whole = recompute ? round.recompute : round.prefill;
    const double spent = tokens == m_toPrefill ? whole : m_rounds.prefill(m_prefillFrom + m_prefilled, tokens);
    m_record.gpu(recompute ? Activity::Recompute : Activity::Prefill, m_now, m_now + spent, 1);
    m_now += spent;
    m_prefilled += tokens;
    if (m_prefilled >= m_toPrefill)
        startAnswer(*m_prefilling);
    else
        decode(never, chunks);
}

void Simulator::startAnswer(int number) {
    const User& answered = user(number);
    const RoundCost& round = m_rounds[answered.round];
    m_prefilling.reset();
    m_answers.push({m_step + m_rounds.answer(), number});
    m_started.push_back(number);
    m_growth += round.firstGrowth;
    m_slope += round.growth;
    m_record.begin(number, Activity::Decode, m_now, answered.round, answered.session);
    if (number == m_options.watched) m_watchedStep = 0;
}

/// Decode steps of all answers: until the first is complete, `most` steps, or past `limit`.
void Simulator::decode(double limit, double most) {
    const double base = m_rounds.step(m_answers.size()) + m_growth;
    const auto time = [&](double steps) { return steps * base + m_slope * steps * (steps - 1.0) / 2.0; };
    double steps = std::min(m_answers.top().last - m_step, most);
    if (m_now + time(steps) > limit) { // the fewest that get there
        double low = 0;
        while (steps - low > 1.0) {
            const double middle = std::floor((low + steps) / 2.0);
            (m_now + time(middle) >= limit ? steps : low) = middle;
        }
    }
    for (const int number : m_started) user(number).first = m_now + time(1.0);
    m_started.clear();
    if (m_watching) emitTokens(steps, base);
    m_record.gpu(Activity::Decode, m_now, m_now + time(steps), static_cast<int>(m_answers.size()));
    m_now += time(steps);
    m_step += steps;
    m_growth += m_slope * steps;
    finishAnswers();
}

/// Tokens of the watched user that come with the next steps.
void Simulator::emitTokens(double steps, double base) {
    const User& watched = user(m_options.watched);
    const double answer = m_rounds.answer();
    const bool isAnswering = m_record.isAt(m_options.watched, Activity::Decode);
    if (!isAnswering || watched.session > 0) return;
    const double kept = std::max(1.0, std::floor(static_cast<double>(m_options.maximumTokens) / m_rounds.count()));
    const double every = std::ceil(answer / kept);
    const auto time = [&](double k) { return m_now + k * base + m_slope * k * (k - 1.0) / 2.0; };
    const double behind = std::fmod(m_watchedStep, every);
    for (double k = behind > 0 ? every - behind : 0.0; k < steps; k += every) {
        const bool isFirst = m_watchedStep + k == 0;
        const double before = isFirst ? watched.asked : k == 0 ? m_watchedLast : time(k);
        m_record.token({Seconds(time(k + 1.0)), Seconds(time(k + 1.0) - before), isFirst, watched.round});
    }
    m_watchedLast = time(steps);
    m_watchedStep += steps;
}

void Simulator::finishAnswers() {
    while (!m_answers.empty() && m_answers.top().last <= m_step) {
        const int number = m_answers.top().user;
        m_answers.pop();
        User& done = user(number);
        const RoundCost& round = m_rounds[done.round];
        const double answer = m_rounds.answer();
        m_growth -= round.firstGrowth + answer * round.growth;
        m_slope -= round.growth;
        if (m_now <= m_horizon) {
            const double gap = answer > 1.0 ? (m_now - done.first) / (answer - 1.0) : m_now - done.served;
            m_record.answered(done.waited, done.first - done.asked, gap);
        }
        m_record.out().residence += Seconds(std::min(m_now, m_horizon) - done.asked);
        if (++m_answered >= m_options.maximumRequests) m_done = true;
        done.isOpen = false;
        const auto index = static_cast<std::size_t>(number);
        if (++done.round < m_rounds.count()) {
            if (m_scenario.policy.residency != Residency::Never) m_memory.release(index);
            m_record.begin(number, Activity::Think, m_now, done.round - 1, done.session);
            const double thought = drawThink();
            done.thought += thought;
            m_asleep.push({m_now + thought, number});
        } else {
            m_memory.free(index);
            if (m_now <= m_horizon) {
                ++m_record.out().sessions;
                m_thought += done.thought;
            }
            done.thought = 0;
            if (m_watching && number == m_options.watched && m_options.endsWithWatched) m_done = true;
            done.round = 0;
            ++done.session;
            m_asleep.push({m_now, number});
        }
        m_changed = m_now;
    }
    if (m_answers.empty()) m_growth = m_slope = 0; // no rounding is carried on
    occupancy();
}

Simulation Simulator::run(const std::stop_token& cancel) {
    std::size_t& turns = m_record.out().turns;
    for (; m_now < m_horizon && !m_done; ++turns) {
        if (turns % 256 == 0 && cancel.stop_requested()) {
            Simulation stopped;
            stopped.cancelled = true;
            stopped.turns = turns;
            return stopped;
        }
        if (turns == m_options.maximumTurns) {
            m_done = m_record.out().endedEarly = true;
            break;
        }
        wake(m_now);
        admitNext();
        if (m_prefilling || (m_next && m_next->ready <= m_now && hasSlot())) {
            prefill();
            continue;
        }
        const double ask = m_asleep.empty() ? never : m_asleep.top().time;
        const double ready = m_next ? m_next->ready : never;
        if (!m_answers.empty())
            decode(m_next ? (hasSlot() ? ready : never) : (m_overlaps || hasSlot() ? ask : never), never);
        else
            m_now = std::max(m_now, std::min(m_next ? never : ask, ready));
    }
    return take();
}

Simulation Simulator::take() {
    const double end = m_done ? m_now : m_horizon;
    wake(end); // who asked during the last pass
    m_record.finish(end);
    Simulation& out = m_record.out();
    for (const User& each : m_users)
        if (each.isOpen) out.residence += Seconds(end - each.asked);
    out.switches = static_cast<double>(m_memory.switches());
    out.drops = static_cast<double>(m_memory.drops());
    out.switchedOut = Bytes(static_cast<double>(m_memory.wentOut()));
    out.switchedIn = Bytes(static_cast<double>(m_memory.cameBack()));
    out.dropped = Bytes(static_cast<double>(m_memory.droppedFromHost()));
    out.hostAtEnd = Bytes(static_cast<double>(m_memory.hostUsed()));
    const bool drew = m_scenario.session.thinkTime != ThinkTime::Fixed && out.sessions > 0;
    out.thinking = drew ? Seconds(m_thought / out.sessions)
                        : m_scenario.session.think * (m_scenario.session.rounds - 1.0);
    out.hbmFixed = Bytes(m_fixedBytes);
    out.hbmCapacity = Bytes(m_fixedBytes + static_cast<double>(m_memory.hbm()));
    return m_record.take(end);
}

/// Empty where the largest cache of a session fits.
Text whyInfeasible(const Case& scenario, const Estimate& e, ByteUnits bytes) {
    if (!e.weightsFit) return LP_TEXT("session", "the weights do not fit in HBM");
    const Rounds rounds(scenario);
    const auto last = Bytes(static_cast<double>(rounds[rounds.count() - 1].bytes));
    const Bytes room = e.memory.capacity - e.memory.weights - e.memory.activations;
    if (last <= room) return {};
    return LP_TEXT("session",
                   "the cache of one user is %1 at the end of the session, and %2 are left beside the weights")(
        amount(last.si(), Unit::Bytes, bytes), amount(room.si(), Unit::Bytes, bytes));
}

} // namespace

Simulation simulate(const Case& scenario, const SimulationOptions& options, const std::stop_token& cancel) {
    const Estimate estimate = evaluate(scenario, Depth::Instant);
    if (!options.ignoresMemory) {
        Text reason = whyInfeasible(scenario, estimate, ByteUnits::Decimal);
        if (!reason.empty()) {
            Simulation none;
            none.infeasible = std::move(reason);
            none.horizon = options.horizon;
            none.users = static_cast<int>(scenario.session.users);
            return none;
        }
    }
    return Simulator(scenario, options, estimate).run(cancel);
}

PerSecond boundOf(const Simulation& run, const Throughput& estimate) {
    const PerSecond bound = std::min(boundByUsers(estimate, run.users, run.thinking),
                                     PerSecond(1.0 / estimate.gpuTime.si()));
    // A GPU that never rests may end its last session with the horizon: then both are equal, but for the clock's rounding.
    constexpr double rounding = 1e-9;
    return run.throughput <= bound * (1.0 + rounding) ? std::max(bound, run.throughput) : bound;
}

} // namespace longpeak
