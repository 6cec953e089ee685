"""What can be done: write down a talk, a number, a place, particulars; a birth as it was told; take back."""

from __future__ import annotations

import datetime
from typing import Any

from transit_desk import choices, forms
from transit_desk.action import Undone, action
from transit_desk.domain import ages, births, fields, sense
from transit_desk.domain.text import N_, Words
from transit_desk.services.identity import pages, rules
from transit_desk.services.identity.records import (
    KINDS,
    AgencyNumber,
    Interview,
    Particulars,
    PlaceClaim,
    PlaceToAvoid,
)
from transit_desk.storage import corrections
from transit_desk.storage.corrections import Told
from transit_desk.storage.people import Worker
from transit_desk.storage.records import asked_of, fields_of, records
from transit_desk.storage.work import Work


def _sex(work: Work, file_id: str) -> str:
    file: Any = work.get(records()["case_file"], file_id)
    person: Any = work.get(records()["person"], file.person_id)
    return str(person.sex)


def _checked(work: Work, kind: type[Told], file_id: str, values: dict[str, object]) -> dict[str, Any]:
    """What a form of this kind asks, held to all that must be true of it."""
    sex, described = _sex(work, file_id), asked_of(kind)
    checked = fields.check_asked(described, values)
    for day in {"on_day", "said_on"} & set(checked):
        sense.day_has_come(checked[day], work.today(), day)
    if kind is Interview:
        rules.somebody_led(checked["women"], checked["men"])
        rules.leader_counted(work.get(Worker, str(checked["led_by"])).sex, checked["men"])
        letters = int(work.setting("identity.reason_letters"))
        rules.woman_or_reason(sex, checked["women"], checked["reason"], letters)
    elif kind is AgencyNumber:
        rules.agency_named(checked["agency"], checked["agency_words"])
    elif kind is PlaceClaim:
        rules.somewhere(checked["place"], checked["words"])
        checked = fields.check_all(described, {**checked, **_meant(work, checked)})
    elif kind is Particulars:
        rules.ethnicity_wanted(checked["ethnicity"], asked=bool(int(work.setting("identity.ask_ethnicity"))))
    return checked


def _meant(work: Work, told: dict[str, Any]) -> dict[str, object]:
    """The place of the list that is meant; a name the list does not know stays as it was told."""
    if not told["place"]:
        return {}
    code = work.ask("places.meant", words=told["place"])
    return {"place": code, "words": told["words"] if code else rules.as_told(told["words"], str(told["place"]))}


def _add(work: Work, kind: type[Told], file_id: str, values: dict[str, object]) -> str:
    record = kind(file_id=file_id)
    work.put(record, _checked(work, kind, file_id, values))
    return work.add(record).id


def _undo(work: Work, undone: Undone) -> None:
    corrections.take_back(work, corrections.find(work, KINDS, undone.result), "undone")


@action(N_("Write down a talk with a child"), needs="write", undo=_undo)
def add_interview(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Who was there and in which language; a girl among men only needs a reason, which the supervisor sees."""
    return _add(work, Interview, file_id, values)


@action(N_("An interview without a woman was looked at"), needs="oversee")
def see_interview(work: Work, *, record_id: str, seen_on: datetime.date) -> None:
    """The supervisor has read the reason; it leaves *Today* and stays in the figures."""
    interview = work.get(Interview, record_id)
    sense.day_has_come(seen_on, work.today(), "seen_on")
    work.put(interview, {"seen_on": fields_of(Interview)["seen_on"].check(seen_on)})


@action(N_("Write down a number of another agency"), needs="write", undo=_undo)
def add_number(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """How another agency finds this child."""
    return _add(work, AgencyNumber, file_id, values)


@action(N_("Write down a place"), needs="write", undo=_undo)
def add_place(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """A place of the list as far as it goes, then the words in which it was told."""
    return _add(work, PlaceClaim, file_id, values)


@action(N_("Write down where a child does not want to go"), needs="write", undo=_undo)
def add_avoided(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Sealed for the child's own workers."""
    return _add(work, PlaceToAvoid, file_id, values)


@action(N_("Write down particulars"), needs="write", undo=_undo)
def add_particulars(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Nationality, signs, code for transport, risk; the newest counts and the earlier ones stay."""
    return _add(work, Particulars, file_id, values)


@action(N_("Correct what was written"), needs="write", undo=_undo)
def correct(work: Work, *, record_id: str, values: dict[str, object]) -> str:
    """A new statement in place of one that was not right; what stood there stays, with the reason."""
    old, whole, because = forms.corrected(work, KINDS, record_id, values)
    checked = _checked(work, type(old), old.file_id, whole)
    return corrections.correct(work, old, checked, because).id


@action(N_("Write down when a child was born"), needs="write")
def date_birth(  # in words, or by an event
    work: Work,
    *,
    file_id: str,
    said_by: str,
    said_on: datetime.date,
    words: str | None = None,
    event: str | None = None,
    side: str | None = None,
    age_then: int | None = None,
) -> str:
    """A birth as it was told, with the event it was told by and what that allows; one more word beside the others."""
    asked = fields.check_all(
        pages.DATE_BIRTH.fields,
        {"words": words, "event": event, "side": side, "age_then": age_then, "said_by": said_by, "said_on": said_on},
    )
    rules.birth_told(asked["words"], asked["event"])
    rules.side_told(asked["event"], asked["side"])
    sense.day_has_come(asked["said_on"], work.today(), "said_on")
    told = _by_event(asked) if asked["event"] else None
    return str(
        work.do(
            "case_file.say", file_id=file_id, what="birth", words=asked["words"] or _in_words(asked), born=told,
            said_by=asked["said_by"], said_on=asked["said_on"], known_by="worked_out" if told else "told",
        )
    )  # fmt: skip


def _by_event(asked: dict[str, Any]) -> births.Told:
    about = choices.load("event_calendar")[asked["event"]].about
    begin, end = (datetime.date.fromisoformat(str(about[name])) for name in ("from", "to"))
    return births.by_event(asked["event"], begin, end, asked["side"], asked["age_then"], asked["said_on"])


def _in_words(asked: dict[str, Any]) -> str:
    """What was chosen, where nobody wrote it in the words in which it was said."""
    event = choices.say("event_calendar", asked["event"])
    if asked["side"] == births.AGE_THEN:
        age = ages.years(str(asked["age_then"]), asked["age_then"])
        return str(Words(N_("{age}: {event}"), {"age": age, "event": event}))
    return str(Words(N_("{side}: {event}"), {"side": choices.say("event_side", asked["side"]), "event": event}))


@action(N_("Take this back"), needs="write")
def take_back(work: Work, *, record_id: str, why: str) -> None:
    """Take out of use what was written by mistake; it stays in the trail, with the reason."""
    sense.reason_given(why)
    record = corrections.find(work, KINDS, record_id)
    corrections.must_stand(record)
    corrections.take_back(work, record, why)
