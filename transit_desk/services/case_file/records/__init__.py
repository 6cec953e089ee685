"""What is kept of a child: the person, what was said about her, the file, consent, what is due, notes."""

from __future__ import annotations

import dataclasses
import datetime
import unicodedata
from typing import Any

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import claims, dates, fields
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer, Level, Topic
from transit_desk.domain.text import N_
from transit_desk.matching import names, places
from transit_desk.storage.records import Itself, OfFile, OfPerson, Record, answer, field, fields_of
from transit_desk.storage.work import HIDDEN, Work

C1, C2, C3 = Level.C1, Level.C2, Level.C3
NAME, OTHER_NAME = "name", "other_name"
"""The kinds of search keys: of the name in use, which is C1, and of every other one, which is C2."""
NAMES = frozenset({"name_in_use", "name", "first_name", "post_name", "nickname", "baptism", "listed", "other_spelling"})
"""The kinds of statement by whose words a child is found."""
MOTHER, FATHER, ORIGIN = "mother", "father", "origin"
"""Kinds of search keys too: a child who is called otherwise now still has the same mother and comes from there."""
RECOGNISED_BY = NAMES | {MOTHER, FATHER, "place"}
"""The kinds of statement after which an earlier file may be found that was not found before."""
SEALED, WAR_NAME = "sealed", "war_name"
SEALED_KINDS = frozenset({WAR_NAME, SEALED})
"""The kinds of statement that are sealed, each with its kind: that there was one tells as much as its words."""
LAST = "\U0010ffff"
"""Where a file without a name in use stands in a list: after all the others."""


class Person(Itself, Record):
    """A child, the child of a girl, a relative. What is shown of her is chosen among claims and kept here."""

    __tablename__ = "person"

    sex: orm.Mapped[str] = field(fields.Choice("sex"), N_("Sex"), level=C1, topic=Topic.IDENTITY, required=True)
    name_in_use: orm.Mapped[str | None] = field(
        fields.Text(10_000), N_("Name in use"), level=C1, topic=Topic.IDENTITY, index=True
    )
    birth_from: orm.Mapped[datetime.date | None] = field(
        fields.Day(), N_("Born not before"), level=C1, topic=Topic.IDENTITY
    )
    birth_to: orm.Mapped[datetime.date | None] = field(
        fields.Day(), N_("Born not after"), level=C1, topic=Topic.IDENTITY
    )
    birth_estimated: orm.Mapped[bool] = field(
        fields.Flag(), N_("Age is an estimate"), level=C1, topic=Topic.IDENTITY, required=True, default=True
    )
    origin_in_use: orm.Mapped[str | None] = field(
        fields.Text(10_000), N_("Village in use"), level=C2, topic=Topic.FAMILY
    )
    merged_into_id: orm.Mapped[str | None] = field(
        fields.Reference("person"), N_("Same person as"), level=C1, topic=Topic.IDENTITY
    )


class Claim(OfPerson, Record):
    """What somebody said: never overwritten. A later word supersedes an earlier one, and both stay."""

    __tablename__ = "claim"

    person_id: orm.Mapped[str] = field(
        fields.Reference("person"), N_("About"), level=C1, topic=Topic.IDENTITY, required=True
    )
    what: orm.Mapped[str] = field(
        fields.Choice("claim_kind"), N_("What is said"), level=C1, topic=Topic.IDENTITY, required=True
    )  # of every sealed statement SEALED, whatever it is about
    words: orm.Mapped[str | None] = field(
        fields.Text(10_000), N_("As it was said"), level=C2, topic=Topic.IDENTITY, asked=True
    )
    words_answer: orm.Mapped[str] = answer()
    # With its kind: whoever has the database key alone learns neither what was said nor what it was about.
    sealed_words: orm.Mapped[object] = field(
        fields.Structured(), N_("As it was said, sealed"), level=C3, topic=Topic.ASSOCIATION, travels=False
    )
    parts: orm.Mapped[dict[str, object] | None] = field(
        fields.Structured(), N_("Read as"), level=C2, topic=Topic.IDENTITY
    )
    said_by: orm.Mapped[str] = field(
        fields.Choice("claim_source"), N_("Said by"), level=C1, topic=Topic.IDENTITY, required=True
    )
    said_on: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Said on"), level=C1, topic=Topic.IDENTITY, required=True
    )
    known_by: orm.Mapped[str] = field(
        fields.Choice("claim_way"), N_("Known by"), level=C1, topic=Topic.IDENTITY, required=True
    )
    preferred: orm.Mapped[bool] = field(
        fields.Flag(), N_("What the child wants to be called"), level=C1, topic=Topic.IDENTITY, required=True,
        default=False,
    )  # fmt: skip
    supersedes_id: orm.Mapped[str | None] = field(
        fields.Reference("claim"), N_("In place of"), level=C1, topic=Topic.IDENTITY
    )


