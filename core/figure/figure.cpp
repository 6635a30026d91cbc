// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/figure.h"

#include "figure/plane.h"
#include "text/escape.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace longpeak {
namespace {

/// Of `values` at the x of the series.
double interpolated(const Figure& figure, const Series& series, const std::vector<double>& values, double x) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (series.x.empty() || !(x >= series.x.front() && x <= series.x.back())) return none; // NaN is outside too
    const auto above = std::ranges::lower_bound(series.x, x);
    const auto i = static_cast<std::size_t>(above - series.x.begin());
    if (series.x[i] == x) return values[i];
    if (series.form == Form::Bars) return none; // nothing stands between two bars
    const double x0 = series.x[i - 1];
    const double x1 = series.x[i];
    const double y0 = values[i - 1];
    const double y1 = values[i];
    const double share = figure.x.scale == AxisScale::Log ? std::log(x / x0) / std::log(x1 / x0) : (x - x0) / (x1 - x0);
    if (figure.y.scale == AxisScale::Log) return y0 > 0 && y1 > 0 ? y0 * std::pow(y1 / y0, share) : none;
    return y0 + (y1 - y0) * share;
}

} // namespace

double valueAt(const Figure& figure, const Series& series, double x) {
    return interpolated(figure, series, series.y, x);
}

double baseAt(const Figure& figure, const Series& series, double x) {
    return interpolated(figure, series, series.base, x);
}

const Text& Axis::nameAt(double place) const {
    static const Text none;
    const double index = std::round(place);
    if (!(index >= 0 && index < static_cast<double>(names.size()))) return none; // NaN is outside too
    return names[static_cast<std::size_t>(index)];
}

double ownValue(const Series& series, std::size_t i) {
    const bool stands = series.form == Form::Area || series.form == Form::Bars;
    return stands && series.isPile && !series.base.empty() ? series.y[i] - series.base[i] : series.y[i];
}

const Text& labelText(const Figure& figure, const LabelId& label) {
    static const Text none;
    switch (label.of) {
    case LabelOf::Mark: return figure.marks[label.index].label;
    case LabelOf::Rule: return figure.rules[label.index].label;
    case LabelOf::Series: return figure.series[label.index].label;
    case LabelOf::Region: return figure.regions[label.index].label;
    case LabelOf::Bar: break;
    }
    const auto& names = figure.series[label.index].pointNames;
    return label.bar < names.size() ? names[label.bar] : none;
}

bool isLying(const Figure& figure) {
    return figure.y.isNamed();
}

namespace {

std::string cellOf(const Text& text) {
    return csvCell(text.english());
}

/// Nothing where there is no number.
std::string numberCell(double value) {
    return std::isfinite(value) ? formatPlain(value) : std::string();
}

/// Of the series' c-th column and its i-th point.
std::string columnCell(const Series& series, std::size_t c, std::size_t i) {
    if (series.columns.empty()) return {};
    const SeriesColumn& column = series.columns[c];
    return column.values.empty() ? cellOf(column.texts[i]) : numberCell(column.values[i]);
}

/// Whether it only joins the points that follow it, as they are or by stairs.
bool joinsPoints(const Figure& figure, std::size_t index) {
    if (index + 1 >= figure.series.size()) return false;
    const Series& line = figure.series[index];
    const Series& points = figure.series[index + 1];
    return line.form == Form::Line && points.form == Form::Points && line.name == points.name;
}

std::string titleOf(const Text& name, Unit unit) {
    return columnTitle(name.english(), unit);
}

std::string writeSpans(const Figure& figure) {
    const std::string title = titleOf(figure.x.label, figure.x.unit);
    std::string out = "series," + cellOf(figure.y.label) + "," + csvCell(title + " from") + "," +
                      csvCell(title + " to") + "\n";
    for (const Series& series : figure.series) {
        if (series.form != Form::Spans) continue;
        for (std::size_t i = 0; i < series.x.size(); ++i)
            out += cellOf(series.name) + "," + cellOf(figure.y.nameAt(series.x[i])) + "," +
                   formatPlain(series.base[i]) + "," + formatPlain(series.y[i]) + "\n";
    }
    return out;
}

std::string writeShading(const Figure& figure, const Shading& shading) {
    std::string out = csvCell(titleOf(figure.x.label, figure.x.unit)) + "," +
                      csvCell(titleOf(figure.y.label, figure.y.unit)) + "," +
                      csvCell(titleOf(shading.name, shading.unit)) + ",fits\n";
    std::size_t i = 0;
    for (const double y : shading.ys)
        for (const double x : shading.xs) {
            out += formatPlain(x) + "," + formatPlain(y) + "," + numberCell(shading.values[i]) +
                   (shading.ceilings[i] >= 1.0 ? ",yes\n" : ",no\n");
            ++i;
        }
    return out;
}

} // namespace

std::string writeCsv(const Figure& figure) {
    if (figure.shading) return writeShading(figure, *figure.shading);
    if (std::ranges::find(figure.series, Form::Spans, &Series::form) != figure.series.end()) return writeSpans(figure);
    const Axis& first = isLying(figure) ? figure.y : figure.x;
    const Axis& second = isLying(figure) ? figure.x : figure.y;
    const auto cell = [](const Axis& axis, double value) {
        return axis.isNamed() ? cellOf(axis.nameAt(value)) : numberCell(value);
    };
    const auto hasNames = [](const Series& s) { return s.form == Form::Points && !s.pointNames.empty(); };
    const bool named = std::ranges::any_of(figure.series, hasNames);
    const auto withColumns = std::ranges::find_if(figure.series, [](const Series& s) { return !s.columns.empty(); });
    std::string out = "series," + csvCell(titleOf(first.label, first.unit)) + "," +
                      csvCell(titleOf(second.label, second.unit)) + (named ? ",point" : "");
    const std::size_t columns = withColumns == figure.series.end() ? 0 : withColumns->columns.size();
    for (std::size_t i = 0; i < columns; ++i)
        out += "," + csvCell(titleOf(withColumns->columns[i].title, withColumns->columns[i].unit));
    out += "\n";
    for (std::size_t at = 0; at < figure.series.size(); ++at) {
        const Series& series = figure.series[at];
        if (joinsPoints(figure, at)) continue;
        const std::string name = csvCell(series.name.english() + (series.reference ? " (reference)" : ""));
        if (series.isRange) {
            for (const auto& [edge, values] : {std::pair(" from", &series.base), std::pair(" to", &series.y)})
                for (std::size_t i = 0; i < series.x.size(); ++i)
                    if (std::isfinite((*values)[i]))
                        out += csvCell(series.name.english() + edge) + "," + cell(first, series.x[i]) + "," +
                               cell(second, (*values)[i]) + (named ? "," : "") + std::string(columns, ',') + "\n";
            continue;
        }
        for (std::size_t i = 0; i < series.x.size(); ++i) {
            const double own = ownValue(series, i);
            if (!std::isfinite(own) && series.form != Form::Bars) continue;
            // Only of bars x is the place along the named axis, wherever that stands.
            const bool swapped = isLying(figure) && series.form != Form::Bars;
            out += name + "," + cell(first, swapped ? own : series.x[i]) + "," +
                   cell(second, swapped ? series.x[i] : own);
            if (named) out += "," + (hasNames(series) ? cellOf(series.pointNames[i]) : std::string());
            for (std::size_t c = 0; c < columns; ++c) out += "," + columnCell(series, c, i);
            out += "\n";
        }
    }
    return out;
}

} // namespace longpeak
