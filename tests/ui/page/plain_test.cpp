// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "plain.h"

#include "core/samples.h"
#include "figure/page_id.h"
#include "hostile_names.h"
#include "page/help_text.h"
#include "registry.h"
#include "ui/window_fixture.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QDirIterator>
#include <QMessageBox>
#include <QPushButton>
#include <QTabBar>
#include <QTextBrowser>
#include <QTimer>

// Nothing that comes from a file is more than text anywhere in the window: the live tree of all pages and dialogs, with names
// that would be more, and the sources, for what no test shows.

namespace longpeak {
namespace {

using namespace test;

/// Names that Qt, or a reader of what Qt shows, would take for something; in the window every text has all of these.
const QStringList& shownNames() {
    static const QStringList names = [] {
        QStringList list;
        for (const HostileName& name : hostileNames())
            if (QString::fromLatin1(name.what) != QStringLiteral("long")) list << toQString(name.text);
        return list;
    }();
    return names;
}

/// Lays out HTML and notes what it asks for.
class WatchedDocument : public QTextDocument {
public:
    explicit WatchedDocument(const QString& markup) {
        setHtml(markup);
        size();
    }
    QStringList asked;

protected:
    QVariant loadResource(int, const QUrl& name) override {
        asked << name.toString();
        return {};
    }
};

/// What a document has that no name may bring: pictures, links, bold type that says "bold" without its marks.
QString faultIn(const QTextDocument& document) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextCharFormat format = it.fragment().charFormat();
            if (format.isImageFormat()) return QStringLiteral("a picture: ") + format.toImageFormat().name();
            if (format.isAnchor() && format.anchorHref().startsWith(QLatin1String("javascript")))
                return QStringLiteral("a link: ") + format.anchorHref();
            if (it.fragment().text() == QLatin1String("bold")) return QStringLiteral("bold type");
        }
    return {};
}

/// Of a text that Qt shows as HTML when it looks like it.
QString faultOfMarkup(const QString& markup) {
    if (!Qt::mightBeRichText(markup)) return {};
    const WatchedDocument document(markup);
    if (!document.asked.isEmpty()) return QStringLiteral("asks for ") + document.asked.join(u' ');
    return faultIn(document);
}

/// A lone & of a name makes the next letter a mnemonic.
QString faultOfMnemonic(const QString& text) {
    return text.contains(QLatin1String("R&D")) ? QStringLiteral("a mnemonic of a name") : QString();
}

/// Everything that is wrong in the live tree.
class Walk {
public:
    QStringList faults;
    int labels = 0;
    int tips = 0;
    int named = 0; ///< texts that have a hostile name

