// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

class QWidget;

namespace longpeak {

/// Each label within `parent` that stands for a control gets a letter of its own, as far as letters go; those in `taken`
/// stay free for what else has one. Gives these and the new ones.
QString addMnemonics(const QWidget& parent, QString taken);

} // namespace longpeak
