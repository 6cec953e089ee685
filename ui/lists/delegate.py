"""How cells are painted: small tuples of words, each drawn by its kind, in one quiet row."""

from __future__ import annotations

from typing import Final, NamedTuple, TypeAlias

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ui import theme
from ui.theme import Theme
from ui.widgets.badge import badge_width, paint_badge, paint_mark
from ui.widgets.painted import END, Ink, ltr

CELL: Final = (
    Qt.ItemDataRole.UserRole + 1
)  # the model answers a cell for this role, and its plain words for DisplayRole
PAD: Final = 12


class TextCell(NamedTuple):
    """Plain words."""

    text: str
    tone: str = "text"
    bold: bool = False
    at_end: bool = False


class NameCell(NamedTuple):
    """The name in use, bold, and the code after it."""

    name: str
    code: str = ""


class CodeCell(NamedTuple):
    """A code, a time, a number: one pitch, left to right in every language. A date in words is a TextCell."""

    text: str
    tone: str = "muted"
    at_end: bool = False


class IconCell(NamedTuple):
    """An icon with its word."""

    icon: str
    text: str
    tone: str = "accent"
    text_tone: str = "text"


class MarkCell(NamedTuple):
    """A state without ground, as most rows show it."""

    text: str
    icon: str
    tone: str = "idle"


class BadgeCell(NamedTuple):
    """A state with its ground, for the one row that must be seen."""

    text: str
    icon: str
    tone: str = "warn"


class EditCell(NamedTuple):
    """A cell that is being chosen now: ring, field, a small arrow."""

    text: str
    icon: str = ""


class StayCell(NamedTuple):
    """The day of a stay, and where it lies on the way to day 90."""

    day: int
    tone: str = "accent"


Cell: TypeAlias = TextCell | NameCell | CodeCell | IconCell | MarkCell | BadgeCell | EditCell | StayCell
Index: TypeAlias = QModelIndex | QPersistentModelIndex

UNKNOWN: Final = "question_ring"
NOT_ASKED: Final = "ring_dashed"
REFUSED: Final = "minus_ring"


def spoken(cell: Cell | None) -> str:
    """The words of a cell, for who reads by ear and for the tooltip."""
    if isinstance(cell, NameCell):
        return f"{cell.name}  {ltr(cell.code)}".strip()
    if isinstance(cell, StayCell):
        return str(cell.day)
    return cell.text if cell is not None else ""


