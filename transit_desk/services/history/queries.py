"""What can be asked about the time before the centre: the tab, and what its forms begin with."""

from __future__ import annotations

from transit_desk import said
from transit_desk.action import query
from transit_desk.domain.text import N_, Words
from transit_desk.module import FactLine, Tab, Told
from transit_desk.services.history import pages, views
from transit_desk.services.history.records import Association, Detention, Separation
from transit_desk.storage import corrections
from transit_desk.storage.records import asked_of, records
from transit_desk.storage.work import Work


@query(N_("The way here"), needs="read", sensitive=True)
def tab(work: Work, *, record_id: str) -> Tab:
    """The tab of the child's page; each opening leaves a line in the trail."""
    file = work.get(records()["case_file"], record_id)
    work.note("read", file, ("history",))
    return views.tab_of(work, file.id)


@query(N_("What was told before"), needs="read", sensitive=True)
def told(work: Work, *, record_id: str) -> Told:
    """What the newest separation and the newest time with a force or group hold, for an interview that asks once."""
    file = work.get(records()["case_file"], record_id)
    before = {}
    for form, kind, asked in (
        ("history.separation", Separation, pages.ADD_SEPARATION.fields),
        ("history.association", Association, pages.ADD_ASSOCIATION.fields),
    ):
        rows = work.standing(kind, file.id) if said.reads(work, kind) else []
        newest = max(rows, key=lambda row: row.made_at, default=None)
        if newest is not None:
            before[form] = tuple(
                FactLine(Words(asked[name].label), said.cell(work, newest, name))
                for name in asked
                if said.plain(work, newest, name)
            )
    if before:
        work.note("read", file, ("history",))
    return Told(before=before)


@query(N_("What the form begins with"), needs="read")
def values(work: Work, *, record_id: str) -> dict[str, object]:
    """What was told, before it is corrected; without what is not for these eyes."""
    record = corrections.find(work, (Association, Separation), record_id)
    return said.held(work, record, asked_of(type(record)))


@query(N_("What the form begins with"), needs="read")
def detention_values(work: Work, *, record_id: str) -> dict[str, object]:
    """What is written of a detention; without what is not for these eyes."""
    return said.held(work, work.get(Detention, record_id), pages.CHANGE_DETENTION.fields)
