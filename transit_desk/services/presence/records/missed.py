"""The search for a child as it is kept and read: whether there is one, its steps, its hours, its beginning and end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

import sqlalchemy

from transit_desk import children
from transit_desk.domain import errors
from transit_desk.services.presence.records import MissingChild, MissingStep
from transit_desk.services.presence.rules import missing
from transit_desk.storage import kept
from transit_desk.storage.work import Work


def open_of(work: Work, file_id: str) -> MissingChild | None:
    """The search for a child that has not ended; of two, where files were joined, the one that began first."""
    return next(iter(all_open_of(work, file_id)), None)


def all_open_of(work: Work, file_id: str) -> Sequence[MissingChild]:
    """Every search for a child that has not ended: two where two files were joined since."""
    return work.all(_OPEN_OF, files=work.same(file_id))


def search_of(work: Work, search_id: str) -> MissingChild:
    """A search that was not taken back."""
    found = work.get(MissingChild, search_id)
    if found.withdrawn_at is not None:
        raise errors.NotFound
    return found


def all_of(work: Work, file_id: str) -> Sequence[MissingChild]:
    """Every search for a child, the oldest first."""
    return work.standing(MissingChild, file_id)


def every_open(work: Work) -> Sequence[MissingChild]:
    """Every search these eyes see that has not ended, the oldest first; one for each child."""
    return [searches[0] for searches in going_on(work).values()]


def going_on(work: Work) -> dict[str, list[MissingChild]]:
    """The same by child: more than one where files were joined since."""
    found: dict[str, list[MissingChild]] = {}
    for search in work.all(_OPEN):
        found.setdefault(work.stays(search.file_id), []).append(search)
    return found


_OPEN = (
    sqlalchemy.select(MissingChild)
    .where(MissingChild.withdrawn_at.is_(None), MissingChild.ended_at.is_(None))
    .order_by(MissingChild.since_at, MissingChild.id)
)
_OPEN_OF = _OPEN.where(MissingChild.file_id.in_(kept.FILES))


def searched_at(work: Work, at: int) -> Sequence[MissingChild]:
    """The searches that went on at an hour and have ended since."""
    return work.all(_ENDED_SINCE, at=at)


_AT: Final = sqlalchemy.bindparam("at", type_=sqlalchemy.BigInteger)
_ENDED_SINCE = sqlalchemy.select(MissingChild).where(
    MissingChild.withdrawn_at.is_(None), MissingChild.since_at <= _AT, MissingChild.ended_at > _AT
)


def done_for(work: Work, search: MissingChild) -> list[MissingStep]:
    """What was done to find a child: in this search, and in another for the same child that goes on beside it."""
    beside = all_open_of(work, search.file_id) if search.ended_at is None else ()
    steps = steps_of(work, {search.id, *(each.id for each in beside)})
    return sorted((step for each in steps.values() for step in each), key=lambda step: (step.at, step.made_at))


def steps_of(work: Work, missing_ids: Iterable[str]) -> dict[str, list[MissingStep]]:
    """What was done in these searches, by search, the oldest first."""
    found: dict[str, list[MissingStep]] = {}
    for step in work.all(_STEPS, searches=sorted(missing_ids)):
        found.setdefault(step.missing_id, []).append(step)
    return found


_STEPS = (
    sqlalchemy.select(MissingStep)
    .where(
        MissingStep.missing_id.in_(sqlalchemy.bindparam("searches", expanding=True)),
        MissingStep.withdrawn_at.is_(None),
    )
    .order_by(MissingStep.at, MissingStep.made_at)
)


def ended_away(work: Work, file_ids: Iterable[str]) -> dict[str, MissingChild]:
    """The last search of each of these children that ended somewhere else than here, and after which none began."""
    files = sorted({same for each in file_ids for same in work.same(each)})
    found = {work.stays(search.file_id): search for search in work.all(_AWAY, files=files)}
    again = going_on(work) if found else {}
    return {child: search for child, search in found.items() if child not in again}


_AWAY = (
    sqlalchemy.select(MissingChild)
    .where(
        MissingChild.file_id.in_(kept.FILES), MissingChild.withdrawn_at.is_(None),
        MissingChild.ended_how.in_(sorted(missing.AWAY)),
    )
    .order_by(MissingChild.ended_at, MissingChild.id)
)  # fmt: skip


def ended_here(work: Work, file_ids: Iterable[str], after: int) -> Sequence[MissingChild]:
    """The searches for these children after whose end, past an instant, they were in the house again."""
    return work.all(_HERE, files=sorted({same for each in file_ids for same in work.same(each)}), at=after)


_HERE = sqlalchemy.select(MissingChild).where(
    MissingChild.file_id.in_(kept.FILES), MissingChild.withdrawn_at.is_(None), MissingChild.ended_at > _AT,
    MissingChild.ended_how.in_(sorted(missing.BACK)),
)  # fmt: skip


def is_bare(work: Work, search: MissingChild) -> bool:
    """Whether nothing at all is written in a search: it can still have been a slip of the key."""
    known = (search.threat, search.stranger, search.seen_at, search.seen_where, search.wearing, search.with_whom)
    return not any(known) and not steps_of(work, [search.id])


def limits(work: Work) -> missing.Limits:
    """How long each step may take, as the office set it."""
    return missing.Limits(
        int(work.setting("presence.search_minutes")), int(work.setting("presence.director_hours")),
        int(work.setting("presence.missing_hours")),
    )  # fmt: skip


def next_of(search: MissingChild, done: Collection[str], within: missing.Limits) -> tuple[str, int] | None:
    """The step that is due next in a search, and its hour."""
    return missing.next_step(done, missing.due(search.since_at, search.danger_at, within))


def begin(work: Work, file_id: str, since: int, mark_id: str | None = None) -> MissingChild:
    """Nobody knows where the child is: the search begins at the hour of the call; at once for a small child."""
    known = children.child(work, file_id)
    ages, under = known.age(work.today()), int(work.setting("presence.at_once_under"))
    young = missing.is_young(ages.low if ages is not None else None, under, baby=known.baby)
    return work.add(
        MissingChild(
            file_id=file_id, mark_id=mark_id, since_at=since, young=young,
            danger_at=since if young else None,
        )
    )  # fmt: skip
