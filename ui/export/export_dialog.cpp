// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/export_dialog.h"

#include "document/write_file.h"
#include "export/check_list.h"
#include "export/figure_bench.h"
#include "export/figure_copy.h"
#include "export/figure_file.h"
#include "export/kept_styles.h"
#include "export/retouch_panel.h"
#include "export/retouches.h"
#include "export/style_form.h"
#include "figure/figure_kind.h"
#include "plain.h"
#include "state/settings.h"
#include "text.h"
#include "theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStyle>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace longpeak {
namespace {

constexpr int optionsWidth = 320;
constexpr double sharpest = 220; ///< dots an inch of the preview
constexpr double coarsest = 4;   ///< where there is hardly any room for it

QString filterOf(const FigureFormatInfo& info) {
    return QStringLiteral("%1 (*.%2)").arg(QLatin1String(info.label), QLatin1String(info.suffix));
}

/// The one that a name goes by.
QString filterOf(const QString& path) {
    for (const FigureFormatInfo& info : figureFormats())
        if (formatOfFile(path) == info.format) return filterOf(info);
    return {};
}

QString filters() {
    QStringList out;
    for (const FigureFormatInfo& info : figureFormats()) out << filterOf(info);
    return out.join(QStringLiteral(";;"));
}

constexpr QLatin1String formatKey("export/format");

void setTone(QWidget& widget, const char* tone) {
    widget.setProperty("tone", tone);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

} // namespace

ExportQuestions ExportQuestions::native() {
    return {.file =
                [](QWidget* parent, const QString& suggestion) {
                    QString filter = filterOf(suggestion);
                    QString path = QFileDialog::getSaveFileName(parent, ExportDialog::tr("Export the figure"),
                                                                suggestion, filters(), &filter);
                    if (path.isEmpty() || formatOfFile(path)) return path;
                    for (const FigureFormatInfo& info : figureFormats())
                        if (filter.startsWith(QLatin1String(info.label)))
                            return path + QLatin1Char('.') + QLatin1String(info.suffix);
                    return path;
                },
            .styleName =
                [](QWidget* parent) {
                    return QInputDialog::getText(parent, ExportDialog::tr("Save the style"), ExportDialog::tr("Name:"));
                }};
}

ExportDialog::ExportDialog(FigureDocument document, const QStringList& offered, const Catalogue& catalogue,
                           SessionsPtr sessions, ExportQuestions questions, QWidget* parent)
    : QDialog(parent), m_document(std::move(document)), m_catalogue(catalogue), m_sessions(std::move(sessions)),
      m_questions(std::move(questions)), m_retouches(new Retouches(m_document.retouches, this)),
      m_preview(new FigureBench(*m_retouches, this)), m_size(new QLabel(this)), m_findings(new QLabel(this)),
      m_styles(new QComboBox(this)), m_form(new StyleForm(this)), m_panel(new RetouchPanel(*m_retouches, this)),
      m_ghosts(new QCheckBox(tr("Ghosts of the &reference"), this)), m_formats(new QComboBox(this)),
      m_message(new QLabel(this)), m_figures([this] { takeFigures(); }) {
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export figures"));
    setWindowModality(Qt::WindowModal);
    setAttribute(Qt::WA_DeleteOnClose);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 14, 16, 14);
    row->setSpacing(16);
    addPreview(row);
    auto* options = new QVBoxLayout;
    options->setSpacing(8);
    row->addLayout(options);
    addStyles(options);
    addFigures(options, offered);
    auto* parts = new QTabWidget(this);
    parts->setObjectName(QStringLiteral("parts"));
    parts->setDocumentMode(true);
    auto* setting = new QWidget(parts);
    auto* column = new QVBoxLayout(setting);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(m_form);
    column->addWidget(m_ghosts);
    column->addStretch(1);
    parts->addTab(setting, tr("&Setting"));
    parts->addTab(m_panel, tr("Reto&uch"));
    options->addWidget(parts, 1);
    addFormats(options);
    addButtons(options);
    m_ghosts->setObjectName(QStringLiteral("ghosts"));
    m_ghosts->setChecked(m_document.reference.has_value());
    m_ghosts->setVisible(m_document.reference.has_value());
    m_form->display(m_document.style);
    fillStyles({});
    connect(m_form, &StyleForm::edited, this, [this] {
        fillStyles({});
        take();
    });
    connect(m_ghosts, &QCheckBox::toggled, this, &ExportDialog::take);
    connect(m_retouches, &Retouches::changed, this, &ExportDialog::take);
    connect(m_panel, &RetouchPanel::faultChanged, this, &ExportDialog::take);
    const auto shortcut = [this](QKeySequence::StandardKey key, void (QUndoStack::*step)()) {
        auto* keys = new QShortcut(key, this);
        connect(keys, &QShortcut::activated, &m_retouches->history(), step);
    };
    shortcut(QKeySequence::Undo, &QUndoStack::undo);
    shortcut(QKeySequence::Redo, &QUndoStack::redo);
    take();
    resize(1080, 660);
}

