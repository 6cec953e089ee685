"""The fifth step: the words that open the package, shown once; then closed, written, read back, and said so."""

from __future__ import annotations

import functools
import pathlib
from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.domain import dates, errors
from transit_desk.domain.errors import DeviceFailed
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.export.opener import Secret
from transit_desk.export.verify import open_package
from transit_desk.export.written import neutral_name, write_file
from transit_desk.languages import catalogue
from transit_desk.reports import pdf
from ui import theme
from ui.documents import choosing
from ui.screens.handover.leaving import Leaving
from ui.steps import Step, Then
from ui.widgets.button import primary
from ui.widgets.card import Card, Well
from ui.widgets.clearing import clear
from ui.widgets.painted import ltr
from ui.widgets.tasks import FactLine
from ui.widgets.word_boxes import WordBoxes
from ui.widgets.words import Text


class StickStep(Step):
    """What is closed stays in the vault until it was read back there: a stick may fail, and nothing is lost."""

    def __init__(self, leaving: Leaving) -> None:
        super().__init__("stick", tr(N_("USB stick")))
        self.leaving = leaving
        self.choose_place: Callable[[QWidget, str], pathlib.Path | None] = functools.partial(
            choosing.ask_path, heading=tr(N_("Write the package"))
        )
        self.words = WordBoxes()
        self.given = Card(tr(N_("Seven words open this package")), name="words_card")
        note = N_("Give them by word of mouth, never with the stick. They are shown here once and kept nowhere.")
        self.given.add(self.words)
        self.given.add(Text(tr(note), "body", "text", wrap=True))
        self.by_key = Card(tr(N_("Only the agency can open it")), name="key_card")
        words = N_("It is closed for the key of the agency, whose eight words were compared.")
        self.by_key.add(Text(tr(words), "body", "text", wrap=True))
        self.gone = Well(name="words_gone")
        words = N_("The package is closed already. Its words were shown then and cannot be shown again.")
        self.gone.add(Text(tr(words), "body", "muted", wrap=True))
        self.write = primary("", "usb", name="write_package")
        self.write.clicked.connect(self._close_or_write)
        self.told = Card(tr(N_("What happens")), name="write_card")
        self.told.pad(16, 12, 2)
        for words in (
            N_("The package is signed and closed in memory"),
            N_("It is written under a name that says nothing"),
            N_("It is read back from the stick and opened"),
        ):
            self.told.add(FactLine(tr(words), icon="check", tone="muted"))
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.write)
        self.told.add(line)
        self.goes = Card(tr(N_("What goes on the stick")), name="goes_card")
        self.needs = Card(tr(N_("What the agency needs")), name="needs_card")
        for card in (self.goes, self.needs):
            card.pad(16, 12, 8)
        start, end = QVBoxLayout(), QVBoxLayout()
        for side in (start, end):
            side.setSpacing(theme.of(self).px(16))
        for piece in (self.given, self.by_key, self.gone, self.goes):
            start.addWidget(piece)
        start.addStretch(1)
        end.addWidget(self.told)
        end.addWidget(self.needs)
        end.addStretch(1)
        whole = QHBoxLayout()
        whole.setSpacing(theme.of(self).px(16))
        whole.addLayout(start, 600)
        whole.addLayout(end, 494)
        self.column.addLayout(whole, 1)
        self._name = neutral_name()
        self._busy = False

    def enter(self) -> None:
        contents = self.leaving.contents
        by_words = contents is None or contents.way == "passphrase"
        self.given.setVisible((by_words and not self.leaving.closed) or bool(self.leaving.words))
        self.by_key.setVisible(not by_words)
        self.gone.setVisible(by_words and self.leaving.closed and not self.leaving.words)
        self.words.show_words(self.leaving.words)
        if by_words and not self.leaving.words and not self.leaving.closed:
            self.leaving.clerk.ask("handover.new_passphrase", {}, self._show_words, self.leaving.trouble)
        self._tell(by_words=by_words)
        self._look()

    def _tell(self, *, by_words: bool) -> None:
        """What goes where, how big it is, and what the other side has to have."""
        contents = self.leaving.contents
        clear(self.goes.body)
        self.goes.setVisible(contents is not None)
        if contents is not None:
            count = len(contents.children)
            receiver = ", ".join(part for part in (contents.receiver.name, contents.receiver.place) if part)
            size = N_("{size} MB, whatever the number of children, so that it tells nothing")
            blob = self.leaving.blob
            for label, value in (
                (N_("To whom"), receiver),
                (N_("Each with its paper"), ntr(N_("{count} file"), N_("{count} files"), count)),
                (N_("One file, under the name"), ltr(self._name)),
                (N_("Can be taken in until"), str(dates.say_day(contents.until))),
            ):
                self.goes.add(FactLine(tr(label), value))
            words = N_("About one megabyte for twenty files: any stick has room for it.")
            told = tr(size, size=-(-len(blob) // 1_048_576)) if blob is not None else tr(words)
            self.goes.add(Text(told, "small", "muted", wrap=True))
        clear(self.needs.body)
        key = N_("Its own key, whose words you compared")
        if by_words:
            key = N_("The seven words, told by telephone or in person")
        for words in (
            N_("Transit Desk, or the free program age to open the file"),
            key,
            N_("The slip of the next step, to compare and to sign"),
        ):
            self.needs.add(FactLine(tr(words), icon="chevron_end", tone="muted"))
        note = N_("Nobody else can open the stick. If it is lost, write it down as an incident and tell the agency.")
        self.needs.add(Text(tr(note), "small", "muted", wrap=True))

    def _show_words(self, words: str) -> None:
        self.leaving.words = words
        self.words.show_words(words)
        self.changed.emit()

    def _look(self) -> None:
        may = self.leaving.desk.may("handover.seal_package")
        closed = self.leaving.closed
        self.write.say(tr(N_("Write it to the stick…")) if closed else tr(N_("Close it and write it…")))
        self.write.setEnabled(may and not self._busy)
        self.write.setVisible(not self.leaving.written)
        if not may:
            self.refused.emit(tr(N_("Your supervisor closes packages. The draft is kept and waits for them.")))

    # --- closing ---

    def _close_or_write(self, _on: bool = False) -> None:
        if self.leaving.blob is not None:
            self._choose()
            return
        if self.leaving.closed:
            values = {"package_id": self.leaving.package_id}
            self.leaving.clerk.ask("handover.unwritten", values, self._closed, self._not_done)
            return
        self._busy = True
        self._look()
        self.refused.emit(tr(N_("The papers are being drawn and the package is being closed…")))
        papers = dict(self.leaving.papers)

        def drawn() -> dict[str, bytes]:
            return {file_id: pdf.draw(paper, {paper.language: catalogue(paper.language)})
                    for file_id, paper in papers.items()}  # fmt: skip

        self.leaving.clerk.porter(drawn, self._seal, self._not_done)

    def _seal(self, papers: dict[str, bytes]) -> None:
        contents = self.leaving.contents
        if contents is None:
            return
        values = {
            "package_id": self.leaving.package_id, "seen": contents.seen, "papers": papers,
            "passphrase": self.leaving.words if contents.way == "passphrase" else None,
        }  # fmt: skip
        self.leaving.clerk.do("handover.seal_package", values, self._closed, self._not_done)

    def _closed(self, blob: bytes) -> None:
        self._busy = False
        self.leaving.blob, self.leaving.closed = blob, True
        self.refused.emit("")
        self._look()
        self._choose()

    def _not_done(self, trouble: errors.Spoken) -> None:
        self._busy = False
        self._look()
        self.leaving.trouble(trouble)

    # --- writing ---

    def _choose(self) -> None:
        blob = self.leaving.blob
        path = self.choose_place(self, self._name)
        if path is None or blob is None:
            return
        self._busy = True
        self._look()
        self.refused.emit(tr(N_("Writing, and reading back…")))
        self._name = path.name
        work = functools.partial(write_and_read_back, path, blob, self.leaving.words)
        self.leaving.clerk.porter(work, self._wrote, self._not_done)

    def _wrote(self, count: int) -> None:
        values = {"package_id": self.leaving.package_id}
        self.leaving.clerk.do("handover.note_written", values, self._noted, self._not_done)
        self._count = count

    def _noted(self, _nothing: object) -> None:
        self._busy = False
        self.leaving.blob = None
        self.leaving.written = True
        self._look()
        self.enter()
        words = N_("Written as {name}, read back and whole. The stick may be taken out.")
        self.refused.emit(tr(words, name=ltr(self._name)))
        self.changed.emit()

    def reason(self) -> str:
        if self.leaving.written:
            return ""
        return tr(N_("The package does not lie on a stick yet."))

    def acts_first(self) -> bool:
        return not self.leaving.written

    def leave(self, then: Then) -> None:
        """The words go with the step: nobody sees them again."""
        self.leaving.words = ""
        self.words.show_words("")
        then()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Tab", tr(N_("next field"))), ("Ctrl+↵", tr(N_("next step"))))

    def first(self) -> QWidget | None:
        return self.write


def write_and_read_back(path: pathlib.Path, blob: bytes, words: str) -> int:
    """Write a closed package, read it where it lies, and open it if its words are known; says how many children."""
    named = path if path.suffix == ".age" else path.with_name(f"{path.name}.age")
    write_file(named, blob)
    try:
        lies_there = named.read_bytes()
    except OSError:
        lies_there = b""
    if lies_there != blob:
        raise DeviceFailed(N_("What was written does not read back. The package is safe here. Take another stick."))
    return len(open_package(lies_there, Secret.passphrase(words), {}).children) if words else 0
