// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/figure_style.h"

#include "figure/style_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace longpeak {
namespace {

constexpr std::array palettes{std::pair{FigurePalette::Light, std::string_view("light")},
                              std::pair{FigurePalette::Dark, std::string_view("dark")},
                              std::pair{FigurePalette::Print, std::string_view("print")}};

/// What a size may be, with its key in JSON.
struct Bounds {
    std::string_view key;
    double minimum;
    double maximum;
};
constexpr Bounds widths{"width_in", 1, 60};
constexpr Bounds heights{"height_in", 0.5, 60};
constexpr Bounds aspects{"aspect", 0.25, 8};
constexpr Bounds types{"type_pt", 3, 96};
constexpr Bounds resolutions{"dpi", 36, 2400};
constexpr double mostPixels = 100e6; ///< of a PNG: 400 MB while it is drawn

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The number that the text begins with; what follows stays in `text`.
std::optional<double> takeNumber(std::string_view& text) {
    text = trimmed(text);
    double value = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), value, std::chars_format::fixed);
    if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
    text = trimmed(text.substr(static_cast<std::size_t>(end - text.begin())));
    return value;
}

} // namespace

std::span<const NamedStyle> shippedStyles() {
    static const std::array styles{
        NamedStyle{"column", "One column, 3.25 in", {}},
        NamedStyle{"page", "Two columns, 6.75 in", {.width = 6.75, .aspect = 1.6}},
        NamedStyle{
            "slide",
            "Slide, 16:9",
            {.width = 40.0 / 3.0, .height = 7.5, .type = 18, .palette = FigurePalette::Light, .title = "", .dpi = 144}},
        // Text widths and the smallest type that each asks for: acmart and USENIX templates,
        // IEEEtran, neurips.sty, and Nature's guide to figures.
        NamedStyle{"acm", "ACM, USENIX: one column, 3.33 in", {.width = 3.33}},
        NamedStyle{"ieee", "IEEE: one column, 3.5 in", {.width = 3.5}},
        NamedStyle{"neurips", "NeurIPS: text width, 5.5 in", {.width = 5.5, .aspect = 1.8, .type = 9}},
        NamedStyle{"nature", "Nature: one column, 89 mm", {.width = 89 / 25.4, .type = 7}},
        NamedStyle{"nature-page", "Nature: two columns, 183 mm", {.width = 183 / 25.4, .aspect = 1.8, .type = 7}}};
    return styles;
}

std::string_view paletteWord(FigurePalette palette) {
    return std::ranges::find(palettes, palette, &std::pair<FigurePalette, std::string_view>::first)->second;
}

std::optional<FigurePalette> paletteOf(std::string_view word) {
    const auto found = std::ranges::find(palettes, word, &std::pair<FigurePalette, std::string_view>::second);
    if (found == palettes.end()) return std::nullopt;
    return found->first;
}

Faults whyNot(const FigureStyle& style, const std::string& origin) {
    Faults faults;
    const auto check = [&](const Bounds& bounds, double value, const MarkedMessage<3>& reason) {
        if (value >= bounds.minimum && value <= bounds.maximum) return;
        faults.push_back({origin, "/style/" + std::string(bounds.key),
                          reason(plainAmount(bounds.minimum), plainAmount(bounds.maximum), plainAmount(value))});
    };
    check(widths, style.width, LP_TEXT("fault", "the width must be from %1 to %2 inches, not %3"));
    if (style.height)
        check(heights, *style.height, LP_TEXT("fault", "the height must be from %1 to %2 inches, not %3"));
    check(aspects, style.aspect, LP_TEXT("fault", "the aspect must be from %1 to %2, not %3"));
    check(types, style.type, LP_TEXT("fault", "the type must be from %1 to %2 points, not %3"));
    check(resolutions, style.dpi, LP_TEXT("fault", "the resolution must be from %1 to %2 dots an inch, not %3"));
    const double height = style.height.value_or(style.width / style.aspect);
    if (faults.empty() && style.width * height * style.dpi * style.dpi > mostPixels)
        faults.push_back(
            {origin, "/style/dpi", LP_TEXT("fault", "the picture would have more than 100 million pixels")});
    return faults;
}

