// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/table_style.h"

#include "registry.h"

#include <QImage>
#include <QPainter>
#include <QStandardItemModel>
#include <QTableView>
#include <QtTest>

namespace longpeak {
namespace {

/// Cells that are painted in a faster way look as Qt paints them.
class WordsDelegateTest : public QObject {
    Q_OBJECT

private slots:
    void standsWhereQtPutsIt_data();
    void standsWhereQtPutsIt();
};

void WordsDelegateTest::standsWhereQtPutsIt_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("alignment");
    QTest::newRow("left") << QStringLiteral("Context switch") << int(Qt::AlignLeft | Qt::AlignVCenter);
    QTest::newRow("right") << QStringLiteral("4.92 s   × 4") << int(Qt::AlignRight | Qt::AlignVCenter);
    QTest::newRow("too long") << QStringLiteral("Concurrency ceiling of all users together, exact")
                              << int(Qt::AlignLeft | Qt::AlignVCenter);
    QTest::newRow("two lines") << QStringLiteral("one\ntwo") << int(Qt::AlignLeft | Qt::AlignVCenter);
}

void WordsDelegateTest::standsWhereQtPutsIt() {
    QFETCH(QString, text);
    QFETCH(int, alignment);
    QStandardItemModel model(1, 1);
    model.setData(model.index(0, 0), text);
    model.setData(model.index(0, 0), alignment, Qt::TextAlignmentRole);
    model.setData(model.index(0, 0), QColor(Qt::red), Qt::ForegroundRole);
    QTableView view;
    styleTable(view, -1, 22);
    view.setModel(&model);
    QStyleOptionViewItem option;
    option.initFrom(&view);
    option.widget = &view;
    option.font = view.font();
    option.fontMetrics = QFontMetrics(view.font());
    option.rect = {0, 0, 140, 22};
    option.textElideMode = Qt::ElideRight;
    option.state = QStyle::State_Enabled | QStyle::State_Active;
    const auto inked = [&](const QStyledItemDelegate& delegate) {
        QImage image(140, 22, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        delegate.paint(&painter, option, model.index(0, 0));
        painter.end();
        QRect box;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (qGreen(image.pixel(x, y)) < 128 && qRed(image.pixel(x, y)) > 128) box |= QRect(x, y, 1, 1);
        return box;
    };
    const QRect ours = inked(WordsDelegate());
    const QRect theirs = inked(QStyledItemDelegate());
    QVERIFY(!ours.isEmpty() && !theirs.isEmpty());
    for (const int off : {ours.left() - theirs.left(), ours.right() - theirs.right(), ours.top() - theirs.top(),
                          ours.bottom() - theirs.bottom()})
        QVERIFY2(std::abs(off) <= 1, qPrintable(QString::number(off)));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::WordsDelegateTest)

#include "words_delegate_test.moc"
