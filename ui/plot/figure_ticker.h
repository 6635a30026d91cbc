// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"

#include <qcustomplot.h>

// Private to ui/plot: what stands along the axes.

namespace longpeak {

/// Ticks of an axis from core's `ticks` and `tickText`, and minor ones of log axes; names are broken and shortened to the room that each has.
class FigureTicker : public QCPAxisTicker {
public:
    /// About `wanted` ticks; a name gets `room` pixels on each of `lines` lines. Whether that is not what it was.
    bool describe(const Axis& axis, ByteUnits bytes, int wanted, double room, int lines);
    void setFont(const QFont& font) { m_font = font; }
    /// With words, as last generated.
    std::size_t count() const { return m_count; }
    void generate(const QCPRange& range, const QLocale& locale, QChar formatChar, int precision,
                  QVector<double>& values, QVector<double>* subTicks, QVector<QString>* labels) override;

private:
    Axis m_axis;
    QFont m_font;
    ByteUnits m_bytes = ByteUnits::Decimal;
    int m_wanted = 5;
    double m_room = 0;
    int m_lines = 1;
    std::size_t m_count = 0;
};

} // namespace longpeak
