"""The rooms of the board: each a card with its beds, the small ones side by side, and every shape with its word."""

from __future__ import annotations

import functools
from collections.abc import Collection, Sequence
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout

from transit_desk.domain.text import N_, ntr, tr
from transit_desk.services.interim_care.views import BedView, FreeBed, RoomView
from ui.lists.table import say
from ui.widgets.bed import (
    AMISS,
    CLEAN,
    FREE,
    GAP,
    KEPT,
    MATTRESS,
    NOT_FOR,
    REPAIR,
    RESERVED,
    SUITS,
    TAKEN,
    WIDE,
    Bed,
    BedField,
    taken_ground,
)
from ui.widgets.card import Card
from ui.widgets.painted import Ink, Painted
from ui.widgets.words import Line, Text

_LEGEND: Final = (
    (TAKEN, N_("taken")), (KEPT, N_("away, kept")), (FREE, N_("free")), (SUITS, N_("free, and suits")),
    (NOT_FOR, N_("does not suit")), (RESERVED, N_("reserved")), (REPAIR, N_("shut")), (MATTRESS, N_("mattress")),
    (AMISS, N_("may not stay")),
)  # fmt: skip
_ICONS: Final = {RESERVED: "calendar", KEPT: "route", AMISS: "warning"}
_ROW, _HEAD = 50, 42  # of the drawing board: a row of beds, and what a card has more than its beds in height
_FEW, _MANY_ROOMS = 4, 12
_PAD, _HEADED = 12, 24  # beside the beds of a card, and what a card has more than its beds in width


class Legend(Painted):
    """Every shape that stands on the board, with its word."""

    def __init__(self) -> None:
        super().__init__()
        self.shapes: tuple[tuple[str, str], ...] = ()
        self.show_states({state for state, _words in _LEGEND})

    def show_states(self, states: Collection[str]) -> None:
        """The shapes of these states; a word for what is nowhere would only take the room of another."""
        self.shapes = tuple(each for each in _LEGEND if each[0] in states)
        self.setAccessibleName(", ".join(tr(words) for _state, words in self.shapes) or tr(N_("Beds")))
        self.update()

    def sizeHint(self) -> Any:
        size = super().sizeHint()
        size.setHeight(self.theme.px(20))
        size.setWidth(self.theme.px(200))
        return size

    def draw(self, ink: Ink) -> None:
        look = ink.theme
        x = 0
        for state, words in self.shapes:
            box = ink.at(x, look.px(3), look.px(20), look.px(14))
            if state == REPAIR:
                ink.hatch(box, "edge", "idle_soft", look.px(3))
            elif state in _ICONS:
                ink.icon(box, _ICONS[state], "warn" if state == AMISS else "muted", 16)
            else:
                ink.fill(box, {TAKEN: taken_ground(look), MATTRESS: "warn_soft"}.get(state, "surface"), look.px(4))
                line = {TAKEN: "line", SUITS: "accent", MATTRESS: "warn"}.get(state, "edge")
                ink.outline(box, line, look.px(4), 2 if state == SUITS else 0, dashed=state in {NOT_FOR, MATTRESS})
            wide = look.width(tr(words), "small")
            ink.words(ink.at(x + look.px(26), 0, wide + 1, look.px(20)), tr(words), "small", "muted")
            x += look.px(26) + wide + look.px(16)


class RoomCard(Card):
    """One room: its name, how full it is, its beds."""

    def __init__(self, room: RoomView) -> None:
        super().__init__(name=f"room_{room.id}")
        self.room = room
        self.pad(_PAD, 6, 4)
        said = f"{room.name}, {room.sum_up}"
        self.setAccessibleName(said)
        head = QHBoxLayout()
        head.addWidget(Text(room.name, "strong"))
        block = str(room.block)
        if block.casefold() != room.name.casefold() and len(room.beds) > _FEW:
            head.addWidget(Line(block, "small", "muted"), 1)
        else:
            head.addStretch(1)
        warns = bool(room.over or room.out_of_use or room.to_clean)
        head.addWidget(Text(_full(room), "small", "warn" if warns else "muted"))
        self.add(head)
        self.beds = BedField(said)
        self.add(self.beds)

    def show_for(self, suits: dict[str, FreeBed], marked: str) -> None:
        """The beds as they stand to one child; without a child, as they are."""
        self.beds.show_beds([tile(bed, suits.get(bed.id)) for bed in self.room.beds], marked)


