// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "text/text.h"

namespace longpeak {

Text::Text(Message message, std::vector<Text> arguments) {
    if (!message.empty()) m_content = Said{message, std::move(arguments)};
}

Text Text::verbatim(std::string words) {
    Text text;
    if (!words.empty()) text.m_content = std::move(words);
    return text;
}

Text Text::joined(std::vector<Text> parts, std::string separator) {
    std::erase_if(parts, [](const Text& part) { return part.empty(); });
    if (parts.size() == 1) return std::move(parts.front());
    Text text;
    if (!parts.empty()) text.m_content = Row{std::move(parts), std::move(separator)};
    return text;
}

bool Text::empty() const {
    return std::holds_alternative<std::monostate>(m_content);
}

bool Text::is(const Message& message) const {
    const auto* said = std::get_if<Said>(&m_content);
    return said != nullptr && said->message == message;
}

const std::vector<Text>& Text::arguments() const {
    static const std::vector<Text> none;
    const auto* said = std::get_if<Said>(&m_content);
    return said == nullptr ? none : said->arguments;
}

std::string Text::english() const {
    return Translator().words(*this);
}

Text Text::shortened(std::size_t longest) const {
    Text out = *this;
    if (auto* words = std::get_if<std::string>(&out.m_content)) *words = longpeak::shortened(*words, longest);
    if (auto* said = std::get_if<Said>(&out.m_content))
        for (Text& argument : said->arguments) argument = argument.shortened(longest);
    if (auto* row = std::get_if<Row>(&out.m_content))
        for (Text& part : row->parts) part = part.shortened(longest);
    return out;
}

bool Text::operator==(const Text& other) const {
    return m_content == other.m_content;
}

bool Text::Said::operator==(const Said&) const = default;
bool Text::Row::operator==(const Row&) const = default;

std::string Translator::words(const Text& text) const {
    if (const auto* same = std::get_if<std::string>(&text.m_content)) return verbatim(*same);
    if (const auto* number = std::get_if<Amount>(&text.m_content)) return told(*number);
    std::string out;
    if (const auto* said = std::get_if<Text::Said>(&text.m_content)) {
        const std::string pattern = translated(said->message);
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            const bool isPlace = pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' &&
                                 static_cast<std::size_t>(pattern[i + 1] - '1') < said->arguments.size();
            if (isPlace)
                out += words(said->arguments[static_cast<std::size_t>(pattern[++i] - '1')]);
            else
                out += pattern[i];
        }
    } else if (const auto* row = std::get_if<Text::Row>(&text.m_content)) {
        bool isFirst = true;
        for (const Text& part : row->parts) {
            if (!isFirst) out += row->separator;
            out += words(part);
            isFirst = false;
        }
    }
    return out;
}

std::string Translator::told(const Amount& amount) const {
    switch (amount.digits) {
    case Amount::Digits::All: return formatExact(amount.si, amount.unit);
    case Amount::Digits::Plain: return formatPlain(amount.si);
    case Amount::Digits::Three: break;
    }
    return format(amount.si, amount.unit, amount.bytes);
}

std::string shortened(std::string_view words, std::size_t longest) {
    if (words.size() <= longest) return std::string(words);
    const auto isInside = [&](std::size_t i) {
        return i < words.size() && (static_cast<unsigned char>(words[i]) & 0xC0U) == 0x80;
    };
    std::size_t head = longest * 3 / 4;
    std::size_t tail = words.size() - longest / 4;
    while (head > 0 && isInside(head)) --head;
    while (isInside(tail)) ++tail;
    return std::string(words.substr(0, head)) + " ... " + std::string(words.substr(tail));
}

std::string words(const Text& text, const Translator& translator) {
    return translator.words(text);
}

} // namespace longpeak
