"""What the children do together."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from transit_desk.action import Undone, action
from transit_desk.domain.text import N_
from transit_desk.services.daily import pages
from transit_desk.services.daily.actions.checked import UNDONE, checked, day_that_came
from transit_desk.services.daily.records import Activity, TookPart, of_day
from transit_desk.services.daily.rules import sheet as rules
from transit_desk.services.daily.rules import shifts
from transit_desk.storage import corrections
from transit_desk.storage.records import records
from transit_desk.storage.work import Work


def _undo_hold(work: Work, undone: Undone) -> None:
    for each in of_day.took_part(work, [undone.result]):
        work.withdraw(each, UNDONE)
    work.withdraw(work.get(Activity, undone.result), UNDONE)


@action(N_("Write down an activity"), needs="write", undo=_undo_hold)
def hold_activity(  # one line of the day, with everybody who took part
    work: Work,
    *,
    on_day: datetime.date,
    kind: str,
    children: Sequence[str] | None = None,
    hour: str | None = None,
    block: str | None = None,
    led_by_id: str | None = None,
    led_by_name: str | None = None,
) -> str:
    """What was done, led by whom, and which children took part. Returns its identifier."""
    given = checked(work, Activity,
        {"on_day": on_day, "kind": kind, "hour": hour, "block": block, "led_by_id": led_by_id,
         "led_by_name": led_by_name},
    )  # fmt: skip
    day_that_came(work, given)
    rules.somebody_leads(led_by_id, led_by_name)
    given["hour"] = shifts.hour(given["hour"], "hour")
    there = _files(work, children)
    activity = work.add(Activity(**given))
    work.session.flush()
    _take_part(work, activity, there)
    return activity.id


@action(N_("Say who took part"), needs="write")
def say_who_took_part(work: Work, *, activity_id: str, children: Sequence[str] | None = None) -> None:
    """Exactly these children took part, among those whom these eyes see."""
    activity = work.get(Activity, activity_id)
    corrections.must_stand(activity)
    wanted = _files(work, children)
    before = {work.stays(each.file_id): each for each in of_day.took_part(work, [activity.id])}
    for file_id, row in before.items():
        if file_id not in wanted:
            work.withdraw(row, "did not take part")
    _take_part(work, activity, [each for each in wanted if each not in before])


def _files(work: Work, children: Sequence[str] | None) -> list[str]:
    """Each child once, under the number that stays; only those these eyes see."""
    checked_ids = pages.CHILDREN.check(children)
    found = dict.fromkeys(work.stays(each) for each in checked_ids) if isinstance(checked_ids, list) else {}
    for file_id in found:
        work.get(records()["case_file"], file_id)
    return list(found)


def _take_part(work: Work, activity: Activity, file_ids: Sequence[str]) -> None:
    for file_id in file_ids:
        work.add(TookPart(file_id=file_id, activity_id=activity.id))
