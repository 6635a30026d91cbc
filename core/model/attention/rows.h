// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/attention_kind.h"

// One row for each file of this folder. Private to it.

namespace longpeak {

extern const AttentionKindRow fullAttention;
extern const AttentionKindRow windowAttention;
extern const AttentionKindRow chunkedAttention;
extern const AttentionKindRow latentAttention;
extern const AttentionKindRow recurrentAttention;
extern const AttentionKindRow noAttention;

} // namespace longpeak
