"""What somebody said of a child, and who may read it."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import births, claims, fields
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer, Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfPerson, Record, answer, field, fields_of
from transit_desk.storage.work import HIDDEN, Work

C1, C2, C3 = Level.C1, Level.C2, Level.C3
NAMES = frozenset({"name_in_use", "name", "first_name", "post_name", "nickname", "baptism", "listed", "other_spelling"})
"""The kinds of statement by whose words a child is found."""
SEALED, WAR_NAME = "sealed", "war_name"
SEALED_KINDS = frozenset({WAR_NAME, SEALED})
"""The kinds of statement that are sealed, each with its kind: that there was one tells as much as its words."""


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


def claims_of(work: Work, person_id: str) -> list[Claim]:
    """Every statement about a person under whatever number, those taken back too, the newest first."""
    return list(work.all(CLAIMS, persons=work.same(person_id)))


CLAIMS = (
    sqlalchemy.select(Claim)
    .where(Claim.person_id.in_(sqlalchemy.bindparam("persons", expanding=True)))
    .order_by(Claim.said_on.desc(), Claim.made_at.desc())
)


def as_claims(rows: list[Claim], *kinds: str) -> list[claims.Claim]:
    """The statements of one kind, or of several, in the form in which the pure rule chooses among them."""
    return [
        claims.Claim(
            row.id, row.what, _meant(row), row.said_by, row.said_on, row.known_by, row.made_at,
            row.supersedes_id, row.withdrawn_at is not None, row.preferred,
        )
        for row in rows
        if row.what in kinds and row.words_answer == Answer.GIVEN.value
    ]  # fmt: skip


def _meant(row: Claim) -> object:
    return row.words if row.what not in claims.BIRTH or row.parts is None else births.days_of(row.parts)


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
