"""What is kept of presence: roll calls with a line for each child, and the search for a child who was not there."""

from __future__ import annotations

import datetime

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.services.presence.records.evacuations import Evacuation, EvacuationSeat, EvacuationVehicle
from transit_desk.storage.records import OfFile, Record, field

__all__ = [
    "Evacuation", "EvacuationSeat", "EvacuationVehicle", "MissingChild", "MissingStep", "RollCall", "RollMark",
]  # fmt: skip

C1 = Level.C1


class RollCall(Record):
    """One call: of which day, which of the three, at what hour, by whom; its sum when it was closed."""

    __tablename__ = "roll_call"
    __table_args__ = (
        # Two desks begin no evening roll call each; one that was taken back makes room for another.
        sqlalchemy.Index(
            "ix_roll_call_once", "on_day", "part", unique=True, sqlite_where=sqlalchemy.text("withdrawn_at IS NULL"),
            postgresql_where=sqlalchemy.text("withdrawn_at IS NULL"),
        ),
    )  # fmt: skip

    on_day: orm.Mapped[datetime.date] = field(
        fields.Day(past=True), N_("Day"), level=C1, topic=Topic.CARE, required=True, index=True, by_itself=True
    )
    part: orm.Mapped[str] = field(
        fields.Choice("roll_call_part"), N_("Which roll call"), level=C1, topic=Topic.CARE, required=True
    )
    called_at: orm.Mapped[int] = field(
        fields.Moment(),
        N_("Called at"),
        level=C1,
        topic=Topic.CARE,
        required=True,
        help=N_("the true hour"),
        index=True,
    )
    caller_id: orm.Mapped[str] = field(
        fields.Reference("worker", "office.colleagues"), N_("Who called it"), level=C1, topic=Topic.CARE, required=True
    )
    from_paper: orm.Mapped[bool] = field(
        fields.Flag(), N_("Entered from paper"), level=C1, topic=Topic.CARE, required=True, by_itself=True
    )
    closed_at: orm.Mapped[int | None] = field(
        fields.Moment(), N_("Closed at"), level=C1, topic=Topic.CARE, by_itself=True
    )
    # Kept here, and not counted from the lines: whoever closes the call may not see every child of it any more.
    listed: orm.Mapped[int] = field(
        fields.Number(0, 2_000), N_("Children on the list"), level=C1, topic=Topic.CARE, required=True, default=0,
        by_itself=True,
    )  # fmt: skip
    total: orm.Mapped[int | None] = field(
        fields.Number(0, 2_000), N_("Children called"), level=C1, topic=Topic.CARE, by_itself=True
    )
    present: orm.Mapped[int | None] = field(
        fields.Number(0, 2_000), N_("Present"), level=C1, topic=Topic.CARE, by_itself=True
    )
    elsewhere: orm.Mapped[int | None] = field(
        fields.Number(0, 2_000), N_("Elsewhere, as planned"), level=C1, topic=Topic.CARE, by_itself=True
    )
    not_found: orm.Mapped[int | None] = field(
        fields.Number(0, 2_000), N_("Not accounted for"), level=C1, topic=Topic.CARE, by_itself=True
    )


class RollMark(OfFile, Record):
    """One child at one call: a line from the moment the call begins, with a mark once somebody gave one.

    A line without a mark is not a child who is there. After the close a line is never changed: a later one says what
    it should have been, and why.
    """

    __tablename__ = "roll_mark"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.CARE, required=True
    )
    call_id: orm.Mapped[str] = field(
        fields.Reference("roll_call"), N_("Roll call"), level=C1, topic=Topic.CARE, required=True, by_itself=True
    )
    place: orm.Mapped[int] = field(
        fields.Number(0, 2_000), N_("Place on the list"), level=C1, topic=Topic.CARE, required=True, by_itself=True
    )
    room: orm.Mapped[str | None] = field(fields.Text(80), N_("Room"), level=C1, topic=Topic.CARE, by_itself=True)
    bed: orm.Mapped[str | None] = field(fields.Text(20), N_("Bed"), level=C1, topic=Topic.CARE, by_itself=True)
    expected: orm.Mapped[str | None] = field(
        fields.Choice("presence_mark"), N_("Expected"), level=C1, topic=Topic.CARE, by_itself=True
    )
    back_at: orm.Mapped[int | None] = field(
        fields.Moment(), N_("Expected back"), level=C1, topic=Topic.CARE, by_itself=True
    )
    mark: orm.Mapped[str | None] = field(fields.Choice("presence_mark"), N_("Mark"), level=C1, topic=Topic.CARE)
    marked_at: orm.Mapped[int | None] = field(
        fields.Moment(), N_("Marked at"), level=C1, topic=Topic.CARE, by_itself=True
    )
    remark: orm.Mapped[str | None] = field(
        fields.Text(200), N_("Remark"), level=C1, topic=Topic.CARE, travels=False,
        help=N_("seen at 16:30 in the garden"),
    )  # fmt: skip
    rectifies_id: orm.Mapped[str | None] = field(
        fields.Reference("roll_mark"), N_("Puts right"), level=C1, topic=Topic.CARE, by_itself=True
    )
    why: orm.Mapped[str | None] = field(
        fields.Text(500), N_("Why it is put right"), level=C1, topic=Topic.CARE, travels=False
    )


