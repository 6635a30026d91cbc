// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "editor/field.h"
#include "quantity/quantity.h"
#include "result.h"

#include <functional>
#include <string>
#include <vector>

namespace longpeak {

/// The fields of a preset, or of a part of one: shows a value, and takes what stands there back into it.
template <typename Part>
class PresetForm {
public:
    using Applies = std::function<bool(const Part&)>;

    struct Row {
        Field* field;
        std::function<void(const Part&)> display;
        std::function<Text(Part&)> take; ///< gives the fault, or nothing
        Applies applies;                 ///< none = always
    };

    /// A number that `get` and `set` reach; absent is an empty field.
    template <typename Get, typename Set>
    NumberField* addNumberBy(QWidget* parent, const FieldSpec& spec, Get get, Set set, Applies applies = {}) {
        auto* field = new NumberField(spec, parent);
        add({.field = field,
             .display = [field, get](const Part& part) { field->display(get(part)); },
             .take =
                 [field, set](Part& part) {
                     const NumberField::Reading reading = field->read();
                     if (reading.fault.empty()) set(part, reading.value);
                     return reading.fault;
                 },
             .applies = std::move(applies)});
        return field;
    }

    /// A number that `access` gives a reference to: a double, a quantity, or one that may be absent. Zero is an empty
    /// field where the field may be empty.
    template <typename Access>
    NumberField* addNumber(QWidget* parent, const FieldSpec& spec, Access access, Applies applies = {}) {
        const bool zeroIsNone = !spec.empty.isEmpty();
        return addNumberBy(
            parent, spec,
            [access, zeroIsNone](const Part& part) {
                const std::optional<double> value = plain(access(part));
                return zeroIsNone && value == 0.0 ? std::nullopt : value;
            },
            [access](Part& part, std::optional<double> value) { put(access(part), value); }, std::move(applies));
    }

    template <typename Access>
    TextField* addText(QWidget* parent, const FieldSpec& spec, TextField::Lines lines, Access access,
                       Applies applies = {}) {
        auto* field = new TextField(spec, lines, parent);
        add({.field = field,
             .display = [field, access](const Part& part) { field->display(QString::fromStdString(access(part))); },
             .take =
                 [field, access](Part& part) {
                     access(part) = field->text().toStdString();
                     return Text();
                 },
             .applies = std::move(applies)});
        return field;
    }

    template <typename Access>
    FlagField* addFlag(QWidget* parent, const FieldSpec& spec, Access access, Applies applies = {}) {
        auto* field = new FlagField(spec, parent);
        add({.field = field,
             .display = [field, access](const Part& part) { field->display(access(part)); },
             .take =
                 [field, access](Part& part) {
                     access(part) = field->isChecked();
                     return Text();
                 },
             .applies = std::move(applies)});
        return field;
    }

    /// An enumeration, `words` in its order.
    template <typename Access>
    WordField* addWord(QWidget* parent, const FieldSpec& spec, const QStringList& words, Access access) {
        auto* field = new WordField(spec, words, parent);
        add({.field = field,
             .display = [field, access](const Part& part) { field->display(static_cast<int>(access(part))); },
             .take =
                 [field, access](Part& part) {
                     auto& word = access(part);
                     word = static_cast<std::remove_reference_t<decltype(word)>>(field->index());
                     return Text();
                 },
             .applies = {}});
        return field;
    }

    void add(Row row) { m_rows.push_back(std::move(row)); }

    void display(const Part& part) const {
        for (const Row& row : m_rows) row.display(part);
        showWhatApplies(part);
    }

    void showWhatApplies(const Part& part) const {
        for (const Row& row : m_rows)
            if (row.applies) row.field->setApplies(row.applies(part));
    }

    /// Takes every field that applies; one that cannot be read leaves its value and is a fault at its pointer.
    Faults take(Part& part) const {
        Faults faults;
        for (const Row& row : m_rows) {
            if (row.applies && !row.applies(part)) continue;
            Text reason = row.take(part);
            if (!reason.empty()) faults.push_back({{}, row.field->spec().pointer.toStdString(), std::move(reason)});
        }
        return faults;
    }

    std::vector<Field*> fields() const {
        std::vector<Field*> out;
        for (const Row& row : m_rows) out.push_back(row.field);
        return out;
    }

private:
    static std::optional<double> plain(double value) { return value; }
    template <int B, int F, int S, int T, int D>
    static std::optional<double> plain(const Quantity<B, F, S, T, D>& value) {
        return value.si();
    }
    template <typename Value>
    static std::optional<double> plain(const std::optional<Value>& value) {
        return value ? plain(*value) : std::nullopt;
    }
    static void put(double& to, std::optional<double> value) { to = value.value_or(0); }
    template <int B, int F, int S, int T, int D>
    static void put(Quantity<B, F, S, T, D>& to, std::optional<double> value) {
        to = Quantity<B, F, S, T, D>(value.value_or(0));
    }
    template <typename Value>
    static void put(std::optional<Value>& to, std::optional<double> value) {
        if (value)
            put(to.emplace(), value);
        else
            to.reset();
    }

    std::vector<Row> m_rows;
};

/// A fault of what was typed itself names no file, one of the document's reader does. Shows each at the field whose
/// pointer it names, or lies nearest to; of several the first. Gives the field of the first fault that has one.
Field* showFaults(const std::vector<Field*>& fields, const Faults& faults);

/// Adds those of `more` at whose pointer nothing is wrong yet.
void addNew(Faults& faults, const Faults& more);

/// The faults of `faults` below `prefix`, with pointers from there on.
Faults faultsBelow(const Faults& faults, std::string_view prefix);

} // namespace longpeak
