"""A look at a room, and what is put right after it."""

from __future__ import annotations

import datetime

from transit_desk.action import Undone, action
from transit_desk.domain import sense
from transit_desk.domain.text import N_
from transit_desk.services.daily import pages
from transit_desk.services.daily.actions.checked import UNDONE, checked, day_that_came, is_there
from transit_desk.services.daily.records import Inspection, Repair
from transit_desk.services.daily.rules import rooms as rules
from transit_desk.storage.work import Work


def _undo_inspect(work: Work, undone: Undone) -> None:
    inspection = work.get(Inspection, undone.result)
    for each in work.standing(Repair):
        if each.inspection_id == inspection.id:
            rules.not_done_yet(each.done_on)
            work.withdraw(each, UNDONE)
    work.withdraw(inspection, UNDONE)


@action(N_("Look at a room"), needs="inspect", undo=_undo_inspect)
def inspect_room(  # one answer for each point of the list
    work: Work,
    *,
    room_id: str,
    on_day: datetime.date,
    beds: str,
    nets: str,
    locks: str,
    water: str,
    latrines: str,
    fire: str,
    remark: str | None = None,
    who_id: str | None = None,
    until_day: datetime.date | None = None,
) -> str:
    """Keep what was found; each point to be put right gets somebody and a day. Returns the look's identifier."""
    given = checked(work, Inspection,
        {"room_id": room_id, "on_day": on_day, "beds": beds, "nets": nets, "locks": locks, "water": water,
         "latrines": latrines, "fire": fire, "remark": remark},
    )  # fmt: skip
    day_that_came(work, given)
    who, until = pages.WHO.check(who_id), pages.UNTIL_DAY.check(until_day)
    found = rules.findings(given)
    rules.somebody_sees_to_it(found, who, until if isinstance(until, datetime.date) else None, work.today())
    is_there(work, pages.WHO, who)
    inspection = work.add(Inspection(**given))
    work.session.flush()
    for point in found:
        work.add(Repair(inspection_id=inspection.id, room_id=room_id, what=point, who_id=who, until_day=until))
    return inspection.id


def _undo_repair(work: Work, undone: Undone) -> None:
    work.put(work.get(Repair, undone.values["repair_id"]), {"done_on": None, "done_how": None})


@action(N_("Say that it was put right"), needs="inspect", undo=_undo_repair)
def put_right(work: Work, *, repair_id: str, done_how: str) -> None:
    """It is in order again; how, in a few words."""
    given = checked(work, Repair, {"done_how": done_how})
    row = work.get(Repair, repair_id)
    rules.not_done_yet(row.done_on)
    sense.reason_given(done_how, "done_how", N_("Say what was done, in a few words."))
    work.put(row, {**given, "done_on": work.today()})
