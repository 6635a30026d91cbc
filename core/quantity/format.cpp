// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "quantity/format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <span>

namespace longpeak {
namespace {

/// One prefix of a unit: a value of `factor` or more is shown in it.
struct Step {
    double factor;
    std::string_view symbol;
};

constexpr std::array decimalBytes{Step{1, "B"},    Step{1e3, "KB"},  Step{1e6, "MB"},
                                  Step{1e9, "GB"}, Step{1e12, "TB"}, Step{1e15, "PB"}};
constexpr std::array binaryBytes{Step{1, "B"},
                                 Step{1024.0, "KiB"},
                                 Step{1048576.0, "MiB"},
                                 Step{1073741824.0, "GiB"},
                                 Step{1099511627776.0, "TiB"},
                                 Step{1125899906842624.0, "PiB"}};
constexpr std::array byteRates{Step{1, "B/s"}, Step{1e6, "MB/s"}, Step{1e9, "GB/s"}, Step{1e12, "TB/s"}};
constexpr std::array bytesPerToken{Step{1, "B/token"}, Step{1e3, "KB/token"}, Step{1e6, "MB/token"}};
constexpr std::array binaryBytesPerToken{Step{1, "B/token"}, Step{1024.0, "KiB/token"}, Step{1048576.0, "MiB/token"}};
constexpr std::array flops{Step{1, "FLOP"},     Step{1e6, "MFLOP"},  Step{1e9, "GFLOP"}, Step{1e12, "TFLOP"},
                           Step{1e15, "PFLOP"}, Step{1e18, "EFLOP"}, Step{1e21, "ZFLOP"}};
constexpr std::array flopRates{Step{1, "FLOP/s"}, Step{1e9, "GFLOP/s"}, Step{1e12, "TFLOP/s"}, Step{1e15, "PFLOP/s"}};
constexpr std::array times{Step{1e-9, "ns"}, Step{1e-6, "µs"}, Step{1e-3, "ms"},
                           Step{1, "s"},     Step{600, "min"}, Step{36000, "h"}};
/// Units of time beyond seconds, largest first.
constexpr std::array longTimes{Step{86400, "days"}, Step{3600, "h"}, Step{60, "min"}};
constexpr std::array timesPerToken{Step{1e-9, "ns / token"}, Step{1e-6, "µs / token"}, Step{1e-3, "ms / token"},
                                   Step{1, "s / token"}};
constexpr std::array tokens{Step{1, ""}, Step{1e3, "K"}, Step{1e6, "M"}, Step{1e9, "G"}};
constexpr std::array parameters{Step{1, ""}, Step{1e3, "K"}, Step{1e6, "M"}, Step{1e9, "B"}, Step{1e12, "T"}};

/// The prefixes of a unit, small to large; empty when it takes none.
std::span<const Step> stepsOf(Unit unit, ByteUnits bytes) {
    switch (unit) {
    case Unit::Tokens: return tokens;
    case Unit::Parameters: return parameters;
    case Unit::Bytes: return bytes == ByteUnits::Binary ? std::span<const Step>(binaryBytes) : decimalBytes;
    case Unit::BytesPerToken:
        return bytes == ByteUnits::Binary ? std::span<const Step>(binaryBytesPerToken) : bytesPerToken;
    case Unit::BytesPerSecond: return byteRates;
    case Unit::Flop: return flops;
    case Unit::FlopPerSecond: return flopRates;
    case Unit::Seconds: return times;
    case Unit::SecondsPerToken: return timesPerToken;
    default: return {};
    }
}

/// What a step divides by: minutes and hours start above their own size ("90 s", but "10 min").
double divisorOf(const Step& step) {
    if (step.symbol == "min") return 60.0;
    if (step.symbol == "h") return 3600.0;
    return step.factor;
}

std::string_view plainSymbol(Unit unit) {
    switch (unit) {
    case Unit::Ratio: return "×";
    case Unit::Fraction: return "%";
    case Unit::Users: return "users";
    case Unit::Gpus: return "GPUs";
    case Unit::FlopPerByte: return "FLOP/B";
    case Unit::TokensPerSecond: return "tokens/s";
    case Unit::PerHour: return "sessions / h";
    case Unit::DollarsPerHour: return "/ h";
    default: return {};
    }
}

std::string fixed(double value, int decimals) {
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed,
                                   decimals);
    std::string text(buffer.data(), end.ptr);
    const bool zero = text.find_first_of("123456789") == std::string::npos;
    return zero && text.starts_with('-') ? text.substr(1) : text;
}

/// Three significant digits, trailing zeros kept ("8.50", "39.5", "156"), thousands grouped.
std::string threeDigits(double value) {
    const double size = std::abs(value);
    int decimals = 0;
    if (size > 0 && size < 99.95) decimals = 1;
    if (size > 0 && size < 9.995) decimals = 2;
    if (size > 0 && size < 0.9995) decimals = 2 - static_cast<int>(std::floor(std::log10(size * 1.0005)));
    if (decimals > 8) decimals = 8;
    return fixed(value, decimals);
}

std::string trimmed(std::string text) {
    if (text.find('.') == std::string::npos) return text;
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
}

/// Without the zeros behind the cents: "0.500" is "0.50", "0.0622" stays.
std::string toCents(std::string text) {
    while (text.back() == '0' && text.size() - text.find('.') > 3) text.pop_back();
    return text;
}

/// Groups of three digits in the whole part, set apart by narrow no-break spaces from five digits on.
std::string grouped(std::string text) {
    const std::size_t begin = text.starts_with('-') ? 1 : 0;
    std::size_t point = text.find_first_not_of("0123456789", begin);
    if (point == std::string::npos) point = text.size();
    if (point - begin < 5) return text;
    for (std::size_t at = point; at > begin + 3; at -= 3) text.insert(at - 3, "\u202f");
    return text;
}

/// The largest step that the value, rounded to three digits, reaches.
const Step& stepFor(double value, std::span<const Step> steps) {
    const Step* best = &steps.front();
    for (const Step& step : steps)
        if (std::abs(value) >= step.factor * 0.9995) best = &step;
    return *best;
}

bool isWholeCount(Unit unit) {
    return unit == Unit::Count || unit == Unit::Users || unit == Unit::Gpus || unit == Unit::Tokens;
}

std::string lowered(std::string_view text) {
    std::string out;
    for (const char c : text) out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    return out;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// The bytes of a space of any kind (also the narrow and plain no-break ones) or a mark between groups of digits.
std::size_t separatorLength(std::string_view text) {
    for (const std::string_view mark : {" ", "\t", ",", "_", "\u202f", "\u2009", "\u00a0"})
        if (text.starts_with(mark)) return mark.size();
    return 0;
}

/// Exactly three digits stand in front: what follows a mark between groups. "1,5" is not 15.
bool startsWithGroup(std::string_view text) {
    const auto end = text.find_first_not_of("0123456789");
    return (end == std::string_view::npos ? text.size() : end) == 3;
}

/// Text without spaces and without the marks between groups of digits; a mark that groups nothing stays in it.
std::string squeezed(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t length = separatorLength(text);
        const std::string_view rest = text.substr(std::max<std::size_t>(length, 1));
        const bool inNumber = !out.empty() && isDigit(out.back()) && !rest.empty() && isDigit(rest.front());
        const bool isSpace = text.front() != ',' && text.front() != '_';
        const bool dropped = length > 0 && (inNumber ? startsWithGroup(rest) : isSpace);
        if (!dropped) out += text.substr(0, text.size() - rest.size());
        text = rest;
    }
    return out;
}

struct Suffix {
    std::string_view word; ///< lower case
    double factor;
};

constexpr std::array tokenSuffixes{
    Suffix{"", 1},      Suffix{"k", 1e3},       Suffix{"m", 1e6},       Suffix{"g", 1e9},     Suffix{"tokens", 1},
    Suffix{"token", 1}, Suffix{"ktokens", 1e3}, Suffix{"mtokens", 1e6}, Suffix{"ki", 1024.0}, Suffix{"mi", 1048576.0}};
constexpr std::array parameterSuffixes{Suffix{"", 1},    Suffix{"k", 1e3}, Suffix{"m", 1e6},
                                       Suffix{"b", 1e9}, Suffix{"g", 1e9}, Suffix{"t", 1e12}};
constexpr std::array byteSuffixes{Suffix{"", 1},
                                  Suffix{"b", 1},
                                  Suffix{"kb", 1e3},
                                  Suffix{"mb", 1e6},
                                  Suffix{"gb", 1e9},
                                  Suffix{"tb", 1e12},
                                  Suffix{"pb", 1e15},
                                  Suffix{"kib", 1024.0},
                                  Suffix{"mib", 1048576.0},
                                  Suffix{"gib", 1073741824.0},
                                  Suffix{"tib", 1099511627776.0},
                                  Suffix{"pib", 1125899906842624.0},
                                  Suffix{"k", 1e3},
                                  Suffix{"m", 1e6},
                                  Suffix{"g", 1e9},
                                  Suffix{"t", 1e12}};
constexpr std::array flopSuffixes{Suffix{"", 1},         Suffix{"flop", 1},     Suffix{"mflop", 1e6},
                                  Suffix{"gflop", 1e9},  Suffix{"tflop", 1e12}, Suffix{"pflop", 1e15},
                                  Suffix{"eflop", 1e18}, Suffix{"zflop", 1e21}, Suffix{"m", 1e6},
                                  Suffix{"g", 1e9},      Suffix{"t", 1e12},     Suffix{"p", 1e15}};
constexpr std::array timeSuffixes{Suffix{"", 1},      Suffix{"ns", 1e-9},   Suffix{"us", 1e-6},   Suffix{"µs", 1e-6},
                                  Suffix{"ms", 1e-3}, Suffix{"s", 1},       Suffix{"sec", 1},     Suffix{"min", 60},
                                  Suffix{"h", 3600},  Suffix{"day", 86400}, Suffix{"days", 86400}};
constexpr std::array ratioSuffixes{Suffix{"", 1}, Suffix{"x", 1}, Suffix{"×", 1}};
constexpr std::array fractionSuffixes{Suffix{"", 1}, Suffix{"%", 0.01}};
constexpr std::array countSuffixes{Suffix{"", 1}, Suffix{"k", 1e3}, Suffix{"m", 1e6}};

std::span<const Suffix> suffixesOf(Unit unit) {
    switch (unit) {
    case Unit::Tokens: return tokenSuffixes;
    case Unit::Parameters: return parameterSuffixes;
    case Unit::Bytes:
    case Unit::BytesPerToken:
    case Unit::BytesPerSecond: return byteSuffixes;
    case Unit::Flop:
    case Unit::FlopPerSecond: return flopSuffixes;
    case Unit::Seconds:
    case Unit::SecondsPerToken: return timeSuffixes;
    case Unit::Ratio: return ratioSuffixes;
    case Unit::Fraction: return fractionSuffixes;
    default: return countSuffixes;
    }
}

/// What may stand behind the prefix and means nothing more: "GB/s", "users", "/h", "TFLOPS".
std::string_view withoutTail(std::string_view word, Unit unit) {
    const auto drop = [&word](std::string_view tail) {
        if (!word.ends_with(tail)) return false;
        word.remove_suffix(tail.size());
        return true;
    };
    switch (unit) {
    case Unit::BytesPerSecond: drop("/s") || drop("ps"); break;
    case Unit::FlopPerSecond: drop("/s") || drop("s"); break;
    case Unit::BytesPerToken:
    case Unit::SecondsPerToken: drop("/token"); break;
    case Unit::Users: drop("users") || drop("user"); break;
    case Unit::Gpus: drop("gpus") || drop("gpu"); break;
    case Unit::DollarsPerHour: drop("/h") || drop("/hour"); break;
    case Unit::PerHour: drop("sessions/h") || drop("/h"); break;
    case Unit::FlopPerByte: drop("flop/b"); break;
    case Unit::TokensPerSecond: drop("tokens/s"); break;
    default: break;
    }
    return word;
}

std::optional<double> numberOf(const std::string& text) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// digits · factor, correctly rounded where the factor is a power of ten: 2.039 TB are 2 039 000 000 000 bytes, which
/// 2.039 times 1e12 are not.
std::optional<double> scaled(const std::string& digits, double factor) {
    const std::string power = "e" + std::to_string(std::lround(std::log10(factor)));
    const bool hasOwnPower = digits.find_first_of("eE") != std::string::npos;
    if (!hasOwnPower && numberOf("1" + power) == factor) return numberOf(digits + power);
    const auto number = numberOf(digits);
    if (!number || !std::isfinite(*number * factor)) return std::nullopt;
    return *number * factor;
}

} // namespace

