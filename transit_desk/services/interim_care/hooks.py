"""What beds tell the rest of the house: where everybody is tonight, who has no bed, what is to be settled, figures."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import sqlalchemy

from transit_desk import children, choices, said
from transit_desk.domain import dates, figures
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.export.redaction import Audience, Readership
from transit_desk.module import Hooks, Mark, Meter, Packed, Place, Seen, Settle, Target, Task
from transit_desk.services.interim_care import queries, rules
from transit_desk.services.interim_care.records import Absence, Bed, Stay, away, book, given, house, night, residents
from transit_desk.services.interim_care.views import Board
from transit_desk.storage import kept
from transit_desk.storage.work import Work

_BOARD = "interim_care.beds"
_AWAY = "interim_care.away"
_PLAN = "interim_care.mattress_plan"
_READ = "interim_care.read"
_PRINT = "case_file.print"  # what travels is weighed as the papers are


def whereabouts_of(
    work: Work, file_ids: Sequence[str] | None = None, seen_from: int | None = None
) -> list[Place | Meter] | list[Seen]:
    """The bed of each of these children tonight, and how full each room of the house is; or who was seen here."""
    if _READ not in work.actor.rights:
        return []
    if seen_from is not None:
        return given.seen(work, file_ids or (), seen_from)
    wanted = None if file_ids is None else list(file_ids)
    meters: list[Place | Meter] = [] if wanted is not None else list(queries.blocks(work))
    beds = [
        Place(stay.file_id, Words(N_("bed {code}"), {"code": bed.code}), "bed", code=bed.code)
        for stay, bed in night.tonight(work, wanted, work.today())
    ]
    return [*meters, *beds, *(_away(each) for each in away.away(work, wanted))]


def _away(absence: Absence) -> Place:
    where = choices.say("absence_kind", absence.kind)
    return Place(absence.file_id, where, absence.kind, absence.left_at, until=absence.due_back or 0,
                 cared_for=bool(absence.baby_with))  # fmt: skip


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """Beds given and freed; of a baby whose mother is away, who cares for it."""
    if _READ not in work.actor.rights:
        return []
    names = work.staff
    told: list[Event] = []
    for stay, bed in work.rows(_STAYS, file_id=file_id):
        title = N_("Bed {code} reserved") if stay.reserved else N_("Bed {code} given")
        given = Words(title, {"code": bed.code})
        told.append(_event(stay, stay.made_at, stay.from_day, given, stay.why, names))
        if stay.to_day is not None and not stay.reserved:
            freed = Words(N_("Bed {code} free again"), {"code": bed.code})
            told.append(_event(stay, stay.changed_at, stay.to_day, freed, stay.end_why, names))
    return told + [
        Event(each.left_at, work.day_of(each.left_at), Words(N_("With somebody else while its mother is away")),
              each.baby_with or "", names.get(each.made_by, ""), "children", "interim_care", ("absence", each.id))
        for each in away.without_its_mother(work, file_id)
    ]  # fmt: skip


_STAYS = (
    sqlalchemy.select(Stay, Bed)
    .join(Bed, Bed.id == Stay.bed_id)
    .where(Stay.file_id == kept.FILE, Stay.withdrawn_at.is_(None))
)


def _event(stay: Stay, at: int, day: datetime.date, title: Words, why: str | None, names: Mapping[str, str]) -> Event:
    return Event(at, day, title, why or "", names.get(stay.made_by, ""), "bed", "interim_care", ("stay", stay.id))


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """Children without a bed tonight: counted for *Today*, marked on the child's own page."""
    if _READ not in work.actor.rights:
        return []
    if file_id is not None:
        return _of_one(work, file_id)
    told = queries.board(work)
    waiting = sum(not child.baby and not child.on_the_way for child in told.to_bed)
    return [*_amiss(told), *_adults(told), *_waiting(waiting), *_crowded(work, told), *_outbreak(work)]


def _of_one(work: Work, file_id: str) -> list[Mark | Task]:
    """That a child has no bed tonight, or one in which it may not stay; a baby sleeps beside its mother."""
    beds = night.tonight(work, [file_id], work.today())
    if beds:
        wrong = house.around(work, {bed.room_id for _stay, bed in beds}, work.today()).amiss(work.today())
        return [Mark(wrong[bed.id], "bed", "warn") for _stay, bed in beds if bed.id in wrong]
    if not residents.sleeps_here(work, file_id) or residents.accompanies(work, file_id):
        return []
    if away.open_of(work, file_id):
        return []
    return [Mark(Words(N_("no bed tonight")), "bed", "warn")]


