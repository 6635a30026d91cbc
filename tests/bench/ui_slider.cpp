// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

// How long a slider move takes to reach the pixels, and the window its first frame. Run by hand:
//     build/bench/tests/bench_ui_slider
// Each page at 1920×1080, by both cost models. Tells medians and 95th percentiles, as ratios to a frame of 16 ms; the parts,
// in milliseconds, are those of the program itself.

#include "bench/measure.h"

#include "control/control_panel.h"
#include "page/figure_card.h"
#include "page/main_window.h"
#include "page/workspace.h"
#include "scenario/scenario_file.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QStandardPaths>

#include <cmath>
#include <ctime>
#include <string>
#include <unistd.h>

using namespace longpeak;

namespace {

constexpr double frame = 16e-3;
constexpr int moves = 400;
/// Holds the time at which the program was started.
constexpr const char* startedVariable = "LONGPEAK_BENCH_STARTED";

double now() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// A page in which the context is dragged, and what it is dragged in.
struct Dragged {
    MainWindow* window = nullptr;
    const char* page = nullptr;
    CostModel costModel = CostModel::Paper;
    double users = 3;
    int move = 0;
    QList<FigureCard*> cards{};
    int figures = 0; ///< those that are drawn at each move
    int drawn = 0;   ///< of them, since the move began
    double drawingMs = 0;
};

void show(Dragged& d) {
    ScenarioStore& store = d.window->store();
    store.edit(*findParameter("cost_model"), d.costModel == CostModel::Paper ? 0 : 1);
    store.edit(*findParameter("users"), d.users);
    d.window->workspace().showPage(QLatin1String(d.page));
    d.window->refresher().flush();
    QApplication::processEvents();
    d.cards = d.window->workspace().current().findChildren<FigureCard*>();
    // Figures of the simulation are drawn when it is ready; until then they stay, pale. Measurements stay as they are.
    d.figures = static_cast<int>(std::ranges::count_if(d.cards, [](FigureCard* card) {
        const FigureKind& kind = *findFigureKind(card->figureId().toStdString());
        return !kind.needsSessions && !kind.ofCatalogue;
    }));
    QObject::connect(&d.window->workspace(), &Workspace::redrawn, d.window, [&d](double ms) {
        ++d.drawn;
        d.drawingMs += ms;
    });
}

/// From 4K up to 1M and back, as a hand drags: through "not even one user fits" and out of it again.
void moveOnce(Dragged& d, benchmark::State& state) {
    std::vector<int> before;
    for (FigureCard* card : std::as_const(d.cards)) before.push_back(card->view().redraws());
    d.drawn = 0;
    d.drawingMs = 0;
    QElapsedTimer timer;
    timer.start();
    const double share = std::abs(1.0 - 2.0 * d.move++ / moves);
    d.window->store().edit(*findParameter("context"), 1e6 * std::pow(4e-3, share), EditPhase::Drag);
    do QApplication::processEvents();
    while (d.drawn < d.figures);
    QApplication::processEvents(); // the paint events that the redraws posted
    const double spentMs = static_cast<double>(timer.nsecsElapsed()) * 1e-6;
    state.SetIterationTime(spentMs * 1e-3);
    const Snapshot& snapshot = *d.window->refresher().snapshot();
    state.counters["evaluate"] = snapshot.evaluateMs;
    state.counters["build"] = snapshot.figuresMs;
    state.counters["draw"] = d.drawingMs;
    state.counters["rest"] = spentMs - snapshot.evaluateMs - snapshot.figuresMs - d.drawingMs; // widgets, paint events
    for (qsizetype i = 0; i < d.cards.size(); ++i)
        state.counters["redraws of " + d.cards[i]->figureId().toStdString()] = d.cards[i]->view().redraws() -
                                                                               before[static_cast<std::size_t>(i)];
}

void measureMoves(const std::string& name, const Dragged& dragged) {
    const auto drag = [d = std::make_shared<Dragged>(dragged)](benchmark::State& state) {
        if (d->move == 0) show(*d);
        for (auto _ : state) moveOnce(*d, state);
        if (d->move == moves) QObject::disconnect(&d->window->workspace(), &Workspace::redrawn, d->window, nullptr);
    };
    benchmark::RegisterBenchmark(name.c_str(), drag)
        ->Iterations(1)
        ->Repetitions(moves)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond)
        ->ComputeStatistics("p95", [](const std::vector<double>& values) { return bench::percentile(values, 0.95); });
}

/// Measured here and now: there is but one.
void measureFirstFrame(MainWindow& window) {
    int frames = 0;
    const auto counting = QObject::connect(&window.workspace(), &Workspace::redrawn, &window,
                                           [&frames](double) { ++frames; });
    window.show();
    while (frames < 4) QApplication::processEvents();
    QApplication::processEvents();
    QObject::disconnect(counting);
    const double taken = now() - qEnvironmentVariable(startedVariable).toDouble();
    benchmark::RegisterBenchmark("process start to first frame (aim: under 400 ms)",
                                 [taken](benchmark::State& state) {
                                     for (auto _ : state) state.SetIterationTime(taken);
                                 })
        ->Iterations(1)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
}

void pinSome(MainWindow& window, Scenario scenario) {
    for (const double context : {4e3, 2e5, 1e6}) {
        scenario.context = Tokens(context);
        window.store().pin(scenario); // for Compare
        scenario.deployment.plan.tensor = 4;
        window.store().pin(scenario);
    }
}

} // namespace

int main(int argc, char** argv) {
    // Started anew with the time in the environment, so that loading the program counts too.
    if (qEnvironmentVariableIsEmpty(startedVariable)) {
        qputenv(startedVariable, QByteArray::number(now(), 'f', 9));
        execv("/proc/self/exe", argv);
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
    measureFirstFrame(window);
    pinSome(window, *scenario);
    for (const CostModel costModel : {CostModel::Paper, CostModel::Operators}) {
        const std::string by = costModel == CostModel::Paper ? "the paper's model" : "the operators model";
        for (const char* page :
             {"overview", "memory", "latency", "roofline", "road", "compare", "sensitivity", "conventions", "evidence"})
            measureMoves(by + ", " + page + ": slider move to pixels", {&window, page, costModel});
        for (const char* page : {"overview", "sessions"})
            measureMoves(by + ", 50 users, " + page + ": slider move to pixels", {&window, page, costModel, 50});
    }
    return bench::run(argc, argv, bench::RatioReporter({"median", "p95", ""}, frame));
}
