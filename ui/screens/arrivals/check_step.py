"""The last step: the count once more, the question about girls, who is still missing; then the event is closed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk import choices
from transit_desk.domain import errors, text
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.arrivals.views import Missing
from ui import theme
from ui.screens.arrivals.event import Arrival
from ui.screens.arrivals.sums import SumCard
from ui.steps import Step, Then
from ui.widgets.button import tonal
from ui.widgets.card import Card
from ui.widgets.chip import Chips
from ui.widgets.clearing import clear
from ui.widgets.editors import TextBox
from ui.widgets.field import Field
from ui.widgets.scroll import Scrolled
from ui.widgets.summary import Link
from ui.widgets.tasks import FactLine
from ui.widgets.words import Text

PARTED: Final = "parted_why"


class GirlsCard(Card):
    """No girl in the list: whether somebody asked if some stayed behind."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__(tr(N_("There is no girl in this list")), name="girls_card")
        self.setProperty("edge", "edge")
        self.arrival = arrival
        words = N_("Girls are often kept back or left off. Ask women of the place, apart from those who gave the list.")
        self.add(Text(tr(words), "small", "muted", wrap=True))
        answers = [(each.key, each.label(text.language())) for each in choices.load("girls_asked").offered]
        self.answers = Chips(answers, tr(N_("Was it asked?")), may_be_none=False, name="girls_asked")
        self.note = TextBox("girls_note", 2)
        self.note.setAccessibleName(tr(N_("What was learned about girls, or why nobody could ask")))
        self.note.setPlaceholderText(tr(N_("What was learned about girls, or why nobody could ask")))
        self.keep = tonal(tr(N_("Keep the answer")), "check", name="girls_keep")
        self.keep.clicked.connect(self._keep)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.keep)
        for piece in (self.answers, self.note):
            self.add(piece)
        self.add(line)

    def _keep(self, _on: bool = False) -> None:
        values: dict[str, object] = {"girls_asked": self.answers.value() or None}
        if self.note.toPlainText().strip():
            values["girls_note"] = self.note.toPlainText()
        self.arrival.clerk.do(
            "arrivals.change_event", {"event_id": self.arrival.event_id, "values": values}, None, self.arrival.trouble
        )


