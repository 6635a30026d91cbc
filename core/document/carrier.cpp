// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "document/carrier.h"

#include "document/document.h"

#include <pugixml.hpp>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

namespace longpeak {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view pngSignature = "\x89PNG\r\n\x1a\n"sv;
constexpr std::string_view pdfSignature = "%PDF-"sv;
constexpr std::string_view byteOrderMark = "\xef\xbb\xbf"sv;

Fault faultOf(const std::string& file, std::string reason) {
    return {file, "/", std::move(reason)};
}

Fault carriesNone(const std::string& file, std::string_view kind) {
    return faultOf(file, "is a picture (" + std::string(kind) + ") that carries no scenario of Longpeak");
}

Fault endsEarly(const std::string& file, std::string_view kind) {
    return faultOf(file, "is a " + std::string(kind) + " that ends too early; the file is damaged");
}

std::uint32_t bigEndian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char c : bytes.substr(0, 4)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

const Bytef* zBytes(std::string_view bytes) {
    return reinterpret_cast<const Bytef*>(bytes.data()); // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast): zlib
}

/// Unpacks no more than a document may have; what is larger or damaged is nothing.
std::optional<std::string> inflated(std::string_view packed) {
    std::string out;
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return std::nullopt;
    stream.next_in = const_cast<Bytef*>(zBytes(packed)); // NOLINT(cppcoreguidelines-pro-type-const-cast): read only
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

Result<std::string> ofPng(std::string_view bytes, const std::string& file) {
    std::string_view rest = bytes.substr(pngSignature.size());
    std::optional<std::string> found;
    while (true) {
        if (rest.size() < 12) return endsEarly(file, "PNG");
        const std::size_t length = bigEndian(rest);
        if (rest.size() - 12 < length) return endsEarly(file, "PNG");
        const std::string_view type = rest.substr(4, 4);
        std::string_view data = rest.substr(8, length);
        if (type == "IEND") break;
        const bool isText = type == "tEXt" || type == "zTXt" || type == "iTXt";
        if (isText && !found && takeField(data) == carrierKeyword) {
            const auto checked = crc32(0, zBytes(rest.substr(4)), static_cast<uInt>(length + 4));
            if (checked != bigEndian(rest.substr(8 + length)))
                return faultOf(file, "carries a scenario whose checksum does not match; the file is damaged");
            found = textOf(type, data);
            if (!found)
                return faultOf(file, "carries a scenario that cannot be unpacked, or unpacks to more than " +
                                         std::to_string(maximumDocumentBytes / 1'000'000) + " MB");
        }
        rest.remove_prefix(12 + length);
    }
    if (!found) return carriesNone(file, "PNG");
    return *std::move(found);
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
        return faultOf(file, "is no whole " + std::string(kind) + ": " + parsed.description() + ", at byte " +
                                 std::to_string(parsed.offset));
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
    for (auto at = bytes.find(begin); at != std::string_view::npos; at = bytes.find(begin, at + 1)) {
        const auto start = bytes.find("?>", at);
        const auto stop = bytes.find(end, at);
        if (start == std::string_view::npos || stop == std::string_view::npos || start > stop) break;
        const std::string_view packet = bytes.substr(start + 2, stop - start - 2);
        if (packet.find(carrierElement) != std::string_view::npos) return ofXml(packet, file, "PDF");
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

std::string escapedXml(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    }
    return out;
}

} // namespace longpeak
