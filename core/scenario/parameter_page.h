// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scenario/parameter.h"

#include <string>
#include <string_view>

// The registry in words: what each parameter takes, and the page "Parameters" of the help.

namespace longpeak {

/// "KV compression": over the parameters of the group, in the rail and in the help.
Message groupName(Group group);

/// "compression": the group where no person reads it, as in settings.
std::string_view groupId(Group group);

/// The label where it stands without its group: "Hidden compression", else the label itself.
Text fullLabel(const Parameter& parameter);

/// What a parameter takes: "1K to 10M", "bf16, fp16, fp8".
std::string allowedText(const Parameter& parameter);

/// The default as the command line takes it: "50K", "auto", "bf16"; empty of a preset, which the scenario names.
std::string defaultText(const Parameter& parameter);

/// Every parameter in a Markdown document, a table for each group.
std::string parameterPage();

} // namespace longpeak
