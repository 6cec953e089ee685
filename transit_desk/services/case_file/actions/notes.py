"""What is written down beside the claims: notes, and what a child confided."""

from __future__ import annotations

import datetime

from transit_desk.action import Undone, action
from transit_desk.domain import errors, fields, sense
from transit_desk.domain.fields import Said
from transit_desk.domain.text import N_
from transit_desk.services.case_file import pages, rules
from transit_desk.services.case_file.records import CaseFile, Disclosure, Note
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import Work


def _undo_note(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(Note, undone.result), "undone")


@action(N_("Add a note"), needs="note", undo=_undo_note)
def write_note(
    work: Work,
    *,
    file_id: str,
    care_words: str | None = None,
    closed_words: str | None = None,
    on_day: datetime.date | None = None,
) -> str:
    """Add a note for daily care, or a sealed one, or both."""
    file = work.get(CaseFile, file_id)
    day = on_day or work.today()
    sense.day_has_come(day, work.today(), "on_day")
    described = fields_of(Note)
    care = described["care_words"].check(care_words)
    closed = described["closed_words"].check(closed_words)
    if care is None and closed is None:
        raise errors.RuleBroken(N_("Write the note first."), "care_words")
    return work.add(Note(file_id=file.id, on_day=day, care_words=care, closed_words=closed)).id


def _undo_nurse(work: Work, undone: Undone) -> None:
    work.get(CaseFile, work.stays(str(undone.values["file_id"]))).specialist = undone.result


@action(N_("Send to the nurse today"), needs="note", undo=_undo_nurse)
def send_to_nurse(work: Work, *, file_id: str, today: bool) -> bool:
    """Mark for everybody around the child that the nurse is to see it, whatever the reason. Returns what stood there.

    No reason is kept: so the mark that follows what was confided looks like that of a fever.
    """
    rules.nurse_wanted(today=today)
    file = work.get(CaseFile, work.stays(file_id))
    before, file.specialist = file.specialist, True
    return before


@action(N_("Write down what a child confided"), needs="disclose")
def disclose(
    work: Work, *, file_id: str, told: str, when_it_was: Said | None = None, nurse_told: Said | None = None
) -> str:
    """Seal what a child confided to those who follow such things; its writer does not read it again.

    That there is such a thing shows itself to them alone. Only with the child's yes do the others see the nurse's mark.
    """
    checked = fields.check_all(
        pages.DISCLOSURE.fields, {"told": told, "when_it_was": when_it_was, "nurse_told": nurse_told}
    )
    agreed = checked.pop("nurse_told")
    file = work.get(CaseFile, file_id)
    if isinstance(agreed, Said) and agreed.value:
        file.specialist = True
    return work.add(Disclosure(file_id=file.id, **checked)).id
