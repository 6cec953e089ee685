"""Who is away and when they are due back; the beds and the absences of one child."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from transit_desk import children, choices, forms, last_seen, said
from transit_desk.action import query
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Words
from transit_desk.module import Entries, Entry, FactLine, Facts, Mark, Rows, Tab, Verb, Window
from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.queries.bed import span
from transit_desk.services.interim_care.records import Absence, Stay, away, night
from transit_desk.services.interim_care.views import AwayRow
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import Work

_LATE: Final = Mark(Words(N_("late")), "clock", "warn")


@query(N_("Who is away"), needs="read")
def away_now(work: Work, *, window: Window) -> Rows:
    """Everybody who left the house for a while: who is late first, then by the hour at which they are due back."""
    found = sorted(away.away(work), key=lambda each: (each.due_back or sys.maxsize, each.left_at))
    known = children.children(work, {work.stays(each.file_id) for each in found})
    rows = [_row(work, each, child) for each in found if (child := known.get(work.stays(each.file_id)))]
    asked = window.words.casefold().split()
    rows = [row for row in rows if all(word in f"{row.who} {row.code}".casefold() for word in asked)]
    return Rows(tuple(rows), len(rows), None, _sum_up(rows))


def _row(work: Work, absence: Absence, child: children.Child) -> AwayRow:
    return AwayRow(
        child.file_id, child.name, child.number, str(choices.say("absence_kind", absence.kind)),
        str(said.moment(work, absence.left_at)), _due(work, absence), absence.with_whom or "",
        _LATE if rules.late(absence.due_back, work.now()) else None,
    )  # fmt: skip


def _sum_up(rows: list[AwayRow]) -> Words:
    late = sum(row.state is not None for row in rows)
    values = {"count": len(rows), "late": late}
    if not late:
        return Words(N_("{count} child away"), values, plural=N_("{count} children away"), count=len(rows))
    return Words(
        N_("{count} child away, late: {late}"), values, plural=N_("{count} children away, late: {late}"),
        count=len(rows),
    )  # fmt: skip


def _due(work: Work, absence: Absence) -> str:
    return "" if absence.due_back is None else str(said.moment(work, absence.due_back))


@query(N_("Bed and absences"), needs="read")
def tab(work: Work, *, record_id: str) -> Tab:
    """On the child's page: in which beds it slept, and when it was away."""
    file_id = work.stays(record_id)
    without = away.of_its_mother(work, file_id)
    cared = () if without is None else (_cared(work, without),)
    return Tab("interim_care", N_("Bed and absences"), (*cared, _absences(work, file_id), _beds(work, file_id)))


def _cared(work: Work, mothers: Absence) -> Facts:
    """On the page of a baby that is in the house without its mother: who cares for it, or that nobody said so."""
    says = Verb(N_("Say who cares for the baby"), "children", page="interim_care.change_absence",
                action="interim_care.change_absence", extra={"record_id": mothers.id})  # fmt: skip
    words = said.cell(work, mothers, "baby_with")
    cared = FactLine(fields_of(Absence)["baby_with"].label, words or Words(N_("nobody said it")),
                     state="given" if words else "not_asked")  # fmt: skip
    return Facts(N_("Its mother is away"), (cared, FactLine(N_("The mother"), away.said(work, mothers))), says)


_WHERE_TOLD: Final = ("baby_with", "though_seen")


def _absences(work: Work, file_id: str) -> Entries:
    rows = list(reversed(away.absences_of(work, file_id)))
    told = [name for name in _WHERE_TOLD if any(getattr(each, name) is not None for each in rows)]
    leaves = Verb(N_("Away for a while"), "plus", page="interim_care.leave", action="interim_care.go_away",
                  extra={"file_id": file_id})  # fmt: skip
    headings = (N_("Why away"), N_("Left"), N_("Expected back"), N_("Back"), N_("With whom"), N_("What for"),
                *(fields_of(Absence)[name].label for name in told))  # fmt: skip
    there = any(each.back_at is None and each.gone_on is None for each in rows)
    entries = tuple(_absence(work, each, file_id, told) for each in rows)
    return Entries(N_("Absences"), headings, entries, None if there else leaves, N_("The child was never away."))


