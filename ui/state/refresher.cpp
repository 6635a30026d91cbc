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
}

void Refresher::setVisibleFigures(std::set<std::string> ids) {
    if (ids == m_visible) return;
    m_visible = std::move(ids);
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
    const FigureInput input{.scenario = next->scenario,
                            .reference = next->reference ? &*next->reference : nullptr,
                            .bytes = m_bytes,
                            .catalogue = &m_store.catalogue(),
                            .sweeps = &sweeps};
    for (const FigureKind& kind : figureKinds())
        if (m_visible.contains(std::string(kind.id)))
            next->figures.emplace(kind.id, std::make_shared<const Figure>(kind.build(input)));
    next->figuresMs = milliseconds(timer);
    m_snapshot = std::move(next);
    ++m_count;
    emit refreshed(m_snapshot);
}

} // namespace longpeak
