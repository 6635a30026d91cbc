// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

namespace longpeak {

/// An SVG that QSvgGenerator wrote, with every text as the outlines of its letters, for programs that have not its font or
/// set it otherwise. The words stay as the label of the path, for those who have it read to them.
QByteArray withOutlines(const QByteArray& svg);

} // namespace longpeak
