// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/figure_copy.h"

#include "export/figure_file.h"
#include "text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>

namespace longpeak {
namespace {

QString textOf(const FigureDocument& document, const Catalogue& catalogue, FigureCopy what) {
    if (what == FigureCopy::Data) return QString::fromUtf8(writeFigure(document, catalogue, FigureFormat::Csv));
    if (what == FigureCopy::Caption) return QString::fromStdString(captionOf(figuresOf(document, catalogue), document));
    const std::string_view entry = paperBibtex();
    return toQString(entry);
}

} // namespace

void copyFigure(const FigureDocument& document, const Catalogue& catalogue, FigureCopy what) {
    QClipboard* clipboard = QGuiApplication::clipboard();
    if (what == FigureCopy::Image) return clipboard->setImage(figureImage(document, catalogue, document.style.dpi));
    if (what != FigureCopy::Svg) return clipboard->setText(textOf(document, catalogue, what));
    const QByteArray svg = writeFigure(document, catalogue, FigureFormat::Svg);
    auto* mime = new QMimeData;
    mime->setData(QStringLiteral("image/svg+xml"), svg);
    mime->setText(QString::fromUtf8(svg));
    clipboard->setMimeData(mime);
}

} // namespace longpeak
