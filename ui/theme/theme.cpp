// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPainter>
#include <QPixmap>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleFactory>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

const Theme light{.appearance = Appearance::Light,
                  .window = QColor(0xf5, 0xf7, 0xfa),
                  .surface = QColor(0xff, 0xff, 0xff),
                  .sunken = QColor(0xff, 0xff, 0xff),
                  .border = QColor(0xdd, 0xe2, 0xe9),
                  .edge = QColor(0x82, 0x8c, 0x9c),
                  .grid = QColor(0xe9, 0xec, 0xf1),
                  .ink = QColor(0x1b, 0x22, 0x30),
                  .muted = QColor(0x5f, 0x6b, 0x7e),
                  .accent = QColor(0x2b, 0x68, 0xd8),
                  .onAccent = QColor(0xff, 0xff, 0xff),
                  .danger = QColor(0xb8, 0x26, 0x1a),
                  .dangerWash = QColor(0xfd, 0xef, 0xed),
                  .better = QColor(0x0b, 0x7a, 0x56)};

const Theme dark{.appearance = Appearance::Dark,
                 .window = QColor(0x12, 0x16, 0x1d),
                 .surface = QColor(0x1a, 0x20, 0x29),
                 .sunken = QColor(0x13, 0x18, 0x20),
                 .border = QColor(0x30, 0x39, 0x47),
                 .edge = QColor(0x6c, 0x78, 0x89),
                 .grid = QColor(0x2a, 0x32, 0x3e),
                 .ink = QColor(0xe8, 0xec, 0xf2),
                 .muted = QColor(0x98, 0xa4, 0xb5),
                 .accent = QColor(0x5b, 0x9b, 0xff),
                 .onAccent = QColor(0x0b, 0x12, 0x1e),
                 .danger = QColor(0xff, 0x85, 0x76),
                 .dangerWash = QColor(0x3a, 0x1f, 0x20),
                 .better = QColor(0x46, 0xc9, 0x9b)};

const Theme print{.appearance = Appearance::Print,
                  .window = QColor(0xff, 0xff, 0xff),
                  .surface = QColor(0xff, 0xff, 0xff),
                  .sunken = QColor(0xff, 0xff, 0xff),
                  .border = QColor(0x40, 0x40, 0x40),
                  .edge = QColor(0x40, 0x40, 0x40),
                  .grid = QColor(0xe2, 0xe2, 0xe2),
                  .ink = QColor(0x00, 0x00, 0x00),
                  .muted = QColor(0x33, 0x33, 0x33),
                  .accent = QColor(0x1a, 0x1a, 0x1a),
                  .onAccent = QColor(0xff, 0xff, 0xff),
                  .danger = QColor(0x9b, 0x1c, 0x12),
                  .dangerWash = QColor(0xf4, 0xf1, 0xf0),
                  .better = QColor(0x0b, 0x7a, 0x56)};

constexpr double bodyPixels = 13.0;

double scaleNow = 1.0; // of the program's one type, as its font and its style sheet

QString css(const QColor& color) {
    return color.name();
}

/// Lines of a pixel stay as thin as they are.
QString withScaledLengths(const QString& sheet) {
    if (scaleNow == 1.0) return sheet;
    static const QRegularExpression length(QStringLiteral("(\\d+)px"));
    QString out;
    qsizetype done = 0;
    auto found = length.globalMatch(sheet);
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        const int pixels = match.captured(1).toInt();
        out += QStringView(sheet).mid(done, match.capturedStart() - done);
        out += QString::number(pixels > 1 ? scaled(pixels) : pixels) + QStringLiteral("px");
        done = match.capturedEnd();
    }
    return out.append(QStringView(sheet).mid(done));
}

} // namespace

