// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/field.h"

#include "plain.h"
#include "text.h"
#include "theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFontMetrics>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStyle>
#include <QWheelEvent>

namespace longpeak {
namespace {

constexpr int labelWidth = 148;
constexpr int gap = 8;

/// What a number of that unit looks like.
QString example(Unit unit) {
    switch (unit) {
    case Unit::Bytes: return QStringLiteral("80 GB, 80 GiB");
    case Unit::BytesPerSecond: return QStringLiteral("3.35 TB/s");
    case Unit::FlopPerSecond: return QStringLiteral("989 TFLOP/s");
    case Unit::DollarsPerHour: return QStringLiteral("$2.50");
    case Unit::Tokens: return QStringLiteral("4096, 128K");
    case Unit::Parameters: return QStringLiteral("34.4 B");
    default: break;
    }
    return QStringLiteral("4096");
}

/// A list that the wheel scrolls past.
class StillList : public QComboBox {
    Q_OBJECT

public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent* event) override {
        if (hasFocus())
            QComboBox::wheelEvent(event);
        else
            event->ignore();
    }
};

void restyle(QWidget& widget) {
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

} // namespace

Field::Field(FieldSpec spec, QWidget* entry, QWidget* parent)
    : QWidget(parent), m_spec(std::move(spec)), m_entry(entry), m_reason(new QLabel(this)) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(gap);
    grid->setVerticalSpacing(2);
    entry->setParent(this);
    entry->setObjectName(m_spec.pointer);
    entry->setAccessibleName(m_spec.label);
    entry->setAccessibleDescription(m_spec.help);
    entry->setToolTip(wrapped(m_spec.help));
    if (qobject_cast<QCheckBox*>(entry) == nullptr) {
        auto* label = new QLabel(m_spec.label, this);
        label->setFixedWidth(labelWidth);
        label->setBuddy(entry);
        label->setToolTip(entry->toolTip());
        grid->addWidget(label, 0, 0, qobject_cast<QPlainTextEdit*>(entry) != nullptr ? Qt::AlignTop : Qt::AlignVCenter);
        grid->addWidget(entry, 0, 1);
    } else {
        grid->addWidget(entry, 0, 0, 1, 2); // it is its own label
    }
    grid->addWidget(m_reason, 1, 1);
    grid->setColumnMinimumWidth(0, labelWidth);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 1);
    m_reason->setObjectName(m_spec.pointer + QStringLiteral(".reason"));
    m_reason->setProperty("tone", "danger");
    m_reason->setFont(typeface(-2));
    m_reason->setWordWrap(true);
    m_reason->hide();
}

void Field::setFault(const QString& reason) {
    if (reason == m_fault) return;
    if (reason.isEmpty() != m_fault.isEmpty()) {
        m_entry->setProperty("invalid", !reason.isEmpty());
        restyle(*m_entry);
    }
    m_fault = reason;
    m_reason->setText(reason);
    m_reason->setVisible(!reason.isEmpty());
    m_entry->setAccessibleDescription(reason.isEmpty() ? m_spec.help : reason);
}

void Field::setApplies(bool applies) {
    m_applies = applies;
    setVisible(applies);
}

NumberField::NumberField(const FieldSpec& spec, QWidget* parent)
    : Field(spec, new QLineEdit, parent), m_line(static_cast<QLineEdit*>(&entry())) {
    m_line->setPlaceholderText(spec.empty);
    connect(m_line, &QLineEdit::textEdited, this, &Field::edited);
    connect(m_line, &QLineEdit::editingFinished, this, &NumberField::settle);
}

void NumberField::display(std::optional<double> value) {
    m_value = value;
    m_shown = value ? QString::fromStdString(formatEntry(*value, spec().unit)) : QString();
    if (m_line->text() == m_shown) return;
    m_line->setText(m_shown);
    m_line->setCursorPosition(0);
}

NumberField::Reading NumberField::read() const {
    const QString text = m_line->text().trimmed();
    if (text == m_shown && m_value) return {m_value, {}};
    if (text.isEmpty() && !spec().empty.isEmpty()) return {};
    if (text.isEmpty()) return {std::nullopt, LP_TEXT("fault", "must be given")};
    const auto value = parseQuantity(text.toStdString(), spec().unit);
    if (!value) return {std::nullopt, LP_TEXT("fault", "is not a number such as %1")(verbatim(example(spec().unit)))};
    if (*value < 0) return {std::nullopt, LP_TEXT("fault", "must not be negative")};
    return {value, {}};
}

/// What was typed and understood is shown in the one way: "3350GB/s" becomes "3.35 TB/s".
void NumberField::settle() {
    const Reading reading = read();
    if (reading.fault.empty()) display(reading.value);
}

TextField::TextField(const FieldSpec& spec, Lines lines, QWidget* parent)
    : Field(spec, lines == Lines::One ? static_cast<QWidget*>(new QLineEdit) : new QPlainTextEdit, parent) {
    if (lines == Lines::One) {
        m_line = static_cast<QLineEdit*>(&entry());
        m_line->setPlaceholderText(spec.empty);
        connect(m_line, &QLineEdit::textEdited, this, &Field::edited);
        return;
    }
    constexpr int linesShown = 3;
    m_page = static_cast<QPlainTextEdit*>(&entry());
    m_page->setPlaceholderText(spec.empty);
    m_page->setTabChangesFocus(true);
    m_page->setMinimumHeight(QFontMetrics(typeface()).lineSpacing() * linesShown + 14);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    connect(m_page, &QPlainTextEdit::textChanged, this, &Field::edited);
}

void TextField::display(const QString& text) {
    if (m_line != nullptr) {
        m_line->setText(text);
        m_line->setCursorPosition(0);
        return;
    }
    const QSignalBlocker quiet(m_page);
    m_page->setPlainText(text);
}

QString TextField::text() const {
    return (m_line != nullptr ? m_line->text() : m_page->toPlainText()).trimmed();
}

FlagField::FlagField(const FieldSpec& spec, QWidget* parent)
    : Field(spec, new QCheckBox(spec.label), parent), m_box(static_cast<QCheckBox*>(&entry())) {
    connect(m_box, &QCheckBox::clicked, this, &Field::edited);
}

void FlagField::display(bool checked) {
    m_box->setChecked(checked);
}

bool FlagField::isChecked() const {
    return m_box->isChecked();
}

WordField::WordField(const FieldSpec& spec, const QStringList& words, QWidget* parent)
    : Field(spec, new StillList, parent), m_list(static_cast<QComboBox*>(&entry())) {
    m_list->addItems(words);
    m_list->setFocusPolicy(Qt::StrongFocus);
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_list->setMinimumContentsLength(8);
    connect(m_list, &QComboBox::activated, this, &Field::edited);
}

void WordField::display(int index) {
    m_list->setCurrentIndex(index);
}

int WordField::index() const {
    return m_list->currentIndex();
}

} // namespace longpeak

#include "field.moc"
