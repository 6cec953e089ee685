"""The page of a day: its head, and the sheet of the house."""

from __future__ import annotations

import datetime

from transit_desk.domain import days, errors
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Words
from transit_desk.module import Header, Mark, Target, Verb, View
from transit_desk.services.daily.records import duty, house
from transit_desk.services.daily.rules import shifts as rules
from transit_desk.services.daily.views import shifts
from transit_desk.storage.work import Work

PAGE = "daily.day"


def day_of(work: Work, record_id: str) -> datetime.date:
    """The day that a page is about: today where none is named."""
    if not record_id:
        return work.today()
    try:
        return datetime.date.fromisoformat(record_id)
    except ValueError:
        raise errors.NotFound from None


def view(work: Work, day: datetime.date) -> View:
    """The head of the day; what is in it comes in tabs, each asked for when it is first opened."""
    header = Header(str(_title(work, day)), facts=_facts(work, day), marks=_marks(work, day))
    before = day - ONE_DAY
    back = Target(PAGE, before.isoformat())
    return View(day.isoformat(), header, (), _verbs(work, day), back, str(days.near(before, work.today())))


def _verbs(work: Work, day: datetime.date) -> tuple[Verb, ...]:
    """What is written most; each form opens in the tab that is seen."""
    first = {"first": {"on_day": day}}
    made = (
        Verb(N_("Write how a child is"), "pencil", page="daily.write_care_note", action="daily.write_care_note",
             key="Ctrl+N", primary=True, extra=first),
        Verb(N_("Print…"), "print", page="preview", action="daily.note_paper", key="Ctrl+P",
             extra={"paper": "daily.day_sheet", "day": day.isoformat()}),
        Verb(N_("Print the sheet of the blocks"), "print", page="preview", action="daily.note_paper",
             extra={"paper": "daily.block_sheet"}),
        Verb(N_("Print the list of shifts"), "print", page="preview", action="daily.note_paper",
             extra={"paper": "daily.shift_list", "day": day.isoformat()}),
        Verb(N_("Print the menu and the rations"), "print", page="preview", action="daily.note_paper",
             extra={"paper": "daily.weekly_menu", "day": day.isoformat()}),
        Verb(N_("Write the note of a shift"), "list", page="daily.write_note", action="daily.write_note", extra=first),
        Verb(N_("Write the sheet of a block"), "sheet", page="daily.write_sheet", action="daily.write_sheet",
             extra=first),
        Verb(N_("Write down an activity"), "children", page="daily.hold_activity", action="daily.hold_activity",
             extra=first),
        Verb(N_("Write down what was agreed"), "talk", page="daily.agree_after", action="daily.agree_after",
             extra=first),
        Verb(N_("Write down a visitor"), "person", page="daily.note_visitor", action="daily.note_visitor",
             extra=first),
        Verb(N_("Count a meal"), "meal", page="daily.serve_meal", action="daily.serve_meal", extra=first),
        Verb(N_("Give tools out"), "exchange", page="daily.give_out", action="daily.give_out"),
    )  # fmt: skip
    return made if day == work.today() else made[1:]


def _title(work: Work, day: datetime.date) -> Words:
    return Words(N_("The day, {day}"), {"day": days.of_late(day, work.today())})


def _facts(work: Work, day: datetime.date) -> tuple[Words, ...]:
    people = [who for _row, who in duty.on_duty(work, day, day).get(day, ())]
    on = Words(N_("On duty: {count}, women: {women}"), {"count": len(people), "women": rules.women(people)})
    if day != work.today():
        return (on,)
    count = len(house.residents(work))
    here = Words(N_("{count} child lives here"), {"count": count}, plural=N_("{count} children live here"), count=count)
    return (here, on)


def _marks(work: Work, day: datetime.date) -> tuple[Mark, ...]:
    return tuple(
        Mark(Words(_NO_WOMAN[gap.part]), "warning", "warn" if gap.answer is None else "idle", "safety")
        for gap in shifts.gaps(work, day, day)
        if gap.anybody
    )


_NO_WOMAN = {
    rules.DAY: N_("no woman by day"),
    rules.EVENING: N_("no woman in the evening"),
    rules.NIGHT: N_("no woman by night"),
}
