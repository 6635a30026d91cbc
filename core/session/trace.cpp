// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "session/trace.h"

#include "quantity/format.h"

#include <cmath>
#include <string_view>
#include <utility>

namespace longpeak {
namespace {

constexpr int userProcess = 1;
constexpr int deploymentProcess = 2;

long long microseconds(Seconds time) {
    return std::llround(time.si() * 1e6);
}

/// Written directly, one event a line: there may be a million. No text in it needs escaping.
class TraceWriter {
public:
    /// Names a process or thread, and says where it stands among others.
    void name(std::string_view kind, int process, int thread, const std::string& text) {
        const std::string head = R"({"ph":"M","pid":)" + std::to_string(process) + R"(,"tid":)" +
                                 std::to_string(thread) + R"(,"name":")" + std::string(kind);
        line(head + R"(_name","args":{"name":")" + text + R"("}})");
        const int index = kind == "process" ? process : thread;
        line(head + R"(_sort_index","args":{"sort_index":)" + std::to_string(index) + "}}");
    }

    /// What fills a time.
    void complete(int process, int thread, Activity activity, Seconds start, Seconds end, const std::string& args) {
        const long long begins = microseconds(start);
        line(R"({"ph":"X","pid":)" + std::to_string(process) + R"(,"tid":)" + std::to_string(thread) + R"(,"ts":)" +
             std::to_string(begins) + R"(,"dur":)" + std::to_string(microseconds(end) - begins) + R"(,"name":")" +
             std::string(nameOf(activity)) + R"(","args":{)" + args + "}}");
    }

    void counter(std::string_view name, Seconds time, Bytes bytes) {
        line(R"({"ph":"C","pid":)" + std::to_string(deploymentProcess) + R"(,"ts":)" +
             std::to_string(microseconds(time)) + R"(,"name":")" + std::string(name) + R"(","args":{"bytes":)" +
             formatPlain(bytes.si()) + "}}");
    }

    std::string take() && { return R"({"displayTimeUnit":"ms","traceEvents":[)" + std::move(m_lines) + "\n]}\n"; }

private:
    void line(std::string_view event) {
        m_lines += m_lines.empty() ? "\n" : ",\n";
        m_lines += event;
    }

    std::string m_lines;
};

void writeUsers(TraceWriter& trace, const Simulation& simulation) {
    trace.name("process", userProcess, 0, "users");
    for (int user = 0; user < simulation.users; user += simulation.everyUser)
        trace.name("thread", userProcess, user + 1, "user " + std::to_string(user + 1));
    for (const UserPhase& phase : simulation.phases)
        trace.complete(userProcess, phase.user + 1, phase.activity, phase.start, phase.end,
                       R"("round":)" + std::to_string(phase.round) + R"(,"session":)" + std::to_string(phase.session));
}

void writeLane(TraceWriter& trace, int thread, const std::string& name, const std::vector<Task>& lane) {
    trace.name("thread", deploymentProcess, thread, name);
    for (const Task& work : lane)
        trace.complete(deploymentProcess, thread, work.activity, work.start, work.end,
                       R"("users":)" + std::to_string(work.users));
}

void writeMemory(TraceWriter& trace, const Simulation& simulation) {
    for (const Occupancy& now : simulation.occupancy) {
        trace.counter("HBM", now.time, now.hbm);
        trace.counter("DDR", now.time, now.host);
    }
}

} // namespace

std::string writeTrace(const Simulation& simulation) {
    TraceWriter trace;
    writeUsers(trace, simulation);
    trace.name("process", deploymentProcess, 0, "deployment");
    // Numbers that no user has: some viewers look a thread up by its number alone.
    writeLane(trace, simulation.users + 1, "GPU", simulation.gpu);
    writeLane(trace, simulation.users + 2, "host link", simulation.link);
    writeMemory(trace, simulation);
    return std::move(trace).take();
}

} // namespace longpeak
