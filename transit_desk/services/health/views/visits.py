"""Visits, referrals, conditions, measures, vaccines and sessions of one child, each as a table."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from transit_desk import children, choices, said
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Words
from transit_desk.module import Block, Entries, Entry, Mark, entries_of
from transit_desk.services.health.records import (
    Condition,
    Measure,
    PssSession,
    Referral,
    Vaccination,
    Visit,
    sent,
)
from transit_desk.services.health.rules import growth
from transit_desk.services.health.views import verbs
from transit_desk.storage import corrections
from transit_desk.storage.work import Work

_INFANT: Final = 24  # months, within which vaccines are due
_TRENDS: Final = {
    growth.RISING: Mark(Words(N_("rising")), "chevron_up", "ok"),
    growth.STEADY: Mark(Words(N_("steady")), "minus", "idle"),
    growth.FALLING: Mark(Words(N_("falling")), "chevron_down", "warn"),
}
_ARMS: Final = {
    "severe": Mark(Words(N_("severe malnutrition")), "warning", "stop"),
    "moderate": Mark(Words(N_("moderate malnutrition")), "warning", "warn"),
}
_OEDEMA: Final = Mark(Words(N_("swollen feet: see the nurse at once")), "warning", "stop")
_TWICE: Final = Mark(Words(N_("lost weight twice in a row")), "warning", "stop")
_DAYS_OF_MONTH: Final = 30.44


def visit_blocks(work: Work, file_id: str) -> tuple[Block, ...]:
    """What these eyes may read of it; a kind that is not for them is left out."""
    blocks: list[Block] = []
    if said.reads(work, Visit):
        blocks += (_visits(work, file_id), _referrals(work, file_id), _conditions(work, file_id),
                   _measures(work, file_id), _vaccines(work, file_id))  # fmt: skip
    if work.reads(PssSession, "on_day"):
        blocks.append(_sessions(work, file_id))
    return tuple(blocks)


def _visits(work: Work, file_id: str) -> Entries:
    def entry(row: Visit) -> Entry:
        again = "" if row.follow_up_on is None else dates.say_day(row.follow_up_on)
        cells = (dates.say_day(row.on_day), *said.cells(work, row, "complaint", "finding", "treatment"), again)
        return Entry(cells, verbs=(verbs.about(N_("Correct"), "correct_visit", "correct", row), verbs.back(row)))

    found = sorted(corrections.with_earlier(work, Visit, file_id), key=lambda each: each[0].on_day, reverse=True)
    headings = (N_("Day"), N_("What is the matter"), N_("Finding"), N_("Treatment"), N_("To be seen again on"))
    return Entries(
        N_("Visits"), headings, entries_of(found, entry),
        verbs.adds(N_("A visit"), "visit", "add_visit", file_id), N_("No visit was written down."),
    )  # fmt: skip


def _referrals(work: Work, file_id: str) -> Entries:
    def entry(each: sent.Sent) -> Entry:
        row = each.referral
        mark = Mark(Words(N_("stays there")), "house", "warn") if each.is_there else None
        came = verbs.about(N_("Back from the clinic"), "come_back", "come_back", row, "back")
        return Entry(
            (dates.say_day(work.day_of(row.sent_at)), *said.cells(work, row, "to_whom", "why", "accompanied_by",
             "came_back_with")), mark, (*(() if each.is_told else (came,)), verbs.back(row)),
            past=each.back_at is not None,
        )  # fmt: skip

    rows = sorted(work.standing(Referral, file_id), key=lambda row: row.sent_at, reverse=True)
    headings = (N_("Day"), N_("Clinic or hospital"), N_("Why"), N_("Accompanied by"), N_("Came back with"))
    return Entries(
        N_("Sent to a clinic"), headings, tuple(entry(each) for each in sent.read(work, rows)),
        verbs.adds(N_("Send to a clinic"), "referral", "refer", file_id), N_("Not sent anywhere."),
    )  # fmt: skip


def _conditions(work: Work, file_id: str) -> Entries:
    def entry(row: Condition) -> Entry:
        correct = verbs.about(N_("Correct"), "correct_condition", "correct", row)
        return Entry(said.cells(work, row, "kind", "words", "adapted", "known_by"), None, (correct, verbs.back(row)))

    headings = (N_("What"), N_("In a few words"), N_("What is adapted for it"), N_("Known by whom"))
    return Entries(
        N_("What the child lives with"), headings,
        entries_of(corrections.with_earlier(work, Condition, file_id), entry),
        verbs.adds(N_("Add"), "condition", "add_condition", file_id), N_("Nothing lasting was written down."),
    )  # fmt: skip


def _measures(work: Work, file_id: str) -> Entries:
    rows = sorted(work.standing(Measure, file_id), key=lambda row: (row.on_day, row.made_at))
    entries = tuple(
        Entry(
            (dates.say_day(row.on_day), _amount(row.weight, 1000, _before(rows, place, "weight")),
             _amount(row.height, 10, None), _amount(row.arm, 10, _before(rows, place, "arm"))),
            measured(work, file_id, rows[: place + 1]), (verbs.back(row),),
        )
        for place, row in enumerate(rows)
    )  # fmt: skip
    headings = (N_("Day"), N_("Weight in kg"), N_("Height in cm"), N_("Upper arm in cm"))
    return Entries(
        N_("Weight and growth"), headings, tuple(reversed(entries)),
        verbs.adds(N_("Measure"), "measure", "add_measure", file_id), N_("Nothing was measured yet."),
    )  # fmt: skip


def _before(rows: Sequence[Measure], place: int, name: str) -> int | None:
    """The same measure the time before."""
    earlier = [amount for row in rows[:place] if (amount := getattr(row, name)) is not None]
    return earlier[-1] if earlier else None


def _amount(amount: int | None, unit: int, before: int | None) -> str:
    """41,5 (+0,7)."""
    if amount is None:
        return ""
    words = growth.say_amount(amount, unit)
    if before is None or before == amount:
        return words
    sign = "+" if amount > before else "−"
    return f"{words} ({sign}{growth.say_amount(abs(amount - before), unit)})"


def measured(work: Work, file_id: str, rows: Sequence[Measure]) -> Mark | None:
    """What a measure tells beside those before it, the gravest thing alone."""
    last = rows[-1]
    if last.oedema:
        return _OEDEMA
    if last.arm is not None:
        word = growth.arm_word(last.arm, _months(work, file_id, last.on_day), _limits(work, "young", last.on_day),
                               _limits(work, "older", last.on_day))  # fmt: skip
        if word in _ARMS:
            return _ARMS[word]
    points = [(row.on_day, row.weight) for row in rows if row.weight is not None]
    if growth.lost_twice(points):
        return _TWICE
    return _TRENDS.get(growth.trend(points) or "")


def _limits(work: Work, which: str, on: datetime.date) -> tuple[int, int]:
    return growth.two_thresholds(str(work.setting(f"health.arm_{which}", on)))


def _months(work: Work, file_id: str, on: datetime.date) -> int | None:
    """The age in months at the most, where a birth is known."""
    born = children.child(work, file_id).born
    return None if born is None else int((on - born.earliest).days / _DAYS_OF_MONTH)


def _vaccines(work: Work, file_id: str) -> Entries:
    rows = sorted(work.standing(Vaccination, file_id), key=lambda row: row.on_day, reverse=True)
    entries = tuple(
        Entry((dates.say_day(row.on_day), choices.say_all("vaccine", row.vaccines), row.where or ""),
              verbs=(verbs.back(row),))
        for row in rows
    )  # fmt: skip
    plan = verbs.adds(N_("What is due by weeks"), "plan_vaccines", "plan_vaccines", file_id, "calendar")
    given = verbs.adds(N_("Vaccines given"), "vaccination", "add_vaccination", file_id)
    infant = _months(work, file_id, work.today())
    first = plan if infant is not None and infant <= _INFANT and not rows else given
    return Entries(
        N_("Vaccines"), (N_("Day"), N_("Vaccines"), N_("Where")), entries, first, N_("No vaccine was written down."),
    )  # fmt: skip


def _sessions(work: Work, file_id: str) -> Entries:
    rows = sorted(work.standing(PssSession, file_id), key=lambda row: row.on_day, reverse=True)
    held = work.opens(PssSession, "content", file_id)
    names = ("kind", "provider", *(("content",) if held else ()))
    entries = tuple(
        Entry((dates.say_day(row.on_day), *said.cells(work, row, *names)), verbs=(verbs.back(row),)) for row in rows
    )
    headings = (N_("Day"), N_("Session"), N_("With whom"), *((N_("What was spoken of"),) if held else ()))
    return Entries(
        N_("Psychosocial support"), headings, entries,
        verbs.adds(N_("A session"), "session", "add_session", file_id), N_("No session was written down."),
    )  # fmt: skip
