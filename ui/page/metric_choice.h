// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QComboBox>

namespace longpeak {

/// A list of all numbers under the names of their sections, for figures about one of them.
class MetricChoice : public QComboBox {
    Q_OBJECT

public:
    explicit MetricChoice(QWidget* parent = nullptr);

    /// Silent.
    void setMetric(const QString& key) { setCurrentIndex(findData(key)); }

signals:
    /// By the user's hand.
    void metricChosen(const QString& key);
};

} // namespace longpeak