std::string Readable::text() const {
    if (unit.empty()) return number;
    const bool joined = unit == "×" || unit == "K" || unit == "M" || unit == "G";
    return joined ? number + unit : number + " " + unit;
}

Readable readable(double si, Unit unit, ByteUnits bytes) {
    if (!std::isfinite(si)) return {"—", ""};
    if (unit == Unit::Fraction) return {trimmed(threeDigits(si * 100.0)), "%"};
    if (unit == Unit::Ratio) return {grouped(trimmed(threeDigits(si))), "×"};
    if (unit == Unit::Dollars) {
        if (si != 0 && std::abs(si) < 0.9995) return {"$" + toCents(threeDigits(si)), ""};
        return {"$" + grouped(fixed(si, std::abs(si) < 999.995 ? 2 : 0)), ""};
    }
    if (unit == Unit::DollarsPerHour) return {"$" + grouped(fixed(si, 2)), "/ h"};

    const auto steps = stepsOf(unit, bytes);
    if (steps.empty()) {
        std::string number = threeDigits(si);
        if (isWholeCount(unit) || number.find('.') == std::string::npos || si == std::floor(si))
            number = trimmed(number);
        const bool one = number == "1";
        std::string symbol(plainSymbol(unit));
        if (one && symbol.ends_with('s') && (unit == Unit::Users || unit == Unit::Gpus)) symbol.pop_back();
        return {grouped(number), symbol};
    }
    if (si == 0.0) return {"0", unit == Unit::Seconds ? "s" : std::string(steps.front().symbol)};
    const Step& step = stepFor(si, steps);
    std::string number = threeDigits(si / divisorOf(step));
    if (unit == Unit::Tokens || step.symbol == "B") number = trimmed(number);
    if (unit == Unit::Tokens && step.symbol.empty()) return {grouped(number), ""};
    return {grouped(number), std::string(step.symbol)};
}

