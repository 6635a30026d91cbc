// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/evidence_table.h"

#include "control/table_style.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace longpeak {
namespace {

constexpr int rowHeight = 22;
constexpr int cellPadding = 16;
constexpr int swatch = 9;

} // namespace

EvidenceTable::EvidenceTable(const Catalogue& catalogue, QWidget* parent)
    : QFrame(parent), m_model(new EvidenceModel(catalogue, this)),
      m_filter(new EvidenceFilter(*m_model, catalogue, this)), m_search(new QLineEdit(this)),
      m_scopes(new QButtonGroup(this)), m_count(new QLabel(this)), m_view(new QTableView(this)) {
    setObjectName(QStringLiteral("evidenceTable"));
    setProperty("class", "card");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(13, 8, 8, 8);
    column->setSpacing(6);
    column->addLayout(head());
    column->addWidget(m_view, 1);
    setUpView();
    displayCount();
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_filter->setSearch(words);
        displayCount();
        emit filterChanged();
    });
    connect(m_scopes, &QButtonGroup::idClicked, this, [this](int scope) {
        m_filter->setScope(static_cast<EvidenceFilter::Scope>(scope));
        displayCount();
        emit filterChanged();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &EvidenceTable::chosenChanged);
    connect(m_view, &QTableView::doubleClicked, this, &EvidenceTable::openRequested);
}

QHBoxLayout* EvidenceTable::head() {
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    auto* title = new QLabel(tr("Measurements"), this);
    title->setFont(typeface(1, QFont::DemiBold));
    m_count->setFont(typeface(-1));
    m_count->setProperty("tone", "muted");
    m_count->setObjectName(QStringLiteral("evidenceTable.count"));
    m_search->setObjectName(QStringLiteral("evidenceTable.search"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the measurements"));
    m_search->setToolTip(tr("Rows that hold all of these words"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(200);
    row->addWidget(title);
    row->addWidget(m_count);
    row->addStretch(1);
    addScope(row);
    row->addWidget(m_search);
    return row;
}

void EvidenceTable::addScope(QHBoxLayout* row) {
    struct Segment {
        QString name;
        QString text;
        QString tip;
    };
    const std::array segments{
        Segment{QStringLiteral("all"), tr("All"), tr("Every measurement")},
        Segment{QStringLiteral("kind"), tr("Kind of accelerator"), tr("On accelerators of the scenario's kind")},
        Segment{QStringLiteral("model"), tr("Model"), tr("Of the scenario's model")}};
    auto* together = new QHBoxLayout;
    together->setSpacing(0);
    for (const Segment& segment : segments) {
        auto* button = new QPushButton(segment.text, this);
        button->setObjectName(QStringLiteral("evidenceTable.") + segment.name);
        button->setToolTip(segment.tip);
        button->setAccessibleName(segment.tip);
        button->setProperty("class", "segment");
        button->setCheckable(true);
        button->setFont(typeface(-2, QFont::Medium));
        button->setMinimumWidth(button->fontMetrics().horizontalAdvance(segment.text) + 20);
        together->addWidget(button);
        m_scopes->addButton(button, static_cast<int>(m_scopes->buttons().size()));
    }
    m_scopes->button(0)->setChecked(true);
    row->addLayout(together);
}

void EvidenceTable::setUpView() {
    m_view->setModel(m_filter);
    m_view->setObjectName(QStringLiteral("evidenceTable.rows"));
    m_view->setAccessibleName(tr("Measurements: what was measured, and what is predicted at the peak"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setProperty("class", "plain");
    styleTable(*m_view, -1, rowHeight);
    m_view->setIconSize({swatch, swatch});
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(EvidenceModel::Reached, Qt::DescendingOrder);
    QHeaderView* heads = m_view->horizontalHeader();
    heads->setMinimumSectionSize(40);
    static const std::array<const char*, EvidenceModel::Count> samples{"time per token over con",
                                                                       "Llama-3.1-405B",
                                                                       "8 × H200 SXM 141GB",
                                                                       "Reached 000",
                                                                       "000 TFLOP/s00",
                                                                       "00 000 tokens/s",
                                                                       "far below the peak",
                                                                       "■ memory bandwidth",
                                                                       "1024 + 8192 tokens, batch 4, se",
                                                                       "github:ai-dynamo/ai"};
    setColumnWidths(*m_view, samples, cellPadding);
    heads->setStretchLastSection(true);
}

void EvidenceTable::displayCount() {
    const int shown = m_filter->rowCount();
    const int all = m_model->rowCount();
    m_count->setText(shown == all ? tr("%1").arg(all) : tr("%1 of %2").arg(shown).arg(all));
}

void EvidenceTable::display(const EvidenceModel::Comparisons& comparisons, const Scenario& scenario, ByteUnits bytes) {
    const int before = m_filter->rowCount();
    const QString kept = chosen() != nullptr ? QString::fromStdString(chosen()->measurement->id) : QString();
    m_model->setComparisons(comparisons);
    if (!kept.isEmpty() && chosen() == nullptr) choose(kept);
    m_filter->setScenario(scenario);
    m_model->setByteUnits(bytes);
    if (m_filter->rowCount() != before) displayCount();
}

void EvidenceTable::setTheme(const Theme& theme) {
    m_model->setTheme(theme);
}

std::optional<std::vector<std::string>> EvidenceTable::shown() const {
    if (m_filter->isEverything()) return std::nullopt;
    std::vector<int> rows;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        rows.push_back(m_filter->mapToSource(m_filter->index(row, 0)).row());
    std::ranges::sort(rows);
    std::vector<std::string> out;
    for (const int row : rows) out.push_back(m_model->comparisons()[static_cast<std::size_t>(row)].measurement->id);
    return out;
}

const Comparison* EvidenceTable::chosen() const {
    const auto rows = m_view->selectionModel()->selectedRows();
    if (rows.isEmpty()) return nullptr;
    return &m_model->comparisons()[static_cast<std::size_t>(m_filter->mapToSource(rows.front()).row())];
}

void EvidenceTable::choose(const QString& id) {
    const auto& all = m_model->comparisons();
    const std::string wanted = id.toStdString();
    const auto found = std::ranges::find_if(all, [&](const Comparison& c) { return c.measurement->id == wanted; });
    if (found == all.end()) return m_view->clearSelection();
    const QModelIndex row = m_filter->mapFromSource(m_model->index(static_cast<int>(found - all.begin()), 0));
    if (!row.isValid()) return m_view->clearSelection();
    m_view->selectRow(row.row());
    m_view->scrollTo(row);
}

void EvidenceTable::reset() {
    m_view->clearSelection();
    m_search->clear();
    m_scopes->button(0)->click();
    m_view->sortByColumn(EvidenceModel::Reached, Qt::DescendingOrder);
}

void EvidenceTable::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && chosen() != nullptr)
        m_view->clearSelection();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && chosen() != nullptr)
        emit openRequested();
    else
        QFrame::keyPressEvent(event);
}

} // namespace longpeak
