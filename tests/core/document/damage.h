// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/samples.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace longpeak::test {

/// Puts another value where one stands: behind a colon.
inline void replaceValue(std::string& text, std::size_t at, Random& random) {
    static constexpr std::array<std::string_view, 20> values{"null",
                                                             "true",
                                                             "0",
                                                             "-1",
                                                             "1e999",
                                                             "-1e308",
                                                             "1e-320",
                                                             "0.5",
                                                             "12345678901234567890",
                                                             "\"\"",
                                                             "\"x\"",
                                                             "[]",
                                                             "[{}]",
                                                             "{}",
                                                             "NaN",
                                                             "\"auto\"",
                                                             "{\"preset\": null}",
                                                             "1e18",
                                                             "256",
                                                             "[[[]]]"};
    const auto colon = text.find(':', at);
    if (colon == std::string::npos) return;
    const auto end = text.find_first_of(",}\n", colon);
    text.replace(colon + 1, (end == std::string::npos ? text.size() : end) - colon - 1,
                 values[pick(random, values.size())]);
}

inline void damage(std::string& text, Random& random) {
    const std::size_t at = pick(random, text.size());
    const std::size_t length = 1 + pick(random, std::min<std::size_t>(text.size() - at, 40));
    switch (pick(random, 7)) {
    case 0: text[at] = static_cast<char>(text[at] ^ (1 << pick(random, 8))); break;
    case 1: text[at] = static_cast<char>(pick(random, 256)); break;
    case 2: text.resize(at); break;
    case 3: text.erase(at, length); break;
    case 4: text.insert(at, text.substr(at, length)); break;
    case 5: text.insert(at, text.substr(pick(random, text.size()), length)); break;
    default: replaceValue(text, at, random); break;
    }
}

/// The text, damaged in one of several ways, now and then more than once.
inline std::string withDamage(std::string text, Random& random) {
    for (std::size_t times = 1 + pick(random, 3); times > 0 && !text.empty(); --times) damage(text, random);
    return text;
}

} // namespace longpeak::test
