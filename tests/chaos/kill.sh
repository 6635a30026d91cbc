#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Longpeak developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Kills the program while it saves. Every time the file is whole, the old or a new one, and what the killed one left beside
# it goes with a later writing.
#
#   kill.sh LONGPEAK_CHAOS LONGPEAK
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.bash"

file=$work/file
times=$(rounds 25)
left=0
for ((i = 0; i < times; i++)); do
    "$chaos" write "$file" &
    writer=$!
    until [ -e "$file" ]; do sleep 0.01; done # the first time, it has to be written once
    sleep "$(moment)"
    kill -9 $writer
    wait $writer 2>/dev/null
    "$chaos" whole "$file" || finding "kill $i: the file is not whole"
done

left=$(parts | wc -l)
parts | while read -r part; do touch -d '2 hours ago' "$part"; done
"$longpeak" figure occupancy -o "$work/file.csv" >/dev/null || finding "cannot write"
"$chaos" write "$file" & # removes them as it begins
writer=$!
for ((i = 0; i < 200 && $(parts | wc -l) > 1; i++)); do sleep 0.1; done
kill -9 $writer
wait $writer 2>/dev/null
[ "$(parts | wc -l)" -le 1 ] || finding "$(parts | wc -l) parts stay behind, as $(parts | head -n 1)"

finish "$times kills while saving, $left left a part behind"