std::string format(double si, Unit unit, ByteUnits bytes) {
    return readable(si, unit, bytes).text();
}

std::string formatExact(double si, Unit unit) {
    if (!std::isfinite(si)) return "—";
    const double shown = (unit == Unit::Fraction ? si * 100.0 : si) + 0.0; // + 0: never "-0"
    // Whole numbers in full; of others eight significant digits, but never an exponent.
    int decimals = 0;
    if (shown != std::floor(shown))
        decimals = std::clamp(7 - static_cast<int>(std::floor(std::log10(std::abs(shown)))), 0, 20);
    const std::string number = grouped(trimmed(fixed(shown, decimals)));
    if (unit == Unit::Ratio) return number + "×";
    if (unit == Unit::Fraction) return number + " %";
    const std::string symbol(unitSymbol(unit));
    return symbol.empty() ? number : number + " " + symbol;
}

std::string formatEntry(double si, Unit unit) {
    const auto readsBack = [si, unit](const std::string& text) { return parseQuantity(text, unit) == si; };
    if (unit == Unit::Dollars || unit == Unit::DollarsPerHour) {
        const std::string cents = "$" + fixed(si, 2);
        return readsBack(cents) ? cents : "$" + formatPlain(si);
    }
    // Tokens are a count to a reader: 131 072, not 131.072K.
    std::string best;
    for (const ByteUnits bytes : {ByteUnits::Decimal, ByteUnits::Binary}) {
        const auto steps = unit == Unit::Tokens ? std::span<const Step>() : stepsOf(unit, bytes);
        const auto above = std::ranges::find_if(steps, [si](const Step& s) { return divisorOf(s) > std::abs(si); });
        if (above == steps.begin()) continue; // no prefixes, or less than one
        const Step& step = *std::prev(above);
        const std::string symbol(step.symbol);
        std::string text = formatPlain(si / divisorOf(step)) + (symbol.empty() ? "" : " " + symbol);
        if ((best.empty() || text.size() < best.size()) && readsBack(text)) best = std::move(text);
    }
    if (best.empty()) best = formatExact(si, unit == Unit::Tokens ? Unit::Count : unit);
    return readsBack(best) ? best : formatPlain(si);
}

