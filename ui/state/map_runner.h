// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/map.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <stop_token>

namespace longpeak {

/// Draws the fine map of one question at a time beside the window's own thread, once the hand rests.
class MapRunner : public QObject {
    Q_OBJECT

public:
    explicit MapRunner(const Catalogue& catalogue, QObject* parent = nullptr);
    ~MapRunner() override;

    MapStore& maps() { return m_maps; }
    /// Sees to it that the store gets the fine map of that question, where it has none. What ran for another is stopped.
    void refine(const MapQuestion& question);

signals:
    /// The store has the fine map that was asked for last.
    void ready();

private:
    void start();

    const Catalogue& m_catalogue;
    MapStore m_maps;
    std::optional<MapQuestion> m_asked;
    QTimer m_rest;
    QThreadPool m_pool;
    std::stop_source m_stop;
};

} // namespace longpeak
