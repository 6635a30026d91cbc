// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"

#include <qcustomplot.h>

#include <string>
#include <vector>

// Private to ui/plot: what stands along the axes.

namespace longpeak {

/// Ticks of an axis from core's `ticks` and `tickText`, and minor ones of log axes; names are broken and shortened to the room that each has.
class FigureTicker : public QCPAxisTicker {
public:
    /// Of a name.
    struct Room {
        double width = 0; ///< pixels
        int lines = 1;
        bool operator==(const Room&) const = default;
    };
    /// About `wanted` ticks. Whether that is not what it was.
    bool describe(const Axis& axis, ByteUnits bytes, int wanted, const Room& room);
    /// Whether it needs not be shortened.
    bool hasRoom(const Text& name, double width, int lines) const;
    void setFont(const QFont& font) { m_font = font; }
    /// With words, as last generated.
    std::size_t count() const { return m_count; }
    /// Names that were shortened or left out, as last generated.
    const std::vector<std::string>& cut() const { return m_cut; }
    void generate(const QCPRange& range, const QLocale& locale, QChar formatChar, int precision,
                  QVector<double>& values, QVector<double>* subTicks, QVector<QString>* labels) override;

private:
    void writeNames(const std::vector<double>& places, QVector<QString>& labels);

    Axis m_axis;
    QFont m_font;
    ByteUnits m_bytes = ByteUnits::Decimal;
    int m_wanted = 5;
    Room m_room;
    std::size_t m_count = 0;
    std::vector<std::string> m_cut;
};

} // namespace longpeak
