// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz/mutation.h"
#include "fuzz/readers.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

// What libFuzzer calls: `longpeak_fuzz --reader=NAME [OPTION...] [FOLDER...]`. At its end it says how many inputs were
// accepted, for a fuzzer whose inputs are all refused looks at the first check only.

namespace longpeak::fuzz {
namespace {

const Reader* reader = nullptr;
std::size_t inputs = 0;
std::size_t accepted = 0;

/// Inputs that were accepted, to start from: most of what libFuzzer keeps for its coverage is refused.
constexpr std::size_t mostSound = 512;
std::vector<std::string> sound;
std::unordered_set<std::size_t> soundHashes;

void keepSound(std::string_view bytes) {
    if (!soundHashes.insert(std::hash<std::string_view>()(bytes)).second) return;
    if (sound.size() < mostSound)
        sound.emplace_back(bytes);
    else
        sound[accepted % mostSound] = bytes;
}

std::string_view viewOf(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

void sayShare() {
    std::printf("%s: %zu inputs, %zu accepted (%.1f %%)\n", std::string(reader->name).c_str(), inputs, accepted,
                100.0 * static_cast<double>(accepted) / static_cast<double>(std::max<std::size_t>(inputs, 1)));
}

} // namespace
} // namespace longpeak::fuzz

using namespace longpeak::fuzz;

extern "C" {

// NOLINTBEGIN(readability-identifier-naming): the names that libFuzzer looks for
std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

int LLVMFuzzerInitialize(int* count, char*** arguments) {
    constexpr std::string_view option = "--reader=";
    for (int i = 1; i < *count; ++i)
        if (const std::string_view word((*arguments)[i]); word.starts_with(option))
            reader = findReader(word.substr(option.size()));
    if (reader == nullptr) {
        std::fputs("longpeak_fuzz: needs --reader=NAME, one of:", stderr);
        for (const Reader& each : readers()) std::fprintf(stderr, " %s", std::string(each.name).c_str());
        std::fputs("\n", stderr);
        std::exit(2);
    }
    std::atexit(sayShare);
    return 0;
}

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ++inputs;
    try {
        if (reader->read(viewOf(data, size))) {
            ++accepted;
            keepSound(viewOf(data, size));
        }
    } catch (const Broken& broken) {
        std::fprintf(stderr, "broken promise of the reader '%s': %s\n", std::string(reader->name).c_str(),
                     broken.what());
        std::abort();
    }
    return 0;
}

std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
    Draw draw(seed);
    std::string_view from = viewOf(data, size);
    if (!sound.empty() && !soundHashes.contains(std::hash<std::string_view>()(from)) && draw() % 4 != 0)
        from = sound[draw() % sound.size()];
    const auto mutateBytes = [most](std::string bytes) {
        const std::size_t before = std::min(bytes.size(), most);
        bytes.resize(std::max<std::size_t>(most, 1));
        bytes.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(bytes.data()), before, most));
        return bytes;
    };
    const std::string out = mutated(from, reader->form, draw, mutateBytes);
    if (out.size() > most) return LLVMFuzzerMutate(data, size, most);
    std::ranges::copy(out, data);
    return out.size();
}

std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* data, std::size_t size, const std::uint8_t* other,
                                      std::size_t otherSize, std::uint8_t* out, std::size_t most, unsigned seed) {
    if (reader->form != Form::Json) return 0;
    Draw draw(seed);
    const std::string crossed = crossedJson(viewOf(data, size), viewOf(other, otherSize), draw);
    if (crossed.size() > most) return 0;
    std::ranges::copy(crossed, out);
    return crossed.size();
}
// NOLINTEND(readability-identifier-naming)

} // extern "C"
