#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Longpeak developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds, and runs every test. Words given here go to ctest: ./test.sh -R quantity -V
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

.ci/install build test
if ! [ build/dev/build.ninja -nt CMakePresets.json ]; then cmake --preset dev; fi
cmake --build --preset dev

log=build/dev/Testing/Temporary/LastTest.log
rm -f "$log"
status=0
ctest --preset dev "$@" || status=$?
if [ -f "$log" ]; then .ci/totals "$log"; fi
exit "$status"
