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
    : SplitPage(store, id, title, parent),
      m_paper(new PaperNote(store, id,
                            tr("The paper's closed form leaves most of these open. The operators model counts every "
                               "operator, and asks all of them."),
                            this)),
      m_columns(addSplitter(Qt::Horizontal, this)), m_choices(new ConventionChoices), m_remarks(new ConventionRemarks) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_paper);
    column->addWidget(m_columns, 1);
    m_columns->addWidget(scrolling(m_choices, m_columns));
    m_columns->addWidget(scrolling(m_remarks, m_columns));
    connect(m_choices, &ConventionChoices::chosen, this,
            [this](const Parameter* parameter, double value) { this->store().edit(*parameter, value); });
    resetLayout();
}

void ConventionsPage::display(const SnapshotPtr& snapshot) {
    m_paper->display(snapshot->scenario);
    if (snapshot->readings) m_remarks->display(*snapshot->readings, snapshot->bytes);
    if (snapshot->conventions) m_choices->display(*snapshot->conventions, snapshot->scenario);
}

Wanted ConventionsPage::wanted() const {
    return {.conventions = true};
}

void ConventionsPage::resetLayout() {
    m_columns->setSizes({620, 380});
}

} // namespace longpeak