namespace {

/// The same hues as on screen, but of lightnesses far enough apart to be told from each other in grey.
QColor printed(Role role) {
    switch (role) {
    case Role::Weights:
    case Role::Sessions: return {0x6e, 0x75, 0x82}; // many users are seldom drawn beside weights
    case Role::Cache: return {0xf0, 0xb4, 0x28};
    case Role::Activations: return {0xb5, 0xdc, 0xf4};
    case Role::Prefill: return {0x00, 0x55, 0x8c};
    case Role::Decode: return {0x22, 0xa7, 0x7f};
    case Role::Switch: return {0xcc, 0x52, 0x00};
    case Role::Thinking: return {0xe8, 0xe8, 0xe8};
    case Role::Waiting: return {0xc4, 0xc4, 0xc4};
    case Role::Limit: return {0x9b, 0x1c, 0x12};
    case Role::Neutral: break;
    }
    return {0x8c, 0x8c, 0x8c};
}

} // namespace

QColor Theme::role(Role wanted) const {
    if (appearance == Appearance::Print) return printed(wanted);
    const bool isDark = appearance == Appearance::Dark;
    switch (wanted) {
    case Role::Weights:
    case Role::Sessions: return isDark ? QColor(0x6c, 0x77, 0x8a) : QColor(0x9a, 0xa3, 0xb5);
    case Role::Cache: return QColor(0xe6, 0x9f, 0x00);
    case Role::Activations: return QColor(0x56, 0xb4, 0xe9);
    case Role::Prefill: return isDark ? QColor(0x4d, 0xa6, 0xe0) : QColor(0x00, 0x72, 0xb2);
    case Role::Decode: return isDark ? QColor(0x2f, 0xc2, 0x98) : QColor(0x00, 0x9e, 0x73);
    case Role::Switch: return isDark ? QColor(0xf0, 0x7d, 0x36) : QColor(0xd5, 0x5e, 0x00);
    case Role::Thinking: return isDark ? QColor(0x3a, 0x44, 0x53) : QColor(0xd9, 0xde, 0xe6);
    case Role::Waiting: return isDark ? QColor(0x5a, 0x65, 0x76) : QColor(0xb6, 0xbf, 0xcd);
    case Role::Limit: return danger;
    case Role::Neutral: break;
    }
    return isDark ? QColor(0x7d, 0x89, 0x9c) : QColor(0x9a, 0xa3, 0xb5);
}

QColor Theme::role(Role wanted, int shade) const {
    const QColor base = role(wanted);
    const int mix = std::min(shade, 5) * 14; // percent of the way to the surface
    const auto blend = [mix](int from, int to) { return (from * (100 - mix) + to * mix) / 100; };
    return {blend(base.red(), surface.red()), blend(base.green(), surface.green()), blend(base.blue(), surface.blue())};
}

QPalette Theme::palette() const {
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, ink);
    p.setColor(QPalette::Base, sunken);
    p.setColor(QPalette::AlternateBase, window);
    p.setColor(QPalette::Text, ink);
    p.setColor(QPalette::PlaceholderText, muted);
    p.setColor(QPalette::BrightText, danger);
    p.setColor(QPalette::Button, surface);
    p.setColor(QPalette::ButtonText, ink);
    p.setColor(QPalette::BrightText, danger);
    p.setColor(QPalette::ToolTipBase, surface);
    p.setColor(QPalette::ToolTipText, ink);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, onAccent);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::Mid, edge);
    p.setColor(QPalette::Dark, border);
    p.setColor(QPalette::Light, surface);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, muted);
    return p;
}

