"""Whose child a form is about, beside its title, where no page around the form says it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, tr
from transit_desk.module import Header
from ui import signs, theme
from ui.clerk import Clerk
from ui.lists.table import say
from ui.widgets.badge import Badge
from ui.widgets.painted import ltr
from ui.widgets.words import Line, Text

QUERY = "case_file.headed"


class About(QWidget):
    """The name in use, the number and the signs, as the head of the child's page has them; hidden until known."""

    def __init__(self, clerk: Clerk) -> None:
        super().__init__()
        self.clerk = clerk
        self.setObjectName("form_about")
        self.setAccessibleName(tr(N_("Whom it is about")))
        self.name = Line("", "section", name="about_name")
        self.code = Text("", "code", "muted", name="about_code")
        self.signs = QHBoxLayout()
        look = theme.of(self)
        self.signs.setSpacing(look.px(8))
        line = QHBoxLayout(self)
        line.setContentsMargins(look.px(16), 0, 0, 0)
        line.setSpacing(look.px(8))
        line.addWidget(self.name)
        line.addWidget(self.code)
        line.addLayout(self.signs)
        self.hide()

    def ask(self, file_id: str) -> None:
        """Of which child; who may read no file is told nothing more than before."""
        desk = self.clerk.desk
        if file_id and desk is not None and desk.may(QUERY):
            self.clerk.ask(QUERY, {"file_id": file_id}, self._show, self._refused)

    def _show(self, header: Header) -> None:
        self.name.say(header.title)
        self.code.say(ltr(header.code) if header.code != header.title else "")
        for mark in header.marks[:1]:  # beside a title there is room for one; the others are counted
            self.signs.addWidget(Badge(say(mark.words), signs.tone(mark.tone), signs.icon(mark.icon)))
        if header.marks[1:]:
            rest = Badge(f"+{len(header.marks) - 1}", "idle", "")
            rest.setToolTip("\n".join(say(mark.words) for mark in header.marks[1:]))
            rest.setAccessibleName(rest.toolTip())
            self.signs.addWidget(rest)
        self.show()

    def _refused(self, _trouble: errors.Spoken) -> None:
        """The form says by itself why it cannot begin."""