std::optional<double> parseInches(std::string_view text) {
    constexpr std::array units{std::pair{std::string_view("in"), 1.0}, std::pair{std::string_view(""), 1.0},
                               std::pair{std::string_view("mm"), 1 / 25.4}, std::pair{std::string_view("cm"), 1 / 2.54},
                               std::pair{std::string_view("pt"), 1 / 72.0}};
    const auto number = takeNumber(text);
    const auto unit = std::ranges::find(units, text, &std::pair<std::string_view, double>::first);
    if (!number || unit == units.end()) return std::nullopt;
    return *number * unit->second;
}

std::optional<double> parsePoints(std::string_view text) {
    const auto number = takeNumber(text);
    if (!number || (!text.empty() && text != "pt")) return std::nullopt;
    return number;
}

std::optional<double> parseAspect(std::string_view text) {
    const auto width = takeNumber(text);
    if (!width || text.empty()) return width;
    if (text.front() != ':') return std::nullopt;
    text.remove_prefix(1);
    const auto height = takeNumber(text);
    if (!height || !text.empty() || *height <= 0) return std::nullopt;
    return *width / *height;
}

OrderedJson styleJson(const FigureStyle& style) {
    OrderedJson json{{widths.key, style.width}};
    if (style.height) json[heights.key] = *style.height;
    json[aspects.key] = style.aspect;
    json[types.key] = style.type;
    json["font"] = style.serif ? "serif" : "sans";
    json["palette"] = paletteWord(style.palette);
    json["legend"] = style.legend;
    if (style.title) json["title"] = *style.title;
    if (style.caption) json["caption"] = *style.caption;
    json[resolutions.key] = style.dpi;
    json["bytes"] = style.bytes == ByteUnits::Binary ? "binary" : "decimal";
    if (style.outlines) json["outlines"] = true;
    if (style.practice) json["practice"] = true;
    return json;
}

FigureStyle readStyle(ObjectReader& reader) {
    const auto number = [&](const Bounds& bounds, double fallback) {
        return reader.number(bounds.key, bounds.minimum, bounds.maximum).value_or(fallback);
    };
    const auto words = [&](std::string_view key) -> std::optional<std::string> {
        if (!reader.has(key)) return std::nullopt;
        return reader.text(key);
    };
    FigureStyle style;
    style.width = number(widths, style.width);
    style.height = reader.number(heights.key, heights.minimum, heights.maximum);
    style.aspect = number(aspects, style.aspect);
    style.type = number(types, style.type);
    style.dpi = number(resolutions, style.dpi);
    if (reader.has("font")) style.serif = reader.requiredWord("font", {"sans", "serif"}) == "serif";
    if (reader.has("palette"))
        style.palette = paletteOf(reader.requiredWord("palette", {"light", "dark", "print"})).value_or(style.palette);
    style.legend = reader.flag("legend", style.legend);
    style.title = words("title");
    style.caption = words("caption");
    if (reader.has("bytes") && reader.requiredWord("bytes", {"decimal", "binary"}) == "binary")
        style.bytes = ByteUnits::Binary;
    style.outlines = reader.flag("outlines", style.outlines);
    style.practice = reader.flag("practice", style.practice);
    return style;
}

std::string writeFigureStyle(const FigureStyle& style) {
    OrderedJson json = documentHead(FormatId::Style);
    json["style"] = styleJson(style);
    return writtenJson(json, 2) + "\n";
}

Result<FigureStyle> readFigureStyle(std::string_view json, const std::string& file) {
    const auto parsed = parseDocument(json, file);
    if (!parsed) return parsed.faults();
    Faults faults;
    FigureStyle style;
    ObjectReader reader(*parsed, file, Json::json_pointer(), faults);
    checkHead(reader, FormatId::Style);
    if (!reader.has("style")) reader.fault("style", LP_TEXT("fault", "is missing"));
    reader.object("style", [&](ObjectReader& inner) { style = readStyle(inner); });
    reader.finish();
    if (faults.empty()) faults = whyNot(style, file);
    if (!faults.empty()) return faults;
    return style;
}

} // namespace longpeak