def _full(room: RoomView) -> str:
    parts = [str(room.sum_up)]
    if room.to_clean:
        parts.append(ntr(N_("{count} bed to clean"), N_("{count} beds to clean"), room.to_clean))
    if room.out_of_use:
        parts.append(ntr(N_("{count} bed shut"), N_("{count} beds shut"), room.out_of_use))
    if room.over:
        parts.append(ntr(N_("{count} on a mattress"), N_("{count} on mattresses"), room.over))
    return " · ".join(parts)


def tile(bed: BedView, free: FreeBed | None) -> Bed:
    """A bed as it is painted, and the same in a sentence."""
    if bed.state in {"out_of_use", "to_clean"}:
        clean = bed.state == "to_clean"
        words = tr(N_("to clean")) if clean else tr(N_("shut"))
        said = ". ".join(part for part in (bed.code, words, say(bed.remark)) if part)
        return Bed(bed.id, bed.code, words, CLEAN if clean else REPAIR, said)
    if bed.state in {"taken", "kept"}:
        name = bed.name or bed.number
        said = tr(N_("{code}: {name}, night {night}"), code=bed.code, name=name, night=bed.night)
        name = bed.short or name  # the first name alone: a house of forty stands on the board at once
        if bed.babies:
            said, name = f"{said} +{bed.babies}", f"{name} +{bed.babies}"
        if bed.state == "kept":
            return Bed(bed.id, bed.code, name, KEPT, f"{said}, {tr(N_('away, kept'))}", bed.file_id)
        if bed.amiss is not None:
            return Bed(bed.id, bed.code, name, AMISS, f"{said}. {bed.amiss}", bed.file_id)
        return Bed(bed.id, bed.code, name, MATTRESS if bed.overflow else TAKEN, said, bed.file_id)
    if free is not None and free.answer != "not_now":
        words = tr(N_("free")) if bed.state == "free" else tr(N_("reserved"))
        return Bed(bed.id, bed.code, words, SUITS if free.suits else NOT_FOR, f"{bed.code}: {free.why}")
    if bed.state == "reserved":
        said = f"{bed.code}, {tr(N_('reserved'))}, {bed.name or bed.number}"
        return Bed(bed.id, bed.code, bed.short or bed.number, RESERVED, said)
    words = tr(N_("free"))
    said = words if free is None else str(free.why)
    return Bed(bed.id, bed.code, words, FREE if free is None else NOT_FOR, f"{bed.code}: {said}")


def shares(counts: Sequence[int], columns: int) -> list[list[tuple[int, int]]]:
    """Which rooms stand beside which, and how many beds each has in a row: so that the whole is as low as it can be.

    A band stands where its first room stands in the order in which one walks. A house of very many rooms has them one
    below the other.
    """
    every = tuple(range(len(counts)))
    if len(counts) > _MANY_ROOMS:
        return [[(place, columns)] for place in every]

    @functools.cache
    def lowest(left: tuple[int, ...]) -> tuple[int, tuple[tuple[tuple[int, int], ...], ...]]:
        if not left:
            return 0, ()
        first, rest = left[0], left[1:]
        best, below = lowest(rest)
        found = (best + _HEAD + _ROW * _rows(counts[first], columns), (((first, columns),), *below))
        for other in rest:
            height, own = _side_by_side(counts[first], counts[other], columns)
            if own:
                best, below = lowest(tuple(each for each in rest if each != other))
                band = ((first, own), (other, columns - own))
                found = min(found, (best + height, (band, *below)), key=lambda each: each[0])
        return found

    return [list(band) for band in lowest(every)[1]]


def _side_by_side(one: int, other: int, columns: int) -> tuple[int, int]:
    """The height of two rooms beside each other, and the columns of the first; none where they have no room."""
    possible = [
        (max(_rows(one, own), _rows(other, columns - own)), own)
        for own in range(_narrowest(one), columns - _narrowest(other) + 1)
    ]
    rows, own = min(possible, default=(0, 0))
    return _HEAD + _ROW * rows, own


def _narrowest(beds: int) -> int:
    """The columns that the head of a room needs; that of a small one says little."""
    return 2 if beds <= _FEW else 3


def _rows(beds: int, columns: int) -> int:
    return max(1, -(-beds // max(1, columns)))


def share_of(columns: int) -> int:
    """The width of a card with so many beds in a row, on the drawing board."""
    return columns * (WIDE + GAP) - GAP + _HEADED
