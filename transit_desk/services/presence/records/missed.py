"""The search for a child as it is kept and read: whether there is one, its steps, its hours, its beginning and end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy

from transit_desk import children
from transit_desk.domain import errors
from transit_desk.services.presence.records import MissingChild, MissingStep, RollMark
from transit_desk.services.presence.rules import missing
from transit_desk.storage import kept
from transit_desk.storage.work import Work


def open_of(work: Work, file_id: str) -> MissingChild | None:
    """The search for a child that has not ended."""
    return work.first(_OPEN_OF, files=work.same(file_id))


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
    """Every search these eyes see that has not ended, the oldest first."""
    return work.all(_OPEN)


_OPEN = (
    sqlalchemy.select(MissingChild)
    .where(MissingChild.withdrawn_at.is_(None), MissingChild.ended_at.is_(None))
    .order_by(MissingChild.since_at, MissingChild.id)
)
_OPEN_OF = _OPEN.where(MissingChild.file_id.in_(kept.FILES)).limit(1)


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


def limits(work: Work) -> missing.Limits:
    """How long each step may take, as the office set it."""
    return missing.Limits(
        int(work.setting("presence.search_minutes")), int(work.setting("presence.director_hours")),
        int(work.setting("presence.missing_hours")),
    )  # fmt: skip


def next_of(search: MissingChild, done: Collection[str], within: missing.Limits) -> tuple[str, int] | None:
    """The step that is due next in a search, and its hour."""
    return missing.next_step(done, missing.due(search.since_at, search.danger_at, within))


def begin(work: Work, line: RollMark, since: int) -> MissingChild:
    """Nobody knows where the child is: the search begins at the hour of the call; at once for a small child."""
    known = children.child(work, line.file_id)
    ages, under = known.age(work.today()), int(work.setting("presence.at_once_under"))
    young = missing.is_young(ages.low if ages is not None else None, under, baby=known.baby)
    return work.add(
        MissingChild(
            file_id=line.file_id, mark_id=line.rectifies_id or line.id, since_at=since, young=young,
            danger_at=since if young else None,
        )
    )  # fmt: skip


def end(work: Work, search: MissingChild, how: str, at: int) -> None:
    """The search is over."""
    search.ended_how, search.ended_at = how, at
    work.session.flush()
