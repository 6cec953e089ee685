"""What beds tell the rest of the house: where everybody is tonight, who has no bed, what is to be settled, figures."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import sqlalchemy

from transit_desk import choices
from transit_desk.domain.levels import Level
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.module import Hooks, Mark, Meter, Place, Target, Task
from transit_desk.services.interim_care import queries, rules
from transit_desk.services.interim_care.records import Absence, Bed, Stay, away, night, residents
from transit_desk.storage import kept
from transit_desk.storage.work import Work

_BOARD = "interim_care.beds"
_READ = "interim_care.read"


def whereabouts_of(work: Work, file_ids: Sequence[str] | None = None) -> list[Place | Meter]:
    """The bed of each of these children tonight; of the whole house, how full each room is too."""
    if _READ not in work.actor.rights:
        return []
    wanted = None if file_ids is None else list(file_ids)
    meters: list[Place | Meter] = [] if wanted is not None else list(queries.blocks(work))
    beds = [
        Place(stay.file_id, Words(N_("bed {code}"), {"code": bed.code}), "bed", code=bed.code)
        for stay, bed in night.tonight(work, wanted, work.today())
    ]
    return [*meters, *beds, *(_away(each) for each in away.away(work, wanted))]


def _away(absence: Absence) -> Place:
    where = choices.say("absence_kind", absence.kind)
    return Place(absence.file_id, where, absence.kind, absence.left_at, until=absence.due_back or 0)


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """Beds given and freed."""
    if _READ not in work.actor.rights:
        return []
    names = work.staff
    told: list[Event] = []
    for stay, bed in work.rows(_STAYS, file_id=file_id):
        given = Words(N_("Bed {code} given"), {"code": bed.code})
        told.append(_event(stay, stay.made_at, stay.from_day, given, names))
        if stay.to_day is not None:
            freed = Words(N_("Bed {code} free again"), {"code": bed.code})
            told.append(_event(stay, stay.changed_at, stay.to_day, freed, names))
    return told


_STAYS = (
    sqlalchemy.select(Stay, Bed)
    .join(Bed, Bed.id == Stay.bed_id)
    .where(Stay.file_id == kept.FILE, Stay.withdrawn_at.is_(None))
)


def _event(stay: Stay, at: int, day: datetime.date, title: Words, names: Mapping[str, str]) -> Event:
    return Event(at, day, title, stay.why or "", names.get(stay.made_by, ""), "bed", "interim_care", Level.C1,
                 ("stay", stay.id))  # fmt: skip


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """Children without a bed tonight: counted for *Today*, marked on the child's own page."""
    if _READ not in work.actor.rights:
        return []
    if file_id is not None:
        return [Mark(Words(N_("no bed tonight")), "bed", "warn")] if _without_bed(work, file_id) else []
    sleeping = {work.stays(stay.file_id) for stay, _bed in night.tonight(work, None, work.today())}
    here = [each for each in residents.in_track(work, "resident") if each not in sleeping]
    waiting = [child.id for child in residents.children(work, here).values() if not child.baby]
    if not waiting:
        return []
    title = Words(
        N_("{count} child without a bed tonight"), {"count": len(waiting)},
        plural=N_("{count} children without a bed tonight"), count=len(waiting),
    )  # fmt: skip
    return [Task(title, "", "bed", "now", verb=N_("Give beds"), target=Target(_BOARD), urgent=True)]


def _without_bed(work: Work, file_id: str) -> bool:
    """Whether one child of the house has no bed tonight; a baby sleeps beside its mother."""
    if not residents.sleeps_here(work, file_id) or residents.accompanies(work, file_id):
        return False
    return not night.tonight(work, [file_id], work.today())


def settle_of(work: Work, file_id: str) -> list[Task]:
    """What has to be settled before a child leaves: the bed."""
    if night.current(work, file_id) is None:
        return []
    return [Task(Words(N_("Free the bed")), "", "bed", "now", verb=N_("Free the bed"), target=Target(_BOARD))]


def figures_of(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """Nights slept in beds and on mattresses in a span of days."""
    until = min(end, work.today())
    beds = {bed.id: bed.overflow for bed in work.all(sqlalchemy.select(Bed))}
    slept = {False: 0, True: 0}
    for each in night.taken(work):
        if not each.reserved:
            slept[beds[each.bed_id]] += rules.nights(each.from_day, each.to_day, start, until)
    return [("interim_care.bed_nights", slept[False]), ("interim_care.mattress_nights", slept[True])]


HOOKS = Hooks(timeline=timeline_of, alerts=alerts_of, whereabouts=whereabouts_of, settle=settle_of, figures=figures_of)
