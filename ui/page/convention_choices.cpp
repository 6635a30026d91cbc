// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/convention_choices.h"

#include "plain.h"
#include "text.h"
#include "theme/theme.h"

#include <QButtonGroup>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QRadioButton>

#include <algorithm>

namespace longpeak {
namespace {

constexpr std::size_t mostShown = 3; ///< shifts in a line; the rest stand in the tooltip
constexpr double leastShown = 1e-3;

enum Column { Choose, Moves, Means };

QString exact(const Shift& shift) {
    return toQString(shift.metric->label) + QStringLiteral(": ") +
           QString::fromStdString(formatExact(shift.now, shift.metric->unit)) + QStringLiteral(" → ") +
           QString::fromStdString(formatExact(shift.then, shift.metric->unit));
}

QString movesOf(const ConventionReport& report, const ConventionChoice& choice) {
    if (choice.isCurrent) return ConventionChoices::tr("in use");
    if (!report.idle.empty()) return QStringLiteral("—");
    if (!choice.idle.empty()) return ConventionChoices::tr("moves %1").arg(toQString(choice.idle));
    QStringList parts;
    for (std::size_t i = 0; i < std::min(mostShown, choice.shifts.size()); ++i)
        if (i == 0 || choice.shifts[i].size() > leastShown) parts << toQString(choice.shifts[i].text());
    const auto more = static_cast<int>(choice.shifts.size()) - static_cast<int>(parts.size());
    if (more > 0) parts << ConventionChoices::tr("%1 more").arg(more);
    return parts.join(QStringLiteral(", "));
}

QString tipOf(const ConventionChoice& choice) {
    QStringList lines;
    for (const Shift& shift : choice.shifts) lines << html(exact(shift));
    return lines.isEmpty()
               ? QString()
               : QStringLiteral("<p style='white-space:pre'>%1</p>").arg(lines.join(QStringLiteral("<br>")));
}

QLabel* text(const QString& words, const char* tone, QWidget* parent) {
    auto* label = new QLabel(words, parent);
    label->setWordWrap(true);
    label->setFont(typeface(-1));
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->setContentsMargins(0, 1, 0, 0); // on the line of the button
    if (tone != nullptr) label->setProperty("tone", tone);
    return label;
}

} // namespace

ConventionChoices::ConventionChoices(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("conventionChoices"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(14, 10, 14, 12);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(Moves, 5);
    grid->setColumnStretch(Means, 6);
    auto* title = new QLabel(tr("What is counted, and what each choice moves here"), this);
    title->setFont(typeface(1, QFont::DemiBold));
    title->setWordWrap(true);
    grid->addWidget(title, 0, Choose, 1, 3);
}

/// A line between conventions, their names on one baseline with what is said of them.
void ConventionChoices::addHead(const Section& section, QGridLayout* grid) {
    auto* line = new QFrame(this);
    line->setProperty("class", "rule");
    line->setFixedHeight(1);
    auto* name = new QLabel(toQString(section.parameter->label), this);
    name->setFont(typeface(0, QFont::DemiBold));
    name->setToolTip(wrapped(toQString(section.parameter->help)));
    const int row = grid->rowCount();
    grid->setRowMinimumHeight(row, 11);
    grid->addWidget(line, row, Choose, 1, 3, Qt::AlignVCenter);
    grid->addWidget(name, row + 1, Choose);
    grid->addWidget(section.idle, row + 1, Moves, 1, 2);
}

void ConventionChoices::addSection(const ConventionReport& report, QGridLayout* grid) {
    Section section{
        .parameter = report.parameter, .idle = text({}, "muted", this), .group = new QButtonGroup(this), .rows = {}};
    addHead(section, grid);
    // Of one that takes a number, the last row is for a value set by hand.
    const std::size_t spare = report.parameter->isNumeric() ? 1 : 0;
    std::size_t offered = report.choices.size();
    if (spare > 0)
        offered = static_cast<std::size_t>(
            std::ranges::count_if(report.choices, [](const ConventionChoice& choice) { return !choice.isByHand; }));
    for (std::size_t i = 0; i < offered + spare; ++i)
        addRow(section, report.choices[std::min(i, report.choices.size() - 1)], grid);
    connect(section.group, &QButtonGroup::idClicked, this, [this, index = m_sections.size()](int id) {
        const Section& clicked = m_sections[index];
        emit chosen(clicked.parameter, clicked.rows[static_cast<std::size_t>(id)].value);
    });
    m_sections.push_back(std::move(section));
}

void ConventionChoices::addRow(Section& section, const ConventionChoice& choice, QGridLayout* grid) {
    const int row = grid->rowCount();
    Row added{.button = new QRadioButton(this), .moves = text({}, nullptr, this), .meaning = text({}, "muted", this)};
    const Parameter& parameter = *section.parameter;
    const QString id = parameter.scale == Scale::Choice
                           ? toQString(parameter.choices[static_cast<std::size_t>(choice.value)].text)
                           : QString::number(section.rows.size());
    added.button->setObjectName(QStringLiteral("choice.%1.%2").arg(toQString(parameter.id), id));
    section.group->addButton(added.button, static_cast<int>(section.rows.size()));
    grid->addWidget(added.button, row, Choose, Qt::AlignLeft | Qt::AlignTop);
    grid->addWidget(added.moves, row, Moves);
    grid->addWidget(added.meaning, row, Means);
    section.rows.push_back(added);
}

void ConventionChoices::display(Row& row, const ConventionReport& report, const ConventionChoice& choice,
                                bool applies) {
    const QString label = toQString(choice.label);
    const QString moves = movesOf(report, choice);
    row.value = choice.value;
    row.button->setText(label);
    row.button->setEnabled(applies);
    row.button->setAccessibleName(toQString(report.parameter->label) + QStringLiteral(": ") + label);
    row.button->setAccessibleDescription(moves + QStringLiteral(". ") + toQString(choice.meaning));
    row.moves->setText(moves);
    row.moves->setToolTip(tipOf(choice));
    row.moves->setEnabled(!choice.shifts.empty()); // what moves stands out
    const QString meaning = toQString(choice.meaning);
    row.meaning->setText(choice.isDefault ? tr("Default. %1").arg(meaning) : meaning);
    if (choice.isCurrent) row.button->setChecked(true);
}

void ConventionChoices::display(const std::vector<ConventionReport>& reports, const Case& scenario) {
    if (m_sections.empty())
        for (const ConventionReport& report : reports) addSection(report, static_cast<QGridLayout*>(layout()));
    for (std::size_t i = 0; i < m_sections.size(); ++i) {
        const ConventionReport& report = reports[i];
        m_sections[i].idle->setText(report.idle.empty() ? QString()
                                                        : tr("moves nothing: %1").arg(toQString(report.idle)));
        for (std::size_t j = 0; j < m_sections[i].rows.size(); ++j) {
            Row& row = m_sections[i].rows[j];
            const bool isOffered = j < report.choices.size();
            for (QWidget* part : std::initializer_list<QWidget*>{row.button, row.moves, row.meaning})
                part->setVisible(isOffered);
            if (isOffered) display(row, report, report.choices[j], report.parameter->applies(scenario));
        }
    }
}

} // namespace longpeak
