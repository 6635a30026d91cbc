// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/retouch_panel.h"

#include "export/check_list.h"
#include "export/wrong_field.h"
#include "figure/retouch_words.h"
#include "plain.h"
#include "text.h"

#include <QComboBox>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace longpeak {
namespace {

constexpr int leastRows = 3;

/// As many rows of those words as there are, each shown or not.
struct Row {
    QString words;
    bool isShown;
    bool isChanged;
};

void fill(CheckList& list, const std::vector<Row>& rows) {
    list.setCount(static_cast<int>(rows.size()), true);
    for (int i = 0; i < list.count(); ++i) {
        const Row& row = rows[static_cast<std::size_t>(i)];
        QTreeWidgetItem& item = *list.item(i);
        item.setText(0, row.words);
        item.setCheckState(0, row.isShown ? Qt::Checked : Qt::Unchecked);
        QFont font = list.font();
        font.setItalic(row.isChanged);
        item.setFont(0, font);
    }
}

QString reasonOf(const Faults& faults) {
    return toQString(faults.front().reason);
}

/// As the list shows it where it has no other.
QString nameOf(const NamedLine& line) {
    const QString words = toQString(line.words);
    return line.isReference ? RetouchPanel::tr("%1 (reference)").arg(words) : words;
}

/// Nothing of what is left empty, or is its own.
std::optional<std::string> givenWords(const QTreeWidgetItem& item, const QString& own) {
    constexpr int most = static_cast<int>(longestLabel) / 4; // a character has up to four bytes
    const QString words = item.text(0).trimmed().left(most);
    return words.isEmpty() || words == own ? std::nullopt : std::optional(words.toStdString());
}

} // namespace

