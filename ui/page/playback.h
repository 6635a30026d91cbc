// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "session/simulation.h"
#include "theme/theme.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;
class QToolButton;

namespace longpeak {

/// A time within a simulation that runs on its own, or is moved by hand; and what happens then, in words.
class Playback : public QWidget {
    Q_OBJECT

public:
    explicit Playback(QWidget* parent = nullptr);

    /// Goes on at the same time, or starts again; nullptr: there is nothing to play. The run must outlive it.
    void setRun(const Simulation* run, bool again);
    void setTheme(const Theme& theme);
    /// Seconds; NaN before it was played or moved.
    double time() const { return m_time; }
    void setTime(double time);
    bool isPlaying() const { return m_timer.isActive(); }
    void play(bool on);
    /// So many seconds of the clock have passed, each of which is as many of the simulation as the speed says. Where
    /// nothing plays the time stands still.
    void advance(double seconds);

signals:
    void timeChanged(double time);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void displayTime();

    const Simulation* m_run = nullptr;
    const Theme* m_theme;
    QToolButton* m_button;
    QComboBox* m_speed;
    QSlider* m_slider;
    QLabel* m_words;
    QTimer m_timer;
    QElapsedTimer m_elapsed;
    double m_time;
};

/// "GPU: decode of 3 users · host link: idle · 2 users wait, 4 think": what happens at that time.
QString happeningAt(const Simulation& run, double time);

} // namespace longpeak
