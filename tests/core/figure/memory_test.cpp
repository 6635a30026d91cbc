// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "figure/memory.h"

#include "core/figure/figure_checks.h"
#include "cost/memory_parts.h"
#include "figure/over_context.h"
#include "registry.h"

#include <set>

namespace longpeak {
namespace {

using namespace test;

FigureInput inputOf(const Scenario& scenario, const Scenario* reference = nullptr) {
    return {.scenario = scenario, .reference = reference, .catalogue = &catalogue()};
}

QStringList barsOf(const Figure& figure) {
    QStringList out;
    for (const Series& series : figure.series)
        if (!series.reference) out << shown(series.name) + QStringLiteral(": ") + shown(series.pointNames.front());
    return out;
}

class MemoryTest : public QObject {
    Q_OBJECT

private slots:
    void breakdownOfThePapersExample();
    void breakdownFillsWithoutGap();
    void breakdownOfWhatIsTooMuch();
    void breakdownGhosts();
    void breakdownInBinaryUnits();
    void ceilingsAreTheEstimates();
    void rivalsAreOthers();
    void rivalsWithoutRoomAreLeftOut();
    void ceilingGhosts();
    void cachesAreTheEstimates();
    void replacesTheAttention();
    void roomBesideTheWeights();
};

/// 80 GiB = 85.9 GB; weights of 34e9 · 2 bytes, in the shares of the model's own matrices; 3 · 12.288 GB of cache.
void MemoryTest::breakdownOfThePapersExample() {
    const Scenario s = paper50k();
    const Figure figure = breakdownFigure(inputOf(s));
    QCOMPARE(shown(figure.subtitle), QStringLiteral("3 users at 50K: 105 GB of 85.9 GB"));
    // Of 34 388 917 248 parameters 918 371 328 are tables and norms, 7 046 430 720 attention, 26 424 115 200 feed-forward.
    QCOMPARE(barsOf(figure), (QStringList{QStringLiteral("embedding, head, norms: 1.82 GB · 2.11 %"),
                                          QStringLiteral("attention: 13.9 GB · 16.2 %"),
                                          QStringLiteral("feed-forward: 52.3 GB · 60.8 %"),
                                          QStringLiteral("KV cache, full attention: 36.9 GB · 42.9 %"),
                                          QStringLiteral("beyond HBM: 19.0 GB · 22.1 %")}));
    const std::vector<Text> fromTop(figure.y.names.rbegin(), figure.y.names.rend());
    for (std::size_t i = 0; i < fromTop.size(); ++i) QCOMPARE(shown(fromTop[i]), shown(figure.series[i].name));
    QVERIFY(seriesOf(figure, "beyond HBM").role == Role::Limit);
    QVERIFY(seriesOf(figure, "attention").role == Role::Weights);
    QVERIFY(seriesOf(figure, "attention").shade != seriesOf(figure, "feed-forward").shade);
    // One user fits: what is left is free.
    const Scenario one = with(s, "users", 1);
    const Figure lone = breakdownFigure(inputOf(one));
    QCOMPARE(shown(lone.series.back().name), QStringLiteral("free"));
    NEAR(ownValue(lone.series.back(), 0), 80.0 * 1073741824 - 68e9 - 12.288e9, 1e-9);
}

void MemoryTest::breakdownFillsWithoutGap() {
    forAll(200, [] {
        const Scenario s = anyScenario();
        const Figure figure = breakdownFigure(inputOf(s));
        const Memory memory = evaluate(s).memory;
        double end = 0;
        for (std::size_t k = 0; k + 1 < figure.series.size(); ++k) {
            HOLDS_NEAR(figure.series[k].base.front(), end, 1e-12);
            end = figure.series[k].y.front();
        }
        HOLDS_NEAR(end, memory.demand.si(), 1e-12);
        const Series& rest = figure.series.back();
        HOLDS_NEAR(ownValue(rest, 0), std::abs((memory.capacity - memory.demand).si()), 1e-6);
        RC_ASSERT(shown(rest.name) ==
                  (memory.demand > memory.capacity ? QStringLiteral("beyond HBM") : QStringLiteral("free")));
    });
}

void MemoryTest::breakdownOfWhatIsTooMuch() {
    const Scenario s = with(with(paper50k(), "users", 1000), "context", 1e7);
    const Figure figure = breakdownFigure(inputOf(s));
    // 2.5 PB: the frame ends at twice the memory, and the weights are still seen.
    QCOMPARE(figure.x.maximum, 2.0 * 80 * 1073741824.0);
    QVERIFY(seriesOf(figure, "feed-forward").y.front() < figure.x.maximum);
}

void MemoryTest::breakdownGhosts() {
    const Scenario s = paper50k();
    const Scenario same = s;
    QCOMPARE(ghostsOf(breakdownFigure(inputOf(s, &same))), std::size_t{0});
    const Scenario reference = paper4k();
    const Figure figure = breakdownFigure(inputOf(s, &reference));
    QCOMPARE(ghostsOf(figure), std::size_t{1});
    const Series& ghost = figure.series.back();
    QVERIFY(ghost.reference);
    // The cache of three users at 4K: 3 · 983 040 000 bytes. What is left there has no row here.
    const double cache = static_cast<double>(
        std::ranges::find(figure.y.names, Text(memoryPartName(MemoryPart::FullCache))) - figure.y.names.begin());
    const auto at = static_cast<std::size_t>(std::ranges::find(ghost.x, cache) - ghost.x.begin());
    NEAR(ownValue(ghost, at), 3.0 * 983'040'000, 1e-9);
    QCOMPARE(ghost.x.size(), std::size_t{1}); // weights are the same, and drawn once
    // A row that only the reference has.
    const Scenario byOperators = with(s, "cost_model", 1);
    const Figure other = breakdownFigure(inputOf(s, &byOperators));
    QVERIFY(std::ranges::find(other.y.names, Text(memoryPartName(MemoryPart::Activations))) != other.y.names.end());
}

void MemoryTest::breakdownInBinaryUnits() {
    const Scenario s = paper50k();
    FigureInput input = inputOf(s);
    input.bytes = ByteUnits::Binary;
    QCOMPARE(shown(breakdownFigure(input).subtitle), QStringLiteral("3 users at 50K: 97.7 GiB of 80.0 GiB"));
}

void MemoryTest::ceilingsAreTheEstimates() {
    const Scenario s = paper50k();
    const Figure figure = comparedCeilingFigure(inputOf(s));
    const auto ofThatName = [](const auto& presets, const std::string& name) {
        const auto found = std::ranges::find_if(presets, [&](const auto& preset) { return preset.name == name; });
        return found == presets.end() ? nullptr : &*found;
    };
    for (const Series& series : figure.series) {
        Scenario there = s;
        const Accelerator* accelerator = ofThatName(catalogue().accelerators, series.name.english());
        const Model* model = ofThatName(catalogue().models, series.name.english());
        if (accelerator != nullptr) chooseAccelerator(there, *accelerator);
        if (model != nullptr) chooseModel(there, *model);
        QVERIFY(accelerator != nullptr || model != nullptr || series.name.english() == "this scenario");
        QCOMPARE(series.dashed, model != nullptr);
        for (std::size_t i = 0; i < 400; i += 37) {
            there.context = Tokens(series.x[i]);
            NEAR(series.y[i], evaluate(there).memory.ceiling, 1e-12);
        }
    }
    QCOMPARE(figure.marks.size(), std::size_t{1});
    QCOMPARE(shown(figure.marks.front().label), QStringLiteral("1.46 users"));
}

void MemoryTest::rivalsAreOthers() {
    for (const char* id : {"h100-sxm", "b200-sxm", "mi300x"}) {
        Scenario s = paper50k();
        chooseAccelerator(s, *catalogue().accelerator(id));
        const Figure figure = comparedCeilingFigure(inputOf(s));
        QCOMPARE(figure.series.size(), std::size_t{6}); // three accelerators, two models, and the scenario
        QCOMPARE(std::ranges::count_if(figure.series, [](const Series& line) { return line.dashed; }), 2);
        std::vector<double> here;
        for (const Series& series : figure.series) here.push_back(valueAt(figure, series, 50e3));
        std::ranges::sort(here);
        for (std::size_t i = 1; i < here.size(); ++i) QVERIFY(here[i] > 1.2 * here[i - 1]); // told apart
        for (const Series& series : figure.series) {
            QVERIFY(series.name.english() != s.deployment.accelerator.name);
            QVERIFY(series.role == Role::Neutral || series.name.english() == "this scenario");
            if (series.role == Role::Neutral) QVERIFY(!series.label.empty());
        }
    }
    Scenario s = paper50k();
    chooseModel(s, *catalogue().model("llama-3.1-8b"));
    for (const Series& series : comparedCeilingFigure(inputOf(s)).series)
        QVERIFY(series.name.english() != s.model.name);
}

void MemoryTest::rivalsWithoutRoomAreLeftOut() {
    // 24 GB hold no model of the list but the smallest in 16 bit, and the model itself on none of the smaller ones.
    Scenario s = paper50k();
    chooseModel(s, *catalogue().model("gpt-3-175b"));
    const Figure figure = comparedCeilingFigure(inputOf(s));
    for (const Series& series : figure.series) {
        const bool any = std::ranges::any_of(series.y, [](double y) { return y > 0; });
        QCOMPARE(any, series.name.english() != "this scenario");
    }
    QVERIFY(figure.marks.empty());
    QVERIFY(!writeCsv(figure).empty());
}

void MemoryTest::ceilingGhosts() {
    const Scenario s = paper50k();
    const Scenario moved = paper4k();
    QCOMPARE(ghostsOf(comparedCeilingFigure(inputOf(s, &moved))), std::size_t{0}); // the same curve
    const Scenario larger = with(s, "gpus", 2);
    QCOMPARE(ghostsOf(comparedCeilingFigure(inputOf(s, &larger))), std::size_t{1});
    QCOMPARE(ghostsOf(architecturesFigure(inputOf(s, &larger))), std::size_t{0}); // the cache is the same
    const Scenario smaller = with(s, "compression.token", 4);
    QCOMPARE(ghostsOf(architecturesFigure(inputOf(s, &smaller))), std::size_t{1});
}

void MemoryTest::cachesAreTheEstimates() {
    const Scenario s = with(paper50k(), "cost_model", 1);
    const Figure figure = architecturesFigure(inputOf(s));
    const Series& own = seriesOf(figure, s.model.name);
    QVERIFY(own.role == Role::Cache);
    for (std::size_t i = 0; i < 400; i += 37) {
        Scenario there = s;
        there.context = Tokens(own.x[i]);
        NEAR(own.y[i], evaluate(there).memory.cachePerUser.si(), 1e-12);
    }
    QCOMPARE(shown(figure.marks.front().label), QStringLiteral("12.3 GB"));
}

void MemoryTest::replacesTheAttention() {
    // Yi-34B has 56 query heads and 8 KV heads of 128, 2048 elements a token and layer. MHA: 14 336, 7 times. MQA: 256, an
    // eighth. A latent of 512 + 64: 3.56 times less. A window of 4096 tokens at 50 000: 12.21 times less.
    const Figure figure = architecturesFigure(inputOf(paper50k()));
    const auto named = [&](std::string_view name) {
        return std::ranges::any_of(figure.series, [&](const Series& s) { return s.name.english() == name; });
    };
    for (const char* name :
         {"MHA, 56 heads: × 7", "MQA: ÷ 8", "MLA, 512 + 64: ÷ 3.56", "window of 4096 tokens: ÷ 12.2"})
        QVERIFY2(named(name), name);
    for (const Series& series : figure.series) {
        QVERIFY(!series.name.english().starts_with("GQA")); // with 8 heads it is the model's own
        if (series.dashed) continue;
        QVERIFY2(series.role == Role::Cache, series.name.english().c_str()); // caches of this model
    }
    // One head cannot be shared between 8: with that compression MQA caches what the model does.
    for (const Series& series : architecturesFigure(inputOf(with(paper50k(), "compression.head", 8))).series)
        QVERIFY2(!series.name.english().starts_with("MQA: ÷"), series.name.english().c_str());
    // Llama-3-70B has 64 query heads for 8: MHA is 8 times its cache, and no other model's.
    Scenario llama = paper50k();
    chooseModel(llama, *catalogue().model("llama-3-70b"));
    const Figure other = architecturesFigure(inputOf(llama));
    QVERIFY(
        std::ranges::any_of(other.series, [](const Series& s) { return s.name.english() == "MHA, 64 heads: × 8"; }));
    // The scenario's own model does not stand beside itself, and a latent model can be given heads.
    Scenario itself = paper50k();
    chooseModel(itself, *catalogue().model("deepseek-v3"));
    int own = 0;
    for (const Series& series : architecturesFigure(inputOf(itself)).series) {
        QVERIFY(!series.name.english().starts_with("MLA"));
        if (shown(series.name).contains(shown(itself.model.name))) ++own;
    }
    QCOMPARE(own, 1);
    // Every line has its name, and no two the same.
    std::set<std::string> names;
    for (const Series& series : figure.series) QVERIFY(names.insert(series.name.english()).second);
}

void MemoryTest::roomBesideTheWeights() {
    // 85 899 345 920 - 68e9 bytes.
    const Scenario s = paper50k();
    const Figure figure = architecturesFigure(inputOf(s));
    QCOMPARE(figure.rules.front().at, 80.0 * 1073741824 - 68e9);
    QCOMPARE(shown(figure.rules.front().label), QStringLiteral("HBM left: 17.9 GB"));
    const Scenario none = with(s, "accelerator.memory", 60e9);
    for (const Rule& rule : architecturesFigure(inputOf(none)).rules) QVERIFY(rule.vertical);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::MemoryTest)
#include "memory_test.moc"
