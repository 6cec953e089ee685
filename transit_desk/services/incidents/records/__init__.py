"""What is kept of incidents: four books, each sealed as deep as it has to be, whose entries are never changed.

The book of the house is read by those around the children, as far as their ceilings let them. What is sexual, or done
to oneself, is sealed to the specialists; an allegation against whoever works with children, and a complaint, to the
register of safeguarding. Whoever wrote an entry of those does not read it again.
"""

from __future__ import annotations

import datetime
import functools
from typing import Any, ClassVar, Final

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.services.incidents.records import barred
from transit_desk.services.incidents.records.depth import Depth
from transit_desk.storage.records import OfFile, Record, field
from transit_desk.storage.work import Work

BROWSE: Final = "incidents.browse"
C1, C2, C3 = Level.C1, Level.C2, Level.C3
_HOUSE: Final = Depth()
_CARE: Final = Depth(Topic.PSYCHOSOCIAL)
_REGISTER: Final = Depth(Topic.SAFETY, register=True)


def _by_keeper() -> Any:
    return field(
        fields.Flag(), N_("Written by somebody who looks after the book"), level=C1, topic=Topic.LOGISTICS,
        required=True, travels=False, by_itself=True,
    )  # fmt: skip


class Entry(Record):
    """An entry of a book. It is never changed: what is put right, or becomes known, is appended.

    Whether its writer looks after the book is kept with it: tasks change hands, and what was looked after stays so.
    """

    __abstract__ = True
    write_once: ClassVar[bool] = True
    depth: ClassVar[Depth]
    at: ClassVar[str] = "happened_at"  # the hour under which it is listed

    number: orm.Mapped[str] = field(
        fields.Text(20), N_("Reference"), level=C1, topic=Topic.LOGISTICS, required=True, index=True, travels=False,
        by_itself=True,
    )  # fmt: skip
    by_keeper: orm.Mapped[bool] = _by_keeper()


class Line(Record):
    """What was appended to an entry: by whom and when is the record's own."""

    __abstract__ = True
    write_once: ClassVar[bool] = True

    by_keeper: orm.Mapped[bool] = _by_keeper()


def _entry(table: str) -> Any:
    return field(
        fields.Reference(table), N_("Entry"), level=C1, topic=Topic.LOGISTICS, required=True, travels=False,
        by_itself=True,
    )  # fmt: skip


class Incident(Entry):
    """An entry of the book of the house."""

    __tablename__ = "incident"
    depth = _HOUSE

    kind: orm.Mapped[str] = _HOUSE.kind()
    happened_at: orm.Mapped[int] = _HOUSE.happened_at()
    ended_at: orm.Mapped[int | None] = _HOUSE.ended_at()
    place: orm.Mapped[str | None] = _HOUSE.place()
    what: orm.Mapped[object] = _HOUSE.what()
    others: orm.Mapped[object] = _HOUSE.others()
    staff: orm.Mapped[str | None] = _HOUSE.staff()
    action: orm.Mapped[str | None] = _HOUSE.action()
    medical: orm.Mapped[str | None] = _HOUSE.medical()
    notified: orm.Mapped[str | None] = _HOUSE.notified()
    children: orm.Mapped[int] = field(
        fields.Number(0, 500), N_("Children involved"), level=C2, topic=Topic.SAFETY, required=True, travels=False,
        by_itself=True,
    )  # fmt: skip

    def opens_for(self, work: Any) -> bool:
        """The key of C3 alone is not enough: a caseworker opens what is about their children, or about none."""
        return open_to(work, self)


class IncidentLine(Line):
    """A line appended to an entry of the book of the house."""

    __tablename__ = "incident_line"

    entry_id: orm.Mapped[str] = _entry("incident")
    kind: orm.Mapped[str] = _HOUSE.added()
    words: orm.Mapped[object] = _HOUSE.words()
    on_day: orm.Mapped[datetime.date | None] = _HOUSE.on_day()
    after_id: orm.Mapped[str | None] = _HOUSE.after_id()

    def opens_for(self, work: Any) -> bool:
        """As the entry does."""
        return open_to(work, work.get(Incident, self.entry_id))


class IncidentChild(OfFile, Record):
    """That a child was involved in an incident: seen by those who see the child's file, and have the ceiling."""

    __tablename__ = "incident_child"
    write_once: ClassVar[bool] = True

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file"), N_("File"), level=C2, topic=Topic.SAFETY, required=True, travels=False
    )
    entry_id: orm.Mapped[str] = _entry("incident")


