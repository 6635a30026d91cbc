#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Longpeak developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Two windows with the same settings, the same last session and the same open file, one of which is killed now and then,
# while the file is changed below them and its folder vanishes. Neither ends by itself, and all that they keep can be read.
#
#   windows.sh LONGPEAK_CHAOS LONGPEAK
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.bash"

times=$(rounds 2)
folder=$work/folder
file=$folder/scenario.json
mkdir "$folder"
"$longpeak" evaluate paper-34b-50k --json >"$work/estimate.json"

scenario() { # USERS
    printf '{"format": "longpeak-scenario", "version": 1, "model": {"preset": "yi-34b-200k"},
        "accelerator": {"preset": "a100-sxm-80g"}, "users": %d}\n' "$1"
}

kept() { find "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" -type f -name '*.json'; }

check() { # ROUND
    [ "$(kept | wc -l)" -gt 1 ] || finding "round $1: nothing is kept"
    while read -r each; do
        case $each in
        */settings.json) python3 -m json.tool "$each" >/dev/null || finding "round $1: $each is not JSON" ;;
        *) "$longpeak" check "$each" >/dev/null || finding "round $1: $each cannot be read" ;;
        esac
    done < <(kept)
    ! find "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" -name '*.damaged*' | grep . || finding "round $1: something was set aside"
}

disturb() { # what happens to the open file
    case $((RANDOM % 4)) in
    0) scenario $((1 + RANDOM % 50)) >"$work/new" && mv "$work/new" "$file" ;;
    1) rm -f "$file" ;;
    2) mv "$folder" "$folder.gone" 2>/dev/null && sleep 0.1 && mv "$folder.gone" "$folder" ;;
    *) scenario $((1 + RANDOM % 50)) >"$file" ;;
    esac
}

for ((i = 0; i < times; i++)); do
    scenario 3 >"$file"
    "$chaos" window "$file" $((RANDOM)) 2 2>"$work/said-first" &
    first=$!
    "$chaos" window "$file" $((RANDOM)) 20 2>"$work/said-second" &
    second=$!
    for ((j = 0; j < 4; j++)); do
        sleep "0.$((2 + RANDOM % 3))"
        disturb 2>/dev/null
    done
    kill -0 $second 2>/dev/null || finding "round $i: the second window has ended by itself: $(<"$work/said-second")"
    kill -9 $second 2>/dev/null
    wait $second 2>/dev/null
    wait $first || finding "round $i: the first window has failed: $(<"$work/said-first")"
    check "$i"
    [ ! -e "$file" ] || "$longpeak" check "$file" >/dev/null || finding "round $i: the open file cannot be read"
done

finish "$times pairs of windows"
