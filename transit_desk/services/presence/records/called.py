"""Roll calls as they are kept and read: their lines, the mark that stands for each child, what a mark sets going."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy

from transit_desk import children
from transit_desk.domain import days, errors, instants
from transit_desk.domain.text import N_, Words
from transit_desk.services.presence.records import EvacuationSeat, MissingChild, RollCall, RollMark, house, missed
from transit_desk.services.presence.rules import calls, missing
from transit_desk.storage import kept
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
    left = who_left(work, [line.file_id for line in waiting])
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


def seen_here(work: Work, since: Mapping[str, int]) -> dict[str, int]:
    """When somebody last saw each child, from an hour on: at a roll call, or arriving with everybody; hours by file.

    Every other mark says where a child should be, and may be a guess. A mark is of its minute; on paper, or put right
    later, it is of the hour of its call.
    """
    if not since:
        return {}
    asked: dict[str, Any] = {
        "files": sorted(each for child in since for each in work.same(child)), "after": min(since.values()),
    }  # fmt: skip
    stands: dict[str, tuple[str, int, str | None]] = {}
    for row in work.rows(_FROM, **asked):  # the last word on a line is the newest
        later = row.from_paper or row.rectifies_id is not None
        hour = row.called_at if later else row.marked_at or 0
        stands[row.rectifies_id or row.id] = (row.file_id, hour, row.mark)
    told = [(file_id, hour) for file_id, hour, mark in stands.values() if mark == calls.PRESENT]
    told += [(row.file_id, row.arrived_at) for row in work.rows(_ARRIVED, **asked)]
    hours = sorted((hour, work.stays(file_id)) for file_id, hour in told)
    return {child: hour for hour, child in hours if hour >= since[child]}


_AFTER: Final = sqlalchemy.bindparam("after", type_=sqlalchemy.BigInteger)
_FROM = (
    sqlalchemy.select(
        RollMark.file_id, RollMark.id, RollMark.rectifies_id, RollMark.mark, RollMark.marked_at, RollCall.called_at,
        RollCall.from_paper,
    )
    .join(RollCall, RollCall.id == RollMark.call_id)
    .where(
        RollMark.file_id.in_(kept.FILES), RollMark.withdrawn_at.is_(None), RollCall.withdrawn_at.is_(None),
        sqlalchemy.or_(RollCall.called_at >= _AFTER, RollMark.marked_at >= _AFTER),
    )
    .order_by(RollMark.made_at)
)  # fmt: skip
_ARRIVED = sqlalchemy.select(EvacuationSeat.file_id, EvacuationSeat.arrived_at).where(
    EvacuationSeat.file_id.in_(kept.FILES), EvacuationSeat.withdrawn_at.is_(None), EvacuationSeat.arrived_at >= _AFTER
)


def not_back(work: Work, file_ids: Iterable[str] | None = None) -> dict[str, MissingChild]:
    """Who was found to be somewhere else, still lives here on paper, and was seen at no call since; by file.

    Of these children, or of all who live here.
    """
    file_ids = _living(work) if file_ids is None else file_ids
    return {child: search for child, (search, seen) in _elsewhere_at_the_end(work, file_ids).items() if not seen}


def here_again(work: Work) -> dict[str, MissingChild]:
    """Who chose to leave, still lives here on paper, and was seen at a call since; by file."""
    return {
        child: search
        for child, (search, seen) in _elsewhere_at_the_end(work, _living(work)).items()
        if seen and search.ended_how == missing.BY_CHOICE
    }


def _living(work: Work) -> set[str]:
    today = work.today()
    return {each.file_id for each in children.lived(work, today, today) if each.ended is None}


def _elsewhere_at_the_end(work: Work, file_ids: Iterable[str]) -> dict[str, tuple[MissingChild, bool]]:
    """Whose search ended somewhere else though they live here on paper since before, and whether anybody saw them."""
    away = missed.ended_away(work, file_ids)
    seen = seen_here(work, {child: search.ended_at or 0 for child, search in away.items()})
    times = children.lived_of(work, away)
    return {
        child: (search, child in seen)
        for child, search in away.items()
        if any(each.ended is None and each.began <= work.day_of(search.ended_at or 0) for each in times[child])
    }


def sets_going(work: Work, call: RollCall, line: RollMark, mark: str | None) -> None:
    """Who is not accounted for is searched from the hour of the call on; a slip of the key sets nothing going.

    A search in which anything is written ends by what is written down of its end, and by no mark; until then no call
    says that the child is anywhere but here.
    """
    work.session.flush()
    current = missed.open_of(work, line.file_id)
    if mark == calls.NOT_FOUND:
        if current is None and not who_left(work, [line.file_id]):
            _begin_search(work, call, line)
        return
    if current is None:
        return
    began_here = current.mark_id in {line.id, line.rectifies_id}
    if missed.is_bare(work, current):
        if began_here:
            work.withdraw(current, "marked otherwise")
    elif began_here or (mark is not None and call.called_at >= current.since_at):
        missing.seen_here_again(here=mark == calls.PRESENT)


def _begin_search(work: Work, call: RollCall, line: RollMark) -> None:
    """From the hour of the call on; from now on where somebody saw the child since, and the call is still going on."""
    seen = seen_here(work, {work.stays(line.file_id): call.called_at + 1})
    of_now = not call.from_paper and call.closed_at is None
    if not seen or of_now:
        missed.begin(work, line.file_id, work.now() if seen else call.called_at, line.rectifies_id or line.id)


def who_left(work: Work, file_ids: Iterable[str]) -> set[str]:
    """Who of these children lived here and left the house; under the number that stays."""
    times = children.lived_of(work, file_ids)
    return {child for child, told in times.items() if told and all(each.ended is not None for each in told)}


def running_absences(work: Work, least: int) -> dict[str, int]:
    """The children who were not seen here at the last calls running, with how many; planned absences count too."""
    newest: dict[str, list[str]] = {}
    recent = [call.id for call in work.all(_CLOSED, count=least)]
    if len(recent) < least:
        return {}
    for lines in (lines_of(work, recent).get(each, []) for each in recent):
        for line, stands in lines:
            if stands.mark is not None:
                newest.setdefault(work.stays(line.file_id), []).append(stands.mark)
    away = {file_id: calls.running(marks) for file_id, marks in newest.items()}
    return {file_id: count for file_id, count in away.items() if count >= least}


_CLOSED = (
    sqlalchemy.select(RollCall)
    .where(RollCall.withdrawn_at.is_(None), RollCall.closed_at.is_not(None))
    .order_by(RollCall.called_at.desc(), RollCall.id.desc())
    .limit(sqlalchemy.bindparam("count", type_=sqlalchemy.Integer))
)


def hours(work: Work, on: datetime.date | None = None) -> Mapping[str, tuple[int, int]]:
    """At what hour each of the three calls is due, as the office set it on a day; by default today."""
    return {part: calls.hour_of(work.setting(f"presence.{part}_at", on)) for part in calls.PARTS}


def in_its_time(work: Work, day: datetime.date, part: str, at: int, field: str) -> None:
    """A call begins some hours before its own hour at the earliest."""
    ahead = int(work.setting("presence.begins_hours", day)) * instants.HOUR
    earliest = instant(work, day, hours(work, day)[part]) - ahead
    values = {"call": title_of(part), "hour": f"{work.local(earliest):%H:%M}"}
    calls.in_its_time(at, earliest, Words(N_("{call}: from {hour} on."), values), field)


def at_night(work: Work, call: RollCall) -> bool:
    """Whether children sleep while they are called: by its hour, and by that of the marks if they are given now."""
    at = [call.called_at] if call.from_paper else [call.called_at, work.now()]
    return call.part == calls.NIGHT or any(_in_the_night(work, each) for each in at)


def _in_the_night(work: Work, at: int) -> bool:
    """From the hour of the night call on; the day of the office ends where the night does."""
    day = work.day_of(at)
    return at >= instant(work, day, hours(work, day)[calls.NIGHT])


def due_and_not_taken(work: Work, back: int) -> list[tuple[datetime.date, str, str, int]]:
    """The calls of the last days whose hour has come and that nobody took: day, part, hour, instant.

    A house that never took a call before is told of none: it begins with its first.
    """
    today = work.today()
    first = work.first(_FIRST)
    if first is None:
        return []
    begins = max(first.on_day, today - datetime.timedelta(days=back))
    taken = {(call.on_day, call.part) for call in calls_between(work, begins, today)}
    due = hours(work)
    found = []
    for number in range((today - begins).days + 1):
        day = begins + datetime.timedelta(days=number)
        for part in calls.PARTS:
            at = instant(work, day, due[part])
            if (day, part) not in taken and first.called_at < at <= work.now():
                found.append((day, part, "{:02}:{:02}".format(*due[part]), at))
    return found


_FIRST = sqlalchemy.select(RollCall).where(RollCall.withdrawn_at.is_(None)).order_by(RollCall.called_at).limit(1)


def instant(work: Work, day: datetime.date, hour: tuple[int, int]) -> int:
    """The instant of an hour of the office's day, by the office's clock; its day begins some hours after midnight."""
    begins = work.begin_of(day)
    local = work.local(begins)
    ahead = (hour[0] - local.hour) * 60 + hour[1] - local.minute
    return begins + (ahead if ahead >= 0 else ahead + 24 * 60) * instants.MINUTE
