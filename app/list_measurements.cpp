// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "evidence/evidence.h"
#include "json.h"
#include "listing.h"
#include "preset/preset_file.h"
#include "quantity/format.h"

#include <nlohmann/json.hpp>

// Keys are those of the preset files, with what the engine says of the same case beside.

namespace longpeak {
namespace {

using Json = nlohmann::ordered_json;
using enum Table::Align;

Json jsonOf(const Comparison& c) {
    Json json = std::move(Json::parse(writeMeasurementDocument(*c.measurement))["measurements"][0]);
    json["title"] = c.title.english();
    json["predicted"] = c.prediction ? jsonNumber(c.prediction->value) : Json();
    json["bound_by"] = c.prediction ? Json(roofName(c.prediction->roof).english()) : Json();
    json["bound_share"] = c.prediction ? jsonNumber(c.prediction->share) : Json();
    json["efficiency"] = jsonNumber(c.efficiency);
    json["verdict"] = verdictName(c.verdict).english();
    json["reason"] = c.reason.empty() ? Json() : Json(c.reason.english());
    return json;
}

Json measurementJson(const Catalogue& catalogue) {
    Json list = Json::array();
    for (const Comparison& comparison : compareAll(catalogue)) list.push_back(jsonOf(comparison));
    return list;
}

Table measurementTable(const Catalogue& catalogue) {
    Table table({Left, Right, Right, Right, Left, Left});
    table.row({"ID", "MEASURED", "AT THE PEAK", "REACHED", "VERDICT", "WHAT"});
    for (const Comparison& c : compareAll(catalogue)) {
        const Measurement& m = *c.measurement;
        table.row({m.id, measuredText(m.value, m.metric).english(),
                   c.prediction ? measuredText(c.prediction->value, m.metric).english() : "—",
                   format(c.efficiency, Unit::Fraction), std::string(verdictName(c.verdict).english()),
                   c.title.english()});
    }
    table.line("\nREACHED: of the theoretical peak. Conditions, findings and sources of each: --json.");
    return table;
}

} // namespace

const Listing measurementListing{"measurements", measurementTable, measurementJson};

} // namespace longpeak
