// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace longpeak::test {

/// Damages a text in one of several ways, now and then more than once.
class Mutator {
public:
    static constexpr std::uint64_t seed = 20240514;

    std::string mutated(std::string text) {
        for (std::size_t times = 1 + below(3); times > 0 && !text.empty(); --times) text = once(std::move(text));
        return text;
    }

private:
    std::string once(std::string text) {
        const std::size_t at = below(text.size());
        const std::size_t length = 1 + below(std::min<std::size_t>(text.size() - at, 40));
        switch (below(7)) {
        case 0: text[at] = static_cast<char>(text[at] ^ (1 << below(8))); break;
        case 1: text[at] = static_cast<char>(below(256)); break;
        case 2: text.resize(at); break;
        case 3: text.erase(at, length); break;
        case 4: text.insert(at, text.substr(at, length)); break;
        case 5: text.insert(at, text.substr(below(text.size()), length)); break;
        default: replaceValue(text, at); break;
        }
        return text;
    }

    /// Puts another value where one stands: behind a colon.
    void replaceValue(std::string& text, std::size_t at) {
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
                     values[below(values.size())]);
    }

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(m_random() % bound); }

    std::mt19937_64 m_random{seed};
};

} // namespace longpeak::test
