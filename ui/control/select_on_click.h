// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QLineEdit;

namespace longpeak {

/// A click into the field takes the whole of its text, as Tab does: what is typed replaces it. A second click sets the
/// cursor. Ctrl+E exports figures there, too.
void selectOnClick(QLineEdit& field);

} // namespace longpeak
