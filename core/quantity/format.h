// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <optional>
#include <string>
#include <string_view>

// Quantities as people read and write them. The only place in the program that turns a value into text for a person:
// tiles, axes, tooltips, tables and the help all call it, so they print the same value the same way.
// Independent of the locale: decimal point, thin groups of three in plain counts.

namespace longpeak {

/// What a number means. Values are always SI (bytes, FLOP, seconds, tokens, dollars).
enum class Unit {
    Count,           ///< plain number: rounds, layers
    Ratio,           ///< 4 -> "4×"
    Fraction,        ///< 0.5 -> "50 %"
    Users,           ///< users
    Gpus,            ///< GPUs
    Tokens,          ///< tokens, K = 1000
    Parameters,      ///< model parameters: 34.4 B
    Bytes,           ///< bytes: GB or GiB by setting
    BytesPerToken,   ///< bytes per token
    BytesPerSecond,  ///< bytes/s, always decimal
    Flop,            ///< FLOP: TFLOP
    FlopPerSecond,   ///< FLOP/s: TFLOP/s
    FlopPerByte,     ///< arithmetic intensity
    Seconds,         ///< seconds: µs, ms, s, min, h
    SecondsPerToken, ///< seconds per token: ms / token
    TokensPerSecond, ///< tokens per second, without a prefix
    PerHour,         ///< sessions per hour
    Dollars,         ///< US dollars
    DollarsPerHour,  ///< US dollars per hour
    Text             ///< no number: choices and presets
};

/// Capacities in GB (1e9) or GiB (2^30); rates are always decimal.
enum class ByteUnits { Decimal, Binary };

/// A value for people in two parts, so that a tile can set them in different type: "39.5" and "ms".
struct Readable {
    std::string number;
    std::string unit;
    /// "39.5 ms"; units that cling to the number ("4×", "50K", "$3.50") are joined without a space.
    std::string text() const;
    bool operator==(const Readable&) const = default;
};

/// Three significant digits with the prefix that fits the size. Not finite gives "—".
Readable readable(double si, Unit unit, ByteUnits bytes = ByteUnits::Decimal);

/// readable(...).text()
std::string format(double si, Unit unit, ByteUnits bytes = ByteUnits::Decimal);

/// The value for tooltips and typed entry, grouped in threes, with its unit: whole numbers exactly, others with 8
/// significant digits ("12 288 000 000 B", "50 000 tokens", "0.039380088 s").
std::string formatExact(double si, Unit unit);

/// What a field for typing shows: the shortest text that parseQuantity reads back as the same value, with the prefix
/// that makes it so ("80 GiB", "989.4 TFLOP/s", "64 000", "$3.50").
std::string formatEntry(double si, Unit unit);

/// A short label for an axis tick: "32K", "100 ms", "0.1". No more digits than the value needs.
std::string formatTick(double si, Unit unit, ByteUnits bytes = ByteUnits::Decimal);

/// A unit with its prefix: 1e9 B, "GB".
struct UnitMultiple {
    double size = 1; ///< SI
    std::string symbol;
};

/// The one in which values of that size are told side by side: of time from 2 min on minutes, from 2 h on hours, from 2
/// days on days.
UnitMultiple multipleFor(double si, Unit unit, ByteUnits bytes = ByteUnits::Decimal);

/// The unit's own name for CSV headers and axes: "tokens", "B", "FLOP/s", "s"; empty for counts.
std::string_view unitSymbol(Unit unit);

/// Head of a column of a table of data: "context (tokens)", or the name alone where there is no unit.
std::string columnTitle(std::string_view name, Unit unit);

/// The shortest text that reads back as the same double, for JSON-like and CSV output: "0.1", "12288000000".
std::string formatPlain(double value);

/// Reads what formatPlain, format and people write: "50000", "50 000", "128K", "1.5M", "40 GB", "40GiB", "60s",
/// "2 min", "39.5 ms", "312 TFLOP/s", "2.0 TB/s", "4x", "4×", "50 %", "$3.5". A bare number is SI, but for fractions,
/// where it is the fraction itself. Gives nothing when the text is not one
/// number with a unit that fits; a comma must part three digits, so that "1,5" is refused and not read as 15.
std::optional<double> parseQuantity(std::string_view text, Unit unit);

} // namespace longpeak
