// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/figure_ticker.h"

#include "figure/axis_words.h"
#include "text.h"

#include <QFontMetricsF>

namespace longpeak {
namespace {

/// On as many lines as there may be, broken between words, each shortened to the room.
QString fitted(const QString& name, const QFont& font, double room, int lines) {
    const QFontMetricsF metrics(font);
    QStringList out;
    const QStringList words = name.split(QLatin1Char(' '));
    for (const QString& word : words) {
        const QString longer = out.isEmpty() ? word : out.back() + QLatin1Char(' ') + word;
        const bool joins = !out.isEmpty() && (out.size() == lines || metrics.horizontalAdvance(longer) <= room);
        if (joins)
            out.back() = longer;
        else
            out << word;
    }
    for (QString& line : out) line = metrics.elidedText(line, Qt::ElideRight, room);
    return out.join(QLatin1Char('\n'));
}

} // namespace

bool FigureTicker::describe(const Axis& axis, ByteUnits bytes, int wanted, double room, int lines) {
    const bool isNew = wanted != m_wanted || lines != m_lines || (axis.isNamed() && room != m_room);
    m_axis = axis;
    m_bytes = bytes;
    m_wanted = wanted;
    m_room = room;
    m_lines = lines;
    return isNew;
}

void FigureTicker::generate(const QCPRange& range, const QLocale&, QChar, int, QVector<double>& values,
                            QVector<double>* subTicks, QVector<QString>* labels) {
    const auto places = ticks(m_axis, range.lower, range.upper, m_wanted, m_bytes);
    values = {places.begin(), places.end()};
    m_count = places.size();
    if (subTicks != nullptr) {
        const auto minor = minorTicks(m_axis, range.lower, range.upper, places);
        *subTicks = {minor.begin(), minor.end()};
    }
    if (labels == nullptr) return;
    labels->clear();
    const AxisUnit unit = axisUnit(m_axis, range.lower, range.upper, m_bytes);
    for (const double value : values) {
        if (m_axis.isNamed())
            labels->push_back(fitted(toQString(m_axis.nameAt(value)), m_font, m_room, m_lines));
        else
            labels->push_back(QString::fromStdString(tickText(m_axis, value, unit, m_bytes)));
    }
}

} // namespace longpeak
