// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "figure/figure_check.h"
#include "figure/figure_document.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

class QApplication;

namespace longpeak {

/// Draws and checks figures by the window's own code. Makes an application object of Qt, on its platform without a display,
/// when it is called first; all copies share it, and it lives as long as any of them.
class HeadlessDrawer {
public:
    HeadlessDrawer();
    /// The bytes of a figure in the format of that suffix.
    std::string operator()(const FigureDocument& document, const Catalogue& catalogue, std::string_view suffix);
    std::vector<Finding> operator()(const FigureDocument& document, const Catalogue& catalogue);

private:
    void needApplication();

    std::shared_ptr<std::unique_ptr<QApplication>> m_application;
};

} // namespace longpeak
