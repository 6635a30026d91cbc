// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "control/elided_label.h"
#include "ui/window_fixture.h"

#include "control/parameter_control.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>

#include <set>

// Nothing is cut off or covered at any of the sizes that the window is made for.

namespace longpeak {
namespace {

using namespace test;

class LayoutTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }

    void keepsItsSize_data() { sizes(); }
    void keepsItsSize();
    void nothingIsClipped_data() { sizes(); }
    void nothingIsClipped();
    void nothingOverlaps_data() { sizes(); }
    void nothingOverlaps();
    void bannersFit_data() { sizes(); }
    void bannersFit();
    void railNeedsNoHorizontalScrolling_data() { sizes(); }
    void railNeedsNoHorizontalScrolling();
    void everyControlCanBeScrolledTo();
    void fieldsHoldTheirText();
    void segmentsHoldTheirText();

private:
    static void sizes();
    bool show();
    std::vector<QWidget*> pieces() const;
    std::unique_ptr<TestWindow> m_window;
};

void LayoutTest::sizes() {
    QTest::addColumn<QSize>("size");
    QTest::newRow("1280×720") << QSize(1280, 720);
    QTest::newRow("1400×900") << QSize(1400, 900);
    QTest::newRow("3840×2160") << QSize(3840, 2160);
}

void LayoutTest::init() {
    failOnAnyWarning();
    forgetSession();
    m_window = std::make_unique<TestWindow>();
}

/// Scenarios among which every parameter has an effect.
std::vector<Scenario> everythingApplies() {
    Scenario mixture = with(with(paper50k(), "cost_model", 1), "gpus", 2);
    Model model = mixture.model;
    model.architecture.groups.front().attention.kind = AttentionKind::Window;
    model.architecture.groups.front().attention.window = 4096;
    model.architecture.groups.front().feedForward.kind = FeedForwardKind::Mixture;
    model.architecture.groups.front().feedForward.experts = 8;
    model.architecture.groups.front().feedForward.active = 2;
    chooseModel(mixture, model);
    test::set(mixture, "session.think_time", 1);
    for (const char* axis : {"layer", "head", "token", "hidden"})
        test::set(mixture, std::string("compression.") + axis, 2);
    return {paper50k(), mixture};
}

bool LayoutTest::show() {
    QFETCH(QSize, size);
    return m_window->show(size);
}

/// Tiles, cards and the explanation.
std::vector<QWidget*> LayoutTest::pieces() const {
    std::vector<QWidget*> out;
    for (MetricTile* tile : m_window->window->findChildren<MetricTile*>()) out.push_back(tile);
    for (FigureCard* card : cards(**m_window)) out.push_back(card);
    out.push_back(&part<ExplanationBar>(**m_window, QStringLiteral("explanation")));
    return out;
}

QRect placeIn(const QWidget& ancestor, const QWidget& widget) {
    return {widget.mapTo(&ancestor, QPoint()), widget.size()};
}

void LayoutTest::keepsItsSize() {
    QFETCH(QSize, size);
    QVERIFY(show());
    QCOMPARE((*m_window)->size(), size);
    (*m_window)->store().edit(row("context"), 1e6); // the banner takes its room from the figures
    (*m_window)->openFile(QStringLiteral("/no/such/file.json"));
    (*m_window)->refresher().flush();
    QApplication::processEvents();
    QCOMPARE((*m_window)->size(), size);
}

void LayoutTest::nothingIsClipped() {
    QVERIFY(show());
    const Workspace& page = (*m_window)->workspace();
    for (const QWidget* piece : pieces()) {
        QVERIFY2(piece->isVisible(), qPrintable(piece->objectName()));
        QVERIFY2(page.rect().contains(placeIn(page, *piece)), qPrintable(piece->objectName()));
        QVERIFY2(piece->parentWidget()->rect().contains(piece->geometry()), qPrintable(piece->objectName()));
        const QSize least = piece->minimumSizeHint();
        QVERIFY2(piece->width() >= least.width() && piece->height() >= least.height(), qPrintable(piece->objectName()));
    }
    for (FigureCard* card : cards(**m_window)) {
        const QWidget& canvas = part<QWidget>(card->view(), QStringLiteral("canvas"));
        QVERIFY(card->rect().contains(placeIn(*card, canvas)));
        QVERIFY(canvas.height() >= 110);
        for (const QToolButton* tool : card->findChildren<QToolButton*>())
            QVERIFY2(card->rect().contains(placeIn(*card, *tool)), qPrintable(tool->objectName()));
    }
    QVERIFY(page.rect().contains(placeIn(page, (*m_window)->workspace().referenceButton())));
    QVERIFY((*m_window)->rect().contains(placeIn(**m_window, page)));
    for (const char* name : {"file", "state"}) {
        const auto& label = part<QLabel>(**m_window, QLatin1String(name));
        QVERIFY2((*m_window)->rect().contains(placeIn(**m_window, label)), name);
        QTRY_VERIFY2(label.fontMetrics().horizontalAdvance(label.text()) <= label.width(),
                     name); // when it has been laid out anew
    }
}

void LayoutTest::nothingOverlaps() {
    QVERIFY(show());
    const Workspace& page = (*m_window)->workspace();
    const auto all = pieces();
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = i + 1; j < all.size(); ++j)
            QVERIFY2(!placeIn(page, *all[i]).intersects(placeIn(page, *all[j])),
                     qPrintable(all[i]->objectName() + QLatin1Char(' ') + all[j]->objectName()));
    QVERIFY(!placeIn(**m_window, (*m_window)->rail()).intersects(placeIn(**m_window, page)));
}

