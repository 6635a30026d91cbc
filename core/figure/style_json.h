// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/document.h"
#include "figure/figure_style.h"

// Private to core: a style as a part of a JSON document.

namespace longpeak {

OrderedJson styleJson(const FigureStyle& style);
FigureStyle readStyle(ObjectReader& reader);

} // namespace longpeak
