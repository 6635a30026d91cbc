// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/model_editor.h"

#include "control/mnemonics.h"
#include "cost/metric.h"
#include "editor/group_editor.h"
#include "editor/group_shape.h"
#include "editor/layout.h"
#include "plain.h"
#include "preset/preset_fields.h"
#include "preset/preset_file.h"
#include "scenario/parameter.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace longpeak {
namespace {

/// Where the preset lies in the document of its own that it is checked as.
constexpr std::string_view place = "/models/0";

constexpr int listWidth = 216;

std::string groupPlace(std::size_t index) {
    return "/groups/" + std::to_string(index);
}

} // namespace

ModelEditor::ModelEditor(Model start, EditorSetup setup, QWidget* parent)
    : PresetDialog(setup.isOwn ? tr("Edit %1").arg(QString::fromStdString(start.name)) : tr("New model"),
                   std::move(setup),
                   {metricKey::modelSize, metricKey::activeSize, metricKey::cachePerToken, metricKey::cachePerUser,
                    metricKey::ceiling},
                   parent),
      m_tabs(new QTabWidget(this)), m_list(new QListWidget(this)), m_stack(new QStackedWidget(this)),
      m_typed(std::move(start)), m_sound(m_typed) {
    setObjectName(QStringLiteral("modelEditor"));
    QWidget* identity = identityRow();
    m_identityFields = std::ssize(m_form.fields());
    body().addWidget(identity);
    body().addWidget(m_tabs, 1);
    m_tabs->setObjectName(QStringLiteral("pages"));
    m_tabs->setFocusProxy(nullptr); // with it Qt 6.4 loses what stands before the bar from the ring of the Tab key
    m_tabs->setFocusPolicy(Qt::NoFocus);
    m_stack->setObjectName(QStringLiteral("group"));
    m_tabs->addTab(layersPage(), tr("Layers"));
    m_widthFields = std::ssize(m_form.fields()) - m_identityFields;
    m_tabs->addTab(aboutPage(), tr("About the model"));
    for (const Field* field : m_form.fields()) connect(field, &Field::edited, this, &ModelEditor::take);
    m_form.display(m_typed);
    m_letters = addMnemonics(*identity, buttonLetters());
    addMnemonics(*m_tabs->widget(1), m_letters); // the pages are never seen together
    m_letters = addMnemonics(*m_tabs->widget(0), m_letters);
    for (const LayerGroup& group : std::vector(m_typed.architecture.groups)) insertGroup(m_list->count(), group);
    m_list->setCurrentRow(0);
    fit({1000, 720});
    take();
}

QWidget* ModelEditor::identityRow() {
    auto* row = new QWidget(this);
    auto* columns = new QHBoxLayout(row);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(24);
    m_form.addSection(row, modelFields(), formSection::identity);
    letIdFollow(m_form.text(QStringLiteral("/name")), m_form.text(QStringLiteral("/id")));
    for (Field* field : m_form.fields()) columns->addWidget(field, 1);
    return row;
}

QWidget* ModelEditor::widthRow() {
    auto* row = new QWidget(this);
    auto* left = new FieldColumn(row);
    auto* right = new FieldColumn(row);
    auto* columns = new QHBoxLayout(row);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(24);
    columns->addWidget(left, 1);
    columns->addWidget(right, 1);
    m_form.addSection(left, modelFields(), formSection::width);
    m_form.addSection(right, modelFields(), formSection::tables);
    left->arrange();
    right->arrange();
    return row;
}

QWidget* ModelEditor::layersPage() {
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(14, 12, 14, 8);
    column->setSpacing(12);
    column->addWidget(widthRow());
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(groupColumn());
    row->addWidget(m_stack, 1);
    column->addLayout(row, 1);
    connect(m_list, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    return page;
}

QWidget* ModelEditor::groupColumn() {
    auto* panel = new QWidget(this);
    panel->setFixedWidth(listWidth);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 6);
    column->setSpacing(6);
    m_list->setObjectName(QStringLiteral("groups"));
    m_list->setAccessibleName(tr("Groups of layers of the same shape"));
    m_list->setWordWrap(true);
    m_list->setTextElideMode(Qt::ElideNone);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    const auto add = [this, row](const QString& text, const QString& name, const QString& help, auto act) {
        auto* button = new QPushButton(text, this);
        button->setObjectName(name);
        button->setProperty("class", "beside");
        button->setToolTip(wrapped(help));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, act);
        row->addWidget(button, 1);
        m_groupButtons << button;
        return button;
    };
    add(tr("&Add"), QStringLiteral("addGroup"), tr("A group of one layer, below this one."), [this] {
        insertGroup(m_list->currentRow() + 1, newGroup(m_typed.architecture.hidden));
        take();
    });
    add(tr("D&uplicate"), QStringLiteral("duplicateGroup"), tr("Another group of the same shape."), [this] {
        const int current = m_list->currentRow();
        insertGroup(current + 1, m_groups[static_cast<std::size_t>(current)]->group());
        take();
    });
    m_remove = add(tr("&Remove"), QStringLiteral("removeGroup"), tr("Takes this group away."), [this] {
        removeGroup(m_list->currentRow());
        take();
    });
    column->addLayout(row);
    return panel;
}

