// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/document_field.h"
#include "editor/field.h"
#include "editor/provenance.h"
#include "result.h"
#include "text.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace longpeak {

template <typename Part>
FieldSpec specOf(const DocumentField<Part>& row, const QString& above) {
    return {.pointer = above + toQString(row.key),
            .label = toQString(row.label),
            .help = toQString(Text(row.help, {verbatim(formatEntry(row.helpNumber, row.unit))})),
            .unit = row.unit,
            .empty = toQString(row.empty)};
}

/// A row with the kinds that have it. Where several rows have its key, its entry's name has a suffix.
template <typename Part, typename Kind>
struct RowOfKinds {
    const DocumentField<Part>* row;
    std::vector<Kind> kinds;
    std::string_view suffix;
};

/// Each row of the kinds once, in the order of the form.
template <typename Row>
auto rowsOfKinds(std::span<const Row> kinds) {
    using Field = std::remove_cvref_t<decltype(kinds.front().fields.front())>;
    using Shown = RowOfKinds<typename Field::Owner, decltype(Row::kind)>;
    std::vector<Shown> shown;
    for (const Row& kind : kinds) {
        for (const Field& row : kind.fields) {
            const auto same = std::ranges::find_if(
                shown, [&](const Shown& other) { return other.row->key == row.key && other.row->help == row.help; });
            if (same != shown.end()) {
                same->kinds.push_back(kind.kind);
                continue;
            }
            const bool another = std::ranges::any_of(shown,
                                                     [&](const Shown& other) { return other.row->key == row.key; });
            shown.push_back({&row, {kind.kind}, another ? kind.word : std::string_view()});
        }
    }
    std::ranges::stable_sort(shown, {}, [](const Shown& each) { return each.row->place; });
    return shown;
}

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

    /// The field of a row of a table. `within` gives a reference to the part of the preset that the row is of, `above` is
    /// where that stands in the document. nullptr where the row is an object, or read by hand.
    template <typename Inner, typename Within>
    Field* addField(QWidget* parent, const DocumentField<Inner>& row, const QString& above, Within within,
                    Applies applies = {}) {
        const auto add = [&](const auto& access) { return addBy(parent, row, access, above, within, applies); };
        return std::visit(add, row.value);
    }

    /// The rows of that section of the form.
    void addSection(QWidget* parent, std::span<const DocumentField<Part>> rows, const Message& section) {
        std::vector<const DocumentField<Part>*> shown;
        for (const auto& row : rows)
            if (row.section == section) shown.push_back(&row);
        std::ranges::stable_sort(shown, {}, &DocumentField<Part>::place);
        for (const auto* row : shown)
            addField(
                parent, *row, QStringLiteral("/"), [](auto& part) -> auto& { return part; });
    }

    /// The choice of a kind, and the rows of all kinds, each of which is shown where the part is of a kind that has it.
    /// `spec` is the choice's.
    template <typename Kind, typename Within>
    void addKinds(QWidget* parent, const FieldSpec& spec, std::span<const Kind> kinds, Within within) {
        addChoice(parent, spec, kinds, within);
        const QString above = spec.pointer.left(spec.pointer.lastIndexOf(u'/') + 1);
        for (const auto& shown : rowsOfKinds(kinds)) {
            const Applies applies = [within, has = shown.kinds](const Part& part) {
                return std::ranges::find(has, within(part).kind) != has.end();
            };
            Field* field = addField(parent, *shown.row, above, within, applies);
            if (field != nullptr && !shown.suffix.empty())
                field->entry().setObjectName(field->spec().pointer + QStringLiteral(".") + toQString(shown.suffix));
        }
    }

    void display(const Part& part) const {
        for (const Row& row : m_rows) row.display(part);
        showWhatApplies(part);
    }

    /// A field that comes to sight shows its value.
    void showWhatApplies(const Part& part) const {
        for (const Row& row : m_rows) {
            if (!row.applies) continue;
            const bool applies = row.applies(part);
            if (applies && !row.field->applies()) row.display(part);
            row.field->setApplies(applies);
        }
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

    /// The text at that place, which there must be.
    TextField& text(const QString& pointer) const {
        const auto found = std::ranges::find_if(m_rows,
                                                [&](const Row& row) { return row.field->spec().pointer == pointer; });
        return *qobject_cast<TextField*>(found->field);
    }

private:
    /// One of the kinds, which stand in the order of their enumeration.
    template <typename Kind, typename Within>
    void addChoice(QWidget* parent, const FieldSpec& spec, std::span<const Kind> kinds, Within within) {
        QStringList titles;
        for (const Kind& kind : kinds) titles << toQString(kind.title);
        auto* field = new WordField(spec, titles, parent);
        m_rows.push_back({.field = field,
                          .display = [=](const Part& part) { field->display(static_cast<int>(within(part).kind)); },
                          .take =
                              [=](Part& part) {
                                  within(part).kind = kinds[static_cast<std::size_t>(field->index())].kind;
                                  return Text();
                              },
                          .applies = {}});
    }

    template <typename Inner, typename Within>
    Field* addBy(QWidget* parent, const DocumentField<Inner>& row, const NumberAccess<Inner>& access,
                 const QString& above, Within within, Applies applies) {
        auto* field = new NumberField(specOf(row, above), parent);
        m_rows.push_back({.field = field,
                          .display =
                              [=, steps = row.steps](const Part& part) {
                                  std::optional<double> value = access.get(within(part));
                                  if (value && steps > 0) value = std::round(*value * steps) / steps;
                                  field->display(value);
                              },
                          .take =
                              [=](Part& part) {
                                  const NumberField::Reading reading = field->read();
                                  if (reading.fault.empty()) access.set(within(part), reading.value);
                                  return reading.fault;
                              },
                          .applies = std::move(applies)});
        return field;
    }

    template <typename Inner, typename Within>
    Field* addBy(QWidget* parent, const DocumentField<Inner>& row, const ValueAccess<Inner, bool>& access,
                 const QString& above, Within within, Applies applies) {
        auto* field = new FlagField(specOf(row, above), parent);
        m_rows.push_back({.field = field,
                          .display = [=](const Part& part) { field->display(access.get(within(part))); },
                          .take =
                              [=](Part& part) {
                                  access.edit(within(part)) = field->isChecked();
                                  return Text();
                              },
                          .applies = std::move(applies)});
        return field;
    }

    /// Text, and sources as text.
    template <typename Inner, typename Value, typename Within>
    Field* addBy(QWidget* parent, const DocumentField<Inner>& row, const ValueAccess<Inner, Value>& access,
                 const QString& above, Within within, Applies applies) {
        constexpr bool isText = std::is_same_v<Value, std::string>;
        const bool isLong = row.isLong || !isText;
        auto* field = new TextField(specOf(row, above), isLong ? TextField::Lines::Many : TextField::Lines::One,
                                    parent);
        m_rows.push_back({.field = field,
                          .display =
                              [=](const Part& part) {
                                  if constexpr (isText)
                                      field->display(toQString(access.get(within(part))));
                                  else
                                      field->display(toQString(sourcesText(access.get(within(part)))));
                              },
                          .take =
                              [=](Part& part) {
                                  std::string text = field->text().toStdString();
                                  if constexpr (isText)
                                      access.edit(within(part)) = std::move(text);
                                  else
                                      access.edit(within(part)) = sourcesFrom(text);
                                  return Text();
                              },
                          .applies = std::move(applies)});
        return field;
    }

    /// The first field of an object that may be absent decides whether the others apply.
    template <typename Inner, typename Within>
    Field* addBy(QWidget* parent, const DocumentField<Inner>& row, const NestedFields<Inner>& nested,
                 const QString& above, Within within, const Applies& applies) {
        const Applies inner = nested.present == nullptr ? applies : [=](const Part& part) {
            return (!applies || applies(part)) && nested.present(within(part));
        };
        bool isFirst = true;
        for (const DocumentField<Inner>& each : nested.fields()) {
            addField(parent, each, above + toQString(row.key) + QStringLiteral("/"), within, isFirst ? applies : inner);
            isFirst = false;
        }
        return nullptr;
    }

    template <typename Inner, typename Within>
    Field* addBy(QWidget* /*parent*/, const DocumentField<Inner>& /*row*/, const ByHand& /*value*/,
                 const QString& /*above*/, Within /*within*/, const Applies& /*applies*/) {
        return nullptr;
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
