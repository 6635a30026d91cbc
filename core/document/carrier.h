// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "result.h"

#include <string>
#include <string_view>

// Exported pictures carry the document they were made from: PNG in a text chunk "longpeak" (tEXt, zTXt or iTXt, PNG
// specification 11.3.4), SVG in <metadata>, PDF in its XMP packet, which is found by its marks as the XMP specification
// (part 1, 7.4) lays down, so that no PDF need be taken apart.

namespace longpeak {

inline constexpr std::string_view carrierKeyword = "longpeak";
/// Name of the XML element that holds the document in SVG and in XMP, and its namespace.
inline constexpr std::string_view carrierElement = "longpeak:figure";
inline constexpr std::string_view carrierNamespace = "urn:longpeak:figure";

/// Whether these bytes are a PNG, SVG or PDF, whole or not.
bool isPicture(std::string_view bytes);

/// The document that a picture carries. A fault for one that carries none, that ends too early, or whose document
/// unpacks to more than a document may have; nothing is unpacked beyond that.
Result<std::string> carriedText(std::string_view bytes, const std::string& file);

} // namespace longpeak