class CellDelegate(QStyledItemDelegate):
    """Paints every list of the program. Nothing is made anew while painting: fonts, pens and icons are kept."""

    lined_below = True  # whether a line stands below the last row too

    def __init__(self, view: QAbstractItemView, *, cell_ring: bool = False) -> None:
        super().__init__(view)
        self.view = view
        self.cell_ring = cell_ring  # grids show which cell is current, lists only which row

    # --- one row ---

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.of(self.view)
        box: QRect = option.rect
        ink = Ink(painter, look, box, self.view.layoutDirection())
        current = self.view.currentIndex()
        here = current.isValid() and current.row() == index.row()
        edge = self._edge(index)
        painter.save()
        if here:
            self._paint_current(ink, edge)
        elif self.lined_below or index.row() < index.model().rowCount() - 1:
            self._paint_line(ink)
        cell = index.data(CELL)
        if cell is None:
            cell = TextCell(str(index.data(Qt.ItemDataRole.DisplayRole) or ""))
        self.paint_cell(ink, cell)
        if here and self.cell_ring and current.column() == index.column() and self.view.hasFocus():
            ink.ring(box.adjusted(2, 2, -2, -3), look.px(6))
        painter.restore()

    def _edge(self, index: Index) -> str:
        """Whether this column is the first, the last, or between: only the ends of the strip are round."""
        if not isinstance(self.view, QTableView):
            return "both"
        header = self.view.horizontalHeader()
        place = header.visualIndex(index.column())
        first = all(header.isSectionHidden(header.logicalIndex(before)) for before in range(place))
        last = all(header.isSectionHidden(header.logicalIndex(after)) for after in range(place + 1, header.count()))
        return "both" if first and last else "first" if first else "last" if last else ""

    def _paint_current(self, ink: Ink, edge: str) -> None:
        look, box = ink.theme, ink.within
        radius = look.px(6)
        reach = radius * 2
        x = 0 if edge in {"first", "both"} else -reach
        wide = box.width() - x + (0 if edge in {"last", "both"} else reach)
        active = self.view.hasFocus() or self.view.viewport().hasFocus()
        strip = ink.at(x, 1, wide, box.height() - 3)
        clip = QPainterPath()
        clip.addRect(box)
        ink.painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
        ink.fill(strip, "soft", radius)
        if look.strong_lines:
            ink.outline(strip, "accent", radius)
        if edge in {"first", "both"} and active:
            tall = look.px(18)
            bar = ink.at(0, 1 + (box.height() - 3 - tall) // 2, look.px(4), tall)
            ink.fill(bar, "accent", look.px(2))

    def _paint_line(self, ink: Ink) -> None:
        box = ink.within
        ink.painter.fillRect(box.left(), box.bottom(), box.width(), 1, ink.theme.colour("line"))

    # --- one cell ---

    def paint_cell(self, ink: Ink, cell: Cell) -> None:
        """Draw what one cell says; a list with a kind of its own adds it here."""
        look, box = ink.theme, ink.within
        pad = look.px(PAD)
        inner = ink.at(pad, 0, box.width() - pad - look.px(4), box.height() - 1)
        if isinstance(cell, NameCell):
            self._paint_name(ink, cell)
        elif isinstance(cell, TextCell):
            align = END if cell.at_end else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            ink.words(inner, cell.text, "strong" if cell.bold else "body", cell.tone, align)
        elif isinstance(cell, CodeCell):
            align = END if cell.at_end else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            ink.words(inner, ltr(cell.text), "code", cell.tone, align)
        elif isinstance(cell, IconCell):
            ink.icon(ink.at(pad, 0, look.px(18), box.height() - 1), cell.icon, cell.tone, 18)
            shift = pad + look.px(26)
            rest = ink.at(shift, 0, box.width() - shift - look.px(4), box.height() - 1)
            ink.words(rest, cell.text, "body", cell.text_tone)
        elif isinstance(cell, MarkCell):
            paint_mark(ink, inner, cell.text, cell.icon, cell.tone)
        elif isinstance(cell, BadgeCell):
            tall = look.height("badge")
            wide = min(badge_width(look, cell.text, cell.icon), inner.width())
            paint_badge(ink, ink.at(pad, (box.height() - tall) // 2, wide, tall), cell.text, cell.icon, cell.tone)
        elif isinstance(cell, EditCell):
            self._paint_edit(ink, cell)
        elif isinstance(cell, StayCell):
            self._paint_stay(ink, cell)

    def _paint_name(self, ink: Ink, cell: NameCell) -> None:
        look, box = ink.theme, ink.within
        pad = look.px(PAD)
        tall = box.height() - 1
        room = box.width() - pad - look.px(4)
        code = look.width(cell.code, "code") + look.px(10) if cell.code else 0
        keep = code if room - code >= look.px(72) else 0  # where both do not fit, the name stays and the code goes
        wide = ink.words(ink.at(pad, 0, room - keep, tall), cell.name, "strong")
        if keep:
            ink.words(ink.at(pad + wide + look.px(10), 0, code, tall), ltr(cell.code), "code", "muted")

    def _paint_edit(self, ink: Ink, cell: EditCell) -> None:
        look, box = ink.theme, ink.within
        frame = box.adjusted(1, 1, -1, -2)
        ink.fill(frame, "field", look.px(6))
        ink.ring(frame, look.px(6))
        x = look.px(PAD)
        if cell.icon:
            ink.icon(ink.at(x, 0, look.px(18), box.height() - 1), cell.icon, "accent", 18)
            x += look.px(26)
        ink.words(ink.at(x, 0, box.width() - x - look.px(30), box.height() - 1), cell.text)
        ink.icon(ink.at(box.width() - look.px(28), 0, look.px(18), box.height() - 1), "chevron_down", "text", 16)

    def _paint_stay(self, ink: Ink, cell: StayCell) -> None:
        look, box = ink.theme, ink.within
        pad, digits = look.px(PAD), look.px(30)
        ink.words(ink.at(pad, 0, digits, box.height() - 1), str(cell.day), "code", "text", END)
        start, wide, floor = pad + digits + look.px(12), look.px(66), box.height() // 2 + look.px(3)
        edge, tone = look.colour("edge"), look.colour(cell.tone)
        ink.painter.fillRect(ink.at(start, floor, wide, 1), edge)
        for day in (0, 30, 60, 80, 90):
            ink.painter.fillRect(ink.at(start + wide * day / 95, floor - look.px(5), 1, look.px(6)), edge)
        gone = wide * min(cell.day, 95) / 95
        ink.painter.fillRect(ink.at(start, floor - 1, gone, look.px(3)), tone)
        ink.painter.fillRect(ink.at(start + gone - 1, floor - look.px(8), look.px(3), look.px(10)), tone)

    # --- measures and the whole words ---

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.of(self.view)
        return QSize(self.wanted(look, index.data(CELL)), look.height("list_row"))

    def wanted(self, look: Theme, cell: Cell | None) -> int:
        """The width at which nothing is shortened."""
        pads = look.px(PAD + 4) + 2
        if isinstance(cell, NameCell):
            code = look.width(cell.code, "code") + look.px(10) if cell.code else 0
            return pads + look.width(cell.name, "strong") + code
        if isinstance(cell, CodeCell):
            return pads + look.width(cell.text, "code")
        if isinstance(cell, MarkCell):
            return pads + look.px(22) + look.width(cell.text, "small")
        if isinstance(cell, BadgeCell):
            return pads + badge_width(look, cell.text, cell.icon)
        if isinstance(cell, IconCell):
            return pads + look.px(26) + look.width(cell.text)
        if isinstance(cell, EditCell):
            return pads + look.px(60) + look.width(cell.text)
        if isinstance(cell, StayCell):
            return pads + look.px(112)
        return pads + (look.width(cell.text, "strong" if cell.bold else "body") if cell else 0)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole words as a tooltip, only where they were shortened."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        cell = index.data(CELL)
        box: QRect = option.rect
        if cell is not None and self.wanted(theme.of(view), cell) > box.width():
            QToolTip.showText(event.globalPos(), spoken(cell), view)
        else:
            QToolTip.hideText()
        return True


class Table(QTableView):
    """A list as every page shows it: whole rows, no grid, a quiet header, the keyboard as people expect it."""

    def __init__(
        self, name: str, said: str, parent: QWidget | None = None, *, row: str = "list_row", grid: bool = False
    ) -> None:
        super().__init__(parent)
        self.row_part = row
        self.setObjectName(name)
        self.setAccessibleName(said)
        self.cells = CellDelegate(self, cell_ring=grid)
        self.setItemDelegate(self.cells)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        behaviour = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(behaviour.SelectItems if grid else behaviour.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(grid)  # in a list, Tab leaves it; in a grid it goes to the next cell
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(24)
        self.measure()

    def measure(self) -> None:
        """Row and header heights at this size of text."""
        look = theme.of(self)
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(look.height("list_row_compact"))
        vertical.setDefaultSectionSize(look.height(self.row_part))
        self.horizontalHeader().setFixedHeight(look.height("list_header"))

    def columns(self, widths: list[int]) -> None:
        """Give the columns their widths of the drawing board; the last one takes what is left."""
        look = theme.of(self)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, look.px(width))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        self.measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What comes up at the foot of a page, as the line with which to undo, never covers the row one is at."""
        super().resizeEvent(event)
        here = self.currentIndex()
        if here.isValid() and 0 <= self.visualRect(here).top() < event.oldSize().height():
            self.scrollTo(here)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The strip covers the whole row, and the line above it goes: both rows are painted again."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "cells"):
            self.measure()
        super().changeEvent(event)
