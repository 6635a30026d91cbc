// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "model/scale.h"
#include "scenario/parameter.h"
#include "scenario/parameter_choices.h"
#include "scenario/preset_row.h"

#include <algorithm>
#include <array>
#include <limits>

namespace longpeak {
namespace {

constexpr std::array modelStops{1e9, 7e9, 34e9, 70e9, 405e9};
constexpr std::array gpuStops{1.0, 2.0, 4.0, 8.0, 16.0, 64.0};
constexpr std::array contextStops{1e3, 4e3, 32e3, 128e3, 1e6, 1e7};
constexpr std::array ratioStops{1.0, 4.0, 16.0, 64.0, 256.0};
constexpr std::array userStops{1.0, 10.0, 100.0, 1000.0};

constexpr Message fu = LP_TEXT("source", "Fu 2024, arXiv:2405.08944");
constexpr Message own = LP_TEXT("source", "Longpeak default, an assumption");

using S = Case;
using C = const Catalogue&;

void resize(S& s, std::optional<double> parameters, C catalogue) {
    s.parameters = parameters;
    s.architecture = parameters ? resized(s.model, *parameters, catalogue.models) : s.model.architecture;
}

template <auto Member>
constexpr auto getOverride() {
    return [](const S& s) { return (s.deployment.overrides.*Member).has_value(); };
}

double formatIndex(Dtype dtype) {
    return static_cast<double>(dtype);
}

Dtype formatAt(double index) {
    return static_cast<Dtype>(static_cast<int>(index));
}

template <typename Enum>
Enum choiceAt(double index) {
    return static_cast<Enum>(static_cast<int>(index));
}

bool byOperators(const S& s) {
    return s.costModel == CostModel::Operators;
}

bool byPaper(const S& s) {
    return s.costModel == CostModel::Paper;
}

bool inParallel(const S& s) {
    return byOperators(s) && s.deployment.plan.tensor > 1;
}

bool hasExperts(const S& s) {
    const auto mixes = [](const LayerGroup& g) { return g.feedForward.kind == FeedForwardKind::Mixture; };
    return std::ranges::any_of(s.architecture.groups, mixes);
}

bool hasWindows(const S& s) {
    return byOperators(s) &&
           std::ranges::any_of(s.architecture.groups, [](const LayerGroup& g) { return g.attention.window > 0; });
}

/// A change by hand: what the axis does is no longer what a published method does.
template <typename Change>
void change(S& s, CacheAxis axis, C catalogue, Change make) {
    Compression made = s.compression;
    make(made);
    if (made == s.compression) return;
    std::erase_if(made.methods, [&](const std::string& id) {
        const Method* method = catalogue.method(id);
        return method == nullptr || method->has(axis);
    });
    s.compression = std::move(made);
}

/// An axis is no longer than it is, but a published method may do more than share: its ratio is its authors'.
double withinMethods(const S& s, CacheAxis axis, double longest) {
    return s.compression.methods.empty() ? longest : std::max(longest, s.compression.ratio(axis));
}

double layerLimit(const S& s) {
    return withinMethods(s, CacheAxis::Layer, cachingLayers(s.architecture));
}

double headLimit(const S& s) {
    return withinMethods(s, CacheAxis::Head, cachedHeads(s.architecture));
}

constexpr std::string_view ratioId(CacheAxis axis) {
    switch (axis) {
    case CacheAxis::Layer: return "compression.layer";
    case CacheAxis::Head: return "compression.head";
    case CacheAxis::Token: return "compression.token";
    case CacheAxis::Hidden: break;
    }
    return parameterId::hiddenRatio;
}

template <CacheAxis Which>
constexpr Parameter ratioRow(Message label, Message help, double (*limit)(const S&) = nullptr,
                             MarkedMessage<1> limitReason = {}) {
    return {.id = ratioId(Which),
            .group = Group::Compression,
            .label = label,
            .unit = Unit::Ratio,
            .scale = Scale::Log,
            .minimum = 1,
            .maximum = 256,
            .step = 1.1,
            .fallback = 1,
            .whole = false,
            .stops = ratioStops,
            .choices = {},
            .help = help,
            .source = fu,
            .get = [](const S& s) { return s.compression.ratio(Which); },
            .set = [](S& s, double v, C c) { change(s, Which, c, [v](Compression& made) { made.ratio(Which) = v; }); },
            .limit = limit,
            .limitReason = limitReason};
}

constexpr Message helpOf(bool Savings::*saved) {
    if (saved == &Savings::kept)
        return LP_TEXT(
            "parameter",
            "The ratio divides the bytes kept for a user: how many users fit, and what a context switch moves.");
    if (saved == &Savings::read)
        return LP_TEXT("parameter", "The ratio divides the bytes of cache that each decoded token reads.");
    if (saved == &Savings::prefill)
        return LP_TEXT("parameter", "The ratio divides what attention computes in prefill.");
    if (saved == &Savings::decode)
        return LP_TEXT("parameter", "The ratio divides what attention computes for each decoded token.");
    return LP_TEXT(
        "parameter",
        "The cache gets smaller only once the prefill is through: until then one user's whole cache has to fit.");
}

template <CacheAxis Which, bool Savings::*Saved>
constexpr Parameter switchRow(std::string_view id, Message label, bool fallback) {
    return {.id = id,
            .group = Group::Compression,
            .label = label,
            .unit = Unit::Text,
            .scale = Scale::Choice,
            .minimum = 0,
            .maximum = switches.size() - 1,
            .step = 1,
            .fallback = fallback ? 1.0 : 0.0,
            .whole = true,
            .stops = {},
            .choices = Saved == &Savings::afterPrefill ? lateness : switches,
            .help = helpOf(Saved),
            .source = fu,
            .get = [](const S& s) { return s.compression.saves(Which).*Saved ? 1.0 : 0.0; },
            .set = [](S& s, double v,
                      C c) { change(s, Which, c, [v](Compression& made) { made.saves(Which).*Saved = v > 0; }); },
            .appliesTo = [](const S& s) { return s.compression.ratio(Which) > 1.0; }};
}

// clang-format off
// Of other rows only addresses are taken here, which are there before anything is made.
// NOLINTNEXTLINE(cppcoreguidelines-interfaces-global-init)
const std::array rows{
    Parameter{.id = parameterId::model, .group = Group::Model, .label = LP_TEXT("parameter", "Model"), .unit = Unit::Text, .scale = Scale::Preset,
              .minimum = 0, .maximum = 0, .step = 0, .fallback = 0, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "A preset id, or a model file."), .source = LP_TEXT("source", "presets/models.json, each with its source"),
              .preset = &modelPresets},
    Parameter{.id = "model.parameters", .group = Group::Model, .label = LP_TEXT("parameter", "Scale"), .unit = Unit::Parameters, .scale = Scale::Log,
              .minimum = 5e8, .maximum = 4e12, .step = 1.05, .fallback = 0, .whole = false, .stops = modelStops, .choices = {},
              .help = LP_TEXT("parameter", "Parameters P. Another size than the model's own resizes its layers, heads and widths along its family; such a model is synthetic."),
              .source = LP_TEXT("source", "interpolation between published members of the family"),
              .get = [](const S& s) { return s.parameters.value_or(modelParameters(s)); }, // what was set, though counted in `operators`
              .set = [](S& s, double v, C c) { resize(s, v, c); },
              .isSet = [](const S& s) { return s.parameters.has_value(); },
              .clear = [](S& s, C c) { resize(s, std::nullopt, c); }},
    Parameter{.id = parameterId::accelerator, .group = Group::Accelerator, .label = LP_TEXT("parameter", "Accelerator"), .unit = Unit::Text, .scale = Scale::Preset,
              .minimum = 0, .maximum = 0, .step = 0, .fallback = 0, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "A preset id, or an accelerator file."), .source = LP_TEXT("source", "presets/accelerators.json, each with its source"),
              .preset = &acceleratorPresets},
    Parameter{.id = parameterId::gpus, .group = Group::Accelerator, .label = LP_TEXT("parameter", "GPUs in tensor parallel"), .unit = Unit::Gpus, .scale = Scale::Log,
              .minimum = 1, .maximum = 64, .step = 2, .fallback = 1, .whole = true, .stops = gpuStops, .choices = {},
              .help = LP_TEXT("parameter", "How many accelerators hold one copy of the model together."), .source = fu,
              .get = [](const S& s) { return s.deployment.plan.tensor; },
              .set = [](S& s, double v, C) { s.deployment.plan.tensor = v; }},
    Parameter{.id = "accelerator.flops", .group = Group::DataSheet, .label = LP_TEXT("parameter", "Peak compute"), .unit = Unit::FlopPerSecond, .scale = Scale::Log,
              .minimum = 1e12, .maximum = 1e18, .step = 1.05, .fallback = 0, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Dense peak of one accelerator in the compute format, instead of the data sheet's."), .source = LP_TEXT("source", "the accelerator's data sheet"),
              .get = [](const S& s) { return peak(s).rate.si(); },
              .set = [](S& s, double v, C) { s.deployment.overrides.flops = FlopPerSecond(v); },
              .isSet = getOverride<&AcceleratorOverrides::flops>(),
              .clear = [](S& s, C) { s.deployment.overrides.flops.reset(); }},
    Parameter{.id = "accelerator.bandwidth", .group = Group::DataSheet, .label = LP_TEXT("parameter", "HBM bandwidth"), .unit = Unit::BytesPerSecond, .scale = Scale::Log,
              .minimum = 1e10, .maximum = 1e15, .step = 1.05, .fallback = 0, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Memory bandwidth of one accelerator, instead of the data sheet's."), .source = LP_TEXT("source", "the accelerator's data sheet"),
              .get = [](const S& s) { return s.deployment.memoryBandwidth().si(); },
              .set = [](S& s, double v, C) { s.deployment.overrides.bandwidth = BytesPerSecond(v); },
              .isSet = getOverride<&AcceleratorOverrides::bandwidth>(),
              .clear = [](S& s, C) { s.deployment.overrides.bandwidth.reset(); }},
    Parameter{.id = "accelerator.memory", .group = Group::DataSheet, .label = LP_TEXT("parameter", "HBM size"), .unit = Unit::Bytes, .scale = Scale::Log,
              .minimum = 1e9, .maximum = 1e14, .step = 1.05, .fallback = 0, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Memory of one accelerator, instead of what the device reports."), .source = LP_TEXT("source", "the accelerator's driver or data sheet"),
              .get = [](const S& s) { return memoryPerGpu(s).si(); },
              .set = [](S& s, double v, C) { s.deployment.overrides.memory = Bytes(v); },
              .isSet = getOverride<&AcceleratorOverrides::memory>(),
              .clear = [](S& s, C) { s.deployment.overrides.memory.reset(); }},
    Parameter{.id = "link.bandwidth", .group = Group::DataSheet, .label = LP_TEXT("parameter", "Host link"), .unit = Unit::BytesPerSecond, .scale = Scale::Log,
              .minimum = 1e8, .maximum = 1e13, .step = 1.05, .fallback = 0, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Host link of one accelerator, one direction. Presets carry the line rate; the paper takes 20 GB/s for PCIe 4."),
              .source = LP_TEXT("source", "the link's line rate"),
              .get = [](const S& s) { return s.deployment.hostLink().si(); },
              .set = [](S& s, double v, C) { s.deployment.overrides.link = BytesPerSecond(v); },
              .isSet = getOverride<&AcceleratorOverrides::link>(),
              .clear = [](S& s, C) { s.deployment.overrides.link.reset(); }},
    Parameter{.id = "interconnect.bandwidth", .group = Group::DataSheet, .label = LP_TEXT("parameter", "Link between GPUs"), .unit = Unit::BytesPerSecond, .scale = Scale::Log,
              .minimum = 1e8, .maximum = 1e14, .step = 1.05, .fallback = 0, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Link of one accelerator to the others, one direction, for the collectives of tensor parallelism. Without a link of their own they talk over the host link."),
              .source = LP_TEXT("source", "the accelerator's data sheet"),
              .get = [](const S& s) { return s.deployment.deviceLink().si(); },
              .set = [](S& s, double v, C) { s.deployment.overrides.interconnect = BytesPerSecond(v); },
              .isSet = getOverride<&AcceleratorOverrides::interconnect>(),
              .clear = [](S& s, C) { s.deployment.overrides.interconnect.reset(); }, .appliesTo = inParallel},
    Parameter{.id = "interconnect.latency", .group = Group::DataSheet, .label = LP_TEXT("parameter", "Latency of a hop"), .unit = Unit::Seconds, .scale = Scale::Linear,
              .minimum = 0, .maximum = 1e-3, .step = 1e-6, .fallback = 0, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Latency of each of the 2(g − 1) steps of a ring all-reduce. 0 at the theoretical peak; about 1 µs over NVLink."), .source = own,
              .get = [](const S& s) { return s.deployment.hopLatency.si(); },
              .set = [](S& s, double v, C) { s.deployment.hopLatency = Seconds(v); }, .appliesTo = inParallel},
    Parameter{.id = "host.memory", .group = Group::DataSheet, .label = LP_TEXT("parameter", "Host DDR"), .unit = Unit::Bytes, .scale = Scale::Log,
              .minimum = 1e9, .maximum = 1e15, .step = 1.1, .fallback = 1e12, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "DDR of the whole host, where caches go that HBM cannot hold."), .source = own,
              .get = [](const S& s) { return s.deployment.hostMemory.si(); },
              .set = [](S& s, double v, C) { s.deployment.hostMemory = Bytes(v); }},
    Parameter{.id = "price.gpu_hour", .group = Group::DataSheet, .label = LP_TEXT("parameter", "Price per GPU-hour"), .unit = Unit::DollarsPerHour, .scale = Scale::Linear,
              .minimum = 0, .maximum = 1000, .step = 0.25, .fallback = 0, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Rent of one accelerator for an hour; the preset's is a snapshot."), .source = LP_TEXT("source", "the accelerator's preset"),
              .get = [](const S& s) { return s.deployment.price() ? *s.deployment.price() * hour / Dollars(1.0) : std::numeric_limits<double>::quiet_NaN(); },
              .set = [](S& s, double v, C) { s.deployment.overrides.price = Dollars(v) / hour; },
              .isSet = getOverride<&AcceleratorOverrides::price>(),
              .clear = [](S& s, C) { s.deployment.overrides.price.reset(); }},
    Parameter{.id = parameterId::context, .group = Group::Context, .label = LP_TEXT("parameter", "Context length"), .unit = Unit::Tokens, .scale = Scale::Log,
              .minimum = 1e3, .maximum = 1e7, .step = 1.05, .fallback = 50e3, .whole = true, .stops = contextStops, .choices = {},
              .help = LP_TEXT("parameter", "Tokens n of the document that each user uploads; K = 1000."), .source = fu,
              .get = [](const S& s) { return s.context.si(); },
              .set = [](S& s, double v, C) { s.context = Tokens(v); }},
    Parameter{.id = parameterId::weightFormat, .group = Group::Precision, .label = LP_TEXT("parameter", "Weights"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = weightFormats.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = weightFormats,
              .help = LP_TEXT("parameter", "Number format of the weights."), .source = fu,
              .get = [](const S& s) { return formatIndex(s.precision.weights); },
              .set = [](S& s, double v, C) { s.precision.weights = formatAt(v); }},
    Parameter{.id = "dtype.experts", .group = Group::Precision, .label = LP_TEXT("parameter", "Experts"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = expertFormats.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = expertFormats,
              .help = LP_TEXT("parameter", "Number format of routed experts, which are often stored in fewer bits than the rest."), .source = own,
              .get = [](const S& s) { return s.precision.experts ? 1.0 + formatIndex(*s.precision.experts) : 0.0; },
              .set = [](S& s, double v, C) { s.precision.experts = v > 0 ? std::optional(formatAt(v - 1.0)) : std::nullopt; }, .appliesTo = hasExperts},
    Parameter{.id = parameterId::cacheFormat, .group = Group::Precision, .label = LP_TEXT("parameter", "KV cache"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = weightFormats.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = weightFormats,
              .help = LP_TEXT("parameter", "Number format of the cache."), .source = fu,
              .get = [](const S& s) { return formatIndex(s.precision.cache); },
              .set = [](S& s, double v, C) { s.precision.cache = formatAt(v); }},
    Parameter{.id = "dtype.compute", .group = Group::Precision, .label = LP_TEXT("parameter", "Compute"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = weightFormats.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = weightFormats,
              .help = LP_TEXT("parameter", "Number format of the arithmetic: picks the accelerator's peak. A format without units of its own runs at the 16-bit rate."), .source = fu,
              .get = [](const S& s) { return formatIndex(s.precision.compute); },
              .set = [](S& s, double v, C) { s.precision.compute = formatAt(v); }},
    ratioRow<CacheAxis::Layer>(LP_TEXT("parameter", "Layer"), LP_TEXT("parameter", "Fewer layers keep a cache, as in cross-layer KV sharing. Saves bytes kept, bytes read and attention FLOP, where not told otherwise."), layerLimit, LP_TEXT("parameter", "no more layers than %1 keep a cache")),
    switchRow<CacheAxis::Layer, &Savings::kept>("compression.layer_kept", LP_TEXT("parameter", "Layer: kept"), true),
    switchRow<CacheAxis::Layer, &Savings::read>("compression.layer_read", LP_TEXT("parameter", "Layer: read"), true),
    switchRow<CacheAxis::Layer, &Savings::prefill>("compression.layer_prefill", LP_TEXT("parameter", "Layer: prefill"), true),
    switchRow<CacheAxis::Layer, &Savings::decode>("compression.layer_decode", LP_TEXT("parameter", "Layer: decode"), true),
    switchRow<CacheAxis::Layer, &Savings::afterPrefill>("compression.layer_after_prefill", LP_TEXT("parameter", "Layer: late"), false),
    ratioRow<CacheAxis::Head>(LP_TEXT("parameter", "Head"), LP_TEXT("parameter", "Fewer heads keep a cache. Saves bytes kept and read, where not told otherwise."), headLimit, LP_TEXT("parameter", "a layer caches no more heads than %1")),
    switchRow<CacheAxis::Head, &Savings::kept>("compression.head_kept", LP_TEXT("parameter", "Head: kept"), true),
    switchRow<CacheAxis::Head, &Savings::read>("compression.head_read", LP_TEXT("parameter", "Head: read"), true),
    switchRow<CacheAxis::Head, &Savings::prefill>("compression.head_prefill", LP_TEXT("parameter", "Head: prefill"), false),
    switchRow<CacheAxis::Head, &Savings::decode>("compression.head_decode", LP_TEXT("parameter", "Head: decode"), false),
    switchRow<CacheAxis::Head, &Savings::afterPrefill>("compression.head_after_prefill", LP_TEXT("parameter", "Head: late"), false),
    ratioRow<CacheAxis::Token>(LP_TEXT("parameter", "Token"), LP_TEXT("parameter", "Fewer tokens stay in the cache. Saves bytes kept and read, not the prefill before, where not told otherwise.")),
    switchRow<CacheAxis::Token, &Savings::kept>("compression.token_kept", LP_TEXT("parameter", "Token: kept"), true),
    switchRow<CacheAxis::Token, &Savings::read>("compression.token_read", LP_TEXT("parameter", "Token: read"), true),
    Parameter{.id = parameterId::tokenPrefill, .group = Group::Compression, .label = LP_TEXT("parameter", "Token: prefill"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = promptSavings.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = promptSavings,
              .help = LP_TEXT("parameter", "What fewer tokens save of a prefill: nothing; FLOP of attention, as sparse attention does; or all of it, where tokens of the prompt are dropped before."), .source = fu,
              .get = [](const S& s) { return !s.compression.tokenSaves.prefill ? 0.0 : s.compression.tokenBeforePrefill ? 2.0 : 1.0; },
              .set = [](S& s, double v, C c) { change(s, CacheAxis::Token, c, [v](Compression& made) { made.tokenSaves.prefill = v > 0; made.tokenBeforePrefill = v > 1; }); },
              .appliesTo = [](const S& s) { return s.compression.token > 1.0; }},
    switchRow<CacheAxis::Token, &Savings::decode>("compression.token_decode", LP_TEXT("parameter", "Token: decode"), false),
    switchRow<CacheAxis::Token, &Savings::afterPrefill>("compression.token_after_prefill", LP_TEXT("parameter", "Token: late"), false),
    ratioRow<CacheAxis::Hidden>(LP_TEXT("parameter", "Hidden"), LP_TEXT("parameter", "Smaller or coarser vectors in the cache. Saves bytes kept and read, where not told otherwise; the number format of the cache counts beside it.")),
    switchRow<CacheAxis::Hidden, &Savings::kept>("compression.hidden_kept", LP_TEXT("parameter", "Hidden: kept"), true),
    switchRow<CacheAxis::Hidden, &Savings::read>("compression.hidden_read", LP_TEXT("parameter", "Hidden: read"), true),
    switchRow<CacheAxis::Hidden, &Savings::prefill>("compression.hidden_prefill", LP_TEXT("parameter", "Hidden: prefill"), false),
    switchRow<CacheAxis::Hidden, &Savings::decode>("compression.hidden_decode", LP_TEXT("parameter", "Hidden: decode"), false),
    switchRow<CacheAxis::Hidden, &Savings::afterPrefill>("compression.hidden_after_prefill", LP_TEXT("parameter", "Hidden: late"), false),
    Parameter{.id = parameterId::users, .group = Group::Users, .label = LP_TEXT("parameter", "Concurrent users"), .unit = Unit::Users, .scale = Scale::Log,
              .minimum = 1, .maximum = 1000, .step = 1.05, .fallback = 1, .whole = true, .stops = userStops, .choices = {},
              .help = LP_TEXT("parameter", "Users who hold a conversation with the deployment at the same time."), .source = fu,
              .get = [](const S& s) { return s.session.users; },
              .set = [](S& s, double v, C) { s.session.users = v; }},
    Parameter{.id = parameterId::batch, .group = Group::Users, .label = LP_TEXT("parameter", "Decode batch size"), .unit = Unit::Users, .scale = Scale::Log,
              .minimum = 1, .maximum = 4096, .step = 1.05, .fallback = 1, .whole = true, .stops = userStops, .choices = {},
              .help = LP_TEXT("parameter", "Users of one decode step: the weights are read once for all of them, the cache once for each."), .source = LP_TEXT("source", "batched decode; the paper's batch is one"),
              .get = [](const S& s) { return s.batch; },
              .set = [](S& s, double v, C) { s.batch = v; }},
    Parameter{.id = "session.rounds", .group = Group::Users, .label = LP_TEXT("parameter", "Rounds"), .unit = Unit::Count, .scale = Scale::Linear,
              .minimum = 1, .maximum = 100, .step = 1, .fallback = 5, .whole = true, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Questions asked in one session."), .source = fu,
              .get = [](const S& s) { return s.session.rounds; },
              .set = [](S& s, double v, C) { s.session.rounds = v; }},
    Parameter{.id = "session.question", .group = Group::Users, .label = LP_TEXT("parameter", "Question"), .unit = Unit::Tokens, .scale = Scale::Linear,
              .minimum = 1, .maximum = 100e3, .step = 10, .fallback = 100, .whole = true, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Tokens of each question after the first."), .source = own,
              .get = [](const S& s) { return s.session.question.si(); },
              .set = [](S& s, double v, C) { s.session.question = Tokens(v); }},
    Parameter{.id = "session.answer", .group = Group::Users, .label = LP_TEXT("parameter", "Answer"), .unit = Unit::Tokens, .scale = Scale::Linear,
              .minimum = 1, .maximum = 100e3, .step = 10, .fallback = 250, .whole = true, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Tokens of each answer."), .source = fu,
              .get = [](const S& s) { return s.session.answer.si(); },
              .set = [](S& s, double v, C) { s.session.answer = Tokens(v); }},
    Parameter{.id = "session.think", .group = Group::Users, .label = LP_TEXT("parameter", "Think time"), .unit = Unit::Seconds, .scale = Scale::Linear,
              .minimum = 0, .maximum = 86400, .step = 5, .fallback = 60, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Time a user reads and thinks between an answer and the next question."), .source = fu,
              .get = [](const S& s) { return s.session.think.si(); },
              .set = [](S& s, double v, C) { s.session.think = Seconds(v); }},
    Parameter{.id = "session.think_time", .group = Group::Users, .label = LP_TEXT("parameter", "Think times"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = thinkTimes.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = thinkTimes,
              .help = LP_TEXT("parameter", "The same after every answer, or drawn each time from an exponential distribution of the same mean."), .source = fu,
              .get = [](const S& s) { return static_cast<double>(s.session.thinkTime); },
              .set = [](S& s, double v, C) { s.session.thinkTime = static_cast<ThinkTime>(v); }},
    Parameter{.id = "session.stagger", .group = Group::Users, .label = LP_TEXT("parameter", "Inter-arrival time"), .unit = Unit::Seconds, .scale = Scale::Linear,
              .minimum = 0, .maximum = 3600, .step = 1, .fallback = 0, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Time from the first upload of one user to that of the next; 0: all at once."), .source = fu,
              .get = [](const S& s) { return s.session.stagger.si(); },
              .set = [](S& s, double v, C) { s.session.stagger = Seconds(v); }},
    Parameter{.id = parameterId::seed, .group = Group::Users, .label = LP_TEXT("parameter", "Seed"), .unit = Unit::Count, .scale = Scale::Linear,
              .minimum = 1, .maximum = 1e6, .step = 1, .fallback = 1, .whole = true, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Of the think times that are drawn: the same seed gives the same times."), .source = own,
              .get = [](const S& s) { return s.session.seed; },
              .set = [](S& s, double v, C) { s.session.seed = v; },
              .appliesTo = [](const S& s) { return s.session.thinkTime == ThinkTime::Drawn; }},
    Parameter{.id = "policy.schedule", .group = Group::Users, .label = LP_TEXT("parameter", "Scheduling"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = schedules.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = schedules,
              .help = LP_TEXT("parameter", "Who of those that wait is served next: first come first served; who goes on with a conversation before who brings a document; or the shortest request."), .source = fu,
              .get = [](const S& s) { return static_cast<double>(s.policy.schedule); },
              .set = [](S& s, double v, C) { s.policy.schedule = static_cast<Schedule>(v); }},
    Parameter{.id = "policy.residency", .group = Group::Users, .label = LP_TEXT("parameter", "Swapping"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = residencies.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = residencies,
              .help = LP_TEXT("parameter", "Where there is no room in HBM: swap the least recently served cache to host DDR; the same while the GPU works on another request; or let new users wait until a session ends."), .source = fu,
              .get = [](const S& s) { return static_cast<double>(s.policy.residency); },
              .set = [](S& s, double v, C) { s.policy.residency = static_cast<Residency>(v); }},
    Parameter{.id = parameterId::prefillEfficiency, .group = Group::Efficiency, .label = LP_TEXT("parameter", "Prefill, of peak FLOP/s"), .unit = Unit::Fraction, .scale = Scale::Linear,
              .minimum = 0.01, .maximum = 1, .step = 0.01, .fallback = 1, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Fraction of the peak FLOP/s that prefill reaches."), .source = LP_TEXT("source", "1 = theoretical peak"),
              .get = [](const S& s) { return s.efficiency.prefill; },
              .set = [](S& s, double v, C) { s.efficiency.prefill = v; }},
    Parameter{.id = "efficiency.decode", .group = Group::Efficiency, .label = LP_TEXT("parameter", "Decode, of HBM bandwidth"), .unit = Unit::Fraction, .scale = Scale::Linear,
              .minimum = 0.01, .maximum = 1, .step = 0.01, .fallback = 1, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Fraction of the HBM bandwidth that decode reaches."), .source = LP_TEXT("source", "1 = theoretical peak"),
              .get = [](const S& s) { return s.efficiency.decode; },
              .set = [](S& s, double v, C) { s.efficiency.decode = v; }},
    Parameter{.id = "efficiency.link", .group = Group::Efficiency, .label = LP_TEXT("parameter", "Switch, of the host link"), .unit = Unit::Fraction, .scale = Scale::Linear,
              .minimum = 0.01, .maximum = 1, .step = 0.01, .fallback = 1, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Fraction of the host link's rate that a context switch reaches."), .source = LP_TEXT("source", "1 = theoretical peak"),
              .get = [](const S& s) { return s.efficiency.link; },
              .set = [](S& s, double v, C) { s.efficiency.link = v; }},
    Parameter{.id = "efficiency.interconnect", .group = Group::Efficiency, .label = LP_TEXT("parameter", "Between GPUs, of their link"), .unit = Unit::Fraction, .scale = Scale::Linear,
              .minimum = 0.01, .maximum = 1, .step = 0.01, .fallback = 1, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Fraction of the rate between GPUs that collectives reach."), .source = LP_TEXT("source", "1 = theoretical peak"),
              .get = [](const S& s) { return s.efficiency.interconnect; },
              .set = [](S& s, double v, C) { s.efficiency.interconnect = v; }, .appliesTo = inParallel},
    Parameter{.id = parameterId::costModel, .group = Group::CostModel, .label = LP_TEXT("parameter", "Cost model"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = costModels.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = costModels,
              .help = LP_TEXT("parameter", "Paper: the closed form of Fu 2024. Operators: a roofline over every operator of the architecture, which newer models need."), .source = LP_TEXT("source", "Fu 2024, arXiv:2405.08944; roofline model, Williams et al. 2009"),
              .get = [](const S& s) { return static_cast<double>(s.costModel); },
              .set = [](S& s, double v, C) { s.costModel = static_cast<CostModel>(static_cast<int>(v)); }},
    Parameter{.id = "paper.attention_coefficient", .group = Group::CostModel, .label = LP_TEXT("parameter", "Attention coefficient"), .unit = Unit::Count, .scale = Scale::Linear,
              .minimum = 0, .maximum = 1e6, .step = 64, .fallback = 0, .whole = false, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "A in prefill = (2·P·n + A·L·n²) / C. Calibrated, not quoted: 6656 for Yi-34B, scaled with the query width for other models. Exact for a causal mask is 2·H_q·d."),
              .source = LP_TEXT("source", "calibrated on both prefill times of Fu 2024"),
              .get = [](const S& s) { return attentionCoefficient(s); },
              .set = [](S& s, double v, C) { s.attentionCoefficient = v; },
              .isSet = [](const S& s) { return s.attentionCoefficient.has_value(); },
              .clear = [](S& s, C) { s.attentionCoefficient.reset(); }, .appliesTo = byPaper},
    Parameter{.id = parameterId::prefillChunk, .group = Group::CostModel, .label = LP_TEXT("parameter", "Prefill chunk"), .unit = Unit::Tokens, .scale = Scale::Linear,
              .minimum = 0, .maximum = 1e7, .step = 512, .fallback = 8192, .whole = true, .stops = {}, .choices = {},
              .help = LP_TEXT("parameter", "Tokens of one prefill pass; 0 = the whole prompt at once. Each chunk reads the weights and the cache before it; a long one needs more memory for activations."),
              .source = LP_TEXT("source", "Longpeak default, a common setting of engines"),
              .get = [](const S& s) { return s.prefillChunk.si(); },
              .set = [](S& s, double v, C) { s.prefillChunk = Tokens(v); }, .appliesTo = byOperators},
    Parameter{.id = "convention.causal", .group = Group::Convention, .label = LP_TEXT("parameter", "Causal mask"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = causalMasks.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = causalMasks,
              .help = LP_TEXT("parameter", "Pairs that prefill computes: n(n + 1)/2, or the full square as many calculators count."), .source = own,
              .get = [](const S& s) { return static_cast<double>(s.conventions.causal); },
              .set = [](S& s, double v, C) { s.conventions.causal = choiceAt<CausalMask>(v); }, .appliesTo = byOperators},
    Parameter{.id = "convention.lm_head", .group = Group::Convention, .label = LP_TEXT("parameter", "LM head"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = headPositions.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = headPositions,
              .help = LP_TEXT("parameter", "Positions of a prefill that go through the LM head: only the last one is needed."), .source = own,
              .get = [](const S& s) { return static_cast<double>(s.conventions.head); },
              .set = [](S& s, double v, C) { s.conventions.head = choiceAt<HeadPositions>(v); }, .appliesTo = byOperators},
    Parameter{.id = parameterId::attentionBlock, .group = Group::Convention, .label = LP_TEXT("parameter", "Attention block"), .unit = Unit::Tokens, .scale = Scale::Linear,
              .minimum = 0, .maximum = 1e6, .step = 128, .fallback = 1024, .whole = true, .stops = {}, .choices = {}, .known = attentionBlocks,
              .help = LP_TEXT("parameter", "Queries of a prefill that share one read of keys and values (FlashAttention, blocks that share an L2 cache); 0 = one read in all."),
              .source = LP_TEXT("source", "arXiv:2205.14135; 1024 is an assumption"),
              .get = [](const S& s) { return s.conventions.attentionBlock; },
              .set = [](S& s, double v, C) { s.conventions.attentionBlock = v; }, .appliesTo = byOperators},
    Parameter{.id = parameterId::expertReads, .group = Group::Convention, .label = LP_TEXT("parameter", "Experts read"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = expertReads.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = expertReads,
              .help = LP_TEXT("parameter", "Routed experts that a pass of T tokens reads: expected distinct ones, E(1 − (1 − k/E)^T), at most, or all."), .source = own,
              .get = [](const S& s) { return static_cast<double>(s.conventions.experts); },
              .set = [](S& s, double v, C) { s.conventions.experts = choiceAt<ExpertReads>(v); },
              .appliesTo = [](const S& s) { return byOperators(s) && hasExperts(s); }},
    Parameter{.id = parameterId::windowCache, .group = Group::Convention, .label = LP_TEXT("parameter", "Sliding layers"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = windowCaches.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = windowCaches,
              .help = LP_TEXT("parameter", "What layers with a window keep: the window, or the full length as some engines reserve."), .source = own,
              .get = [](const S& s) { return static_cast<double>(s.conventions.window); },
              .set = [](S& s, double v, C) { s.conventions.window = choiceAt<WindowCache>(v); }, .appliesTo = hasWindows},
    Parameter{.id = parameterId::capacity, .group = Group::Convention, .label = LP_TEXT("parameter", "Capacity"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = capacities.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = capacities,
              .help = LP_TEXT("parameter", "Memory of an accelerator: bytes the device reports, or the number on its box in decimal GB."), .source = own,
              .get = [](const S& s) { return static_cast<double>(s.conventions.capacity); },
              .set = [](S& s, double v, C) { s.conventions.capacity = choiceAt<Capacity>(v); }},
    Parameter{.id = "convention.utilisation", .group = Group::Convention, .label = LP_TEXT("parameter", "Memory used"), .unit = Unit::Fraction, .scale = Scale::Linear,
              .minimum = 0.1, .maximum = 1, .step = 0.01, .fallback = 1, .whole = false, .stops = {}, .choices = {}, .known = utilisations,
              .help = LP_TEXT("parameter", "Fraction of the memory that an engine gives to weights and caches; many take 90 %."), .source = own,
              .get = [](const S& s) { return s.conventions.utilisation; },
              .set = [](S& s, double v, C) { s.conventions.utilisation = v; }},
    Parameter{.id = "convention.tpot", .group = Group::Convention, .label = LP_TEXT("parameter", "TPOT"), .unit = Unit::Text, .scale = Scale::Choice,
              .minimum = 0, .maximum = perTokens.size() - 1, .step = 1, .fallback = 0, .whole = true, .stops = {}, .choices = perTokens,
              .help = LP_TEXT("parameter", "Time per output token (TPOT): (end to end − first token)/(a − 1), or end to end/a, the prefill included."), .source = own,
              .get = [](const S& s) { return static_cast<double>(s.conventions.perToken); },
              .set = [](S& s, double v, C) { s.conventions.perToken = choiceAt<PerToken>(v); }},
};
// clang-format on

} // namespace

std::span<const Parameter> parameters() {
    return rows;
}

const Parameter& ratioParameter(CacheAxis axis) {
    return *findParameter(ratioId(axis));
}

} // namespace longpeak
