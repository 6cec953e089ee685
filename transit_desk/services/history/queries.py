"""What can be asked about the time before the centre: the tab, and what its forms begin with."""

from __future__ import annotations

from collections.abc import Mapping

from transit_desk.action import query
from transit_desk.domain.fields import Field
from transit_desk.domain.text import N_, Words
from transit_desk.module import FactLine, Tab, Told
from transit_desk.services.history import pages, views
from transit_desk.services.history.records import Association, Detention, Separation
from transit_desk.storage.records import Record, records
from transit_desk.storage.work import HIDDEN, Work


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
        rows = work.standing(kind, file.id) if views.reads(work, kind) else []
        newest = max(rows, key=lambda row: row.made_at, default=None)
        if newest is not None:
            before[form] = tuple(
                FactLine(Words(asked[name].label), views.cell(work, newest, name))
                for name in asked
                if views.plain(work, newest, name)
            )
    if before:
        work.note("read", file, ("history",))
    return Told(before=before)


def _values(work: Work, record: Record, asked: Mapping[str, Field]) -> dict[str, object]:
    seen = {name: work.see(record, name) for name in asked}
    return {name: value for name, value in seen.items() if value is not HIDDEN}


@query(N_("What the form begins with"), needs="read")
def association_values(work: Work, *, record_id: str) -> dict[str, object]:
    """What is written of a time with a force or group; without what is not for these eyes."""
    return _values(work, work.get(Association, record_id), pages.CHANGE_ASSOCIATION.fields)


@query(N_("What the form begins with"), needs="read")
def separation_values(work: Work, *, record_id: str) -> dict[str, object]:
    """What is written of a separation; without what is not for these eyes."""
    return _values(work, work.get(Separation, record_id), pages.CHANGE_SEPARATION.fields)


@query(N_("What the form begins with"), needs="read")
def detention_values(work: Work, *, record_id: str) -> dict[str, object]:
    """What is written of a detention; without what is not for these eyes."""
    return _values(work, work.get(Detention, record_id), pages.CHANGE_DETENTION.fields)
