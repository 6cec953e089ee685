"""Copies on a stick: how old the last one is, and making another."""

from __future__ import annotations

import pathlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, ntr, tr
from ui.clerk import Clerk
from ui.window import Frame

if TYPE_CHECKING:
    from transit_desk.entrance import Entered
    from transit_desk.services.office.views import LastCopy


def choose_folder(parent: QWidget, start: str = "") -> str:
    """Where the stick is; the machine's own chooser, beginning where copies went before."""
    return QFileDialog.getExistingDirectory(parent, tr(N_("Where shall the copy go?")), start)


class Copies(QObject):
    """Belongs to one sitting; says the age of the last copy in the status line, and makes another."""

    def __init__(
        self,
        frame: Frame,
        clerk: Clerk,
        entered: Entered,
        say: Callable[[str], object],
        tell: Callable[[errors.Spoken], object],
        choose: Callable[[QWidget], str] = choose_folder,
    ) -> None:
        super().__init__()
        self.frame, self.clerk, self.entered = frame, clerk, entered
        self._say, self._tell, self._choose = say, tell, choose
        self.show_age()

    def show_age(self) -> None:
        """Ask when the last copy was made, and say it."""
        if self.entered.desk.may("office.last_copy"):
            self.clerk.ask("office.last_copy", {}, self._show)

    def _show(self, last: LastCopy) -> None:
        if last.days is None:
            words = tr(N_("No backup yet"))
        elif last.days < 1:
            words = tr(N_("Backup: today"))
        else:
            words = ntr(N_("Backup: {count} day ago"), N_("Backup: {count} days ago"), last.days)
        self.frame.status.show_copy(words, late=last.late)

    def make(self) -> None:
        """Ask where, copy, read the copy back, and say so."""
        chosen = self._choose(self.frame)
        if chosen:
            self.make_at(chosen)

    def make_at(self, chosen: str) -> None:
        """Copy to this folder, read the copy back, and say so."""
        self._say(tr(N_("The copy is being made and read back…")))
        entered, folder = self.entered, pathlib.Path(chosen)

        def copy() -> str:
            from transit_desk import entrance

            return entrance.keep_copy(entered, folder).path.name

        self.clerk.write(copy, self._made, self._tell)

    def _made(self, name: str) -> None:
        self._say(tr(N_("The copy {name} was read back and opened. It is whole."), name=name))
        self.show_age()
