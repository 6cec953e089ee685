"""Roll calls as they are kept and read: their lines, and the mark that stands for each child."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

import sqlalchemy

from transit_desk import children
from transit_desk.domain import days, errors
from transit_desk.domain.text import N_, Words
from transit_desk.services.presence.records import RollCall, RollMark, house
from transit_desk.services.presence.rules import calls
from transit_desk.storage.work import Work


def title_of(part: str) -> Words:
    """What a call is called: the evening roll call."""
    return Words(_TITLES[part])


_TITLES = {
    "morning": N_("Morning roll call"), "evening": N_("Evening roll call"), "night": N_("Night roll call"),
}  # fmt: skip


def named(work: Work, call: RollCall) -> Words:
    """A call as a sentence names it: evening roll call, today, 18:02, Sifa Balola."""
    values = {
        "call": title_of(call.part), "day": days.of_late(call.on_day, work.today()),
        "hour": f"{work.local(call.called_at):%H:%M}", "who": work.staff.get(call.caller_id, ""),
    }  # fmt: skip
    return Words(N_("{call}, {day}, {hour}, {who}"), values)


def call_of(work: Work, call_id: str) -> RollCall:
    """A call that was not taken back."""
    call = work.get(RollCall, call_id)
    if call.withdrawn_at is not None:
        raise errors.NotFound
    return call


def there(work: Work, day: datetime.date, part: str) -> RollCall | None:
    """The call of a part of a day, if there is one."""
    return work.first(_THERE, day=day, part=part)


_THERE = (
    sqlalchemy.select(RollCall)
    .where(
        RollCall.on_day == sqlalchemy.bindparam("day", type_=sqlalchemy.Date),
        RollCall.part == sqlalchemy.bindparam("part"), RollCall.withdrawn_at.is_(None),
    )
    .limit(1)
)  # fmt: skip


def calls_between(work: Work, first: datetime.date, last: datetime.date) -> Sequence[RollCall]:
    """The calls of some days, the newest first."""
    return work.all(_BETWEEN, first=first, last=last)


_BETWEEN = (
    sqlalchemy.select(RollCall)
    .where(
        RollCall.withdrawn_at.is_(None), RollCall.on_day >= sqlalchemy.bindparam("first", type_=sqlalchemy.Date),
        RollCall.on_day <= sqlalchemy.bindparam("last", type_=sqlalchemy.Date),
    )
    .order_by(RollCall.called_at.desc(), RollCall.id.desc())
)  # fmt: skip


def open_calls(work: Work) -> Sequence[RollCall]:
    """The calls that nobody closed yet, the newest first."""
    return work.all(_OPEN)


_OPEN = (
    sqlalchemy.select(RollCall)
    .where(RollCall.withdrawn_at.is_(None), RollCall.closed_at.is_(None))
    .order_by(RollCall.called_at.desc(), RollCall.id.desc())
)


def lines_of(work: Work, call_ids: Iterable[str]) -> dict[str, list[tuple[RollMark, RollMark]]]:
    """The lines of calls, by call and in the order of the way: as they were written, and as they stand corrected.

    One for each child: where two files were joined since, the line that was marked last stands for both.
    """
    rows = work.all(_LINES, calls=sorted(call_ids))
    put_right: dict[str, RollMark] = {}
    for row in rows:  # oldest first: the last word on a line is the newest
        if row.rectifies_id is not None:
            put_right[row.rectifies_id] = row
    every: dict[tuple[str, str], list[RollMark]] = {}
    for row in sorted(rows, key=lambda row: row.place):
        if row.rectifies_id is None:
            every.setdefault((row.call_id, work.stays(row.file_id)), []).append(row)
    found: dict[str, list[tuple[RollMark, RollMark]]] = {}
    for (call_id, _child), same in every.items():
        told = [(line, put_right.get(line.id, line)) for line in same]
        found.setdefault(call_id, []).append(max(told, key=lambda pair: (pair[1].marked_at or 0, -pair[0].place)))
    return found


_LINES = (
    sqlalchemy.select(RollMark)
    .where(
        RollMark.call_id.in_(sqlalchemy.bindparam("calls", expanding=True)), RollMark.withdrawn_at.is_(None),
    )
    .order_by(RollMark.made_at, RollMark.id)
)  # fmt: skip


def every_line(work: Work, call: RollCall) -> list[RollMark]:
    """Every line of a call these eyes see, corrections too, as it was written."""
    return list(work.all(_LINES, calls=[call.id]))


def let_out(work: Work, call: RollCall) -> list[RollMark]:
    """The lines without a mark of who left the house while an open call went on: nobody can call them any more."""
    if call.from_paper or call.closed_at is not None:
        return []
    waiting = [line for line, stands in lines_of(work, [call.id]).get(call.id, []) if stands.mark is None]
    left = house.left(work, [line.file_id for line in waiting])
    return [line for line in waiting if work.stays(line.file_id) in left]


def called_lines(work: Work, call: RollCall) -> list[tuple[RollMark, RollMark]]:
    """The lines of one call but for those of who was let out of the house before anybody called them."""
    gone = {line.id for line in let_out(work, call)}
    return [pair for pair in lines_of(work, [call.id]).get(call.id, []) if pair[0].id not in gone]


def standing(work: Work, call: RollCall) -> list[tuple[RollMark, RollMark]]:
    """The lines of one call whose files are in use: a file that was taken back is no child."""
    lines = called_lines(work, call)
    known = children.children(work, {work.stays(line.file_id) for line, _stands in lines})
    return [each for each in lines if work.stays(each[0].file_id) in known]


def unseen(work: Work, call: RollCall) -> int:
    """How many lines of a call are of children whom these eyes do not see any more, or never did."""
    return call.listed - sum(row.rectifies_id is None for row in every_line(work, call))


def stands_for(work: Work, call: RollCall, file_id: str) -> tuple[RollMark, RollMark]:
    """The line of one child at one call, and how it stands."""
    stays = work.stays(file_id)
    for line, stands in lines_of(work, [call.id]).get(call.id, []):
        if work.stays(line.file_id) == stays:
            return line, stands
    raise errors.NotFound(N_("This child is not on the list of this roll call."))


def line_of(work: Work, call: RollCall, file_id: str) -> RollMark:
    """The line of one child at one open call; who belongs on the list and is not on it yet gets one."""
    complete(work, call)
    return stands_for(work, call, file_id)[0]


def write_list(work: Work, call: RollCall) -> None:
    """A line for everybody who lived here at the hour of the call, without a mark."""
    for each in house.on_the_way(work, call.called_at):
        _write_line(work, call, each)
    work.session.flush()


def left_out(work: Work, call: RollCall) -> list[house.Stands]:
    """Who lived here at the hour of an open call and has no line: written down since, or back from being missing."""
    listed = {work.stays(line.file_id) for line, _stands in lines_of(work, [call.id]).get(call.id, [])}
    if call.closed_at is not None or listed.issuperset(house.living_here(work, call.called_at)):
        return []
    return [each for each in house.on_the_way(work, call.called_at) if each.file_id not in listed]


def complete(work: Work, call: RollCall) -> list[RollMark]:
    """Write the lines of those who were left out; returns these."""
    added = [_write_line(work, call, each) for each in left_out(work, call)]
    work.session.flush()
    return added


def expected(each: house.Stands, at: int) -> str | None:
    """The mark that fits what the house knows; nothing where a child should be back, or nobody knows."""
    place = each.place
    overdue = place is not None and calls.is_overdue(place.kind, place.until, at)
    return None if place is None or overdue else calls.EXPECTED.get(place.kind)


def _write_line(work: Work, call: RollCall, each: house.Stands) -> RollMark:
    place = each.place
    call.listed += 1
    return work.add(
        RollMark(
            file_id=each.file_id, call_id=call.id, place=call.listed, room=each.room or None, bed=each.bed or None,
            expected=expected(each, call.called_at),
            back_at=place.until or None if place is not None and place.kind != "bed" else None,
        )
    )  # fmt: skip
