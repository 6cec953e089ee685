"""What the records say about a file that should leave: consent, and best-interest decisions."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator, Sequence

import sqlalchemy

from transit_desk.matching import whom
from transit_desk.services.handover.records import (
    BestInterest,
    BestInterestApproval,
    PackageFile,
    PackageSent,
    Receiver,
)
from transit_desk.services.handover.rules.agreement import Agreement, Standing, standing, with_decision
from transit_desk.storage.work import Work

PURPOSE = "transfer"


def of_child(work: Work, file_id: str, agency: Receiver | None = None) -> Agreement:
    """The answer about a transfer that counts for one agency, or without one the newest whoever it is for.

    What two persons decided for one package is none.
    """
    named = {"whom": agency.name, "there": agency.focal_point} if agency is not None else {}
    answer = work.ask("case_file.agreed_to", file_id=file_id, purpose=PURPOSE, **named)
    if answer is None:
        return Agreement(Standing.NOT_ASKED)
    held = standing(answer.decision, answer.expires_on, work.today())
    agreed = Agreement(held, answer.key, answer.on_day, answer.limits)
    if agreed.allows and agency is not None and answer.doubt and not _another(work, agency, answer.doubt):
        return dataclasses.replace(agreed, standing=Standing.DOUBTFUL)
    return agreed


def _another(work: Work, agency: Receiver, name: str) -> bool:
    """Whether a name is exactly that of another agency that is written down here."""
    others = sqlalchemy.select(Receiver.name).where(Receiver.id != agency.id, Receiver.withdrawn_at.is_(None))
    return any(whom.same(name, each) for each in work.all(others))


def of_entry(work: Work, entry: PackageFile) -> Agreement:
    """What allows this file to leave in this package, to its agency."""
    agency = work.first(
        sqlalchemy.select(Receiver)
        .join(PackageSent, PackageSent.receiver_id == Receiver.id)
        .where(PackageSent.id == entry.package_id)
    )
    own = of_child(work, entry.file_id, agency)
    decision = None if own.allows else decision_of(work, entry.id)
    if decision is None:
        return own
    agreeing = work.all(
        sqlalchemy.select(BestInterestApproval.made_by).where(
            BestInterestApproval.decision_id == decision.id, BestInterestApproval.withdrawn_at.is_(None)
        )
    )
    return with_decision(own, decision.made_by, frozenset(agreeing))


@contextlib.contextmanager
def as_agreed(work: Work, entry: PackageFile) -> Iterator[None]:
    """Gather for this package inside: what was agreed to for its agency by name counts, and what two persons decided.

    Neither counts for any other paper.
    """
    decided = of_entry(work, entry).allows
    with work.deciding(*([entry.file_id] if decided else [])):
        yield


def decision_of(work: Work, entry_id: str) -> BestInterest | None:
    """The newest reasoned wish about a file of a package."""
    return work.first(
        sqlalchemy.select(BestInterest)
        .where(BestInterest.entry_id == entry_id, BestInterest.withdrawn_at.is_(None))
        .order_by(BestInterest.made_at.desc(), BestInterest.id.desc())
    )


def undecide(work: Work, files: Sequence[PackageFile]) -> None:
    """What two persons decided was about one agency and one purpose; for another they decide anew."""
    for entry in files:
        decision = decision_of(work, entry.id)
        if decision is not None:
            work.withdraw(decision, "for another agency or purpose")
    work.session.flush()
