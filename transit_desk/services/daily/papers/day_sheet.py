"""One sheet for the day: block by block as one walks, who is there, what to mind and what is due.

Other services say what they have to say of today: who sleeps where, who is elsewhere, which sachet at which hour, what
is not to be eaten, what was promised. Nothing of a case stands here: the sheet hangs on a wall.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Final

from transit_desk import choices, paper
from transit_desk.action import query
from transit_desk.domain import dates
from transit_desk.domain.levels import Level
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.module import Place, Task
from transit_desk.reports import document
from transit_desk.services.daily.hooks import open as waiting
from transit_desk.services.daily.records import DaySheet, MealServed, Visitor, duty, of_day
from transit_desk.services.daily.rules import shifts as rules
from transit_desk.services.daily.rules.sheet import walking_order
from transit_desk.services.daily.views import sheet, shifts
from transit_desk.services.daily.views.day import day_of
from transit_desk.storage.work import Work

_BY_HAND: Final = "……………………………………………"
_BEDS: Final = (
    document.Column(Words(N_("Bed")), 0.7),
    document.Column(Words(N_("Child")), 2.2),
    document.Column(Words(N_("Where")), 1.6),
    document.Column(Words(N_("Medicines due")), 2.0),
    document.Column(Words(N_("To mind")), 2.5),
)


@query(N_("Sheet of a day, on paper"), needs="print")
def day_sheet(work: Work, *, day: str = "") -> document.Document:
    """The day on paper, by block in walking order; what nobody wrote yet is left to be written by hand."""
    on_day = day_of(work, day)
    blocks: list[document.Block] = [*_missing(work, on_day), _on_duty(work, on_day)]
    if on_day == work.today():
        blocks += _due(work, on_day)
    for block, rooms in _walk(work, on_day):
        blocks += _block(work, on_day, block, rooms)
    blocks += [*_meals(work, on_day), *_visitors(work, on_day)]
    return paper.of_centre(work, Words(N_("Sheet of the day")), tuple(blocks), subtitle=dates.say_day(on_day))


def _missing(work: Work, day: datetime.date) -> list[document.Block]:
    """A shift without a woman is read first."""
    return [
        document.Notice(
            Words(N_("{shift}: no woman. Instead: {instead}"),
                  {"shift": choices.say("shift_part", gap.part), "instead": gap.answer.instead if gap.answer else "…"})
        )
        for gap in shifts.gaps(work, day, day) if gap.anybody
    ]  # fmt: skip


def _on_duty(work: Work, day: datetime.date) -> document.Block:
    people = duty.on_duty(work, day, day).get(day, ())
    rows = []
    for part in rules.PARTS:
        here = [who for _row, who in people if who.part == part]
        names = Joined([each.who for each in here]) if here else _BY_HAND
        told = Words(N_("{names} (women: {women})"), {"names": names, "women": rules.women(here)})
        rows.append(document.Fact(choices.say("shift_part", part), told if here else _BY_HAND))
    return document.KeepTogether((document.Heading(Words(N_("On duty"))), document.Facts(tuple(rows))))


def _due(work: Work, day: datetime.date) -> list[document.Block]:
    """What every service promised for today, by its hour, and what is to be put right: counts and no names.

    What the services warn of stays on the screen, and so does a promise that is for a few eyes: a sheet is read by all.
    """
    promised = [each for each in work.gather("promises", day=day) if isinstance(each, Task)]
    tasks = [each for each in promised if each.tier in _TODAY and each.level <= Level.C1]
    tasks += waiting.repairs(work)
    lines = tuple(document.Line(each.at, Joined((each.title, each.detail), " · "))
                  for each in sorted(tasks, key=lambda each: each.at or "~"))  # fmt: skip
    if not lines:
        return []
    return [document.KeepTogether((document.Heading(Words(N_("Due today"))), document.Lines(lines)))]


_TODAY: Final = frozenset({"now", "night"})


def _walk(work: Work, day: datetime.date) -> list[tuple[str, list[Any]]]:
    """The blocks of the house as one walks, each with its rooms and who sleeps in them."""
    found: dict[str, list[Any]] = {}
    if "interim_care.read" in work.actor.rights:
        of_room = {room.id: room.block for room in work.ask("interim_care.rooms")}
        for room in work.ask("interim_care.board", day=day).rooms:
            found.setdefault(of_room.get(room.id, ""), []).append(room)
    for block in sheet.sheets(work, day):
        found.setdefault(block, [])
    return sorted(found.items(), key=lambda each: walking_order(each[0]))


def _block(work: Work, day: datetime.date, block: str, rooms: Sequence[Any]) -> list[document.Block]:
    row = sheet.sheets(work, day).get(block)
    told: list[document.Block] = [document.Heading(choices.say("block_kind", block)), _line(row)]
    told += _rooms(work, rooms, today=day == work.today())
    return told


def _line(row: DaySheet | None) -> document.Facts:
    """What was said of the block; what was not is written by hand."""
    said: tuple[tuple[str, document.Text], ...] = (
        (N_("Water"), choices.say("water_state", row.water) if row and row.water else _BY_HAND),
        (N_("Meals served"), choices.say_all("meal_kind", row.meals) if row and row.meals else _BY_HAND),
        (N_("Activities"), choices.say_all("activity_kind", row.done) if row and row.done else _BY_HAND),
        (N_("What is to be told of the day"), row.events if row and row.events else _BY_HAND),
    )
    return document.Facts(tuple(document.Fact(Words(label), value) for label, value in said))


def _rooms(work: Work, rooms: Sequence[Any], *, today: bool) -> list[document.Block]:
    """How many sleep in each room; bed by bed those who are elsewhere, have something due or something to mind."""
    files = [bed.file_id for room in rooms for bed in room.beds if bed.file_id]
    where = _elsewhere(work, files) if today else {}
    due, mind = (_medicines(work), _to_mind(work)) if today else ({}, {})
    found: list[document.Block] = []
    for room in rooms:
        beds = [bed for bed in room.beds if bed.number and bed.state in {"taken", "kept"}]
        count = Words(
            N_("{room}: {count} child"), {"room": room.name, "count": len(beds)},
            plural=N_("{room}: {count} children"), count=len(beds),
        )  # fmt: skip
        found.append(document.Paragraph(count, quiet=True))
        rows = tuple(
            (bed.code, bed.name or bed.number, *(told.get(bed.file_id, "") for told in (where, due, mind)))
            for bed in beds
            if {bed.file_id} & {*where, *due, *mind}
        )
        found += [document.Table(_BEDS, rows)] if rows else []
    return found


def _elsewhere(work: Work, file_ids: Sequence[str]) -> Mapping[str, document.Text]:
    """Who is not in the house now, and where; a bed alone says nothing."""
    places = [each for each in work.gather("whereabouts", file_ids=list(file_ids)) if isinstance(each, Place)]
    return {each.file_id: each.where for each in places if each.kind != "bed"}


def _medicines(work: Work) -> Mapping[str, document.Text]:
    """The hour, how many, and the number on the sachet: never what it is."""
    if "health.round" not in work.actor.rights:
        return {}
    found: dict[str, list[Words]] = {}
    for hour in work.ask("health.round_now").hours:
        for line in hour.lines:
            if not line.mark:
                told = Words(
                    N_("{hour}: {dose}, sachet {sachet}"),
                    {"hour": line.hour, "dose": line.dose, "sachet": line.sachet},
                )
                found.setdefault(line.file_id, []).append(told)
    return {file_id: Joined(lines, "; ") for file_id, lines in found.items()}


def _to_mind(work: Work) -> Mapping[str, document.Text]:
    """Diets and allergies, without the illness."""
    found: dict[str, list[document.Text]] = {}
    for file_id, _who, words in sheet.diets(work):
        found.setdefault(file_id, []).append(words)
    return {file_id: Joined(lines, "; ") for file_id, lines in found.items()}


def _meals(work: Work, day: datetime.date) -> list[document.Block]:
    rows = of_day.lines(work, MealServed, day, day)
    columns = (document.Column(Words(N_("Meal")), 1.5), document.Column(Words(N_("What there was")), 3),
               document.Column(Words(N_("Plates")), 3))  # fmt: skip
    told = tuple((choices.say("meal_kind", row.meal), row.dish or "", sheet.plates(row)) for row in rows)
    return [document.Heading(Words(N_("Meals"))), document.Table(columns, told)] if told else []


def _visitors(work: Work, day: datetime.date) -> list[document.Block]:
    columns = (document.Column(Words(N_("Visitor")), 2), document.Column(Words(N_("Who it is")), 2.5),
               document.Column(Words(N_("Hour")), 0.8), document.Column(Words(N_("Seen by")), 2))  # fmt: skip
    told = tuple(
        (row.name, Joined((choices.say("visitor_kind", row.kind), row.relation or "")), row.hour or "",
         work.staff.get(row.seen_by_id, ""))
        for row in of_day.lines(work, Visitor, day, day)
    )  # fmt: skip
    return [document.Heading(Words(N_("Visitors"))), document.Table(columns, told)] if told else []
