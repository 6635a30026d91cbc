// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "text/text.h"

#include <QString>
#include <QTest>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>

// Comparison of doubles for tests. QCOMPARE is relative 1e-12 and fuzzy near zero; here the tolerance is the caller's
// and a failure prints both numbers in full.

namespace longpeak::test {

/// Equal, or apart by at most `relative` of the larger one. NaN is near nothing.
inline bool isNear(double actual, double expected, double relative) {
    if (actual == expected) return true;
    return std::abs(actual - expected) <= relative * std::max(std::abs(actual), std::abs(expected));
}

/// How far apart they are, in words.
inline std::string distance(const char* text, double actual, double expected, double relative) {
    std::array<char, 400> message{};
    std::snprintf(message.data(), message.size(), "%s is %.17g, expected %.17g; off by %.3g, allowed %.3g (relative)",
                  text, actual, expected, std::abs(actual - expected) / std::max(std::abs(actual), std::abs(expected)),
                  relative);
    return message.data();
}

inline bool checkNear(double actual, double expected, double relative, const char* text, const char* file, int line) {
    if (isNear(actual, expected, relative)) return true;
    QTest::qFail(distance(text, actual, expected, relative).c_str(), file, line);
    return false;
}

/// With that many decimals, as a published table prints it.
inline QString decimals(double value, int count) {
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed,
                                   count);
    return QString::fromLatin1(buffer.data(), static_cast<qsizetype>(end.ptr - buffer.data()));
}

/// std::string as QString, so that a failed QCOMPARE prints it.
inline QString shown(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The same of a text, in English.
inline QString shown(const Text& text) {
    return QString::fromStdString(text.english());
}

} // namespace longpeak::test

/// Fails the test when `actual` is not within `relative` of `expected`.
#define NEAR(actual, expected, relative)                                                                               \
    do {                                                                                                               \
        if (!longpeak::test::checkNear(actual, expected, relative, #actual, __FILE__, __LINE__)) return;               \
    } while (false)
