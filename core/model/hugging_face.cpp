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
    for (const auto family : {denseTypes(), classicTypes(), gemmaTypes(), mixtureTypes(), layeredTypes(), latentTypes(),
                              recurrentTypes(), linearTypes(), stateSpaceTypes()}) {
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

/// What Python writes for a number that JSON does not have.
constexpr std::array<std::string_view, 3> pythonsNumbers{"-Infinity", "Infinity", "NaN"};

/// No count needs them, so they are read as absent.
std::string withoutPythonsNumbers(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool isQuoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto* const word = std::ranges::find_if(
            pythonsNumbers, [&](std::string_view each) { return text.substr(i).starts_with(each); });
        if (!isQuoted && word != pythonsNumbers.end()) {
            out += "null";
            i += word->size() - 1;
            continue;
        }
        if (text[i] == '"') isQuoted = !isQuoted;
        out += text[i];
        if (isQuoted && text[i] == '\\' && i + 1 < text.size()) out += text[++i];
    }
    return out;
}

Result<Json> parseConfig(std::string_view text, const std::string& file) {
    auto json = parseDocument(text, file);
    if (json || (text.find("Infinity") == std::string_view::npos && text.find("NaN") == std::string_view::npos))
        return json;
    auto again = parseDocument(withoutPythonsNumbers(text), file);
    return again ? std::move(again) : std::move(json); // of what the file says
}

/// What holds the text model in a config for several media; one may lie in another.
constexpr std::array textParts{"text_config", "llm_config", "language_config", "thinker_config"};

/// The part that describes the text model, whatever stands beside it: some repeat its width outside. Nothing where the
/// config is the text model itself, and where none of its parts has a shape.
std::string_view textPartOf(const Json& config) {
    const auto hasShape = [](const Json& node) {
        return node.is_object() && std::ranges::any_of(hiddenKeys, [&](std::string_view key) {
                   const auto found = node.find(key);
                   return found != node.end() && !found->is_null();
               });
    };
    std::string_view named;
    for (const std::string_view key : textParts) {
        const auto part = config.find(key);
        if (part == config.end() || part->is_null()) continue;
        if (named.empty()) named = key;
        if (!part->is_object()) continue;
        if (hasShape(*part) || !textPartOf(*part).empty()) return key;
    }
    return hasShape(config) ? std::string_view() : named;
}

/// Reads the text model of the config, or of the part that holds it. Gives its type.
std::string readText(ConfigReader& config, std::string type, Model& model) {
    const std::string_view key = textPartOf(config.node());
    if (key.empty()) {
        readShape(config, type, model);
        return type;
    }
    auto part = config.object(key);
    if (!part) return type;
    // The outer type stands in where the part names none.
    if (const std::string own = part->text("model_type"); !own.empty()) type = own;
    type = readText(*part, type, model);
    warnOfNeglected(config);
    return type;
}

/// Models that do not write one token after another by themselves; what stands behind their name is their whole config.
constexpr std::array others{"albert",
                            "audio_spectrogram_transformer",
                            "bart",
                            "bert",
                            "bigbird",
                            "blip",
                            "camembert",
                            "clap",
                            "clip",
                            "convnext",
                            "deberta",
                            "deberta-v2",
                            "deit",
                            "distilbert",
                            "dinov2",
                            "electra",
                            "encodec",
                            "ernie",
                            "esm",
                            "fsmt",
                            "hubert",
                            "longformer",
                            "longt5",
                            "m2m_100",
                            "marian",
                            "mbart",
                            "mobilebert",
                            "modernbert",
                            "mpnet",
                            "mt5",
                            "nllb-moe",
                            "nomic_bert",
                            "pegasus",
                            "roberta",
                            "seamless_m4t",
                            "siglip",
                            "siglip2",
                            "swin",
                            "switch_transformers",
                            "t5",
                            "umt5",
                            "vit",
                            "wav2vec2",
                            "whisper",
                            "xlm-roberta"};

/// What the document says of itself that no decoder does; empty = nothing.
std::string_view otherThanDecoder(const Json& json, std::string_view type) {
    if (std::ranges::find(others, type) != others.end()) return "model_type";
    if (const auto both = json.find("is_encoder_decoder"); both != json.end() && *both == true)
        return "is_encoder_decoder";
    const auto hasShape = [&] {
        return !textPartOf(json).empty() ||
               std::ranges::any_of(layerKeys, [&](std::string_view key) { return json.contains(key); });
    };
    for (const std::string_view key :
         {"peft_type", "tokenizer_class", "_from_model_config"}) // adapter, tokenizer, generation
        if (json.contains(key) && !hasShape()) return key;
    return {};
}

} // namespace

bool isHuggingFaceConfig(const Json& document) {
    return document.is_object() && !document.contains("format") &&
           (document.contains("model_type") || document.contains("architectures"));
}

Result<ImportedModel> importHuggingFace(std::string_view text, const std::string& file) {
    const auto json = parseConfig(text, file);
    if (!json) return json.faults();
    if (!json->is_object()) return Fault{file, "/", LP_TEXT("fault", "must be an object, not %1")(typeName(*json))};
    if (json->contains("format"))
        return Fault{file, "/format", LP_TEXT("fault", "is not a key of a config.json; this is another document")};
    Findings findings{.file = file};
    ConfigReader config(*json, "", findings);
    ImportedModel imported;
    Model& model = imported.model;
    std::string type = config.text("model_type");
    if (const std::string_view key = otherThanDecoder(*json, type); !key.empty())
        return Fault{file, "/" + std::string(key),
                     LP_TEXT("fault", "is that of something else; this is not a decoder-only language model")};
    type = readText(config, type, model);
    const ModelName name = readName(config, file);
    if (findings.faults.empty() && keepsNothing(model.architecture))
        config.fault({}, LP_TEXT("fault", "has no layer that keeps a cache"));
    if (model.architecture.groups.size() > mostGroups)
        config.fault({}, LP_TEXT("fault", "has more than %1 groups of layers")(plainAmount(mostGroups)));
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
    const auto json = parseConfig(text, "");
    return json && isHuggingFaceConfig(*json);
}

} // namespace longpeak
