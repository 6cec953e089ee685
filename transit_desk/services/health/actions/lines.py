"""The lines of doses, written once: a slip is put right by a later line that names the one it corrects."""

from __future__ import annotations

from transit_desk.domain import errors
from transit_desk.domain.text import N_
from transit_desk.services.health.actions import planned
from transit_desk.services.health.records import Dose, given
from transit_desk.services.health.rules import doses
from transit_desk.storage.work import Work


def take_back(work: Work, line_id: str) -> None:
    """The dose is to be given, or as it was before this line."""
    row = work.get(Dose, line_id)
    is_latest(work, row)
    before = work.get(Dose, row.corrects_id) if row.corrects_id else None
    mark, witness = (doses.NOT_YET, None) if before is None else (before.mark, before.witness_id)
    put_right(work, row, {"mark": mark, "words": planned.UNDONE, "witness_id": witness})


def put_right(work: Work, row: Dose, checked: dict[str, object]) -> str:
    """Another mark of the same dose, at the same hour and by the same hand; who puts it right signs the line."""
    return work.add(
        Dose(file_id=row.file_id, medicine_id=row.medicine_id, on_day=row.on_day, minute=row.minute, at=row.at,
             by_id=row.by_id, corrects_id=row.id, **checked)
    ).id  # fmt: skip


def is_latest(work: Work, row: Dose) -> None:
    """A line is corrected once; then its correction is."""
    rows = given.lines(work, work.same(row.file_id), row.on_day, row.on_day)
    if any(each.corrects_id == row.id for each in rows):
        raise errors.RuleBroken(N_("This line was corrected already. Correct the later one."))
