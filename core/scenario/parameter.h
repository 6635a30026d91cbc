// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/read_file.h"
#include "preset/catalogue.h"
#include "quantity/format.h"
#include "result.h"
#include "scenario/case.h"
#include "text/text.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

// The parameter registry: every parameter declared once. Sliders, typed entry, command-line flags, JSON keys and their
// checks, sweeps, the parameter table of the help and the property tests all come from these rows.

namespace longpeak {

struct PresetRow;

enum class Scale {
    Linear,
    Log,
    Choice, ///< one of `choices`; the value is its index
    Preset  ///< an id of the catalogue or a file; has no number
};

/// Where a parameter stands in the control rail.
enum class Group {
    Model,
    Accelerator,
    Context,
    Precision,
    Compression,
    Users,
    DataSheet,
    Efficiency,
    CostModel,
    Convention
};

struct Choice {
    std::string_view text; ///< in JSON and on the command line
    Message label;         ///< on screen
    Message meaning;       ///< in a sentence
};

/// A value of a number that is known by what it stands for.
struct KnownValue {
    double value;    ///< SI
    Message label;   ///< on screen; empty = the value itself
    Message meaning; ///< in a sentence
};

struct Parameter {
    std::string_view id; ///< "context"; also the command line's word
    Group group;
    Message label;
    Unit unit;
    Scale scale;
    double minimum;                         ///< SI, inclusive, as `maximum`
    double maximum;                         ///< of any scenario; see maximumOf()
    double step;                            ///< of an arrow key: added on a linear scale, a factor on a log scale
    double fallback;                        ///< default of a new scenario, where the value is not automatic
    bool whole;                             ///< only whole numbers
    std::span<const double> stops;          ///< round values named under the slider
    std::span<const Choice> choices;        ///< of Scale::Choice
    std::span<const KnownValue> known = {}; ///< of a convention: those that tools use
    Message help;
    Message source;
    const PresetRow* preset = nullptr;                      ///< of Scale::Preset, in place of get and set
    double (*get)(const Case&) = nullptr;                   ///< effective value
    void (*set)(Case&, double, const Catalogue&) = nullptr; ///< value within range; see keepWithinLimits()
    bool (*isSet)(const Case&) = nullptr;                   ///< automatic ones only: set by hand?
    void (*clear)(Case&, const Catalogue&) = nullptr;       ///< automatic ones only: back to automatic

    double (*limit)(const Case&) = nullptr; ///< a scenario's own maximum, where it may be less; nullptr = no less
    MarkedMessage<1> limitReason = {};      ///< with that number: "the model caches in %1 layers"

    bool (*appliesTo)(const Case&) = nullptr; ///< nullptr = always; where it does not, it has no effect

