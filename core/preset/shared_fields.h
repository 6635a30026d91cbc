// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "preset/preset_fields.h"

// What models and accelerators have in common: who they are, and where their figures come from. Private to the tables.

namespace longpeak {

template <typename Preset>
inline constexpr DocumentField<Preset> idField{
    .key = "id",
    .value = atMember<&Preset::id>(),
    .label = LP_TEXT("preset", "Id"),
    .help = LP_TEXT("preset", "The name of its file: lower-case letters, digits, “.”, “_” and “-”."),
    .section = formSection::identity,
    .place = 1};

template <typename Preset>
inline constexpr DocumentField<Preset> nameField{
    .key = "name",
    .value = atMember<&Preset::name>(),
    .label = LP_TEXT("preset", "Name"),
    .help = LP_TEXT("preset", "What the list, figures and tables call it."),
    .section = formSection::identity};

template <typename Preset>
inline constexpr DocumentField<Preset> confidenceField{
    .key = "confidence",
    .value = atMember<&Preset::confidence>(),
    .presence = Presence::Optional,
    .label = LP_TEXT("preset", "Confidence"),
    .help = LP_TEXT("preset", "How far the figures can be trusted: “vendor”, “paper”, “secondary”, “own”."),
    .empty = LP_TEXT("preset", "not said"),
    .section = formSection::provenance};

template <typename Preset>
inline constexpr DocumentField<Preset> notesField{.key = "notes",
                                                  .value = atMember<&Preset::notes>(),
                                                  .presence = Presence::Optional,
                                                  .label = LP_TEXT("preset", "Notes"),
                                                  .help = LP_TEXT("preset", "Anything a reader should know."),
                                                  .empty = LP_TEXT("preset", "none"),
                                                  .section = formSection::provenance,
                                                  .isLong = true};

template <typename Preset>
inline constexpr DocumentField<Preset> sourcesField{
    .key = "sources",
    .value = atMember<&Preset::sources>(),
    .label = LP_TEXT("preset", "Sources"),
    .help = LP_TEXT(
        "preset",
        "Where the figures come from, one a line: “bandwidth: https://…”. At least one, be it “own measurement”."),
    .section = formSection::provenance};

} // namespace longpeak
