// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/refresher.h"

#include "cost/metric.h"
#include "figure/evidence.h"
#include "figure/multiples.h"
#include "state/scenario_store.h"

#include <QElapsedTimer>
#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace longpeak {
namespace {

bool sameCase(const std::optional<Scenario>& a, const std::optional<Scenario>& b) {
    return a.has_value() == b.has_value() && (!a || sameCase(*a, *b));
}

std::vector<Scenario> besideEachOther(const Snapshot& snapshot) {
    std::vector<Scenario> scenarios{snapshot.scenario};
    scenarios.insert(scenarios.end(), snapshot.pins.begin(), snapshot.pins.end());
    return scenarios;
}

std::vector<Comparison> shownOf(const EvidenceChoice& choice, const std::vector<Comparison>& all) {
    if (!choice.shown) return all;
    std::vector<Comparison> out;
    std::ranges::copy_if(all, std::back_inserter(out), [&](const Comparison& comparison) {
        return std::ranges::find(*choice.shown, comparison.measurement->id) != choice.shown->end();
    });
    return out;
}

double lap(QElapsedTimer& timer) {
    const double milliseconds = static_cast<double>(timer.nsecsElapsed()) * 1e-6;
    timer.restart();
    return milliseconds;
}

} // namespace

/// A snapshot in the making. What it has in common with the last one it takes over from there.
class Refresher::Build {
public:
    Build(Refresher& refresher, SnapshotPtr last, Snapshot& next)
        : m_refresher(refresher), m_catalogue(refresher.m_store.catalogue()), m_last(std::move(last)), m_next(next),
          m_sameCosts(m_last && sameCase(m_last->scenario, next.scenario)),
          m_sameReference(m_last && sameCase(m_last->reference, next.reference)),
          m_sameBytes(m_last && m_last->bytes == next.bytes),
          m_samePractice(m_last && m_last->practice == next.practice) {}

    void addFrame();
    void addParts();
    void addFigures();

private:
    FigureInput input() const;
    bool holds(const FigureKind& kind) const;
    bool isLate(const FigureKind& kind) const;
    void addMap(const FigureKind& kind);
    void addMultiples();

    Workings& workings() const { return m_refresher.m_workings; }

    Refresher& m_refresher;
    const Catalogue& m_catalogue;
    SnapshotPtr m_last; ///< nullptr where nothing of it holds
    Snapshot& m_next;
    bool m_sameCosts;
    bool m_sameReference;
    bool m_sameBytes;
    bool m_samePractice;
};

/// What is shown around every page.
void Refresher::Build::addFrame() {
    const Scenario& s = m_next.scenario;
    if (m_sameCosts && m_sameBytes) {
        m_next.feasibility = m_last->feasibility;
    } else {
        Feasibility made;
        if (!m_next.estimate.fits) {
            made.text = infeasibility(s, m_next.estimate, m_next.bytes);
            made.remedies = remedies(s, m_next.estimate, m_catalogue);
        } else {
            made.text = advice(s, m_next.estimate, m_catalogue, m_next.bytes);
        }
        m_next.feasibility = std::make_shared<const Feasibility>(std::move(made));
    }
    if (m_sameCosts && m_sameBytes && m_last->metric == m_next.metric)
        m_next.explanation = m_last->explanation;
    else if (const Metric* metric = findMetric(m_next.metric))
        m_next.explanation = explain(*metric, s, m_next.estimate, m_next.bytes);
    for (const std::string& id : s.compression.methods)
        if (const Method* method = m_catalogue.method(id))
            m_next.methods.push_back({method, qualityDoubt(*method, s.context)});
    m_next.typicalEfficiency = m_last && m_last->scenario.deployment.accelerator == s.deployment.accelerator
                                   ? m_last->typicalEfficiency
                                   : typicalEfficiency(s.deployment.accelerator, *workings().comparisons(m_catalogue),
                                                       m_catalogue);
}

void Refresher::Build::addParts() {
    const Wanted& wanted = m_next.wanted;
    const Scenario& s = m_next.scenario;
    if (wanted.comparisons) m_next.comparisons = workings().comparisons(m_catalogue);
    if (wanted.operators) m_next.operators = workings().operators(s);
    if (wanted.whatItTakes) m_next.whatItTakes = m_refresher.m_answers;
    if (wanted.sideBySide) {
        if (m_sameCosts && m_sameBytes && m_last->pins == m_next.pins) m_next.sideBySide = m_last->sideBySide;
        if (!m_next.sideBySide) {
            const std::vector<Scenario> scenarios = besideEachOther(m_next);
            std::vector<Estimate> estimates;
            for (const Scenario& scenario : scenarios) estimates.push_back(*workings().estimate(scenario));
            m_next.sideBySide = std::make_shared<const SideBySide>(
                longpeak::sideBySide(scenarios, estimates, m_next.bytes));
        }
    }
    if (!wanted.conventions) return;
    if (m_sameCosts) m_next.conventions = m_last->conventions;
    if (!m_next.conventions)
        m_next.conventions = std::make_shared<const std::vector<ConventionReport>>(
            conventionReports(s, m_next.estimate, m_catalogue));
    if (m_last) m_next.readings = m_last->readings;
    if (!m_next.readings)
        m_next.readings = std::make_shared<const Readings>(
            Readings{cacheReadings(m_catalogue), prefillReadings(m_catalogue)});
}

