// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "fuzz/readers.h"

#include <functional>
#include <random>
#include <string>
#include <string_view>

namespace longpeak::fuzz {

using Draw = std::mt19937_64;

/// Other bytes in place of these, of about their length, as a fuzzer makes them that knows nothing of their form.
using MutateBytes = std::function<std::string(std::string)>;

/// The document changed in one to three places: values, keys and elements replaced, deleted, repeated, swapped or put in,
/// from words(). Still JSON; of what is none, something that is.
std::string mutatedJson(std::string_view json, Draw& draw);

/// The first with a part of the second in it, at the same key where there is one.
std::string crossedJson(std::string_view json, std::string_view other, Draw& draw);

/// Another input of that form, most of them such as a reader may accept.
std::string mutated(std::string_view bytes, Form form, Draw& draw, const MutateBytes& mutateBytes);

} // namespace longpeak::fuzz