QString Theme::styleSheet() const {
    QString sheet = QStringLiteral(R"(
QToolTip { background: @surface; color: @ink; border: 1px solid @border; padding: 5px 7px; }
QMenuBar { background: @surface; border-bottom: 1px solid @border; padding: 2px 6px; }
QMenuBar::item { padding: 5px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @window; }
QMenu { background: @surface; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: @accent; color: @onAccent; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @border; margin: 4px 6px; }
QStatusBar { background: @surface; border-top: 1px solid @border; color: @muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @muted; padding: 0 6px; }
QScrollArea#rail, QWidget#railContent { background: @surface; }
QScrollArea#rail { border: none; border-right: 1px solid @border; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar::handle:vertical { background: @edge; border-radius: 3px; min-height: 30px; }
QScrollBar::handle:vertical:hover { background: @accent; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle:horizontal { background: @edge; border-radius: 3px; min-width: 30px; }
QScrollBar::handle:horizontal:hover { background: @accent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QLineEdit { background: @sunken; color: @ink; border: 1px solid @edge; border-radius: 5px; padding: 2px 7px; }
QLineEdit:focus { border-color: @accent; }
QLineEdit[invalid="true"] { border-color: @danger; color: @danger; }
QComboBox { background: @sunken; color: @ink; border: 1px solid @edge; border-radius: 5px; padding: 4px 7px; }
QComboBox:focus, QComboBox:hover { border-color: @accent; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/icons/down-@appearance.svg); width: 14px; height: 14px; }
QComboBox QLineEdit { border: none; padding: 0; background: transparent; }
QPushButton { background: @surface; color: @ink; border: 1px solid @edge; border-radius: 5px; padding: 4px 11px; }
QPushButton:hover { border-color: @accent; }
QPushButton:focus { border-color: @accent; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @muted; border: none; border-bottom: 2px solid transparent; padding: 5px 6px 4px 6px; }
QTabBar::tab:hover, QTabBar::tab:focus { color: @ink; }
QTabBar::tab:selected { color: @ink; border-bottom-color: @accent; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 3px; color: @ink; }
QToolButton:hover, QToolButton:focus { border-color: @border; background: @window; }
QToolButton#reference { padding: 4px 8px; }
QToolButton::menu-indicator { image: none; }
QToolButton[class="groupHeader"] { color: @muted; border: none; padding: 2px 0; background: transparent; text-align: left; }
QToolButton[class="groupHeader"]:focus, QToolButton[class="groupHeader"]:hover { color: @ink; }
QPushButton:disabled { color: @muted; border-style: dashed; }
QPushButton[class="primary"] { background: @accent; color: @onAccent; border-color: @accent; padding: 4px 15px; }
QPushButton[class="primary"]:focus { border-color: @ink; }
QPushButton[class="primary"]:disabled { background: @window; color: @muted; border: 1px dashed @edge; }
QPushButton[class="beside"] { padding: 4px 8px; }
QPushButton[class="faultLine"] { background: transparent; border: none; color: @danger; text-align: left; padding: 4px 6px; }
QPushButton[class="faultLine"]:focus { text-decoration: underline; }
QPushButton[class="segment"] { background: @sunken; color: @ink; border: 1px solid @edge; padding: 2px 0; }
QPushButton[class="segment"]:hover { color: @accent; }
QPushButton[class="segment"]:focus { border-color: @accent; }
QPushButton[class="segment"]:checked { background: @accent; color: @onAccent; border-color: @accent; }
QFrame[class="card"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[class="banner"] { background: @dangerWash; border: 1px solid @danger; border-radius: 8px; }
QFrame[class="banner"] QLabel { color: @danger; }
QFrame[class="banner"][tone="notice"], QFrame[class="notice"] { background: @surface; border: 1px solid @accent; border-radius: 8px; }
QFrame[class="banner"][tone="notice"] QLabel { color: @ink; }
QLabel[tone="muted"] { color: @muted; }
QLabel[tone="danger"] { color: @danger; }
QLabel[tone="refusal"] { color: @danger; background: @dangerWash; border: 1px solid @danger; border-radius: 4px; padding: 3px 6px; }
QTextBrowser[class="plain"] { background: @surface; border: none; }
QListView, QTreeView { background: @surface; border: 1px solid @border; outline: none; }
QListView::item { padding: 4px 6px; }
QListView::item:selected { background: @accent; color: @onAccent; }
QTreeView#helpIndex { background: @window; border: none; outline: none; padding: 8px 4px; }
QTreeView#helpIndex::item { padding: 4px 6px; border-radius: 4px; }
QTreeView#helpIndex::item:selected { background: @accent; color: @onAccent; }
QTreeView#helpIndex::branch { background: transparent; }
QFrame#searchBar { background: @surface; border-top: 1px solid @border; }
QScrollArea[class="plain"], QWidget#conventionChoices, QWidget#conventionRemarks, QWidget#answerLines { background: @surface; border: none; }
QFrame[class="rule"] { background: @grid; border: none; }
QComboBox:disabled, QLineEdit:disabled, QAbstractSpinBox:disabled { color: @muted; border-style: dashed; }
QAbstractSpinBox { background: @sunken; color: @ink; border: 1px solid @edge; border-radius: 5px; padding: 3px 18px 3px 7px; }
QAbstractSpinBox:focus, QAbstractSpinBox:hover { border-color: @accent; }
QAbstractSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; width: 18px; border: none; }
QAbstractSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; width: 18px; border: none; }
QAbstractSpinBox::up-arrow { image: url(:/icons/up-@appearance.svg); width: 11px; height: 11px; }
QAbstractSpinBox::down-arrow { image: url(:/icons/down-@appearance.svg); width: 11px; height: 11px; }
QSlider::groove:horizontal { background: @edge; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { background: @surface; border: 2px solid @accent; width: 9px; margin: -5px 0; border-radius: 6px; }
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus { background: @accent; }
QSlider::handle:horizontal:disabled { border-color: @edge; }
QSlider::sub-page:horizontal:disabled { background: @edge; }
QProgressBar { background: @border; border: none; border-radius: 3px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QRadioButton { spacing: 7px; }
QRadioButton::indicator { width: 12px; height: 12px; background: @sunken; border: 1px solid @edge; border-radius: 7px; }
QRadioButton::indicator:hover, QRadioButton::indicator:focus { border-color: @accent; }
QRadioButton::indicator:checked { width: 6px; height: 6px; background: @onAccent; border: 4px solid @accent; }
QRadioButton::indicator:disabled { border-color: @edge; }
QRadioButton:focus { color: @accent; }
QRadioButton:disabled { color: @muted; }
QTableView { background: @surface; border: 1px solid @border; gridline-color: @grid; }
QTableView[class="plain"] { border: none; selection-background-color: @accent; selection-color: @onAccent; }
QTableView[class="plain"]::item { padding: 0 5px; }
QTableView[class="plain"]::item:selected { background: @accent; color: @onAccent; }
QTableView[class="plain"] QHeaderView::section { background: @surface; padding: 3px 5px; }
QTableView[class="plain"] QHeaderView::up-arrow { image: url(:/icons/down-@appearance.svg); width: 9px; height: 9px; subcontrol-position: center left; }
QTableView[class="plain"] QHeaderView::down-arrow { image: url(:/icons/down-@appearance.svg); width: 9px; height: 9px; subcontrol-position: center left; }
QHeaderView { font-size: 11px; }
QHeaderView::section { background: @window; color: @muted; border: none; border-bottom: 1px solid @border; padding: 4px 8px; }
QCheckBox { spacing: 7px; }
QCheckBox::indicator, QTableView::indicator, QTreeView::indicator { width: 13px; height: 13px; background: @sunken; border: 1px solid @edge; border-radius: 3px; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: @accent; }
QCheckBox::indicator:checked, QTableView::indicator:checked, QTreeView::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/check-@appearance.svg); }
QPlainTextEdit { background: @sunken; color: @ink; border: 1px solid @edge; border-radius: 5px; padding: 1px 4px; }
QPlainTextEdit:focus { border-color: @accent; }
QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] { border-color: @danger; }
QScrollArea[class="editorArea"], QScrollArea[class="editorCard"], QWidget#editorContent { background: @surface; border: none; }
QScrollArea[class="editorCard"] { border: 1px solid @border; border-radius: 8px; padding: 2px; }
QTabWidget::pane { background: @surface; border: 1px solid @border; border-radius: 8px; }
QListWidget#groups { border-radius: 5px; }
QListWidget#groups::item { padding: 6px 8px; border-radius: 4px; }
QCheckBox:disabled { color: @muted; }
QCheckBox::indicator:checked:disabled { background: @edge; border-color: @edge; }
QSplitter::handle { background: transparent; }
QSplitter::handle:horizontal { image: url(:/icons/grip-upright-@appearance.svg); }
QSplitter::handle:vertical { image: url(:/icons/grip-level-@appearance.svg); }
QSplitter::handle:hover { background: @border; }
)");
    const std::pair<QLatin1String, QColor> words[] = {{QLatin1String("@dangerWash"), dangerWash},
                                                      {QLatin1String("@danger"), danger},
                                                      {QLatin1String("@onAccent"), onAccent},
                                                      {QLatin1String("@accent"), accent},
                                                      {QLatin1String("@surface"), surface},
                                                      {QLatin1String("@sunken"), sunken},
                                                      {QLatin1String("@window"), window},
                                                      {QLatin1String("@border"), border},
                                                      {QLatin1String("@edge"), edge},
                                                      {QLatin1String("@muted"), muted},
                                                      {QLatin1String("@grid"), grid},
                                                      {QLatin1String("@ink"), ink}};
    sheet.replace(QLatin1String("@appearance"),
                  appearance == Appearance::Dark ? QLatin1String("dark") : QLatin1String("light"));
    for (const auto& [word, color] : words) sheet.replace(word, css(color));
    return withScaledLengths(sheet);
}

