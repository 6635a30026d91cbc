// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/dtype.h"

#include <algorithm>
#include <array>

namespace longpeak::huggingFace {
namespace {

struct Word {
    std::string_view theirs;
    std::string_view ours;
};

constexpr std::array dtypes{Word{"bfloat16", "bf16"},   Word{"float16", "fp16"}, Word{"half", "fp16"},
                            Word{"float32", "fp32"},    Word{"float", "fp32"},   Word{"float8_e4m3fn", "fp8"},
                            Word{"float8_e5m2", "fp8"}, Word{"int8", "int8"},    Word{"bf16", "bf16"},
                            Word{"fp16", "fp16"},       Word{"fp8", "fp8"}};

/// Methods of quantization that mean one type.
constexpr std::array methods{Word{"fp8", "fp8"}, Word{"fbgemm_fp8", "fp8"}, Word{"mxfp4", "mxfp4"},
                             Word{"nvfp4", "nvfp4"}};

/// "fp8" or "int4"; empty for what is neither 4 nor 8 bits wide.
std::string sized(std::string_view kind, std::optional<double> bits) {
    if (bits == 8) return std::string(kind) + "8";
    if (bits == 4) return std::string(kind) + "4";
    return {};
}

/// compressed-tensors: groups of modules, each with the type of its weights; the first that has one.
std::string groupedType(ConfigReader& quantization) {
    const Json* groups = quantization.find("config_groups");
    if (groups == nullptr || !groups->is_object()) return {};
    for (const Json& group : *groups) {
        if (!group.is_object() || !group.contains("weights") || !group.at("weights").is_object()) continue;
        const Json& weights = group.at("weights");
        const bool isFloat = weights.contains("type") && weights.at("type") == "float";
        if (!weights.contains("num_bits") || !weights.at("num_bits").is_number()) continue;
        return sized(isFloat ? "fp" : "int", weights.at("num_bits").get<double>());
    }
    return {};
}

std::string typeOfMethod(ConfigReader& quantization, const std::string& method) {
    const auto* const word = std::ranges::find(methods, method, &Word::theirs);
    if (word != methods.end()) return std::string(word->ours);
    if (method == "gptq" || method == "awq" || method == "auto-round")
        return sized("int", quantization.whole({"bits", "w_bit"}, {1, 32}));
    if (method == "bitsandbytes") {
        if (quantization.flag("load_in_4bit", false)) return "int4";
        return quantization.flag("load_in_8bit", false) ? "int8" : "";
    }
    if (method == "compressed-tensors") return groupedType(quantization);
    if (method != "modelopt") return {};
    const std::string algorithm = quantization.text("quant_algo");
    return algorithm == "FP8" ? "fp8" : algorithm == "NVFP4" ? "nvfp4" : "";
}

std::string quantizedType(ConfigReader& quantization) {
    const std::string method = quantization.text("quant_method");
    std::string type = typeOfMethod(quantization, method);
    if (type.empty())
        quantization.warn("quant_method",
                          LP_TEXT("fault", "is %1, from which the type of the weights is not known")(inQuotes(method)));
    return type;
}

std::string plainType(ConfigReader& config) {
    const std::string key = config.keyOf({"torch_dtype", "dtype"});
    const std::string name = config.text(key);
    if (name.empty() || name == "auto") return {};
    const auto* const word = std::ranges::find(dtypes, name, &Word::theirs);
    if (word != dtypes.end()) return std::string(word->ours);
    config.warn(key, LP_TEXT("fault", "is %1, which is not known")(inQuotes(name)));
    return {};
}

} // namespace

std::string readDtype(ConfigReader& config) {
    for (ConfigReader* reader = &config; reader != nullptr; reader = reader->outer())
        if (auto quantization = reader->object("quantization_config")) {
            std::string type = quantizedType(*quantization);
            if (!type.empty()) return type;
        }
    for (ConfigReader* reader = &config; reader != nullptr; reader = reader->outer()) {
        std::string type = plainType(*reader);
        if (!type.empty()) return type;
    }
    return {};
}

} // namespace longpeak::huggingFace
