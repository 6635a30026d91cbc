// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/figure_ticker.h"

#include "figure/axis_words.h"
#include "plot/label_style.h"
#include "text.h"

#include <QFontMetricsF>

#include <algorithm>

namespace longpeak {
namespace {

constexpr QChar ellipsis(0x2026);

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

bool FigureTicker::hasRoom(const Text& name, double width, int lines) const {
    return !fitted(drawnWords(name), m_font, width, lines).contains(ellipsis);
}

bool FigureTicker::describe(const Axis& axis, ByteUnits bytes, int wanted, const Room& room) {
    const bool isNew = wanted != m_wanted || (axis.isNamed() && room != m_room);
    m_axis = axis;
    m_bytes = bytes;
    m_wanted = wanted;
    m_room = room;
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
    if (m_axis.isNamed()) return writeNames(places, *labels);
    const AxisUnit unit = axisUnit(m_axis, range.lower, range.upper, m_bytes);
    for (const double value : places) labels->push_back(QString::fromStdString(tickText(m_axis, value, unit, m_bytes)));
}

void FigureTicker::writeNames(const std::vector<double>& places, QVector<QString>& labels) {
    m_cut.clear();
    for (std::size_t i = 0; i < m_axis.names.size(); ++i)
        if (std::ranges::find(places, static_cast<double>(i)) == places.end())
            m_cut.push_back(drawnWords(m_axis.names[i]).toStdString());
    for (const double place : places) {
        const QString name = drawnWords(m_axis.nameAt(place));
        labels.push_back(fitted(name, m_font, m_room.width, m_room.lines));
        if (labels.back().contains(ellipsis)) m_cut.push_back(name.toStdString());
    }
}

} // namespace longpeak
