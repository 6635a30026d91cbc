// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/workspace.h"

#include "control/elided_label.h"
#include "figure/figure_kind.h"
#include "figure/map.h"
#include "figure/page_id.h"
#include "page/banner.h"
#include "page/compare_page.h"
#include "page/conventions_page.h"
#include "page/evidence_page.h"
#include "page/explanation_bar.h"
#include "page/figure_card.h"
#include "page/figure_page.h"
#include "page/overview_page.h"
#include "page/road_page.h"
#include "page/roofline_page.h"
#include "page/sensitivity_page.h"
#include "page/sessions_page.h"
#include "plain.h"
#include "state/refresher.h"
#include "state/scenario_store.h"
#include "state/settings.h"
#include "text.h"
#include "text/escape.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace longpeak {
namespace {

QString summaryOf(const Scenario& s) {
    const double count = s.deployment.plan.gpus();
    const QString gpus = count == 1.0 ? QString() : QString::fromStdString(formatPlain(count)) + QStringLiteral(" × ");
    return QStringLiteral("%1 · %2%3 · %4 · %5")
        .arg(toQString(oneLine(s.model.name)), gpus, toQString(oneLine(s.deployment.accelerator.name)),
             QObject::tr("%1 context").arg(QString::fromStdString(format(s.context.si(), Unit::Tokens))),
             QString::fromStdString(format(s.session.users, Unit::Users)));
}

QString splitsKey(const QString& id) {
    return QStringLiteral("window/splits/") + id;
}

} // namespace

Workspace::Workspace(ScenarioStore& store, Refresher& refresher, QWidget* parent)
    : QWidget(parent), m_store(store), m_refresher(refresher), m_tabs(new QTabBar(this)),
      m_summary(new ElidedLabel(this)), m_reference(new QToolButton(this)),
      m_message(new Banner(QStringLiteral("message"), this)),
      m_infeasible(new Banner(QStringLiteral("infeasible"), this)), m_stack(new QStackedWidget(this)),
      m_explanation(new ExplanationBar(this)) {
    setObjectName(QStringLiteral("workspace"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 4, 14, 10);
    column->setSpacing(8);
    addHead();
    column->addWidget(m_stack, 1);
    m_message->installEventFilter(this);
    m_stack->installEventFilter(this);
    addFoot();
    connect(m_infeasible, &Banner::remedyChosen, this, [this](const Remedy& remedy) { m_store.apply(remedy); });
    addPlaces();
    addPageActions();
    m_refresher.setMetric(m_metric.toStdString());
    connect(&m_refresher, &Refresher::rested, this, [this] { current().rest(); });
    connect(m_tabs, &QTabBar::currentChanged, this, &Workspace::showPageAt);
}

/// Why nothing is served stands in the place of the explanation: what comes and goes under the hand moves nothing.
void Workspace::addFoot() {
    constexpr int height = 62;
    auto* foot = new QWidget(this);
    foot->setFixedHeight(height);
    auto* rows = new QVBoxLayout(foot);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_infeasible);
    rows->addWidget(m_explanation);
    layout()->addWidget(foot);
}

