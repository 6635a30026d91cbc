// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/convention_remarks.h"

#include "plain.h"
#include "text.h"
#include "theme/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace longpeak {
namespace {

/// A text of HTML.
QLabel* paragraph(const QString& markup, QWidget* parent, const char* tone = nullptr) {
    auto* label = new QLabel(markup, parent);
    label->setWordWrap(true);
    label->setFont(typeface(-1));
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (tone != nullptr) label->setProperty("tone", tone);
    return label;
}

} // namespace

ConventionRemarks::ConventionRemarks(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("conventionRemarks"));
    m_column->setContentsMargins(14, 10, 14, 12);
    m_column->setSpacing(6);
}

void ConventionRemarks::fill(const Readings& readings) {
    addTitle(tr("Why other tools print other numbers"));
    m_column->addWidget(paragraph(
        html(spreadOfTools()) + QLatin1Char(' ') +
            tr("Ways to count that give such numbers, computed here; which tool counts in which way is not recorded."),
        this));
    addReadings(tr("KV cache of one user, 131 072 tokens"), readings.cache);
    addReadings(tr("Prefill on one A100 80 GB"), readings.prefill);
    addRemarks(tr("What they count differently"), commonDifferences());
    addRemarks(tr("Counted in one way only, here"), fixedConventions());
    m_column->addStretch(1);
}

void ConventionRemarks::addTitle(const QString& title) {
    auto* label = new QLabel(title, this);
    label->setFont(typeface(m_column->count() == 0 ? 1 : 0, QFont::DemiBold));
    label->setContentsMargins(0, m_column->count() == 0 ? 0 : 10, 0, 0);
    label->setWordWrap(true);
    m_column->addWidget(label);
}

void ConventionRemarks::display(const Readings& readings, ByteUnits bytes) {
    if (m_column->count() == 0) fill(readings);
    for (const Shown& shown : m_values)
        shown.label->setText(QString::fromStdString(format(shown.value, shown.unit, bytes)));
}

/// The result, how it is counted, and below it the formula with its numbers.
void ConventionRemarks::addReadings(const QString& title, const std::vector<Reading>& readings) {
    addTitle(title);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    grid->setColumnMinimumWidth(0, 58); // the values of both lists end in one line
    for (const Reading& reading : readings) {
        const int row = grid->rowCount();
        auto* value = new QLabel(QString::fromStdString(format(reading.value, reading.unit)), this);
        m_values.push_back({value, reading.value, reading.unit});
        value->setFont(typeface(0, QFont::DemiBold));
        value->setAlignment(Qt::AlignRight | Qt::AlignTop);
        value->setToolTip(wrapped(QString::fromStdString(formatExact(reading.value, reading.unit))));
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        QString head = html(reading.title);
        if (reading.own) head = QStringLiteral("<b>%1</b> · %2").arg(head, tr("as counted here"));
        const QString formula = html(reading.formula) + QStringLiteral(" = ") + html(reading.numbers);
        grid->addWidget(value, row, 0);
        grid->addWidget(paragraph(head, this), row, 1);
        grid->addWidget(paragraph(formula, this, "muted"), row + 1, 1);
    }
    m_column->addLayout(grid);
}

void ConventionRemarks::addRemarks(const QString& title, std::span<const Remark> remarks) {
    addTitle(title);
    for (const Remark& remark : remarks)
        m_column->addWidget(
            paragraph(QStringLiteral("<b>%1.</b> %2").arg(html(remark.title), html(remark.text)), this));
}

} // namespace longpeak
