// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/accelerator_editor.h"

#include "preset/preset_file.h"
#include "state/user_presets.h"
#include "ui/editor/editor_fixture.h"

#include <QFileInfo>
#include <QPointer>
#include <QSignalSpy>

namespace longpeak {
namespace {

using namespace test;

class AcceleratorEditorTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }

    void opensOnWhatIsChosen();
    void opensFromTheMenu();
    void everyShippedAcceleratorSurvives();
    void everyFieldIsTaken();
    void memoryMovesTheCeiling();
    void savingIsOneStepOfUndo();
    void cancelChangesNothing();
    void faultsStandAtTheirFields_data();
    void faultsStandAtTheirFields();
    void theFaultLineLeadsThere();
    void typedTextIsShownInTheOneWay();
    void valuesSetByHandAreKept();
    void theIdFollowsTheName();
    void anOwnOneIsSavedInItsPlace();
    void aRestartFindsIt();
    void deleting();
    void undoAfterDeleting();
    void anotherVersionInTheScenarioIsNotTheOwnOne();
    void aFailedWriteIsTold();
    void keyboard();
    void everythingHasAName();

private:
    TestWindow& window() { return *m_window; }
    const Scenario& scenario() { return now(**m_window); }
    AcceleratorEditor& editor() {
        auto* open = openEditor<AcceleratorEditor>(window());
        if (open == nullptr) qFatal("no editor is open");
        return *open;
    }
    QLineEdit& field(const QString& pointer) { return part<QLineEdit>(editor(), pointer); }
    bool openByButton() {
        click(*window(), QStringLiteral("accelerator.edit"));
        return waitForEditor(window());
    }
    void save() {
        const QPointer<QDialog> dialog = &editor();
        click(editor(), QStringLiteral("save"));
        QTRY_VERIFY(dialog.isNull());
    }
    /// An own preset with twice the memory, chosen.
    void makeOwn() {
        QVERIFY(openByButton());
        enter(field(QStringLiteral("/memory_bytes")), QStringLiteral("160 GiB"));
        save();
    }
    std::unique_ptr<TestWindow> m_window;
};

const QString ownName = QStringLiteral("NVIDIA A100 SXM4 80GB (own)");
const QString ownId = QStringLiteral("a100-sxm-80g-own");

void AcceleratorEditorTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
}

void AcceleratorEditorTest::opensOnWhatIsChosen() {
    QVERIFY(openByButton());
    QVERIFY(editor().isModal());
    const Accelerator& a100 = *catalogue().accelerator("a100-sxm-80g");
    QCOMPARE(field(QStringLiteral("/name")).text(), shown(a100.name + " (own)"));
    QCOMPARE(field(QStringLiteral("/id")).text(), ownId);
    QCOMPARE(field(QStringLiteral("/memory_bytes")).text(), QStringLiteral("80 GiB"));
    QCOMPARE(field(QStringLiteral("/nominal_memory_bytes")).text(), QStringLiteral("80 GB"));
    QCOMPARE(field(QStringLiteral("/bandwidth_bytes_per_s")).text(), QStringLiteral("2.039 TB/s"));
    QCOMPARE(field(QStringLiteral("/peak_flops/bf16")).text(), QStringLiteral("312 TFLOP/s"));
    QCOMPARE(field(QStringLiteral("/peak_flops/fp8")).text(), QString());
    QCOMPARE(field(QStringLiteral("/host_link")).text(), QStringLiteral("PCIe 4.0 x16"));
    QCOMPARE(field(QStringLiteral("/host_link_bytes_per_s")).text(), QStringLiteral("20 GB/s")); // set by the scenario
    QVERIFY(part<QPlainTextEdit>(editor(), QStringLiteral("/sources"))
                .toPlainText()
                .startsWith(QStringLiteral("edited from: a100-sxm-80g\n")));
    QVERIFY(canSave(editor()));
    QCOMPARE(faultLine(editor()), QString());
    QVERIFY(!part<QPushButton>(editor(), QStringLiteral("delete")).isVisible()); // it is the program's
    QVERIFY(scenario() == paper50k());
}

