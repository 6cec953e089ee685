"""Two ways in that are not every day's: the first unlock with a passphrase for one time, and the two halves."""

from __future__ import annotations

import functools
import pathlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from transit_desk.clock import Clock
from transit_desk.domain import errors
from ui import notices
from ui.clerk import Clerk
from ui.sign_in.come_back import ComeBackPage
from ui.sign_in.own_passphrase import OwnPassphrasePage
from ui.ways_in.secret import strength_about, warm_up

if TYPE_CHECKING:
    from transit_desk.entrance import Entered
    from transit_desk.opening import Cost


class ComingIn(QObject):
    """Shows the two pages and does what they ask on the clerk's writer; `come` is told who is in."""

    def __init__(
        self,
        clerk: Clerk,
        stand: Callable[[QWidget], object],
        come: Callable[[Entered], object],
        turn_back: Callable[[], object],
        say_missing: Callable[[Callable[[], None], errors.Spoken], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.clerk, self.stand, self.come, self.turn_back = clerk, stand, come, turn_back
        self.say_missing = say_missing

    def ask_own(self, entered: Entered, given: str) -> None:
        """The desk stays shut until its owner chose a passphrase; `given` proves who asks."""
        login, fictional = entered.desk.actor.login, entered.desk.fictional
        page = OwnPassphrasePage(strength_about(lambda: login, demanded=not fictional))

        def keep(passphrase: str) -> None:
            def change() -> Entered:
                from transit_desk import entrance

                entrance.change_passphrase(entered, given, passphrase)
                return entered

            self.clerk.write(change, self.come, page.refuse)

        page.chosen.connect(keep)
        page.left.connect(self.turn_back)
        self.clerk.porter(warm_up)
        self.stand(page)
        page.focus_first().setFocus()

    def ask_halves(self, folder: pathlib.Path, clock: Clock, *, cost: Cost | None = None, demo: bool = False) -> None:
        """Passphrase forgotten, and nobody there who could give another."""
        page = ComeBackPage(demanded=not demo)

        def recover(half_a: str, half_b: str, login: str, passphrase: str, *, go_on: bool = False) -> None:
            def work() -> Entered:
                from transit_desk import entrance

                return entrance.recover(folder, (half_a, half_b), login, passphrase, clock, cost=cost, go_on=go_on)

            again = functools.partial(recover, half_a, half_b, login, passphrase, go_on=True)
            self.clerk.write(work, self.come, functools.partial(self._not_back, page, again))

        page.asked.connect(recover)
        page.left.connect(self.turn_back)
        self.clerk.porter(warm_up)
        self.stand(page)
        page.focus_first().setFocus()

    def _not_back(self, page: ComeBackPage, again: Callable[[], None], trouble: errors.Spoken) -> None:
        if isinstance(trouble, errors.RolledBack):
            self.say_missing(again, trouble)
        elif isinstance(trouble, errors.Fault) or not shiboken6.isValid(page):
            calm = notices.CalmPage(trouble)
            calm.left.connect(self.turn_back)
            self.stand(calm)
        else:
            page.refuse(trouble)
