// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"
#include "figure/figure_style.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QString>

class QApplication;

namespace longpeak {

enum class Appearance {
    Light,
    Dark,
    Print ///< of exported figures only: told apart in grey too
};

/// How much larger everything on screen is than at 100 %: type, and what is measured by it. Exported figures have their
/// own sizes.
double typeScale();
/// Of what is drawn from now on; `rescale` brings what is there along.
void setTypeScale(double scale);
/// A length on screen, given at 100 %.
int scaled(int pixels);
double scaled(double pixels);
/// A size of type, given at 100 %: rounded down, so that words fit where they fitted.
int scaledType(int pixels);

/// Colours and type by meaning. Widgets and figures take them from here and from nowhere else.
struct Theme {
    Appearance appearance = Appearance::Light;
    QColor window;  ///< behind the cards
    QColor surface; ///< cards, rail, menus
    QColor sunken;  ///< fields
    QColor border;  ///< of cards and tables
    QColor edge;    ///< of controls: 3 : 1 against what they lie on
    QColor grid;    ///< lines of figures
    QColor ink;     ///< text
    QColor muted;   ///< secondary text
    QColor accent;  ///< what the hand can move
    QColor onAccent;
    QColor danger;                            ///< errors, over the limit
    QColor dangerWash;                        ///< its background
    QColor better;                            ///< cheaper than the reference
    QString family = QStringLiteral("Inter"); ///< of type on figures
    bool typeset = false; ///< type is measured and set to fractions of a pixel, with kerning, for what is scaled

    /// Type on figures, in steps from the body as `typeface`.
    QFont font(int step = 0, QFont::Weight weight = QFont::Normal) const;
    /// A length on figures, given at 100 %.
    double length(double pixels) const { return typeset ? pixels : scaled(pixels); }
    /// The one colour of a concept (set of Okabe and Ito, safe for colour-blind readers).
    QColor role(Role wanted) const;
    /// The colour of the `shade`-th neighbour of the same role.
    QColor role(Role wanted, int shade) const;

    QPalette palette() const;
    QString styleSheet() const;
    /// An icon of resources/icons in the given colour.
    QIcon icon(const QString& name, const QColor& color) const;
};

const Theme& themeOf(Appearance appearance);

/// The theme of an exported figure.
Theme exportTheme(FigurePalette palette, bool serif);

/// Loads the embedded fonts, once.
void loadFonts();

/// The appearance of the platform's own palette.
Appearance systemAppearance();

/// Type on screen in pixels relative to the body: -2 small, 0 body, and so on; of the embedded family.
QFont typeface(int step = 0, QFont::Weight weight = QFont::Normal);

/// Loads the embedded font, sets style, palette and style sheet.
void applyTheme(QApplication& application, Appearance appearance);

} // namespace longpeak
