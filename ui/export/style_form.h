// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_style.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;

namespace longpeak {

/// Every choice of a style, as a form. Sizes are chosen or typed with their units.
class StyleForm : public QWidget {
    Q_OBJECT

public:
    explicit StyleForm(QWidget* parent = nullptr);

    /// Silent: only the user's hand emits.
    void display(const FigureStyle& style);
    /// As shown; what cannot be read keeps the value from before.
    const FigureStyle& style() const { return m_style; }
    /// What is wrong with what stands in the fields; empty = nothing.
    QString fault() const;

signals:
    void edited();

private:
    using Parse = std::optional<double> (*)(std::string_view);
    struct Size {
        QComboBox* box;
        QString label;
        Parse parse;
        std::function<void(FigureStyle&, std::optional<double>)> set;
        std::function<QString(const FigureStyle&)> text;
        bool mayBeAuto = false;
    };
    void addSize(const QString& name, const QString& label, const QStringList& offered, Size size);
    QComboBox* addChoice(const QString& name, const QString& label, const QStringList& choices);
    QCheckBox* addFlag(const QString& name, const QString& label);
    QLineEdit* addText(const QString& name, const QString& label, const QString& placeholder, QCheckBox*& use);
    void addSizes();
    void addLooks();
    void take();
    void readSize(const Size& size);

    FigureStyle m_style;
    QFormLayout* m_rows;
    std::vector<Size> m_sizes;
    QComboBox* m_font;
    QComboBox* m_palette;
    QComboBox* m_names;
    QCheckBox* m_outlines;
    QCheckBox* m_practice;
    QCheckBox* m_hasTitle = nullptr;
    QCheckBox* m_hasCaption = nullptr;
    QLineEdit* m_title;
    QLineEdit* m_caption;
    QString m_fault;
    bool m_displaying = false;
};

} // namespace longpeak
