// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/canvas.h"

#include "figure/axis_words.h"
#include "plot/annotation_item.h"
#include "plot/colour_bar_item.h"
#include "plot/crosshair_item.h"
#include "plot/curve_item.h"
#include "plot/label_colours.h"
#include "plot/label_style.h"
#include "plot/legend_item.h"
#include "plot/series_style.h"
#include "plot/shading_item.h"
#include "plot/span_item.h"
#include "text.h"

#include <QWindow>
#include <QtMath>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace longpeak {
namespace {

constexpr double pixelsPerTickX = 74.0;
constexpr double pixelsPerTickY = 42.0;
constexpr double pixelsPerName = 12.5; ///< of height, one line
constexpr double narrowestName = 34.0;
constexpr double narrowestAslant = 19.0;
constexpr double aslant = 38.0; ///< degrees
constexpr double gapOfNames = 6.0;
constexpr int mostLines = 2; ///< of a name
constexpr int stackedMargin = 72;

/// What is drawn stands on the ground: copied to the window, where QCustomPlot blends it onto a ground that is there.
class GroundedBuffer : public QCPPaintBufferPixmap {
    Q_DISABLE_COPY(GroundedBuffer)

public:
    GroundedBuffer(const QSize& size, double ratio, const QColor& ground)
        : QCPPaintBufferPixmap(size, ratio), m_ground(ground) {}
    void clear(const QColor&) override { mBuffer.fill(m_ground); }

private:
    const QColor& m_ground; ///< the canvas's
};

} // namespace

Canvas::Canvas(QWidget* parent)
    : QCustomPlot(parent), m_theme(&themeOf(Appearance::Light)), m_xTicker(new FigureTicker),
      m_yTicker(new FigureTicker), m_shading(new ShadingItem(this)), m_regions(new RegionItem(this)),
      m_bars(new BarItem(this)), m_spans(new SpanItem(this)), m_curves(new CurveItem(this)),
      m_legend(new LegendItem(this)), m_colourBar(new ColourBarItem(this)), m_annotations(new AnnotationItem(this)),
      m_crosshair(new CrosshairItem(this)) {
    mPaintBuffers = {QSharedPointer<QCPAbstractPaintBuffer>(
        new GroundedBuffer(viewport().size(), bufferDevicePixelRatio(), m_ground))};
    connect(this, &QCustomPlot::afterReplot, this, &Canvas::makeRoom);
    setPlottingHint(QCP::phImmediateRefresh, false); // all figures of a move are painted in one pass
    setNoAntialiasingOnDrag(false);
    xAxis->setTicker(m_xTicker);
    yAxis->setTicker(m_yTicker);
    addLayer(QStringLiteral("annotations"), layer(QStringLiteral("legend")), QCustomPlot::limAbove);
    m_shading->setLayer(QStringLiteral("background"));
    m_regions->setLayer(QStringLiteral("background"));
    m_legend->setLayer(QStringLiteral("annotations"));
    m_colourBar->setLayer(QStringLiteral("annotations"));
    m_annotations->setLayer(QStringLiteral("annotations"));
    m_annotations->setClipToAxisRect(false); // marks at the frame's edge stay whole
    m_crosshair->setLayer(QStringLiteral("overlay"));
}

void Canvas::setTheme(const Theme& theme) {
    m_theme = &theme;
    m_ground = theme.surface;
    setBackground(theme.surface);
    m_xTicker->setFont(theme.font(-2));
    m_yTicker->setFont(theme.font(-2));
    for (QCPAxis* axis : {xAxis, yAxis}) {
        const QPen line(theme.border, 1);
        axis->setBasePen(line);
        axis->setTickPen(line);
        axis->setSubTickPen(line);
        axis->setSubTickLengthIn(0);
        axis->setSubTickLengthOut(2);
        axis->setTickLabelColor(theme.muted);
        axis->setTickLabelFont(theme.font(-2));
        axis->setLabelColor(theme.muted);
        axis->setLabelFont(theme.font(-2));
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(4);
        axis->setLabelPadding(2);
        axis->grid()->setPen(QPen(theme.grid, 1));
        axis->grid()->setZeroLinePen(QPen(theme.grid, 1));
        axis->grid()->setSubGridVisible(false);
    }
    if (m_figure) showFigure(m_figure, m_bytes);
}

