// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "editor/form.h"

#include "core/samples.h"
#include "editor/accelerator_editor.h"
#include "editor/model_editor.h"
#include "preset/preset_fields.h"
#include "registry.h"

#include <QTest>

// A row that names its section is in sight: an editor that left one out would keep it from being typed.

namespace longpeak {
namespace {

using test::catalogue;

class FormTest : public QObject {
    Q_OBJECT

private slots:
    void showsEveryRow();
    void rowsOfKindsStandOnce();
};

QStringList pointersIn(const QWidget& editor) {
    QStringList pointers;
    for (const Field* field : editor.findChildren<Field*>()) pointers << field->spec().pointer;
    return pointers;
}

/// The pointers of the rows that have words for people.
template <typename Part>
QStringList labelled(std::span<const DocumentField<Part>> fields, const QString& above) {
    QStringList pointers;
    for (const DocumentField<Part>& field : fields) {
        const QString pointer = above + toQString(field.key);
        if (!field.label.empty()) pointers << pointer;
        if (const auto* nested = std::get_if<NestedFields<Part>>(&field.value))
            pointers << labelled(nested->fields(), pointer + QStringLiteral("/"));
    }
    return pointers;
}

QStringList lacking(const QStringList& wanted, const QStringList& shown) {
    QStringList out;
    for (const QString& pointer : wanted)
        if (!shown.contains(pointer)) out << pointer;
    return out;
}

EditorSetup setupOf(const Scenario& scenario) {
    EditorSetup setup;
    setup.scenario = scenario;
    setup.whyNotId = [](const std::string&) { return Text(); };
    setup.freeId = [](const std::string& wanted) { return wanted; };
    return setup;
}

void FormTest::showsEveryRow() {
    const Scenario scenario = test::paper50k();
    const AcceleratorEditor accelerator(catalogue().accelerators.front(), setupOf(scenario), nullptr);
    QCOMPARE(lacking(labelled(acceleratorFields(), QStringLiteral("/")), pointersIn(accelerator)), QStringList());
    const ModelEditor model(catalogue().models.front(), setupOf(scenario), nullptr);
    QStringList wanted = labelled(modelFields(), QStringLiteral("/"));
    wanted << labelled(groupFields(), QStringLiteral("/"));
    for (const AttentionKindRow& kind : attentionKinds())
        wanted << labelled(kind.fields, QStringLiteral("/attention/"));
    for (const FeedForwardRow& kind : feedForwardKinds())
        wanted << labelled(kind.fields, QStringLiteral("/feed_forward/"));
    QCOMPARE(lacking(wanted, pointersIn(model)), QStringList());
}

/// Where two kinds ask the same, it is one field; where they explain it otherwise, two, whose names differ.
void FormTest::rowsOfKindsStandOnce() {
    QStringList names;
    for (const auto& row : rowsOfKinds(attentionKinds())) names << toQString(row.row->key) + toQString(row.suffix);
    QCOMPARE(names.removeDuplicates(), 0);
    QVERIFY(names.contains(QStringLiteral("value_dim")) && names.contains(QStringLiteral("value_dimlatent")));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::FormTest)
#include "form_test.moc"
