// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "page/figure_page.h"

namespace longpeak {

class MetricChoice;

/// How much each parameter moves the chosen number. The choice is that of the whole window: what is explained below.
class SensitivityPage : public FigurePage {
    Q_OBJECT

public:
    SensitivityPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent = nullptr);

    void showExplained(const QString& key) override;

private:
    MetricChoice* m_metric;
};

} // namespace longpeak
