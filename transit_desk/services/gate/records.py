"""What is kept of the gate: a request as it came, which child it was about, what was decided, what became of it.

Each is written once. Whoever stands at the gate writes the request down; which child is meant is said by those above.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import fields
from transit_desk.domain.levels import Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage.records import OfFile, Record, field
from transit_desk.storage.work import Work

BROWSE: Final = "gate.browse"
C1, C2, C3 = Level.C1, Level.C2, Level.C3
_SAFETY: Final = Topic.SAFETY
_LINE: Final = fields.Text(200)
_STORY: Final = fields.Text(4_000, lines=3)


class OfRequest:
    """What is sealed of a request opens to those to whom the request is open: the key of C3 alone is not enough."""

    def opens_for(self, work: Any) -> bool:
        """Whether these eyes open the request."""
        return open_to(work, str(getattr(self, "request_id", None) or getattr(self, "id", "")))


def _request() -> Any:
    return field(
        fields.Reference("gate_request"), N_("Request"), level=C1, topic=Topic.LOGISTICS, required=True, travels=False,
        by_itself=True,
    )  # fmt: skip


class GateRequest(OfRequest, Record):
    """Somebody from outside wants something of a child. Until the director decides it is refused."""

    __tablename__ = "gate_request"
    write_once: ClassVar[bool] = True

    number: orm.Mapped[str] = field(
        fields.Text(20), N_("Reference"), level=C1, topic=Topic.LOGISTICS, required=True, index=True, travels=False,
        by_itself=True,
    )  # fmt: skip
    at: orm.Mapped[int] = field(
        fields.Moment(), N_("At which hour"), level=C1, topic=Topic.LOGISTICS, required=True, travels=False,
        help=N_("left empty: just now"),
    )  # fmt: skip
    asker: orm.Mapped[str] = field(
        fields.Choice("gate_asker"), N_("Who asks"), level=C2, topic=_SAFETY, required=True, travels=False
    )
    name: orm.Mapped[str | None] = field(
        _LINE, N_("Their name"), level=C2, topic=_SAFETY, travels=False, help=N_("as they say it; several if need be")
    )
    task: orm.Mapped[str | None] = field(
        _LINE, N_("Their function, and of which service"), level=C2, topic=_SAFETY, travels=False
    )
    contact: orm.Mapped[str | None] = field(
        _LINE, N_("How to reach them"), level=C2, topic=_SAFETY, travels=False, help=N_("a telephone number")
    )
    paper: orm.Mapped[str | None] = field(
        _LINE, N_("Paper they showed"), level=C2, topic=_SAFETY, travels=False, help=N_("which, by whom, of which day")
    )
    wish: orm.Mapped[str] = field(
        fields.Choice("gate_wish"), N_("What they want"), level=C2, topic=_SAFETY, required=True, travels=False
    )
    asked_for: orm.Mapped[object] = field(
        _LINE, N_("Whom they ask for"), level=C3, topic=_SAFETY, travels=False,
        help=N_("in their words; never say whether anybody of that name is here"),
    )  # fmt: skip
    words: orm.Mapped[object] = field(
        _STORY, N_("What they said and did"), level=C3, topic=_SAFETY, travels=False, help=N_("armed? how many? a car?")
    )


class GateChild(OfFile, Record):
    """That a request was about this child: written by those who may know who is here, never at the gate."""

    __tablename__ = "gate_child"
    write_once: ClassVar[bool] = True

    file_id: orm.Mapped[str] = field(
        fields.Reference("case_file", "case_file.to_choose", searched=True),
        N_("Which child"), level=C2, topic=_SAFETY, required=True,
        travels=False,
    )  # fmt: skip
    request_id: orm.Mapped[str] = _request()


class GateUntied(OfRequest, Record):
    """That a child was chosen wrongly: from then on the request is not about it. That it was chosen stays written."""

    __tablename__ = "gate_untied"
    write_once: ClassVar[bool] = True

    request_id: orm.Mapped[str] = _request()
    tie_id: orm.Mapped[str] = field(
        fields.Reference("gate_child"), N_("Which child"), level=C2, topic=_SAFETY, required=True, travels=False,
        by_itself=True, index=True,
    )  # fmt: skip
    why: orm.Mapped[object] = field(
        fields.Text(500), N_("Why it was the wrong child"), level=C3, topic=_SAFETY, required=True, travels=False,
        help=N_("without the name of either child"),
    )  # fmt: skip


class GateDecision(OfRequest, Record):
    """What the director decided, after the child was asked. It is final: whoever wants something else asks anew.

    Unless the child whose word it rests on was chosen wrongly: then nothing is decided.
    """

    __tablename__ = "gate_decision"
    write_once: ClassVar[bool] = True

    request_id: orm.Mapped[str] = _request()
    tie_id: orm.Mapped[str | None] = field(
        fields.Reference("gate_child"), N_("The child whose word it rests on"), level=C2, topic=_SAFETY, travels=False,
        by_itself=True,
    )  # fmt: skip
    decision: orm.Mapped[str] = field(
        fields.Choice("gate_decision"), N_("What is decided"), level=C2, topic=_SAFETY, required=True, travels=False
    )
    why: orm.Mapped[object] = field(_STORY, N_("Why"), level=C3, topic=_SAFETY, required=True, travels=False)
    child_answer: orm.Mapped[str] = field(
        fields.Choice("gate_child_answer"), N_("What the child says"), level=C2, topic=_SAFETY, required=True,
        travels=False, help=N_("asked alone, before anything is decided; a no is a no"),
    )  # fmt: skip
    child_words: orm.Mapped[object] = field(_STORY, N_("In the child’s words"), level=C3, topic=_SAFETY, travels=False)
    asked_by: orm.Mapped[str | None] = field(
        fields.Reference("worker", "office.colleagues"), N_("Who asked the child"), level=C2, topic=_SAFETY,
        travels=False,
    )  # fmt: skip
    legal_paper: orm.Mapped[str | None] = field(
        _LINE, N_("Paper of the law that was read"), level=C2, topic=_SAFETY, travels=False,
        help=N_("which, of which court or service, of which day"),
    )  # fmt: skip
    present: orm.Mapped[str | None] = field(
        _LINE, N_("Who stays with the child"), level=C2, topic=_SAFETY, travels=False
    )
    woman: orm.Mapped[bool | None] = field(
        fields.Flag(), N_("A woman stays with the child"), level=C2, topic=_SAFETY, travels=False
    )
    place: orm.Mapped[str | None] = field(
        _LINE, N_("Where"), level=C2, topic=_SAFETY, travels=False, help=N_("not where children sleep")
    )
    minutes: orm.Mapped[int | None] = field(
        fields.Number(1, 240), N_("For how many minutes"), level=C2, topic=_SAFETY, travels=False
    )


class GateOutcome(OfRequest, Record):
    """What became of a request."""

    __tablename__ = "gate_outcome"
    write_once: ClassVar[bool] = True

    request_id: orm.Mapped[str] = _request()
    outcome: orm.Mapped[str] = field(
        fields.Choice("gate_outcome"), N_("What became of it"), level=C2, topic=_SAFETY, required=True, travels=False
    )
    at: orm.Mapped[int] = field(
        fields.Moment(), N_("At which hour"), level=C2, topic=_SAFETY, required=True, travels=False
    )
    words: orm.Mapped[object] = field(
        _STORY, N_("In a few words"), level=C3, topic=_SAFETY, travels=False,
        help=N_("how the child was afterwards, what the child says"),
    )  # fmt: skip


STANDS: Final = GateChild.id.not_in(sqlalchemy.select(GateUntied.tie_id))
"""A child that was chosen wrongly is not one the request is about."""
HOLDS: Final = sqlalchemy.or_(
    GateDecision.tie_id.is_(None), GateDecision.tie_id.not_in(sqlalchemy.select(GateUntied.tie_id))
)
"""A decision falls with the word of a child that was chosen wrongly; it stays written."""
_THEIRS: Final = sqlalchemy.select(GateChild.request_id).where(STANDS)
_OWN: Final = sqlalchemy.select(GateRequest.id).where(GateRequest.made_by == sqlalchemy.bindparam("worker_id"))


def open_to(work: Work, request_id: str) -> bool:
    """Whether a request is for these eyes: they read them all, they wrote it, or it is about a child of theirs.

    Asked once in a unit of work, since every sealed cell asks it.
    """
    if BROWSE in work.actor.rights:
        return True
    known = work.session.info.get(BROWSE)
    if not isinstance(known, frozenset):
        theirs = work.all(_THEIRS) if work.reads(GateChild, "file_id") else ()
        known = work.session.info[BROWSE] = frozenset((*theirs, *work.all(_OWN, worker_id=work.actor.worker_id)))
    return request_id in known