def _amiss(told: Board) -> list[Mark | Task]:
    """Who sleeps where it may not stay: a sex put right, two kept apart since, a mother gone, small ones grown."""
    wrong = [bed for room in told.rooms for bed in room.beds if bed.amiss is not None]
    if not wrong:
        return []
    title = Words(
        N_("{count} child sleeps where it may not stay"), {"count": len(wrong)},
        plural=N_("{count} children sleep where they may not stay"), count=len(wrong),
    )  # fmt: skip
    first = Words(N_("bed {code}: {reason}"), {"code": wrong[0].code, "reason": wrong[0].amiss})
    target = Target(_BOARD, extra={"bed_id": wrong[0].id})
    return [Task(title, first, "bed", "now", verb=N_("Move this child"), target=target, urgent=True)]


def _adults(told: Board) -> list[Mark | Task]:
    """Who came as an adult, or turned eighteen, and sleeps in a room of children: somebody decides where it sleeps."""
    if not told.adults:
        return []
    title = Words(
        N_("{count} adult sleeps in a room of children"), {"count": len(told.adults)},
        plural=N_("{count} adults sleep in rooms of children"), count=len(told.adults),
    )  # fmt: skip
    target = Target(_BOARD, extra={"bed_id": told.adults[0]})
    return [Task(title, "", "bed", "night", verb=N_("See the board"), target=target)]


def promises_on(work: Work, day: datetime.date) -> list[Task]:
    """Who comes back until a day."""
    if _READ not in work.actor.rights:
        return []
    now = work.now()
    due = [each.due_back for each in away.away(work) if each.due_back is not None and each.due_back >= now]
    coming = sorted(at for at in due if work.day_of(at) <= day)
    if not coming:
        return []
    title = Words(
        N_("{count} child comes back"), {"count": len(coming)}, plural=N_("{count} children come back"),
        count=len(coming),
    )  # fmt: skip
    first = Words(N_("the first: {moment}"), {"moment": said.moment(work, coming[0])})
    tier = "night" if work.day_of(coming[0]) == work.today() else "later"
    return [Task(title, first, "exchange", tier, verb=N_("Who is away"), target=Target(_AWAY))]


def _waiting(count: int) -> list[Mark | Task]:
    if not count:
        return []
    title = Words(
        N_("{count} child without a bed tonight"), {"count": count},
        plural=N_("{count} children without a bed tonight"), count=count,
    )  # fmt: skip
    return [Task(title, "", "bed", "now", verb=N_("Give beds"), target=Target(_BOARD), urgent=True)]


def _crowded(work: Work, told: Board) -> list[Mark | Task]:
    """That the house is full, for how long, and that there is no plan for it: nobody is turned away at night."""
    if told.crowding.level != "full":
        return []
    title = Words(
        N_("Every bed has been taken for {count} night"), {"count": told.crowded_nights},
        plural=N_("Every bed has been taken for {count} nights"), count=told.crowded_nights,
    )  # fmt: skip
    if told.plan or "interim_care.rooms" not in work.actor.rights:
        return [Task(title, told.plan, "bed", "night", verb=N_("See the board"), target=Target(_BOARD))]
    return [Task(title, "", "bed", "night", verb=N_("Write the mattress plan"), target=Target(_PLAN))]


def _outbreak(work: Work) -> list[Mark | Task]:
    """How many are isolated for an illness, for those who may know that much; never of what."""
    tonight = night.tonight(work, None, work.today())
    ill = sum(work.see(stay, "alone_for") == "illness" for stay, _bed in tonight)
    if not ill or ill < int(work.setting("interim_care.outbreak")):
        return []
    title = Words(
        N_("{count} child isolated for an illness"), {"count": ill},
        plural=N_("{count} children isolated for an illness"), count=ill,
    )  # fmt: skip
    return [Task(title, "", "care", "now", verb=N_("See the board"), target=Target(_BOARD), urgent=True)]


