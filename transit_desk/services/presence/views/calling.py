"""A roll call as it is marked: every child on the way from bed to bed, with first name and code, mark and remark."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

from transit_desk.children import Child, children
from transit_desk.domain import ages, days
from transit_desk.domain.names import first_names
from transit_desk.domain.text import N_, Words
from transit_desk.services.presence.records import RollCall, RollMark, called, due, missed
from transit_desk.services.presence.rules import calls
from transit_desk.storage.work import Work


@dataclasses.dataclass(frozen=True)
class Row:
    """One child on the list."""

    id: str  # the file
    line_id: str
    bed: str
    room: str
    name: str
    number: str
    age: str
    mark: str = ""  # a key of presence_mark; "" while nobody marked the child
    expected: str = ""  # the mark that fits what the house knows
    remark: str = ""
    baby: bool = False
    put_right: bool = False


@dataclasses.dataclass(frozen=True)
class Calling:
    """One call with its list."""

    id: str
    part: str
    title: Words
    day: datetime.date
    begun: Words
    from_paper: bool
    closed: str  # the hour of the close; "" while it is open
    rows: tuple[Row, ...]
    night: bool = False  # every child is looked at: nobody is marked in one go
    searches: tuple[str, ...] = ()  # the searches these eyes may open, of children of this list
    unseen: int = 0  # how many of the list are not in sight any more: only a leader closes it
    gone: tuple[Row, ...] = ()  # who left the house since it began and was called by nobody: struck off at the close
    sums: tuple[int, int, int, int] = (0, 0, 0, 0)  # all, present, elsewhere, not accounted for: as kept at the close

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms in the order of the way; children without a bed make one of their own at the end."""
        return tuple(dict.fromkeys(row.room for row in self.rows))


@dataclasses.dataclass(frozen=True)
class PartOfDay:
    """One of the three calls of today: how it stands."""

    part: str
    title: Words
    hour: str
    state: str  # closed | open | due | coming
    call_id: str = ""
    words: str | Words = ""


def _row(work: Work, child: Child, name: str) -> Row:
    """One child, before anything of a call is said."""
    age = ages.in_words(child.age(work.today()), estimated=child.estimated, short=True)
    told = "" if name == child.number else name
    return Row(child.file_id, "", "", "", told, child.number, str(age), baby=child.baby)


def calling(work: Work, call: RollCall) -> Calling:
    """A call and its list, for these eyes; who was written down since stands at its end until somebody marks them."""
    lines = called.called_lines(work, call)
    late, gone = called.left_out(work, call), called.let_out(work, call)
    files = {line.file_id: work.stays(line.file_id) for line in (*(line for line, _stands in lines), *gone)}
    known = children(work, [*files.values(), *(each.file_id for each in late)])
    names = first_names({child.file_id: child.name for child in known.values()})
    plain = {child.file_id: _row(work, child, names[child.file_id]) for child in known.values()}
    rows = tuple(
        dataclasses.replace(
            plain[files[line.file_id]], line_id=line.id, bed=line.bed or "", room=line.room or "",
            mark=stands.mark or "", expected=line.expected or "", remark=_remark(work, line, stands),
            put_right=line is not stands,
        )
        for line, stands in lines
        if files[line.file_id] in known
    ) + tuple(
        dataclasses.replace(plain[each.file_id], bed=each.bed, room=each.room,
                            expected=called.expected(each, call.called_at) or "")
        for each in late
    )  # fmt: skip
    lost = {row.id for row in rows if row.mark == calls.NOT_FOUND}
    searches = tuple(each.id for each in missed.every_open(work) if work.stays(each.file_id) in lost)
    begun = Words(
        N_("entered from paper, called at {hour} by {who}") if call.from_paper else N_("begun at {hour} by {who}"),
        {"hour": f"{work.local(call.called_at):%H:%M}", "who": work.staff.get(call.caller_id, "")},
    )
    closed = f"{work.local(call.closed_at):%H:%M}" if call.closed_at is not None else ""
    return Calling(
        call.id,
        call.part,
        called.title_of(call.part),
        call.on_day,
        begun,
        call.from_paper,
        closed,
        rows,
        due.at_night(work, call),
        searches,
        called.unseen(work, call),
        tuple(plain[files[line.file_id]] for line in gone if files[line.file_id] in known),
        call_sums(call, rows),
    )


def _remark(work: Work, line: RollMark, stands: RollMark) -> str:
    """What was written beside the mark, else when the child is expected back."""
    if stands.remark or line.back_at is None:
        return stands.remark or ""
    local = work.local(line.back_at)
    values = {"day": days.near(local.date(), work.today()), "hour": f"{local:%H:%M}"}
    return str(Words(N_("back {day} at {hour}"), values))


def call_sums(call: RollCall, rows: Sequence[Row]) -> tuple[int, int, int, int]:
    """The sums of a call: of a closed one as they are kept, whoever reads it; of an open one by what is marked."""
    if call.closed_at is None:
        return calls.sums([row.mark or None for row in rows])
    return call.total or 0, call.present or 0, call.elsewhere or 0, call.not_found or 0


def sum_of(call: RollCall) -> Words | str:
    """The sum of a call that closed: all = present + elsewhere + not accounted for."""
    if call.closed_at is None:
        return ""
    values = {"total": call.total, "present": call.present, "elsewhere": call.elsewhere, "lost": call.not_found}
    return Words(N_("{total} = {present} + {elsewhere} + {lost}"), values)


def parts_of_today(work: Work) -> tuple[PartOfDay, ...]:
    """The three calls of today: closed, open, due or still to come."""
    today = work.today()
    there = {call.part: call for call in called.calls_between(work, today, today)}
    hours = due.hours(work)
    found = []
    for part in calls.PARTS:
        hour = "{:02}:{:02}".format(*hours[part])
        call = there.get(part)
        if call is not None:
            state = "closed" if call.closed_at is not None else "open"
            words = sum_of(call) if call.closed_at is not None else called.named(work, call)
            found.append(PartOfDay(part, called.title_of(part), hour, state, call.id, words))
            continue
        come = due.instant(work, today, hours[part]) <= work.now()
        found.append(PartOfDay(part, called.title_of(part), hour, "due" if come else "coming"))
    return tuple(found)
