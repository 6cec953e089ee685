"""The third step: every child who goes home from there, with the questions that have to be put before it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.arrivals import pages
from transit_desk.services.arrivals.views import ReturnAsked
from ui import theme
from ui.forms.inside import StepForm
from ui.lists.delegate import CodeCell, MarkCell, Table, TextCell
from ui.rows import PlainModel
from ui.screens.arrivals.event import Arrival
from ui.steps import Step, Then
from ui.widgets.button import quiet
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.table_card import TableCard
from ui.widgets.words import Text

Index = QModelIndex | QPersistentModelIndex

# What may well be the same for the next child; who takes the child home and what the child wants never is.
_NAMED: Final = 3
REPEATED: Final = ("decided_by", "visit_who", "visit_name", "visit_by", "armed_near", "armed_on")


class ReturnsStep(Step):
    """Until every question was put, a child is not accounted for, and no return is counted."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__("returns", tr(N_("Returns")))
        self.arrival = arrival
        self.asked: tuple[ReturnAsked, ...] = ()
        self.form: StepForm | None = None
        self._row_id = ""
        self._before: dict[str, Any] = {}
        self._then: Then | None = None
        self.model = PlainModel((), self)
        self.table = Table("returns", tr(N_("Children who go home from here")), row="list_row")
        self.table.setModel(self.model)
        self.left_words = Text("", "strong")
        self.empty = EmptyState("home_family", tr(N_("No child of this list goes home from here.")))
        self.empty.hide()
        self._lay()
        self.table.selectionModel().currentRowChanged.connect(self._choose)

    def _lay(self) -> None:
        look = theme.of(self)
        self.whole = QWidget()
        self.whole.setObjectName("returns_page")
        self.whole.setAccessibleName(self.said)
        line = QHBoxLayout(self.whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(16))
        start = QVBoxLayout()
        start.setSpacing(look.px(8))
        start.addWidget(self.left_words)
        start.addWidget(TableCard(self.table), 1)
        line.addLayout(start, 466)
        self.place = QVBoxLayout()
        self.place.setSpacing(look.px(8))
        self.child = Card(name="return_child")
        self.child.pad(16, 6, 0)
        head = QHBoxLayout()
        self.name = Text("", "section")
        self.open_words = Text("", "small", "muted", wrap=True)
        self.repeat = quiet(tr(N_("As for the child before")), "copy", name="return_repeat")
        self.repeat.clicked.connect(self._repeat)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.open_words)
        head.addLayout(words, 1)
        head.addWidget(self.repeat)
        self.child.add(head)
        self.place.addWidget(self.child)
        line.addLayout(self.place, 628)
        self.column.addWidget(self.whole, 1)
        self.column.addWidget(self.empty, 1)

    # --- which child ---

    def enter(self) -> None:
        self._ask()

    def _ask(self) -> None:
        self.arrival.clerk.ask(
            "arrivals.returns_to_answer", {"event_id": self.arrival.event_id}, self._show, self.arrival.trouble
        )

    def _show(self, asked: tuple[ReturnAsked, ...]) -> None:
        self.asked = asked
        self.whole.setVisible(bool(asked))
        self.empty.setVisible(not asked)
        headings = (tr(N_("No.")), tr(N_("Child")), tr(N_("Number")), tr(N_("State")))
        self.model.show_rows(headings, [self._cells(each) for each in asked])
        self.table.columns([44, 176, 106, 120])
        left = sum(not each.complete for each in asked)
        words = ntr(N_("{count} return still to answer for"), N_("{count} returns still to answer for"), left)
        self.left_words.say(words if left else tr(N_("Every return is answered for")), "warn" if left else "ok")
        self._stand()
        self.changed.emit()

    def _cells(self, each: ReturnAsked) -> tuple[CodeCell, TextCell, CodeCell, MarkCell]:
        count = len(each.open)
        state = (
            MarkCell(tr(N_("answered")), "check", "ok")
            if each.complete
            else MarkCell(ntr(N_("{count} question"), N_("{count} questions"), count), "warning", "warn")
        )
        return CodeCell(str(each.place)), TextCell(each.name, bold=True), CodeCell(each.number), state

    def _stand(self) -> None:
        """On the child that was there before, or on the first one that is still open."""
        rows = {each.row_id: row for row, each in enumerate(self.asked)}
        still_open = next((row for row, each in enumerate(self.asked) if not each.complete), 0)
        here = rows.get(self._row_id)
        if here is not None and not self.asked[here].complete:
            still_open = here
        if self.asked:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(still_open, 0), flags)

    def _choose(self, current: Index, _previous: Index) -> None:
        if not current.isValid() or current.row() >= len(self.asked):
            return
        each = self.asked[current.row()]
        self.name.say(f"{each.place}. {each.name or each.number}")
        self.open_words.say(self._still(each))
        self.repeat.setVisible(bool(self._before))
        if each.row_id == self._row_id and self.form is not None:
            return
        self._row_id = each.row_id
        self._new_form(each.row_id)

    def _still(self, each: ReturnAsked) -> str:
        """What is still to be asked, by name where it is little."""
        if not each.open:
            return tr(N_("All was asked."))
        if len(each.open) > _NAMED:
            return ntr(N_("{count} question to ask"), N_("{count} questions to ask"), len(each.open))
        labels = ", ".join(str(words).rstrip("?").strip().lower() for _field, words in each.open)
        return tr(N_("Still to ask: {questions}"), questions=labels)

    def _new_form(self, row_id: str) -> None:
        if self.form is not None:
            self.form.leave()
            self.form.hide()
            self.place.removeWidget(self.form)
            self.form.deleteLater()
        self.form = StepForm(pages.RETURN, self.arrival.clerk, row_id)
        self.form.save_button.setVisible(self.arrival.may_answer)
        self.form.finished.connect(self._saved)
        self.form.opened.connect(self.opened)
        self.place.addWidget(self.form, 1)

    # --- answers ---

    def _repeat(self, _on: bool = False) -> None:
        if self.form is not None:
            known: Mapping[str, Any] = self._before
            self.form.retype({**self.form.typed(), **known})

    def _saved(self, complete: object) -> None:
        if self.form is not None:
            self._before = {name: kept for name, kept in self.form.typed().items() if name in REPEATED}
        self._row_id = ""
        then, self._then = self._then, None
        self.arrival.ask()
        if then is not None:
            then()
        else:
            self._ask()

    def leave(self, then: Then) -> None:
        """What was written is saved; open questions keep nobody here, the last step says who is missing."""
        if self.form is not None and self.form.draft.changed() and self.arrival.may_answer:
            self._then = then
            self.form.save()
            return
        then()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+S", tr(N_("keep the answers"))), ("Tab", tr(N_("next field"))), ("F6", tr(N_("next zone"))))

    def first(self) -> QWidget | None:
        return self.table
