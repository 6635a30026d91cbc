// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "quantity/format.h"
#include "text/text.h"

#include <QStringList>
#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QVBoxLayout;

namespace longpeak {

/// How a field of a preset is called, typed and explained.
struct FieldSpec {
    QString pointer; ///< within the preset's document: "/memory_bytes"
    QString label;
    QString help;
    Unit unit = Unit::Count; ///< of a number
    QString empty;           ///< what an empty field means; none = it must be filled
};

/// Label and entry side by side, and below them why what stands there is refused. The entry's object name is the pointer.
/// What is displayed is silent; only the user's hand emits.
class Field : public QWidget {
    Q_OBJECT

public:
    Field(FieldSpec spec, QWidget* entry, QWidget* parent);

    const FieldSpec& spec() const { return m_spec; }
    /// An empty reason takes the fault away.
    void setFault(const QString& reason);
    const QString& fault() const { return m_fault; }
    QWidget& entry() const { return *m_entry; }
    /// A field that does not apply is hidden, and no fault is shown at it.
    void setApplies(bool applies);
    bool applies() const { return m_applies; }

signals:
    void edited();

private:
    FieldSpec m_spec;
    QWidget* m_entry;
    QLabel* m_reason;
    QString m_fault;
    bool m_applies = true;
};

/// A quantity with its unit.
class NumberField : public Field {
    Q_OBJECT

public:
    NumberField(const FieldSpec& spec, QWidget* parent);

    /// Nothing leaves the field empty.
    void display(std::optional<double> value);

    struct Reading {
        std::optional<double> value; ///< absent where the field is empty, or wrong
        Text fault;
    };
    Reading read() const;

private:
    void settle();

    QLineEdit* m_line;
    QString m_shown;
    std::optional<double> m_value; ///< behind `m_shown`: what nobody touched keeps its last digit
};

/// A line of text, or several.
class TextField : public Field {
    Q_OBJECT

public:
    enum class Lines { One, Many };
    TextField(const FieldSpec& spec, Lines lines, QWidget* parent);

    void display(const QString& text);
    QString text() const;

private:
    QLineEdit* m_line = nullptr;
    QPlainTextEdit* m_page = nullptr;
};

class FlagField : public Field {
    Q_OBJECT

public:
    FlagField(const FieldSpec& spec, QWidget* parent);

    void display(bool checked);
    bool isChecked() const;

private:
    QCheckBox* m_box;
};

/// One of a few words.
class WordField : public Field {
    Q_OBJECT

public:
    WordField(const FieldSpec& spec, const QStringList& words, QWidget* parent);

    void display(int index);
    int index() const;

private:
    QComboBox* m_list;
};

} // namespace longpeak
