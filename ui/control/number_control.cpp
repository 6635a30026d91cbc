// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/number_control.h"

#include "control/elided_label.h"
#include "control/select_on_click.h"
#include "control/value_slider.h"
#include "plain.h"
#include "text.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QVBoxLayout>

namespace longpeak {
namespace {

constexpr int fieldWidth = 108;  // "1000 PFLOP/s"
constexpr int widestLabel = 131; // beside the shortest remark and the field
constexpr int shortestRemark = 24;

/// What the field shows: every digit of counts and tokens, the readable form of the rest.
QString fieldText(const Parameter& parameter, const Scenario& scenario, ByteUnits bytes) {
    const double value = parameter.get(scenario);
    if (parameter.unit != Unit::Tokens) return toQString(displayText(parameter, scenario, bytes));
    return toQString(formatExact(value, Unit::Count));
}

} // namespace

NumberControl::NumberControl(const Parameter& parameter, const Catalogue& catalogue, QWidget* parent)
    : ParameterControl(parameter, parent), m_catalogue(catalogue), m_remark(new ElidedLabel(this)),
      m_label(new QLabel(toQString(parameter.label), this)), m_field(new QLineEdit(this)), m_reason(new QLabel(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    // A long one takes a second line, the field keeps its width; a remark that comes while a hand drags adds none.
    m_label->setWordWrap(m_label->fontMetrics().horizontalAdvance(m_label->text()) > scaled(widestLabel));
    m_remark->setLeast(shortestRemark);
    m_remark->setObjectName(toQString(parameter.id) + QStringLiteral(".remark"));
    m_remark->setProperty("tone", "muted");
    m_remark->setFont(typeface(-2));
    if (parameter.id == parameterId::context)
        m_remark->setToolTip(wrapped(tr("K is 1000 tokens; 128Ki can be typed too. Beyond the length that a model was "
                                        "trained for its answers are in doubt, and what they cost is not.")));
    row->addWidget(m_label, 1);
    m_remark->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred); // its own width, where there is so much
    row->addWidget(m_remark);
    m_remark->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(m_field);
    column->addLayout(row);
    m_label->setBuddy(m_field);
    describe(m_field, QStringLiteral("field"));
    m_label->setToolTip(m_field->toolTip());
    m_field->setAlignment(Qt::AlignRight);
    m_field->setFixedWidth(fieldWidth);
    m_field->setFont(typeface(0, QFont::Medium));
    m_field->installEventFilter(this);
    selectOnClick(*m_field);
    m_reason->setWordWrap(true);
    m_reason->setProperty("tone", "refusal");
    m_reason->setObjectName(toQString(parameter.id) + QStringLiteral(".reason"));
    m_reason->setAttribute(Qt::WA_TransparentForMouseEvents); // the slider below it can be taken
    m_reason->hide();
    if (!parameter.stops.empty() || parameter.unit == Unit::Fraction) {
        m_slider = new ValueSlider(parameter, this);
        describe(m_slider, QStringLiteral("slider"));
        m_slider->setToolTip(
            m_slider->toolTip() +
            wrapped(tr("Arrows step%1, a double click resets.")
                        .arg(parameter.scale == Scale::Log ? tr(", with Ctrl by powers of two") : QString())));
        column->addWidget(m_slider);
        connect(m_slider, &ValueSlider::moved, this,
                [this](double value, EditPhase phase) { emit edited(&m_parameter, value, phase); });
        connect(m_slider, &ValueSlider::resetRequested, this, [this] { emit resetRequested(&m_parameter); });
    }
    connect(m_field, &QLineEdit::editingFinished, this, &NumberControl::commit);
}

void NumberControl::display(const Scenario& scenario, ByteUnits bytes) {
    const QString shown = fieldText(m_parameter, scenario, bytes);
    if (m_slider != nullptr) m_slider->display(m_parameter.get(scenario), scenario);
    const QString remark = toQString(remarkOn(m_parameter, scenario, m_catalogue, bytes));
    if (m_remark->text() != remark) {
        m_remark->setText(remark);
        if (m_parameter.id != parameterId::context) m_remark->setToolTip(wrapped(remark));
    }
    if (m_remark->isHidden() != remark.isEmpty()) m_remark->setHidden(remark.isEmpty());
    // What is being typed stays, and so does a refused text until the value becomes another one.
    if (shown == m_shown && (m_field->isModified() || isRefused())) return;
    m_shown = shown;
    if (m_field->text() != shown) m_field->setText(shown);
    m_field->setModified(false);
    clearRefusal();
}

void NumberControl::commit() {
    if (!m_field->isModified()) return;
    const QString typedText = m_field->text();
    m_field->setModified(false);
    clearRefusal();
    if (typedText != m_shown) emit typed(&m_parameter, typedText);
}

void NumberControl::refuse(const QString& reason) {
    setInvalid(true);
    m_reason->setText(unbroken(reason));
    showReason();
}

void NumberControl::showReason() {
    placeReason();
    m_reason->show();
    m_reason->raise();
}

/// Over what is below the field, or above it where that is the last: nothing moves for it.
void NumberControl::placeReason() {
    constexpr int gap = 2;
    QWidget* ground = parentWidget() != nullptr ? parentWidget() : this;
    m_reason->setParent(ground);
    m_reason->ensurePolished();
    const QRect field(m_field->mapTo(ground, QPoint()), m_field->size());
    const int left = mapTo(ground, QPoint()).x();
    const int height = m_reason->heightForWidth(width());
    const bool isBelow = field.bottom() + gap + height <= ground->height();
    m_reason->setGeometry(left, isBelow ? field.bottom() + gap : field.top() - gap - height, width(), height);
}

void NumberControl::resizeEvent(QResizeEvent* event) {
    ParameterControl::resizeEvent(event);
    if (m_reason->isVisible()) placeReason();
}

void NumberControl::moveEvent(QMoveEvent* event) {
    ParameterControl::moveEvent(event);
    if (m_reason->isVisible()) placeReason();
}

/// It is no child of the control that it speaks of.
void NumberControl::hideEvent(QHideEvent* event) {
    ParameterControl::hideEvent(event);
    m_reason->hide();
}

void NumberControl::showEvent(QShowEvent* event) {
    ParameterControl::showEvent(event);
    if (isRefused()) showReason();
}

bool NumberControl::isRefused() const {
    return m_field->property("invalid").toBool();
}

void NumberControl::clearRefusal() {
    if (!isRefused()) return;
    setInvalid(false);
    m_reason->hide();
}

void NumberControl::setInvalid(bool invalid) {
    m_field->setProperty("invalid", invalid);
    style()->unpolish(m_field);
    style()->polish(m_field);
}

bool NumberControl::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape &&
        (m_field->isModified() || isRefused())) {
        m_field->setText(m_shown);
        m_field->setModified(false);
        clearRefusal();
        return true;
    }
    return ParameterControl::eventFilter(watched, event);
}

} // namespace longpeak
