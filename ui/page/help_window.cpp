// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/help_window.h"

#include "page/help.h"
#include "page/search_bar.h"
#include "plain.h"
#include "state/settings.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QShortcut>
#include <QSignalBlocker>
#include <QTreeWidget>

#include <algorithm>

namespace longpeak {
namespace {

constexpr int indexWidth = 244;
constexpr int urlRole = Qt::UserRole;

QString geometryKey() {
    return QStringLiteral("help/geometry");
}

QTreeWidgetItem* itemOf(const QString& text, const QUrl& url) {
    auto* item = new QTreeWidgetItem({text});
    item->setData(0, urlRole, url);
    item->setToolTip(0, wrapped(text));
    return item;
}

} // namespace

HelpWindow::HelpWindow(QWidget* parent)
    : QDialog(parent), m_index(new QTreeWidget(this)), m_text(new HelpText(this)),
      m_search(new SearchBar(*m_text, this)) {
    setObjectName(QStringLiteral("help"));
    setWindowTitle(tr("Help"));
    m_index->setObjectName(QStringLiteral("helpIndex"));
    m_index->setAccessibleName(tr("Pages"));
    m_index->setHeaderHidden(true);
    m_index->setIndentation(14);
    m_index->setRootIsDecorated(false);
    m_index->setFixedWidth(indexWidth);
    m_text->setObjectName(QStringLiteral("helpText"));
    auto* keys = new QLabel(tr("Ctrl+F finds · Alt+Left goes back"), this);
    keys->setProperty("tone", "muted");
    keys->setContentsMargins(12, 4, 12, 8);
    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(m_index, 1);
    left->addWidget(keys);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_text, 1);
    right->addWidget(m_search);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(left);
    row->addLayout(right, 1);
    fillIndex();
    addKeys();
    // A press chooses when it ends: chapters that come and go meanwhile would move another one under the hand.
    connect(m_index, &QTreeWidget::currentItemChanged, this, [this] {
        if (QGuiApplication::mouseButtons() == Qt::NoButton) choose();
    });
    connect(m_index, &QTreeWidget::itemClicked, this, &HelpWindow::choose); // of the current one too: back to its head
    connect(m_text, &HelpText::pageShown, this, &HelpWindow::fillChapters);
    resize(1120, 720);
    restoreGeometry(Settings().bytes(geometryKey()));
    showPage(helpPages().front().id);
}

HelpWindow::~HelpWindow() {
    if (isVisible()) remember(); // the main window was closed before it
}

void HelpWindow::showPage(const QString& id) {
    const auto page = std::ranges::find(helpPages(), id, &HelpPage::id);
    if (page == helpPages().end()) qFatal("there is no help page '%s'", qPrintable(id));
    m_text->setSource(urlOf(*page));
    m_text->setFocus(); // so that the keys that scroll do
}

void HelpWindow::fillIndex() {
    for (const HelpPage& page : helpPages()) m_index->addTopLevelItem(itemOf(page.title, urlOf(page)));
}

/// Chapters of the page that is shown, wherever the reader came from.
void HelpWindow::fillChapters(const QUrl& source) {
    const QSignalBlocker silent(m_index);
    const QUrl page = source.adjusted(QUrl::RemoveFragment);
    for (int i = 0; i < m_index->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = m_index->topLevelItem(i);
        if (item->data(0, urlRole).toUrl() != page) {
            qDeleteAll(item->takeChildren());
            continue;
        }
        if (item->childCount() == 0)
            for (const HelpText::Heading& heading : m_text->headings()) {
                if (heading.level != 2) continue;
                QUrl url = page;
                url.setFragment(heading.anchor);
                item->addChild(itemOf(heading.text, url));
            }
        item->setExpanded(true);
        QTreeWidgetItem* current = item;
        for (int chapter = 0; chapter < item->childCount(); ++chapter)
            if (item->child(chapter)->data(0, urlRole).toUrl() == source) current = item->child(chapter);
        m_index->setCurrentItem(current);
    }
    m_search->refresh();
}

void HelpWindow::choose() {
    const QTreeWidgetItem* item = m_index->currentItem();
    if (item == nullptr) return;
    const QUrl url = item->data(0, urlRole).toUrl();
    url == m_text->source() ? m_text->goTo(url.fragment()) : m_text->setSource(url);
}

void HelpWindow::addKeys() {
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_search, &SearchBar::start);
    connect(new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Left), this), &QShortcut::activated, m_text,
            &QTextBrowser::backward);
    connect(new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Right), this), &QShortcut::activated, m_text,
            &QTextBrowser::forward);
}

void HelpWindow::remember() const {
    // Where it cannot be written, the main window has said so of its own settings.
    static_cast<void>(Settings().set({{geometryKey(), saveGeometry()}}));
}

void HelpWindow::hideEvent(QHideEvent* event) {
    if (!event->spontaneous()) remember();
    QDialog::hideEvent(event);
}

} // namespace longpeak
