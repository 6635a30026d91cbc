// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/refresher.h"

#include "figure/over_context.h"
#include "state/scenario_store.h"

#include <QElapsedTimer>
#include <QMetaObject>

namespace longpeak {

Refresher::Refresher(ScenarioStore& store, QObject* parent) : QObject(parent), m_store(store) {
    connect(&store, &ScenarioStore::scenarioChanged, this, &Refresher::schedule);
    connect(&store, &ScenarioStore::referenceChanged, this, &Refresher::schedule);
    connect(&m_runner, &SessionRunner::ready, this, &Refresher::schedule);
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
        if (!kind.needsSessions || !m_visible.contains(std::string(kind.id))) continue;
        figures = true;
        load = load || kind.id.starts_with("load-");
    }
    if (!figures && !m_wantsSessions) return;
    next.sessions = m_runner.request(next.scenario, load);
    next.sessionsPending = !next.sessions || (load && next.sessions->load.empty() && m_runner.isRunning());
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
    if (next->reference) next->referenceEstimate = evaluate(*next->reference);
    next->bytes = m_bytes;
    next->evaluateMs = milliseconds(timer);
    SweepStore sweeps;
    addSessions(*next);
    const FigureInput input{.scenario = next->scenario,
                            .reference = next->reference ? &*next->reference : nullptr,
                            .bytes = m_bytes,
                            .catalogue = &m_store.catalogue(),
                            .sessions = next->sessions.get(),
                            .sweeps = &sweeps};
    for (const FigureKind& kind : figureKinds()) {
        const std::string id(kind.id);
        if (!m_visible.contains(id)) continue;
        const bool waits = kind.needsSessions &&
                           (!next->sessions || (next->sessionsPending && id.starts_with("load-")));
        if (!waits)
            next->figures.emplace(id, std::make_shared<const Figure>(kind.build(input)));
        else if (m_snapshot && m_snapshot->figures.contains(id))
            next->figures.emplace(id, m_snapshot->figures.at(id));
    }
    next->figuresMs = milliseconds(timer);
    m_snapshot = std::move(next);
    ++m_count;
    emit refreshed(m_snapshot);
}

} // namespace longpeak
