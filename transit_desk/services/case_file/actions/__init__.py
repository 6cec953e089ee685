"""What can be done with a case file."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import secrets
from collections.abc import Iterator
from typing import Any

import sqlalchemy

from transit_desk.action import Undone, action
from transit_desk.domain import ages, casenumber, consents, errors, fields, sense
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_
from transit_desk.services.case_file import rules, views
from transit_desk.services.case_file.actions.interview import hear as hear
from transit_desk.services.case_file.actions.merging import (
    answer_same,
    ask_supervisor,
    forget_answer,
    merge,
    none_earlier,
    say_same,
    split,
)
from transit_desk.services.case_file.records import (
    FATHER,
    MOTHER,
    NAME,
    NAMES,
    ORIGIN,
    OTHER_NAME,
    RECOGNISED_BY,
    SEALED,
    SEALED_KINDS,
    CaseFile,
    Claim,
    Consent,
    Disclosure,
    Due,
    Episode,
    Note,
    Person,
    Withholding,
    renew,
)
from transit_desk.services.case_file.views import alike, departures, joined
from transit_desk.storage.people import Worker
from transit_desk.storage.records import fields_of
from transit_desk.storage.sight import RESIDENTS
from transit_desk.storage.work import Work

__all__ = ["answer_same", "ask_supervisor", "forget_answer", "merge", "none_earlier", "say_same", "split"]


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
    rules.lives_elsewhere(lives_here=_episode(work, file_id) is not None)
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
    if file.care_track in rules.RESIDENT_TRACKS:
        work.show_to(file.id, person.id, RESIDENTS)
    renew(work, person, file)


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
                _say(work, person, what, said, said_by, day, known_by, preferred=preferred)
    renew(work, person, file)
    _ask_who_sees_more(work, file, person, name)
    return file.id


def _ask_who_sees_more(work: Work, file: CaseFile, person: Person, name: object) -> None:
    """Where a file that these eyes do not see may be this child's, the supervisor is asked at once."""
    told = name.value if isinstance(name, Said) else name
    there = alike.beyond_sight(work, [str(told)] if told else []) | alike.called_otherwise(work, person)
    if there - {*work.same(file.id), *joined.answers_about(work, file.id)}:
        ask_supervisor(work, file_id=file.id)


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
) -> str:
    """Open a file for a child who stands here, and admit them tonight; a bed is given on the board."""
    file_id = str(
        open_case(
            work, sex=sex, care_track="resident", name=name, age=age, village=village, languages=languages,
            needs_now=needs_now, arrival_type=arrival_type, arrived_at=work.now(), worker_id=work.actor.worker_id,
        )
    )  # fmt: skip
    _admit_tonight(work, file_id)
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
    work.session.flush()
    move_care(work, file_id=file_id, track=again.track, since=again.since)


@action(N_("Receive a child who was here before"), needs="open", undo=_undo_again)
def receive_again(work: Work, *, file_id: str) -> Again:
    """Admit a child tonight in the file that is there: a new episode, and no second file."""
    file = work.get(CaseFile, work.stays(file_id))
    rules.comes_back(lives_here=_episode(work, file.id) is not None, withdrawn=file.withdrawn_at is not None)
    before = (file.care_track, file.care_since)
    return Again(_admit_tonight(work, file.id), *before)


_FIRST = ("languages", "needs_now", "arrival_type", "exit_type", "category", "care_track", "arrived_at")


def _say(  # one claim, checked
    work: Work,
    person: Person,
    what: str,
    said: Said,
    said_by: str,
    said_on: datetime.date,
    known_by: str,
    *,
    preferred: bool = False,
    supersedes_id: str | None = None,
) -> Claim:
    sense.day_has_come(said_on, work.today(), "said_on")
    values = fields.check_all(
        {name: field for name, field in fields_of(Claim).items() if name in _SAID},
        {"what": what, "words": said, "said_by": said_by, "said_on": said_on, "known_by": known_by},
    )
    claim = Claim(person_id=person.id, preferred=preferred, supersedes_id=supersedes_id)
    if what in SEALED_KINDS:
        kept = values.pop("words")
        if isinstance(kept, Said):
            claim.sealed_words = {"what": what, "words": kept.value, "answer": kept.answer.value}
        claim.words_answer = Answer.GIVEN.value
        values["what"] = SEALED
    work.put(claim, values)
    claim.parts = rules.read_claim(what, said, said_by, said_on, work.today())
    return work.add(claim)


