// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "page/figure_card.h"

#include "control/elided_label.h"
#include "plain.h"
#include "state/scenario_store.h"
#include "text.h"
#include "text/escape.h"

#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace longpeak {
namespace {

constexpr int shortestSubtitle = 40; ///< pixels

} // namespace

FigureCard::FigureCard(QString figureId, QWidget* parent)
    : QFrame(parent), m_id(std::move(figureId)), m_title(new QLabel(this)), m_subtitle(new ElidedLabel(this)),
      m_view(new FigureView(this)), m_menu(new QMenu(this)), m_theme(&themeOf(Appearance::Light)) {
    setObjectName(QStringLiteral("card.") + m_id);
    setProperty("class", "card");
    m_view->setObjectName(QStringLiteral("figure.") + m_id);
    m_title->setObjectName(m_id + QStringLiteral(".title"));
    m_title->setFont(typeface(1, QFont::DemiBold));
    m_subtitle->setFont(typeface(-1));
    m_subtitle->setProperty("tone", "muted");
    m_subtitle->setLeast(shortestSubtitle);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(13, 8, 8, 6);
    column->setSpacing(2);
    auto* head = new QHBoxLayout;
    head->setSpacing(2);
    head->addWidget(m_title);
    head->addSpacing(8);
    head->addWidget(m_subtitle, 1);
    m_copy = addTool(QStringLiteral("copy"), tr("Copy the figure, its data or its caption"));
    m_export = addTool(QStringLiteral("export"), tr("Export the figure to a file"));
    m_expand = addTool(QStringLiteral("expand"), tr("Full size, and back"));
    for (QToolButton* tool : {m_copy, m_export, m_expand}) head->addWidget(tool);
    column->addLayout(head);
    column->addWidget(m_view, 1);
    addMenu();
    connect(m_export, &QToolButton::clicked, this, &FigureCard::exportRequested);
    connect(m_expand, &QToolButton::clicked, this, &FigureCard::expandRequested);
}

void FigureCard::addControls(QWidget* controls) {
    static_cast<QVBoxLayout*>(layout())->insertWidget(1, controls);
}

void FigureCard::addMenu() {
    const auto add = [this](const QString& text, const QString& name, FigureCopy what) {
        m_menu->addAction(text, this, [this, what] { emit copyRequested(what); })
            ->setObjectName(m_id + QLatin1Char('.') + name);
    };
    add(tr("Copy as &image"), QStringLiteral("copyImage"), FigureCopy::Image);
    add(tr("Copy as &SVG"), QStringLiteral("copySvg"), FigureCopy::Svg);
    add(tr("Copy &data as CSV"), QStringLiteral("copyData"), FigureCopy::Data);
    add(tr("Copy &caption"), QStringLiteral("copyCaption"), FigureCopy::Caption);
    add(tr("Copy &BibTeX of the paper and of Longpeak"), QStringLiteral("copyBibtex"), FigureCopy::Bibtex);
    m_copy->setMenu(m_menu);
    m_copy->setPopupMode(QToolButton::InstantPopup);
}

void FigureCard::contextMenuEvent(QContextMenuEvent* event) {
    m_menu->popup(event->globalPos());
}

QToolButton* FigureCard::addTool(const QString& name, const QString& tip) {
    auto* tool = new QToolButton(this);
    tool->setObjectName(m_id + QLatin1Char('.') + name);
    tool->setToolTip(tip);
    tool->setAccessibleName(tip);
    tool->setIconSize({14, 14});
    return tool;
}

void FigureCard::setFigure(const std::shared_ptr<const Figure>& figure, ByteUnits bytes) {
    if (figure.get() == m_view->figure()) return;
    m_title->setText(toQString(oneLine(figure->title.english())));
    m_subtitle->setText(toQString(oneLine(figure->subtitle.english())));
    QString tip = wrapped(m_subtitle->text());
    for (const Text& note : figure->notes) tip += wrapped(toQString(note));
    for (QLabel* label : {m_title, static_cast<QLabel*>(m_subtitle)}) label->setToolTip(tip);
    m_view->setFigure(figure, bytes);
}

void FigureCard::setTheme(const Theme& theme) {
    m_theme = &theme;
    m_copy->setIcon(theme.icon(QStringLiteral("copy"), theme.muted));
    m_export->setIcon(theme.icon(QStringLiteral("export"), theme.muted));
    m_view->setTheme(theme);
    setExpanded(m_expanded);
}

void FigureCard::setExpanded(bool expanded) {
    m_expanded = expanded;
    m_expand->setIcon(m_theme->icon(expanded ? QStringLiteral("shrink") : QStringLiteral("expand"), m_theme->muted));
}

void followHand(ScenarioStore& store, const FigureView& view) {
    QObject::connect(&view, &FigureView::parametersDragged, &store, [&store](const QList<Dragged>& values, bool last) {
        std::vector<Change> changes;
        for (const Dragged& each : values) changes.push_back({findParameter(each.parameter.toStdString()), each.value});
        store.edit(changes, last ? EditPhase::Final : EditPhase::Drag);
    });
}

} // namespace longpeak
