// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "export/late_figures.h"
#include "plot/sheet.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace longpeak {

class CheckList;
class FigureBench;
class RetouchPanel;
class Retouches;
class StyleForm;

/// What the dialog asks of the window around it; replaced in tests. Empty = the user changed their mind.
struct ExportQuestions {
    std::function<QString(QWidget*, const QString& suggestion)> file;
    std::function<QString(QWidget*)> styleName;
    /// The platform's own dialogs.
    static ExportQuestions native();
};

/// One figure of a page or several as a panel: how they are set, what is changed of them by hand in a live preview, and the
/// file they go to. What was chosen is remembered, and can be saved by a name.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    /// `document` holds the figures that are chosen at first and the style to begin with; `offered` those of the page.
    /// The catalogue must outlive it. Sessions of the document's scenario save simulations; nullptr = none are known.
    ExportDialog(FigureDocument document, const QStringList& offered, const Catalogue& catalogue, SessionsPtr sessions,
                 ExportQuestions questions, QWidget* parent);

    /// As chosen now.
    FigureDocument document() const;
    /// What is changed by hand, also of figures that are not chosen now.
    const std::vector<Retouch>& retouches() const;

signals:
    void exported(const QString& path);
    void copied();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void addPreview(QLayout* row);
    void addStyles(QLayout* column);
    void addFigures(QLayout* column, const QStringList& offered);
    void addFormats(QLayout* column);
    void addButtons(QLayout* column);
    void fillStyles(const QString& chosen);
    void chooseStyle(int index);
    void saveStyle();
    void deleteStyle();
    void take();
    void takeFigures();
    QString fault() const;
    void drawSoon();
    void drawPreview();
    void tell(const std::vector<SheetFigure>& drawn);
    void copy();
    void askExport();
    QString chosenSuffix() const;
    void say(const QString& text, bool isFault);

    FigureDocument m_document;
    const Catalogue& m_catalogue;
    SessionsPtr m_sessions;
    ExportQuestions m_questions;
    Retouches* m_retouches;
    FigureBench* m_preview;
    QLabel* m_size;
    QLabel* m_findings;
    QComboBox* m_styles;
    QPushButton* m_deleteStyle = nullptr;
    CheckList* m_list = nullptr;
    StyleForm* m_form;
    RetouchPanel* m_panel;
    QCheckBox* m_ghosts;
    QComboBox* m_formats;
    QLabel* m_message;
    QPushButton* m_copy = nullptr;
    QPushButton* m_export = nullptr;
    LateFigures m_figures;
    const std::vector<Figure>* m_shown = nullptr; ///< at the bench
    bool m_drawsSoon = false;
};

} // namespace longpeak
