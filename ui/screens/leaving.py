"""A child leaves: what each service has to settle first, what ends and what goes on, and the questions of the door."""

from __future__ import annotations

import functools

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.leaving import pages
from transit_desk.services.leaving.views import Door, Line
from ui import signs, theme
from ui.clerk import Clerk
from ui.forms.inside import StepForm
from ui.navigation import OpenPage
from ui.steps import Head, PageBody, spoken
from ui.widgets.badge import Badge
from ui.widgets.banner import Notice
from ui.widgets.button import quiet, secondary
from ui.widgets.card import Card, Rule
from ui.widgets.clearing import clear
from ui.widgets.editors import LineBox, Tick
from ui.widgets.empty import EmptyState
from ui.widgets.keys import KeyStrip
from ui.widgets.painted import ltr
from ui.widgets.scroll import Scrolled
from ui.widgets.words import Text

_CHILD = "case_file.child"


class LineRow(QWidget):
    """One thing to settle: settled where it is kept, by the leaving itself, or left with a reason if one will do."""

    def __init__(self, line: Line, why: str, along: frozenset[str], open_page: OpenPage) -> None:
        super().__init__()
        self.line = line
        title, detail = str(line.title), " · ".join(part for part in (line.who, str(line.detail)) if part)
        self.setObjectName("settle_line")
        self.setAccessibleName(line.key)
        look = theme.of(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(6), 0, look.px(6))
        column.setSpacing(look.px(6))
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        head.addWidget(Text(title, "strong", wrap=True), 1)
        if detail:
            head.addWidget(Text(detail, "small", "muted"))
        column.addLayout(head)
        self.why = LineBox("left_open_why", tr(N_("Left open because…")))
        self.why.setAccessibleName(tr(N_("Why it stays open: {what}"), what=title))
        self.why.setText(why)
        self.along = Tick(tr(N_("Leaves too")))
        self.along.setObjectName("leaves_too")
        self.along.setAccessibleName(tr(N_("Leaves too: {what}"), what=title))
        self.along.setChecked(bool(line.along) and line.along in along)
        self.along.setVisible(bool(line.along))
        self.along.toggled.connect(self.why.setDisabled)
        self.why.setDisabled(self.along.isChecked())
        self.settle = secondary(tr(line.verb) if line.verb else tr(N_("Settle it")), signs.icon(line.icon, "exchange"))
        if line.by_itself:
            head.addWidget(Badge(tr(N_("settled by the leaving")), "ok"))
            self.why.hide()
            return
        if line.must:
            head.addWidget(Badge(tr(N_("first of all")), "stop"))
            self.why.hide()
        below = QHBoxLayout()
        below.setSpacing(look.px(8))
        target = line.target
        if target is not None:
            go = functools.partial(open_page, target.page, target.record_id, **target.extra)
            self.settle.clicked.connect(lambda _on=False: go())
            below.addWidget(self.settle)
        if line.along:
            below.addWidget(self.along)
        below.addWidget(self.why, 1)
        below.addStretch(0)
        column.addLayout(below)


