"""A child comes, or comes back: a file is opened, taken back, brought back, and the child received."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import secrets
from collections.abc import Iterator, Mapping

from transit_desk.action import Undone, action
from transit_desk.domain import casenumber, errors, fields, mothers, sense
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_
from transit_desk.services.case_file import rules
from transit_desk.services.case_file.actions.care import (
    admit,
    end_house_care,
    move_care,
    open_episode,
    seen_by_the_house,
)
from transit_desk.services.case_file.actions.claims import ask_who_sees_more, keep_claim
from transit_desk.services.case_file.actions.due import drop_due, plan_due
from transit_desk.services.case_file.actions.merging import say_same
from transit_desk.services.case_file.records import (
    FATHER,
    MOTHER,
    NAME,
    ORIGIN,
    OTHER_NAME,
    CaseFile,
    Consent,
    Disclosure,
    Due,
    Episode,
    Note,
    Person,
    Withholding,
    renew,
)
from transit_desk.storage.records import fields_of
from transit_desk.storage.sight import RESIDENTS
from transit_desk.storage.work import Work


def _undo_open(work: Work, undone: Undone) -> None:
    file = work.get(CaseFile, undone.result)
    rules.nothing_hangs_on(
        sum(
            work.count(kind, kind.file_id == file.id) for kind in (Consent, Withholding, Note, Due, Disclosure, Episode)
        )
    )
    take_back(work, file_id=file.id, why="undone")


@action(N_("Take a file back"), needs="open")
def take_back(work: Work, *, file_id: str, why: str) -> None:
    """Take a file out of use that was opened by mistake, with its person; it is found no more, and can come back."""
    sense.reason_given(why)
    file = work.get(CaseFile, file_id)
    rules.stands_alone(len(work.same(file_id)))
    rules.lives_elsewhere(lives_here=open_episode(work, file_id) is not None)
    rules.all_settled([task.title for task in work.gather("settle", file_id=file_id)])
    person = work.get(Person, file.person_id)
    for record in (file, person):
        if record.withdrawn_at is None:
            work.withdraw(record, why)
    for kind in (NAME, OTHER_NAME, MOTHER, FATHER, ORIGIN):
        work.index(kind, person, (), file_id=file.id)
    work.hide_from(file.id, RESIDENTS)


@action(N_("Bring a file back"), needs="open")
def bring_back(work: Work, *, file_id: str) -> None:
    """Put a file back into use that was taken back."""
    file = work.get(CaseFile, file_id)
    person = work.get(Person, file.person_id)
    for record in (file, person):
        record.withdrawn_by = record.withdrawn_at = record.withdrawn_why = None
    if seen_by_the_house(work, file):
        work.show_to(file.id, person.id, RESIDENTS)
    renew(work, person, file)


_FIRST = ("languages", "needs_now", "arrival_type", "exit_type", "category", "care_track", "arrived_at")


def _number(work: Work) -> str:
    """A number without meaning that was never used."""
    while True:
        number = casenumber.make(secrets.token_bytes)
        if not work.search(("number",), (number,), past_sight=True):
            return number


@action(N_("Open a file"), needs="open", undo=_undo_open)
def open_case(  # what is known of a child in the first minute; everything may be missing but the sex
    work: Work,
    *,
    sex: str,
    care_track: str,
    name: Said | str | None = None,
    age: Said | str | None = None,
    village: Said | str | None = None,
    said_by: str = "child",
    said_on: datetime.date | None = None,
    known_by: str = "told",
    languages: Said | None = None,
    needs_now: Said | None = None,
    arrival_type: str | None = None,
    arrived_at: int | None = None,
    exit_type: Said | None = None,
    category: Said | None = None,
    worker_id: str | None = None,
    accompanies_id: str | None = None,
) -> str:
    """Open a file with what is known; returns its identifier. Nothing but the sex is needed."""
    day = said_on or work.today()
    values = fields.check_all(
        {name: field for name, field in fields_of(CaseFile).items() if name in _FIRST},
        {
            "languages": languages,
            "needs_now": needs_now,
            "arrival_type": arrival_type,
            "exit_type": exit_type,
            "category": category,
            "care_track": care_track,
            "arrived_at": arrived_at,
        },
    )
    sense.day_has_come(day, work.today(), "said_on")
    sense.hour_has_come(values["arrived_at"], work.now(), "arrived_at")
    person = work.add(Person(sex=str(fields_of(Person)["sex"].check(sex)), birth_estimated=True))
    work.session.flush()
    file = CaseFile(
        number=_number(work), person_id=person.id, status="open", opened_on=day, care_since=day,
        worker_id=worker_id, accompanies_id=accompanies_id, specialist=False,
    )  # fmt: skip
    work.put(file, values)
    file.specialist = rules.needs_specialist(values["needs_now"])
    work.add(file)
    work.session.flush()
    work.show_to(file.id, person.id, work.actor.worker_id)
    if worker_id:
        work.show_to(file.id, person.id, worker_id)
    if care_track in rules.RESIDENT_TRACKS:
        work.show_to(file.id, person.id, RESIDENTS)
    for box, what, told in (("name", "name_in_use", name), ("age", "age", age), ("village", "place", village)):
        said = told if isinstance(told, Said) else Said(told)
        if said.answer is not Answer.NOT_ASKED:
            preferred = what == "name_in_use" and said_by == "child"
            with _beside(box):
                keep_claim(work, person, what, said, said_by, day, known_by, preferred=preferred)
    renew(work, person, file)
    if accompanies_id is not None:
        _born_after(work, person, accompanies_id)
    ask_who_sees_more(work, file, person, name)
    return file.id


def _born_after(work: Work, child: Person, accompanies_id: str) -> None:
    """Whom a child came beside is taken for the mother until somebody says otherwise."""
    mother = work.get(Person, work.stays(work.get(CaseFile, accompanies_id).person_id))
    mothers.refuse(mother, child, int(work.setting(mothers.YEARS)), "age")


@contextlib.contextmanager
def _beside(box: str) -> Iterator[None]:
    """The words of a claim were typed in a box of another name: what is refused of them stands beside that one."""
    try:
        yield
    except errors.RuleBroken as broken:
        raise errors.RuleBroken(broken.words, box if broken.field == "words" else broken.field) from None


@action(N_("Receive a child"), needs="open")
def receive(  # one child at the door, tonight
    work: Work,
    *,
    name: Said | str | None = None,
    sex: str,
    age: Said | str | None = None,
    village: Said | str | None = None,
    languages: Said | None = None,
    needs_now: Said | None = None,
    arrival_type: str | None = None,
    answers: Mapping[str, str] | None = None,
) -> str:
    """Open a file for a child who stands here, and admit them tonight; a bed is given on the board.

    `answers` are what was said at the door of earlier files that look like this child's.
    """
    file_id = str(
        open_case(
            work, sex=sex, care_track="resident", name=name, age=age, village=village, languages=languages,
            needs_now=needs_now, arrival_type=arrival_type, arrived_at=work.now(), worker_id=work.actor.worker_id,
        )
    )  # fmt: skip
    _admit_tonight(work, file_id)
    for other_id, decision in (answers or {}).items():
        say_same(work, file_id=file_id, other_id=other_id, decision=decision)
    return file_id


def _admit_tonight(work: Work, file_id: str) -> str:
    episode_id = str(admit(work, file_id=file_id, began_on=work.today()))
    days = work.setting("case_file.registration_days")
    plan_due(
        work, file_id=file_id, rule="case_file.registration", what="registration", from_day=work.today(),
        to_day=work.today() + datetime.timedelta(days=int(days)), source_table="case_file", source_id=file_id,
    )  # fmt: skip
    return episode_id


@dataclasses.dataclass(frozen=True)
class Again:
    """A child who came back, as undo needs it: the episode that began, and where the child was before."""

    episode_id: str
    track: str
    since: datetime.date


def _undo_again(work: Work, undone: Undone) -> None:
    file_id, again = str(undone.values["file_id"]), undone.result
    work.withdraw(work.get(Episode, again.episode_id), "undone")
    drop_due(work, file_id=work.stays(file_id), rule="case_file.registration", source_id=work.stays(file_id),
             why="undone")  # fmt: skip
    end_house_care(work, file_id, "undone")
    work.session.flush()
    move_care(work, file_id=file_id, track=again.track, since=again.since)


@action(N_("Receive a child who was here before"), needs="open", undo=_undo_again)
def receive_again(work: Work, *, file_id: str) -> Again:
    """Admit a child tonight in the file that is there: a new episode, and no second file."""
    file = work.get(CaseFile, work.stays(file_id))
    rules.comes_back(lives_here=open_episode(work, file.id) is not None, withdrawn=file.withdrawn_at is not None)
    before = (file.care_track, file.care_since)
    return Again(_admit_tonight(work, file.id), *before)
