// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/operator_table.h"

#include "cost/costs.h"
#include "cost/metric.h"
#include "cost/operators.h"
#include "model/attention_kind.h"

#include <algorithm>
#include <set>

namespace longpeak {
namespace {

/// How far attention reaches, where a model mixes reaches.
Text reachOf(const Attention& a) {
    if (a.selection.tokens > 0) return LP_TEXT("operator", "top %1")(plainAmount(a.selection.tokens));
    const AttentionKindRow& kind = kindOf(a);
    if (kind.keeps == Keeps::Window) return kind.reach(plainAmount(a.window));
    return LP_TEXT("operator", "every token");
}

bool mixesReaches(const Architecture& architecture) {
    Text first;
    for (const LayerGroup& group : architecture.groups) {
        if (!group.attention.attends()) continue;
        const Text reach = reachOf(group.attention);
        if (first.empty()) first = reach;
        if (reach != first) return true;
    }
    return false;
}

/// A line that is still being added to.
struct Sum {
    OperatorLine line;
    Seconds slowest;       ///< of the operator that gave the bound
    std::set<int> counted; ///< groups: one may have two operators of a kind
};

void add(std::vector<Sum>& sums, PassKind pass, const Text& name, double layers, const Operator& op) {
    const auto same = [&](const Sum& sum) { return sum.line.pass == pass && sum.line.name == name; };
    auto found = std::ranges::find_if(sums, same);
    if (found == sums.end()) found = sums.insert(sums.end(), {{.pass = pass, .name = name}});
    if (found->counted.insert(op.group).second) found->line.layers += layers;
    found->line.flop += op.flop;
    found->line.bytes += op.bytes;
    found->line.time += op.time;
    if (op.time < found->slowest) return;
    found->slowest = op.time;
    found->line.bound = op.bound;
}

/// Shares of the pass, the slowest first.
void finish(std::vector<OperatorLine>& lines) {
    for (const PassKind pass : {PassKind::Prefill, PassKind::Decode}) {
        Seconds whole;
        for (const OperatorLine& line : lines)
            if (line.pass == pass) whole += line.time;
        for (OperatorLine& line : lines)
            if (line.pass == pass) line.share = line.time / whole;
    }
    std::ranges::stable_sort(lines, [](const OperatorLine& a, const OperatorLine& b) {
        return a.pass != b.pass ? a.pass < b.pass : a.time > b.time;
    });
}

std::vector<OperatorLine> wholePasses(const Case& s, const Estimate& e) {
    const double layers = layerCount(s.architecture);
    return {{.pass = PassKind::Prefill,
             .name = LP_TEXT("operator", "prefill as a whole"),
             .layers = layers,
             .flop = e.prefill.linearFlop + e.prefill.attentionFlop,
             .bytes = e.prefill.bytes,
             .time = e.prefill.time,
             .bound = Bound::Compute, // by assumption, whatever the intensity
             .isWhole = true},
            {.pass = PassKind::Decode,
             .name = LP_TEXT("operator", "decode step as a whole"),
             .layers = layers,
             .flop = e.decode.flop,
             .bytes = e.decode.bytes,
             .time = e.decode.perToken,
             .bound = Bound::MemoryBandwidth,
             .isWhole = true}};
}

} // namespace

Message passName(PassKind pass) {
    return pass == PassKind::Prefill ? LP_TEXT("operator", "prefill") : LP_TEXT("operator", "decode step");
}

std::vector<OperatorLine> operatorLines(const Case& s) {
    return operatorLines(s, s.costModel == CostModel::Paper ? evaluate(s, Depth::Instant) : Estimate());
}

std::vector<OperatorLine> operatorLines(const Case& s, const Estimate& estimate) {
    std::vector<OperatorLine> lines;
    if (s.costModel == CostModel::Paper) {
        lines = wholePasses(s, estimate);
    } else {
        const bool mixed = mixesReaches(s.architecture);
        std::vector<Sum> sums;
        const auto gather = [&](PassKind pass, const std::vector<Operator>& operators) {
            for (const Operator& op : operators) {
                Text name = operatorName(op.kind);
                double layers = 0;
                if (op.group >= 0) {
                    const LayerGroup& group = s.architecture.groups[static_cast<std::size_t>(op.group)];
                    layers = group.layers;
                    if (mixed && op.kind == OperatorKind::Attention)
                        name = LP_TEXT("operator", "%1 (%2)")(name, reachOf(group.attention));
                }
                add(sums, pass, name, layers, op);
            }
        };
        const Costs costs(s);
        gather(PassKind::Prefill, costs.prefillOperators(s.context));
        gather(PassKind::Decode, costs.decodeOperators(s.context));
        for (Sum& sum : sums) lines.push_back(std::move(sum.line));
    }
    finish(lines);
    return lines;
}

std::string writeCsv(std::span<const OperatorLine> lines) {
    std::string out = "pass,operator,layers," + columnTitle("work", Unit::Flop) + "," +
                      columnTitle("traffic", Unit::Bytes) + "," + columnTitle("intensity", Unit::FlopPerByte) + "," +
                      columnTitle("time", Unit::Seconds) + ",share,bound\n";
    for (const OperatorLine& line : lines) {
        out += Text(passName(line.pass)).english() + "," + line.name.english() + "," + formatPlain(line.layers);
        for (const double value : {line.flop.si(), line.bytes.si(), line.intensity(), line.time.si(), line.share})
            out += "," + formatPlain(value);
        out += "," + std::string(boundKey(line.bound)) + "\n";
    }
    return out;
}

} // namespace longpeak