/// Tabs, what is shown, and what it is compared with share one row: height belongs to the figures.
void Workspace::addHead() {
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    m_tabs->setObjectName(QStringLiteral("tabs"));
    m_tabs->setAccessibleName(tr("Pages"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setElideMode(Qt::ElideNone);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setFont(typeface(0, QFont::Medium));
    m_tabs->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_summary->setObjectName(QStringLiteral("summary"));
    m_summary->setProperty("tone", "muted");
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_reference->setObjectName(QStringLiteral("reference"));
    m_reference->setPopupMode(QToolButton::InstantPopup);
    m_reference->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_reference->setLayoutDirection(Qt::RightToLeft); // the arrow stands behind the text
    head->addWidget(m_tabs);
    head->addWidget(m_summary, 1);
    head->addWidget(m_reference);
    static_cast<QVBoxLayout*>(layout())->addLayout(head);
}

void Workspace::addPlaces() {
    const auto add = [this](std::string_view id, const QString& title, std::function<Page*(const Place&)> make) {
        m_places.push_back({toQString(id), title, std::move(make)});
        m_tabs->addTab(title);
    };
    const auto figures = [this](const Place& place) {
        return new FigurePage(m_store, place.id, place.title, figuresOn(place.id), 2, m_stack);
    };
    add(pageId::overview, tr("Overview"),
        [this](const Place& place) { return new OverviewPage(m_store, place.id, place.title, m_stack); });
    add(pageId::memory, tr("Memory"), figures);
    add(pageId::latency, tr("Latency"), figures);
    add(pageId::sessions, tr("Sessions"),
        [this](const Place& place) { return new SessionsPage(m_store, place.id, place.title, m_stack); });
    add(pageId::roofline, tr("Roofline"),
        [this](const Place& place) { return new RooflinePage(m_store, place.id, place.title, m_stack); });
    add(pageId::road, tr("Road to 4K"),
        [this](const Place& place) { return new RoadPage(m_store, m_refresher, place.id, place.title, m_stack); });
    add(pageId::compare, tr("Compare"), [this](const Place& place) { return makeComparePage(place); });
    add(pageId::sensitivity, tr("Sensitivity"),
        [this](const Place& place) { return new SensitivityPage(m_store, place.id, place.title, m_stack); });
    add(pageId::conventions, tr("Conventions"),
        [this](const Place& place) { return new ConventionsPage(m_store, place.id, place.title, m_stack); });
    add(pageId::evidence, tr("Evidence"),
        [this](const Place& place) { return new EvidencePage(m_store, place.id, place.title, m_stack); });
}

Page* Workspace::makeComparePage(const Place& place) {
    auto* page = new ComparePage(m_store, place.id, place.title, m_stack);
    connect(page, &ComparePage::exportMultiplesRequested, this, &Workspace::exportMultiplesRequested);
    connect(page, &ComparePage::exportTableRequested, this, [this, page] { emit exportTableRequested(page->table()); });
    return page;
}

/// Where the window is too small for a page it scrolls: figures keep a height at which they can be read.
QScrollArea* Workspace::addArea(Page& page) {
    auto* area = new QScrollArea(m_stack);
    area->setObjectName(QStringLiteral("scroll.") + page.id());
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(&page);
    m_stack->addWidget(area);
    return area;
}

Page& Workspace::pageAt(std::size_t index) {
    Place& place = m_places[index];
    if (place.page != nullptr) return *place.page;
    Page* page = place.make(place);
    place.page = page;
    place.area = addArea(*page);
    page->setTheme(*m_theme);
    if (!place.splits.isEmpty()) page->restoreSplits(place.splits);
    connect(page, &Page::explainRequested, this, &Workspace::explainMetric);
    connect(page, &Page::redrawn, this, &Workspace::redrawn);
    connect(page, &Page::wantedChanged, this, [this, index] {
        if (index == m_current) askForWhatIsShown();
    });
    connectCards(*page);
    return *page;
}

void Workspace::connectCards(Page& page) {
    for (FigureCard* card : page.findChildren<FigureCard*>()) {
        connect(card, &FigureCard::exportRequested, this,
                [this, card, &page] { emit exportRequested(figuresOn(page.id()), card->figureId()); });
        connect(card, &FigureCard::copyRequested, this,
                [this, card](FigureCopy what) { emit copyRequested(card->figureId(), what); });
    }
}

QStringList Workspace::shownFigures() const {
    for (const FigureCard* card : current().findChildren<FigureCard*>())
        if (card->isExpanded()) return {card->figureId()};
    return figuresOn(current().id());
}

FigureView* Workspace::viewOf(const QString& figure) const {
    auto* card = current().findChild<FigureCard*>(QStringLiteral("card.") + figure);
    return card != nullptr ? &card->view() : nullptr;
}

void Workspace::showMultiples(const QString& figure, bool together) {
    showPage(toQString(pageId::compare));
    if (auto* page = qobject_cast<ComparePage*>(&current())) {
        page->showTogether(together);
        page->showKind(figure);
    }
}

void Workspace::showFigures(const std::vector<std::string>& ids) {
    const auto hasAll = [&](const FigurePanel& panel) {
        return std::ranges::all_of(
            ids, [&](const std::string& id) { return std::ranges::find(panel.figures, id) != panel.figures.end(); });
    };
    const auto panel = std::ranges::find_if(figurePanels(), hasAll);
    if (panel == figurePanels().end()) return;
    showPage(toQString(panel->page));
    current().resetLayout();
    if (ids.size() != 1) return;
    auto* card = current().findChild<FigureCard*>(QStringLiteral("card.") + QString::fromStdString(ids.front()));
    if (card != nullptr) emit card->expandRequested();
}

std::vector<Page*> Workspace::pages() {
    std::vector<Page*> all;
    for (std::size_t i = 0; i < m_places.size(); ++i) all.push_back(&pageAt(i));
    return all;
}

void Workspace::addPageActions() {
    const auto add = [this](const QString& text, const QString& name, const QKeySequence& keys, auto choose) {
        auto* action = new QAction(text, this);
        action->setObjectName(name);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, choose);
        m_actions << action;
    };
    const int count = m_tabs->count();
    for (int i = 0; i < count; ++i)
        add(m_tabs->tabText(i), QStringLiteral("show.") + m_places[static_cast<std::size_t>(i)].id,
            QKeySequence(Qt::CTRL |
                         (i == 9 ? Qt::Key_0 : static_cast<Qt::Key>(Qt::Key_1 + i))), // ten digits, ten pages
            [this, i] { m_tabs->setCurrentIndex(i); });
    add(tr("&Next page"), QStringLiteral("nextPage"), QKeySequence(Qt::CTRL | Qt::Key_PageDown),
        [this, count] { m_tabs->setCurrentIndex((m_tabs->currentIndex() + 1) % count); });
    add(tr("&Previous page"), QStringLiteral("previousPage"), QKeySequence(Qt::CTRL | Qt::Key_PageUp),
        [this, count] { m_tabs->setCurrentIndex((m_tabs->currentIndex() + count - 1) % count); });
}

void Workspace::showPage(const QString& id) {
    const auto found = std::ranges::find(m_places, id, &Place::id);
    if (found != m_places.end()) m_tabs->setCurrentIndex(static_cast<int>(found - m_places.begin()));
}

/// What a page missed while it was hidden it gets before it is seen: the snapshot that holds its figures comes at the
/// end of this turn of the event loop.
void Workspace::showPageAt(int index) {
    m_current = static_cast<std::size_t>(index);
    pageAt(m_current);
    m_stack->setCurrentWidget(m_places[m_current].area);
    current().showExplained(m_metric);
    if (m_snapshot) current().display(m_snapshot);
    askForWhatIsShown();
}

void Workspace::askForWhatIsShown() {
    m_refresher.want(current().wanted());
}

void Workspace::display(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    m_summary->setText(summaryOf(snapshot->scenario));
    const QString note = QString::fromStdString(snapshot->scenario.note);
    m_summary->setToolTip(wrapped(m_summary->text()) + wrapped(note));
    m_tabs->setToolTip(m_summary->toolTip());
    displayFeasibility(*snapshot);
    if (const Metric* metric = findMetric(snapshot->metric))
        m_explanation->setExplanation(snapshot->explanation, metric->role);
    current().display(snapshot);
}

void Workspace::displayFeasibility(const Snapshot& snapshot) {
    if (snapshot.feasibility == m_feasibility) return; // an explanation that was asked for stays
    m_feasibility = snapshot.feasibility;
    const Feasibility& feasibility = *m_feasibility;
    QString words;
    if (!snapshot.estimate.fits)
        words = feasibility.remedies.empty() ? tr(" No change of one or two parameters makes it fit.")
                                             : tr(" One user fits with:");
    m_infeasible->setMessage(toQString(feasibility.text) + words, false);
    m_infeasible->setRemedies(feasibility.remedies);
    m_explanation->setHidden(!m_infeasible->isHidden());
}

/// At once: a click is answered before anything else happens.
void Workspace::explainMetric(const QString& key) {
    m_metric = key;
    m_refresher.setMetric(key.toStdString());
    current().showExplained(key);
    m_infeasible->hide();
    m_explanation->show();
    if (m_snapshot) m_refresher.flush();
}

/// A message lies over the head of the page: what comes and goes moves nothing that a hand may be at.
void Workspace::placeMessage() {
    const QRect page = m_stack->geometry();
    const int height = m_message->layout()->totalHeightForWidth(page.width());
    m_message->setGeometry(page.left(), page.top(), page.width(), height);
    m_message->raise();
}

bool Workspace::eventFilter(QObject* watched, QEvent* event) {
    const bool isMoved = watched == m_stack && (event->type() == QEvent::Resize || event->type() == QEvent::Move);
    const bool isNew = watched == m_message &&
                       (event->type() == QEvent::Show || event->type() == QEvent::LayoutRequest);
    if (isMoved || isNew) placeMessage();
    return QWidget::eventFilter(watched, event);
}

void Workspace::showMessage(const QString& text) {
    m_message->setMessage(text, true);
}

void Workspace::showNotice(const QString& text) {
    m_message->setMessage(text, true, Banner::Tone::Notice);
}

void Workspace::showOffer(const QString& text, const QString& label, std::function<void()> take) {
    showNotice(text);
    m_message->setOffer(label, std::move(take));
}

void Workspace::showFaults(const QString& what, const Faults& faults) {
    QStringList lines{what};
    constexpr std::size_t most = 6;
    for (std::size_t i = 0; i < faults.size() && i < most; ++i) lines << QString::fromStdString(faults[i].text());
    if (faults.size() > most) lines << tr("and %1 more").arg(faults.size() - most);
    showMessage(lines.join(QLatin1Char('\n')));
}

void Workspace::pinBeside() {
    if (m_store.pin(m_store.scenario())) return confirm(tr("Pinned. The page Compare shows it beside this scenario."));
    showNotice(tr("Six are pinned already; the page Compare can unpin one."));
}

void Workspace::setTheme(const Theme& theme) {
    m_theme = &theme;
    for (const Place& place : m_places)
        if (place.page != nullptr) place.page->setTheme(theme);
    m_explanation->setTheme(theme);
    m_message->setTheme(theme);
    m_infeasible->setTheme(theme);
    m_reference->setIcon(theme.icon(QStringLiteral("down"), theme.muted));
}

void Workspace::resetLayout() const {
    current().resetLayout();
}

QVariantMap Workspace::remembered() const {
    const MapAxes& axes = m_refresher.mapAxes();
    QVariantMap values{{QStringLiteral("window/page"), current().id()},
                       {QStringLiteral("window/map"), QStringList{QString::fromStdString(mapRangeText(axes.x)),
                                                                  QString::fromStdString(mapRangeText(axes.y))}}};
    for (const Place& place : m_places)
        if (place.page != nullptr) values.insert(splitsKey(place.id), place.page->splits());
    return values;
}

void Workspace::showMapOver(const std::vector<std::string>& over) {
    const auto axes = parseMapAxes(over, {}, fineMap);
    m_refresher.setMapAxes(axes ? *axes : usualMapAxes());
}

void Workspace::restore(const Settings& settings) {
    std::vector<std::string> over;
    for (const QString& range : settings.list(QStringLiteral("window/map"))) over.push_back(range.toStdString());
    showMapOver(over);
    for (Place& place : m_places) {
        if (!settings.has(splitsKey(place.id))) continue;
        place.splits = settings.bytes(splitsKey(place.id));
        if (place.page != nullptr) place.page->restoreSplits(place.splits);
    }
    showPage(settings.text(QStringLiteral("window/page")));
    if (m_stack->currentWidget() == nullptr) showPageAt(m_tabs->currentIndex());
}

} // namespace longpeak