    void everything() {
        const auto tops = QApplication::topLevelWidgets();
        for (QWidget* top : tops) {
            for (QWidget* widget : top->findChildren<QWidget*>()) visit(*widget);
            for (const QAction* action : top->findChildren<QAction*>()) visit(*action);
            visit(*top);
        }
    }

private:
    void check(const QObject& where, const char* what, const QString& fault) {
        if (!fault.isEmpty())
            faults << QStringLiteral("%1 %2 (%3): %4")
                          .arg(QLatin1String(where.metaObject()->className()), where.objectName(), QLatin1String(what),
                               fault);
    }
    void markup(const QObject& where, const char* what, const QString& text) {
        if (text.isEmpty()) return;
        ++tips;
        if (text.contains(QLatin1String("nonexistent"))) ++named;
        check(where, what, faultOfMarkup(text));
    }
    void visit(const QAction& action) {
        check(action, "text", faultOfMnemonic(action.text()));
        for (const QString& text : {action.toolTip(), action.whatsThis(), action.statusTip()})
            markup(action, "tip", text);
    }
    void visit(QWidget& widget) {
        for (const QString& text : {widget.toolTip(), widget.whatsThis(), widget.statusTip()})
            markup(widget, "tip", text);
        if (auto* label = qobject_cast<QLabel*>(&widget)) visit(*label);
        if (auto* button = qobject_cast<QAbstractButton*>(&widget))
            check(*button, "text", faultOfMnemonic(button->text()));
        if (auto* tabs = qobject_cast<QTabBar*>(&widget))
            for (int i = 0; i < tabs->count(); ++i) markup(*tabs, "tip", tabs->tabToolTip(i));
        if (auto* text = qobject_cast<QTextEdit*>(&widget)) {
            check(*text, "document", faultIn(*text->document()));
            const bool readsNothing = dynamic_cast<FactsBrowser*>(text) != nullptr ||
                                      dynamic_cast<HelpText*>(text) != nullptr;
            if (!readsNothing) check(*text, "class", QStringLiteral("no FactsBrowser, which reads no files"));
        }
        if (auto* list = qobject_cast<QComboBox*>(&widget)) visit(*list->view());
        if (auto* view = qobject_cast<QAbstractItemView*>(&widget)) visit(*view);
    }
    void visit(const QLabel& label) {
        ++labels;
        label.ensurePolished(); // as it is before it is measured
        if (label.text().contains(QLatin1String("nonexistent"))) ++named;
        if (label.textFormat() == Qt::AutoText &&
            QLatin1String(label.metaObject()->className()) != QLatin1String("QTipLabel"))
            check(label, "text", QStringLiteral("Qt guesses: ") + label.text());
        if (label.textFormat() != Qt::PlainText) check(label, "text", faultOfMarkup(label.text()));
        if (label.buddy() != nullptr) check(label, "text", faultOfMnemonic(label.text()));
    }
    void visit(const QAbstractItemView& view) {
        const QAbstractItemModel* model = view.model();
        if (model == nullptr) return;
        constexpr int most = 60;
        for (int column = 0; column < model->columnCount(); ++column) {
            markup(view, "head", model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString());
            for (int row = 0; row < std::min(most, model->rowCount()); ++row)
                for (const int role : {Qt::ToolTipRole, Qt::WhatsThisRole, Qt::StatusTipRole})
                    markup(view, "cell", model->index(row, column).data(role).toString());
        }
    }
};

class PlainTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void functions();
    void numbersKeepTheirUnits();
    void wholeWindow_data();
    void wholeWindow();
    void titleAndMenus();
    void factsReadNothing();
    void questionsArePlain();
    void sourcesGoByTheRule_data();
    void sourcesGoByTheRule();
};

void PlainTest::init() {
    failOnAnyWarning();
    forgetSession();
}

void PlainTest::numbersKeepTheirUnits() {
    const QString joined = QString(unbroken(QStringLiteral("3 users at 50K tokens: 24.6 GB, 29 % of 8 × H200 in 12 s")))
                               .replace(QChar::Nbsp, QLatin1Char('_'));
    QCOMPARE(joined, QStringLiteral("3_users at 50K_tokens: 24.6_GB, 29_% of 8_×_H200 in 12_s"));
    QCOMPARE(unbroken(QStringLiteral("no number, KV cache, 4")), QStringLiteral("no number, KV cache, 4"));
    QVERIFY(wrapped(QStringLiteral("12 s")).contains(QChar::Nbsp));
}

void PlainTest::functions() {
    for (const QString& name : shownNames()) {
        QTextDocument document;
        document.setHtml(html(name));
        QCOMPARE(faultOfMarkup(wrapped(name)), QString());
        QLabel label(name);
        label.ensurePolished();
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QCOMPARE(label.text(), name);
    }
    QVERIFY(!faultOfMarkup(toQString(hostileNames().front().text)).isEmpty()); // the test can fail
    QCOMPARE(html(QStringLiteral("a<b\nc&")), QStringLiteral("a&lt;b<br>c&amp;"));
    QCOMPARE(withoutMnemonic(QStringLiteral("R&D")), QStringLiteral("R&&D"));
    QCOMPARE(windowTitleOf(QStringLiteral("a[*]b")), QStringLiteral("a[*][*]b"));
    QCOMPARE(wrapped({}), QString());
}

