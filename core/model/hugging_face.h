// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/document.h"
#include "model/model.h"
#include "result.h"

#include <string>
#include <string_view>
#include <vector>

// Models from the config.json that lies beside the weights in a Hugging Face repository. What a key means, and what a
// type takes where a key is absent, is as in the modelling code of github:huggingface/transformers, or in the code that
// the makers ship with the weights. Counts are of the text model: vision and audio towers and the layers of multi-token
// prediction are left out, and a warning says so.

namespace longpeak {

/// A model read from a config.json, and what had to be assumed.
struct ImportedModel {
    Model model;                ///< its notes repeat the warnings
    std::vector<Text> warnings; ///< "/json/pointer: reason" each; empty when everything was known
};

/// The model of a config.json; `file` names it in faults, and the model where the config does not. A type that is not
/// known is read as a plain decoder, with warnings. Every fault names the JSON pointer, and all are found at once.
Result<ImportedModel> importHuggingFace(std::string_view text, const std::string& file);

/// Whether the document is an object with "model_type" or "architectures" and no "format", which all documents of this
/// program have.
bool isHuggingFaceConfig(const Json& document);
/// The same of a text, which may be no JSON at all.
bool looksLikeHuggingFaceConfig(std::string_view text);

} // namespace longpeak