_SAID = ("what", "words", "said_by", "said_on", "known_by")


@action(N_("Keep what was said"), needs="write")
def say(  # a claim beside the others, or in place of one
    work: Work,
    *,
    file_id: str,
    what: str,
    words: Said | str,
    said_by: str,
    said_on: datetime.date | None = None,
    known_by: str = "told",
    preferred: bool = False,
    supersedes_id: str | None = None,
) -> str:
    """Keep one more word about a child; what is shown is chosen anew. Returns the claim's identifier."""
    file = work.get(CaseFile, file_id)
    person = work.get(Person, file.person_id)
    said = words if isinstance(words, Said) else Said(words)
    if supersedes_id is not None and work.get(Claim, supersedes_id).person_id not in work.same(person.id):
        raise errors.RuleBroken(N_("That was said about another child."))
    claim = _say(
        work, person, what, said, said_by, said_on or work.today(), known_by,
        preferred=preferred, supersedes_id=supersedes_id,
    )  # fmt: skip
    work.session.flush()
    renew(work, person, file)
    if what in RECOGNISED_BY:
        _ask_who_sees_more(work, file, person, said if what in NAMES else None)
    return claim.id


@action(N_("Take back a statement"), needs="write")
def unsay(work: Work, *, file_id: str, claim_id: str, why: str) -> None:
    """Withdraw a claim that was entered by mistake; it stays in the trail."""
    file = work.get(CaseFile, file_id)
    person = work.get(Person, file.person_id)
    sense.reason_given(why)
    claim = work.get(Claim, claim_id)
    if claim.person_id not in work.same(person.id):
        raise errors.RuleBroken(N_("That was said about another child."))
    work.withdraw(claim, why)
    work.session.flush()
    for each in work.same(file.id):
        own = work.get(CaseFile, each)
        renew(work, work.get(Person, own.person_id), own)


@action(N_("Change the file"), needs="write")
def change_file(work: Work, *, file_id: str, values: dict[str, object], sex: str | None = None) -> None:
    """Change described fields of the file itself; only those given."""
    file = work.get(CaseFile, work.stays(file_id))
    described = {name: field for name, field in fields_of(CaseFile).items() if name in _CHANGEABLE and name in values}
    if set(values) - set(described):
        raise errors.RuleBroken(N_("This is changed elsewhere."))
    checked = fields.check_all(described, values)
    work.put(file, checked)
    if "needs_now" in checked:
        file.specialist = file.specialist or rules.needs_specialist(checked["needs_now"])
    if sex is not None:
        person = work.get(Person, file.person_id)
        person.sex = str(fields_of(Person)["sex"].check(sex))


_CHANGEABLE = ("languages", "needs_now", "arrival_type", "exit_type", "category", "certification")


@action(N_("Say where the child is"), needs="write")
def move_care(work: Work, *, file_id: str, track: str, since: datetime.date) -> None:
    """Change the care track. It opens and closes no service; sight of residents follows it."""
    file = work.get(CaseFile, work.stays(file_id))
    sense.day_has_come(since, work.today(), "since")
    checked = fields_of(CaseFile)["care_track"].check(track)
    if file.care_track == checked and file.care_since == since:
        return
    file.care_track, file.care_since = str(checked), since
    if file.care_track in rules.RESIDENT_TRACKS:
        work.show_to(file.id, file.person_id, RESIDENTS)
    else:
        work.hide_from(file.id, RESIDENTS)


@action(N_("Admit a child"), needs="open")
def admit(work: Work, *, file_id: str, began_on: datetime.date) -> str:
    """Begin an episode: the child lives here from this day on. Returns the episode's identifier."""
    file = work.get(CaseFile, work.stays(file_id))
    sense.day_has_come(began_on, work.today(), "began_on")
    current = _episode(work, file_id)
    if current is not None:
        return current.id
    move_care(work, file_id=file.id, track="resident", since=began_on)
    return work.add(Episode(file_id=file.id, began_on=began_on)).id


@action(N_("A child leaves the house"), needs="open")
def leave(work: Work, *, file_id: str, ended_on: datetime.date, track: str) -> None:
    """End the episode and say where the child now is."""
    current = _episode(work, file_id)
    if current is None:
        raise errors.RuleBroken(N_("This child does not live here."))
    rules.window_in_order(current.began_on, ended_on)
    sense.day_has_come(ended_on, work.today(), "ended_on")
    current.ended_on, current.ended_how = ended_on, track
    work.session.flush()
    while (other := _episode(work, file_id)) is not None:  # under the other number too, where two files were joined
        other.ended_on, other.ended_how = max(ended_on, other.began_on), track
        work.session.flush()
    move_care(work, file_id=file_id, track=track, since=ended_on)


