// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "export/figure_copy.h"

#include "export/figure_file.h"
#include "text.h"
#include "text/escape.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>

namespace longpeak {
namespace {

QString textOf(const std::vector<Figure>& figures, const FigureDocument& document, const Catalogue& catalogue,
               FigureCopy what) {
    if (what == FigureCopy::Data)
        return QString::fromUtf8(writeFigure(figures, document, catalogue, FigureFormat::Csv));
    if (what == FigureCopy::Caption) return toQString(oneLine(captionOf(figures, document).english()));
    return toQString(paperBibtex()) + toQString(programBibtex());
}

} // namespace

void copyFigure(const std::vector<Figure>& figures, const FigureDocument& document, const Catalogue& catalogue,
                FigureCopy what) {
    QClipboard* clipboard = QGuiApplication::clipboard();
    if (what == FigureCopy::Image) return clipboard->setImage(figureImage(figures, document, document.style.dpi));
    if (what != FigureCopy::Svg) return clipboard->setText(textOf(figures, document, catalogue, what));
    const QByteArray svg = writeFigure(figures, document, catalogue, FigureFormat::Svg);
    auto* mime = new QMimeData;
    mime->setData(QStringLiteral("image/svg+xml"), svg);
    mime->setText(QString::fromUtf8(svg));
    clipboard->setMimeData(mime);
}

} // namespace longpeak
