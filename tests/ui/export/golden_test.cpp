// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/samples.h"
#include "export/figure_file.h"
#include "figure/figure_kind.h"
#include "registry.h"
#include "ui/window_fixture.h"

#include <QImage>
#include <QPainter>

// Every figure kind as it was looked at and found good, in light, dark and print beside each other. After a change that is
// meant, look at what is new and keep it:
//     LONGPEAK_NEW_GOLDEN=1 build/dev/tests/ui_tests export/golden_test
// Fonts are embedded and nothing depends on the machine, so what differs, differs.

namespace longpeak {
namespace {

using namespace test;

constexpr double dpi = 90;
constexpr int tolerance = 24;           ///< of a channel: what another version of the font renderer may do to an edge
constexpr double mostDifferent = 0.002; ///< of the pixels

QImage looksOf(const std::string& id) {
    QImage sheet;
    for (const FigurePalette palette : {FigurePalette::Light, FigurePalette::Dark, FigurePalette::Print}) {
        const FigureDocument document{
            .figures = {id}, .style = {.palette = palette}, .scenario = paper50k(), .reference = paper4k()};
        const QImage image = figureImage(figuresOf(document, catalogue()), document, dpi);
        QImage wider(sheet.width() + image.width(), image.height(), QImage::Format_RGB32);
        QPainter painter(&wider);
        painter.drawImage(0, 0, sheet);
        painter.drawImage(sheet.width(), 0, image);
        painter.end();
        sheet = wider;
    }
    return sheet;
}

int differentPixels(const QImage& a, const QImage& b) {
    int different = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            const int off = std::max(
                {std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
            if (off > tolerance) ++different;
        }
    return different;
}

class GoldenTest : public QObject {
    Q_OBJECT

private slots:
    void init() { failOnAnyWarning(); }
    void looksAsBefore_data();
    void looksAsBefore();
    void noneIsLeftOver();

private:
    QString m_folder = QStringLiteral(LONGPEAK_TEST_DATA "/../golden/");
};

void GoldenTest::looksAsBefore_data() {
    QTest::addColumn<QString>("id");
    for (const FigureKind& kind : figureKinds())
        QTest::newRow(std::string(kind.id).c_str()) << QString::fromStdString(std::string(kind.id));
}

void GoldenTest::looksAsBefore() {
    QFETCH(QString, id);
    const QImage now = looksOf(id.toStdString());
    const QString path = m_folder + id + QStringLiteral(".png");
    if (qEnvironmentVariableIsSet("LONGPEAK_NEW_GOLDEN")) {
        QVERIFY(now.save(path, "png", 0)); // 0: as small as can be
        return;
    }
    const QImage before(path);
    QVERIFY2(!before.isNull(), qPrintable(path));
    QCOMPARE(now.size(), before.size());
    const int different = differentPixels(now, before.convertToFormat(QImage::Format_RGB32));
    const int most = static_cast<int>(mostDifferent * now.width() * now.height());
    if (different > most) now.save(QDir::temp().filePath(QStringLiteral("longpeak-") + id + QStringLiteral(".png")));
    QVERIFY2(different <= most, qPrintable(QStringLiteral("%1 pixels differ").arg(different)));
}

void GoldenTest::noneIsLeftOver() {
    for (const QString& file : QDir(m_folder).entryList({QStringLiteral("*.png")}))
        QVERIFY2(findFigureKind(file.chopped(4).toStdString()) != nullptr, qPrintable(file));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::GoldenTest)

#include "golden_test.moc"