def _episode(work: Work, file_id: str) -> Episode | None:
    return work.first(
        sqlalchemy.select(Episode).where(
            Episode.file_id.in_(work.same(file_id)), Episode.ended_on.is_(None), Episode.withdrawn_at.is_(None)
        )
    )


@action(N_("Give the file to a caseworker"), needs="assign")
def assign(work: Work, *, file_id: str, worker_id: str) -> None:
    """Make somebody responsible; they see the file from now on, and those before keep their sight of it."""
    file = work.get(CaseFile, work.stays(file_id))
    worker = work.get(Worker, worker_id)
    file.worker_id = worker.id
    work.show_to(file.id, file.person_id, worker.id)


def _undo_consent(work: Work, undone: Undone) -> None:
    answer = work.get(Consent, undone.result)
    work.withdraw(answer, "undone")
    drop_due(work, file_id=answer.file_id, rule="case_file.tell_withdrawal", source_id=answer.id, why="undone")


def _undo_withhold(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(Withholding, undone.result), "undone")


def _undo_note(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(Note, undone.result), "undone")


@action(N_("Keep an answer about consent"), needs="consent", undo=_undo_consent)
def answer_consent(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Keep the newest answer for one purpose and those it names; the earlier ones stay and no longer count.

    What a supervisor decides for a child waits for a second person. A withdrawal stops what is to come at once, and
    what already went out under the answer before it has to be told to whoever received it.
    """
    file = work.get(CaseFile, file_id)
    described = {name: field for name, field in fields_of(Consent).items() if name not in {"file_id", "confirmed_by"}}
    checked: dict[str, Any] = dict(fields.check_all(described, values))
    sense.day_has_come(checked["on_day"], work.today(), "on_day")
    rules.expiry_after(checked["on_day"], checked["expires_on"])
    decision, given_by = str(checked["decision"]), str(checked["given_by"])
    born = views.born_of(work.get(Person, file.person_id))
    span = ages.age_span(born, checked["on_day"]) if born is not None else None
    consents.answered_rightly(
        decision, given_by, checked["assent"], checked["why_other"], span, views.age_rules(work, checked["on_day"])
    )
    checked["decision"] = consents.kept_as(decision, given_by)
    if checked["decision"] == consents.AWAITING:
        rules.may_decide(may="case_file.decide" in work.actor.rights)
    answer = work.add(Consent(file_id=file_id, **checked))
    if decision == "withdrawn":
        _tell_receivers(work, file, answer)
    return answer.id


def _tell_receivers(work: Work, file: CaseFile, answer: Consent) -> None:
    """What went out under an answer that is withdrawn: whoever holds it must hear of it."""
    work.session.flush()
    if not any(left.withdrawn_by == answer.id for left in departures.left_of(work, file.id)):
        return
    days = int(work.setting("case_file.tell_withdrawal_days"))
    plan_due(
        work, file_id=file.id, rule="case_file.tell_withdrawal", what="tell_withdrawal", from_day=work.today(),
        to_day=work.today() + datetime.timedelta(days=days), source_table="consent", source_id=answer.id,
    )  # fmt: skip


@action(N_("Confirm what was decided for a child"), needs="decide")
def confirm_consent(work: Work, *, consent_id: str, child_heard: bool) -> str:
    """The second person's word on what a supervisor decided for a child without a caregiver; only now it counts."""
    answer = work.get(Consent, consent_id)
    rules.still_awaits(awaits=answer.decision == consents.AWAITING and answer.withdrawn_at is None)
    rules.child_was_heard(heard=child_heard)
    consents.second_person(answer.made_by, work.actor.worker_id)
    answer.decision, answer.confirmed_by = consents.YES, work.actor.worker_id
    return answer.file_id


@action(N_("Keep something from somebody"), needs="consent", undo=_undo_withhold)
def withhold(work: Work, *, file_id: str, values: dict[str, object]) -> str:
    """Write down what the child wants kept from whom; papers and packages obey at once."""
    work.get(CaseFile, file_id)
    described = {name: field for name, field in fields_of(Withholding).items() if name != "file_id"}
    return work.add(Withholding(file_id=file_id, **fields.check_all(described, values))).id


@action(N_("Withholding no longer wanted"), needs="consent")
def stop_withholding(work: Work, *, withholding_id: str, why: str, file_id: str | None = None) -> None:
    """The child lifts what was withheld; from now on, and with a reason."""
    why = str(rules.WHY_LIFTED.check(why))
    sense.reason_given(why)
    withholding = work.get(Withholding, withholding_id)
    if file_id not in {None, withholding.file_id}:
        raise errors.NotFound
    work.get(CaseFile, withholding.file_id)
    work.withdraw(withholding, why)


@action(N_("Add a note"), needs="note", undo=_undo_note)
def write_note(
    work: Work, *, file_id: str, care_words: str | None = None, closed_words: str | None = None,
    on_day: datetime.date | None = None,
) -> str:  # fmt: skip
    """Add a note for daily care, or a sealed one, or both."""
    file = work.get(CaseFile, file_id)
    day = on_day or work.today()
    sense.day_has_come(day, work.today(), "on_day")
    described = fields_of(Note)
    care = described["care_words"].check(care_words)
    closed = described["closed_words"].check(closed_words)
    if care is None and closed is None:
        raise errors.RuleBroken(N_("Write the note first."), "care_words")
    return work.add(Note(file_id=file.id, on_day=day, care_words=care, closed_words=closed)).id


@action(N_("Write down what a child confided"), needs="disclose")
def disclose(work: Work, *, file_id: str, told: str, when_it_was: Said | None = None) -> str:
    """Seal what a child confided to those who follow such things; its writer does not read it again."""
    described = fields_of(Disclosure)
    checked = fields.check_all(
        {name: described[name] for name in ("told", "when_it_was")}, {"told": told, "when_it_was": when_it_was}
    )
    file = work.get(CaseFile, file_id)
    file.specialist = True
    return work.add(Disclosure(file_id=file.id, **checked)).id


@action(N_("Plan what is due"), needs="write")
def plan_due(  # the schedule mechanism's only way in
    work: Work,
    *,
    file_id: str,
    rule: str,
    what: str,
    from_day: datetime.date,
    to_day: datetime.date,
    who: str | None = None,
    source_table: str | None = None,
    source_id: str | None = None,
) -> str:
    """Make something due, once for a rule and a source; a changed window replaces the former one."""
    work.get(CaseFile, file_id)
    rules.window_in_order(from_day, to_day)
    same = work.first(
        sqlalchemy.select(Due).where(
            Due.file_id.in_(work.same(file_id)),
            Due.rule == rule,
            Due.source_id == source_id,
            Due.withdrawn_at.is_(None),
        )
    )
    values = fields.check_all(
        {name: field for name, field in fields_of(Due).items() if name in _PLANNED},
        {"rule": rule, "what": what, "from_day": from_day, "to_day": to_day, "who": who,
         "source_table": source_table, "source_id": source_id},
    )  # fmt: skip
    if same is not None:
        work.put(same, values)
        return same.id
    return work.add(Due(file_id=file_id, **values)).id


_PLANNED = ("rule", "what", "from_day", "to_day", "who", "source_table", "source_id")


@action(N_("Drop what is no longer due"), needs="write")
def drop_due(work: Work, *, file_id: str, rule: str, source_id: str | None, why: str) -> None:
    """Take a due out of use because its source changed."""
    rows = work.all(
        sqlalchemy.select(Due).where(
            Due.file_id.in_(work.same(file_id)),
            Due.rule == rule,
            Due.source_id == source_id,
            Due.withdrawn_at.is_(None),
        )
    )
    for row in rows:
        if row.done_on is None:
            work.withdraw(row, why)


@action(N_("What was due is done"), needs="write")
def finish_due(
    work: Work, *, due_id: str, on_day: datetime.date, done_table: str | None = None, done_id: str | None = None
) -> None:
    """Mark a due as done by a record."""
    row = work.get(Due, due_id)
    rules.DONE_ON.check(on_day)
    sense.day_has_come(on_day, work.today(), "on_day")
    row.done_on, row.done_table, row.done_id = on_day, done_table, done_id


@action(N_("A paper was printed or saved"), needs="print")
def note_paper(work: Work, *, file_id: str, paper: str, audience: str, way: str) -> None:
    """Leave a line about a paper that left the screen: which, for whom, printed or saved."""
    file = work.get(CaseFile, file_id)
    work.note("print" if way == "print" else "save", file, (paper, audience))
