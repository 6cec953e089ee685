"""What only named persons read of a child's health, for them; for everybody else the place to write it down."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Final

from transit_desk import children, said
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Words
from transit_desk.module import Entries, Entry, FactLine, Facts, Mark, Verb
from transit_desk.services.health.records import ClosedCare, ClosedReader, MedicalHolder, Pregnancy, UrgentCare, given
from transit_desk.services.health.rules import clocks, weeks
from transit_desk.services.health.views import verbs
from transit_desk.storage.records import Record
from transit_desk.storage.work import Work

_NAMES: Final = {"against_hiv": N_("Medicine against HIV"), "contraception": N_("Emergency contraception")}
_TITLE: Final = N_("For named persons only")
_SOON: Final = 24


def holds(work: Work, file_id: str) -> bool:
    """Whether these eyes read what is closed of this child."""
    return work.opens(ClosedCare, "words", file_id)


def closed_blocks(work: Work, file_id: str) -> tuple[Entries | Facts, ...]:
    """What is there, for who holds it. Nobody else sees whether there is anything."""
    if not holds(work, file_id):
        empty = N_("What you write here only named persons read.")
        return (Entries(_TITLE, (N_("Day"),), (), _write(file_id), empty), _also(file_id))
    return (
        _notes(work, file_id), _urgent(work, file_id), _pregnancies(work, file_id), _holders(work, file_id),
        _readers(work, file_id),
    )  # fmt: skip


def _write(file_id: str) -> Verb:
    return verbs.adds(N_("Write a closed note"), "closed", "add_closed", file_id, "lock")


def _also(file_id: str) -> Facts:
    """Where a treatment has to come within hours it is written so that the hours are counted."""
    urgent = verbs.adds(N_("Write down the hour"), "urgent", "add_urgent", file_id, "clock")
    return Facts(N_("To be treated within hours"), (), urgent, N_("The hours are counted for those who follow it."))


def _notes(work: Work, file_id: str) -> Entries:
    rows = reversed(work.standing(ClosedCare, file_id))
    entries = tuple(
        Entry((_say_day(work, row, "on_day"), said.cell(work, row, "words")), verbs=(verbs.back(row),)) for row in rows
    )
    return Entries(_TITLE, (N_("Day"), N_("What was found and done")), entries, _write(file_id),
                   N_("Nothing was written here."))  # fmt: skip


def _urgent(work: Work, file_id: str) -> Entries:
    rows = work.standing(UrgentCare, file_id)
    left = clocks_of(work, rows)
    entries = tuple(_clock(work, row, left.get(row.id, ())) for row in reversed(rows))
    headings = (N_("When it happened"), N_("Medicine against HIV"), N_("Emergency contraception"), N_("Remark"))
    return Entries(
        N_("To be treated within hours"), headings, entries,
        verbs.adds(N_("Write down the hour"), "urgent", "add_urgent", file_id, "clock"),
        N_("Nothing was written here."),
    )  # fmt: skip


def clocks_of(work: Work, rows: Iterable[UrgentCare]) -> dict[str, list[clocks.Clock]]:
    """By row, what is not settled of what helps in time only; nothing for eyes that do not hold it."""
    held = [(row, at) for row in rows if isinstance(at := said.plain(work, row, "happened_at"), int)]
    known = children.children(work, {work.stays(row.file_id) for row, _at in held}) if held else {}
    found: dict[str, list[clocks.Clock]] = {}
    for row, at in held:
        answers = {name: said.plain(work, row, name) for name in clocks.HOURS}
        child = known.get(work.stays(row.file_id))
        found[row.id] = clocks.clocks(at, work.now(), answers, clocks.helps(child.sex if child else "unknown"))
    return found


def _clock(work: Work, row: UrgentCare, left: Sequence[clocks.Clock]) -> Entry:
    at = said.plain(work, row, "happened_at")
    local = work.local(at)
    when = Words(N_("{day} at {hour}"), {"day": dates.say_day(local.date()), "hour": f"{local:%H:%M}"})
    open_ = {clock.what: clock.left for clock in left}
    cells = [say_left(open_[name]) if name in open_ else said.cell(work, row, name) for name in _NAMES]
    answer = verbs.about(N_("Say what was done"), "answer_urgent", "answer_urgent", row)
    mark = mark_of(min(open_.values())) if open_ else None
    return Entry((when, *cells, said.cell(work, row, "words")), mark, (answer, verbs.back(row)), past=not open_)


def say_left(hours: int) -> Words:
    """How many hours are left."""
    if hours == clocks.OVER:
        return Words(N_("too late"))
    if not hours:
        return Words(N_("less than an hour left"))
    return Words(N_("{count} hour left"), {"count": hours}, plural=N_("{count} hours left"), count=hours)


def mark_of(hours: int) -> Mark:
    """The state of the hours that are left."""
    return Mark(say_left(hours), "clock", "stop" if hours <= _SOON else "warn", "medical")


def _pregnancies(work: Work, file_id: str) -> Entries:
    entries = tuple(_pregnancy(work, row) for row in reversed(work.standing(Pregnancy, file_id)))
    headings = (N_("Birth expected on"), N_("Week"), N_("Visits before the birth"), N_("Remark"))
    return Entries(
        N_("Pregnancy"), headings, entries, verbs.adds(N_("Add"), "pregnancy", "add_pregnancy", file_id),
        N_("Nothing was written here."),
    )  # fmt: skip


def _pregnancy(work: Work, row: Pregnancy) -> Entry:
    expected, seen = _day(work, row, "birth_expected_on"), visits_of(work, row)
    ended = _day(work, row, "ended_on")
    window = next_visit(work, row)
    mark = None
    if window is not None:
        late = window.last < work.today()
        words = N_("next visit was due until {day}") if late else N_("next visit until {day}")
        mark = Mark(Words(words, {"day": dates.say_day(window.last)}), "calendar", "warn" if late else "idle")
    elif ended is not None:
        mark = Mark(Words(N_("ended on {day}"), {"day": dates.say_day(ended)}), "check", "idle")
    week = "" if expected is None else str(weeks.week_of(expected, ended or work.today()))
    cells = (
        _say_day(work, row, "birth_expected_on"), week, str(len(seen)),
        said.cell(work, row, "words"),
    )  # fmt: skip
    can = (
        verbs.about(N_("A visit took place"), "seen_before_birth", "seen_before_birth", row, "check"),
        verbs.about(N_("It ended"), "end_pregnancy", "end_pregnancy", row),
        verbs.back(row),
    )
    return Entry(cells, mark, can if ended is None else (verbs.back(row),), past=ended is not None)


def _day(work: Work, row: Record, name: str) -> datetime.date | None:
    told = said.plain(work, row, name)
    return datetime.date.fromisoformat(told) if isinstance(told, str) else None


def _say_day(work: Work, row: Record, name: str) -> str | Words:
    day = _day(work, row, name)
    return "" if day is None else dates.say_day(day)


def visits_of(work: Work, row: Pregnancy) -> list[datetime.date]:
    """The visits before a birth that took place."""
    return [datetime.date.fromisoformat(day) for day in str(said.plain(work, row, "visits") or "").split()]


def next_visit(work: Work, row: Pregnancy) -> weeks.Window | None:
    """The next visit before a birth that is still to come, for who holds it."""
    expected = _day(work, row, "birth_expected_on")
    if expected is None or _day(work, row, "ended_on") is not None:
        return None
    asked, known = str(work.setting("health.visits_before_birth")), work.day_of(row.made_at)
    return weeks.next_before_birth(expected, asked, visits_of(work, row), known)


def _holders(work: Work, file_id: str) -> Facts:
    found = work.one_by_one_holders(file_id)
    why = {
        said.plain(work, row, "holder"): said.plain(work, row, "why") for row in work.standing(MedicalHolder, file_id)
    }
    lines = tuple(FactLine(work.staff.get(worker, ""), str(why.get(worker) or "")) for worker in sorted(found))
    verb = verbs.adds(N_("Open it to a nurse"), "open_to", "open_to", file_id, "key")
    return Facts(N_("Who holds it beside the psychologist"), lines, verb, N_("Nobody else."))


def _readers(work: Work, file_id: str) -> Entries:
    rows = work.standing(ClosedReader, file_id)
    entries = tuple(Entry(said.cells(work, row, "name", "recipient"), verbs=(verbs.back(row),)) for row in rows)
    return Entries(
        N_("Who goes on with it elsewhere"), (N_("Name and task"), N_("Their age key")), entries,
        verbs.adds(N_("Name somebody"), "name_reader", "name_reader", file_id, "person"), N_("Nobody is named."),
    )  # fmt: skip


def packed_of(work: Work, file_id: str) -> dict[str, object]:
    """What is closed of a child, for the one person whose key closes it."""
    notes = [{name: said.plain(work, row, name) for name in ("on_day", "words")}
             for row in work.standing(ClosedCare, file_id)]  # fmt: skip
    births = [{name: said.plain(work, row, name) for name in ("birth_expected_on", "visits", "ended_on", "words")}
              for row in work.standing(Pregnancy, file_id)]  # fmt: skip
    medicines = [
        {"name": name, "sachet": each.medicine.sachet, "dose": each.newest.dose, "hours": each.newest.hours}
        for each in given.courses(work, [file_id])
        if each.goes_on(work.now(), work.today()) and (name := said.plain(work, each.medicine, "closed_name"))
    ]
    told: dict[str, object] = {"notes": notes, "pregnancies": births, "medicines": medicines}
    return {name: found for name, found in told.items() if found}
