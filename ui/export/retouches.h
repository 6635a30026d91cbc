// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_document.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <functional>
#include <vector>

namespace longpeak {

/// What is changed by hand of the figures of an export, step by step. Parts are asked for as they were drawn last, with what is
/// changed of them so far.
class Retouches : public QObject {
    Q_OBJECT

public:
    explicit Retouches(std::vector<Retouch> made, QObject* parent = nullptr);

    /// The figures as they are without them.
    void setFigures(std::vector<Figure> untouched);
    /// With them, in the same order.
    std::vector<Figure> figures() const;
    const std::vector<Figure>& untouched() const { return m_untouched; }
    /// What is changed of nothing.
    std::vector<Text> unused() const;

    /// Those of all figures, also of what is not among these now.
    const std::vector<Retouch>& all() const { return m_all; }
    Retouch of(const std::string& figure) const;
    QUndoStack& history() { return m_history; }

    /// One step, named so in the history. Those of one gesture, by a number other than 0, are one step.
    void change(const QString& what, const std::string& figure, const std::function<void(Retouch&)>& edit,
                int gesture = 0);
    /// Everything of that figure; of all.
    void putBack(const std::string& figure);
    void putAllBack();

    /// The part of the i-th figure, whose label it is or which line it is in the figure as drawn; nothing where it is no
    /// part that can be changed.
    std::optional<NamedLabel> labelAt(std::size_t figure, const LabelId& drawn) const;
    std::optional<NamedLine> lineAt(std::size_t figure, std::size_t series) const;

signals:
    void changed();
    /// There are others than before.
    void figuresChanged();

private:
    friend class RetouchStep;
    void set(std::vector<Retouch> all);
    void push(const QString& what, std::vector<Retouch> after, int gesture);

    std::vector<Retouch> m_all;
    std::vector<Figure> m_untouched;
    std::vector<RetouchedFigure> m_made;
    QUndoStack m_history;
};

} // namespace longpeak
