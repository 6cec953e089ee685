"""A package from outside, before anything of it is taken in: who sent it, whether that is known, what is inside."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.desk import Desk
from transit_desk.domain import dates
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.handover.views import Shown, ShownChild
from ui import theme
from ui.lists.delegate import CodeCell, Table, TextCell
from ui.lists.table import say
from ui.rows import PlainModel
from ui.widgets.badge import Badge
from ui.widgets.card import Card
from ui.widgets.clearing import clear
from ui.widgets.table_card import TableCard
from ui.widgets.tasks import FactLine
from ui.widgets.words import Text, in_fours

_FRESH = frozenset({"new"})
_OLD = frozenset({"older", "expired"})


def section_words(section: str) -> str:
    """A section of a package by a name people know; one that is not known here is said as it is."""
    known = _SECTIONS.get(section)
    return tr(known) if known is not None else section.replace("_", " ")


_SECTIONS = {
    "file": N_("Number of the file"),
    "identity": N_("Who the child is"),
    "origin": N_("Where the child comes from"),
    "care": N_("Care and what is needed"),
    "before": N_("Before the centre"),
    "promises": N_("What was promised"),
    "consent": N_("What the child agreed to"),
    "arrival": N_("Arrival"),
    "handover": N_("What allowed the handover"),
    "who": N_("Places and numbers"),
    "history": N_("The way here"),
    "family": N_("Family"),
    "health": N_("Health"),
    "nights": N_("Nights and absences"),
    "stay": N_("Length of the stay"),
    "safekeeping": N_("Safekeeping"),
    "documents": N_("Photographs and papers"),
}


class LookPanel(QWidget):
    """What the package says of itself, and what this house knows of its sender. Nothing here is believed yet."""

    address_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("look_panel")
        self.setAccessibleName(tr(N_("A package from outside")))
        self.from_whom = Card(name="sender_card")
        self.sender_name = Text("", "section", wrap=True)
        self.trust = Badge("", "warn")
        self.trust_words = Text("", "small", "muted", wrap=True)
        self.words = Text("", "code", wrap=True)
        for piece in (self.sender_name, self.trust, self.trust_words, self.words):
            self.from_whom.add(piece)
        self.facts = Card(tr(N_("The package")), name="package_facts")
        self.facts.pad(16, 12, 2)
        self.verdict = Text("", "body", wrap=True)
        self.model = PlainModel((), self)
        self.table = Table("package_children", tr(N_("Children in this package")), row="list_row")
        self.table.setModel(self.model)
        start = QVBoxLayout()
        start.setSpacing(theme.of(self).px(12))
        start.addWidget(self.from_whom)
        start.addWidget(self.facts)
        start.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.of(self).px(16))
        line.addLayout(start, 440)
        line.addWidget(TableCard(self.table), 654)

    def show_package(self, shown: Shown) -> None:
        """This one."""
        self.sender_name.say(shown.sender or tr(N_("A sender without a name")))
        if shown.confirmed:
            self.trust.say(tr(N_("Known: the words were compared")), "ok")
            self.trust_words.say(tr(N_("The signature is that of an agency whose eight words somebody here compared.")))
        else:
            self.trust.say(tr(N_("UNVERIFIED: anybody may have made this")), "warn", "warning")
            words = N_("Nobody here has compared these words with the sender. Call them on a number you know:")
            self.trust_words.say(tr(words))
        self.words.say(in_fours(shown.words))
        self._show_facts(shown)
        self._show_children(shown.children)

    def _show_facts(self, shown: Shown) -> None:
        clear(self.facts.body)
        self.verdict = Text(say(shown.verdict), "body", "text" if shown.came.value in _FRESH else "warn", wrap=True)
        self.facts.add(self.verdict)
        days = (self.desk.day(shown.created), self.desk.day(shown.expires))
        parts = dict.fromkeys(section for child in shown.children for section in child.sections)
        lines = (
            (tr(N_("Purpose")), shown.purpose),
            (tr(N_("Closed on")), str(dates.say_day(days[0]))),
            (tr(N_("To be read until")), str(dates.say_day(days[1]))),
            (tr(N_("Number in its series")), str(shown.sequence)),
            (tr(N_("Papers")), str(shown.papers)),
        )
        for label, value in lines:
            self.facts.add(FactLine(label, value))
        told = tr(N_("Parts: {parts}"), parts=", ".join(section_words(each) for each in parts))
        self.facts.add(Text(told, "small", "muted", wrap=True))
        for note in shown.notes:
            self.facts.add(Text(str(note), "small", "warn", wrap=True))

    def _show_children(self, children: tuple[ShownChild, ...]) -> None:
        count = len(children)
        said = ntr(N_("{count} child in this package"), N_("{count} children in this package"), count)
        headings = (tr(N_("Number there")), tr(N_("Name, as they write it")), tr(N_("Parts")))
        rows = [
            (
                CodeCell(child.number),
                TextCell(child.name, bold=True),
                TextCell(str(len(child.sections)), "muted"),
            )
            for child in children
        ]
        self.model.show_rows(headings, rows)
        self.table.setAccessibleName(said)
        self.table.columns([150, 340, 100])


def is_old(shown: Shown) -> bool:
    """Whether it may be taken in only when somebody says that its age does not matter."""
    return shown.came.value in _OLD
