"""A paper before it leaves: for whom, in which language, what is in it and what never is; printed or saved."""

from __future__ import annotations

import functools
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk import choices, languages
from transit_desk.desk import Desk
from transit_desk.domain import errors, text
from transit_desk.domain.text import N_, tr
from transit_desk.export import redaction
from transit_desk.export.redaction import Audience, Element
from transit_desk.module import Paper
from transit_desk.reports.document import Block, Document, Heading, KeepTogether
from ui import theme
from ui.clerk import Clerk
from ui.documents.preview import PaperDesk
from ui.language import LANGUAGES
from ui.navigation import OpenPage
from ui.shortcut import Shortcut
from ui.steps import Head, PageBody, spoken
from ui.widgets.banner import Notice
from ui.widgets.button import primary, secondary
from ui.widgets.card import Card
from ui.widgets.chip import Chips
from ui.widgets.clearing import clear
from ui.widgets.editors import ChoiceBox
from ui.widgets.keys import KeyStrip
from ui.widgets.painted import ltr
from ui.widgets.scroll import Scrolled
from ui.widgets.tasks import FactLine
from ui.widgets.words import Text

AUDIENCES: Final = {
    "centre": (N_("Our centre"), N_("Everything this role may see.")),
    "receiving_agency": (N_("Receiving agency"), N_("What the child agreed to tell, and no more.")),
    "foster_family": (N_("Foster family"), N_("What a carer has to know, in plain sentences.")),
    "home": (N_("The child, to take home"), N_("What it takes and what to mind, for whoever treats it next.")),
}
_ELEMENTS: Final = {
    Element.PHOTO: N_("Photograph"),
    Element.STAFF_NOTES: N_("Notes of the team"),
    Element.PSYCHOSOCIAL: N_("What was confided"),
}


def never(audience: str) -> tuple[str, ...]:
    """What a paper for these readers never holds: a rule, the same for a full file and an empty one."""
    return tuple(_said(element) for element in redaction.never_told(Audience(audience)))


def _said(element: Element) -> str:
    if element in _ELEMENTS:
        return tr(_ELEMENTS[element])
    return str(choices.say("topics", element.value))


def headings(document: Document) -> tuple[str, ...]:
    """The parts of a paper, by their headings."""
    return tuple(str(block.text) for block in _flat(document.blocks) if isinstance(block, Heading))


