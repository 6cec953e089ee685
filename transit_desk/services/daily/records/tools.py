"""Tools of the workshops, counted out and in: what there is, each movement, which child borrowed."""

from __future__ import annotations

from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, field

C1, LOGISTICS = Level.C1, Topic.LOGISTICS
MOST = 1_000


class Tool(Record):
    """A kind of tool: where it belongs, how many there are, whether it cuts or stabs."""

    __tablename__ = "tool"

    name: orm.Mapped[str] = field(fields.Text(80), N_("Tool"), level=C1, topic=LOGISTICS, required=True)
    workshop: orm.Mapped[str | None] = field(fields.Text(80), N_("Workshop"), level=C1, topic=LOGISTICS)
    count: orm.Mapped[int] = field(
        fields.Number(1, MOST), N_("How many there are"), level=C1, topic=LOGISTICS, required=True
    )
    sharp: orm.Mapped[bool] = field(
        fields.Flag(), N_("It cuts or stabs"), level=C1, topic=LOGISTICS, required=True, default=False
    )


class ToolMove(Record):
    """One movement: so many given out, or of those given out so many back or lost. Never changed.

    Who borrowed for a workshop is written by name; which child did stands apart, for those who see the child.
    """

    __tablename__ = "tool_move"

    tool_id: orm.Mapped[str] = field(
        fields.Reference("tool", "daily.tool_kinds"), N_("Tool"), level=C1, topic=LOGISTICS, required=True
    )
    way: orm.Mapped[str] = field(
        fields.Choice("tool_way"), N_("What happened"), level=C1, topic=LOGISTICS, required=True
    )
    amount: orm.Mapped[int] = field(fields.Number(1, MOST), N_("How many"), level=C1, topic=LOGISTICS, required=True)
    at: orm.Mapped[int] = field(fields.Moment(), N_("Day and hour"), level=C1, topic=LOGISTICS, required=True)
    to_name: orm.Mapped[str | None] = field(
        fields.Text(120), N_("To a colleague or a workshop"), level=C1, topic=LOGISTICS
    )
    why: orm.Mapped[str | None] = field(fields.Text(300, lines=2), N_("What happened to it"), level=C1, topic=LOGISTICS)
    loan_id: orm.Mapped[str | None] = field(
        fields.Reference("tool_move"), N_("Of which loan"), level=C1, topic=LOGISTICS, by_itself=True
    )


class ToolBorrower(OfFile, Record):
    """That a child has what a movement gave out."""

    __tablename__ = "tool_borrower"

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file", "daily.children"), N_("To a child"), level=C1, topic=LOGISTICS, required=True
    )
    move_id: orm.Mapped[str] = field(
        fields.Reference("tool_move"), N_("Movement"), level=C1, topic=LOGISTICS, required=True
    )
