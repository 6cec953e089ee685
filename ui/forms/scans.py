"""A picture or a paper chosen for a form: its bytes stay in memory until the form is saved, and no draft keeps them."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from transit_desk.domain import errors, fields
from transit_desk.domain.text import N_, tr
from ui import theme
from ui.documents import choosing
from ui.forms.editor import Editor
from ui.widgets.button import secondary
from ui.widgets.words import Text

_KINDS: Final = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG", "PNG"))
_UNREADABLE: Final = N_("This file could not be read. Is the stick still there?")


def ask_scan(over: QWidget) -> pathlib.Path | None:
    """Which picture or paper; None when somebody turned back."""
    endings = tr(N_("Pictures and PDF")) + " (*.jpg *.jpeg *.JPG *.JPEG *.png *.PNG *.pdf *.PDF)"
    return choosing.ask_file(over, tr(N_("Choose a picture or a PDF")), endings)


class ScanEditor(Editor):
    """One file from a stick or the disk. What is shown of it is its kind and size: a name may tell a child."""

    def __init__(
        self, name: str, kind: fields.Scan, choose: Callable[[QWidget], pathlib.Path | None] = ask_scan
    ) -> None:
        self.choose, self._most = choose, kind.most
        self._data: bytes | None = None
        self._trouble: errors.RuleBroken | None = None
        box = QWidget()
        box.setObjectName(name)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.of(box).px(12))
        self.button = secondary(tr(N_("Choose a file…")), "folder", name=f"{name}_choose")
        self.words = Text("", "small", "muted", name=f"{name}_words")
        line.addWidget(self.button)
        line.addWidget(self.words, 1)
        super().__init__(box, self.button)
        self.button.clicked.connect(lambda _on=False: self.ask())
        self._tell()

    def ask(self) -> None:
        """Let somebody choose, and read it at once: the stick may be pulled before the form is saved."""
        path = self.choose(self.box)
        if path is not None:
            self.read(path)

    def read(self, path: pathlib.Path) -> None:
        """Take the bytes of a file, as far as so many can be kept."""
        self._data, self._trouble = None, None
        try:
            with path.open("rb") as file:
                self._data = file.read(self._most + 1)
        except OSError:
            self._trouble = errors.RuleBroken(_UNREADABLE)
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        if self._trouble is not None:
            self.words.say(str(self._trouble), "stop")
        elif self._data is None:
            self.words.say(tr(N_("nothing chosen yet")), "muted")
        else:
            kind = next((words for begins, words in _KINDS if self._data.startswith(begins)), "PDF")
            size = f"{max(0.1, len(self._data) / 1_048_576):.1f}"
            self.words.say(tr(N_("{kind}, {size} MB"), kind=kind, size=size), "text")

    def value(self) -> bytes | None:
        if self._trouble is not None:
            raise self._trouble
        return self._data

    def show_value(self, value: Any) -> None:
        self._data, self._trouble = (value if isinstance(value, bytes) else None), None
        self._tell()

    def typed(self) -> None:
        """Nothing: a draft never holds a picture. After a lock it is chosen again."""

    def retype(self, typed: Any) -> None:
        """A draft holds nothing of it."""
