"""One child of a group: the bed or mattress proposed, why, and the other beds that suit to be chosen in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from transit_desk.services.interim_care.views import FreeBed, Proposed
from ui import theme
from ui.clerk import Clerk
from ui.widgets.editors import ChoiceBox
from ui.widgets.painted import ltr
from ui.widgets.words import Line, Text

_SUITS: Final = frozenset({"suits", "with_reason"})


class BedLine(QWidget):
    """The line of one child."""

    changed = Signal()

    def __init__(self, clerk: Clerk, proposed: Proposed, trouble: Callable[[errors.Spoken], None]) -> None:
        super().__init__()
        self.proposed = proposed
        self.setObjectName(f"bed_line_{proposed.file_id}")
        self.setAccessibleName(f"{proposed.name}, {_first(proposed)[1]}, {proposed.why}")
        look = theme.of(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, look.px(6), 0, look.px(6))
        line.setSpacing(look.px(12))
        name = Line(proposed.name, "strong")
        name.setFixedWidth(look.px(180))
        code = Text(ltr(proposed.number), "code", "muted")
        code.setFixedWidth(look.px(110))
        self.bed = ChoiceBox(f"bed_of_{proposed.file_id}", [_first(proposed)])
        self.bed.setAccessibleName(tr(N_("Bed of {name}"), name=proposed.name))
        self.bed.setFixedWidth(look.px(250))
        self.why = Line(str(proposed.why), "small", "muted" if proposed.bed_id and not proposed.mattress else "warn")
        self.why.setToolTip(str(proposed.why))
        for widget in (name, code, self.bed):
            line.addWidget(widget)
        line.addWidget(self.why, 1)
        self._like_above = False
        self.bed.currentIndexChanged.connect(self._chosen)
        clerk.ask("interim_care.free_beds", {"file_id": proposed.file_id}, self._offer, trouble)

    def follow(self, above: BedLine) -> None:
        """A reason that stands above is not said another time; who reads by ear hears it with each child."""
        self._like_above = bool(self.proposed.bed_id) and str(self.proposed.why) == str(above.proposed.why)
        self._say_why()

    def _say_why(self) -> None:
        why = tr(N_("for the same reason")) if self._like_above else str(self.proposed.why)
        self.why.say(why, "muted" if self.proposed.bed_id and not self.proposed.mattress else "warn")

    def _offer(self, beds: tuple[FreeBed, ...]) -> None:
        here = self.bed.value()
        self.bed.blockSignals(True)
        for bed in beds:
            if bed.answer in _SUITS and bed.bed_id != self.proposed.bed_id:
                self.bed.addItem(f"{bed.code} · {bed.room}", bed.bed_id)
        self.bed.choose(here)
        self.bed.blockSignals(False)

    def assignment(self) -> tuple[str, ...]:
        """The child, the bed, and why it was proposed; whoever chose another one by hand gives no reason here."""
        chosen = self.bed.value()
        return (self.proposed.file_id, chosen, str(self.proposed.why) if chosen == self.proposed.bed_id else "")

    def on_mattress(self) -> bool:
        """Whether the proposal stands, and is a mattress."""
        return self.proposed.mattress and self.bed.value() == self.proposed.bed_id

    def _chosen(self, _at: int) -> None:
        if self.bed.value() == self.proposed.bed_id:
            self._say_why()
        else:
            self.why.say(tr(N_("chosen by hand")), "muted")
        self.changed.emit()


def _first(proposed: Proposed) -> tuple[str, str]:
    """What is proposed, or that there is nothing."""
    if not proposed.bed_id:
        return "", tr(N_("No bed yet"))
    return proposed.bed_id, f"{proposed.code or tr(N_('a mattress'))} · {proposed.room}"
