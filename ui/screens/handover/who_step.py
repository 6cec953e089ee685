"""The first step of a handover: which children, to whom, for what."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk import choices, languages
from transit_desk.domain import errors, text
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.module import Rows, Window
from transit_desk.services.handover.views import Candidate, ReceiverRow
from ui import signs, theme
from ui.language import LANGUAGES
from ui.lists.delegate import CELL, PAD, CodeCell, MarkCell, Table, TextCell
from ui.lists.table import say
from ui.navigation import OpenPage
from ui.rows import PlainModel
from ui.screens.handover.leaving import Leaving
from ui.steps import Step, Then
from ui.widgets.badge import Badge
from ui.widgets.button import quiet, secondary
from ui.widgets.card import Card
from ui.widgets.chip import Chips
from ui.widgets.editors import ChoiceBox, LineBox, TextBox
from ui.widgets.field import Field
from ui.widgets.scroll import Scrolled
from ui.widgets.table_card import TableCard
from ui.widgets.words import Text, in_fours

_MOST: Final = 400
AGREED: Final = 5  # the column that says what each child agreed to


class PickTable(Table):
    """A list in which Space, Enter or a click chooses a row."""

    picked = Signal(int)

    def fit(self) -> None:
        """The name whole, if there is room at all; where the child is gives way first, for its tooltip says it."""
        look = theme.of(self)
        room, rows = self.viewport().width(), range(self.model().rowCount())
        wanted = [
            max((self.cells.wanted(look, self.model().index(row, column).data(CELL)) for row in rows), default=0)
            for column in range(self.model().columnCount())
        ]
        if not rows or room <= 0:
            return
        heading = str(self.model().headerData(AGREED, Qt.Orientation.Horizontal))
        wanted[AGREED] = max(wanted[AGREED], look.width(heading, "small_strong") + look.px(2 * PAD))
        mark, name, number, age, where, agreed = wanted
        where = max(look.px(84), min(where, room - mark - name - number - age - agreed))
        name = min(name, room - mark - number - age - where - agreed)
        for column, width in enumerate((mark, name, number, age, where)):
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.picked.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self.indexAt(event.position().toPoint())
        if at.isValid():
            self.picked.emit(at.row())


class ReceiverCard(Card):
    """To whom: the agency, and whether its key may be used."""

    chosen = Signal()

    def __init__(self, leaving: Leaving, open_page: OpenPage) -> None:
        super().__init__(tr(N_("To whom")), name="receiver_card")
        self.leaving = leaving
        self.rows: dict[str, ReceiverRow] = {}
        add = quiet(tr(N_("Add an agency")), "plus", name="receiver_add")
        add.clicked.connect(lambda _on=False: open_page("handover.receiver"))
        self.add_action(add)
        self.agency = ChoiceBox("receiver", [("", tr(N_("Choose an agency")))])
        self.agency.setAccessibleName(tr(N_("Agency that takes the files on")))
        self.badge = Badge("", "idle")
        self.contact = Text("", "small", "muted", wrap=True)
        self.words = Text("", "code", wrap=True)
        self.confirm = secondary(tr(N_("We compared these eight words")), "check", name="receiver_confirm")
        self.compare = Text(
            tr(N_("Read these words to the agency by telephone or in person before its key is used:")),
            "small", "muted", wrap=True,
        )  # fmt: skip
        for piece in (self.agency, self.badge, self.contact, self.compare, self.words):
            self.add(piece)
        line = QHBoxLayout()  # a button keeps its size, and alone in a column it would keep the whole card to it
        line.addWidget(self.confirm)
        line.addStretch(1)
        self.add(line)
        self.agency.currentIndexChanged.connect(self._show)
        self.confirm.clicked.connect(self._confirm)
        self._show()

    def ask(self) -> None:
        """Ask for the agencies."""
        values = {"window": Window(count=_MOST)}
        self.leaving.clerk.ask("handover.receivers", values, self._offer, self.leaving.trouble)

    def _offer(self, found: Rows) -> None:
        here = self.agency.value()
        contents = self.leaving.contents
        if not here and contents is not None:
            here = contents.receiver.id
        self.rows = {row.id: row for row in found.rows if row.active}
        offered = [(row.id, ", ".join(part for part in (row.name, row.place) if part)) for row in self.rows.values()]
        self.agency.blockSignals(True)
        self.agency.offer([("", tr(N_("Choose an agency"))), *offered])
        self.agency.choose(here)
        self.agency.blockSignals(False)
        self._show()

    def row(self) -> ReceiverRow | None:
        """The agency that is chosen."""
        return self.rows.get(self.agency.value())

    def _show(self, _at: int = 0) -> None:
        row = self.row()
        self.badge.setVisible(row is not None)
        told = row is not None and bool(row.focal_point or row.reached_at)
        self.contact.setVisible(told)
        waiting = row is not None and bool(row.recipient) and not row.confirmed
        for piece in (self.compare, self.words, self.confirm):
            piece.setVisible(waiting)
        if row is not None:
            self.badge.say(say(row.state.words), signs.tone(row.state.tone), signs.icon(row.state.icon))
            self.contact.say(" · ".join(part for part in (row.focal_point, row.reached_at) if part))
            self.words.say(in_fours(row.words))
            self.confirm.setEnabled(self.leaving.desk.may("handover.confirm_receiver"))
        self.chosen.emit()

    def _confirm(self, _on: bool = False) -> None:
        row = self.row()
        if row is not None:
            values = {"receiver_id": row.id}
            self.leaving.clerk.do("handover.confirm_receiver", values, self._confirmed, self.leaving.trouble)

    def _confirmed(self, _nothing: object) -> None:
        self.ask()


class WhoStep(Step):
    """A list to choose from, with what each child agreed to; nothing leaves here."""

    def __init__(self, leaving: Leaving, open_page: OpenPage, file_ids: tuple[str, ...] = ()) -> None:
        super().__init__("who", tr(N_("Who and what")))
        self.leaving = leaving
        self.chosen: set[str] = set(file_ids)
        self.children_shown: list[Candidate] = []
        self.search = LineBox("candidate_search", tr(N_("Find by name or number")))
        self.model = PlainModel((), self)
        self.table = PickTable("candidates", tr(N_("Children who can be handed over")), row="list_row")
        self.table.setModel(self.model)
        self.count = Text("", "strong")
        self.all = quiet(tr(N_("Choose everybody who agreed")), "check", name="choose_agreed")
        self.receiver = ReceiverCard(leaving, open_page)
        self.purpose = ChoiceBox("purpose", [("", tr(N_("Choose"))), *_offered("handover_purpose")])
        self.ways = Chips(_offered("package_way"), tr(N_("How it is closed")), may_be_none=False, name="way")
        names = {each.code: each.name for each in LANGUAGES}
        tongues = [(code, names[code]) for code in ("fr", "en") if code in languages.offered()]
        here = text.language() if text.language() in dict(tongues) else "en"
        self.tongues = Chips(tongues, tr(N_("Language of the papers")), on=here, may_be_none=False, name="tongue")
        self.parted_why = TextBox("parted_why", 2)
        self.parted = Field(tr(N_("Why without the brother or sister")), self.parted_why)
        self.parted.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(200)
        self._lay()
        self._wire()

    def _lay(self) -> None:
        look = theme.of(self)
        start = QVBoxLayout()
        start.setSpacing(look.px(8))
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(self.search, 1)
        head.addWidget(self.all)
        start.addLayout(head)
        start.addWidget(TableCard(self.table), 1)
        side = QWidget()
        side.setObjectName("body")
        side.setAccessibleName(tr(N_("To whom and for what")))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        what = Card(tr(N_("For what")), name="purpose_card")
        what.pad(16, 12, 12)
        what.add(Field(tr(N_("Purpose")), self.purpose))
        what.add(self.parted)
        what.add(Text(tr(N_("Language of the papers")), "strong"))
        what.add(self.tongues)
        what.add(Text(tr(N_("How it is closed")), "strong"))
        what.add(self.ways)
        for piece in (self.count, self.receiver, what):
            column.addWidget(piece)
        column.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(look.px(16))
        line.addLayout(start, 760)
        line.addWidget(Scrolled(side), 334)
        self.column.addLayout(line, 1)

    def _wire(self) -> None:
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self._timer.timeout.connect(self.ask)
        self.table.picked.connect(self.toggle)
        self.all.clicked.connect(self._choose_agreed)
        self.receiver.chosen.connect(self._receiver_chosen)
        self.purpose.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.leaving.seen.connect(self._seen)

    def enter(self) -> None:
        self.ask()
        self.receiver.ask()

    def ask(self) -> None:
        """Ask for the children, all or those that hold what was typed."""
        values = {"window": Window(count=_MOST, words=self.search.text().strip())}
        self.leaving.clerk.ask("handover.candidates", values, self._show, self.leaving.trouble)

    def _show(self, found: Rows) -> None:
        self.children_shown = list(found.rows)
        self.leaving.names.update({each.id: say(each.name) for each in found.rows})
        self._fill()

    def _fill(self) -> None:
        headings = (
            "",
            tr(N_("Child")),
            tr(N_("Number")),
            tr(N_("Sex, age")),
            tr(N_("Where")),
            tr(N_("Agreed to a transfer")),
        )
        self.model.show_rows(headings, [self._cells(each) for each in self.children_shown])
        self.table.fit()
        self._count()

    def _cells(self, each: Candidate) -> list[Any]:
        on = each.id in self.chosen
        mark = each.consent
        return [
            MarkCell("", "check", "ok") if on else MarkCell("", "ring", "idle"),
            TextCell(say(each.name) if each.name != each.number else "", bold=True),
            CodeCell(each.number),
            TextCell(say(each.sex_age)),
            TextCell(say(each.where), "muted"),
            MarkCell(say(mark.words), signs.icon(mark.icon, "info"), signs.tone(mark.tone)),
        ]

    def toggle(self, row: int) -> None:
        """Choose a child, or leave it out again."""
        if 0 <= row < len(self.children_shown):
            each = self.children_shown[row]
            self.chosen ^= {each.id}
            self.model.change_row(row, self._cells(each))
            self._count()

    def _choose_agreed(self, _on: bool = False) -> None:
        self.chosen |= {each.id for each in self.children_shown if each.allowed}
        self._fill()

    def _count(self) -> None:
        words = ntr(N_("{count} child chosen"), N_("{count} children chosen"), len(self.chosen))
        self.count.say(words if self.chosen else tr(N_("Nobody chosen yet")))
        self.changed.emit()

    def _receiver_chosen(self) -> None:
        row = self.receiver.row()
        with_key = row is not None and bool(row.recipient)
        nothing_chosen = row is not None and not self.ways.value()
        if nothing_chosen or (self.ways.value() == "key" and not with_key):
            self.ways.choose("key" if with_key else "passphrase")
        self.ways.chip("key").setEnabled(with_key)
        reason = "" if with_key else tr(N_("This agency has given no key."))
        self.ways.chip("key").setToolTip(reason)
        self.changed.emit()

    def _seen(self) -> None:
        contents = self.leaving.contents
        if contents is not None and not self.chosen:
            self.chosen = {child.file_id for child in contents.children}
            self.receiver.agency.choose(contents.receiver.id)
            self.ways.choose(contents.way)
            self.tongues.choose(contents.language)
            label = str(contents.purpose)
            at = next((at for at in range(self.purpose.count()) if self.purpose.itemText(at) == label), 0)
            self.purpose.setCurrentIndex(at)
            self._fill()

    def reason(self) -> str:
        if not self.chosen:
            return tr(N_("Choose at least one child."))
        if self.receiver.row() is None:
            return tr(N_("Choose the agency."))
        return "" if self.purpose.value() else tr(N_("Choose the purpose."))

    def leave(self, then: Then) -> None:
        """Begin the draft, or change it."""
        row = self.receiver.row()
        if row is None:
            return
        files = sorted(self.chosen)
        values = {"receiver_id": row.id, "purpose": self.purpose.value(), "way": self.ways.value(),
                  "language": self.tongues.value(),
                  "parted_why": self.parted_why.toPlainText().strip() or None}  # fmt: skip
        self.parted.refuse("")
        self._then = then
        if not self.leaving.package_id:
            self.leaving.clerk.do("handover.prepare", {"file_ids": files, **values}, self._prepared, self._refused)
            return
        keep = {"package_id": self.leaving.package_id, "step": 2, "values": values}
        change = {"package_id": self.leaving.package_id, "file_ids": files}
        self.leaving.clerk.do("handover.keep_step", keep, None, self.leaving.trouble)
        self.leaving.clerk.do("handover.change_files", change, self._changed, self._refused)

    def _refused(self, trouble: errors.Spoken) -> None:
        if trouble.field != "parted_why":
            self.leaving.trouble(trouble)
            return
        self.parted.show()
        self.parted.refuse(str(trouble))
        self.parted_why.setFocus()

    def _prepared(self, package_id: str) -> None:
        self.leaving.package_id = package_id
        self._then()

    def _changed(self, _nothing: object) -> None:
        self._then()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Space", tr(N_("choose"))), ("↓", tr(N_("next child"))), ("Tab", tr(N_("next field"))))

    def first(self) -> QWidget | None:
        return self.search


def _offered(name: str) -> list[tuple[str, str]]:
    return [(each.key, each.label(text.language())) for each in choices.load(name).offered]
