"""One package on its way out, as the steps of the screen share it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.reports.document import Document
from transit_desk.services.handover.views import Contents
from ui.clerk import Clerk
from ui.steps import Then, spoken


class Leaving(QObject):
    """The draft of a package: what is in it now, the papers that were looked at, the words that open it."""

    seen = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, clerk: Clerk, package_id: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.clerk = clerk
        self.package_id = package_id
        self.contents: Contents | None = None
        self.papers: dict[str, Document] = {}
        self.names: dict[str, str] = {}  # as the list of children showed them
        self.blob: bytes | None = None  # closed, and not yet on a stick
        self.words = ""  # shown once; this is the only place that holds them
        self.closed = False
        self.written = False

    def ask(self) -> None:
        """Look at the draft again."""
        if self.package_id and not self.closed:
            self.clerk.ask("handover.contents", {"package_id": self.package_id}, self.show_contents, self.trouble)

    def show_contents(self, contents: Contents) -> None:
        """What is in it now."""
        self.contents = contents
        self.seen.emit()

    def trouble(self, trouble: errors.Spoken) -> None:
        """Say what was refused."""
        self.refused.emit(spoken(trouble))

    def keep_step(self, step: int, values: dict[str, object] | None = None, then: Then | None = None) -> None:
        """Remember the step, counted from one, and what was chosen there."""
        if not self.package_id or self.closed:
            return
        asked: dict[str, object] = {"package_id": self.package_id, "step": step}
        if values:
            asked["values"] = values

        def done(_nothing: object) -> None:
            if then is not None:
                then()

        self.clerk.do("handover.keep_step", asked, done, self.trouble)

    def forget(self) -> None:
        """Let go of everything about children, and of the words."""
        self.contents, self.blob, self.words = None, None, ""
        self.papers, self.names = {}, {}
