"""One sheet for the day, which hangs on a wall: block by block as one walks, how many are there and what is due.

Children and visitors read it too: it counts, and names no child and nobody who came. What somebody wrote in words of
their own hangs on no wall, nor does a warning that no woman is there tonight: that, words and names are on the sheet of
the blocks, which whoever is on duty carries.
"""

from __future__ import annotations

import collections
import datetime
from collections.abc import Sequence
from typing import Any, Final

from transit_desk import choices, paper
from transit_desk.action import query
from transit_desk.domain import dates
from transit_desk.domain.levels import Level
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.module import Task
from transit_desk.reports import document
from transit_desk.services.daily.hooks import open as waiting
from transit_desk.services.daily.papers import blocks
from transit_desk.services.daily.records import DaySheet, MealServed, Visitor, duty, of_day
from transit_desk.services.daily.rules import shifts as rules
from transit_desk.services.daily.views import sheet
from transit_desk.services.daily.views.day import day_of
from transit_desk.storage.work import Work

_BY_HAND: Final = "…" * 42  # as far as the margin


@query(N_("Sheet of a day, on paper"), needs="print")
def day_sheet(work: Work, *, day: str = "") -> document.Document:
    """The day on paper, by block in walking order; what nobody wrote yet is left to be written by hand."""
    on_day = day_of(work, day)
    found: list[document.Block] = [_on_duty(work, on_day)]
    if on_day == work.today():
        found += _due(work, on_day)
    for block, rooms in blocks.walk(work, on_day):
        found += _block(work, on_day, block, rooms)
    found += [*_meals(work, on_day), *_visitors(work, on_day)]
    return paper.of_centre(work, Words(N_("Sheet of the day")), tuple(found), subtitle=dates.say_day(on_day))


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


def _block(work: Work, day: datetime.date, block: str, rooms: Sequence[Any]) -> list[document.Block]:
    row = sheet.sheets(work, day).get(block)
    heading = document.Heading(choices.say("block_kind", block))
    return [document.KeepTogether((heading, *_rooms(work, rooms, today=day == work.today()), _line(row)))]


def _line(row: DaySheet | None) -> document.Facts:
    """What was said of the block; what was not is written by hand."""
    said: tuple[tuple[str, document.Text], ...] = (
        (N_("Water"), choices.say("water_state", row.water) if row and row.water else _BY_HAND),
        (N_("Meals served"), choices.say_all("meal_kind", row.meals) if row and row.meals else _BY_HAND),
        (N_("Activities"), choices.say_all("activity_kind", row.done) if row and row.done else _BY_HAND),
    )
    return document.Facts(tuple(document.Fact(Words(label), value) for label, value in said))


def _rooms(work: Work, rooms: Sequence[Any], *, today: bool) -> list[document.Block]:
    """How many sleep in each room; of today how many are elsewhere, and how many eat otherwise."""
    found: list[document.Block] = []
    for room in rooms:
        beds = blocks.taken(room)
        told: list[document.Text] = [
            Words(N_("{room}: {count} child"), {"room": room.name, "count": len(beds)},
                  plural=N_("{room}: {count} children"), count=len(beds))
        ]  # fmt: skip
        if today:
            files = [bed.file_id for bed in beds]
            away, mind = len(blocks.elsewhere(work, files)), len({*files} & {*blocks.to_mind(work)})
            told += [Words(words, {"count": count}) for words, count in ((_AWAY, away), (_MIND, mind)) if count]
        found.append(document.Paragraph(Joined(told, " · "), quiet=True))
    return found


_AWAY: Final = N_("elsewhere now: {count}")
_MIND: Final = N_("eat otherwise: {count}")


def _meals(work: Work, day: datetime.date) -> list[document.Block]:
    rows = of_day.lines(work, MealServed, day, day)
    columns = (document.Column(Words(N_("Meal")), 1.5), document.Column(Words(N_("Plates")), 3))
    told = tuple((choices.say("meal_kind", row.meal), sheet.plates(row)) for row in rows)
    return [document.Heading(Words(N_("Meals"))), document.Table(columns, told)] if told else []


def _visitors(work: Work, day: datetime.date) -> list[document.Block]:
    """How many came, by who they are."""
    came = collections.Counter(row.kind for row in of_day.lines(work, Visitor, day, day))
    told = tuple(document.Fact(choices.say("visitor_kind", kind), str(came[kind])) for kind in sorted(came))
    return [document.Heading(Words(N_("Visitors"))), document.Facts(told)] if told else []