void PlainTest::wholeWindow_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("HTML") << shownNames().front() + QStringLiteral(" R&D %1 %2 nonexistent");
    QTest::newRow("mnemonics first") << QStringLiteral("R&D %1 &amp; nonexistent") + shownNames().front();
}

/// All pages and dialogs, with that name in every text of every preset, of the scenario and of what is pinned.
void PlainTest::wholeWindow() {
    QFETCH(QString, name);
    const std::string text = name.toStdString();
    const Catalogue presets = named(catalogue(), text);
    const auto none = [](auto&&...) { return QString(); };
    MainWindow window(presets, named(paper50k(), text),
                      {.open = none,
                       .save = none,
                       .import = none,
                       .confirm = [](QWidget*, const QString&) { return true; },
                       .figures = {.file = none, .styleName = none}});
    window.resize(1400, 900);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    Scenario other = named(paper50k(), text);
    QVERIFY(chooseMethod(other, "h2o", presets, ""));
    set(other, parameterId::context, 5'000'000); // says what would make it fit
    window.store().pinReference(window.store().scenario());
    QVERIFY(window.store().pin(window.store().scenario()));
    window.store().replace(other, name);
    window.openFile(QStringLiteral("/nonexistent/") + QString(name).replace(u'/', u':'));
    Walk walk;
    for (const std::string_view page : pageId::all) {
        window.workspace().showPage(toQString(page));
        QTRY_VERIFY(isCurrent(window));
        QApplication::processEvents();
        walk.everything();
    }
    for (const char* action : {"editModel", "editAccelerator", "helpContents"})
        part<QAction>(window, QLatin1String(action)).trigger();
    part<QPushButton>(window, QStringLiteral("methods.open")).click();
    window.workspace().showPage(toQString(pageId::latency));
    QTRY_VERIFY(isCurrent(window));
    part<QAction>(window, QStringLiteral("export")).trigger();
    QApplication::processEvents();
    walk.everything();
    walk.faults.removeDuplicates();
    QVERIFY2(walk.faults.isEmpty(), qPrintable(walk.faults.join(u'\n')));
    QVERIFY2(walk.labels > 100 && walk.tips > 200, qPrintable(QString::number(walk.tips)));
    QVERIFY2(walk.named > 30, qPrintable(QString::number(walk.named))); // the names are shown at all
    for (QWidget* top : QApplication::topLevelWidgets())
        if (top != &window) top->close();
}

void PlainTest::titleAndMenus() {
    Scenario scenario = paper50k();
    scenario.name = "a [*] R&D";
    const TestWindow window(scenario);
    QVERIFY(window.show());
    QVERIFY(window->windowTitle().contains(QStringLiteral("a [*][*] R&D")));
    scenario.note = "another";
    scenario.model.name = "two\nlines\u2028";
    window->store().replace(scenario, QStringLiteral("Without R&D"));
    QCOMPARE(part<QAction>(*window, QStringLiteral("undo")).text(), QStringLiteral("&Undo Without R&&D"));
    QTRY_VERIFY(
        part<QLabel>(*window, QStringLiteral("summary")).text().startsWith(QStringLiteral("two\\nlines\\u2028 ·")));
}

