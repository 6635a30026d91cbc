// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/form.h"

#include "text.h"

#include <algorithm>
#include <map>

namespace longpeak {
namespace {

/// Whether `pointer` names a value within what `whole` names, or the same.
bool isWithin(std::string_view pointer, std::string_view whole) {
    return pointer.starts_with(whole) && (pointer.size() == whole.size() || pointer[whole.size()] == '/');
}

/// The field of that name, else the narrowest that contains it, else the first within it; nullptr = none.
Field* fieldOf(const std::vector<Field*>& fields, std::string_view pointer) {
    Field* best = nullptr;
    for (Field* field : fields)
        if (field->applies() && isWithin(pointer, field->spec().pointer.toStdString()) &&
            (best == nullptr || best->spec().pointer.size() < field->spec().pointer.size()))
            best = field;
    if (best != nullptr) return best;
    const auto within = std::ranges::find_if(fields, [pointer](const Field* field) {
        return field->applies() && isWithin(field->spec().pointer.toStdString(), pointer);
    });
    return within == fields.end() ? nullptr : *within;
}

/// A reason of a document's reader in the words of the form: numbers with the field's unit, keys as fields are called.
class FormWords : public Translator {
public:
    FormWords(const std::vector<Field*>& fields, Unit unit) : m_fields(&fields), m_unit(unit) {}

protected:
    std::string told(const Amount& amount) const override {
        if (amount.digits != Amount::Digits::Plain) return Translator::told(amount);
        return formatEntry(amount.si, m_unit);
    }
    std::string verbatim(const std::string& words) const override {
        const QString found = QString::fromStdString(words);
        bool isNumber = false;
        const double value = found.toDouble(&isNumber);
        if (isNumber) return formatEntry(value, m_unit); // as the document has it
        if (!found.contains(QLatin1Char('_'))) return words;
        for (const Field* field : *m_fields)
            if (field->spec().pointer.section(QLatin1Char('/'), -1) == found)
                return QStringLiteral("“%1”").arg(field->spec().label).toStdString();
        return words;
    }

private:
    const std::vector<Field*>* m_fields;
    Unit m_unit;
};

} // namespace

Field* showFaults(const std::vector<Field*>& fields, const Faults& faults) {
    std::map<Field*, QString> reasons;
    Field* first = nullptr;
    for (const Fault& fault : faults) {
        const std::string_view pointer = fault.pointer == "/" ? std::string_view() : std::string_view(fault.pointer);
        Field* field = fieldOf(fields, pointer);
        if (field == nullptr || reasons.contains(field)) continue;
        if (first == nullptr) first = field;
        reasons.emplace(field, fault.file.empty()
                                   ? toQString(fault.reason)
                                   : toQString(words(fault.reason, FormWords(fields, field->spec().unit))));
    }
    for (Field* field : fields) {
        const auto found = reasons.find(field);
        field->setFault(found == reasons.end() ? QString() : found->second);
    }
    return first;
}

void addNew(Faults& faults, const Faults& more) {
    for (const Fault& fault : more)
        if (std::ranges::find(faults, fault.pointer, &Fault::pointer) == faults.end()) faults.push_back(fault);
}

Faults faultsBelow(const Faults& faults, std::string_view prefix) {
    Faults below;
    for (const Fault& fault : faults)
        if (isWithin(fault.pointer, prefix))
            below.push_back({fault.file, fault.pointer.substr(prefix.size()), fault.reason});
    return below;
}

} // namespace longpeak
