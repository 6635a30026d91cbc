// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/control_panel.h"

#include "control/parameter_control.h"
#include "plain.h"
#include "ui/window_fixture.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

namespace longpeak {
namespace {

using namespace test;

/// Whether the rail has a control for it: a choice of one is none.
bool isOffered(const Parameter& parameter) {
    return parameter.scale != Scale::Choice || parameter.choices.size() > 1;
}

/// Too many choices for a row of segments.
bool isList(const Parameter& parameter) {
    return parameter.choices.size() > 6;
}

class ControlPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }

    void everyParameterHasItsControl();
    void everyInputIsDescribed();
    void displayIsSilent();
    void everyControlShowsTheScenario();
    void aSliderEdits();
    void aDragIsOneUndo();
    void doubleClickResets();
    void typedQuantities_data();
    void typedQuantities();
    void leavingAFieldCommits();
    void anUntouchedFieldCommitsNothing();
    void typingSurvivesARefresh();
    void equalTextIsShownInTheOneWay();
    void refusedTextSaysWhy_data();
    void refusedTextSaysWhy();
    void anAcceptedTextClearsTheRefusal_data();
    void anAcceptedTextClearsTheRefusal();
    void undoClearsARefusal();
    void undoWhereTheHandTyped();
    void automaticValuesCanBeTypedAndReset();
    void choosesFormats();
    void theWheelChoosesNoFormat();
    void choosesByKeyboard();
    void whatDoesNotApplyIsHidden();
    void findsAModelByPartOfItsName();
    void enterTakesTheOnlyOne();
    void choosesFromTheListByKeyboard();
    void aNameThatIsNoneDoesNotStay();
    void wheelOverAListScrollsTheRail();
    void factsFollowTheModel();
    void aModelOfOnesOwnIsShown();
    void typicalEfficiencyIsOneStep();
    void typicalFollowsTheAccelerator();
    void ownLeadsToTheFields();
    void groupsFold();
    void headersSummarise();
    void mnemonicsReachTheirFields();
    void tabVisitsEveryControlInOrder();

private:
    TestWindow& window() { return *m_window; }
    const Scenario& scenario() { return now(**m_window); }
    QComboBox& list(const QString& id) { return part<QComboBox>(**m_window, id + QStringLiteral(".list")); }
    QLabel& reason(const QString& id) { return part<QLabel>(**m_window, id + QStringLiteral(".reason")); }
    void openAllGroups() { m_window->window->rail().setFolded({}); }
    std::unique_ptr<TestWindow> m_window;
};

void ControlPanelTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
    QVERIFY(m_window->show());
    openAllGroups();
}

void ControlPanelTest::everyParameterHasItsControl() {
    for (const Parameter& parameter : parameters()) {
        const QString id = shown(parameter.id);
        QCOMPARE(window()->rail().control(parameter.id) != nullptr, isOffered(parameter));
        if (!isOffered(parameter)) continue;
        const QObject& control = *window()->rail().control(parameter.id);
        QCOMPARE(control.objectName(), id);
        if (parameter.isNumeric()) QVERIFY(control.findChild<QLineEdit*>(id + QStringLiteral(".field")) != nullptr);
        QCOMPARE(control.findChild<ValueSlider*>(id + QStringLiteral(".slider")) != nullptr,
                 parameter.isNumeric() && (!parameter.stops.empty() || parameter.unit == Unit::Fraction));
        QCOMPARE(control.findChild<QComboBox*>(id + QStringLiteral(".list")) != nullptr,
                 parameter.scale == Scale::Preset || isList(parameter));
        for (const Choice& choice : parameter.choices) {
            const auto* segment = control.findChild<QPushButton*>(id + QLatin1Char('.') + shown(choice.text));
            QCOMPARE(segment == nullptr, isList(parameter));
            if (segment != nullptr) QVERIFY(segment->toolTip().contains(html(choice.meaning)));
        }
    }
}

void ControlPanelTest::everyInputIsDescribed() {
    int inputs = 0;
    for (const QWidget* input : window()->rail().findChildren<QWidget*>()) {
        if (input->focusPolicy() == Qt::NoFocus || qobject_cast<const QToolButton*>(input) != nullptr) continue;
        if (input->focusProxy() != nullptr || qobject_cast<const QAbstractItemView*>(input) != nullptr) continue;
        if (input->parentWidget()->inherits("QComboBoxPrivateContainer")) continue;
        if (qobject_cast<const QAbstractSlider*>(input) != nullptr && input->objectName().isEmpty()) continue;
        ++inputs;
        QVERIFY2(!input->accessibleName().isEmpty(), qPrintable(input->objectName()));
        QVERIFY2(!input->toolTip().isEmpty(), qPrintable(input->objectName()));
    }
    QVERIFY(inputs > 40);
    for (const QToolButton* header : window()->rail().findChildren<QToolButton*>()) QVERIFY(!header->text().isEmpty());
}

