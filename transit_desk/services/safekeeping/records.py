"""What is kept for a child: things and their movements, where the attestation is, how the child was handed over."""

from __future__ import annotations

import datetime

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, field

C1, C2, C3 = Level.C1, Level.C2, Level.C3
MOST = 2_000_000_000
_NO_GROUP = N_("Do not write the name of a group, nor what the child did.")


class KeptThing(OfFile, Record):
    """A thing, several alike, or a sum of money, kept for a child; its movements say how much is here."""

    __tablename__ = "kept_thing"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    kind: orm.Mapped[str] = field(fields.Choice("kept_kind"), N_("What"), level=C1, topic=Topic.CARE, required=True)
    words: orm.Mapped[str | None] = field(
        fields.Text(200), N_("In a few words"), level=C1, topic=Topic.CARE, help=_NO_GROUP
    )
    currency: orm.Mapped[str | None] = field(
        fields.Choice("currency"), N_("Currency"), level=C1, topic=Topic.CARE, help=N_("for money only")
    )
    condition: orm.Mapped[str] = field(
        fields.Choice("kept_condition"), N_("Condition"), level=C1, topic=Topic.CARE, required=True
    )
    place: orm.Mapped[str] = field(
        fields.Choice("kept_place"), N_("Where it is kept"), level=C1, topic=Topic.CARE, required=True
    )
    place_words: orm.Mapped[str | None] = field(
        fields.Text(120), N_("Shelf, envelope or number"), level=C1, topic=Topic.CARE
    )
    attestation: orm.Mapped[bool] = field(
        fields.Flag(), N_("It is the attestation"), level=C2, topic=Topic.LEGAL, required=True, default=False
    )


class KeptMove(OfFile, Record):
    """One movement: so much taken in, given back or lost on a day, or the right count of an earlier movement.

    Never changed: a slip is corrected by a later line that names the one it corrects. Money is counted in its smallest
    part.
    """

    __tablename__ = "kept_move"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    thing_id: orm.Mapped[str] = field(
        fields.Reference("kept_thing"), N_("Thing"), level=C1, topic=Topic.CARE, required=True
    )
    way: orm.Mapped[str] = field(
        fields.Choice("kept_way"), N_("What happened"), level=C1, topic=Topic.CARE, required=True
    )
    amount: orm.Mapped[int] = field(fields.Number(0, MOST), N_("How many"), level=C1, topic=Topic.CARE, required=True)
    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("On"), level=C1, topic=Topic.CARE, required=True
    )
    by_id: orm.Mapped[str] = field(fields.Reference("worker"), N_("By whom"), level=C1, topic=Topic.CARE, required=True)
    witness: orm.Mapped[str | None] = field(fields.Text(200), N_("Witness"), level=C2, topic=Topic.CARE)
    signed: orm.Mapped[str | None] = field(fields.Choice("kept_signed"), N_("Who signed"), level=C1, topic=Topic.CARE)
    to_whom: orm.Mapped[str | None] = field(fields.Choice("given_to"), N_("To whom"), level=C1, topic=Topic.CARE)
    to_name: orm.Mapped[str | None] = field(fields.Text(200), N_("Name of who received it"), level=C2, topic=Topic.CARE)
    why: orm.Mapped[str | None] = field(fields.Text(500, lines=3), N_("Why"), level=C1, topic=Topic.CARE)
    corrects_id: orm.Mapped[str | None] = field(
        fields.Reference("kept_move"), N_("Corrects"), level=C1, topic=Topic.CARE
    )


class Original(OfFile, Record):
    """With whom the original of the attestation is, as it was last known; the newest word counts.

    What the attestation is, others wrote and another slice keeps. The program never prints it nor anything like it:
    children need the real one, and a look-alike endangers them.
    """

    __tablename__ = "attestation_original"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.LEGAL, required=True
    )
    original_with: orm.Mapped[str] = field(
        fields.Choice("attestation_holder"), N_("The original is with"), level=C2, topic=Topic.LEGAL, required=True
    )
    since: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Known since"), level=C2, topic=Topic.LEGAL, required=True
    )
    remark: orm.Mapped[object] = field(
        fields.Text(2_000, lines=4), N_("Remark"), level=C3, topic=Topic.LEGAL, help=_NO_GROUP, travels=False
    )


class HandingOver(OfFile, Record):
    """How a child was handed to the centre: by whom, to whom, before whom, in what condition."""

    __tablename__ = "handing_over"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    at: orm.Mapped[int] = field(fields.Moment(), N_("Day and hour"), level=C1, topic=Topic.CARE, required=True)
    giver_kind: orm.Mapped[object] = field(
        fields.Choice("giver_kind"), N_("Who handed the child over"), level=C3, topic=Topic.ASSOCIATION,
        required=True, travels=False,
    )  # fmt: skip
    giver: orm.Mapped[object] = field(
        fields.Text(200), N_("Name of who handed the child over"), level=C3, topic=Topic.SAFETY, travels=False,
        help=_NO_GROUP,
    )  # fmt: skip
    receiver: orm.Mapped[str] = field(
        fields.Text(200), N_("Who received the child"), level=C1, topic=Topic.CARE, required=True
    )
    witness: orm.Mapped[str | None] = field(fields.Text(200), N_("Witness"), level=C2, topic=Topic.CARE)
    condition: orm.Mapped[str | None] = field(
        fields.Text(1_000, lines=4), N_("Condition of the child"), level=C2, topic=Topic.HEALTH
    )
    papers_came: orm.Mapped[str | None] = field(
        fields.Choice("yes_no_unknown"), N_("Papers came with the child"), level=C1, topic=Topic.CARE
    )
    signed: orm.Mapped[str | None] = field(
        fields.Choice("kept_signed"), N_("Who signed for the child"), level=C1, topic=Topic.CARE
    )