QWidget* ModelEditor::aboutPage() {
    auto* content = new QWidget;
    auto* columns = new QHBoxLayout(content);
    columns->setContentsMargins(14, 12, 14, 12);
    columns->setSpacing(28);
    for (const Message& section : {formSection::maker, formSection::provenance}) {
        auto* column = new FieldColumn(this);
        m_form.addSection(column, modelFields(), section);
        column->arrange();
        columns->addWidget(column, 1);
    }
    auto* area = new QScrollArea(this);
    showScrolled(*area, content);
    return area;
}

void ModelEditor::insertGroup(int at, const LayerGroup& group) {
    auto* editor = new GroupEditor(
        group, [this] { return m_typed.architecture.hidden; }, this);
    auto* area = new QScrollArea(this);
    showScrolled(*area, editor);
    m_groups.insert(m_groups.begin() + at, editor);
    m_stack->insertWidget(at, area);
    connect(editor, &GroupEditor::edited, this, &ModelEditor::take);
    addMnemonics(*editor, m_letters); // nor are the groups
    m_list->insertItem(at, QString());
    m_list->setCurrentRow(at);
    orderTabs();
}

/// Down the page: the model's fields come in the order in which they were made, with the groups in between.
void ModelEditor::orderTabs() {
    QList<QWidget*> fields;
    for (const Field* field : m_form.fields()) fields << &field->entry();
    QList<QWidget*> order = fields.mid(0, m_identityFields);
    order << m_tabs->tabBar() << fields.mid(m_identityFields, m_widthFields) << m_list << m_groupButtons;
    for (const GroupEditor* group : m_groups)
        for (const Field* field : group->fields()) order << &field->entry();
    setTabs(order << fields.mid(m_identityFields + m_widthFields));
}

void ModelEditor::removeGroup(int at) {
    QWidget* area = m_stack->widget(at);
    m_stack->removeWidget(area);
    m_groups.erase(m_groups.begin() + at);
    area->deleteLater();
    delete m_list->takeItem(at);
    m_stack->setCurrentIndex(m_list->currentRow());
}

std::pair<Field*, int> ModelEditor::showGroupFaults(const Faults& faults) {
    std::pair<Field*, int> first{nullptr, 0};
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        const Faults own = faultsBelow(faults, groupPlace(i));
        Field* field = showFaults(m_groups[i]->fields(), own);
        if (first.first == nullptr && field != nullptr) first = {field, static_cast<int>(i)};
        QListWidgetItem* item = m_list->item(static_cast<int>(i));
        item->setText(QString::fromStdString(groupTitle(m_groups[i]->group())));
        item->setForeground(palette().color(own.empty() ? QPalette::Text : QPalette::BrightText));
    }
    return first;
}

void ModelEditor::take() {
    Faults faults = m_form.take(m_typed);
    if (Text reason = setup().whyNotId(m_typed.id); !reason.empty()) addNew(faults, {{{}, "/id", std::move(reason)}});
    m_typed.architecture.groups.clear();
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        m_typed.architecture.groups.push_back(m_groups[i]->group());
        for (const Fault& fault : m_groups[i]->typingFaults())
            addNew(faults, {{{}, groupPlace(i) + fault.pointer, fault.reason}});
    }
    const auto read = readModels(writeModelDocument(m_typed), "preset");
    if (!read) addNew(faults, faultsBelow(read.faults(), place));
    m_remove->setEnabled(m_groups.size() > 1);
    Field* first = showFaults(m_form.fields(), faults);
    const auto [groupField, group] = showGroupFaults(faults);
    if (!faults.empty()) {
        const bool isInGroup = first == nullptr && groupField != nullptr && m_groups.size() > 1;
        return displayState(faults, first != nullptr ? first : groupField, nullptr,
                            isInGroup ? tr("Group %1: ").arg(group + 1) : QString());
    }
    m_sound = read->front();
    Scenario after = setup().scenario;
    chooseModel(after, m_sound);
    displayState({}, nullptr, &after);
}

void ModelEditor::reveal(Field& field) {
    for (int i = 0; i < m_tabs->count(); ++i)
        if (m_tabs->widget(i)->isAncestorOf(&field)) m_tabs->setCurrentIndex(i);
    for (int i = 0; i < m_stack->count(); ++i)
        if (m_stack->widget(i)->isAncestorOf(&field)) m_list->setCurrentRow(i);
    for (QWidget* widget = &field; widget != nullptr; widget = widget->parentWidget())
        if (auto* area = qobject_cast<QScrollArea*>(widget)) area->ensureWidgetVisible(&field);
}

} // namespace longpeak