void ControlPanelTest::displayIsSilent() {
    std::vector<std::unique_ptr<QSignalSpy>> spies;
    for (const Parameter& parameter : parameters()) {
        ParameterControl* control = window()->rail().control(parameter.id);
        if (control == nullptr) continue;
        spies.push_back(std::make_unique<QSignalSpy>(control, &ParameterControl::edited));
        spies.push_back(std::make_unique<QSignalSpy>(control, &ParameterControl::typed));
        spies.push_back(std::make_unique<QSignalSpy>(control, &ParameterControl::resetRequested));
    }
    Random random(20260108);
    for (int i = 0; i < 30; ++i) {
        window()->store().replace(randomScenario(random), QStringLiteral("random"));
        const Scenario before = scenario();
        window()->refresher().flush();
        QApplication::processEvents();
        QVERIFY(scenario() == before); // nothing that was shown came back as an edit
    }
    for (const auto& spy : spies) QCOMPARE(spy->count(), 0);
    QCOMPARE(window()->store().history().count(), 30);
}

void ControlPanelTest::everyControlShowsTheScenario() {
    Random random(20260109);
    for (int i = 0; i < 20; ++i) {
        window()->store().replace(randomScenario(random), QStringLiteral("random"));
        window()->refresher().flush();
        for (const Parameter& parameter : parameters()) {
            if (!isOffered(parameter)) continue;
            const QString id = shown(parameter.id);
            if (parameter.scale == Scale::Preset || isList(parameter)) {
                QCOMPARE(list(id).currentData().toString(), shown(valueText(parameter, scenario())));
                QCOMPARE(list(id).currentText(), shown(displayText(parameter, scenario())));
            } else if (parameter.scale == Scale::Choice) {
                for (const Choice& choice : parameter.choices) {
                    const auto& button = part<QPushButton>(*window(), id + QLatin1Char('.') + shown(choice.text));
                    QCOMPARE(button.isChecked(), shown(choice.text) == shown(valueText(parameter, scenario())));
                }
            } else {
                const double value = parameter.get(scenario());
                const std::string text = parameter.unit == Unit::Tokens ? formatExact(value, Unit::Count)
                                                                        : format(value, parameter.unit);
                QCOMPARE(window().field(id).text(), shown(text));
                if (auto* slider = window()->findChild<ValueSlider*>(id + QStringLiteral(".slider")))
                    QCOMPARE(slider->value(), value);
            }
        }
    }
}

void ControlPanelTest::aSliderEdits() {
    for (const Parameter& parameter : parameters()) {
        const QString id = shown(parameter.id);
        auto* slider = window()->findChild<ValueSlider*>(id + QStringLiteral(".slider"));
        if (slider == nullptr) continue;
        const QPoint middle(slider->width() / 2, 9);
        press(*slider, middle);
        release(*slider, middle);
        QVERIFY2(parameter.get(scenario()) != parameter.get(paper50k()), parameter.id.data());
        QCOMPARE(parameter.get(scenario()), slider->value());
        QTRY_COMPARE(window().field(id).text(),
                     shown(parameter.unit == Unit::Tokens ? exactAmount(slider->value(), Unit::Count)
                                                          : displayText(parameter, scenario())));
    }
}

void ControlPanelTest::aDragIsOneUndo() {
    ValueSlider& slider = window().slider(QStringLiteral("context"));
    const auto at = [&](double value) { return QPoint(static_cast<int>(slider.pixelOf(value)), 9); };
    press(slider, at(60e3));
    for (int i = 0; i < 50; ++i) {
        drag(slider, at(60e3 * std::pow(1.05, i)));
        QApplication::processEvents();
    }
    release(slider, at(60e3 * std::pow(1.05, 49)));
    QCOMPARE(window()->store().history().count(), 1);
    window().trigger(QStringLiteral("undo"));
    QVERIFY(scenario() == paper50k());
    QTRY_COMPARE(slider.value(), 50e3);
}