class CaseFile(Itself, Record):
    """One file for a person, for ever. Tracks stand apart; none of them gates a service."""

    __tablename__ = "case_file"
    # Lists are read in the order of this index, and counted from it alone. Whether a file is withdrawn stands second:
    # standing first, it drew the planner into reading every file wherever a question left withdrawn ones out.
    __table_args__ = (sqlalchemy.Index("ix_case_file_listed", "merged_into_id", "withdrawn_at", "listed_as", "number"),)

    number: orm.Mapped[str] = field(
        fields.Text(12), N_("Case number"), level=Level.C0, topic=Topic.IDENTITY, required=True, index=True
    )
    person_id: orm.Mapped[str] = field(
        fields.Reference("person"), N_("Child"), level=C1, topic=Topic.IDENTITY, required=True
    )
    worker_id: orm.Mapped[str | None] = field(fields.Reference("worker"), N_("Caseworker"), level=C1, topic=Topic.CARE)
    status: orm.Mapped[str] = field(
        fields.Choice("case_status"), N_("State of the file"), level=C1, topic=Topic.CARE, required=True
    )
    opened_on: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Opened on"), level=C1, topic=Topic.CARE, required=True
    )
    care_track: orm.Mapped[str] = field(
        fields.Choice("care_track"), N_("Where the child is"), level=C1, topic=Topic.CARE, required=True, index=True
    )
    care_since: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("There since"), level=C1, topic=Topic.CARE, required=True
    )
    arrived_at: orm.Mapped[int | None] = field(fields.Moment(), N_("Arrived"), level=C1, topic=Topic.CARE)
    arrival_type: orm.Mapped[str | None] = field(
        fields.Choice("arrival_type"), N_("How the child arrived"), level=C2, topic=Topic.CARE
    )
    exit_type: orm.Mapped[object] = field(
        fields.Choice("exit_type"), N_("How the child came out"), level=C3, topic=Topic.ASSOCIATION, asked=True
    )
    category: orm.Mapped[object] = field(
        fields.Many("category"), N_("Category"), level=C3, topic=Topic.ASSOCIATION, asked=True
    )
    certification: orm.Mapped[object] = field(
        fields.Choice("certification"), N_("Certification"), level=C3, topic=Topic.ASSOCIATION,
        help=N_("Opens and closes nothing: every service is the same whatever stands here."), travels=False,
    )  # fmt: skip
    languages: orm.Mapped[list[str] | None] = field(
        fields.Many("languages"), N_("Languages"), level=C1, topic=Topic.IDENTITY, asked=True
    )
    languages_answer: orm.Mapped[str] = answer()
    needs_now: orm.Mapped[list[str] | None] = field(
        fields.Many("urgent_need"), N_("Needs at once"), level=C2, topic=Topic.HEALTH, asked=True
    )
    needs_now_answer: orm.Mapped[str] = answer()
    specialist: orm.Mapped[bool] = field(
        fields.Flag(), N_("See the nurse today"), level=C1, topic=Topic.HEALTH, required=True, default=False
    )
    accompanies_id: orm.Mapped[str | None] = field(
        fields.Reference("case_file"), N_("Accompanies"), level=C1, topic=Topic.FAMILY
    )
    merged_into_id: orm.Mapped[str | None] = field(
        fields.Reference("case_file"), N_("Same file as"), level=C1, topic=Topic.IDENTITY
    )
    listed_as: orm.Mapped[str] = field(
        fields.Text(200), N_("Place in lists"), level=C1, topic=Topic.IDENTITY, required=True, default=LAST
    )


class Episode(OfFile, Record):
    """From admission to exit; a child who comes back gets a new one in the same file."""

    __tablename__ = "episode"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    began_on: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Admitted on"), level=C1, topic=Topic.CARE, required=True
    )
    ended_on: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("Left on"), level=C1, topic=Topic.CARE)
    ended_how: orm.Mapped[str | None] = field(fields.Choice("care_track"), N_("Left for"), level=C1, topic=Topic.CARE)