void AcceleratorEditorTest::opensFromTheMenu() {
    window().trigger(QStringLiteral("editAccelerator"));
    QVERIFY(waitForEditor(window()));
    QCOMPARE(field(QStringLiteral("/id")).text(), ownId);
}

EditorSetup plainSetup() {
    return {.scenario = paper50k(),
            .notices = {},
            .whyNotId = [](const std::string&) { return Text(); },
            .freeId = [](const std::string& wanted) { return wanted; }};
}

/// Shown and taken back, nothing of it is lost.
void AcceleratorEditorTest::everyShippedAcceleratorSurvives() {
    for (Accelerator expected : catalogue().accelerators) {
        AcceleratorEditor editor(expected, plainSetup(), nullptr);
        QVERIFY2(canSave(editor), qPrintable(faultLine(editor)));
        // One edit makes every field be read.
        editor.show();
        enter(part<QLineEdit>(editor, QStringLiteral("/kind")), QStringLiteral("another"));
        expected.kind = "another";
        // A price goes through dollars an hour.
        if (expected.price) QVERIFY(isNear(editor.preset().price->si(), expected.price->si(), 1e-9));
        expected.price = editor.preset().price;
        QVERIFY2(editor.preset() == expected, expected.id.c_str());
    }
}

void AcceleratorEditorTest::everyFieldIsTaken() {
    QVERIFY(openByButton());
    const std::pair<const char*, const char*> texts[] = {{"/name", "Mine"},
                                                         {"/id", "mine"},
                                                         {"/vendor", "Me"},
                                                         {"/kind", "prototype"},
                                                         {"/memory_bytes", "141 GB"},
                                                         {"/nominal_memory_bytes", "140 GB"},
                                                         {"/memory_basis", "guessed"},
                                                         {"/bandwidth_bytes_per_s", "4.8 TB/s"},
                                                         {"/peak_flops/bf16", "990 TFLOP/s"},
                                                         {"/peak_flops/fp16", "991 TFLOPS"},
                                                         {"/peak_flops/fp8", "1979T"},
                                                         {"/peak_flops/int8", "1.98 PFLOP/s"},
                                                         {"/peak_flops/fp4", "4e15"},
                                                         {"/host_link", "PCIe 6"},
                                                         {"/host_link_bytes_per_s", "121 GB/s"},
                                                         {"/device_link", "Link 9"},
                                                         {"/device_link_bytes_per_s", "450 GB/s"},
                                                         {"/dollars_per_hour", "$3.60"},
                                                         {"/price_note", "asked"},
                                                         {"/confidence", "own"}};
    for (const auto& [pointer, text] : texts) enter(field(QLatin1String(pointer)), QString::fromUtf8(text));
    QTest::mouseClick(&part<QAbstractButton>(editor(), QStringLiteral("/announced")), Qt::LeftButton, {}, {8, 8});
    auto& notes = part<QPlainTextEdit>(editor(), QStringLiteral("/notes"));
    notes.selectAll();
    QTest::keyClicks(&notes, QStringLiteral("a note"));
    auto& sources = part<QPlainTextEdit>(editor(), QStringLiteral("/sources"));
    sources.selectAll();
    QTest::keyClicks(&sources, QStringLiteral("bandwidth: https://a.example"));
    QTest::keyClick(&sources, Qt::Key_Return);
    QTest::keyClicks(&sources, QStringLiteral("my own measurement"));
    QVERIFY2(canSave(editor()), qPrintable(faultLine(editor())));
    save();
    Accelerator expected{.id = "mine",
                         .name = "Mine",
                         .vendor = "Me",
                         .kind = "prototype",
                         .announced = true,
                         .memory = Bytes(141e9),
                         .nominalMemory = Bytes(140e9),
                         .memoryBasis = "guessed",
                         .bandwidth = BytesPerSecond(4.8e12),
                         .peaks = {.bf16 = FlopPerSecond(990e12),
                                   .fp16 = FlopPerSecond(991e12),
                                   .fp8 = FlopPerSecond(1979e12),
                                   .int8 = FlopPerSecond(1.98e15),
                                   .fp4 = FlopPerSecond(4e15)},
                         .hostLink = "PCIe 6",
                         .linkBandwidth = BytesPerSecond(121e9),
                         .deviceLink = "Link 9",
                         .deviceLinkBandwidth = BytesPerSecond(450e9),
                         .price = Dollars(3.6) / hour,
                         .priceNote = "asked",
                         .confidence = "own",
                         .notes = "a note",
                         .sources = {{"bandwidth", "https://a.example"}, {"all", "my own measurement"}}};
    QVERIFY(scenario().deployment.accelerator == expected);
    QVERIFY(*readAcceleratorFile(userAcceleratorFile("mine").toStdString()) == expected);
}

