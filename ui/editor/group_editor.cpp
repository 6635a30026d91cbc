// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/group_editor.h"

#include "editor/group_shape.h"
#include "editor/layout.h"
#include "model/attention_kind.h"
#include "preset/preset_fields.h"

#include <QHBoxLayout>

namespace longpeak {
namespace {

FieldSpec kindSpec(std::string_view part, const QString& help) {
    return {.pointer = QStringLiteral("/%1/kind").arg(toQString(part)), .label = GroupEditor::tr("Kind"), .help = help};
}

} // namespace

GroupEditor::GroupEditor(LayerGroup start, std::function<double()> hidden, QWidget* parent)
    : QWidget(parent), m_hidden(std::move(hidden)), m_group(std::move(start)) {
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 12, 8); // beside the scroll bar
    columns->setSpacing(24);
    columns->addWidget(attentionColumn(), 1);
    columns->addWidget(feedForwardColumn(), 1);
    for (const Field* field : m_form.fields()) connect(field, &Field::edited, this, &GroupEditor::take);
    m_form.display(m_group);
}

QWidget* GroupEditor::attentionColumn() {
    auto* column = new FieldColumn(this);
    m_form.addSection(column, groupFields(), formSection::layers);
    column->addHeading(tr("Attention"));
    m_form.addKinds(
        column, kindSpec(attentionKey, tr("How a layer sees earlier tokens, and so what it caches.")), attentionKinds(),
        [](auto& group) -> auto& { return group.attention; });
    column->arrange();
    return column;
}

QWidget* GroupEditor::feedForwardColumn() {
    auto* column = new FieldColumn(this);
    column->addHeading(tr("Feed-forward"));
    m_form.addKinds(
        column, kindSpec(feedForwardKey, tr("How a layer transforms each token by itself.")), feedForwardKinds(),
        [](auto& group) -> auto& { return group.feedForward; });
    column->addHeading(toQString(formSection::extras));
    m_form.addSection(column, groupFields(), formSection::extras);
    column->arrange();
    return column;
}

LayerGroup GroupEditor::group() const {
    return trimmed(m_group);
}

void GroupEditor::take() {
    const LayerGroup before = m_group;
    m_faults = m_form.take(m_group);
    const bool otherKind = m_group.attention.kind != before.attention.kind ||
                           m_group.feedForward.kind != before.feedForward.kind;
    if (otherKind) { // the fields that come to sight start with something sound
        completeAttention(m_group.attention, m_hidden());
        completeFeedForward(m_group.feedForward, m_hidden());
        m_form.display(m_group);
        m_faults.clear();
    }
    // Without heads of its own a layer takes what an earlier one selected: that is not for the editor to fill in.
    if (before.attention.selection.tokens <= 0) completeSelection(m_group.attention);
    m_form.showWhatApplies(m_group);
    emit edited();
}

} // namespace longpeak
