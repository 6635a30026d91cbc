// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/compare_page.h"

#include "control/elided_label.h"
#include "control/table_style.h"
#include "figure/multiples.h"
#include "page/figure_card.h"
#include "page/multiple_panel.h"
#include "page/side_by_side_model.h"
#include "page/splitter_state.h"
#include "plain.h"
#include "state/scenario_store.h"
#include "text.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace longpeak {
namespace {

constexpr std::size_t mostInARow = 4;
constexpr int rowHeight = 24;
constexpr int labelWidth = 180;
constexpr int headHeight = 52; ///< three lines, as long names take where seven stand side by side

} // namespace

ComparePage::ComparePage(ScenarioStore& store, const QString& id, const QString& title, QWidget* parent)
    : Page(id, title, parent), m_store(store), m_pin(new QPushButton(tr("&Pin this scenario"), this)),
      m_kind(new QComboBox(this)), m_differences(new QCheckBox(tr("&Only what differs"), this)),
      m_together(new QCheckBox(tr("On one pair of &axes"), this)), m_hint(new ElidedLabel(this)),
      m_rows(new QSplitter(Qt::Vertical, this)), m_figures(new QWidget(m_rows)), m_grid(new QGridLayout(m_figures)),
      m_model(new SideBySideModel(this)), m_table(new QTableView(m_rows)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head());
    column->addWidget(m_rows, 1);
    m_rows->setHandleWidth(8);
    m_rows->setChildrenCollapsible(false);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(8);
    addTable(m_rows);
    connect(m_pin, &QPushButton::clicked, this, [this] { m_store.pin(m_store.scenario()); });
    connect(m_kind, &QComboBox::activated, this, &Page::wantedChanged);
    for (QCheckBox* box : {m_differences, m_together})
        connect(box, &QCheckBox::toggled, this, [this] {
            if (m_snapshot) display(m_snapshot);
        });
    resetLayout();
}

QLayout* ComparePage::head() {
    auto* row = new QHBoxLayout;
    row->setContentsMargins(2, 2, 2, 0);
    row->setSpacing(10);
    m_pin->setObjectName(QStringLiteral("compare.pin"));
    m_kind->setObjectName(QStringLiteral("compare.figure"));
    m_kind->setAccessibleName(tr("The figure that is drawn of each scenario"));
    for (const FigureKind& kind : figureKinds())
        if (canBeMultiple(kind)) m_kind->addItem(toQString(kind.title), toQString(kind.id));
    showKind(toQString(figureId::latency));
    m_differences->setObjectName(QStringLiteral("compare.differences"));
    m_differences->setChecked(true);
    m_together->setObjectName(QStringLiteral("compare.together"));
    m_hint->setText(tr("Pin it, change something, and both stand side by side."));
    m_hint->setProperty("tone", "muted");
    m_hint->setObjectName(QStringLiteral("compare.hint"));
    auto* take = new QPushButton(tr("E&xport"), this);
    take->setObjectName(QStringLiteral("compare.take"));
    take->setToolTip(tr("Export the figures or the table, or copy the table"));
    auto* menu = new QMenu(take);
    const auto add = [&](const QString& text, const char* name, auto act) {
        QAction* action = menu->addAction(text);
        action->setObjectName(QStringLiteral("compare.") + QLatin1String(name));
        connect(action, &QAction::triggered, this, act);
    };
    add(tr("&Export figures…"), "exportFigures", [this] { exportAll(); });
    add(tr("Export &table…"), "exportTable", [this] { emit exportTableRequested(); });
    menu->addSeparator();
    add(tr("Copy table as &Markdown"), "copyMarkdown", [this] { copyTable(true); });
    add(tr("Copy table as &CSV"), "copyCsv", [this] { copyTable(false); });
    take->setMenu(menu);
    row->addWidget(m_pin);
    row->addWidget(m_kind);
    row->addWidget(m_together);
    row->addWidget(m_differences);
    row->addWidget(m_hint, 1);
    row->addStretch();
    row->addWidget(take);
    return row;
}

void ComparePage::addTable(QSplitter* rows) {
    m_table->setModel(m_model);
    m_table->setObjectName(QStringLiteral("compare.table"));
    m_table->setAccessibleName(tr("Numbers and parameters of each scenario"));
    styleTable(*m_table, -1, rowHeight);
    m_table->setAlternatingRowColors(true);
    m_table->setItemDelegate(new WordsDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->horizontalHeader()->setFixedHeight(headHeight);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    rows->addWidget(m_table);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Fixed);
        m_table->setColumnWidth(0, scaled(labelWidth));
    });
}

void ComparePage::setPanelCount(std::size_t count) {
    if (m_panels.size() == count) return;
    while (m_panels.size() > count) {
        m_panels.back()->hide();
        m_panels.back()->deleteLater(); // its own menu may have been chosen from
        m_panels.pop_back();
    }
    while (m_panels.size() < count) m_panels.push_back(addPanel(m_panels.size()));
    // Five and more stand in two rows as even as can be.
    const std::size_t inARow = count <= mostInARow ? count : (count + 1) / 2;
    for (int i = 0; i < static_cast<int>(mostInARow); ++i) // as wide as each other, so that their ticks are the same
        m_grid->setColumnStretch(i, i < static_cast<int>(inARow) ? 1 : 0);
    for (std::size_t i = 0; i < m_panels.size(); ++i)
        m_grid->addWidget(m_panels[i], static_cast<int>(i / inARow), static_cast<int>(i % inARow));
}