std::string formatTick(double si, Unit unit, ByteUnits bytes) {
    // Decades of seconds stay seconds; round minutes, hours and days are named.
    if (unit == Unit::Seconds && si >= 1.0) {
        for (const Step& step : longTimes)
            if (si >= step.factor && std::fmod(si, step.factor) == 0.0)
                return grouped(trimmed(fixed(si / step.factor, 2))) + " " +
                       (si == longTimes.front().factor ? "day" : std::string(step.symbol));
        return grouped(trimmed(fixed(si, 2))) + " s";
    }
    Readable parts = readable(si, unit, bytes);
    const auto digits = parts.number.find('.');
    if (digits != std::string::npos && unit != Unit::Dollars) parts.number = trimmed(parts.number);
    if (unit == Unit::Users || unit == Unit::PerHour || unit == Unit::Gpus || unit == Unit::FlopPerByte)
        return parts.number;
    return parts.text();
}

UnitMultiple multipleFor(double si, Unit unit, ByteUnits bytes) {
    if (unit == Unit::Dollars || unit == Unit::DollarsPerHour || stepsOf(unit, bytes).empty())
        return {1.0, std::string(unitSymbol(unit))};
    if (unit == Unit::Seconds)
        for (const Step& step : longTimes)
            if (si >= 2 * step.factor) return {step.factor, std::string(step.symbol)};
    const Step& step = stepFor(si,
                               unit == Unit::Seconds ? std::span<const Step>(times).first(4) : stepsOf(unit, bytes));
    return {divisorOf(step), std::string(step.symbol)};
}

