// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/sheet.h"

#include "explore/side_by_side.h"
#include "figure/framed.h"
#include "figure/legend.h"
#include "plot/canvas.h"
#include "plot/label_style.h"
#include "text.h"
#include "text/escape.h"

#include <QPicture>

#include <algorithm>
#include <cmath>
#include <utility>

namespace longpeak {
namespace {

constexpr int smallest = -2; ///< step of the type whose size the style names
constexpr double gap = 12.0;
constexpr double edge = 6.0; ///< of the page, which words stay clear of
constexpr double narrowestColumn = 250.0;

QFont titleFont(const Theme& theme) {
    return theme.font(1, QFont::DemiBold);
}

QFont headFont(const Theme& theme) {
    return theme.font(-1, QFont::DemiBold);
}

double heightOf(const QString& text, const QFont& font, double width) {
    if (text.isEmpty()) return 0;
    return std::ceil(QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 1e5), Qt::TextWordWrap, text).height());
}

QString titleOf(const std::vector<Figure>& figures, const FigureDocument& document) {
    if (!document.style.title) return {};
    if (!document.style.title->empty()) return toQString(oneLine(*document.style.title));
    // A panel's figures have their titles beside their letters.
    return toQString(
        oneLine(figures.size() == 1 ? figures.front().title.english() : headingOf(document.scenario).english()));
}

QString captionTextOf(const std::vector<Figure>& figures, const FigureDocument& document) {
    if (!document.style.caption) return {};
    const std::string& own = *document.style.caption;
    return toQString(oneLine(own.empty() ? captionOf(figures, document).english() : own));
}

} // namespace

Sheet::Sheet(std::vector<Figure> figures, const FigureDocument& document)
    : m_figures(std::move(figures)), m_style(document.style),
      m_theme(exportTheme(document.style.palette, document.style.serif)), m_title(titleOf(m_figures, document)),
      m_caption(captionTextOf(m_figures, document)),
      m_pixelsPerPoint(m_theme.font(smallest).pixelSize() / document.style.type) {
    loadFonts();
}

double Sheet::headHeight() const {
    return m_figures.size() > 1 ? std::ceil(QFontMetricsF(headFont(m_theme)).height()) + edge : 0;
}

Sheet::Layout Sheet::layout() const {
    const double width = m_style.width * 72.0 * m_pixelsPerPoint;
    const bool isPanel = m_figures.size() > 1;
    const int columns = isPanel && width >= 2 * narrowestColumn + gap ? 2 : 1;
    const int rows = (static_cast<int>(m_figures.size()) + columns - 1) / columns;
    const double cellWidth = (width - gap * (columns - 1)) / columns;
    const double textWidth = width - 2 * edge;
    const double title = heightOf(m_title, titleFont(m_theme), textWidth);
    const double above = title > 0 ? edge + title + 6 : 0;
    const double caption = heightOf(m_caption, m_theme.font(smallest), textWidth);
    const double below = caption > 0 ? 6 + caption + edge : 0;
    double cellHeight = cellWidth / m_style.aspect;
    if (!m_style.height) cellHeight += headHeight() + takenByNames({cellWidth, cellHeight});
    if (m_style.height)
        cellHeight = (*m_style.height * 72.0 * m_pixelsPerPoint - above - below - gap * (rows - 1)) / rows;
    cellHeight = std::max(cellHeight, headHeight() + 40); // something of the figure must be left
    Layout out;
    out.title = QRectF(edge, edge, textWidth, title);
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const int row = static_cast<int>(i) / columns;
        const int column = static_cast<int>(i) % columns;
        const QRectF cell(column * (cellWidth + gap), above + row * (cellHeight + gap), cellWidth, cellHeight);
        out.cells.push_back(
            {cell.adjusted(edge, edge / 2, 0, headHeight() - cellHeight), cell.adjusted(0, headHeight(), 0, 0)});
    }
    const double bottom = above + rows * cellHeight + (rows - 1) * gap;
    out.caption = QRectF(edge, bottom + 6, textWidth, caption);
    out.height = bottom + below;
    return out;
}

/// What names above the frames take of figures of that size beyond half of them: curves of many scenarios have many names.
double Sheet::takenByNames(const QSizeF& size) const {
    if (!m_takenByNames) {
        Canvas canvas(nullptr);
        canvas.setTheme(m_theme);
        double least = size.height();
        for (const Figure& figure : m_figures) {
            show(canvas, figure, size.toSize());
            if (!canvas.namesAbove().empty()) least = std::min(least, canvas.drawnForCheck().plane.frame.height);
        }
        m_takenByNames = std::max(0.0, std::ceil(size.height() / 2 - least));
    }
    return *m_takenByNames;
}

