// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "editor/form.h"
#include "model/model.h"

#include <QWidget>

namespace longpeak {

/// Every field of a group of layers; those of kinds that are not chosen are hidden.
class GroupEditor : public QWidget {
    Q_OBJECT

public:
    /// `hidden` gives the model's width when a kind asks for values to start with.
    GroupEditor(LayerGroup start, std::function<double()> hidden, QWidget* parent);

    /// What can be read of each field. A field that cannot is a fault, and keeps its last value.
    LayerGroup group() const;
    const Faults& typingFaults() const { return m_faults; }
    std::vector<Field*> fields() const { return m_form.fields(); }

signals:
    void edited();

private:
    QWidget* attentionColumn();
    QWidget* feedForwardColumn();
    void take();

    std::function<double()> m_hidden;
    PresetForm<LayerGroup> m_form;
    LayerGroup m_group; ///< with what other kinds had, should they be chosen again
    Faults m_faults;
};

} // namespace longpeak
