"""The child's page, composed: header, what is next, what is known and by whom, consent, the story."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

import sqlalchemy

from transit_desk import choices
from transit_desk.domain import ages, claims, consents, dates
from transit_desk.domain.fields import Choice, Field, Many, Said
from transit_desk.domain.levels import Answer, Level, Topic
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Span, newest_first, part_of
from transit_desk.export import redaction
from transit_desk.export.redaction import Audience, Readership
from transit_desk.module import (
    FactLine,
    Facts,
    Header,
    Mark,
    Place,
    Step,
    Steps,
    Story,
    Target,
    Verb,
)
from transit_desk.services.case_file.records import (
    SEALED,
    SEALED_KINDS,
    CaseFile,
    Claim,
    Consent,
    Due,
    Episode,
    Joining,
    Person,
    Sealed,
    Withholding,
    as_claims,
    reads_words,
    sealed_of,
    words_of,
)
from transit_desk.storage import kept
from transit_desk.storage.attachments import Attachment
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import HIDDEN, Work


class Born(Protocol):
    """A person, or the columns of one that tell the sex and the age."""

    sex: Any

    birth_from: Any
    birth_to: Any
    birth_estimated: Any


def born_of(person: Born) -> dates.PartialDate | None:
    """When a person was born, as far as it is known."""
    if person.birth_from is None or person.birth_to is None:
        return None
    return dates.PartialDate(person.birth_from, person.birth_to, dates.Precision.BETWEEN)


def age_words(person: Born, today: datetime.date, *, short: bool = False) -> Words:
    """How old a person is, in words."""
    born = born_of(person)
    span = ages.age_span(born, today) if born is not None else None
    return ages.in_words(span, estimated=person.birth_estimated, short=short)


def sex_and_age(work: Work, person: Born, today: datetime.date, *, short: bool = False) -> tuple[Words, ...]:
    """The sex and the age for these eyes, in words."""
    told: list[Words] = []
    if work.reads(Person, "sex"):
        told.append(choices.say("sex_short" if short else "sex", person.sex))
    if work.reads(Person, "birth_from"):
        told.append(age_words(person, today, short=short))
    return tuple(told)


def name_of(work: Work, person: Person, file: CaseFile) -> str:
    """The name in use for these eyes, else the number."""
    shown = work.see(person, "name_in_use")
    return str(shown) if shown else file.number


def places_of(places: Sequence[Place]) -> dict[str, Place]:
    """Where each child is; who is elsewhere tonight may keep a bed here all the same."""
    return {place.file_id: place for place in sorted(places, key=lambda place: place.kind != "bed")}


_ADMITTED = sqlalchemy.select(Episode.file_id, Episode.began_on).where(
    Episode.file_id.in_(kept.FILES), Episode.ended_on.is_(None), Episode.withdrawn_at.is_(None)
)


def admissions_of(work: Work, files: Sequence[str]) -> dict[str, datetime.date]:
    if not work.reads(Episode, "began_on"):
        return {}
    named = every_file(work, files)
    return {named[row.file_id]: row.began_on for row in work.rows(_ADMITTED, files=list(named))}


def every_file(work: Work, files: Sequence[str]) -> dict[str, str]:
    """These files with those joined to them, each by the one that was asked for."""
    return {other: each for each in files for other in work.same(each)}


_FIRST_THINGS = ("name_in_use", "age", "place")
_TOLD = sqlalchemy.select(Claim.person_id, Claim.what).where(
    Claim.person_id.in_(sqlalchemy.bindparam("persons", expanding=True)),
    Claim.what.in_(_FIRST_THINGS),
    Claim.withdrawn_at.is_(None),
)
_CONSENTED = sqlalchemy.select(Consent.file_id).where(Consent.file_id.in_(kept.FILES)).distinct()


def missing_of(work: Work, files: Sequence[Any]) -> dict[str, int]:
    """How many of the first five things were never asked, for each file or the columns of one.

    Counted are those that these eyes may read: that a consent was never asked is a fact of the law.
    """
    persons = every_file(work, [file.person_id for file in files])
    told = {(persons[row.person_id], row.what) for row in work.rows(_TOLD, persons=list(persons))}
    named = every_file(work, [file.id for file in files])
    consented = {named[file_id] for file_id in work.all(_CONSENTED, files=list(named))}
    by_person: dict[str, set[str]] = {}
    for person_id, what in told:
        by_person.setdefault(person_id, set()).add(what)
    asked = _asked_of(work)
    return {
        file.id: _missing(file, asked, by_person.get(file.person_id, set()), consented=file.id in consented)
        for file in files
    }


def _asked_of(work: Work) -> frozenset[str]:
    """Which of the first five things these eyes may read."""
    asked = {what for what in _FIRST_THINGS if reads_words(work, what)}
    held = {
        "name_in_use": work.reads(Person, "name_in_use"),
        "age": work.reads(Person, "birth_from"),
        "languages": work.reads(CaseFile, "languages"),
        "consent": work.reads(Consent, "decision"),
    }
    return frozenset(asked | {name for name, reads in held.items() if reads})


def _missing(file: Any, asked: frozenset[str], told: set[str], *, consented: bool) -> int:
    never = {what for what in _FIRST_THINGS if what not in told}
    if file.languages_answer == Answer.NOT_ASKED.value:
        never.add("languages")
    if not consented:
        never.add("consent")
    return len(never & asked)


def header_of(work: Work, file: CaseFile, person: Person, told: Sequence[Claim], answers: Sequence[Consent]) -> Header:
    today = work.today()
    places = places_of(work.gather("whereabouts", file_ids=[file.id]))
    began = admissions_of(work, [file.id]).get(file.id)
    facts: list[str | Words] = list(sex_and_age(work, person, today))
    place = places.get(file.id)
    if place is not None or work.reads(CaseFile, "care_track"):
        facts.append(place.where if place else choices.say("care_track", file.care_track))
    spoken = work.see(file, "languages")
    if spoken is not HIDDEN and spoken.value:
        facts.append(enumerated("languages", spoken.value))
    worker = work.staff.get(file.worker_id or "")
    if worker is not None and work.reads(CaseFile, "worker_id"):
        facts.append(Words(N_("Caseworker: {name}"), {"name": worker}))
    gathered = [mark for mark in work.gather("alerts", file_id=file.id) if isinstance(mark, Mark)]
    marks = [mark for mark in gathered if mark.about not in FOR_BRIEF]
    known = {row.what for row in told if row.withdrawn_at is None}
    missing = _missing(file, _asked_of(work), known, consented=bool(answers))
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


def enumerated(list_name: str, keys: Sequence[str]) -> Words:
    """Several keys as one enumeration, spoken when shown."""
    return Enumeration("", {}, None, 0, tuple(choices.say(list_name, key) for key in keys))


@dataclasses.dataclass(frozen=True)
class Enumeration(Words):
    """Words one after another, with commas."""

    parts: tuple[Words, ...] = ()

    def __str__(self) -> str:
        return ", ".join(str(part) for part in self.parts)


_WAITING = (
    sqlalchemy.select(Due)
    .where(Due.file_id.in_(kept.FILES), Due.withdrawn_at.is_(None), Due.done_on.is_(None))
    .order_by(Due.to_day)
)
_DONE = (
    sqlalchemy.select(Due)
    .where(Due.file_id.in_(kept.FILES), Due.withdrawn_at.is_(None), Due.done_on.is_not(None))
    .order_by(Due.done_on.desc(), Due.made_at.desc(), Due.id.desc())
    .limit(20)
)


def waiting_of(work: Work, file: CaseFile) -> Sequence[Due]:
    """What is due and not done, the first day first; nothing for eyes that do not read what is due."""
    return work.all(_WAITING, files=work.same(file.id)) if work.reads(Due, "what") else ()


_NOT_TOLD = N_("What is due is not shown to your role.")


def next_steps(work: Work, waiting: Sequence[Due]) -> Steps:
    empty = N_("Nothing is due.") if work.reads(Due, "what") else _NOT_TOLD
    return Steps(N_("Next steps"), tuple(_step(work, row) for row in waiting[:4]), empty=empty)


def _step(work: Work, row: Due) -> Step:
    may_finish = "case_file.write" in work.actor.rights
    return Step(
        choices.say("due_what", row.what),
        row.who or "",
        str(dates.say_day(row.done_on or row.to_day)),
        late=row.done_on is None and row.to_day < work.today(),
        target=Target("case_file.done", row.id) if row.done_on is None and may_finish else None,
        done=row.done_on is not None,
    )


def all_dues(work: Work, file: CaseFile, waiting: Sequence[Due]) -> Steps:
    """What waits, and the last that was done; what was done before stands in the timeline."""
    if not work.reads(Due, "what"):
        return Steps(N_("What was promised"), (), empty=_NOT_TOLD)
    rows = sorted([*waiting, *work.all(_DONE, files=work.same(file.id))], key=lambda row: row.to_day)
    return Steps(
        N_("What was promised"), tuple(_step(work, row) for row in rows), empty=N_("Nothing was promised yet.")
    )


def said_of(work: Work, rows: list[Claim], what: str) -> Said | None:
    """The statement of one kind that is in use, as far as these eyes read it."""
    standing = ranked(rows, what)
    seen = words_of(work, standing[0][0]) if standing else None
    return seen if isinstance(seen, Said) else None


_SHORT = ("name_in_use", "name", "age", "place", "mother", "father")


def line_of(work: Work, what: str, row: Claim, *, chosen: bool, label: bool = True) -> FactLine:
    said = words_of(work, row)
    state, value = "hidden", ""
    if row.what == SEALED:
        sealed = sealed_of(work, row)
        if sealed is not None:
            state, value = sealed.words.answer.value, str(sealed.words.value or "")
    elif said is not HIDDEN:
        state, value = said.answer.value, str(said.value or "")
    return FactLine(
        choices.say("claim_kind", what) if label else "",
        value,
        choices.say("claim_source", row.said_by),
        choices.say("claim_way", row.known_by),
        str(dates.say_day(row.said_on)),
        state,
        chosen,
    )


def answer_of(line: FactLine) -> Said:
    """Why there is no value on a line, as an answer."""
    return Said(None, Answer(line.state))


def ranked(rows: list[Claim], what: str) -> list[tuple[Claim, bool]]:
    """The statements of one kind that stand, the one in use first; then the answers that gave nothing."""
    by_id = {row.id: row for row in rows}
    given = [(by_id[each.key], place == 0) for place, each in enumerate(claims.ranked(as_claims(rows, what)))]
    silent = [
        (row, not given)
        for row in rows
        if row.what == what and row.withdrawn_at is None and row.words_answer != Answer.GIVEN.value
    ]
    return given + silent[:1]


def _ranked_sealed(rows: list[Claim], opened: Mapping[str, Sealed], what: str) -> list[tuple[Claim, bool]]:
    """The same of what is sealed, as far as these eyes open it: for others there is none, since that tells as much."""
    of_kind = [row for row in rows if row.id in opened and opened[row.id].what == what]
    given = [row for row in of_kind if opened[row.id].words.answer is Answer.GIVEN]
    silent = [(row, not given) for row in of_kind if row not in given and row.withdrawn_at is None]
    return ranked(given, SEALED) + silent[:1]


def known_facts(work: Work, file: CaseFile, rows: list[Claim]) -> Facts:
    lines: list[FactLine] = []
    for what in _SHORT:
        standing = ranked(rows, what)
        for place, (row, chosen) in enumerate(standing[:2]):
            line = line_of(work, what, row, chosen=chosen, label=place == 0)
            lines.append(dataclasses.replace(line, others=len(standing) - 1 if place == 0 else 0))
    verb = Verb(N_("Add what was said"), "plus", page="case_file.claim", action="case_file.say",
                extra={"file_id": file.id})  # fmt: skip
    return Facts(N_("What is known, and who said it"), tuple(lines), verb, N_("Nothing was said yet."))


def all_claims(work: Work, file: CaseFile, rows: list[Claim]) -> Facts:
    sealed = {row.id: opened for row in rows if row.what == SEALED and (opened := sealed_of(work, row)) is not None}
    lines = [
        line_of(work, what, row, chosen=chosen, label=place == 0)
        for what in (choice.key for choice in choices.load("claim_kind"))
        for place, (row, chosen) in enumerate(
            _ranked_sealed(rows, sealed, what) if what in SEALED_KINDS else ranked(rows, what)
        )
    ]
    verb = Verb(N_("Add what was said"), "plus", page="case_file.claim", action="case_file.say",
                extra={"file_id": file.id})  # fmt: skip
    return Facts(N_("Everything that was said"), tuple(lines), verb, N_("Nothing was said yet."))


def profile_facts(work: Work, file: CaseFile) -> Facts:
    described = fields_of(CaseFile)
    lines = []
    for name in ("languages", "needs_now", "arrival_type", "exit_type", "category", "certification"):
        field = described[name]
        seen = work.see(file, name)
        if seen is HIDDEN:
            continue
        said = seen if isinstance(seen, Said) else Said(seen)
        lines.append(FactLine(Words(field.label), say_value(field, said.value), state=said.answer.value))
    verb = Verb(N_("Change"), "pencil", page="case_file.profile", action="case_file.change_file", key="Ctrl+E",
                extra={"file_id": file.id})  # fmt: skip
    return Facts(N_("The file"), tuple(lines), verb)


def say_value(field: Field, value: object) -> str | Words:
    if value is None:
        return ""
    if isinstance(field.kind, Many) and isinstance(value, list):
        return enumerated(field.kind.list_name, value)
    if isinstance(field.kind, Choice):
        return choices.say(field.kind.list_name, str(value))
    return field.kind.say(value)


_ANSWERS = (
    sqlalchemy.select(Consent)
    .where(Consent.file_id.in_(kept.FILES))
    .order_by(Consent.on_day, Consent.made_at, Consent.id)
)


def answers_of(work: Work, file_id: str) -> Sequence[Consent]:
    """Every answer about consent of a child, under whatever number, those taken back too."""
    return work.all(_ANSWERS, files=work.same(file_id))


def standing(answers: Iterable[Consent], purpose: str) -> list[Consent]:
    """The answers about one purpose that nobody took back, the oldest first."""
    return [row for row in answers if row.purpose == purpose and row.withdrawn_at is None]


def newest_of(work: Work, answers: Sequence[Consent], *, own: bool = False) -> dict[str, Consent]:
    """The newest answer to each purpose that is for nobody by name, run out or not.

    The child's `own` is without what others decided for one package.
    Of two files that were joined the strictest counts, until the child is asked again.
    """
    general = [row for row in answers if row.withdrawn_at is None and not row.for_whom]
    counted = [row for row in general if not (own and row.decision == "best_interest")]
    newest = {(row.purpose, row.file_id): row for row in counted}
    joined_at = joined_on(work, {row.file_id for row in counted})
    by_purpose: dict[str, list[Consent]] = {}
    for row in newest.values():
        by_purpose.setdefault(row.purpose, []).append(row)
    return {purpose: consents.strictest(rows, joined_at, work.today()) for purpose, rows in by_purpose.items()}


_JOINED_AT = sqlalchemy.select(Joining.made_at).where(Joining.file_id.in_(kept.FILES), Joining.withdrawn_at.is_(None))


def joined_on(work: Work, files: Collection[str]) -> int:
    """When the last of several files was joined to the others; what is answered after that was asked of all."""
    return max(work.all(_JOINED_AT, files=sorted(files)), default=0) if len(files) > 1 else 0


def consents_of(work: Work, file_id: str, *, own: bool = False) -> dict[str, Consent]:
    """The newest answer to each purpose of a file, or the child's own."""
    return newest_of(work, answers_of(work, file_id), own=own)


