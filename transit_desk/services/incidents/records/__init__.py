"""What is kept of incidents: three books, each sealed as deep as it has to be, whose entries are never changed.

The book of the house is read by those around the children, as far as their ceilings let them. What is sexual, or done
to oneself, is sealed to the specialists; an allegation against whoever works with children, to the register of
safeguarding. Whoever wrote an entry of those two does not read it again.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, ClassVar, Final

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.services.incidents.records import meant as asking
from transit_desk.storage.records import OfFile, Record, field
from transit_desk.storage.work import Work

BROWSE: Final = "incidents.browse"
C1, C2, C3 = Level.C1, Level.C2, Level.C3
_LINE: Final = fields.Text(300)
_STORY: Final = fields.Text(10_000, lines=5)


@dataclasses.dataclass(frozen=True)
class Depth:
    """How deep a book is sealed: whole, at C4 of one topic; or, the open book, each answer by itself."""

    sealed: Topic | None = None
    register: bool = False

    def field(self, kind: fields.Kind, label: str, level: Level, topic: Topic = Topic.SAFETY, **more: Any) -> Any:
        """An answer as this book keeps it."""
        if self.sealed is not None:
            level, topic = Level.C4, self.sealed
        return field(kind, label, level=level, topic=topic, safeguarding=self.register, travels=False, **more)


def _asked(depth: Depth) -> dict[str, Any]:
    """The questions that every book asks of an incident."""
    house = Topic.LOGISTICS
    return {
        "kind": depth.field(fields.Choice("incident_kind"), N_("What it is"), C2, required=True),
        "happened_at": depth.field(fields.Moment(), N_("When it happened, or began"), C1, house, required=True),
        "ended_at": depth.field(fields.Moment(), N_("When it ended"), C1, house),
        "place": depth.field(fields.Text(200), N_("Where"), C2),
        "what": depth.field(
            _STORY, N_("What happened"), C3, required=True, help=N_("what was seen and heard, in order; no names")
        ),
        "others": depth.field(
            _LINE, N_("Children you could not choose above"), C3, help=N_("by their number, or how many")
        ),
        "staff": depth.field(_LINE, N_("Staff who were there"), C2, help=N_("by their task")),
        "action": depth.field(fields.Text(4_000, lines=3), N_("What was done at once"), C2),
        "medical": depth.field(fields.Text(2_000, lines=2), N_("Medical care"), C2, Topic.HEALTH),
        "notified": depth.field(_LINE, N_("Who was told"), C2, help=N_("by their task, and when")),
    }  # fmt: skip


def _appended(depth: Depth) -> dict[str, Any]:
    """What an appended line holds; one that answers a follow-up names it."""
    return {
        "kind": depth.field(fields.Choice("incident_line"), N_("What is added"), C2, required=True),
        "words": depth.field(
            _STORY, N_("In a few words"), C3, required=True, help=N_("by numbers and tasks; no names")
        ),
        "on_day": depth.field(fields.Day(), N_("To be followed up on"), C2),
        "after_id": depth.field(fields.Text(36), N_("The follow-up that is done"), C2, by_itself=True),
    }  # fmt: skip


class Entry(Record):
    """An entry of a book. It is never changed: what is put right, or becomes known, is appended."""

    __abstract__ = True
    write_once: ClassVar[bool] = True
    depth: ClassVar[Depth]

    if TYPE_CHECKING:
        kind: orm.Mapped[Any]
        happened_at: orm.Mapped[Any]
        ended_at: orm.Mapped[Any]
        what: orm.Mapped[Any]

    def __init_subclass__(cls, **more: Any) -> None:
        """Each book keeps the same answers, as deep as it is sealed."""
        for name, described in _asked(cls.depth).items():
            setattr(cls, name, described)
        super().__init_subclass__(**more)

    number: orm.Mapped[str] = field(
        fields.Text(20), N_("Reference"), level=C1, topic=Topic.LOGISTICS, required=True, index=True, travels=False,
        by_itself=True,
    )  # fmt: skip


class Line(Record):
    """What was appended to an entry: by whom and when is the record's own."""

    __abstract__ = True
    write_once: ClassVar[bool] = True
    depth: ClassVar[Depth]

    if TYPE_CHECKING:
        entry_id: orm.Mapped[str]
        kind: orm.Mapped[Any]
        on_day: orm.Mapped[Any]
        after_id: orm.Mapped[Any]

    def __init_subclass__(cls, **more: Any) -> None:
        """Each book keeps the same lines, as deep as it is sealed."""
        for name, described in _appended(cls.depth).items():
            setattr(cls, name, described)
        super().__init_subclass__(**more)


