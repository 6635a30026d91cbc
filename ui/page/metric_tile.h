// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "quantity/format.h"
#include "theme/theme.h"

#include <QAbstractButton>

namespace longpeak {

/// What a tile says.
struct TileContent {
    QString title;
    Readable value;
    QString comparison;  ///< "× 15.8 vs 4K"; empty without a reference
    bool worse = false;  ///< than the reference
    QString practice;    ///< "18.2 to 26.4 s in practice, n = 12"; empty where no measurement speaks for it
    QString remark;      ///< what bounds it
    QString shortRemark; ///< where there is no room for it
    QString exact;       ///< tooltip
    bool alarm = false;  ///< an impossible state
    bool operator==(const TileContent&) const = default;
};

/// One of the metrics, with its bound and its ratio to the reference. A click explains it.
class MetricTile : public QAbstractButton {
    Q_OBJECT

public:
    MetricTile(QString metric, Role role, QWidget* parent = nullptr);

    /// Key of the metric that it shows.
    const QString& key() const { return m_metric; }
    const TileContent& content() const { return m_content; }
    void setContent(const TileContent& content);
    void setTheme(const Theme& theme);
    QSize sizeHint() const override { return {scaled(200), scaled(84)}; }
    QSize minimumSizeHint() const override { return {scaled(140), scaled(84)}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_metric;
    Role m_role;
    TileContent m_content;
    const Theme* m_theme;
};

} // namespace longpeak
