// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "console.h"

#include <ostream>

namespace longpeak {
namespace {

constexpr std::size_t longestWords = 400; ///< bytes of a fault that are printed

} // namespace

int report(const Faults& faults, const Console& console) {
    for (const Fault& fault : faults)
        console.err << "longpeak: " << (fault.file.empty() ? "''" : oneLine(fault.file)) << ": "
                    << shortened(oneLine(fault.pointer), longestWords) << ": "
                    << shortened(oneLine(fault.reason.english()), longestWords) << "\n";
    return statusWrong;
}

int report(const Fault& fault, const Console& console) {
    return report(Faults{fault}, console);
}

void warn(const std::string& file, const std::vector<Text>& warnings, const Console& console) {
    for (const Text& warning : warnings)
        console.err << "longpeak: " << (file.empty() ? "''" : oneLine(file)) << ": "
                    << shortened(oneLine(warning.english()), longestWords) << "\n";
}

} // namespace longpeak
