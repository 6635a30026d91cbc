// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "document/carrier.h"
#include "text/escape.h"

#include <cstdint>
#include <string>

#include <zlib.h>

// The smallest pictures that can carry a document, made by hand.

namespace longpeak::fuzz {

inline const std::string pngSignature("\x89PNG\r\n\x1a\n");

inline std::string bigEndian(std::uint32_t value) {
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xff);
    return out;
}

inline std::string pngChunk(const std::string& type, const std::string& data) {
    const std::string body = type + data;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    return bigEndian(static_cast<std::uint32_t>(data.size())) + body + bigEndian(static_cast<std::uint32_t>(sum));
}

inline std::string packed(const std::string& text) {
    std::string out(compressBound(text.size()), '\0');
    uLongf size = out.size();
    compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size());
    out.resize(size);
    return out;
}

/// Of one grey pixel.
inline const std::string pngHeader = pngChunk("IHDR", std::string("\0\0\0\1\0\0\0\1\b\0\0\0\0", 13));

inline std::string png(const std::string& textChunk) {
    return pngSignature + pngHeader + textChunk + pngChunk("IDAT", "pixels") + pngChunk("IEND", "");
}

inline std::string svg(const std::string& inside) {
    return "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata>" + inside +
           "</metadata><text>1</text></svg>";
}

inline std::string xmlElement(const std::string& text) {
    return "<longpeak:figure xmlns:longpeak=\"urn:longpeak:figure\">" + escapedXml(text) + "</longpeak:figure>";
}

inline std::string pdf(const std::string& inside) {
    return "%PDF-1.4\n1 0 obj\nstream\n<?xpacket begin=\"\" id=\"x\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">" + inside +
           "</x:xmpmeta><?xpacket end=\"r\"?>\nendstream\ntrailer\n%%EOF\n";
}

} // namespace longpeak::fuzz
