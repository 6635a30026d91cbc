// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "export/figure_file.h"
#include "export/retouches.h"

#include <QLabel>

#include <optional>

class QLineEdit;

namespace longpeak {

/// The preview of an export under the hand: labels are dragged, a double click renames, Delete hides, a menu has all of it. By
/// keyboard Tab goes from one to the next, arrows move it, F2 renames.
class FigureBench : public QLabel {
    Q_OBJECT

public:
    explicit FigureBench(Retouches& retouches, QWidget* parent = nullptr);

    /// The figures of `retouches`, as drawn for a screen of that many pixels in one of its own.
    void display(FigurePreview preview, double ratio);
    const FigurePreview& shown() const { return m_preview; }

    /// A label of a figure, or a name above its frame.
    struct Part {
        std::size_t figure = 0; ///< its place in the picture
        LabelId drawn;
        bool isName = false;
        bool operator==(const Part&) const = default;
    };
    std::optional<Part> selected() const { return m_selected; }
    void select(const std::optional<Part>& part);
    /// What can be changed of the picture, in its order.
    std::vector<Part> parts() const;
    /// Where it is, in this widget's pixels; empty where it is not drawn.
    QRectF areaOf(const Part& part) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Drag {
        Part part;
        Point grip; ///< of the label's middle from the pointer, in units of the layout
        bool moves = false;
    };
    std::optional<Part> partAt(const QPointF& place) const;
    Point onSheet(const SheetFigure& figure, const QPointF& place) const;
    QPointF origin() const;
    QString wordsOf(const Part& part) const;
    void grip(const Part& part, const QPointF& place);
    void moveTo(const Part& part, const Point& shift);
    void nudge(int right, int down);
    void rename(const Part& part);
    void renameTo(const Part& part, const QString& words);
    void hide(const Part& part);
    void hideLine(const Part& part);
    void putBack(const Part& part);
    bool isChanged(const Part& part) const;
    bool namesItsLine(const Part& part) const;
    std::string figureOf(const Part& part) const { return m_preview.figures[part.figure].figure.id; }

    Retouches& m_retouches;
    FigurePreview m_preview;
    double m_ratio = 1;
    std::optional<Part> m_selected;
    std::optional<Part> m_hovered;
    std::optional<Drag> m_drag;
    QPointF m_pressed;
    int m_gesture = 0;
    QLineEdit* m_editor;
    Part m_edited;
};

} // namespace longpeak
