"""The sheet of the blocks: bed by bed who is elsewhere, has a medicine due or something to mind; what was written down.

It goes with the evening pack to whoever is on duty, who carries it: it names children, and hangs on no wall. Nothing of
a case stands on it either: an hour, how many and the number of a sachet, a place, what is not eaten; and what is to be
told of the day in one line.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, Final

from transit_desk import choices, paper
from transit_desk.action import query
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.module import where_each_is
from transit_desk.reports import document
from transit_desk.services.daily.records import DaySheet
from transit_desk.services.daily.rules.sheet import walking_order
from transit_desk.services.daily.views import sheet, shifts
from transit_desk.storage.work import Work

_BEDS: Final = (
    document.Column(Words(N_("Bed")), 0.7),
    document.Column(Words(N_("Child")), 2.1),
    document.Column(Words(N_("Where")), 1.4),
    document.Column(Words(N_("Medicines due")), 2.4),
    document.Column(Words(N_("To mind")), 2.4),
)


@query(N_("Sheet of the blocks, on paper"), needs="notes")
def block_sheet(work: Work) -> document.Document:
    """Of now, in walking order: those of whom there is something to say."""
    told: list[document.Block] = [
        document.Notice(
            Words(N_("Kept by who is on duty. It names children: it is not hung up, and is torn up after."))
        )
    ]
    told += _without_woman(work)
    said = sheet.sheets(work, work.today())
    for block, rooms in walk(work, work.today()):
        of_block = [*_told(said.get(block)), *_rooms(work, rooms)]
        told += [document.Heading(choices.say("block_kind", block)), *of_block] if of_block else []
    if len(told) == 1:
        told.append(document.Paragraph(Words(N_("Nothing to say of anybody just now."))))
    return paper.of_centre(work, Words(N_("Sheet of the blocks")), tuple(told), subtitle=dates.say_day(work.today()))


def _without_woman(work: Work) -> list[document.Block]:
    """A shift of today without a woman is read first, with what is done instead."""
    return [
        document.Notice(
            Words(N_("{shift}: no woman. Instead: {instead}"),
                  {"shift": choices.say("shift_part", gap.part), "instead": gap.answer.instead if gap.answer else "…"})
        )
        for gap in shifts.gaps(work, work.today(), work.today()) if gap.anybody or gap.answer
    ]  # fmt: skip


def _told(row: DaySheet | None) -> list[document.Block]:
    """The one line of the day."""
    if row is None or not row.events:
        return []
    return [document.Facts((document.Fact(Words(N_("What is to be told of the day")), row.events),))]


def walk(work: Work, day: datetime.date) -> list[tuple[str, list[Any]]]:
    """The blocks of the house as one walks, each with its rooms and who sleeps in them."""
    found: dict[str, list[Any]] = {}
    if "interim_care.read" in work.actor.rights:
        of_room = {room.id: room.block for room in work.ask("interim_care.rooms")}
        for room in work.ask("interim_care.board", day=day).rooms:
            found.setdefault(of_room.get(room.id, ""), []).append(room)
    for block in sheet.sheets(work, day):
        found.setdefault(block, [])
    return sorted(found.items(), key=lambda each: walking_order(each[0]))


def taken(room: Any) -> list[Any]:
    """The beds of a room in which somebody sleeps, or that are kept for who is away."""
    return [bed for bed in room.beds if bed.number and bed.state in {"taken", "kept"}]


def _rooms(work: Work, rooms: Sequence[Any]) -> list[document.Block]:
    files = [bed.file_id for room in rooms for bed in taken(room)]
    where, due, mind = elsewhere(work, files), medicines(work), to_mind(work)
    found: list[document.Block] = []
    for room in rooms:
        rows = tuple(
            (bed.code, bed.name or bed.number, *(told.get(bed.file_id, "") for told in (where, due, mind)))
            for bed in taken(room)
            if {bed.file_id} & {*where, *due, *mind}
        )
        found += [document.Paragraph(room.name, quiet=True), document.Table(_BEDS, rows)] if rows else []
    return found


def elsewhere(work: Work, file_ids: Sequence[str]) -> Mapping[str, document.Text]:
    """Who is not in the house now, and where; a bed alone says nothing."""
    places = where_each_is(work.gather("whereabouts", file_ids=list(file_ids)))
    return {file_id: place.where for file_id, place in places.items() if place.kind != "bed"}


def medicines(work: Work) -> Mapping[str, document.Text]:
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
    return {file_id: Joined(lines, "\n") for file_id, lines in found.items()}


def to_mind(work: Work) -> Mapping[str, document.Text]:
    """Diets and allergies, without the illness."""
    found: dict[str, list[document.Text]] = {}
    for file_id, _who, words in sheet.diets(work):
        found.setdefault(file_id, []).append(words)
    return {file_id: Joined(lines, " · ") for file_id, lines in found.items()}
