// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QTextBrowser>

class QTextTable;

namespace longpeak {

/// A page of Markdown in the look of the window: headings that links reach as they do on the web, tables with air and
/// fine lines, code and formulas on a ground of their own.
class HelpText : public QTextBrowser {
    Q_OBJECT

public:
    struct Heading {
        int level;
        QString text;
        QString anchor;
    };

    explicit HelpText(QWidget* parent = nullptr);

    /// Of the page that is shown, in their order.
    const QList<Heading>& headings() const { return m_headings; }
    /// The heading of that anchor; the beginning where it is empty.
    void goTo(const QString& anchor);

    /// Of the program alone: pages read no other file.
    QVariant loadResource(int type, const QUrl& name) override;

signals:
    /// A page is there, with its look and its headings, at the place that was asked for.
    void pageShown(const QUrl& url);

protected:
    void changeEvent(QEvent* event) override;
    void doSetSource(const QUrl& url, QTextDocument::ResourceType type) override;

private:
    void finish(const QUrl& url);
    void nameHeadings();
    void applyLook();
    void styleBlocks();
    void styleLinks();
    void styleTable(QTextTable& table);

    QList<Heading> m_headings;
    bool m_isReading = false;
    bool m_isStyling = false;
};

} // namespace longpeak