class IncidentUntied(Record):
    """That a child was chosen wrongly: from then on the entry is not about it. That it was chosen stays written."""

    __tablename__ = "incident_untied"
    write_once: ClassVar[bool] = True

    entry_id: orm.Mapped[str] = _entry("incident")
    tie_id: orm.Mapped[str] = field(
        fields.Reference("incident_child"), N_("Which child"), level=C2, topic=Topic.SAFETY, required=True,
        travels=False, by_itself=True, index=True,
    )  # fmt: skip
    why: orm.Mapped[object] = field(
        fields.Text(500), N_("Why it was the wrong child"), level=C3, topic=Topic.SAFETY, required=True, travels=False,
        help=N_("without the name of either child"),
    )  # fmt: skip
    instead: orm.Mapped[bool] = field(
        fields.Flag(), N_("Another child was put in"), level=C2, topic=Topic.SAFETY, required=True, travels=False,
        by_itself=True,
    )  # fmt: skip

    def opens_for(self, work: Any) -> bool:
        """As the entry does."""
        return open_to(work, work.get(Incident, self.entry_id))


STANDS: Final = IncidentChild.id.not_in(sqlalchemy.select(IncidentUntied.tie_id))
"""A child that was chosen wrongly is not one the entry is about."""
_THEIRS: Final = sqlalchemy.select(IncidentChild.entry_id).where(STANDS)


def in_sight(work: Work) -> list[sqlalchemy.ColumnElement[bool]]:
    """What a statement asks of the entries of the house that are for these eyes, as `open_to` says of one."""
    own = Incident.made_by == work.actor.worker_id
    if BROWSE not in work.actor.rights:
        return [own]
    if work.actor.eyes.holders is None:
        return []
    return [sqlalchemy.or_(own, Incident.children == 0, Incident.id.in_(_THEIRS))]


def open_to(work: Work, entry: Incident) -> bool:
    """Whether an entry of the house is for these eyes: their own, about a child they see, or about none.

    Asked once in a unit of work, since every sealed cell asks it: a list costs the same for a hundred entries.
    """
    if entry.made_by == work.actor.worker_id:
        return True
    if BROWSE not in work.actor.rights:
        return False
    if work.actor.eyes.holders is None or entry.children == 0:
        return True
    known = work.session.info.get(BROWSE)
    if not isinstance(known, frozenset):
        known = work.session.info[BROWSE] = frozenset(work.all(_THEIRS))
    return entry.id in known


class ClosedIncident(Entry):
    """An incident for the specialists alone. Its children are sealed too: that it is about them is part of it."""

    __tablename__ = "closed_incident"
    depth = _CARE

    kind: orm.Mapped[object] = _CARE.kind()
    happened_at: orm.Mapped[object] = _CARE.happened_at()
    ended_at: orm.Mapped[object] = _CARE.ended_at()
    place: orm.Mapped[object] = _CARE.place()
    what: orm.Mapped[object] = _CARE.what()
    others: orm.Mapped[object] = _CARE.others()
    staff: orm.Mapped[object] = _CARE.staff()
    action: orm.Mapped[object] = _CARE.action()
    medical: orm.Mapped[object] = _CARE.medical()
    notified: orm.Mapped[object] = _CARE.notified()
    involved: orm.Mapped[object] = _CARE.involved()


class ClosedIncidentLine(Line):
    """A line appended to it."""

    __tablename__ = "closed_incident_line"

    entry_id: orm.Mapped[str] = _entry("closed_incident")
    kind: orm.Mapped[object] = _CARE.added()
    words: orm.Mapped[object] = _CARE.words()
    on_day: orm.Mapped[object] = _CARE.on_day()
    after_id: orm.Mapped[object] = _CARE.after_id()


class OfRegister(Entry):
    """What stands in the register of safeguarding: the key is not enough, whoever may be accused reads nothing."""

    __abstract__ = True
    depth = _REGISTER

    def opens_for(self, work: Any) -> bool:
        """Whether these eyes are nobody's who may be meant by it."""
        return not barred.shuts_out(work, self, lambda: work.all(_lines_of(type(self)), entry_id=self.id))


@functools.cache
def _lines_of(book: type[OfRegister]) -> sqlalchemy.Select[Any]:
    line = AllegationLine if book is Allegation else ComplaintLine
    return sqlalchemy.select(line).where(line.entry_id == sqlalchemy.bindparam("entry_id")).order_by(line.id)


