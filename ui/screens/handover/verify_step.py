"""The fourth step: exactly what they will see, drawn from the package itself and not from the file."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk import languages
from transit_desk.domain import text
from transit_desk.domain.text import N_, tr
from transit_desk.reports.document import Document
from ui import theme
from ui.documents.preview import PaperDesk
from ui.lists.table import say
from ui.screens.handover.contents_step import rules_card
from ui.screens.handover.leaving import Leaving
from ui.screens.preview import AUDIENCES
from ui.steps import Step, Then
from ui.widgets.card import Card, Well
from ui.widgets.chip import Chips
from ui.widgets.clearing import clear
from ui.widgets.editors import ChoiceBox
from ui.widgets.painted import ltr
from ui.widgets.scroll import Scrolled
from ui.widgets.summary import Glyph
from ui.widgets.words import Line, Text

AGENCY = "receiving_agency"


class VerifyStep(Step):
    """One child after the other, as the agency will read it; the other two views are there to compare."""

    def __init__(self, leaving: Leaving) -> None:
        super().__init__("verify", tr(N_("Verify")))
        self.leaving = leaving
        self.paper = PaperDesk(leaving.clerk)
        self.child = ChoiceBox("package_child")
        self.child.setAccessibleName(tr(N_("Child of the package")))
        readers = [(key, tr(AUDIENCES[key][0])) for key in (AGENCY, "foster_family", "centre")]
        self.readers = Chips(readers, tr(N_("See the package as")), on=AGENCY, may_be_none=False, name="see_as")
        self.not_sent = Text("", "small", "warn", wrap=True)
        self.agency = Line("", "strong")
        self.agency_detail = Text("", "small", "muted", wrap=True)
        self.rules = QVBoxLayout()
        self._turn = 0
        self._lay()
        self.child.currentIndexChanged.connect(lambda _at: self._draw())
        self.readers.chosen.connect(lambda _key: self._draw())
        self.paper.told.connect(lambda words, _icon: self.refused.emit(words))
        leaving.seen.connect(self._seen)

    def _lay(self) -> None:
        look = theme.of(self)
        who = Well(name="agency_well")
        line = QHBoxLayout()
        line.setSpacing(look.px(12))
        line.addWidget(Glyph("children", "accent", 24))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.agency)
        words.addWidget(self.agency_detail)
        line.addLayout(words, 1)
        who.add(line)
        see = Card(name="see_card")
        see.pad(16, 8, 6)
        see.add(Text(tr(N_("See the package as")), "strong"))
        see.add(self.readers)
        see.add(self.not_sent)
        self.side = QWidget()
        self.side.setObjectName("body")
        self.side.setAccessibleName(tr(N_("What leaves, what stays")))
        column = QVBoxLayout(self.side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        for piece in (self.child, who, see, self.paper.boxes):
            column.addWidget(piece)
        self.rules.setSpacing(look.px(8))
        column.addLayout(self.rules)
        column.addStretch(1)
        whole = QHBoxLayout()
        whole.setSpacing(look.px(16))
        whole.addWidget(self.paper, 664)
        whole.addWidget(Scrolled(self.side), 430)
        self.column.addLayout(whole, 1)

    def enter(self) -> None:
        self.leaving.papers = {}
        self.leaving.ask()

    def _seen(self) -> None:
        contents = self.leaving.contents
        if contents is None or not self.isVisible():
            return
        receiver = contents.receiver
        self.agency.say(", ".join(part for part in (receiver.name, receiver.place) if part))
        told = (str(contents.purpose), receiver.focal_point, say(receiver.state.words))
        self.agency_detail.say(" · ".join(part for part in told if part))
        clear(self.rules)
        never = tr(N_("Full or empty, these parts never leave."))
        self.rules.addWidget(rules_card(tr(N_("What leaves")), "", contents.leaves, leaves=True, name="leaves"))
        self.rules.addWidget(rules_card(tr(N_("What stays here")), never, contents.stays, leaves=False, name="stays"))
        if not self.leaving.papers:
            values = {"package_id": self.leaving.package_id}
            self.leaving.clerk.ask("handover.preview", values, self._show, self.leaving.trouble)

    def _show(self, papers: dict[str, Document]) -> None:
        self.leaving.papers = dict(papers)
        contents = self.leaving.contents
        numbers = {child.file_id: child.number for child in contents.children} if contents is not None else {}
        here = self.child.value()
        self.child.blockSignals(True)
        self.child.offer([(file_id, self._child_words(file_id, numbers.get(file_id, ""))) for file_id in papers])
        self.child.choose(here)
        self.child.blockSignals(False)
        self.child.setVisible(len(papers) > 1)
        self._draw()
        self.changed.emit()

    def _child_words(self, file_id: str, number: str) -> str:
        name = self.leaving.names.get(file_id, number)
        return ltr(number) if name == number else f"{name}  {ltr(number)}"

    def _draw(self) -> None:
        file_id, reader = self.child.value(), self.readers.value()
        paper = self.leaving.papers.get(file_id)
        if paper is None:
            return
        self._turn += 1
        self.not_sent.say("" if reader == AGENCY else tr(N_("Only to compare: this view is not in the package.")))
        self.not_sent.setVisible(reader != AGENCY)
        if reader == AGENCY:
            self.paper.draw((paper,))
            return
        desk, words, turn = self.leaving.desk, languages.catalogue(paper.language), self._turn

        def asked() -> tuple[int, Any]:
            with text.speak(words):
                return turn, desk.ask("case_file.case_summary", file_id=file_id, audience=reader)

        self.leaving.clerk.write(asked, self._draw_other, self.leaving.trouble)

    def _draw_other(self, answer: tuple[int, Document]) -> None:
        if answer[0] == self._turn:
            self.paper.draw((answer[1],))

    def next_words(self) -> str:
        return tr(N_("It is right, close the package"))

    def reason(self) -> str:
        contents = self.leaving.contents
        if contents is None or not self.leaving.papers:
            return tr(N_("The papers are being drawn…"))
        return "" if contents.ready else tr(N_("Some files may not leave yet. Go back to the consents."))

    def leave(self, then: Then) -> None:
        then()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("PgDn", tr(N_("next page"))), ("++", tr(N_("larger"))), ("Ctrl+↵", tr(N_("it is right"))))

    def keys_end(self) -> str:
        return tr(N_("Made from the package itself. That it was read is noted in the trail."))

    def first(self) -> QWidget | None:
        return self.paper.view
