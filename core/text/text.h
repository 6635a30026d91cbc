// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "quantity/format.h"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

// What the program says, as data: a message of the catalogue and what fills its places. Words are made of it in one place,
// by `words`, for whoever reads: core composes no sentence, and nothing reads one back.
//
// A message is written as its English, marked by LP_TEXT for the tools that collect what is to be translated (lupdate
// -tr-function-alias QT_TRANSLATE_NOOP+=LP_TEXT). The marked English is its id.

namespace longpeak {

/// A message of the catalogue: its English, "%1 of %2", and what it is about. Both last as long as the program.
struct Message {
    const char* context = "";
    const char* text = "";
    constexpr bool empty() const { return *text == '\0'; }
    /// Its own words, places and all.
    constexpr std::string_view english() const { return text; }
    /// The same message, wherever it is written.
    bool operator==(const Message& other) const {
        return std::string_view(context) == other.context && std::string_view(text) == other.text;
    }
};

/// A number for people: SI, its unit, and how many digits of it are told.
struct Amount {
    enum class Digits {
        Three, ///< as format()
        All,   ///< as formatExact()
        Plain  ///< as formatPlain(), without a unit
    };
    double si = 0;
    Unit unit = Unit::Count;
    Digits digits = Digits::Three;
    ByteUnits bytes = ByteUnits::Decimal;
    bool operator==(const Amount&) const = default;
};

class Translator;

/// Something to be read: nothing, a message with what fills its places, a number, words that are the same in every
/// language (a name, a path, a formula), or several of these one after the other.
class Text {
public:
    Text() = default;
    Text(Message message) : Text(message, {}) {}
    Text(Message message, std::vector<Text> arguments);
    Text(Amount amount) : m_content(amount) {}
    /// A name, a path, a key, a formula: never a word of English.
    static Text verbatim(std::string words);
    /// All of them that are not empty, with `separator` between: " · ", ", ".
    static Text joined(std::vector<Text> parts, std::string separator = {});

    bool empty() const;
    /// Whether it is this message, whatever fills its places.
    bool is(const Message& message) const;
    /// What fills the places of a message, in order; empty for others.
    const std::vector<Text>& arguments() const;
    /// `words` in English.
    std::string english() const;
    /// The same with what is verbatim in it shortened: a document's own words may be all of a large file.
    Text shortened(std::size_t longest) const;

    bool operator==(const Text& other) const;

private:
    friend class Translator;
    struct Said {
        Message message;
        std::vector<Text> arguments;
        bool operator==(const Said&) const;
    };
    struct Row {
        std::vector<Text> parts;
        std::string separator;
        bool operator==(const Row&) const;
    };
    std::variant<std::monostate, std::string, Amount, Said, Row> m_content;
};

/// Makes words of texts, in English. A language overrides `translated`.
class Translator {
public:
    Translator() = default;
    Translator(const Translator&) = delete;
    Translator& operator=(const Translator&) = delete;
    virtual ~Translator() = default;

    std::string words(const Text& text) const;

protected:
    /// The message in this language, with its places.
    virtual std::string translated(const Message& message) const { return message.text; }
    /// A number in this language.
    virtual std::string told(const Amount& amount) const;
    /// Words that are the same in every language.
    virtual std::string verbatim(const std::string& words) const { return words; }
};

/// Words of more than `longest` bytes without their middle, "head ... tail", cut between characters of UTF-8.
std::string shortened(std::string_view words, std::size_t longest);

/// A text in words of a language.
std::string words(const Text& text, const Translator& translator);

inline Text verbatim(std::string_view words) {
    return Text::verbatim(std::string(words));
}

/// As format(), formatExact() and formatPlain() tell it.
inline Amount amount(double si, Unit unit, ByteUnits bytes = ByteUnits::Decimal) {
    return {si, unit, Amount::Digits::Three, bytes};
}
inline Amount exactAmount(double si, Unit unit) {
    return {si, unit, Amount::Digits::All};
}
inline Amount plainAmount(double value) {
    return {value, Unit::Count, Amount::Digits::Plain};
}

/// How many places a message has; each from %1 on must be there, up to %9. Where one is left out, more than nine.
consteval std::size_t placesOf(std::string_view text) {
    std::array<bool, 10> has{};
    std::size_t last = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i)
        if (text[i] == '%' && text[i + 1] >= '1' && text[i + 1] <= '9') {
            const auto place = static_cast<std::size_t>(text[i + 1] - '0');
            has[place] = true;
            last = place > last ? place : last;
        }
    for (std::size_t place = 1; place <= last; ++place)
        if (!has[place]) return 10;
    return last;
}

/// A message that knows how many places it has. Called with what fills them it is a text.
template <std::size_t Places>
struct MarkedMessage : Message {
    static_assert(Places < 10, "a place of the message is left out");
    template <typename... Arguments>
    Text operator()(Arguments&&... arguments) const {
        static_assert(sizeof...(Arguments) == Places, "a message has as many places as are filled");
        std::vector<Text> filled;
        filled.reserve(Places);
        (filled.emplace_back(std::forward<Arguments>(arguments)), ...);
        return Text(*this, std::move(filled));
    }
};

// A macro because the tools that collect messages know a message by a name and its literals.
#define LP_TEXT(context, text) (::longpeak::MarkedMessage<::longpeak::placesOf(text)>{{(context), (text)}})

} // namespace longpeak
