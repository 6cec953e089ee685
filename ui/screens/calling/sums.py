"""The sum of a call while it is marked: how many of how many, who is here, elsewhere, not accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout

from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.presence.views.calling import Row
from ui import theme
from ui.widgets.card import Card
from ui.widgets.figures import Segment, SegmentedBar
from ui.widgets.words import Line, Text

_ELSEWHERE: Final = frozenset({"class", "clinic", "on_leave", "foster_trial", "with_staff"})


class Sums(Card):
    """One line and a bar above the list; of one room, or of the whole house."""

    def __init__(self) -> None:
        super().__init__(name="call_sum")
        self.pad(16, 8, 4)
        self.marked = Text("", "section")
        self.house = Line("", "small", "muted")
        self.found = Text("", "small")
        self.lost = Text("", "small_strong", "warn")
        above = QHBoxLayout()
        above.setSpacing(theme.of(self).px(12))
        above.addWidget(self.marked)
        above.addWidget(self.house, 1)
        above.addWidget(self.found)
        above.addWidget(self.lost)
        self.bar = SegmentedBar(legend=False)
        self.add(above)
        self.add(self.bar)

    def show_rows(self, shown: Sequence[Row], every: Sequence[Row], begun: str) -> None:
        """What is marked of these rows; beside it when the call began, or how far the whole house is."""
        marked, total = sum(bool(row.mark) for row in shown), len(shown)
        self.marked.say(tr(N_("{marked} of {total} marked"), marked=marked, total=total))
        done = sum(bool(row.mark) for row in every)
        self.house.say(begun or tr(N_("{marked} of {total} in the house"), marked=done, total=len(every)))
        present = sum(row.mark == "present" for row in shown)
        away = sum(row.mark in _ELSEWHERE for row in shown)
        lost = sum(row.mark == "not_accounted_for" for row in shown)
        words = ntr(N_("{count} present"), N_("{count} present"), present)
        self.found.say(f"{words}   {tr(N_('{count} elsewhere, as planned'), count=away)}")
        self.lost.say(tr(N_("not accounted for: {count}"), count=lost) if lost else "")
        self.bar.show_segments(
            (Segment(present, tr(N_("present"))), Segment(away, tr(N_("elsewhere, as planned")), "accent2"),
             Segment(lost, tr(N_("not accounted for")), "warn")),
            total,
        )  # fmt: skip