void LayoutTest::bannersFit() {
    QVERIFY(show());
    (*m_window)->store().edit(row("context"), 200e3);
    (*m_window)->openFile(QStringLiteral("/no/such/file.json"));
    (*m_window)->refresher().flush();
    const Workspace& page = (*m_window)->workspace();
    for (const char* name : {"message", "infeasible"}) {
        Banner& banner = m_window->banner(QLatin1String(name));
        QVERIFY(banner.isVisible());
        QTRY_VERIFY2(page.rect().contains(placeIn(page, banner)), name);
        for (const QPushButton* button : banner.findChildren<QPushButton*>()) {
            if (!button->isVisible()) continue;
            QTRY_VERIFY2(banner.rect().contains(placeIn(banner, *button)), qPrintable(button->text()));
            QTRY_VERIFY2(button->fontMetrics().horizontalAdvance(button->text()) < button->width(),
                         qPrintable(button->text()));
        }
    }
    for (const QWidget* piece : pieces())
        QTRY_VERIFY2(page.rect().contains(placeIn(page, *piece)), qPrintable(piece->objectName()));
}

void LayoutTest::railNeedsNoHorizontalScrolling() {
    QVERIFY(show());
    ControlPanel& rail = (*m_window)->rail();
    rail.setFolded({});
    QApplication::processEvents();
    Random random(20260110);
    for (int i = 0; i < 20; ++i) {
        (*m_window)->store().replace(randomScenario(random), QStringLiteral("random"));
        (*m_window)->refresher().flush();
        QApplication::processEvents();
        QVERIFY(!rail.horizontalScrollBar()->isVisible());
        QCOMPARE(rail.horizontalScrollBar()->maximum(), 0);
        QVERIFY(rail.widget()->width() <= rail.viewport()->width());
        for (const Parameter& parameter : parameters()) {
            const ParameterControl* control = rail.control(parameter.id);
            if (control == nullptr || !control->isVisible()) continue;
            QVERIFY2(control->parentWidget()->rect().contains(control->geometry()), parameter.id.data());
            for (const QWidget* input : control->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
                QVERIFY2(!input->isVisible() || control->rect().contains(input->geometry()),
                         qPrintable(input->objectName()));
        }
        for (const QLabel* label : rail.findChildren<QLabel*>()) {
            if (!label->isVisible() || label->text().isEmpty()) continue;
            if (qobject_cast<const ElidedLabel*>(label) != nullptr) continue; // whole or not at all
            if (label->wordWrap()) {
                QTRY_VERIFY2(label->heightForWidth(label->width()) <= label->height(), qPrintable(label->text()));
                continue;
            }
            const QString text = QString(label->text()).remove(QLatin1Char('&'));
            QTRY_VERIFY2(label->fontMetrics().horizontalAdvance(text) <= label->width(),
                         qPrintable(text + QStringLiteral(" %1").arg(label->width())));
        }
    }
}

void LayoutTest::everyControlCanBeScrolledTo() {
    QVERIFY(m_window->show({1280, 720}));
    ControlPanel& rail = (*m_window)->rail();
    rail.setFolded({});
    QApplication::processEvents();
    std::set<std::string_view> reached;
    for (const Scenario& s : everythingApplies()) {
        (*m_window)->store().replace(s, QStringLiteral("other"));
        (*m_window)->refresher().flush();
        QApplication::processEvents();
        for (const Parameter& parameter : parameters()) {
            ParameterControl* control = rail.control(parameter.id);
            QVERIFY(control != nullptr);
            if (!control->isVisible()) continue;
            reached.insert(parameter.id);
            rail.ensureWidgetVisible(control);
            QVERIFY2(rail.viewport()->rect().contains(placeIn(*rail.viewport(), *control)), parameter.id.data());
        }
    }
    QCOMPARE(reached.size(), parameters().size());
}

void LayoutTest::fieldsHoldTheirText() {
    QVERIFY(m_window->show({1280, 720}));
    (*m_window)->rail().setFolded({});
    for (const Parameter& parameter : parameters()) {
        if (!parameter.isNumeric()) continue;
        QLineEdit& field = m_window->field(shown(parameter.id));
        const double middle = parameter.scale == Scale::Log ? std::sqrt(parameter.minimum * parameter.maximum)
                                                            : (parameter.minimum + parameter.maximum) / 3;
        for (const double value : {parameter.minimum, middle, parameter.maximum}) {
            (*m_window)->store().edit(parameter, value);
            (*m_window)->refresher().flush();
            constexpr int frame = 20; // border, padding and margin on either side
            QVERIFY2(field.fontMetrics().horizontalAdvance(field.text()) + frame <= field.width(),
                     qPrintable(shown(parameter.id) + QLatin1Char(' ') + field.text()));
        }
    }
}

void LayoutTest::segmentsHoldTheirText() {
    QVERIFY(m_window->show({1280, 720}));
    (*m_window)->rail().setFolded({});
    std::set<const QPushButton*> segments;
    for (const Scenario& s : everythingApplies()) {
        (*m_window)->store().replace(s, QStringLiteral("other"));
        (*m_window)->refresher().flush();
        QApplication::processEvents();
        for (const QPushButton* button : (*m_window)->rail().findChildren<QPushButton*>()) {
            if (!button->isVisible()) continue;
            segments.insert(button);
            QVERIFY2(button->fontMetrics().horizontalAdvance(button->text()) + 2 <= button->width(),
                     qPrintable(button->objectName()));
        }
    }
    QVERIFY(segments.size() >= 15);
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::LayoutTest)

#include "layout_test.moc"
