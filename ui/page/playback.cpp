// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/playback.h"

#include "control/elided_label.h"
#include "quantity/format.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace longpeak {
namespace {

using namespace std::chrono_literals;

constexpr int steps = 10000; ///< of the slider

/// What the lane does at that time; nullptr where it is idle.
const Task* workAt(const std::vector<Task>& lane, double time) {
    const auto after = std::ranges::upper_bound(lane, Seconds(time), {}, &Task::start);
    if (after == lane.begin() || std::prev(after)->end.si() < time) return nullptr;
    return &*std::prev(after);
}

QString gpuWords(const Task* work) {
    if (work == nullptr) return QObject::tr("GPU: idle");
    if (work->activity == Activity::Decode)
        return work->users == 1 ? QObject::tr("GPU: decode") : QObject::tr("GPU: decode of %1").arg(work->users);
    return work->activity == Activity::Recompute ? QObject::tr("GPU: prefill again") : QObject::tr("GPU: prefill");
}

QString linkWords(const Task* work) {
    if (work == nullptr) return QObject::tr("host link: idle");
    return work->activity == Activity::SwitchOut ? QObject::tr("host link: out") : QObject::tr("host link: in");
}

} // namespace

QString happeningAt(const Simulation& run, double time) {
    std::array<int, 2> counts{}; // who wait, who think
    for (const UserPhase& phase : run.phases) {
        if (phase.start.si() > time) break;
        if (phase.end.si() <= time) continue;
        if (phase.activity == Activity::Wait) counts[0] += run.everyUser;
        if (phase.activity == Activity::Think) counts[1] += run.everyUser;
    }
    return QObject::tr("%1 · %2 · %3 wait, %4 think")
        .arg(gpuWords(workAt(run.gpu, time)), linkWords(workAt(run.link, time)))
        .arg(counts[0])
        .arg(counts[1]);
}

Playback::Playback(QWidget* parent)
    : QWidget(parent), m_theme(&themeOf(Appearance::Light)), m_button(new QToolButton(this)),
      m_speed(new QComboBox(this)), m_slider(new QSlider(Qt::Horizontal, this)), m_words(new ElidedLabel(this)),
      m_time(std::nan("")) {
    setObjectName(QStringLiteral("playback"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_button->setObjectName(QStringLiteral("play"));
    m_button->setCheckable(true);
    m_button->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Space));
    m_button->setToolTip(tr("Play and pause (Ctrl+Space)"));
    m_button->setAccessibleName(tr("Play"));
    m_speed->setObjectName(QStringLiteral("playSpeed"));
    m_speed->setAccessibleName(tr("Speed of playing"));
    for (const int speed : {1, 10, 60, 300}) m_speed->addItem(QStringLiteral("%1 ×").arg(speed), speed);
    m_speed->setCurrentIndex(2);
    m_slider->setObjectName(QStringLiteral("playTime"));
    m_slider->setAccessibleName(tr("Time"));
    m_slider->setRange(0, steps);
    m_slider->setMinimumWidth(120);
    m_words->setObjectName(QStringLiteral("happening"));
    m_words->setProperty("tone", "muted");
    row->addWidget(m_button);
    row->addWidget(m_speed);
    row->addWidget(m_slider, 2);
    row->addWidget(m_words, 3);
    m_timer.setInterval(33ms);
    connect(&m_timer, &QTimer::timeout, this, [this] { advance(static_cast<double>(m_elapsed.restart()) * 1e-3); });
    connect(m_button, &QToolButton::toggled, this, &Playback::play);
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        if (m_run != nullptr) setTime(m_run->horizon.si() * value / steps);
    });
    setTheme(*m_theme);
    setRun(nullptr, true);
}

void Playback::setRun(const Simulation* run, bool again) {
    m_run = run;
    if (!again) return;
    play(false);
    m_time = std::nan("");
    for (QWidget* each :
         {static_cast<QWidget*>(m_button), static_cast<QWidget*>(m_speed), static_cast<QWidget*>(m_slider)})
        each->setEnabled(run != nullptr);
    displayTime();
    emit timeChanged(m_time);
}

void Playback::setTheme(const Theme& theme) {
    m_theme = &theme;
    m_button->setIcon(theme.icon(isPlaying() ? QStringLiteral("pause") : QStringLiteral("play"), theme.ink));
}

void Playback::setTime(double time) {
    if (m_run == nullptr) return;
    m_time = std::clamp(time, 0.0, m_run->horizon.si());
    displayTime();
    emit timeChanged(m_time);
}

void Playback::play(bool on) {
    if (on && m_run != nullptr) {
        const bool isAtEnd = !(m_time < m_run->horizon.si());
        m_elapsed.start();
        m_timer.start();
        if (isAtEnd) setTime(0);
    } else {
        m_timer.stop();
    }
    const QSignalBlocker quiet(m_button);
    m_button->setChecked(isPlaying());
    setTheme(*m_theme);
}

void Playback::advance(double seconds) {
    if (!isPlaying()) return;
    setTime(m_time + seconds * m_speed->currentData().toInt());
    if (m_time >= m_run->horizon.si()) play(false);
}

void Playback::displayTime() {
    const bool isSet = m_run != nullptr && std::isfinite(m_time);
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(isSet ? static_cast<int>(m_time / m_run->horizon.si() * steps) : 0);
    m_words->setText(isSet ? QString::fromStdString(format(m_time, Unit::Seconds)) + QStringLiteral(" · ") +
                                 happeningAt(*m_run, m_time)
                           : QString());
}

void Playback::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    play(false);
}

} // namespace longpeak