void ExportDialog::addPreview(QLayout* row) {
    m_preview->setObjectName(QStringLiteral("preview"));
    m_preview->setMinimumSize(360, 260);
    m_preview->setAccessibleName(tr("Preview; labels can be dragged, renamed and hidden"));
    m_size->setProperty("tone", "muted");
    m_size->setObjectName(QStringLiteral("previewSize"));
    m_size->setAlignment(Qt::AlignCenter);
    m_findings->setObjectName(QStringLiteral("findings"));
    m_findings->setWordWrap(true);
    m_findings->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_findings->setFixedHeight(3 *
                               m_findings->fontMetrics().lineSpacing()); // so that nothing moves when there are more
    auto* shown = new QVBoxLayout;
    shown->addWidget(m_preview, 1);
    shown->addWidget(m_size);
    shown->addWidget(m_findings);
    static_cast<QHBoxLayout*>(row)->addLayout(shown, 1);
}

void ExportDialog::addStyles(QLayout* column) {
    auto* row = new QHBoxLayout;
    m_styles->setObjectName(QStringLiteral("styles"));
    m_styles->setAccessibleName(tr("Style"));
    m_styles->setMinimumWidth(optionsWidth - 130);
    m_styles->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    auto* keep = new QPushButton(tr("Save st&yle…"), this);
    keep->setObjectName(QStringLiteral("saveStyle"));
    keep->setProperty("class", "beside");
    keep->setAutoDefault(false);
    keep->setToolTip(tr("Saves these choices as a style of yours, by a name"));
    m_deleteStyle = new QPushButton(tr("De&lete"), this);
    m_deleteStyle->setObjectName(QStringLiteral("deleteStyle"));
    m_deleteStyle->setProperty("class", "beside");
    m_deleteStyle->setAutoDefault(false);
    row->addWidget(m_styles, 1);
    row->addWidget(keep);
    row->addWidget(m_deleteStyle);
    static_cast<QVBoxLayout*>(column)->addLayout(row);
    connect(m_styles, &QComboBox::activated, this, &ExportDialog::chooseStyle);
    connect(keep, &QPushButton::clicked, this, &ExportDialog::saveStyle);
    connect(m_deleteStyle, &QPushButton::clicked, this, &ExportDialog::deleteStyle);
}

void ExportDialog::addFigures(QLayout* column, const QStringList& offered) {
    if (offered.size() < 2) return;
    m_list = new CheckList(this);
    m_list->setObjectName(QStringLiteral("figures"));
    m_list->setAccessibleName(tr("Figures; several make a panel"));
    m_list->setToolTip(m_list->accessibleName());
    m_list->setCount(static_cast<int>(offered.size()), false);
    for (int i = 0; i < m_list->count(); ++i) {
        const std::string id = offered[i].toStdString();
        const bool chosen = std::ranges::find(m_document.figures, id) != m_document.figures.end();
        QTreeWidgetItem& item = *m_list->item(i);
        item.setText(0, toQString(findFigureKind(id)->title));
        item.setData(0, Qt::UserRole, offered[i]);
        item.setCheckState(0, chosen ? Qt::Checked : Qt::Unchecked);
    }
    constexpr int mostRows = 4; // the others are scrolled to: the dialog has to fit on a small screen
    m_list->setFixedHeight(m_list->rowHeight() * std::min(m_list->count(), mostRows) + 4);
    column->addWidget(m_list);
    connect(m_list, &QTreeWidget::itemChanged, this, &ExportDialog::take);
}

void ExportDialog::addFormats(QLayout* column) {
    m_formats->setObjectName(QStringLiteral("format"));
    for (const FigureFormatInfo& info : figureFormats())
        m_formats->addItem(QLatin1String(info.label), QLatin1String(info.suffix));
    const int last = m_formats->findData(Settings().text(formatKey));
    if (last >= 0) m_formats->setCurrentIndex(last);
    auto* label = new QLabel(tr("For&mat"), this);
    label->setBuddy(m_formats);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_formats, 1);
    static_cast<QVBoxLayout*>(column)->addLayout(row);
}

QString ExportDialog::chosenSuffix() const {
    return m_formats->currentData().toString();
}

