// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/escape.h"

#include <algorithm>
#include <cstdint>

namespace longpeak {
namespace {

constexpr std::string_view replacement = "\uFFFD";
constexpr char32_t noCharacter = 0xFFFFFFFF;

/// One character, or one byte that is none.
struct Character {
    char32_t code = noCharacter;
    std::string_view bytes;
    bool isValid() const { return code != noCharacter; }
};

/// Takes the first away from the rest (RFC 3629: shortest form, no surrogates).
Character takeCharacter(std::string_view& rest) {
    const auto byteAt = [&](std::size_t i) -> std::uint32_t {
        return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0U;
    };
    const std::uint32_t first = byteAt(0);
    const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    constexpr std::uint32_t heads[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    std::uint32_t code = first & heads[length];
    bool isValid = first < 0x80 || (first >= 0xC2 && first <= 0xF4);
    for (std::size_t i = 1; i < length; ++i) {
        isValid = isValid && (byteAt(i) & 0xC0U) == 0x80U;
        code = code << 6U | (byteAt(i) & 0x3FU);
    }
    isValid = isValid && code >= least[length] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
    const Character taken{isValid ? code : noCharacter, rest.substr(0, isValid ? length : 1)};
    rest.remove_prefix(taken.bytes.size());
    return taken;
}

bool isControl(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F);
}

/// From the first to the last; direction is among those from U+200E, U+202A and U+2066.
struct Range {
    char32_t first;
    char32_t last;
};

constexpr Range acting[] = {
    {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C},   {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180E, 0x180E},
    {0x200B, 0x200B}, {0x200E, 0x200F}, {0x2028, 0x202E},   {0x2060, 0x206F},   {0x3164, 0x3164},   {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE00FF}, {0xE01F0, 0xE0FFF}};

bool acts(char32_t code) {
    const auto holds = [code](const Range& range) { return code >= range.first && code <= range.last; };
    return isControl(code) || (code >= acting[0].first && std::ranges::any_of(acting, holds));
}

bool isLawful(char32_t code) {
    return code >= 0x20 ? code != 0xFFFE && code != 0xFFFF : code == '\t' || code == '\n' || code == '\r';
}

std::string hex(char32_t code, int digits) {
    std::string text;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) text += "0123456789abcdef"[code >> shift & 0xFU];
    return text;
}

std::string writtenOut(char32_t code) {
    switch (code) {
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return code < 0x80 ? "\\x" + hex(code, 2) : code <= 0xFFFF ? "\\u" + hex(code, 4) : "\\U" + hex(code, 8);
    }
}

/// In a string of JSON (RFC 8259, 7): beyond U+FFFF as a pair of surrogates.
std::string inJson(char32_t code) {
    if (code <= 0xFFFF) return "\\u" + hex(code, 4);
    const char32_t rest = code - 0x10000;
    return "\\u" + hex(0xD800 + (rest >> 10U), 4) + "\\u" + hex(0xDC00 + (rest & 0x3FFU), 4);
}

/// Each character as `write` appends it; what is none as U+FFFD.
template <typename Write>
std::string rewritten(std::string_view text, Write write) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const Character character = takeCharacter(text);
        if (character.isValid())
            write(out, character);
        else
            out += replacement;
    }
    return out;
}

/// Of a spreadsheet, which passes over blanks, and some take the wide signs of East Asia for the same.
bool beginsAFormula(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return false;
    const std::string_view begin = text.substr(first);
    constexpr std::string_view signs[] = {"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    return std::ranges::any_of(signs, [&](std::string_view sign) { return begin.starts_with(sign); });
}

} // namespace

std::string oneLine(std::string_view text) {
    return rewritten(text, [](std::string& out, const Character& character) {
        acts(character.code) ? out += writtenOut(character.code) : out += character.bytes;
    });
}

std::string csvCell(std::string_view text) {
    const bool isFormula = beginsAFormula(text);
    if (!isFormula && text.find_first_of(",\"\n") == std::string_view::npos) return oneLine(text);
    std::string cell = isFormula ? "\"'" : "\"";
    cell += rewritten(text, [](std::string& out, const Character& character) {
        if (character.code == '"')
            out += "\"\"";
        else if (acts(character.code) && character.code != '\n')
            out += writtenOut(character.code);
        else
            out += character.bytes;
    });
    return cell + "\"";
}

std::string markdownCell(std::string_view text) {
    constexpr std::string_view special = "\\|*`<[&";
    std::string cell;
    for (const char letter : oneLine(text)) {
        if (special.find(letter) != std::string_view::npos) cell += '\\';
        cell += letter;
    }
    return cell;
}

std::string plainJson(std::string json) {
    const auto isPlain = [](char c) { return static_cast<unsigned char>(c) < 0x7F; };
    if (std::ranges::all_of(json, isPlain)) return json;
    return rewritten(json, [](std::string& out, const Character& character) {
        const bool escapes = character.code >= 0x20 && (acts(character.code) || !isLawful(character.code));
        escapes ? out += inJson(character.code) : out += character.bytes;
    });
}

std::string lawfulXml(std::string_view xml) {
    return rewritten(xml, [](std::string& out, const Character& character) {
        out += isLawful(character.code) ? character.bytes : replacement;
    });
}

std::string escapedXml(std::string_view text) {
    std::string out;
    for (const char c : lawfulXml(text)) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    }
    return out;
}

} // namespace longpeak
