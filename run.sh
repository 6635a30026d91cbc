#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Longpeak developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds, and starts Longpeak with the words given here. Only the program itself writes to
# standard output, so `./run.sh evaluate --json | jq` works; installing and building speak on standard error.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

program=$root/build/release/app/longpeak

(
    cd "$root"
    .ci/install build
    # The build description renews itself when a CMakeLists.txt changes, but not when the presets do.
    if ! [ build/release/build.ninja -nt CMakePresets.json ]; then cmake --preset release; fi
    # Silent when there is nothing to build.
    cmake --build --preset release --target longpeak |
        sed --unbuffered -e '/Re-checking globbed directories/d' -e '/^ninja: no work to do/d'
) >&2

opens_window=no
if "$program" --opens-window "$@"; then opens_window=yes; fi

if [ $opens_window = yes ] && [ -n "${WAYLAND_DISPLAY-}" ]; then "$root/.ci/install" wayland; fi

if [ $opens_window = yes ] && [ -z "${DISPLAY-}${WAYLAND_DISPLAY-}${QT_QPA_PLATFORM-}" ]; then
    cat >&2 <<'END'
run.sh: there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window cannot open.
Numbers and figures need none. Try:
    ./run.sh evaluate
    ./run.sh sweep --over context=1K:1M:11:log --csv
    ./run.sh list figures
    ./run.sh figure NAME -o figure.pdf
    ./run.sh --help
END
    exit 1
fi

# A bare container has no locale at all; Qt wants one that is UTF-8 and says so on every start.
if [ -z "${LC_ALL-}${LC_CTYPE-}${LANG-}" ]; then export LANG=C.UTF-8; fi
exec "$program" "$@"
