// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "state/map_runner.h"

#include <QMetaObject>

#include <chrono>

using namespace std::chrono_literals;

namespace longpeak {

MapRunner::MapRunner(const Catalogue& catalogue, QObject* parent) : QObject(parent), m_catalogue(catalogue) {
    m_pool.setMaxThreadCount(1);
    m_rest.setSingleShot(true);
    m_rest.setInterval(80ms);
    connect(&m_rest, &QTimer::timeout, this, &MapRunner::start);
}

MapRunner::~MapRunner() {
    m_stop.request_stop();
    m_pool.waitForDone();
}

void MapRunner::refine(const MapQuestion& question) {
    if (m_asked && *m_asked == question) return;
    m_stop.request_stop();
    m_asked.reset();
    m_rest.stop();
    const auto known = m_maps.find(question);
    if (known && !isCoarse(*known)) return;
    m_asked = question;
    m_rest.start();
}

void MapRunner::start() {
    m_stop = std::stop_source();
    // The job outlives no member: the destructor waits for it. The catalogue may change meanwhile, so it takes its own.
    m_pool.start([this, question = *m_asked, catalogue = m_catalogue, token = m_stop.get_token()] {
        DrawnMap drawn = drawMap(question, fineMap, catalogue, token);
        if (token.stop_requested()) return;
        QMetaObject::invokeMethod(
            this,
            [this, question, drawn = std::move(drawn)] {
                m_maps.keep(question, std::make_shared<const DrawnMap>(drawn));
                if (!m_asked || *m_asked != question) return;
                m_asked.reset();
                emit ready();
            },
            Qt::QueuedConnection);
    });
}

} // namespace longpeak
