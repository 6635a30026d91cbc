// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_kind.h"
#include "figure/map.h"
#include "figure/workings.h"
#include "state/latest.h"
#include "state/rest.h"
#include "state/snapshot.h"

#include <QObject>

#include <optional>
#include <string>

namespace longpeak {

class ScenarioStore;

/// Turns changes of the store into snapshots, once per turn of the event loop however many edits it held. What is shown
/// is worked out here and nowhere else: once for each snapshot, only where something visible wants it, and anew only
/// where what it is of has changed.
class Refresher : public QObject {
    Q_OBJECT

public:
    explicit Refresher(ScenarioStore& store, QObject* parent = nullptr);

    /// What the visible page shows.
    void want(const Wanted& wanted);
    /// Key of the number that is explained, and that figures about one number are of.
    void setMetric(const std::string& key);
    /// What the map goes over.
    void setMapAxes(const MapAxes& axes);
    const MapAxes& mapAxes() const { return m_mapAxes; }
    void setByteUnits(ByteUnits bytes);
    ByteUnits byteUnits() const { return m_bytes; }
    void setPractice(bool practice);
    const std::string& metric() const { return m_metric; }

    /// The newest snapshot, nullptr before the first.
    const SnapshotPtr& snapshot() const { return m_snapshot; }
    /// Times at which the store or what is wanted had changed; what came late to a snapshot does not count.
    int count() const { return m_count; }
    /// How much was worked out so far.
    Workings::Made made() const { return m_workings.made(); }
    /// Makes a pending snapshot now instead of at the end of this turn.
    void flush();
    /// The same as if the hand had rested: with what waits for that.
    void settle();

public slots:
    void schedule();

signals:
    void refreshed(const longpeak::SnapshotPtr& snapshot);
    /// The hand has rested: what need not follow it can be done.
    void rested();

private:
    class Build;

    void makeSoon();
    void refresh();
    void addSessions(Snapshot& next);
    void takeMap();
    void rest();
    void answer();

    ScenarioStore& m_store;
    Rest m_rest;
    Workings m_workings;
    Latest<SessionsQuestion, Sessions> m_sessions;
    Latest<MapQuestion, DrawnMap> m_fineMap;
    MapStore m_maps;
    std::optional<MapQuestion> m_finer;         ///< a map that is shown coarse
    std::shared_ptr<const DrawnMap> m_mapShown; ///< in the last snapshot's figure
    struct Asked {
        Case scenario;
        std::optional<Case> reference;
        std::string metric;
        Targets targets;
        bool operator==(const Asked&) const = default;
    };
    std::optional<Asked> m_asked; ///< what m_answers is of
    std::shared_ptr<const WhatItTakes> m_answers;
    Wanted m_wanted;
    ByteUnits m_bytes = ByteUnits::Decimal;
    bool m_practice = true;
    std::string m_metric;
    MapAxes m_mapAxes;
    SnapshotPtr m_snapshot;
    int m_count = 0;
    bool m_pending = false;
    bool m_isNew = false;      ///< a pending snapshot is of another state
    bool m_isOutdated = false; ///< nothing of the last snapshot holds: the catalogue has changed
};

} // namespace longpeak
