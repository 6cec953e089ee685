"""What can be asked about presence: the call that is marked, the calls before it, a search, whom to choose."""

from __future__ import annotations

import datetime

from transit_desk.action import query
from transit_desk.domain.text import N_, Words
from transit_desk.forms import Offered
from transit_desk.module import Rows, View, Window
from transit_desk.services.presence.records import Evacuation, called, due, missed, seated
from transit_desk.services.presence.views import calling, evacuated, listed, searched
from transit_desk.storage.work import HIDDEN, Work

_BACK = 60  # days of which the list tells; a register of years is what the papers and the figures are for
_NOT_TAKEN = 7  # days of which it is told that a call was not taken


@query(N_("The roll calls of today"), needs="mark")
def today(work: Work) -> tuple[calling.PartOfDay, ...]:
    """Which of the three is closed, open, due or still to come."""
    return calling.parts_of_today(work)


@query(N_("The roll call that is marked"), needs="mark")
def present_call(work: Work, *, call_id: str = "") -> calling.Calling | None:
    """One call with its list; without a key the newest that is open; None where none is."""
    if call_id:
        return calling.calling(work, called.call_of(work, call_id))
    return next((calling.calling(work, call) for call in called.open_calls(work)), None)


@query(N_("Roll calls"), needs="mark")
def calls(work: Work, *, window: Window) -> Rows:
    """The calls of the last weeks, the newest first, with those among them that nobody took."""
    last = work.today()
    found = called.calls_between(work, last - datetime.timedelta(days=_BACK), last)
    lines = [(call.called_at, listed.line(work, call)) for call in found if call.closed_at is None or
             not window.filters.get("open")]  # fmt: skip
    if not window.filters.get("open"):
        lines += _not_taken(work)
    if window.filters.get("not_taken"):
        lines = [(at, line) for at, line in lines if not line.id]
    lines.sort(key=lambda pair: pair[0], reverse=True)
    shown = listed.window([line for _at, line in lines], window.words)
    total = len(shown)
    words = Words(N_("{count} roll call"), {"count": total}, plural=N_("{count} roll calls"), count=total)
    return Rows(shown, total, None, words)


def _not_taken(work: Work) -> list[tuple[int, listed.CallLine]]:
    """The calls of the last days that were due and that nobody took, since the first that was taken."""
    return [(at, listed.not_taken(day, part, hour)) for day, part, hour, at in due.due_and_not_taken(work, _NOT_TAKEN)]


@query(N_("A roll call"), needs="mark")
def call_page(work: Work, *, record_id: str) -> View:
    """One call as it stands."""
    return listed.page(work, called.call_of(work, record_id))


@query(N_("The search for a child"), needs="search", sensitive=True)
def search(work: Work, *, record_id: str) -> View:
    """One search, whole for those who see the child."""
    found = missed.search_of(work, record_id)
    work.note("read", found)
    return searched.page(work, found)


@query(N_("What the form begins with"), needs="search")
def describe_values(work: Work, *, record_id: str) -> dict[str, object]:
    """What is known already."""
    found = missed.search_of(work, record_id)
    names = ("threat", "stranger", "seen_at", "seen_where", "wearing", "with_whom")
    values = {name: work.see(found, name) for name in names}
    return {name: value for name, value in values.items() if value is not None and value is not HIDDEN}


@query(N_("What the form begins with"), needs="search")
def step_values(work: Work, *, record_id: str) -> dict[str, object]:
    """The step that is due next."""
    found = missed.search_of(work, record_id)
    done = {step.step for step in missed.done_for(work, found)}
    following = missed.next_of(found, done, missed.limits(work))
    return {"step": following[0] if following is not None else "other"}


@query(N_("Evacuation"), needs="mark")
def evacuation(work: Work, *, record_id: str) -> View:
    """One evacuation: vehicles, children, who has not arrived yet."""
    return evacuated.page(work, work.get(Evacuation, record_id))


@query(N_("Vehicles"), needs="mark")
def vehicles(work: Work) -> tuple[Offered, ...]:
    """The vehicles of the evacuation that is under way."""
    found = seated.under_way(work)
    if found is None:
        return ()
    return tuple(Offered(each.id, f"{each.name} · {each.adult}") for each in seated.vehicles(work, found.id))
