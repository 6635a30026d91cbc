// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "preset/preset_fields.h"

#include "core/near.h"
#include "core/samples.h"
#include "preset/preset_file.h"
#include "registry.h"

#include <algorithm>

// A field is a member and a row: each row of each table is written, read back and copied.

namespace longpeak {
namespace {

using test::catalogue;
using test::shown;

/// Gives each field a value that is not its default. Numbers fall from 30, so that what must not be more than another
/// comes after it.
template <typename Part>
void fill(std::span<const DocumentField<Part>> fields, Part& part, QStringList& keys) {
    int index = 0;
    for (const DocumentField<Part>& field : fields) {
        const auto put = [&]<typename Access>(const Access& access) {
            if constexpr (std::is_same_v<Access, NumberAccess<Part>>) {
                access.set(part, std::clamp(30.0 - index, field.range.minimum, field.range.maximum));
            } else if constexpr (std::is_same_v<Access, ValueAccess<Part, std::string>>) {
                access.edit(part) = "of-" + std::string(field.key);
            } else if constexpr (std::is_same_v<Access, ValueAccess<Part, bool>>) {
                access.edit(part) = !access.get(part);
            } else if constexpr (std::is_same_v<Access, NestedFields<Part>>) {
                fill(access.fields(), part, keys);
            } else if constexpr (!std::is_same_v<Access, ByHand>) {
                access.edit(part) = {{"all", "https://example.org"}};
            }
        };
        std::visit(put, field.value);
        keys << shown(field.key);
        ++index;
    }
}

/// The keys that the document lacks.
QStringList missing(const QStringList& keys, const std::string& document) {
    QStringList lacking;
    for (const QString& key : keys)
        if (!shown(document).contains('"' + key + "\":")) lacking << key;
    return lacking;
}

class PresetFieldsTest : public QObject {
    Q_OBJECT

private slots:
    void ofModels_data();
    void ofModels();
    void ofAccelerators();
    void shippedOnesAreTheirFields();
    void keysStandOnce();
};

void PresetFieldsTest::ofModels_data() {
    QTest::addColumn<int>("attention");
    QTest::addColumn<int>("feedForward");
    for (const AttentionKindRow& attention : attentionKinds())
        for (const FeedForwardRow& feedForward : feedForwardKinds())
            if (attention.keeps != Keeps::Nothing || feedForward.kind != FeedForwardKind::None)
                QTest::addRow("%s, %s", attention.word.data(), feedForward.word.data())
                    << static_cast<int>(attention.kind) << static_cast<int>(feedForward.kind);
}

void PresetFieldsTest::ofModels() {
    QFETCH(int, attention);
    QFETCH(int, feedForward);
    Model model;
    QStringList keys;
    fill(modelFields(), model, keys);
    model.architecture.groups = catalogue().models.front().architecture.groups; // for some layer must keep a cache
    LayerGroup& group = model.architecture.groups.emplace_back();
    fill(groupFields(), group, keys);
    const AttentionKindRow& kind = attentionKinds()[static_cast<std::size_t>(attention)];
    group.attention.kind = kind.kind;
    fill(kind.fields, group.attention, keys);
    if (kind.settle != nullptr) kind.settle(group.attention);
    const FeedForwardRow& row = feedForwardKinds()[static_cast<std::size_t>(feedForward)];
    group.feedForward.kind = row.kind;
    fill(row.fields, group.feedForward, keys);

    const std::string document = writeModelDocument(model);
    QCOMPARE(missing(keys, document).join(' ').remove("gated"), QString()); // which is on where it is left out
    const auto read = readModels(document, "m");
    QVERIFY2(bool(read), read ? "" : read.faults().front().text().c_str());
    QVERIFY(read->front() == model);
    QVERIFY(trimmed(group) == group);
}

void PresetFieldsTest::ofAccelerators() {
    Accelerator accelerator;
    QStringList keys;
    fill(acceleratorFields(), accelerator, keys);
    accelerator.nominalMemory = Bytes(2e9); // not what the device reports
    const std::string document = writeAcceleratorDocument(accelerator);
    QCOMPARE(missing(keys, document), QStringList());
    const auto read = readAccelerators(document, "a");
    QVERIFY2(bool(read), read ? "" : read.faults().front().text().c_str());
    QVERIFY(read->front() == accelerator);
}

/// Members without a row would be lost on the way.
void PresetFieldsTest::shippedOnesAreTheirFields() {
    for (const Model& model : catalogue().models) {
        Model copy;
        copy.architecture.groups = model.architecture.groups;
        copyFields(modelFields(), model, copy);
        QVERIFY2(copy == model, model.id.c_str());
        for (const LayerGroup& group : model.architecture.groups) {
            LayerGroup same{.attention = group.attention, .feedForward = group.feedForward};
            copyFields(groupFields(), group, same);
            QVERIFY2(trimmed(same) == group, model.id.c_str());
        }
    }
    for (const Accelerator& accelerator : catalogue().accelerators) {
        Accelerator copy;
        copyFields(acceleratorFields(), accelerator, copy);
        QVERIFY2(copy == accelerator || copy.price, accelerator.id.c_str()); // a price goes through dollars an hour
    }
}

void PresetFieldsTest::keysStandOnce() {
    const auto check = [](const auto& fields) {
        QStringList keys;
        for (const auto& field : fields) keys << shown(field.key);
        QCOMPARE(keys.removeDuplicates(), 0);
    };
    check(modelFields());
    check(groupFields());
    check(acceleratorFields());
    for (const AttentionKindRow& kind : attentionKinds()) check(kind.fields);
    for (const FeedForwardRow& kind : feedForwardKinds()) check(kind.fields);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::PresetFieldsTest)
#include "preset_fields_test.moc"