RetouchPanel::RetouchPanel(Retouches& retouches, QWidget* parent)
    : QWidget(parent), m_retouches(retouches), m_figures(new QComboBox(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(6);
    m_figures->setObjectName(QStringLiteral("retouch.figure"));
    m_figures->setAccessibleName(tr("Figure to retouch"));
    column->addWidget(m_figures);
    m_lines = addList(QStringLiteral("retouch.lines"), tr("Lines and bars"),
                      tr("Untick what is not shown; double click for another name"));
    m_labels = addList(QStringLiteral("retouch.labels"), tr("Labels"),
                       tr("Untick what is not shown; double click for other words; drag them in the preview"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(4);
    m_axes = {addAxis(*grid, QStringLiteral("x"), &Figure::x, &Retouch::x),
              addAxis(*grid, QStringLiteral("y"), &Figure::y, &Retouch::y)};
    column->addLayout(grid);
    addButtons();
    connect(m_figures, &QComboBox::currentIndexChanged, this, &RetouchPanel::display);
    connect(m_lines, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item) { takeLine(*item); });
    connect(m_labels, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item) { takeLabel(*item); });
    connect(&m_retouches, &Retouches::changed, this, &RetouchPanel::display);
    connect(&m_retouches, &Retouches::figuresChanged, this, &RetouchPanel::fillFigures);
    fillFigures();
}

CheckList* RetouchPanel::addList(const QString& name, const QString& title, const QString& tip) {
    auto* label = new QLabel(title, this);
    auto* list = new CheckList(this);
    list->setObjectName(name);
    list->setAccessibleName(title);
    list->setToolTip(wrapped(tip));
    list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    list->setMinimumHeight(leastRows * list->rowHeight() + 4);
    label->setBuddy(list);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->addWidget(label);
    column->addWidget(list, 1);
    return list;
}

RetouchPanel::AxisFields RetouchPanel::addAxis(QGridLayout& grid, const QString& letter, Axis Figure::*axis,
                                               AxisChange Retouch::*change) {
    const int row = grid.rowCount();
    const auto field = [&](const char* name, const QString& title, int column) {
        auto* edit = new QLineEdit(this);
        edit->setObjectName(QStringLiteral("retouch.%1.%2").arg(letter, QLatin1String(name)));
        edit->setAccessibleName(title);
        edit->setToolTip(wrapped(title));
        edit->installEventFilter(this);
        grid.addWidget(edit, row, column);
        return edit;
    };
    grid.addWidget(new QLabel(letter, this), row, 0);
    const AxisFields fields{
        .axis = axis,
        .change = change,
        .from = field("from", tr("Where the %1 axis begins").arg(letter), 1),
        .to = field("to", tr("Where the %1 axis ends").arg(letter), 3),
        .ticks = field("ticks", tr("Numbers along the %1 axis: how many, or which").arg(letter), 4)};
    grid.addWidget(new QLabel(tr("to"), this), row, 2);
    fields.ticks->setPlaceholderText(tr("numbers"));
    connect(fields.from, &QLineEdit::editingFinished, this, [this, fields] { takeRange(fields); });
    connect(fields.to, &QLineEdit::editingFinished, this, [this, fields] { takeRange(fields); });
    connect(fields.ticks, &QLineEdit::editingFinished, this, [this, fields] { takeTicks(fields); });
    return fields;
}

/// Return takes what is typed, and does not export it.
bool RetouchPanel::eventFilter(QObject* watched, QEvent* event) {
    const bool isKey = event->type() == QEvent::KeyPress;
    const int key = isKey ? static_cast<QKeyEvent*>(event)->key() : 0;
    if (key != Qt::Key_Return && key != Qt::Key_Enter) return QWidget::eventFilter(watched, event);
    auto* field = static_cast<QLineEdit*>(watched);
    field->clearFocus(); // which is the end of typing
    field->setFocus();
    return true;
}

void RetouchPanel::addButtons() {
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    const auto add = [&](const QString& text, const char* name, const QString& tip, auto act) {
        auto* button = new QPushButton(text, this);
        button->setObjectName(QLatin1String(name));
        button->setProperty("class", "beside");
        button->setAutoDefault(false);
        button->setToolTip(wrapped(tip));
        connect(button, &QPushButton::clicked, this, act);
        row->addWidget(button);
        return button;
    };
    m_whole = add(tr("Whole a&xes"), "retouch.whole",
                  tr("Shows the axes whole, with as many numbers as there is room for"), [this] {
                      if (figure() == nullptr) return;
                      m_retouches.change(tr("Whole axes"), figure()->id,
                                         [](Retouch& retouch) { retouch.x = retouch.y = AxisChange(); });
                  });
    m_back = add(tr("Put &back"), "retouch.putBack", tr("Takes back all that was changed of this figure by hand"),
                 [this] {
                     if (figure() != nullptr) m_retouches.putBack(figure()->id);
                 });
    row->addStretch(1);
    QUndoStack& history = m_retouches.history();
    m_undo = add(tr("Undo"), "retouch.undo", {}, [&history] { history.undo(); });
    m_redo = add(tr("Redo"), "retouch.redo", {}, [&history] { history.redo(); });
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

const Figure* RetouchPanel::figure() const {
    const auto& all = m_retouches.untouched();
    const auto found = std::ranges::find(all, m_figures->currentData().toString().toStdString(), &Figure::id);
    return found == all.end() ? nullptr : &*found;
}

void RetouchPanel::chooseFigure(std::size_t figure) {
    const auto& all = m_retouches.untouched();
    if (figure < all.size()) m_figures->setCurrentIndex(m_figures->findData(QString::fromStdString(all[figure].id)));
}

/// Of small multiples the same is changed in each.
void RetouchPanel::fillFigures() {
    const QString before = m_figures->currentData().toString();
    m_displaying = true;
    m_figures->clear();
    for (const Figure& each : m_retouches.untouched())
        if (const QString id = QString::fromStdString(each.id); m_figures->findData(id) < 0)
            m_figures->addItem(toQString(each.title), id);
    m_figures->setCurrentIndex(std::max(0, m_figures->findData(before)));
    m_figures->setVisible(m_figures->count() > 1);
    m_displaying = false;
    display();
}

void RetouchPanel::display() {
    if (m_displaying) return;
    m_displaying = true;
    const Figure* shown = figure();
    setEnabled(shown != nullptr);
    if (shown != nullptr) {
        const Retouch retouch = m_retouches.of(shown->id);
        displayLines(*shown, retouch);
        displayLabels(*shown, retouch);
        for (const AxisFields& fields : m_axes) displayAxis(fields, *shown, retouch);
        m_whole->setEnabled(!retouch.x.changesNothing() || !retouch.y.changesNothing());
        m_back->setEnabled(!retouch.changesNothing());
    }
    const QUndoStack& history = m_retouches.history();
    m_undo->setEnabled(history.canUndo());
    m_undo->setToolTip(wrapped(history.undoText()));
    m_redo->setEnabled(history.canRedo());
    m_redo->setToolTip(wrapped(history.redoText()));
    m_displaying = false;
}

void RetouchPanel::displayLines(const Figure& figure, const Retouch& retouch) {
    const auto all = linesOf(figure);
    const auto changeOf = [&](const NamedLine& line) {
        return std::ranges::find(retouch.lines, line.name, &LineChange::name);
    };
    const auto isHidden = [&](const NamedLine& line) {
        const auto change = changeOf(line);
        return change != retouch.lines.end() && change->hidden;
    };
    std::vector<Row> rows;
    for (const NamedLine& line : all) {
        const auto change = changeOf(line);
        const bool isChanged = change != retouch.lines.end();
        const bool goesWithItsLine = line.isReference && std::ranges::any_of(all, [&](const NamedLine& own) {
                                         return !own.isReference && own.words == line.words && isHidden(own);
                                     });
        rows.push_back({isChanged && change->words ? QString::fromStdString(*change->words) : nameOf(line),
                        !isHidden(line) && !goesWithItsLine, isChanged});
    }
    fill(*m_lines, rows);
}

void RetouchPanel::displayLabels(const Figure& figure, const Retouch& retouch) {
    std::vector<Row> rows;
    for (const NamedLabel& label : labelsOf(figure)) {
        const auto change = std::ranges::find_if(retouch.labels, [&](const LabelChange& each) {
            return each.of == label.label.of && each.name == label.name;
        });
        const bool isChanged = change != retouch.labels.end();
        rows.push_back({isChanged && change->words ? QString::fromStdString(*change->words)
                                                   : toQString(labelText(figure, label.label)),
                        !isChanged || !change->hidden, isChanged});
    }
    fill(*m_labels, rows);
}

void RetouchPanel::displayAxis(const AxisFields& fields, const Figure& figure, const Retouch& retouch) {
    const Axis& axis = figure.*fields.axis;
    const AxisChange& change = retouch.*fields.change;
    const auto show = [&](QLineEdit& field, const QString& text) {
        field.setEnabled(!axis.isNamed());
        if (!field.hasFocus() || !field.property("invalid").toBool()) field.setText(text);
    };
    show(*fields.from, change.range ? toQString(alongText(axis, change.range->from)) : QString());
    show(*fields.to, change.range ? toQString(alongText(axis, change.range->to)) : QString());
    show(*fields.ticks, QString::fromStdString(ticksText(axis, change)));
    fields.from->setPlaceholderText(axis.isNamed() ? QString() : toQString(format(axis.minimum, axis.unit)));
    fields.to->setPlaceholderText(axis.isNamed() ? QString() : toQString(format(axis.maximum, axis.unit)));
}

void RetouchPanel::takeLine(const QTreeWidgetItem& item) {
    if (m_displaying || figure() == nullptr) return;
    const NamedLine line = linesOf(*figure())[static_cast<std::size_t>(m_lines->rowOf(item))];
    const bool shown = item.checkState(0) == Qt::Checked;
    m_retouches.change(shown ? tr("Lines") : tr("Hide the line"), figure()->id, [&](Retouch& retouch) {
        LineChange& change = retouch.lineChange(line.name);
        change.hidden = !shown;
        change.words = givenWords(item, nameOf(line));
    });
    display(); // also what changed nothing
}

void RetouchPanel::takeLabel(const QTreeWidgetItem& item) {
    if (m_displaying || figure() == nullptr) return;
    const NamedLabel label = labelsOf(*figure())[static_cast<std::size_t>(m_labels->rowOf(item))];
    const bool shown = item.checkState(0) == Qt::Checked;
    m_retouches.change(shown ? tr("Labels") : tr("Hide the label"), figure()->id, [&](Retouch& retouch) {
        LabelChange& change = retouch.labelChange(label.label.of, label.name);
        change.hidden = !shown;
        change.words = givenWords(item, toQString(labelText(*figure(), label.label)));
    });
    display();
}

/// An end that is left out is the figure's own.
void RetouchPanel::takeRange(const AxisFields& fields) {
    if (m_displaying || figure() == nullptr) return;
    const Axis& axis = figure()->*fields.axis;
    const auto end = [&](QLineEdit& field, double own) -> std::optional<double> {
        if (field.text().trimmed().isEmpty()) return own;
        const auto value = parseAlong(axis, field.text().trimmed().toStdString());
        say(field, value ? QString() : reasonOf(value.faults()));
        return value ? std::optional(*value) : std::nullopt;
    };
    const auto from = end(*fields.from, axis.minimum);
    const auto to = end(*fields.to, axis.maximum);
    if (!from || !to) return;
    const Extent range{*from, *to};
    const Text reason = whyNotRange(axis, range);
    say(*fields.to, toQString(reason));
    if (!reason.empty()) return;
    say(*fields.from, {});
    m_retouches.change(tr("Range of the axis"), figure()->id, [&](Retouch& retouch) {
        const bool isWhole = range == Extent{axis.minimum, axis.maximum};
        (retouch.*fields.change).range = isWhole ? std::nullopt : std::optional(range);
    });
}

void RetouchPanel::takeTicks(const AxisFields& fields) {
    if (m_displaying || figure() == nullptr) return;
    Axis axis = figure()->*fields.axis;
    const std::string text = fields.ticks->text().trimmed().toStdString();
    AxisChange change = m_retouches.of(figure()->id).*fields.change;
    if (change.range) {
        axis.minimum = change.range->from;
        axis.maximum = change.range->to;
    }
    QString fault;
    if (text.empty()) {
        change.count = 0;
        change.ticks.clear();
    } else if (const auto read = parseTicks(axis, text, change); !read) {
        fault = reasonOf(read.faults());
    }
    say(*fields.ticks, fault);
    if (fault.isEmpty())
        m_retouches.change(tr("Numbers along the axis"), figure()->id,
                           [&](Retouch& retouch) { retouch.*fields.change = change; });
}

void RetouchPanel::say(QLineEdit& field, const QString& fault) {
    markInvalid(field, !fault.isEmpty());
    if (fault == m_fault) return;
    m_fault = fault;
    emit faultChanged();
}

} // namespace longpeak