def holds(row: Consent, today: datetime.date) -> bool:
    """Whether an answer is a yes that has not run out."""
    return row.decision == consents.YES and (row.expires_on is None or row.expires_on >= today)


def age_rules(work: Work, on: datetime.date) -> consents.AgeRules:
    """The ages at which a child is heard and answers, as they held on a day."""
    names = ("heard_from", "in_writing_from", "own_consent_from")
    heard, written, own = (int(work.setting(f"case_file.{name}", on)) for name in names)
    return consents.AgeRules(heard, written, own)


ASKS_FOR = {
    redaction.Consent.TRANSFER: "transfer",
    redaction.Consent.ASSOCIATION: "association",
    redaction.Consent.SEALED: "referral",
    redaction.Consent.PHOTO: "photo",
    redaction.Consent.ATTESTATION: "certification",
}


def photo_agreed(work: Work, file_id: str) -> bool:
    """Whether the child's yes to photographs holds today."""
    shown = readership_of(work, file_id, Audience.CENTRE).shown(Topic.IDENTITY, Level.C2, redaction.Element.PHOTO)
    return shown.form is redaction.Form.FULL


def readership_of(work: Work, file_id: str, audience: Audience) -> Readership:
    """One audience before this file today: the answers that still hold, and what the child keeps from it.

    What was agreed to for one agency by name, or decided by two persons in the child's best interest, is about that
    agency alone: it opens nothing here but while the handover puts its package together.
    """
    today = work.today()
    given = {purpose for purpose, row in consents_of(work, file_id, own=True).items() if holds(row, today)}
    if work.decided & set(work.same(file_id)) and audience is Audience.RECEIVING_AGENCY:
        given.add("transfer")
    if "transfer" not in given:
        given.discard("association")  # it goes with the file or not at all
    withheld = [row for each in work.same(file_id) for row in work.standing(Withholding, each)]
    whom = redaction.KEPT_FROM[audience]
    return Readership(
        audience,
        frozenset(consent for consent, purpose in ASKS_FOR.items() if purpose in given),
        frozenset(topic for row in withheld if row.from_whom in whom for topic in row.topics),
    )


def story_of(work: Work, file_id: str, span: Span) -> Story:
    """The part of a child's story that a span asks for; every part of the house that told a line is named."""
    events = newest_first(work.gather("timeline", file_id=file_id, span=span))
    kinds = tuple((module, module) for module in dict.fromkeys(event.module for event in events if event.module))
    shown, after = part_of(events, span)
    return Story(
        N_("Lately"), shown, kinds, empty=N_("Nothing happened yet."), query="case_file.story", record_id=file_id,
        after=after,
    )  # fmt: skip