/// 160 GiB = 171 798 691 840 bytes; less 68e9 of weights, by 12.288e9 a user: 8.44 users in place of 1.46.
void AcceleratorEditorTest::memoryMovesTheCeiling() {
    QVERIFY(openByButton());
    QCOMPARE(effect(editor(), QStringLiteral("ceiling_users")), QStringLiteral("1 user"));
    QCOMPARE(effect(editor(), QStringLiteral("ceiling_users.was")), QStringLiteral(" "));
    auto& memory = field(QStringLiteral("/memory_bytes"));
    memory.setFocus();
    memory.selectAll();
    QTest::keyClicks(&memory, QStringLiteral("160 GiB")); // while it is typed
    QCOMPARE(effect(editor(), QStringLiteral("ceiling_users")), QStringLiteral("8 users"));
    QCOMPARE(effect(editor(), QStringLiteral("ceiling_users.was")), QStringLiteral("now 1 user"));
    QCOMPARE(effect(editor(), QStringLiteral("prefill_s.was")), QStringLiteral(" ")); // it is bound by something else
    QVERIFY(scenario() == paper50k());
    save();
    QCOMPARE(scenario().deployment.accelerator.memory.si(), 160.0 * 1073741824.0);
    QTRY_VERIFY(isCurrent(*window()));
    QVERIFY(
        isNear(window()->refresher().snapshot()->estimate.memory.ceiling, (171798691840.0 - 68e9) / 12.288e9, 1e-12));
    QCOMPARE(entries(window(), QStringLiteral("accelerator")).front(), ownName); // own ones stand first
    QCOMPARE(part<QComboBox>(*window(), QStringLiteral("accelerator.list")).currentText(), ownName);
    const auto onDisk = readAcceleratorFile(userAcceleratorFile(ownId.toStdString()).toStdString());
    QVERIFY(onDisk && *onDisk == scenario().deployment.accelerator);
}

void AcceleratorEditorTest::savingIsOneStepOfUndo() {
    makeOwn();
    const Scenario after = scenario();
    QCOMPARE(window()->store().history().count(), 1);
    window().trigger(QStringLiteral("undo"));
    QVERIFY(scenario() == paper50k());
    window().trigger(QStringLiteral("redo"));
    QVERIFY(scenario() == after);
}

void AcceleratorEditorTest::cancelChangesNothing() {
    for (const bool byKey : {false, true}) {
        QVERIFY(openByButton());
        enter(field(QStringLiteral("/memory_bytes")), QStringLiteral("1 TB"));
        const QPointer<QDialog> dialog = &editor();
        if (byKey)
            QTest::keyClick(dialog.data(), Qt::Key_Escape);
        else
            click(editor(), QStringLiteral("cancel"));
        QTRY_VERIFY(dialog.isNull());
        QVERIFY(scenario() == paper50k());
        QVERIFY(loadUserPresets(catalogue()).accelerators.empty());
        QCOMPARE(entries(window(), QStringLiteral("accelerator")).size(),
                 static_cast<qsizetype>(catalogue().accelerators.size()));
    }
}

