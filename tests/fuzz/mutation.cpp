// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz/mutation.h"

#include "fuzz/pictures.h"
#include "fuzz/words.h"
#include "scenario/parameter.h"

#include <array>
#include <cmath>
#include <vector>

namespace longpeak::fuzz {
namespace {

using namespace std::string_literals;
using OrderedJson = nlohmann::ordered_json;

std::size_t pick(Draw& draw, std::size_t count) {
    return static_cast<std::size_t>(draw() % count);
}

bool oneIn(Draw& draw, std::size_t count) {
    return pick(draw, count) == 0;
}

template <typename List>
const auto& oneOf(const List& list, Draw& draw) {
    return list[pick(draw, list.size())];
}

/// A value within a document: what holds it, and where in that.
struct Place {
    OrderedJson* holder;
    std::string key;   ///< of an object
    std::size_t index; ///< of a list

    OrderedJson& value() const { return holder->is_object() ? (*holder)[key] : (*holder)[index]; }
};

void addPlaces(OrderedJson& node, std::vector<Place>& places) {
    if (node.is_object())
        for (const auto& item : node.items()) places.push_back({&node, item.key(), 0});
    if (node.is_array())
        for (std::size_t i = 0; i < node.size(); ++i) places.push_back({&node, {}, i});
    for (OrderedJson& inner : node)
        if (inner.is_structured()) addPlaces(inner, places);
}

std::vector<Place> placesOf(OrderedJson& node) {
    std::vector<Place> places;
    addPlaces(node, places);
    return places;
}

/// As documents hold it, so that a whole number stays one.
OrderedJson plain(double value) {
    if (std::abs(value) < 9e15 && value == std::floor(value)) return static_cast<std::int64_t>(value);
    if (!std::isfinite(value)) return 0;
    return value;
}

OrderedJson anyValue(Draw& draw) {
    switch (pick(draw, 8)) {
    case 0: return nullptr;
    case 1: return oneIn(draw, 2);
    case 2: return OrderedJson::array();
    case 3: return OrderedJson::object();
    case 4:
    case 5: return oneOf(words().texts, draw);
    default: return plain(oneOf(words().numbers, draw));
    }
}

/// Such as stands at that key somewhere, else any.
OrderedJson valueAt(const std::string& key, Draw& draw) {
    const auto found = words().samples.find(key);
    return found == words().samples.end() ? anyValue(draw) : oneOf(found->second, draw);
}

OrderedJson nearby(double value, Draw& draw) {
    switch (pick(draw, 7)) {
    case 0: return plain(value + 1);
    case 1: return plain(value - 1);
    case 2: return plain(value * 2);
    case 3: return plain(value / 2);
    case 4: return plain(value * 10);
    case 5: return plain(std::nextafter(value, oneIn(draw, 2) ? 0 : HUGE_VAL));
    default: return plain(oneOf(words().numbers, draw));
    }
}

std::string otherText(std::string text, Draw& draw) {
    switch (pick(draw, 4)) {
    case 0: return text + text;
    case 1: return text.substr(0, 0) + oneOf(words().texts, draw);
    case 2: return text + oneOf(words().texts, draw);
    default: return "x"s + text;
    }
}

/// Mostly of the same type, for then it may be accepted.
void replaceValue(const Place& place, Draw& draw) {
    OrderedJson& value = place.value();
    if (oneIn(draw, 8))
        value = anyValue(draw);
    else if (!place.key.empty() && oneIn(draw, 2))
        value = valueAt(place.key, draw);
    else if (value.is_number())
        value = nearby(value.get<double>(), draw);
    else if (value.is_string())
        value = otherText(value.get<std::string>(), draw);
    else if (value.is_boolean())
        value = !value.get<bool>();
}

void insertKey(OrderedJson& object, Draw& draw) {
    const std::string& key = oneOf(words().keys, draw);
    object[key] = valueAt(key, draw);
}

void repeat(const Place& place, Draw& draw) {
    OrderedJson copy = place.value();
    if (place.holder->is_array())
        place.holder->insert(place.holder->begin() + static_cast<std::ptrdiff_t>(place.index), std::move(copy));
    else
        (*place.holder)[oneOf(words().keys, draw)] = std::move(copy);
}

void erase(const Place& place) {
    if (place.holder->is_array())
        place.holder->erase(place.index);
    else
        place.holder->erase(place.key);
}

void mutateOnce(OrderedJson& document, Draw& draw) {
    const std::vector<Place> places = placesOf(document);
    if (places.empty()) {
        document = OrderedJson::object();
        return insertKey(document, draw);
    }
    const Place& place = oneOf(places, draw);
    switch (pick(draw, 12)) {
    case 0: return erase(place);
    case 1: return repeat(place, draw);
    case 2: {
        const Place& other = oneOf(places, draw);
        const OrderedJson first = place.value();
        const OrderedJson second = other.value();
        if (first.type() != second.type() || first.is_structured()) return replaceValue(place, draw);
        place.value() = second;
        other.value() = first;
        return;
    }
    case 3: return place.value().is_object() ? insertKey(place.value(), draw) : replaceValue(place, draw);
    case 4: return document.is_object() ? insertKey(document, draw) : replaceValue(place, draw);
    default: return replaceValue(place, draw);
    }
}

/// Of what is no JSON, an empty object.
OrderedJson parsed(std::string_view json) {
    OrderedJson document = OrderedJson::parse(json, nullptr, false);
    return document.is_structured() ? document : OrderedJson::object();
}

std::string written(const OrderedJson& document) {
    return document.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

std::string inserted(std::string text, std::string_view what, Draw& draw) {
    return text.insert(pick(draw, text.size() + 1), what);
}

std::string carrierChunk(const std::string& document, Draw& draw) {
    switch (pick(draw, 4)) {
    case 0: return pngChunk("tEXt", "longpeak\0"s + document);
    case 1: return pngChunk("zTXt", "longpeak\0\0"s + packed(document));
    case 2: return pngChunk("iTXt", "longpeak\0\0\0en\0Longpeak\0"s + document);
    default: return pngChunk("iTXt", "longpeak\0\1\0\0\0"s + packed(document));
    }
}

/// The chunks behind the signature, each whole; what is left over is the last.
std::vector<std::string> chunksOf(std::string_view bytes) {
    std::vector<std::string> chunks;
    bytes.remove_prefix(std::min(bytes.size(), pngSignature.size()));
    while (!bytes.empty()) {
        std::size_t length = bytes.size();
        if (bytes.size() >= 12) {
            std::size_t content = 0;
            for (std::size_t i = 0; i < 4; ++i) content = content << 8 | static_cast<unsigned char>(bytes[i]);
            length = std::min(content + 12, bytes.size());
        }
        chunks.emplace_back(bytes.substr(0, length));
        bytes.remove_prefix(length);
    }
    return chunks;
}

std::string mutatedPng(std::string_view bytes, Draw& draw, const MutateBytes& mutateBytes) {
    static constexpr std::array<const char*, 9> types{"tEXt", "zTXt", "iTXt", "IDAT", "PLTE",
                                                      "IHDR", "tRNS", "IEND", "quIz"};
    std::vector<std::string> chunks = chunksOf(bytes);
    if (chunks.empty()) return png(carrierChunk("{}", draw));
    const std::size_t at = pick(draw, chunks.size());
    std::string& chunk = chunks[at];
    const bool isWhole = chunk.size() >= 12;
    const std::string content = isWhole ? chunk.substr(8, chunk.size() - 12) : chunk;
    switch (pick(draw, 6)) {
    case 0: chunks.erase(chunks.begin() + static_cast<std::ptrdiff_t>(at)); break;
    case 1: chunks.insert(chunks.begin() + static_cast<std::ptrdiff_t>(at), chunk); break;
    case 2: std::swap(chunk, chunks[pick(draw, chunks.size())]); break;
    case 3: chunk = pngChunk(types[pick(draw, types.size())], content); break;
    case 4: chunk = pngChunk(isWhole ? chunk.substr(4, 4) : "tEXt", mutateBytes(content)); break;
    default: chunk.insert(0, pngChunk(types[pick(draw, types.size())], oneOf(words().texts, draw))); break;
    }
    std::string out = pngSignature;
    for (const std::string& each : chunks) out += each;
    return out;
}

std::string mutatedMarkup(std::string_view bytes, Draw& draw) {
    static constexpr std::array<const char*, 14> marks{"<longpeak:figure>",
                                                       "</longpeak:figure>",
                                                       "<![CDATA[",
                                                       "]]>",
                                                       "<!-- ",
                                                       " -->",
                                                       "<?xpacket begin=\"\"?>",
                                                       "<?xpacket end=\"w\"?>",
                                                       "?>",
                                                       "%%EOF",
                                                       "<svg>",
                                                       "&#0;&amp;&lt;",
                                                       "<!DOCTYPE a [<!ENTITY b \"c\">]>",
                                                       "<a b='c'/>"};
    std::string text(bytes);
    if (oneIn(draw, 2) || text.empty()) return inserted(std::move(text), oneOf(marks, draw), draw);
    const std::size_t at = pick(draw, text.size());
    const std::size_t length = 1 + pick(draw, std::min<std::size_t>(text.size() - at, 30));
    if (oneIn(draw, 2)) return text.erase(at, length);
    return text.insert(pick(draw, text.size()), text.substr(at, length));
}

/// Another document in the same kind of picture.
std::string mutatedDocument(std::string_view bytes, Form form, Draw& draw) {
    const auto carried = carriedText(bytes, "");
    const std::string document = mutatedJson(carried ? *carried : "{}", draw);
    if (form == Form::Png) return png(carrierChunk(document, draw));
    return form == Form::Svg ? svg(xmlElement(document)) : pdf(xmlElement(document));
}

std::string number(Draw& draw) {
    std::string text = written(plain(oneOf(words().numbers, draw)));
    if (oneIn(draw, 3)) text = std::to_string(draw() % 100000) + "." + std::to_string(draw() % 1000);
    return text;
}

std::string typedQuantity(Draw& draw) {
    static constexpr std::array<const char*, 36> units{
        "",   " ",  "K",   "M",  "G",         "T",  "k",       " B",    "GB",      "GiB", "TB/s",     "GB/s",
        "ms", "s",  "min", "h",  "\xc2\xb5s", "us", "TFLOP/s", "FLOP",  " tokens", "x",   "\xc3\x97", "%",
        " %", "in", "mm",  "cm", "pt",        ":9", " users",  " GPUs", "$/h",     "/h",  "tokens/s", "FLOP/B"};
    return (oneIn(draw, 9) ? "$" : "") + number(draw) + oneOf(units, draw);
}

/// "ID=VALUE" or a range, mostly within what the parameter takes.
std::string typedParameter(Draw& draw) {
    const Parameter& parameter = oneOf(parameters(), draw);
    const auto value = [&] {
        if (oneIn(draw, 4)) return typedQuantity(draw);
        if (!parameter.choices.empty()) return std::string(oneOf(parameter.choices, draw).text);
        const double share = static_cast<double>(pick(draw, 1000)) / 999;
        return formatPlain(clamped(parameter, parameter.minimum + share * (parameter.maximum - parameter.minimum)));
    };
    const std::string start = std::string(parameter.id) + "=" + value();
    if (oneIn(draw, 2)) return start;
    return start + ":" + value() + (oneIn(draw, 2) ? ":" + std::to_string(draw() % 50) : "") +
           (oneIn(draw, 3) ? ":log" : "");
}

std::string mutatedWords(std::string_view bytes, Form form, Draw& draw) {
    std::string text(bytes);
    switch (pick(draw, 6)) {
    case 0: return inserted(std::move(text), number(draw), draw);
    case 1: return inserted(std::move(text), oneOf(words().texts, draw), draw);
    case 2: return inserted(std::move(text), oneIn(draw, 2) ? "," : " ", draw);
    default: return form == Form::Quantity ? typedQuantity(draw) : typedParameter(draw);
    }
}

} // namespace

std::string mutatedJson(std::string_view json, Draw& draw) {
    OrderedJson document = parsed(json);
    for (std::size_t times = 1 + pick(draw, 3); times > 0; --times) mutateOnce(document, draw);
    return written(document);
}

std::string crossedJson(std::string_view json, std::string_view other, Draw& draw) {
    OrderedJson document = parsed(json);
    OrderedJson from = parsed(other);
    const std::vector<Place> places = placesOf(document);
    const std::vector<Place> sources = placesOf(from);
    if (places.empty() || sources.empty()) return written(from);
    const Place& source = oneOf(sources, draw);
    std::vector<Place> same;
    for (const Place& each : places)
        if (each.key == source.key && !each.key.empty()) same.push_back(each);
    const Place& target = same.empty() ? oneOf(places, draw) : oneOf(same, draw);
    if (!same.empty() || source.key.empty())
        target.value() = source.value();
    else if (target.holder->is_object())
        (*target.holder)[source.key] = source.value();
    return written(document);
}

std::string mutated(std::string_view bytes, Form form, Draw& draw, const MutateBytes& mutateBytes) {
    if (oneIn(draw, 10)) return mutateBytes(std::string(bytes));
    switch (form) {
    case Form::Json: return mutatedJson(bytes, draw);
    case Form::Quantity:
    case Form::Parameter: return mutatedWords(bytes, form, draw);
    case Form::Png: return oneIn(draw, 2) ? mutatedPng(bytes, draw, mutateBytes) : mutatedDocument(bytes, form, draw);
    case Form::Svg:
    case Form::Pdf: return oneIn(draw, 2) ? mutatedMarkup(bytes, draw) : mutatedDocument(bytes, form, draw);
    }
    return {};
}

} // namespace longpeak::fuzz
