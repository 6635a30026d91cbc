// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/hugging_face/dtype.h"

#include "hardware/accelerator.h"

#include <algorithm>
#include <array>

namespace longpeak::huggingFace {
namespace {

/// A word of theirs, though some are spelled as ours, and the type that it means.
struct Word {
    constexpr Word(std::string_view said, std::string_view meant) : theirs(said), ours(meant) {}
    constexpr Word(std::string_view said, Dtype meant) : Word(said, dtypeName(meant)) {}
    std::string_view theirs;
    std::string_view ours;
};

/// A type that models are stored in, but none that a scenario runs in.
constexpr std::string_view fp32 = "fp32";

constexpr std::array dtypes{
    Word{"bfloat16", Dtype::Bf16},   Word{"float16", Dtype::Fp16}, Word{"half", Dtype::Fp16},
    Word{"float32", fp32},           Word{"float", fp32},          Word{"float8_e4m3fn", Dtype::Fp8},
    Word{"float8_e5m2", Dtype::Fp8}, Word{"int8", Dtype::Int8},    Word{"bf16", Dtype::Bf16},
    Word{"fp16", Dtype::Fp16},       Word{"fp8", Dtype::Fp8}};

/// Methods of quantization that mean one type.
constexpr std::array methods{Word{"fp8", Dtype::Fp8}, Word{"fbgemm_fp8", Dtype::Fp8}, Word{"mxfp4", Dtype::Mxfp4},
                             Word{"nvfp4", Dtype::Nvfp4}};

/// Empty for what is neither 4 nor 8 bits wide.
std::string sized(bool isFloat, std::optional<double> bits) {
    if (bits == 8) return std::string(dtypeName(isFloat ? Dtype::Fp8 : Dtype::Int8));
    if (bits == 4) return std::string(dtypeName(isFloat ? Dtype::Fp4 : Dtype::Int4));
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
        return sized(isFloat, weights.at("num_bits").get<double>());
    }
    return {};
}

std::string typeOfMethod(ConfigReader& quantization, const std::string& method) {
    const auto* const word = std::ranges::find(methods, method, &Word::theirs);
    if (word != methods.end()) return std::string(word->ours);
    if (method == "gptq" || method == "awq" || method == "auto-round")
        return sized(false, quantization.whole({"bits", "w_bit"}, {1, 32}));
    if (method == "bitsandbytes") {
        if (quantization.flag("load_in_4bit", false)) return sized(false, 4);
        return quantization.flag("load_in_8bit", false) ? sized(false, 8) : std::string();
    }
    if (method == "compressed-tensors") return groupedType(quantization);
    if (method != "modelopt") return {};
    const std::string algorithm = quantization.text("quant_algo");
    if (algorithm == "FP8") return std::string(dtypeName(Dtype::Fp8));
    return algorithm == "NVFP4" ? std::string(dtypeName(Dtype::Nvfp4)) : std::string();
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
