// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/figure_document.h"

#include "cost/metric.h"
#include "document/carrier.h"
#include "evidence/typical.h"
#include "explore/side_by_side.h"
#include "figure/figure_kind.h"
#include "figure/map.h"
#include "figure/multiples.h"
#include "figure/retouch_json.h"
#include "figure/sessions.h"
#include "figure/style_json.h"
#include "figure/workings.h"
#include "nearest.h"
#include "scenario/parameter.h"
#include "scenario/scenario_json.h"

#include <algorithm>
#include <iterator>

namespace longpeak {
namespace {

std::optional<Scenario> scenarioAt(ObjectReader& reader, std::string_view key, const Catalogue& catalogue) {
    std::optional<Scenario> scenario;
    reader.object(key, [&](ObjectReader& inner) { scenario = readScenario(inner, catalogue); });
    return scenario;
}

std::vector<Scenario> scenariosAt(ObjectReader& reader, std::string_view key, const Catalogue& catalogue) {
    std::vector<Scenario> scenarios;
    const Json* node = reader.raw(key);
    if (node != nullptr && (!node->is_array() || node->size() > mostPinned))
        reader.fault(key, LP_TEXT("fault", "must be a list of up to %1 scenarios")(plainAmount(mostPinned)));
    else
        reader.objects(key, false, [&](ObjectReader& inner) { scenarios.push_back(readScenario(inner, catalogue)); });
    return scenarios;
}

/// One for each figure at most.
std::vector<Retouch> retouchesAt(ObjectReader& reader, std::string_view key, const std::vector<std::string>& figures) {
    std::vector<Retouch> retouches;
    reader.objects(key, false, [&](ObjectReader& inner) {
        Retouch retouch = readRetouch(inner);
        if (std::ranges::find(figures, retouch.figure) == figures.end())
            inner.fault("figure", LP_TEXT("fault", "is none of the figures of the document"));
        else if (std::ranges::find(retouches, retouch.figure, &Retouch::figure) != retouches.end())
            inner.fault("figure", LP_TEXT("fault", "is changed twice"));
        else
            retouches.push_back(std::move(retouch));
    });
    return retouches;
}

/// Whether the figures can be drawn from these sessions. A load of no points was not simulated, or not whole.
bool serves(const Sessions& sessions, const FigureDocument& document) {
    const auto needsLoad = [](const std::string& id) { return findFigureKind(id)->needsLoad; };
    return sessions.scenario == document.scenario &&
           (!sessions.load.empty() || std::ranges::none_of(document.figures, needsLoad));
}

/// The part of a figure over time that is shown, which is drawn in finer detail.
std::optional<LaneView> shownTime(const FigureDocument& document, const FigureKind& kind) {
    const Retouch* retouch = retouchOf(document, kind.id);
    if (!kind.ofTime || retouch == nullptr || !retouch->x.range || retouch->x.range->from < 0) return std::nullopt;
    return LaneView{.from = retouch->x.range->from, .to = retouch->x.range->to};
}

} // namespace

std::string writeFigureDocument(const FigureDocument& document, const Catalogue& catalogue) {
    OrderedJson json = documentHead(FormatId::Figure);
    json["figures"] = document.figures;
    json["style"] = styleJson(document.style);
    json["scenario"] = scenarioJson(document.scenario, catalogue);
    if (document.reference) json["reference"] = scenarioJson(*document.reference, catalogue);
    if (!document.metric.empty()) json["metric"] = document.metric;
    if (!document.over.empty()) json["over"] = document.over;
    for (const Scenario& scenario : document.beside) json["beside"].push_back(scenarioJson(scenario, catalogue));
    if (document.together) json["together"] = true;
    for (const Retouch& retouch : document.retouches) json["retouches"].push_back(retouchJson(retouch));
    return writtenJson(json);
}

Result<FigureDocument> readFigureDocument(std::string_view json, const std::string& file, const Catalogue& catalogue) {
    const auto parsed = parseDocument(json, file);
    if (!parsed) return parsed.faults();
    Faults faults;
    FigureDocument document;
    ObjectReader reader(*parsed, file, Json::json_pointer(), faults);
    checkHead(reader, FormatId::Figure);
    document.figures = reader.texts("figures");
    if (document.figures.empty() || document.figures.size() > mostFigures)
        reader.fault("figures",
                     LP_TEXT("fault", "must name from %1 to %2 figures")(plainAmount(1), plainAmount(mostFigures)));
    for (const std::string& id : document.figures)
        if (!reader.isFull() && findFigureKind(id) == nullptr)
            reader.fault("figures", thereIsNo(LP_TEXT("fault", "there is no figure '%1'"), id,
                                              namesOf(figureKinds(), &FigureKind::id)));
    document.metric = reader.text("metric");
    if (!document.metric.empty() && findMetric(document.metric) == nullptr)
        reader.fault("metric", thereIsNo(LP_TEXT("fault", "there is no metric '%1'"), document.metric,
                                         namesOf(metrics(), &Metric::key)));
    document.over = reader.texts("over");
    if (const auto axes = mapAxesOf(document); axes && !*axes) reader.fault("over", axes->faults().front().reason);
    reader.object("style", [&](ObjectReader& inner) { document.style = readStyle(inner); });
    const auto scenario = scenarioAt(reader, "scenario", catalogue);
    if (!reader.has("scenario")) reader.fault("scenario", LP_TEXT("fault", "is missing"));
    if (scenario) document.scenario = *scenario;
    document.reference = scenarioAt(reader, "reference", catalogue);
    document.beside = scenariosAt(reader, "beside", catalogue);
    document.together = reader.flag("together", false);
    document.retouches = retouchesAt(reader, "retouches", document.figures);
    if (figureCount(document) > mostFigures)
        reader.fault("beside", LP_TEXT("fault", "makes more than %1 figures in all")(plainAmount(mostFigures)));
    reader.finish();
    if (faults.empty()) faults = whyNot(document.style, file);
    if (!faults.empty()) return faults;
    return document;
}

std::optional<Result<FigureDocument>> openFigureDocument(const std::string& path, const Catalogue& catalogue) {
    const auto bytes = readFile(path);
    if (!bytes || !isPicture(*bytes)) return std::nullopt;
    const auto text = carriedText(*bytes, path);
    if (!text) return Result<FigureDocument>(text.faults());
    return readFigureDocument(*text, path, catalogue);
}

std::size_t figureCount(const FigureDocument& document) {
    std::size_t count = 0;
    for (const std::string& id : document.figures) {
        const FigureKind* kind = findFigureKind(id);
        count += 1 + (kind != nullptr && canBeMultiple(*kind) ? document.beside.size() : 0);
    }
    return count;
}

bool showsMap(const FigureDocument& document) {
    return std::ranges::any_of(document.figures, [](const std::string& id) {
        const FigureKind* kind = findFigureKind(id);
        return kind != nullptr && kind->needsMap;
    });
}

std::optional<Result<MapAxes>> mapAxesOf(const FigureDocument& document) {
    if (document.over.empty()) return std::nullopt;
    return parseMapAxes(document.over, "over ", fineMap);
}

const Retouch* retouchOf(const FigureDocument& document, std::string_view figure) {
    const auto found = std::ranges::find(document.retouches, figure, &Retouch::figure);
    return found == document.retouches.end() ? nullptr : &*found;
}

std::vector<Figure> withRetouches(std::vector<Figure> figures, const FigureDocument& document,
                                  std::vector<Text>* unused) {
    for (Figure& figure : figures) {
        const Retouch* retouch = retouchOf(document, figure.id);
        if (retouch == nullptr) continue;
        RetouchedFigure made = retouched(std::move(figure), *retouch);
        figure = std::move(made.figure);
        if (unused != nullptr) std::ranges::move(made.unused, std::back_inserter(*unused));
    }
    return figures;
}

std::vector<Figure> figuresOf(const FigureDocument& document, const Catalogue& catalogue, const Sessions* sessions,
                              const std::stop_token& stop) {
    return withRetouches(untouchedFiguresOf(document, catalogue, sessions, stop), document);
}

std::vector<Figure> untouchedFiguresOf(const FigureDocument& document, const Catalogue& catalogue,
                                       const Sessions* sessions, const std::stop_token& stop) {
    Workings workings;
    const auto axes = mapAxesOf(document);
    std::optional<TypicalEfficiency> practice;
    if (document.style.practice)
        practice = typicalEfficiency(document.scenario.deployment.accelerator, *workings.comparisons(catalogue),
                                     catalogue);
    const FigureInput input{.scenario = document.scenario,
                            .reference = document.reference ? &*document.reference : nullptr,
                            .bytes = document.style.bytes,
                            .catalogue = &catalogue,
                            .sessions = sessions != nullptr && serves(*sessions, document) ? sessions : nullptr,
                            .metric = findMetric(document.metric),
                            .workings = &workings,
                            .over = axes && *axes ? &**axes : nullptr,
                            .practice = practice ? &*practice : nullptr,
                            .stop = stop};
    std::vector<Figure> figures;
    for (const std::string& id : document.figures) {
        if (stop.stop_requested()) break;
        const FigureKind& kind = *findFigureKind(id);
        if (document.beside.empty() || !canBeMultiple(kind)) {
            const auto view = shownTime(document, kind);
            FigureInput own = input;
            if (view) own.lanes = &*view;
            figures.push_back(kind.build(own));
            continue;
        }
        std::vector<Scenario> scenarios{document.scenario};
        scenarios.insert(scenarios.end(), document.beside.begin(), document.beside.end());
        auto multiples = multiplesOf(kind, scenarios, input);
        if (auto all = document.together ? overlaid(multiples, whatSetsApart(scenarios, input.bytes)) : std::nullopt)
            figures.push_back(std::move(*all));
        else
            std::ranges::move(multiples, std::back_inserter(figures));
    }
    return figures;
}

} // namespace longpeak
