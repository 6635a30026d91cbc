// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face.h"

#include "document/document.h"
#include "model/hugging_face/dtype.h"
#include "model/hugging_face/families.h"
#include "model/hugging_face/name.h"
#include "model/hugging_face/parts.h"

#include <algorithm>
#include <array>

namespace longpeak {
namespace {

using namespace huggingFace;

const Type* findType(std::string_view name) {
    for (const auto family : {denseTypes(), gemmaTypes(), mixtureTypes(), latentTypes(), recurrentTypes()}) {
        const auto found = std::ranges::find(family, name, &Type::name);
        if (found != family.end()) return &*found;
    }
    return nullptr;
}

/// A key of the config that costs something, and is not modelled unless its type asked for it.
struct Neglected {
    std::string_view key;
    Message reason;
};

constexpr Message notCounted = LP_TEXT("fault", "is not counted: only the text model is");
constexpr Message noPrediction = LP_TEXT("fault", "is left out: multi-token prediction is not counted");
constexpr Message notRecurrent = LP_TEXT("fault", "is left out: recurrent layers of this type are not known, and are "
                                                  "counted as layers with attention");
constexpr Message notModelled = LP_TEXT("fault", "is left out: this type is not known to use it");

constexpr std::array neglected{
    Neglected{"vision_config", notCounted},
    Neglected{"visual", notCounted},
    Neglected{"audio_config", notCounted},
    Neglected{"speech_config", notCounted},
    Neglected{"num_nextn_predict_layers", noPrediction},
    Neglected{"mtp_num_hidden_layers", noPrediction},
    Neglected{"num_mtp_modules", noPrediction},
    Neglected{"is_encoder_decoder", LP_TEXT("fault", "is left out: the encoder is not counted")},
    Neglected{"cross_attention_layers", notModelled},
    Neglected{"num_kv_shared_layers", notModelled},
    Neglected{"hidden_size_per_layer_input", notModelled},
    Neglected{"kv_lora_rank", notModelled},
    Neglected{"index_topk", notModelled},
    Neglected{"compress_ratios", notModelled},
    Neglected{"attention_chunk_size", notModelled},
    Neglected{"num_experts", notModelled},
    Neglected{"num_local_experts", notModelled},
    Neglected{"n_routed_experts", notModelled},
    Neglected{"layers_block_type", notRecurrent},
    Neglected{"hybrid_override_pattern", notRecurrent},
    Neglected{"attn_layer_period", notRecurrent},
    Neglected{"full_attention_interval", notRecurrent},
    Neglected{"linear_attn_config", notRecurrent},
    Neglected{"mamba_d_state", notRecurrent},
    Neglected{"ssm_state_size", notRecurrent}};

/// Whether the value says that there is none of it.
bool saysNone(const Json& value) {
    if (value.is_boolean()) return !value.get<bool>();
    if (value.is_number()) return value.get<double>() == 0;
    return (value.is_array() || value.is_object()) && value.empty();
}

void warnOfNeglected(ConfigReader& config) {
    for (const Neglected& row : neglected) {
        if (config.wasRead(row.key) || !config.has(row.key) || saysNone(*config.find(row.key))) continue;
        config.warn(row.key, row.reason);
    }
}

std::string notesOf(const std::string& type, const std::vector<Text>& warnings) {
    std::string notes = "read from a config.json of Hugging Face";
    if (!type.empty()) notes += " of type " + inQuotes(type).english();
    for (const Text& warning : warnings) notes += "; " + warning.english();
    return notes;
}

/// The shape of a text model.
void readShape(ConfigReader& config, const std::string& type, Model& model) {
    if (const Type* known = findType(type))
        known->read(config, model);
    else
        readUnknown(config, model, type);
    model.nativeDtype = readDtype(config);
    warnOfNeglected(config);
}

/// The part that describes the text model of a config for several media.
std::string_view textPartOf(const ConfigReader& config) {
    if (config.hasAny(hiddenKeys)) return {};
    for (const std::string_view key : {"text_config", "llm_config", "language_config"})
        if (config.has(key)) return key;
    return {};
}

} // namespace

bool isHuggingFaceConfig(const Json& document) {
    return document.is_object() && !document.contains("format") &&
           (document.contains("model_type") || document.contains("architectures"));
}

Result<ImportedModel> importHuggingFace(std::string_view text, const std::string& file) {
    const auto json = parseDocument(text, file);
    if (!json) return json.faults();
    if (!json->is_object()) return Fault{file, "/", LP_TEXT("fault", "must be an object, not %1")(typeName(*json))};
    if (json->contains("format"))
        return Fault{file, "/format", LP_TEXT("fault", "is not a key of a config.json; this is another document")};
    Findings findings{.file = file};
    ConfigReader config(*json, "", findings);
    ImportedModel imported;
    Model& model = imported.model;
    std::string type = config.text("model_type");
    if (const std::string_view key = textPartOf(config); key.empty()) {
        readShape(config, type, model);
    } else if (auto part = config.object(key)) {
        const std::string own = part->text("model_type");
        // The outer type stands in where the part names none.
        if (!own.empty()) type = own;
        readShape(*part, type, model);
        warnOfNeglected(config);
    }
    const ModelName name = readName(config, file);
    if (!findings.faults.empty()) return findings.faults;
    model.id = name.id;
    model.name = name.name;
    model.confidence = "config";
    model.notes = notesOf(type, findings.warnings);
    model.sources = {{"architecture", name.source}};
    imported.warnings = std::move(findings.warnings);
    return imported;
}

bool looksLikeHuggingFaceConfig(std::string_view text) {
    const auto json = parseDocument(text, "");
    return json && isHuggingFaceConfig(*json);
}

} // namespace longpeak