def _flat(blocks: tuple[Block, ...]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        found += _flat(block.blocks) if isinstance(block, KeepTogether) else [block]
    return found


class Screen(PageBody):
    """One paper of the house. `paper` is its name among the papers of the slices; the rest goes to its query."""

    def __init__(
        self,
        desk: Desk,
        clerk: Clerk,
        open_page: OpenPage,
        *,
        paper: str = "case_file.case_summary",
        audience: str = "",
        record_id: str = "",
        **about: object,
    ) -> None:
        super().__init__("preview", tr(N_("Preview")))
        self.desk = desk
        self.clerk = clerk
        self.open_page = open_page
        self.paper = self._found(paper)
        self.about: dict[str, Any] = dict(about)
        if record_id and not self.about:
            self.about["file_id"] = record_id
        self.audience = audience or (self.paper.audiences[0] if self.paper.audiences else "")
        self.language = text.language() if text.language() in languages.offered() else languages.OWN
        self.desk_of_paper = PaperDesk(clerk)
        self._turn = 0
        self._lay()
        self._wire()
        self.ask()

    def _found(self, name: str) -> Paper:
        for module in self.desk.modules:
            for paper in module.papers:
                if paper.key == name:
                    return paper
        raise errors.NotFound

    # --- building ---

    def _lay(self) -> None:
        self.head = Head(tr(self.paper.title), "")
        self.save = secondary(tr(N_("Save as PDF…")), "save_down", name="paper_save")
        self.print = primary(tr(N_("Print…")), "printer", "Ctrl+P", name="paper_print")
        self.head.add(self.save, self.print)
        self.notice = Notice("", "info")
        self.notice.hide()
        self.column.addWidget(self.head)
        self.column.addWidget(self.notice)
        line = QHBoxLayout()
        line.setSpacing(theme.of(self).px(16))
        line.addWidget(self.desk_of_paper, 664)
        line.addWidget(self._panel(), 430)
        self.column.addLayout(line, 1)
        words = tr(N_("Printing and saving are noted in the trail."))
        self.strip = KeyStrip(
            (
                ("PgDn", tr(N_("next page"))),
                ("Ctrl+P", tr(N_("print"))),
                ("Alt+←", tr(N_("page before this one"))),
            ),
            words,
        )
        self.column.addWidget(self.strip)

    def _panel(self) -> QWidget:
        panel = QWidget()
        panel.setObjectName("paper_panel")
        panel.setAccessibleName(tr(N_("For whom, and what is in it")))
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of(self).px(8))
        self.whom = Card(tr(N_("For whom")), name="for_whom")
        self.readers = Chips(
            [(key, tr(AUDIENCES[key][0])) for key in self.paper.audiences if key in AUDIENCES],
            tr(N_("For whom")), on=self.audience, may_be_none=False, name="readers",
        )  # fmt: skip
        self.readers_words = Text("", "small", "muted", wrap=True)
        self.whom.add(self.readers)
        self.whom.add(self.readers_words)
        known = {language.code: language.name for language in LANGUAGES}
        self.tongues = Chips(
            [(code, known[code]) for code in ("fr", "en") if code in languages.offered()],
            tr(N_("Language of the paper")), on=self.language, may_be_none=False, name="tongues",
        )  # fmt: skip
        self.inside = Card(tr(N_("What is in it")), name="inside")
        self.inside.pad(16, 12, 2)
        self.outside = Card(tr(N_("What is never in it")), name="outside")
        self.outside.pad(16, 12, 2)
        papers = self._about_the_child()
        several = len(papers) > 1
        heading = N_("Which paper, in which language") if several else N_("Language of the paper")
        self.which = Card(tr(heading), name="which_paper")
        self.papers = ChoiceBox("papers", [(paper.key, tr(paper.title)) for paper in papers])
        self.papers.setAccessibleName(tr(N_("Which paper")))
        self.papers.choose(self.paper.key)
        self.which.add(self.papers)
        self.which.add(self.tongues)
        asks_first = (self.desk_of_paper.care, self.desk_of_paper.boxes)  # in sight, however long the lists are
        for piece in (*asks_first, self.which, self.whom, self.inside, self.outside):
            column.addWidget(piece)
        self.whom.setVisible(len(self.paper.audiences) > 1)  # once it has its place
        self.papers.setVisible(several)
        column.addStretch(1)
        return Scrolled(panel)

    def _about_the_child(self) -> list[Paper]:
        """The papers that need nothing but the child who is shown, and those that are blank, of the same slice."""
        from transit_desk import services  # behind the open door: this imports every slice

        if "file_id" not in self.about:
            return []
        acts, own = services.acts(), self.paper.key.split(".")[0]
        return [
            paper
            for module in self.desk.modules
            if module.name == own
            for paper in module.papers
            if self.desk.may(paper.query) and set(acts[paper.query].parameters) <= {"work", "file_id", "audience"}
        ]

    def _choose_paper(self, _at: int) -> None:
        key = self.papers.value()
        if key != self.paper.key:
            self.open_page("preview", paper=key, **self.about)

    def _wire(self) -> None:
        self.papers.currentIndexChanged.connect(self._choose_paper)
        self.save.clicked.connect(self.desk_of_paper.save)
        self.print.clicked.connect(self.desk_of_paper.print_out)
        self.readers.chosen.connect(self._choose_reader)
        self.tongues.chosen.connect(self._choose_tongue)
        self.desk_of_paper.told.connect(self.notice.say)
        self.desk_of_paper.ready.connect(self._is_ready)
        self.desk_of_paper.printed.connect(functools.partial(self._note, "print"))
        self.desk_of_paper.saved.connect(functools.partial(self._note, "save"))
        keys = Shortcut("Ctrl+P", self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.desk_of_paper.print_out)

    # --- what is shown ---

    def ask(self) -> None:
        """Ask for the paper, in its own language, and have it drawn."""
        from transit_desk import services  # behind the open door: this imports every slice

        asked_for = services.acts()[self.paper.query].parameters
        values = {name: value for name, value in self.about.items() if name in asked_for or "file_id" not in self.about}
        if self.audience and "audience" in asked_for:
            values["audience"] = self.audience
        words, key, desk = languages.catalogue(self.language), self.paper.key, self.desk
        self._ready(ready=False)

        def asked() -> Any:
            with text.speak(words):
                return desk.bundle(key, **values)

        self._turn += 1
        self.desk_of_paper.set_aside()
        self.clerk.write(asked, functools.partial(self._draw, self._turn), self._refused)

    def _draw(self, turn: int, documents: tuple[Document, ...]) -> None:
        """Only the paper that was asked for last is shown, printed and noted."""
        if turn != self._turn:
            return
        first = documents[0]
        self.head.say(str(first.title) if len(documents) == 1 else tr(self.paper.title), ltr(first.code))
        self._show_parts(documents)
        self.desk_of_paper.draw(documents)

    def _show_parts(self, documents: tuple[Document, ...]) -> None:
        for card in (self.inside, self.outside):
            clear(card.body)
        for heading in dict.fromkeys(words for document in documents for words in headings(document)):
            self.inside.add(FactLine(heading, icon="check"))
        rules = never(self.audience) if self.audience else ()
        for words in rules:
            self.outside.add(FactLine(words, tr(N_("never")), icon="cross", tone="muted"))
        self.inside.setVisible(bool(self.inside.body.count()))
        self.outside.setVisible(bool(rules))
        self.readers_words.say(tr(AUDIENCES[self.audience][1]) if self.audience in AUDIENCES else "")

    def _is_ready(self) -> None:
        self._ready(ready=True)

    def _ready(self, *, ready: bool) -> None:
        reason = "" if ready else tr(N_("The paper is being drawn…"))
        for button in (self.save, self.print):
            button.setEnabled(ready)
            button.setToolTip(reason)

    def _refused(self, trouble: errors.Spoken) -> None:
        self.notice.say(spoken(trouble), "alert")

    def _choose_reader(self, key: str) -> None:
        self.audience = key
        self.ask()

    def _choose_tongue(self, key: str) -> None:
        self.language = key
        self.ask()

    def _note(self, way: str) -> None:
        """Leave the line in the trail: which paper, for whom, printed or saved."""
        if "file_id" in self.about:
            values = {"file_id": self.about["file_id"], "paper": self.paper.key.split(".")[-1],
                      "audience": self.audience or "centre", "way": way}  # fmt: skip
            self.clerk.do("case_file.note_paper", values, None, self._refused)
            return
        own = f"{self.paper.key.split('.')[0]}.note_paper"
        if self.desk.may(own):
            self.clerk.do(own, {**self.about, "paper": self.paper.key.split(".")[-1], "way": way}, None, self._refused)