void AcceleratorEditorTest::faultsStandAtTheirFields_data() {
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");
    const auto add = [](const char* name, const char* pointer, const char* text, const char* reason) {
        QTest::newRow(name) << QString::fromLatin1(pointer) << QString::fromUtf8(text) << QString::fromUtf8(reason);
    };
    add("no number", "/memory_bytes", "lots", "is not a number such as 80 GB, 80 GiB");
    add("another unit", "/memory_bytes", "80 TFLOP/s", "is not a number such as 80 GB, 80 GiB");
    add("too small", "/memory_bytes", "5 B", "must be from 1 GB to 100 TB, not 5 B");
    add("left empty", "/memory_bytes", "", "must be given");
    add("negative", "/bandwidth_bytes_per_s", "-2 TB/s", "must not be negative");
    add("too fast", "/bandwidth_bytes_per_s", "2e20", "must be from 10 GB/s to 1000 TB/s, not 200000000 TB/s");
    add("no peak at all", "/peak_flops/bf16", "", "needs bf16 or fp16");
    add("a peak too small", "/peak_flops/fp8", "12", "must be from 1 GFLOP/s to 10000 PFLOP/s, not 12 FLOP/s");
    add("a price too high", "/dollars_per_hour", "$5000", "must be from $0.00 to $1000.00, not $5000.00");
    add("no name", "/name", "", "must not be empty");
    add("no id", "/id", "", "must be given");
    add("no id of a file", "/id", "My GPU",
        "must be of lower-case letters, digits, '.', '_' and '-', the first a letter or digit");
    add("a shipped id", "/id", "h100-sxm", "is the id of another preset");
}

void AcceleratorEditorTest::faultsStandAtTheirFields() {
    QFETCH(QString, pointer);
    QFETCH(QString, text);
    QFETCH(QString, reason);
    QVERIFY(openByButton());
    if (pointer == QLatin1String("/peak_flops/bf16")) enter(field(QStringLiteral("/peak_flops/fp16")), QString());
    const QString before = field(pointer).text();
    enter(field(pointer), text);
    QCOMPARE(reasonAt(editor(), pointer), reason);
    QVERIFY(part<QLabel>(editor(), pointer + QStringLiteral(".reason")).isVisible());
    QVERIFY(field(pointer).property("invalid").toBool());
    QVERIFY(!canSave(editor()));
    QVERIFY2(faultLine(editor()).endsWith(reason), qPrintable(faultLine(editor())));
    QCOMPARE(effect(editor(), QStringLiteral("ceiling_users")), QStringLiteral("—"));
    int faults = 0;
    for (const Field* each : editor().findChildren<Field*>()) faults += each->fault().isEmpty() ? 0 : 1;
    QCOMPARE(faults, 1); // at no other field
    // Enter saves nothing.
    QTest::keyClick(&field(pointer), Qt::Key_Return);
    QVERIFY(scenario() == paper50k());
    enter(field(pointer), before);
    QCOMPARE(reasonAt(editor(), pointer), QString());
    QVERIFY(!field(pointer).property("invalid").toBool());
    QVERIFY(canSave(editor()));
}

void AcceleratorEditorTest::theFaultLineLeadsThere() {
    QVERIFY(openByButton());
    enter(field(QStringLiteral("/dollars_per_hour")), QStringLiteral("cheap"));
    enter(field(QStringLiteral("/memory_bytes")), QStringLiteral("lots"));
    // The first from the top, and how many more.
    QCOMPARE(faultLine(editor()), QStringLiteral("Memory is not a number such as 80 GB, 80 GiB · 1 more"));
    click(editor(), QStringLiteral("fault"));
    QCOMPARE(editor().focusWidget(), &field(QStringLiteral("/memory_bytes")));
    enter(field(QStringLiteral("/memory_bytes")), QStringLiteral("80 GB"));
    click(editor(), QStringLiteral("fault"));
    QCOMPARE(editor().focusWidget(), &field(QStringLiteral("/dollars_per_hour")));
}

void AcceleratorEditorTest::typedTextIsShownInTheOneWay() {
    QVERIFY(openByButton());
    const std::pair<const char*, std::pair<const char*, const char*>> rows[] = {
        {"/memory_bytes", {"137438953472", "128 GiB"}},
        {"/bandwidth_bytes_per_s", {"3350GB/s", "3.35 TB/s"}},
        {"/peak_flops/fp8", {"1979 tflops", "1.979 PFLOP/s"}},
        {"/dollars_per_hour", {"2.50", "$2.50"}}};
    for (const auto& [pointer, texts] : rows) {
        enter(field(QLatin1String(pointer)), QString::fromLatin1(texts.first));
        QCOMPARE(field(QLatin1String(pointer)).text(), QString::fromLatin1(texts.second));
    }
}