class Screen(PageBody):
    """The door. Nothing is settled twice, nothing is left without a word, and it happens all at once."""

    def __init__(
        self, desk: Desk, clerk: Clerk, open_page: OpenPage, *, record_id: str = "", file_id: str = "", **_more: object
    ) -> None:
        super().__init__("leaving", tr(N_("The child leaves")))
        self.desk, self.clerk, self.open_page = desk, clerk, open_page
        self.file_id = file_id or record_id
        self.form: StepForm | None = None
        self.rows: list[LineRow] = []
        self.every: tuple[Line, ...] = ()
        self.along: frozenset[str] = frozenset()  # the files of those who leave too
        self._stale = False  # something was settled while another page stood here
        self._lay()
        self._soon = QTimer(self)  # one act may settle several things
        self._soon.setSingleShot(True)
        self._soon.setInterval(150)
        self._soon.timeout.connect(self.ask)
        self.clerk.changed.connect(self._hear)
        self.ask()

    def _lay(self) -> None:
        look = theme.of(self)
        self.head = Head(tr(N_("The child leaves")))
        self.back = quiet(tr(N_("The child’s file")), "back", name="to_child")
        self.back.clicked.connect(lambda _on=False: self.open_page(_CHILD, self.file_id))
        self.head.add(self.back)
        self.notice = Notice("", "alert")
        self.notice.hide()
        self.gone = EmptyState("exchange", tr(N_("The child does not live here.")))
        self.gone.hide()
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.settle = Card(tr(N_("Settle first")), name="settle_card")
        self.settle.pad(16, 12, 8)
        self.settle.add(self.lines)
        self.ends = Text("", "small", "muted", wrap=True)
        self.goes_on = Text("", "small", "muted", wrap=True)
        after = Card(tr(N_("With the leaving")), name="after_card")
        after.pad(16, 12, 8)
        after.add(self.ends)
        after.add(self.goes_on)
        start = QWidget()
        start.setObjectName("body")
        start.setAccessibleName(tr(N_("What is to be settled")))
        column = QVBoxLayout(start)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        column.addWidget(self.settle)
        column.addWidget(after)
        column.addStretch(1)
        self.area = Scrolled(start)
        self.place = QVBoxLayout()
        middle = QHBoxLayout()
        middle.setSpacing(look.px(16))
        middle.addWidget(self.area, 1)
        middle.addLayout(self.place, 1)
        self.strip = KeyStrip((("Tab", tr(N_("next field"))), ("Ctrl+S", tr(N_("the child leaves")))),
                              tr(N_("All of it happens at once, or nothing.")))  # fmt: skip
        for piece in (self.head, self.notice, self.gone):
            self.column.addWidget(piece)
        self.column.addLayout(middle, 1)
        self.column.addWidget(self.strip)

    def _hear(self, _touched: object) -> None:
        """Whatever an act touched: which slice has something to settle, only that slice knows."""
        if self.isVisible():
            self._soon.start()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes back from where something is settled sees what is left."""
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self._soon.start()

    def ask(self) -> None:
        """Look at what stands before the door again."""
        if self.clerk.desk is not None:
            self.clerk.ask("leaving.door", {"file_id": self.file_id}, self._show, self._refused)

    def _show(self, door: Door) -> None:
        self.head.say(tr(N_("{name} leaves"), name=door.name), ltr(door.number))
        here = door.began is not None
        self.area.setVisible(here)
        self.gone.setVisible(not here)
        if not here:
            self._drop_form()
            return
        if self.form is None or door.lines != self.every:  # what is the same stays as it stands, under the hands
            self.every = door.lines
            self._show_lines()
        ends = len(door.closes)
        self.ends.say(
            ntr(N_("{count} review of the stay ends with it."), N_("{count} reviews of the stay end with it."), ends)
            if ends else tr(N_("No review of the stay is due."))
        )  # fmt: skip
        told = ", ".join(str(words) for words in door.goes_on)
        self.goes_on.say(tr(N_("Goes on with the file: {what}"), what=told) if told else tr(N_("Nothing else is due.")))
        if self.form is None:
            self._new_form(door)

    def _show_lines(self) -> None:
        """The child's own lines, and those of who leaves along."""
        typed = {row.line.key: row.why.text() for row in self.rows}
        lines = [line for line in self.every if not line.who or line.of_file in self.along]
        clear(self.lines)
        self.rows = [LineRow(line, typed.get(line.key, ""), self.along, self.open_page) for line in lines]
        for place, row in enumerate(self.rows):
            row.why.textChanged.connect(self._reasons)
            row.along.toggled.connect(functools.partial(self._goes_along, row.line.along))
            if place:
                self.lines.addWidget(Rule())
            self.lines.addWidget(row)
        if not lines:
            self.lines.addWidget(Text(tr(N_("Everything is settled.")), "body", "muted"))
        self._reasons()

    def _goes_along(self, file_id: str, goes: bool) -> None:
        """Who leaves too is asked for as the child is: what is open of them stands below."""
        self.along = self.along | {file_id} if goes else self.along - {file_id}
        QTimer.singleShot(0, self, functools.partial(self._show_again, file_id))

    def _show_again(self, file_id: str) -> None:
        self._show_lines()
        for row in self.rows:
            if row.line.along == file_id:
                row.along.setFocus()

    def _new_form(self, door: Door) -> None:
        self.form = StepForm(pages.LEAVE, self.clerk, door.file_id, {"first": dict(door.values)})
        self.form.finished.connect(self._left)
        self.form.opened.connect(self.open_page)
        self.place.addWidget(self.form)
        self._reasons()

    def _reasons(self) -> None:
        """What is left open goes along with the answers."""
        if self.form is not None:
            self.form.extra["left"] = {row.line.key: row.why.text() for row in self.rows if row.why.text().strip()}
            self.form.extra["along"] = sorted(self.along)

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.place.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _left(self, _departure: object) -> None:
        self.open_page("preview", paper="leaving.exit_form", file_id=self.file_id)

    def _refused(self, trouble: errors.Spoken) -> None:
        self.notice.say(spoken(trouble), "alert")
