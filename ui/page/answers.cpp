// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/answers.h"

#include "explore/parity.h"
#include "state/scenario_store.h"
#include "text.h"
#include "theme/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace longpeak {
namespace {

constexpr std::array<const char*, 5> names{"close", "compression", "context", "gpus", "accelerator"};

} // namespace

Answers::Answers(ScenarioStore& store, QWidget* parent) : QFrame(parent), m_store(store) {
    setObjectName(QStringLiteral("answers"));
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
    for (const char* name : names) addLine(QLatin1String(name), rows);
    rows->addStretch(1);
    area->setWidget(lines);
    column->addWidget(area, 1);
    m_rest.setSingleShot(true);
    m_rest.setInterval(120ms);
    connect(&m_rest, &QTimer::timeout, this, &Answers::flush);
}

void Answers::addTargets() {
    auto* row = new QHBoxLayout;
    auto* title = new QLabel(tr("What it takes"), this);
    title->setFont(typeface(1, QFont::DemiBold));
    row->addWidget(title);
    row->addStretch(1);
    m_firstToken = addTarget(row, QStringLiteral("firstToken"), tr("First token &≤"), QStringLiteral("10 s"));
    m_perToken = addTarget(row, QStringLiteral("perToken"), tr("each tok&en ≤"), QStringLiteral("50 ms"));
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

QLineEdit* Answers::addTarget(QLayout* row, const QString& name, const QString& label, const QString& text) {
    auto* words = new QLabel(label, this);
    auto* field = new QLineEdit(text, this);
    field->setObjectName(QStringLiteral("answers.") + name);
    field->setFixedWidth(76);
    words->setBuddy(field);
    row->addWidget(words);
    row->addWidget(field);
    connect(field, &QLineEdit::textChanged, &m_rest, qOverload<>(&QTimer::start));
    return field;
}

void Answers::addLine(const QString& name, QVBoxLayout* rows) {
    auto* row = new QHBoxLayout;
    Line line{.words = new QLabel(this), .apply = new QPushButton(tr("Apply"), this)};
    line.words->setWordWrap(true);
    line.words->setObjectName(QStringLiteral("answers.") + name);
    line.apply->setObjectName(QStringLiteral("answers.apply.") + name);
    line.apply->setProperty("class", "beside");
    row->addWidget(line.words, 1);
    row->addWidget(line.apply, 0, Qt::AlignTop);
    rows->addLayout(row);
    const std::size_t index = m_lines.size();
    connect(line.apply, &QPushButton::clicked, this, [this, index] { apply(m_lines[index].answer); });
    m_lines.push_back(line);
}

void Answers::display(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    m_rest.start();
}

void Answers::setMetric(const QString& key) {
    m_metric = key;
    m_rest.start();
}

/// Nothing is asked of it where the field is empty or cannot be read, which it shows.
std::optional<Seconds> Answers::targetOf(QLineEdit& field) const {
    const auto value = parseQuantity(field.text().toStdString(), Unit::Seconds);
    const bool isWrong = !field.text().trimmed().isEmpty() && (!value || *value <= 0);
    if (field.property("invalid").toBool() != isWrong) {
        field.setProperty("invalid", isWrong);
        field.style()->unpolish(&field);
        field.style()->polish(&field);
    }
    if (!value || isWrong) return std::nullopt;
    return Seconds(*value);
}

/// The explained number, or what of the paper's question comes nearest to it.
Answer Answers::closingAnswer() const {
    const Scenario& scenario = m_snapshot->scenario;
    const Scenario reference = m_snapshot->reference ? *m_snapshot->reference : parityReference(scenario);
    const auto rows = parity(scenario, reference, m_store.catalogue());
    const auto chosen = std::ranges::find_if(
        rows, [&](const ParityRow& row) { return m_metric == toQString(row.metric->key); });
    const ParityRow& row = chosen == rows.end() ? rows.back() : *chosen;
    const std::string label(row.metric->label);
    const std::string goal = format(reference.context.si(), Unit::Tokens);
    if (!row.isWorse()) return {.words = label + " is no worse than at " + goal};
    const Closing* best = nullptr;
    for (const Closing& closing : row.axes)
        if (closing.applicable && (best == nullptr || *closing.ratio < *best->ratio)) best = &closing;
    if (best != nullptr)
        return {.possible = true,
                .words = label + " is " + format(row.ratio, Unit::Ratio) + " that at " + goal + "; " +
                         nameOf(best->edit(), m_store.catalogue()) + " closes it",
                .edits = {best->edit()}};
    return {.possible = !row.instead.empty(),
            .words = label + " is " + format(row.ratio, Unit::Ratio) + " that at " + goal + ": " + row.reason +
                     (row.insteadText.empty() ? "" : ". " + row.insteadText),
            .edits = row.instead};
}

void Answers::flush() {
    m_rest.stop();
    if (!m_snapshot) return;
    const Scenario& s = m_snapshot->scenario;
    const Catalogue& catalogue = m_store.catalogue();
    const double users = s.session.users;
    const Targets targets{.firstToken = targetOf(*m_firstToken), .perToken = targetOf(*m_perToken), .users = users};
    const std::array answers{closingAnswer(), compressionForUsers(s, users, CacheAxis::Hidden, catalogue),
                             longestContextForUsers(s, users, catalogue), fewestGpusForUsers(s, users, catalogue),
                             cheapestAccelerator(s, targets, catalogue)};
    for (std::size_t i = 0; i < answers.size(); ++i) {
        Line& line = m_lines[i];
        line.answer = answers[i];
        const QString words = QString::fromStdString(line.answer.words);
        line.words->setText(words);
        Scenario after = s;
        const bool changes = line.answer.possible && longpeak::apply(after, line.answer.edits, catalogue) && after != s;
        line.apply->setEnabled(changes);
        line.apply->setAccessibleDescription(words);
    }
}

void Answers::apply(const Answer& answer) {
    Scenario scenario = m_store.scenario();
    if (longpeak::apply(scenario, answer.edits, m_store.catalogue()))
        m_store.replace(scenario, QString::fromStdString(answer.words));
}

} // namespace longpeak
