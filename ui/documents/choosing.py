"""Files outside the vault: which one to read, within a bound, and where to put one."""

from __future__ import annotations

import pathlib
from typing import Final

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from ui import theme

_LONGEST: Final = 1_000_000


def ask_path(over: QWidget, proposed: str, heading: str = "") -> pathlib.Path | None:
    """Where to save; None when somebody turned back."""
    dialog = QFileDialog(over, heading or tr(N_("Save as PDF")), proposed)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    return _chosen(over, dialog)


def ask_file(over: QWidget, heading: str, endings: str = "") -> pathlib.Path | None:
    """A file to read; None when somebody turned back."""
    dialog = QFileDialog(over, heading, "", endings)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(over, dialog)


def _chosen(over: QWidget, dialog: QFileDialog) -> pathlib.Path | None:
    """What somebody chose in Qt's own dialog: the machine's remembers names of files in the system's lists."""
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.resize(theme.of(over).px(760), theme.of(over).px(480))
    if dialog.exec() != QDialog.DialogCode.Accepted or not dialog.selectedFiles():
        return None
    return pathlib.Path(dialog.selectedFiles()[0])


def read_small(path: pathlib.Path, longest: int = _LONGEST) -> bytes:
    """A file from outside, as long as it is not larger than it may be."""
    try:
        if path.stat().st_size > longest:
            raise errors.RuleBroken(N_("This file is larger than it can be. It is something else."))
        return path.read_bytes()
    except OSError:
        raise errors.DeviceFailed(N_("The file could not be read there. Choose another place or stick.")) from None
