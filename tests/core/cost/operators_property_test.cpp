// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/costs.h"
#include "cost/metric.h"

#include "core/cost/hand_worked.h"
#include "core/property.h"
#include "registry.h"

#include <QTest>

#include <set>

// What must hold for every architecture, by both cost models.

namespace longpeak {
namespace {

using test::Random;
using test::uniform;

constexpr double rounding = 1e-12;

/// Calls `check` with 800 random scenarios of each cost model. How many of each held.
template <typename Check>
int forRandomArchitectures(Check check) {
    int cases = 0;
    for (const CostModel costModel : {CostModel::Paper, CostModel::Operators})
        cases = test::forAll(800, [&](Random& random) { check(test::anyArchitecture(costModel), random); });
    return cases;
}

template <typename Unit>
bool notLess(Unit a, Unit b) {
    return a.si() >= b.si() * (1 - rounding);
}

bool byOperators(const Scenario& s) {
    return s.costModel == CostModel::Operators;
}

bool isSound(double value) {
    return std::isfinite(value) && value >= 0;
}

/// What more of something good must not slow down.
bool noneSlower(const Estimate& faster, const Estimate& slower) {
    return notLess(slower.prefill.time, faster.prefill.time) &&
           notLess(slower.decode.perToken, faster.decode.perToken) &&
           notLess(slower.decode.outputToken, faster.decode.outputToken) &&
           notLess(slower.contextSwitch.time, faster.contextSwitch.time) &&
           notLess(slower.throughput.gpuTime, faster.throughput.gpuTime) &&
           notLess(slower.throughput.loneLatency, faster.throughput.loneLatency) &&
           notLess(faster.throughput.bound, slower.throughput.bound);
}

class OperatorsPropertyTest : public QObject {
    Q_OBJECT

private slots:
    void modelsAreValid();
    void numbersAreSound();
    void termsSumToTotals();
    void growsWithContext();
    void growsWithBatchAndUsers();
    void neverSlowerOnFasterHardware();
    void parallelNeverNeedsLess();
    void chunksKeepTheirPairs();
    void attentionSplitsAnywhere();
    void blocksEqualTheLoops();
    void passesAddUp();
    void sessionsEqualTheLoop();
    void ceilingIsTheLastThatFits();
    void longestContextIsTheLastThatFits();
};

void OperatorsPropertyTest::modelsAreValid() {
    // The reader takes them, so they are what a user may bring.
    std::array<int, 6> attention{};
    std::array<int, 3> feedForward{};
    int shared = 0;
    int selected = 0;
    forRandomArchitectures([&](const Scenario& s, Random&) {
        const auto back = readScenario(writeScenario(s, test::catalogue()), "random", test::catalogue());
        if (!back) RC_FAIL(back.faults().front().text().c_str());
        RC_ASSERT(*back == s);
        for (const LayerGroup& group : s.architecture.groups) {
            ++attention.at(static_cast<std::size_t>(group.attention.kind));
            ++feedForward.at(static_cast<std::size_t>(group.feedForward.kind));
            shared += group.attention.shared ? 1 : 0;
            selected += group.attention.selection.tokens > 0 ? 1 : 0;
        }
    });
    for (const int seen : attention) QVERIFY(seen > 100);
    for (const int seen : feedForward) QVERIFY(seen > 100);
    QVERIFY(shared > 100 && selected > 100);
}

void OperatorsPropertyTest::numbersAreSound() {
    forRandomArchitectures([](const Scenario& s, Random&) {
        const Estimate e = evaluate(s);
        for (const Metric& metric : metrics()) {
            const double value = metric.value(s, e);
            if (metric.unit == Unit::Dollars && (!s.deployment.price() || !e.fits)) continue;
            HOLDS(std::isfinite(value), metric.key.data());
            HOLDS(value >= 0 || metric.key == "ceiling_users_exact", metric.key.data());
        }
        RC_ASSERT(e.prefill.time.si() > 0 && e.decode.perToken.si() > 0 && e.memory.cachePerUser.si() > 0);
        RC_ASSERT(e.throughput.knee >= 1 - rounding);
        if (!byOperators(s)) return;
        for (const auto& operators : {Costs(s).prefillOperators(s.context), Costs(s).decodeOperators(s.context)})
            for (const Operator& op : operators) {
                const char* name = operatorName(op.kind).text;
                HOLDS(isSound(op.flop.si()) && isSound(op.bytes.si()) && isSound(op.time.si()), name);
                HOLDS(op.time.si() > 0, name);
                RC_ASSERT(op.group >= -1 && op.group < static_cast<int>(s.architecture.groups.size()));
                // No faster than either roof alone.
                if (op.kind == OperatorKind::Collectives) continue;
                const double flops = peak(s).rate.si() * s.efficiency.prefill * s.deployment.plan.tensor;
                const double bandwidth = s.deployment.memoryBandwidth().si() * s.efficiency.decode *
                                         s.deployment.plan.tensor;
                HOLDS(op.time.si() >= op.flop.si() / flops * (1 - rounding), name);
                HOLDS(op.time.si() >= op.bytes.si() / bandwidth * (1 - rounding), name);
                HOLDS(op.time.si() <= (op.flop.si() / flops + op.bytes.si() / bandwidth) * (1 + rounding), name);
            }
    });
}

void OperatorsPropertyTest::termsSumToTotals() {
    forRandomArchitectures([](const Scenario& s, Random&) {
        const Estimate e = evaluate(s);
        HOLDS_NEAR((e.prefill.linearTime + e.prefill.attentionTime + e.prefill.otherTime).si(), e.prefill.time.si(),
                   rounding);
        HOLDS_NEAR((e.decode.weightsTime + e.decode.cacheTime + e.decode.otherTime).si(), e.decode.perToken.si(),
                   rounding);
        HOLDS_NEAR((e.memory.weights + e.memory.activations + e.memory.cachePerUser * s.session.users).si(),
                   e.memory.demand.si(), rounding);
        const Costs costs(s);
        HOLDS_NEAR(costs.prefill(Tokens(0.0), s.context).si(), e.prefill.time.si(), rounding);
        HOLDS_NEAR(costs.decode(s.context, 1.0, s.batch).si(), e.decode.perToken.si(), rounding);
        HOLDS_NEAR(costs.cache(s.context).si(), e.memory.cachePerUser.si(), rounding);
        if (!byOperators(s)) return;
        Operator prefill;
        for (const Operator& op : Costs(s).prefillOperators(s.context)) {
            prefill.time += op.time;
            prefill.flop += op.flop;
            if (op.kind != OperatorKind::Collectives) prefill.bytes += op.bytes;
        }
        HOLDS_NEAR(prefill.time.si(), e.prefill.time.si(), rounding);
        HOLDS_NEAR(prefill.flop.si(), (e.prefill.linearFlop + e.prefill.attentionFlop).si(), rounding);
        HOLDS_NEAR(prefill.bytes.si(), e.prefill.bytes.si(), rounding);
        Operator decode;
        for (const Operator& op : Costs(s).decodeOperators(s.context)) {
            decode.time += op.time;
            decode.flop += op.flop;
            if (op.kind != OperatorKind::Collectives) decode.bytes += op.bytes;
        }
        HOLDS_NEAR(decode.time.si(), e.decode.perToken.si(), rounding);
        HOLDS_NEAR(decode.flop.si(), e.decode.flop.si(), rounding);
        HOLDS_NEAR(decode.bytes.si(), e.decode.bytes.si(), rounding);
    });
}

void OperatorsPropertyTest::growsWithContext() {
    forRandomArchitectures([](const Scenario& s, Random& random) {
        Scenario longer = s;
        const double factor = test::chance(random, 2) ? 1.0 : 1.0 + uniform(random); // by one token, or by a lot
        longer.context = Tokens(std::floor(s.context.si() * factor) + 1.0);
        const Estimate a = evaluate(s);
        const Estimate b = evaluate(longer);
        const bool shortened = s.compression.promptRatio() > 1; // to whole tokens, perhaps to as many
        RC_ASSERT((shortened ? b.prefill.time >= a.prefill.time : b.prefill.time > a.prefill.time));
        RC_ASSERT(notLess(b.prefill.linearFlop, a.prefill.linearFlop));
        RC_ASSERT(notLess(b.prefill.attentionFlop, a.prefill.attentionFlop));
        RC_ASSERT(notLess(b.prefill.bytes, a.prefill.bytes));
        RC_ASSERT(notLess(b.decode.perToken, a.decode.perToken));
        RC_ASSERT(notLess(b.decode.bytes, a.decode.bytes));
        RC_ASSERT(b.memory.cachePerUser >= a.memory.cachePerUser);
        RC_ASSERT(b.memory.activations >= a.memory.activations);
        if (a.memory.ceiling > 0) RC_ASSERT(b.memory.ceiling <= a.memory.ceiling);
        RC_ASSERT(b.contextSwitch.time >= a.contextSwitch.time);
        RC_ASSERT(b.memory.maxContext == a.memory.maxContext);
        // A question on a full square may cost less behind a longer context: see PropertyTest::growsWithContext.
        if (!byOperators(s) || s.conventions.causal == CausalMask::Exact)
            RC_ASSERT(b.throughput.gpuTime >= a.throughput.gpuTime);
    });
}

void OperatorsPropertyTest::growsWithBatchAndUsers() {
    forRandomArchitectures([](const Scenario& s, Random& random) {
        Scenario more = s;
        more.batch = s.batch + test::wholeBetween(random, 1, 1000);
        const Estimate a = evaluate(s);
        const Estimate b = evaluate(more);
        RC_ASSERT(notLess(b.decode.perToken, a.decode.perToken));
        RC_ASSERT(notLess(b.decode.flop, a.decode.flop));
        RC_ASSERT(notLess(b.decode.bytes, a.decode.bytes));
        RC_ASSERT(b.memory.activations >= a.memory.activations);
        // A user's share of a step falls: weights are read once for all of them.
        RC_ASSERT(notLess(a.decode.perToken / s.batch, b.decode.perToken / more.batch));
        more = s;
        more.session.users = s.session.users + test::wholeBetween(random, 1, 1000);
        const Estimate c = evaluate(more);
        RC_ASSERT(c.memory.demand > a.memory.demand);
        RC_ASSERT(c.memory.maxContext <= a.memory.maxContext);
        RC_ASSERT(notLess(a.throughput.gpuTime, c.throughput.gpuTime));
        RC_ASSERT(notLess(c.throughput.bound, a.throughput.bound));
        RC_ASSERT(c.prefill == a.prefill && c.decode == a.decode);
    });
}

void OperatorsPropertyTest::neverSlowerOnFasterHardware() {
    forRandomArchitectures([](const Scenario& s, Random& random) {
        const Estimate e = evaluate(s);
        const double by = 1.0 + 3.0 * uniform(random);
        for (const char* id :
             {"accelerator.flops", "accelerator.bandwidth", "interconnect.bandwidth", "link.bandwidth"}) {
            const Scenario faster = test::with(s, id, test::get(s, id) * by);
            HOLDS(noneSlower(evaluate(faster), e), id);
        }
        for (const char* id :
             {"efficiency.prefill", "efficiency.decode", "efficiency.link", "efficiency.interconnect"}) {
            const double better = std::min(1.0, test::get(s, id) * by);
            HOLDS(noneSlower(evaluate(test::with(s, id, better)), e), id);
        }
        Scenario prompt = s;
        prompt.deployment.hopLatency = s.deployment.hopLatency * uniform(random);
        RC_ASSERT(noneSlower(evaluate(prompt), e));
    });
}

void OperatorsPropertyTest::parallelNeverNeedsLess() {
    forRandomArchitectures([](const Scenario& s, Random& random) {
        Scenario one = s;
        one.deployment.plan.tensor = 1;
        Scenario many = s;
        many.deployment.plan.tensor = test::wholeBetween(random, 2, 64);
        const Estimate a = evaluate(one);
        const Estimate b = evaluate(many);
        RC_ASSERT(notLess(b.prefill.linearFlop, a.prefill.linearFlop));
        RC_ASSERT(notLess(b.prefill.attentionFlop, a.prefill.attentionFlop));
        RC_ASSERT(notLess(b.prefill.bytes, a.prefill.bytes));
        RC_ASSERT(notLess(b.decode.flop, a.decode.flop));
        RC_ASSERT(notLess(b.decode.bytes, a.decode.bytes));
        RC_ASSERT(notLess(b.memory.weights, a.memory.weights));
        RC_ASSERT(notLess(b.memory.cachePerUser, a.memory.cachePerUser));
        RC_ASSERT(notLess(b.memory.activations, a.memory.activations));
        // GPU-seconds in all: g of them are at most g times as fast.
        RC_ASSERT(notLess(b.prefill.time * many.deployment.plan.tensor, a.prefill.time));
        RC_ASSERT(notLess(b.decode.perToken * many.deployment.plan.tensor, a.decode.perToken));
    });
}

void OperatorsPropertyTest::chunksKeepTheirPairs() {
    forRandomArchitectures([](const Scenario& s, Random& random) {
        Scenario other = s;
        other.prefillChunk = Tokens(test::wholeBetween(random, 1, 1e6));
        const Prefill a = evaluate(s).prefill;
        const Prefill b = evaluate(other).prefill;
        HOLDS_NEAR(b.attentionFlop.si(), a.attentionFlop.si(), rounding);
        if (s.conventions.head == HeadPositions::Last) HOLDS_NEAR(b.linearFlop.si(), a.linearFlop.si(), rounding);
    });
}

/// FLOP of attention in a prefill of `asked` tokens on `cached`: its seconds where memory is no limit.
double attentionFlop(Scenario s, double cached, double asked) {
    s.deployment.overrides.bandwidth = BytesPerSecond(1e60);
    const double flops = peak(s).rate.si() * s.efficiency.prefill * s.deployment.plan.tensor;
    return Costs(s).prefillGrowing(Tokens(cached), Tokens(asked)).si() * flops;
}

void OperatorsPropertyTest::attentionSplitsAnywhere() {
    forRandomArchitectures([](const Scenario& s, Random& random) {
        if (s.compression.promptRatio() > 1) return; // each request is shortened by itself, to whole tokens
        const double n = s.context.si();
        const double m = std::floor(n * uniform(random));
        HOLDS_NEAR(attentionFlop(s, 0, m) + attentionFlop(s, m, n - m), attentionFlop(s, 0, n), 1e-11);
    });
}

/// Token by token: the pairs of queries `from` + 1 … `to`, and the tokens that blocks of them read.
std::pair<double, double> loopedPairsAndReads(const Scenario& s, int from, int to) {
    const Attention& a = s.architecture.groups.front().attention;
    const int window = a.window > 0 ? static_cast<int>(a.window) : to;
    const int most = a.selection.tokens > 0 ? static_cast<int>(a.selection.tokens) : window;
    const auto square = [&](int n) { return static_cast<double>(n) * std::min(n, most); };
    const bool exact = s.conventions.causal == CausalMask::Exact;
    double pairs = 0;
    for (int query = from + 1; query <= to; ++query)
        pairs += exact ? std::min(query, most) : square(query) - square(query - 1);
    const int block = s.conventions.attentionBlock > 0 ? static_cast<int>(s.conventions.attentionBlock) : to;
    double reads = 0;
    for (int begin = from; begin < to; begin += block) {
        std::set<int> seen;
        for (int query = begin + 1; query <= std::min(begin + block, to); ++query)
            for (int token = std::max(1, query - window + 1); token <= query; ++token) seen.insert(token);
        const auto all = static_cast<double>(seen.size());
        reads += a.selection.tokens > 0 ? std::min(all, a.selection.tokens) : all;
    }
    return {pairs, reads};
}

void OperatorsPropertyTest::blocksEqualTheLoops() {
    // Of the heads of the small machine: 32 FLOP a pair, 16 B a token read, 48 B a new one.
    test::forAll(800, [](Random& random) {
        Attention kind = test::smallHeads();
        const std::size_t which = test::pick(random, 3);
        const double limit = test::wholeBetween(random, 1, 60);
        if (which == 1) kind.kind = AttentionKind::Window;
        if (which == 1) kind.window = limit;
        if (which == 2) kind.selection = {.tokens = limit, .heads = 1, .headDim = 1};
        Scenario s = test::smallScenario({{.layers = 1, .attention = kind}});
        const int context = static_cast<int>(test::wholeBetween(random, 1, 60));
        const int chunk = test::chance(random, 3) ? 0 : static_cast<int>(test::wholeBetween(random, 1, 40));
        s.context = Tokens(context);
        s.prefillChunk = Tokens(chunk);
        s.conventions.attentionBlock = test::chance(random, 3) ? 0 : test::wholeBetween(random, 1, 20);
        if (test::chance(random, 3)) s.conventions.causal = CausalMask::Full;
        test::Row row{OperatorKind::Attention, 0, 1, {}};
        for (int from = 0; from<context; from += chunk> 0 ? chunk : context) {
            const int to = chunk > 0 ? std::min(from + chunk, context) : context;
            const auto [pairs, reads] = loopedPairsAndReads(s, from, to);
            row.passes.push_back({pairs * 32, reads * 16 + (to - from) * 48});
        }
        const auto made = Costs(s).prefillOperators(s.context);
        const auto op = std::ranges::find(made, OperatorKind::Attention, &Operator::kind);
        Operator looped = test::sumOf(row, s);
        looped.bound = op->bound; // roofs may be equal but for rounding
        const QString off = test::difference(*op, looped);
        HOLDS(off.isEmpty(), qPrintable(QStringLiteral("%1: kind %2 of %3, %4 tokens in %5 by %6")
                                            .arg(off)
                                            .arg(which)
                                            .arg(limit)
                                            .arg(context)
                                            .arg(chunk)
                                            .arg(s.conventions.attentionBlock)));
    });
}

void OperatorsPropertyTest::passesAddUp() {
    // The closed sum over chunks and steps against one pass after another, from any cache.
    forRandomArchitectures([](Scenario s, Random& random) {
        if (!byOperators(s)) return;
        const double chunk = test::wholeBetween(random, 1, 3000);
        const double cached = std::floor(test::wholeBetween(random, 1, 1e6)) - 1.0;
        const double asked = std::floor(chunk * 60 * uniform(random)) + 1.0;
        s.prefillChunk = Tokens(chunk);
        s.compression.tokenBeforePrefill = false; // else chunks are of what is left of the prompt
        const Costs costs(s);
        double fixed = 0;
        double growing = 0;
        for (double done = 0; done < asked; done += chunk) {
            const Tokens pass(std::min(chunk, asked - done));
            growing += costs.prefillGrowing(Tokens(cached + done), pass).si();
            fixed += costs.prefillFixed(pass).si();
        }
        HOLDS_NEAR(costs.prefillGrowing(Tokens(cached), Tokens(asked)).si(), growing, 1e-10);
        // The head runs once where only its last position is asked for.
        const double whole = costs.prefillFixed(Tokens(asked)).si();
        if (s.conventions.head == HeadPositions::All || asked <= chunk) HOLDS_NEAR(whole, fixed, 1e-11);
        RC_ASSERT(whole <= fixed * (1 + rounding));

        const double steps = 1 + static_cast<double>(test::pick(random, 60));
        double decoded = 0;
        for (double k = 0; k < steps; ++k) decoded += costs.decodeGrowing(Tokens(cached + 1 + k), 1.0, s.batch).si();
        HOLDS_NEAR(costs.decodeGrowing(Tokens(cached + 1), steps, s.batch).si(), decoded, 1e-11);
    });
}

void OperatorsPropertyTest::sessionsEqualTheLoop() {
    forRandomArchitectures([](Scenario s, Random& random) {
        s.session.rounds = 1 + static_cast<double>(test::pick(random, 6));
        s.session.answer = Tokens(1 + static_cast<double>(test::pick(random, 30)));
        const Costs costs(s);
        const double together = std::min(s.batch, s.session.users);
        double prefill = 0;
        double shared = 0;
        double alone = 0;
        double cached = 0;
        for (double round = 0; round < s.session.rounds; ++round) {
            const double asked = round == 0 ? s.context.si() : s.session.question.si();
            prefill += costs.prefill(Tokens(cached), Tokens(asked)).si();
            cached += asked;
            for (double k = 0; k < s.session.answer.si(); ++k, ++cached) {
                shared += costs.decode(Tokens(cached), 1.0, together).si() / together;
                alone += costs.decode(Tokens(cached), 1.0, 1.0).si();
            }
        }
        const Throughput t = evaluate(s).throughput;
        HOLDS_NEAR(t.prefill.si(), prefill, 1e-10);
        HOLDS_NEAR(t.decode.si(), shared, 1e-10);
        HOLDS_NEAR(t.loneLatency.si(), prefill + alone + s.session.think.si() * (s.session.rounds - 1), 1e-10);
    });
}

void OperatorsPropertyTest::ceilingIsTheLastThatFits() {
    int checked = 0;
    const int cases = forRandomArchitectures([&](Scenario s, Random&) {
        const double ceiling = evaluate(s).memory.ceiling;
        if (ceiling < 1 || ceiling > 1e12) return;
        ++checked;
        s.session.users = std::floor(ceiling);
        const Memory full = evaluate(s).memory;
        RC_ASSERT(full.demand.si() <= full.capacity.si() * (1 + 1e-14));
        RC_ASSERT(full.maxContext >= s.context);
        s.session.users += 1.0;
        const Memory more = evaluate(s).memory;
        RC_ASSERT(more.demand.si() > more.capacity.si() * (1 - 1e-14));
        RC_ASSERT(more.maxContext < s.context);
    });
    QVERIFY(checked > cases / 4);
}

void OperatorsPropertyTest::longestContextIsTheLastThatFits() {
    int checked = 0;
    int unlimited = 0;
    const int cases = forRandomArchitectures([&](Scenario s, Random&) {
        const Memory m = evaluate(s).memory;
        const double longest = m.maxContext.si();
        RC_ASSERT(longest == std::floor(longest));
        s.context = Tokens(std::max(1.0, longest)); // past the registry, whose range ends at 10M
        const Memory full = evaluate(s).memory;
        const bool fits = full.demand.si() <= full.capacity.si() * (1 + 1e-14);
        RC_ASSERT(fits == (longest >= 1));
        if (longest < 1 || longest == unlimitedContext.si()) {
            unlimited += longest > 1 ? 1 : 0;
            return;
        }
        ++checked;
        s.context = Tokens(longest + 1.0);
        const Memory more = evaluate(s).memory;
        RC_ASSERT(more.demand.si() > more.capacity.si() * (1 - 1e-14));
    });
    QVERIFY(checked > cases / 4 && unlimited > 10);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::OperatorsPropertyTest)
#include "operators_property_test.moc"
