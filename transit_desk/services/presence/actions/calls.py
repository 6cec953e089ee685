"""Roll calls: begun, marked child by child, closed for good; entered from paper; put right."""

from __future__ import annotations

import dataclasses

from transit_desk import paper as papers
from transit_desk.action import Undone, action
from transit_desk.domain import fields, sense
from transit_desk.domain.text import N_
from transit_desk.services.presence import pages
from transit_desk.services.presence.records import Evacuation, RollCall, RollMark, called, due, house, missed, set_going
from transit_desk.services.presence.rules import calls
from transit_desk.storage.records import Record, fields_of
from transit_desk.storage.work import Work

_UNDONE, _LET_OUT = "undone", "let out of the house before anybody called"
_LEADS = "presence.declare"


def _drop(work: Work, call: RollCall, why: str) -> None:
    """A call goes with its lines. No search goes with it: nobody said that the child is here."""
    for line in called.every_line(work, call):
        work.withdraw(line, why)
    work.withdraw(call, why)


def _undo_begin(work: Work, undone: Undone) -> None:
    call = called.call_of(work, undone.result)
    calls.nothing_marked(sum(line.mark is not None for line in called.every_line(work, call)))
    _drop(work, call, _UNDONE)


def _begin(work: Work, *, part: str, called_at: int, caller_id: str, paper: bool) -> str:
    """The list is that of the hour of the call, and stays so while it is marked."""
    day = work.day_of(called_at)
    there = called.there(work, day, part)
    calls.only_one(called.named(work, there) if there is not None else None, "part")
    call = work.add(RollCall(on_day=day, part=part, called_at=called_at, caller_id=caller_id, from_paper=paper))
    work.session.flush()
    called.write_list(work, call)
    return call.id


@action(N_("Begin the roll call"), needs="mark", undo=_undo_begin)
def begin(work: Work, *, part: str) -> str:
    """Begin a call of today now, with a line for everybody who lives here at this hour; returns its key."""
    checked = str(fields_of(RollCall)["part"].check(part))
    due.in_its_time(work, work.today(), checked, work.now(), "part")
    return _begin(work, part=checked, called_at=work.now(), caller_id=work.actor.worker_id, paper=False)


@action(N_("Enter a roll call from paper"), needs="mark", undo=_undo_begin)
def enter_from_paper(work: Work, *, part: str, called_at: int, caller_id: str) -> str:
    """Begin a call that was taken on paper: at its true hour, in the name of whoever called it."""
    given = {"part": part, "called_at": called_at, "caller_id": caller_id}
    checked = fields.check_asked(pages.PAPER.fields, given)
    calls.not_ahead(work.day_of(checked["called_at"]), work.today(), "called_at")
    sense.hour_has_come(checked["called_at"], work.now(), "called_at")
    due.in_its_time(work, work.day_of(checked["called_at"]), checked["part"], checked["called_at"], "called_at")
    calls.works_here(known=checked["caller_id"] in work.staff, field="caller_id")
    return _begin(
        work, part=checked["part"], called_at=checked["called_at"], caller_id=checked["caller_id"], paper=True
    )


@dataclasses.dataclass(frozen=True)
class Marked:
    """A line as it was before, for undo."""

    line_id: str
    mark: str | None
    remark: str | None


def _put(work: Work, call: RollCall, line: RollMark, mark: str | None, remark: str | None) -> Marked:
    before = Marked(line.id, line.mark, line.remark)
    line.mark, line.remark = mark, remark
    line.marked_at = None if mark is None else work.now()
    set_going.by_mark(work, call, line, mark)
    return before


def _put_back(work: Work, before: Marked) -> None:
    line = work.get(RollMark, before.line_id)
    call = called.call_of(work, line.call_id)
    calls.still_open(closed=call.closed_at is not None)
    _put(work, call, line, before.mark, before.remark)


def _undo_mark(work: Work, undone: Undone) -> None:
    _put_back(work, undone.result)


@action(N_("Mark a child"), needs="mark", undo=_undo_mark)
def mark(work: Work, *, call_id: str, file_id: str, mark: str, remark: str | None = None, instead: str = "") -> Marked:
    """One mark for one child, kept at once. *Not accounted for* begins the search; `instead` is the mark that stood."""
    given = {"mark": mark, "remark": remark}
    checked = fields.check_all({name: fields_of(RollMark)[name] for name in given}, given)
    call = called.call_of(work, call_id)
    calls.still_open(closed=call.closed_at is not None)
    line = called.line_of(work, call, file_id)
    house.not_let_out(work, line.file_id, str(checked["mark"]), "mark")
    calls.asks_first(line.mark, str(checked["mark"]), instead)
    kept = checked["remark"] if remark is not None else line.remark
    return _put(work, call, line, str(checked["mark"]), None if kept is None else str(kept))


