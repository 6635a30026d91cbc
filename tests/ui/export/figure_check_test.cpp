// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/figure_file.h"

#include "core/near.h"
#include "core/samples.h"
#include "figure/figure_kind.h"
#include "registry.h"

#include <QTest>

#include <array>

// Every figure as papers and slides have it: nothing that a figure editor would send back but, at a column's width, words
// that were left out, which the export dialog tells.

namespace longpeak {
namespace {

using namespace test;

class FigureCheckTest : public QObject {
    Q_OBJECT

private slots:
    void everyFigureIsClear_data();
    void everyFigureIsClear();
    void smallTypeIsTold();
};

constexpr std::array styles{"column", "nature", "nature-page", "slide"};

void FigureCheckTest::everyFigureIsClear_data() {
    QTest::addColumn<QString>("figure");
    QTest::addColumn<QString>("style");
    for (const FigureKind& kind : figureKinds())
        for (const char* style : styles)
            QTest::addRow("%s, %s", std::string(kind.id).c_str(), style)
                << shown(kind.id) << QString::fromLatin1(style);
}

void FigureCheckTest::everyFigureIsClear() {
    QFETCH(QString, figure);
    QFETCH(QString, style);
    FigureDocument document{.figures = {figure.toStdString()}, .scenario = paper50k()};
    document.style = std::ranges::find(shippedStyles(), style.toStdString(), &NamedStyle::id)->style;
    for (const Finding& finding : checkFigures(document, catalogue()))
        QVERIFY2(finding.kind == FindingKind::NoRoom, qPrintable(shown(finding.words)));
}

void FigureCheckTest::smallTypeIsTold() {
    FigureDocument document{.figures = {"latency"}, .scenario = paper50k()};
    document.style.type = 5;
    const auto findings = checkFigures(document, catalogue());
    QVERIFY(std::ranges::any_of(findings, [](const Finding& f) { return f.kind == FindingKind::SmallType; }));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::FigureCheckTest)
#include "figure_check_test.moc"
