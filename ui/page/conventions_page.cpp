// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/conventions_page.h"

#include "page/convention_choices.h"
#include "page/convention_remarks.h"
#include "page/paper_note.h"
#include "state/scenario_store.h"

#include <QFrame>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace longpeak {
namespace {

constexpr int handle = 8;

/// A card whose content scrolls up and down.
QFrame* scrolling(QWidget* content, QWidget* parent) {
    auto* card = new QFrame(parent);
    card->setProperty("class", "card");
    auto* area = new QScrollArea(card);
    area->setObjectName(content->objectName() + QStringLiteral(".area"));
    area->setProperty("class", "plain");
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(2, 4, 2, 4);
    column->addWidget(area);
    return card;
}

} // namespace

ConventionsPage::ConventionsPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent)
    : Page(id, title, parent), m_store(store),
      m_paper(new PaperNote(store, id,
                            tr("The paper's closed form leaves most of these open. The operators model counts every "
                               "operator, and asks all of them."),
                            this)),
      m_columns(new QSplitter(Qt::Horizontal, this)), m_choices(new ConventionChoices),
      m_remarks(new ConventionRemarks(store.catalogue())) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_paper);
    column->addWidget(m_columns, 1);
    m_columns->setHandleWidth(handle);
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(scrolling(m_choices, m_columns));
    m_columns->addWidget(scrolling(m_remarks, m_columns));
    connect(m_choices, &ConventionChoices::chosen, this,
            [this](const Parameter* parameter, double value) { m_store.edit(*parameter, value); });
    resetLayout();
}

void ConventionsPage::display(const SnapshotPtr& snapshot) {
    const Scenario& scenario = snapshot->scenario;
    m_paper->display(scenario);
    m_remarks->display(snapshot->bytes);
    m_choices->display(conventionReports(scenario, m_store.catalogue()), scenario);
}

void ConventionsPage::setTheme(const Theme&) {}

void ConventionsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    m_seen = true;
}

QByteArray ConventionsPage::splits() const {
    return m_seen ? m_columns->saveState() : m_unseen;
}

void ConventionsPage::restoreSplits(const QByteArray& state) {
    m_unseen = state;
    m_columns->restoreState(state);
}

void ConventionsPage::resetLayout() {
    m_columns->setSizes({620, 380});
}

} // namespace longpeak
