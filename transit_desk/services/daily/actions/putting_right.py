"""What was written by mistake is taken out of use; a paper that left the screen leaves its line."""

from __future__ import annotations

from typing import Final

from transit_desk import paper as papers
from transit_desk.action import action
from transit_desk.domain import sense
from transit_desk.domain.text import N_
from transit_desk.services.daily.records import Activity, Agreement, CareNote, MealServed, Visitor, of_day
from transit_desk.storage import corrections
from transit_desk.storage.records import Record
from transit_desk.storage.work import Work

KINDS: Final[tuple[type[Record], ...]] = (CareNote, Agreement, Visitor, MealServed, Activity)


@action(N_("Take back a line of the day"), needs="write")
def take_back(work: Work, *, record_id: str, why: str) -> None:
    """A line of the wrong child or day, or written twice; it stays in the trail, with the reason."""
    sense.reason_given(why)
    record = corrections.find(work, KINDS, record_id)
    corrections.must_stand(record)
    if isinstance(record, Activity):
        for each in of_day.took_part(work, [record.id]):
            work.withdraw(each, why)
    work.withdraw(record, why)


@action(N_("A paper of the day was printed or saved"), needs="print")
def note_paper(work: Work, *, paper: str, way: str, day: str = "") -> None:
    """Leave a line about a paper of the day that left the screen, and of which day it was."""
    papers.left(work, paper, way, day)
