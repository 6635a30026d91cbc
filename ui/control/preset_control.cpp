// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/preset_control.h"

#include "control/select_on_click.h"
#include "plain.h"
#include "scenario/preset_row.h"
#include "text.h"
#include "theme/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QSortFilterProxyModel>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace longpeak {
namespace {

constexpr int tagRole = Qt::UserRole + 1;     ///< whose preset it is, in a word; none for those of the program
constexpr int carriedRole = Qt::UserRole + 2; ///< true for what only the scenario has

/// Paints a name and, at the right end, its tag.
class EntryDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        const QString name = std::exchange(item.text, {});
        const QString tag = index.data(tagRole).toString();
        const QStyle* style = item.widget != nullptr ? item.widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
        const bool selected = item.state.testFlag(QStyle::State_Selected);
        const QRect inside = item.rect.adjusted(scaled(margin), 0, -scaled(margin), 0);
        painter->save();
        painter->setFont(typeface(-2));
        painter->setPen(item.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(inside, Qt::AlignVCenter | Qt::AlignRight, tag);
        const int room = inside.width() - (tag.isEmpty() ? 0 : widthOf(tag) + scaled(margin));
        painter->setFont(item.font);
        painter->setPen(item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
        painter->drawText(inside, Qt::AlignVCenter | Qt::AlignLeft,
                          item.fontMetrics.elidedText(name, Qt::ElideMiddle, room));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const QString tag = index.data(tagRole).toString();
        const int name = option.fontMetrics.horizontalAdvance(index.data(Qt::DisplayRole).toString());
        return {name + (tag.isEmpty() ? 0 : widthOf(tag) + 2 * scaled(margin)) + 2 * scaled(margin),
                scaled(entryHeight)};
    }

private:
    static constexpr int margin = 8;
    static constexpr int entryHeight = 24;
    static int widthOf(const QString& tag) { return QFontMetrics(typeface(-2)).horizontalAdvance(tag); }
};

/// Entries in whose name, id or facts every typed word stands, in any order: "llama 3 70b".
class WordsFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QString& text) {
        static const QRegularExpression between(QStringLiteral("[^\\p{L}\\p{N}.]+"));
        m_words = text.toLower().split(between, Qt::SkipEmptyParts);
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
        const QModelIndex entry = sourceModel()->index(row, 0, parent);
        const QString all = (entry.data(Qt::DisplayRole).toString() + QLatin1Char(' ') +
                             entry.data(Qt::UserRole).toString() + QLatin1Char(' ') + entry.data(tagRole).toString())
                                .toLower();
        return std::ranges::all_of(m_words, [&](const QString& word) { return all.contains(word); });
    }

private:
    QStringList m_words;
};

void addEntry(QComboBox& list, int at, const QString& name, const QString& id, const QString& tag) {
    list.insertItem(at, name, id);
    list.setItemData(at, tag, tagRole);
    if (!tag.isEmpty()) list.setItemData(at, name + QStringLiteral(", ") + tag, Qt::AccessibleTextRole);
}

} // namespace

PresetControl::PresetControl(const Parameter& parameter, const Catalogue& catalogue, QWidget* parent)
    : ParameterControl(parameter, parent), m_catalogue(catalogue), m_list(new QComboBox(this)),
      m_none(new QLabel(this)), m_facts(new QLabel(this)) {
    const QString id = toQString(parameter.id);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_list, 1);
    auto* edit = new QPushButton(tr("Edit…"), this);
    edit->setObjectName(id + QStringLiteral(".edit"));
    edit->setProperty("class", "beside");
    edit->setAccessibleName(tr("Edit the %1").arg(toQString(parameter.label).toLower()));
    edit->setToolTip(wrapped(tr("Changes this preset, or makes one of your own from it.")));
    connect(edit, &QPushButton::clicked, this, [this] { emit editPresetRequested(&m_parameter); });
    row->addWidget(edit);
    column->addLayout(row);
    column->addWidget(m_none);
    m_none->setObjectName(id + QStringLiteral(".none"));
    m_none->setProperty("tone", "danger");
    m_none->hide();
    column->addWidget(m_facts);
    describe(m_list, QStringLiteral("list"));
    m_facts->setObjectName(id + QStringLiteral(".facts"));
    m_facts->setProperty("tone", "muted");
    m_facts->setFont(typeface(-2));
    m_facts->setWordWrap(true);
    m_list->setEditable(true);
    m_list->setFocusPolicy(Qt::StrongFocus); // not by the wheel
    m_list->installEventFilter(this);
    m_list->setInsertPolicy(QComboBox::NoInsert);
    m_list->setMaxVisibleItems(16);
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_list->setMinimumContentsLength(10);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    addSearch();
    m_list->lineEdit()->installEventFilter(this);
    selectOnClick(*m_list->lineEdit());
    m_list->lineEdit()->setAccessibleName(m_list->accessibleName());
    refill();
    connect(m_list, &QComboBox::activated, this,
            [this](int index) { choose(m_list->itemData(index).toString(), m_list->itemData(index, carriedRole)); });
    connect(m_list->lineEdit(), &QLineEdit::editingFinished, this, &PresetControl::settleText);
}

