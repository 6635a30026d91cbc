// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explore/metric_map.h"

#include <QWidget>

class QComboBox;

namespace longpeak {

class MetricChoice;

/// What the map shows: the number, the parameter across and the one up.
class MapChoice : public QWidget {
    Q_OBJECT

public:
    explicit MapChoice(QWidget* parent = nullptr);

    void display(const MapAxes& axes, const Case& scenario);
    void setMetric(const QString& key);

signals:
    void metricChosen(const QString& key);
    /// The whole range of two parameters.
    void axesChosen(const longpeak::MapAxes& axes);

private:
    QComboBox* addAxis(const QString& name, const QString& label);
    void chooseAxis(QComboBox* changed, QComboBox* other);

    MetricChoice* m_metric;
    QComboBox* m_across;
    QComboBox* m_up;
    MapAxes m_axes; ///< as displayed last
};

} // namespace longpeak
