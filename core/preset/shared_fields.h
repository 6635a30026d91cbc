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
    .label = "Id",
    .help = "The name of its file: lower-case letters, digits, “.”, “_” and “-”.",
    .section = formSection::identity,
    .place = 1};

template <typename Preset>
inline constexpr DocumentField<Preset> nameField{.key = "name",
                                                 .value = atMember<&Preset::name>(),
                                                 .label = "Name",
                                                 .help = "What the list, figures and tables call it.",
                                                 .section = formSection::identity};

template <typename Preset>
inline constexpr DocumentField<Preset> confidenceField{
    .key = "confidence",
    .value = atMember<&Preset::confidence>(),
    .presence = Presence::Optional,
    .label = "Confidence",
    .help = "How far the figures can be trusted: “vendor”, “paper”, “secondary”, “own”.",
    .empty = "not said",
    .section = formSection::provenance};

template <typename Preset>
inline constexpr DocumentField<Preset> notesField{.key = "notes",
                                                  .value = atMember<&Preset::notes>(),
                                                  .presence = Presence::Optional,
                                                  .label = "Notes",
                                                  .help = "Anything a reader should know.",
                                                  .empty = "none",
                                                  .section = formSection::provenance,
                                                  .isLong = true};

template <typename Preset>
inline constexpr DocumentField<Preset> sourcesField{
    .key = "sources",
    .value = atMember<&Preset::sources>(),
    .label = "Sources",
    .help = "Where the figures come from, one a line: “bandwidth: https://…”. At least one, be it “own measurement”.",
    .section = formSection::provenance};

} // namespace longpeak
