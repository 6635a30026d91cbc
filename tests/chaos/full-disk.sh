#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Longpeak developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Writes figures and models where there is no room for them, more or less. Either the program says that it failed, and what
# was there is as it was; or the new file is whole. On a small disk of its own where one may be mounted, else below a limit
# of the size of files.
#
#   full-disk.sh LONGPEAK_CHAOS LONGPEAK
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/common.bash"

times=$(rounds 12)
disk=$work/disk
mkdir "$disk"
cat >"$work/config.json" <<'END'
{"model_type": "llama", "hidden_size": 64, "intermediate_size": 128, "vocab_size": 100, "num_hidden_layers": 4,
 "num_attention_heads": 4, "num_key_value_heads": 2, "max_position_embeddings": 4096}
END
formats=(csv) # and pictures where this build draws them
if "$longpeak" figure occupancy -o "$work/whole.png" 2>/dev/null; then formats+=(svg png pdf); fi

write() { # FORMAT FILE
    if [ "$1" = json ]; then
        "$longpeak" import "$work/config.json" -o "$2"
    else
        "$longpeak" figure occupancy -o "$2"
    fi
}
export -f write
export work

# Called with the room that is left, FORMAT and FILE; in a name space with a disk of a MiB, or below a limit.
# shellcheck disable=SC2016  # for the inner shell
on_disk='mount -t tmpfs -o size=1m none "$work/disk" && echo old >"$3" &&
    head -c $((1024 * 1024 - 8192 - $1)) /dev/zero >"$work/disk/filler" 2>/dev/null
    write "$2" "$3" >/dev/null 2>&1; echo $? >"$work/status"; cp "$3" "$work/after"; ls "$work/disk" >"$work/names"'
# shellcheck disable=SC2016
below_limit='echo old >"$3"; (trap "" XFSZ; ulimit -f $(($1 / 1024)); write "$2" "$3" >/dev/null 2>&1; echo $? >"$work/at"
    ) ; cp "$work/at" "$work/status"; cp "$3" "$work/after"; ls "$work/disk" >"$work/names"'
if unshare -rm mount -t tmpfs -o size=64k none "$disk" 2>/dev/null; then
    how=(unshare -rm bash -c "$on_disk")
else
    how=(bash -c "$below_limit")
fi

full=0
for ((i = 0; i < times; i++)); do
    format=${formats[i % ${#formats[@]}]}
    [ $((i % 5)) -ne 4 ] || format=json
    write "$format" "$work/whole.$format" >/dev/null || finding "cannot write $format where there is room"
    size=$(stat -c %s "$work/whole.$format")
    "${how[@]}" chaos $((RANDOM * 3 % (size + 20000))) "$format" "$disk/file.$format"
    if [ "$(<"$work/status")" -eq 0 ]; then
        cmp -s "$work/after" "$work/whole.$format" || finding "round $i: success, and $format is not whole"
    else
        full=$((full + 1))
        [ "$(<"$work/after")" = old ] || finding "round $i: what was there is lost ($format)"
    fi
    ! grep -q '\.part$' "$work/names" || finding "round $i: a part stays behind"
done
[ "$full" -gt 0 ] || finding "there was always room"

finish "$times writings, of which $full found the disk full"