void ControlPanelTest::doubleClickResets() {
    window()->store().edit(row("users"), 500);
    QTRY_COMPARE(window().slider(QStringLiteral("users")).value(), 500.0);
    QTest::mouseDClick(&window().slider(QStringLiteral("users")), Qt::LeftButton, {}, {100, 9});
    QCOMPARE(scenario().session.users, row("users").fallback);
    // The paper's P was set by hand; automatic is the model's own.
    QTest::mouseDClick(&window().slider(QStringLiteral("model.parameters")), Qt::LeftButton, {}, {100, 9});
    QVERIFY(!scenario().parameters);
    QTRY_COMPARE(window().field(QStringLiteral("model.parameters")).text(),
                 shown(format(modelParameters(scenario()), Unit::Parameters)));
}

void ControlPanelTest::typedQuantities_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("shownAs");
    const auto add = [](const char* id, const char* text, double value, const char* as) {
        QTest::addRow("%s %s", id, text) << QString::fromLatin1(id) << QString::fromUtf8(text) << value
                                         << QString::fromUtf8(as);
    };
    add("context", "128K", 128e3, nullptr);
    add("context", "1.5M", 1.5e6, nullptr);
    add("context", " 131072 ", 131072, nullptr);
    add("context", "200 000", 200e3, nullptr);
    add("accelerator.memory", "40 GB", 40e9, "40.0 GB");
    add("accelerator.memory", "40 GiB", 40 * 0x1p30, "42.9 GB");
    add("compression.token", "4x", 4, "4×");
    add("compression.token", "4×", 4, "4×");
    add("efficiency.decode", "50 %", 0.5, "50 %");
    add("efficiency.decode", "0.5", 0.5, "50 %");
    add("session.think", "2 min", 120, nullptr);
    add("accelerator.bandwidth", "3.35 TB/s", 3.35e12, "3.35 TB/s");
    add("price.gpu_hour", "$3.5", 3.5, nullptr);
    add("model.parameters", "70B", 70e9, nullptr);
    add("gpus", "8", 8, "8 GPUs");
}

void ControlPanelTest::typedQuantities() {
    QFETCH(QString, id);
    QFETCH(QString, text);
    QFETCH(double, value);
    QFETCH(QString, shownAs);
    const Parameter& parameter = row(id.toStdString());
    QLineEdit& field = window().field(id);
    typeInto(field, text);
    NEAR(parameter.get(scenario()), value, 1e-12);
    QCOMPARE(window()->store().history().count(), 1);
    QVERIFY(!reason(id).isVisible());
    QTRY_VERIFY(isCurrent(*window()));
    if (!shownAs.isEmpty()) QCOMPARE(field.text(), shownAs);
    if (auto* slider = window()->findChild<ValueSlider*>(id + QStringLiteral(".slider")))
        QCOMPARE(slider->value(), parameter.get(scenario()));
    // What is shown can be typed again.
    const auto again = parseQuantity(field.text().toStdString(), parameter.unit);
    QVERIFY(again);
    NEAR(*again, value, 0.005);
}

void ControlPanelTest::leavingAFieldCommits() {
    QLineEdit& field = window().field(QStringLiteral("context"));
    field.setFocus();
    field.selectAll();
    QTest::keyClicks(&field, QStringLiteral("128K"));
    QCOMPARE(scenario().context.si(), 50e3);
    QTest::keyClick(&field, Qt::Key_Tab);
    QCOMPARE(scenario().context.si(), 128e3);
}

void ControlPanelTest::anUntouchedFieldCommitsNothing() {
    // 85 899 345 920 bytes are shown with three digits; to pass by must not round them.
    const Scenario before = scenario();
    for (QLineEdit* field : window()->rail().findChildren<QLineEdit*>()) {
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Return);
        field->clearFocus();
    }
    QVERIFY(scenario() == before);
    QCOMPARE(window()->store().history().count(), 0);
}

void ControlPanelTest::typingSurvivesARefresh() {
    QLineEdit& field = window().field(QStringLiteral("context"));
    field.setFocus();
    field.selectAll();
    QTest::keyClicks(&field, QStringLiteral("12"));
    window()->store().edit(row("users"), 9);
    window()->refresher().flush();
    QCOMPARE(field.text(), QStringLiteral("12"));
    QTest::keyClicks(&field, QStringLiteral("8K"));
    QTest::keyClick(&field, Qt::Key_Return);
    QCOMPARE(scenario().context.si(), 128e3);
}

