"""The story of a child, newest first: a date, a sign on a thread, what happened, who wrote it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme
from ui.widgets.painted import Ink


class Moment(NamedTuple):
    """One line of the story. A closed note has no text, only its sign."""

    when: str
    icon: str
    title: str
    author: str = ""
    text: str = ""
    hour: str = ""
    key: str = ""
    tone: str = "muted"


MOMENT: Final = Qt.ItemDataRole.UserRole + 2
_DATE, _NODE, _TEXT = 84, 24, 116


class MomentsModel(QAbstractListModel):
    """The moments of one story."""

    def __init__(self, moments: Sequence[Moment] = ()) -> None:
        super().__init__()
        self.moments: tuple[Moment, ...] = tuple(moments)
        self.more: Callable[[], object] | None = None  # asks for what comes next; None at the end of the story

    def show(self, moments: Sequence[Moment]) -> None:
        """Another story."""
        self.beginResetModel()
        self.moments = tuple(moments)
        self.endResetModel()

    def go_on(self, moments: Sequence[Moment]) -> None:
        """The moments that come next."""
        if not moments:
            return
        first = len(self.moments)
        self.beginInsertRows(QModelIndex(), first, first + len(moments) - 1)
        self.moments += tuple(moments)
        self.endInsertRows()

    def canFetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> bool:
        return not parent.isValid() and self.more is not None

    def fetchMore(self, parent: QModelIndex | QPersistentModelIndex) -> None:
        ask, self.more = self.more, None  # once, until the answer is there
        if ask is not None and not parent.isValid():
            ask()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.moments)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        moment = self.moments[index.row()]
        if role == MOMENT:
            return moment
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (moment.when, moment.hour, moment.title, moment.author, moment.text)
            return ", ".join(part for part in said if part)
        return moment.title if role == Qt.ItemDataRole.DisplayRole else None


class MomentDelegate(QStyledItemDelegate):
    """Paints one moment: date, node on the thread, title with author, its text in at most two lines."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        moment: Moment = index.data(MOMENT)
        look = theme.of(self.view)
        lines = self._lines(moment, self.view.viewport().width())
        return QSize(look.px(120), look.px(40) if not lines else look.px(34) + lines * look.line() + look.px(2))

    def _lines(self, moment: Moment, width: int) -> int:
        if not moment.text:
            return 0
        look = theme.of(self.view)
        room = max(1, width - look.px(_TEXT) - look.px(8))
        return 1 if look.width(moment.text) <= room else 2

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        moment: Moment = index.data(MOMENT)
        look = theme.of(self.view)
        ink = Ink(painter, look, option.rect, self.view.layoutDirection())
        painter.save()
        box = ink.within
        if index == self.view.currentIndex() and self.view.hasFocus():
            ink.fill(box.adjusted(0, 0, 0, -2), "hover", look.px(8))
            ink.ring(box.adjusted(0, 0, 0, -2), look.px(8))
        line, top = look.px(24), look.px(4)
        ink.words(ink.at(look.px(4), top, look.px(_DATE - 8), line), moment.when, "small", "muted")
        if moment.hour and moment.text:
            ink.words(ink.at(look.px(4), top + look.px(20), look.px(_DATE - 8), line), moment.hour, "code", "muted")
        self._draw_thread(ink, index.row())
        node = ink.at(look.px(_DATE), top, look.px(_NODE), look.px(_NODE))
        ink.fill(node, "sunken", look.px(_NODE) / 2)
        if look.strong_lines:
            ink.outline(node, "line", look.px(_NODE) / 2, 1)
        ink.icon(node, moment.icon, moment.tone, 16)
        self._draw_words(ink, moment, top, line)
        painter.restore()

    def _draw_thread(self, ink: Ink, row: int) -> None:
        look, box = ink.theme, ink.within
        x, y = look.px(_DATE + _NODE / 2) - 1, look.px(4 + _NODE + 3)
        if row + 1 < self.view.model().rowCount():
            ink.painter.fillRect(ink.at(x, y, 2, box.height() - y + look.px(1)), look.colour("line"))

    def _draw_words(self, ink: Ink, moment: Moment, top: int, line: int) -> None:
        look, box = ink.theme, ink.within
        x = look.px(_TEXT + 4)
        room = box.width() - x - look.px(8)
        author = look.width(moment.author, "small") + look.px(12) if moment.author else 0
        keep = author if room - author >= look.width(moment.title, "strong") else 0
        wide = ink.words(ink.at(x, top, room - keep, line), moment.title, "strong")
        if keep:
            ink.words(ink.at(x + wide + look.px(12), top, author, line), moment.author, "small", "muted")
        if moment.text:
            lines = self._lines(moment, box.width())
            tall = lines * look.line()
            area = ink.at(x, top + look.px(22), room, tall)
            if lines == 1:
                ink.words(area, moment.text)
            else:
                ink.paragraph(area, moment.text)


class Timeline(QListView):
    """A story to read by eye, by arrows and by ear; Enter opens the moment."""

    opened = Signal(str)

    def __init__(self, said: str, moments: Sequence[Moment] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(said)
        self.story = MomentsModel(moments)
        self.setModel(self.story)
        self.setItemDelegate(MomentDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.activated.connect(self._open)
        self._whole = False

    def show_story(self, moments: Sequence[Moment]) -> None:
        """Another child, another filter."""
        self.story.show(moments)
        self._tall()

    def stand_whole(self) -> None:
        """As high as its moments: it never scrolls by itself."""
        self._whole = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._tall()

    def _tall(self) -> None:
        if self._whole:
            self.setFixedHeight(sum(self.sizeHintForRow(row) for row in range(self.story.rowCount())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._tall()

    def cut(self) -> int:
        """Where the moment begins that does not fit whole at the foot; the height of the view where none is cut."""
        tall = self.viewport().height()
        last = self.visualRect(self.indexAt(QPoint(self.viewport().width() // 2, tall - 1)))
        return last.top() if last.top() > 0 and last.bottom() >= tall else tall

    def paintEvent(self, event: QPaintEvent) -> None:
        """A moment that is cut in half is not shown yet."""
        super().paintEvent(event)
        cut, view = self.cut(), self.viewport()
        if cut < view.height():
            painter = QPainter(view)
            painter.fillRect(0, cut, view.width(), view.height() - cut, theme.of(self).colour("surface"))
            painter.end()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.viewport().update()  # what was cut moves up

    def _open(self, index: QModelIndex) -> None:
        moment: Moment = index.data(MOMENT)
        self.opened.emit(moment.key)