std::string_view unitSymbol(Unit unit) {
    switch (unit) {
    case Unit::Tokens: return "tokens";
    case Unit::Parameters: return "parameters";
    case Unit::Bytes: return "B";
    case Unit::BytesPerToken: return "B/token";
    case Unit::BytesPerSecond: return "B/s";
    case Unit::Flop: return "FLOP";
    case Unit::FlopPerSecond: return "FLOP/s";
    case Unit::FlopPerByte: return "FLOP/B";
    case Unit::Seconds: return "s";
    case Unit::SecondsPerToken: return "s/token";
    case Unit::TokensPerSecond: return "tokens/s";
    case Unit::Users: return "users";
    case Unit::Gpus: return "GPUs";
    case Unit::PerHour: return "sessions/h";
    case Unit::Dollars: return "$";
    case Unit::DollarsPerHour: return "$/h";
    case Unit::Ratio: return "×";
    case Unit::Fraction:
    case Unit::Count:
    case Unit::Text: break;
    }
    return {};
}

std::string columnTitle(std::string_view name, Unit unit) {
    const std::string_view symbol = unitSymbol(unit);
    return symbol.empty() ? std::string(name) : std::string(name) + " (" + std::string(symbol) + ")";
}

std::string formatPlain(double value) {
    if (value == 0.0) return "0"; // also for negative zero
    std::array<char, 400> buffer{};
    const double size = std::abs(value);
    const auto style = size >= 1e-5 && size < 1e16 ? std::chars_format::fixed : std::chars_format::scientific;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, style);
    return {buffer.data(), end.ptr};
}

std::optional<double> parseQuantity(std::string_view text, Unit unit) {
    std::string squeezedText = squeezed(text);
    std::string_view rest = squeezedText;
    if ((unit == Unit::Dollars || unit == Unit::DollarsPerHour) && rest.starts_with('$')) rest.remove_prefix(1);
    if (rest.starts_with('+')) rest.remove_prefix(1);
    double number = 0.0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (error != std::errc{} || !std::isfinite(number)) return std::nullopt;
    const std::string digits(rest.data(), end);
    rest.remove_prefix(digits.size());
    const std::string word = lowered(rest);
    const auto find = [&](std::string_view wanted) -> std::optional<double> {
        for (const Suffix& suffix : suffixesOf(unit))
            if (suffix.word == wanted) return scaled(digits, suffix.factor);
        return std::nullopt;
    };
    if (const auto value = find(word)) return value;
    return find(withoutTail(word, unit));
}

} // namespace longpeak
