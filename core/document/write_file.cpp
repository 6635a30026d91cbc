// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/write_file.h"

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <random>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

// Through the system's own calls (POSIX.1-2017), since the streams of C++ know neither fsync nor why they failed.

namespace longpeak {
namespace {

namespace fs = std::filesystem;

constexpr mode_t usualPermissions = 0666; // less the user's mask

Text reasonOf(int error) {
    switch (error) {
    case ENOSPC: return LP_TEXT("fault", "the disk is full");
    case EDQUOT: return LP_TEXT("fault", "the user's share of the disk is used up");
    case EROFS: return LP_TEXT("fault", "the disk is read-only");
    case EACCES:
    case EPERM: return LP_TEXT("fault", "permission denied");
    case ENOENT: return LP_TEXT("fault", "its folder does not exist");
    case ENOTDIR: return LP_TEXT("fault", "what should be its folder is a file");
    case ENAMETOOLONG: return LP_TEXT("fault", "the name is too long");
    case EFBIG: return LP_TEXT("fault", "the file would be larger than is allowed");
    case EISDIR: return LP_TEXT("fault", "it is a directory, not a file");
    case ENXIO: return LP_TEXT("fault", "nobody reads the pipe");
    case EIO: return LP_TEXT("fault", "the disk reports an error");
    default: return verbatim(std::generic_category().message(error)); // the system's own words
    }
}

Fault unwritten(const std::string& path, int error) {
    return {path, "/", LP_TEXT("fault", "cannot be written: %1")(reasonOf(error))};
}

/// An open file; what fails gives the error's number, 0 being none.
class Descriptor {
public:
    Descriptor(const fs::path& path, int flags) : m_number(::open(path.c_str(), flags | O_CLOEXEC, usualPermissions)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (isOpen()) ::close(m_number);
    }

    bool isOpen() const { return m_number >= 0; }

    int write(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t done = ::write(m_number, bytes.data(), bytes.size());
            if (done < 0 && errno != EINTR) return errno;
            if (done > 0) bytes.remove_prefix(static_cast<std::size_t>(done));
        }
        return 0;
    }
    /// Some file systems have nothing to bring to a disk, and say so.
    int synchronise() const { return ::fsync(m_number) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno; }
    /// From here on writing takes as long as it takes.
    int wait() const { return ::fcntl(m_number, F_SETFL, O_WRONLY) == 0 ? 0 : errno; }
    int permit(mode_t permissions) const { return ::fchmod(m_number, permissions) == 0 ? 0 : errno; }
    /// A network's file system may say only here that there was no space.
    int close() {
        const int closed = ::close(m_number);
        m_number = -1;
        return closed == 0 || errno == EINTR ? 0 : errno;
    }

private:
    int m_number;
};

/// As it is, for devices and pipes. A pipe that nobody reads is not waited for: ENXIO.
int writeThrough(const fs::path& path, std::string_view bytes) {
    Descriptor file(path, O_WRONLY | O_TRUNC | O_NONBLOCK);
    if (!file.isOpen()) return errno;
    if (const int error = file.wait()) return error;
    if (const int error = file.write(bytes)) return error;
    return file.close();
}

int fill(Descriptor& file, std::string_view bytes, const struct stat* permissionsOf) {
    if (const int error = file.write(bytes)) return error;
    if (permissionsOf != nullptr)
        if (const int error = file.permit(permissionsOf->st_mode & 07777U)) return error;
    if (const int error = file.synchronise()) return error;
    return file.close();
}

/// `part`, on the disk with these bytes, in the place of `target`; or nothing of it.
int replace(const fs::path& target, const fs::path& part, std::string_view bytes, const struct stat* permissionsOf) {
    Descriptor file(part, O_WRONLY | O_CREAT | O_EXCL);
    if (!file.isOpen()) return errno;
    int error = fill(file, bytes, permissionsOf);
    if (error == 0 && ::rename(part.c_str(), target.c_str()) != 0) error = errno;
    if (error != 0) ::unlink(part.c_str());
    return error;
}

fs::path folderOf(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// The change of a name is on the disk once its folder is. Where a folder cannot be opened, the bytes are safe all the same.
void synchroniseFolder(const fs::path& file) {
    const Descriptor descriptor(folderOf(file), O_RDONLY | O_DIRECTORY);
    if (descriptor.isOpen()) static_cast<void>(descriptor.synchronise());
}

constexpr std::string_view partSuffix = ".part";

/// A file beside the target that nobody else writes to.
fs::path besides(const fs::path& target) {
    fs::path path = target;
    path += "." + std::to_string(std::random_device()());
    path += partSuffix;
    return path;
}

/// Whether the name is one that besides() gives.
bool isBesides(std::string_view name, std::string_view target) {
    if (!name.starts_with(target) || !name.ends_with(partSuffix)) return false;
    if (name.size() < target.size() + 2 + partSuffix.size() || name[target.size()] != '.') return false;
    const std::string_view number = name.substr(target.size() + 1, name.size() - target.size() - 1 - partSuffix.size());
    return number.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Removes what was left beside the target when the program was killed, but nothing that somebody may still write to.
void removeAbandoned(const fs::path& target) {
    constexpr std::chrono::hours abandoned{1};
    std::error_code none;
    const auto now = fs::file_time_type::clock::now();
    for (fs::directory_iterator each(folderOf(target), none); !none && each != fs::directory_iterator();
         each.increment(none)) {
        if (!isBesides(each->path().filename().native(), target.filename().native())) continue;
        const auto written = each->last_write_time(none);
        if (!none && now - written > abandoned) fs::remove(each->path(), none);
        none.clear();
    }
}

} // namespace

Result<Done> writeFile(const std::string& path, std::string_view bytes) {
    if (path.empty())
        return Fault{path, "/", LP_TEXT("fault", "cannot be written: %1")(LP_TEXT("fault", "it is no name of a file"))};
    struct stat before {};
    const bool exists = ::stat(path.c_str(), &before) == 0;
    if (exists && S_ISDIR(before.st_mode)) return unwritten(path, EISDIR);
    if (exists && !S_ISREG(before.st_mode)) {
        if (const int error = writeThrough(path, bytes)) return unwritten(path, error);
        return Done{};
    }
    if (exists && ::access(path.c_str(), W_OK) != 0)
        return unwritten(path, errno); // its folder would let it be replaced
    std::error_code none;
    const bool isLink = fs::is_symlink(fs::symlink_status(path, none));
    const fs::path target = isLink ? fs::weakly_canonical(path, none) : fs::path(path);
    if (const int error = replace(target, besides(target), bytes, exists ? &before : nullptr))
        return unwritten(path, error);
    synchroniseFolder(target);
    removeAbandoned(target);
    return Done{};
}

Result<std::string> setAside(const std::string& path) {
    std::error_code none;
    std::string aside = path + ".damaged";
    for (int number = 2; fs::exists(fs::symlink_status(aside, none)); ++number)
        aside = path + ".damaged-" + std::to_string(number);
    if (::rename(path.c_str(), aside.c_str()) != 0)
        return Fault{path, "/", LP_TEXT("fault", "cannot be set aside: %1")(reasonOf(errno))};
    return aside;
}

} // namespace longpeak
