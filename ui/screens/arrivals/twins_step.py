"""The fourth step: rows that look like a child who has a file already, side by side; a person decides, always."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk import choices
from transit_desk.domain import text
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.arrivals.views import TwinLine
from ui import theme
from ui.screens.arrivals.event import Arrival
from ui.steps import Step
from ui.widgets.card import Card
from ui.widgets.chip import Chips
from ui.widgets.clearing import clear
from ui.widgets.empty import EmptyState
from ui.widgets.painted import ltr
from ui.widgets.scroll import Scrolled
from ui.widgets.summary import Glyph
from ui.widgets.words import Line, Text


class TwinCard(Card):
    """One row of the list, and the file it looks like: why, and what was decided."""

    def __init__(self, arrival: Arrival, twin: TwinLine) -> None:
        super().__init__(name=f"twin_{twin.row_id}")
        self.arrival = arrival
        self.twin = twin
        self.setAccessibleName(f"{twin.name} – {twin.other}")
        self.pad(16, 10, 6)
        look = theme.of(self)
        pair = QHBoxLayout()
        pair.setSpacing(look.px(16))
        pair.addLayout(_side(tr(N_("In this list, row {place}"), place=twin.place), twin.name, twin.number), 1)
        pair.addWidget(Glyph("exchange", "muted", 20))
        pair.addLayout(_other(twin), 1)
        self.add(pair)
        self.add(Text(str(twin.reason), "small", "muted", wrap=True))
        if not twin.other_file_id:
            self.add(
                Text(tr(N_("The supervisor is asked. Nothing has to be decided here.")), "small", "muted", wrap=True)
            )
            return
        answers = [(each.key, each.label(text.language())) for each in choices.load("twin_answer").offered]
        said = tr(N_("Is {name} the same child as {other}?"), name=twin.name, other=twin.other_name or twin.other)
        self.answers = Chips(answers, said, on=twin.decision, may_be_none=False, name=f"twin_{twin.row_id}")
        self.answers.chosen.connect(self._decide)
        self.answers.setEnabled(arrival.may_answer)
        self.add(self.answers)

    def _decide(self, key: str) -> None:
        values = {"row_id": self.twin.row_id, "decision": key, "other_file_id": self.twin.other_file_id}
        self.arrival.clerk.do("arrivals.same_as", values, None, self.arrival.trouble)


def _other(twin: TwinLine) -> QVBoxLayout:
    if twin.other_place:
        return _side(tr(N_("In this list, row {place}"), place=twin.other_place), twin.other_name, twin.other)
    return _side(tr(N_("File there already")), twin.other or tr(N_("A file that is not among yours")), "")


def _side(above: str, name: str, code: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(Text(above, "small", "muted"))
    line = QHBoxLayout()
    line.addWidget(Line(name, "strong"), 1)
    if code:
        line.addWidget(Text(ltr(code), "code", "muted"))
    column.addLayout(line)
    return column


class TwinsStep(Step):
    """Nothing is merged here, and nothing is lost by saying *not known*."""

    def __init__(self, arrival: Arrival) -> None:
        super().__init__("twins", tr(N_("Duplicates")))
        self.arrival = arrival
        self.heading = Text("", "strong")
        self.body = QWidget()
        self.body.setObjectName("body")
        self.body.setAccessibleName(self.said)
        self.lines = QVBoxLayout(self.body)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(theme.of(self).px(8))
        self.area = Scrolled(self.body)
        self.empty = EmptyState(
            "check_ring", tr(N_("No child of this list looks like one who has a file.")),
            tr(N_("Names, ages and villages were compared with every file of the house.")),
        )  # fmt: skip
        self.column.addWidget(self.heading)
        self.column.addWidget(self.area, 1)
        self.column.addWidget(self.empty, 1)
        self.empty.hide()

    def enter(self) -> None:
        self.heading.say(tr(N_("Comparing names with every file…")))
        values = {"event_id": self.arrival.event_id}
        if self.arrival.desk.may("arrivals.duplicates"):
            self.arrival.clerk.ask("arrivals.duplicates", values, self._show, self.arrival.trouble)

    def _show(self, twins: tuple[TwinLine, ...]) -> None:
        clear(self.lines)
        for twin in twins:
            self.lines.addWidget(TwinCard(self.arrival, twin))
        self.lines.addStretch(1)
        count = len(twins)
        words = ntr(N_("{count} possible earlier file"), N_("{count} possible earlier files"), count)
        self.heading.say(words if count else "")
        self.area.setVisible(bool(count))
        self.heading.setVisible(bool(count))
        self.empty.setVisible(not count)
        self.changed.emit()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Tab", tr(N_("next child"))), ("←", tr(N_("another answer"))), ("Enter", tr(N_("choose"))))
