// SPDX-FileCopyrightText: 2026 Longpeak developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "registry.h"

int main(int argc, char** argv) {
    return longpeak::test::runTests(argc, argv);
}
