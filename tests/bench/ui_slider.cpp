// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

// How long a slider move takes to reach the pixels, and the window its first frame. Run by hand:
//     build/release/tests/bench_ui_slider
// Each page at 1920×1080, by both cost models. Prints medians, 95th percentiles and their ratio to a frame of 16 ms; the parts are those of the program itself.

#include "control/control_rail.h"
#include "page/figure_card.h"
#include "page/main_window.h"
#include "page/workspace.h"
#include "scenario/scenario_file.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <map>
#include <string>
#include <unistd.h>

using namespace longpeak;

namespace {

constexpr double frameMs = 16.0;

double percentile(std::vector<double> values, double share) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

void print(const char* what, const std::vector<double>& values) {
    const double median = percentile(values, 0.5);
    const double high = percentile(values, 0.95);
    std::printf("%-34s median %7.3f ms   p95 %7.3f ms   of a frame %5.2f %5.2f\n", what, median, high, median / frameMs,
                high / frameMs);
}

double nowMs() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

/// From 4K up to 1M and back, as a hand drags: through "not even one user fits" and out of it again.
void measurePage(MainWindow& window, const char* id) {
    window.workspace().showPage(QLatin1String(id));
    window.refresher().flush();
    QApplication::processEvents();
    const auto cards = window.workspace().current().findChildren<FigureCard*>();
    // Figures of the simulation are drawn when it is ready; until then they stay, pale. Measurements stay as they are.
    const auto figures = static_cast<int>(std::ranges::count_if(cards, [](FigureCard* card) {
        const FigureKind& kind = *findFigureKind(card->figureId().toStdString());
        return !kind.needsSessions && !kind.ofCatalogue;
    }));
    std::map<FigureCard*, int> before;
    for (FigureCard* card : cards) before.emplace(card, card->view().redraws());
    const Parameter& context = *findParameter("context");
    std::vector<double> total;
    std::vector<double> evaluating;
    std::vector<double> building;
    std::vector<double> drawing;
    std::vector<double> rest;
    int frames = 0;
    double drawn = 0;
    const QObject listening;
    QObject::connect(&window.workspace(), &Workspace::redrawn, &listening, [&](double ms) {
        ++frames;
        drawn += ms;
    });
    constexpr int moves = 400;
    for (int i = 0; i < moves; ++i) {
        drawn = 0;
        frames = 0;
        QElapsedTimer timer;
        timer.start();
        const double share = std::abs(1.0 - 2.0 * i / moves);
        window.store().edit(context, 1e6 * std::pow(4e-3, share), Phase::Drag);
        do QApplication::processEvents();
        while (frames < figures);
        QApplication::processEvents(); // the paint events that the redraws posted
        const double spent = static_cast<double>(timer.nsecsElapsed()) * 1e-6;
        const Snapshot& snapshot = *window.refresher().snapshot();
        total.push_back(spent);
        evaluating.push_back(snapshot.evaluateMs);
        building.push_back(snapshot.figuresMs);
        drawing.push_back(drawn);
        rest.push_back(spent - snapshot.evaluateMs - snapshot.figuresMs - drawn);
    }
    print((std::string(id) + ": slider move to pixels").c_str(), total);
    print("  evaluate", evaluating);
    print("  build its figures", building);
    print("  draw its figures", drawing);
    print("  widgets and paint events", rest);
    for (FigureCard* card : cards)
        std::printf("  %-18s %3d redraws for %d moves\n", qPrintable(card->figureId()),
                    card->view().redraws() - before.at(card), moves);
}

} // namespace

int main(int argc, char** argv) {
    // Started anew with the time on the command line, so that loading the program counts too.
    if (argc < 2) {
        const std::string started = std::to_string(nowMs());
        execl("/proc/self/exe", argv[0], started.c_str(), nullptr);
        return 1;
    }
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("longpeak-bench"));
    const auto catalogue = shippedCatalogue();
    const auto scenario = openScenario(std::string(defaultScenario), *catalogue);
    applyTheme(application, Appearance::Light);
    MainWindow window(*catalogue, *scenario);
    window.resize(1920, 1080);
    window.show();
    int frames = 0;
    QObject::connect(&window.workspace(), &Workspace::redrawn, &window, [&frames](double) { ++frames; });
    while (frames < 4) QApplication::processEvents();
    QApplication::processEvents();
    std::printf("process start to first frame       %7.1f ms   (aim: under 400 ms)\n", nowMs() - std::stod(argv[1]));

    for (const double context : {4e3, 2e5, 1e6}) {
        Scenario pinned = *scenario;
        pinned.context = Tokens(context);
        window.store().pin(pinned); // for Compare
        pinned.gpus = 4;
        window.store().pin(pinned);
    }
    for (const double costModel : {0.0, 1.0}) {
        window.store().edit(*findParameter("cost_model"), costModel);
        std::printf("\nby the %s\n", costModel == 0.0 ? "paper's model" : "operators model");
        for (const char* page : {"overview", "memory", "latency", "roofline", "road", "compare", "sensitivity",
                                 "conventions", "evidence"})
            measurePage(window, page);
        window.store().edit(*findParameter("users"), 50);
        std::printf("with 50 users\n");
        for (const char* page : {"overview", "sessions"}) measurePage(window, page);
        window.store().edit(*findParameter("users"), 3);
    }
    return 0;
}
