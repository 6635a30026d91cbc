// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

namespace longpeak {

/// A file that the program keeps by itself and cannot read is given another name, so that nothing writes over it. Its faults
/// as they are told, with the new name; or with why it has none.
Faults setAsideFor(const Faults& faults);

} // namespace longpeak
