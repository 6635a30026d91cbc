// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz/readers.h"

#include "cost/estimate.h"
#include "cost/metric.h"
#include "document/carrier.h"
#include "evidence/evidence.h"
#include "explore/metric_map.h"
#include "figure/figure_document.h"
#include "figure/figure_kind.h"
#include "model/hugging_face.h"
#include "preset/preset_file.h"
#include "scenario/parameter.h"
#include "scenario/scenario_file.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace longpeak::fuzz {
namespace {

const std::string file = "fuzzed";

void require(bool holds, const std::string& what) {
    if (!holds) throw Broken(what);
}

const Catalogue& catalogue() {
    static const Catalogue shipped = shippedCatalogue().value();
    return shipped;
}

const Scenario& paper() {
    static const Scenario scenario = openScenario(std::string(defaultScenario), catalogue()).value();
    return scenario;
}

/// False; every fault names the file, a JSON pointer and a reason.
bool refused(const Faults& faults) {
    require(!faults.empty(), "refused without a fault");
    for (const Fault& fault : faults)
        require(fault.file == file && fault.pointer.starts_with('/') && !fault.reason.english().empty(),
                "not a whole fault: " + fault.text());
    return false;
}

/// Every number of what was accepted is one, but for dollars that are not known.
void requireSound(const Case& scenario) {
    const Estimate estimate = evaluate(scenario);
    for (const Metric& metric : metrics()) {
        const double value = metric.value(scenario, estimate);
        const std::string what = std::string(metric.key) + " is " + std::to_string(value);
        require(metric.unit == Unit::Dollars || std::isfinite(value), what);
        require(metric.key == metricKey::exactCeiling || !(value < 0), what);
    }
}

template <typename Value>
void requireSame(const Result<Value>& again, const Value& first) {
    require(bool(again), "what was written is refused: " + (again ? "" : again.faults().front().text()));
    require(*again == first, "comes back as another");
}

template <typename Value>
void requireSame(const Result<std::vector<Value>>& again, const Value& first) {
    require(bool(again), "what was written is refused: " + (again ? "" : again.faults().front().text()));
    require(again->size() == 1 && again->front() == first, "comes back as another");
}

void requireSound(const Model& model) {
    requireSame(readModels(writeModelDocument(model), file), model);
    const double count = parameterCount(model.architecture);
    require(std::isfinite(count) && count > 0, "a model without parameters");
    require(std::isfinite(activeParameterCount(model.architecture)), "a model without active parameters");
    const double cached = cacheElementsPerToken(model.architecture);
    require(std::isfinite(cached) && cached >= 0, "a model without a cache");
    require(!describe(model.architecture).empty(), "a model of which there is nothing to tell");
    for (const CostModel costModel : {CostModel::Paper, CostModel::Operators}) {
        Scenario scenario = paper();
        scenario.costModel = costModel;
        chooseModel(scenario, model);
        requireSound(scenario);
    }
}

bool scenario(std::string_view bytes) {
    const auto kind = documentKind(bytes, file);
    const auto read = readScenario(bytes, file, catalogue());
    if (!read) return refused(read.faults());
    require(bool(kind), "accepted, and of no kind");
    requireSound(*read);
    requireSame(readScenario(writeScenario(*read, catalogue()), file, catalogue()), *read);
    return true;
}

/// What was computed, which carries scenarios, and entries of lists.
bool carrying(std::string_view bytes) {
    const auto kind = documentKind(bytes, file);
    const auto entries = checkEntries(bytes, file, catalogue());
    const auto checked = checkScenarioDocument(bytes, file, catalogue());
    if (!kind) return refused(kind.faults());
    if (*kind == DocumentKind::Entries && entries) return true;
    if (*kind != DocumentKind::Scenario || !checked) return refused(checked ? entries.faults() : checked.faults());
    const auto read = readScenario(bytes, file, catalogue());
    if (read) requireSound(*read);
    return true;
}

bool models(std::string_view bytes) {
    const auto read = readModels(bytes, file);
    if (!read) return refused(read.faults());
    for (const Model& model : *read) requireSound(model);
    return true;
}

bool accelerators(std::string_view bytes) {
    const auto read = readAccelerators(bytes, file);
    if (!read) return refused(read.faults());
    for (const Accelerator& accelerator : *read) {
        requireSame(readAccelerators(writeAcceleratorDocument(accelerator), file), accelerator);
        Scenario scenario = paper();
        chooseAccelerator(scenario, accelerator);
        requireSound(scenario);
    }
    return true;
}

bool methods(std::string_view bytes) {
    const auto read = readMethods(bytes, file);
    if (!read) return refused(read.faults());
    Scenario scenario = paper();
    for (const Method& method : *read) {
        const Scenario before = scenario;
        const auto chosen = chooseMethod(scenario, method, catalogue(), {file, "/", {}});
        if (!chosen) require(refused(chosen.faults()) || scenario == before, "refused, and not as it was");
        requireSound(scenario);
    }
    return true;
}

bool measurements(std::string_view bytes) {
    const auto read = readMeasurements(bytes, file);
    if (!read) return refused(read.faults());
    for (const Measurement& measurement : *read) {
        requireSame(readMeasurements(writeMeasurementDocument(measurement), file), measurement);
        const Comparison compared = compare(measurement, catalogue());
        require(compared.prediction.has_value() == compared.reason.empty(), "half predicted");
        if (compared.prediction) require(std::isfinite(compared.prediction->value), "predicted as no number");
        if (const auto opened = openedCase(measurement, catalogue(), paper())) requireSound(*opened);
    }
    return true;
}

bool style(std::string_view bytes) {
    const auto read = readFigureStyle(bytes, file);
    if (!read) return refused(read.faults());
    requireSame(readFigureStyle(writeFigureStyle(*read), file), *read);
    return true;
}

/// Figures that are made at once, of a few documents: drawing takes longer than reading.
bool isDrawn(const FigureDocument& document, std::string_view bytes) {
    constexpr std::size_t oneIn = 32;
    return std::hash<std::string_view>()(bytes) % oneIn == 0 &&
           std::ranges::none_of(document.figures, [](const std::string& id) {
               const FigureKind& kind = *findFigureKind(id);
               return kind.needsSessions || kind.needsLoad || kind.needsMap;
           });
}

bool figure(std::string_view bytes) {
    const auto read = readFigureDocument(bytes, file, catalogue());
    if (!read) return refused(read.faults());
    requireSame(readFigureDocument(writeFigureDocument(*read, catalogue()), file, catalogue()), *read);
    requireSound(read->scenario);
    if (isDrawn(*read, bytes)) {
        const std::vector<Figure> figures = figuresOf(*read, catalogue());
        require(!figures.empty() && !captionOf(figures, *read).empty(), "a figure of which there is nothing to tell");
    }
    return true;
}

bool config(std::string_view bytes) {
    const auto read = importHuggingFace(bytes, file);
    if (!read) return refused(read.faults());
    for (const Text& each : read->warnings) {
        const std::string warning = each.english();
        require(warning.starts_with('/') && warning.find(": ") != std::string::npos, "not a whole warning: " + warning);
    }
    requireSound(read->model);
    return true;
}

bool picture(std::string_view bytes) {
    const bool is = isPicture(bytes);
    const auto text = carriedText(bytes, file);
    if (!text) return refused(text.faults());
    require(is, "carries a document, and is no picture");
    const auto document = readFigureDocument(*text, file, catalogue());
    return document || !refused(document.faults());
}

bool quantity(std::string_view bytes) {
    bool accepted = parseInches(bytes) || parsePoints(bytes) || parseAspect(bytes);
    for (int i = 0; i < static_cast<int>(Unit::Text); ++i) {
        const auto unit = static_cast<Unit>(i);
        const auto value = parseQuantity(bytes, unit);
        if (!value) continue;
        accepted = true;
        require(std::isfinite(*value), "not a finite number");
        const std::string entry = formatEntry(*value, unit);
        const auto again = parseQuantity(entry, unit);
        require(again == value, "'" + entry + "' is read as another number");
        require(parseQuantity(formatPlain(*value), unit) == value, "written plainly, it is another number");
        require(!format(*value, unit).empty() && !formatExact(*value, unit).empty() &&
                    !formatTick(*value, unit).empty(),
                "is shown as nothing");
    }
    return accepted;
}

/// "ID=VALUE" as on the command line, and the ranges of sweeps and maps. Presets are left out: their words may name files.
bool typed(std::string_view bytes) {
    constexpr std::size_t points = 48;
    bool accepted = false;
    const auto range = parseRange(bytes, file);
    accepted = range || refused(range.faults());
    const auto mapRange = parseMapRange(bytes, file, points);
    if (mapRange) {
        accepted = true;
        const auto again = parseMapRange(mapRangeText(*mapRange), file, points);
        require(again && again->parameter == mapRange->parameter && again->from == mapRange->from &&
                    again->to == mapRange->to,
                "'" + mapRangeText(*mapRange) + "' is another range");
    }
    const auto equals = bytes.find('=');
    const Parameter* parameter = findParameter(bytes.substr(0, equals));
    if (parameter == nullptr || parameter->scale == Scale::Preset || equals == std::string_view::npos) return accepted;
    Scenario scenario = paper();
    const auto set = setFromText(scenario, *parameter, bytes.substr(equals + 1), catalogue(), file);
    if (!set) return require(scenario == paper(), "refused, and not as it was"), refused(set.faults()) || accepted;
    requireSound(scenario);
    Scenario again = paper();
    const auto told = setFromText(again, *parameter, valueText(*parameter, scenario), catalogue(), file);
    require(told && parameter->get(again) == parameter->get(scenario),
            "'" + valueText(*parameter, scenario) + "' is another value");
    return true;
}

constexpr std::array all{Reader{"scenario", Form::Json, scenario},
                         Reader{"carrying", Form::Json, carrying},
                         Reader{"models", Form::Json, models},
                         Reader{"accelerators", Form::Json, accelerators},
                         Reader{"methods", Form::Json, methods},
                         Reader{"measurements", Form::Json, measurements},
                         Reader{"style", Form::Json, style},
                         Reader{"figure", Form::Json, figure},
                         Reader{"config", Form::Json, config},
                         Reader{"png", Form::Png, picture},
                         Reader{"svg", Form::Svg, picture},
                         Reader{"pdf", Form::Pdf, picture},
                         Reader{"quantity", Form::Quantity, quantity},
                         Reader{"typed", Form::Parameter, typed}};

} // namespace

std::span<const Reader> readers() {
    return all;
}

const Reader* findReader(std::string_view name) {
    const auto* const found = std::ranges::find(all, name, &Reader::name);
    return found == all.end() ? nullptr : found;
}

} // namespace longpeak::fuzz
