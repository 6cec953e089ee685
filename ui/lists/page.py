"""The one list page: heading with its sum, filters, rows by windows, an empty place that says what comes next."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from transit_desk.domain.text import N_, ntr, tr
from transit_desk.module import ListPage, Rows, Verb, Window
from ui import signs, theme
from ui.clerk import Clerk
from ui.lists import widths
from ui.lists.delegate import Table
from ui.lists.filters import FilterBar
from ui.lists.table import ROW, RowsModel
from ui.navigation import OpenPage, Pages
from ui.shortcut import Shortcut
from ui.verbs import VerbButton, verb_button
from ui.widgets.button import quiet
from ui.widgets.empty import EmptyState
from ui.widgets.painted import announce
from ui.widgets.table_card import TableCard
from ui.widgets.words import Line, title

WINDOW: Final = 60  # rows asked for at once: more than a screen holds, few enough to be there before the eye
KEYS: Final = (
    ("↑↓", N_("go through the list")),
    ("Enter", N_("open")),
    ("Ctrl+F", N_("search in the list")),
    ("Ctrl+K", N_("search everywhere")),
)


class RecordListPage(QWidget):
    """Any list of any slice."""

    def __init__(
        self, page: ListPage, pages: Pages, clerk: Clerk, open_page: OpenPage, given: Mapping[str, object] | None = None
    ) -> None:
        super().__init__()
        self.page, self.pages, self.clerk, self.open_page = page, pages, clerk, open_page
        self.setObjectName("page")
        self.setAccessibleName(tr(page.title))
        self.model = RowsModel(page.columns, self)
        self.model.more_wanted.connect(self._ask_more)
        self.table = Table("list", tr(page.title))
        self.table.setModel(self.model)
        self.table.activated.connect(self._open)
        self.table.viewport().installEventFilter(self)
        self.card = TableCard(self.table)
        self.heading = title(tr(page.title))
        self.heading.setFocusProxy(self.table)  # one comes to a list to go through it
        self.sum = Line("", "small", "muted", name="list_sum")
        self.show_all = quiet(tr(N_("Show all")), name="show_all")
        self.bar = FilterBar(page.filters, given or {})
        self.buttons: list[VerbButton] = []
        self.empty = self._empty()
        self.stack = QStackedWidget()
        self.stack.setObjectName("list_stack")
        self.stack.addWidget(self.card)
        self.stack.addWidget(self.empty)
        self._turn = 0  # an answer to an older question is not shown
        self._first_answer = True
        self._stale = False
        self._lay()
        self._wire()
        self.refresh()

    # --- building ---

    def _lay(self) -> None:
        look = theme.of(self)
        self.column = QVBoxLayout(self)
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(self.heading)
        head.addSpacing(look.px(8))
        shown = [verb for verb in self.page.verbs if self.pages.offered(verb)]
        if self.page.filters or not shown:
            head.addWidget(self.sum)
            head.addWidget(self.show_all)
        else:  # there is more room beside the box to search in
            self.bar.lead(self.sum, self.show_all)
        head.addStretch(1)
        for verb in shown:
            button = verb_button(verb, self.pages, self._do)
            self.buttons.append(button)
            head.addWidget(button)
        self.column.addLayout(head)
        (self.column if shown or self.page.filters else head).addWidget(self.bar)
        self.column.addWidget(self.stack, 1)
        self._space()

    def _space(self) -> None:
        look = theme.of(self)
        self.column.setContentsMargins(look.px(24), look.px(8), look.px(24), look.px(8))
        self.column.setSpacing(look.px(8))

    def _wire(self) -> None:
        self.show_all.clicked.connect(lambda _on=False: self.bar.show_all())
        self.bar.changed.connect(self.refresh)
        self.bar.search.left.connect(self._to_list)
        self.clerk.changed.connect(self._changed)
        find = Shortcut("Ctrl+F", self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search)
        for button in self.buttons:
            button.add_shortcut(self)

    def _empty(self) -> EmptyState:
        first = next((verb for verb in self.page.verbs if verb.primary and self.pages.allowed(verb)), None)
        words = tr(self.page.empty) if self.page.empty else tr(N_("Nothing here yet."))
        icon = signs.icon(self.page.icon, "list")
        made = EmptyState(icon, words, "", tr(first.title) if first else "", signs.icon(first.icon) if first else "")
        if first is not None:
            made.asked.connect(functools.partial(self._do, first))
        return made

    # --- asking ---

    def refresh(self) -> None:
        """Ask again, as many rows as are there; the row and the place in the list stay."""
        self._turn += 1
        self._stale = False
        count = max(WINDOW, len(self.model.rows))
        window = Window(None, count, dict(self.bar.values), self.bar.words())
        answer = functools.partial(self._begin, self._turn)
        self.clerk.ask(self.page.query, {"window": window}, answer, self._refused)

    def _ask_more(self) -> None:
        window = Window(self.model.after, WINDOW, dict(self.bar.values), self.bar.words())
        answer = functools.partial(self._go_on, self._turn)
        self.clerk.ask(self.page.query, {"window": window}, answer, self._refused)

    def _begin(self, turn: int, found: Rows) -> None:
        if turn != self._turn:
            return
        here, chosen = self.table.currentIndex().row(), self.current_id()
        top = self._id_at(self.table.rowAt(0))
        self.model.begin(found)
        place = self.model.place_of(chosen) if chosen else min(here, len(found.rows) - 1)
        if place < 0 and found.rows:
            place = 0
        if place >= 0:
            self.table.setCurrentIndex(self.model.index(place, 0))
        first = self.model.place_of(top) if top else -1
        if first >= 0:
            self.table.scrollTo(self.model.index(first, 0), Table.ScrollHint.PositionAtTop)
        self._widths()
        self._say(found)
        self._first_answer = False

    def _go_on(self, turn: int, found: Rows) -> None:
        if turn == self._turn:
            self.model.go_on(found)

    def _refused(self, spoken: object) -> None:
        self.sum.say(str(spoken), "stop")

    def _changed(self, _touched: object) -> None:
        """Something was written. A list that is not seen looks again when it is."""
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _say(self, found: Rows) -> None:
        said = self.bar.said()
        sum_up = str(found.sum_up) if found.sum_up else ""
        words = tr(N_("{sum} · filter: {filter}"), sum=sum_up, filter=said) if said and sum_up else sum_up
        self.sum.say(words)
        self.show_all.setVisible(bool(said))
        counted = ntr(N_("{count} line"), N_("{count} lines"), found.total)
        if not self._first_answer:
            announce(self, counted)
        self.table.setAccessibleDescription(f"{counted}. {words}")
        bare = found.total == 0
        self.bar.setVisible(not bare or bool(said))  # there is nothing to search in yet
        self.stack.setCurrentWidget(self.empty if bare else self.card)

    # --- where one is ---

    def current_id(self) -> str:
        """The record of the current row."""
        return self._id_at(self.table.currentIndex().row())

    def _id_at(self, place: int) -> str:
        return str(getattr(self.model.rows[place], "id", "")) if 0 <= place < len(self.model.rows) else ""

    def search(self) -> None:
        """To the box that asks the database."""
        self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.search.selectAll()

    def _to_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, index: QModelIndex) -> None:
        row: Any = index.data(ROW)
        if row is not None and row.id and self.page.opens:
            self.open_page(self.page.opens, str(row.id))

    def _do(self, verb: Verb) -> None:
        self.open_page(verb.page, "", **{str(name): value for name, value in verb.extra.items()})

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that matter here."""
        return tuple((key, tr(words)) for key, words in KEYS if key != "Enter" or self.page.opens)

    def forget(self) -> None:
        """Let every row go."""
        self.model.clear()
        self.sum.say("")
        self.bar.search.clear()

    # --- measures ---

    def _widths(self) -> None:
        """Each column what it needs."""
        widths.share(self.table, [column.weight for column in self.page.columns])

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The columns follow the list, whose width is known only when its card was laid out."""
        if event.type() == QEvent.Type.Resize:
            self._widths()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.table.hasFocus():
            self._open(self.table.currentIndex())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "column"):
            self._space()
            self._widths()
        super().changeEvent(event)