/// What was set beside the accelerator would be lost with a choice of another.
void AcceleratorEditorTest::valuesSetByHandAreKept() {
    window()->store().edit(row("accelerator.memory"), 200e9);
    window()->store().edit(row("accelerator.bandwidth"), 5e12);
    window()->store().edit(row("accelerator.flops"), 500e12);
    window()->store().edit(row("link.bandwidth"), 99e9);
    window()->store().edit(row("interconnect.bandwidth"), 700e9);
    window()->store().edit(row("price.gpu_hour"), 1.25);
    QTRY_VERIFY(isCurrent(*window()));
    QVERIFY(openByButton());
    QVERIFY(part<QLabel>(editor(), QStringLiteral("notices")).text().contains(QStringLiteral("set by hand")));
    QCOMPARE(field(QStringLiteral("/memory_bytes")).text(), QStringLiteral("200 GB"));
    QCOMPARE(field(QStringLiteral("/bandwidth_bytes_per_s")).text(), QStringLiteral("5 TB/s"));
    QCOMPARE(field(QStringLiteral("/peak_flops/bf16")).text(), QStringLiteral("500 TFLOP/s"));
    QCOMPARE(field(QStringLiteral("/host_link_bytes_per_s")).text(), QStringLiteral("99 GB/s"));
    QCOMPARE(field(QStringLiteral("/device_link_bytes_per_s")).text(), QStringLiteral("700 GB/s"));
    QCOMPARE(field(QStringLiteral("/dollars_per_hour")).text(), QStringLiteral("$1.25"));
    const Estimate before = evaluate(scenario());
    save();
    QVERIFY(scenario().deployment.overrides == AcceleratorOverrides{});
    QCOMPARE(evaluate(scenario()).memory.ceiling, before.memory.ceiling);
    QCOMPARE(evaluate(scenario()).prefill.time.si(), before.prefill.time.si());
    QCOMPARE(evaluate(scenario()).decode.perToken.si(), before.decode.perToken.si());
    QCOMPARE(evaluate(scenario()).contextSwitch.time.si(), before.contextSwitch.time.si());
}

void AcceleratorEditorTest::theIdFollowsTheName() {
    QVERIFY(openByButton());
    enter(field(QStringLiteral("/name")), QStringLiteral("My GPU 2"));
    QCOMPARE(field(QStringLiteral("/id")).text(), QStringLiteral("my-gpu-2"));
    enter(field(QStringLiteral("/name")), QStringLiteral("H100 SXM")); // h100-sxm is shipped
    QCOMPARE(field(QStringLiteral("/id")).text(), QStringLiteral("h100-sxm-own"));
    enter(field(QStringLiteral("/id")), QStringLiteral("by-hand"));
    enter(field(QStringLiteral("/name")), QStringLiteral("Another"));
    QCOMPARE(field(QStringLiteral("/id")).text(), QStringLiteral("by-hand"));
    QVERIFY(canSave(editor()));
}

void AcceleratorEditorTest::anOwnOneIsSavedInItsPlace() {
    makeOwn();
    QVERIFY(openByButton());
    QCOMPARE(editor().windowTitle(), QStringLiteral("Edit ") + ownName);
    QCOMPARE(field(QStringLiteral("/id")).text(), ownId);
    QCOMPARE(field(QStringLiteral("/name")).text(), ownName); // no second "(own)"
    QVERIFY(part<QPushButton>(editor(), QStringLiteral("delete")).isVisible());
    enter(field(QStringLiteral("/memory_bytes")), QStringLiteral("320 GiB"));
    save();
    QCOMPARE(window()->store().catalogue().ownAccelerators.size(), std::size_t{1});
    QCOMPARE(loadUserPresets(catalogue()).accelerators.size(), std::size_t{1});
    QCOMPARE(scenario().deployment.accelerator.memory.si(), 320.0 * 1073741824.0);
    // From a shipped one, a second.
    window()->store().replace(paper50k(), QStringLiteral("again"));
    QTRY_VERIFY(isCurrent(*window()));
    QVERIFY(openByButton());
    QCOMPARE(field(QStringLiteral("/id")).text(), ownId + QStringLiteral("-2"));
    save();
    QCOMPARE(window()->store().catalogue().ownAccelerators.size(), std::size_t{2});
}