def settle_of(work: Work, file_id: str) -> list[Settle]:
    """What has to be settled before a child leaves: the bed, every bed that is promised, and who is away."""
    found = []
    if night.current(work, file_id) is not None:
        found.append(Settle(Words(N_("Free the bed")), "", "bed", "now", verb=N_("Free the bed"),
                            target=Target(_BOARD), by_itself=True))  # fmt: skip
    for promise, bed in night.promised(work, file_id):
        title = Words(N_("Take the reservation of bed {code} back"), {"code": bed.code})
        day = Words(N_("from {day}"), {"day": dates.say_day(promise.from_day)})
        found.append(Settle(title, day, "bed", "now", verb=N_("See the board"), target=Target(_BOARD), of=promise.id,
                            by_itself=True))  # fmt: skip
    return [*found, *(_absence(work, each) for each in away.open_of(work, file_id))]


def _absence(work: Work, absence: Absence) -> Settle:
    """An absence ends with the stay; who is in hospital comes back from there first."""
    there = absence.kind == "hospital"
    title = Words(N_("Still at the hospital") if there else N_("The absence ends"))
    return Settle(title, away.said(work, absence), "route", "now", verb=N_("Who is away"), target=Target(_AWAY),
                  left=N_("Still at the hospital"), of=absence.id, by_itself=not there, must=there)  # fmt: skip


def figures_of(work: Work, start: datetime.date, end: datetime.date) -> list[tuple[str, int]]:
    """Children who were here, came and left, their nights by where they were, nights of beds; each by sex and age."""
    if _READ not in work.actor.rights:
        return []
    until = min(end, work.today())
    kept = book.read(work, start, until)
    nights = [(key, place) for key, _day, place in rules.child_nights(kept, start, until)]
    told = {
        "present": sorted({key for key, _place in nights}),
        "arrivals": [span.key for span in kept.spans if start <= span.begin <= until],
        "departures": [span.key for span in kept.spans if span.end is not None and start <= span.end <= until],
        "child_nights": [key for key, _place in nights],
        **{f"{place}_nights": [key for key, there in nights if there == place] for place in _ELSEWHERE},
        "bed_nights": rules.bed_nights(kept, start, until, mattresses=False),
        "mattress_nights": rules.bed_nights(kept, start, until, mattresses=True),
    }
    groups = children.groups(work, {key for keys in told.values() for key in keys}, until)
    return [
        figure
        for name, keys in told.items()
        for figure in figures.by_group(f"interim_care.{name}", (groups[key] for key in keys))
    ]


_ELSEWHERE = (rules.WITH_MOTHER, rules.NO_BED, rules.AWAY, rules.MISSING)


_HOURS = ("left_at", "due_back", "back_at")


def handover_of(work: Work, file_id: str, audience: str) -> list[Packed]:
    """In which nights the child slept here and when it was away, each field for who may have it; never which bed."""
    if not {_READ, _PRINT} <= work.actor.rights:
        return []
    reader = work.ask("case_file.readership", file_id=file_id, audience=Audience(audience).value)
    stays = sorted((row for row in work.standing(Stay, file_id) if not row.reserved), key=lambda row: row.from_day)
    nights = [found for row in stays if (found := said.full(work, reader, row, ("from_day", "to_day")))]
    absences = sorted(work.standing(Absence, file_id), key=lambda row: row.left_at)
    told = {"nights": nights, "absences": [found for row in absences if (found := _packed(work, reader, row))]}
    content = {name: found for name, found in told.items() if found}
    return [Packed("nights", {"version": 1, **content}, N_("Nights and absences"))] if content else []


def _packed(work: Work, reader: Readership, absence: Absence) -> dict[str, object]:
    """An absence with its hours by the wall's clock, which any program reads."""
    found = said.full(work, reader, absence, ("kind", *_HOURS, "gone_on", "with_whom", "why"))
    hours = {
        name: work.local(at).isoformat(timespec="minutes") for name in _HOURS if isinstance(at := found.get(name), int)
    }
    return found | hours


HOOKS = Hooks(
    timeline=timeline_of, alerts=alerts_of, promises=promises_on, whereabouts=whereabouts_of, settle=settle_of,
    figures=figures_of, handover=handover_of,
)  # fmt: skip