void ControlPanelTest::equalTextIsShownInTheOneWay() {
    QLineEdit& field = window().field(QStringLiteral("context"));
    const QString before = field.text();
    typeInto(field, QStringLiteral("50K"));
    QCOMPARE(field.text(), before);
    QCOMPARE(window()->store().history().count(), 0);
    // In the units of the window.
    window().trigger(QStringLiteral("bytes.binary"));
    QLineEdit& memory = window().field(QStringLiteral("host.memory"));
    typeInto(memory, QStringLiteral("64 GiB"));
    QTRY_COMPARE(memory.text(), QStringLiteral("64.0 GiB"));
    typeInto(memory, QStringLiteral("65536 MiB"));
    QApplication::processEvents();
    QCOMPARE(memory.text(), QStringLiteral("64.0 GiB"));
}

void ControlPanelTest::refusedTextSaysWhy_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("why");
    const auto add = [](const char* id, const char* text, const char* why) {
        QTest::addRow("%s %s", id, text) << QString::fromLatin1(id) << QString::fromUtf8(text)
                                         << QString::fromUtf8(why);
    };
    add("context", "many", "'many' is not a number of tokens");
    add("context", "100", "must be from 1K to 10M, not 100");
    add("context", "11M", "must be from 1K to 10M, not 11000000");
    add("context", "40 GB", "'40 GB' is not a number of tokens");
    add("gpus", "65", "must be from 1 GPU to 64 GPUs, not 65");
    add("gpus", "2.5", "must be a whole number, not 2.5");
    add("efficiency.link", "150 %", "must be from 1 % to 100 %, not 150 %");
    add("compression.layer", "", "'' is not a number");
}

void ControlPanelTest::refusedTextSaysWhy() {
    QFETCH(QString, id);
    QFETCH(QString, text);
    QFETCH(QString, why);
    QLineEdit& field = window().field(id);
    const QString before = field.text();
    field.setFocus();
    field.selectAll();
    QApplication::processEvents();
    const QWidget& control = *field.parentWidget();
    const QRect place = control.geometry();
    if (text.isEmpty())
        QTest::keyClick(&field, Qt::Key_Delete);
    else
        QTest::keyClicks(&field, text);
    QTest::keyClick(&field, Qt::Key_Return);
    QVERIFY(reason(id).isVisible());
    QVERIFY2(reason(id).text().startsWith(unbroken(why)), qPrintable(reason(id).text()));
    QApplication::processEvents();
    QCOMPARE(control.geometry(), place); // nothing moves for it
    QVERIFY(!reason(id).geometry().intersects(QRect(field.mapTo(reason(id).parentWidget(), QPoint()), field.size())));
    QVERIFY(reason(id).parentWidget()->rect().contains(reason(id).geometry()));
    QCOMPARE(field.text(), text); // stays, to be mended
    QCOMPARE(field.property("invalid").toBool(), true);
    QVERIFY(scenario() == paper50k());
    QCOMPARE(window()->store().history().count(), 0);
    // It stays over edits elsewhere too.
    window()->store().edit(row("session.rounds"), 7);
    window()->refresher().flush();
    QCOMPARE(field.text(), text);
    QVERIFY(reason(id).isVisible());
    QTest::keyClick(&field, Qt::Key_Escape);
    QCOMPARE(field.text(), before);
    QVERIFY(!reason(id).isVisible());
    QCOMPARE(field.property("invalid").toBool(), false);
}

void ControlPanelTest::anAcceptedTextClearsTheRefusal_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("another value") << QStringLiteral("128K");
    QTest::newRow("the same value, in other words") << QStringLiteral("50K");
    QTest::newRow("the same words") << QStringLiteral("50 000");
}

void ControlPanelTest::anAcceptedTextClearsTheRefusal() {
    QFETCH(QString, text);
    QLineEdit& field = window().field(QStringLiteral("context"));
    typeInto(field, QStringLiteral("many"));
    QVERIFY(reason(QStringLiteral("context")).isVisible());
    typeInto(field, text);
    QTRY_VERIFY(!reason(QStringLiteral("context")).isVisible());
    QCOMPARE(field.property("invalid").toBool(), false);
    QCOMPARE(field.text(), shown(formatExact(scenario().context.si(), Unit::Count)));
}

