"""Seven days on paper: who is on duty, what is eaten and what it takes."""

from __future__ import annotations

from typing import Final

from transit_desk import choices, paper
from transit_desk.action import query
from transit_desk.domain import dates, days
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.reports import document
from transit_desk.services.daily.records import duty
from transit_desk.services.daily.rules import sheet as portions
from transit_desk.services.daily.rules import shifts as rules
from transit_desk.services.daily.views import sheet, shifts
from transit_desk.services.daily.views.day import day_of
from transit_desk.storage.work import Work

_AHEAD: Final = 6 * ONE_DAY
_NOBODY: Final = "……………………"


@query(N_("List of shifts, on paper"), needs="print")
def shift_list(work: Work, *, day: str = "") -> document.Document:
    """Seven days, shift by shift: who is on duty, a woman with her sign; what is open is written by hand."""
    first = day_of(work, day)
    there = duty.on_duty(work, first, first + _AHEAD)
    rows = []
    for each in shifts.span(first, first + _AHEAD):
        people = [who for _row, who in there.get(each, ())]
        parts = [[_name(who) for who in people if who.part == part] for part in rules.PARTS]
        rows.append((days.near(each, work.today()), *(Joined(names, "\n") if names else _NOBODY for names in parts)))
    columns = (document.Column(Words(N_("When")), 1),
               *(document.Column(choices.say("shift_part", part), 2.5) for part in rules.PARTS))  # fmt: skip
    told = (document.Table(columns, tuple(rows)), document.Paragraph(Words(_SIGN), quiet=True))
    return paper.of_centre(work, Words(N_("List of shifts")), told, subtitle=dates.say_day(first))


_SIGN: Final = N_(
    "(F): a woman. A night begins on the day under which it stands; with girls in the house a woman is there."
)


def _name(who: rules.Person) -> Words | str:
    return Words(N_("{name} (F)"), {"name": who.who}) if who.sex == rules.WOMAN else who.who


@query(N_("Menu and rations, on paper"), needs="print")
def weekly_menu(work: Work, *, day: str = "") -> document.Document:
    """Seven days of meals for the kitchen, and what the store gives out for those who live here."""
    first = day_of(work, day)
    planned, meals = sheet.dishes(work, first), choices.load("meal_kind").keys
    columns = (document.Column(Words(N_("Day")), 1),
               *(document.Column(choices.say("meal_kind", meal), 2.5) for meal in meals))  # fmt: skip
    rows: list[tuple[document.Text, ...]] = []
    for each in shifts.span(first, first + _AHEAD):
        served = (planned[each, meal].dish if (each, meal) in planned else _NOBODY for meal in meals)
        rows.append((days.near(each, work.today()), *served))
    told: list[document.Block] = [document.Table(columns, tuple(rows)), *_rations(work), *_diets(work)]
    return paper.of_centre(work, Words(N_("Menu and rations")), tuple(told), subtitle=dates.say_day(first))


def _rations(work: Work) -> list[document.Block]:
    children, babies = sheet.heads(work)
    heads = Words(
        N_("For the children of the house: {children}, under three: {babies}"), {"children": children, "babies": babies}
    )
    headings = (N_("Food"), N_("For a child"), N_("For a baby"), N_("For a week"))
    columns = tuple(document.Column(Words(heading), 2) for heading in headings)
    rows = tuple(
        (row.food, portions.say_amount(row.per_child, row.unit), portions.say_amount(row.per_baby, row.unit), week)
        for row, week in sheet.needs(work)
    )
    if not rows:
        return []
    return [document.Heading(Words(N_("Rations"))), document.Paragraph(heads), document.Table(columns, rows)]


def _diets(work: Work) -> list[document.Block]:
    """For the pots: how many eat otherwise, and what; the names are on the sheet of the blocks."""
    told = [words for _file, _who, words in sheet.diets(work)]
    if not told:
        return []
    lines = tuple(document.Line("", words) for words in told)
    return [document.Heading(Words(N_("Who eats otherwise"))), document.Lines(lines)]