FigureInput Refresher::Build::input() const {
    return {.scenario = m_next.scenario,
            .reference = m_next.reference ? &*m_next.reference : nullptr,
            .bytes = m_next.bytes,
            .catalogue = &m_catalogue,
            .sessions = m_next.sessions.get(),
            .metric = findMetric(m_next.metric),
            .workings = &m_refresher.m_workings,
            .over = &m_next.mapAxes,
            .maps = &m_refresher.m_maps,
            .lanes = &m_next.wanted.lanes,
            .practice = m_next.practice ? &m_next.typicalEfficiency : nullptr};
}

/// Whether the last snapshot's figure of that kind is still the one.
bool Refresher::Build::holds(const FigureKind& kind) const {
    if (!m_last || !m_last->figures.contains(std::string(kind.id))) return false;
    if (kind.ofCatalogue) return m_last->wanted.evidence == m_next.wanted.evidence;
    const bool sameSessions = m_last->sessions == m_next.sessions && m_last->sessionsPending == m_next.sessionsPending;
    return m_sameCosts && m_sameBytes && m_sameReference && m_samePractice && (!kind.needsSessions || sameSessions) &&
           (!kind.isOfMetric() || m_last->metric == m_next.metric) &&
           (!kind.ofTime || m_last->wanted.lanes == m_next.wanted.lanes);
}

/// Whether what it is drawn from is not there yet.
bool Refresher::Build::isLate(const FigureKind& kind) const {
    return kind.needsSessions && (!m_next.sessions || (kind.needsLoad && m_next.sessionsPending));
}

void Refresher::Build::addFigures() {
    std::vector<Comparison> shown;
    EvidenceInput evidence{.selected = m_next.wanted.evidence.selected};
    FigureInput input = this->input();
    for (const FigureKind& kind : figureKinds()) {
        const std::string id(kind.id);
        if (!m_next.wanted.figures.contains(id)) continue;
        if (kind.needsMap) {
            addMap(kind);
            continue;
        }
        const bool isLate = this->isLate(kind);
        if (isLate || holds(kind)) { // what is late stays as it was, whatever it is of
            const SnapshotPtr& before = m_refresher.m_snapshot;
            if (before && before->figures.contains(id)) m_next.figures[id] = before->figures.at(id);
            continue;
        }
        if (kind.ofCatalogue && input.evidence == nullptr) {
            shown = shownOf(m_next.wanted.evidence, *workings().comparisons(m_catalogue));
            evidence.comparisons = shown;
            input.evidence = &evidence;
        }
        m_next.figures[id] = std::make_shared<const Figure>(kind.build(input));
    }
    if (!m_next.wanted.multiples.empty()) addMultiples();
}

/// The finest there is; a finer one is worked out when the hand rests.
void Refresher::Build::addMap(const FigureKind& kind) {
    const std::string id(kind.id);
    const FigureInput input = this->input();
    const MapQuestion question = mapQuestion(input);
    auto& map = m_refresher.m_mapShown;
    const bool isSame = map && m_refresher.m_maps.find(question) == map && holds(kind);
    m_next.figures[id] = isSame ? m_last->figures.at(id) : std::make_shared<const Figure>(kind.build(input));
    map = m_refresher.m_maps.find(question);
    m_refresher.m_finer.reset();
    if (isCoarse(*map)) m_refresher.m_finer = question;
}

void Refresher::Build::addMultiples() {
    constexpr std::size_t pointsOfSmall = 160;
    const std::string& id = m_next.wanted.multiples;
    if (m_sameCosts && m_sameBytes && m_samePractice && m_last->pins == m_next.pins && m_last->wanted.multiples == id &&
        m_last->metric == m_next.metric) {
        m_next.multiples = m_last->multiples;
        return;
    }
    FigureInput small = input();
    small.points = pointsOfSmall;
    const std::vector<Scenario> scenarios = besideEachOther(m_next);
    for (Figure& figure : multiplesOf(*findFigureKind(id), scenarios, small))
        m_next.multiples.push_back(std::make_shared<const Figure>(std::move(figure)));
}

Refresher::Refresher(ScenarioStore& store, QObject* parent)
    : QObject(parent), m_store(store), m_sessions([this] {
          if (m_snapshot && m_snapshot->sessionsPending) makeSoon();
      }),
      m_fineMap([this] { takeMap(); }), m_mapAxes(usualMapAxes()) {
    connect(&store, &ScenarioStore::scenarioChanged, this, &Refresher::schedule);
    connect(&store, &ScenarioStore::referenceChanged, this, &Refresher::schedule);
    connect(&store, &ScenarioStore::pinsChanged, this, &Refresher::schedule);
    connect(&store, &ScenarioStore::catalogueChanged, this, [this] {
        m_workings.forget();
        m_asked.reset();
        m_isOutdated = true;
        schedule();
    });
    connect(&m_rest, &Rest::rested, this, &Refresher::rest);
}