void ExportDialog::addButtons(QLayout* column) {
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setWordWrap(true);
    m_message->setFixedWidth(optionsWidth);
    column->addWidget(m_message);
    auto* row = new QHBoxLayout;
    m_copy = new QPushButton(tr("C&opy image"), this);
    m_copy->setObjectName(QStringLiteral("copy"));
    m_copy->setAutoDefault(false);
    auto* close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("close"));
    close->setAutoDefault(false);
    m_export = new QPushButton(tr("&Export…"), this);
    m_export->setObjectName(QStringLiteral("export"));
    m_export->setProperty("class", "primary");
    m_export->setDefault(true);
    row->addWidget(m_copy);
    row->addStretch(1);
    row->addWidget(close);
    row->addWidget(m_export);
    static_cast<QVBoxLayout*>(column)->addLayout(row);
    connect(m_copy, &QPushButton::clicked, this, &ExportDialog::copy);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::askExport);
}

/// Which of the styles it is, or that it is none of them.
void ExportDialog::fillStyles(const QString& chosen) {
    m_styles->clear();
    int current = -1;
    const auto add = [&](const QString& label, const QString& id, FigureStyle style) {
        m_styles->addItem(label, id);
        style.bytes = m_form->style().bytes; // a choice of the window, not of a style
        if (id == chosen || (current < 0 && style == m_form->style())) current = m_styles->count() - 1;
    };
    for (const NamedStyle& named : shippedStyles()) add(toQString(named.label), toQString(named.id), named.style);
    const int shipped = m_styles->count();
    for (const QString& id : ownStyles())
        if (const auto style = readOwnStyle(id)) add(id, id, *style);
    if (current < 0) {
        m_styles->addItem(tr("A style of its own"), QString());
        current = m_styles->count() - 1;
    }
    m_styles->setCurrentIndex(current);
    m_deleteStyle->setVisible(current >= shipped && !m_styles->currentData().toString().isEmpty());
}

void ExportDialog::chooseStyle(int index) {
    const QString id = m_styles->itemData(index).toString();
    if (id.isEmpty()) return;
    const auto named = std::ranges::find(shippedStyles(), id.toStdString(), &NamedStyle::id);
    if (named != shippedStyles().end()) {
        m_form->display(named->style);
    } else if (const auto own = readOwnStyle(id)) {
        m_form->display(*own);
    } else {
        say(QString::fromStdString(own.faults().front().text()), true);
    }
}

void ExportDialog::saveStyle() {
    const QString name = m_questions.styleName(this);
    if (name.isEmpty()) return;
    const auto id = saveOwnStyle(name, m_form->style());
    if (!id) return say(QString::fromStdString(id.faults().front().text()), true);
    fillStyles(*id);
    say(tr("Saved as %1.").arg(*id), false);
}

void ExportDialog::deleteStyle() {
    const auto deleted = deleteOwnStyle(m_styles->currentData().toString());
    if (!deleted) return say(QString::fromStdString(deleted.faults().front().text()), true);
    fillStyles({});
}

const std::vector<Retouch>& ExportDialog::retouches() const {
    return m_retouches->all();
}

FigureDocument ExportDialog::document() const {
    FigureDocument document = m_document;
    document.style = m_form->style();
    document.style.bytes = m_document.style.bytes;
    if (!m_ghosts->isChecked()) document.reference.reset();
    if (m_list != nullptr) {
        document.figures.clear();
        for (int i = 0; i < m_list->count(); ++i)
            if (m_list->item(i)->checkState(0) == Qt::Checked)
                document.figures.push_back(m_list->item(i)->data(0, Qt::UserRole).toString().toStdString());
    }
    document.retouches = m_retouches->all();
    std::erase_if(document.retouches, [&](const Retouch& retouch) {
        return std::ranges::find(document.figures, retouch.figure) == document.figures.end();
    });
    return document;
}

/// Why nothing can be exported; empty where it can.
QString ExportDialog::fault() const {
    if (document().figures.empty()) return tr("Choose a figure, or several for a panel.");
    return m_form->fault().isEmpty() ? m_panel->fault() : m_form->fault();
}

void ExportDialog::take() {
    say(fault(), true);
    if (fault().isEmpty()) {
        m_figures.ask(document(), m_catalogue, m_sessions);
        if (m_figures.of(document()) == nullptr) {
            m_shown = nullptr;
            m_size->setText(tr("The figures are being made."));
        }
    }
    takeFigures();
}

