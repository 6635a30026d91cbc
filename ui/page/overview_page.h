// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/figure_page.h"

#include <vector>

namespace longpeak {

class MetricTile;

/// The four metrics and the session throughput as tiles, and four live figures.
class OverviewPage : public FigurePage {
    Q_OBJECT

public:
    OverviewPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot) override;
    /// Besides the figures, the throughput that is simulated.
    Wanted wanted() const override;
    void setTheme(const Theme& theme) override;
    void showExplained(const QString& key) override;

private:
    std::vector<MetricTile*> m_tiles;
};

} // namespace longpeak
