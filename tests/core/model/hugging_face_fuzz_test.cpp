// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/model/config.h"

#include "core/document/damage.h"
#include "core/property.h"
#include "preset/preset_file.h"
#include "registry.h"

#include <QDir>
#include <QtTest>

#include <array>
#include <cmath>

// Thousands of damaged configs of every type. The import may refuse, but then it says where and why; it never crashes,
// and what it accepts is a model that a preset document can hold.

namespace longpeak::test {

namespace {

/// A model is sound when its document can be read and gives the same model, and when its counts are numbers.
QString whyUnsound(const Model& model) {
    const auto read = readModels(writeModelDocument(model), "written.json");
    if (!read) return shown(read.faults().front().text());
    if (!(read->front() == model)) return QStringLiteral("comes back as another model");
    const double count = parameterCount(model.architecture);
    if (!std::isfinite(count) || count <= 0) return QStringLiteral("has no parameters");
    if (!std::isfinite(activeParameterCount(model.architecture))) return QStringLiteral("has no active parameters");
    if (!std::isfinite(cacheElementsPerToken(model.architecture)) || cacheElementsPerToken(model.architecture) < 0)
        return QStringLiteral("has no cache");
    if (describe(model.architecture).empty()) return QStringLiteral("is nothing to tell of");
    return {};
}

QString whyWrong(const Result<ImportedModel>& result) {
    if (result) {
        for (const Text& each : result->warnings) {
            const std::string warning = each.english();
            if (!warning.starts_with('/') || warning.find(": ") == std::string::npos) return shown(warning);
        }
        return whyUnsound(result->model);
    }
    if (result.faults().empty()) return QStringLiteral("no fault at all");
    for (const Fault& fault : result.faults())
        if (fault.file != configFile || !fault.pointer.starts_with('/') || fault.reason.empty())
            return shown(fault.text());
    return {};
}

/// The object whose numbers are those of the model: the config, or its part for text.
QJsonObject numbersOf(const QJsonObject& whole) {
    if (whole.contains("thinker_config")) return numbersOf(whole["thinker_config"].toObject());
    return whole.contains("text_config") ? whole["text_config"].toObject() : whole;
}

/// The config with other numbers there.
QJsonObject withNumbers(const QJsonObject& whole, const QJsonObject& numbers) {
    if (whole.contains("thinker_config"))
        return with(whole, {{"thinker_config", withNumbers(whole["thinker_config"].toObject(), numbers)}});
    return whole.contains("text_config") ? with(whole, {{"text_config", numbers}}) : numbers;
}

Result<ImportedModel> importedWith(const QJsonObject& whole, const QJsonObject& numbers) {
    return imported(withNumbers(whole, numbers));
}

constexpr std::array<double, 14> extremes{0.0, 1.0, 2.0, 16.0, 1000.0, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e15, -1.0, 0.5};

} // namespace

class HuggingFaceFuzzTest : public QObject {
    Q_OBJECT

private slots:
    void damaged_data() { addConfigs(); }
    void damaged();
    void extremeNumbers_data() { addConfigs(); }
    void extremeNumbers();
    void extremesTogether_data() { addConfigs(); }
    void extremesTogether();

private:
    static void addConfigs();
};

void HuggingFaceFuzzTest::addConfigs() {
    QTest::addColumn<int>("unused");
    for (const QString& name :
         QDir(QStringLiteral(LONGPEAK_TEST_DATA "/huggingface")).entryList({"*.json"}, QDir::Files))
        QTest::newRow(qPrintable(name.chopped(5))) << 0;
    // Those that are refused whole, and one that Qt's parser cannot read, tell nothing here.
    const QStringList others{"bert.json", "siglip.json", "t5.json", "nemotron_h-infinity.json"};
    for (const QString& name : QDir(QStringLiteral(LONGPEAK_TEST_DATA "/configs")).entryList({"*.json"}, QDir::Files))
        if (!others.contains(name)) QTest::newRow(qPrintable(name.chopped(5))) << 0;
}

void HuggingFaceFuzzTest::damaged() {
    const std::string text = configText(QTest::currentDataTag());
    QCOMPARE(whyWrong(importHuggingFace(text, configFile)), QString());
    int refused = 0;
    const int cases = forAll(300, [&](Random& random) {
        const std::string broken = withDamage(text, random);
        const auto result = importHuggingFace(broken, configFile);
        if (!result) ++refused;
        const QString wrong = whyWrong(result);
        HOLDS(wrong.isEmpty(), wrong.toStdString() + "\n" + broken);
    });
    // Both outcomes must come up, else the damage tells nothing.
    QVERIFY2(refused > cases / 4 && refused < cases, qPrintable(QString::number(refused)));
}

/// Each number in turn at the ends of every range: what follows from it must be in range too.
void HuggingFaceFuzzTest::extremeNumbers() {
    const QJsonObject whole = config(QTest::currentDataTag());
    const QJsonObject numbers = numbersOf(whole);
    int accepted = 0;
    for (const QString& key : numbers.keys()) {
        if (!numbers[key].isDouble()) continue;
        for (const double value : extremes) {
            const auto result = importedWith(whole, with(numbers, {{key, value}}));
            if (result) ++accepted;
            const QString wrong = whyWrong(result);
            QVERIFY2(wrong.isEmpty(), qPrintable(key + " = " + QString::number(value) + ": " + wrong));
        }
    }
    QVERIFY(accepted > 0);
}

/// About a third of the numbers at once.
void HuggingFaceFuzzTest::extremesTogether() {
    const QJsonObject whole = config(QTest::currentDataTag());
    const QJsonObject numbers = numbersOf(whole);
    forAll(150, [&](Random& random) {
        QJsonObject changed = numbers;
        for (const QString& key : numbers.keys())
            if (numbers[key].isDouble() && chance(random, 3))
                changed[key] = extremes[1 + pick(random, extremes.size() - 4)];
        const QString wrong = whyWrong(importedWith(whole, changed));
        HOLDS(wrong.isEmpty(), wrong.toStdString() + "\n" + QJsonDocument(changed).toJson().toStdString());
    });
}

} // namespace longpeak::test

LONGPEAK_TEST(longpeak::test::HuggingFaceFuzzTest)
#include "hugging_face_fuzz_test.moc"
