// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/figure_bench.h"

#include "figure/shifted_labels.h"
#include "text.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace longpeak {
namespace {

constexpr double nudged = 0.25; ///< sizes of type, by an arrow

QRectF drawn(const Box& box) {
    return {box.left, box.top, box.width, box.height};
}

/// No more digits than a hand has.
double rounded(double shift) {
    return std::clamp(std::round(shift * 100) / 100, -furthestShift, furthestShift);
}

} // namespace

FigureBench::FigureBench(Retouches& retouches, QWidget* parent)
    : QLabel(parent), m_retouches(retouches), m_editor(new QLineEdit(this)) {
    setAlignment(Qt::AlignCenter);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_editor->setObjectName(QStringLiteral("label.words"));
    m_editor->setAccessibleName(tr("Words of the label"));
    m_editor->setMaxLength(static_cast<int>(longestLabel) / 4); // a character has up to four bytes
    m_editor->hide();
    m_editor->installEventFilter(this);
    connect(m_editor, &QLineEdit::editingFinished, this, [this] {
        if (m_editor->isHidden()) return;
        m_editor->hide();
        renameTo(m_edited, m_editor->text());
    });
}

/// Neither Return nor Escape is the dialog's while a label is typed.
bool FigureBench::eventFilter(QObject* watched, QEvent* event) {
    if (watched != m_editor || event->type() != QEvent::KeyPress) return QLabel::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const bool isDone = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!isDone && key != Qt::Key_Escape) return QLabel::eventFilter(watched, event);
    if (!isDone) m_editor->hide();
    setFocus(); // which is the end of typing
    return true;
}

void FigureBench::display(FigurePreview preview, double ratio) {
    m_preview = std::move(preview);
    m_ratio = ratio;
    QImage image = m_preview.image;
    image.setDevicePixelRatio(ratio);
    setPixmap(QPixmap::fromImage(image));
    const auto all = parts();
    const auto isGone = [&](const std::optional<Part>& part) {
        return part && std::ranges::find(all, *part) == all.end();
    };
    if (isGone(m_selected)) select(std::nullopt);
    if (isGone(m_hovered)) m_hovered.reset();
    if (m_drag && isGone(m_drag->part)) m_drag.reset();
}

/// Of the picture, which stands in the middle.
QPointF FigureBench::origin() const {
    const QSizeF size = QSizeF(m_preview.image.size()) / m_ratio;
    return {std::floor((width() - size.width()) / 2), std::floor((height() - size.height()) / 2)};
}

Point FigureBench::onSheet(const SheetFigure& figure, const QPointF& place) const {
    const QPointF at = (place - origin()) * m_ratio / figure.scale;
    return {at.x(), at.y()};
}

std::vector<FigureBench::Part> FigureBench::parts() const {
    std::vector<Part> out;
    for (std::size_t i = 0; i < m_preview.figures.size(); ++i) {
        for (const SheetFigure::NameAbove& name : m_preview.figures[i].names) out.push_back({i, name.of, true});
        for (const Label& label : m_preview.figures[i].labels)
            if (label.area) out.push_back({i, {label.of, label.index, label.bar}, false});
    }
    return out;
}

QRectF FigureBench::areaOf(const Part& part) const {
    const SheetFigure& figure = m_preview.figures[part.figure];
    QRectF area;
    if (part.isName) {
        const auto name = std::ranges::find(figure.names, part.drawn, &SheetFigure::NameAbove::of);
        if (name != figure.names.end()) area = name->area;
    } else {
        const auto label = std::ranges::find_if(figure.labels, [&](const Label& each) {
            return each.area && LabelId{each.of, each.index, each.bar} == part.drawn;
        });
        if (label != figure.labels.end()) area = drawn(*label->area);
    }
    const double scale = figure.scale / m_ratio;
    return {origin() + area.topLeft() * scale, area.size() * scale};
}

std::optional<FigureBench::Part> FigureBench::partAt(const QPointF& place) const {
    constexpr double reach = 2; // a label is not much taller than the tip of a pointer
    for (const Part& part : parts())
        if (areaOf(part).adjusted(-reach, -reach, reach, reach).contains(place)) return part;
    return std::nullopt;
}

QString FigureBench::wordsOf(const Part& part) const {
    const Figure& figure = m_preview.figures[part.figure].figure;
    if (part.isName && part.drawn.of == LabelOf::Series) return toQString(figure.series[part.drawn.index].name);
    return toQString(labelText(figure, part.drawn));
}

void FigureBench::select(const std::optional<Part>& part) {
    m_selected = part;
    setAccessibleDescription(part ? wordsOf(*part) : QString());
    update();
}

