// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "export/export_dialog.h"
#include "export/figure_copy.h"
#include "export/late_figures.h"
#include "state/refresher.h"
#include "state/scenario_store.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace longpeak {

struct SideBySide;

/// Takes figures of the scenario out of the window: to files by the dialog, and to the clipboard.
class FigureActions : public QObject {
    Q_OBJECT

public:
    FigureActions(ScenarioStore& store, Refresher& refresher, ExportQuestions questions, QWidget* window);

    /// `zooms` makes what the window shows of a figure its ranges: that is what is copied and exported of it.
    void setZooms(std::function<void(Retouch&)> zooms) { m_zooms = std::move(zooms); }
    /// What is changed of figures by hand when the next dialog opens; what was changed in the last one, unless it is set.
    void setRetouches(std::vector<Retouch> retouches) { m_retouches = std::move(retouches); }

    /// Opens the dialog on the figures of a page; those of `chosen` are in the picture at first.
    void exportFigures(const QStringList& offered, const QStringList& chosen);
    /// Opens the dialog on that figure of the scenario and each pin.
    void exportMultiples(const QString& figure, bool together);
    /// Asks where to, and writes the table as .csv or .md; the path, empty where the user changed their mind.
    Result<QString> exportTable(const SideBySide& table);
    /// In the style that was used last. It is on the clipboard when the figure has been made; a later copy replaces it.
    void copy(const QString& figure, FigureCopy what);

signals:
    void exported(const QString& path);
    /// What is on the clipboard now, in words.
    void copied(const QString& what);

private:
    void openDialog(FigureDocument document, const QStringList& offered);
    FigureDocument documentOf(const QStringList& figures) const;
    std::vector<Retouch> withZooms(std::vector<Retouch> retouches, const QStringList& figures) const;
    SessionsPtr sessions() const;
    void finishCopy();

    ScenarioStore& m_store;
    Refresher& m_refresher;
    ExportQuestions m_questions;
    QWidget* m_window;
    std::function<void(Retouch&)> m_zooms;
    std::vector<Retouch> m_retouches;
    struct Copying {
        FigureDocument document;
        FigureCopy what;
    };
    std::optional<Copying> m_copying;
    LateFigures m_copied;
};

} // namespace longpeak
