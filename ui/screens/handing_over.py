"""Handing files over: who and what, consent, contents, exactly what they will see, the stick, the slip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from transit_desk.services.handover.views import Contents
from ui.clerk import Clerk
from ui.navigation import OpenPage
from ui.screens.handover.agreed_step import AgreedStep
from ui.screens.handover.contents_step import ContentsStep
from ui.screens.handover.leaving import Leaving
from ui.screens.handover.slip_step import SlipStep
from ui.screens.handover.stick_step import StickStep
from ui.screens.handover.verify_step import VerifyStep
from ui.screens.handover.who_step import WhoStep
from ui.shortcut import Shortcut
from ui.steps import Way

WHO, AGREED, CONTENTS, VERIFY, STICK, SLIP = range(6)
SENT: Final = "handover.sent"


class Screen(QWidget):
    """A package from its first child to its slip; a draft is taken up at its step."""

    def __init__(
        self,
        desk: Desk,
        clerk: Clerk,
        open_page: OpenPage,
        *,
        record_id: str = "",
        package_id: str = "",
        file_id: str = "",
        file_ids: Sequence[str] = (),
        **_more: object,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName(tr(N_("Handover")))
        self.open_page = open_page
        self.leaving = Leaving(desk, clerk, record_id or package_id, self)
        self.who = WhoStep(self.leaving, open_page, (*file_ids, *((file_id,) if file_id else ())))
        self.agreed = AgreedStep(self.leaving, open_page)
        self.contents = ContentsStep(self.leaving)
        self.verify = VerifyStep(self.leaving)
        self.stick = StickStep(self.leaving)
        self.slip = SlipStep(self.leaving)
        steps = (self.who, self.agreed, self.contents, self.verify, self.stick, self.slip)
        self.way = Way("handover", tr(N_("Handover")), steps)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.way)
        self._begun = not self.leaving.package_id
        self._wire(clerk)
        if self.leaving.package_id:
            clerk.ask("handover.contents", {"package_id": self.leaving.package_id}, self._begin, self._is_closed)

    def _wire(self, clerk: Clerk) -> None:
        self.leaving.refused.connect(self.way.notice.say)
        self.leaving.seen.connect(self.way.look_again)
        self.way.left.connect(self._leave)
        self.way.finished.connect(self._leave)
        self.way.reached.connect(self._reached)
        keys = Shortcut("Ctrl+P", self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self._print)

    def _print(self) -> None:
        if self.way.place == SLIP:
            self.slip.paper.print_out()

    # --- taking up a draft ---

    def _begin(self, contents: Contents) -> None:
        self.leaving.show_contents(contents)
        self._begun = True
        self.way.show_step(max(WHO, min(VERIFY, self.leaving.contents.step - 1 if self.leaving.contents else WHO)))

    def _is_closed(self, trouble: errors.Spoken) -> None:
        """A package that was closed: written already, or waiting for its stick."""
        if isinstance(trouble, errors.NotFound):
            self.leaving.trouble(trouble)
            return
        self.leaving.closed = True
        self._begun = True
        self.way.stepper.may_go_back = False
        if self.leaving.desk.may("handover.unwritten"):
            values = {"package_id": self.leaving.package_id}
            self.leaving.clerk.ask("handover.unwritten", values, self._waits, self._lies)
        else:
            self._lies(trouble)

    def _waits(self, blob: bytes) -> None:
        self.leaving.blob = blob
        self.way.show_step(STICK)

    def _lies(self, _trouble: errors.Spoken) -> None:
        self.leaving.written = True
        self.way.show_step(SLIP)

    # --- going on ---

    def _reached(self, place: int) -> None:
        headings = {VERIFY: N_("Exactly what they will see"), STICK: N_("To the stick"), SLIP: N_("The slip")}
        self.way.head.say(tr(headings.get(place, N_("Handover"))))
        self.way.before.setVisible(place > WHO and not self.leaving.closed)
        if self._begun and not self.leaving.closed and place > WHO:
            self.leaving.keep_step(place + 1)

    def _leave(self) -> None:
        self.leaving.forget()
        self.open_page(SENT)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing of a child, and no word that opens a package, waits behind another page."""
        self.verify.paper.forget()
        super().hideEvent(event)
