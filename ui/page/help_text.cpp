// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/help_text.h"

#include "plain.h"
#include "theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextFrame>
#include <QTextTable>

#include <algorithm>

namespace longpeak {
namespace {

constexpr int pageMargin = 22;
constexpr int cellPadding = 6;
constexpr int paragraphMargin = 10;
constexpr int itemMargin = 4;
constexpr int codeIndent = 12;
constexpr double lineHeight = 125; ///< percent

/// As web pages of Markdown name a heading: "What is exact, and what is assumed" is what-is-exact-and-what-is-assumed.
QString anchorOf(const QString& heading) {
    QString anchor;
    const QString lower = heading.toLower();
    for (const QChar letter : lower) {
        if (letter.isLetterOrNumber() || letter == QLatin1Char('-') || letter == QLatin1Char('_')) anchor += letter;
        if (letter == QLatin1Char(' ')) anchor += QLatin1Char('-');
    }
    return anchor;
}

/// A step of HTML: 1.5 times, 1.2 times and once the body's size. It wins over any size in pixels.
int headingStep(int level) {
    return std::max(0, 3 - level);
}

bool isCode(const QTextBlock& block) {
    return block.blockFormat().hasProperty(QTextFormat::BlockCodeFence) ||
           block.blockFormat().hasProperty(QTextFormat::BlockCodeLanguage) || block.blockFormat().nonBreakableLines();
}

} // namespace

HelpText::HelpText(QWidget* parent) : QTextBrowser(parent) {
    setProperty("class", "plain");
    setFrameShape(QFrame::NoFrame);
    setOpenExternalLinks(true);
    document()->setDocumentMargin(pageMargin);
    connect(this, &QTextBrowser::sourceChanged, this, &HelpText::finish);
}

/// Reads a page in one edit: with tables, laying it out anew for every piece would take ten times as long.
void HelpText::doSetSource(const QUrl& url, QTextDocument::ResourceType type) {
    m_isReading = true;
    QTextCursor edit(document());
    edit.beginEditBlock();
    QTextBrowser::doSetSource(url, type);
    edit.endEditBlock();
    m_isReading = false;
    finish(url);
}

QVariant HelpText::loadResource(int type, const QUrl& name) {
    return name.scheme() == QLatin1String("qrc") ? QTextBrowser::loadResource(type, name) : noResource(type);
}

/// What is left to do when a page has been read: Qt gives headings of Markdown no anchors. Going back, Qt reads a page on
/// its own and scrolls afterwards.
void HelpText::finish(const QUrl& url) {
    if (m_isReading) return;
    const QTextBlock title = document()->begin();
    const bool isNew = title.begin().atEnd() || title.begin().fragment().charFormat().anchorNames().isEmpty();
    if (isNew) { // not only scrolled
        QTextCursor edit(document());
        edit.beginEditBlock();
        nameHeadings();
        applyLook();
        edit.endEditBlock();
    }
    document()->size(); // ends the layout, without which there is nowhere to scroll to yet
    goTo(url.fragment());
    emit pageShown(url);
}

void HelpText::nameHeadings() {
    m_headings.clear();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        if (level == 0) continue;
        m_headings.append({level, block.text(), anchorOf(block.text())});
        QTextCharFormat named;
        named.setAnchor(true);
        named.setAnchorNames({m_headings.constLast().anchor});
        QTextCursor cursor(block);
        cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(named);
    }
}

void HelpText::goTo(const QString& anchor) {
    anchor.isEmpty() ? verticalScrollBar()->setValue(0) : scrollToAnchor(anchor);
}

/// Everything that has a colour or a measure; to be called again when the colours change.
void HelpText::applyLook() {
    m_isStyling = true;
    QTextCursor edit(document());
    edit.beginEditBlock();
    styleBlocks();
    styleLinks();
    QList<QTextFrame*> frames = document()->rootFrame()->childFrames();
    while (!frames.isEmpty()) {
        QTextFrame* frame = frames.takeLast();
        frames += frame->childFrames();
        if (auto* table = qobject_cast<QTextTable*>(frame)) styleTable(*table);
    }
    edit.endEditBlock();
    m_isStyling = false;
}

void HelpText::styleBlocks() {
    const QColor ground = QApplication::palette().color(QPalette::Window); // the style sheet changes that of the widget
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat look;
        if (const int level = block.blockFormat().headingLevel(); level > 0) {
            look.setTopMargin(level == 1 ? 0 : level == 2 ? 24 : 16);
            look.setBottomMargin(6);
            QTextCharFormat type;
            type.setProperty(QTextFormat::FontSizeAdjustment, headingStep(level));
            type.setFontWeight(QFont::DemiBold);
            QTextCursor words(block); // BlockUnderCursor would begin in the block before
            words.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
            words.mergeCharFormat(type);
        } else if (cursor.currentTable() == nullptr) {
            const bool code = isCode(block);
            if (!code) look.setLineHeight(lineHeight, QTextBlockFormat::ProportionalHeight);
            const bool listGoesOn = block.textList() != nullptr && block.next().textList() != nullptr;
            look.setBottomMargin(listGoesOn ? itemMargin : paragraphMargin);
            look.setTopMargin(0);
            if (code) {
                look.setBackground(ground);
                look.setTextIndent(codeIndent);
                if (isCode(block.next())) look.setBottomMargin(0); // one ground under all its lines
            }
        } else {
            look.setNonBreakableLines(!block.text().contains(QLatin1Char(' '))); // ids and formulas of one word
        }
        cursor.mergeBlockFormat(look);
    }
}

/// Qt colours links once, when it reads the page.
void HelpText::styleLinks() {
    QTextCharFormat look;
    look.setForeground(QApplication::palette().color(QPalette::Link));
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QList<std::pair<int, int>> links;
        for (auto it = block.begin(); !it.atEnd(); ++it)
            if (it.fragment().charFormat().isAnchor() && !it.fragment().charFormat().anchorHref().isEmpty())
                links.append({it.fragment().position(), it.fragment().length()});
        for (const auto& [position, length] : std::as_const(links)) {
            QTextCursor cursor(document());
            cursor.setPosition(position);
            cursor.setPosition(position + length, QTextCursor::KeepAnchor);
            cursor.mergeCharFormat(look);
        }
    }
}

void HelpText::styleTable(QTextTable& table) {
    QTextTableFormat format = table.format();
    format.setBorder(1);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(QApplication::palette().color(QPalette::Dark));
    format.setBorderCollapse(true);
    format.setCellPadding(cellPadding);
    format.setCellSpacing(0);
    format.setTopMargin(4);
    format.setBottomMargin(paragraphMargin);
    format.setRightMargin(2); // for the lines themselves, or the page scrolls sideways by their width
    table.setFormat(format);
    for (int column = 0; column < table.columns(); ++column) {
        QTextTableCell head = table.cellAt(0, column);
        QTextCharFormat look = head.format();
        look.setBackground(QApplication::palette().color(QPalette::Window));
        head.setFormat(look);
    }
}

void HelpText::changeEvent(QEvent* event) {
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_isStyling) applyLook();
}

} // namespace longpeak
