// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "evidence/evidence.h"
#include "theme/theme.h"

#include <QFrame>

class QLabel;
class QPushButton;
class QTextBrowser;

namespace longpeak {

/// All that is known of one measurement, as text that can be selected, and the way into its case.
class EvidenceDetails : public QFrame {
    Q_OBJECT

public:
    /// The catalogue must outlive it.
    explicit EvidenceDetails(const Catalogue& catalogue, QWidget* parent = nullptr);

    /// Nullptr says what to do here.
    void display(const Comparison* comparison, ByteUnits bytes);
    void setTheme(const Theme& theme);

signals:
    void openRequested();

private:
    void fill();

    const Catalogue& m_catalogue;
    const Comparison* m_comparison = nullptr;
    ByteUnits m_bytes = ByteUnits::Decimal;
    const Theme* m_theme = &themeOf(Appearance::Light);
    QLabel* m_title;
    QTextBrowser* m_facts;
    QPushButton* m_open;
};

} // namespace longpeak