void Refresher::want(const Wanted& wanted) {
    m_rest.touch();
    if (wanted == m_wanted) return;
    m_wanted = wanted;
    schedule();
}

void Refresher::setByteUnits(ByteUnits bytes) {
    if (bytes == m_bytes) return;
    m_bytes = bytes;
    schedule();
}

void Refresher::setPractice(bool practice) {
    if (practice == m_practice) return;
    m_practice = practice;
    schedule();
}

void Refresher::setMetric(const std::string& key) {
    if (key == m_metric) return;
    m_metric = key;
    schedule();
}

void Refresher::setMapAxes(const MapAxes& axes) {
    if (axes == m_mapAxes) return;
    m_mapAxes = axes;
    schedule();
}

void Refresher::schedule() {
    m_rest.touch();
    m_isNew = true;
    makeSoon();
}

void Refresher::makeSoon() {
    if (m_pending) return;
    m_pending = true;
    QMetaObject::invokeMethod(this, &Refresher::flush, Qt::QueuedConnection);
}

/// A page may want something else of what it has just been given.
void Refresher::flush() {
    while (std::exchange(m_pending, false)) refresh();
}

void Refresher::settle() {
    flush();
    m_rest.end();
    flush();
}

void Refresher::refresh() {
    QElapsedTimer timer;
    timer.start();
    auto next = std::make_shared<Snapshot>();
    next->scenario = m_store.scenario();
    next->reference = m_store.reference();
    next->pins = m_store.pins();
    next->bytes = m_bytes;
    next->practice = m_practice;
    next->metric = m_metric;
    next->mapAxes = m_mapAxes;
    next->wanted = m_wanted;
    next->estimate = *m_workings.estimate(next->scenario);
    if (next->reference) next->referenceEstimate = *m_workings.estimate(*next->reference);
    next->evaluateMs = lap(timer);
    addSessions(*next);
    m_finer.reset();
    Build build(*this, std::exchange(m_isOutdated, false) ? nullptr : m_snapshot, *next);
    build.addFrame();
    build.addParts();
    build.addFigures();
    next->figuresMs = lap(timer);
    if (m_fineMap.asked() != nullptr && (!m_finer || *m_finer != *m_fineMap.asked())) m_fineMap.drop();
    if (std::exchange(m_isNew, false)) ++m_count;
    m_snapshot = std::move(next);
    const SnapshotPtr shown = m_snapshot; // who is told may ask for the next
    emit refreshed(shown);
}

/// They come from another thread; until then the snapshot says that they do not.
void Refresher::addSessions(Snapshot& next) {
    bool wanted = next.wanted.sessions;
    bool load = false;
    for (const FigureKind& kind : figureKinds()) {
        if (!kind.needsSessions || !next.wanted.figures.contains(std::string(kind.id))) continue;
        wanted = true;
        load = load || kind.needsLoad;
    }
    if (!wanted) return;
    SessionsQuestion question{next.scenario, load};
    // A load that was asked for stays asked for: another page may not want it, but comes back to the one that does.
    if (const SessionsQuestion* asked = m_sessions.asked(); asked != nullptr && asked->scenario == question.scenario)
        question.load = load || asked->load;
    m_sessions.ask(question, answerSessions);
    const SessionsPtr& newest = m_sessions.answer();
    if (newest && newest->scenario == question.scenario) next.sessions = newest;
    next.sessionsPending = !next.sessions || (load && next.sessions->load.empty() && m_sessions.isWorking());
}

void Refresher::takeMap() {
    if (!m_fineMap.isAnswered() || m_maps.find(*m_fineMap.asked()) == m_fineMap.answer()) return;
    m_maps.keep(*m_fineMap.asked(), m_fineMap.answer());
    makeSoon();
}

void Refresher::rest() {
    flush();
    if (!m_snapshot) return;
    if (m_finer)
        // The catalogue may change meanwhile, so it takes its own.
        m_fineMap.ask(*m_finer, [catalogue = m_store.catalogue()](const MapQuestion& question, const auto& tell,
                                                                  const std::stop_token& stop) {
            auto drawn = std::make_shared<const DrawnMap>(drawMap(question, fineMap, catalogue, stop));
            tell(std::move(drawn));
        });
    answer();
    emit rested();
}

/// Questions that take many evaluations.
void Refresher::answer() {
    const Snapshot& now = *m_snapshot;
    if (!now.wanted.whatItTakes) return;
    Asked asked{now.scenario, now.reference, now.metric, *now.wanted.whatItTakes};
    if (m_asked == asked) return;
    m_asked = std::move(asked);
    const Case reference = now.reference ? Case(*now.reference) : parityReference(now.scenario);
    const Catalogue& catalogue = m_store.catalogue();
    m_answers = std::make_shared<const WhatItTakes>(
        longpeak::whatItTakes(now.scenario, *m_workings.parity(now.scenario, reference, catalogue), reference,
                              findMetric(now.metric), *now.wanted.whatItTakes, catalogue));
    makeSoon();
}

} // namespace longpeak