def _absence(work: Work, absence: Absence, file_id: str, told: Sequence[str]) -> Entry:
    back: str | Words = "" if absence.back_at is None else said.moment(work, absence.back_at)
    if absence.gone_on is not None:
        back = Words(N_("left the house on {day}"), {"day": dates.say_day(absence.gone_on)})
    cells = (
        choices.say("absence_kind", absence.kind), said.moment(work, absence.left_at), _due(work, absence), back,
        *said.cells(work, absence, "with_whom", "why", *told),
    )  # fmt: skip
    wrong = Verb(N_("Take back"), "undo", page="interim_care.take_back", action="interim_care.take_back",
                 extra={"record_id": absence.id})  # fmt: skip
    if back:
        return Entry(cells, None, (wrong,), past=True)
    late = rules.late(absence.due_back, work.now())
    mark = _LATE if late else Mark(Words(N_("away")), "exchange", "accent")
    returns = Verb(N_("Back in the house"), "check", page="interim_care.return", action="interim_care.come_back",
                   extra={"file_id": file_id})  # fmt: skip
    other = Verb(N_("Expected back at another hour"), "clock", page="interim_care.change_absence",
                 action="interim_care.change_absence", extra={"record_id": absence.id})  # fmt: skip
    return Entry(cells, mark, (returns, other, wrong))


def _beds(work: Work, file_id: str) -> Entries:
    stays = [stay for each in work.same(file_id) for stay in work.standing(Stay, each)]
    beds = {bed.id: bed.code for bed in work.all(night.EVERY_BED)}
    entries = tuple(
        Entry(
            (beds[stay.bed_id], span(work, stay), *said.cells(work, stay, "why", "end_why")),
            Mark(Words(N_("reserved")), "calendar", "accent") if stay.reserved else None,
            past=stay.to_day is not None,
        )
        for stay in sorted(stays, key=lambda stay: stay.from_day, reverse=True)
    )
    headings = (N_("Bed"), N_("Nights"), N_("Why this bed"), N_("Why it ended"))
    return Entries(N_("Beds"), headings, entries, None, N_("The child had no bed here."))


@query(N_("What the form begins with"), needs="away")
def leave_values(work: Work, *, file_id: str) -> dict[str, object]:
    """A child who goes away leaves now, until somebody says another hour; of a mother her baby is asked about."""
    if away.open_of(work, file_id):
        return {}
    asked = dict.fromkeys(forms.HER_BABY) if away.babies_at_home(work, file_id) else {}
    return {"left_at": work.now(), **asked}


@query(N_("What the form begins with"), needs="away")
def return_values(work: Work, *, file_id: str) -> dict[str, object]:
    """A child who is back came now, or when it was seen, until somebody says another hour; with the baby that went.

    Of a baby that left later somebody says whether it came with her.
    """
    own = away.open_of(work, file_id)
    if not own:
        return {}
    along = any(other.back_at is None and other.id != each.id for each in own for other in away.with_babies(work, each))
    asked = along or any(away.followed(work, each) for each in own)
    saw = next((found for each in own if (found := last_seen.back_by(work, file_id, each.left_at)) is not None), None)
    return {"back_at": work.now() if saw is None else saw.at, **({"baby_back": along} if asked else {})}


@query(N_("What the form begins with"), needs="away")
def absence_values(work: Work, *, record_id: str) -> dict[str, object]:
    """What was said of the return, before it is changed; of a mother, who cares for the baby she left here."""
    absence = work.get(Absence, record_id)
    asked = ("baby_with",) if away.babies_at_home(work, absence.file_id) else ()
    return said.held(work, absence, ("due_back", "with_whom", *asked))
