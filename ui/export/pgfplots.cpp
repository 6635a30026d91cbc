// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/pgfplots.h"

#include "figure/axis_words.h"
#include "figure/label_layout.h"
#include "figure/legend.h"
#include "figure/spans.h"
#include "plot/label_colours.h"
#include "plot/series_style.h"
#include "text.h"
#include "text/escape.h"
#include "theme/theme.h"

#include <QFontMetricsF>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace longpeak {
namespace {

constexpr double dotRadius = 1.6; ///< points

constexpr std::array<std::pair<std::string_view, std::string_view>, 22> latexSigns{{{"\\", "\\textbackslash{}"},
                                                                                    {"&", "\\&"},
                                                                                    {"%", "\\%"},
                                                                                    {"$", "\\$"},
                                                                                    {"#", "\\#"},
                                                                                    {"_", "\\_"},
                                                                                    {"{", "\\{"},
                                                                                    {"}", "\\}"},
                                                                                    {"~", "\\textasciitilde{}"},
                                                                                    {"^", "\\textasciicircum{}"},
                                                                                    {"×", "$\\times$"},
                                                                                    {"÷", "$\\div$"},
                                                                                    {"·", "$\\cdot$"},
                                                                                    {"µ", "\\textmu{}"},
                                                                                    {"²", "\\textsuperscript{2}"},
                                                                                    {"≥", "$\\geq$"},
                                                                                    {"≤", "$\\leq$"},
                                                                                    {"→", "$\\to$"},
                                                                                    {"−", "$-$"},
                                                                                    {"\u2009", "\\,"},
                                                                                    {"\u202f", "\\,"},
                                                                                    {"\u00a0", "~"}}};

/// The frame that pgfplots makes of a width and a height: it keeps 45 pt for what is outside, however much that is (manual,
/// 4.10.1). The document's own font is not known here; Inter is a little wider than Computer Modern of the same size, so
/// what has room in the one has it in the other.
struct TexFrame {
    QFont font;
    double unit; ///< of the layout, which is as large as on screen, in a point
    double across;
    double up;
};

TexFrame texFrame(const FigureStyle& style, double width) {
    constexpr double pointsPerInch = 72.27; // of TeX
    constexpr double outside = 45.0;
    loadFonts();
    const QFont font = exportTheme(FigurePalette::Print, false).font(-2);
    const double unit = font.pixelSize() / style.type;
    return {.font = font,
            .unit = unit,
            .across = std::max(0.0, width * pointsPerInch - outside) * unit,
            .up = std::max(0.0, width / style.aspect * pointsPerInch - outside) * unit};
}

std::string wordsOf(const Text& text) {
    return toQString(text).toStdString();
}

std::string number(double value) {
    return std::isnan(value) ? "nan" : formatPlain(value);
}

std::string point(double x, double y) {
    return "(" + number(x) + "," + number(y) + ") ";
}

/// A place in the plane; the frame's edge for ±toEdge.
std::string place(const Figure& figure, double x, double y) {
    const auto within = [](const Axis& axis, double value) { return std::clamp(value, axis.minimum, axis.maximum); };
    return "(axis cs:" + number(within(figure.x, x)) + "," + number(within(figure.y, y)) + ")";
}

std::string colourName(const QColor& color) {
    return "lp" + color.name().mid(1).toStdString();
}

std::string colourName(const Theme& theme, Role role, int shade) {
    return colourName(theme.role(role, shade));
}

std::string lineOptions(const Theme& theme, const Series& series) {
    std::string options = colourName(lineColor(theme, series));
    if (series.form == Form::Points) return options + (series.reference ? ", mark options={fill=white}" : "");
    options += series.reference ? ", line width=0.5pt, densely dotted"
               : series.dashed  ? ", line width=0.7pt, dashed"
                                : ", line width=1pt";
    if (series.reference || series.dashed || theme.appearance != Appearance::Print) return options;
    if (series.role == Role::Decode) options += ", densely dashed";
    if (series.role == Role::Switch) options += ", dash dot";
    return options;
}

std::string ruleOptions(const Theme& theme, const Rule& rule) {
    const std::string dashes = rule.reference ? ", densely dotted" : rule.vertical ? ", dashed" : "";
    return colourName(rulePen(theme, rule).color()) + dashes;
}

std::string rectangle(const Figure& figure, const std::string& options, double x0, double y0, double x1, double y1) {
    return "\\fill[" + options + "] " + place(figure, x0, y0) + " rectangle " + place(figure, x1, y1) + ";\n";
}

std::string areaOf(const Theme& theme, const Series& series) {
    std::string text = "\\addplot[forget plot, draw=none, fill=" + colourName(theme, series.role, series.shade) +
                       (series.isRange ? ", fill opacity=0.24" : "") + "] coordinates {";
    for (std::size_t i = 0; i < series.x.size(); ++i)
        if (!std::isnan(series.y[i])) text += point(series.x[i], series.y[i]);
    for (std::size_t i = series.x.size(); i-- > 0;)
        if (!std::isnan(series.y[i])) text += point(series.x[i], series.base[i]);
    return text + "} -- cycle;\n";
}

std::string barsOf(const Theme& theme, const Figure& figure, const Series& series) {
    std::string options = colourName(theme, series.role, series.shade);
    if (series.reference) options = "fill=none, draw=black, densely dotted";
    std::string text;
    for (std::size_t i = 0; i < series.x.size(); ++i) {
        if (!std::isfinite(series.y[i])) continue;
        const auto [from, to] = barCorners(figure, series, i);
        text += rectangle(figure, options, from.x, from.y, to.x, to.y);
    }
    return text;
}

/// In columns of a layout's pixel, as on screen.
std::string spansOf(const Theme& theme, const Figure& figure, const TexFrame& frame) {
    std::string text;
    const double column = (figure.x.maximum - figure.x.minimum) / std::max(1.0, frame.across);
    for (const DrawnSpan& span : drawnSpans(figure, figure.x.minimum, figure.x.maximum, column)) {
        const Series& series = figure.series[span.series];
        const Series one{.form = Form::Spans, .x = {span.lane}, .y = {span.to}, .base = {span.from}};
        const auto [from, to] = barCorners(figure, one, 0);
        text += rectangle(figure, colourName(theme, series.role, series.shade), from.x, from.y, to.x, to.y);
    }
    return text;
}

/// The shapes of markers on sheets, in their order.
std::string markOptions(const Theme& theme, const Series& series) {
    constexpr std::array marks{"square*", "*", "triangle*, mark options={rotate=180}", "diamond*", "triangle*",
                               "+",       "x"};
    const int shape = lookOf(theme, series).marker;
    return std::string("mark=") + (shape < 0 ? "*" : marks.at(static_cast<std::size_t>(shape))) + ", mark size=1.2pt";
}

std::string markersOf(const Theme& theme, const Figure& figure, const Series& series) {
    if (!hasMarkers(theme, series)) return {};
    std::string text = "\\addplot[forget plot, only marks, " + markOptions(theme, series) + ", " +
                       colourName(lineColor(theme, series)) + "] coordinates {";
    for (const Point& at : markerPlaces(figure, series)) text += point(at.x, at.y);
    return text + "};\n";
}

std::string seriesOf(const Theme& theme, const Figure& figure, const Series& series) {
    std::string text;
    switch (series.form) {
    case Form::Area: text = areaOf(theme, series); break;
    case Form::Bars: return barsOf(theme, figure, series);
    case Form::Spans: return {}; // spansOf
    case Form::Line:
    case Form::Path:
    case Form::Points:
        text = "\\addplot[forget plot, " + lineOptions(theme, series) +
               (series.form == Form::Points ? ", only marks, " + markOptions(theme, series)
                                            : ", no marks, unbounded coords=jump") +
               "] coordinates {";
        for (std::size_t i = 0; i < series.x.size(); ++i) text += point(series.x[i], series.y[i]);
        text += "};\n" + markersOf(theme, figure, series);
    }
    return text;
}

/// As many beside one another as have room above the frame.
int legendColumns(const TexFrame& frame, const std::vector<LegendEntry>& entries) {
    constexpr double sample = 34; ///< of the layout, with the gaps beside it: 0.6 cm and twice 4 pt
    const QFontMetricsF metrics(frame.font);
    double widest = sample;
    for (const LegendEntry& entry : entries)
        widest = std::max(widest, 1.1 * metrics.horizontalAdvance(toQString(*entry.name)) + sample);
    return std::clamp(static_cast<int>(frame.across / widest), 1, std::max(1, static_cast<int>(entries.size())));
}

std::string sampleOf(const Theme& theme, const LegendEntry& entry) {
    if (entry.rule != nullptr) return "no marks, " + ruleOptions(theme, *entry.rule);
    if (entry.series == nullptr)
        return "area legend, draw=none, fill opacity=0.24, fill=" + colourName(theme, entry.region->role, 0);
    const Series& series = *entry.series;
    if (series.form == Form::Line) return "no marks, " + lineOptions(theme, series);
    if (series.form == Form::Points)
        return "only marks, " + markOptions(theme, series) + ", " + lineOptions(theme, series);
    return std::string("area legend, draw=none, ") + (series.isRange ? "fill opacity=0.24, " : "") +
           "fill=" + colourName(theme, series.role, series.shade);
}

std::string legendOf(const Theme& theme, const std::vector<LegendEntry>& entries) {
    std::string text;
    for (const LegendEntry& entry : entries)
        text += "\\addlegendimage{" + sampleOf(theme, entry) + "}\\addlegendentry{" + latexText(wordsOf(*entry.name)) +
                "}\n";
    return text;
}

std::string regionsOf(const Theme& theme, const Figure& figure) {
    std::string text;
    for (const Region& region : figure.regions)
        text += rectangle(figure, colourName(theme, region.role, 0) + ", fill opacity=0.12", region.x0, region.y0,
                          region.x1, region.y1);
    return text;
}

std::string annotationsOf(const Theme& theme, const Figure& figure) {
    std::string text;
    for (const Rule& rule : figure.rules) {
        const double low = rule.vertical ? figure.x.minimum : figure.y.minimum;
        const double high = rule.vertical ? figure.x.maximum : figure.y.maximum;
        if (rule.at < low || rule.at > high) continue;
        const std::string from = rule.vertical ? place(figure, rule.at, -toEdge) : place(figure, -toEdge, rule.at);
        const std::string to = rule.vertical ? place(figure, rule.at, toEdge) : place(figure, toEdge, rule.at);
        text.append("\\draw[" + ruleOptions(theme, rule) + "] ").append(from).append(" -- ").append(to).append(";\n");
    }
    for (const Mark& mark : figure.marks) {
        const auto isShown = [](const Axis& axis, double value) {
            return value >= axis.minimum && value <= axis.maximum;
        };
        if (!isShown(figure.x, mark.x) || !isShown(figure.y, mark.y)) continue;
        const std::string at = place(figure, mark.x, mark.y);
        text += "\\filldraw[" + colourName(theme, mark.role, 0) + (mark.reference ? ", fill=white" : "") + "] " + at +
                " circle[radius=" + number(dotRadius) + "pt];\n";
    }
    return text;
}

Plane planeOf(const TexFrame& frame, const Figure& figure) {
    return {.frame = {0, 0, frame.across, frame.up},
            .x = {figure.x.scale, figure.x.minimum, figure.x.maximum, 0, frame.across},
            .y = {figure.y.scale, figure.y.minimum, figure.y.maximum, frame.up, -frame.up}};
}

std::vector<Label> labelsIn(const TexFrame& frame, const Figure& figure, bool namesSeries) {
    const QFontMetricsF metrics(frame.font);
    return layoutLabels(figure, {.plane = planeOf(frame, figure),
                                 .words = wordsOf,
                                 // A tenth more than in Inter: signs such as "%" are wider in Computer Modern.
                                 .textWidth =
                                     [&](const std::string& words) {
                                         return 1.1 * metrics.horizontalAdvance(QString::fromStdString(words));
                                     },
                                 .textHeight = metrics.height(),
                                 .markRadius = [&](const Mark&) { return dotRadius * frame.unit; },
                                 .namesSeries = namesSeries});
}

/// Words where they stand in the frame.
std::string written(const std::vector<Label>& labels, const TexFrame& frame, const Figure& figure,
                    const LabelColours& colours) {
    const QFontMetricsF metrics(frame.font);
    const auto share = [](double part) { return number(std::round(part * 1e4) / 1e4); };
    const auto at = [&](const Point& place) {
        return "(rel axis cs:" + share(place.x / frame.across) + "," + share(1 - place.y / frame.up) + ")";
    };
    std::string text;
    for (const Label& label : labels) {
        if (!label.area) continue;
        const bool isOnLine = label.of == LabelOf::Series && figure.series[label.index].form == Form::Path;
        const double baseline = label.area->center().y + (metrics.ascent() - metrics.descent()) / 2;
        if (label.hasLeader) {
            const auto [from, to] = leaderOf(label);
            text.append("\\draw[gray, very thin] ").append(at(from)).append(" -- ").append(at(to)).append(";\n");
        }
        text += "\\node[text=" + colourName(colours.of(label)) + (isOnLine ? ", fill=white" : "") +
                ", anchor=base, inner sep=1pt] at " + at({label.area->center().x, baseline}) + " {" +
                latexText(label.text) + "};\n";
    }
    return text;
}

std::string axisOptions(const Axis& axis, char letter, int wanted, ByteUnits bytes) {
    const std::string name(1, letter);
    std::string places;
    std::string labels;
    const AxisUnit unit = axisUnit(axis, axis.minimum, axis.maximum, bytes);
    const auto major = ticks(axis, axis.minimum, axis.maximum, wanted, bytes);
    for (const double tick : major) {
        places += (places.empty() ? "" : ",") + number(tick);
        const std::string text = axis.isNamed() ? wordsOf(axis.nameAt(tick)) : tickText(axis, tick, unit, bytes);
        labels += (labels.empty() ? "{" : ",{") + latexText(text) + "}";
    }
    std::string minor;
    for (const double tick : minorTicks(axis, axis.minimum, axis.maximum, major))
        minor += (minor.empty() ? "" : ",") + number(tick);
    std::string options = "  " + name + "min=" + number(axis.minimum) + ", " + name + "max=" + number(axis.maximum) +
                          ", " + name + "tick={" + places + "}, " + name + "ticklabels={" + labels + "}";
    if (axis.scale == AxisScale::Log) options += ", " + name + "mode=log, minor " + name + "tick={" + minor + "}";
    if (!axis.isNamed())
        options += ", " + name + "label={" + latexText(capitalised(wordsOf(axisTitle(axis, unit)))) + "}";
    if (axis.isNamed() && letter == 'x') options += ", xticklabel style={rotate=25, anchor=north east}";
    return options + ",\n";
}

std::string coloursOf(const Theme& theme, const Figure& figure, const std::vector<Label>& labels,
                      const LabelColours& colours) {
    std::set<std::string> codes;
    const auto add = [&](const QColor& color) { codes.insert(color.name().mid(1).toStdString()); };
    for (const Series& series : figure.series)
        for (const QColor& color : {theme.role(series.role, series.shade), lineColor(theme, series)}) add(color);
    for (const Region& region : figure.regions) add(theme.role(region.role));
    for (const Rule& rule : figure.rules) add(rulePen(theme, rule).color());
    for (const Mark& mark : figure.marks) add(theme.role(mark.role));
    for (const Label& label : labels)
        if (label.area) add(colours.of(label));
    std::string text;
    for (const std::string& code : codes) {
        std::string upper = code;
        std::ranges::transform(upper, upper.begin(), [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
        text.append("\\definecolor{lp").append(code).append("}{HTML}{").append(upper).append("}\n");
    }
    return text;
}

/// Of a map, what its contours are of.
std::string shadedTitle(const Figure& figure, const FigureStyle& style) {
    if (!figure.shading) return {};
    const Axis values{figure.shading->name, figure.shading->unit, figure.shading->scale, figure.shading->minimum,
                      figure.shading->maximum};
    const AxisUnit unit = axisUnit(values, values.minimum, values.maximum, style.bytes);
    return "  title={" + latexText(capitalised(wordsOf(axisTitle(values, unit)))) + "},\n";
}

std::string pictureOf(const Theme& theme, const Figure& figure, const FigureStyle& style, double width) {
    constexpr double inchesPerTick = 0.6;
    const double height = width / style.aspect;
    const auto fitting = [](double inches) { return std::max(2, static_cast<int>(inches / inchesPerTick)); };
    const bool tall = figure.y.isNamed();
    const TexFrame frame = texFrame(style, width);
    std::vector<Label> labels = labelsIn(frame, figure, !style.legend);
    // Every line and area is named: at itself where all of them find room there, else above the frame.
    const bool legend = style.legend || std::ranges::any_of(labels, [](const Label& label) {
                            return label.of == LabelOf::Series && !label.area;
                        });
    if (legend && !style.legend) labels = labelsIn(frame, figure, false);
    const Plane plane = planeOf(frame, figure);
    const LabelColours colours(figure, theme, plane);
    const std::vector<LegendEntry> entries = longpeak::legendOf(figure, legend, withoutRoom(labels));
    std::string text = "\\begin{tikzpicture}[font=\\fontsize{" + number(style.type) + "}{" + number(style.type * 1.2) +
                       "}\\selectfont]\n" + coloursOf(theme, figure, labels, colours) +
                       "\\begin{axis}[\n  width=" + number(width) + "in, height=" + number(height) +
                       "in, scaled ticks=false, axis on top, clip=true,\n" +
                       axisOptions(figure.x, 'x', figure.x.isNamed() ? 40 : fitting(width), style.bytes) +
                       axisOptions(figure.y, 'y', tall ? 40 : fitting(height), style.bytes) +
                       shadedTitle(figure, style) +
                       "  legend columns=" + std::to_string(legendColumns(frame, entries)) +
                       ", legend cell align=left, legend style={draw=none, fill=none, at={(0,1.02)}, "
                       "anchor=south west}]\n";
    text += regionsOf(theme, figure);
    for (const Series& series : figure.series) text += seriesOf(theme, figure, series);
    text += spansOf(theme, figure, frame) + annotationsOf(theme, figure);
    return text + legendOf(theme, entries) + written(labels, frame, figure, colours) +
           "\\end{axis}\n\\end{tikzpicture}";
}

} // namespace

std::string latexText(std::string_view words) {
    const std::string line = oneLine(words); // an empty line ends what it stands in, and other controls have meanings
    std::string_view text = line;
    std::string out;
    while (!text.empty()) {
        const auto sign = std::ranges::find_if(latexSigns, [&](const auto& s) { return text.starts_with(s.first); });
        const bool isSign = sign != latexSigns.end();
        out += isSign ? sign->second : text.substr(0, 1);
        text.remove_prefix(isSign ? sign->first.size() : 1);
    }
    return out;
}

std::string latexComment(std::string_view text) {
    return "% " + oneLine(text) + "\n";
}

std::string writePgfplots(const std::vector<Figure>& figures, const FigureDocument& document,
                          const Catalogue& catalogue) {
    const Theme theme = exportTheme(document.style.palette, document.style.serif);
    const bool isPanel = figures.size() > 1;
    const double width = isPanel ? document.style.width / 2 - 0.1 : document.style.width;
    std::string text = latexComment(captionOf(figures, document).english()) +
                       latexComment(writeFigureDocument(document, catalogue)) +
                       "% In the preamble: \\usepackage{textcomp,pgfplots} \\pgfplotsset{compat=1.16}\n";
    for (const Figure& figure : figures) text += pictureOf(theme, figure, document.style, width) + "%\n";
    return text;
}

} // namespace longpeak
