// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "state/snapshot.h"

#include <QWidget>

#include <span>
#include <vector>

class QLabel;
class QVBoxLayout;

namespace longpeak {

/// Why other tools print other numbers: the span they print, ways to count that land within it, what they commonly do
/// differently, and what this program counts in one way only. None of it depends on the scenario.
class ConventionRemarks : public QWidget {
    Q_OBJECT

public:
    explicit ConventionRemarks(QWidget* parent = nullptr);

    /// Sizes in these units.
    void display(const Readings& readings, ByteUnits bytes);

private:
    void fill(const Readings& readings);
    void addReadings(const QString& title, const std::vector<Reading>& readings);
    void addRemarks(const QString& title, std::span<const Remark> remarks);
    void addTitle(const QString& title);

    struct Shown {
        QLabel* label;
        double value;
        Unit unit;
    };
    QVBoxLayout* m_column;
    std::vector<Shown> m_values;
};

} // namespace longpeak
