// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "preset/catalogue.h"
#include "table.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace longpeak {

/// One kind of things that `list` lists.
struct Listing {
    std::string_view kind;
    Table (*table)(const Catalogue&);
    nlohmann::ordered_json (*json)(const Catalogue&); ///< an array of objects, every fact of each
    std::string (*page)(const Catalogue&) = nullptr;  ///< in Markdown, where that is more than the table
};

extern const Listing modelListing;
extern const Listing acceleratorListing;
extern const Listing methodListing;
extern const Listing measurementListing;

} // namespace longpeak