    bool applies(const Case& scenario) const { return appliesTo == nullptr || appliesTo(scenario); }
    bool isAutomatic() const { return clear != nullptr; }
    bool isNumeric() const { return scale == Scale::Linear || scale == Scale::Log; }
    /// The object of a scenario document that the value stands in, empty = the document itself: "session".
    std::string section() const;
    /// Its key there: "rounds", or "preset" of a preset.
    std::string key() const;
    /// JSON pointer of the value in a scenario document: "/session/rounds".
    std::string pointer() const;
};

/// A parameter and the value that it is to take.
struct Change {
    const Parameter* parameter = nullptr;
    double value = 0;
    bool operator==(const Change&) const = default;
};

/// The choice that a scenario has made; of a row of Scale::Choice.
const Choice& choiceOf(const Parameter& parameter, const Case& scenario);

/// All rows, in the order of the rail.
std::span<const Parameter> parameters();

/// The row of that id, or nullptr.
const Parameter* findParameter(std::string_view id);

/// The row of the axis's ratio.
const Parameter& ratioParameter(CacheAxis axis);

/// The ids of rows that something else than a list of all asks for: the only way to name one. A test sees that each has
/// its row.
namespace parameterId {

inline constexpr std::string_view model = "model";
inline constexpr std::string_view accelerator = "accelerator";
inline constexpr std::string_view gpus = "gpus";
inline constexpr std::string_view context = "context";
inline constexpr std::string_view weightFormat = "dtype.weights";
inline constexpr std::string_view cacheFormat = "dtype.kv";
inline constexpr std::string_view hiddenRatio = "compression.hidden";
inline constexpr std::string_view tokenPrefill = "compression.token_prefill";
inline constexpr std::string_view users = "users";
inline constexpr std::string_view batch = "batch";
inline constexpr std::string_view seed = "session.seed";
inline constexpr std::string_view prefillEfficiency = "efficiency.prefill";
inline constexpr std::string_view costModel = "cost_model";
inline constexpr std::string_view prefillChunk = "prefill.chunk";
inline constexpr std::string_view attentionBlock = "convention.attention_block";
inline constexpr std::string_view expertReads = "convention.experts";
inline constexpr std::string_view windowCache = "convention.window";
inline constexpr std::string_view capacity = "convention.capacity";

} // namespace parameterId

/// "there is no model 'yi'; did you mean 'yi-34b-200k'?", of a row of Scale::Preset.
Text unknownPreset(const Parameter& parameter, std::string_view word, const Catalogue& catalogue);

/// The most that the scenario allows: a model of 60 layers cannot share a cache between 250.
double maximumOf(const Parameter& parameter, const Case& scenario);

/// Within any scenario's range, whole where it must be; and within that scenario's.
double clamped(const Parameter& parameter, double value);
double clamped(const Parameter& parameter, double value, const Case& scenario);

/// Nothing when `value` is allowed in any scenario, or in that one; else the reason ("must be from 1K to 10M, not 0").
Text whyNot(const Parameter& parameter, double value);
Text whyNot(const Parameter& parameter, double value, const Case& scenario);

/// The value as the command line and JSON write it: "50000", "bf16", "yi-34b-200k".
std::string valueText(const Parameter& parameter, const Case& scenario);

/// The value for people: "50K", "BF16", "Yi-34B-200K".
Text displayText(const Parameter& parameter, const Case& scenario, ByteUnits bytes = ByteUnits::Decimal);

/// What is to be said beside the value, in a few words: what the preset has where the value is another one, that K is 1000,
/// that the context is longer than what the model was trained for. Empty where nothing is.
Text remarkOn(const Parameter& parameter, const Case& scenario, const Catalogue& catalogue,
              ByteUnits bytes = ByteUnits::Decimal);

/// Sets any parameter from text as typed ("128K", "40 GB", "fp8", a preset id or file, "auto"). The scenario stays as
/// it was when the text is refused; the fault's file is `origin`.
Result<Done> setFromText(Case& scenario, const Parameter& parameter, std::string_view text, const Catalogue& catalogue,
                         const std::string& origin, FileKinds kinds = FileKinds::Regular);

/// Chooses a model: forgets a size set by hand and A, which belonged to the one before, and takes what the new one does not
/// allow down to what it does.
void chooseModel(Case& scenario, const Model& model);
/// Takes every parameter that is beyond the scenario's own maximum down to it: to be called after an edit, since the
/// maximum of one may depend on what another was set to.
void keepWithinLimits(Case& scenario);
/// Chooses an accelerator: forgets what was overridden of the one before.
void chooseAccelerator(Case& scenario, const Accelerator& accelerator);

/// The word by which published methods are chosen, again and again: "compression.method=snapkv". No row of the
/// registry, for it has no one value: each adds to those before.
inline constexpr std::string_view methodWord = "compression.method";
/// Where a scenario document lists them: the object, and its key in that.
inline constexpr std::string_view methodSection = "compression";
inline constexpr std::string_view methodKey = "methods";

/// Sets the ratio and what it saves on the method's axis, and 1 on its others. Refused with the reason where the method
/// gives nothing to set, or shares an axis with one that is chosen already, which is named too; then the scenario stays.
Result<Done> chooseMethod(Case& scenario, const Method& method, const Catalogue& catalogue, const Fault& origin);

/// The same for a method by its id; the fault's file is `origin`.
Result<Done> chooseMethod(Case& scenario, std::string_view id, const Catalogue& catalogue, const std::string& origin);

/// The same in place of those that it does not combine with, which are dropped.
Result<Done> chooseInstead(Case& scenario, const Method& method, const Catalogue& catalogue);

/// Takes a chosen method back: its axes save what they do by default, at ratio 1.
void dropMethod(Case& scenario, const Method& method);

} // namespace longpeak
