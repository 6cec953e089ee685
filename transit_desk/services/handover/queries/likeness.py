"""Which file here may be the same child's: by number, by an earlier package, by who the child is said to be."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy

from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words
from transit_desk.services.handover.records import ChildReceived, PackageReceived, Proposal, came_in, entries
from transit_desk.services.handover.rules import reading
from transit_desk.services.handover.views import Candidacy
from transit_desk.storage.work import Work


def likely(work: Work, row: PackageReceived, child: ChildReceived, parts: Sequence[Proposal]) -> tuple[Candidacy, ...]:
    """By our own number, by an earlier package of the same sender, then by who the child is said to be."""
    found: dict[str, Candidacy] = {}
    if child.number:
        for hit in work.search(("number",), (child.number,)):
            found.setdefault(hit.file_id, Candidacy(hit.file_id, child.number, Words(N_("the same case number"))))
        for file_id in work.all(
            sqlalchemy.select(ChildReceived.file_id)
            .join(PackageReceived, PackageReceived.id == ChildReceived.received_id)
            .where(
                ChildReceived.number == child.number,
                ChildReceived.file_id.is_not(None),
                PackageReceived.sender_key == row.sender_key,
            )
        ):
            if file_id and file_id not in found:
                number = entries.number(work, file_id)
                found[file_id] = Candidacy(file_id, number, Words(N_("the same sender wrote about this child before")))
    for each in _alike(work, row, parts):
        found.setdefault(each.file_id, each)
    return tuple(found.values())


def _alike(work: Work, row: PackageReceived, parts: Sequence[Proposal]) -> list[Candidacy]:
    part = next((part for part in parts if part.section == "identity"), None)
    content = came_in.content_of(work, part) if part is not None else None
    if not isinstance(content, dict):
        return []
    try:
        told = reading.identity(content, work.day_of(row.created))
    except errors.RuleBroken:
        return []  # said when somebody wants to take it over; until then it is only shown
    parents = {each.what: each.words for each in told.stated if each.what in {"mother", "father"}}
    found = work.ask(
        "case_file.possible_earlier", name=told.name, sex=told.sex, born=told.born, village=told.village, **parents
    )
    return [Candidacy(each.file_id, each.label, each.reason) for each in found if each.file_id]
