// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/hugging_face/config_reader.h"
#include "model/model.h"

#include <span>
#include <string_view>

// The types of models by family. Each reader takes the shape out of a config whose names and defaults are those of the
// type's own code; faults go on record in the config. Private to the import.

namespace longpeak::huggingFace {

/// A "model_type" and what reads it.
struct Type {
    std::string_view name;
    void (*read)(ConfigReader& config, Model& model);
};

std::span<const Type> denseTypes();      ///< Llama, Mistral, Qwen, Phi, Falcon, Command
std::span<const Type> classicTypes();    ///< GPT-2 and what is built like it; MPT, ChatGLM, Qwen 1, DBRX
std::span<const Type> gemmaTypes();      ///< Gemma 1 to 4
std::span<const Type> mixtureTypes();    ///< Mixtral, Qwen-MoE, gpt-oss, GLM, Llama 4, MiniMax-M2
std::span<const Type> latentTypes();     ///< DeepSeek, Kimi, GLM-5, MiniCPM3
std::span<const Type> layeredTypes();    ///< Hunyuan, ERNIE 4.5, MiMo, MiniMax-M3, Laguna, Trinity, Nemotron-NAS
std::span<const Type> linearTypes();     ///< Kimi-Linear, Kimi-K3, Ling linear, RWKV-7
std::span<const Type> stateSpaceTypes(); ///< Mamba-2, Granite 4, Nemotron-H, LFM2
std::span<const Type> recurrentTypes();  ///< Qwen3-Next, Qwen3.5, Jamba, MiniMax-01

/// A type that is not known, as a decoder of the common kind. Warns of all that it takes for granted.
void readUnknown(ConfigReader& config, Model& model, std::string_view type);

/// Latent attention of DeepSeek-V2 with `heads` heads, its indexer where there is one.
void readLatentAttention(ConfigReader& config, LayerGroup& layer, const Model& model);

} // namespace longpeak::huggingFace
