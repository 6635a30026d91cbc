// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/preset_control.h"

#include "theme/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace longpeak {
namespace {

constexpr int tagRole = Qt::UserRole + 1;     ///< whose preset it is, in a word; none for those of the program
constexpr int carriedRole = Qt::UserRole + 2; ///< true for what only the scenario has
constexpr int tagMargin = 8;

QString facts(const Parameter& parameter, const Scenario& s, ByteUnits bytes) {
    if (parameter.id != "model") return QString::fromStdString(describe(s.accelerator));
    QString text = QString::fromStdString(
        describe(s.architecture, modelParameters(s)) + " · KV " +
        format(cacheElementsPerToken(s.architecture) * bytesPerElement(s.precision.cache), Unit::BytesPerToken, bytes));
    if (s.architecture.synthetic)
        text += QObject::tr(". Synthetic: resized along its family, no published model has this shape.");
    return text;
}

/// Whether the list has what the scenario holds, and not another version of it.
bool isListed(const Parameter& parameter, const Scenario& s, const Catalogue& catalogue) {
    if (parameter.id == "model") {
        const Model* known = catalogue.model(s.model.id);
        return known != nullptr && *known == s.model;
    }
    const Accelerator* known = catalogue.accelerator(s.accelerator.id);
    return known != nullptr && *known == s.accelerator;
}

/// Paints the tag of an entry at its right end.
class TagDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QStyledItemDelegate::paint(painter, option, index);
        const QString tag = index.data(tagRole).toString();
        if (tag.isEmpty()) return;
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setFont(typeface(-2));
        painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(option.rect.adjusted(0, 0, -tagMargin, 0), Qt::AlignVCenter | Qt::AlignRight, tag);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        const QString tag = index.data(tagRole).toString();
        if (!tag.isEmpty()) size.rwidth() += QFontMetrics(typeface(-2)).horizontalAdvance(tag) + 2 * tagMargin;
        return size;
    }
};

void addEntry(QComboBox& list, int at, const QString& name, const QString& id, const QString& tag) {
    list.insertItem(at, name, id);
    list.setItemData(at, tag, tagRole);
    if (!tag.isEmpty()) list.setItemData(at, name + QStringLiteral(", ") + tag, Qt::AccessibleTextRole);
}

template <typename Preset>
void addEntries(QComboBox& list, const std::vector<Preset>& presets, const QString& tag) {
    for (const Preset& preset : presets)
        addEntry(list, list.count(), QString::fromStdString(preset.name), QString::fromStdString(preset.id), tag);
}

} // namespace

PresetControl::PresetControl(const Parameter& parameter, const Catalogue& catalogue, QWidget* parent)
    : ParameterControl(parameter, parent), m_catalogue(catalogue), m_list(new QComboBox(this)),
      m_facts(new QLabel(this)) {
    const QString id = QString::fromUtf8(parameter.id.data());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_list, 1);
    auto* edit = new QPushButton(tr("Edit…"), this);
    edit->setObjectName(id + QStringLiteral(".edit"));
    edit->setProperty("class", "beside");
    edit->setAccessibleName(parameter.id == "model" ? tr("Edit the model") : tr("Edit the accelerator"));
    edit->setToolTip(wrapped(tr("Changes this preset, or makes one of your own from it.")));
    connect(edit, &QPushButton::clicked, this, [this] { emit editPresetRequested(&m_parameter); });
    row->addWidget(edit);
    column->addLayout(row);
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
    m_list->setItemDelegate(new TagDelegate(m_list));
    m_list->completer()->setFilterMode(Qt::MatchContains);
    m_list->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_list->completer()->popup()->setItemDelegate(new TagDelegate(m_list->completer()));
    m_list->lineEdit()->setAccessibleName(m_list->accessibleName());
    refill();
    connect(m_list, &QComboBox::activated, this,
            [this](int index) { choose(m_list->itemData(index).toString(), m_list->itemData(index, carriedRole)); });
    connect(m_list->completer(), qOverload<const QModelIndex&>(&QCompleter::activated), this,
            [this](const QModelIndex& found) { choose(found.data(Qt::UserRole).toString(), found.data(carriedRole)); });
    connect(m_list->lineEdit(), &QLineEdit::editingFinished, this, &PresetControl::settleText);
}

void PresetControl::refill() {
    m_list->clear();
    m_carried = false;
    const QString own = tr("own");
    if (m_parameter.id == "model") {
        addEntries(*m_list, m_catalogue.ownModels, own);
        addEntries(*m_list, m_catalogue.models, {});
    } else {
        addEntries(*m_list, m_catalogue.ownAccelerators, own);
        addEntries(*m_list, m_catalogue.accelerators, {});
    }
}

/// What only the scenario has is chosen as long as it is in the list; its id may be another's in the catalogue.
void PresetControl::choose(const QString& id, const QVariant& isCarried) {
    if (!isCarried.toBool()) emit typed(&m_parameter, id);
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
    if (m_list->currentIndex() >= 0) m_list->setEditText(m_list->itemText(m_list->currentIndex()));
}

void PresetControl::displayCarried(const QString& name, const QString& id) {
    if (m_carried && m_list->itemText(0) == name && m_list->itemData(0) == id && m_list->currentIndex() == 0) return;
    if (m_carried) m_list->removeItem(0);
    addEntry(*m_list, 0, name, id, tr("in this scenario"));
    m_list->setItemData(0, true, carriedRole);
    m_carried = true;
    m_list->setCurrentIndex(0);
}

void PresetControl::displayListed(const QString& id) {
    int index = m_carried ? 1 : 0; // another version under the same id is not the one
    while (index < m_list->count() && m_list->itemData(index).toString() != id) ++index;
    if (m_list->currentIndex() != index) m_list->setCurrentIndex(index);
    if (m_carried) m_list->removeItem(0);
    m_carried = false;
}

void PresetControl::display(const Scenario& scenario, ByteUnits bytes) {
    const QString id = QString::fromStdString(valueText(m_parameter, scenario));
    if (isListed(m_parameter, scenario, m_catalogue))
        displayListed(id);
    else
        displayCarried(QString::fromStdString(displayText(m_parameter, scenario)), id);
    m_facts->setText(facts(m_parameter, scenario, bytes));
}

} // namespace longpeak