class Joining(OfFile, Record):
    """That two files are one child's: a line in each of them. Taking the files apart withdraws both lines."""

    __tablename__ = "joining"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.IDENTITY, required=True
    )
    other_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("The other file"), level=C1, topic=Topic.IDENTITY, required=True
    )
    stays: orm.Mapped[bool] = field(
        fields.Flag(), N_("This number stays"), level=C1, topic=Topic.IDENTITY, required=True, default=False
    )
    why: orm.Mapped[str] = field(
        fields.Text(2_000, lines=3), N_("Why it is the same child"), level=C2, topic=Topic.IDENTITY, required=True
    )
    why_both: orm.Mapped[str | None] = field(
        fields.Text(2_000, lines=3), N_("Why both live in the house"), level=C2, topic=Topic.IDENTITY
    )
    # Who saw this file before: taken apart, it is seen by them again.
    holders: orm.Mapped[list[str]] = field(
        fields.Structured(), N_("Seen before by"), level=C1, topic=Topic.IDENTITY, required=True
    )


class SameChild(OfFile, Record):
    """A question whether two files are one child's, or what was answered; without the other, it is put to be found."""

    __tablename__ = "same_child"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.IDENTITY, required=True
    )
    other_id: orm.Mapped[str | None] = field(
        fields.Reference("case_file"), N_("The other file"), level=C1, topic=Topic.IDENTITY
    )
    decision: orm.Mapped[str | None] = field(
        fields.Choice("twin_answer"), N_("The same child?"), level=C1, topic=Topic.IDENTITY
    )
    why: orm.Mapped[str | None] = field(fields.Text(2_000, lines=3), N_("What tells"), level=C2, topic=Topic.IDENTITY)


class Consent(OfFile, Record):
    """One answer for one purpose, and for whom exactly. The newest counts; the others stay."""

    __tablename__ = "consent"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.LEGAL, required=True
    )
    purpose: orm.Mapped[str] = field(
        fields.Choice("consent_purpose"), N_("What for"), level=C1, topic=Topic.LEGAL, required=True
    )
    decision: orm.Mapped[str] = field(
        fields.Choice("consent_answer"), N_("Answer"), level=C1, topic=Topic.LEGAL, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("On"), level=C1, topic=Topic.LEGAL, required=True
    )
    given_by: orm.Mapped[str] = field(
        fields.Choice("consent_by"), N_("Given by"), level=C2, topic=Topic.LEGAL, required=True
    )
    for_whom: orm.Mapped[str | None] = field(
        fields.Text(200), N_("For whom exactly"), level=C2, topic=Topic.LEGAL,
        help=N_("the agency, the service or the person; empty where it is for all"),
    )  # fmt: skip
    assent: orm.Mapped[str | None] = field(
        fields.Choice("consent_assent"), N_("How the child agreed"), level=C2, topic=Topic.LEGAL,
        help=N_("where somebody else answers"),
    )  # fmt: skip
    why_other: orm.Mapped[str | None] = field(
        fields.Text(500), N_("Why somebody else answered"), level=C2, topic=Topic.LEGAL,
        help=N_("only where it is not who the age asks for"),
    )  # fmt: skip
    explained_by: orm.Mapped[str | None] = field(fields.Text(200), N_("Explained by"), level=C1, topic=Topic.LEGAL)
    language: orm.Mapped[str | None] = field(
        fields.Choice("languages"), N_("In which language"), level=C1, topic=Topic.LEGAL
    )
    confirmed_by: orm.Mapped[str | None] = field(
        fields.Reference("worker"), N_("Confirmed by a second person"), level=C1, topic=Topic.LEGAL
    )
    explained_how: orm.Mapped[str | None] = field(
        fields.Text(2_000, lines=6), N_("How it was explained"), level=C2, topic=Topic.LEGAL
    )
    limits: orm.Mapped[str | None] = field(
        fields.Text(2_000, lines=6), N_("Limits the child set"), level=C2, topic=Topic.LEGAL
    )
    expires_on: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("Until"), level=C1, topic=Topic.LEGAL)


class Withholding(OfFile, Record):
    """Something the child wants kept from somebody."""

    __tablename__ = "withholding"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.LEGAL, required=True
    )
    topics: orm.Mapped[list[str]] = field(
        fields.Many("topics"), N_("What to withhold"), level=C2, topic=Topic.LEGAL, required=True
    )
    from_whom: orm.Mapped[str] = field(
        fields.Choice("withhold_from"), N_("From whom"), level=C2, topic=Topic.LEGAL, required=True
    )
    named: orm.Mapped[object] = field(fields.Text(200), N_("Who exactly"), level=C3, topic=Topic.SAFETY, travels=False)
    reason: orm.Mapped[str] = field(
        fields.Choice("withhold_reason"), N_("Reason"), level=C2, topic=Topic.LEGAL, required=True
    )