MultiplePanel* ComparePage::addPanel(std::size_t index) {
    auto* panel = new MultiplePanel(static_cast<int>(index), index > 0, m_figures);
    panel->setTheme(*m_theme);
    connect(&m_store, &ScenarioStore::draggingChanged, &panel->view(), &FigureView::setHeld);
    connect(&panel->view(), &FigureView::redrawn, this, &Page::redrawn);
    connect(&panel->view(), &FigureView::metricPicked, this, &Page::explainRequested);
    if (index == 0) {
        followHand(m_store, panel->view());
        return panel;
    }
    // Of what the panel shows: pins may have come and gone since.
    const auto withShown = [this, pin = index - 1](auto use) {
        return [this, pin, use] {
            if (pin < m_shown.size()) use(Scenario(m_shown[pin]));
        };
    };
    connect(panel, &MultiplePanel::useRequested, this,
            withShown([this](const Scenario& scenario) { m_store.replace(scenario, tr("Take the pinned scenario")); }));
    connect(panel, &MultiplePanel::referenceRequested, this,
            withShown([this](const Scenario& scenario) { m_store.pinReference(scenario); }));
    connect(panel, &MultiplePanel::unpinRequested, this, withShown([this](const Scenario& scenario) {
                const auto& pins = m_store.pins();
                m_store.unpin(static_cast<std::size_t>(std::ranges::find(pins, scenario) - pins.begin()));
            }));
    return panel;
}

void ComparePage::display(const SnapshotPtr& snapshot) {
    m_snapshot = snapshot;
    m_pin->setEnabled(snapshot->pins.size() < mostPinned);
    m_pin->setToolTip(m_pin->isEnabled() ? tr("Keeps it beside what you change")
                                         : tr("Six are pinned; unpin one of them first"));
    m_hint->setVisible(snapshot->pins.empty());
    m_differences->setEnabled(!snapshot->pins.empty());
    const bool onlyDifferences = m_differences->isChecked() && !snapshot->pins.empty();
    if (snapshot->sideBySide) m_model->display(snapshot->sideBySide, onlyDifferences);
    if (snapshot->multiples.empty()) return; // not there yet
    const auto figures = shownFigures(*snapshot);
    setPanelCount(figures.size());
    m_shown = snapshot->pins;
    for (std::size_t i = 0; i < m_panels.size(); ++i)
        m_panels[i]->setFigure(figures[i], snapshot->bytes, i == 0 && figures[i] != m_overlay);
}

std::vector<std::shared_ptr<const Figure>> ComparePage::shownFigures(const Snapshot& snapshot) {
    if (snapshot.multiples != m_apart) {
        m_apart = snapshot.multiples;
        std::vector<Figure> figures;
        for (const auto& figure : m_apart) figures.push_back(*figure);
        std::vector<Scenario> scenarios{snapshot.scenario};
        scenarios.insert(scenarios.end(), snapshot.pins.begin(), snapshot.pins.end());
        auto all = overlaid(figures, whatSetsApart(scenarios, snapshot.bytes));
        m_overlay = all ? std::make_shared<const Figure>(std::move(*all)) : nullptr;
    }
    m_together->setEnabled(m_overlay != nullptr && m_apart.size() > 1);
    m_together->setToolTip(wrapped(m_overlay != nullptr
                                       ? tr("The curves of all scenarios over each other")
                                       : tr("This figure has no curves that could lie over each other")));
    if (m_together->isEnabled() && m_together->isChecked()) return {m_overlay};
    return m_apart;
}

void ComparePage::setTheme(const Theme& theme) {
    m_theme = &theme;
    m_model->setTheme(theme);
    for (MultiplePanel* panel : m_panels) panel->setTheme(theme);
}

Wanted ComparePage::wanted() const {
    return {.multiples = m_kind->currentData().toString().toStdString(), .sideBySide = true};
}

void ComparePage::showTogether(bool together) {
    m_together->setChecked(together);
}

void ComparePage::showKind(const QString& id) {
    const int index = m_kind->findData(id);
    if (index < 0 || index == m_kind->currentIndex()) return;
    m_kind->setCurrentIndex(index);
    emit wantedChanged();
}

const SideBySide& ComparePage::table() const {
    return m_model->table();
}

QByteArray ComparePage::splits() const {
    return m_rows->saveState();
}

void ComparePage::restoreSplits(const QByteArray& state) {
    restoreSizes(*m_rows, state);
}

void ComparePage::resetLayout() {
    m_rows->setSizes({550, 450});
    for (MultiplePanel* panel : m_panels) panel->view().resetView();
}

bool ComparePage::exportAll() {
    emit exportMultiplesRequested(m_kind->currentData().toString(), m_together->isEnabled() && m_together->isChecked());
    return true;
}

void ComparePage::copyTable(bool asMarkdown) const {
    QApplication::clipboard()->setText(QString::fromStdString(asMarkdown ? writeMarkdown(table()) : writeCsv(table())));
}

} // namespace longpeak
