"""What is kept of a family: relatives, the children of girls, bonds, fear between children, whom not to contact."""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.corrections import Told
from transit_desk.storage.records import OfFile, Record, answer, field

C1, C2, C3, C4 = Level.C1, Level.C2, Level.C3, Level.C4
_NAME = fields.Text(200)
_YES_NO = fields.Choice("yes_no_unknown")
_ASK = N_("Ask before any contact with the family")


class Relative(Told):
    """Somebody of the child's family as the child or somebody else told of them; a new word is a new line."""

    __tablename__ = "relative"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.FAMILY, required=True
    )
    relation: orm.Mapped[str] = field(
        fields.Choice("relation"), N_("Who is it to the child?"), level=C2, topic=Topic.FAMILY, required=True
    )
    name: orm.Mapped[str | None] = field(_NAME, N_("Name, as it was said"), level=C2, topic=Topic.FAMILY, asked=True)
    name_answer: orm.Mapped[str] = answer()
    other_names: orm.Mapped[str | None] = field(
        fields.Text(400), N_("Other names and spellings"), level=C2, topic=Topic.FAMILY
    )
    said_by: orm.Mapped[str] = field(
        fields.Choice("claim_source"), N_("Said by"), level=C1, topic=Topic.FAMILY, required=True
    )
    said_on: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Said on"), level=C1, topic=Topic.FAMILY, required=True
    )
    alive: orm.Mapped[str | None] = field(_YES_NO, N_("Alive?"), level=C2, topic=Topic.FAMILY, asked=True)
    alive_answer: orm.Mapped[str] = answer()
    last_place: orm.Mapped[str | None] = field(
        fields.Place(200), N_("Where they were last"), level=C2, topic=Topic.FAMILY, asked=True,
        help=N_("village, quarter, what stands nearby"),
    )  # fmt: skip
    last_place_answer: orm.Mapped[str] = answer()
    phone: orm.Mapped[str | None] = field(fields.Text(60), N_("Phone"), level=C2, topic=Topic.FAMILY, asked=True)
    phone_answer: orm.Mapped[str] = answer()
    caregiver: orm.Mapped[str | None] = field(
        _YES_NO, N_("Did they look after the child?"), level=C2, topic=Topic.FAMILY, asked=True
    )
    caregiver_answer: orm.Mapped[str] = answer()
    # What a child fears at home is as secret as the danger itself.
    wish: orm.Mapped[object] = field(
        fields.Choice("relative_wish"), N_("What does the child want?"), level=C3, topic=Topic.SAFETY, asked=True
    )
    safe: orm.Mapped[object] = field(
        _YES_NO, N_("Is it safe to contact them?"), level=C3, topic=Topic.SAFETY, asked=True
    )
    ask_first: orm.Mapped[bool] = field(
        fields.Flag(), _ASK, level=C1, topic=Topic.SAFETY, required=True, by_itself=True, default=False
    )  # a projection of the two sealed answers


class OwnChild(OfFile, Record):
    """The child of a girl: a person with a small file of its own, beside its mother's."""

    __tablename__ = "own_child"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.FAMILY, required=True
    )
    child_file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("The child's own file"), level=C1, topic=Topic.FAMILY, required=True
    )
    present: orm.Mapped[str | None] = field(_YES_NO, N_("Is the child here?"), level=C1, topic=Topic.FAMILY, asked=True)
    present_answer: orm.Mapped[str] = answer()
    registration: orm.Mapped[str | None] = field(
        fields.Choice("birth_registration"), N_("Birth registration"), level=C2, topic=Topic.LEGAL, asked=True,
        help=N_("Free within 90 days; afterwards a court has to decide."),
    )  # fmt: skip
    registration_answer: orm.Mapped[str] = answer()
    father: orm.Mapped[object] = field(
        fields.Text(400), N_("The father, only if she offers it"), level=C4, topic=Topic.PSYCHOSOCIAL, travels=False,
        help=N_("Nobody asks for it. It is sealed, and only the specialists open it."),
    )  # fmt: skip


class Bond(OfFile, Record):
    """A bond between two children of the house, written in both files so that each of them shows it."""

    __tablename__ = "bond"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.FAMILY, required=True
    )
    other_id: orm.Mapped[str] = field(
        fields.Reference("case_file", "case_file.to_choose", searched=True),
        N_("The other child"), level=C1, topic=Topic.FAMILY,
        required=True,
    )  # fmt: skip
    what: orm.Mapped[str] = field(
        fields.Choice("bond"), N_("What are they to each other?"), level=C2, topic=Topic.FAMILY, required=True
    )
    said_by: orm.Mapped[str | None] = field(
        fields.Choice("claim_source"), N_("Said by"), level=C2, topic=Topic.FAMILY, required=True,
        since_later=True,
    )  # fmt: skip
    together: orm.Mapped[bool | None] = field(
        fields.Flag(), N_("Stay together"), level=C1, topic=Topic.CARE, by_itself=True
    )  # a projection: whoever gives beds sees that they belong together, not what they are to each other


class Fear(OfFile, Record):
    """Fear or conflict between two children. Why is sealed; that they are kept apart, whoever gives beds must see."""

    __tablename__ = "fear"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.SAFETY, required=True
    )
    other_id: orm.Mapped[str] = field(
        fields.Reference("case_file", "case_file.to_choose", searched=True),
        N_("The other child"), level=C1, topic=Topic.SAFETY,
        required=True,
    )  # fmt: skip
    what: orm.Mapped[object] = field(
        fields.Choice("fear"), N_("What is it?"), level=C3, topic=Topic.SAFETY, required=True, travels=False
    )
    words: orm.Mapped[object] = field(
        fields.Text(2_000, lines=6), N_("Remark"), level=C3, topic=Topic.SAFETY, travels=False
    )
    said_by: orm.Mapped[object] = field(
        fields.Choice("claim_source"), N_("Said by"), level=C3, topic=Topic.SAFETY, required=True,
        since_later=True, travels=False,
    )  # fmt: skip
    apart: orm.Mapped[bool] = field(
        fields.Flag(), N_("Keep apart"), level=C1, topic=Topic.SAFETY, required=True, by_itself=True, default=True
    )


class NoContact(Told):
    """Somebody who must not be contacted about this child. That there is somebody is seen by all; who is sealed."""

    __tablename__ = "no_contact"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.SAFETY, required=True
    )
    who: orm.Mapped[object] = field(_NAME, N_("Who must not be contacted"), level=C3, topic=Topic.SAFETY, required=True)
    why: orm.Mapped[object] = field(
        fields.Text(2_000, lines=6), N_("Reason"), level=C3, topic=Topic.SAFETY, required=True, travels=False
    )
    since: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Since"), level=C1, topic=Topic.SAFETY, required=True
    )
    said_by: orm.Mapped[object] = field(
        fields.Choice("claim_source"), N_("Said by"), level=C3, topic=Topic.SAFETY, required=True,
        since_later=True,
    )  # fmt: skip
    ask_first: orm.Mapped[bool] = field(
        fields.Flag(), _ASK, level=C1, topic=Topic.SAFETY, required=True, by_itself=True, default=True
    )


KINDS: tuple[type[Record], ...] = (Relative, OwnChild, Bond, Fear, NoContact)
"""Every kind of record of this slice."""
