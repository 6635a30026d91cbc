// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "quantity/format.h"
#include "quantity/quantity.h"
#include "source.h"
#include "text/text.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

// A key of an object in a document as one row: where its value is kept, what is allowed, what it is called. Reading and
// writing (document/field_json.h) and the editors' forms are made from tables of such rows. Rows stand in the order in
// which documents have their keys.

namespace longpeak {

/// A number of `Part`: in SI units, absent where there is none.
template <typename Part>
struct NumberAccess {
    std::optional<double> (*get)(const Part&);
    void (*set)(Part&, std::optional<double>);
};

/// A value of `Part` that is never absent.
template <typename Part, typename Value>
struct ValueAccess {
    const Value& (*get)(const Part&);
    Value& (*edit)(Part&);
};

/// What must hold between fields. Where it fails, `reason` is a fault at `key`, unless the document lacks `given`.
template <typename Part>
struct DocumentCheck {
    std::string_view key; ///< "" = the object
    Message reason;
    std::array<std::string_view, 2> names = {}; ///< of fields, for its places
    bool (*fails)(const Part&);
    std::string_view given; ///< "" = always said
};

template <typename Part>
struct DocumentField;

/// An object within the object, whose fields are kept in `Part` too.
template <typename Part>
struct NestedFields {
    std::span<const DocumentField<Part>> (*fields)();
    std::span<const DocumentCheck<Part>> checks;
    /// Whether it is there, which its first field decides; nullptr = always, and a document without it has a fault.
    bool (*present)(const Part&) = nullptr;
};

/// An object or a list that is read and written by hand, in this place; forms leave it out.
struct ByHand {};

template <typename Part>
using FieldValue = std::variant<NumberAccess<Part>, ValueAccess<Part, std::string>, ValueAccess<Part, bool>,
                                ValueAccess<Part, std::vector<Source>>, NestedFields<Part>, ByHand>;

enum class Presence {
    Required,  ///< a document without it has a fault
    Defaulted, ///< without it, the value that `Part` is made with; always written
    Optional   ///< without it none, no text, or false; those are not written
};

struct NumberRange {
    double minimum = 0;
    double maximum = 0;
    bool whole = false;
};

constexpr NumberRange wholes(double minimum, double maximum) {
    return {minimum, maximum, true};
}

template <typename Part>
struct DocumentField {
    using Owner = Part;

    std::string_view key;
    FieldValue<Part> value;
    Presence presence = Presence::Required;
    NumberRange range;       ///< of a number
    Unit unit = Unit::Count; ///< of a number
    // For people, in a form.
    Message label;
    Message help;
    double helpNumber = 0; ///< what fills its %1, in `unit`
    Message empty;         ///< what an empty entry means; none = it must be filled
    Message section;       ///< the part of the form in which it stands
    int place = 0;         ///< rows of a lower place come first in a form, equal ones as in the table
    bool isLong = false;   ///< text of several lines
    double steps = 0;      ///< a form shows a number rounded to 1/steps; 0 = as it is
};

// Paths to members: atMember<&Attention::latent, &LatentRanks::kvRank>().

template <typename Pointer>
struct OwnerOfMember;
template <typename Owner, typename Value>
struct OwnerOfMember<Value Owner::*> {
    using Type = Owner;
};
template <auto Member>
using OwnerOf = typename OwnerOfMember<decltype(Member)>::Type;

template <auto First, auto... Rest>
constexpr auto& memberOf(auto& part) {
    if constexpr (sizeof...(Rest) == 0)
        return part.*First;
    else
        return memberOf<Rest...>(part.*First);
}

/// A number of any type as a plain one, and back.
inline std::optional<double> plainOf(double value) {
    return value;
}
template <int B, int F, int S, int T, int D>
std::optional<double> plainOf(const Quantity<B, F, S, T, D>& value) {
    return value.si();
}
template <typename Value>
std::optional<double> plainOf(const std::optional<Value>& value) {
    return value ? plainOf(*value) : std::nullopt;
}
inline void putPlain(double& to, std::optional<double> value) {
    to = value.value_or(0);
}
template <int B, int F, int S, int T, int D>
void putPlain(Quantity<B, F, S, T, D>& to, std::optional<double> value) {
    to = Quantity<B, F, S, T, D>(value.value_or(0));
}
template <typename Value>
void putPlain(std::optional<Value>& to, std::optional<double> value) {
    if (value)
        putPlain(to.emplace(), value);
    else
        to.reset();
}

/// The member at the end of the path: text, a flag, sources, or a number.
template <auto First, auto... Rest>
constexpr FieldValue<OwnerOf<First>> atMember() {
    using Part = OwnerOf<First>;
    using Value = std::remove_cvref_t<decltype(memberOf<First, Rest...>(std::declval<Part&>()))>;
    if constexpr (std::is_same_v<Value, bool> || std::is_same_v<Value, std::string> ||
                  std::is_same_v<Value, std::vector<Source>>)
        return ValueAccess<Part, Value>{[](const Part& part) -> const Value& { return memberOf<First, Rest...>(part); },
                                        [](Part& part) -> Value& { return memberOf<First, Rest...>(part); }};
    else
        return NumberAccess<Part>{
            [](const Part& part) { return plainOf(memberOf<First, Rest...>(part)); },
            [](Part& part, std::optional<double> value) { putPlain(memberOf<First, Rest...>(part), value); }};
}

/// A number that is absent where it is 0.
template <auto First, auto... Rest>
constexpr FieldValue<OwnerOf<First>> noneAtZero() {
    using Part = OwnerOf<First>;
    return NumberAccess<Part>{
        [](const Part& part) {
            const std::optional<double> value = plainOf(memberOf<First, Rest...>(part));
            return value == 0.0 ? std::nullopt : value;
        },
        [](Part& part, std::optional<double> value) { putPlain(memberOf<First, Rest...>(part), value); }};
}

/// Copies what the fields name, and nothing else. What is done by hand is left alone.
template <typename Part>
void copyFields(std::span<const DocumentField<Part>> fields, const Part& from, Part& to) {
    const auto copy = [&]<typename Access>(const Access& access) {
        if constexpr (std::is_same_v<Access, NumberAccess<Part>>) {
            access.set(to, access.get(from));
        } else if constexpr (std::is_same_v<Access, NestedFields<Part>>) {
            if (access.present == nullptr || access.present(from)) copyFields(access.fields(), from, to);
        } else if constexpr (!std::is_same_v<Access, ByHand>) {
            access.edit(to) = access.get(from);
        }
    };
    for (const DocumentField<Part>& field : fields) std::visit(copy, field.value);
}

} // namespace longpeak
