// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/estimate.h"
#include "figure/figure_kind.h"
#include "scenario/scenario.h"
#include "state/map_runner.h"
#include "state/session_runner.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace longpeak {

class ScenarioStore;

/// Everything that one state of the store looks like, computed once and shared by all views.
struct Snapshot {
    Scenario scenario;
    Estimate estimate;
    std::optional<Scenario> reference;
    std::optional<Estimate> referenceEstimate;
    ByteUnits bytes = ByteUnits::Decimal;
    std::map<std::string, std::shared_ptr<const Figure>> figures; ///< of the visible views, by id
    std::vector<Scenario> pins;                                   ///< beside the scenario
    std::vector<std::shared_ptr<const Figure>> multiples; ///< of the scenario and each pin, where a page wants them
    SessionsPtr sessions;                                 ///< nullptr while they are not ready, or nobody wants them
    bool sessionsPending = false; ///< the figures that need them are still those of an earlier scenario
    double evaluateMs = 0;        ///< time spent on the estimates
    double figuresMs = 0;         ///< and on the figures
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

/// Turns changes of the store into snapshots, once per turn of the event loop however many edits it held.
class Refresher : public QObject {
    Q_OBJECT

public:
    explicit Refresher(ScenarioStore& store, QObject* parent = nullptr);

    /// The figures that are on screen; the others are not built.
    void setVisibleFigures(std::set<std::string> ids);
    /// Whether the sessions are to be simulated even where no visible figure needs them.
    void setWantsSessions(bool wants);
    /// Key of the number that figures about one number are of.
    void setMetric(const std::string& key);
    /// Id of the figure that is drawn of the scenario and each pin; empty = none.
    void setCompared(const std::string& figure);
    /// What the map goes over.
    void setMapAxes(const MapAxes& axes);
    const MapAxes& mapAxes() const { return m_mapAxes; }
    void setByteUnits(ByteUnits bytes);
    ByteUnits byteUnits() const { return m_bytes; }
    const std::string& metric() const { return m_metric; }

    /// The newest snapshot, nullptr before the first.
    const SnapshotPtr& snapshot() const { return m_snapshot; }
    /// States of the store that became snapshots so far; that sessions or a finer map were added to one does not count.
    int count() const { return m_count; }
    /// Makes a pending snapshot now instead of at the end of this turn.
    void flush();

public slots:
    void schedule();

signals:
    void refreshed(const longpeak::SnapshotPtr& snapshot);

private:
    void refresh();
    FigureInput inputOf(const Snapshot& snapshot);
    void addSessions(Snapshot& next);
    void addReadySessions();
    void addReadyMap();
    void addMultiples(Snapshot& next, const FigureInput& input) const;
    void addFigure(Snapshot& next, const FigureKind& kind, const FigureInput& input) const;
    bool showsMaps() const;
    bool isVisible(const FigureKind& kind) const { return m_visible.contains(std::string(kind.id)); }
    void buildSessionFigures(Snapshot& next);

    ScenarioStore& m_store;
    SessionRunner m_runner;
    MapRunner m_mapRunner;
    std::set<std::string> m_visible;
    bool m_wantsSessions = false;
    ByteUnits m_bytes = ByteUnits::Decimal;
    std::string m_metric;
    MapAxes m_mapAxes;
    std::string m_compared;
    SnapshotPtr m_snapshot;
    int m_count = 0;
    bool m_pending = false;
};

} // namespace longpeak
