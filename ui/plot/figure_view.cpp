// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/figure_view.h"

#include "plot/curve_item.h"
#include "plot/label_style.h"
#include "plot/live_canvas.h"
#include "text.h"

#include <QVBoxLayout>

#include <algorithm>

namespace longpeak {
namespace {

constexpr int leastHeight = 180; ///< leaves 140 pixels between the axis and the names above

/// Whether the axis would show less than it did.
bool shrinks(const Axis& now, const Axis& before) {
    return !now.isNamed() && !before.isNamed() && now.unit == before.unit && now.scale == before.scale &&
           (before.minimum < now.minimum || before.maximum > now.maximum);
}

Axis grown(Axis now, const Axis& before) {
    if (!shrinks(now, before)) return now;
    now.minimum = std::min(now.minimum, before.minimum);
    now.maximum = std::max(now.maximum, before.maximum);
    return now;
}

/// The figure where its axes show what those before it did, too.
std::shared_ptr<const Figure> withAxesOf(const std::shared_ptr<const Figure>& figure, const Figure& before) {
    if (!shrinks(figure->x, before.x) && !shrinks(figure->y, before.y)) return figure;
    auto wider = std::make_shared<Figure>(*figure);
    wider->x = grown(std::move(wider->x), before.x);
    wider->y = grown(std::move(wider->y), before.y);
    return wider;
}

} // namespace

FigureView::FigureView(QWidget* parent) : QWidget(parent), m_canvas(new LiveCanvas(*this)), m_veil(new QWidget(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_canvas);
    m_canvas->setObjectName(QStringLiteral("canvas"));
    setFocusProxy(m_canvas);
    setMinimumSize(220, leastHeight);
    connect(m_canvas, &QCustomPlot::afterReplot, this, [this] {
        ++m_redraws;
        emit redrawn(m_canvas->replotTime());
    });
    m_veil->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_veil->setAutoFillBackground(true);
    m_veil->hide();
}

void FigureView::setFigure(std::shared_ptr<const Figure> figure, ByteUnits bytes) {
    if (figure == m_figure) return;
    m_figure = std::move(figure);
    m_bytes = bytes;
    m_canvas->setAccessibleName(toQString(m_figure->title) + QStringLiteral(", ") + toQString(m_figure->subtitle));
    const Figure* before = m_canvas->figure();
    m_canvas->showFigure(m_isHeld && before != nullptr ? withAxesOf(m_figure, *before) : m_figure, bytes);
}

void FigureView::setHeld(bool held) {
    m_isHeld = held;
    if (!held && m_figure && m_canvas->figure() != m_figure.get()) m_canvas->showFigure(m_figure, m_bytes);
}

void FigureView::setTheme(const Theme& theme) {
    m_canvas->setTheme(theme);
    QPalette palette = m_veil->palette();
    palette.setColor(QPalette::Window, withAlpha(theme.surface, 150));
    m_veil->setPalette(palette);
}

void FigureView::resetView() {
    m_canvas->resetView();
}

void FigureView::setView(double low, double high) {
    m_canvas->setView(low, high);
}

void FigureView::setStacked(bool isLowest) {
    m_canvas->setStacked(isLowest);
}

void FigureView::setTimeLine(double time) {
    m_canvas->setTimeLine(time);
}

void FigureView::setStale(bool stale) {
    m_veil->setGeometry(rect());
    m_veil->setVisible(stale);
    m_veil->raise();
}

bool FigureView::isStale() const {
    return !m_veil->isHidden();
}

void FigureView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    m_veil->setGeometry(rect());
}

const Figure* FigureView::figure() const {
    return m_canvas->figure();
}

bool FigureView::isZoomed() const {
    return m_canvas->isZoomed();
}

Zoom FigureView::zoom() const {
    const Figure* shown = figure();
    if (shown == nullptr || !isZoomed()) return {};
    const auto part = [](const Axis& axis, const QCPRange& range) -> std::optional<Extent> {
        if (axis.isNamed()) return std::nullopt;
        const Extent shownPart = roundExtent(axis, {range.lower, range.upper});
        const bool isWhole = shownPart == roundExtent(axis, {axis.minimum, axis.maximum});
        return isWhole || !whyNotRange(axis, shownPart).empty() ? std::nullopt : std::optional(shownPart);
    };
    return {part(shown->x, m_canvas->xAxis->range()), part(shown->y, m_canvas->yAxis->range())};
}

void FigureView::takeZoom(Retouch& retouch) const {
    const auto take = [](const Axis& axis, const std::optional<Extent>& part, std::optional<Extent>& range) {
        if (part && !(range && roundExtent(axis, *range) == *part)) range = part;
    };
    const Zoom part = zoom();
    if (!part.x && !part.y) return;
    take(figure()->x, part.x, retouch.x.range);
    take(figure()->y, part.y, retouch.y.range);
}

void FigureView::setZoom(const Zoom& zoom) {
    m_canvas->setZoom(zoom);
}

QPoint FigureView::pixelAt(double x, double y) const {
    return m_canvas->mapTo(this, drawn(m_canvas->plane().place(x, y)).toPoint());
}

QString FigureView::crosshairText() const {
    return m_canvas->accessibleDescription();
}

std::vector<FigureView::Curve> FigureView::curves() const {
    std::vector<Curve> out;
    const QPointF origin = m_canvas->mapTo(this, QPointF());
    for (const CurveItem::Curve& curve : m_canvas->curves().curves())
        out.push_back({toQString(curve.series->name), curve.points.translated(origin)});
    return out;
}

std::vector<FigureView::Bar> FigureView::bars() const {
    std::vector<Bar> out;
    const QPointF origin = m_canvas->mapTo(this, QPointF());
    for (const BarItem::Bar& bar : m_canvas->bars())
        out.push_back({toQString(bar.series->name), bar.area.translated(origin), bar.series->reference});
    return out;
}

std::vector<QRectF> FigureView::grips() const {
    std::vector<QRectF> out;
    const QPointF origin = m_canvas->mapTo(this, QPointF());
    if (m_canvas->figure() == nullptr) return out;
    for (const Box& grip : gripsOf(*m_canvas->figure(), m_canvas->plane()))
        out.push_back(drawn(grip).translated(origin));
    return out;
}

QStringList FigureView::tickLabels(Qt::Orientation along) const {
    const QVector<QString> labels = (along == Qt::Horizontal ? m_canvas->xAxis : m_canvas->yAxis)->tickVectorLabels();
    return {labels.begin(), labels.end()};
}

double FigureView::tickRotation() const {
    return m_canvas->xAxis->tickLabelRotation();
}

QString FigureView::axisTitle(Qt::Orientation along) const {
    return (along == Qt::Horizontal ? m_canvas->xAxis : m_canvas->yAxis)->label();
}

QImage FigureView::image(double scale) const {
    return m_canvas->toPixmap(0, 0, scale).toImage();
}

} // namespace longpeak
