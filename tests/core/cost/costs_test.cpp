// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cost/costs.h"

#include "core/property.h"
#include "registry.h"

#include <QTest>

namespace longpeak {
namespace {

using namespace test;

class CostsTest : public QObject {
    Q_OBJECT

private slots:
    void areTheEstimates();
    void liveOnAfterTheirCase();
    void areCopied();
    void takePartsTogether();
    void listOperators();
    void findTheLongestContext();
};

/// Random scenarios, and those of models that nobody has published, by both cost models.
template <typename Check>
void forBothModels(Check check) {
    for (const CostModel costModel : {CostModel::Paper, CostModel::Operators}) {
        forAll(200, [&] {
            Scenario s = anyScenario();
            s.costModel = costModel;
            check(s);
        });
        forAll(200, [&] { check(anyArchitecture(costModel)); });
    }
}

/// The terms of an estimate, without what it adds of the answer.
void holdsTermsOf(const Costs& costs, const Scenario& s) {
    const Estimate e = evaluate(s);
    HOLDS(costs.capacity() == e.memory.capacity);
    HOLDS(costs.weights() == e.memory.weights);
    HOLDS(costs.activations(s.context) == e.memory.activations);
    HOLDS(costs.uncompressed(s.context) == e.memory.uncompressed);
    HOLDS(costs.cache(s.context) == e.memory.cachePerUser);
    HOLDS(costs.cachePerToken() == e.memory.cachePerToken);
    HOLDS(costs.ceiling(s.context) == e.memory.ceiling);
    HOLDS(costs.longestContext(s.session.users) == e.memory.maxContextExact);
    HOLDS(costs.prefillTerms(s.context) == e.prefill);
    Decode decode = e.decode;
    decode.answer = decode.outputToken = {};
    HOLDS(costs.decodeTerms(s.context) == decode);
}

void CostsTest::areTheEstimates() {
    forBothModels([](const Scenario& s) { holdsTermsOf(Costs(s), s); });
}

/// The sanitizers see what is read of a case that is gone; without them its memory is written over.
void CostsTest::liveOnAfterTheirCase() {
    forBothModels([](const Scenario& s) {
        auto gone = std::make_unique<Case>(s);
        const Costs costs(*gone);
        for (LayerGroup& group : gone->architecture.groups) group = {};
        *gone = {};
        gone.reset();
        holdsTermsOf(costs, s);
        holdsTermsOf(Costs(Case(s)), s);
    });
}

void CostsTest::areCopied() {
    const Scenario paper = paper50k();
    const Scenario operators = with(paper, "cost_model", static_cast<double>(CostModel::Operators));
    Costs costs(paper);
    const Costs copy = costs;
    costs = Costs(operators);
    forAll(1, [&] {
        holdsTermsOf(copy, paper);
        holdsTermsOf(costs, operators);
    });
    QVERIFY(costs.prefillTerms(paper.context) != copy.prefillTerms(paper.context));
}

void CostsTest::takePartsTogether() {
    forBothModels([](const Scenario& s) {
        constexpr double exact = 1e-12;
        const Costs costs(s);
        const Estimate e = evaluate(s);
        HOLDS_NEAR(costs.prefill(Tokens(0.0), s.context).si(), e.prefill.time.si(), exact);
        HOLDS_NEAR(costs.decode(s.context, 1.0, s.batch).si(), e.decode.perToken.si(), exact);
        HOLDS(costs.prefill(s.context, Tokens(0.0)).si() == 0.0); // nothing asked
        // Steps add up: 250 of them are one after another.
        double sum = 0;
        for (int k = 0; k < 250; ++k) sum += costs.decode(s.context + Tokens(k), 1.0, 3.0).si();
        HOLDS_NEAR(costs.decode(s.context, 250.0, 3.0).si(), sum, 1e-11);
    });
}

void CostsTest::listOperators() {
    const Scenario paper = paper50k();
    QVERIFY(Costs(paper).prefillOperators(paper.context).empty());
    QVERIFY(Costs(paper).decodeOperators(paper.context).empty());
    const Costs costs(with(paper, "cost_model", static_cast<double>(CostModel::Operators)));
    const auto timeOf = [](const std::vector<Operator>& operators) {
        double sum = 0;
        for (const Operator& op : operators) sum += op.time.si();
        return sum;
    };
    for (const double context : {1000.0, 50000.0}) {
        NEAR(timeOf(costs.prefillOperators(Tokens(context))), costs.prefillTerms(Tokens(context)).time.si(), 1e-14);
        NEAR(timeOf(costs.decodeOperators(Tokens(context))), costs.decodeTerms(Tokens(context)).perToken.si(), 1e-14);
    }
}

/// 160 GB less 68 GB of weights, in caches of 245 760 B a token.
void CostsTest::findTheLongestContext() {
    const Scenario s = with(paper50k(), "gpus", 2);
    NEAR(Costs(s).longestContext(1.0).si(), (usableMemory(s).si() - 68e9) / 245760.0, 1e-12);
    NEAR(Costs(s).longestContext(10.0).si(), (usableMemory(s).si() - 68e9) / 2457600.0, 1e-12);
    QCOMPARE(Costs(with(s, "accelerator.memory", 20e9)).longestContext(1.0).si(), 0.0); // the weights do not fit
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::CostsTest)
#include "costs_test.moc"
