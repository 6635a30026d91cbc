// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure.h"
#include "figure/figure_style.h"
#include "figure/retouch.h"
#include "preset/catalogue.h"
#include "result.h"
#include "scenario/scenario.h"
#include "text/text.h"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

// A figure as it is exported: which, of which scenario, held against which, and how it is set. The document goes into the
// exported file as JSON (FormatId::Figure), so that the file opens as the scenario and the figure that it shows, and can be
// made again byte by byte.

namespace longpeak {

struct MapAxes;
struct Sessions;

/// In one picture: its letters go from (a) to (z).
inline constexpr std::size_t mostFigures = 26;

struct FigureDocument {
    std::vector<std::string> figures; ///< ids; several make a panel with (a) (b) (c)
    FigureStyle style;
    Scenario scenario;
    std::optional<Scenario> reference; ///< drawn as ghosts
    std::string metric;                ///< key of what figures about one metric are of; empty = their own choice
    std::vector<Scenario> beside;      ///< the same figure of these too, as small multiples on shared axes
    bool together = false; ///< the curves of all of them on one pair of axes, where a figure has such (overlaid)
    std::vector<std::string> over; ///< two ranges of a map, as `longpeak map --over` reads them; empty = its own choice
    std::vector<Retouch> retouches; ///< by hand; at most one for each of the figures
    bool operator==(const FigureDocument&) const = default;
};

/// On one line; readFigureDocument gives back an equal document.
std::string writeFigureDocument(const FigureDocument& document, const Catalogue& catalogue);
/// All faults at once; `file` names the document in them.
Result<FigureDocument> readFigureDocument(std::string_view json, const std::string& file, const Catalogue& catalogue);
/// The document that an exported picture carries; nothing for a file that is no picture at all.
std::optional<Result<FigureDocument>> openFigureDocument(const std::string& path, const Catalogue& catalogue);

/// Figures in the picture: each once, or once for each scenario.
std::size_t figureCount(const FigureDocument& document);

/// Whether one of the figures is a map, which goes over `over`.
bool showsMap(const FigureDocument& document);

/// The map's axes; nothing where the document names none.
std::optional<Result<MapAxes>> mapAxesOf(const FigureDocument& document);

/// The figures that the document asks for. Sessions of its scenario are taken where they hold what the figures need, else
/// simulated anew. A stop asked for leaves the figures unfinished, to be thrown away.
std::vector<Figure> figuresOf(const FigureDocument& document, const Catalogue& catalogue,
                              const Sessions* sessions = nullptr, const std::stop_token& stop = {});

/// The same without what was changed by hand: the document's retouches make no difference but for the time that figures over
/// time show.
std::vector<Figure> untouchedFiguresOf(const FigureDocument& document, const Catalogue& catalogue,
                                       const Sessions* sessions = nullptr, const std::stop_token& stop = {});

/// The document's changes of one of its figures; nullptr where there are none.
const Retouch* retouchOf(const FigureDocument& document, std::string_view figure);

/// Untouched figures of the document with its changes. `unused` takes what of these is of nothing in them.
std::vector<Figure> withRetouches(std::vector<Figure> figures, const FigureDocument& document,
                                  std::vector<Text>* unused = nullptr);

/// What the figures show and of which scenario, in words for the caption of a paper: model, hardware, context, users,
/// every parameter that differs from its default, what the ghosts are, and how it was computed.
Text captionOf(const std::vector<Figure>& figures, const FigureDocument& document);

/// The entry of the paper for a bibliography (BibTeX).
std::string_view paperBibtex();
/// The same of this program, in this version.
std::string_view programBibtex();

} // namespace longpeak
