"""The first hour: a centre is made, with its two halves and its first copies, or brought back from a copy."""

from __future__ import annotations

import functools
import pathlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from transit_desk.clock import Clock
from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from ui import notices
from ui.clerk import Clerk
from ui.language import offered
from ui.sign_in.first_run import FirstRun
from ui.window import Frame

if TYPE_CHECKING:
    from transit_desk.entrance import Entered
    from transit_desk.opening import Cost


class FirstHour(QObject):
    """Shows the way in that asks only what a vault needs, and does what it asks on the clerk's writer."""

    shown = Signal(QWidget)  # a page that shall stand in front of the desk
    language_chosen = Signal(str)
    made = Signal(object)  # the centre, open, before anything is shown of it
    begun = Signal(str)  # with the folder that was chosen for copies, or none
    restored = Signal()
    left = Signal()  # of a copy that could not be brought back: from the beginning
    demo_asked = Signal()

    def __init__(self, frame: Frame, clerk: Clerk, folder: pathlib.Path, clock: Clock, cost: Cost | None) -> None:
        super().__init__(frame)
        self.frame, self.clerk, self.folder, self.clock, self.cost = frame, clerk, folder, clock, cost
        self._is_made = False

    def begin(self, code: str) -> None:
        """Nothing is here yet: make a centre, bring one back, or look around."""
        page = FirstRun(offered(), code, _propose, _strength)
        page.language_chosen.connect(self.language_chosen)
        page.vault_wanted.connect(functools.partial(self._found, page))
        page.folder_asked.connect(functools.partial(self._choose_copies, page))
        page.finished.connect(functools.partial(self._go_on, page))
        self.shown.emit(page)

    def _found(self, page: FirstRun, answers: dict[str, str]) -> None:
        def found() -> tuple[Entered, tuple[str, str], str]:
            from transit_desk import entrance

            founding = entrance.Founding(
                answers["centre"], answers["login"], answers["passphrase"], answers["name"],
                country=answers.get("country", ""),
            )  # fmt: skip
            entered = entrance.found(self.folder, founding, self.clock, cost=self.cost)
            return entered, entrance.new_sheet(entered), entrance.pair_sign(entered)

        self.clerk.write(found, functools.partial(self._founded, page), functools.partial(self._not_founded, page))

    def _founded(self, page: FirstRun, made: tuple[Entered, tuple[str, str], str]) -> None:
        entered, halves, pair = made
        self._is_made = True
        self.made.emit(entered)
        page.show_recovery(halves)
        page.print_asked.connect(functools.partial(self._show_sheet, page, entered, halves, pair))

    def _show_sheet(self, first: FirstRun, entered: Entered, halves: tuple[str, str], pair: str) -> None:
        """The two halves as paper, in front of the step; that step stays as it was."""
        from ui.sign_in.sheet_page import SheetPage
        from ui.ways_in.given import made_by

        page = SheetPage(self.clerk, halves, entered.desk.centre_name, pair, made_by(entered.desk))
        page.left.connect(functools.partial(self._end_sheet, first, page))
        self.frame.replace(page)

    def _end_sheet(self, first: FirstRun, page: QWidget) -> None:
        self.frame.replace(first)
        first.recovery.boxes[0].setFocus()
        page.deleteLater()

    def _not_founded(self, page: FirstRun, spoken: errors.Spoken) -> None:
        page.refuse(str(spoken))

    def _choose_copies(self, page: FirstRun) -> None:
        folder = QFileDialog.getExistingDirectory(self.frame, tr(N_("Where shall copies go?")))
        if folder:
            page.show_copies(folder)

    def _go_on(self, page: FirstRun, answers: dict[str, str]) -> None:
        way = answers.get("way", "new")
        if way == "demo":
            self.demo_asked.emit()
        elif way == "restore":
            self._restore()
        elif self._is_made:
            page.forget()
            self.begun.emit(answers.get("copies", ""))

    def _restore(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.frame, tr(N_("Which copy shall be brought back?")))
        if not chosen:
            return

        def restore() -> None:
            from transit_desk import opening

            opening.restore(pathlib.Path(chosen), self.folder)

        self.clerk.write(restore, lambda _done: self.restored.emit(), self._not_restored)

    def _not_restored(self, spoken: errors.Spoken) -> None:
        page = notices.CalmPage(spoken)
        page.left.connect(self.left)
        self.shown.emit(page)


def _propose() -> str:
    from transit_desk import opening

    return opening.propose()


def _strength(passphrase: str) -> tuple[bool, str]:
    from transit_desk import opening

    against = opening.weak(passphrase, ())
    return (False, str(against)) if against is not None else (True, tr(N_("This is long enough.")))
