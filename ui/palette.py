"""Ctrl+K: one field for children and actions, over whatever page is shown; Esc gives the keyboard back."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import shiboken6
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QSizePolicy, QVBoxLayout, QWidget

from transit_desk.domain import datewords
from transit_desk.domain.text import N_, ntr, tr
from ui import signs, theme
from ui.clerk import Clerk
from ui.lists.delegate import CELL, CellDelegate, NameCell
from ui.navigation import OpenPage, Pages
from ui.widgets.card import Card
from ui.widgets.editors import LineBox
from ui.widgets.keys import KeyStrip
from ui.widgets.painted import END, Ink, announce, ltr
from ui.widgets.words import Text

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
PAUSE: Final = 60
MOST: Final = 8  # of each group
FIND: Final = "case_file.find"
CHILD: Final = "case_file.child"


class Hit(NamedTuple):
    """One answer: a child or an act, and what happens when it is chosen."""

    group: str
    title: str
    code: str
    detail: str
    icon: str
    go: Callable[[], object]


class Act(NamedTuple):
    """Something that can be done from anywhere: lock, larger text, another theme."""

    title: str
    icon: str
    go: Callable[[], object]
    key: str = ""


class HitsModel(QAbstractListModel):
    """Children first, then acts."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: tuple[Hit, ...] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        """Other answers."""
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        hit = self.hits[index.row()]
        if role == CELL:
            return NameCell(hit.title, hit.code)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(part for part in (hit.group, hit.title, ltr(hit.code), hit.detail) if part)
        return None


class HitDelegate(CellDelegate):
    """An icon, the name, the code, and at the end what it is."""

    def paint(self, painter: Any, option: Any, index: Index) -> None:
        look = theme.of(self.view)
        model = index.model()
        hit = model.hits[index.row()] if isinstance(model, HitsModel) else None
        if hit is None:
            return
        painter.save()
        ink = Ink(painter, look, option.rect, self.view.layoutDirection())
        box = ink.within
        here = self.view.currentIndex().row() == index.row()
        if here:
            ink.fill(box.adjusted(0, 1, 0, -1), "soft", look.px(6))
            if look.strong_lines:
                ink.outline(box.adjusted(0, 1, 0, -1), "accent", look.px(6))
        ink.icon(ink.at(look.px(12), 0, look.px(18), box.height()), hit.icon, "accent" if here else "muted", 18)
        x = look.px(42)
        detail = min(look.width(hit.detail, "small") + look.px(4), box.width() // 2)
        room = box.width() - x - detail - look.px(24)
        wide = ink.words(ink.at(x, 0, room, box.height()), hit.title, "strong" if hit.code else "body")
        if hit.code:
            start = x + wide + look.px(10)
            ink.words(ink.at(start, 0, room - wide - look.px(10), box.height()), ltr(hit.code), "code", "muted")
        end = ink.at(box.width() - detail - look.px(12), 0, detail, box.height())
        ink.words(end, hit.detail, "small", "muted", END)
        painter.restore()


class Palette(Card):
    """The search field of the whole program."""

    closed = Signal()

    def __init__(
        self, frame: QWidget, pages: Pages, clerk: Clerk, open_page: OpenPage, acts: Sequence[Act] = ()
    ) -> None:
        super().__init__(name="palette", parent=frame)
        self.frame = frame
        self.setProperty("edge", "edge")
        self.setAccessibleName(tr(N_("Search")))
        self.pages, self.clerk, self.open_page = pages, clerk, open_page
        self.acts = tuple(acts)
        self.line = LineBox("palette_field", tr(N_("A child's name or number, or what you want to do")))
        self.line.setAccessibleName(tr(N_("Search for a child, an action…")))
        self.model = HitsModel()
        self.list = QListView()
        self.list.setObjectName("palette_list")
        self.list.setAccessibleName(tr(N_("Answers")))
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self.choose(index.row()))
        self.count = Text("", "small", "muted", name="palette_count")
        self.keys = KeyStrip([("↑↓", tr(N_("choose"))), ("Enter", tr(N_("open"))), ("Esc", tr(N_("close")))])
        self.keys.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout()
        column.setSpacing(theme.of(self).px(8))
        for piece in (self.line, self.count, self.list, self.keys):
            column.addWidget(piece)
        self.add(column)
        self.pad(12, 12, 8)
        self._origin: QWidget | None = None
        self._turn = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self.line.textChanged.connect(lambda _text: self._pause.start())
        self.line.installEventFilter(self)
        self.hide()

    # --- coming and going ---

    def rise(self) -> None:
        """Open over the page, and remember where the keyboard was."""
        if self.isVisible():
            self.line.selectAll()
            return
        self._origin = QApplication.focusWidget()
        self.line.clear()
        self._show_hits(self._acts(""))
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sink(self, *, back: bool = True) -> None:
        """Close; the keyboard goes back to where it was."""
        self._turn += 1
        self._pause.stop()
        self.hide()
        self.model.show(())
        self.line.clear()
        self._pause.stop()
        if back and self._origin is not None and shiboken6.isValid(self._origin):
            self._origin.setFocus(Qt.FocusReason.OtherFocusReason)
        self._origin = None
        self.closed.emit()

    def _place(self) -> None:
        look = theme.of(self)
        owner = self.frame
        wide = min(look.px(640), owner.width() - look.px(48))
        rows = max(1, min(len(self.model.hits), 2 * MOST))
        self.list.setFixedHeight(rows * look.height("list_row") if self.model.hits else 0)
        self.list.setVisible(bool(self.model.hits))
        self.setFixedWidth(wide)
        self.adjustSize()
        top = look.px(8)
        start = min(look.px(232), max(look.px(24), (owner.width() - wide) // 2))
        x = owner.width() - start - wide if self.isRightToLeft() else start
        tall = min(self.sizeHint().height(), owner.height() - 2 * top)
        self.setGeometry(x, top, wide, tall)

    # --- asking ---

    def _ask(self) -> None:
        words = self.line.text().strip()
        self._turn += 1
        acts = self._acts(words)
        if words and self.pages.desk.may(FIND):
            answer = functools.partial(self._found, self._turn, acts)
            self.clerk.ask(FIND, {"words": words, "count": MOST}, answer)
        else:
            self._show_hits(acts)

    def _found(self, turn: int, acts: list[Hit], children: Sequence[Any]) -> None:
        if turn != self._turn or not self.isVisible():
            return
        hits = [
            Hit(tr(N_("Child")), each.name, "" if each.name == each.number else each.number, each.detail, "person",
                functools.partial(self.open_page, CHILD, each.id))
            for each in children
        ]  # fmt: skip
        self._show_hits([*hits, *acts])

    def _acts(self, words: str) -> list[Hit]:
        wanted = datewords.without_accents(words).casefold()
        hits = []
        for verb in self.pages.verbs():
            said = tr(verb.title)
            if wanted in datewords.without_accents(said).casefold():
                extra = {str(name): value for name, value in verb.extra.items()}
                go = functools.partial(self.open_page, verb.page, "", **extra)
                hits.append(
                    Hit(tr(N_("Action")), said, "", verb.key or tr(N_("Action")), signs.icon(verb.icon, "open_up"), go)
                )
        hits += [
            Hit(tr(N_("Action")), act.title, "", act.key or tr(N_("Action")), act.icon, act.go)
            for act in self.acts
            if words and wanted in datewords.without_accents(act.title).casefold()
        ]
        return hits[:MOST]

    def _show_hits(self, hits: Sequence[Hit]) -> None:
        self.model.show(hits)
        if hits:
            self.list.setCurrentIndex(self.model.index(0, 0))
        words = ntr(N_("{count} answer"), N_("{count} answers"), len(hits)) if hits else tr(N_("Nothing found."))
        self.count.say(words)
        if self.isVisible():
            announce(self.line, words)
            self._place()

    # --- choosing ---

    def choose(self, place: int) -> None:
        """Go where an answer leads."""
        if 0 <= place < len(self.model.hits):
            go = self.model.hits[place].go
            self.sink(back=False)
            go()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is not self.line or event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}
        if event.key() in steps:
            here = self.list.currentIndex().row() + steps[event.key()]
            here = max(0, min(here, len(self.model.hits) - 1))
            self.list.setCurrentIndex(self.model.index(here, 0))
            if self.model.hits:
                announce(self.line, str(self.model.data(self.model.index(here, 0))))
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.choose(self.list.currentIndex().row())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.sink()
            return True
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self.sink()
            return True
        return False
