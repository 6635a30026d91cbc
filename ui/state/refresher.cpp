// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/refresher.h"

#include "cost/metric.h"
#include "figure/multiples.h"
#include "figure/workings.h"
#include "state/scenario_store.h"

#include <QElapsedTimer>
#include <QMetaObject>

#include <algorithm>

namespace longpeak {

Refresher::Refresher(ScenarioStore& store, QObject* parent)
    : QObject(parent), m_store(store), m_mapRunner(store.catalogue()), m_mapAxes(usualMapAxes()) {
    connect(&store, &ScenarioStore::scenarioChanged, this, &Refresher::schedule);
    connect(&store, &ScenarioStore::referenceChanged, this, &Refresher::schedule);
    connect(&store, &ScenarioStore::pinsChanged, this, &Refresher::schedule);
    connect(&m_runner, &SessionRunner::ready, this, &Refresher::addReadySessions);
    connect(&m_mapRunner, &MapRunner::ready, this, &Refresher::addReadyMap);
}

void Refresher::setVisibleFigures(std::set<std::string> ids) {
    if (ids == m_visible) return;
    m_visible = std::move(ids);
    schedule();
}

void Refresher::setWantsSessions(bool wants) {
    if (wants == m_wantsSessions) return;
    m_wantsSessions = wants;
    schedule();
}

void Refresher::setByteUnits(ByteUnits bytes) {
    if (bytes == m_bytes) return;
    m_bytes = bytes;
    schedule();
}

void Refresher::setMetric(const std::string& key) {
    if (key == m_metric) return;
    m_metric = key;
    const auto isShown = [this](const FigureKind& kind) { return kind.ofMetric && isVisible(kind); };
    if (std::ranges::any_of(figureKinds(), isShown)) schedule();
}

void Refresher::setCompared(const std::string& figure) {
    if (figure == m_compared) return;
    m_compared = figure;
    if (!figure.empty()) schedule();
}

void Refresher::setMapAxes(const MapAxes& axes) {
    if (axes == m_mapAxes) return;
    m_mapAxes = axes;
    if (isVisible(*findFigureKind("map"))) schedule();
}

void Refresher::schedule() {
    if (m_pending) return;
    m_pending = true;
    QMetaObject::invokeMethod(this, &Refresher::flush, Qt::QueuedConnection);
}

void Refresher::flush() {
    if (!m_pending) return;
    m_pending = false;
    refresh();
}

/// They come from another thread; until then the snapshot says that they do not.
void Refresher::addSessions(Snapshot& next) {
    bool figures = false;
    bool load = false;
    for (const FigureKind& kind : figureKinds()) {
        if (!kind.needsSessions || !isVisible(kind)) continue;
        figures = true;
        load = load || kind.id.starts_with("load-");
    }
    if (!figures && !m_wantsSessions) return;
    next.sessions = m_runner.request(next.scenario, load);
    next.sessionsPending = !next.sessions || (load && next.sessions->load.empty() && m_runner.isRunning());
}

FigureInput Refresher::inputOf(const Snapshot& snapshot) {
    return {.scenario = snapshot.scenario,
            .reference = snapshot.reference ? &*snapshot.reference : nullptr,
            .bytes = m_bytes,
            .catalogue = &m_store.catalogue(),
            .sessions = snapshot.sessions.get(),
            .metric = findMetric(m_metric),
            .over = &m_mapAxes,
            .maps = &m_mapRunner.maps()};
}

/// Those that are not ready stay as they were.
void Refresher::buildSessionFigures(Snapshot& next) {
    for (const FigureKind& kind : figureKinds()) {
        const std::string id(kind.id);
        if (!kind.needsSessions || !isVisible(kind)) continue;
        const bool isLoad = id.starts_with("load-");
        if (next.sessions && !(isLoad && next.sessionsPending))
            addFigure(next, kind, inputOf(next));
        else if (m_snapshot && m_snapshot->figures.contains(id))
            next.figures[id] = m_snapshot->figures.at(id);
    }
}

/// Nothing else has changed, so nothing else is drawn again.
void Refresher::addReadySessions() {
    if (m_pending || !m_snapshot) return; // the next snapshot takes them
    auto next = std::make_shared<Snapshot>(*m_snapshot);
    addSessions(*next);
    if (!next->sessions) return;
    buildSessionFigures(*next);
    m_snapshot = std::move(next);
    emit refreshed(m_snapshot);
}

void Refresher::addFigure(Snapshot& next, const FigureKind& kind, const FigureInput& input) const {
    next.figures[std::string(kind.id)] = std::make_shared<const Figure>(kind.build(input));
}

void Refresher::addMultiples(Snapshot& next, const FigureInput& input) const {
    constexpr std::size_t pointsOfSmall = 160;
    std::vector<Scenario> scenarios{next.scenario};
    scenarios.insert(scenarios.end(), next.pins.begin(), next.pins.end());
    FigureInput small = input;
    small.points = pointsOfSmall;
    for (Figure& figure : multiplesOf(*findFigureKind(m_compared), scenarios, small))
        next.multiples.push_back(std::make_shared<const Figure>(std::move(figure)));
}

void Refresher::addReadyMap() {
    const FigureKind& map = *findFigureKind("map");
    if (m_pending || !m_snapshot || !isVisible(map)) return; // the next snapshot takes it
    auto next = std::make_shared<Snapshot>(*m_snapshot);
    addFigure(*next, map, inputOf(*next));
    m_snapshot = std::move(next);
    emit refreshed(m_snapshot);
}

void Refresher::refresh() {
    const auto milliseconds = [](QElapsedTimer& timer) {
        const double spent = static_cast<double>(timer.nsecsElapsed()) * 1e-6;
        timer.restart();
        return spent;
    };
    QElapsedTimer timer;
    timer.start();
    auto next = std::make_shared<Snapshot>();
    next->scenario = m_store.scenario();
    next->estimate = evaluate(next->scenario);
    next->reference = m_store.reference();
    next->pins = m_store.pins();
    if (next->reference) next->referenceEstimate = evaluate(*next->reference);
    next->bytes = m_bytes;
    next->evaluateMs = milliseconds(timer);
    Workings workings;
    addSessions(*next);
    FigureInput input = inputOf(*next);
    input.workings = &workings;
    for (const FigureKind& kind : figureKinds())
        if (!kind.needsSessions && isVisible(kind)) addFigure(*next, kind, input);
    if (isVisible(*findFigureKind("map"))) m_mapRunner.refine(mapQuestion(input));
    if (!m_compared.empty()) addMultiples(*next, input);
    buildSessionFigures(*next);
    next->figuresMs = milliseconds(timer);
    m_snapshot = std::move(next);
    ++m_count;
    emit refreshed(m_snapshot);
}

} // namespace longpeak
