"""A paper before it is printed: drawn by a porter, read page by page, sent to a printer or saved with two warnings."""

from __future__ import annotations

import dataclasses
import pathlib
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from transit_desk.languages import catalogue
from transit_desk.reports import pdf, typefaces
from transit_desk.reports.document import Document, as_text
from ui import theme
from ui.clerk import Clerk
from ui.documents import choosing, printing
from ui.widgets.banner import Notice
from ui.widgets.button import quiet, secondary
from ui.widgets.card import Card
from ui.widgets.painted import ltr
from ui.widgets.paper import PaperView
from ui.widgets.words import Text

Said = Callable[[str, str], object]  # a sentence and its icon


@dataclasses.dataclass(frozen=True)
class Drawn:
    """A paper as it will be printed: its bytes, its pages as pictures, the letters that become boxes."""

    pdf: bytes = dataclasses.field(repr=False)
    pages: tuple[QImage, ...] = dataclasses.field(repr=False)
    boxes: tuple[str, ...] = ()


def drawn(documents: Sequence[Document]) -> Drawn:
    """Draw one paper, or several one after the other; a porter's work."""
    spoken = {document.language: catalogue(document.language) for document in documents}
    whole = pdf.draw_many(documents, spoken)
    letters = dict.fromkeys(letter for document in documents for letter in typefaces.not_drawn(as_text(document)))
    return Drawn(whole, printing.pictures(whole), tuple(letters))


class InTheClear(Card):
    """The second step before a paper is saved: outside the vault, everybody can read it."""

    agreed = Signal()

    def __init__(self) -> None:
        super().__init__(tr(N_("This file can be read by anybody")), name="in_the_clear")
        self.setProperty("edge", "edge")
        words = N_(
            "A PDF on a stick or a disk is not locked. Prefer a sealed package where another office is to read it."
        )
        self.add(Text(tr(words), "small", "muted", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(theme.of(self).px(8))
        self.turn_back = quiet(tr(N_("Turn back")), name="save_turn_back")
        self.go_on = secondary(tr(N_("Choose a place")), "save_down", name="save_go_on")
        self.turn_back.clicked.connect(self.hide)
        self.go_on.clicked.connect(self._agree)
        line.addStretch(1)
        line.addWidget(self.turn_back)
        line.addWidget(self.go_on)
        self.add(line)
        self.hide()

    def ask(self) -> None:
        """Show the warning; the hand lies on the way back."""
        self.show()
        self.turn_back.setFocus()

    def _agree(self) -> None:
        self.hide()
        self.agreed.emit()


class PaperDesk(QWidget):
    """Draws, shows, prints and saves. Whoever owns it says what to draw and keeps the line in the trail."""

    ready = Signal()
    printed = Signal()
    saved = Signal()
    told = Signal(str, str)

    def __init__(self, clerk: Clerk) -> None:
        super().__init__()
        self.setObjectName("paper_desk")
        self.setAccessibleName(tr(N_("The paper as it will be printed")))
        self.clerk = clerk
        self.choose_printer: printing.ChoosePrinter = printing.ask_printer
        self.choose_path: printing.ChoosePath = choosing.ask_path
        self.drawn: Drawn | None = None
        self.view = PaperView()
        self.care = InTheClear()
        self.care.agreed.connect(self._choose_path)
        self.boxes = Notice("", "warning", "on_soft")
        self.boxes.hide()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.view)
        self._turn = 0

    def draw(self, documents: Sequence[Document]) -> None:
        """Begin to draw; the last paper that was asked for is the one that is shown."""
        self._turn += 1
        turn = self._turn
        self.told.emit(tr(N_("The paper is being drawn…")), "clock")
        self.clerk.porter(lambda: (turn, drawn(tuple(documents))), self._show, self._refused)

    def set_aside(self) -> None:
        """Another paper is being asked for: what is still being drawn is no longer wanted."""
        self._turn += 1

    def show_drawn(self, paper: Drawn) -> None:
        """Show a paper that was drawn already."""
        self.drawn = paper
        self.view.show_pages(paper.pages)
        words = N_("Some letters have no shape in our typefaces and are printed as boxes: {letters}")
        self.boxes.say(tr(words, letters=ltr(" ".join(paper.boxes))) if paper.boxes else "", "warning")
        self.told.emit("", "")
        self.ready.emit()

    def _show(self, answer: tuple[int, Drawn]) -> None:
        if answer[0] == self._turn:
            self.show_drawn(answer[1])

    def _refused(self, trouble: errors.Spoken) -> None:
        self.told.emit(str(trouble), "alert")

    def print_out(self) -> None:
        """Ask for the printer, then draw on its sheets."""
        printer = self.choose_printer(self) if self.drawn is not None else None
        if printer is not None and self.drawn is not None:
            blob = self.drawn.pdf
            self.told.emit(tr(N_("On its way to the printer…")), "printer")
            self.clerk.porter(lambda: printing.send(blob, printer), self._was_printed, self._refused)

    def _was_printed(self, _nothing: object) -> None:
        self.told.emit(tr(N_("Sent to the printer. This is noted in the trail.")), "check_ring")
        self.printed.emit()

    def save(self) -> None:
        """First step: say that the file will be readable by anybody."""
        if self.drawn is not None:
            self.care.ask()

    def _choose_path(self) -> None:
        path = self.choose_path(self, printing.proposed_name()) if self.drawn is not None else None
        if path is not None and self.drawn is not None:
            blob = self.drawn.pdf
            self.clerk.porter(lambda: printing.save(blob, path), self._was_saved, self._refused)

    def _was_saved(self, path: pathlib.Path) -> None:
        self.told.emit(tr(N_("Saved as {name}. This is noted in the trail."), name=ltr(path.name)), "check_ring")
        self.saved.emit()

    def forget(self) -> None:
        """Let go of every page."""
        self._turn += 1
        self.drawn = None
        self.view.forget()

    def hideEvent(self, event: QHideEvent) -> None:
        self.care.hide()
        super().hideEvent(event)
