"""What is shown of the house at night, as frozen rows: the board, its beds, who waits for one, which bed suits."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Final

from transit_desk.domain.text import N_, Joined, Words
from transit_desk.module import Mark
from transit_desk.services.interim_care.rules import Crowding


@dataclasses.dataclass(frozen=True)
class BedView:
    """One bed of the board. Without a name where these eyes do not see the child: then the number stands there."""

    id: str
    code: str
    state: str  # free | taken | kept | reserved | to_clean | out_of_use
    overflow: bool = False
    file_id: str = ""
    name: str = ""
    number: str = ""
    babies: int = 0
    since: datetime.date | None = None
    night: int = 0  # the how-many-th night in this bed
    remark: str | Words = ""
    kind: str = ""  # of the block that lies on it
    until: datetime.date | None = None  # when it is expected to be free
    stay_id: str = ""
    next_number: str = ""  # to whom it is promised after that
    next_from: datetime.date | None = None
    features: str | Words = ""
    short: str = ""  # the first name, with a letter where two share it
    amiss: Words | None = None  # why whoever sleeps in it may not stay there


@dataclasses.dataclass(frozen=True)
class RoomView:
    """One room of the board with its beds and its sum."""

    id: str
    name: str
    block: Words
    taken: int
    places: int
    over: int
    out_of_use: int
    reserved: int
    beds: tuple[BedView, ...]
    to_clean: int = 0
    isolation: bool = False
    surge: int = 0

    @property
    def sum_up(self) -> Words:
        """How full it is, in words."""
        return Words(N_("{taken} of {places}"), {"taken": self.taken, "places": self.places})


@dataclasses.dataclass(frozen=True)
class ToBed:
    """A child of the house who has no bed tonight."""

    file_id: str
    name: str
    number: str
    baby: bool = False
    on_the_way: bool = False
    reserved_bed: str = ""
    reservation: str = ""


@dataclasses.dataclass(frozen=True)
class NextFree:
    """A bed that is expected to come free: whose it is, when, to whom it is promised, whether the day has passed."""

    bed_id: str
    code: str
    room: str
    name: str
    on_day: datetime.date
    promised_to: str = ""
    overdue: bool = False


_WHERE: Final = {
    "in_bed": Words(N_("{count} in a bed"), plural=N_("{count} in beds")),
    "on_mattress": Words(N_("{count} on a mattress"), plural=N_("{count} on mattresses")),
    "with_mother": Words(N_("{count} beside the mother"), plural=N_("{count} beside their mothers")),
    "no_bed": Words(N_("{count} without a bed"), plural=N_("{count} without a bed")),
    "away": Words(N_("{count} away"), plural=N_("{count} away")),
    "missing": Words(N_("{count} missing"), plural=N_("{count} missing")),
}


@dataclasses.dataclass(frozen=True)
class Board:
    """The whole house on a night."""

    rooms: tuple[RoomView, ...]
    to_bed: tuple[ToBed, ...]
    in_beds: int
    on_mattresses: int
    kept: int
    day: datetime.date
    today: datetime.date
    crowding: Crowding
    crowded_nights: int
    plan: str
    next_free: tuple[NextFree, ...]
    adults: tuple[str, ...] = ()  # tonight: the beds of adults in rooms of children
    children: Mapping[str, int] = dataclasses.field(default_factory=dict)  # in the care of the house, by where they are

    @property
    def sum_up(self) -> Words:
        """Every child of the house on this night, and where: a baby beside its mother is one too."""
        total = sum(self.children.values())
        parts = [words.of(count) for place, words in _WHERE.items() if (count := self.children.get(place))]
        values = {"total": total, "parts": Joined(parts, " + ")}
        if not total:
            return Words(N_("No child lives in the house that night."))
        return Words(N_("{total} child = {parts}"), values, plural=N_("{total} children = {parts}"), count=total)


@dataclasses.dataclass(frozen=True)
class FreeBed:
    """A bed nobody sleeps in tonight, and what it means for one child."""

    bed_id: str
    code: str
    room: str
    suits: bool
    why: Words
    answer: str  # suits | with_reason | exception | not_now | never
    exception: str = ""
    told: tuple[Words, ...] = ()  # what somebody should know who gives it
    until: datetime.date | None = None  # from then on it is another child's
    isolation: bool = False
    alone_for: str = ""  # of a bed for isolation: why this child was alone until last night, for whoever reads it


@dataclasses.dataclass(frozen=True)
class BedOf:
    """Where a child sleeps."""

    stay_id: str
    bed_id: str
    code: str
    room: str
    since: datetime.date
    overflow: bool


@dataclasses.dataclass(frozen=True)
class Proposed:
    """A bed proposed for one child of a group, or why there is none."""

    file_id: str
    name: str
    number: str
    bed_id: str
    code: str
    room: str
    room_id: str
    why: Words
    mattress: bool = False  # to be laid, or there already


@dataclasses.dataclass(frozen=True)
class BedRow:
    """One bed in the plain list."""

    id: str  # the file of the child in it; empty where nobody sleeps or it is not for these eyes
    code: str
    room: str
    who: str
    nights: str
    state: Mark


@dataclasses.dataclass(frozen=True)
class RoomRow:
    """A room, to be chosen; and for whom it is."""

    id: str
    name: str
    block: str


@dataclasses.dataclass(frozen=True)
class CensusRow:
    """One night of the census, as a list shows it."""

    id: str  # the day
    before: str
    arrivals: str
    departures: str
    children: str
    in_beds: str
    on_mattresses: str
    with_mother: str
    no_bed: str
    away: str
    missing: str
    beds: str
    percent: str


@dataclasses.dataclass(frozen=True)
class AwayRow:
    """One child who is away, as a list shows it."""

    id: str  # the file
    who: str
    code: str
    kind: str
    left: str
    due: str
    with_whom: str
    state: Mark | None
