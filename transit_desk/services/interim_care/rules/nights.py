"""What must hold of the nights of a bed: one child to a bed, no child over a block, and the word a bed has on a night.

Pure.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from transit_desk import choices
from transit_desk.domain import dates, errors
from transit_desk.domain.text import N_, Words
from transit_desk.services.interim_care.rules.intervals import covered, overlap

CLEANING: Final = "cleaning"


@dataclasses.dataclass(frozen=True)
class Taken:
    """Nights in a bed: from a day until the day on which it is free again, or open. A reserved one is a promise."""

    bed_id: str
    number: str
    sex: str
    from_day: datetime.date
    to_day: datetime.date | None = None
    until: datetime.date | None = None  # as planned; who stays longer still has the bed
    reserved: bool = False
    key: str = ""  # of the child's file
    stay_id: str = ""

    def end(self, *, planned: bool) -> datetime.date | None:
        """The end as it is known: what happened, or else what is planned where plans are compared."""
        return self.until if self.to_day is None and planned else self.to_day

    def covers(self, day: datetime.date) -> bool:
        """Whether this night is one of them."""
        return self.from_day <= day and (self.to_day is None or day < self.to_day)


@dataclasses.dataclass(frozen=True)
class Block:
    """Nights on which nobody is given a bed, and why."""

    id: str
    bed_id: str
    kind: str  # cleaning | repair | isolation_hold | closed
    from_day: datetime.date
    to_day: datetime.date | None = None
    why: str = ""

    def covers(self, day: datetime.date) -> bool:
        """Whether this night is one of them."""
        return self.from_day <= day and (self.to_day is None or day < self.to_day)


def in_the_way(taken: Iterable[Taken], wanted: Taken) -> Taken | None:
    """The first of these nights that cannot be beside the wanted ones in one bed.

    Two that happen are compared by what happened; a promise and anything else by what is planned.
    """
    found = [
        each
        for each in taken
        if each.bed_id == wanted.bed_id
        and not (each.stay_id and each.stay_id == wanted.stay_id)
        and _clash(each, wanted, planned=each.reserved or wanted.reserved)
    ]
    return min(found, key=lambda each: (each.from_day, each.number), default=None)


def _clash(one: Taken, other: Taken, *, planned: bool) -> bool:
    return overlap(one.from_day, one.end(planned=planned), other.from_day, other.end(planned=planned))


def block_in_the_way(
    blocks: Iterable[Block], bed_id: str, from_day: datetime.date, to_day: datetime.date | None
) -> Block | None:
    """The first block of a bed that shares a night with these."""
    same = [each for each in blocks if each.bed_id == bed_id and overlap(from_day, to_day, each.from_day, each.to_day)]
    return min(same, key=lambda each: each.from_day, default=None)


def bed_is_free(taken: Iterable[Taken], blocks: Iterable[Block], code: str, wanted: Taken, field: str | None) -> None:
    """No two children in one bed on one night and none over a block; the refusal names what is in the way."""
    other = in_the_way(taken, wanted)
    if other is not None:
        raise errors.RuleBroken(_taken_by(other, code), field, about=("case_file", other.key))
    block = block_in_the_way(blocks, wanted.bed_id, wanted.from_day, wanted.end(planned=True))
    if block is not None:
        said = N_("Bed {code}, {block} since {day}. Choose another one, or say that it can be used.")
        raise errors.RuleBroken(
            Words(said, {"code": code, "block": block_said(block), "day": dates.say_day(block.from_day)}), field,
            about=("bed", block.bed_id),
        )  # fmt: skip


def _taken_by(other: Taken, code: str) -> Words:
    values = {"code": code, "number": other.number, "day": dates.say_day(other.from_day)}
    if other.reserved:
        return Words(N_("Bed {code} is reserved for {number} from {day}. Choose another one."), values)
    if other.to_day is not None:
        return Words(
            N_("Bed {code} was taken by {number} from {day} to {end}. Choose another one."),
            values | {"end": dates.say_day(other.to_day)},
        )
    return Words(N_("Bed {code} is taken by {number}. Choose another one."), values)


def added(before: Taken | None, wanted: Taken) -> Taken | None:
    """The nights that a stay has more than before; None where they are not more. They come at its end."""
    if before is None:
        return wanted
    end, until = before.end(planned=True), wanted.end(planned=True)
    if end is None or (until is not None and until <= end):
        return None
    return dataclasses.replace(wanted, from_day=max(end, wanted.from_day))


def child_is_free(own: Iterable[tuple[str, Taken]], wanted: Taken, field: str | None = "bed_id") -> None:
    """No child in two beds on one night; a reservation of another bed is a plan, and only one at a time.

    `own` are the child's own nights, each with the code of its bed.
    """
    for code, each in own:
        if each.stay_id and each.stay_id == wanted.stay_id:
            continue
        if each.reserved == wanted.reserved and _clash(each, wanted, planned=each.reserved):
            raise errors.RuleBroken(
                Words(
                    N_("{number} has a reservation already: bed {code}. Take that one back first.")
                    if each.reserved
                    else N_("{number} already has bed {code}. Move the child instead."),
                    {"number": wanted.number, "code": code},
                ),
                field,
                about=("bed", each.bed_id),
            )


def without_their_sons(
    room: Collection[Taken], sons: Mapping[str, str], from_day: datetime.date, to_day: datetime.date | None
) -> frozenset[str]:
    """The mothers who, in a span, do not sleep in a room on every night on which a son of theirs does.

    `sons` are baby boys and whose each is. A bed that is promised to a mother is not one in which she sleeps.
    """
    found = set()
    for each in room:
        mother = sons.get(each.key)
        if mother is None:
            continue
        end = each.end(planned=each.reserved)
        last = end if to_day is None else to_day if end is None else min(end, to_day)
        hers = [(other.from_day, other.to_day) for other in room if other.key == mother and not other.reserved]
        if not covered(hers, max(each.from_day, from_day), last):
            found.add(mother)
    return frozenset(found)


def nobody_in(
    taken: Iterable[Taken], bed_id: str, code: str, from_day: datetime.date, to_day: datetime.date | None
) -> None:
    """No bed is shut under a child nor taken away from one, nor from one for whom it is kept."""
    other = in_the_way(taken, Taken(bed_id, "", "", from_day, to_day))
    if other is not None:
        words = (
            N_("Bed {code} is reserved for {number}. Take the reservation back first.")
            if other.reserved
            else N_("{number} has bed {code}. Move the child first.")
        )
        raise errors.RuleBroken(
            Words(words, {"number": other.number, "code": code}), "bed_id", about=("case_file", other.key)
        )


def block_said(block: Block) -> Words:
    """Why nobody sleeps in it."""
    return choices.say("bed_block", block.kind)


# -- the word of a bed


@dataclasses.dataclass(frozen=True)
class Shown:
    """What a bed is on a night, and whose or which block makes it so."""

    word: str  # free | reserved | taken | kept | to_clean | out_of_use
    who: Taken | None = None
    block: Block | None = None


def shown(
    day: datetime.date,
    today: datetime.date,
    taken: Sequence[Taken],
    blocks: Sequence[Block],
    away: Collection[str] = (),
) -> Shown:
    """The word of one bed on a night, from the three spans alone. `away` are the keys of those who are elsewhere.

    A promise shows on nights that have not come and tonight; what happened since says nothing of a night before.
    """
    there = next((each for each in taken if not each.reserved and each.covers(day) and each.from_day <= today), None)
    if there is not None:
        return Shown("kept" if there.key and there.key in away else "taken", there)
    block = next((each for each in blocks if each.covers(day)), None)
    if block is not None:
        return Shown("to_clean" if block.kind == CLEANING else "out_of_use", block=block)
    promised = [
        each for each in taken
        if (each.reserved or each.from_day > today) and day >= today and (each.to_day is None or day < each.to_day)
    ]  # fmt: skip
    if promised:
        return Shown("reserved", min(promised, key=lambda each: (each.from_day, each.number)))
    return Shown("free")


def nights(from_day: datetime.date, to_day: datetime.date | None, start: datetime.date, end: datetime.date) -> int:
    """Nights of a stay that begin in a span of days, the last day of the span included."""
    last = end + datetime.timedelta(days=1)
    until = last if to_day is None else min(to_day, last)
    return max(0, (until - max(from_day, start)).days)
