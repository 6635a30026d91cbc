// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preset/preset_json.h"

#include "preset/preset_fields.h"

#include <algorithm>

namespace longpeak {
namespace {

/// The row of the kind that the object names; the first where it names none.
template <typename Row>
const Row& readKind(ObjectReader& reader, std::span<const Row> rows) {
    std::vector<std::string_view> words;
    for (const Row& row : rows) words.push_back(row.word);
    const auto found = std::ranges::find(rows, reader.requiredWord("kind", words), &Row::word);
    return found == rows.end() ? rows.front() : *found;
}

Attention readAttention(ObjectReader& reader) {
    const AttentionKindRow& row = readKind(reader, attentionKinds());
    Attention attention{.kind = row.kind};
    readFields(reader, row.fields, attention);
    checkFields(reader, row.checks, attention);
    if (row.settle != nullptr) row.settle(attention);
    return attention;
}

FeedForward readFeedForward(ObjectReader& reader) {
    const FeedForwardRow& row = readKind(reader, feedForwardKinds());
    FeedForward feedForward{.kind = row.kind};
    readFields(reader, row.fields, feedForward);
    checkFields(reader, row.checks, feedForward);
    return feedForward;
}

LayerGroup readGroup(ObjectReader& reader) {
    LayerGroup group;
    readFields(reader, groupFields(), group, [&](std::string_view key) {
        if (!reader.has(key)) reader.fault(key, LP_TEXT("fault", "is missing"));
        reader.object(key, [&](ObjectReader& part) {
            if (key == attentionKey)
                group.attention = readAttention(part);
            else
                group.feedForward = readFeedForward(part);
        });
    });
    if (kindOf(group.attention).keeps == Keeps::Nothing && group.feedForward.kind == FeedForwardKind::None)
        reader.fault("", LP_TEXT("fault", "has neither attention nor a feed-forward"));
    return group;
}

/// Layers of the largest models are some hundreds, and each costs a moment in every estimate.

/// Else any number of users would fit.
/// `part` with its kind, and the fields of it.
template <typename Row, typename Part>
OrderedJson writeKind(const Row& row, const Part& part) {
    OrderedJson json{{"kind", row.word}};
    writeFields(json, row.fields, part);
    return json;
}

OrderedJson writeGroup(const LayerGroup& group) {
    OrderedJson json = OrderedJson::object();
    writeFields(json, groupFields(), group, [&](std::string_view key) {
        if (key == attentionKey) return writeKind(kindOf(group.attention), group.attention);
        return writeKind(feedForwardKinds()[static_cast<std::size_t>(group.feedForward.kind)], group.feedForward);
    });
    return json;
}

} // namespace

Model readModel(ObjectReader& reader) {
    Model model;
    readFields(reader, modelFields(), model, [&](std::string_view key) {
        reader.objects(key, true, [&](ObjectReader& group) { model.architecture.groups.push_back(readGroup(group)); });
        if (model.architecture.groups.size() > mostGroups)
            reader.fault(key, LP_TEXT("fault", "has more than %1 groups of layers")(plainAmount(mostGroups)));
        if (!model.architecture.groups.empty() && keepsNothing(model.architecture))
            reader.fault(key, LP_TEXT("fault", "has no layer that keeps a cache"));
    });
    return model;
}

OrderedJson writeModel(const Model& model) {
    OrderedJson json = OrderedJson::object();
    writeFields(json, modelFields(), model, [&](std::string_view) {
        OrderedJson groups = OrderedJson::array();
        for (const LayerGroup& group : model.architecture.groups) groups.push_back(writeGroup(group));
        return groups;
    });
    return json;
}

Accelerator readAccelerator(ObjectReader& reader) {
    Accelerator accelerator;
    readFields(reader, acceleratorFields(), accelerator);
    return accelerator;
}

OrderedJson writeAccelerator(const Accelerator& accelerator) {
    OrderedJson json = OrderedJson::object();
    writeFields(json, acceleratorFields(), accelerator);
    return json;
}

Method readMethod(ObjectReader& reader) {
    Method m;
    m.id = reader.requiredText("id");
    m.name = reader.requiredText("name");
    m.arxiv = reader.text("arxiv");
    m.year = static_cast<int>(reader.requiredWhole("year", 1990, 2100));
    m.axes = reader.texts("axes");
    for (const std::string& axis : m.axes)
        if (axis != "layer" && axis != "head" && axis != "token" && axis != "hidden")
            reader.fault("axes", LP_TEXT("fault", "must be of %1, not '%2'")(verbatim("layer, head, token, hidden"),
                                                                             verbatim(axis)));
    m.mechanism = reader.requiredText("mechanism");
    m.application = reader.text("application");
    m.keptRatio = reader.number("kv_bytes_kept_ratio", 1e-3, 1e6);
    m.readRatio = reader.number("kv_bytes_read_ratio", 1e-3, 1e6);
    m.prefillFlopRatio = reader.number("prefill_flop_ratio", 1e-3, 1e6);
    m.decodeFlopRatio = reader.number("decode_flop_ratio", 1e-3, 1e6);
    m.afterPrefill = reader.flag("compresses_after_prefill", false);
    m.beforePrefill = reader.flag("drops_before_prefill", false);
    m.quantises = reader.flag("quantises", false);
    m.partOfModel = reader.flag("part_of_model", false);
    if (reader.has("ratio_basis"))
        m.ratioBasis = reader.requiredWord("ratio_basis", {"reported", "structural", "nominal"});
    m.ratioText = reader.text("ratio_text");
    m.qualityText = reader.text("quality_text");
    m.qualityClass = reader.text("quality_class");
    if (reader.has("needle")) m.needle = reader.requiredWord("needle", {"kept", "partly", "lost", "not reported"});
    if (const auto tokens = reader.number("quality_tokens", 1, 1e9)) m.shownFor = Tokens(*tokens);
    m.confidence = reader.text("confidence");
    m.notes = reader.text("notes");
    m.sources = readSources(reader);
    return m;
}

} // namespace longpeak
