"""Where a child is: in this house from a day to a day, or on another track of care."""

from __future__ import annotations

import datetime

import sqlalchemy

from transit_desk import last_seen
from transit_desk.action import action
from transit_desk.domain import errors, schedule, sense
from transit_desk.domain.text import N_
from transit_desk.services.case_file import rules
from transit_desk.services.case_file.actions.due import plan_due
from transit_desk.services.case_file.records import CaseFile, Due, Episode
from transit_desk.storage.records import fields_of
from transit_desk.storage.sight import RESIDENTS
from transit_desk.storage.work import Work


@action(N_("Say where the child is"), needs="write")
def move_care(work: Work, *, file_id: str, track: str, since: datetime.date) -> None:
    """Change the care track. It opens and closes no service; sight of residents follows it."""
    file = work.get(CaseFile, work.stays(file_id))
    sense.day_has_come(since, work.today(), "since")
    checked = fields_of(CaseFile)["care_track"].check(track)
    if file.care_track == checked and file.care_since == since:
        return
    file.care_track, file.care_since = str(checked), since
    if seen_by_the_house(work, file):
        work.show_to(file.id, file.person_id, RESIDENTS)
    else:
        work.hide_from(file.id, RESIDENTS)


def seen_by_the_house(work: Work, file: CaseFile) -> bool:
    """Whether the house's own people see a child: who lives here, and who is missing from here."""
    missing = file.care_track == rules.MISSING and open_episode(work, file.id) is not None
    return missing or file.care_track in rules.RESIDENT_TRACKS


@action(N_("Say that a child is missing, or back"), needs="seek")
def seek(work: Work, *, file_id: str, track: str, since: datetime.date) -> None:
    """A child of this house is declared missing, or is back: written by whoever searches, also at night."""
    file = work.get(CaseFile, work.stays(file_id))
    rules.of_a_search(file.care_track, track)
    move_care(work, file_id=file.id, track=track, since=since)


@action(N_("Admit a child"), needs="open")
def admit(work: Work, *, file_id: str, began_on: datetime.date) -> str:
    """Begin an episode: the child lives here from this day on. Returns the episode's identifier."""
    file = work.get(CaseFile, work.stays(file_id))
    sense.day_has_come(began_on, work.today(), "began_on")
    current = open_episode(work, file_id)
    if current is not None:
        return current.id
    move_care(work, file_id=file.id, track="resident", since=began_on)
    episode = work.add(Episode(file_id=file.id, began_on=began_on))
    work.session.flush()
    _plan_reviews(work, episode)
    return episode.id


def _plan_reviews(work: Work, episode: Episode) -> None:
    """Somebody looks at each stay after so many days; whatever had passed when it was written down is not asked for."""
    for rule in rules.stay_reviews(str(work.setting(rules.STAY_REVIEWS))):
        due = schedule.due(rule, episode.began_on)
        if due.day_to >= work.today():
            # Of the file and the day, so that two files that are joined ask for it once.
            plan_due(work, file_id=episode.file_id, rule=f"{rule.key}.{episode.began_on}", what="stay_review",
                     from_day=due.day_from, to_day=due.day_to, source_table=CaseFile.__tablename__,
                     source_id=episode.file_id)  # fmt: skip


def end_house_care(work: Work, file_id: str, why: str) -> None:
    """What was due because the child lives here is due no more."""
    for row in work.all(
        sqlalchemy.select(Due).where(
            Due.file_id.in_(work.same(file_id)), Due.what.in_(sorted(rules.HOUSE_CARE)), Due.done_on.is_(None),
            Due.withdrawn_at.is_(None),
        )
    ):  # fmt: skip
        work.withdraw(row, why)


@action(N_("A child leaves the house"), needs="open", final=True)
def leave(work: Work, *, file_id: str, ended_on: datetime.date, track: str, why: str | None = None) -> None:
    """End the episode and say where the child now is; `why`, where the child was seen here on a later day."""
    current = open_episode(work, file_id)
    if current is None:
        raise errors.RuleBroken(N_("This child does not live here."))
    rules.window_in_order(current.began_on, ended_on)
    sense.day_has_come(ended_on, work.today(), "ended_on")
    last_seen.not_after_day(work, [current.file_id], ended_on, why, "ended_on")
    current.ended_on, current.ended_how = ended_on, track
    work.session.flush()
    while (other := open_episode(work, file_id)) is not None:  # under the other number too, where two files were joined
        other.ended_on, other.ended_how = max(ended_on, other.began_on), track
        work.session.flush()
    end_house_care(work, file_id, "left the house")
    move_care(work, file_id=file_id, track=track, since=ended_on)


def open_episode(work: Work, file_id: str) -> Episode | None:
    return work.first(
        sqlalchemy.select(Episode).where(
            Episode.file_id.in_(work.same(file_id)), Episode.ended_on.is_(None), Episode.withdrawn_at.is_(None)
        )
    )
