"""What is shown of the house at night, as frozen rows: the board, its beds, who waits for one, which bed suits."""

from __future__ import annotations

import dataclasses
import datetime

from transit_desk.domain.text import N_, Words
from transit_desk.module import Mark


@dataclasses.dataclass(frozen=True)
class BedView:
    """One bed of the board. Without a name where these eyes do not see the child: then the number stands there."""

    id: str
    code: str
    state: str  # free | taken | reserved | out_of_use
    overflow: bool = False
    file_id: str = ""
    name: str = ""
    number: str = ""
    babies: int = 0
    since: datetime.date | None = None
    night: int = 0  # the how-many-th night in this bed
    remark: str | Words = ""


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


@dataclasses.dataclass(frozen=True)
class Board:
    """The whole house tonight."""

    rooms: tuple[RoomView, ...]
    to_bed: tuple[ToBed, ...]
    in_beds: int
    on_mattresses: int

    @property
    def sum_up(self) -> Words:
        """Everybody who sleeps here: in beds and on mattresses."""
        total = self.in_beds + self.on_mattresses
        return Words(
            N_("{total} child = {beds} in beds + {mattresses} on mattresses"),
            {"total": total, "beds": self.in_beds, "mattresses": self.on_mattresses},
            plural=N_("{total} children = {beds} in beds + {mattresses} on mattresses"), count=total,
        )  # fmt: skip


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
    exception: str = ""


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
    """A room, to be chosen."""

    id: str
    name: str
