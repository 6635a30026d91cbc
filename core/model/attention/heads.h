// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/attention/fields.h"

// Attention with keys and values for each KV head, whatever part of the context it sees. Private to this folder.

namespace longpeak::attentionHeads {

double matrices(const Attention& attention, double hidden);
/// Of the indexer; 0 where there is no selection.
double indexerMatrices(const Attention& attention, double hidden);
double vectors(const Attention& attention);
AttentionHeads heads(const Attention& attention);

void settle(Attention& attention);
void complete(Attention& attention, double hidden);
/// The same, and a window.
void completeBounded(Attention& attention, double hidden);
/// Puts the fallback where there is nothing.
void fill(double& value, double fallback);

/// Keys and values of so many KV heads for those query heads.
Attention ofHeads(const AttentionHeads& heads, double kvHeads);

/// Query heads where there are none: of the usual width.
void fillQueryHeads(Attention& attention, double hidden);
inline constexpr double usualHeadDim = 128;

inline constexpr DocumentCheck<Attention> checks[] = {
    {.key = "kv_heads",
     .reason = LP_TEXT("fault", "must not be more than %1"),
     .names = {"query_heads"},
     .fails = [](const Attention& a) { return a.kvHeads > a.queryHeads; },
     .given = {}}};

/// Of kinds that see a window of the context.
inline constexpr DocumentField<Attention> boundedFields[] = {
    attentionField::queryHeads,  attentionField::kvHeads,    attentionField::headDim,
    attentionField::valueDim,    attentionField::window,     attentionField::shared,
    attentionField::outputGate,  attentionField::keyIsValue, attentionField::queryKeyValueBias,
    attentionField::queryKeyNorm};

Text described(const Attention& attention);
Text cacheTerm(const Attention& attention);
/// "GQA 32→8 × 128"
Text inList(const Attention& attention);
/// A number in a list of groups.
Amount count(double value);

} // namespace longpeak::attentionHeads
