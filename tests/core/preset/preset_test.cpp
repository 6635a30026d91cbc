// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/near.h"
#include "core/samples.h"
#include "cost/estimate.h"
#include "preset/preset_file.h"
#include "registry.h"

#include <QTest>

#include <set>

// Every preset that is shipped: it loads, is complete, says where it is from, and can be calculated with.

namespace longpeak {
namespace {

using test::catalogue;
using test::shown;

bool isSourced(const std::vector<Source>& sources) {
    const auto complete = [](const Source& source) {
        const QString where = shown(source.reference);
        return !source.what.empty() && (where.startsWith("https://") || where.startsWith("github:"));
    };
    return !sources.empty() && std::ranges::all_of(sources, complete);
}

bool isId(const std::string& id) {
    return !id.empty() && id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") == std::string::npos;
}

/// Efficiencies seen in practice are compared within a kind.
const std::set<std::string> kinds{"data centre", "PCIe card", "consumer", "TPU", "SoC"};

template <typename Preset>
void addRows(const std::vector<Preset>& presets) {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < presets.size(); ++i) QTest::newRow(presets[i].id.c_str()) << static_cast<int>(i);
}

class PresetTest : public QObject {
    Q_OBJECT

private slots:
    void loads();
    void modelIsSound_data() { addRows(catalogue().models); }
    void modelIsSound();
    void acceleratorIsSound_data() { addRows(catalogue().accelerators); }
    void acceleratorIsSound();
    void acceleratorsAreOfTheirKind();
    void methodIsSound_data() { addRows(catalogue().methods); }
    void methodIsSound();
    void idsAreUnique();
    void findsById();
    void everyPairCanBeEvaluated();
};

void PresetTest::loads() {
    const auto read = shippedCatalogue();
    if (!read)
        for (const Fault& fault : read.faults()) qWarning("%s", fault.text().c_str());
    QVERIFY(bool(read));
    QVERIFY(read->models.size() >= 10);
    QVERIFY(read->accelerators.size() >= 10);
    QVERIFY(read->methods.size() >= 10);
    QVERIFY(read->scenarios.size() >= 2);
}

void PresetTest::modelIsSound() {
    QFETCH(int, index);
    const Model& m = catalogue().models[static_cast<std::size_t>(index)];
    QVERIFY(isId(m.id) && !m.name.empty() && !m.developer.empty());
    QVERIFY(isSourced(m.sources));
    QVERIFY(m.confidence == "config" || m.confidence == "paper" || m.confidence == "secondary");
    QVERIFY(m.maxContext.si() >= 1024);
    QVERIFY(!m.architecture.synthetic);
    for (const LayerGroup& group : m.architecture.groups) {
        if (!group.attention.attends()) continue;
        // No published model has query heads that no KV head serves.
        const double share = group.attention.queryHeads / group.attention.kvHeads;
        QCOMPARE(share, std::floor(share));
    }
    // The slider of its size reaches it.
    Scenario s;
    chooseModel(s, m);
    QVERIFY(whyNot(test::row("model.parameters"), test::get(s, "model.parameters")).empty());
    // What is read is all that is written, so a scenario can carry any preset.
    const auto again = readModels(writeModelDocument(m), "again.json");
    QVERIFY(again && again->front() == m);
}

void PresetTest::acceleratorIsSound() {
    QFETCH(int, index);
    const Accelerator& a = catalogue().accelerators[static_cast<std::size_t>(index)];
    QVERIFY(isId(a.id) && !a.name.empty() && !a.vendor.empty() && !a.memoryBasis.empty());
    QVERIFY(isSourced(a.sources));
    QVERIFY(a.confidence == "vendor" || a.confidence == "secondary");
    QVERIFY(!a.price || !a.priceNote.empty());
    QVERIFY(kinds.contains(a.kind));
    // What a device reports is the number on the box read in GiB, in GB, or something in between.
    const double share = a.memory.si() / a.nominalMemory.si();
    QVERIFY(share > 0.99 && share < 1.08);
    QVERIFY(!a.deviceLinkBandwidth || !a.deviceLink.empty());
    QVERIFY(a.linkBandwidth.si() == 0 || !a.hostLink.empty());
    // Dense peaks: a narrower format is never slower, and not more than four times faster a step (Rubin's fp8: 4.4).
    const double wide = a.peaks.bf16.value_or(a.peaks.fp16.value_or(FlopPerSecond{})).si();
    QVERIFY(wide > 1e13);
    for (const auto& narrow : {a.peaks.fp8, a.peaks.int8})
        if (narrow) QVERIFY(narrow->si() >= wide && narrow->si() <= 4.5 * wide);
    if (a.peaks.fp4) QVERIFY(a.peaks.fp4->si() >= 2 * wide);
    // What the registry's sliders can reach, in range and in units.
    Scenario s;
    chooseModel(s, catalogue().models.front());
    chooseAccelerator(s, a);
    for (const char* id : {"accelerator.flops", "accelerator.bandwidth", "accelerator.memory", "link.bandwidth"})
        QVERIFY2(whyNot(test::row(id), test::get(s, id)).empty(), id);
    const auto again = readAccelerators(writeAcceleratorDocument(a), "again.json");
    QVERIFY(again && again->front() == a);
}

void PresetTest::acceleratorsAreOfTheirKind() {
    const auto kindOf = [](const char* id) {
        const Accelerator* a = catalogue().accelerator(id);
        return a == nullptr ? QString("missing") : shown(a->kind);
    };
    for (const char* id : {"a100-sxm-80g", "gh200-96g", "mi300x", "gaudi3"}) QCOMPARE(kindOf(id), "data centre");
    for (const char* id : {"a100-pcie-80g", "l40s", "h100-nvl", "rtx-a6000"}) QCOMPARE(kindOf(id), "PCIe card");
    QCOMPARE(kindOf("rtx-4090"), "consumer");
    QCOMPARE(kindOf("tpu-v7x"), "TPU");
    QCOMPARE(kindOf("m2-ultra"), "SoC");
    QStringList announced;
    for (const Accelerator& a : catalogue().accelerators)
        if (a.announced) announced << shown(a.id);
    QCOMPARE(announced, (QStringList{"rubin", "mi455x"}));
    // A card of two dies is one of them: half of 128 GiB, of 3.2768 TB/s and of 383 TFLOP/s.
    const Accelerator& die = *catalogue().accelerator("mi250x");
    QCOMPARE(die.memory.si(), 64 * 1073741824.0);
    QCOMPARE(die.nominalMemory.si(), 64e9);
    QCOMPARE(die.bandwidth.si(), 1.6384e12);
    QCOMPARE(die.peaks.bf16->si(), 191.5e12);
    // Figures that sources disagree on are not peaks.
    for (const char* id : {"b300-sxm", "gb300"}) {
        const Peaks& peaks = catalogue().accelerator(id)->peaks;
        QVERIFY(!peaks.int8 && !peaks.fp4 && peaks.fp8);
    }
}

void PresetTest::methodIsSound() {
    QFETCH(int, index);
    const Method& m = catalogue().methods[static_cast<std::size_t>(index)];
    QVERIFY(isId(m.id) && !m.name.empty() && !m.mechanism.empty());
    QVERIFY(isSourced(m.sources));
    QVERIFY(!m.axes.empty());
    QVERIFY(m.year >= 2017 && m.year <= 2030);
    const bool hasRatio = m.keptRatio || m.readRatio; // a FLOP ratio of 1 says that nothing is saved
    QVERIFY(!hasRatio || !m.ratioBasis.empty());
}

void PresetTest::idsAreUnique() {
    std::set<std::string> ids;
    for (const Model& m : catalogue().models) QVERIFY2(ids.insert("model " + m.id).second, m.id.c_str());
    for (const Accelerator& a : catalogue().accelerators) QVERIFY2(ids.insert("gpu " + a.id).second, a.id.c_str());
    for (const Method& m : catalogue().methods) QVERIFY2(ids.insert("method " + m.id).second, m.id.c_str());
    for (const ShippedScenario& s : catalogue().scenarios) QVERIFY2(ids.insert("scene " + s.id).second, s.id.c_str());
}

void PresetTest::findsById() {
    QVERIFY(catalogue().model("yi-34b-200k") != nullptr);
    QVERIFY(catalogue().model("yi-34b-200k")->name == "Yi-34B-200K");
    QVERIFY(catalogue().accelerator("a100-sxm-80g") != nullptr);
    QVERIFY(catalogue().scenario("paper-34b-4k") != nullptr);
    QVERIFY(catalogue().model("") == nullptr);
    QVERIFY(catalogue().accelerator("yi-34b-200k") == nullptr);
    QVERIFY(catalogue().scenario("paper-34b-4k.json") == nullptr);
}

void PresetTest::everyPairCanBeEvaluated() {
    for (const Model& model : catalogue().models)
        for (const Accelerator& accelerator : catalogue().accelerators)
            for (const CostModel costModel : {CostModel::Paper, CostModel::Operators}) {
                Scenario s = test::paper50k();
                chooseModel(s, model);
                chooseAccelerator(s, accelerator);
                s.costModel = costModel;
                const Estimate e = evaluate(s);
                QVERIFY2(std::isfinite(e.prefill.time.si()) && e.prefill.time.si() > 0, model.id.c_str());
                QVERIFY2(std::isfinite(e.decode.perToken.si()) && e.decode.perToken.si() > 0, model.id.c_str());
                QVERIFY2(std::isfinite(e.memory.ceiling), model.id.c_str());
                QVERIFY2(e.memory.cachePerUser.si() > 0, model.id.c_str());
            }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::PresetTest)
#include "preset_test.moc"
