// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/carrier.h"

#include "document/document.h"

#include <png.h>
#include <pugixml.hpp>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <memory>
#include <new>
#include <optional>

namespace longpeak {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view pngSignature = "\x89PNG\r\n\x1a\n"sv;
constexpr std::string_view pdfSignature = "%PDF-"sv;
constexpr std::string_view byteOrderMark = "\xef\xbb\xbf"sv;

Fault faultOf(const std::string& file, Text reason) {
    return {file, "/", std::move(reason)};
}

Fault carriesNone(const std::string& file, std::string_view kind) {
    return faultOf(file, LP_TEXT("fault", "is a picture (%1) that carries no scenario of Longpeak")(verbatim(kind)));
}

Fault endsEarly(const std::string& file, std::string_view kind) {
    return faultOf(file, LP_TEXT("fault", "is a %1 that ends too early; the file is damaged")(verbatim(kind)));
}

/// Unpacks no more than a document may have; what is larger or damaged is nothing.
std::optional<std::string> inflated(std::string_view packed) {
    std::string out;
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return std::nullopt;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast,cppcoreguidelines-pro-type-const-cast): read only
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    std::array<Bytef, 1 << 14> part{};
    int status = Z_OK;
    while (status == Z_OK && out.size() <= maximumDocumentBytes) {
        stream.next_out = part.data();
        stream.avail_out = static_cast<uInt>(part.size());
        status = inflate(&stream, Z_NO_FLUSH);
        out.append(part.begin(), part.end() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (status != Z_STREAM_END || out.size() > maximumDocumentBytes) return std::nullopt;
    return out;
}

/// Up to the next zero byte, which is taken away with it.
std::optional<std::string_view> takeField(std::string_view& rest) {
    const auto end = rest.find('\0');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view field = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return field;
}

/// The text of a tEXt, zTXt or iTXt chunk, behind its keyword.
std::optional<std::string> textOf(std::string_view type, std::string_view rest) {
    if (type == "tEXt") return std::string(rest);
    if (type == "zTXt") return rest.empty() || rest[0] != 0 ? std::nullopt : inflated(rest.substr(1));
    if (rest.size() < 2) return std::nullopt;
    const bool isPacked = rest[0] == 1;
    rest.remove_prefix(2);                                         // whether and how it is packed
    if (!takeField(rest) || !takeField(rest)) return std::nullopt; // language, translated keyword
    return isPacked ? inflated(rest) : std::string(rest);
}

/// What libpng reads from, and what it met there. An error of libpng leaves its calls by longjmp, so nothing in here and
/// nothing in the functions that it calls has a destructor.
struct PngReading {
    std::string_view rest;
    bool endsEarly = false;
    std::array<char, 100> error{}; ///< why libpng gave up
    bool isWarned = false;         ///< of the chunk being read: its checksum does not match
    std::string_view type;         ///< of the chunk that carries the document; empty = none met
    std::string_view content;      ///< what stands in it behind the keyword
    bool isDamaged = false;
};

PngReading& readingOf(png_voidp pointer) {
    return *static_cast<PngReading*>(pointer);
}

void takeBytes(png_structp png, png_bytep out, std::size_t size) {
    PngReading& reading = readingOf(png_get_io_ptr(png));
    reading.endsEarly = reading.rest.size() < size;
    if (reading.endsEarly) png_error(png, "ends too early");
    std::ranges::copy(reading.rest.substr(0, size), out);
    reading.rest.remove_prefix(size);
}

/// Called with every chunk but IHDR and IEND, behind its checksum.
int takeChunk(png_structp png, png_unknown_chunkp chunk) {
    PngReading& reading = readingOf(png_get_user_chunk_ptr(png));
    constexpr std::size_t word = 4; // bytes of a type and of a checksum
    std::string_view content(reading.rest.data() - word - chunk->size, chunk->size);
    const std::string_view type(content.data() - word, word);
    const bool isText = type == "tEXt" || type == "zTXt" || type == "iTXt";
    if (isText && reading.type.empty() && takeField(content) == carrierKeyword) {
        reading.type = type;
        reading.content = content;
        reading.isDamaged = reading.isWarned;
    }
    reading.isWarned = false;
    return 1; // libpng keeps nothing of it
}

void noteWarning(png_structp png, png_const_charp /*message*/) {
    readingOf(png_get_error_ptr(png)).isWarned = true;
}

void noteError(png_structp png, png_const_charp message) {
    PngReading& reading = readingOf(png_get_error_ptr(png));
    std::snprintf(reading.error.data(), reading.error.size(), "%s", message);
    png_longjmp(png, 1);
}

/// Whether the chunks from the signature to IEND could be read.
bool readChunks(png_structp png, png_infop info) {
    if (setjmp(png_jmpbuf(png)) != 0) return false;
    png_read_info(png, info); // up to the pixels
    png_read_end(png, info);
    return true;
}

/// Finds the chunk that carries the document. libpng checks the order of the chunks, their lengths and checksums; it is
/// not let near their content: it would decode the pixels, and unpack every text of any keyword, each twice, and keep
/// them all. Damaged pixels do not matter.
bool readPng(std::string_view bytes, PngReading& reading) {
    reading.rest = bytes;
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, noteError, noteWarning);
    png_infop info = png == nullptr ? nullptr : png_create_info_struct(png);
    const auto destroy = [&](void*) { png_destroy_read_struct(&png, &info, nullptr); };
    const std::unique_ptr<png_struct, decltype(destroy)> owner(png, destroy);
    if (info == nullptr) throw std::bad_alloc();
    png_set_read_fn(png, &reading, takeBytes);
    png_set_read_user_chunk_fn(png, &reading, takeChunk);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1); // all others that libpng knows
    constexpr std::array<png_byte, 15> picture{"PLTE\0tRNS\0IDAT"};
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, picture.data(), 3);
    png_set_crc_action(png, PNG_CRC_QUIET_USE, PNG_CRC_WARN_DISCARD);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_chunk_malloc_max(png, bytes.size()); // no chunk is larger than the file
    return readChunks(png, info);
}

