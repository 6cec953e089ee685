"""What can be asked about who a child is: the blocks that stand below what was said, on the tab of the identity."""

from __future__ import annotations

from transit_desk import said
from transit_desk.action import query
from transit_desk.domain.text import N_
from transit_desk.module import Block, FactLine, Told
from transit_desk.services.identity import views
from transit_desk.services.identity.records import KINDS, Interview, PlaceClaim, PlaceToAvoid
from transit_desk.storage import corrections
from transit_desk.storage.records import asked_of, records
from transit_desk.storage.work import Work


@query(N_("Places, numbers, interviews"), needs="read")
def blocks(work: Work, *, record_id: str) -> tuple[Block, ...]:
    """Places, talks, numbers elsewhere and particulars of a child, each with its verbs."""
    return views.blocks_of(work, work.get(records()["case_file"], record_id))


@query(N_("What was told before"), needs="read", sensitive=True)
def told(work: Work, *, record_id: str) -> Told:
    """The talk of today, and the places that were told of: who is there is asked again on another day."""
    file = work.get(records()["case_file"], record_id)
    before: dict[str, tuple[FactLine, ...]] = {}
    if said.reads(work, Interview):
        talks = [row for row in work.standing(Interview, file.id) if row.on_day == work.today()]
        before["identity.interview"] = tuple(views.talk_line(work, row) for row in talks)
    if said.reads(work, PlaceClaim):
        rows = work.standing(PlaceClaim, file.id)
        chains = views.chains_of(work, rows)
        before["identity.place"] = tuple(views.place_line(work, row, chains) for row in rows)
    if said.reads(work, PlaceToAvoid):
        kept_from = work.standing(PlaceToAvoid, file.id)
        before["identity.avoided"] = tuple(views.avoided_line(work, row) for row in kept_from)
    before = {form: lines for form, lines in before.items() if lines}
    if before:
        work.note("read", file, ("identity",))
    return Told(before=before)


@query(N_("Whether a talk of today is written down"), needs="read")
def talked_today(work: Work, *, file_id: str) -> bool:
    """Whether who was there today is known, under whatever number: the reason for no woman is asked with it."""
    work.get(records()["case_file"], file_id)
    talks = (row for each in work.same(file_id) for row in work.standing(Interview, each))
    return any(row.on_day == work.today() for row in talks)


@query(N_("What the form begins with"), needs="write")
def talk_values(work: Work, *, file_id: str) -> dict[str, object]:
    """A talk is led by whoever writes it down, until another is named."""
    work.get(records()["case_file"], file_id)
    return {"led_by": work.actor.worker_id}


@query(N_("What the form begins with"), needs="write")
def birth_values(work: Work, *, file_id: str) -> dict[str, object]:
    """What is told of a birth is told today, until another day is named."""
    work.get(records()["case_file"], file_id)
    return {"said_on": work.today()}


@query(N_("What the form begins with"), needs="read")
def values(work: Work, *, record_id: str) -> dict[str, object]:
    """What is written, before it is corrected; without what is not for these eyes."""
    record = corrections.find(work, KINDS, record_id)
    return said.held(work, record, asked_of(type(record)))
