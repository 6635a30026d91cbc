// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/evidence_details.h"

#include "evidence/facts.h"
#include "plain.h"
#include "text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace longpeak {
EvidenceDetails::EvidenceDetails(const Catalogue& catalogue, QWidget* parent)
    : QFrame(parent), m_catalogue(catalogue), m_title(new QLabel(this)), m_facts(new FactsBrowser(this)),
      m_open(new QPushButton(tr("Open this case"), this)) {
    setObjectName(QStringLiteral("evidenceDetails"));
    setProperty("class", "card");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(13, 8, 8, 8);
    column->setSpacing(6);
    m_title->setObjectName(QStringLiteral("evidenceDetails.title"));
    m_title->setFont(typeface(0, QFont::DemiBold));
    m_title->setWordWrap(true);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setObjectName(QStringLiteral("evidenceDetails.facts"));
    m_facts->setAccessibleName(tr("What is known of the chosen measurement"));
    m_facts->setFrameShape(QFrame::NoFrame);
    m_facts->setProperty("class", "plain");
    m_facts->setFont(typeface(-1));
    m_facts->document()->setDocumentMargin(0);
    m_open->setObjectName(QStringLiteral("evidenceDetails.open"));
    m_open->setToolTip(tr("Sets the scenario to this measurement's case; undo brings yours back"));
    column->addWidget(m_title);
    column->addWidget(m_facts, 1);
    column->addWidget(m_open, 0, Qt::AlignLeft);
    connect(m_open, &QPushButton::clicked, this, &EvidenceDetails::openRequested);
    fill();
}

void EvidenceDetails::display(const Comparison* comparison, ByteUnits bytes) {
    if (comparison == m_comparison && bytes == m_bytes) return;
    m_comparison = comparison;
    m_bytes = bytes;
    fill();
}

void EvidenceDetails::setTheme(const Theme& theme) {
    m_theme = &theme;
    fill();
}

void EvidenceDetails::fill() {
    m_open->setVisible(m_comparison != nullptr);
    if (m_comparison == nullptr) {
        m_title->setText(tr("No measurement chosen"));
        m_facts->setHtml(QStringLiteral("<p style='color:%1'>%2</p>")
                             .arg(m_theme->muted.name(),
                                  tr("Choose a row: its point is marked in the figures, and its conditions, what the "
                                     "prediction takes and its source stand here. A double click opens its case.")));
        return;
    }
    const Comparison& c = *m_comparison;
    m_title->setText(toQString(c.title));
    QString text;
    for (const Fact& fact : factsOf(c, m_catalogue, m_bytes)) {
        text += QStringLiteral("<p style='margin:0 0 4px 0'><span style='color:%1'>%2</span>&nbsp; "
                               "<span style='color:%3'>%4</span></p>")
                    .arg(m_theme->muted.name(), html(fact.name),
                         (fact.isDoubtful ? m_theme->danger : m_theme->ink).name(), html(fact.text));
    }
    m_facts->setHtml(text);
    m_open->setEnabled(bool(caseOf(*c.measurement, m_catalogue)));
}

} // namespace longpeak
