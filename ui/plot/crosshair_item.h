// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "plot/figure_items.h"

#include <QStringList>

#include <optional>
#include <vector>

// Private to ui/plot: what a figure says where the hand is.

namespace longpeak {

/// A vertical line that follows the hand, with the exact value of every series there. Of points that have names it is the
/// nearest one to the hand that speaks, and of bars those at the hand's place.
class CrosshairItem : public FigureItem {
    Q_OBJECT

public:
    using FigureItem::FigureItem;
    /// In values of the axes. Without a y, as by keyboard, only x counts; without an x it is hidden.
    void moveTo(const QPointF& place) { m_place = place; }
    const QPointF& place() const { return m_place; }
    /// What the box says, a line each: "prefill  14.1 s".
    QStringList lines() const;
    /// What a click here picks: the key of the nearest point, empty where there is none.
    QString pickedKey() const;

protected:
    void draw(QCPPainter* painter) override;

private:
    struct Row {
        QColor color;
        QString name;
        QString value;
        std::optional<QPointF> dot; ///< in pixels
    };
    struct Reading {
        QString head;
        std::vector<Row> rows;
        bool hasLine = false; ///< across the frame, at x
        QPointF beside;       ///< pixel that the box stands beside
    };
    struct NamedPoint {
        const Series* series;
        std::size_t index;
        QPointF pixel;
    };
    std::optional<Reading> reading() const;
    std::optional<NamedPoint> nearestPoint() const;
    Reading readPoint(const NamedPoint& point) const;
    std::optional<Reading> readSpans() const;
    std::optional<Reading> readBars() const;
    std::optional<Reading> readShading() const;
    std::optional<Reading> readCurves() const;
    void drawBox(QCPPainter& painter, const Reading& reading) const;

    QPointF m_place{std::nan(""), std::nan("")};
};

} // namespace longpeak