class MissingChild(OfFile, Record):
    """The search for one child, from the call at which nobody knew where the child was until the child is found."""

    __tablename__ = "missing_child"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.SAFETY, required=True
    )
    mark_id: orm.Mapped[str | None] = field(
        fields.Reference("roll_mark"), N_("Line of the roll call"), level=C1, topic=Topic.SAFETY, by_itself=True
    )
    since_at: orm.Mapped[int] = field(
        fields.Moment(), N_("Not accounted for since"), level=C1, topic=Topic.SAFETY, required=True
    )
    young: orm.Mapped[bool] = field(
        fields.Flag(), N_("Young"), level=C1, topic=Topic.SAFETY, required=True, by_itself=True
    )
    threat: orm.Mapped[bool] = field(
        fields.Flag(), N_("There was a threat"), level=C1, topic=Topic.SAFETY, required=True, default=False
    )
    stranger: orm.Mapped[bool] = field(
        fields.Flag(), N_("A stranger was seen"), level=C1, topic=Topic.SAFETY, required=True, default=False
    )
    danger_at: orm.Mapped[int | None] = field(
        fields.Moment(), N_("Every step at once since"), level=C1, topic=Topic.SAFETY, by_itself=True
    )
    seen_at: orm.Mapped[int | None] = field(fields.Moment(), N_("Last seen at"), level=C1, topic=Topic.SAFETY)
    seen_where: orm.Mapped[str | None] = field(fields.Text(300), N_("Last seen where"), level=C1, topic=Topic.SAFETY)
    wearing: orm.Mapped[str | None] = field(
        fields.Text(300), N_("Wearing"), level=C1, topic=Topic.SAFETY, help=N_("colours, shoes, what was carried")
    )
    with_whom: orm.Mapped[str | None] = field(
        fields.Text(300), N_("With whom"), level=Level.C2, topic=Topic.SAFETY, travels=False
    )
    ended_at: orm.Mapped[int | None] = field(fields.Moment(), N_("Found at"), level=C1, topic=Topic.SAFETY)
    ended_how: orm.Mapped[str | None] = field(
        fields.Choice("missing_end"), N_("How it ended"), level=C1, topic=Topic.SAFETY
    )
    ended_where: orm.Mapped[str | None] = field(
        fields.Text(300), N_("Where"), level=Level.C2, topic=Topic.SAFETY, travels=False
    )
    ended_state: orm.Mapped[str | None] = field(
        fields.Text(500, lines=2), N_("How the child is"), level=C1, topic=Topic.HEALTH, travels=False,
        help=N_("hurt, cold, hungry; the nurse sees every child who was away"),
    )  # fmt: skip
    child_word: orm.Mapped[object] = field(
        fields.Text(2_000, lines=3), N_("What the child says"), level=Level.C3, topic=Topic.SAFETY, asked=True,
        travels=False, help=N_("in the child’s words, without blame"),
    )  # fmt: skip


class MissingStep(OfFile, Record):
    """One thing that was done to find a child: what, by whom, when, who was told.

    Never changed; whoever wrote it can take it back at once, and it stays in the trail.
    """

    __tablename__ = "missing_step"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C1, topic=Topic.SAFETY, required=True
    )
    missing_id: orm.Mapped[str] = field(
        fields.Reference("missing_child"), N_("Search"), level=C1, topic=Topic.SAFETY, required=True, by_itself=True
    )
    step: orm.Mapped[str] = field(
        fields.Choice("missing_step"), N_("What was done"), level=C1, topic=Topic.SAFETY, required=True
    )
    at: orm.Mapped[int] = field(
        fields.Moment(), N_("When"), level=C1, topic=Topic.SAFETY, required=True, help=N_("left empty: just now")
    )
    by_id: orm.Mapped[str] = field(
        fields.Reference("worker", "office.colleagues"), N_("Who did it"), level=C1, topic=Topic.SAFETY, required=True
    )
    told: orm.Mapped[str | None] = field(
        fields.Text(200), N_("Who was told"), level=C1, topic=Topic.SAFETY, travels=False
    )
    words: orm.Mapped[str | None] = field(
        fields.Text(1_000, lines=3), N_("In a few words"), level=C1, topic=Topic.SAFETY, travels=False
    )