/// What is typed narrows the list down; nothing is chosen that was not picked.
void PresetControl::addSearch() {
    auto* found = new WordsFilter(this);
    found->setSourceModel(m_list->model());
    auto* completer = new QCompleter(found, this);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion); // the filter's is the only one
    completer->setMaxVisibleItems(m_list->maxVisibleItems());
    m_list->setCompleter(completer);
    completer->popup()->setItemDelegate(new EntryDelegate(completer));
    connect(m_list->lineEdit(), &QLineEdit::textEdited, this, [this, found, completer](const QString& text) {
        found->setText(text);
        const bool isNone = found->rowCount() == 0;
        m_none->setText(tr("None has these words."));
        m_none->setVisible(isNone);
        if (isNone)
            completer->popup()->hide();
        else
            completer->complete();
    });
    const auto chooseAt = [this](const QModelIndex& index) {
        choose(index.data(Qt::UserRole).toString(), index.data(carriedRole));
    };
    connect(completer, qOverload<const QModelIndex&>(&QCompleter::activated), this, chooseAt);
    // The only one that has the words is meant by Enter; of several one is picked.
    connect(m_list->lineEdit(), &QLineEdit::returnPressed, this, [this, found, completer, chooseAt] {
        if (!m_list->lineEdit()->isModified() || found->rowCount() != 1) return;
        completer->popup()->hide();
        chooseAt(found->index(0, 0));
    });
}

void PresetControl::refill() {
    m_list->clear();
    m_carried = false;
    const QString own = tr("own");
    const auto candidates = m_parameter.preset->candidates(m_catalogue);
    for (const bool isOwn : {true, false})
        for (const Candidate& candidate : candidates)
            if (candidate.isOwn == isOwn)
                addEntry(*m_list, m_list->count(), QString::fromStdString(candidate.name),
                         QString::fromStdString(candidate.id), isOwn ? own : toQString(candidate.facts));
    fitPopups();
}

/// Both lists of names are as wide as the longest, tag and scroll bar included.
void PresetControl::fitPopups() {
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, m_list->view()) + 4;
    const int width = m_list->view()->sizeHintForColumn(0) + bar;
    m_list->view()->setMinimumWidth(width);
    m_list->completer()->popup()->setMinimumWidth(width);
}

/// A name that is longer than the field shows its beginning.
void PresetControl::showBeginning() {
    m_list->lineEdit()->setCursorPosition(0);
}

/// What only the scenario has is chosen as long as it is in the list; its id may be another's in the catalogue.
void PresetControl::choose(const QString& id, const QVariant& isCarried) {
    if (!isCarried.toBool()) emit typed(&m_parameter, id);
    showBeginning();
}

/// Under a hand that scrolls the rail, the model stays.
bool PresetControl::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Wheel && !m_list->hasFocus()) {
        event->ignore();
        return true;
    }
    return ParameterControl::eventFilter(watched, event);
}

/// What was typed but names nothing does not stay.
void PresetControl::settleText() {
    m_none->hide();
    if (m_list->currentIndex() >= 0) m_list->setEditText(m_list->itemText(m_list->currentIndex()));
}

void PresetControl::displayCarried(const QString& name, const QString& id) {
    if (m_carried && m_list->itemText(0) == name && m_list->itemData(0) == id && m_list->currentIndex() == 0) return;
    if (m_carried) m_list->removeItem(0);
    addEntry(*m_list, 0, name, id, tr("in this scenario"));
    m_list->setItemData(0, true, carriedRole);
    m_carried = true;
    m_list->setCurrentIndex(0);
    fitPopups();
    showBeginning();
}

void PresetControl::displayListed(const QString& id) {
    int index = m_carried ? 1 : 0; // another version under the same id is not the one
    while (index < m_list->count() && m_list->itemData(index).toString() != id) ++index;
    if (m_list->currentIndex() == index && !m_carried) return;
    m_list->setCurrentIndex(index);
    if (m_carried) m_list->removeItem(0);
    showBeginning();
    m_carried = false;
}

void PresetControl::display(const Scenario& scenario, ByteUnits bytes) {
    const QString id = QString::fromStdString(valueText(m_parameter, scenario));
    if (m_parameter.preset->isListed(scenario, m_catalogue))
        displayListed(id);
    else
        displayCarried(toQString(displayText(m_parameter, scenario)), id);
    m_facts->setText(unbroken(toQString(m_parameter.preset->facts(scenario, bytes))));
}

} // namespace longpeak

#include "preset_control.moc"
