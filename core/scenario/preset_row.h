// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/read_file.h"
#include "preset/catalogue.h"
#include "quantity/format.h"
#include "result.h"
#include "scenario/case.h"
#include "text/text.h"

#include <string>
#include <string_view>
#include <vector>

// What a parameter does whose value is a preset, and which has no number therefore.

namespace longpeak {

class ObjectReader;

/// Something that can be chosen by its id.
struct Candidate {
    std::string id;
    std::string name;
    Text facts;         ///< in a few words: "70.6 B · KV 328 KB/token", "80.0 GiB · 3.35 TB/s"
    bool isOwn = false; ///< the user's, which no other machine has
};

struct PresetRow {
    /// "there is no model '%1'".
    MarkedMessage<1> unknown;
    /// What is chosen: its id, as typed and in JSON, its name, and a line of facts for people.
    std::string (*id)(const Case&);
    std::string (*name)(const Case&);
    Text (*facts)(const Case&, ByteUnits);
    /// What can be chosen: the shipped ones, then the user's own.
    std::vector<Candidate> (*candidates)(const Catalogue&);
    /// Whether the catalogue has what is chosen, and not another version of it.
    bool (*isListed)(const Case&, const Catalogue&);
    /// Chooses the candidate of that id; false where there is none.
    bool (*choose)(Case&, std::string_view id, const Catalogue&);
    /// Chooses the one that a preset file holds; the faults are the file's.
    Result<Done> (*chooseFile)(Case&, const std::string& path, FileKinds);
    /// Chooses the one that a document gives whole; its faults go to the reader.
    void (*read)(Case&, ObjectReader&);
    /// The whole of it as JSON; empty where it is a shipped one, of which the id says all.
    std::string (*write)(const Case&, const Catalogue&);
};

extern const PresetRow modelPresets;
extern const PresetRow acceleratorPresets;

} // namespace longpeak
