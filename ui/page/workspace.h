// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cost/metric.h"
#include "export/figure_copy.h"
#include "page/page.h"
#include "text.h"

#include <QList>
#include <QWidget>

#include <functional>
#include <vector>

class QAction;
class QLabel;
class QScrollArea;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace longpeak {

class Banner;
class ExplanationBar;
class FigureView;
class Refresher;
class ScenarioStore;
class Settings;
struct SideBySide;

/// The pages, one at a time, and what they share: tabs, what the scenario is compared with, messages, what to do where it
/// does not fit, and how the chosen number is made.
class Workspace : public QWidget {
    Q_OBJECT

public:
    Workspace(ScenarioStore& store, Refresher& refresher, QWidget* parent = nullptr);

    void display(const SnapshotPtr& snapshot);
    void setTheme(const Theme& theme);
    /// A message about a file, beside the open scenario; an empty one takes it away.
    void showMessage(const QString& text);
    /// The same where nothing went wrong.
    void showNotice(const QString& text);
    /// Says for a while that something was done as it was asked for.
    void confirm(const QString& what) { emit done(what); }
    /// What went wrong and why, as far as it can be read.
    /// A notice with a button that does what it offers.
    void showOffer(const QString& text, const QString& label, std::function<void()> take);
    void showFaults(const QString& what, const Faults& faults);
    /// Keeps the scenario beside what it becomes, and says so.
    void pinBeside();
    QToolButton& referenceButton() { return *m_reference; }
    /// Shows how the metric of that key is made.
    void explainMetric(const QString& key);

    /// Two ranges as a figure document has them; the usual ones where they are none.
    void showMapOver(const std::vector<std::string>& over);

    /// All of them; those that were not shown yet are made now.
    std::vector<Page*> pages();
    /// Not before restore().
    Page& current() const { return *m_places[m_current].page; }
    /// Does nothing where there is no page of that id.
    void showPage(const QString& id);
    /// Figures of the current page, in their order; where one is full size, that one.
    QStringList shownFigures() const;
    /// Of the current page; nullptr where it has no such figure.
    FigureView* viewOf(const QString& figure) const;
    /// Shows that figure of the scenario and each pin.
    void showMultiples(const QString& figure, bool together = false);
    /// Shows the page that has all of these figures; a single one full size. Does nothing where no page has them.
    void showFigures(const std::vector<std::string>& ids);
    /// One for each page, and the next and the one before, with their shortcuts.
    const QList<QAction*>& pageActions() const { return m_actions; }
    /// Of the current page.
    void resetLayout() const;
    /// What of it is kept from one start to the next, by the keys of the settings.
    QVariantMap remembered() const;
    /// Shows the page that was shown last, or the first.
    void restore(const Settings& settings);

signals:
    /// For the status bar.
    void done(const QString& what);
    void redrawn(double milliseconds);
    /// One figure of a page that offers these.
    void exportRequested(const QStringList& offered, const QString& figure);
    void copyRequested(const QString& figure, FigureCopy what);
    /// That figure of the scenario and each pin.
    void exportMultiplesRequested(const QString& figure, bool together);
    void exportTableRequested(const longpeak::SideBySide& table);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// A page is made when it is shown first: a start does not wait for those that nobody looks at.
    struct Place {
        QString id;
        QString title;
        std::function<Page*(const Place& place)> make;
        Page* page = nullptr;
        QScrollArea* area = nullptr; ///< that it lies in
        QByteArray splits{};         ///< from the last session, for when it is made
    };

    void addHead();
    void addFoot();
    void addPlaces();
    Page& pageAt(std::size_t index);
    QScrollArea* addArea(Page& page);
    void connectCards(Page& page);
    void addPageActions();
    void showPageAt(int index);
    void askForWhatIsShown();
    Page* makeComparePage(const Place& place);
    void placeMessage();
    void displayFeasibility(const Snapshot& snapshot);

    ScenarioStore& m_store;
    Refresher& m_refresher;
    SnapshotPtr m_snapshot;
    std::shared_ptr<const Feasibility> m_feasibility; ///< as displayed
    const Theme* m_theme = &themeOf(Appearance::Light);
    QTabBar* m_tabs;
    QLabel* m_summary;
    QToolButton* m_reference;
    Banner* m_message;
    Banner* m_infeasible;
    QStackedWidget* m_stack;
    ExplanationBar* m_explanation;
    std::vector<Place> m_places;
    std::size_t m_current = 0;
    QList<QAction*> m_actions;
    QString m_metric = toQString(metricKey::prefill);
};

} // namespace longpeak