def _undo_rest(work: Work, undone: Undone) -> None:
    for before in undone.result:
        _put_back(work, before)


@action(N_("Mark all who remain as present"), needs="mark", undo=_undo_rest)
def mark_rest(work: Work, *, call_id: str, count: int, room: str | None = None) -> tuple[Marked, ...]:
    """Everybody expected here and not marked yet, in one room or in the whole house; `count` is what was read."""
    call = called.call_of(work, call_id)
    calls.still_open(closed=call.closed_at is not None)
    calls.not_at_night(night=due.at_night(work, call))
    called.complete(work, call)
    rest = [
        line
        for line, _stands in called.standing(work, call)
        if line.mark is None and line.expected == calls.PRESENT and room in {None, line.room}
    ]
    calls.as_many(count, len(rest))
    return tuple(_put(work, call, line, calls.PRESENT, line.remark) for line in rest)


@action(N_("Close the roll call"), needs="mark", final=True)
def close(work: Work, *, call_id: str) -> None:
    """Close it for good, once every child is marked; what the list rests on is not undone after it."""
    call = called.call_of(work, call_id)
    calls.still_open(closed=call.closed_at is not None)
    calls.every_child_is_seen(called.unseen(work, call))
    marks = [stands.mark for _line, stands in called.standing(work, call)]
    calls.everybody_is_marked(marks.count(None) + len(called.left_out(work, call)))
    for line in called.let_out(work, call):
        work.withdraw(line, _LET_OUT)
        call.listed -= 1
    call.closed_at = work.now()
    call.total, call.present, call.elsewhere, call.not_found = calls.sums(marks)


def _sum_anew(call: RollCall, before: str | None, after: str | None) -> None:
    """By what changed alone: of a call of long ago not every child is in sight."""
    told = (call.total or 0, call.present or 0, call.elsewhere or 0, call.not_found or 0)
    call.total, call.present, call.elsewhere, call.not_found = calls.summed_anew(told, before, after)


def _undo_rectify(work: Work, undone: Undone) -> None:
    row = work.get(RollMark, undone.result)
    call = called.call_of(work, row.call_id)
    work.withdraw(row, _UNDONE)
    work.session.flush()
    first, stands = called.stands_for(work, call, row.file_id)
    set_going.by_mark(work, call, first, stands.mark)
    _sum_anew(call, row.mark, stands.mark)


@action(N_("Put a line right"), needs="mark", undo=_undo_rectify)
def rectify(work: Work, *, record_id: str, values: dict[str, object]) -> str:
    """After the close: what the line should have been, and why. What stood there stays to be read."""
    checked = fields.check_asked(pages.RECTIFY.fields, values)
    line = work.get(RollMark, record_id)
    call = called.call_of(work, line.call_id)
    calls.is_closed(closed=call.closed_at is not None)
    line, stands = called.stands_for(work, call, line.file_id)
    calls.changes(stands.mark, checked["mark"])
    sense.reason_given(checked["why"])
    before = stands.mark
    row = work.add(
        RollMark(
            file_id=line.file_id, call_id=call.id, place=line.place, room=line.room, bed=line.bed,
            expected=line.expected, back_at=line.back_at, marked_at=work.now(), rectifies_id=line.id, **checked,
        )
    )  # fmt: skip
    set_going.by_mark(work, call, row, checked["mark"])
    _sum_anew(call, before, checked["mark"])
    return row.id


@action(N_("Take a roll call back"), needs="mark")
def take_back(work: Work, *, record_id: str, why: str) -> None:
    """An open call that was begun by mistake; its lines and its reason stay in the trail."""
    sense.reason_given(why)
    call = called.call_of(work, record_id)
    calls.still_open(closed=call.closed_at is not None)
    calls.may_take_back(own=call.made_by == work.actor.worker_id, leads=_LEADS in work.actor.rights)
    _drop(work, call, why)


@action(N_("A paper was printed or saved"), needs="search")
def note_paper(
    work: Work,
    *,
    paper: str,
    way: str,
    call_id: str = "",
    missing_id: str = "",
    evacuation_id: str = "",
    part: str = "",
) -> None:
    """Leave a line about a paper that left the screen: of which call or search, or a blank one of the house."""
    about: Record | None = None
    if call_id:
        about = called.call_of(work, call_id)
    elif evacuation_id:
        about = work.get(Evacuation, evacuation_id)
    elif missing_id:
        about = missed.search_of(work, missing_id)
    papers.left(work, paper, way, part, about=about)