class Due(OfFile, Record):
    """Something promised or required: what, in which window, by whom, from which rule, done by which record."""

    __tablename__ = "due"
    # The story of a file is read from its end, whatever its length.
    __table_args__ = (sqlalchemy.Index("ix_due_story", "file_id", "done_on", "made_at", "id"),)

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    rule: orm.Mapped[str] = field(fields.Text(80), N_("Rule"), level=C1, topic=Topic.CARE, required=True)
    what: orm.Mapped[str] = field(fields.Choice("due_what"), N_("What"), level=C1, topic=Topic.CARE, required=True)
    from_day: orm.Mapped[datetime.date] = field(fields.Day(), N_("From"), level=C1, topic=Topic.CARE, required=True)
    to_day: orm.Mapped[datetime.date] = field(
        fields.Day(), N_("Until"), level=C1, topic=Topic.CARE, required=True, index=True
    )
    who: orm.Mapped[str | None] = field(fields.Text(200), N_("Who"), level=C1, topic=Topic.CARE)
    source_table: orm.Mapped[str | None] = field(fields.Text(80), N_("Comes from"), level=C1, topic=Topic.CARE)
    source_id: orm.Mapped[str | None] = field(fields.Text(36), N_("Comes from record"), level=C1, topic=Topic.CARE)
    done_on: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("Done on"), level=C1, topic=Topic.CARE)
    done_table: orm.Mapped[str | None] = field(fields.Text(80), N_("Done by"), level=C1, topic=Topic.CARE)
    done_id: orm.Mapped[str | None] = field(fields.Text(36), N_("Done by record"), level=C1, topic=Topic.CARE)


class Note(OfFile, Record):
    """A note on a child's file: daily care for everyone around the child, or sealed when it is about more."""

    __tablename__ = "note"
    __table_args__ = (sqlalchemy.Index("ix_note_story", "file_id", "on_day", "made_at", "id"),)

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C1, topic=Topic.CARE, required=True
    )
    care_words: orm.Mapped[str | None] = field(
        fields.Text(10_000, lines=12), N_("Note for daily care"), level=C1, topic=Topic.CARE
    )
    closed_words: orm.Mapped[object] = field(
        fields.Text(10_000, lines=12), N_("Confidential note"), level=C3, topic=Topic.SAFETY, travels=False
    )


class Disclosure(OfFile, Record):
    """What a child confided. Anybody may write one; only its holders read it, and its writer does not read it again."""

    __tablename__ = "disclosure"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.PSYCHOSOCIAL, required=True
    )
    told: orm.Mapped[object] = field(
        fields.Text(20_000, lines=16), N_("What the child confided"), level=Level.C4, topic=Topic.PSYCHOSOCIAL,
        required=True, travels=False,
    )  # fmt: skip
    when_it_was: orm.Mapped[object] = field(
        fields.Text(200), N_("When it happened"), level=Level.C4, topic=Topic.HEALTH, asked=True, travels=False
    )


def claims_of(work: Work, person_id: str) -> list[Claim]:
    """Every statement about a person under whatever number, those taken back too, the newest first."""
    return list(work.all(_CLAIMS, persons=work.same(person_id)))


_CLAIMS = (
    sqlalchemy.select(Claim)
    .where(Claim.person_id.in_(sqlalchemy.bindparam("persons", expanding=True)))
    .order_by(Claim.said_on.desc(), Claim.made_at.desc())
)


def as_claims(rows: list[Claim], what: str) -> list[claims.Claim]:
    """The statements of one kind in the form in which the pure rule chooses among them."""
    return [
        claims.Claim(
            row.id, what, _meant(row), row.said_by, row.said_on, row.known_by, row.made_by, row.made_at,
            row.supersedes_id, row.withdrawn_at is not None, row.preferred,
        )
        for row in rows
        if row.what == what and row.words_answer == Answer.GIVEN.value
    ]  # fmt: skip


def _place_in_lists(name: str | None) -> str:
    """The name without accents and capitals, as a reader looks for it."""
    if not name or not name.strip():
        return LAST
    bare = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(sign for sign in bare if not unicodedata.combining(sign))[:100] or LAST


def _meant(row: Claim) -> object:
    if row.what != "age" or row.parts is None:
        return row.words
    begin, end = str(row.parts["born_from"]), str(row.parts["born_to"])
    return dates.PartialDate(
        datetime.date.fromisoformat(begin), datetime.date.fromisoformat(end), dates.Precision.BETWEEN
    )


