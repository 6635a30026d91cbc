// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "theme/rescale.h"

#include "theme/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QEvent>
#include <QHeaderView>
#include <QLayout>
#include <QSplitter>
#include <QTableView>

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr const char* scaleOfLengths = "longpeakLengths"; ///< that the widget's lengths have
constexpr const char* scaleOfColumns = "longpeakColumns"; ///< that its columns have, of a table
constexpr const char* typeAtFull = "longpeakType";        ///< size of the type set on it, in pixels at 100 %

/// From a length at one scale to the same at another, by way of whole pixels at 100 %: nothing creeps.
struct Rescaling {
    double from;
    double to;

    int operator()(int length) const {
        if (length <= 1 || length >= QWIDGETSIZE_MAX) return length; // hairlines; what is not bounded
        return static_cast<int>(std::lround(std::round(length / from) * to));
    }
};

double markOf(const QWidget& widget, const char* mark, double otherwise) {
    const QVariant kept = widget.property(mark);
    return kept.isValid() ? kept.toDouble() : otherwise;
}

void rescaleLayout(QLayout& layout, const Rescaling& scale) {
    const QMargins margins = layout.contentsMargins();
    layout.setContentsMargins(scale(margins.left()), scale(margins.top()), scale(margins.right()),
                              scale(margins.bottom()));
    if (auto* grid = qobject_cast<QGridLayout*>(&layout)) {
        grid->setHorizontalSpacing(scale(grid->horizontalSpacing()));
        grid->setVerticalSpacing(scale(grid->verticalSpacing()));
    } else if (layout.spacing() > 0) {
        layout.setSpacing(scale(layout.spacing()));
    }
    for (QLayout* inner : layout.findChildren<QLayout*>(QString(), Qt::FindDirectChildrenOnly))
        rescaleLayout(*inner, scale);
}

void rescaleTable(QTableView& table, const Rescaling& scale) {
    QHeaderView& rows = *table.verticalHeader();
    rows.setMinimumSectionSize(scale(rows.minimumSectionSize()));
    rows.setDefaultSectionSize(scale(rows.defaultSectionSize()));
}

void rescaleColumns(QTableView& table, double before) {
    const Rescaling scale{markOf(table, scaleOfColumns, before), typeScale()};
    table.setProperty(scaleOfColumns, scale.to);
    if (scale.from == scale.to) return;
    QHeaderView& columns = *table.horizontalHeader();
    for (int i = 0; i < columns.count(); ++i)
        if (columns.sectionResizeMode(i) != QHeaderView::Stretch)
            columns.resizeSection(i, scale(columns.sectionSize(i)));
}

/// Those that are not bounded stay so. A window's least size is the screen's matter.
void rescaleBounds(QWidget& widget, const Rescaling& scale) {
    if (widget.isWindow()) return;
    const QSize least = widget.minimumSize();
    const QSize most = widget.maximumSize();
    widget.setMinimumSize(0, 0);
    widget.setMaximumSize(scale(most.width()), scale(most.height()));
    widget.setMinimumSize(scale(least.width()), scale(least.height()));
}

void rescaleLengths(QWidget& widget) {
    const Rescaling scale{markOf(widget, scaleOfLengths, 1.0), typeScale()};
    if (scale.from == scale.to) return;
    widget.setProperty(scaleOfLengths, scale.to);
    rescaleBounds(widget, scale);
    if (QLayout* layout = widget.layout()) rescaleLayout(*layout, scale);
    if (auto* button = qobject_cast<QAbstractButton*>(&widget))
        button->setIconSize({scale(button->iconSize().width()), scale(button->iconSize().height())});
    if (auto* splitter = qobject_cast<QSplitter*>(&widget)) splitter->setHandleWidth(scale(splitter->handleWidth()));
    if (auto* table = qobject_cast<QTableView*>(&widget)) rescaleTable(*table, scale);
    widget.updateGeometry();
}

/// A widget that was not seen yet was given its type at the scale `before`. The size at 100 % is kept with it: with another
/// style sheet Qt gives a widget the type back that it was made with.
void rescaleType(QWidget& widget, double before) {
    if (!widget.testAttribute(Qt::WA_SetFont)) return;
    constexpr double slack = 1e-9;
    QFont font = widget.font();
    const QVariant kept = widget.property(typeAtFull);
    const int atFull = kept.isValid() ? kept.toInt() : static_cast<int>(std::ceil(font.pixelSize() / before - slack));
    if (!kept.isValid()) widget.setProperty(typeAtFull, atFull);
    const int wanted = scaledType(atFull);
    auto* table = qobject_cast<QTableView*>(&widget);
    if (table != nullptr) rescaleColumns(*table, before); // widths were measured by it
    if (font.pixelSize() == wanted) return;
    font.setPixelSize(wanted);
    widget.setFont(font);
}

void rescaleOne(QWidget& widget, double before) {
    rescaleLengths(widget);
    rescaleType(widget, before);
}

class Keeper : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::Show && watched->isWidgetType())
            rescaleOne(*static_cast<QWidget*>(watched), typeScale());
        return false;
    }
};

} // namespace

void rescale(QWidget& root, double before) {
    rescaleOne(root, before);
    const auto inner = root.findChildren<QWidget*>();
    for (QWidget* widget : inner) rescaleOne(*widget, before);
}

double typeScaleOf(const QSize& window, double now) {
    constexpr double quarters = 4.0;
    constexpr double most = 2.0;
    constexpr double reluctance = 0.16; // more than half a quarter
    const double larger = std::min(window.width() / 1920.0, window.height() / 1080.0);
    const double wanted = std::clamp(0.75 * larger, 1.0, most);
    return std::abs(wanted - now) < reluctance ? now : std::round(wanted * quarters) / quarters;
}

void keepRescaled(QApplication& application) {
    application.installEventFilter(new Keeper(&application));
}

} // namespace longpeak

#include "rescale.moc"
