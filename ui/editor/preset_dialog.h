// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "quantity/format.h"
#include "result.h"
#include "scenario/scenario.h"

#include <QDialog>
#include <QStringList>

#include <functional>
#include <initializer_list>
#include <string>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace longpeak {

class EffectLine;
class Field;
class NumberField;
class TextField;

/// What an editor starts with besides the preset.
struct EditorSetup {
    Scenario scenario; ///< what an edit is tried on
    ByteUnits bytes = ByteUnits::Decimal;
    bool isOwn = false;  ///< the preset is the user's own: it is saved in its place, and can be deleted
    QStringList notices; ///< what the user should know of where the preset comes from
    std::function<Text(const std::string& id)> whyNotId;          ///< the reason, or nothing
    std::function<std::string(const std::string& wanted)> freeId; ///< the nearest id that nothing has
};

/// What the editors of models and accelerators share: notices above, the fields, what the edit does, what keeps it from
/// being saved, and the buttons. It writes nothing itself.
class PresetDialog : public QDialog {
    Q_OBJECT

public:
    PresetDialog(const QString& title, EditorSetup setup, std::initializer_list<std::string_view> effects,
                 QWidget* parent);

    /// What went wrong with saving or deleting.
    void displayFailure(const QString& what);

signals:
    void saveRequested();
    void deleteRequested();

protected:
    const EditorSetup& setup() const { return m_setup; }
    /// Where the fields go.
    QVBoxLayout& body() { return *m_body; }
    /// What keeps the preset from being saved, the first of which is shown at `field`, and what it makes of the scenario;
    /// `after` = nullptr where there are faults. `where` says which part of the preset the field belongs to.
    void displayState(const Faults& faults, Field* field, const Scenario* after, const QString& where = {});
    /// As long as the id of a new preset is not typed by hand, it follows the name.
    void letIdFollow(TextField& name, TextField& id);
    /// Letters that the buttons have.
    static QString buttonLetters() { return QStringLiteral("SDAUR"); }
    /// Tab goes through `entries`, then the buttons below.
    void setTabs(const QList<QWidget*>& entries);
    /// As `size`, or what the screen has.
    void fit(const QSize& size);
    /// Brings a field to sight.
    virtual void reveal(Field& field) = 0;

private:
    void addButtons(QVBoxLayout& column);

    EditorSetup m_setup;
    QVBoxLayout* m_body;
    EffectLine* m_effects;
    QPushButton* m_delete;
    QPushButton* m_cancel;
    QPushButton* m_fault; ///< says it, and leads there
    QPushButton* m_save;
    Field* m_faulty = nullptr;
};

} // namespace longpeak
