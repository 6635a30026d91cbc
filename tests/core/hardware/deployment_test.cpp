// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "hardware/deployment.h"

#include "registry.h"

#include <QTest>

namespace longpeak {
namespace {

/// 100 FLOP/s, 50 B/s, 20 B (16 on the box), 5 B/s to the host and 8 B/s to the others, 3 dollars a second.
Deployment small(Plan plan = {}) {
    Deployment d;
    d.accelerator.peaks.bf16 = FlopPerSecond(100.0);
    d.accelerator.peaks.fp8 = FlopPerSecond(200.0);
    d.accelerator.bandwidth = BytesPerSecond(50.0);
    d.accelerator.memory = Bytes(20.0);
    d.accelerator.nominalMemory = Bytes(16.0);
    d.accelerator.linkBandwidth = BytesPerSecond(5.0);
    d.accelerator.deviceLinkBandwidth = BytesPerSecond(8.0);
    d.accelerator.price = DollarsPerSecond(3.0);
    d.plan = plan;
    return d;
}

class DeploymentTest : public QObject {
    Q_OBJECT

private slots:
    void takesTheDataSheet();
    void takesWhatIsSetByHand();
    void fallsBackToSlowerLinks();
    void addsUpAGroup();
    void countsGpus();
    void keepsHeadsWhole();
    void reducesInARing();
};

void DeploymentTest::takesTheDataSheet() {
    const Deployment d = small();
    QCOMPARE(d.peak(Dtype::Bf16).rate.si(), 100.0);
    QCOMPARE(d.peak(Dtype::Fp8).rate.si(), 200.0);
    QVERIFY(d.peak(Dtype::Int4).dtype == Dtype::Bf16); // it has no units for it
    QCOMPARE(d.memoryBandwidth().si(), 50.0);
    QCOMPARE(d.memory(Capacity::Device).si(), 20.0);
    QCOMPARE(d.memory(Capacity::Nominal).si(), 16.0);
    QCOMPARE(d.hostLink().si(), 5.0);
    QCOMPARE(d.deviceLink().si(), 8.0);
    QCOMPARE(d.price()->si(), 3.0);
    QCOMPARE(d.ridge(Dtype::Fp8).si(), 4.0);
}

void DeploymentTest::takesWhatIsSetByHand() {
    Deployment d = small();
    d.overrides = {.flops = FlopPerSecond(70.0),
                   .bandwidth = BytesPerSecond(35.0),
                   .memory = Bytes(12.0),
                   .link = BytesPerSecond(2.0),
                   .interconnect = BytesPerSecond(4.0),
                   .price = DollarsPerSecond(1.0)};
    QCOMPARE(d.peak(Dtype::Fp8).rate.si(), 70.0);
    QVERIFY(d.peak(Dtype::Fp8).dtype == Dtype::Fp8);
    QCOMPARE(d.memoryBandwidth().si(), 35.0);
    QCOMPARE(d.memory(Capacity::Device).si(), 12.0);
    QCOMPARE(d.memory(Capacity::Nominal).si(), 12.0); // by hand is by hand
    QCOMPARE(d.hostLink().si(), 2.0);
    QCOMPARE(d.deviceLink().si(), 4.0);
    QCOMPARE(d.price()->si(), 1.0);
    QCOMPARE(d.ridge(Dtype::Bf16).si(), 2.0);
}

void DeploymentTest::fallsBackToSlowerLinks() {
    Deployment d = small();
    d.accelerator.deviceLinkBandwidth.reset();
    QCOMPARE(d.deviceLink().si(), 5.0); // over the host
    d.overrides.link = BytesPerSecond(2.0);
    QCOMPARE(d.deviceLink().si(), 2.0);
    d.overrides = {};
    d.accelerator.linkBandwidth = {};
    QCOMPARE(d.hostLink().si(), assumedHostLink.si());
    QCOMPARE(d.deviceLink().si(), 32e9);
    d.accelerator.price.reset();
    QVERIFY(!d.price() && !d.rent());
}

void DeploymentTest::addsUpAGroup() {
    const Deployment d = small({.tensor = 4});
    QCOMPARE(d.groupFlops(Dtype::Bf16).si(), 400.0);
    QCOMPARE(d.groupFlops(Dtype::Fp8, 0.5).si(), 400.0);
    QCOMPARE(d.groupBandwidth().si(), 200.0);
    QCOMPARE(d.groupBandwidth(0.75).si(), 150.0);
    QCOMPARE(d.groupMemory(Capacity::Device, 1.0).si(), 80.0);
    QCOMPARE(d.groupMemory(Capacity::Nominal, 0.5).si(), 32.0);
    QCOMPARE(d.groupHostLink().si(), 20.0);
    QCOMPARE(d.toHost(Bytes(60.0)).si(), 3.0); // every GPU moves its part over a link of its own
    QCOMPARE(d.toHost(Bytes(60.0), 0.5).si(), 6.0);
    QCOMPARE(d.rent()->si(), 12.0);
}

void DeploymentTest::countsGpus() {
    const Plan alone;
    QCOMPARE(alone.gpus(), 1.0);
    QCOMPARE(alone.promptShare(), 1.0);
    // Sixteen groups of eight that share a prompt.
    const Plan prompt{.tensor = 8, .promptGroups = 16};
    QCOMPARE(prompt.gpus(), 128.0);
    QCOMPARE(prompt.promptGpus(), 128.0);
    QCOMPARE(prompt.promptShare(), 1.0 / 16.0);
    QCOMPARE(prompt.share(24.0), 3.0); // of a group, however many there are
    // Each of 144 with users of its own.
    const Plan fleet{.userGroups = 144, .wholeExperts = true};
    QCOMPARE(fleet.gpus(), 144.0);
    QCOMPARE(fleet.promptGpus(), 1.0);
    QCOMPARE(fleet.share(24.0), 24.0);
    // All are rented; what a group has is a group's.
    QCOMPARE(small(prompt).rent()->si(), 384.0);
    QCOMPARE(small(prompt).groupFlops(Dtype::Bf16).si(), 800.0);
    QCOMPARE(small(fleet).groupMemory(Capacity::Device, 1.0).si(), 20.0);
}

void DeploymentTest::keepsHeadsWhole() {
    const Plan plan{.tensor = 8};
    QCOMPARE(plan.share(Bytes(24.0)).si(), 3.0);
    QCOMPARE(plan.ofGroup(Bytes(3.0)).si(), 24.0);
    QCOMPARE(plan.heads(64), 8.0);
    QCOMPARE(plan.heads(20), 3.0); // 2.5
    QCOMPARE(plan.heads(2), 1.0);
    QCOMPARE(plan.cacheShare(16), 1.0 / 8.0);
    QCOMPARE(plan.cacheShare(2), 1.0 / 2.0); // so four hold the same head
    QCOMPARE(plan.ofGroup(plan.cacheShare(2)), 4.0);
    QCOMPARE(plan.ofGroup(plan.cacheShare(20)), 1.2); // the last GPUs have fewer, and no one less than three
    QCOMPARE(plan.cacheShare(1), 1.0);
    QCOMPARE(plan.cacheShare(0), 1.0);
}

void DeploymentTest::reducesInARing() {
    Deployment d = small({.tensor = 4});
    d.hopLatency = Seconds(0.25);
    // 24 B on each of four: six steps, in each of which 6 B cross every link of 8 B/s.
    const AllReduce four = d.allReduce(1.0);
    QCOMPARE(four.bytes(24.0), 36.0);
    QCOMPARE(four.seconds(four.bytes(24.0), 1.0), 6 * (6.0 / 8.0 + 0.25));
    // Ten of them with half the line rate: the latency stays.
    const AllReduce slow = d.allReduce(0.5);
    QCOMPARE(slow.bytes(24.0), 36.0);
    QCOMPARE(slow.seconds(10 * 36.0, 10.0), 10 * 6 * (6.0 / 4.0 + 0.25));
    // One GPU has nobody to talk to.
    d.plan.tensor = 1;
    QCOMPARE(d.allReduce(1.0).bytes(24.0), 0.0);
    QCOMPARE(d.allReduce(1.0).seconds(0.0, 3.0), 0.0);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::DeploymentTest)
#include "deployment_test.moc"
