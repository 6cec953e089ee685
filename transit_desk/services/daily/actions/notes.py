"""What one shift leaves to the next, and how a child is on a day."""

from __future__ import annotations

import datetime

import sqlalchemy

from transit_desk import said
from transit_desk.action import Undone, action
from transit_desk.domain import errors
from transit_desk.domain.text import N_
from transit_desk.services.daily.actions.checked import UNDONE, checked, day_that_came
from transit_desk.services.daily.records import Agreement, CareNote, Initial, ShiftNote, book, duty
from transit_desk.services.daily.rules import care as rules
from transit_desk.storage import corrections
from transit_desk.storage.work import Work


@action(N_("Write the note of a shift"), needs="write")
def write_note(work: Work, *, on_day: datetime.date, part: str, words: str, block: str | None = None) -> str:
    """At the end of a shift, for the next. It is final: a correction is written after it. Returns its identifier."""
    given = checked(work, ShiftNote, {"on_day": on_day, "part": part, "words": words, "block": block})
    day_that_came(work, given)
    return work.add(ShiftNote(**given)).id


@action(N_("Correct the note of a shift"), needs="write")
def correct_note(work: Work, *, note_id: str, words: str) -> str:
    """What the note should have said, beside it; the next shift initials the correction too. Returns its identifier."""
    given = checked(work, ShiftNote, {"words": words})
    note = work.get(ShiftNote, note_id)
    rules.corrects_a_note(note.corrects_id)
    return work.add(ShiftNote(on_day=note.on_day, part=note.part, block=note.block, corrects_id=note.id, **given)).id


@action(N_("Initial the note of a shift"), needs="write")
def initial_note(work: Work, *, note_id: str) -> str:
    """Somebody else than the writer read it. Returns the initial's identifier."""
    note = work.get(ShiftNote, note_id)
    rules.initialled_by_another(note.made_by, work.actor.worker_id)
    rules.initialled_by_the_next(same_shift=duty.is_on(work, note.on_day, note.part, work.actor.worker_id))
    there = work.first(sqlalchemy.select(Initial.id).where(Initial.note_id == note.id, Initial.withdrawn_at.is_(None)))
    rules.initialled_once(already=there is not None)
    return work.add(Initial(note_id=note.id, by_id=work.actor.worker_id)).id


def _undo_care(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(CareNote, undone.result), UNDONE)


@action(N_("Write how a child is"), needs="write", undo=_undo_care)
def write_care_note(  # one answer for each scale
    work: Work,
    *,
    file_id: str,
    on_day: datetime.date,
    mood: str | None = None,
    sleep: str | None = None,
    appetite: str | None = None,
    joins_in: str | None = None,
    words: str | None = None,
    asks: bool = False,
) -> str:
    """Keep how a child is on a day; where it asks for the social worker, that is told. Returns its identifier."""
    given = checked(work, CareNote,
        {"file_id": file_id, "on_day": on_day, "mood": mood, "sleep": sleep, "appetite": appetite,
         "joins_in": joins_in, "words": words, "asks": asks},
    )  # fmt: skip
    day_that_came(work, given)
    said.must_read(work, CareNote)
    rules.says_something(given)
    given["file_id"] = work.stays(given["file_id"])
    return work.add(CareNote(**given)).id


def _undo_hear(work: Work, undone: Undone) -> None:
    row = work.get(CareNote, undone.values["record_id"])
    row.heard_on = row.heard_by_id = None


@action(N_("The child was heard"), needs="hear", undo=_undo_hear)
def hear_child(work: Work, *, record_id: str) -> None:
    """Whoever was asked for listened to the child; what was said has its own place."""
    row = work.get(CareNote, record_id)
    corrections.must_stand(row)
    if not row.asks or row.heard_on is not None:
        raise errors.RuleBroken(N_("This child was heard already, or did not ask."))
    work.put(row, {"heard_on": work.today(), "heard_by_id": work.actor.worker_id})


def _undo_agree(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(Agreement, undone.result), UNDONE)


@action(N_("Write down what was agreed"), needs="write", undo=_undo_agree)
def agree_after(
    work: Work,
    *,
    file_id: str,
    on_day: datetime.date,
    kind: str,
    words: str | None = None,
    incident: str | None = None,
) -> str:
    """What was agreed with a child after something went wrong, with its number in the book. Returns its identifier."""
    given = checked(
        work, Agreement, {"file_id": file_id, "on_day": on_day, "kind": kind, "words": words, "incident": incident}
    )
    day_that_came(work, given)
    if given["incident"] is not None:
        rules.entry_is_in_the_book(given["incident"], book.numbers(work, [given["incident"]]))
    given["file_id"] = work.stays(given["file_id"])
    return work.add(Agreement(**given)).id
