"""The daily look at the whole vault: quietly, behind the work, with words only where something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from transit_desk.domain import errors
from transit_desk.domain.progress import Progress
from transit_desk.domain.text import N_, Words, ntr, tr
from ui.clerk import Clerk

if TYPE_CHECKING:
    from transit_desk.entrance import Entered
    from transit_desk.opening import Finding
    from transit_desk.services.office.views import LastCheck


class Checking(QObject):
    """Belongs to one sitting. A porter looks, so that neither reading nor saving waits; a lock stops it."""

    def __init__(
        self,
        clerk: Clerk,
        entered: Entered,
        say: Callable[[str], object],
        tell: Callable[[tuple[str, ...]], object],
    ) -> None:
        super().__init__()
        self.clerk, self.entered = clerk, entered
        self._say, self._tell = say, tell
        self._under_way = False
        self._asked = False  # by a person, who wants to hear that all is whole, too

    def begin(self) -> None:
        """Once a day, by the first who may; whoever may not still hears that the last look found something."""
        if self.clerk.desk is self.entered.desk and self.entered.desk.may("office.last_check"):
            self.clerk.ask("office.last_check", {}, self._begin)

    def _begin(self, last: LastCheck) -> None:
        if last.found:
            words = ntr(
                N_("{count} point. Tell the person who administers."),
                N_("{count} points. Tell the person who administers."),
                last.found,
            )
            self._tell((words,))
        if last.due and self.entered.desk.may("office.note_check"):
            self._look()

    def look(self) -> None:
        """Now, because somebody asked."""
        if not self.entered.desk.may("office.note_check"):
            self._say(tr(N_("Your role does not include checking the vault. Ask your supervisor.")))
            return
        self._asked = True
        self._say(tr(N_("The vault is being looked at, page by page. You can go on working.")))
        self._look()

    def _look(self) -> None:
        if self._under_way:
            return
        self._under_way = True
        entered = self.entered

        def look(progress: Progress) -> list[Finding]:
            from transit_desk import entrance

            return entrance.look_through(entered, progress)

        self.clerk.porter(look, self._looked, self._not_looked, self._go_on)

    def _go_on(self, _done: int, _total: int, _words: Words) -> None:
        """Nothing is shown of how far it is; being asked is what lets a lock stop it."""

    def _looked(self, found: list[Finding]) -> None:
        self._under_way = False
        self._tell(tuple(str(finding.words) for finding in found))
        if self._asked and not found:
            self._say(tr(N_("The vault is whole: every page, every record and the trail were looked at.")))
        elif self._asked:
            self._say(tr(N_("The check found something. It stands on Today.")))
        self._asked = False

    def _not_looked(self, spoken: errors.Spoken) -> None:
        """A look that could not be finished says so where its result would stand."""
        self._under_way = self._asked = False
        self._tell((str(spoken),))
