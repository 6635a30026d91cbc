// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "model/architecture.h"
#include "source.h"

#include <string>
#include <vector>

namespace longpeak {

/// A published model, or one of the user's: what it is called, what its makers state, and its shape.
struct Model {
    std::string id;        ///< preset id: "yi-34b-200k"
    std::string name;      ///< "Yi-34B-200K"
    std::string developer; ///< "01.AI"
    std::string family;    ///< members of a family are scaled into each other
    Architecture architecture;
    Tokens maxContext; ///< longest context the makers state
    std::string nativeDtype;
    double publishedParameters = 0;       ///< as announced; 0 = not known
    double publishedActiveParameters = 0; ///< used per token, as announced; 0 = not known
    std::string publishedNote; ///< why the announced count is another than the counted one; empty = it is not
    std::string confidence;    ///< of the shape: "config", "paper" or "secondary"
    std::string notes;
    std::vector<Source> sources;
    bool operator==(const Model&) const = default;
};

} // namespace longpeak