Result<std::string> ofPng(std::string_view bytes, const std::string& file) {
    PngReading reading;
    if (!readPng(bytes, reading)) {
        if (reading.endsEarly) return endsEarly(file, "PNG");
        return faultOf(file, LP_TEXT("fault", "is no whole %1: %2")(verbatim("PNG"), verbatim(reading.error.data())));
    }
    if (reading.type.empty()) return carriesNone(file, "PNG");
    if (reading.isDamaged)
        return faultOf(file, LP_TEXT("fault", "carries a scenario whose checksum does not match; the file is damaged"));
    auto text = textOf(reading.type, reading.content);
    if (!text)
        return faultOf(file, LP_TEXT("fault", "carries a scenario that cannot be unpacked, or unpacks to more than %1")(
                                 verbatim(formatEntry(maximumDocumentBytes, Unit::Bytes))));
    return *std::move(text);
}

struct ElementFinder : pugi::xml_tree_walker {
    bool for_each(pugi::xml_node& node) override { // NOLINT(readability-identifier-naming): the library's own name
        if (node.name() != carrierElement) return true;
        text = node.text().get();
        return false;
    }
    std::optional<std::string> text;
};

Result<std::string> ofXml(std::string_view xml, const std::string& file, std::string_view kind) {
    pugi::xml_document document;
    const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed)
        return faultOf(
            file, LP_TEXT("fault", "is no whole %1: %2, at byte %3")(verbatim(kind), verbatim(parsed.description()),
                                                                     plainAmount(static_cast<double>(parsed.offset))));
    ElementFinder finder;
    document.traverse(finder);
    if (!finder.text) return carriesNone(file, kind);
    return *std::move(finder.text);
}

Result<std::string> ofPdf(std::string_view bytes, const std::string& file) {
    constexpr std::size_t tail = 1024;
    if (bytes.substr(bytes.size() - std::min(tail, bytes.size())).find("%%EOF") == std::string_view::npos)
        return endsEarly(file, "PDF");
    constexpr std::string_view begin = "<?xpacket begin";
    constexpr std::string_view end = "<?xpacket end";
    // A beginning inside a packet makes no other one: the search goes on behind the end, so it passes each byte once.
    for (auto at = bytes.find(begin); at != std::string_view::npos;) {
        const auto start = bytes.find("?>", at);
        const auto stop = bytes.find(end, at);
        if (start == std::string_view::npos || stop == std::string_view::npos || start > stop) break;
        const std::string_view packet = bytes.substr(start + 2, stop - start - 2);
        if (packet.find(carrierElement) != std::string_view::npos) return ofXml(packet, file, "PDF");
        at = bytes.find(begin, stop);
    }
    return carriesNone(file, "PDF");
}

/// Markup with the element at its head; other markup is no picture.
bool isSvg(std::string_view bytes) {
    constexpr std::size_t head = 4096; // behind declarations and comments
    if (bytes.starts_with(byteOrderMark)) bytes.remove_prefix(byteOrderMark.size());
    const auto first = bytes.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && bytes[first] == '<' &&
           bytes.substr(0, head).find("<svg") != std::string_view::npos;
}

} // namespace

bool isPicture(std::string_view bytes) {
    return bytes.starts_with(pngSignature.substr(0, 4)) || bytes.starts_with(pdfSignature) || isSvg(bytes);
}

Result<std::string> carriedText(std::string_view bytes, const std::string& file) {
    if (bytes.starts_with(pngSignature)) return ofPng(bytes, file);
    if (bytes.starts_with(pdfSignature)) return ofPdf(bytes, file);
    if (isSvg(bytes)) return ofXml(bytes, file, "SVG");
    return endsEarly(file, "PNG");
}

} // namespace longpeak