/// Nothing is copied or exported before it is seen.
void ExportDialog::takeFigures() {
    const std::vector<Figure>* figures = m_figures.of(document());
    const bool isGood = fault().isEmpty() && figures != nullptr;
    m_export->setEnabled(isGood);
    m_copy->setEnabled(isGood);
    if (!isGood) return;
    if (m_shown != figures) {
        m_shown = figures;
        m_retouches->setFigures(*figures);
    }
    drawSoon();
}

/// Once per turn of the event loop, however much changed.
void ExportDialog::drawSoon() {
    if (std::exchange(m_drawsSoon, true)) return;
    QMetaObject::invokeMethod(this, &ExportDialog::drawPreview, Qt::QueuedConnection);
}

/// What is simulated comes from another thread; until then the preview stays as it was.
void ExportDialog::drawPreview() {
    m_drawsSoon = false;
    const FigureDocument chosen = document();
    if (m_figures.of(chosen) == nullptr) return;
    const std::vector<Figure> figures = m_retouches->figures();
    const double ratio = devicePixelRatioF();
    const QSizeF room = QSizeF(m_preview->size()) * ratio;
    const QSizeF inches = figureSize(figures, chosen);
    // Rounded to whole pixels it must not become larger than the room.
    const double dpi = std::clamp(std::min((room.width() - 1) / inches.width(), (room.height() - 1) / inches.height()),
                                  coarsest, sharpest * ratio);
    m_preview->display(previewOf(figures, chosen, dpi), ratio);
    const auto number = [](double value, int digits) { return QString::number(value, 'f', digits); };
    constexpr double millimeters = 25.4;
    constexpr double screenDpi = 96;
    m_size->setText(tr("%1 × %2 in · %3 × %4 mm · shown at %5 %")
                        .arg(number(inches.width(), 2), number(inches.height(), 2),
                             number(inches.width() * millimeters, 0), number(inches.height() * millimeters, 0),
                             number(100.0 * dpi / ratio / screenDpi, 0)));
    tell(m_preview->shown().figures);
}

/// What a figure editor would send back, and what is changed of nothing.
void ExportDialog::tell(const std::vector<SheetFigure>& drawn) {
    QStringList found;
    for (const SheetFigure& figure : drawn)
        for (const Finding& finding : figure.findings) found << toQString(finding.words);
    for (const Text& unused : m_retouches->unused()) found << toQString(unused);
    m_findings->setToolTip(wrapped(found.join(QLatin1Char('\n'))));
    constexpr qsizetype most = 4;
    const qsizetype more = found.size() - most;
    if (more > 0) found = found.mid(0, most) << tr("%1 more").arg(more);
    m_findings->setText(found.isEmpty() ? tr("Checked: nothing is covered, unnamed or too small.")
                                        : tr("At this size: %1.").arg(found.join(QStringLiteral("; "))));
    setTone(*m_findings, found.isEmpty() ? "muted" : "");
}

void ExportDialog::copy() {
    const FigureDocument chosen = document();
    if (m_figures.of(chosen) == nullptr) return;
    copyFigure(m_retouches->figures(), chosen, m_catalogue, FigureCopy::Image);
    say(tr("The image is on the clipboard."), false);
    emit copied();
}

void ExportDialog::askExport() {
    const FigureDocument chosen = document();
    if (m_figures.of(chosen) == nullptr) return;
    const QString name = chosen.figures.size() == 1 ? QString::fromStdString(chosen.figures.front())
                                                    : QStringLiteral("panel");
    const QString path = m_questions.file(this, name + QLatin1Char('.') + chosenSuffix());
    if (path.isEmpty()) return;
    const auto format = formatOfFile(path);
    if (!format) return say(tr("%1: the name must end in .pdf, .svg, .png, .csv or .tex").arg(path), true);
    const QByteArray bytes = writeFigure(m_retouches->figures(), chosen, m_catalogue, *format);
    const auto written = writeFile(path.toStdString(), {bytes.constData(), static_cast<std::size_t>(bytes.size())});
    const auto reason = [](const auto& failed) { return toQString(failed.faults().front().reason); };
    if (!written) return say(QStringLiteral("%1 %2").arg(path, reason(written)), true);
    const QString done = tr("%1 is written.").arg(QFileInfo(path).fileName());
    auto remembered = rememberStyle(chosen.style);
    if (remembered) remembered = Settings().set({{formatKey, chosenSuffix()}});
    if (remembered)
        say(done, false);
    else
        say(tr("%1 Its style is not remembered: %2 %3").arg(done, Settings::file(), reason(remembered)), true);
    emit exported(path);
}

void ExportDialog::say(const QString& text, bool isFault) {
    m_message->setText(text);
    setTone(*m_message, isFault ? "danger" : "muted");
}

void ExportDialog::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    drawSoon();
}

} // namespace longpeak
