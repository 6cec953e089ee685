"""The three calls of a day: which is closed, open, due; what can be begun, entered from paper, printed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, tr
from transit_desk.services.presence.views.calling import PartOfDay
from ui import theme
from ui.lists.table import say
from ui.widgets.button import Button, Kind
from ui.widgets.card import Card
from ui.widgets.clearing import clear
from ui.widgets.summary import Glyph
from ui.widgets.words import Line, Text

_STATES: Final = {
    "closed": (N_("closed"), "check_ring", "ok"), "open": (N_("not closed"), "half_ring", "warn"),
    "due": (N_("not taken yet"), "ring_dashed", "warn"), "coming": (N_("later"), "clock", "muted"),
}  # fmt: skip
_ACTS: Final = {"closed": N_("Open"), "open": N_("Go on"), "due": N_("Begin"), "coming": N_("Begin")}


class Start(QWidget):
    """One line for each call of today; the one that is due first is filled."""

    begun = Signal(str)
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("call_start")
        self.setAccessibleName(tr(N_("The roll calls of today")))
        self.card = Card(tr(N_("The roll calls of today")), name="calls_of_today")
        self.card.pad(16, 12, 8)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme.of(self).px(8))
        self.card.add(self.lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)

    def show_parts(self, parts: tuple[PartOfDay, ...], wanted: str = "") -> None:
        """The calls as they stand; `wanted` is the one somebody came for."""
        clear(self.lines)
        waits = [part for part in parts if part.state in {"open", "due"}]
        first = wanted or (waits[-1].part if waits else next((p.part for p in parts if p.state == "coming"), ""))
        for part in parts:
            self.lines.addWidget(self._line(part, first=part.part == first))

    def _line(self, part: PartOfDay, *, first: bool) -> QWidget:
        words, icon, tone = _STATES[part.state]
        row = QWidget()
        row.setObjectName(f"part_{part.part}")
        row.setAccessibleName(f"{part.title}, {tr(words)}")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.of(self).px(12))
        line.addWidget(Glyph(icon, tone, 20))
        line.addWidget(Text(part.hour, "code_strong"))
        line.addWidget(Text(str(part.title), "strong"))
        line.addWidget(Line(" · ".join(each for each in (tr(words), say(part.words)) if each), "small", "muted"), 1)
        button = Button(tr(_ACTS[part.state]), Kind.PRIMARY if first else Kind.SECONDARY, name=f"call_{part.part}")
        button.setAccessibleDescription(str(part.title))
        act = self.opened.emit if part.call_id else self.begun.emit
        key = part.call_id or part.part
        button.clicked.connect(lambda _on=False: act(key))
        line.addWidget(button)
        if first:
            self.setFocusProxy(button)
        return row
