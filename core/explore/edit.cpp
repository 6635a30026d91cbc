// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explore/edit.h"

#include "scenario/preset_row.h"

namespace longpeak {

std::string settingOf(const Edit& edit) {
    const Parameter* parameter = findParameter(edit.id);
    std::string value = edit.text;
    if (value.empty() && parameter != nullptr && parameter->scale == Scale::Choice)
        value = parameter->choices[static_cast<std::size_t>(edit.value)].text;
    return edit.id + "=" + (value.empty() ? formatPlain(edit.value) : value);
}

Text nameOf(const Edit& edit, const Catalogue& catalogue) {
    if (edit.id == methodWord) {
        const Method* method = catalogue.method(edit.text);
        return verbatim(method != nullptr ? method->name : edit.text);
    }
    const Parameter* parameter = findParameter(edit.id);
    if (parameter == nullptr) return verbatim(edit.id);
    if (parameter->scale == Scale::Preset)
        for (const Candidate& candidate : parameter->preset->candidates(catalogue))
            if (candidate.id == edit.text) return verbatim(candidate.name);
    Text value = amount(edit.value, parameter->unit);
    if (parameter->unit == Unit::Gpus) return value;
    if (parameter->scale == Scale::Choice)
        return Text::joined({parameter->label, parameter->choices[static_cast<std::size_t>(edit.value)].label}, " ");
    return Text::joined({parameter->label, edit.text.empty() ? value : verbatim(edit.text)}, " ");
}

Result<Done> apply(Case& scenario, std::span<const Edit> edits, const Catalogue& catalogue) {
    Case changed = scenario;
    for (const Edit& edit : edits) {
        const std::string setting = settingOf(edit);
        if (edit.id == methodWord) {
            auto done = chooseMethod(changed, edit.text, catalogue, setting);
            if (!done) return done;
            continue;
        }
        const Parameter* parameter = findParameter(edit.id);
        if (parameter == nullptr)
            return Fault{setting, "/", LP_TEXT("fault", "there is no parameter '%1'")(verbatim(edit.id))};
        if (!edit.text.empty()) {
            auto done = setFromText(changed, *parameter, edit.text, catalogue, setting);
            if (!done) return done;
            continue;
        }
        Text reason = whyNot(*parameter, edit.value, changed);
        if (!reason.empty()) return Fault{setting, parameter->pointer(), std::move(reason)};
        parameter->set(changed, edit.value, catalogue);
        keepWithinLimits(changed);
    }
    scenario = std::move(changed);
    return Done{};
}

} // namespace longpeak
