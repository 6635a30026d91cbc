// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

// Everything in core that reads bytes from outside, each as one function of bytes. The fuzzer (target.cpp) makes the bytes
// up; the test core/document/corpus_test replays those that are kept in corpus/NAME.

namespace longpeak::fuzz {

/// What the bytes are, for whoever makes them up.
enum class Form { Json, Png, Svg, Pdf, Quantity, Parameter };

/// A promise that a reader did not keep.
struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Reader {
    std::string_view name; ///< also the folder of its corpus
    Form form;
    /// Whether the bytes are accepted. What is refused has faults that say where and why; what is accepted can be
    /// evaluated, and written and read again as the same. Throws Broken where that is not so.
    bool (*read)(std::string_view bytes);
};

std::span<const Reader> readers();

/// The row of that name, or nullptr.
const Reader* findReader(std::string_view name);

} // namespace longpeak::fuzz
