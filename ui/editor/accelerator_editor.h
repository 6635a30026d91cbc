// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "editor/form.h"
#include "editor/preset_dialog.h"
#include "hardware/accelerator.h"

#include <initializer_list>
#include <string_view>

class QScrollArea;

namespace longpeak {

class FieldColumn;

/// Every field of an accelerator.
class AcceleratorEditor : public PresetDialog {
    Q_OBJECT

public:
    AcceleratorEditor(Accelerator start, EditorSetup setup, QWidget* parent);

    /// As it would be read back from its file; sound whenever saveRequested is emitted.
    const Accelerator& preset() const { return m_sound; }

protected:
    void reveal(Field& field) override;

private:
    QWidget* leftColumn();
    QWidget* rightColumn();
    void addUnderHeadings(FieldColumn& column, std::initializer_list<Message> sections);
    void take();

    PresetForm<Accelerator> m_form;
    QScrollArea* m_scroll;
    Accelerator m_typed; ///< with what can be read of each field
    Accelerator m_sound; ///< the last without a fault
};

} // namespace longpeak
