// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

// How long a slider move takes to reach the pixels, and the window its first frame. Run by hand:
//     build/bench/tests/bench_ui_slider
// Each page at 1920×1080, by both cost models, and at 3840×2160 by the paper's. Tells medians and 95th percentiles, as ratios
// to a frame of 16 ms; the parts, in milliseconds, are those of the program itself. Behind each page, how long bare
// QCustomPlot takes for the same polylines in the same pens and fills, in plots of the same sizes, with its own axes and
// nothing else in the window: neither labels, bars and colours, nor tiles and tables. "page over bare" is of all that a move
// does, "figures over bare" of the drawing of plots alone, here and there.

#include "bench/measure.h"

#include "control/control_panel.h"
#include "page/main_window.h"
#include "page/workspace.h"
#include "plot/figure_view.h"
#include "plot/series_style.h"
#include "scenario/scenario_file.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <memory>
#include <qcustomplot.h>
#include <string>
#include <unistd.h>

using namespace longpeak;

namespace {

constexpr double frame = 16e-3;
constexpr int moves = 400;
constexpr int bareMoves = 100;
constexpr QSize usual{1920, 1080};
/// Holds the time at which the program was started.
constexpr const char* startedVariable = "LONGPEAK_BENCH_STARTED";

double now() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Polyline {
    QVector<double> x;
    QVector<double> y;
    QPen pen;
    QBrush fill;
    bool isFilledToLast = false; ///< to the line before it
    bool isPath = false;
    QCPScatterStyle points;
};

/// What a figure showed after a move, to be drawn again by bare QCustomPlot.
struct Polylines {
    std::vector<Polyline> lines;
    QRect place; ///< in the window
    QCPRange x;
    QCPRange y;
    bool isLogX = false;
    bool isLogY = false;
};

/// A page in which the context is dragged, and what it is dragged in.
struct Dragged {
    MainWindow* window = nullptr;
    const char* page = nullptr;
    CostModel costModel = CostModel::Paper;
    double users = 3;
    QSize size = usual;
    int move = 0;
    std::vector<double> seconds{};                  ///< of each move
    std::vector<std::vector<Polylines>> recorded{}; ///< of the first moves, each figure's
    QList<FigureView*> views{};
    int figures = 0; ///< those that are drawn at each move
    int drawn = 0;   ///< of them, since the move began
    double drawingMs = 0;
    std::vector<double> drawings{}; ///< that, of each move
};

void show(Dragged& d) {
    ScenarioStore& store = d.window->store();
    store.edit(*findParameter("cost_model"), d.costModel == CostModel::Paper ? 0 : 1);
    store.edit(*findParameter("users"), d.users);
    d.window->resize(d.size);
    d.window->workspace().showPage(QLatin1String(d.page));
    d.window->refresher().flush();
    QApplication::processEvents();
    const QList<FigureView*> views = d.window->workspace().current().findChildren<FigureView*>();
    std::ranges::copy_if(views, std::back_inserter(d.views),
                         [](FigureView* view) { return view->isVisible() && view->figure() != nullptr; });
    // Figures of the simulation are drawn when it is ready; until then they stay, pale. Measurements stay as they are.
    d.figures = static_cast<int>(std::ranges::count_if(d.views, [](FigureView* view) {
        const FigureKind& kind = *findFigureKind(view->figure()->id);
        return !kind.needsSessions && !kind.ofCatalogue;
    }));
    QObject::connect(&d.window->workspace(), &Workspace::redrawn, d.window, [&d](double ms) {
        ++d.drawn;
        d.drawingMs += ms;
    });
}

Polyline polylineOf(const Series& series, const std::vector<double>& values) {
    Polyline line{.x = {series.x.begin(), series.x.end()}, .y = {values.begin(), values.end()}};
    const Theme& theme = themeOf(Appearance::Light);
    if (series.form == Form::Area)
        line.pen = QPen(Qt::NoPen);
    else if (series.form == Form::Points)
        line.points = QCPScatterStyle(markerOf(theme, series, 3.5), QPen(theme.surface), theme.role(series.role), 6);
    else
        line.pen = linePen(theme, series);
    return line;
}

Polylines polylinesOf(const FigureView& view, const MainWindow& window) {
    const Figure& figure = *view.figure();
    Polylines out{.place = {view.mapTo(&window, QPoint()), view.size()},
                  .x = {figure.x.minimum, figure.x.maximum},
                  .y = {figure.y.minimum, figure.y.maximum},
                  .isLogX = figure.x.scale == AxisScale::Log,
                  .isLogY = figure.y.scale == AxisScale::Log};
    for (const Series& series : figure.series) {
        if (series.form == Form::Bars || series.form == Form::Spans) continue;
        if (series.form == Form::Area) out.lines.push_back(polylineOf(series, series.base));
        out.lines.push_back(polylineOf(series, series.y));
        out.lines.back().isPath = series.form == Form::Path;
        if (series.form != Form::Area) continue;
        out.lines.back().fill = themeOf(Appearance::Light).role(series.role, series.shade);
        out.lines.back().isFilledToLast = true;
    }
    return out;
}

/// From 4K up to 1M and back, as a hand drags: through "not even one user fits" and out of it again.
void moveOnce(Dragged& d, benchmark::State& state) {
    std::vector<int> before;
    for (const FigureView* view : std::as_const(d.views)) before.push_back(view->redraws());
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
    d.seconds.push_back(spentMs * 1e-3);
    d.drawings.push_back(d.drawingMs);
    if (d.recorded.size() < bareMoves) {
        auto& figures = d.recorded.emplace_back();
        for (const FigureView* view : std::as_const(d.views)) figures.push_back(polylinesOf(*view, *d.window));
    }
    const Snapshot& snapshot = *d.window->refresher().snapshot();
    state.counters["evaluate"] = snapshot.evaluateMs;
    state.counters["build"] = snapshot.figuresMs;
    state.counters["draw"] = d.drawingMs;
    state.counters["rest"] = spentMs - snapshot.evaluateMs - snapshot.figuresMs - d.drawingMs; // widgets, paint events
    for (qsizetype i = 0; i < d.views.size(); ++i)
        state.counters["redraws of " + d.views[i]->figure()->id] = d.views[i]->redraws() -
                                                                   before[static_cast<std::size_t>(i)];
}

/// A window with a plot for each figure of a page.
struct Bare {
    std::unique_ptr<QWidget> window;
    std::vector<QCustomPlot*> plots;
    std::size_t move = 0;
    std::size_t drawn = 0;
};

void showBare(Bare& bare, const Dragged& d) {
    bare.window = std::make_unique<QWidget>();
    bare.window->resize(d.size);
    for (const Polylines& figure : d.recorded.front()) {
        auto* plot = new QCustomPlot(bare.window.get());
        plot->setGeometry(figure.place);
        for (const auto& [isLog, axis] :
             {std::pair(figure.isLogX, plot->xAxis), std::pair(figure.isLogY, plot->yAxis)}) {
            if (!isLog) continue;
            axis->setScaleType(QCPAxis::stLogarithmic);
            axis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
        }
        QObject::connect(plot, &QCustomPlot::afterReplot, plot, [&bare] { ++bare.drawn; });
        bare.plots.push_back(plot);
    }
    bare.window->show();
    QApplication::processEvents();
}

void drawPath(QCustomPlot& plot, const Polyline& line) {
    auto* curve = new QCPCurve(plot.xAxis, plot.yAxis);
    curve->setData(line.x, line.y);
    curve->setPen(line.pen);
}

void drawGraph(QCustomPlot& plot, const Polyline& line) {
    QCPGraph& graph = *plot.addGraph();
    graph.setData(line.x, line.y, true);
    graph.setPen(line.pen);
    graph.setBrush(line.fill);
    if (line.isFilledToLast) graph.setChannelFillGraph(plot.graph(plot.graphCount() - 2));
    graph.setLineStyle(line.points.isNone() ? QCPGraph::lsLine : QCPGraph::lsNone);
    graph.setScatterStyle(line.points);
}

void drawBare(QCustomPlot& plot, const Polylines& figure) {
    plot.clearPlottables();
    for (const Polyline& line : figure.lines) line.isPath ? drawPath(plot, line) : drawGraph(plot, line);
    plot.xAxis->setRange(figure.x);
    plot.yAxis->setRange(figure.y);
    plot.replot(QCustomPlot::rpQueuedReplot);
}

void moveBare(Bare& bare, const Dragged& d, benchmark::State& state) {
    const std::vector<Polylines>& figures = d.recorded[bare.move++];
    bare.drawn = 0;
    QElapsedTimer timer;
    timer.start();
    for (std::size_t i = 0; i < bare.plots.size(); ++i) drawBare(*bare.plots[i], figures[i]);
    do QApplication::processEvents();
    while (bare.drawn < bare.plots.size());
    QApplication::processEvents();
    const double spent = static_cast<double>(timer.nsecsElapsed()) * 1e-9;
    state.SetIterationTime(spent);
    double drawingMs = 0;
    for (const QCustomPlot* plot : bare.plots) drawingMs += plot->replotTime();
    state.counters["figures over bare"] = bench::percentile(d.drawings, 0.5) / drawingMs;
    state.counters["page over bare"] = bench::percentile(d.seconds, 0.5) / spent;
}

void measureBare(const std::string& name, const std::shared_ptr<Dragged>& d) {
    const auto drag = [d, bare = std::make_shared<Bare>()](benchmark::State& state) {
        const auto hasLines = [](const Polylines& figure) { return !figure.lines.empty(); };
        if (d->recorded.empty() || std::ranges::none_of(d->recorded.front(), hasLines))
            return state.SkipWithError("the page was not measured, or has no lines");
        if (bare->move == 0) showBare(*bare, *d);
        for (auto _ : state) moveBare(*bare, *d, state);
        if (bare->move == bareMoves) bare->window.reset();
    };
    benchmark::RegisterBenchmark(name.c_str(), drag)
        ->Iterations(1)
        ->Repetitions(bareMoves)
        ->ReportAggregatesOnly(true)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
}

void measureMoves(const std::string& name, const Dragged& dragged, bool besideBare = true) {
    const auto shared = std::make_shared<Dragged>(dragged);
    const auto drag = [d = shared](benchmark::State& state) {
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
    if (besideBare) measureBare(name + ", bare QCustomPlot", shared);
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
    window.resize(usual);
    measureFirstFrame(window);
    pinSome(window, *scenario);
    for (const CostModel costModel : {CostModel::Paper, CostModel::Operators}) {
        const std::string by = costModel == CostModel::Paper ? "the paper's model" : "the operators model";
        for (const char* page :
             {"overview", "memory", "latency", "roofline", "road", "compare", "sensitivity", "conventions", "evidence"})
            measureMoves(by + ", " + page + ": slider move to pixels", {&window, page, costModel});
        for (const char* page : {"overview", "sessions"})
            measureMoves(by + ", 50 users, " + page + ": slider move to pixels", {&window, page, costModel, 50}, false);
    }
    for (const char* page : {"overview", "memory", "latency", "roofline", "road", "compare"})
        measureMoves(std::string("3840 x 2160, ") + page + ": slider move to pixels",
                     {.window = &window, .page = page, .size = {3840, 2160}});
    return bench::run(argc, argv, bench::RatioReporter({"median", "p95"}, frame));
}
