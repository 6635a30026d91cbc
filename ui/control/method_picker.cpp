// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/method_picker.h"

#include "compression/method_facts.h"
#include "control/table_style.h"
#include "plain.h"
#include "quantity/format.h"
#include "state/scenario_store.h"
#include "text.h"
#include "theme/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace longpeak {
namespace {

constexpr int rowHeight = 26;
constexpr int factsHeight = 210;
constexpr int cellPadding = 16;

} // namespace

MethodPicker::MethodPicker(ScenarioStore& store, QWidget* parent)
    : QDialog(parent), m_store(store), m_model(new MethodModel(store.catalogue(), this)),
      m_filter(new MethodFilter(*m_model, this)), m_search(new QLineEdit(this)), m_view(new QTableView(this)),
      m_title(new QLabel(this)), m_facts(new FactsBrowser(this)), m_product(new QLabel(this)) {
    setObjectName(QStringLiteral("methodPicker"));
    setWindowTitle(tr("Published methods"));
    resize(980, 640);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    addTable(column);
    m_title->setObjectName(QStringLiteral("methods.title"));
    m_title->setFont(typeface(1, QFont::DemiBold));
    column->addWidget(m_title);
    m_facts->setObjectName(QStringLiteral("methods.facts"));
    m_facts->setAccessibleName(tr("What is known of the chosen method"));
    m_facts->setFixedHeight(factsHeight);
    m_facts->document()->setDocumentMargin(8);
    column->addWidget(m_facts);
    auto* below = new QHBoxLayout;
    m_product->setObjectName(QStringLiteral("methods.product"));
    m_product->setProperty("tone", "muted");
    m_product->setWordWrap(true);
    below->addWidget(m_product, 1);
    auto* close = new QPushButton(tr("&Close"), this);
    close->setObjectName(QStringLiteral("methods.close"));
    close->setAutoDefault(false);
    below->addWidget(close);
    column->addLayout(below);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_search, &QLineEdit::textChanged, m_filter, &MethodFilter::setSearch);
    connect(m_model, &MethodModel::toggled, this, &MethodPicker::choose);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &MethodPicker::showFacts);
    display(store.scenario());
    m_view->selectRow(firstChoosable());
}

/// The first row of a method that can be chosen.
int MethodPicker::firstChoosable() const {
    for (int row = 0; row < m_filter->rowCount(); ++row)
        if (m_filter->index(row, MethodModel::Name).flags().testFlag(Qt::ItemIsUserCheckable)) return row;
    return 0;
}

void MethodPicker::addTable(QLayout* column) {
    m_search->setObjectName(QStringLiteral("methods.search"));
    m_search->setPlaceholderText(tr("Search: a name, an axis, what it does, a year"));
    m_search->setAccessibleName(tr("Search the methods"));
    m_search->setClearButtonEnabled(true);
    column->addWidget(m_search);
    m_view->setModel(m_filter);
    m_view->setObjectName(QStringLiteral("methods.rows"));
    m_view->setAccessibleName(tr("Published methods; a check chooses one"));
    styleTable(*m_view, -1, rowHeight);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(-1, Qt::AscendingOrder); // the catalogue's order: by axis
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    static constexpr std::array<const char*, MethodModel::Count> samples{"Native Sparse Attention, of DeepSe",
                                                                         "layer, head, token",
                                                                         "66.7×00",
                                                                         "kept after prefill, read, dec",
                                                                         "loses needles in long texts: acc",
                                                                         "Year 00",
                                                                         "arXiv:2404.14469"};
    setColumnWidths(*m_view, samples, cellPadding);
    m_view->horizontalHeader()->setStretchLastSection(true);
    static_cast<QVBoxLayout*>(column)->addWidget(m_view, 1);
}

void MethodPicker::display(const Scenario& scenario) {
    m_model->display(scenario);
    const double ratio = scenario.compression.keptRatio();
    QString words =
        ratio > 1 ? tr("Bytes kept of the cache: %1 fewer.").arg(QString::fromStdString(format(ratio, Unit::Ratio)))
                  : tr("The whole cache is kept.");
    if (scenario.compression.methods.size() > 1) words += QLatin1Char(' ') + toQString(multiplyingNote);
    m_product->setText(unbroken(words));
    showFacts();
}

void MethodPicker::choose(const QString& id, bool chosen) {
    const Method* method = m_store.catalogue().method(id.toStdString());
    Scenario scenario = m_store.scenario();
    if (!chosen)
        dropMethod(scenario, *method);
    else if (!chooseInstead(scenario, *method, m_store.catalogue()))
        return;
    const QString name = QString::fromStdString(method->name);
    m_store.replace(scenario, chosen ? tr("Compress by %1").arg(name) : tr("Without %1").arg(name));
}

void MethodPicker::showFacts() {
    const QModelIndex row = m_filter->mapToSource(m_view->currentIndex());
    if (!row.isValid()) {
        m_title->setText(tr("No method"));
        return m_facts->clear();
    }
    const Method& method = m_model->methodAt(row.row());
    m_title->setText(QString::fromStdString(method.name));
    const Tokens context = m_store.scenario().context;
    QString rows;
    for (const Fact& fact : factsOf(method, context)) {
        const auto& chosen = m_store.scenario().compression.methods;
        const bool isChosen = std::ranges::find(chosen, method.id) != chosen.end();
        const auto tone = fact.isDoubtful && isChosen ? QPalette::BrightText : QPalette::Text;
        rows += QStringLiteral("<tr><td style='color:%1; padding-right:14px; white-space:nowrap'>%2</td>"
                               "<td style='color:%3'>%4</td></tr>")
                    .arg(palette().color(QPalette::PlaceholderText).name(), html(fact.name),
                         palette().color(tone).name(), html(fact.text));
    }
    const QString text = QStringLiteral("<table>%1</table>").arg(rows);
    if (m_facts->property("rows").toString() == text) return; // keeps its place
    m_facts->setProperty("rows", text);
    m_facts->setHtml(text);
}

} // namespace longpeak