OF_FAMILY = frozenset(
    [
        "place",
        "mother",
        "father",
        "birth_place",
        "school_place",
        "wish_live",
        "wish_news",
        "raised_by",
        "siblings",
        "elders",
        "family_now",
        "family_reach",
        "home_before",
        "near_place",
        "chief",
        "neighbours",
        "way_home",
    ]
)


def reads_words(work: Work, what: str) -> bool:
    """Whether a statement of this kind lies under the ceiling: where somebody comes from, and from whom, is family."""
    described = fields_of(Claim)
    if what in SEALED_KINDS:
        return work.actor.reads(described["sealed_words"])
    words = described["words"]
    return work.actor.reads(dataclasses.replace(words, topic=Topic.FAMILY) if what in OF_FAMILY else words)


def words_of(work: Work, row: Claim) -> Any:
    """What was said, as a `Said`, or `HIDDEN` where it is not for these eyes."""
    return work.see(row, "words") if reads_words(work, row.what) else HIDDEN


@dataclasses.dataclass(frozen=True)
class Sealed:
    """What was said and sealed: of which kind, the words, and what became of the question."""

    what: str
    words: Said


def sealed_of(work: Work, row: Claim) -> Sealed | None:
    """A sealed statement opened; None where it is not for these eyes, or nothing is sealed here."""
    opened = work.see(row, "sealed_words")
    if opened is HIDDEN or opened is None:
        return None
    if isinstance(opened, str):  # of the first days, when a name of war was the only kind
        return Sealed(WAR_NAME, Said(opened))
    return Sealed(str(opened["what"]), Said(opened["words"], Answer(opened["answer"])))


def name_kinds(work: Work) -> tuple[str, ...]:
    """By which keys these eyes find a child: a list that answers to a name tells that name."""
    return (NAME, OTHER_NAME) if reads_words(work, "name") else (NAME,)


def renew(work: Work, person: Person, file: CaseFile) -> None:
    """Choose again what is shown of a person, and by which keys the file is found; in the same flush as its cause.

    What a number that ended holds is chosen among its own alone, so that it is as it was once it is taken apart.
    """
    work.session.flush()
    if work.stays(file.id) == file.id:
        _choose(work, person, file, claims_of(work, person.id))
        return
    _choose(work, person, file, list(work.all(_CLAIMS, persons=[person.id])))
    stays = work.get(CaseFile, work.stays(file.id))
    _choose(work, work.get(Person, stays.person_id), stays, claims_of(work, stays.person_id))


def _choose(work: Work, person: Person, file: CaseFile, rows: list[Claim]) -> None:
    called = claims.chosen(as_claims(rows, "name_in_use")) or claims.chosen(as_claims(rows, "name"))
    person.name_in_use = str(called.claim.value) if called else None
    file.listed_as = _place_in_lists(person.name_in_use)
    place = claims.chosen(as_claims(rows, "place"))
    person.origin_in_use = str(place.claim.value) if place else None
    birth = claims.birth(as_claims(rows, "age"))
    if birth is None:
        person.birth_from, person.birth_to, person.birth_estimated = None, None, True
    else:
        person.birth_from, person.birth_to = birth.born.earliest, birth.born.latest
        best = next(row for row in rows if row.id == birth.chosen.claim.key)
        person.birth_estimated = bool((best.parts or {}).get("estimated", True))
    told = keys_told(rows)
    in_use = set(names.keys_of((person.name_in_use or "")[:_LONGEST_KEYED]))
    work.index(NAME, person, in_use, file_id=file.id)
    work.index(OTHER_NAME, person, told[OTHER_NAME] - in_use, file_id=file.id)
    for kind in (MOTHER, FATHER, ORIGIN):
        work.index(kind, person, told[kind], file_id=file.id)
    work.index("number", file, (file.number,), file_id=file.id)


_LONGEST_KEYED = 200
_KEYED = {**dict.fromkeys(NAMES, OTHER_NAME), MOTHER: MOTHER, FATHER: FATHER, "place": ORIGIN}


def keys_told(rows: list[Claim]) -> dict[str, set[str]]:
    """The search keys of everything that stands, by their kind; sealed words give none."""
    found: dict[str, set[str]] = {kind: set() for kind in _KEYED.values()}
    for row in rows:
        if row.what in _KEYED and row.withdrawn_at is None and row.words:
            keys_of = places.keys_of if row.what == "place" else names.keys_of
            found[_KEYED[row.what]].update(keys_of(row.words[:_LONGEST_KEYED]))
    return found
