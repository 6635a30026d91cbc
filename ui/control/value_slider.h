// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "scenario/parameter.h"
#include "state/scenario_store.h"

#include <QSlider>

namespace longpeak {

/// A slider over the range of a numeric parameter, linear or logarithmic as the registry says, with its round values
/// named below. Arrows step as the registry says, with Ctrl from one power of two to the next; a double click resets.
class ValueSlider : public QSlider {
    Q_OBJECT

public:
    explicit ValueSlider(const Parameter& parameter, QWidget* parent = nullptr);

    /// Shows a value without announcing it; the slider ends where the scenario's own range does.
    void display(double value, const Scenario& scenario);
    double value() const { return m_value; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    /// Where along the widget a value stands, in pixels.
    double pixelOf(double value) const;

signals:
    /// Only the hand emits.
    void moved(double value, longpeak::EditPhase phase);
    void resetRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void showValue(double value);
    double shareOf(double value) const;
    double valueAtPixel(double x) const;
    double stepped(double count) const;
    double nextPowerOfTwo(bool up) const;
    void move(double value, EditPhase phase);
    void paintStops(QPainter& painter, double centre) const;

    const Parameter& m_parameter;
    double m_maximum;
    double m_value;
    bool m_dragging = false;
};

} // namespace longpeak
