// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/group_shape.h"

#include "core/near.h"
#include "core/samples.h"
#include "preset/preset_fields.h"
#include "preset/preset_file.h"
#include "registry.h"

#include <QTest>

namespace longpeak {
namespace {

using test::catalogue;
using test::shown;

class GroupShapeTest : public QObject {
    Q_OBJECT

private slots:
    void everyKindIsSoundAtOnce_data();
    void everyKindIsSoundAtOnce();
    void whatIsThereStays();
    void mamba2IsCountedAsItsCode();
    void selection();
    void newGroupsAreSound();
    void titles_data();
    void titles();
};

/// A model with that group, and with one that keeps a cache, as its document, which the reader accepts or not.
QString faultOf(const LayerGroup& group) {
    Model model = *catalogue().model("yi-34b-200k");
    model.architecture.groups.push_back(trimmed(group));
    const auto read = readModels(writeModelDocument(model), "m");
    return read ? QString() : shown(read.faults().front().text());
}

void GroupShapeTest::everyKindIsSoundAtOnce_data() {
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    for (int from = 0; from < 6; ++from)
        for (int to = 0; to < 6; ++to) QTest::addRow("%d to %d", from, to) << from << to;
}

/// Whatever kinds are chosen one after the other, from nothing known.
void GroupShapeTest::everyKindIsSoundAtOnce() {
    QFETCH(int, from);
    QFETCH(int, to);
    for (const FeedForwardKind feedForward : {FeedForwardKind::Dense, FeedForwardKind::Mixture}) {
        for (const double hidden : {64.0, 7168.0}) {
            LayerGroup group{.layers = 3};
            for (const int kind : {from, to}) {
                group.attention.kind = static_cast<AttentionKind>(kind);
                group.feedForward.kind = feedForward;
                completeAttention(group.attention, hidden);
                completeFeedForward(group.feedForward, hidden);
            }
            QCOMPARE(faultOf(group), QString());
        }
    }
}

void GroupShapeTest::whatIsThereStays() {
    for (const Model& model : catalogue().models)
        for (const LayerGroup& group : model.architecture.groups) {
            LayerGroup same = group;
            completeAttention(same.attention, model.architecture.hidden);
            completeFeedForward(same.feedForward, model.architecture.hidden);
            QVERIFY2(same == group, model.id.c_str());
            QVERIFY2(trimmed(group) == group, model.id.c_str());
        }
}

/// mamba2-130m, hidden 768: inner 2·768 = 1536, 1536/64 = 24 heads, convolved 1536 + 2·128 = 1792;
/// in_proj 2·1536 + 2·128 + 24 = 3352 columns, vectors 1792·(4 + 1) + 3·24 + 1536 = 10568,
/// state 1536·128 + 1792·3 = 201984.
void GroupShapeTest::mamba2IsCountedAsItsCode() {
    Attention a{.kind = AttentionKind::Recurrent};
    completeAttention(a, 768);
    QCOMPARE(a.recurrence.inputWidth, 3352.0);
    QCOMPARE(a.recurrence.outputWidth, 1536.0);
    QCOMPARE(a.recurrence.vectors, 10568.0);
    QCOMPARE(a.recurrence.state, 201984.0);
}

void GroupShapeTest::selection() {
    Attention a{.kind = AttentionKind::Latent};
    QVERIFY(!completeSelection(a)); // none was asked for
    a.selection.tokens = 2048;
    QVERIFY(completeSelection(a));
    QCOMPARE(a.selection.heads, 64.0);
    a.selection.heads = 32;
    QVERIFY(!completeSelection(a));
    QCOMPARE(a.selection.heads, 32.0);
}

void GroupShapeTest::newGroupsAreSound() {
    for (const double hidden : {1.0, 100.0, 7168.0, 1e6}) QCOMPARE(faultOf(newGroup(hidden)), QString());
}

void GroupShapeTest::titles_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<int>("group");
    QTest::addColumn<QString>("title");
    QTest::newRow("grouped queries") << "yi-34b-200k" << 0 << "60 × full, GQA 56→8 × 128 · dense 20\u202f480";
    QTest::newRow("multi-head") << "llama-2-7b" << 0 << "32 × full, MHA 32 × 128 · dense 11\u202f008";
    QTest::newRow("latent, experts") << "deepseek-v3" << 1 << "58 × latent 512 + 64 · 8 of 256 experts";
}

void GroupShapeTest::titles() {
    QFETCH(QString, id);
    QFETCH(int, group);
    QFETCH(QString, title);
    const Model* model = catalogue().model(id.toStdString());
    QVERIFY(model != nullptr);
    QCOMPARE(shown(groupTitle(model->architecture.groups[static_cast<std::size_t>(group)])), title);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::GroupShapeTest)

#include "group_shape_test.moc"