QIcon Theme::icon(const QString& name, const QColor& color) const {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QByteArray svg = file.readAll();
    svg.replace("#000000", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    QIcon icon;
    for (const int scale : {1, 2, 4}) {
        QPixmap pixmap(QSize(16, 16) * scale);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.end();
        pixmap.setDevicePixelRatio(scale);
        icon.addPixmap(pixmap);
    }
    return icon;
}

const Theme& themeOf(Appearance appearance) {
    return appearance == Appearance::Dark ? dark : appearance == Appearance::Print ? print : light;
}

Theme exportTheme(FigurePalette palette, bool serif) {
    Theme theme = palette == FigurePalette::Dark ? dark : palette == FigurePalette::Print ? print : light;
    theme.typeset = true;
    // The widths of Times: a viewer without this font takes another of the same measure.
    if (serif) theme.family = QStringLiteral("Liberation Serif");
    return theme;
}

void loadFonts() {
    static const bool loaded = [] {
        for (const char* file : {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf",
                                 "LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"})
            QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/") + QLatin1String(file));
        return true;
    }();
    Q_UNUSED(loaded)
}

QFont Theme::font(int step, QFont::Weight weight) const {
    QFont font = typeface(step, weight);
    font.setFamily(family);
    if (!typeset) return font;
    font.setPixelSize(static_cast<int>(bodyPixels) + step);
    font.setStyleStrategy(QFont::PreferDefault);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

Appearance systemAppearance() {
    return QApplication::style()->standardPalette().color(QPalette::Window).lightness() < 128 ? Appearance::Dark
                                                                                              : Appearance::Light;
}

double typeScale() {
    return scaleNow;
}

void setTypeScale(double scale) {
    scaleNow = scale;
}

int scaled(int pixels) {
    return static_cast<int>(std::lround(pixels * scaleNow));
}

double scaled(double pixels) {
    return pixels * scaleNow;
}

int scaledType(int pixels) {
    return static_cast<int>(std::floor(pixels * scaleNow));
}

QFont typeface(int step, QFont::Weight weight) {
    QFont font(QStringLiteral("Inter"));
    font.setPixelSize(scaledType(static_cast<int>(bodyPixels) + step));
    font.setWeight(weight);
    // Inter's contextual rules took a third of every slider move; words and numbers on screen do not need them.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

void applyTheme(QApplication& application, Appearance appearance) {
    loadFonts();
    const Theme& theme = themeOf(appearance);
    if (QApplication::style()->name() != QLatin1String("fusion"))
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(typeface());
    QApplication::setPalette(theme.palette());
    application.setStyleSheet(theme.styleSheet());
}

} // namespace longpeak
