"""What can be put on a page, and the rows between which a page may end."""

from __future__ import annotations

import dataclasses

from transit_desk.reports.document import State
from transit_desk.reports.lines import SetLine

RULE = 0.4 * 72 / 25.4  # 0.4 mm, which the oldest printer still draws whole


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """A line of text; `down` is from the top of its row to the baseline."""

    x: float
    down: float
    line: SetLine


@dataclasses.dataclass(frozen=True, slots=True)
class Ruled:
    """A horizontal line, or with a height a filled bar."""

    x: float
    down: float
    width: float
    thick: float = RULE
    ink: float = 0.0


@dataclasses.dataclass(frozen=True, slots=True)
class Framed:
    """An empty rectangle."""

    x: float
    down: float
    width: float
    height: float
    thick: float = RULE


@dataclasses.dataclass(frozen=True, slots=True)
class Stated:
    """The small sign before the words for a missing answer: told apart by its shape, never by a colour."""

    x: float
    down: float
    size: float
    state: State


@dataclasses.dataclass(frozen=True, slots=True)
class Pictured:
    """A photograph, as JPEG bytes."""

    x: float
    down: float
    width: float
    height: float
    data: bytes = dataclasses.field(repr=False)


def jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height of a JPEG, from its first frame; a square where it tells none."""
    at = 2
    while at + 9 <= len(data) and data[at] == _MARKER:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if kind in _FRAMES:
            tall, across = (int.from_bytes(data[at + skip : at + skip + 2], "big") for skip in (5, 7))
            return (across, tall) if across and tall else (1, 1)
        at += 2 + length
    return 1, 1


_MARKER = 0xFF
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # every way a frame may begin; the others are tables

Mark = Written | Ruled | Framed | Stated | Pictured


@dataclasses.dataclass(slots=True)
class Row:
    """What stays together; `held` keeps it with the next row, `gap` is dropped at the top of a page."""

    height: float
    marks: tuple[Mark, ...] = ()
    held: bool = False
    gap: bool = False
    ends_page: bool = False
    again: Row | None = None  # repeated above this row when it begins a page: the headings of a table


@dataclasses.dataclass(slots=True)
class Page:
    """Rows with the distance of each from the top of the page."""

    rows: list[tuple[float, Row]] = dataclasses.field(default_factory=list)


def into_pages(rows: list[Row], first: float, others: float, bottom: float) -> list[Page]:
    """Share rows out. `first` and `others` are where a page's rows begin, `bottom` where they end, from the top."""
    pages = [Page()]
    down = first
    place = 0
    while place < len(rows):
        end, height = _group(rows, place)
        if rows[place].ends_page:
            pages.append(Page())
            down = others
            place += 1
            continue
        if down + height > bottom and pages[-1].rows and height <= bottom - others:
            pages.append(Page())
            down = others
        for row in rows[place:end]:
            if down + row.height > bottom and pages[-1].rows:
                pages.append(Page())
                down = others
            down = _put(pages, row, down, others)
        place = end
    if not pages[-1].rows and len(pages) > 1:
        pages.pop()
    return pages


def _put(pages: list[Page], row: Row, down: float, others: float) -> float:
    page = pages[-1]
    if not page.rows:
        if row.gap:
            return down
        if row.again is not None and len(pages) > 1 and down == others:
            page.rows.append((down, row.again))
            down += row.again.height
    page.rows.append((down, row))
    return down + row.height


def _group(rows: list[Row], place: int) -> tuple[int, float]:
    """The end of a group that is held together, and its height."""
    height = rows[place].height
    end = place + 1
    while rows[end - 1].held and end < len(rows) and not rows[end].ends_page:
        height += rows[end].height
        end += 1
    return end, height
