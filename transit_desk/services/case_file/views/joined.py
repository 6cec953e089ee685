"""Files that were joined, or wait to be: what must be known of them, and how they are shown."""

from __future__ import annotations

from typing import Any, Final

import sqlalchemy

from transit_desk.domain import dates, errors
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event
from transit_desk.module import Entries, Entry, Mark, Place, Target, Task, Verb
from transit_desk.services.case_file import rules
from transit_desk.services.case_file.records import CaseFile, Episode, Joining, SameChild
from transit_desk.storage.records import records
from transit_desk.storage.work import Work


def side_of(work: Work, file: CaseFile) -> rules.Side:
    """What must be known of a file before it is joined with another."""
    files = work.same(file.id)
    places = [place for place in work.gather("whereabouts", file_ids=[file.id]) if isinstance(place, Place)]
    open_episodes = work.count(
        Episode, Episode.file_id.in_(files), Episode.ended_on.is_(None), Episode.withdrawn_at.is_(None)
    )
    return rules.Side(
        file.id,
        lives_here=open_episodes > 0 or file.care_track in rules.RESIDENT_TRACKS,
        has_place=any(place.kind == "bed" for place in places),
        joined_into=file.merged_into_id is not None,
        joined_from=len(files) > 1 and file.merged_into_id is None,
        withdrawn=file.withdrawn_at is not None,
        accompanies=file.accompanies_id,
    )


def bound(work: Work, one: CaseFile, other: CaseFile) -> bool:
    """Whether a bond or a fear stands between the two: a child is not its own brother. By the tables' names, too."""
    sides = work.same(one.id), work.same(other.id)
    for name in ("bond", "fear"):
        kind: Any = records().get(name)
        if kind is not None and work.count(
            kind, kind.file_id.in_(sides[0]), kind.other_id.in_(sides[1]), kind.withdrawn_at.is_(None)
        ):
            return True
    return False


def is_mother(work: Work, file: CaseFile) -> bool:
    """Whether a child came beside this one, or is bound to it as to its mother; that bond by its table's name, too."""
    files = work.same(file.id)
    if work.count(CaseFile, CaseFile.accompanies_id.in_(files), CaseFile.withdrawn_at.is_(None)):
        return True
    kind: Any = records().get("bond")
    return kind is not None and bool(
        work.count(kind, kind.file_id.in_(files), kind.what == "mother_of", kind.withdrawn_at.is_(None))
    )


def in_one_event(work: Work, one: CaseFile, other: CaseFile) -> bool:
    """Whether both came with one group arrival: by its table's name, since slices do not know each other."""
    row: Any = records().get("event_row")
    if row is None or one.id == other.id:
        return False
    came = [
        set(
            work.all(
                sqlalchemy.select(row.event_id).where(row.file_id.in_(work.same(each.id)), row.withdrawn_at.is_(None))
            )
        )
        for each in (one, other)
    ]
    return bool(came[0] & came[1])


_LINES = sqlalchemy.select(Joining).where(Joining.file_id == sqlalchemy.bindparam("file_id")).order_by(Joining.made_at)


def lines_of(work: Work, file_id: str) -> list[Event]:
    """That a file was joined with another, and that they were taken apart: a line in each of them."""
    told = []
    for row in work.all(_LINES, file_id=file_id):
        number = _number(work, row.other_id)
        day, by = work.day_of(row.made_at), work.staff.get(row.made_by, "")
        title = Words(N_("Joined with another file"))
        told.append(Event(row.made_at, day, title, number, by, "children", "case_file", record=("joining", row.id)))
        if row.withdrawn_at is not None:
            day, by = work.day_of(row.withdrawn_at), work.staff.get(row.withdrawn_by or "", "")
            title = Words(N_("Taken apart from another file"))
            told.append(
                Event(row.withdrawn_at, day, title, number, by, "children", "case_file", record=("joining", row.id))
            )
    return told


def _number(work: Work, file_id: str) -> str:
    """The number of another file, for those who see it."""
    try:
        return work.get(CaseFile, file_id).number
    except errors.NotFound:
        return ""


def marks_of(work: Work, file_id: str) -> list[Mark]:
    """Beside the name: the numbers under which this child was known before."""
    former = [_number(work, each) for each in work.same(file_id)[1:]]
    if not former or file_id != work.stays(file_id):
        return []
    return [Mark(Words(N_("before: {number}"), {"number": ", ".join(filter(None, former))}), "children", "idle")]


def files_of_child(work: Work, file: CaseFile) -> tuple[Entries, ...]:
    """The numbers that ended in this one, each with why and the way to take it apart; nothing where there is none."""
    if len(work.same(file.id)) == 1:
        return ()
    rows = work.all(
        sqlalchemy.select(Joining).where(
            Joining.other_id == file.id, Joining.file_id.in_(work.same(file.id)), Joining.withdrawn_at.is_(None)
        )
    )
    entries = tuple(
        Entry(
            (_number(work, row.file_id), dates.say_day(work.day_of(row.made_at)),
             work.staff.get(row.made_by, ""), str(work.see(row, "why") or "")),
            verbs=(Verb(N_("Take apart"), "undo", page="case_file.split", action="case_file.split",
                        extra={"file_id": row.file_id}),),
        )
        for row in rows
    )  # fmt: skip
    headings = (N_("Case number"), N_("Joined on"), N_("By"), N_("Why"))
    return (Entries(N_("Files joined with this one"), headings, entries),) if entries else ()


def answers_about(work: Work, file_id: str) -> dict[str, str]:
    """What was answered last of this child beside each other file."""
    files = work.same(file_id)
    rows = work.all(
        sqlalchemy.select(SameChild)
        .where(
            sqlalchemy.or_(SameChild.file_id.in_(files), SameChild.other_id.in_(files)),
            SameChild.other_id.is_not(None),
            SameChild.withdrawn_at.is_(None),
        )
        .order_by(SameChild.made_at)
    )
    pairs = ((row.other_id if row.file_id in files else row.file_id, row.decision or "") for row in rows)
    return {work.stays(other): decision for other, decision in pairs if other and work.stays(other) not in files}


SAME: Final = "same"
_MOST_ASKED: Final = 5
_ASKED = (
    sqlalchemy.select(SameChild)
    .where(sqlalchemy.or_(SameChild.other_id.is_(None), SameChild.decision == SAME), SameChild.withdrawn_at.is_(None))
    .order_by(SameChild.made_at)
)


def tasks_of(work: Work) -> list[Task]:
    """For those who may join files: what somebody at the door asks or says, once for each child. Never a name."""
    if "case_file.merge" not in work.actor.rights:
        return []
    waiting: dict[str, SameChild] = {}
    for row in work.all(_ASKED):
        if row.other_id is None:
            waiting.setdefault(work.stays(row.file_id), row)
        elif work.stays(row.file_id) != work.stays(row.other_id):  # not joined so far
            waiting[work.stays(row.file_id)] = row
    return [
        Task(
            Words(_SAID_SAME if row.decision == SAME else _MAY_BE),
            Words(N_("asked on {day}"), {"day": dates.say_day(work.day_of(row.made_at))}),
            "children", "night", "", N_("Compare"), Target("case_file.compare", file_id),
        )
        for file_id, row in list(waiting.items())[:_MOST_ASKED]
    ]  # fmt: skip


_MAY_BE: Final = N_("May have been here before: compare two files")
_SAID_SAME: Final = N_("Said to have been here before: compare and join two files")
