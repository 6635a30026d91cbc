// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "quantity/quantity.h"
#include "source.h"
#include "text/text.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Compression of the KV cache along its four factors, layer × head × token × hidden (Fu 2024, arXiv:2405.08944).
// Assumption: ratios on different axes multiply. Papers report each alone; few tried two of them together.
// What a ratio saves is told by switches, for that is what tells methods apart. Without a word about it:
//   layer          bytes kept, bytes read, attention FLOP of prefill and decode (fewer layers attend over the context)
//   head, hidden   bytes kept and read
//   token          bytes kept and read
// FLOP means those that attention spends over the context. The weights' part of a prefill, 2·P·n, is never saved by a
// smaller cache; only dropping tokens before the prefill (prompt compression) makes n itself smaller.

namespace longpeak {

enum class CacheAxis { Layer, Head, Token, Hidden };

inline constexpr std::array cacheAxes{CacheAxis::Layer, CacheAxis::Head, CacheAxis::Token, CacheAxis::Hidden};

/// "layer", as in ids and files.
std::string_view axisName(CacheAxis axis);
/// The same for people.
Message axisLabel(CacheAxis axis);

/// What the ratio of an axis divides.
struct Savings {
    bool kept = true;          ///< cache bytes kept: users that fit, context switches
    bool read = true;          ///< cache bytes read for each decoded token
    bool prefill = false;      ///< FLOP of attention in prefill
    bool decode = false;       ///< FLOP of attention in decode
    bool afterPrefill = false; ///< fewer bytes only once the prefill is through: until then the whole cache is there
    bool operator==(const Savings&) const = default;
};

/// Ratios >= 1, one per axis; 1 = none.
struct Compression {
    double layer = 1.0;
    double head = 1.0;
    double token = 1.0;
    double hidden = 1.0;
    Savings layerSaves{.prefill = true, .decode = true};
    Savings headSaves;
    Savings tokenSaves;
    Savings hiddenSaves;
    /// Where tokens save prefill: they are dropped before it, so that the whole prefill, weights' part included, is of
    /// fewer tokens. Else attention alone gets cheaper, as with sparse attention.
    bool tokenBeforePrefill = false;
    std::vector<std::string> methods; ///< ids of the published methods that the ratios and savings are of
    bool operator==(const Compression&) const = default;

    double ratio(CacheAxis axis) const;
    double& ratio(CacheAxis axis);
    const Savings& saves(CacheAxis axis) const;
    Savings& saves(CacheAxis axis);

    /// The product of the four ratios, whatever they save.
    double product() const { return layer * head * token * hidden; }
    /// Divisor of the bytes kept per user (concurrency, context switch).
    double keptRatio() const {
        return ratioWhere([](const Savings& s) { return s.kept; });
    }
    /// The same until the prefill is through.
    double peakRatio() const {
        return ratioWhere([](const Savings& s) { return s.kept && !s.afterPrefill; });
    }
    /// Divisor of the bytes read per decoded token.
    double readRatio() const {
        return ratioWhere([](const Savings& s) { return s.read; });
    }
    /// Divisor of the FLOP that attention spends over the context in decode.
    double decodeFlopRatio() const {
        return ratioWhere([](const Savings& s) { return s.decode; });
    }

    /// Divisor of the tokens that a prefill goes through. Those below divide what is left of it for each of them.
    double promptRatio() const { return dropsBefore() ? token : 1.0; }
    /// Divisor of attention's FLOP for each pair of tokens of a prefill.
    double prefillFlopRatio() const {
        return ratioWhere([](const Savings& s) { return s.prefill; }) / promptRatio();
    }
    /// Divisors of the bytes that a prefill reads and writes for each token of the cache.
    double prefillReadRatio() const {
        return ratioWhere([](const Savings& s) { return s.read && !s.afterPrefill; }) / droppedWhere(&Savings::read);
    }
    double prefillWriteRatio() const { return peakRatio() / droppedWhere(&Savings::kept); }

private:
    template <typename Saves>
    double ratioWhere(Saves saves) const {
        double product = 1.0;
        if (saves(layerSaves)) product *= layer;
        if (saves(headSaves)) product *= head;
        if (saves(tokenSaves)) product *= token;
        if (saves(hiddenSaves)) product *= hidden;
        return product;
    }
    bool dropsBefore() const { return tokenBeforePrefill && tokenSaves.prefill; }
    /// The token ratio where it is counted in the tokens themselves already.
    double droppedWhere(bool Savings::*saved) const {
        return dropsBefore() && tokenSaves.*saved && !tokenSaves.afterPrefill ? token : 1.0;
    }
};

/// What an axis saves by default.
Savings defaultSavings(CacheAxis axis);

/// A published method. Ratios are the authors' or follow from the design; absent where they depend on the model.
struct Method {
    std::string id;
    std::string name;
    std::string arxiv; ///< empty when not on arXiv
    int year = 0;
    std::vector<std::string> axes;          ///< of layer, head, token, hidden
    std::string mechanism;                  ///< what it does, in a line
    std::string application;                ///< "training-free", "light training", "from scratch", ...
    std::optional<double> keptRatio;        ///< cache bytes before / after, as kept between steps
    std::optional<double> readRatio;        ///< cache bytes read per decoded token, before / after
    std::optional<double> prefillFlopRatio; ///< FLOP before / after; 1 = none saved
    std::optional<double> decodeFlopRatio;
    bool afterPrefill = false;      ///< the whole cache is there until the prefill is through
    bool beforePrefill = false;     ///< tokens are dropped before the prefill
    bool quantises = false;         ///< stores numbers in fewer bits, as the format of the cache does
    bool partOfModel = false;       ///< a design that models are built with: their presets count it already
    std::string ratioBasis;         ///< "reported", "structural" or "nominal"
    std::string ratioText;          ///< the facts behind the numbers
    std::string qualityText;        ///< in a few words
    std::string qualityClass;       ///< by the authors' own claim
    std::string needle;             ///< finding a needle in a long text: "kept", "partly", "lost" or "not reported"
    std::optional<Tokens> shownFor; ///< longest context for which the sources tell of quality
    std::string confidence;
    std::string notes;
    std::vector<Source> sources;
    bool operator==(const Method&) const = default;

    bool has(CacheAxis axis) const;
};

/// What choosing a method sets: one ratio, and what it divides.
struct MethodEffect {
    CacheAxis axis =
        CacheAxis::Token; ///< the first of the method's; its other axes are left at 1, for the ratio is of all
    double ratio = 1.0;
    Savings savings;
    bool beforePrefill = false;
};

/// Bytes kept, else read, else FLOP, as published; switches are on where the method saves that much at least, so that
/// what is applied never promises more. Nothing where no ratio above 1 is published or the model has the method built
/// in: whyNotApplied() says which.
std::optional<MethodEffect> effectOf(const Method& method);
/// "is part of a model's design, which the presets count already", or empty where it can be applied.
Text whyNotApplied(const Method& method);

/// The two share an axis, or store the same numbers in fewer bits twice: they do not combine.
bool combine(const Method& a, const Method& b);

/// Where the quality of the method is not shown at that context, why: "quality is told for 16K only"; else empty.
Text qualityDoubt(const Method& method, Tokens context);

/// Papers report each ratio alone: to be said wherever ratios of different methods stand multiplied.
inline constexpr Message multiplyingNote = LP_TEXT(
    "compression", "Ratios of different papers multiply by assumption only: each was measured alone.");

} // namespace longpeak
