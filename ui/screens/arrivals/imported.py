"""A list from elsewhere, before anything of it is kept: what was read, what cannot be taken, and why."""

from __future__ import annotations

import functools
import pathlib
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from transit_desk.domain import errors
from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.arrivals.rules.lists import Preview
from ui import theme
from ui.documents import choosing
from ui.lists.delegate import Table, TextCell
from ui.rows import PlainModel
from ui.screens.arrivals.cells import BY_NAME
from ui.screens.arrivals.event import Arrival
from ui.steps import spoken
from ui.widgets.banner import Notice
from ui.widgets.button import quiet, tonal
from ui.widgets.card import Card
from ui.widgets.clearing import clear
from ui.widgets.scroll import Scrolled
from ui.widgets.table_card import TableCard
from ui.widgets.words import Text

_ENDINGS: Final = "XLSX, CSV (*.xlsx *.csv *.txt)"
_LONGEST: Final = 12_000_000


class ImportPanel(QWidget):
    """Choose, look, take all or nothing. A list with one cell nobody can take is not taken at all."""

    closed = Signal(bool)

    def __init__(self, arrival: Arrival) -> None:
        super().__init__()
        self.setObjectName("import_panel")
        self.setAccessibleName(tr(N_("A list from elsewhere")))
        self.arrival = arrival
        self.choose_file: Callable[[QWidget], pathlib.Path | None] = functools.partial(
            choosing.ask_file, heading=tr(N_("A list from elsewhere")), endings=_ENDINGS
        )
        self.preview: Preview | None = None
        self.heading = Text("", "section")
        self.detail = Text("", "small", "muted", wrap=True)
        self.notice = Notice("", "alert")
        self.notice.hide()
        self.model = PlainModel((), self)
        self.table = Table("import_rows", tr(N_("What was read")), row="list_row_grid")
        self.table.setModel(self.model)
        self.refusals = QWidget()
        self.refusals.setObjectName("body")
        self.refusals.setAccessibleName(tr(N_("What cannot be taken")))
        self.lines = QVBoxLayout(self.refusals)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.wrong = Card(tr(N_("What cannot be taken")), name="import_wrong")
        self.wrong.add(Scrolled(self.refusals, tr(N_("What cannot be taken"))))
        self.take = tonal("", "check", name="import_take")
        self.turn_back = quiet(tr(N_("Take nothing")), "back", name="import_back")
        self._lay()
        self.take.clicked.connect(self._take)
        self.turn_back.clicked.connect(functools.partial(self._close, False))

    def _lay(self) -> None:
        look = theme.of(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.heading)
        words.addWidget(self.detail)
        head.addLayout(words, 1)
        head.addWidget(self.turn_back)
        head.addWidget(self.take)
        column.addLayout(head)
        column.addWidget(self.notice)
        body = QHBoxLayout()
        body.setSpacing(look.px(16))
        body.addWidget(TableCard(self.table), 700)
        body.addWidget(self.wrong, 400)
        column.addLayout(body, 1)

    def choose(self) -> bool:
        """Ask for a file and read it; whether one was chosen."""
        path: pathlib.Path | None = self.choose_file(self)
        if path is None:
            return False
        self.preview = None
        self.notice.say("")
        self.heading.say(tr(N_("Reading the list…")))
        self.detail.say(path.name)
        self.model.show_rows((), ())
        self.wrong.hide()
        self.take.hide()
        self.arrival.clerk.porter(lambda: (_read(path), path.name), self._ask, self._refused)
        return True

    def _ask(self, found: tuple[bytes, str]) -> None:
        values = {"blob": found[0], "name": found[1]}
        self.arrival.clerk.ask("arrivals.read_sheet", values, self._show, self._refused)

    def _show(self, preview: Preview) -> None:
        self.preview = preview
        count = len(preview.rows)
        self.heading.say(ntr(N_("{count} child in this list"), N_("{count} children in this list"), count))
        said = [
            tr(N_("{typed} is read as {cell}"), typed=typed, cell=_heading(cell)) for typed, cell in preview.columns
        ]
        if preview.passed_over:
            said.append(tr(N_("left aside: {columns}"), columns=", ".join(preview.passed_over)))
        said += [str(note) for note in preview.notes]
        self.detail.say(" · ".join(said))
        cells = [cell for _typed, cell in preview.columns]
        rows = [[TextCell(str(row.get(cell, "")), bold=cell == "name_typed") for cell in cells] for row in preview.rows]
        self.model.show_rows([_heading(cell) for cell in cells], rows)
        self._show_wrong(preview)
        self.take.say(ntr(N_("Take {count} row"), N_("Take {count} rows"), count))
        self.take.setVisible(bool(count) and not preview.refused)
        (self.turn_back if preview.refused else self.take).setFocus()

    def _show_wrong(self, preview: Preview) -> None:
        clear(self.lines)
        self.wrong.setVisible(bool(preview.refused))
        for refusal in preview.refused:
            self.lines.addWidget(Text(str(refusal), "small", "stop", wrap=True))
        self.lines.addStretch(1)
        if preview.refused:
            self.notice.say(
                tr(N_("Correct these cells in the list itself, then read it again. Nothing was kept.")), "info"
            )

    def _take(self) -> None:
        if self.preview is not None:
            rows: list[Any] = [dict(row) for row in self.preview.rows]
            values = {"event_id": self.arrival.event_id, "rows": rows}
            self.arrival.clerk.do("arrivals.import_rows", values, self._taken, self._refused)

    def _taken(self, _kept: object) -> None:
        self._close(True)

    def _refused(self, trouble: errors.Spoken) -> None:
        self.heading.say(tr(N_("This list was not taken")))
        self.notice.say(spoken(trouble), "alert")
        self.turn_back.setFocus()

    def _close(self, taken: bool, _on: bool = False) -> None:
        self.preview = None
        self.model.show_rows((), ())
        self.closed.emit(taken)


def _heading(cell: str) -> str:
    return tr(BY_NAME[cell].heading) if cell in BY_NAME else cell


def _read(path: pathlib.Path) -> bytes:
    try:
        if path.stat().st_size > _LONGEST:
            raise errors.RuleBroken(N_("This file is too large for a list of children."))
        return path.read_bytes()
    except OSError:
        raise errors.DeviceFailed(N_("The file could not be read there. Choose another place or stick.")) from None
