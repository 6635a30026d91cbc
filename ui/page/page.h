// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "state/snapshot.h"
#include "theme/theme.h"

#include <QStringList>
#include <QWidget>

namespace longpeak {

/// The figures of the page of that id, in their order; empty for none.
QStringList figuresOn(const QString& page);

/// One of the views of the scenario: layout only. The workspace shows one at a time and displays nothing on the others,
/// which are stale until they are shown.
class Page : public QWidget {
    Q_OBJECT

public:
    /// Its object name becomes "page." and the id.
    Page(QString id, QString title, QWidget* parent = nullptr);

    const QString& id() const { return m_id; }
    const QString& title() const { return m_title; }

    virtual void display(const SnapshotPtr& snapshot) = 0;
    virtual void setTheme(const Theme& theme) = 0;
    /// What must be in the snapshot while this page is shown.
    virtual Wanted wanted() const { return {}; }
    /// The hand has rested: what need not follow it can be done.
    virtual void rest() {}
    /// Whether the page exports what it shows in a way of its own, which then begins.
    virtual bool exportAll() { return false; }
    /// The metric whose explanation is shown below.
    virtual void showExplained(const QString& key);
    /// How the page is divided, to be remembered from one start to the next.
    virtual QByteArray splits() const { return {}; }
    virtual void restoreSplits(const QByteArray& state);
    /// As on a first start.
    virtual void resetLayout() {}

signals:
    /// The user wants to see how the metric of that key is made.
    void explainRequested(const QString& key);
    void wantedChanged();
    void redrawn(double milliseconds);

private:
    QString m_id;
    QString m_title;
};

} // namespace longpeak