class PartedCard(Card):
    """Brothers or sisters who go to different places: why."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__(tr(N_("Brothers and sisters")), name="parted_card")
        self.setProperty("edge", "edge")
        self.arrival = arrival
        self.why = TextBox("parted_why", 2)
        self.asked = Field(tr(N_("Why brothers and sisters go to different places")), self.why)
        keep = tonal(tr(N_("Keep the reason")), "check", name="parted_keep")
        keep.clicked.connect(self._keep)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(keep)
        self.add(self.asked)
        self.add(line)

    def _keep(self, _on: bool = False) -> None:
        values = {"event_id": self.arrival.event_id, "values": {"parted_why": self.why.toPlainText().strip() or None}}
        self.arrival.clerk.do("arrivals.change_event", values, None, self.arrival.trouble)


class CheckStep(Step):
    """An event with one child unaccounted for is not closed; each line says which, and leads there."""

    row_asked = Signal(str, str)  # a row and the cell that is missing

    def __init__(self, arrival: Arrival) -> None:
        super().__init__("check", tr(N_("Check")))
        self.arrival = arrival
        self.sums = SumCard()
        self.sums.pad(16, 10, 0)
        self.girls = GirlsCard(arrival)
        self.girls.hide()
        self.parted = PartedCard(arrival)
        self.parted.hide()
        self.missing = Card(tr(N_("Before it can be closed")), name="missing")
        self.missing.setProperty("edge", "stop")
        self.missing.pad(16, 12, 2)
        self.whole = Card(tr(N_("Everybody is accounted for")), name="all_there")
        self.whole.hide()
        self.body = QWidget()
        self.body.setObjectName("body")
        self.body.setAccessibleName(tr(N_("Before it can be closed")))
        self.lines = QVBoxLayout(self.body)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(theme.of(self).px(2))
        self.missing.add(Scrolled(self.body), 1)
        start, end = QVBoxLayout(), QVBoxLayout()
        for column in (start, end):
            column.setSpacing(theme.of(self).px(12))
        start.addWidget(self.missing, 10)
        start.addWidget(self.whole)
        start.addStretch(1)
        self.side = QWidget()
        self.side.setObjectName("girls_side")
        self.side.setAccessibleName(tr(N_("To answer here")))
        self.side.setLayout(end)
        end.setContentsMargins(0, 0, 0, 0)
        end.addWidget(self.girls)
        end.addWidget(self.parted)
        end.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(theme.of(self).px(16))
        line.addLayout(start, 694)
        line.addWidget(self.side, 400)
        self.column.addWidget(self.sums)
        self.column.addLayout(line, 1)
        self._then: Then | None = None
        arrival.seen.connect(self._seen)

    def enter(self) -> None:
        self.arrival.ask()

    def _seen(self) -> None:
        view = self.arrival.view
        if view is None:
            return
        self.sums.show_sums(view.sums, view.unseen)
        asks = view.asks_girls and self.arrival.may_write
        self.girls.setVisible(asks)
        why = next((str(each.words) for each in view.missing if each.field == PARTED), "")
        parts = bool(why) and self.arrival.may_write
        self.parted.setVisible(parts)
        self.parted.asked.refuse(why)
        self.side.setVisible(asks or parts)
        asked = view.values.get("girls_asked")
        self.girls.answers.choose(str(asked or ""))
        self._show_missing(view.missing)
        self._show_whole()
        self.changed.emit()

    def _show_missing(self, missing: tuple[Missing, ...]) -> None:
        clear(self.lines)
        self.missing.setVisible(bool(missing))
        for place, each in enumerate(missing):
            link = Link(str(each.words), "stop", f"missing_{place}")
            link.clicked.connect(lambda _on=False, each=each: self._go(each))
            self.lines.addWidget(link)
        self.lines.addStretch(1)

    def _go(self, each: Missing) -> None:
        if each.field == PARTED:
            self.parted.why.setFocus()
            return
        row, _dot, cell = each.field.partition(".")
        self.row_asked.emit(row if cell else "", cell or each.field)

    def _show_whole(self) -> None:
        view = self.arrival.view
        if view is None:
            return
        done = view.may_close or view.closed
        self.whole.setVisible(done)
        clear(self.whole.body)
        if not done or view.sums is None:
            return
        sums = view.sums
        returned = ntr(
            N_("{count} first visit is due within 14 days"),
            N_("{count} first visits are due within 14 days"),
            sums.returned,
        )
        self.whole.add(FactLine(str(sums.announced_spoken()), icon="check"))
        self.whole.add(FactLine(str(sums.spoken()), icon="check"))
        if sums.returned:
            self.whole.add(FactLine(returned, icon="calendar", tone="accent"))
        if view.closed:
            self.whole.add(FactLine(tr(N_("This arrival is closed. Its list stays as it was signed.")), icon="lock"))

    # --- closing ---

    def next_words(self) -> str:
        if self.arrival.view is not None and self.arrival.view.closed:
            return tr(N_("Back to Today"))
        return tr(N_("Close the arrival"))

    def reason(self) -> str:
        view = self.arrival.view
        if view is None or view.closed or view.may_close:
            return ""
        if view.sums is None:
            return tr(N_("Some children of this arrival are not among your files. Ask your supervisor to close it."))
        return ntr(
            N_("One thing is missing before it can be closed."),
            N_("{count} things are missing before it can be closed."),
            len(view.missing),
        )

    def leave(self, then: Then) -> None:
        if self.arrival.view is not None and self.arrival.view.closed:
            then()
            return
        self._then = then
        self.arrival.clerk.do("arrivals.close_event", {"event_id": self.arrival.event_id}, self._closed, self._refused)

    def _closed(self, _nothing: object) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _refused(self, trouble: errors.Spoken) -> None:
        self.arrival.trouble(trouble)
        self.arrival.ask()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+↵", tr(N_("close the arrival"))), ("Tab", tr(N_("next line"))))
