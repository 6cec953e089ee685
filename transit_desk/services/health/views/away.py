"""The doses of a time away: which children were not here at which hours, and what is not written of it."""

from __future__ import annotations

import collections
from collections.abc import Iterable, Sequence
from typing import Final

from transit_desk import children
from transit_desk.domain import instants
from transit_desk.module import Place, Seen, where_each_is
from transit_desk.services.health.records import elsewhere, given
from transit_desk.services.health.rules import away, doses
from transit_desk.storage.work import Work

_ASKED: Final = 14 * instants.DAY  # after a return somebody may still know it


def places(work: Work, file_ids: Sequence[str]) -> dict[str, Place]:
    """Where each of these children is now."""
    return where_each_is(work.gather("whereabouts", file_ids=list(file_ids)))


def is_away(work: Work, file_id: str) -> bool:
    """Whether a child is written as somewhere else than in the house."""
    place = places(work, [file_id]).get(file_id)
    return place is not None and place.away


def times_of(work: Work, since: int, file_ids: Iterable[str]) -> away.Times:
    """When these children were not here: away, searched, or found to be somewhere else until somebody saw them here.

    Who was present at a call is not away any more, though nobody wrote down the return: its doses are due again.
    """
    wanted = list(file_ids)
    found = {file_id: list(times) for file_id, times in elsewhere.times(work, wanted, since).items()}
    open_ = [file_id for file_id, times in found.items() if any(each.until is None for each in times)]
    for file_id, place in places(work, open_).items() if open_ else ():
        if place.kind == "here":
            found[file_id] = [away.Away(each.since, each.until or place.since) for each in found[file_id]]
    ends = elsewhere.found_elsewhere(work, wanted)
    stays = children.lived_of(work, ends) if ends else {}
    for file_id, at in ends.items():
        until = _seen_again(work, file_id, at)
        lived_then = any(each.ended is None and each.began <= work.day_of(at) for each in stays[file_id])
        if lived_then and (until is None or until > since):
            found.setdefault(file_id, []).append(away.Away(at, until))
    return found


def _seen_again(work: Work, file_id: str, at: int) -> int | None:
    """When somebody had a child before their eyes here for the first time after an instant."""
    told = work.gather("whereabouts", file_ids=[file_id], seen_from=at)
    return min((each.at for each in told if isinstance(each, Seen)), default=None)


def unsettled(work: Work, file_ids: Iterable[str], *, back: bool) -> dict[str, list[doses.Dose]]:
    """By child, the doses of its times away of which nothing is written; where it is `back`, of those that are over."""
    times = times_of(work, work.now() - _ASKED, file_ids)
    if back:
        times = {child: elsewhere.ended(times, child) for child in times}
    times = {child: spans for child, spans in times.items() if spans}
    files = [same for child in times for same in work.same(child)]
    found = given.courses(work, files) if files else []
    if not found:
        return {}
    start, now, zone = min(each.since for spans in times.values() for each in spans), work.now(), given.zone(work)
    marks = given.marks(given.lines(work, files, doses.day_at(start, zone), doses.day_at(now, zone)))
    owners = {course.medicine.id: work.stays(course.medicine.file_id) for course in found}
    told: dict[str, list[doses.Dose]] = collections.defaultdict(list)
    for dose in doses.unmarked(given.due(work, found, start, now + 1), marks):
        if away.while_away(dose.at, times[owners[dose.medicine]]):
            told[owners[dose.medicine]].append(dose)
    return told
