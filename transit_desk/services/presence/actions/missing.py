"""The search for a child: what is known, what was done step by step, how it ended."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from transit_desk.action import Undone, action
from transit_desk.domain import fields, sense
from transit_desk.domain.text import N_
from transit_desk.services.presence import pages
from transit_desk.services.presence.records import MissingStep, house, missed
from transit_desk.services.presence.rules import calls, missing
from transit_desk.storage.work import Work

_UNDONE = "undone"
_DECLARE = "presence.declare"
_MISSING, _RESIDENT = "missing", "resident"


@action(N_("What is known of a child who is searched"), needs="search")
def describe(work: Work, *, record_id: str, values: dict[str, object]) -> None:
    """Where and when the child was last seen, what it wears; a threat or a stranger makes every step due at once."""
    search = missed.search_of(work, record_id)
    missing.still_searched(ended=search.ended_at is not None)
    checked = fields.check_given(pages.DESCRIBE.fields, values)
    sense.hour_has_come(checked.get("seen_at"), work.now(), "seen_at")
    missing.seen_before(checked.get("seen_at"), search.since_at)
    before = (search.threat, search.stranger)
    work.put(search, checked)
    taken = any(was and not now for was, now in zip(before, (search.threat, search.stranger), strict=True))
    missing.may_calm(taken=taken, may=_DECLARE in work.actor.rights)
    danger = missing.at_once(threat=search.threat, stranger=search.stranger, young=search.young)
    if not danger:
        search.danger_at = None
    elif search.danger_at is None:
        search.danger_at = work.now()


@dataclasses.dataclass(frozen=True)
class Wrote:
    """A step, as undo needs it: its record, and where the file said the child was before."""

    step_id: str
    track: str = ""
    since: datetime.date = datetime.date.min


def _undo_step(work: Work, undone: Undone) -> None:
    wrote: Wrote = undone.result
    step = work.get(MissingStep, wrote.step_id)
    work.withdraw(step, _UNDONE)
    if wrote.track:
        work.do("case_file.seek", file_id=step.file_id, track=wrote.track, since=wrote.since)


@action(N_("Write down a step of the search"), needs="search", undo=_undo_step)
def write_step(work: Work, *, record_id: str, values: dict[str, object]) -> Wrote:
    """What was done, by whom, when. Declaring a child missing says so in the file as well."""
    search = missed.search_of(work, record_id)
    missing.still_searched(ended=search.ended_at is not None)
    checked = fields.check_asked(pages.STEP.fields, values)
    at = work.now() if checked["at"] is None else int(checked["at"])
    given = {"at": at, "by_id": checked["by_id"] or work.actor.worker_id}
    sense.hour_has_come(at, work.now(), "at")
    missing.in_order(at, search.since_at, "at")
    calls.works_here(known=given["by_id"] in work.staff, field="by_id")
    missing.who_was_told(checked["step"], checked["told"])
    missing.may_declare(checked["step"], may=_DECLARE in work.actor.rights)
    done = {step.step for step in missed.done_for(work, search)}
    missing.once(checked["step"], done)
    step = work.add(MissingStep(file_id=search.file_id, missing_id=search.id, **{**checked, **given}))
    work.session.flush()
    if step.step != missing.DECLARE:
        return Wrote(step.id)
    return Wrote(step.id, *_move(work, search.file_id, _MISSING, work.day_of(at)))


def _move(work: Work, file_id: str, track: str, since: datetime.date) -> tuple[str, datetime.date]:
    """Say in the file where the child is; returns what stood there."""
    file: Any = house.file_of(work, file_id)
    before = (file.care_track, file.care_since)
    work.do("case_file.seek", file_id=file_id, track=track, since=since)
    return before


@dataclasses.dataclass(frozen=True)
class Ended:
    """The end of a search, as undo needs it: what else of the same child ended with it, where the file said it was."""

    search_id: str
    others: tuple[str, ...] = ()
    track: str = ""
    since: datetime.date = datetime.date.min
    departure_id: str | None = None  # the leaving that waits, where the child chose it


def _undo_found(work: Work, undone: Undone) -> None:
    ended: Ended = undone.result
    search = missed.search_of(work, ended.search_id)
    other = missed.open_of(work, search.file_id)
    missing.none_since(there=other is not None)
    for search_id in (ended.search_id, *ended.others):
        work.put(missed.search_of(work, search_id), dict.fromkeys(pages.END))
    if ended.departure_id is not None:
        work.do("leaving.not_by_own_choice", record_id=ended.departure_id)
    if ended.track:
        work.do("case_file.seek", file_id=search.file_id, track=ended.track, since=ended.since)


@action(N_("How the search ended"), needs="search", undo=_undo_found)
def found(work: Work, *, record_id: str, values: dict[str, object]) -> Ended:
    """Where and how the child was found, and the child's own word; who chose to leave goes with a safety plan."""
    search = missed.search_of(work, record_id)
    missing.still_searched(ended=search.ended_at is not None)
    checked = fields.check_asked(pages.FOUND.fields, values)
    at, how = work.now() if checked["ended_at"] is None else checked["ended_at"], checked["ended_how"]
    sense.hour_has_come(at, work.now(), "ended_at")
    missing.in_order(at, search.since_at, "ended_at")
    missing.where_it_ended(how, checked["ended_where"])
    plan = checked.pop("safety_plan")
    missing.may_end(how, may=_DECLARE in work.actor.rights, plan=plan)
    beside = [each for each in missed.all_open_of(work, search.file_id) if each.id != search.id]
    work.put(search, {**checked, "ended_at": at})
    for each in beside:  # of two files that were joined: one child is found once
        work.put(each, {"ended_how": how, "ended_at": max(at, each.since_at), "ended_where": checked["ended_where"]})
    ended = Ended(search.id, tuple(each.id for each in beside))
    if how == missing.BY_CHOICE:
        gone = work.do("leaving.by_own_choice", file_id=search.file_id, on_day=work.day_of(at), safety_plan=plan)
        return dataclasses.replace(ended, departure_id=gone)
    file: Any = house.file_of(work, search.file_id)
    if file.care_track != _MISSING or how not in missing.BACK:
        return ended
    return Ended(ended.search_id, ended.others, *_move(work, search.file_id, _RESIDENT, work.day_of(at)))
