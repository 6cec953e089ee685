"""What can be asked about who a child is: the blocks that stand below what was said, on the tab of the identity."""

from __future__ import annotations

from transit_desk.action import query
from transit_desk.domain.text import N_
from transit_desk.module import Block
from transit_desk.services.identity import views
from transit_desk.storage.records import records
from transit_desk.storage.work import Work


@query(N_("Places, numbers, interviews"), needs="read")
def blocks(work: Work, *, record_id: str) -> tuple[Block, ...]:
    """Places, talks, numbers elsewhere and particulars of a child, each with its verbs."""
    return views.blocks_of(work, work.get(records()["case_file"], record_id))
