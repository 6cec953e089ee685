"""What the records say about a file that should leave: consent, best-interest decisions, what the child keeps back."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterator, Sequence
from typing import Any, cast

import sqlalchemy

from transit_desk.domain import consents
from transit_desk.export import redaction
from transit_desk.services.handover.records import (
    BestInterest,
    BestInterestApproval,
    PackageFile,
    PackageSent,
    Receiver,
)
from transit_desk.services.handover.rules.agreement import Agreement, Standing, standing, with_decision
from transit_desk.storage import kept
from transit_desk.storage.records import records
from transit_desk.storage.work import Work

PURPOSE = "transfer"
_KEPT_FROM_AGENCIES = redaction.KEPT_FROM[redaction.Audience.RECEIVING_AGENCY]


def of_child(work: Work, file_id: str, agency: str | None = None) -> Agreement:
    """The answer about a transfer that counts for one agency, or without one the newest whoever it is for.

    What two persons decided for one package is none.
    """
    rows = work.all(_answers(), files=work.same(file_id))
    counting = [
        row
        for each in work.same(file_id)
        if (row := _counting([row for row in rows if row.file_id == each], agency)) is not None
    ]
    if not counting:
        return Agreement(Standing.NOT_ASKED)
    row = consents.strictest(counting, _joined_on(work, file_id), work.today())
    seen = work.see(row, "limits")
    return Agreement(
        standing(row.decision, row.expires_on, work.today()), row.id, row.on_day, str(seen) if seen else ""
    )


@functools.cache
def _answers() -> sqlalchemy.Select[Any]:
    consent: Any = records()["consent"]  # by its table's name: slices do not know each other
    return (
        sqlalchemy.select(consent)
        .where(
            consent.file_id.in_(kept.FILES),
            consent.purpose == PURPOSE,
            consent.decision != Standing.BEST_INTEREST.value,
            consent.withdrawn_at.is_(None),
        )
        .order_by(consent.on_day, consent.made_at, consent.id)
    )


def _counting(rows: Sequence[Any], agency: str | None) -> Any:
    """Of one file: the answer that counts for an agency, or the newest whoever it is for."""
    return consents.counting(rows, agency) if agency is not None else rows[-1] if rows else None


def _joined_on(work: Work, file_id: str) -> int:
    """When the last file of this child was joined to the others; what is answered since is for all of them."""
    files, joining = work.same(file_id), cast("Any", records()["joining"])
    if len(files) == 1:
        return 0
    at = sqlalchemy.select(joining.made_at).where(joining.file_id.in_(files), joining.withdrawn_at.is_(None))
    return max(work.all(at), default=0)


def of_entry(work: Work, entry: PackageFile) -> Agreement:
    """What allows this file to leave in this package, to its agency."""
    agency = work.first(
        sqlalchemy.select(Receiver.name)
        .join(PackageSent, PackageSent.receiver_id == Receiver.id)
        .where(PackageSent.id == entry.package_id)
    )
    own = of_child(work, entry.file_id, agency or "")
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


def withheld(work: Work, file_id: str) -> frozenset[str]:
    """The topics this child wants kept from another agency. A named person may work there, and so may the State."""
    kind: Any = records()["withholding"]
    rows = [row for each in work.same(file_id) for row in work.standing(kind, each)]
    return frozenset(str(topic) for row in rows if row.from_whom in _KEPT_FROM_AGENCIES for topic in row.topics)
