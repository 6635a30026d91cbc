// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <malloc.h>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// What the benchmarks share. Times of a machine say little, so each is also told as a ratio to a base, measured in the
// same run. Run by hand, with the options of Google Benchmark; nothing is asserted.

namespace longpeak::bench {

/// A benchmark whose name begins so is the base of those that are run after it.
inline constexpr std::string_view baseMark = "base: ";

/// How many things one round of a benchmark works on; ratios are of one thing.
inline constexpr const char* itemsCounter = "items";

inline double best(const std::vector<double>& values) {
    return *std::ranges::min_element(values);
}

inline double worst(const std::vector<double>& values) {
    return *std::ranges::max_element(values);
}

/// The value that so many of them do not exceed.
inline double percentile(std::vector<double> values, double share) {
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

/// A benchmark whose rounds all call `work`, which returns what it computed. Of a few runs the best is told: what
/// disturbs only ever slows down.
template <typename Work>
benchmark::internal::Benchmark* measure(const std::string& name, double items, Work work) {
    return benchmark::RegisterBenchmark(name.c_str(),
                                        [=](benchmark::State& state) mutable {
                                            for (auto _ : state) benchmark::DoNotOptimize(work());
                                            if (items != 1) state.counters[itemsCounter] = items;
                                        })
        ->Repetitions(5)
        ->MinTime(0.05)
        ->Unit(benchmark::kMillisecond)
        ->ComputeStatistics("best", best);
}

/// The console's table, of the statistics wanted alone, with the ratio to the base.
class RatioReporter : public benchmark::ConsoleReporter {
public:
    /// `base` in seconds, until a benchmark sets another; 0 = none.
    explicit RatioReporter(std::vector<std::string> statistics, double base = 0)
        : ConsoleReporter(OO_None), m_statistics(std::move(statistics)), m_base(base) {}

    void ReportRuns(const std::vector<Run>& runs) override {
        std::vector<Run> shown;
        for (const Run& run : runs)
            if (run.error_occurred || isWanted(run)) shown.push_back(withRatio(run));
        if (!shown.empty()) ConsoleReporter::ReportRuns(shown);
    }

private:
    /// What ran once has no statistics.
    bool isWanted(const Run& run) const {
        if (run.aggregate_name.empty()) return run.repetitions <= 1;
        return std::ranges::find(m_statistics, run.aggregate_name) != m_statistics.end();
    }

    Run withRatio(Run run) {
        auto& name = run.run_name;
        const bool manual = !name.time_type.empty();
        // How it is measured is the same for all of a program.
        for (std::string* part : {&name.min_time, &name.iterations, &name.repetitions, &name.time_type}) part->clear();
        const auto items = run.counters.find(itemsCounter);
        double each = (manual ? run.GetAdjustedRealTime() : run.GetAdjustedCPUTime()) /
                      benchmark::GetTimeUnitMultiplier(run.time_unit);
        if (items != run.counters.end()) each /= items->second.value;
        if (name.function_name.starts_with(baseMark)) m_base = each;
        if (m_base > 0) run.counters["ratio"] = each / m_base;
        return run;
    }

    std::vector<std::string> m_statistics;
    double m_base;
};

constexpr int keptMemory = 1 << 30;

/// Runs what is registered and chosen by the arguments. Status of the program.
inline int run(int argc, char** argv, RatioReporter&& reporter) {
    // Memory of one round is there for the next: how fast the system takes and gives pages is not measured.
    mallopt(M_MMAP_THRESHOLD, keptMemory);
    mallopt(M_TRIM_THRESHOLD, keptMemory);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    return benchmark::RunSpecifiedBenchmarks(&reporter) > 0 ? 0 : 1;
}

} // namespace longpeak::bench
