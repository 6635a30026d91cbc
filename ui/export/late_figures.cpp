// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/late_figures.h"

namespace longpeak {
namespace {

/// What the figures depend on: of the style nothing but the units.
FigureDocument contentOf(FigureDocument document) {
    document.style = {.bytes = document.style.bytes};
    return document;
}

} // namespace

void LateFigures::ask(const FigureDocument& document, const Catalogue& catalogue, const SessionsPtr& sessions) {
    // The catalogue may change meanwhile, so it takes its own.
    m_latest.ask(contentOf(document), [catalogue, sessions](const FigureDocument& asked, const auto& tell,
                                                            const std::stop_token& stop) {
        tell(std::make_shared<const std::vector<Figure>>(figuresOf(asked, catalogue, sessions.get(), stop)));
    });
}

const std::vector<Figure>* LateFigures::of(const FigureDocument& document) const {
    const bool isThere = m_latest.isAnswered() && *m_latest.asked() == contentOf(document);
    return isThere ? m_latest.answer().get() : nullptr;
}

} // namespace longpeak
