// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_document.h"
#include "state/latest.h"
#include "state/sessions_question.h"

namespace longpeak {

/// The untouched figures of a document, made beside the window's thread: some are simulated, which takes long.
class LateFigures {
public:
    /// `arrived` is called when those that were asked for last are there.
    explicit LateFigures(std::function<void()> arrived) : m_latest(std::move(arrived)) {}

    /// Sessions that are known already save a simulation; nullptr = none are.
    void ask(const FigureDocument& document, const Catalogue& catalogue, const SessionsPtr& sessions);
    /// Forgets what was asked: the same document is then made anew.
    void drop() { m_latest.drop(); }
    /// Those of the document; nullptr where they have not arrived, or others were asked for since.
    const std::vector<Figure>* of(const FigureDocument& document) const;

private:
    Latest<FigureDocument, std::vector<Figure>> m_latest;
};

} // namespace longpeak
