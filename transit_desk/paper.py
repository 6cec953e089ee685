"""The head and the foot of every paper of the centre: whose it is, for whose eyes; and its line once it has left."""

from __future__ import annotations

import sqlalchemy

from transit_desk.domain import dates
from transit_desk.domain.text import Words, language
from transit_desk.export.redaction import MARKING, Audience
from transit_desk.reports import document
from transit_desk.reports.letterhead import Letterhead
from transit_desk.storage.people import Centre, Worker
from transit_desk.storage.records import Record
from transit_desk.storage.work import Work


def left(work: Work, paper: str, way: str, *told: str, about: Record | None = None) -> None:
    """A line of the trail about a paper that left the screen: of a record, or of the whole house."""
    of = about if about is not None else work.first(sqlalchemy.select(Centre))
    if of is not None:
        work.note("print" if way == "print" else "save", of, (paper, *filter(None, told)))


def of_centre(
    work: Work,
    title: document.Text,
    blocks: tuple[document.Block, ...],
    *,
    audience: Audience = Audience.CENTRE,
    code: str = "",
    subtitle: document.Text = "",
    after_use: document.Text = document.AFTER_USE,
) -> document.Document:
    """A paper with its head and its foot. In a child's, a family's or a clinic's hands it must not name the centre."""
    centre = work.first(sqlalchemy.select(Centre))
    worker = work.first(sqlalchemy.select(Worker).where(Worker.id == work.actor.worker_id))
    name = worker.name if worker else work.actor.login
    return document.Document(
        title=title,
        blocks=blocks,
        audience_line=Words(MARKING[audience]),
        code=code,
        made=str(dates.say_day(work.today())),
        made_by="".join(part[0].upper() for part in name.split())[:3],
        language=language(),
        subtitle=subtitle,
        fictional=bool(centre and centre.fictional),
        letterhead=Letterhead(
            centre.name if centre else "",
            (centre.place or "",) if centre else (),
            neutral=audience in {Audience.FOSTER_FAMILY, Audience.CLINIC, Audience.HOME},
        ),
        after_use=after_use,
    )