/// Asked for a picture, Qt reads the file by itself where a browser has none to give.
void PlainTest::factsReadNothing() {
    const QString file = QStringLiteral(LONGPEAK_RESOURCES "/icons/longpeak.svg");
    QVERIFY(QFile::exists(file));
    const auto given = [](QTextBrowser& browser, const QUrl& url) {
        return browser.document()->resource(QTextDocument::ImageResource, url).value<QImage>().size();
    };
    FactsBrowser facts;
    HelpText help;
    QVERIFY(!facts.openLinks() && !facts.openExternalLinks());
    for (QTextBrowser* browser : {static_cast<QTextBrowser*>(&facts), static_cast<QTextBrowser*>(&help)})
        for (const QUrl& url : {QUrl::fromLocalFile(file), QUrl(file), QUrl(QStringLiteral(":/icons/longpeak.svg"))}) {
            QCOMPARE(given(*browser, url), QSize(1, 1));
            QVERIFY(browser->document()->resource(QTextDocument::StyleSheetResource, url).toByteArray().isEmpty());
        }
    QTextBrowser other; // the test can fail
    QVERIFY(!other.document()
                 ->resource(QTextDocument::StyleSheetResource, QUrl::fromLocalFile(file))
                 .toByteArray()
                 .isEmpty());
}

void PlainTest::questionsArePlain() {
    Qt::TextFormat format = Qt::AutoText;
    QString shown;
    QTimer::singleShot(0, this, [&] {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (box == nullptr) return;
        format = box->textFormat();
        shown = box->text();
        box->button(QMessageBox::Cancel)->click();
    });
    QVERIFY(!FileQuestions::native().confirm(nullptr, shownNames().front()));
    QCOMPARE(format, Qt::PlainText);
    QCOMPARE(shown, shownNames().front());
}

void PlainTest::sourcesGoByTheRule_data() {
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QStringList>("allowed");
    // Who makes HTML, or shows it.
    QTest::newRow("documents") << QStringLiteral("new QText(Browser|Edit|Document)\\b|: QText(Browser|Edit)\\(")
                               << QStringList{"ui/plain.cpp", "ui/page/help_text.cpp"};
    QTest::newRow("HTML") << QStringLiteral("setHtml|insertHtml|setMarkdown|Qt::RichText|setTextFormat\\(Qt::AutoText")
                          << QStringList{"ui/page/evidence_details.cpp", "ui/control/method_picker.cpp",
                                         "ui/page/convention_remarks.cpp", "ui/page/main_menus.cpp"};
    QTest::newRow("escaping") << QStringLiteral("toHtmlEscaped|convertFromPlainText") << QStringList{"ui/plain.cpp"};
    QTest::newRow("others that guess") << QStringLiteral("QToolTip::|QWhatsThis::|setWhatsThis|QErrorMessage")
                                       << QStringList{};
    // A tooltip is wrapped, fixed words of the program, or another's.
    QTest::newRow("tooltips") << QStringLiteral(
                                     "setToolTip\\((\\d+, )?+(?!\\s*(wrapped\\(|tr\\(\"|m?_?tip\\b|tip\\(\\)|tipOf\\(|"
                                     "segment\\.tip|\\w+->toolTip\\(\\)|m_pin->isEnabled\\(\\) \\? tr|"
                                     "m_list->accessibleName\\(\\)))")
                              << QStringList{};
}

void PlainTest::sourcesGoByTheRule() {
    QFETCH(QString, pattern);
    QFETCH(QStringList, allowed);
    const QRegularExpression ruled(pattern);
    const QDir root(QStringLiteral(LONGPEAK_TEST_DATA "/../.."));
    QStringList strays;
    QStringList unused = allowed;
    int sources = 0;
    QDirIterator files(root.filePath(QStringLiteral("ui")), {"*.h", "*.cpp"}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QString name = root.relativeFilePath(path);
        ++sources;
        const auto found = ruled.match(QString::fromUtf8(contentOf(path)));
        if (!found.hasMatch()) continue;
        unused.removeAll(name);
        if (!allowed.contains(name)) strays << name + QStringLiteral(": ") + found.captured();
    }
    QVERIFY(sources > 100);
    QVERIFY2(strays.isEmpty(), qPrintable(strays.join(u'\n')));
    QVERIFY2(unused.isEmpty(), qPrintable(unused.join(u'\n')));
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::PlainTest)

#include "plain_test.moc"
