// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/near.h"
#include "cost/costs.h"
#include "scenario/scenario.h"

#include <QTest>

#include <algorithm>
#include <utility>
#include <vector>

// Operators worked out by hand on a machine small enough for it: 200 FLOP/s, 100 B/s of memory, so a ridge of
// 2 FLOP/B, and 50 B/s between GPUs.

namespace longpeak::test {

inline constexpr double smallFlops = 200;
inline constexpr double smallBandwidth = 100;
inline constexpr double smallLink = 50;

/// The small machine with a model of these groups, 8 wide and of 16 words. Seven tokens in one pass; two queries share
/// a read of keys and values.
inline Scenario smallScenario(std::vector<LayerGroup> groups) {
    Scenario s;
    s.model.architecture.hidden = 8;
    s.model.architecture.vocabulary = 16;
    s.model.architecture.groups = std::move(groups);
    s.architecture = s.model.architecture;
    s.deployment.accelerator.peaks.bf16 = FlopPerSecond(smallFlops);
    s.deployment.accelerator.bandwidth = BytesPerSecond(smallBandwidth);
    s.deployment.accelerator.memory = Bytes(1e5);
    s.deployment.accelerator.linkBandwidth = BytesPerSecond(10.0);
    s.deployment.accelerator.deviceLinkBandwidth = BytesPerSecond(smallLink);
    s.context = Tokens(7.0);
    s.prefillChunk = Tokens(0.0);
    s.conventions.attentionBlock = 2;
    s.costModel = CostModel::Operators;
    return s;
}

/// Four query heads on two KV heads, two wide.
inline Attention smallHeads() {
    return {.queryHeads = 4, .kvHeads = 2, .headDim = 2};
}

/// FLOP and bytes of one pass of one layer, on one GPU.
struct Pass {
    double flop = 0;
    double bytes = 0;
    double link = 0; ///< seconds between GPUs
};

/// An operator of a group's layers, pass by pass. Several of one kind and group stand in the order of the model.
struct Row {
    OperatorKind kind;
    int group;
    double layers;
    std::vector<Pass> passes;
};

/// What rows come to, the roof of each pass taken by itself.
inline Operator sumOf(const Row& row, const Scenario& s) {
    Operator sum{.kind = row.kind, .group = row.group};
    double compute = 0;
    double memory = 0;
    for (const Pass& pass : row.passes) {
        const double byCompute = pass.link > 0 ? 0 : pass.flop / (smallFlops * s.efficiency.prefill);
        const double byMemory = pass.link > 0 ? 0 : pass.bytes / (smallBandwidth * s.efficiency.decode);
        compute += byCompute;
        memory += byMemory;
        sum.flop += Flop(row.layers * pass.flop * s.deployment.plan.tensor);
        sum.bytes += Bytes(row.layers * pass.bytes * s.deployment.plan.tensor);
        sum.time += Seconds(row.layers * (std::max(byCompute, byMemory) + pass.link));
        if (pass.link > 0) sum.bound = Bound::Interconnect;
    }
    if (sum.bound != Bound::Interconnect) sum.bound = compute >= memory ? Bound::Compute : Bound::MemoryBandwidth;
    return sum;
}

/// Nothing where an operator is the row, else how it differs.
inline QString difference(const Operator& op, const Operator& expected) {
    const auto differs = [](const char* of, double is, double should) {
        return isNear(is, should, 1e-13)
                   ? QString()
                   : QStringLiteral("%1 %2, by hand %3").arg(of).arg(is, 0, 'g', 15).arg(should, 0, 'g', 15);
    };
    QStringList all{differs("FLOP", op.flop.si(), expected.flop.si()),
                    differs("bytes", op.bytes.si(), expected.bytes.si()),
                    differs("time", op.time.si(), expected.time.si())};
    if (op.bound != expected.bound) all << "another bound";
    all.removeAll(QString());
    return all.join("; ");
}

inline void compare(std::vector<Operator> left, const std::vector<Row>& rows, const Scenario& s) {
    for (const Row& row : rows) {
        const QString what = QStringLiteral("%1 of group %2").arg(operatorName(row.kind).text).arg(row.group);
        const auto found = std::ranges::find_if(
            left, [&](const Operator& op) { return op.kind == row.kind && op.group == row.group; });
        QVERIFY2(found != left.end(), qPrintable("there are no " + what));
        const QString off = difference(*found, sumOf(row, s));
        QVERIFY2(off.isEmpty(), qPrintable(what + ": " + off));
        left.erase(found);
    }
    if (!left.empty())
        QFAIL(qPrintable(QStringLiteral("not worked by hand: %1 of group %2")
                             .arg(operatorName(left.front().kind).text)
                             .arg(left.front().group)));
}

/// Seconds of all rows.
inline double timeOf(const std::vector<Row>& rows, const Scenario& s) {
    double sum = 0;
    for (const Row& row : rows) sum += sumOf(row, s).time.si();
    return sum;
}

} // namespace longpeak::test

/// The operators are these rows and no others, and the estimate's time is theirs.
#define PREFILL_IS(scenario, rows)                                                                                     \
    do {                                                                                                               \
        longpeak::test::compare(Costs(scenario).prefillOperators((scenario).context), rows, scenario);                 \
        if (QTest::currentTestFailed()) return;                                                                        \
        NEAR(evaluate(scenario).prefill.time.si(), longpeak::test::timeOf(rows, scenario), 1e-13);                     \
    } while (false)
#define DECODE_IS(scenario, rows)                                                                                      \
    do {                                                                                                               \
        longpeak::test::compare(Costs(scenario).decodeOperators((scenario).context), rows, scenario);                  \
        if (QTest::currentTestFailed()) return;                                                                        \
        NEAR(evaluate(scenario).decode.perToken.si(), longpeak::test::timeOf(rows, scenario), 1e-13);                  \
    } while (false)
