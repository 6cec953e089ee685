"""The panel beside the rooms: for whom a bed is looked for, the bed pointed at, why not, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from transit_desk import choices
from transit_desk.domain import dates
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.interim_care.views import BedView, Board, FreeBed
from ui import theme
from ui.lists.table import say
from ui.screens.board.verbs import Hand, Verb
from ui.widgets.badge import Badge
from ui.widgets.bed import carry
from ui.widgets.button import primary, quiet
from ui.widgets.card import Card, Rule
from ui.widgets.clearing import clear
from ui.widgets.editors import ChoiceBox, LineBox
from ui.widgets.scroll import Scrolled
from ui.widgets.words import Line, Text

_WHEN: Final = {"never": N_("Never"), "not_now": N_("Not tonight"), "with_reason": N_("With a reason"),
                "exception": N_("With a reason")}  # fmt: skip


def when(answer: str, board: Board) -> str:
    """For how long a bed is refused; of another night nothing is said of tonight."""
    if answer == "not_now" and board.day != board.today:
        return tr(N_("Not that night"))
    return tr(_WHEN[answer])


class Carried(Text):
    """The name of the child in hand; with the mouse it is carried to a bed."""

    def __init__(self) -> None:
        super().__init__("", "section")
        self.setObjectName("child_in_hand")
        self.child = ""
        self._pressed: QPoint | None = None

    def show_hand(self, hand: Hand | None) -> None:
        """Whom it names."""
        self.child = hand.file_id if hand is not None else ""
        self.say(hand.name if hand is not None else "")
        self.setVisible(hand is not None)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or not self.child:
            return
        if (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            carry(self, self.child)


class Ask(QWidget):
    """The few words an act needs: a kind where there are several, and why."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bed_ask")
        self.setAccessibleName(tr(N_("What this needs")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of(self).px(6))
        self._asked: tuple[str, tuple[tuple[str, str], ...]] = ("", ())
        self.kind = ChoiceBox("bed_kind")
        self.why = LineBox("bed_why", tr(N_("Why, in a few words")))
        column.addWidget(self.kind)
        column.addWidget(self.why)
        self.hide()

    def show_for(
        self, words: str, options: Sequence[tuple[str, str]] = (), *, why: bool = True, of: str = "", begins: str = ""
    ) -> None:
        """What is asked now; of several kinds the first is shown, or the one it `begins` with.

        What was chosen stays while it is asked `of` the same; a board that is drawn anew changes no answer.
        """
        if self._asked != (of, tuple(options)):
            self._asked = (of, tuple(options))
            self.kind.offer(list(options))
            self.kind.choose(begins)
        self.kind.setAccessibleName(words)
        self.kind.setVisible(bool(options))
        self.why.setVisible(why)
        self.why.setPlaceholderText(words)
        self.why.setAccessibleName(words)
        self.setVisible(why or bool(options))


class SidePanel(Card):
    """Who is to be bedded, the bed pointed at, in sentences why not the others, and the acts with their keys."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(name="bed_panel")
        self.setAccessibleName(tr(N_("A bed for")))
        self.pad(16, 10, 6)
        look = theme.of(self)
        self.above = Text(tr(N_("A bed for")), "small", "muted")
        self.child = ChoiceBox("child_to_bed")
        self.child.setAccessibleName(tr(N_("Child without a bed")))
        self.hand = Carried()
        self.facts = Text("", "small", "muted", wrap=True)
        self.badge = Badge("", "ok")
        self.nobody = Text(tr(N_("Everybody in the house has a bed or a mattress tonight.")), "section", wrap=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(look.px(4))
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.reasons = QWidget()
        self.reasons.setObjectName("body")
        self.reasons.setAccessibleName(tr(N_("Why, and why not")))
        self.reasons.setLayout(self.lines)
        self.ask = Ask()
        self.why = self.ask.why
        self.give = primary("", "check", name="give_bed")
        self.rule = Rule()
        self.acts = QVBoxLayout()
        self.acts.setSpacing(0)
        for piece in (self.above, self.child, self.hand, self.facts, self.badge, self.nobody):
            self.add(piece)
        self.add(Scrolled(self.reasons), 1)
        self.add(self.ask)
        self.add(self.give)
        self.add(self.rule)
        self.add(self.acts)

    def show_bed(self, bed: BedView | None, board: Board) -> None:
        """The bed that is pointed at, as it is."""
        if bed is None:
            return
        said = {
            "taken": tr(N_("taken")), "kept": tr(N_("away, kept")), "reserved": tr(N_("reserved")),
            "to_clean": tr(N_("to clean")), "out_of_use": tr(N_("shut")), "free": tr(N_("free")),
        }  # fmt: skip
        self._add(f"{bed.code} · {bed.name}" if bed.name else f"{bed.code} · {said[bed.state]}", "")
        if bed.amiss is not None:
            self.lines.addWidget(Text(str(bed.amiss), "body", "warn", wrap=True))
            self.lines.addWidget(Text(tr(N_("Take the child up and choose another bed.")), "small", wrap=True))
        for words in _about(bed, said[bed.state], board):
            self.lines.addWidget(Text(words, "small", "muted", wrap=True))

    def show_reasons(self, beds: tuple[FreeBed, ...], marked: str, board: Board) -> None:
        """What suits first, each group of reasons once: never, not that night, with a reason."""
        suiting = [bed for bed in beds if bed.suits]
        words = ntr(N_("{count} bed suits"), N_("{count} beds suit"), len(suiting))
        self.badge.setVisible(bool(beds))
        none = tr(N_("No bed suits tonight")) if board.day == board.today else tr(N_("No bed suits that night"))
        self.badge.say(words if suiting else none, "ok" if suiting else "warn")
        here = next((bed for bed in beds if bed.bed_id == marked), None)
        if here is not None:
            self._add("", str(here.why) if here.suits else f"{when(here.answer, board)} : {here.why}")
            for told in here.told:
                self._add("", str(told), "warn")
        told_already: set[str] = set()
        for bed in beds:
            reason = str(bed.why)
            if bed.suits or reason in told_already or bed.bed_id == marked:
                continue
            told_already.add(reason)
            same = [each.code for each in beds if str(each.why) == reason]
            more = ntr(N_("{first} and {count} other"), N_("{first} and {count} others"), len(same) - 1, first=same[0])
            self._add(f"{same[0] if len(same) == 1 else more} · {bed.room}", f"{when(bed.answer, board)} : {reason}")

    def show_next(self, board: Board) -> None:
        """The beds that come free next, and to whom each is promised."""
        for soon in board.next_free[:3]:
            day = str(dates.say_day(soon.on_day))
            words = tr(N_("Next: {name} leaves on {day}."), name=soon.name, day=day)
            if soon.overdue:
                words = tr(N_("{name} was to leave on {day}."), name=soon.name, day=day)
            if soon.promised_to:
                words += " " + tr(N_("Promised to {number}."), number=soon.promised_to)
            self._add(f"{soon.code} · {soon.room}", words)

    def show_verbs(self, verbs: Sequence[Verb]) -> None:
        """The acts of this bed, each with its key."""
        clear(self.acts)
        self.rule.setVisible(bool(verbs))
        for verb in verbs:
            button = quiet(tr(verb.words), verb.icon, verb.keys, name=f"verb_{verb.key}")
            button.clicked.connect(lambda _on=False, key=verb.key: self.asked.emit(key))
            self.acts.addWidget(button)

    def begin(self) -> None:
        """Nothing is said yet."""
        clear(self.lines)

    def end(self) -> None:
        """All is said; the rest stays empty."""
        self.lines.addStretch(1)

    def _add(self, heading: str, words: str, tone: str = "muted") -> None:
        if heading:
            self.lines.addWidget(Line(heading, "strong"))
        if words:
            self.lines.addWidget(Text(words, "small", tone, wrap=True))


def _about(bed: BedView, said: str, board: Board) -> list[str]:
    """What stands on a bed, in sentences."""
    found = []
    if bed.state in {"taken", "kept"}:
        words = tr(N_("{state}, night {night}"), state=said, night=bed.night)
        found.append(words if bed.file_id else f"{words} · {bed.number}")
    elif bed.state == "reserved" and bed.since is not None:
        found.append(tr(N_("Reserved from {day}"), day=str(dates.say_day(bed.since))))
    if bed.kind:
        found.append(" · ".join(part for part in (str(choices.say("bed_block", bed.kind)), say(bed.remark)) if part))
    if bed.until is not None:
        found.append(tr(N_("Expected to be free on {day}"), day=str(dates.say_day(bed.until))))
    if bed.next_from is not None and bed.next_number:
        day = str(dates.say_day(max(bed.next_from, board.today)))
        found.append(tr(N_("Then promised to {number} from {day}"), number=bed.next_number, day=day))
    if str(bed.features):
        found.append(str(bed.features))
    return found
