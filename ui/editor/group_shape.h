// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/model.h"

#include <string>

namespace longpeak {

/// A group of layers in a few words: "48 × window 4096, GQA 32→8 × 128 · mixture 8 of 128".
std::string groupTitle(const LayerGroup& group);

/// Fills in what a kind of attention needs and the group has none of, so that choosing another kind leaves a group that
/// can be computed: latent as in DeepSeek-V2 (arXiv:2405.04434), recurrent as Mamba-2 (arXiv:2405.21060) of twice the
/// model's width, a window of 4096.
void completeAttention(Attention& attention, double hidden);

/// The same for a selection that has been asked for: an indexer as in DeepSeek-V3.2-Exp (its config.json: 64 heads of 128).
/// Whether there was anything to fill in.
bool completeSelection(Attention& attention);

/// The same for the feed-forward; experts as in Mixtral (arXiv:2401.04088), 2 of 8.
void completeFeedForward(FeedForward& feedForward, double hidden);

/// What a new group starts as.
LayerGroup newGroup(double hidden);

} // namespace longpeak
