"""The list of roll calls, and one of them as a page: its sum, every line as it stands, what was put right."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

from transit_desk import choices
from transit_desk.domain import dates
from transit_desk.domain.text import N_, Words
from transit_desk.module import (
    Entries,
    Entry,
    FactLine,
    Facts,
    Header,
    Mark,
    Tab,
    Target,
    Verb,
    View,
)
from transit_desk.services.presence.records import RollCall
from transit_desk.services.presence.rules import calls
from transit_desk.services.presence.views import calling
from transit_desk.storage.work import Work

_LEADS = "presence.declare"
TONES = {calls.PRESENT: "ok", calls.NOT_FOUND: "warn"}


@dataclasses.dataclass(frozen=True)
class CallLine:
    """One call in the list; one that nobody took has no key."""

    id: str
    day: str
    part: str
    hour: str
    who: str
    sums: str
    state: Mark


def line(work: Work, call: RollCall) -> CallLine:
    """One call."""
    if call.closed_at is None:
        state = Mark(Words(N_("not closed")), "clock", "warn")
    else:
        words = N_("closed, from paper") if call.from_paper else N_("closed")
        state = Mark(Words(words), "check", "idle")
    return CallLine(
        call.id, str(dates.say_day(call.on_day)), str(choices.say("roll_call_part", call.part)),
        f"{work.local(call.called_at):%H:%M}", work.staff.get(call.caller_id, ""), str(calling.sum_of(call)), state,
    )  # fmt: skip


def not_taken(day: datetime.date, part: str, hour: str) -> CallLine:
    """A call that is due and that nobody took."""
    mark = Mark(Words(N_("not taken")), "warning", "warn")
    return CallLine("", str(dates.say_day(day)), str(choices.say("roll_call_part", part)), hour, "", "", mark)


def page(work: Work, call: RollCall) -> View:
    """One call as it stands."""
    told = calling.calling(work, call)
    state = Mark(Words(N_("closed")), "check", "ok") if told.closed else Mark(Words(N_("not closed")), "clock", "warn")
    header = Header(str(told.title), "", (dates.say_day(call.on_day), told.begun), (state,))
    tab = Tab("summary", N_("Roll call"), (_list(told),), (_sums(told),))
    mine = call.made_by == work.actor.worker_id or _LEADS in work.actor.rights
    return View(call.id, header, (tab,), _verbs(told, mine=mine), Target("presence.calls"), N_("Roll calls"))


def _verbs(told: calling.Calling, *, mine: bool) -> tuple[Verb, ...]:
    about = {"call_id": told.id}
    if told.closed:
        return (Verb(N_("Print"), "printer", "preview", "presence.note_paper", "Ctrl+P", primary=True,
                     extra={"paper": "presence.closed_call", **about}),)  # fmt: skip
    go_on = Verb(N_("Go on with it"), "forward", "presence.roll_call", "presence.mark", primary=True, extra=about)
    back = Verb(N_("Take this back"), "cross", "presence.take_back", "presence.take_back", extra={"record_id": told.id})
    return (go_on, back) if mine else (go_on,)


def _sums(told: calling.Calling) -> Facts:
    total, present, elsewhere, lost = told.sums
    lines = [
        FactLine(Words(N_("Children on the list")), str(total)),
        FactLine(Words(N_("Present")), str(present)),
        FactLine(Words(N_("Elsewhere, as planned")), str(elsewhere)),
        FactLine(Words(N_("Not accounted for")), str(lost)),
    ]
    left = total - present - elsewhere - lost
    if left:
        lines.append(FactLine(Words(N_("Still to be marked")), str(left)))
    if told.unseen:
        lines.append(FactLine(Words(N_("Not in your sight")), str(told.unseen)))
    return Facts(N_("The sum"), tuple(lines))


def _list(told: calling.Calling) -> Entries:
    headings = (N_("Bed"), N_("First name and code"), N_("Remark"))
    return Entries(N_("Child by child"), headings, (*(_entry(told, row) for row in told.rows), *map(_gone, told.gone)),
                   empty=N_("Nobody lived here at that hour."))  # fmt: skip


def _gone(row: calling.Row) -> Entry:
    """Who left the house since the call began: nobody is to call the child any more."""
    return Entry((row.bed, f"{row.name}  {row.number}", ""), Mark(Words(N_("has left the house")), "forward", "idle"))


def _entry(told: calling.Calling, row: calling.Row) -> Entry:
    mark = Mark(Words(N_("still to be marked")), "ring_dashed", "idle")
    if row.mark:
        icon = str(choices.load("presence_mark")[row.mark].about["icon"])
        mark = Mark(choices.say("presence_mark", row.mark), icon, TONES.get(row.mark, "accent"))
    verbs: tuple[Verb, ...] = ()
    if told.closed:
        verbs = (Verb(N_("Put right"), "pencil", "presence.rectify", "presence.rectify",
                      extra={"record_id": row.line_id}),)  # fmt: skip
    put_right = str(Words(N_("put right"))) if row.put_right else ""
    remark = " · ".join(part for part in (put_right, row.remark) if part)
    return Entry((row.bed, f"{row.name}  {row.number}", remark), mark, verbs)


def window(lines: Sequence[CallLine], words: str) -> tuple[CallLine, ...]:
    """The lines that hold these words."""
    wanted = words.casefold()
    return tuple(each for each in lines if wanted in f"{each.day} {each.part} {each.who} {each.state.words}".casefold())
