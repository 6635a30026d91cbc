// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/document.h"
#include "document/document_field.h"

// Tables of fields read from JSON and written to it. Private to core.

namespace longpeak {

/// The list at "sources", which every preset must have.
std::vector<Source> readSources(ObjectReader& reader, std::string_view key = "sources");
OrderedJson writeSources(const std::vector<Source>& sources);

/// The number at the key; absent where the document has none, or a wrong one.
inline std::optional<double> readNumber(ObjectReader& reader, std::string_view key, const NumberRange& range,
                                        bool required) {
    if (!range.whole)
        return required ? reader.requiredNumber(key, range.minimum, range.maximum)
                        : reader.number(key, range.minimum, range.maximum);
    if (!required && !reader.has(key)) return std::nullopt;
    return reader.requiredWhole(key, range.minimum, range.maximum);
}

template <typename Part>
void checkFields(ObjectReader& reader, std::span<const DocumentCheck<Part>> checks, const Part& part) {
    for (const DocumentCheck<Part>& check : checks)
        if (check.fails(part) && (check.given.empty() || reader.has(check.given)))
            reader.fault(check.key, Text(check.reason, {verbatim(check.names[0]), verbatim(check.names[1])}));
}

/// Reads every field into `part`. `byHand` is called with the key of each that is read by hand.
template <typename Part, typename ReadByHand>
void readFields(ObjectReader& reader, std::span<const DocumentField<Part>> fields, Part& part, ReadByHand byHand) {
    for (const DocumentField<Part>& field : fields) {
        const bool required = field.presence == Presence::Required;
        const auto read = [&]<typename Access>(const Access& access) {
            if constexpr (std::is_same_v<Access, NumberAccess<Part>>) {
                const auto value = readNumber(reader, field.key, field.range, required);
                if (value || field.presence == Presence::Optional) access.set(part, value);
            } else if constexpr (std::is_same_v<Access, ValueAccess<Part, std::string>>) {
                access.edit(part) = required ? reader.requiredText(field.key) : reader.text(field.key);
            } else if constexpr (std::is_same_v<Access, ValueAccess<Part, bool>>) {
                access.edit(part) = reader.flag(field.key, access.get(part));
            } else if constexpr (std::is_same_v<Access, NestedFields<Part>>) {
                if (access.present == nullptr && !reader.has(field.key))
                    reader.fault(field.key, LP_TEXT("fault", "is missing"));
                reader.object(field.key, [&](ObjectReader& inner) {
                    readFields(inner, access.fields(), part, byHand);
                    checkFields(inner, access.checks, part);
                });
            } else if constexpr (std::is_same_v<Access, ByHand>) {
                byHand(field.key);
            } else {
                access.edit(part) = readSources(reader, field.key);
            }
        };
        std::visit(read, field.value);
    }
}

template <typename Part>
void readFields(ObjectReader& reader, std::span<const DocumentField<Part>> fields, Part& part) {
    readFields(reader, fields, part, [](std::string_view) {});
}

/// Adds every field of `part` to the object. `byHand` gives the value of each that is written by hand.
template <typename Part, typename WriteByHand>
void writeFields(OrderedJson& json, std::span<const DocumentField<Part>> fields, const Part& part, WriteByHand byHand) {
    for (const DocumentField<Part>& field : fields) {
        const std::string key(field.key);
        const bool always = field.presence != Presence::Optional;
        const auto write = [&]<typename Access>(const Access& access) {
            if constexpr (std::is_same_v<Access, NumberAccess<Part>>) {
                const std::optional<double> value = access.get(part);
                if (value || always) json[key] = plainNumber(value.value_or(0));
            } else if constexpr (std::is_same_v<Access, ValueAccess<Part, std::string>>) {
                if (always || !access.get(part).empty()) json[key] = access.get(part);
            } else if constexpr (std::is_same_v<Access, ValueAccess<Part, bool>>) {
                if (always || access.get(part)) json[key] = access.get(part);
            } else if constexpr (std::is_same_v<Access, NestedFields<Part>>) {
                if (access.present != nullptr && !access.present(part)) return;
                OrderedJson inner = OrderedJson::object();
                writeFields(inner, access.fields(), part, byHand);
                json[key] = std::move(inner);
            } else if constexpr (std::is_same_v<Access, ByHand>) {
                json[key] = byHand(field.key);
            } else {
                json[key] = writeSources(access.get(part));
            }
        };
        std::visit(write, field.value);
    }
}

template <typename Part>
void writeFields(OrderedJson& json, std::span<const DocumentField<Part>> fields, const Part& part) {
    writeFields(json, fields, part, [](std::string_view) { return OrderedJson(); });
}

} // namespace longpeak
