// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardware/accelerator.h"

#include "core/near.h"
#include "core/samples.h"
#include "registry.h"

#include <QTest>

namespace longpeak {
namespace {

using test::catalogue;
using test::shown;

class AcceleratorTest : public QObject {
    Q_OBJECT

private slots:
    void picksThePeak_data();
    void picksThePeak();
    void measuresElements();
    void namesFormats();
    void describes();
};

void AcceleratorTest::picksThePeak_data() {
    QTest::addColumn<QString>("accelerator");
    QTest::addColumn<int>("wanted");
    QTest::addColumn<double>("rate");
    QTest::addColumn<int>("used");
    const auto add = [](const char* id, Dtype wanted, double rate, Dtype used) {
        QTest::addRow("%s %s", id, dtypeName(wanted).data())
            << QString(id) << static_cast<int>(wanted) << rate << static_cast<int>(used);
    };
    add("a100-sxm-80g", Dtype::Bf16, 312e12, Dtype::Bf16);
    add("a100-sxm-80g", Dtype::Fp16, 312e12, Dtype::Fp16);
    add("a100-sxm-80g", Dtype::Int8, 624e12, Dtype::Int8);
    // No units of their own: they run at the 16-bit rate, and in that format.
    add("a100-sxm-80g", Dtype::Fp8, 312e12, Dtype::Bf16);
    add("a100-sxm-80g", Dtype::Int4, 312e12, Dtype::Bf16);
    add("a100-sxm-80g", Dtype::Fp4, 312e12, Dtype::Bf16);
    add("h100-sxm", Dtype::Fp8, 1978.9e12, Dtype::Fp8);
    add("b200-sxm", Dtype::Fp4, 9e15, Dtype::Fp4);
    add("b200-sxm", Dtype::Nvfp4, 9e15, Dtype::Nvfp4); // block formats run on the same units
    add("b200-sxm", Dtype::Mxfp4, 9e15, Dtype::Mxfp4);
    add("h100-sxm", Dtype::Mxfp4, 989.4e12, Dtype::Bf16);
    add("v100-sxm2-32g", Dtype::Bf16, 125e12, Dtype::Fp16);
    add("v100-sxm2-32g", Dtype::Fp8, 125e12, Dtype::Fp16);
}

void AcceleratorTest::picksThePeak() {
    QFETCH(QString, accelerator);
    QFETCH(int, wanted);
    QFETCH(double, rate);
    QFETCH(int, used);
    const Accelerator* chosen = catalogue().accelerator(accelerator.toStdString());
    QVERIFY(chosen != nullptr);
    const UsedPeak peak = peakFor(*chosen, static_cast<Dtype>(wanted));
    QCOMPARE(peak.rate.si(), rate);
    QCOMPARE(static_cast<int>(peak.dtype), used);
}

void AcceleratorTest::measuresElements() {
    QCOMPARE(bytesPerElement(Dtype::Bf16), 2.0);
    QCOMPARE(bytesPerElement(Dtype::Fp16), 2.0);
    QCOMPARE(bytesPerElement(Dtype::Fp8), 1.0);
    QCOMPARE(bytesPerElement(Dtype::Int8), 1.0);
    QCOMPARE(bytesPerElement(Dtype::Int4), 0.5);
    QCOMPARE(bytesPerElement(Dtype::Fp4), 0.5);
    QCOMPARE(bytesPerElement(Dtype::Mxfp4), (32 * 0.5 + 1) / 32); // 32 elements share a scale of one byte
    QCOMPARE(bytesPerElement(Dtype::Nvfp4), (16 * 0.5 + 1) / 16); // 16 do
}

void AcceleratorTest::namesFormats() {
    // The registry's choices are indices of Dtype: name and order must agree.
    for (const std::string_view id : {"dtype.weights", "dtype.kv", "dtype.compute"}) {
        const auto choices = test::row(id).choices;
        QCOMPARE(choices.size(), std::size_t{8});
        for (std::size_t i = 0; i < choices.size(); ++i)
            QCOMPARE(shown(choices[i].text), shown(dtypeName(static_cast<Dtype>(static_cast<int>(i)))));
    }
    // Those of the experts come after "as the weights".
    const auto experts = test::row("dtype.experts").choices;
    QCOMPARE(experts.size(), std::size_t{9});
    for (std::size_t i = 1; i < experts.size(); ++i)
        QCOMPARE(shown(experts[i].text), shown(dtypeName(static_cast<Dtype>(static_cast<int>(i) - 1))));
}

void AcceleratorTest::describes() {
    QCOMPARE(shown(describe(*catalogue().accelerator("a100-sxm-80g"))),
             "80.0 GiB (85.9 GB) · 2.04 TB/s · 312 TFLOP/s · PCIe 4.0 x16 32.0 GB/s");
    Accelerator early = *catalogue().accelerator("a100-sxm-80g");
    early.announced = true;
    early.linkBandwidth = BytesPerSecond(0.0);
    QCOMPARE(shown(describe(early)),
             "80.0 GiB (85.9 GB) · 2.04 TB/s · 312 TFLOP/s · PCIe 4.0 x16, rate not published · announced");
    early.announced = false;
    early.hostLink.clear();
    QCOMPARE(shown(describe(early)), "80.0 GiB (85.9 GB) · 2.04 TB/s · 312 TFLOP/s · host link, rate not published");
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::AcceleratorTest)
#include "accelerator_test.moc"
