"""A list of p-codes from elsewhere: what it would change, row by row, before anything of it is kept."""

from __future__ import annotations

import functools
import pathlib
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.export import limits
from transit_desk.services.places.views import Preview
from ui import theme
from ui.clerk import Clerk
from ui.documents import choosing
from ui.lists import widths
from ui.lists.delegate import Table, TextCell
from ui.navigation import OpenPage
from ui.rows import PlainModel
from ui.steps import Head, PageBody, spoken
from ui.widgets.banner import Notice
from ui.widgets.button import primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.clearing import clear
from ui.widgets.empty import EmptyState
from ui.widgets.keys import KeyStrip
from ui.widgets.scroll import Scrolled
from ui.widgets.table_card import TableCard
from ui.widgets.words import Text

PLACES: Final = "places.list"
_ENDINGS: Final = "XLSX, CSV (*.xlsx *.csv *.txt)"
_WEIGHTS: Final = (6, 12, 14, 24, 30, 14)  # of the columns: row, what, code, name, lies in, before
_REASONS: Final = 200  # more of them say nothing new about a list


class Screen(PageBody):
    """Choose, look, take in or leave. What cannot be taken stays outside, each row with its number and its reason."""

    def __init__(self, desk: Desk, clerk: Clerk, open_page: OpenPage, **_more: object) -> None:
        super().__init__("places_take_in", tr(N_("A list of p-codes")))
        self.desk, self.clerk, self.open_page = desk, clerk, open_page
        self.choose_file: Callable[[QWidget], pathlib.Path | None] = functools.partial(
            choosing.ask_file, heading=tr(N_("Choose a list of p-codes")), endings=_ENDINGS
        )
        self.blob, self.name = b"", ""
        self.head = Head(tr(N_("A list of p-codes")))
        self.back = quiet(tr(N_("List of places")), "back", name="to_places")
        self.other = secondary(tr(N_("Choose another…")), "open_up", name="places_other")
        self.take = primary(tr(N_("Take this list in")), "check", name="places_take")
        self.notice = Notice("", "alert")
        self.empty = EmptyState(
            "sheet", tr(N_("Look at a list of p-codes before anything of it is kept")),
            tr(N_("As OCHA publishes them: names and codes of each level. Names you know stay, and find their place.")),
            tr(N_("Choose a list…")), "open_up",
        )  # fmt: skip
        self.counts = Text("", "section")
        self.detail = Text("", "small", "muted", wrap=True)
        self.model = PlainModel((), self)
        self.table = Table("places_changes", tr(N_("What would change")), row="list_row_grid")
        self.table.setModel(self.model)
        self.reasons = QWidget()
        self.reasons.setObjectName("body")
        self.reasons.setAccessibleName(tr(N_("What is not taken")))
        self.lines = QVBoxLayout(self.reasons)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.wrong = Card(tr(N_("What is not taken")), name="places_wrong")
        self.wrong.add(Scrolled(self.reasons, tr(N_("What is not taken"))))
        self._lay()
        self._wire()

    def _lay(self) -> None:
        self.head.add(self.back, self.other, self.take)
        looked = QWidget()
        looked.setObjectName("body")
        looked.setAccessibleName(self.accessibleName())
        column = QVBoxLayout(looked)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.of(self).px(8))
        column.addWidget(self.counts)
        column.addWidget(self.detail)
        body = QHBoxLayout()
        body.setSpacing(theme.of(self).px(16))
        body.addWidget(TableCard(self.table), 700)
        body.addWidget(self.wrong, 400)
        column.addLayout(body, 1)
        self.stack = QStackedWidget()
        self.stack.setObjectName("places_pages")
        self.stack.setAccessibleName(self.accessibleName())
        self.stack.addWidget(self.empty)
        self.stack.addWidget(looked)
        for piece in (self.head, self.notice):
            self.column.addWidget(piece)
        self.column.addWidget(self.stack, 1)
        self.column.addWidget(KeyStrip((("Alt+←", tr(N_("page before this one"))),)))
        self.notice.hide()
        self.other.hide()
        self.take.hide()

    def _wire(self) -> None:
        self.empty.asked.connect(self._choose)
        self.other.clicked.connect(self._choose)
        self.take.clicked.connect(self._take)
        self.back.clicked.connect(lambda _on=False: self.open_page(PLACES))

    def _choose(self, _on: bool = False) -> None:
        path = self.choose_file(self)
        if path is not None:
            self.name = path.name
            self.take.hide()
            self.notice.say(tr(N_("Reading the list…")), "clock")
            reading = functools.partial(choosing.read_small, path, limits.SHEET_BYTES)
            self.clerk.porter(reading, self._look, self._refused)

    def _look(self, blob: bytes) -> None:
        self.blob = blob
        self.clerk.ask("places.look_at_list", {"blob": blob, "name": self.name}, self._show, self._refused)

    def _show(self, shown: Preview) -> None:
        self.notice.say("")
        self.other.show()
        self.stack.setCurrentIndex(1)
        self.counts.say(" · ".join(str(words) for words in shown.counts))
        self.detail.say(" · ".join([self.name, *(str(note) for note in shown.notes)]))
        headings = [
            tr(words) for words in (N_("Row"), N_("What"), N_("P-code"), N_("Name"), N_("Lies in"), N_("Before"))
        ]
        self.model.show_rows(headings, [
            [TextCell(str(each.line)), TextCell(tr(each.what)), TextCell(each.code), TextCell(each.name, bold=True),
             TextCell(each.within), TextCell(each.before)]
            for each in shown.lines
        ])  # fmt: skip
        widths.share(self.table, _WEIGHTS)
        clear(self.lines)
        for refused in shown.refused[:_REASONS]:
            words = tr(N_("Row {row}: {why}"), row=refused.line, why=refused.words)
            self.lines.addWidget(Text(words, "small", "stop", wrap=True))
        self.lines.addStretch(1)
        self.wrong.setVisible(bool(shown.refused))
        self.take.say(ntr(N_("Take in {count} place"), N_("Take in {count} places"), shown.changes))
        self.take.setVisible(bool(shown.changes))
        (self.take if shown.changes else self.other).setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, _on: bool = False) -> None:
        self.take.setEnabled(False)
        self.notice.say(tr(N_("Taking the list in…")), "clock")
        self.clerk.do("places.take_in", {"blob": self.blob, "name": self.name}, self._taken, self._refused)

    def _taken(self, _shown: Preview) -> None:
        self.blob = b""
        self.open_page(PLACES)

    def _refused(self, trouble: errors.Spoken) -> None:
        self.take.setEnabled(True)
        self.stack.setCurrentIndex(0)
        self.take.hide()
        self.notice.say(spoken(trouble), "alert")
