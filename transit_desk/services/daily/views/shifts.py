"""Who is on duty, and the shifts on which no woman is: of a day, of the days after it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import Final

from transit_desk import choices
from transit_desk.domain import days
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.module import Entries, Entry, FactLine, Facts, Mark, Tab, Verb
from transit_desk.services.daily.records import OnShift, WithoutWoman, duty, house
from transit_desk.services.daily.rules import shifts as rules
from transit_desk.storage.work import Work

AHEAD: Final = 6  # days after the one that is shown
TAB: Final = "daily.staff"
Plan = Mapping[datetime.date, Sequence[tuple[OnShift, rules.Person]]]


@dataclasses.dataclass(frozen=True)
class Gap:
    """A shift without a woman while girls live here: when, whether anybody is on it, what was decided."""

    day: datetime.date
    part: str
    anybody: bool
    answer: WithoutWoman | None


def gaps(work: Work, first: datetime.date, last: datetime.date) -> list[Gap]:
    """The shifts of these days on which no woman is, as far as girls live here on them."""
    today = work.today()
    girls = sum(each.sex == house.GIRL for each in house.residents(work).values())
    before = house.nights_with_girls(work, first, today - ONE_DAY) if first < today else set()
    there, answered = duty.on_duty(work, first, last), duty.answers(work, first, last)
    found: list[Gap] = []
    for day in span(first, last):
        people = [who for _row, who in there.get(day, ())]
        found += [
            Gap(day, part, any(each.part == part for each in people), answered.get((day, part)))
            for part in rules.without_woman(people, girls=girls if day >= today else int(day in before))
        ]
    return found


def span(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Every day from one to another, both included."""
    return [first + number * ONE_DAY for number in range((last - first).days + 1)]


def tab(work: Work, day: datetime.date) -> Tab:
    """Who is on duty on a day and on those that follow; beside it what is missing."""
    last = day + AHEAD * ONE_DAY
    there = duty.on_duty(work, day, last)
    here = there.get(day, ())
    start = (_without_woman(work, day, last), _on_duty(work, day, here), _to_come(work, day, last, there))
    return Tab(TAB, N_("Staff"), start, (_enough(work, day, here),))


def _on_duty(work: Work, day: datetime.date, people: Sequence[tuple[OnShift, rules.Person]]) -> Entries:
    verb = Verb(N_("Put somebody on a shift"), "plus", page="daily.put_on_shift", action="daily.put_on_shift",
                extra={"first": {"on_day": day}})  # fmt: skip
    entries = [_person(row, who) for part in rules.PARTS for row, who in people if who.part == part]
    title = N_("On duty today") if day == work.today() else N_("On duty on this day")
    headings = (N_("Who"), N_("Which shift"), N_("Block"), N_("From–to"))
    return Entries(title, headings, tuple(entries), verb, N_("Nobody is written down for this day."))


def _person(row: OnShift, who: rules.Person) -> Entry:
    off = Verb(N_("Take off the shift"), "cross", page="daily.take_off_shift", action="daily.take_off_shift",
               extra={"shift_id": row.id})  # fmt: skip
    woman = Mark(Words(N_("woman")), "person", "plain") if who.sex == rules.WOMAN else None
    return Entry((who.who, choices.say("shift_part", who.part), say_block(row.block), hours(row)), woman, (off,))


def say_block(block: str | None) -> Words:
    """The block of a line, or the whole house."""
    return choices.say("block_kind", block) if block else Words(N_("the whole house"))


def hours(row: OnShift) -> str:
    """From when to when, where it is not the hours of the shift."""
    return f"{row.from_hour or '…'}–{row.to_hour or '…'}" if row.from_hour or row.to_hour else ""


def _to_come(work: Work, day: datetime.date, last: datetime.date, there: Plan) -> Entries:
    """One line for each of the coming days on which somebody is: shift by shift who, and how many of them are women."""
    entries = []
    for other in span(day + ONE_DAY, last):
        people = [who for _row, who in there.get(other, ())]
        if people:
            shifts = (_of_shift([who for who in people if who.part == part]) for part in rules.PARTS)
            entries.append(Entry((days.near(other, work.today()), *shifts)))
    headings = (N_("When"), N_("By day"), N_("In the evening"), N_("At night"))
    return Entries(N_("On the days that follow"), headings, tuple(entries), empty=N_("Nobody is written down yet."))


def _of_shift(people: Sequence[rules.Person]) -> Words | str:
    names = Joined(tuple(each.who for each in people))
    values = {"names": names, "women": rules.women(people)}
    return Words(N_("{names} (women: {women})"), values) if people else ""


def _enough(work: Work, day: datetime.date, people: Sequence[tuple[OnShift, rules.Person]]) -> Facts:
    """How many are on each shift, how many it needs for the children of the house, how many of them are women."""
    told = house.residents(work).values()
    ratios = ratios_of(work, day)
    lines = []
    for part in rules.PARTS:
        here = [who for _row, who in people if who.part == part]
        wanted = rules.needed(part, len(told), sum(house.under_three(each, day) for each in told), ratios)
        words = Words(
            N_("{count} of {needed}, women: {women}"),
            {"count": len(here), "needed": wanted, "women": rules.women(here)},
        )
        lines.append(FactLine(choices.say("shift_part", part), words))
    return Facts(N_("Enough people?"), tuple(lines))


def ratios_of(work: Work, day: datetime.date) -> rules.Ratios:
    """How many children one carer can be there for, as the office had set it on a day."""
    return rules.Ratios(*(int(work.setting(f"daily.{key}", day)) for key in
                          ("children_by_day", "children_by_night", "children_under_three")))  # fmt: skip


def _without_woman(work: Work, day: datetime.date, last: datetime.date) -> Entries:
    entries = tuple(_gap(work, each) for each in gaps(work, day, last) if each.anybody or each.day == day)
    headings = (N_("When"), N_("What is done instead"))
    empty = N_("A woman is on every shift that is written down, or no girl lives here.")
    return Entries(N_("Shifts without a woman"), headings, entries, empty=empty)


def _gap(work: Work, gap: Gap) -> Entry:
    when = Words(
        N_("{shift}, {day}"), {"shift": choices.say("shift_part", gap.part), "day": days.near(gap.day, work.today())}
    )
    answer = Verb(N_("Say why, and what is done"), "pencil", page="daily.without_woman",
                  action="daily.answer_without_woman",
                  extra={"on_day": gap.day.isoformat(), "part": gap.part})  # fmt: skip
    if gap.answer is None:
        return Entry((when, ""), Mark(Words(N_("no woman")), "warning", "warn"), (answer,))
    told = Words(N_("{why}: {instead}"), {"why": gap.answer.why, "instead": gap.answer.instead})
    return Entry((when, told), verbs=(answer,))