void Canvas::showFigure(std::shared_ptr<const Figure> figure, ByteUnits bytes) {
    m_figure = std::move(figure);
    m_bytes = bytes;
    m_madeRoom = false;
    const std::array<FigureItem*, 9> items{m_shading, m_regions,   m_bars,        m_spans,    m_curves,
                                           m_legend,  m_colourBar, m_annotations, m_crosshair};
    for (FigureItem* item : items) item->describe(m_figure.get(), m_theme, bytes);
    styleAxes();
    applyRanges();
    replot(QCustomPlot::rpQueuedReplot);
}

/// Names need no title and no lines of a grid.
void Canvas::styleAxes() {
    const auto style = [this](QCPAxis& axis, const Axis& wanted) {
        axis.setScaleType(wanted.scale == AxisScale::Log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        axis.grid()->setVisible(!wanted.isNamed() && !m_figure->shading);
        axis.setTickLengthOut(wanted.isNamed() ? 0 : 4);
    };
    style(*xAxis, m_figure->x);
    style(*yAxis, m_figure->y);
}

/// Room for the names above the frame, in as many rows as they take at the width last laid out.
void Canvas::setMargins() {
    const int names = m_namesHeight = m_legend->heightAbove(axisRect()->width());
    double beside = m_names == Names::Beside && m_figure ? m_annotations->sideRoomOf(*m_figure) : 0;
    m_annotations->setSideRoom(beside);
    beside = std::max<double>(beside, m_colourBar->widthBeside(axisRect()->height()));
    // Room for half of the last tick: at a broken device pixel ratio QCustomPlot counts it a pixel or two wider, and
    // leaves out what it takes to be cut off.
    const int right = m_theme->typeset ? 12 : static_cast<int>(std::ceil(m_theme->length(16)));
    const int left = m_stacked ? static_cast<int>(m_theme->length(stackedMargin)) : 8;
    axisRect()->setMinimumMargins(QMargins(std::max(left, m_leastLeft), names > 0 ? names + 8 : 8,
                                           beside > 0 ? static_cast<int>(beside) + 8 : right, 8));
}

/// Once more where the names above the frame turn out to need other rows at the width that the frame has now.
void Canvas::makeRoom() {
    const bool isRoomy = m_figure == nullptr || m_legend->heightAbove(axisRect()->width()) == m_namesHeight;
    if (isRoomy || std::exchange(m_madeRoom, true)) return;
    applyRanges();
    replot(QCustomPlot::rpQueuedReplot);
}

/// The frame stays where it was: what is under a hand that zooms does not move with the width of the ticks' labels.
void Canvas::keepRanges(bool keep) {
    m_keepsRanges = keep;
    m_leastLeft = keep ? axisRect()->left() - viewport().left() : 0;
    if (m_figure) setMargins();
}

void Canvas::setNames(Names names) {
    m_names = names;
    m_legend->setNamesAll(names == Names::Above);
    m_annotations->setLabelsSeries(names != Names::Above);
}

void Canvas::setKeyed(std::vector<Label> keyed) {
    m_legend->setKeyed(std::move(keyed));
}

const std::vector<Label>& Canvas::labels() const {
    return m_annotations->labels();
}

std::vector<Canvas::NameAbove> Canvas::namesAbove() const {
    std::vector<NameAbove> out;
    for (const LegendItem::DrawnName& name : m_legend->names()) {
        const bool isBand = name.band != nullptr;
        const auto index = isBand ? name.band - m_figure->regions.data() : name.series - m_figure->series.data();
        out.push_back({{isBand ? LabelOf::Region : LabelOf::Series, static_cast<std::size_t>(index)}, name.area});
    }
    return out;
}

DrawnForCheck Canvas::drawnForCheck() const {
    DrawnForCheck drawn{.figure = *m_figure,
                        .plane = m_annotations->drawnPlane(),
                        .labels = labels(),
                        .namesAbove = m_legend->namesAll(),
                        .keyed = m_legend->keyed(),
                        .ticksX = m_xTicker->count(),
                        .ticksY = m_yTicker->count(),
                        .cut = m_cutTitles};
    if (m_figure->shading && m_colourBar->isCut()) drawn.cut.push_back(m_colourBar->title().toStdString());
    if (m_figure->x.isNamed()) drawn.cut.insert(drawn.cut.end(), m_xTicker->cut().begin(), m_xTicker->cut().end());
    // QCustomPlot leaves out what would reach past the page.
    const QFontMetricsF metrics(xAxis->tickLabelFont());
    for (std::size_t i = 0; xAxis->tickLabelRotation() != 0 && i < m_figure->x.names.size(); ++i) {
        const QString name = drawnWords(m_figure->x.names[i]);
        const double across = metrics.horizontalAdvance(name) * std::cos(qDegreesToRadians(aslant));
        if (across > drawn.plane.placeX(static_cast<double>(i))) drawn.cut.push_back(name.toStdString());
    }
    if (m_figure->y.isNamed()) drawn.cut.insert(drawn.cut.end(), m_yTicker->cut().begin(), m_yTicker->cut().end());
    const LabelColours colours(*m_figure, *m_theme, drawn.plane);
    for (const Label& label : labels()) {
        double least = leastContrast;
        if (label.area)
            for (const Rgb& ground : colours.behind(label))
                least = std::min(least, contrast(rgbOf(colours.of(label)), ground));
        drawn.contrasts.push_back(least);
    }
    for (const Series& series : m_figure->series) drawn.looks.push_back(lookOf(*m_theme, series));
    return drawn;
}

void Canvas::paintOn(QCPPainter& painter, const QSize& size) {
    const QRect before = viewport();
    setViewport(QRect(QPoint(), size));
    // Ticks and titles are chosen by the room that is left beside them.
    for (int i = 0; i < 2; ++i) {
        applyRanges();
        updateLayout();
    }
    applyRanges();
    toPainter(&painter, size.width(), size.height());
    setViewport(before);
}

void Canvas::applyRanges() {
    setMargins();
    describeTicks();
    if (!m_keepsRanges) {
        xAxis->setRange(m_figure->x.minimum, m_figure->x.maximum);
        yAxis->setRange(m_figure->y.minimum, m_figure->y.maximum);
    }
    titleAxes();
}

/// Titles of the axes, shortened to the room there is beside their middles.
void Canvas::titleAxes() {
    const QFontMetricsF metrics(xAxis->labelFont());
    m_cutTitles.clear();
    const auto fitted = [&](const Axis& axis, const QCPRange& range, int middle, int size) {
        if (axis.isNamed()) return QString();
        const Text title = axisTitle(axis, axisUnit(axis, range.lower, range.upper, m_bytes));
        const QString words = QString::fromStdString(capitalised(drawnWords(title).toStdString()));
        QString shown = metrics.elidedText(words, Qt::ElideRight, 2.0 * std::min(middle, size - middle) - 4.0);
        if (shown != words) m_cutTitles.push_back(words.toStdString());
        return shown;
    };
    const QPoint middle = axisRect()->center();
    xAxis->setLabel(m_stacked && !m_lowest ? QString()
                                           : fitted(m_figure->x, xAxis->range(), middle.x(), viewport().width()));
    yAxis->setLabel(fitted(m_figure->y, yAxis->range(), middle.y(), viewport().height()));
}

/// Names under the frame stand on up to two lines; where that is too little for one of them, and all have room aslant, they
/// stand so.
bool Canvas::standsAslant(double width) const {
    const Axis& axis = m_figure->x;
    if (!axis.isNamed()) return false;
    const double room = width / static_cast<double>(axis.names.size());
    return room >= m_theme->length(narrowestAslant) && std::ranges::any_of(axis.names, [&](const Text& name) {
               return !m_xTicker->hasRoom(name, room - gapOfNames, mostLines);
           });
}

/// As much of the figure's width for names on its left as leaves the larger half to the bars.
FigureTicker::Room Canvas::roomBeside() const {
    constexpr double share = 0.46;
    const double height = axisRect()->height() / std::max<double>(1.0, static_cast<double>(m_figure->y.names.size()));
    const bool hasLines = height >= mostLines * QFontMetricsF(yAxis->tickLabelFont()).height();
    return {std::clamp(viewport().width() * share, m_theme->length(60.0), m_theme->length(210.0)),
            hasLines ? mostLines : 1};
}

/// Of the size last laid out, but no wider than it can become beside the labels of the other axis.
bool Canvas::describeTicks() {
    constexpr double beside = 84.0;
    const double width = std::min<double>(axisRect()->width(), viewport().width() - m_theme->length(beside));
    const bool isAslant = standsAslant(width);
    xAxis->setTickLabelRotation(isAslant ? -aslant : 0);
    const double perTick = isAslant ? narrowestAslant : m_figure->x.isNamed() ? narrowestName : pixelsPerTickX;
    const int fitX = static_cast<int>(width / m_theme->length(perTick));
    const int fitY = static_cast<int>(axisRect()->height() /
                                      m_theme->length(m_figure->y.isNamed() ? pixelsPerName : pixelsPerTickY));
    const bool mayBeOne = m_figure->x.isNamed() || m_figure->x.unit == Unit::Tokens; // core knows what few contexts are
    const int wantedX = std::max(mayBeOne ? 1 : 2, fitX);
    const int wantedY = std::max(2, fitY);
    const auto places = ticks(m_figure->x, m_figure->x.minimum, m_figure->x.maximum, wantedX);
    const double roomX = width / std::max<double>(1.0, static_cast<double>(places.size())) - gapOfNames;
    const FigureTicker::Room below = isAslant ? FigureTicker::Room{viewport().height() * 0.5, 1}
                                              : FigureTicker::Room{roomX, mostLines};
    const bool acrossIsNew = m_xTicker->describe(m_figure->x, m_bytes, wantedX, below);
    const bool upIsNew = m_yTicker->describe(m_figure->y, m_bytes, wantedY, roomBeside());
    return acrossIsNew || upIsNew;
}

void Canvas::setStacked(bool isLowest) {
    m_stacked = true;
    m_lowest = isLowest;
    if (m_figure) showFigure(m_figure, m_bytes);
}

/// As QCustomPlot does it, without the ground, which is in the lowest buffer.
void Canvas::paintEvent(QPaintEvent*) {
    QCPPainter painter(this);
    for (const auto& buffer : std::as_const(mPaintBuffers)) buffer->draw(&painter);
}

void Canvas::resizeEvent(QResizeEvent* event) {
    QCustomPlot::resizeEvent(event); // lays out and draws, with the ticks of the size before
    if (!m_figure) return;
    const bool isNew = describeTicks();
    applyRanges();
    if (isNew) replot(QCustomPlot::rpQueuedRefresh);
}

void Canvas::showEvent(QShowEvent* event) {
    QCustomPlot::showEvent(event);
    followScreen();
    if (QWindow* native = window()->windowHandle())
        connect(native, &QWindow::screenChanged, this, &Canvas::followScreen, Qt::UniqueConnection);
}

bool Canvas::event(QEvent* event) {
    if (event->type() == QEvent::ScreenChangeInternal) followScreen();
    return QCustomPlot::event(event);
}

/// QCustomPlot 2.1.0 reads the device pixel ratio only once.
void Canvas::followScreen() {
    if (qFuzzyCompare(bufferDevicePixelRatio(), devicePixelRatioF())) return;
    setBufferDevicePixelRatio(devicePixelRatioF());
    replot(QCustomPlot::rpQueuedReplot);
}

} // namespace longpeak
