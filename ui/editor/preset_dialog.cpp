// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/preset_dialog.h"

#include "editor/effect_line.h"
#include "editor/field.h"
#include "plain.h"
#include "state/user_presets.h"
#include "text.h"
#include "theme/theme.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace longpeak {

PresetDialog::PresetDialog(const QString& title, EditorSetup setup, std::initializer_list<std::string_view> effects,
                           QWidget* parent)
    : QDialog(parent), m_setup(std::move(setup)), m_body(new QVBoxLayout), m_effects(new EffectLine(effects, this)),
      m_delete(new QPushButton(tr("&Delete…"), this)), m_cancel(new QPushButton(tr("Cancel"), this)),
      m_fault(new QPushButton(this)), m_save(new QPushButton(tr("&Save as my preset"), this)) {
    setWindowTitle(windowTitleOf(title));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    if (!m_setup.notices.isEmpty()) {
        auto* frame = new QFrame(this);
        frame->setProperty("class", "notice");
        auto* text = new QLabel(m_setup.notices.join(QLatin1Char('\n')), frame);
        text->setObjectName(QStringLiteral("notices"));
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        auto* inner = new QVBoxLayout(frame);
        inner->setContentsMargins(12, 7, 12, 7);
        inner->addWidget(text);
        column->addWidget(frame);
    }
    m_body->setSpacing(10);
    column->addLayout(m_body, 1);
    column->addWidget(m_effects);
    addButtons(*column);
}

void PresetDialog::addButtons(QVBoxLayout& column) {
    m_fault->setObjectName(QStringLiteral("fault"));
    m_fault->setProperty("class", "faultLine");
    m_fault->setAutoDefault(false);
    m_fault->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // a long one is cut, not the dialog widened
    connect(m_fault, &QPushButton::clicked, this, [this] {
        if (m_faulty == nullptr) return;
        reveal(*m_faulty);
        m_faulty->entry().setFocus();
    });
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_delete->setObjectName(QStringLiteral("delete"));
    m_delete->setAutoDefault(false);
    m_delete->setVisible(m_setup.isOwn);
    connect(m_delete, &QPushButton::clicked, this, &PresetDialog::deleteRequested);
    row->addWidget(m_delete);
    row->addWidget(m_fault, 1);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_cancel->setAutoDefault(false);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    row->addWidget(m_cancel);
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setProperty("class", "primary");
    m_save->setDefault(true);
    if (m_setup.isOwn) m_save->setText(tr("&Save"));
    connect(m_save, &QPushButton::clicked, this, &PresetDialog::saveRequested);
    row->addWidget(m_save);
    column.addLayout(row);
}

void PresetDialog::displayFailure(const QString& what) {
    m_faulty = nullptr;
    m_fault->setText(withoutMnemonic(what));
    m_fault->setToolTip(wrapped(what));
    m_fault->setEnabled(!what.isEmpty());
}

void PresetDialog::displayState(const Faults& faults, Field* field, const Scenario* after, const QString& where) {
    QString text;
    if (field != nullptr)
        text = where + field->spec().label + QLatin1Char(' ') + field->fault();
    else if (!faults.empty())
        text = toQString(faults.front().reason);
    if (faults.size() > 1) text += tr(" · %1 more").arg(faults.size() - 1);
    displayFailure(text);
    m_faulty = field;
    m_save->setEnabled(faults.empty());
    m_effects->display(m_setup.scenario, after, m_setup.bytes);
}

void PresetDialog::letIdFollow(TextField& name, TextField& id) {
    if (m_setup.isOwn) return;
    id.setProperty("follows", true);
    connect(&id, &Field::edited, this, [&id] { id.setProperty("follows", false); });
    connect(&name, &Field::edited, this, [this, &name, &id] {
        if (!id.property("follows").toBool()) return;
        const std::string made = idFromName(name.text().toStdString());
        if (!made.empty()) id.display(QString::fromStdString(m_setup.freeId(made)));
    });
}

void PresetDialog::setTabs(const QList<QWidget*>& entries) {
    QWidget* last = nullptr;
    for (QWidget* next : entries + QList<QWidget*>{m_delete, m_fault, m_cancel, m_save}) {
        if (last != nullptr) setTabOrder(last, next);
        last = next;
    }
    if (!isVisible()) entries.front()->setFocus(); // else the button that Enter presses would have it
}

void PresetDialog::fit(const QSize& size) {
    const QScreen* on = parentWidget() != nullptr ? parentWidget()->screen() : screen();
    constexpr int frame = 40; // what the window manager adds
    resize(size.boundedTo(on->availableSize() - QSize(0, frame)));
}

} // namespace longpeak
