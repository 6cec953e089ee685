"""A group arrival as a screen shows it: frozen rows and sums, nothing that can still change."""

from __future__ import annotations

import dataclasses
import datetime

from transit_desk.domain.text import Words
from transit_desk.module import FactLine, Mark
from transit_desk.services.arrivals import rules


@dataclasses.dataclass(frozen=True)
class Cell:
    """One cell: what is shown, the value behind it, and what became of the question."""

    words: str | Words = ""
    value: object = None
    state: str = "given"  # given | unknown | not_asked | refused | hidden | blank


@dataclasses.dataclass(frozen=True)
class GridRow:
    """One line of the grid. A baby stands below her mother's row and has no number in the list."""

    id: str
    place: int  # 0 for a baby
    file_id: str
    number: str
    name_typed: Cell
    sex: Cell
    age_typed: Cell
    language: Cell
    village_typed: Cell
    needs: Cell
    disposition: Cell
    reason: Cell
    follow: str | Words
    state: Mark
    complete: bool
    arrived: bool
    mother_id: str = ""


@dataclasses.dataclass(frozen=True)
class PartnerLine:
    """One partner of an event."""

    id: str
    role: Words
    organisation: str
    person: str
    hidden: bool  # a person is written down, and not for these eyes


@dataclasses.dataclass(frozen=True)
class LegLine:
    """One part of the way."""

    id: str
    mode: Words
    operator: str
    from_place: str
    to_place: str
    departed_at: int | None
    arrived_at: int | None
    escort: str
    escort_woman: str | Words
    incident: str


@dataclasses.dataclass(frozen=True)
class StageLine:
    """One step of the way through an event."""

    key: str
    title: Words
    done: bool
    current: bool


@dataclasses.dataclass(frozen=True)
class Missing:
    """One thing that stands between an event and its closing, and the row and cell it is about."""

    words: Words
    field: str


@dataclasses.dataclass(frozen=True)
class EventView:
    """One event, whole. `sums` is None for eyes that do not see every row: a part would not add up."""

    id: str
    edition: int
    day: datetime.date
    title: Words
    stage: str
    stages: tuple[StageLine, ...]
    next_stage: str
    closed: bool
    values: dict[str, object]
    facts: tuple[FactLine, ...]
    partners: tuple[PartnerLine, ...]
    legs: tuple[LegLine, ...]
    members: tuple[tuple[str, str], ...]
    takes_part: bool
    sums: rules.Sums | None
    unseen: int
    rows: tuple[GridRow, ...]
    missing: tuple[Missing, ...]
    asks_girls: bool
    to_arrive: int

    @property
    def may_close(self) -> bool:
        """Whether nothing stands in the way."""
        return self.takes_part and not self.closed and not self.missing and self.sums is not None


@dataclasses.dataclass(frozen=True)
class EventLine:
    """One event in the list."""

    id: str
    day: str
    count: str
    stage: str
    state: Mark


@dataclasses.dataclass(frozen=True)
class ReturnAsked:
    """One child who goes home from the place of the release, and the questions that are still open."""

    row_id: str
    place: int
    file_id: str
    name: str
    number: str
    complete: bool
    open: tuple[tuple[str, Words], ...]  # name of the field, its label


@dataclasses.dataclass(frozen=True)
class TwinLine:
    """A row that may be a child who already has a file: beside whom, why, and what was decided."""

    row_id: str
    place: int
    name: str
    number: str
    other_file_id: str
    other: str
    reason: str | Words
    decision: str  # a key of twin_answer; empty while nobody decided
    other_place: int = 0  # its row, where the other one is of this list too
    other_name: str = ""  # as it is told there
