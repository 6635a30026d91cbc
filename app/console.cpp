// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "console.h"

#include <ostream>

namespace longpeak {
namespace {

/// A parser quotes what it read, which may be all of a large file: the middle goes.
std::string shortened(const std::string& text) {
    constexpr std::size_t longest = 400;
    if (text.size() <= longest) return text;
    const auto isInside = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80; };
    std::size_t head = longest * 3 / 4;
    std::size_t tail = text.size() - longest / 4;
    while (isInside(head)) --head;
    while (isInside(tail)) ++tail;
    return text.substr(0, head) + " ... " + text.substr(tail);
}

} // namespace

int report(const Faults& faults, const Console& console) {
    for (const Fault& fault : faults)
        console.err << "longpeak: " << (fault.file.empty() ? "''" : oneLine(fault.file)) << ": "
                    << shortened(oneLine(fault.pointer)) << ": " << shortened(oneLine(fault.reason.english())) << "\n";
    return statusWrong;
}

int report(const Fault& fault, const Console& console) {
    return report(Faults{fault}, console);
}

void warn(const std::string& file, const std::vector<Text>& warnings, const Console& console) {
    for (const Text& warning : warnings)
        console.err << "longpeak: " << (file.empty() ? "''" : oneLine(file)) << ": "
                    << shortened(oneLine(warning.english())) << "\n";
}

} // namespace longpeak
