"""The children of a package that came in, as proposals: theirs beside ours, taken over by a person or given back."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk import choices
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.handover.views import ChildShown, PartShown
from ui import theme
from ui.clerk import Clerk
from ui.lists.delegate import CodeCell, MarkCell, Table, TextCell
from ui.lists.table import say
from ui.rows import PlainModel
from ui.screens.handover.look_panel import section_words
from ui.screens.handover.their_words import Reader, Said
from ui.steps import spoken
from ui.widgets.badge import Badge
from ui.widgets.button import quiet, tonal
from ui.widgets.card import Card
from ui.widgets.clearing import clear
from ui.widgets.editors import ChoiceBox, LineBox
from ui.widgets.painted import ltr
from ui.widgets.scroll import Scrolled
from ui.widgets.table_card import TableCard
from ui.widgets.words import Text

Index = QModelIndex | QPersistentModelIndex
WAITING: Final = "waiting"
NEW_FILE: Final = ""
UNSURE: Final = "?"  # a new file too, and the supervisor is asked whether it is the same child
_MARKS: Final = {"waiting": ("ring", "warn"), "accepted": ("check", "ok"), "kept": ("folder", "idle"),
                 "refused": ("minus_ring", "idle")}  # fmt: skip
_SIDES: Final = {"theirs": N_("only with them"), "ours": N_("only here")}
_MOST: Final = 12  # lines of one part; the rest is counted


class PartCard(Card):
    """One part of a child: what they write, and where it differs from the file chosen here."""

    def __init__(self, part: PartShown, today: datetime.date, *, compared: bool) -> None:
        super().__init__(section_words(part.section), name=f"part_{part.proposal_id}")
        self.pad(16, 8, 4)
        self.reader = Reader(today, part.known)
        icon, tone = _MARKS.get(part.state, ("info", "idle"))
        self.add_action(Badge(str(choices.say("proposal_state", part.state)), tone, icon))
        if compared and part.takes_effect and part.state == WAITING:
            self._show_differences(part)
        else:
            self._show_theirs(part)
        if not part.takes_effect:
            words = N_("This part stays as it came. It changes no file by itself.")
            self.add(Text(tr(words), "small", "muted", wrap=True))

    def _show_theirs(self, part: PartShown) -> None:
        every = self.reader.lines(part.theirs)
        for said in every[:_MOST]:
            self._line(said.label, said.words, said.source)
        self._rest(len(every))

    def _show_differences(self, part: PartShown) -> None:
        """What only they say, in bold; what only stands here, quietly: it is never taken away."""
        if not part.different:
            self.add(Text(tr(N_("The same as here.")), "small", "ok"))
        count = 0
        for name, their_value, our_value in _differing(part):
            theirs, ours = _apart(self.reader, name, their_value, our_value)
            for sign, lines, role, tone in (("theirs", theirs, "strong", "text"), ("ours", ours, "body", "muted")):
                for said in lines:
                    count += 1
                    if count <= _MOST:
                        self._line(said.label, said.words, tr(_SIDES[sign]), role, tone)
        self._rest(count)

    def _line(self, label: str, words: str, aside: str, role: str = "body", tone: str = "text") -> None:
        look = theme.of(self)
        line = QHBoxLayout()
        line.setSpacing(look.px(12))
        about = Text(label, "small", "muted", wrap=True)
        about.setFixedWidth(look.px(200))
        line.addWidget(about, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Text(words, role, tone, wrap=True), 1)
        line.addWidget(Text(aside, "small", "muted"))
        self.add(line)

    def _rest(self, count: int) -> None:
        if count > _MOST:
            words = ntr(N_("and {count} more line"), N_("and {count} more lines"), count - _MOST)
            self.add(Text(words, "small", "muted"))


def _differing(part: PartShown) -> Iterator[tuple[str, object, object]]:
    """What differs, by name, theirs and ours; a birth is one thing, though its days are two."""
    sides = [each.get("born") if isinstance(each, Mapping) else None for each in (part.theirs, part.ours)]
    births = 0
    for each in part.different:
        if each.path[0] != "born":
            yield each.path[-1], each.theirs, each.ours
        elif not births:
            births += 1
            yield "born", sides[0], sides[1]


def _apart(reader: Reader, name: str, theirs: object, ours: object) -> tuple[list[Said], list[Said]]:
    """What only they say and what only we say; of a list, the entries that the other side has not."""
    if isinstance(theirs, (list, tuple)) or isinstance(ours, (list, tuple)):
        other = list(theirs) if isinstance(theirs, (list, tuple)) else []
        own = list(ours) if isinstance(ours, (list, tuple)) else []
        return (
            [said for entry in other if entry not in own for said in reader.entry(name, entry)],
            [said for entry in own if entry not in other for said in reader.entry(name, entry)],
        )
    their_line, our_line = (reader.lines({name: each}) if each is not None else [] for each in (theirs, ours))
    return their_line, our_line


def _name_of(child: ChildShown) -> str:
    """The name in use, as they write it; nothing where their words do not say who the child is."""
    told = (part.theirs for part in child.parts if part.section == "identity")
    content = next((each for each in told if isinstance(each, Mapping)), {})
    return Reader().plain("name_in_use", content.get("name_in_use"))


def _is_here(chosen: str) -> bool:
    return chosen not in {NEW_FILE, UNSURE}


class ChildrenPanel(QWidget):
    """Children at the start; at the end the one that is looked at, beside the file chosen here."""

    refused = Signal(str)
    answered = Signal(bool)  # whether every child has an answer

    def __init__(self, desk: Desk, clerk: Clerk) -> None:
        super().__init__()
        self.desk = desk
        self.clerk = clerk
        self.received_id = ""
        self.every: tuple[ChildShown, ...] = ()
        self.answers: dict[str, str] = {}  # by child: a file that is here, a new one, or a new one for now
        self._child_id = ""
        self.setObjectName("children_panel")
        self.setAccessibleName(tr(N_("Children of this package")))
        self.model = PlainModel((), self)
        self.table = Table("received_children", tr(N_("Children of this package")), row="list_row")
        self.table.setModel(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.body = QWidget()
        self.body.setObjectName("body")
        self.body.setAccessibleName(tr(N_("What they write")))
        self.parts = QVBoxLayout(self.body)
        self.parts.setContentsMargins(0, 0, 0, 0)
        self._lay()

    def _lay(self) -> None:
        look = theme.of(self)
        self.file = ChoiceBox("beside_file")
        self.file.setAccessibleName(tr(N_("File here")))
        self.file.currentIndexChanged.connect(self._compare)
        self.reason = Text("", "small", "muted", wrap=True)
        self.take = tonal("", "check", name="take_child")
        self.give_back = quiet(tr(N_("Give back")), "minus_ring", name="give_child_back")
        self.why = LineBox("give_back_why", tr(N_("Why it is given back, in a few words")))
        self.why.hide()
        self.take.clicked.connect(self._take)
        self.give_back.clicked.connect(self._give_back)
        self.why.returnPressed.connect(self._give_back)
        self.decide = Card(tr(N_("Which file is it here?")), name="decide_card")
        self.decide.pad(16, 8, 6)
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(self.file, 1)
        line.addWidget(self.give_back)
        line.addWidget(self.take)
        self.decide.add(line)
        self.decide.add(self.reason)
        self.decide.add(self.why)
        self.parts.setSpacing(look.px(8))
        end = QVBoxLayout()
        end.setSpacing(look.px(8))
        end.addWidget(self.decide)
        end.addWidget(Scrolled(self.body), 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(16))
        whole.addWidget(TableCard(self.table), 440)
        whole.addLayout(end, 654)

    def show_package(self, received_id: str) -> None:
        """The package with this identifier here."""
        self.received_id = received_id
        self.ask()

    def ask(self) -> None:
        """Ask again: a child was taken over, or is compared with another file."""
        values = {
            "received_id": self.received_id,
            "beside": {child: chosen for child, chosen in self.answers.items() if _is_here(chosen)},
        }
        self.clerk.ask("handover.proposals", values, self._show, self._trouble)

    def _show(self, every: tuple[ChildShown, ...]) -> None:
        self.every = every
        headings = (tr(N_("Number there")), tr(N_("Child")), tr(N_("State")))
        self.model.show_rows(headings, [self._cells(child) for child in every])
        self.table.columns([132, 176, 110])
        rows = {child.child_id: row for row, child in enumerate(every)}
        waiting = next((row for row, child in enumerate(every) if child.state == WAITING), 0)
        row = rows.get(self._child_id, waiting)
        if every:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(row, 0), flags)
        self.answered.emit(bool(every) and all(child.state != WAITING for child in every))

    def _cells(self, child: ChildShown) -> tuple[Any, ...]:
        icon, tone = _MARKS.get(child.state, ("info", "idle"))
        number = CodeCell(child.number, "text") if child.number else TextCell(tr(N_("without a number")), "muted")
        name = TextCell(_name_of(child), bold=True)
        return number, name, MarkCell(str(choices.say("proposal_state", child.state)), icon, tone)

    def current(self) -> ChildShown | None:
        """The child that is looked at."""
        row = self.table.currentIndex().row()
        return self.every[row] if 0 <= row < len(self.every) else None

    def _choose(self, _current: Index, _previous: Index) -> None:
        child = self.current()
        if child is None:
            return
        self._child_id = child.child_id
        self.why.hide()
        offered = [(each.file_id, ltr(each.number)) for each in child.likely]
        chosen = child.file_id or self.answers.get(child.child_id, UNSURE if offered else NEW_FILE)
        if child.file_id and child.file_id not in dict(offered):
            offered.insert(0, (child.file_id, tr(N_("the file it was taken into"))))
        self.file.blockSignals(True)
        if child.likely:
            new = [(UNSURE, tr(N_("Not known yet: open a new file"))), (NEW_FILE, tr(N_("Another child: a new file")))]
        else:
            new = [(NEW_FILE, tr(N_("None: open a new file")))]
        self.file.offer([*new, *offered])
        self.file.choose(chosen)
        self.file.blockSignals(False)
        self._show_child(child)

    def _show_child(self, child: ChildShown) -> None:
        waiting = child.state == WAITING
        chosen = self.file.value()
        why = next((say(each.reason) for each in child.likely if each.file_id == chosen), "")
        count = len(child.likely)
        likely = ntr(
            N_("{count} file here looks like this child"), N_("{count} files here look like this child"), count
        )
        self.reason.say(why or (likely if count else tr(N_("No file here looks like this child."))))
        self.reason.setVisible(waiting)
        self.file.setEnabled(waiting)
        self.take.setVisible(waiting)
        self.give_back.setVisible(waiting)
        here = _is_here(str(chosen))
        self.take.say(tr(N_("Add to this file")) if here else tr(N_("Open a file with it")))
        clear(self.parts)
        today = self.desk.day(self.desk.now())
        for part in sorted(child.parts, key=lambda each: not each.takes_effect):
            self.parts.addWidget(PartCard(part, today, compared=here))
        self.parts.addStretch(1)

    def _compare(self, _at: int) -> None:
        child = self.current()
        if child is None:
            return
        self.answers[child.child_id] = str(self.file.value())
        self.ask()

    def _take(self, _on: bool = False) -> None:
        child = self.current()
        if child is not None:
            chosen = str(self.file.value())
            values = {"child_id": child.child_id, "file_id": chosen if _is_here(chosen) else None}
            if not _is_here(chosen):
                values["answer"] = "do_not_know" if chosen == UNSURE else "not_same"
            self.clerk.do("handover.accept_child", values, self._done, self._trouble)

    def _give_back(self, _on: bool = False) -> None:
        child = self.current()
        if child is None:
            return
        if not self.why.isVisible():
            self.why.clear()
            self.why.show()
            self.why.setFocus()
            return
        values = {"child_id": child.child_id, "why": self.why.text()}
        self.clerk.do("handover.refuse_child", values, self._done, self._trouble)

    def _done(self, _result: object) -> None:
        self.refused.emit("")
        self._child_id = ""
        self.ask()

    def _trouble(self, trouble: errors.Spoken) -> None:
        self.refused.emit(spoken(trouble))
