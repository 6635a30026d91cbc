// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/style_form.h"

#include "export/wrong_field.h"
#include "text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>

#include <array>
#include <cmath>

namespace longpeak {
namespace {

constexpr std::array palettes{FigurePalette::Print, FigurePalette::Light, FigurePalette::Dark};

/// No more digits than a ruler has.
QString rounded(double value) {
    return QString::fromStdString(formatPlain(std::round(value * 1000.0) / 1000.0));
}

QString inches(double value) {
    return rounded(value) + QStringLiteral(" in");
}

QString points(double value) {
    return rounded(value) + QStringLiteral(" pt");
}

QString automatic() {
    return StyleForm::tr("automatic");
}

QString aspectText(double aspect) {
    constexpr std::array known{std::pair{1.5, "3:2"},       std::pair{1.6, "16:10"}, std::pair{16.0 / 9.0, "16:9"},
                               std::pair{4.0 / 3.0, "4:3"}, std::pair{1.0, "1:1"},   std::pair{2.0, "2:1"}};
    for (const auto& [value, text] : known)
        if (std::abs(aspect - value) < 1e-9) return QLatin1String(text);
    return rounded(aspect);
}

std::optional<double> parseDots(std::string_view text) {
    return parseQuantity(text, Unit::Count);
}

} // namespace

StyleForm::StyleForm(QWidget* parent) : QWidget(parent), m_rows(new QFormLayout(this)) {
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_rows->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_rows->setVerticalSpacing(6);
    addSizes();
    addLooks();
    display({});
}

void StyleForm::addSizes() {
    addSize(QStringLiteral("width"), tr("&Width"),
            {QStringLiteral("3.25 in"), QStringLiteral("3.33 in"), QStringLiteral("3.5 in"), QStringLiteral("5.5 in"),
             QStringLiteral("6.75 in"), QStringLiteral("89 mm"), QStringLiteral("183 mm"), QStringLiteral("13.333 in")},
            {.parse = parseInches,
             .set = [](FigureStyle& style, std::optional<double> value) { style.width = *value; },
             .text = [](const FigureStyle& style) { return inches(style.width); }});
    addSize(QStringLiteral("height"), tr("&Height"),
            {automatic(), QStringLiteral("2.2 in"), QStringLiteral("4.5 in"), QStringLiteral("7.5 in")},
            {.parse = parseInches,
             .set = [](FigureStyle& style, std::optional<double> value) { style.height = value; },
             .text = [](const FigureStyle& style) { return style.height ? inches(*style.height) : automatic(); },
             .mayBeAuto = true});
    addSize(QStringLiteral("aspect"), tr("&Aspect"),
            {QStringLiteral("3:2"), QStringLiteral("16:10"), QStringLiteral("16:9"), QStringLiteral("4:3"),
             QStringLiteral("1:1"), QStringLiteral("2:1")},
            {.parse = parseAspect,
             .set = [](FigureStyle& style, std::optional<double> value) { style.aspect = *value; },
             .text = [](const FigureStyle& style) { return aspectText(style.aspect); }});
    addSize(QStringLiteral("type"), tr("Smallest &type"),
            {QStringLiteral("7 pt"), QStringLiteral("8 pt"), QStringLiteral("9 pt"), QStringLiteral("10 pt"),
             QStringLiteral("18 pt")},
            {.parse = parsePoints,
             .set = [](FigureStyle& style, std::optional<double> value) { style.type = *value; },
             .text = [](const FigureStyle& style) { return points(style.type); }});
    addSize(QStringLiteral("dpi"), tr("PNG &dots an inch"),
            {QStringLiteral("144"), QStringLiteral("300"), QStringLiteral("600")},
            {.parse = parseDots,
             .set = [](FigureStyle& style, std::optional<double> value) { style.dpi = *value; },
             .text = [](const FigureStyle& style) { return rounded(style.dpi); }});
}

void StyleForm::addLooks() {
    m_font = addChoice(QStringLiteral("font"), tr("&Font"), {tr("Sans (Inter)"), tr("Serif (Times)")});
    m_palette = addChoice(QStringLiteral("palette"), tr("&Colours"),
                          {tr("Print, told apart in grey too"), tr("Light"), tr("Dark")});
    m_names = addChoice(QStringLiteral("names"), tr("&Names"), {tr("At the curves"), tr("Legend above the frame")});
    m_outlines = addFlag(QStringLiteral("outlines"), tr("SVG with text as &outlines"));
    m_practice = addFlag(QStringLiteral("practice"), tr("P&ractice behind the peak"));
    m_title = addText(QStringLiteral("title"), tr("T&itle"), tr("the figure's own"), m_hasTitle);
    m_caption = addText(QStringLiteral("caption"), tr("Ca&ption"), tr("the scenario in words"), m_hasCaption);
}

void StyleForm::addSize(const QString& name, const QString& label, const QStringList& offered, Size size) {
    size.box = new QComboBox(this);
    size.box->setObjectName(QStringLiteral("style.") + name);
    size.box->setEditable(true);
    size.box->setInsertPolicy(QComboBox::NoInsert);
    size.box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    size.box->addItems(offered);
    size.label = QString(label).remove(QLatin1Char('&'));
    m_rows->addRow(label, size.box);
    connect(size.box, &QComboBox::editTextChanged, this, &StyleForm::take);
    m_sizes.push_back(std::move(size));
}

QComboBox* StyleForm::addChoice(const QString& name, const QString& label, const QStringList& choices) {
    auto* box = new QComboBox(this);
    box->setObjectName(QStringLiteral("style.") + name);
    box->addItems(choices);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_rows->addRow(label, box);
    connect(box, &QComboBox::currentIndexChanged, this, &StyleForm::take);
    return box;
}

QCheckBox* StyleForm::addFlag(const QString& name, const QString& label) {
    auto* box = new QCheckBox(label, this);
    box->setObjectName(QStringLiteral("style.") + name);
    m_rows->addRow(box);
    connect(box, &QCheckBox::toggled, this, &StyleForm::take);
    return box;
}

QLineEdit* StyleForm::addText(const QString& name, const QString& label, const QString& placeholder, QCheckBox*& use) {
    use = new QCheckBox(label, this);
    use->setObjectName(QStringLiteral("style.has.") + name);
    auto* edit = new QLineEdit(this);
    edit->setObjectName(QStringLiteral("style.") + name);
    edit->setAccessibleName(QString(label).remove(QLatin1Char('&')));
    edit->setPlaceholderText(placeholder);
    m_rows->addRow(use, edit);
    connect(use, &QCheckBox::toggled, this, &StyleForm::take);
    connect(edit, &QLineEdit::textChanged, this, &StyleForm::take);
    return edit;
}

void StyleForm::display(const FigureStyle& style) {
    m_displaying = true;
    m_style = style;
    for (const Size& size : m_sizes) size.box->setEditText(size.text(style));
    m_font->setCurrentIndex(style.serif ? 1 : 0);
    m_palette->setCurrentIndex(static_cast<int>(std::ranges::find(palettes, style.palette) - palettes.begin()));
    m_names->setCurrentIndex(style.legend ? 1 : 0);
    m_outlines->setChecked(style.outlines);
    m_practice->setChecked(style.practice);
    const auto show = [](const std::optional<std::string>& text, QCheckBox& use, QLineEdit& edit) {
        use.setChecked(text.has_value());
        edit.setText(QString::fromStdString(text.value_or(std::string())));
    };
    show(style.title, *m_hasTitle, *m_title);
    show(style.caption, *m_hasCaption, *m_caption);
    m_displaying = false;
    take();
}

void StyleForm::readSize(const Size& size) {
    const QString text = size.box->currentText().trimmed();
    const bool isAuto = size.mayBeAuto && (text.isEmpty() || text == automatic());
    const auto value = isAuto ? std::nullopt : size.parse(text.toStdString());
    const bool isWrong = !isAuto && !value;
    // What the field shows is rounded; a value that it stands for is not changed by looking at it.
    if (!isWrong && text != size.text(m_style)) size.set(m_style, value);
    if (isWrong && m_fault.isEmpty()) m_fault = tr("“%1” is no size for: %2").arg(text, size.label);
    markInvalid(*size.box, isWrong);
}

/// From what the fields show to the style.
void StyleForm::take() {
    if (m_displaying) return;
    m_fault.clear();
    for (const Size& size : m_sizes) readSize(size);
    m_style.serif = m_font->currentIndex() == 1;
    m_style.palette = palettes[static_cast<std::size_t>(m_palette->currentIndex())];
    m_style.legend = m_names->currentIndex() == 1;
    m_style.outlines = m_outlines->isChecked();
    m_style.practice = m_practice->isChecked();
    const auto text = [](const QCheckBox& use, QLineEdit& edit) {
        edit.setEnabled(use.isChecked());
        return use.isChecked() ? std::optional(edit.text().toStdString()) : std::nullopt;
    };
    m_style.title = text(*m_hasTitle, *m_title);
    m_style.caption = text(*m_hasCaption, *m_caption);
    emit edited();
}

QString StyleForm::fault() const {
    if (!m_fault.isEmpty()) return m_fault;
    const Faults faults = whyNot(m_style, "");
    return faults.empty() ? QString() : toQString(faults.front().reason);
}

} // namespace longpeak