class Allegation(OfRegister):
    """What is said against somebody who works with children. Its reference is told to whoever complained."""

    __tablename__ = "allegation"

    kind: orm.Mapped[object] = _REGISTER.kind()
    happened_at: orm.Mapped[object] = _REGISTER.happened_at()
    ended_at: orm.Mapped[object] = _REGISTER.ended_at()
    place: orm.Mapped[object] = _REGISTER.place()
    what: orm.Mapped[object] = _REGISTER.what()
    others: orm.Mapped[object] = _REGISTER.others()
    staff: orm.Mapped[object] = _REGISTER.staff()
    action: orm.Mapped[object] = _REGISTER.action()
    medical: orm.Mapped[object] = _REGISTER.medical()
    notified: orm.Mapped[object] = _REGISTER.notified()
    involved: orm.Mapped[object] = _REGISTER.involved()
    accused: orm.Mapped[object] = _REGISTER.field(
        fields.Choice("incident_accused"), N_("Is somebody accused who works with children?"), C2, required=True,
        help=N_("if so, it goes to the focal point for safeguarding, and to nobody else"),
    )  # fmt: skip
    accused_who: orm.Mapped[object] = _REGISTER.field(
        fields.Text(300), N_("Who is accused"), C3, help=N_("a name, or what is known: task, agency, since when here")
    )
    about: orm.Mapped[object] = _REGISTER.field(fields.Choice("allegation_kind"), N_("What they are accused of"), C3)
    meant: orm.Mapped[object] = _REGISTER.meant()
    not_meant: orm.Mapped[object] = _REGISTER.not_meant()


class AllegationLine(Line):
    """A line appended to it."""

    __tablename__ = "allegation_line"

    entry_id: orm.Mapped[str] = _entry("allegation")
    kind: orm.Mapped[object] = _REGISTER.added()
    words: orm.Mapped[object] = _REGISTER.words()
    on_day: orm.Mapped[object] = _REGISTER.on_day()
    after_id: orm.Mapped[object] = _REGISTER.after_id()
    meant: orm.Mapped[object] = _REGISTER.meant()
    not_meant: orm.Mapped[object] = _REGISTER.not_meant()

    def opens_for(self, work: Any) -> bool:
        """As the entry does."""
        return bool(work.get(Allegation, self.entry_id).opens_for(work))


class Complaint(OfRegister):
    """What a child, a family or a neighbour complains of: against nobody by name, and answered within its days."""

    __tablename__ = "complaint"
    at = "came_at"

    came_at: orm.Mapped[object] = _REGISTER.field(
        fields.Moment(), N_("When it came in"), C1, required=True, help=N_("left empty: just now")
    )
    way: orm.Mapped[object] = _REGISTER.field(fields.Choice("complaint_way"), N_("How it came in"), C2, required=True)
    complains_of: orm.Mapped[object] = _REGISTER.field(
        fields.Choice("complaint_about"), N_("What it is about"), C2, required=True
    )
    what: orm.Mapped[object] = _REGISTER.field(
        fields.Text(10_000, lines=5), N_("In the words of who complains"), C3, required=True
    )
    others: orm.Mapped[object] = _REGISTER.field(
        fields.Text(300), N_("Who else complains"), C3, help=N_("a family, somebody of the neighbourhood")
    )
    involved: orm.Mapped[object] = _REGISTER.involved()
    meant: orm.Mapped[object] = _REGISTER.meant()
    not_meant: orm.Mapped[object] = _REGISTER.not_meant()


class ComplaintLine(Line):
    """A line appended to it."""

    __tablename__ = "complaint_line"

    entry_id: orm.Mapped[str] = _entry("complaint")
    kind: orm.Mapped[object] = _REGISTER.added()
    words: orm.Mapped[object] = _REGISTER.words()
    on_day: orm.Mapped[object] = _REGISTER.on_day()
    after_id: orm.Mapped[object] = _REGISTER.after_id()
    meant: orm.Mapped[object] = _REGISTER.meant()
    not_meant: orm.Mapped[object] = _REGISTER.not_meant()

    def opens_for(self, work: Any) -> bool:
        """As the entry does."""
        return bool(work.get(Complaint, self.entry_id).opens_for(work))


OneLine = IncidentLine | ClosedIncidentLine | AllegationLine | ComplaintLine
