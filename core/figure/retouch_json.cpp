// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/retouch_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

namespace longpeak {
namespace {

constexpr double largest = 1e100; ///< of a range, either way

/// The word of what a label is of, in the order of LabelOf.
constexpr std::array<std::string_view, 5> labelWords{"mark", "rule", "line", "bar", "region"};

std::string_view wordOf(LabelOf of) {
    return labelWords[static_cast<std::size_t>(of)];
}

OrderedJson axisJson(const AxisChange& axis) {
    OrderedJson json = OrderedJson::object();
    if (axis.range) {
        json["from"] = plainNumber(axis.range->from);
        json["to"] = plainNumber(axis.range->to);
    }
    if (axis.count > 0) json["count"] = axis.count;
    for (const double tick : axis.ticks) json["ticks"].push_back(plainNumber(tick));
    return json;
}

void putName(OrderedJson& json, const PartName& name) {
    json["name"] = name.key;
    if (name.nth > 0) json["nth"] = name.nth;
}

PartName readName(ObjectReader& reader) {
    PartName name{.key = reader.requiredText("name")};
    if (reader.has("nth")) name.nth = static_cast<std::size_t>(reader.requiredWhole("nth", 0, mostChanges));
    return name;
}

std::optional<std::string> readWords(ObjectReader& reader) {
    if (!reader.has("words")) return std::nullopt;
    std::string words = reader.text("words");
    if (Text reason = whyNotWords(words); !reason.empty()) reader.fault("words", reason);
    return words;
}

std::vector<double> readTicks(ObjectReader& reader) {
    const Json* node = reader.raw("ticks");
    if (node == nullptr) return {};
    const auto isNumber = [](const Json& each) {
        return each.is_number() && std::abs(each.get<double>()) <= largest; // false of NaN
    };
    const bool isList = node->is_array() && !node->empty() && node->size() <= mostTicks;
    if (!isList || !std::ranges::all_of(*node, isNumber)) {
        reader.fault("ticks", LP_TEXT("fault", "must be a list of up to %1 numbers")(
                                  plainAmount(static_cast<double>(mostTicks))));
        return {};
    }
    auto ticks = node->get<std::vector<double>>();
    if (std::ranges::adjacent_find(ticks, std::ranges::greater_equal{}) == ticks.end()) return ticks;
    reader.fault("ticks", LP_TEXT("fault", "must ascend"));
    return {};
}

AxisChange readAxis(ObjectReader& reader) {
    AxisChange axis;
    const auto from = reader.number("from", -largest, largest);
    const auto to = reader.number("to", -largest, largest);
    if (reader.has("from") != reader.has("to"))
        reader.fault(reader.has("from") ? "to" : "from", LP_TEXT("fault", "is missing"));
    if (from && to) {
        axis.range = Extent{*from, *to};
        if (Text reason = whyNotRange(*axis.range); !reason.empty()) reader.fault("to", reason);
    }
    if (reader.has("count")) axis.count = static_cast<int>(reader.requiredWhole("count", 1, mostTicks));
    axis.ticks = readTicks(reader);
    return axis;
}

/// The list at `key`, no longer than it may be.
template <typename Read>
void readList(ObjectReader& reader, std::string_view key, Read read) {
    const Json* node = reader.raw(key);
    if (node != nullptr && node->is_array() && node->size() > mostChanges)
        reader.fault(
            key, LP_TEXT("fault", "must be a list of up to %1 changes")(plainAmount(static_cast<double>(mostChanges))));
    else
        reader.objects(key, false, read);
}

LineChange readLine(ObjectReader& reader) {
    return {.name = readName(reader), .hidden = reader.flag("hidden", false), .words = readWords(reader)};
}

LabelChange readLabel(ObjectReader& reader) {
    LabelChange label;
    const std::string of = reader.requiredWord("of", labelWords);
    const auto* const word = std::ranges::find(labelWords, of);
    if (word != labelWords.end()) label.of = static_cast<LabelOf>(word - labelWords.begin());
    label.name = readName(reader);
    label.hidden = reader.flag("hidden", false);
    label.words = readWords(reader);
    label.moved = reader.has("right") || reader.has("down");
    label.right = reader.number("right", -furthestShift, furthestShift).value_or(0);
    label.down = reader.number("down", -furthestShift, furthestShift).value_or(0);
    return label;
}

} // namespace

OrderedJson retouchJson(const Retouch& retouch) {
    OrderedJson json{{"figure", retouch.figure}};
    if (!retouch.x.changesNothing()) json["x"] = axisJson(retouch.x);
    if (!retouch.y.changesNothing()) json["y"] = axisJson(retouch.y);
    for (const LineChange& change : retouch.lines) {
        OrderedJson line;
        putName(line, change.name);
        if (change.hidden) line["hidden"] = true;
        if (change.words) line["words"] = *change.words;
        json["lines"].push_back(std::move(line));
    }
    for (const LabelChange& change : retouch.labels) {
        OrderedJson label{{"of", wordOf(change.of)}};
        putName(label, change.name);
        if (change.hidden) label["hidden"] = true;
        if (change.words) label["words"] = *change.words;
        if (change.moved) {
            label["right"] = plainNumber(change.right);
            label["down"] = plainNumber(change.down);
        }
        json["labels"].push_back(std::move(label));
    }
    return json;
}

Retouch readRetouch(ObjectReader& reader) {
    Retouch retouch{.figure = reader.requiredText("figure")};
    reader.object("x", [&](ObjectReader& axis) { retouch.x = readAxis(axis); });
    reader.object("y", [&](ObjectReader& axis) { retouch.y = readAxis(axis); });
    std::set<std::pair<std::string, std::size_t>> lines;
    readList(reader, "lines", [&](ObjectReader& line) {
        retouch.lines.push_back(readLine(line));
        const PartName& name = retouch.lines.back().name;
        if (!lines.emplace(name.key, name.nth).second) line.fault("name", LP_TEXT("fault", "is changed twice"));
    });
    std::set<std::tuple<LabelOf, std::string, std::size_t>> labels;
    readList(reader, "labels", [&](ObjectReader& label) {
        retouch.labels.push_back(readLabel(label));
        const LabelChange& change = retouch.labels.back();
        if (!labels.emplace(change.of, change.name.key, change.name.nth).second)
            label.fault("name", LP_TEXT("fault", "is changed twice"));
    });
    return retouch;
}

} // namespace longpeak
