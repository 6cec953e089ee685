"""What left the house about a child, packages and papers, and which of it lost its consent since."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy

from transit_desk.domain import consents
from transit_desk.domain.text import N_, Words
from transit_desk.export.redaction import Audience
from transit_desk.matching import whom
from transit_desk.services.case_file.records import Consent
from transit_desk.services.case_file.views.answers import answers_of, standing
from transit_desk.services.case_file.views.readership import ASKS_FOR
from transit_desk.storage.audit import AuditLine
from transit_desk.storage.records import records
from transit_desk.storage.work import Work

_LATEST = 40
_WAYS = {"print": N_("Printed paper"), "save": N_("Saved paper")}
_WHOM = {
    Audience.RECEIVING_AGENCY.value: N_("a receiving agency"),
    Audience.FOSTER_FAMILY.value: N_("the foster family"),
    Audience.CLINIC.value: N_("the clinic"),
    Audience.HOME.value: N_("the child, to take home"),
}


@dataclasses.dataclass(frozen=True)
class Left:
    """One thing that left: when, what, to whom; and the answer that withdrew its consent afterwards."""

    at: int
    what: Words
    whom: str | Words
    withdrawn_by: str = ""


def left_of(work: Work, file_id: str) -> tuple[Left, ...]:
    """What left, the newest first: nothing for eyes that read no answers about consent."""
    if not work.reads(Consent, "decision"):
        return ()
    answers = [row for row in answers_of(work, file_id) if row.withdrawn_at is None]
    left = [*_packages(work, file_id, answers), *_papers(work, file_id, answers)]
    return tuple(sorted(left, key=lambda each: each.at, reverse=True)[:_LATEST])


def _packages(work: Work, file_id: str, answers: Sequence[Consent]) -> Iterator[Left]:
    kinds: Mapping[str, Any] = records()
    entry, package, receiver = (kinds[name] for name in ("package_file", "package_sent", "receiver"))
    if not work.reads(entry, "package_id"):
        return
    sent: Any = sqlalchemy.select(package.created, receiver.name)
    rows = work.rows(
        sent.join(entry, entry.package_id == package.id)
        .join(receiver, receiver.id == package.receiver_id)
        .where(
            entry.file_id.in_(work.same(file_id)), package.created.is_not(None),
            entry.withdrawn_at.is_(None), package.withdrawn_at.is_(None),
        )
    )  # fmt: skip
    named = work.reads(receiver, "name")
    for row in rows:
        withdrawn = withdrawn_since(answers, row.created, row.name)
        yield Left(row.created, Words(N_("File handed over")), row.name if named else "", withdrawn)


def _papers(work: Work, file_id: str, answers: Sequence[Consent]) -> Iterator[Left]:
    """Papers for other readers, from the trail: printing leaves a line for each."""
    lines = work.all(
        sqlalchemy.select(AuditLine)
        .where(
            AuditLine.record_table == "case_file", AuditLine.record_id.in_(work.same(file_id)),
            AuditLine.kind.in_(sorted(_WAYS)),
        )
        .order_by(AuditLine.at.desc())
        .limit(_LATEST)
    )  # fmt: skip
    for line in lines:
        audience = line.columns[1] if len(line.columns) > 1 else ""
        if audience not in _WHOM:
            continue
        agency = audience == Audience.RECEIVING_AGENCY.value
        withdrawn = withdrawn_since(answers, line.at, None) if agency else ""
        yield Left(line.at, Words(_WAYS[line.kind]), Words(_WHOM[audience]), withdrawn)


def withdrawn_since(answers: Iterable[Consent], at: int, agency: str | None) -> str:
    """The no, later than a moment, to what was allowed to leave then; `agency` None: it went to nobody by name."""
    rows = list(answers)
    for purpose in dict.fromkeys(ASKS_FOR.values()):
        of_purpose = [
            row for row in standing(rows, purpose)
            if not row.for_whom or agency is None or whom.perhaps(row.for_whom, agency)
        ]  # fmt: skip
        stood = any(row.decision == consents.YES and row.made_at <= at for row in of_purpose)
        if not stood and purpose != "transfer":
            continue
        found = [row for row in of_purpose if row.decision in consents.STOPS and row.made_at > at]
        if found:
            return found[-1].id
    return ""
