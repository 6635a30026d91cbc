# SPDX-FileCopyrightText: 2026 Longpeak developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What the scripts of this folder share. Each is called with the programs longpeak_chaos and longpeak, works in a folder of
# its own, and does as many rounds as LONGPEAK_CHAOS says.
set -uo pipefail

export chaos=$1 longpeak=$2
work=$(mktemp -d)
found=0

# The program's settings, data and caches lie in there too.
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_CACHE_HOME=$work/cache XDG_RUNTIME_DIR=$work/run
export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
mkdir "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME"
mkdir -m 700 "$XDG_RUNTIME_DIR"
trap 'rm -rf "$work"' EXIT

rounds() { echo "${LONGPEAK_CHAOS:-$1}"; }

finding() { # WHAT...
    echo "finding: $*"
    found=$((found + 1))
}

# The tenth of a second, at random
moment() { printf '0.%03d' $((RANDOM % 100)); }

parts() { find "$work" -name '*.part'; }

finish() { # WHAT: how it went
    echo "$*, $found findings"
    [ "$found" -eq 0 ]
}
