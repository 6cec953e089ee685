"""What is gathered across slices: tasks, where children are, how full the house is, what is packed; and the hooks."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from transit_desk.domain.levels import Level
from transit_desk.domain.text import Words
from transit_desk.module.pages import Target


@dataclasses.dataclass(frozen=True)
class Task:
    """One line of *Today*. `tier` is now, night, tomorrow or later. Never a child's name or a bed.

    One that is told to few because of what it says has its `level`: a paper of the house, which is read by all, leaves
    it out, whoever prints.
    """

    title: str | Words
    detail: str | Words = ""
    icon: str = ""
    tier: str = "night"
    at: str = ""
    verb: str = ""
    target: Target | None = None
    urgent: bool = False
    safety: bool = False  # a child may be in danger now: it stands above everything else
    level: Level = Level.C1


@dataclasses.dataclass(frozen=True)
class Settle(Task):
    """One thing between a child and the door: settled where it is kept, by the leaving, or left open with a reason."""

    left: str = ""  # what is kept of it where it stays open: words of N_, which tell the kind of it and no more
    of: str = ""  # the record it is about, or the file; with `left` it tells the line from every other
    by_itself: bool = False  # the leaving settles it
    must: bool = False  # no reason leaves it open: a child could come to harm
    along: str = ""  # the file of a child who can leave with this one


@dataclasses.dataclass(frozen=True)
class Meter:
    """How full one part of the house is."""

    title: str | Words
    taken: int
    places: int
    remark: str | Words = ""
    over: int = 0  # children on overflow places


@dataclasses.dataclass(frozen=True)
class Place:
    """Where a child is now or tonight, as one slice knows it.

    *bed* says where the child sleeps, and that it is here unless another slice says where it went: *class*, *hospital*,
    *leave*, *trial* (with a foster family that is not yet the child's), *with_staff*, *elsewhere*, *not_found*; or
    *here*, where the child was seen in the house since, though nobody wrote down the return.
    """

    file_id: str
    where: str | Words
    kind: str
    since: int = 0  # µs since the epoch; 0 where no hour is known
    code: str = ""
    until: int = 0  # when the child is expected back; 0 where nobody said
    about: tuple[str, str] | None = None  # the record that says so: its table and its key
    cared_for: bool = False  # of a mother who is away: whether it is written who cares for the baby she left here

    @property
    def away(self) -> bool:
        """Whether the child is somewhere else than in the house."""
        return self.kind not in _IN_THE_HOUSE

    @property
    def weight(self) -> int:
        """Elsewhere, though a bed is kept here; and nowhere, whatever else is known, where a child is not found."""
        return {"bed": 0, "not_found": 2}.get(self.kind, 1)


_IN_THE_HOUSE: Final = frozenset({"bed", "class", "here"})


@dataclasses.dataclass(frozen=True)
class Seen:
    """That somebody had a child before their eyes in the house: at which instant, what tells it, the record to open."""

    file_id: str
    at: int
    what: str | Words  # as a sentence names it: evening roll call, today, 18:02, Sifa Balola
    about: tuple[str, str]  # its table and its key


def where_each_is(told: Iterable[object]) -> dict[str, Place]:
    """Where each child is, of all that is told of it: what weighs most; of two that weigh the same, the newer."""
    places = [place for place in told if isinstance(place, Place)]
    return {place.file_id: place for place in sorted(places, key=lambda place: (place.weight, place.since))}


@dataclasses.dataclass(frozen=True)
class Hooks:
    """What is gathered across slices; each is asked by name and may be left out. The eight are all there will be.

    timeline(work, file_id, span) → list[Event], at least the newest `span.count` + 1 before `span.before` (a slice that
    tells few lines leaves `span` out and tells them all) ·
    alerts(work, file_id) → list[Mark], of the house (None) → list[Task] ·
    promises(work, day) → list[Task] · whereabouts(work, file_ids) → list[Place], of the house (None) with a Meter for
    each part of it; a slice in which children are seen takes `seen_from` too, and where it is an instant answers a Seen
    instead for each child who was seen in the house after it, at least the first and the last ·
    settle(work, file_id) → list[Settle] · entitlement(work, file_id) → list[Task] ·
    figures(work, start, end) → list[tuple[str, int]] · handover(work, file_id, audience) → list[Packed]
    """

    timeline: Callable[..., list[Any]] | None = None
    alerts: Callable[..., list[Any]] | None = None
    promises: Callable[..., list[Any]] | None = None
    whereabouts: Callable[..., list[Any]] | None = None
    settle: Callable[..., list[Any]] | None = None
    entitlement: Callable[..., list[Any]] | None = None
    figures: Callable[..., list[Any]] | None = None
    handover: Callable[..., list[Any]] | None = None


@dataclasses.dataclass(frozen=True)
class Packed:
    """One slice's section for a package: its name, its JSON-able content, its paper lines, or C4 for one person."""

    section: str
    content: Mapping[str, Any]
    title: str = ""
    holder: str = ""  # a named person, for a section of level C4
    # pictures and papers that go with it, each a media type and its bytes; its content names them by their SHA-256
    carried: tuple[tuple[str, bytes], ...] = dataclasses.field(default=(), repr=False)