QSizeF Sheet::size() const {
    return {m_style.width * 72.0, layout().height / m_pixelsPerPoint};
}

/// Every line and area is named: at itself where all of them find room there, else at the ends of lines, else above the
/// frame; there too the rules and regions whose labels find none.
void Sheet::show(Canvas& canvas, const Figure& figure, const QSize& size) const {
    using enum Canvas::Names;
    const auto shown = std::make_shared<const Figure>(framed(figure));
    const auto isUnnamed = [&](const Label& label) {
        return label.of == LabelOf::Series && !label.area && !isNamedByAxis(*shown, shown->series[label.index]);
    };
    const auto showOnce = [&] {
        canvas.showFigure(shown, m_style.bytes);
        QPicture tried;
        QCPPainter painter(&tried);
        canvas.paintOn(painter, size);
        return std::ranges::none_of(canvas.labels(), isUnnamed);
    };
    std::vector<Canvas::Names> tries{Above};
    if (!m_style.legend) tries = {AtCurves, Beside, Above};
    for (const Canvas::Names names : tries) {
        canvas.setNames(names);
        canvas.setKeyed({});
        if (!showOnce() && names != Above) continue;
        const std::vector<Label> keyed = withoutRoom(canvas.labels());
        if (keyed.empty()) return;
        canvas.setKeyed(keyed);
        if (showOnce() || names == Above) return; // the names took of the height
    }
}

std::vector<Finding> Sheet::check() const {
    const Layout places = layout();
    Canvas canvas(nullptr);
    canvas.setTheme(m_theme);
    std::vector<Finding> all;
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const QSize size = places.cells[i].figure.size().toSize();
        show(canvas, m_figures[i], size);
        QPicture tried;
        QCPPainter painter(&tried);
        canvas.paintOn(painter, size);
        std::ranges::move(findingsOf(canvas.drawnForCheck(), m_style), std::back_inserter(all));
    }
    return all;
}

SheetFigure Sheet::drawn(const Canvas& canvas, const QRectF& area, double scale) const {
    const DrawnForCheck checked = canvas.drawnForCheck();
    const auto moved = [&](Box box) {
        box.left += area.left();
        box.top += area.top();
        return box;
    };
    SheetFigure out{.figure = checked.figure,
                    .plane = checked.plane,
                    .area = area,
                    .scale = scale,
                    .labels = checked.labels,
                    .findings = findingsOf(checked, m_style)};
    out.plane.frame = moved(out.plane.frame);
    out.plane.x.start += area.left();
    out.plane.y.start += area.top();
    for (Label& label : out.labels) {
        if (label.area) label.area = moved(*label.area);
        label.anchor = {label.anchor.x + area.left(), label.anchor.y + area.top()};
    }
    for (const Canvas::NameAbove& name : canvas.namesAbove())
        out.names.push_back({name.of, name.area.translated(area.topLeft())});
    return out;
}

std::vector<SheetFigure> Sheet::paint(QPaintDevice& device, double unitsPerPoint) const {
    std::vector<SheetFigure> out;
    const Layout places = layout();
    QCPPainter painter(&device);
    painter.setModes(QCPPainter::pmVectorized | QCPPainter::pmNoCaching | QCPPainter::pmNonCosmetic);
    painter.setFont(m_theme.font(smallest)); // and not the application's, which SVG would name
    const double scale = unitsPerPoint / m_pixelsPerPoint;
    painter.scale(scale, scale);
    painter.fillRect(QRectF(0, 0, m_style.width * 72.0 * m_pixelsPerPoint, places.height), m_theme.surface);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto write = [&](const QRectF& area, const QFont& font, const QColor& color, const QString& text) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(area, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
    };
    if (!m_title.isEmpty()) write(places.title, titleFont(m_theme), m_theme.ink, m_title);
    Canvas canvas(nullptr);
    canvas.setTheme(m_theme);
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const Cell& cell = places.cells[i];
        if (m_figures.size() > 1)
            write(
                cell.head, headFont(m_theme), m_theme.ink,
                QStringLiteral("(%1) %2").arg(QChar(static_cast<char16_t>(u'a' + i)), drawnWords(m_figures[i].title)));
        show(canvas, m_figures[i], cell.figure.size().toSize());
        painter.save();
        painter.translate(cell.figure.topLeft());
        canvas.paintOn(painter, cell.figure.size().toSize());
        painter.restore();
        out.push_back(drawn(canvas, cell.figure, scale));
    }
    if (!m_caption.isEmpty()) write(places.caption, m_theme.font(smallest), m_theme.muted, m_caption);
    return out;
}

} // namespace longpeak
