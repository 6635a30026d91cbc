// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/sessions_page.h"

#include "page/figure_card.h"
#include "page/playback.h"
#include "plain.h"
#include "state/scenario_store.h"
#include "text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSplitter>
#include <QVBoxLayout>

#include <QTimer>

#include <algorithm>
#include <cmath>

namespace longpeak {
namespace {

constexpr int laneHeight = 15;
constexpr int laneMargins = 78; ///< of the card around its lanes

} // namespace

SessionsPage::SessionsPage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent)
    : SplitPage(store, id, title, parent), m_playback(new Playback(this)), m_progress(new QProgressBar(this)),
      m_body(new QWidget(this)), m_nothing(new QLabel(this)), m_columns(addSplitter(Qt::Horizontal, m_body)),
      m_left(addSplitter(Qt::Vertical, m_columns)), m_right(addSplitter(Qt::Vertical, m_columns)),
      m_lanes(addCard(toQString(figureId::lanes), m_left)), m_states(addCard(toQString(figureId::states), m_left)),
      m_memory(addCard(toQString(figureId::sessionMemory), m_left)),
      m_throughput(addCard(toQString(figureId::loadThroughput), m_right)),
      m_waiting(addCard(toQString(figureId::loadWaiting), m_right)),
      m_firstToken(addCard(toQString(figureId::firstToken), m_right)), m_scroll(new QScrollBar(Qt::Vertical, m_lanes)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->addWidget(m_playback, 1);
    m_progress->setObjectName(QStringLiteral("simulating"));
    m_progress->setAccessibleName(tr("Simulating"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(120, 6);
    m_progress->setVisible(false);
    head->addWidget(m_progress);
    auto* body = new QVBoxLayout(m_body);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(6);
    body->addLayout(head);
    body->addWidget(m_columns, 1);
    m_nothing->setObjectName(QStringLiteral("sessions.nothing"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setProperty("tone", "muted");
    m_nothing->hide();
    column->addWidget(m_body, 1);
    column->addWidget(m_nothing, 1);
    m_scroll->setObjectName(QStringLiteral("laneScroll"));
    m_scroll->setAccessibleName(tr("First user shown"));
    connect(m_playback, &Playback::timeChanged, this, &SessionsPage::moveTime);
    connect(m_scroll, &QScrollBar::valueChanged, this, [this](int first) {
        m_view.firstUser = first;
        wantView();
    });
    for (FigureCard* card : timeCards())
        connect(&card->view(), &FigureView::viewChanged, this, &SessionsPage::showView);
    for (FigureCard* card : timeCards()) card->view().setStacked(card == m_memory);
    connect(this, &Page::wantedChanged, this, &SessionsPage::fitLanes);
    resetLayout();
}

/// In place of axes with nothing in them.
void SessionsPage::displayWhyNothing() {
    const SessionsPtr& sessions = m_snapshot->sessions;
    if (!sessions) return; // as it was until they are there
    const Text& why = sessions->run.infeasible;
    m_body->setVisible(why.empty());
    m_nothing->setVisible(!why.empty());
    if (why.empty()) return;
    const QString way = m_snapshot->estimate.fits
                            ? tr("A shorter context, fewer rounds or shorter answers leave room for a whole session.")
                            : tr("With one of the changes below there are sessions to simulate.");
    m_nothing->setText(unbroken(tr("Nothing is simulated: %1.").arg(toQString(why)) + QLatin1Char('\n') + way));
}

void SessionsPage::display(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    displayPending();
    displayWhyNothing();
    const SessionsPtr& sessions = snapshot->sessions;
    if (sessions && sessions != m_shown) {
        const bool isOther = !m_shown || !(m_shown->scenario == sessions->scenario);
        m_shown = sessions;
        if (isOther) {
            m_view.from = 0;
            m_view.to = sessions->run.horizon.si();
            for (FigureCard* card : timeCards()) {
                const QSignalBlocker quiet(&card->view()); // it still shows the one before
                card->view().resetView();
            }
        }
        m_playback->setRun(sessions->run.infeasible.empty() ? &sessions->run : nullptr, isOther);
    }
    SplitPage::display(snapshot);
    fitLanes();
    wantView(); // of a longer time than before, all of it
}

/// What is late stays as it was, pale.
void SessionsPage::displayPending() {
    const bool pending = m_snapshot->sessionsPending;
    const bool isTimeStale = pending && !m_snapshot->sessions;
    for (FigureCard* card : cards()) {
        const bool isLoad = findFigureKind(card->figureId().toStdString())->needsLoad;
        card->view().setStale(isLoad ? pending : isTimeStale);
    }
    if (!pending) m_progress->hide();
}

/// Past the patience of an eye something moves.
void SessionsPage::rest() {
    if (m_snapshot && m_snapshot->sessionsPending) m_progress->show();
}

Wanted SessionsPage::wanted() const {
    Wanted wanted = SplitPage::wanted();
    wanted.lanes = m_wanted;
    return wanted;
}

/// Drawn in the detail that the part in view allows; the whole is drawn in one way.
void SessionsPage::wantView() {
    LaneView wanted;
    if (m_shown) {
        const bool isWhole = m_view.from <= 0 && m_view.to >= m_shown->run.horizon.si();
        if (!isWhole || m_shown->run.users > std::min(m_view.users, LaneView{}.users)) wanted = m_view;
    }
    if (wanted == m_wanted) return;
    m_wanted = wanted;
    emit wantedChanged();
}

void SessionsPage::showView(double low, double high) {
    m_view.from = low;
    m_view.to = high;
    for (FigureCard* card : timeCards())
        if (&card->view() != sender()) card->view().setView(low, high);
    wantView();
}

/// As many lanes as can be told apart; the others are scrolled to.
void SessionsPage::fitLanes() {
    const int lanes = std::max(4, (m_lanes->height() - scaled(laneMargins)) / scaled(laneHeight) - 2);
    const int users = m_shown ? m_shown->run.users : 1;
    m_view.users = lanes;
    const QSignalBlocker quiet(m_scroll);
    m_scroll->setRange(0, std::max(0, users - lanes));
    m_scroll->setPageStep(lanes);
    m_scroll->setVisible(users > lanes);
    const QRect inside = m_lanes->view().geometry();
    m_scroll->setGeometry(inside.right() - scaled(8), inside.top() + scaled(4), scaled(10),
                          inside.height() - scaled(34));
    m_scroll->raise();
    m_view.firstUser = m_scroll->value();
    wantView();
}

void SessionsPage::moveTime(double time) {
    for (FigureCard* card : timeCards()) card->view().setTimeLine(time);
    // A view that is played through turns its pages.
    const double width = m_view.to - m_view.from;
    if (!m_playback->isPlaying() || !std::isfinite(time) || (time >= m_view.from && time <= m_view.to)) return;
    for (FigureCard* card : timeCards()) card->view().setView(time, time + width);
    m_view.from = time;
    m_view.to = time + width;
    wantView();
}

void SessionsPage::setTheme(const Theme& theme) {
    SplitPage::setTheme(theme);
    m_playback->setTheme(theme);
}

void SessionsPage::showEvent(QShowEvent* event) {
    SplitPage::showEvent(event);
    fitLanes();
}

void SessionsPage::resizeEvent(QResizeEvent* event) {
    SplitPage::resizeEvent(event);
    QTimer::singleShot(0, this, &SessionsPage::fitLanes); // the splitters have not followed yet
}

void SessionsPage::resetLayout() {
    expand(nullptr);
    m_columns->setSizes({660, 340});
    m_left->setSizes({520, 210, 270});
    m_right->setSizes({340, 330, 330});
    resetViews();
}

} // namespace longpeak
