// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/field_json.h"

namespace longpeak {

std::vector<Source> readSources(ObjectReader& reader, std::string_view key) {
    std::vector<Source> sources;
    reader.objects(key, true, [&](ObjectReader& source) {
        sources.push_back({source.requiredText("what"), source.requiredText("ref")});
    });
    return sources;
}

OrderedJson writeSources(const std::vector<Source>& sources) {
    OrderedJson list = OrderedJson::array();
    for (const Source& source : sources) list.push_back({{"what", source.what}, {"ref", source.reference}});
    return list;
}

} // namespace longpeak
