// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "registry.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// The order of the rooms, which are the folders of the sources: a room includes itself and those above it in the list,
// never one below. A folder that the list does not have is refused, so a new room says where it stands.

namespace longpeak {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 24> rooms{
    "core/quantity",
    "core/text",
    "core", // results, faults, sources
    "core/document",
    "core/compression",
    "core/hardware",
    "core/model",
    "core/measurement",
    "core/preset",
    "core/scenario",
    "core/cost",
    "core/evidence",
    "core/session",
    "core/explore",
    "core/figure",
    "ui",
    "ui/theme",
    "ui/plot",
    "ui/state",
    "ui/export",
    "ui/control",
    "ui/editor",
    "ui/page",
    "app",
};

const fs::path& root() {
    static const fs::path found = fs::canonical(fs::path(LONGPEAK_TEST_DATA) / ".." / "..");
    return found;
}

/// The room of a file that is named from the root: its folder, of which only the first two parts count.
std::string roomOf(const fs::path& file) {
    std::string room;
    int depth = 0;
    for (const fs::path& part : file.parent_path())
        if (depth++ < 2) room += (room.empty() ? "" : "/") + part.string();
    return room;
}

/// Where a quoted include leads, named from the root; nothing where no file is there.
std::optional<fs::path> resolved(const fs::path& file, const std::string& include) {
    for (const fs::path& folder : {file.parent_path(), fs::path("core"), fs::path("ui"), fs::path("app")})
        if (fs::exists(root() / folder / include)) return (folder / include).lexically_normal();
    return std::nullopt;
}

/// Empty where a file of the one room may include a file of the other, else the reason.
std::string whyNot(std::string_view from, std::string_view to) {
    const auto below = std::ranges::find(rooms, from);
    const auto above = std::ranges::find(rooms, to);
    if (below == rooms.end()) return "the room " + std::string(from) + " has no place in the order";
    if (above == rooms.end()) return "the room " + std::string(to) + " has no place in the order";
    return above <= below ? std::string() : std::string(from) + " must not know of " + std::string(to);
}

/// The same of a header of a library.
std::string whyNotLibrary(std::string_view from, const std::string& header) {
    const bool isQt = header.size() > 1 && header[0] == 'Q' && header[1] >= 'A' && header[1] <= 'Z';
    if (isQt && from.starts_with("core")) return "core does without Qt";
    if (header == "qcustomplot.h" && from != "ui/plot" && from != "ui/export")
        return "plots are drawn in ui/plot and ui/export alone";
    return {};
}

struct Include {
    std::string name;
    bool quoted = false;
};

std::vector<Include> includesOf(const fs::path& file) {
    static const std::regex pattern("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"].*");
    std::ifstream in(root() / file);
    std::vector<Include> found;
    std::smatch match;
    for (std::string line; std::getline(in, line);)
        if (std::regex_match(line, match, pattern)) found.push_back({match[2], match[1] == "\""});
    return found;
}

/// Every source file, named from the root.
std::vector<fs::path> sources() {
    std::vector<fs::path> files;
    for (const char* top : {"core", "ui", "app"})
        for (const auto& entry : fs::recursive_directory_iterator(root() / top))
            if (entry.path().extension() == ".h" || entry.path().extension() == ".cpp")
                files.push_back(entry.path().lexically_relative(root()));
    return files;
}

class RoomsTest : public QObject {
    Q_OBJECT

private slots:
    void allHaveAPlace();
    void includeNoneBelow();
    void refusesArrowsBack();
};

void RoomsTest::allHaveAPlace() {
    std::set<std::string> there;
    for (const fs::path& file : sources()) there.insert(roomOf(file));
    QVERIFY((there == std::set<std::string>(rooms.begin(), rooms.end())));
}

void RoomsTest::includeNoneBelow() {
    QStringList wrong;
    int arrows = 0;
    for (const fs::path& file : sources()) {
        for (const Include& include : includesOf(file)) {
            std::string reason;
            if (!include.quoted)
                reason = whyNotLibrary(roomOf(file), include.name);
            else if (const auto target = resolved(file, include.name))
                reason = whyNot(roomOf(file), roomOf(*target));
            else if (!include.name.ends_with(".moc")) // those are made in the build
                reason = "there is no such file";
            ++arrows;
            if (!reason.empty()) wrong << QString::fromStdString(file.string() + ": " + include.name + ": " + reason);
        }
    }
    QVERIFY(arrows > 1000); // they were read at all
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
}

void RoomsTest::refusesArrowsBack() {
    QVERIFY(whyNot("core/cost", "core/model").empty());
    QVERIFY(whyNot("core/cost", "core/cost").empty());
    QVERIFY(whyNot("core/preset", "core/scenario") == "core/preset must not know of core/scenario");
    QVERIFY(whyNot("core/figure", "ui/theme") == "core/figure must not know of ui/theme");
    QVERIFY(whyNot("core/attic", "core") == "the room core/attic has no place in the order");
    QVERIFY(roomOf("core/model/hugging_face/parts.h") == "core/model");
    QVERIFY(whyNotLibrary("core/cost", "QString") == "core does without Qt");
    QVERIFY(whyNotLibrary("ui/page", "QString").empty());
    QVERIFY(!whyNotLibrary("ui/page", "qcustomplot.h").empty());
    QVERIFY(whyNotLibrary("ui/plot", "qcustomplot.h").empty());
}

} // namespace
} // namespace longpeak

LONGPEAK_TEST(longpeak::RoomsTest)
#include "rooms_test.moc"