def _entry(table: str) -> Any:
    return field(
        fields.Reference(table), N_("Entry"), level=C1, topic=Topic.LOGISTICS, required=True, travels=False,
        by_itself=True,
    )  # fmt: skip


class Incident(Entry):
    """An entry of the book of the house."""

    __tablename__ = "incident"
    depth = Depth()

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
    depth = Depth()
    entry_id: orm.Mapped[str] = _entry("incident")

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


def _involved(depth: Depth) -> Any:
    return depth.field(fields.Structured(), N_("Children involved"), C3, by_itself=True)


def _meant(depth: Depth) -> Any:
    return depth.field(
        fields.Structured(), N_("Of those who work here, who is accused"), C3,
        help=N_("they will not read it, now or later"),
    )  # fmt: skip


def _not_meant(depth: Depth) -> Any:
    return depth.field(
        fields.Structured(), N_("Not accused, though the name or the task is alike"), C3,
        help=N_("to answer when you are asked about somebody"),
    )  # fmt: skip


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
    depth = Depth(Topic.PSYCHOSOCIAL)
    involved: orm.Mapped[object] = _involved(depth)


class ClosedIncidentLine(Line):
    """A line appended to it."""

    __tablename__ = "closed_incident_line"
    depth = ClosedIncident.depth
    entry_id: orm.Mapped[str] = _entry("closed_incident")


class Allegation(Entry):
    """What is said against somebody who works with children. Its reference is told to whoever complained."""

    __tablename__ = "allegation"
    depth = Depth(Topic.SAFETY, register=True)
    involved: orm.Mapped[object] = _involved(depth)
    accused: orm.Mapped[object] = depth.field(
        fields.Choice("incident_accused"), N_("Is somebody accused who works with children?"), C2, required=True,
        help=N_("if so, it goes to the focal point for safeguarding, and to nobody else"),
    )  # fmt: skip
    accused_who: orm.Mapped[object] = depth.field(
        _LINE, N_("Who is accused"), C3, help=N_("a name, or what is known: task, agency, since when here")
    )
    about: orm.Mapped[object] = depth.field(fields.Choice("allegation_kind"), N_("What they are accused of"), C3)
    meant: orm.Mapped[object] = _meant(depth)
    not_meant: orm.Mapped[object] = _not_meant(depth)
    complains_of: orm.Mapped[object] = depth.field(fields.Choice("complaint_about"), N_("What it is about"), C2)
    way: orm.Mapped[object] = depth.field(fields.Choice("complaint_way"), N_("How it came in"), C2)

    def opens_for(self, work: Any) -> bool:
        """The key alone is not enough: whoever may be accused reads nothing of it."""
        return not asking.shuts_out(work, self)


class AllegationLine(Line):
    """A line appended to it."""

    __tablename__ = "allegation_line"
    depth = Allegation.depth
    entry_id: orm.Mapped[str] = _entry("allegation")
    meant: orm.Mapped[object] = _meant(depth)
    not_meant: orm.Mapped[object] = _not_meant(depth)

    def opens_for(self, work: Any) -> bool:
        """As the entry does."""
        entry: Allegation = work.get(Allegation, self.entry_id)
        return entry.opens_for(work)
