// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "control/parameter_control.h"

namespace longpeak {

class ElidedLabel;
class ValueSlider;

/// Label and typed entry with units, and a slider below where the registry names round values or the value is a
/// fraction.
class NumberControl : public ParameterControl {
    Q_OBJECT

public:
    NumberControl(const Parameter& parameter, const Catalogue& catalogue, QWidget* parent);

    void display(const Scenario& scenario, ByteUnits bytes) override;
    void refuse(const QString& reason) override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void moveEvent(QMoveEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void commit();
    bool isRefused() const;
    void clearRefusal();
    void showReason();
    void placeReason();
    void setInvalid(bool invalid);

    const Catalogue& m_catalogue; ///< the store's
    ElidedLabel* m_remark;        ///< between the label and the field
    QLabel* m_label;
    QLineEdit* m_field;
    QLabel* m_reason;
    ValueSlider* m_slider = nullptr;
    QString m_shown;
};

} // namespace longpeak
