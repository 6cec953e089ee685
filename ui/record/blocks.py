"""The blocks of a record's page: what is known and by whom, what is due, what happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QSizePolicy, QVBoxLayout, QWidget

from transit_desk.domain.levels import NO_VALUE
from transit_desk.domain.text import N_, tr
from transit_desk.module import FactLine, Facts, Step, Steps, Target, Verb
from ui import theme
from ui.lists import widths
from ui.lists.delegate import CELL, PAD, Cell, CellDelegate, IconCell, Table, TextCell, spoken
from ui.lists.table import say
from ui.signs import ANSWER_ICONS
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.painted import END, START, Ink, Painted, folded, folded_width
from ui.widgets.words import Text

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()

_LINES: Final = 4  # of one cell; what is longer is shortened
_AFTER: Final = 4  # on the drawing board: the room a cell has after its words
_LABELS: Final = 248  # on the drawing board: labels of one page take as much, so that its values stand in one line
_ROOMY: Final = 560  # on the drawing board: a card that has it to give
# name, heading, share of the width
_COLUMNS: Final = (
    ("label", N_("Fact"), 18),
    ("value", N_("Value"), 25),
    ("said_by", N_("Said by"), 17),
    ("known_by", N_("Known by"), 18),
    ("chosen", N_("In use"), 14),
    ("day", N_("On"), 17),
    ("verb", N_("To do"), 12),
)


class FactsModel(QAbstractTableModel):
    """Lines of what is known; columns that nothing stands in are left out."""

    def __init__(self, lines: Sequence[FactLine]) -> None:
        super().__init__()
        self.lines = tuple(lines)
        self.columns = tuple(each for each in _COLUMNS if self._needed(each[0]))

    def _needed(self, name: str) -> bool:
        """A column in which something stands; *in use* only where something else was said too."""
        if name == "chosen":
            return any(line.state == "given" and bool(line.said_by) and not line.chosen for line in self.lines)
        return name in {"label", "value"} or any(self._cell(line, name) for line in self.lines)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def _cell(self, line: FactLine, name: str) -> Cell | None:
        if name == "label":
            return TextCell(say(line.label), "muted")
        if name == "value":
            return self._value(line)
        if name == "chosen":
            if line.state != "given" or not line.said_by:
                return None
            return IconCell("check", tr(N_("chosen"))) if line.chosen else TextCell(tr(N_("other")), "muted")
        if name == "verb":
            return TextCell(tr(line.verb.title), "accent") if line.verb is not None else None
        words = say(getattr(line, name))
        return TextCell(words, "muted", at_end=name == "day") if words else None

    def _value(self, line: FactLine) -> Cell:
        if line.state in NO_VALUE:
            return IconCell(ANSWER_ICONS[line.state], tr(NO_VALUE[line.state]), "muted", "muted")
        return TextCell(say(line.value), "text" if line.chosen else "muted", bold=line.chosen)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        cell = self._cell(self.lines[index.row()], self.columns[index.column()][0]) or TextCell("")
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self.sentence(index.row())
        return spoken(cell) if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} else None

    def sentence(self, place: int) -> str:
        """A whole line for who reads by ear."""
        cells = [spoken(self._cell(self.lines[place], name)) for name, _heading, _share in self.columns]
        return ", ".join(words for words in cells if words)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(self.columns[section][1])
        if role == Qt.ItemDataRole.TextAlignmentRole and self.columns[section][0] == "day":
            return END
        return None


class FoldingDelegate(CellDelegate):
    """Words that are longer than their column go on below."""

    lined_below = False  # the card ends there itself

    def paint_cell(self, ink: Ink, cell: Cell) -> None:
        look, box = ink.theme, ink.within
        words, role, before = _measured(look, cell)
        if not words or len(lines := folded(look, words, box.width() - before, role, _LINES)) == 1:
            super().paint_cell(ink, cell)
            return
        tall = look.line()
        top = (box.height() - 1 - len(lines) * tall) // 2
        if isinstance(cell, IconCell):
            ink.icon(ink.at(look.px(PAD), 0, look.px(18), box.height() - 1), cell.icon, cell.tone, 18)
        start = before - look.px(4)
        tone = cell.text_tone if isinstance(cell, IconCell) else getattr(cell, "tone", "text")
        align = END if getattr(cell, "at_end", False) else START
        for place, line in enumerate(lines):
            ink.words(ink.at(start, top + place * tall, box.width() - before, tall), line, role, tone, align)


def _measured(look: Theme, cell: Cell | None) -> tuple[str, str, int]:
    """The words of a cell, their role, and the room around them."""
    if isinstance(cell, IconCell):
        return cell.text, "body", look.px(PAD + 26 + 4)
    if isinstance(cell, TextCell):
        words = cell.text.replace(" ", "\u00a0") if cell.at_end else cell.text  # a day stays in one line
        return words, "strong" if cell.bold else "body", look.px(PAD + 4)
    return "", "body", 0


def _given(
    room: int, least: Sequence[int], whole: Sequence[int], spared: Sequence[int], weights: Sequence[int]
) -> list[int]:
    """Widths that sum to `room`: in one line who leaves most rows in one line for it, in two the others."""
    if sum(least) >= room or sum(whole) <= room:
        return widths.shared(room, weights, least if sum(least) >= room else whole)
    given = list(least)
    extra = [full - half for full, half in zip(whole, least, strict=True)]
    spare = room - sum(least)
    for column in sorted(range(len(given)), key=lambda at: extra[at] / (spared[at] or 0.01)):
        more = min(spare, extra[column])
        given[column] += more
        spare -= more
    return given


class FactsTable(Table):
    """As high as its lines; it never scrolls by itself. A column is as wide as its words, in two lines if need be."""

    def __init__(self, lines: Sequence[FactLine], said: str, do: Callable[[Verb], object]) -> None:
        super().__init__("facts", said, row="list_row_grid")
        self._do = do
        self.clicked.connect(self._press)
        self.cells = FoldingDelegate(self)
        self.setItemDelegate(self.cells)
        self.facts = FactsModel(lines)
        self.setModel(self.facts)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        sourced = any(name == "said_by" for name, _heading, _share in self.facts.columns)
        self.horizontalHeader().setHidden(not sourced)  # a name, its value and a day say themselves
        self._tall()

    def _press(self, at: QModelIndex) -> None:
        """A click on the words of what can be done; with the keyboard Enter anywhere on the line."""
        if self.facts.columns[at.column()][0] == "verb":
            self._act(at.row())

    def _act(self, row: int) -> bool:
        verb = self.facts.lines[row].verb if 0 <= row < len(self.facts.lines) else None
        if verb is not None:
            self._do(verb)
        return verb is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not (enter and self._act(self.currentIndex().row())):
            super().keyPressEvent(event)

    def _tall(self) -> None:
        rows = sum(self.rowHeight(row) for row in range(len(self.facts.lines)))
        head = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().height()
        self.setFixedHeight(head + rows + 1)

    def _cell(self, row: int, column: int) -> Cell:
        found: Cell = self.facts.index(row, column).data(CELL)
        return found

    def _fold(self) -> None:
        """Widths first, then the heights of those rows that need more than one line."""
        look, rows = theme.of(self), range(len(self.facts.lines))
        room = self.viewport().width()
        if room <= 0:
            return
        least, whole, spared = [], [], []
        for column in range(self.facts.columnCount()):
            heading = str(self.facts.headerData(column, Qt.Orientation.Horizontal))
            head = look.width(heading, "small_strong") + look.px(2 * PAD) + 2
            told = [_measured(look, self._cell(row, column)) for row in rows]
            least.append(max([head, *(folded_width(look, words, role) + pad + 2 for words, role, pad in told)]))
            wants = [look.width(words, role) + pad + 2 for words, role, pad in told]
            whole.append(max([head, *wants]))
            spared.append(sum(want > least[-1] for want in wants))  # rows that this column would leave in one line
        shares = [share for _name, _heading, share in self.facts.columns]
        match whole:
            case [label, _value] if room >= look.px(_ROOMY) and label <= room // 2:
                label = max(label, look.px(_LABELS))
                given = [label, room - label]
            case _:
                given = _given(room, least, whole, spared, shares)
        for column, width in enumerate(given[:-1]):
            self.setColumnWidth(column, width)
        one = self.verticalHeader().defaultSectionSize()
        for row in rows:
            told = [_measured(look, self._cell(row, column)) for column in range(len(given))]
            lines = max(
                len(folded(look, words, width - pad, role, _LINES))
                for (words, role, pad), width in zip(told, given, strict=True)
            )
            self.setRowHeight(row, one if lines == 1 else lines * look.line() + look.px(8))
        self._tall()

    def measure(self) -> None:
        super().measure()
        if hasattr(self, "facts"):
            self._tall()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fold()


class StepLine(Painted):
    """One thing that is due: its sign, what, who, until when. Enter opens it where it leads somewhere."""

    def __init__(self, step: Step, follow: Callable[[Target], object]) -> None:
        super().__init__()
        self.step, self._follow = step, follow
        self.setObjectName("step")
        sign = tr(N_("done")) if step.done else tr(N_("late")) if step.late else ""
        parts = (say(step.title), say(step.who), step.day, sign)
        self.setAccessibleName(", ".join(part for part in parts if part))
        if step.target is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self.theme.px(35))

    def draw(self, ink: Ink) -> None:
        look, tall = ink.theme, self.height()
        icon, tone = ("check", "ok") if self.step.done else ("warning", "warn") if self.step.late else ("ring", "muted")
        ink.icon(ink.at(0, 0, look.px(20), tall), icon, tone, 18)
        start = look.px(30)
        day = self.step.day
        if self.step.late and not self.step.done:
            day = tr(N_("late · {day}"), day=day)
        day_wide = look.width(day, "small") + look.px(4)
        ink.words(
            ink.at(self.width() - day_wide, 0, day_wide, tall), day, "small", tone if self.step.late else "muted", END
        )
        room = self.width() - start - day_wide - look.px(16)
        who = say(self.step.who)
        who_wide = min(look.width(who, "small") + look.px(4), room // 3) if who else 0
        words_tone = "muted" if self.step.done else "text"
        ink.words(ink.at(start, 0, room - who_wide, tall), say(self.step.title), "body", words_tone)
        if who:
            ink.words(ink.at(start + room - who_wide, 0, who_wide, tall), who, "small", "muted", END)
        ink.painter.fillRect(0, tall - 1, self.width(), 1, look.colour("line"))
        if self.hasFocus():
            ink.ring(self.rect(), look.px(6))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self._go()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and getattr(event, "key", int)() in {
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        }:
            self._go()
            return True
        return super().event(event)

    def _go(self) -> None:
        if self.step.target is not None:
            self._follow(self.step.target)


def facts_card(block: Facts, do: Callable[[Verb], object]) -> Card:
    """A table of what is known, in its card."""
    card = Card(tr(block.title), name="facts_card")
    card.pad(16, 8, 2)
    if block.lines:
        card.add(_from_edge_to_edge(FactsTable(block.lines, tr(block.title), do)))
    else:
        card.add(_nothing(block.empty))
    return card


def _from_edge_to_edge(table: FactsTable) -> QHBoxLayout:
    """A cell has room around its words: its words, not its lines, stand on the edge of the heading above."""
    line = QHBoxLayout()
    line.setSpacing(0)
    look = theme.of(table)
    line.addSpacing(-look.px(PAD))
    line.addWidget(table, 1)
    line.addSpacing(-look.px(_AFTER))
    return line


def steps_card(block: Steps, follow: Callable[[Target], object]) -> Card:
    """What is due, in its card."""
    card = Card(tr(block.title), name="steps_card")
    card.pad(16, 8, 2)
    lines = QVBoxLayout()
    lines.setSpacing(0)
    for step in block.lines:
        lines.addWidget(StepLine(step, follow))
    card.add(lines)
    if not block.lines:
        card.add(_nothing(block.empty))
    return card


def _nothing(words: str) -> QWidget:
    made = Text(tr(words) if words else tr(N_("Nothing here yet.")), "small", "muted", wrap=True)
    made.setContentsMargins(0, theme.of(made).px(4), 0, theme.of(made).px(8))
    return made
