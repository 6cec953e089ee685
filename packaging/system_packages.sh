#!/usr/bin/env bash
# What the program needs of a bare Debian 12, listed, looked for, and installed where that is allowed.
#
#   list      name every package
#   python    see that there is a Python with venv
#   qt        see that Qt opens, offscreen and, where there is a display, on it
#   tests     see that the programs are there that open what this one closes, and a compiler for
#             the disk that is watched and let fail
#
# Nothing is installed when nothing is missing. Where installing is not allowed the one line to run is printed; the
# script stops only when a part is truly missing.
set -euo pipefail

PYTHON=${PYTHON:-python3}
PYTHON_PACKAGES=(python3 python3-venv)
TEST_PACKAGES=(age unzip openssl gcc libc6-dev)
QT_PACKAGES=(libegl1 libgl1 libxkbcommon0 libdbus-1-3 libglib2.0-0 libfontconfig1 libcups2)
SCREEN_PACKAGES=(libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0
    libwayland-cursor0)

as_root=()
may_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" -eq 0 ] && return 0
    command -v sudo >/dev/null && sudo -n true 2>/dev/null && as_root=(sudo -n)
}

install() {
    may_install || return 0
    echo "Installing from Debian: $*"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get --quiet --quiet)
    local word=(install --yes --no-install-recommends)
    "${apt[@]}" "${word[@]}" "$@" >/dev/null 2>&1 ||
        { "${apt[@]}" update >/dev/null && "${apt[@]}" "${word[@]}" "$@" >/dev/null; } ||
        echo "apt-get did not install them." >&2
}

stop() {
    local what=$1
    shift
    printf '\n%s\nOn Debian 12, run this line, then start again:\n\n  sudo apt-get install --yes %s\n\n' "$what" "$*" >&2
    exit 1
}

python_is_there() {
    command -v "$PYTHON" >/dev/null &&
        "$PYTHON" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

tests_can_run() {
    command -v age >/dev/null && command -v unzip >/dev/null && command -v openssl >/dev/null &&
        echo 'int main(void) { return 0; }' | cc -x c -o /dev/null - >/dev/null 2>&1
}

qt_opens() {
    QT_QPA_PLATFORM=offscreen "$PYTHON" -c '
from PySide6 import QtPrintSupport, QtSvg, QtWidgets
QtWidgets.QApplication([])' >/dev/null 2>&1
}

# The screen's plug-ins are loaded late and fail without a word, so the loader is asked beforehand.
screen_opens() {
    local plugins
    plugins=$("$PYTHON" -c 'import pathlib, PySide6; print(pathlib.Path(PySide6.__file__).parent / "Qt/plugins")') || return 1
    local loaded
    loaded=$(ldd "$plugins/platforms/libqxcb.so" 2>/dev/null) || return 0
    [[ $loaded != *"not found"* ]]
}

case ${1:-} in
list)
    printf '%s\n' "${PYTHON_PACKAGES[@]}" "${QT_PACKAGES[@]}" "${SCREEN_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
    ;;
python)
    python_is_there || install "${PYTHON_PACKAGES[@]}"
    python_is_there || stop "Python 3.11 or newer with venv is missing." "${PYTHON_PACKAGES[@]}"
    ;;
qt)
    qt_opens || install "${QT_PACKAGES[@]}"
    qt_opens || stop "Qt does not open: a library of the system is missing." "${QT_PACKAGES[@]}"
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        screen_opens || install "${SCREEN_PACKAGES[@]}"
        screen_opens || stop "Qt cannot reach the screen: a library of the system is missing." "${SCREEN_PACKAGES[@]}"
    fi
    ;;
tests)
    tests_can_run || install "${TEST_PACKAGES[@]}"
    tests_can_run || stop "The tests need age, unzip, openssl and a C compiler; one of them is missing." "${TEST_PACKAGES[@]}"
    ;;
*)
    sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
