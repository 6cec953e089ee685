"""What was promised until tomorrow, on a sheet for those who are on duty: codes only."""

from __future__ import annotations

import sqlalchemy

from transit_desk import choices, paper
from transit_desk.action import query
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Words
from transit_desk.reports import document
from transit_desk.services.case_file import views
from transit_desk.services.case_file.records import CaseFile, Due
from transit_desk.storage import kept
from transit_desk.storage.work import Work

_COLUMNS = (
    document.Column(Words(N_("Code")), 1.6),
    document.Column(Words(N_("What")), 3.0),
    document.Column(Words(N_("By")), 1.4),
    document.Column(Words(N_("Who")), 2.2),
    document.Column(Words(N_("Done?")), 0.8),
)
_DUE = (
    sqlalchemy.select(Due)
    .where(
        Due.done_on.is_(None), Due.withdrawn_at.is_(None),
        Due.to_day <= sqlalchemy.bindparam("day", type_=sqlalchemy.Date),
    )
    .order_by(Due.to_day, Due.made_at)
)  # fmt: skip


@query(N_("Visits and promises until tomorrow"), needs="read")
def due_sheet(work: Work) -> document.Document:
    """Every visit and promise that is late or due until tomorrow, of the children these eyes see."""
    rows: tuple[Due, ...] = ()
    if work.reads(Due, "what"):
        rows = tuple(views.once(work, work.all(_DUE, day=work.today() + dates.ONE_DAY)))
    files = {file.id: file.number for file in work.all(kept.some_of(CaseFile), ids=sorted({r.file_id for r in rows}))}
    lines = tuple(
        (files.get(row.file_id, ""), choices.say("due_what", row.what), dates.say_day(row.to_day), row.who or "",
         "[   ]")
        for row in rows
    )  # fmt: skip
    block = document.Table(_COLUMNS, lines) if lines else document.Paragraph(Words(N_("Nothing is due.")))
    return paper.of_centre(work, Words(N_("Visits and promises until tomorrow")), (block,))
