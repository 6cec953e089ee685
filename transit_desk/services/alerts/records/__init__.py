"""What is kept of an alert: what was said, who follows it, and every step as a dated line."""

from __future__ import annotations

import dataclasses
import datetime

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import Record, field
from transit_desk.storage.work import Work

FOLLOW = "alerts.follow"
C1, C3 = Level.C1, Level.C3
_LINE = fields.Text(300)
_STORY = fields.Text(10_000, lines=4)


@dataclasses.dataclass(frozen=True)
class Open:
    """Which alerts these eyes may open: every one, or those with these keys."""

    every: bool
    ids: frozenset[str] = frozenset()

    def holds(self, alert_id: str) -> bool:
        """Whether this alert is open to them."""
        return self.every or alert_id in self.ids

    def among(self) -> list[sqlalchemy.ColumnElement[bool]]:
        """The condition that keeps a statement to them."""
        return [] if self.every else [Alert.id.in_(sorted(self.ids))]


def open_to(work: Work) -> Open:
    """Those who follow alerts and see every file follow every alert; others those they noted or were given.

    Asked once in a unit of work, since every sealed cell asks it: a list costs the same for a hundred alerts.
    """
    if FOLLOW not in work.actor.rights:
        return Open(every=False)
    if work.actor.eyes.holders is None:
        return Open(every=True)
    known = work.session.info.get(FOLLOW)
    if isinstance(known, Open):
        return known
    own = work.all(
        sqlalchemy.select(AlertFollower.alert_id).where(
            AlertFollower.worker_id == work.actor.worker_id, AlertFollower.withdrawn_at.is_(None)
        )
    )
    found = Open(every=False, ids=frozenset(own))
    work.session.info[FOLLOW] = found
    return found


class OfAlert:
    """What is sealed of an alert opens to those who follow it: the key of C3 alone is not enough."""

    def opens_for(self, work: Work) -> bool:
        """Whether the alert is open to these eyes."""
        return open_to(work).holds(str(getattr(self, "alert_id", None) or getattr(self, "id", "")))


class Alert(OfAlert, Record):
    """Somebody says that children can come out. No name of a child is ever asked here.

    Who gave it and where the children are can cost lives: both are sealed, and opened for those alone who follow the
    alert. Everybody else is told a day and a count, so that a house knows how many may be on their way.
    """

    __tablename__ = "alert"

    place: orm.Mapped[object] = field(
        fields.Place(300), N_("Where they are"), level=C3, topic=Topic.SAFETY, travels=False,
        help=N_("as it was said; sealed"),
    )  # fmt: skip
    source: orm.Mapped[object] = field(
        fields.Choice("alert_source"), N_("Who says it"), level=C3, topic=Topic.SAFETY, travels=False
    )
    contact: orm.Mapped[object] = field(
        _LINE, N_("How to reach them"), level=C3, topic=Topic.SAFETY, travels=False,
        help=N_("a number, a radio, who passes the word on; no child's name"),
    )  # fmt: skip
    children: orm.Mapped[int] = field(
        fields.Number(1, 2_000), N_("How many children"), level=C1, topic=Topic.LOGISTICS, required=True
    )
    girls: orm.Mapped[int | None] = field(
        fields.Number(0, 2_000), N_("Of them girls"), level=C1, topic=Topic.CARE,
        help=N_("leave it empty if nobody said"),
    )  # fmt: skip
    girls_asked: orm.Mapped[str | None] = field(
        fields.Choice("girls_asked"), N_("No girl named: was it asked?"), level=C1, topic=Topic.CARE,
        help=N_("needed where no girl is named"),
    )  # fmt: skip
    urgency: orm.Mapped[str] = field(
        fields.Choice("alert_urgency"), N_("How soon"), level=C1, topic=Topic.CARE, required=True
    )
    said_at: orm.Mapped[int] = field(
        fields.Moment(), N_("Said at"), level=C1, topic=Topic.LOGISTICS, required=True, index=True
    )
    state: orm.Mapped[str] = field(
        fields.Choice("alert_step"), N_("State"), level=C1, topic=Topic.CARE, required=True, index=True
    )
    mission_on: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("Mission on"), level=C1, topic=Topic.CARE)
    event_id: orm.Mapped[str | None] = field(
        fields.Reference("release_event"), N_("Group arrival"), level=C1, topic=Topic.CARE
    )
    answer_by: orm.Mapped[datetime.date] = field(
        fields.Day(), N_("To be answered by"), level=C1, topic=Topic.CARE, required=True
    )
    answered_on: orm.Mapped[datetime.date | None] = field(fields.Day(), N_("Answered on"), level=C1, topic=Topic.CARE)


class AlertFollower(Record):
    """A worker to whom an alert is open, beside those who see every file."""

    __tablename__ = "alert_follower"

    alert_id: orm.Mapped[str] = field(fields.Reference("alert"), N_("Alert"), level=C1, topic=Topic.CARE, required=True)
    worker_id: orm.Mapped[str] = field(
        fields.Reference("worker", "alerts.colleagues"), N_("Who follows it too"), level=C1, topic=Topic.CARE,
        required=True,
    )  # fmt: skip


class AlertStep(OfAlert, Record):
    """One step of an alert, with its day. A later step stands beside the earlier ones, never over them."""

    __tablename__ = "alert_step"

    alert_id: orm.Mapped[str] = field(fields.Reference("alert"), N_("Alert"), level=C1, topic=Topic.CARE, required=True)
    step: orm.Mapped[str] = field(fields.Choice("alert_step"), N_("Step"), level=C1, topic=Topic.CARE, required=True)
    on_day: orm.Mapped[datetime.date] = field(fields.Day(), N_("Day"), level=C1, topic=Topic.CARE, required=True)
    words: orm.Mapped[object] = field(_STORY, N_("In a few words"), level=C3, topic=Topic.SAFETY, travels=False)
    team: orm.Mapped[object] = field(_LINE, N_("Who goes"), level=C3, topic=Topic.SAFETY, travels=False)
    going: orm.Mapped[int | None] = field(fields.Number(1, 60), N_("How many go"), level=C1, topic=Topic.CARE)
    women: orm.Mapped[int | None] = field(fields.Number(0, 60), N_("Of them women"), level=C1, topic=Topic.CARE)
    no_woman_why: orm.Mapped[str | None] = field(
        _LINE, N_("No woman goes: why"), level=C1, topic=Topic.CARE, help=N_("needed where no woman goes")
    )
    children: orm.Mapped[int | None] = field(
        fields.Number(1, 2_000), N_("How many children"), level=C1, topic=Topic.CARE
    )
    girls: orm.Mapped[int | None] = field(fields.Number(0, 2_000), N_("Of them girls"), level=C1, topic=Topic.CARE)
    girls_asked: orm.Mapped[str | None] = field(
        fields.Choice("girls_asked"), N_("What was answered about girls"), level=C1, topic=Topic.CARE
    )
    passed_to: orm.Mapped[object] = field(
        fields.Choice("partner_role"), N_("Passed on to"), level=C3, topic=Topic.SAFETY, travels=False
    )
    way: orm.Mapped[str | None] = field(fields.Choice("alert_answer_way"), N_("Told how"), level=C1, topic=Topic.CARE)
    event_id: orm.Mapped[str | None] = field(
        fields.Reference("release_event", "alerts.events_to_link"), N_("Group arrival"), level=C1, topic=Topic.CARE
    )
