// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/requirements.h"

#include "control/select_on_click.h"
#include "plain.h"
#include "quantity/format.h"
#include "scenario/parameter.h"
#include "state/scenario_store.h"
#include "text.h"
#include "theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

namespace longpeak {
namespace {

std::optional<double> secondsIn(const QLineEdit& field) {
    const auto value = parseQuantity(field.text().toStdString(), Unit::Seconds);
    return value && *value > 0 ? std::optional(*value) : std::nullopt;
}

void markWrong(QLineEdit& field, bool isWrong) {
    if (field.property("invalid").toBool() == isWrong) return;
    field.setProperty("invalid", isWrong);
    field.style()->unpolish(&field);
    field.style()->polish(&field);
}

/// Nothing is asked of it where the field is empty or cannot be read, which it shows.
void markUnread(QLineEdit& field) {
    markWrong(field, !field.text().trimmed().isEmpty() && !secondsIn(field));
}

} // namespace

Requirements::Requirements(ScenarioStore& store, QWidget* parent) : QFrame(parent), m_store(store) {
    setObjectName(QStringLiteral("requirements"));
    setProperty("class", "card");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(13, 8, 10, 8);
    column->setSpacing(4);
    addTargets();
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setProperty("class", "plain");
    auto* lines = new QWidget(area);
    lines->setObjectName(QStringLiteral("answerLines"));
    auto* rows = new QVBoxLayout(lines);
    rows->setContentsMargins(0, 0, 4, 0);
    // What to take first, what is far off last: that is the longest.
    m_lines.resize(takingQuestions.size());
    for (std::size_t i = m_lines.size(); i-- > 0;) addLine(i, rows);
    rows->addStretch(1);
    area->setWidget(lines);
    column->addWidget(area, 1);
}

void Requirements::addTargets() {
    auto* title = new QLabel(tr("What it takes"), this);
    title->setFont(typeface(1, QFont::DemiBold));
    layout()->addWidget(title);
    auto* row = new QHBoxLayout;
    row->setSpacing(5);
    m_users = addParameter(row, parameterId::users, tr("For"));
    m_context = addParameter(row, parameterId::context, tr("at"));
    m_firstToken = addTarget(row, QStringLiteral("firstToken"), tr("TTFT &≤"), QStringLiteral("10 s"));
    m_firstToken->setToolTip(wrapped(tr("Time to first token: the prefill of the context, on an idle machine")));
    m_perToken = addTarget(row, QStringLiteral("perToken"), tr("TPO&T ≤"), QStringLiteral("50 ms"));
    m_perToken->setToolTip(wrapped(tr("Time per output token, the mean over an answer")));
    row->addStretch(1);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

QLineEdit* Requirements::addTarget(QLayout* row, const QString& name, const QString& label, const QString& text) {
    constexpr int width = 66;
    auto* words = new QLabel(label, this);
    auto* field = new QLineEdit(text, this);
    field->setObjectName(QStringLiteral("requirements.") + name);
    field->setFixedWidth(width);
    selectOnClick(*field);
    words->setBuddy(field);
    row->addWidget(words);
    row->addWidget(field);
    connect(field, &QLineEdit::textChanged, this, &Requirements::targetsChanged);
    return field;
}

QLineEdit* Requirements::addParameter(QLayout* row, std::string_view id, const QString& label) {
    constexpr int width = 70;
    const Parameter& parameter = *findParameter(id);
    auto* words = new QLabel(label, this);
    auto* field = new QLineEdit(this);
    field->setObjectName(QStringLiteral("requirements.") + toQString(id));
    field->setAccessibleName(toQString(parameter.label));
    field->setToolTip(wrapped(toQString(parameter.help)));
    field->setFixedWidth(width);
    selectOnClick(*field);
    words->setBuddy(field);
    row->addWidget(words);
    row->addWidget(field);
    connect(field, &QLineEdit::editingFinished, this, [this, id, field] { commit(id, field); });
    return field;
}

void Requirements::commit(std::string_view id, QLineEdit* field) {
    if (!field->isModified()) return;
    field->setModified(false);
    const auto set = m_store.editText(*findParameter(id), field->text());
    markWrong(*field, !set);
    if (!set)
        field->setToolTip(wrapped(toQString(set.faults().front().reason)));
    else
        displayParameters(m_store.scenario());
}

/// What is being typed stays.
void Requirements::displayParameters(const Scenario& scenario) {
    const auto show = [&](std::string_view id, QLineEdit& field) {
        const Parameter& parameter = *findParameter(id);
        const QString text = toQString(format(parameter.get(scenario), parameter.unit));
        if (field.isModified() || field.text() == text) return;
        field.setText(text);
        field.setToolTip(wrapped(toQString(parameter.help)));
        markWrong(field, false);
    };
    show(parameterId::users, *m_users);
    show(parameterId::context, *m_context);
}

void Requirements::addLine(std::size_t index, QVBoxLayout* rows) {
    const QString name = toQString(takingQuestions[index]);
    auto* row = new QHBoxLayout;
    Line line{.words = new QLabel(this), .apply = new QPushButton(tr("Apply"), this)};
    line.words->setWordWrap(true);
    line.words->setObjectName(QStringLiteral("requirements.") + name);
    line.apply->setObjectName(QStringLiteral("requirements.apply.") + name);
    line.apply->setProperty("class", "beside");
    row->addWidget(line.words, 1);
    row->addWidget(line.apply, 0, Qt::AlignTop);
    rows->addLayout(row);
    connect(line.apply, &QPushButton::clicked, this, [this, index] { apply(index); });
    m_lines[index] = line;
}

void Requirements::display(const Snapshot& snapshot) {
    displayParameters(snapshot.scenario);
    if (!snapshot.whatItTakes || snapshot.whatItTakes == m_requirements) return;
    m_requirements = snapshot.whatItTakes;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const Taking& taking = (*m_requirements)[i];
        const QString words = toQString(taking.requirement.words);
        m_lines[i].words->setText(unbroken(words));
        m_lines[i].apply->setEnabled(taking.changes);
        m_lines[i].apply->setAccessibleDescription(words);
    }
}

Targets Requirements::targets() const {
    const auto of = [](const QLineEdit& field) {
        const auto seconds = secondsIn(field);
        return seconds ? std::optional(Seconds(*seconds)) : std::nullopt;
    };
    return {.firstToken = of(*m_firstToken), .perToken = of(*m_perToken)};
}

void Requirements::rest() {
    for (QLineEdit* field : {m_firstToken, m_perToken}) markUnread(*field);
}

void Requirements::apply(std::size_t index) {
    if (!m_requirements) return;
    const Requirement& requirement = (*m_requirements)[index].requirement;
    Scenario scenario = m_store.scenario();
    if (longpeak::apply(scenario, requirement.edits, m_store.catalogue()))
        m_store.replace(scenario, toQString(requirement.words));
}

} // namespace longpeak
