"""What came in, as it lies here: the children of a package and the parts of each."""

from __future__ import annotations

import sqlalchemy

from transit_desk.domain import errors
from transit_desk.domain.text import N_
from transit_desk.services.handover.records import ChildReceived, Proposal
from transit_desk.storage.work import HIDDEN, Work


def children_of(work: Work, received_id: str) -> list[ChildReceived]:
    """The children of a package that came in."""
    return list(
        work.all(
            sqlalchemy.select(ChildReceived)
            .where(ChildReceived.received_id == received_id, ChildReceived.withdrawn_at.is_(None))
            .order_by(ChildReceived.made_at, ChildReceived.id)
        )
    )


def parts_of(work: Work, child_id: str) -> list[Proposal]:
    """The parts of one child, in a steady order."""
    return list(
        work.all(
            sqlalchemy.select(Proposal)
            .where(Proposal.child_id == child_id, Proposal.withdrawn_at.is_(None))
            .order_by(Proposal.section)
        )
    )


def content_of(work: Work, part: Proposal) -> object:
    """A part as they wrote it."""
    seen = work.see(part, "content")
    if seen is HIDDEN:
        raise errors.NotAllowed(N_("This part is sealed to others."))
    return seen["value"]
