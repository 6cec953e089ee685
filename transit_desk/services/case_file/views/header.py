"""The header of the child's page: who, where, since when, and the marks in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy

from transit_desk import choices
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, Words
from transit_desk.module import Header, Mark, where_each_is
from transit_desk.services.case_file.records import CaseFile, Claim, Consent, Person
from transit_desk.services.case_file.views.known import answered
from transit_desk.services.case_file.views.missing import asked_of, never_asked
from transit_desk.services.case_file.views.readership import photo_agreed
from transit_desk.services.case_file.views.where import admissions_of
from transit_desk.services.case_file.views.who import name_of, sex_and_age
from transit_desk.storage import kept
from transit_desk.storage.attachments import Attachment
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import HIDDEN, Work


def header_of(work: Work, file: CaseFile, person: Person, told: Sequence[Claim], answers: Sequence[Consent]) -> Header:
    today = work.today()
    places = where_each_is(work.gather("whereabouts", file_ids=[file.id]))
    began = admissions_of(work, [file.id]).get(file.id)
    facts: list[str | Words] = list(sex_and_age(work, person, today))
    place = places.get(file.id)
    if place is not None or work.reads(CaseFile, "care_track"):
        facts.append(place.where if place else choices.say("care_track", file.care_track))
    spoken = answered(work, file, "languages")
    if spoken is not HIDDEN and spoken.value:
        facts.append(choices.say_all("languages", spoken.value))
    worker = work.staff.get(file.worker_id or "")
    if worker is not None and work.reads(CaseFile, "worker_id"):
        facts.append(Words(N_("Caseworker: {name}"), {"name": worker}))
    gathered = _gathered(work, file)
    marks = [mark for mark in gathered if mark.about not in FOR_BRIEF]
    known = {row.what for row in told if row.withdrawn_at is None}
    if spoken is not HIDDEN and spoken.answer is not Answer.NOT_ASKED:
        known.add("languages")
    missing = never_asked(file, asked_of(work), known, consented=bool(answers))
    if missing:
        marks.append(
            Mark(
                Words(
                    N_("{count} point to complete"), {"count": missing}, plural=N_("{count} points to complete"),
                    count=missing,
                ),
                "incomplete",
                "idle",
                "complete",
            )
        )  # fmt: skip
    day = (today - began).days if began else None
    return Header(
        name_of(work, person, file),
        file.number,
        tuple(facts),
        in_order(marks),
        day,
        (30, 60, 80, 90),
        _photo(work, file),
        tuple(mark for mark in gathered if mark.about in FOR_BRIEF),
    )


def name_and_signs(work: Work, file: CaseFile, person: Person) -> Header:
    """Who it is and what to mind, where the rest of the page is not wanted."""
    marks = [mark for mark in _gathered(work, file) if mark.about not in FOR_BRIEF]
    return Header(name_of(work, person, file), file.number, marks=in_order(marks))


def _gathered(work: Work, file: CaseFile) -> list[Mark]:
    return [mark for mark in work.gather("alerts", file_id=file.id) if isinstance(mark, Mark)]


WISH, AVOID = "wish", "avoid"
FOR_BRIEF = frozenset({WISH, AVOID})
_ABOUT = ("safety", "medical", "legal", "", "complete")
_TONES = {"stop": 0, "warn": 1}


def in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks as they are read: safety, then medical, then legal and consent, then the rest, then what is to complete.

    Within a kind what stops comes before what warns.
    """
    return tuple(sorted(marks, key=lambda mark: (_ABOUT.index(mark.about), _TONES.get(mark.tone, 2))))


def _photo(work: Work, file: CaseFile) -> str:
    """Whether there is a photograph for these eyes to unmask, under a yes that still holds."""
    if not work.actor.reads(fields_of(Attachment)["thumbnail"]) or not work.all(_PORTRAIT, files=work.same(file.id)):
        return "none"
    return "masked" if photo_agreed(work, file.id) else "none"


_PORTRAIT = (
    sqlalchemy.select(Attachment.id)
    .where(
        Attachment.file_id.in_(kept.FILES),
        Attachment.portrait.is_(True),
        Attachment.withdrawn_at.is_(None),
    )
    .limit(1)
)
