"""The files of one package: who is in it, what allows each of them to leave, and their place in the series."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from typing import Any

import sqlalchemy

from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words
from transit_desk.services.handover.records import PackageFile, PackageSent, Receiver, standing
from transit_desk.services.handover.rules import DRAFT, agreement
from transit_desk.storage.records import records
from transit_desk.storage.work import Work


@dataclasses.dataclass(frozen=True)
class Checked:
    """One file of a draft and what allows it to leave."""

    entry_id: str
    file_id: str
    number: str
    agreed: agreement.Agreement
    decision_id: str | None = None


def add(work: Work, package: PackageSent, file_id: str) -> PackageFile:
    """Put a file into a draft; one that these eyes do not see is not there."""
    number(work, file_id)
    return work.add(PackageFile(file_id=file_id, package_id=package.id))


def left_behind(work: Work, file_ids: Collection[str], receiver_id: str) -> set[str]:
    """Brothers and sisters of these children who live in the house, and of whom nothing went to the same agency."""
    going = {work.stays(file_id) for file_id in file_ids}
    left = {other for one, other in work.ask("family.siblings") if one in going} - going
    if not left:
        return left
    kind: Any = records()["case_file"]
    here = set(work.all(sqlalchemy.select(kind.id).where(kind.id.in_(sorted(left)), kind.care_track == "resident")))
    sent = work.all(
        sqlalchemy.select(PackageFile.file_id)
        .join(PackageSent, PackageSent.id == PackageFile.package_id)
        .where(
            PackageFile.file_id.in_(sorted(here)), PackageFile.withdrawn_at.is_(None),
            PackageSent.receiver_id == receiver_id, PackageSent.state != DRAFT,
        )
    )  # fmt: skip
    return here - set(sent)


def of(work: Work, package: PackageSent) -> list[PackageFile]:
    """The files of a package that these eyes see, in the order in which they were put in."""
    return list(
        work.all(
            sqlalchemy.select(PackageFile)
            .where(PackageFile.package_id == package.id, PackageFile.withdrawn_at.is_(None))
            .order_by(PackageFile.made_at, PackageFile.id)
        )
    )


def renew(work: Work, package: PackageSent) -> tuple[Checked, ...]:
    """Look again at what allows each file to leave, and note it beside the file."""
    checked = []
    for entry in of(work, package):
        agreed = standing.of_entry(work, entry)
        basis = agreed.standing.value if agreed.allows else None
        if (entry.basis, entry.consent_id) != (basis, agreed.consent_id):
            entry.basis, entry.consent_id = basis, agreed.consent_id
        checked.append(told(work, entry, agreed))
    return tuple(checked)


def told(work: Work, entry: PackageFile, agreed: agreement.Agreement) -> Checked:
    """One file and its standing, for a list."""
    decision = None if agreed.allows else standing.decision_of(work, entry.id)
    return Checked(entry.id, entry.file_id, number(work, entry.file_id), agreed, decision.id if decision else None)


def all_allowed(checked: tuple[Checked, ...]) -> None:
    """No file leaves without a yes that still holds, or two persons who answer for it; every other one is named."""
    refused = tuple(
        errors.RuleBroken(
            Words(N_("{number} may not leave: {standing}."), {"number": each.number, "standing": each.agreed.words}),
            each.file_id,
        )
        for each in checked
        if not each.agreed.allows
    )
    if len(refused) == 1:
        raise refused[0]
    if refused:
        raise errors.Several(refused)


def next_sequence(work: Work, receiver: Receiver) -> int:
    """The next number in the series to this agency."""
    last = work.first(
        sqlalchemy.select(sqlalchemy.func.max(PackageSent.sequence)).where(PackageSent.receiver_id == receiver.id)
    )
    return (last or 0) + 1


def discard(work: Work, package: PackageSent) -> None:
    """Take a draft and its files out of use."""
    for entry in of(work, package):
        work.withdraw(entry, "draft discarded")
    work.withdraw(package, "draft discarded")


def number(work: Work, file_id: str) -> str:
    """A file's case number; `NotFound` where it is not for these eyes."""
    file = work.get(records()["case_file"], file_id)
    return str(getattr(file, "number"))  # noqa: B009  (slices do not know each other's records)