void AcceleratorEditorTest::aRestartFindsIt() {
    makeOwn();
    const Scenario made = scenario();
    window()->close();
    m_window.reset();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(window().show());
    QVERIFY(scenario() == made);
    QCOMPARE(entries(window(), QStringLiteral("accelerator")).front(), ownName);
    QCOMPARE(entries(window(), QStringLiteral("accelerator")).count(ownName), 1); // and not once more as the scenario's
    // Another is chosen, and the own one again, by the list.
    auto& list = part<QComboBox>(*window(), QStringLiteral("accelerator.list"));
    list.setFocus();
    QTest::keyClick(&list, Qt::Key_Down);
    QVERIFY(scenario().deployment.accelerator != made.deployment.accelerator);
    QTest::keyClick(&list, Qt::Key_Up);
    QVERIFY(scenario().deployment.accelerator == made.deployment.accelerator);
}

void AcceleratorEditorTest::deleting() {
    makeOwn();
    const Scenario made = scenario();
    QVERIFY(openByButton());
    window().agrees = false;
    click(editor(), QStringLiteral("delete"));
    QVERIFY(window().question.contains(ownName));
    QVERIFY(editor().isVisible());
    QVERIFY(QFileInfo::exists(userAcceleratorFile(ownId.toStdString())));
    window().agrees = true;
    const QPointer<QDialog> dialog = &editor();
    click(editor(), QStringLiteral("delete"));
    QTRY_VERIFY(dialog.isNull());
    QVERIFY(!QFileInfo::exists(userAcceleratorFile(ownId.toStdString())));
    QVERIFY(window()->store().catalogue().ownAccelerators.empty());
    QVERIFY(scenario() == made); // keeps what it uses
    QVERIFY(!window()->store().isDirty() || window()->store().history().count() == 1);
    QTRY_COMPARE(entries(window(), QStringLiteral("accelerator")).count(ownName), 1); // as the scenario's
    auto& list = part<QComboBox>(*window(), QStringLiteral("accelerator.list"));
    QCOMPARE(list.currentText(), ownName);
    // It goes when another is chosen.
    list.setFocus();
    QTest::keyClick(&list, Qt::Key_Down);
    QVERIFY(scenario().deployment.accelerator != made.deployment.accelerator);
    QTRY_COMPARE(entries(window(), QStringLiteral("accelerator")).count(ownName), 0);
    QCOMPARE(entries(window(), QStringLiteral("accelerator")).size(),
             static_cast<qsizetype>(catalogue().accelerators.size()));
}

void AcceleratorEditorTest::undoAfterDeleting() {
    makeOwn();
    const Scenario made = scenario();
    QVERIFY(openByButton());
    const QPointer<QDialog> dialog = &editor();
    click(editor(), QStringLiteral("delete"));
    QTRY_VERIFY(dialog.isNull());
    window().trigger(QStringLiteral("undo"));
    QVERIFY(scenario() == paper50k());
    window().trigger(QStringLiteral("redo"));
    QVERIFY(scenario() == made);
    QTRY_VERIFY(isCurrent(*window()));
    auto& list = part<QComboBox>(*window(), QStringLiteral("accelerator.list"));
    QCOMPARE(list.currentText(), ownName);
    // And it can be kept again.
    QVERIFY(openByButton());
    QCOMPARE(field(QStringLiteral("/id")).text(), ownId);
    save();
    QVERIFY(window()->store().catalogue().ownAccelerators.front() == made.deployment.accelerator);
    QVERIFY(scenario() == made);
}