void FigureBench::paintEvent(QPaintEvent* event) {
    QLabel::paintEvent(event);
    QPainter painter(this);
    QColor color = palette().color(QPalette::Highlight);
    const auto outline = [&](const std::optional<Part>& part, Qt::PenStyle style) {
        if (!part) return;
        painter.setPen(QPen(color, 1, style));
        painter.drawRect(areaOf(*part).adjusted(-0.5, -0.5, 0.5, 0.5));
    };
    if (m_hovered != m_selected) outline(m_hovered, Qt::DotLine);
    outline(m_selected, Qt::SolidLine);
    if (hasFocus() && !m_selected) {
        painter.setPen(QPen(color, 1, Qt::DotLine));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void FigureBench::grip(const Part& part, const QPointF& place) {
    m_drag.reset();
    if (part.isName) return;
    const SheetFigure& figure = m_preview.figures[part.figure];
    if (!anchorOf(figure.figure, figure.plane, part.drawn)) return;
    const QPointF middle = areaOf(part).center();
    const Point from = onSheet(figure, place);
    const Point to = onSheet(figure, middle);
    m_drag = Drag{.part = part, .grip = {to.x - from.x, to.y - from.y}};
    ++m_gesture;
}

void FigureBench::mousePressEvent(QMouseEvent* event) {
    m_pressed = event->position();
    select(partAt(m_pressed));
    m_drag.reset();
    if (m_selected && event->button() == Qt::LeftButton) grip(*m_selected, m_pressed);
}

void FigureBench::mouseMoveEvent(QMouseEvent* event) {
    const QPointF place = event->position();
    if (!m_drag) {
        const auto before = std::exchange(m_hovered, partAt(place));
        setCursor(!m_hovered ? Qt::ArrowCursor : m_hovered->isName ? Qt::PointingHandCursor : Qt::OpenHandCursor);
        if (before != m_hovered) update();
        return;
    }
    m_drag->moves = m_drag->moves || (place - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (!m_drag->moves) return;
    setCursor(Qt::ClosedHandCursor);
    // Names that find room in the figure, or lose it, move the frame: the anchor is where it is by now.
    const SheetFigure& figure = m_preview.figures[m_drag->part.figure];
    const auto anchor = anchorOf(figure.figure, figure.plane, m_drag->part.drawn);
    if (!anchor) return;
    const Point at = onSheet(figure, place);
    moveTo(m_drag->part, {at.x + m_drag->grip.x - anchor->x, at.y + m_drag->grip.y - anchor->y});
}

void FigureBench::mouseReleaseEvent(QMouseEvent* event) {
    m_drag.reset();
    setCursor(partAt(event->position()) ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

void FigureBench::mouseDoubleClickEvent(QMouseEvent* event) {
    m_drag.reset();
    if (const auto part = partAt(event->position())) rename(*part);
}

void FigureBench::leaveEvent(QEvent* event) {
    QLabel::leaveEvent(event);
    m_hovered.reset();
    update();
}

void FigureBench::moveTo(const Part& part, const Point& shift) {
    const auto label = m_retouches.labelAt(part.figure, part.drawn);
    if (!label) return;
    m_retouches.change(
        tr("Move the label"), figureOf(part),
        [&](Retouch& retouch) {
            LabelChange& change = retouch.labelChange(label->label.of, label->name);
            change.moved = true;
            change.right = rounded(shift.x / smallestType);
            change.down = rounded(shift.y / smallestType);
        },
        m_gesture);
}

void FigureBench::nudge(int right, int down) {
    if (!m_selected || m_selected->isName) return;
    const SheetFigure& figure = m_preview.figures[m_selected->figure];
    const auto anchor = anchorOf(figure.figure, figure.plane, m_selected->drawn);
    if (!anchor) return;
    const Point at = onSheet(figure, areaOf(*m_selected).center());
    ++m_gesture;
    moveTo(*m_selected,
           {at.x - anchor->x + right * nudged * smallestType, at.y - anchor->y + down * nudged * smallestType});
}

void FigureBench::rename(const Part& part) {
    select(part);
    m_edited = part;
    const QRectF area = areaOf(part);
    const int wide = std::max(160, static_cast<int>(area.width()) + 24);
    QRect place(0, 0, std::min(wide, width()), m_editor->sizeHint().height());
    place.moveCenter(area.center().toPoint());
    place.moveLeft(std::clamp(place.left(), 0, width() - place.width()));
    place.moveTop(std::clamp(place.top(), 0, height() - place.height()));
    m_editor->setGeometry(place);
    m_editor->setText(wordsOf(part));
    m_editor->selectAll();
    m_editor->show();
    m_editor->setFocus();
}

/// A label that is its line's name names it everywhere.
bool FigureBench::namesItsLine(const Part& part) const {
    if (part.drawn.of != LabelOf::Series) return false;
    if (part.isName) return true;
    const Series& series = m_preview.figures[part.figure].figure.series[part.drawn.index];
    return series.label == series.name;
}

/// Without words it is as it was.
void FigureBench::renameTo(const Part& part, const QString& words) {
    if (words == wordsOf(part)) return;
    const std::string trimmed = words.trimmed().toStdString();
    const auto given = trimmed.empty() ? std::nullopt : std::optional(trimmed);
    if (namesItsLine(part)) {
        if (const auto line = m_retouches.lineAt(part.figure, part.drawn.index))
            m_retouches.change(tr("Rename"), figureOf(part),
                               [&](Retouch& retouch) { retouch.lineChange(line->name).words = given; });
    } else if (const auto label = m_retouches.labelAt(part.figure, part.drawn)) {
        m_retouches.change(tr("Rename"), figureOf(part),
                           [&](Retouch& retouch) { retouch.labelChange(label->label.of, label->name).words = given; });
    }
}

void FigureBench::hide(const Part& part) {
    if (part.isName && part.drawn.of == LabelOf::Series) return hideLine(part);
    select(std::nullopt);
    if (const auto label = m_retouches.labelAt(part.figure, part.drawn))
        m_retouches.change(tr("Hide the label"), figureOf(part),
                           [&](Retouch& retouch) { retouch.labelChange(label->label.of, label->name).hidden = true; });
}

void FigureBench::hideLine(const Part& part) {
    select(std::nullopt);
    if (const auto line = m_retouches.lineAt(part.figure, part.drawn.index))
        m_retouches.change(tr("Hide the line"), figureOf(part),
                           [&](Retouch& retouch) { retouch.lineChange(line->name).hidden = true; });
}

void FigureBench::putBack(const Part& part) {
    const auto label = m_retouches.labelAt(part.figure, part.drawn);
    const bool isOfLine = part.drawn.of == LabelOf::Series;
    const auto line = isOfLine ? m_retouches.lineAt(part.figure, part.drawn.index) : std::nullopt;
    m_retouches.change(tr("Put back"), figureOf(part), [&](Retouch& retouch) {
        if (label) retouch.labelChange(label->label.of, label->name) = {.of = label->label.of, .name = label->name};
        if (line) retouch.lineChange(line->name) = {.name = line->name};
    });
}

bool FigureBench::isChanged(const Part& part) const {
    Retouch retouch = m_retouches.of(figureOf(part));
    if (const auto label = m_retouches.labelAt(part.figure, part.drawn);
        label && !retouch.labelChange(label->label.of, label->name).changesNothing())
        return true;
    if (part.drawn.of != LabelOf::Series) return false;
    const auto line = m_retouches.lineAt(part.figure, part.drawn.index);
    return line && !retouch.lineChange(line->name).changesNothing();
}

void FigureBench::contextMenuEvent(QContextMenuEvent* event) {
    const auto part = event->reason() == QContextMenuEvent::Keyboard ? m_selected : partAt(event->pos());
    select(part);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("label.menu"));
    const auto add = [&](const QString& text, const char* name, bool enabled, auto act) {
        QAction* action = menu->addAction(text, this, act);
        action->setObjectName(QLatin1String(name));
        action->setEnabled(enabled);
    };
    if (part) {
        add(tr("&Rename…"), "label.rename", true, [this, part] { rename(*part); });
        if (part->drawn.of == LabelOf::Series && !part->isName) {
            add(tr("&Hide the label"), "label.hide", true, [this, part] { hide(*part); });
            add(tr("Hide the &line"), "label.hideLine", true, [this, part] { hideLine(*part); });
        } else {
            add(tr("&Hide"), "label.hide", true, [this, part] { hide(*part); });
        }
        add(tr("&Put back"), "label.putBack", isChanged(*part), [this, part] { putBack(*part); });
        menu->addSeparator();
    }
    add(tr("Put &all back"), "label.putAllBack", !m_retouches.all().empty(), [this] { m_retouches.putAllBack(); });
    menu->popup(event->globalPos());
}

void FigureBench::keyPressEvent(QKeyEvent* event) {
    if (m_selected) {
        const Part part = *m_selected; // whoever acts on it may let go of it
        switch (event->key()) {
        case Qt::Key_Delete:
        case Qt::Key_Backspace: return hide(part);
        case Qt::Key_F2: return rename(part);
        case Qt::Key_Left: return nudge(-1, 0);
        case Qt::Key_Right: return nudge(1, 0);
        case Qt::Key_Up: return nudge(0, -1);
        case Qt::Key_Down: return nudge(0, 1);
        default: break;
        }
        if (event->key() == Qt::Key_Escape && std::exchange(m_selected, std::nullopt)) return update();
    }
    QLabel::keyPressEvent(event);
}

/// From one label to the next, and out at either end.
bool FigureBench::focusNextPrevChild(bool next) {
    const auto all = parts();
    const auto at = m_selected ? std::ranges::find(all, *m_selected) : all.end();
    const bool isFirst = at == all.begin();
    if (hasFocus() && !all.empty()) {
        if (at == all.end()) {
            select(next ? all.front() : all.back());
            return true;
        }
        if (next ? std::next(at) != all.end() : !isFirst) {
            select(next ? *std::next(at) : *std::prev(at));
            return true;
        }
    }
    select(std::nullopt);
    return QLabel::focusNextPrevChild(next);
}

} // namespace longpeak
