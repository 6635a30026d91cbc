// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "console.h"

#include <algorithm>
#include <ostream>

namespace longpeak {
namespace {

unsigned char byteAt(std::string_view text, std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

/// Bytes of the UTF-8 sequence that starts at `i`, 0 when there is none (RFC 3629: shortest form, no surrogates).
std::size_t sequenceLength(std::string_view text, std::size_t i) {
    const unsigned char first = byteAt(text, i);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4) return 0;
    for (std::size_t k = 1; k < length; ++k)
        if ((byteAt(text, i + k) & 0xC0) != 0x80) return 0;
    const unsigned char second = byteAt(text, i + 1);
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) ||
        (first == 0xF4 && second > 0x8F))
        return 0;
    return length;
}

std::string escapedControl(unsigned char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    if (c == '\n') return "\\n";
    if (c == '\r') return "\\r";
    if (c == '\t') return "\\t";
    return std::string("\\x") + digits[c / 16] + digits[c % 16];
}

constexpr std::size_t longestWords = 400; ///< bytes of a fault that are printed

} // namespace

std::string oneLine(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequenceLength(text, i);
        const unsigned char first = byteAt(text, i);
        if (length == 0)
            out += "\uFFFD";
        else if (first < 0x20 || first == 0x7F)
            out += escapedControl(first);
        else
            out += text.substr(i, length);
        i += std::max<std::size_t>(1, length);
    }
    return out;
}

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
