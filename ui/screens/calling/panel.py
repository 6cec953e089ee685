"""The panel beside the list: the child whose turn it is, seven marks with their keys, what is left, the close."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from transit_desk import choices
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.presence.views.calling import Row
from ui import theme
from ui.screens.calling.model import marks
from ui.widgets.button import Button, Kind, quiet, secondary
from ui.widgets.card import Card, Well
from ui.widgets.editors import LineBox
from ui.widgets.painted import Ink, ltr
from ui.widgets.words import Line, Text

AWAY: Final = {"on_leave": "leave", "foster_trial": "trial", "with_staff": "with_staff"}
"""The marks that tell of an absence, each with its kind; who is at class or at the clinic is written down there."""
_LONGEST: Final = 200
_NONE: Final = -1  # no answer is chosen
_CHOSEN: Final = ("accent", "", "on_accent", "on_accent")


class Answer(Button):
    """One of the seven marks; the one that Space gives is filled."""

    def __init__(self, key: str, letter: str, icon: str) -> None:
        super().__init__(str(choices.say("presence_mark", key)), Kind.ANSWER, icon, letter, name=f"mark_{key}")
        self.key = key
        self.chosen = False

    def choose(self, *, chosen: bool) -> None:
        """Whether Space gives this one."""
        if self.chosen is not chosen:
            self.chosen = chosen
            self.update()

    def tones(self) -> tuple[str, str, str, str]:
        return _CHOSEN if self.chosen and self.isEnabled() else super().tones()

    def _paint_keys(self, ink: Ink, x: int, words: str) -> None:
        if not self.chosen:
            super()._paint_keys(ink, x, words)
            return
        before, self.kind = self.kind, Kind.PRIMARY  # a keycap on a filled ground takes the ink of the words
        super()._paint_keys(ink, x, words)
        self.kind = before

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        size.setHeight(self._look().px(34))
        return size


class Panel(QWidget):
    """Who is to be marked, and what is still to do."""

    marked = Signal(str)
    remarked = Signal(str)
    rest_asked = Signal()
    close_asked = Signal()
    search_asked = Signal()
    put_right_asked = Signal()
    print_asked = Signal()
    leave_asked = Signal()
    return_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("call_panel")
        self.setAccessibleName(tr(N_("The child whose turn it is")))
        look = theme.of(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        self.child = Card(name="call_child")
        self.child.pad(16, 8, 4)
        head = QHBoxLayout()
        self.name = Line("", "title2")
        self.bed = Text("", "section", "muted")
        head.addWidget(self.name, 1)
        head.addWidget(self.bed)
        self.facts = Line("", "small", "muted")
        self.child.add(head)
        self.child.add(self.facts)
        self.answers = tuple(Answer(key, letter, icon) for key, letter, icon in marks())
        for answer in self.answers:
            answer.clicked.connect(lambda _on=False, key=answer.key: self.marked.emit(key))
            self.child.add(answer)
        self.remark = LineBox("call_remark")
        self.remark.setAccessibleName(tr(N_("Remark")))
        self.remark.setPlaceholderText(tr(N_("Remark (R): seen at 16:30 in the garden")))
        self.remark.setMaxLength(_LONGEST)
        self.remark.returnPressed.connect(lambda: self.remarked.emit(self.remark.text().strip()))
        self.child.add(self.remark)
        self.put_right = secondary(tr(N_("Put right")), "pencil", name="put_right")
        self.put_right.clicked.connect(self.put_right_asked)
        self.child.add(self.put_right)
        self.leave = quiet(tr(N_("Write down the absence")), "exchange", name="write_leave")
        self.leave.clicked.connect(self.leave_asked)
        self.returned = quiet(tr(N_("Back in the house")), "check", name="write_return")
        self.returned.clicked.connect(self.return_asked)
        for button in (self.leave, self.returned):
            self.child.add(button)
        column.addWidget(self.child)
        column.addStretch(1)
        column.addWidget(self._well())
        self.at = 0
        self.shown = ""

    def _well(self) -> Well:
        well = Well(name="call_rest")
        well.pad(12, 8, 4)
        self.search = quiet("", "warning", name="open_search")
        self.rest = quiet("", "check", name="mark_rest")
        self.close_call = Button(tr(N_("Close the roll call")), Kind.SECONDARY, "", "Ctrl+↵", name="close_call")
        self.close_call.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.print = Button(tr(N_("Print")), Kind.PRIMARY, "printer", "Ctrl+P", name="print_call")
        self.left = Text("", "small", "muted", wrap=True, name="call_left")
        for button, signal in ((self.search, self.search_asked), (self.rest, self.rest_asked),
                               (self.close_call, self.close_asked), (self.print, self.print_asked)):  # fmt: skip
            button.clicked.connect(signal)
            well.add(button)
        well.add(self.left)
        return well

    # --- what is shown ---

    def show_child(self, row: Row | None, words: str | None = None, *, closed: bool, may_write: bool) -> None:
        """The child of the current row; Space gives what is marked or expected, and nothing where nobody knows.

        `words` is a remark that is written and not kept yet.
        Who is on leave and was not expected to be has an absence to be written down; who was, a return.
        """
        self.child.setVisible(row is not None)
        if row is None:
            return
        self.name.say(row.name or ltr(row.number))
        self.bed.say(row.bed)
        expected = ""
        if row.expected not in {"", "present"} and not row.mark:
            expected = tr(N_("expected: {mark}"), mark=choices.say("presence_mark", row.expected))
        baby = tr(N_("baby, with the mother")) if row.baby else ""
        self.facts.say(" · ".join(part for part in (ltr(row.number), row.age, baby, expected) if part))
        for answer in self.answers:
            answer.setVisible(not closed)
        self.remark.setVisible(not closed)
        if self.shown != row.id or not self.remark.hasFocus():  # what is being written is not taken away
            self.remark.setText(words if words is not None else row.remark if row.mark else "")
        self.shown = row.id
        self.put_right.setVisible(closed)
        self.leave.setVisible(may_write and row.mark in AWAY and row.expected not in AWAY)
        self.returned.setVisible(may_write and row.expected in AWAY and row.mark not in AWAY)
        keys = [answer.key for answer in self.answers]
        given = row.mark or row.expected
        self._choose(keys.index(given) if given else _NONE)

    def step(self, by: int) -> None:
        """Another mark for Space to give."""
        if self.at == _NONE:
            self._choose(0 if by > 0 else len(self.answers) - 1)
        else:
            self._choose((self.at + by) % len(self.answers))

    def _choose(self, at: int) -> None:
        self.at = at
        for place, answer in enumerate(self.answers):
            answer.choose(chosen=place == at)

    @property
    def chosen(self) -> str:
        """The mark that Space gives; nothing where none is chosen."""
        return self.answers[self.at].key if self.at != _NONE else ""

    def show_rest(self, left: int, rest: int, *, closed: str, night: bool, to_find: int, unseen: int) -> None:
        """What is still to do: who is left, who of them is expected here, whom to find, who is out of sight."""
        self.search.setVisible(bool(to_find))
        self.search.say(
            ntr(N_("{count} child is not accounted for"), N_("{count} children are not accounted for"), to_find)
        )
        self.rest.setVisible(bool(rest) and not night and not closed)
        self.rest.say(
            ntr(N_("The one who remains is present ({count})"), N_("All who remain are present ({count})"), rest)
        )
        self.close_call.setVisible(not closed)
        self.close_call.setEnabled(not left and not unseen)
        self.close_call.turn(Kind.SECONDARY if left else Kind.PRIMARY)
        self.print.setVisible(bool(closed))
        if closed:
            self.left.say(tr(N_("Closed at {hour}. What was wrong is put right beside it."), hour=closed))
        elif left:
            words = ntr(
                N_("{count} child is still to be marked."), N_("{count} children are still to be marked."), left
            )
            self.left.say(words)
        elif unseen:
            self.left.say(ntr(
                N_("{count} child of this list is not in your sight any more. Whoever leads the house closes it."),
                N_("{count} children of this list are not in your sight any more. Whoever leads the house closes it."),
                unseen,
            ))  # fmt: skip
        else:
            self.left.say(tr(N_("Everybody is marked.")))
