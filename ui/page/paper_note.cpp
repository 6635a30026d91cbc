// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/paper_note.h"

#include "state/scenario_store.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace longpeak {

PaperNote::PaperNote(ScenarioStore& store, const QString& page, const QString& words, QWidget* parent)
    : QFrame(parent) {
    setObjectName(page + QStringLiteral(".paper"));
    setProperty("class", "card");
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(13, 6, 9, 6);
    auto* text = new QLabel(words, this);
    text->setWordWrap(true);
    auto* change = new QPushButton(tr("Count by operators"), this);
    change->setObjectName(page + QStringLiteral(".useOperators"));
    change->setToolTip(tr("Switches the cost model; undo brings it back"));
    row->addWidget(text, 1);
    row->addWidget(change);
    connect(change, &QPushButton::clicked, this, [&store] {
        store.edit(*findParameter(parameterId::costModel), static_cast<double>(CostModel::Operators));
    });
    hide();
}

} // namespace longpeak
