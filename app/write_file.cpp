// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "write_file.h"

#include <filesystem>
#include <fstream>
#include <random>

namespace longpeak {
namespace {

namespace fs = std::filesystem;

bool isWritten(const fs::path& path, std::string_view text) {
    std::ofstream stream(path, std::ios::binary | std::ios::trunc);
    stream.write(text.data(), static_cast<std::streamsize>(text.size()));
    stream.close();
    return !stream.fail();
}

/// A file beside the target that nobody else writes to.
fs::path besides(const fs::path& target) {
    fs::path path = target;
    path += "." + std::to_string(std::random_device()()) + ".part";
    return path;
}

} // namespace

Result<Done> writeFile(const std::string& path, std::string_view text) {
    if (path.empty()) return Fault{path, "/", "is no name of a file"};
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_directory(status)) return Fault{path, "/", "is a directory, not a file"};
    const Fault unwritten{path, "/", "cannot be written"};
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        if (isWritten(path, text)) return Done{};
        return unwritten;
    }
    // The file behind a link is replaced, not the link.
    const fs::path target = fs::is_symlink(fs::symlink_status(path, error)) ? fs::weakly_canonical(path, error)
                                                                            : fs::path(path);
    const fs::path part = besides(target);
    bool done = isWritten(part, text);
    if (done && fs::exists(status)) fs::permissions(part, status.permissions(), error);
    if (done) {
        fs::rename(part, target, error);
        done = !error;
    }
    if (done) return Done{};
    fs::remove(part, error);
    return unwritten;
}

} // namespace longpeak
