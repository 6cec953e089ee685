"""What can be asked about a family: the tab, the children one may be bound to, who is kept apart."""

from __future__ import annotations

from typing import Any

import sqlalchemy

from transit_desk import choices, said
from transit_desk.action import query
from transit_desk.domain import dates
from transit_desk.domain.text import N_
from transit_desk.module import FactLine, Tab, Told
from transit_desk.services.family import pages, views
from transit_desk.services.family.records import Fear, NoContact, OwnChild, Relative
from transit_desk.services.family.views import kin
from transit_desk.storage import corrections
from transit_desk.storage.records import asked_of, records
from transit_desk.storage.work import Work


@query(N_("Family"), needs="read", sensitive=True)
def tab(work: Work, *, record_id: str) -> Tab:
    """The tab of the child's page; each opening leaves a line in the trail."""
    file = work.get(records()["case_file"], record_id)
    work.note("read", file, ("family",))
    return views.tab_of(work, file)


@query(N_("What was told before"), needs="read", sensitive=True)
def told(work: Work, *, record_id: str) -> Told:
    """Relatives, own children and whom not to contact, for an interview that asks once; own children only of girls."""
    file: Any = work.get(records()["case_file"], record_id)
    before: dict[str, tuple[FactLine, ...]] = {}
    if said.reads(work, Relative, "relation", "name"):
        rows = work.standing(Relative, file.id)
        before["family.relative"] = tuple(views.relative_line(work, row) for row in rows)
    girl = views.is_girl(work, file)
    if girl and said.reads(work, OwnChild, "child_file_id"):
        own = work.standing(OwnChild, file.id)
        before["family.own_child"] = views.own_child_lines(work, own, views.beside(work, file.id, own))
    if said.reads(work, NoContact):
        closed = work.standing(NoContact, file.id)
        before["family.no_contact"] = tuple(views.no_contact_line(work, row) for row in closed)
    before = {form: lines for form, lines in before.items() if lines}
    if before:
        work.note("read", file, ("family",))
    return Told(before=before, not_for=frozenset() if girl else frozenset({"family.own_child"}))


@query(N_("The names of the parents"), needs="read")
def parents(work: Work, *, record_id: str) -> tuple[FactLine, ...]:
    """The mother and the father as they were told of, for a paper that holds each name to its own readers."""
    if not said.reads(work, Relative, "relation", "name"):
        return ()
    rows = (row for row in work.standing(Relative, record_id) if row.relation in {"mother", "father"} and row.name)
    return tuple(
        FactLine(choices.say("relation", row.relation), row.name or "", choices.say("claim_source", row.said_by),
                 day=str(dates.say_day(row.said_on)))
        for row in rows
    )  # fmt: skip


@query(N_("Who is kept apart"), needs="apart")
def apart(work: Work) -> tuple[tuple[str, str], ...]:
    """The pairs of files that never share a room: for whoever gives beds, without a reason."""
    if not work.reads(Fear, "apart"):
        return ()
    rows = work.rows(sqlalchemy.select(Fear.file_id, Fear.other_id).where(Fear.apart, Fear.withdrawn_at.is_(None)))
    return kin.under_one_number(work, [(row.file_id, row.other_id) for row in rows])


@query(N_("Brothers and sisters here"), needs="apart")
def siblings(work: Work) -> tuple[tuple[str, str], ...]:
    """The pairs of files of brothers and sisters, who stay together unless somebody says why not."""
    return kin.siblings_of(work)


@query(N_("What the form begins with"), needs="read")
def values(work: Work, *, record_id: str) -> dict[str, object]:
    """What is written, before it is corrected; without what is not for these eyes."""
    record = corrections.find(work, (Relative, NoContact), record_id)
    return said.held(work, record, asked_of(type(record)))


@query(N_("What the form begins with"), needs="read")
def own_child_values(work: Work, *, record_id: str) -> dict[str, object]:
    """What is written of a girl's own child; without what is not for these eyes."""
    return said.held(work, work.get(OwnChild, record_id), pages.CHANGE_OWN_CHILD.fields)
