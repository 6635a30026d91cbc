// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/form.h"

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

/// Keys of the document in a reason, in the form's own words.
QString withLabels(QString reason, const std::vector<Field*>& fields) {
    for (const Field* field : fields) {
        const QString key = field->spec().pointer.section(QLatin1Char('/'), -1);
        if (key.contains(QLatin1Char('_'))) reason.replace(key, QStringLiteral("“%1”").arg(field->spec().label));
    }
    return reason;
}

} // namespace

Field* showFaults(const std::vector<Field*>& fields, const Faults& faults) {
    std::map<Field*, QString> reasons;
    Field* first = nullptr;
    for (const Fault& fault : faults) {
        const std::string_view pointer = fault.pointer == "/" ? std::string_view() : std::string_view(fault.pointer);
        Field* field = fieldOf(fields, pointer);
        if (field == nullptr || reasons.contains(field)) continue;
        if (first == nullptr) first = field;
        QString reason = QString::fromStdString(fault.reason);
        if (!fault.file.empty()) reason = withLabels(readableReason(reason, field->spec().unit), fields);
        reasons.emplace(field, reason);
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
