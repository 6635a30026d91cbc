// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/read_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

namespace longpeak {

Result<std::string> readFile(const std::string& path, FileKinds kinds) {
    namespace fs = std::filesystem;
    const auto refuse = [&](Text reason) { return Fault{path, "/", std::move(reason)}; };
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) return refuse(noSuchFile);
    if (fs::is_directory(status)) return refuse(LP_TEXT("fault", "is a directory, not a file"));
    if (kinds == FileKinds::Regular && !fs::is_regular_file(status)) // before it is opened, which may block
        return refuse(LP_TEXT("fault", "is not a regular file but a pipe or a device"));
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return refuse(LP_TEXT("fault", "cannot be opened for reading"));
    std::string text;
    std::array<char, 65536> chunk{};
    while (stream.read(chunk.data(), chunk.size()) || stream.gcount() > 0) {
        text.append(chunk.data(), static_cast<std::size_t>(stream.gcount()));
        if (text.size() > maximumDocumentBytes)
            return refuse(LP_TEXT("fault", "is larger than %1, no document of this program is")(
                amount(maximumDocumentBytes, Unit::Bytes)));
    }
    if (stream.bad()) return refuse(LP_TEXT("fault", "cannot be read to its end"));
    if (text.empty()) return refuse(LP_TEXT("fault", "is empty"));
    return text;
}

} // namespace longpeak