/// The field has the focus, and nothing of its own to undo.
void ControlPanelTest::undoWhereTheHandTyped() {
    auto& field = part<QLineEdit>(*window(), QStringLiteral("context.field"));
    const Scenario before = window()->store().scenario();
    field.setFocus();
    field.selectAll();
    QTest::keyClicks(&field, QStringLiteral("60000"));
    QTest::keyClick(&field, Qt::Key_Z, Qt::ControlModifier); // of what is being typed
    QVERIFY(window()->store().scenario() == before && field.text() != QStringLiteral("60000"));
    field.selectAll();
    QTest::keyClicks(&field, QStringLiteral("60000"));
    QTest::keyClick(&field, Qt::Key_Return);
    QVERIFY(window()->store().scenario() != before);
    QTest::keyClick(&field, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(window()->store().scenario() == before);
    QTest::keyClick(&field, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(window()->store().scenario().context.si(), 60e3);
}

void ControlPanelTest::undoClearsARefusal() {
    window()->store().edit(row("context"), 60e3);
    window()->refresher().flush();
    QLineEdit& field = window().field(QStringLiteral("context"));
    typeInto(field, QStringLiteral("many"));
    window().trigger(QStringLiteral("undo"));
    QTRY_COMPARE(field.text(), shown(formatExact(50e3, Unit::Count)));
    QVERIFY(!reason(QStringLiteral("context")).isVisible());
}

void ControlPanelTest::automaticValuesCanBeTypedAndReset() {
    QLineEdit& field = window().field(QStringLiteral("link.bandwidth"));
    QCOMPARE(field.text(), QStringLiteral("20.0 GB/s"));
    typeInto(field, QStringLiteral("auto"));
    QVERIFY(!row("link.bandwidth").isSet(scenario()));
    QTRY_COMPARE(field.text(), shown(format(scenario().deployment.hostLink().si(), Unit::BytesPerSecond)));
    // A price that nobody knows is shown as such, and can be set.
    window()->store().edit(row("price.gpu_hour"), 2);
    window()->refresher().flush();
    QVERIFY(window()->store().editText(row("price.gpu_hour"), QStringLiteral("auto")));
    window()->refresher().flush();
    QCOMPARE(window().field(QStringLiteral("price.gpu_hour")).text(),
             shown(displayText(row("price.gpu_hour"), scenario())));
}

void ControlPanelTest::choosesFormats() {
    for (const char* id : {"dtype.weights", "dtype.kv", "dtype.compute"}) {
        const Parameter& parameter = row(id);
        QComboBox& formats = list(QLatin1String(id));
        QCOMPARE(static_cast<std::size_t>(formats.count()), parameter.choices.size());
        formats.setFocus();
        QTest::keyClick(&formats, Qt::Key_End);
        for (std::size_t i = parameter.choices.size(); i-- > 0;) {
            QCOMPARE(formats.itemText(static_cast<int>(i)), shown(parameter.choices[i].label));
            QCOMPARE(parameter.get(scenario()), static_cast<double>(i));
            QCOMPARE(formats.currentIndex(), static_cast<int>(i));
            QTest::keyClick(&formats, Qt::Key_Up);
        }
    }
    QVERIFY(now(*window()).precision == Precision{});
}

void ControlPanelTest::theWheelChoosesNoFormat() {
    QComboBox& formats = list(QStringLiteral("dtype.kv"));
    list(QStringLiteral("model")).setFocus();
    QVERIFY(!turnWheel(formats, formats.rect().center(), -1));
    QVERIFY(scenario() == paper50k());
    formats.setFocus();
    turnWheel(formats, formats.rect().center(), -1);
    QCOMPARE(scenario().precision.cache, Dtype::Fp16);
}

void ControlPanelTest::choosesByKeyboard() {
    // Arrows walk the segments.
    auto& first = part<QPushButton>(*window(), QStringLiteral("cost_model.paper"));
    first.setFocus();
    QTest::keyClick(&first, Qt::Key_Right);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(scenario().costModel, CostModel::Operators);
    auto& capacity = part<QPushButton>(*window(), QStringLiteral("convention.capacity.nominal"));
    QTest::mouseClick(&capacity, Qt::LeftButton);
    QCOMPARE(scenario().conventions.capacity, Capacity::Nominal);
    QVERIFY(capacity.isChecked());
}

void ControlPanelTest::whatDoesNotApplyIsHidden() {
    Random random(20260113);
    for (int i = 0; i < 20; ++i) {
        window()->store().replace(i == 0 ? paper50k() : randomScenario(random), QStringLiteral("random"));
        for (const double costModel : {0.0, 1.0}) {
            window()->store().edit(row("cost_model"), costModel);
            window()->refresher().flush();
            for (const Parameter& parameter : parameters())
                if (const ParameterControl* control = window()->rail().control(parameter.id))
                    QVERIFY2(control->isVisible() == parameter.applies(scenario()), parameter.id.data());
        }
    }
    QVERIFY(window()->rail().control("prefill.chunk")->isVisible()); // by operators
    QVERIFY(!window()->rail().control("paper.attention_coefficient")->isVisible());
    // A folded group stays folded when what is in it comes and goes.
    window()->rail().setFolded({QStringLiteral("convention")});
    for (const double costModel : {0.0, 1.0}) {
        window()->store().edit(row("cost_model"), costModel);
        window()->refresher().flush();
        QVERIFY(!window()->rail().control("convention.capacity")->isVisible());
        QVERIFY(part<QToolButton>(*window(), QStringLiteral("group.convention")).isVisible());
    }
}

void ControlPanelTest::findsAModelByPartOfItsName() {
    QComboBox& models = list(QStringLiteral("model"));
    models.setFocus();
    models.lineEdit()->selectAll();
    QAbstractItemView* popup = models.completer()->popup();
    const auto& none = part<QLabel>(*window(), QStringLiteral("model.none"));
    QTest::keyClicks(models.lineEdit(), QStringLiteral("nothing of that")); // said, and nothing else is taken
    QVERIFY(none.isVisible() && !popup->isVisible());
    QTest::keyClick(models.lineEdit(), Qt::Key_Return);
    QCOMPARE(models.currentText(), shown(scenario().model.name));
    QVERIFY(!none.isVisible());
    models.lineEdit()->selectAll();
    QTest::keyClicks(models.lineEdit(), QStringLiteral("405b 3.1 llama")); // words in any order and case
    QTRY_VERIFY(popup->isVisible());
    QCOMPARE(popup->model()->rowCount(), 1);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(shown(scenario().model.id), QStringLiteral("llama-3.1-405b"));
    QTRY_COMPARE(models.currentText(), shown(scenario().model.name));
    QVERIFY(!popup->isVisible());
    QCOMPARE(window()->store().history().count(), 1);
}

void ControlPanelTest::enterTakesTheOnlyOne() {
    QComboBox& models = list(QStringLiteral("model"));
    QTest::mouseClick(models.lineEdit(), Qt::LeftButton); // takes its whole text
    QCOMPARE(models.lineEdit()->selectedText(), models.currentText());
    QTest::keyClicks(models.lineEdit(), QStringLiteral("llama 3.1")); // several
    QTest::keyClick(models.lineEdit(), Qt::Key_Return);
    QVERIFY(scenario() == paper50k());
    models.lineEdit()->selectAll();
    QTest::keyClicks(models.lineEdit(), QStringLiteral("llama 3.1 405b"));
    QTest::keyClick(models.lineEdit(), Qt::Key_Return);
    QTRY_COMPARE(shown(scenario().model.id), QStringLiteral("llama-3.1-405b"));
    QTRY_COMPARE(models.currentText(), shown(scenario().model.name));
}

void ControlPanelTest::choosesFromTheListByKeyboard() {
    QComboBox& accelerators = list(QStringLiteral("accelerator"));
    accelerators.setFocus();
    const int before = accelerators.currentIndex();
    QTest::keyClick(&accelerators, Qt::Key_Down);
    QCOMPARE(shown(scenario().deployment.accelerator.id), accelerators.itemData(before + 1).toString());
    QTest::keyClick(&accelerators, Qt::Key_Up);
    QCOMPARE(shown(scenario().deployment.accelerator.id), accelerators.itemData(before).toString());
    accelerators.lineEdit()->selectAll(); // or by its whole name
    QTest::keyClicks(accelerators.lineEdit(), shown(catalogue().accelerator("h100-sxm")->name));
    QTest::keyClick(accelerators.lineEdit(), Qt::Key_Return);
    QTRY_COMPARE(shown(scenario().deployment.accelerator.id), QStringLiteral("h100-sxm"));
}

void ControlPanelTest::aNameThatIsNoneDoesNotStay() {
    QComboBox& models = list(QStringLiteral("model"));
    models.setFocus();
    models.lineEdit()->selectAll();
    QTest::keyClicks(models.lineEdit(), QStringLiteral("no such model"));
    QTest::keyClick(models.lineEdit(), Qt::Key_Return);
    QVERIFY(scenario() == paper50k());
    QCOMPARE(models.currentText(), shown(paper50k().model.name));
    QCOMPARE(models.count(), static_cast<int>(catalogue().models.size()));
}

void ControlPanelTest::wheelOverAListScrollsTheRail() {
    QComboBox& models = list(QStringLiteral("model"));
    models.clearFocus();
    window().field(QStringLiteral("context")).setFocus();
    QVERIFY(window()->rail().verticalScrollBar()->maximum() > 0); // there is something to scroll
    for (const int notches : {-1, -1, 1}) turnWheel(models, {10, 10}, notches);
    QVERIFY(scenario() == paper50k());
}

void ControlPanelTest::factsFollowTheModel() {
    const auto& facts = part<QLabel>(*window(), QStringLiteral("model.facts"));
    QVERIFY(facts.text().contains(unbroken(QStringLiteral("246 KB/token"))));
    QVERIFY(window()->store().editText(row("model"), QStringLiteral("llama-3-8b")));
    window()->refresher().flush();
    QVERIFY(facts.text().contains(unbroken(QStringLiteral("131 KB/token"))));
    QVERIFY(!facts.text().contains(QStringLiteral("Synthetic")));
    window()->store().edit(row("model.parameters"), 30e9);
    window()->refresher().flush();
    QVERIFY(facts.text().contains(QStringLiteral("Synthetic")));
}

void ControlPanelTest::aModelOfOnesOwnIsShown() {
    Scenario own = paper50k();
    Model model = own.model;
    model.id = "mine";
    model.name = "My model";
    chooseModel(own, model);
    window()->store().replace(own, QStringLiteral("own"));
    window()->refresher().flush();
    QCOMPARE(list(QStringLiteral("model")).currentText(), QStringLiteral("My model"));
    window().trigger(QStringLiteral("undo"));
    window()->refresher().flush();
    QCOMPARE(list(QStringLiteral("model")).currentText(), shown(paper50k().model.name));
}

void ControlPanelTest::typicalEfficiencyIsOneStep() {
    openAllGroups();
    const auto segment = [this](const char* name) -> QPushButton& {
        return part<QPushButton>(**m_window, QStringLiteral("efficiency.") + QLatin1String(name));
    };
    QVERIFY(segment("peak").isChecked());
    QTest::mouseClick(&segment("typical"), Qt::LeftButton);
    window()->refresher().flush();
    // Medians of what was measured on data centre accelerators.
    QCOMPARE(scenario().efficiency.prefill, 0.63);
    QCOMPARE(scenario().efficiency.decode, 0.6);
    QCOMPARE(scenario().efficiency.link, 0.65);
    QCOMPARE(scenario().efficiency.interconnect, 1.0);
    QVERIFY(segment("typical").isChecked());
    QCOMPARE(window()->store().history().undoText(), QStringLiteral("Typical efficiency"));
    window()->store().history().undo();
    window()->refresher().flush();
    QVERIFY(scenario().efficiency == Efficiency{});
    QVERIFY(segment("peak").isChecked());
    // A click on what is set already is no step, and leaves it down.
    const int steps = window()->store().history().index();
    QTest::mouseClick(&segment("peak"), Qt::LeftButton);
    QCOMPARE(window()->store().history().index(), steps);
    QVERIFY(segment("peak").isChecked() && !segment("own").isChecked());
}

void ControlPanelTest::typicalFollowsTheAccelerator() {
    openAllGroups();
    const auto& segment = part<QPushButton>(**m_window, QStringLiteral("efficiency.typical"));
    QVERIFY(segment.toolTip().contains(
        unbroken(QStringLiteral("Decode: 60 %, middle half 48 % to 66 %, 15 measurements on accelerators of kind"))));
    const auto set = window()->store().editText(row("accelerator"), QStringLiteral("rtx-4090"));
    QVERIFY(bool(set));
    window()->refresher().flush();
    QVERIFY(segment.toolTip().contains(unbroken(QStringLiteral("Decode: 79 %"))));
    QVERIFY(segment.toolTip().contains(
        unbroken(QStringLiteral("Prefill: 63 %, middle half 52 % to 79 %, 11 measurements on all accelerators"))));
}

void ControlPanelTest::ownLeadsToTheFields() {
    openAllGroups();
    auto& own = part<QPushButton>(**m_window, QStringLiteral("efficiency.own"));
    QTest::mouseClick(&own, Qt::LeftButton);
    QVERIFY(window().field(QStringLiteral("efficiency.prefill")).hasFocus());
    QVERIFY(!own.isChecked()); // nothing has changed yet
    window()->store().edit(row("efficiency.decode"), 0.42);
    window()->refresher().flush();
    QVERIFY(own.isChecked());
}

void ControlPanelTest::groupsFold() {
    QVERIFY(window()->rail().folded().isEmpty());
    auto& header = part<QToolButton>(*window(), QStringLiteral("group.users"));
    QTest::mouseClick(&header, Qt::LeftButton);
    QVERIFY(!window().field(QStringLiteral("users")).isVisible());
    QVERIFY(window().field(QStringLiteral("context")).isVisible());
    QCOMPARE(window()->rail().folded(), QStringList{QStringLiteral("users")});
    header.setFocus();
    QTest::keyClick(&header, Qt::Key_Space);
    QVERIFY(window().field(QStringLiteral("users")).isVisible());
}

void ControlPanelTest::headersSummarise() {
    const auto labels = [this] {
        QStringList texts;
        for (const QLabel* label : window()->rail().findChildren<QLabel*>()) texts << label->text();
        return texts;
    };
    QVERIFY(labels().contains(QStringLiteral("theoretical peak")));
    window()->store().edit(row("efficiency.prefill"), 0.6);
    window()->store().edit(row("compression.head"), 4);
    window()->refresher().flush();
    QVERIFY(!labels().contains(QStringLiteral("theoretical peak")));
    QVERIFY(!labels().filter(QStringLiteral("3.07 GB each")).isEmpty());
    QVERIFY(labels().contains(QStringLiteral("paper")));
    QCOMPARE(labels().count(QStringLiteral("changed")), 1); // the data sheet: the paper's host link
    window()->store().edit(row("convention.utilisation"), 0.9);
    window()->store().edit(row("cost_model"), 1);
    window()->refresher().flush();
    QCOMPARE(labels().count(QStringLiteral("changed")), 2); // the conventions too
    QVERIFY(labels().contains(QStringLiteral("operators")));
}

void ControlPanelTest::mnemonicsReachTheirFields() {
    QStringList letters;
    for (const QLabel* label : window()->rail().findChildren<QLabel*>()) {
        const qsizetype mark = label->text().indexOf(QLatin1Char('&'));
        if (label->buddy() == nullptr || mark < 0) continue;
        const QChar letter = label->text().at(mark + 1).toUpper();
        QVERIFY2(!letters.contains(letter), qPrintable(label->text()));
        letters << letter;
        for (const char menu : {'F', 'E', 'V', 'S', 'H'}) QVERIFY(letter != QLatin1Char(menu));
        if (!label->isVisible()) continue; // of no effect here
        QTest::keyClick(window().window.get(), static_cast<Qt::Key>(letter.unicode()), Qt::AltModifier);
        QVERIFY2(label->buddy()->hasFocus(), qPrintable(label->text()));
    }
    QVERIFY(letters.size() >= 10);
}

void ControlPanelTest::tabVisitsEveryControlInOrder() {
    // One stop a field, slider, list, button beside it and header, and one a row of segments.
    const auto isStop = [](const QWidget* widget) {
        const auto* button = qobject_cast<const QPushButton*>(widget);
        return widget->isVisible() && (button == nullptr || button->isChecked());
    };
    std::vector<const QWidget*> expected;
    for (const Parameter& parameter : parameters()) {
        const ParameterControl* control = window()->rail().control(parameter.id);
        if (control == nullptr || !control->isVisible()) continue;
        for (const char* suffix : {".list", ".edit", ".field", ".slider"})
            if (const auto* input = control->findChild<QWidget*>(shown(parameter.id) + QLatin1String(suffix)))
                expected.push_back(input);
        for (const QPushButton* button : control->findChildren<QPushButton*>())
            if (isStop(button)) expected.push_back(button);
    }
    for (const QPushButton* button :
         part<QWidget>(**m_window, QStringLiteral("efficiencyChoice")).findChildren<QPushButton*>())
        if (isStop(button)) expected.push_back(button);
    expected.push_back(&part<QPushButton>(**m_window, QStringLiteral("methods.open")));
    QVERIFY(expected.size() > 30);
    list(QStringLiteral("model")).setFocus();
    std::vector<const QWidget*> visited;
    for (int i = 0; i < 200; ++i) {
        const QWidget* focus = QApplication::focusWidget();
        QVERIFY(focus != nullptr);
        if (!window()->rail().isAncestorOf(focus) || (i > 0 && focus == visited.front())) break;
        if (qobject_cast<const QToolButton*>(focus) == nullptr) visited.push_back(focus);
        QTest::keyClick(window().window.get(), Qt::Key_Tab);
    }
    // The rail's own order is that of the registry, group by group.
    std::ranges::stable_sort(expected, {}, [this](const QWidget* widget) {
        return widget->mapTo(&window()->rail(), QPoint()).y() / 4; // the same line
    });
    for (std::size_t i = 0; i < std::min(visited.size(), expected.size()); ++i)
        QCOMPARE(visited[i]->objectName(), expected[i]->objectName());
    QCOMPARE(visited.size(), expected.size());
    QVERIFY(scenario() == paper50k()); // and passing by changes nothing
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::ControlPanelTest)

#include "control_panel_test.moc"
