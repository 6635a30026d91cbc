// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "editor/form.h"
#include "editor/preset_dialog.h"
#include "model/model.h"

#include <vector>

class QListWidget;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace longpeak {

class GroupEditor;

/// Every field of a model, its groups of layers one at a time.
class ModelEditor : public PresetDialog {
    Q_OBJECT

public:
    ModelEditor(Model start, EditorSetup setup, QWidget* parent);

    /// As it would be read back from its file; sound whenever saveRequested is emitted.
    const Model& preset() const { return m_sound; }

protected:
    void reveal(Field& field) override;

private:
    QWidget* identityRow();
    QWidget* widthRow();
    QWidget* layersPage();
    QWidget* aboutPage();
    QWidget* groupColumn();
    void insertGroup(int at, const LayerGroup& group);
    void removeGroup(int at);
    void orderTabs();
    void take();
    /// Shows the faults of each group at its fields; the first field that has one, and the group it is in.
    std::pair<Field*, int> showGroupFaults(const Faults& faults);

    PresetForm<Model> m_form;
    QTabWidget* m_tabs;
    QListWidget* m_list;
    QStackedWidget* m_stack;
    QPushButton* m_remove = nullptr;
    QList<QWidget*> m_groupButtons;
    qsizetype m_identityFields = 0;     ///< fields of the form that come first
    qsizetype m_widthFields = 0;        ///< those after them, above the groups
    QString m_letters;                  ///< that mnemonics outside of the groups have
    std::vector<GroupEditor*> m_groups; ///< in the order of the list
    Model m_typed;                      ///< with what can be read of each field
    Model m_sound;                      ///< the last without a fault
};

} // namespace longpeak
