// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plot/label_colours.h"

#include "core/samples.h"
#include "figure/figure_kind.h"
#include "plot/canvas.h"
#include "plot/label_style.h"
#include "plot/series_style.h"
#include "registry.h"
#include "ui/window_fixture.h"

#include <array>
#include <cmath>

namespace longpeak {
namespace {

using namespace test;

struct Look {
    const char* name;
    Theme theme;
};

std::vector<Look> looks() {
    return {{"light", themeOf(Appearance::Light)},
            {"dark", themeOf(Appearance::Dark)},
            {"print", exportTheme(FigurePalette::Print, false)},
            {"slide", exportTheme(FigurePalette::Light, false)}};
}

class LabelColoursTest : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnAnyWarning(); }
    void everyLabelCanBeRead_data();
    void everyLabelCanBeRead();
    void labelsHaveTheColourOfTheirMark();
};

void LabelColoursTest::everyLabelCanBeRead_data() {
    QTest::addColumn<QString>("id");
    for (const FigureKind& kind : figureKinds()) QTest::newRow(std::string(kind.id).c_str()) << shown(kind.id);
}

/// Against what is really painted behind the words, but for lines of the grid.
void LabelColoursTest::everyLabelCanBeRead() {
    QFETCH(QString, id);
    constexpr double ofThePixels = 0.95;
    constexpr double ofTheCrossed = 0.8; // but for the line behind them, from which a halo parts them
    const Scenario reference = paper4k();
    const auto figure = std::make_shared<const Figure>(
        findFigureKind(id.toStdString())
            ->build({.scenario = paper50k(), .reference = &reference, .catalogue = &catalogue()}));
    for (const Look& look : looks()) {
        Canvas canvas(nullptr);
        canvas.setTheme(look.theme);
        canvas.setGeometry(0, 0, 640, 400);
        canvas.showFigure(figure, ByteUnits::Decimal);
        QVERIFY(!canvas.toPixmap().isNull());
        const std::vector<Label> labels = canvas.labels();
        canvas.layer(QStringLiteral("annotations"))->setVisible(false);
        const QImage behind = canvas.toPixmap().toImage();
        const Plane plane = canvas.plane();
        const LabelColours colours(*figure, look.theme, plane);
        for (const Label& label : labels) {
            if (!label.area) continue;
            const Rgb color = rgbOf(colours.of(label));
            const Box words = label.area->grown(-labelPadding, -3);
            int all = 0;
            int read = 0;
            for (double x = words.left; x < words.right(); ++x)
                for (double y = words.top; y < words.bottom(); ++y) {
                    const QPoint at(static_cast<int>(x), static_cast<int>(y));
                    if (!behind.valid(at)) continue;
                    ++all;
                    QColor ground = behind.pixelColor(at);
                    if (label.isCrossed && look.theme.typeset)
                        ground = over(ground, withAlpha(look.theme.surface, haloOnPaper));
                    if (contrast(color, rgbOf(ground)) >= leastContrast - 0.05) ++read;
                }
            QVERIFY2(read >= (label.isCrossed ? ofTheCrossed : ofThePixels) * all,
                     qPrintable(QStringLiteral("%1, %2: %3 of %4")
                                    .arg(QString::fromLatin1(look.name), QString::fromStdString(label.text))
                                    .arg(read)
                                    .arg(all)));
        }
    }
}

void LabelColoursTest::labelsHaveTheColourOfTheirMark() {
    const Figure figure = findFigureKind("latency")->build({.scenario = paper50k()});
    const Plane plane{.frame = {0, 0, 400, 300},
                      .x = {figure.x.scale, figure.x.minimum, figure.x.maximum, 0, 400},
                      .y = {figure.y.scale, figure.y.minimum, figure.y.maximum, 300, -300}};
    for (const Look& look : looks()) {
        const LabelColours colours(figure, look.theme, plane);
        for (std::size_t i = 0; i < figure.marks.size(); ++i) {
            const QColor mark = look.theme.role(figure.marks[i].role);
            const QColor words = colours.of({.of = LabelOf::Mark, .index = i, .area = Box{10, 10, 60, 14}});
            QVERIFY2(std::abs(words.hue() - mark.hue()) <= 3, look.name);
            QVERIFY2(words.saturation() > 80, look.name);
        }
    }
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::LabelColoursTest)
#include "label_colours_test.moc"