/// Undo brings back what a preset was before it was edited; editing that must not overwrite the newer one.
void AcceleratorEditorTest::anotherVersionInTheScenarioIsNotTheOwnOne() {
    makeOwn();
    const Accelerator first = scenario().deployment.accelerator;
    QVERIFY(openByButton());
    enter(field(QStringLiteral("/memory_bytes")), QStringLiteral("320 GiB"));
    save();
    const Accelerator second = scenario().deployment.accelerator;
    window().trigger(QStringLiteral("undo"));
    QVERIFY(scenario().deployment.accelerator == first);
    QTRY_VERIFY(isCurrent(*window()));
    auto& list = part<QComboBox>(*window(), QStringLiteral("accelerator.list"));
    QCOMPARE(list.currentIndex(), 0);
    QCOMPARE(entries(window(), QStringLiteral("accelerator")).count(ownName), 2);
    // The other of that name is the preset as it is now.
    list.setFocus();
    QTest::keyClick(&list, Qt::Key_Down);
    QVERIFY(scenario().deployment.accelerator == second);
    QTRY_COMPARE(entries(window(), QStringLiteral("accelerator")).count(ownName), 1);
    window().trigger(QStringLiteral("undo"));
    QTRY_VERIFY(isCurrent(*window()));
    QVERIFY(openByButton());
    QCOMPARE(field(QStringLiteral("/id")).text(), ownId + QStringLiteral("-own"));
}

void AcceleratorEditorTest::aFailedWriteIsTold() {
    const QString folder = QFileInfo(userAcceleratorFile("x")).path();
    QDir().mkpath(QFileInfo(folder).path());
    writeFile(folder, "in the way");
    QVERIFY(openByButton());
    click(editor(), QStringLiteral("save"));
    QVERIFY(editor().isVisible()); // nothing typed is lost
    QVERIFY2(faultLine(editor()).startsWith(QStringLiteral("Not saved: ")), qPrintable(faultLine(editor())));
    QVERIFY(scenario() == paper50k());
    QVERIFY(window()->store().catalogue().ownAccelerators.empty());
    QFile::remove(folder);
    QVERIFY(canSave(editor()));
    save();
    QCOMPARE(window()->store().catalogue().ownAccelerators.size(), std::size_t{1});
}

void AcceleratorEditorTest::keyboard() {
    window().trigger(QStringLiteral("editAccelerator"));
    QVERIFY(waitForEditor(window()));
    QCOMPARE(editor().focusWidget()->objectName(), QStringLiteral("/name"));
    const QStringList order = tabOrder(editor());
    QStringList expected;
    for (const Field* each : editor().findChildren<Field*>()) expected << each->spec().pointer;
    QCOMPARE(order.mid(0, expected.size()), expected);
    QCOMPARE(order.mid(expected.size()), (QStringList{QStringLiteral("cancel"), QStringLiteral("save")}));
    // By letters: each label's own.
    for (const QLabel* label : editor().findChildren<QLabel*>()) {
        if (label->buddy() == nullptr || !label->text().contains(QLatin1Char('&'))) continue;
        const QChar letter = label->text()[label->text().indexOf(QLatin1Char('&')) + 1];
        QTest::keyClick(editor().focusWidget(), static_cast<Qt::Key>(letter.toUpper().unicode()), Qt::AltModifier);
        QCOMPARE(editor().focusWidget(), label->buddy());
    }
    // Enter in a field saves.
    QLineEdit& memory = field(QStringLiteral("/memory_bytes"));
    memory.setFocus();
    memory.selectAll();
    QTest::keyClicks(&memory, QStringLiteral("100 GB"));
    QTest::keyClick(&memory, Qt::Key_Return);
    QTRY_COMPARE(scenario().deployment.accelerator.memory.si(), 100e9);
}

void AcceleratorEditorTest::everythingHasAName() {
    QVERIFY(openByButton());
    int inputs = 0;
    for (const Field* each : editor().findChildren<Field*>()) {
        ++inputs;
        QVERIFY2(!each->entry().accessibleName().isEmpty(), qPrintable(each->spec().pointer));
        QVERIFY2(!each->spec().label.isEmpty(), qPrintable(each->spec().pointer));
    }
    QCOMPARE(inputs, 23);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::AcceleratorEditorTest)

#include "accelerator_editor_test.moc"
