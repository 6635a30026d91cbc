// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/conventions_page.h"

#include "plain.h"
#include "ui/window_fixture.h"

#include "explore/conventions.h"

#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>

namespace longpeak {
namespace {

using namespace test;

class ConventionsPageTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }

    void showsEveryChoice();
    void aClickChoosesAndUndoTakesItBack();
    void followsTheStore();
    void saysWhatMoves();
    void saysWhyNothingMoves();
    void keysWalkAConvention();
    void tabReachesEveryConvention();
    void offersAValueSetByHand();
    void leadsOutOfThePaper();
    void hasNames();
    void printsWhatToolsPrint();
    void followsByteUnits();

private:
    TestWindow& window() { return *m_window; }
    void edit(std::string_view id, double value) {
        window()->store().edit(row(id), value);
        window()->refresher().flush();
        QApplication::processEvents();
    }
    QRadioButton& choice(const QString& name) {
        return part<QRadioButton>(window()->workspace().current(), QStringLiteral("choice.convention.") + name);
    }
    /// Every text of the page.
    QStringList words() {
        QStringList out;
        for (const QLabel* label : window()->workspace().current().findChildren<QLabel*>())
            if (label->isVisibleTo(&window()->workspace().current())) out << label->text();
        return out;
    }
    bool says(const QString& part) {
        const QStringList all = words();
        return std::ranges::any_of(
            all, [&](const QString& text) { return text.contains(part) || text.contains(unbroken(part)); });
    }
    std::unique_ptr<TestWindow> m_window;
};

void ConventionsPageTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>(with(paper50k(), "cost_model", 1));
    window()->workspace().showPage(QStringLiteral("conventions"));
    QVERIFY(window().show());
}

void ConventionsPageTest::showsEveryChoice() {
    const auto reports = conventionReports(now(*window()), catalogue());
    for (const ConventionReport& report : reports) {
        QVERIFY(says(shown(report.parameter->label)));
        for (const ConventionChoice& each : report.choices)
            QVERIFY2(says(shown(each.meaning)), each.meaning.english().c_str());
    }
    QVERIFY(choice("causal.exact").isChecked() && !choice("causal.full").isChecked());
    QVERIFY(says(QStringLiteral("Default. Each token looks at itself")));
    QCOMPARE(choice("attention_block.0").text(), QStringLiteral("Read once"));
}

void ConventionsPageTest::aClickChoosesAndUndoTakesItBack() {
    QTest::mouseClick(&choice("causal.full"), Qt::LeftButton, {}, QPoint(8, choice("causal.full").height() / 2));
    QVERIFY(now(*window()).conventions.causal == CausalMask::Full);
    window()->refresher().flush();
    QVERIFY(choice("causal.full").isChecked());
    window().trigger(QStringLiteral("undo"));
    window()->refresher().flush();
    QVERIFY(now(*window()).conventions.causal == CausalMask::Exact);
    QVERIFY(choice("causal.exact").isChecked() && !choice("causal.full").isChecked());
}

void ConventionsPageTest::followsTheStore() {
    edit("convention.tpot", 1);
    QVERIFY(choice("tpot.end_to_end").isChecked());
    edit("convention.utilisation", 0.9);
    QVERIFY(choice("utilisation.0").isChecked()); // 90 %
}

void ConventionsPageTest::saysWhatMoves() {
    // As worked by hand in core.
    QVERIFY(says(QStringLiteral("prefill work +39.1 %")));
    QVERIFY(choice("causal.full").accessibleDescription().contains("prefill work +39.1 %"));
    edit("context", 4000);
    QVERIFY(!says(QStringLiteral("prefill work +39.1 %")));
}

void ConventionsPageTest::saysWhyNothingMoves() {
    QVERIFY(says(QStringLiteral("moves nothing: this model has no routed experts")));
    QVERIFY(says(QStringLiteral("moves nothing: this model has no layers with a window")));
    QVERIFY(says(QStringLiteral("bound by FLOP/s, not by what it reads")));
    QVERIFY(!choice("experts.all").isEnabled()); // it has no effect
    QVERIFY(choice("causal.full").isEnabled());
}

void ConventionsPageTest::keysWalkAConvention() {
    choice("lm_head.last").setFocus();
    QTest::keyClick(&choice("lm_head.last"), Qt::Key_Down);
    QVERIFY(now(*window()).conventions.head == HeadPositions::All);
    QTest::keyClick(&choice("lm_head.all"), Qt::Key_Up);
    QVERIFY(now(*window()).conventions.head == HeadPositions::Last);
}

void ConventionsPageTest::tabReachesEveryConvention() {
    QSet<QString> reached;
    choice("causal.exact").setFocus();
    for (int i = 0; i < 12; ++i) {
        const QString name = QApplication::focusWidget()->objectName();
        if (name.startsWith(QLatin1String("choice."))) reached << name.section('.', 0, 2);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(reached.size(), 6); // but for experts and windows, which this model has not
}

void ConventionsPageTest::offersAValueSetByHand() {
    QVERIFY(!choice("utilisation.2").isVisible());
    edit("convention.utilisation", 0.85);
    QVERIFY(choice("utilisation.2").isVisible() && choice("utilisation.2").isChecked());
    QCOMPARE(choice("utilisation.2").text(), QStringLiteral("85 %"));
    QVERIFY(says(QStringLiteral("As set by hand.")));
    choice("utilisation.0").click();
    window()->refresher().flush();
    QCOMPARE(now(*window()).conventions.utilisation, 0.9);
    QVERIFY(!choice("utilisation.2").isVisible());
}

void ConventionsPageTest::leadsOutOfThePaper() {
    auto& change = part<QPushButton>(*window(), QStringLiteral("conventions.useOperators"));
    QVERIFY(!change.isVisible());
    edit("cost_model", 0);
    QVERIFY(change.isVisible());
    QVERIFY(says(QStringLiteral("moves nothing: the paper's closed form does not ask this")));
    QVERIFY(choice("capacity.nominal").isEnabled() && !choice("causal.full").isEnabled());
    QTest::mouseClick(&change, Qt::LeftButton);
    window()->refresher().flush();
    QVERIFY(now(*window()).costModel == CostModel::Operators);
    QVERIFY(!change.isVisible() && choice("causal.full").isEnabled());
    window().trigger(QStringLiteral("undo"));
    QVERIFY(now(*window()).costModel == CostModel::Paper);
}

void ConventionsPageTest::hasNames() {
    QCOMPARE(choice("causal.full").accessibleName(), QStringLiteral("Causal mask: Full square"));
    for (const QRadioButton* button : window()->workspace().current().findChildren<QRadioButton*>())
        QVERIFY2(!button->isVisible() || !button->accessibleName().isEmpty(), qPrintable(button->objectName()));
}

void ConventionsPageTest::printsWhatToolsPrint() {
    QVERIFY(says(QStringLiteral("twelve existing tools print from 17 to 137 GB")));
    for (const char* value : {"17.2 GB", "34.4 GB", "68.7 GB", "137 GB", "6.59 s", "21.2 s", "35.6 s", "108 s"})
        QVERIFY2(words().contains(QLatin1String(value)), value);
    for (const auto& list : {commonDifferences(), fixedConventions()})
        for (const Remark& remark : list) QVERIFY(says(shown(remark.text).toHtmlEscaped()));
}

void ConventionsPageTest::followsByteUnits() {
    window().trigger(QStringLiteral("bytes.binary"));
    window()->refresher().flush();
    QVERIFY(words().contains(QStringLiteral("16.0 GiB"))); // 17 179 869 184 B
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ConventionsPageTest)
#include "conventions_page_test.moc"
