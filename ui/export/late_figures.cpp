// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/late_figures.h"

#include "figure/figure_kind.h"

namespace longpeak {
namespace {

/// What the untouched figures depend on: of the style nothing but the units, and the time that is shown.
FigureDocument contentOf(FigureDocument document) {
    document.style = {.bytes = document.style.bytes};
    for (Retouch& retouch : document.retouches)
        retouch = {.figure = retouch.figure,
                   .x = {.range = findFigureKind(retouch.figure)->ofTime ? retouch.x.range : std::nullopt}};
    std::erase_if(document.retouches, [](const Retouch& retouch) { return retouch.changesNothing(); });
    return document;
}

} // namespace

void LateFigures::ask(const FigureDocument& document, const Catalogue& catalogue, const SessionsPtr& sessions) {
    // The catalogue may change meanwhile, so it takes its own.
    m_latest.ask(contentOf(document), [catalogue, sessions](const FigureDocument& asked, const auto& tell,
                                                            const std::stop_token& stop) {
        tell(std::make_shared<const std::vector<Figure>>(untouchedFiguresOf(asked, catalogue, sessions.get(), stop)));
    });
}

const std::vector<Figure>* LateFigures::of(const FigureDocument& document) const {
    const bool isThere = m_latest.isAnswered() && *m_latest.asked() == contentOf(document);
    return isThere ? m_latest.answer().get() : nullptr;
}

} // namespace longpeak
