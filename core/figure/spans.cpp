// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/spans.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace longpeak {
namespace {

/// One lane, from left to right.
class LaneDrawing {
public:
    LaneDrawing(std::vector<DrawnSpan>& out, std::size_t series, double lane, double low, double column)
        : m_out(out), m_nobody(series), m_lane(lane), m_low(low), m_column(column), m_owed(series + 1, 0.0), m_at(low),
          m_done(low) {}

    void add(const DrawnSpan& span) {
        account(m_nobody, span.from);
        const double from = std::max(span.from, m_done);
        if (span.to - from < m_column) return account(span.series, span.to);
        settle(from);
        m_out.push_back({span.series, m_lane, from, span.to});
        m_at = m_done = span.to;
    }
    void end(double high) {
        account(m_nobody, high);
        settle(high);
    }

private:
    /// The time up to `until` belongs to that series.
    void account(std::size_t series, double until) {
        while (m_done < until) {
            const double columns = std::floor((m_done - m_low) / m_column + 1e-9) + 1.0;
            const double edge = std::max(m_low + columns * m_column, std::nextafter(m_done, until));
            const double end = std::min(edge, until);
            m_owed[series] += end - m_done;
            m_done = end;
            if (end == edge) settle(edge);
        }
    }
    /// Draws what is not drawn yet, for whom most is owed.
    void settle(double until) {
        if (until <= m_at) return;
        const auto most = static_cast<std::size_t>(std::ranges::max_element(m_owed) - m_owed.begin());
        m_owed[most] -= until - m_at;
        const bool goesOn = !m_out.empty() && m_out.back().lane == m_lane && m_out.back().series == most &&
                            m_out.back().to == m_at;
        if (goesOn)
            m_out.back().to = until;
        else if (most != m_nobody)
            m_out.push_back({most, m_lane, m_at, until});
        m_at = until;
    }

    std::vector<DrawnSpan>& m_out;
    std::size_t m_nobody;
    double m_lane;
    double m_low;
    double m_column;
    std::vector<double> m_owed; ///< time of each series, and of nobody, that is not drawn yet; negative = too much is
    double m_at;                ///< drawn up to there
    double m_done;              ///< accounted up to there
};

std::vector<DrawnSpan> spansWithin(const Figure& figure, double low, double high) {
    std::vector<DrawnSpan> all;
    for (std::size_t s = 0; s < figure.series.size(); ++s) {
        const Series& series = figure.series[s];
        if (series.form != Form::Spans) continue;
        for (std::size_t i = 0; i < series.x.size(); ++i)
            if (series.y[i] > low && series.base[i] < high)
                all.push_back({s, series.x[i], std::max(series.base[i], low), std::min(series.y[i], high)});
    }
    std::ranges::stable_sort(all, {}, [](const DrawnSpan& span) { return std::tuple(span.lane, span.from); });
    return all;
}

} // namespace

std::vector<DrawnSpan> drawnSpans(const Figure& figure, double low, double high, double column) {
    constexpr double columnsOfAGap = 4.0; ///< what is less wide touches its neighbour
    std::vector<DrawnSpan> out;
    const std::vector<DrawnSpan> all = spansWithin(figure, low, high);
    for (auto first = all.begin(); first != all.end();) {
        LaneDrawing lane(out, figure.series.size(), first->lane, low, column);
        const auto end = std::find_if(first, all.end(), [&](const DrawnSpan& s) { return s.lane != first->lane; });
        for (auto span = first; span != end; ++span) lane.add(*span);
        lane.end(high);
        first = end;
    }
    for (std::size_t i = 0; i + 1 < out.size(); ++i) {
        const bool touch = out[i].lane == out[i + 1].lane && out[i].series == out[i + 1].series &&
                           out[i].to == out[i + 1].from;
        if (touch && out[i].to - out[i].from >= columnsOfAGap * column) out[i].to -= column / 2;
    }
    return out;
}

} // namespace longpeak
