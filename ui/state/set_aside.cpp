// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/set_aside.h"

#include "document/write_file.h"

#include <filesystem>

namespace longpeak {

Faults setAsideFor(const Faults& faults) {
    Faults told = faults;
    const auto aside = setAside(faults.front().file);
    if (!aside) {
        told.insert(told.end(), aside.faults().begin(), aside.faults().end());
        return told;
    }
    const std::string name = std::filesystem::path(*aside).filename().string();
    told.push_back({faults.front().file, "/", LP_TEXT("fault", "is set aside as %1")(verbatim(name))});
    return told;
}

} // namespace longpeak
