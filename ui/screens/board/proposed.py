"""The beds proposed for a group: for each child one with its reasons or another in its place; all taken at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.interim_care.views import FreeBed, Proposed
from ui import theme
from ui.clerk import Clerk
from ui.widgets.badge import Badge
from ui.widgets.button import primary
from ui.widgets.card import Card, Rule
from ui.widgets.clearing import clear
from ui.widgets.editors import ChoiceBox
from ui.widgets.painted import ltr
from ui.widgets.scroll import Scrolled
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
        self._above: BedLine | None = None
        self.bed.currentIndexChanged.connect(self._chosen)
        clerk.ask("interim_care.free_beds", {"file_id": proposed.file_id}, self._offer, trouble)

    def follow(self, above: BedLine) -> None:
        """A reason that stands above is not said another time; who reads by ear hears it with each child."""
        if self.proposed.bed_id and str(self.proposed.why) == str(above.proposed.why):
            self._above = above
            above.changed.connect(self._say_why)
            self._say_why()

    def stands(self) -> bool:
        """Whether the child has the bed that is proposed, for the reason that was given."""
        return self.bed.value() == self.proposed.bed_id

    def _say_why(self) -> None:
        if not self.stands():
            self.why.say(tr(N_("chosen by hand")), "muted")
            return
        like_above = self._above is not None and self._above.stands()
        why = tr(N_("for the same reason")) if like_above else str(self.proposed.why)
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
        return self.proposed.mattress and self.stands()

    def _chosen(self, _at: int) -> None:
        self._say_why()
        self.changed.emit()


class ProposedBeds(Card):
    """The proposal, line by line, with its sums and the one button that takes it whole. `look` says them anew."""

    changed = Signal()
    accepted = Signal(list)  # the assignments as `interim_care.give_beds` takes them

    def __init__(
        self,
        said: str,
        clerk: Clerk,
        trouble: Callable[[errors.Spoken], None],
        *,
        may: bool = False,
        first: str = "{acts}",
    ) -> None:
        """`first` is what the button says around what it does."""
        super().__init__(name="beds_tonight")
        self.clerk, self.trouble, self.may, self.first = clerk, trouble, may, first
        self.lines: list[BedLine] = []
        self.refusal = ""  # why the beds cannot be taken as they are chosen
        self.pad(16, 12, 0)
        look = theme.of(self)
        self.sums = Text("", "section")
        self.mattresses, self.without = Badge("", "warn"), Badge("", "stop")
        self.accept = primary("", "bed", name="beds_accept")
        self.accept.clicked.connect(lambda _on=False: self._accept())
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        for piece in (self.sums, self.mattresses, self.without):
            head.addWidget(piece)
        head.addStretch(1)
        head.addWidget(self.accept)
        self.add(head)
        body = QWidget()
        body.setObjectName("body")
        body.setAccessibleName(said)
        self.rows = QVBoxLayout(body)
        self.rows.setContentsMargins(0, look.px(4), 0, 0)
        self.rows.setSpacing(0)
        self.add(Scrolled(body), 1)

    def show_proposed(self, proposed: tuple[Proposed, ...]) -> None:
        """A line for each child of the group."""
        clear(self.rows)
        self.lines = [BedLine(self.clerk, each, self.trouble) for each in proposed]
        for place, line in enumerate(self.lines):
            line.changed.connect(self.look)
            if place:
                line.follow(self.lines[place - 1])
                self.rows.addWidget(Rule())
            self.rows.addWidget(line)
        self.rows.addStretch(1)
        self.setVisible(bool(proposed))
        self.look()

    def look(self) -> None:
        """The words and the button as the lines stand now."""
        count = len(self.lines)
        taken = [line.bed.value() for line in self.lines if line.bed.value()]
        laid, without = sum(line.on_mattress() for line in self.lines), count - len(taken)
        self.sums.say(ntr(N_("{count} child to bed tonight"), N_("{count} children to bed tonight"), count))
        self.mattresses.say(ntr(N_("{count} on a mattress"), N_("{count} on mattresses"), laid), "warn")
        self.mattresses.setVisible(bool(laid))
        self.without.say(ntr(N_("{count} without a bed"), N_("{count} without a bed"), without), "stop")
        self.without.setVisible(bool(without))
        twice = len(taken) != len(set(taken))
        self.refusal = tr(N_("One bed was chosen twice.")) if twice else ""
        beds = ntr(N_("Give {count} bed"), N_("Give {count} beds"), len(taken) - laid) if len(taken) > laid else ""
        floor = ntr(N_("Lay {count} mattress"), N_("Lay {count} mattresses"), laid) if laid else ""
        acts = " · ".join(part for part in (beds, floor) if part)
        self.accept.say(self.first.format(acts=acts) if acts else tr(N_("No bed is chosen yet")), self.refusal)
        self.accept.setEnabled(bool(taken) and not twice and self.may)
        self.changed.emit()

    def _accept(self) -> None:
        self.accept.setEnabled(False)
        self.accepted.emit([line.assignment() for line in self.lines if line.bed.value()])


def _first(proposed: Proposed) -> tuple[str, str]:
    """What is proposed, or that there is nothing."""
    if not proposed.bed_id:
        return "", tr(N_("No bed yet"))
    return proposed.bed_id, f"{proposed.code or tr(N_('a mattress'))} · {proposed.room}"
