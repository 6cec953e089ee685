"""Chips: filters with their value in them, and small choices of which one may hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.button import Button, Kind
from ui.widgets.flow import Flow


class Chip(Button):
    """A filter: on or off. `opens` shows that it leads to a list of values; `closes` that it can be taken away."""

    def __init__(
        self,
        words: str,
        icon: str = "",
        *,
        on: bool = False,
        opens: bool = False,
        closes: bool = False,
        small: bool = False,
        ticked: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(words, Kind.CHIP, icon, name=name or "chip")
        self.closes = closes
        self.ticked = ticked  # shows a tick when on: shape, not colour alone
        self.small = small
        self.after = "chevron_down" if opens else ""
        self.setCheckable(True)
        self.setChecked(on)
        self._dress(on)
        self.toggled.connect(self._dress)

    def _dress(self, on: bool) -> None:
        if self.closes:
            self.after = "cross" if on else ""
        self.updateGeometry()
        self.update()

    def _icon_now(self) -> str:
        if self.ticked and not self.icon_name:
            return "check" if self.isChecked() else ""
        return self.icon_name


class Chips(QWidget):
    """A few chips of which at most one is on. Left and right go from one to the next."""

    chosen = Signal(str)  # the key, or "" when none is on

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        said: str,
        *,
        on: str = "",
        may_be_none: bool = True,
        small: bool = True,
        ticked: bool = True,
        name: str = "chips",
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(said)
        self._may_be_none = may_be_none
        self._chips: dict[str, Chip] = {}
        line = Flow(parent=self)
        for key, words in choices:
            chip = Chip(words, on=key == on, small=small, ticked=ticked, name=f"{name}_{key}")
            chip.clicked.connect(lambda _on, key=key: self._press(key))
            self._chips[key] = chip
            line.addWidget(chip)

    def chip(self, key: str) -> Chip:
        """One of them, to give it a tooltip or a count."""
        return self._chips[key]

    def value(self) -> str:
        """The key of the one that is on."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def choose(self, key: str) -> None:
        """Turn one on without telling anybody; "" turns all off."""
        for other, chip in self._chips.items():
            chip.setChecked(other == key)

    def _press(self, key: str) -> None:
        on = self._chips[key].isChecked() or not self._may_be_none
        self.choose(key if on else "")
        self.chosen.emit(key if on else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        step = 1 if event.key() == forward else -1 if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right} else 0
        chips = list(self._chips.values())
        here = next((place for place, chip in enumerate(chips) if chip.hasFocus()), -1)
        if step and here >= 0:
            chips[(here + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)
