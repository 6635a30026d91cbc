// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/method_choice.h"

#include "ui/window_fixture.h"

#include "control/method_picker.h"
#include "plain.h"

#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTextBrowser>
#include <QToolButton>

namespace longpeak {
namespace {

using namespace test;

class MethodChoiceTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }
    void opensOnOneThatCanBeChosen();
    void redIsForWhatIsChosen();
    void aCheckAppliesAtOnce();
    void oneReplacesAnother();
    void whatCannotBeChosenSaysWhy();
    void searches();
    void rowsFollowTheContext();
    void isTakenBackInTheRail();
    void sliderForgetsTheMethod();

private:
    MainWindow& window() { return **m_window; }
    MethodPicker& picker() { return part<MethodPicker>(window(), QStringLiteral("methodPicker")); }
    QTableView& rows() { return part<QTableView>(picker(), QStringLiteral("methods.rows")); }
    QString facts() { return part<QTextBrowser>(picker(), QStringLiteral("methods.facts")).toPlainText(); }
    QModelIndex cell(const char* name, int column = MethodModel::Name) {
        const QAbstractItemModel& model = *rows().model();
        for (int row = 0; row < model.rowCount(); ++row)
            if (model.index(row, 0).data().toString() == QLatin1String(name)) return model.index(row, column);
        return {};
    }
    void check(const char* name, bool checked) {
        QVERIFY2(rows().model()->setData(cell(name), checked ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole), name);
        QTRY_VERIFY(isCurrent(window()));
    }
    bool isChecked(const char* name) { return cell(name).data(Qt::CheckStateRole).toInt() == Qt::Checked; }

    std::unique_ptr<TestWindow> m_window;
};

void MethodChoiceTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
    part<QPushButton>(window(), QStringLiteral("methods.open")).click();
    QVERIFY(picker().isVisible());
    QCOMPARE(rows().model()->rowCount(), static_cast<int>(catalogue().methods.size()));
}

void MethodChoiceTest::opensOnOneThatCanBeChosen() {
    const QModelIndex current = rows().currentIndex();
    QVERIFY(current.siblingAtColumn(MethodModel::Name).flags().testFlag(Qt::ItemIsUserCheckable));
    QVERIFY(!facts().isEmpty());
}

/// What nobody relies on is no warning.
void MethodChoiceTest::redIsForWhatIsChosen() {
    window().store().edit(row("context"), 1e7); // farther than any was tried
    QTRY_VERIFY(isCurrent(window()));
    const auto isRed = [&](const char* name) {
        return cell(name, MethodModel::Quality).data(Qt::ForegroundRole).value<QColor>() ==
               QApplication::palette().color(QPalette::BrightText);
    };
    QVERIFY(!isRed("SnapKV"));
    check("SnapKV", true);
    QVERIFY(isRed("SnapKV"));
}

void MethodChoiceTest::aCheckAppliesAtOnce() {
    check("SnapKV", true);
    const Compression& compression = now(window()).compression;
    QCOMPARE(compression.token, 8.2);
    QVERIFY(compression.tokenSaves.kept && compression.tokenSaves.read && compression.tokenSaves.afterPrefill);
    QVERIFY(isChecked("SnapKV"));
    QCOMPARE(m_window->field(QStringLiteral("compression.token")).text(), QStringLiteral("8.2×"));
    QCOMPARE(window().store().history().count(), 1);
    check("SnapKV", false);
    QVERIFY(now(window()).compression == Compression{});
    QVERIFY(!isChecked("SnapKV"));
}

void MethodChoiceTest::oneReplacesAnother() {
    check("SnapKV", true);
    check("FP8 KV cache", true);
    QVERIFY(isChecked("SnapKV") && isChecked("FP8 KV cache"));
    QVERIFY(part<QLabel>(window(), QStringLiteral("methods.note")).isVisible()); // that they multiply is assumed
    QVERIFY(part<QLabel>(picker(), QStringLiteral("methods.product")).text().contains(QStringLiteral("16.4×")));
    check("Scissorhands", true);
    QVERIFY(!isChecked("SnapKV"));
    QVERIFY(isChecked("Scissorhands") && isChecked("FP8 KV cache"));
}

void MethodChoiceTest::whatCannotBeChosenSaysWhy() {
    const QModelIndex yoco = cell("YOCO (You Only Cache Once)");
    QVERIFY(!yoco.data(Qt::CheckStateRole).isValid());
    QVERIFY(!rows().model()->setData(yoco, Qt::Checked, Qt::CheckStateRole));
    rows().selectRow(yoco.row());
    QVERIFY2(facts().contains(QStringLiteral("publishes no ratio to apply")), qPrintable(facts()));
    rows().selectRow(cell("SnapKV").row());
    QVERIFY2(facts().contains(QStringLiteral("reported by the authors")), qPrintable(facts()));
    QVERIFY2(facts().contains(QStringLiteral("https://arxiv.org/abs/2404.14469")), qPrintable(facts()));
}

void MethodChoiceTest::searches() {
    auto& search = part<QLineEdit>(picker(), QStringLiteral("methods.search"));
    search.setText(QStringLiteral("head duo"));
    QCOMPARE(rows().model()->rowCount(), 1);
    check("DuoAttention", true);
    search.setText(QStringLiteral("no such thing"));
    QCOMPARE(rows().model()->rowCount(), 0);
    QVERIFY(facts().isEmpty());
    search.clear();
    QVERIFY(isChecked("DuoAttention"));
}

void MethodChoiceTest::rowsFollowTheContext() {
    check("SnapKV", true);
    const auto doubt = [&] { return window().findChild<QLabel*>(QStringLiteral("method.doubt.snapkv")); };
    QVERIFY(doubt() != nullptr);
    QVERIFY2(doubt()->text().contains(unbroken(QStringLiteral("16K only"))), qPrintable(doubt()->text()));
    QVERIFY(cell("SnapKV", MethodModel::Quality).data().toString().contains(QStringLiteral("16K only")));
    window().store().edit(row("context"), 8000);
    QTRY_VERIFY(isCurrent(window()));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(doubt() == nullptr);
    QCOMPARE(cell("SnapKV", MethodModel::Quality).data().toString(), QStringLiteral("shown up to 16K"));
    QVERIFY(part<QLabel>(window(), QStringLiteral("method.facts.snapkv"))
                .text()
                .contains(QStringLiteral("arXiv:2404.14469")));
}

void MethodChoiceTest::isTakenBackInTheRail() {
    check("SnapKV", true);
    part<QToolButton>(window(), QStringLiteral("method.drop.snapkv")).click();
    QTRY_VERIFY(isCurrent(window()));
    QVERIFY(now(window()).compression == Compression{});
    QVERIFY(!isChecked("SnapKV"));
}

/// A ratio set by hand is no longer the published one.
void MethodChoiceTest::sliderForgetsTheMethod() {
    check("SnapKV", true);
    window().store().edit(row("compression.token"), 4);
    QTRY_VERIFY(isCurrent(window()));
    QVERIFY(now(window()).compression.methods.empty());
    QVERIFY(!isChecked("SnapKV"));
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(window().findChild<QLabel*>(QStringLiteral("method.snapkv")) == nullptr);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::MethodChoiceTest)

#include "method_choice_test.moc"
