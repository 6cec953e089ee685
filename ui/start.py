"""The program is opened: what was asked on the command line, which folder, and the program that runs until it ends."""

from __future__ import annotations

import argparse
import functools
import pathlib
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from transit_desk.domain.text import N_, tr
from ui import locking
from ui.app import Program

_ORGANISATION: Final = "transit-desk"


def data_folder() -> pathlib.Path:
    """This person's own folder for the program's data."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return pathlib.Path(found) / _ORGANISATION


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """--demo, --vault FOLDER."""
    parser = argparse.ArgumentParser(prog=_ORGANISATION, description=tr(N_("The desk of a transit centre.")))
    about_demo = tr(N_("open the demonstration centre; nobody in it is real"))
    parser.add_argument("--demo", action="store_true", help=about_demo)
    parser.add_argument("--vault", type=pathlib.Path, help=tr(N_("the folder of the vault to open")))
    return parser.parse_args(list(arguments))


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the program; returns what the process ends with."""
    asked = read_arguments(sys.argv[1:] if arguments is None else arguments)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError
    folder = asked.vault or data_folder() / ("demo" if asked.demo else "vault")
    program = Program(app, folder, demo=asked.demo, replace_process=_same_again(asked))
    sys.excepthook = program.stumble
    program.begin()
    ended: Any = app.exec()
    return int(ended)


def _same_again(asked: argparse.Namespace) -> Callable[[], object]:
    arguments = ["--demo"] if asked.demo else []
    if asked.vault:
        arguments += ["--vault", str(asked.vault.absolute())]
    return functools.partial(locking.replace_process, arguments)
