"""What can be asked about children: one, many, those who might be the same, and what tonight asks of the house."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
from collections.abc import Sequence

import sqlalchemy

from transit_desk import choices
from transit_desk.action import query
from transit_desk.domain import ages, casenumber, dates, errors
from transit_desk.domain.text import N_, Words
from transit_desk.export.redaction import Audience, Readership
from transit_desk.matching import candidates, names
from transit_desk.module import (
    Mark,
    Meter,
    Place,
    Rows,
    Tab,
    Target,
    Task,
    Verb,
    View,
    Window,
)
from transit_desk.services.case_file import pages, rules, views
from transit_desk.services.case_file.records import (
    NAME,
    OTHER_NAME,
    CaseFile,
    Claim,
    Due,
    Person,
    name_kinds,
)
from transit_desk.storage.people import Worker
from transit_desk.storage.work import HIDDEN, Work


@dataclasses.dataclass(frozen=True)
class ChildRow:
    """One child in a list: the name in use or the number, never more than a passer-by may see."""

    id: str
    name: str
    number: str
    sex_age: str
    where: str
    stay: str
    worker: str
    next_step: str
    next_day: str
    state: Mark


@dataclasses.dataclass(frozen=True)
class Found:
    """One answer of the search field."""

    id: str
    name: str
    number: str
    detail: str


def _listed(work: Work, window: Window) -> sqlalchemy.Select[CaseFile]:
    statement = sqlalchemy.select(CaseFile).where(CaseFile.withdrawn_at.is_(None), CaseFile.merged_into_id.is_(None))
    if window.filters.get("house"):
        statement = statement.where(CaseFile.care_track.in_(sorted(rules.RESIDENT_TRACKS)))
    if window.filters.get("mine"):
        statement = statement.where(CaseFile.worker_id == work.actor.worker_id)
    due = window.filters.get("due")
    if due:
        waiting = sqlalchemy.select(Due.file_id).where(
            Due.what == due, Due.done_on.is_(None), Due.withdrawn_at.is_(None)
        )
        statement = statement.where(CaseFile.id.in_(waiting))
    track = window.filters.get("track")
    if track:
        statement = statement.where(CaseFile.care_track == track)
    return statement


@query(N_("Children"), needs="read")
def children(work: Work, *, window: Window) -> Rows:
    """One window of the list of children, by the name in use, under the filters and the words typed."""
    statement = _listed(work, window)
    if window.words:
        statement = statement.where(CaseFile.id.in_(_matching(work, window.words)))
    counted = statement.with_only_columns(sqlalchemy.func.count(CaseFile.id))
    total = work.session.scalar(counted) or 0
    if window.after is not None:
        name, number = window.after
        statement = statement.where(sqlalchemy.tuple_(CaseFile.listed_as, CaseFile.number) > (name, number))
    found = work.all(statement.order_by(CaseFile.listed_as, CaseFile.number).limit(window.count + 1))
    shown = found[: window.count]
    after = (shown[-1].listed_as, shown[-1].number) if len(found) > window.count else None
    persons = {
        person.id: person
        for person in work.all(sqlalchemy.select(Person).where(Person.id.in_([file.person_id for file in shown])))
    }
    return Rows(_child_rows(work, [(file, persons[file.person_id]) for file in shown]), total, after, _sum(work, total))


def _sum(work: Work, total: int) -> Words:
    house = work.count(
        CaseFile, CaseFile.care_track.in_(sorted(rules.RESIDENT_TRACKS)), CaseFile.withdrawn_at.is_(None)
    )
    return Words(N_("{house} in the house tonight, {total} shown"), {"house": house, "total": total})


def _child_rows(work: Work, found: Sequence[tuple[CaseFile, Person]]) -> tuple[ChildRow, ...]:
    today = work.today()
    files = [file.id for file, _person in found]
    places = views.places_of(work.gather("whereabouts", file_ids=files))
    dues = _next_dues(work, files)
    workers = {row.id: row.name for row in work.all(sqlalchemy.select(Worker))}
    admitted = views.admissions_of(work, files)
    missing = views.missing_of(work, files)
    rows = []
    for file, person in found:
        due = dues.get(file.id)
        place = places.get(file.id)
        began = admitted.get(file.id)
        rows.append(
            ChildRow(
                id=file.id,
                name=views.name_of(work, person, file),
                number=file.number,
                sex_age=f"{choices.say('sex_short', person.sex)} · {views.age_words(person, today, short=True)}",
                where=(place.code or str(place.where)) if place else str(choices.say("care_track", file.care_track)),
                stay=str(Words(N_("day {day}"), {"day": (today - began).days})) if began else "",
                worker=_in_short(workers.get(file.worker_id or "", "")),
                next_step=str(choices.say("due_what", due.what)) if due else "",
                next_day=str(dates.say_near_day(due.to_day, today)) if due else "",
                state=_state(missing.get(file.id, 0)),
            )
        )
    return tuple(rows)


def _in_short(name: str) -> str:
    """A worker in a narrow column: Aline N."""
    first, _, rest = name.partition(" ")
    return f"{first} {rest[0]}." if rest else first


def _state(missing: int) -> Mark:
    if not missing:
        return Mark(Words(N_("up to date")), "", "idle")
    return Mark(
        Words(N_("{count} to complete"), {"count": missing}, plural=N_("{count} to complete"), count=missing),
        "incomplete",
        "plain",
    )


def _next_dues(work: Work, files: Sequence[str]) -> dict[str, Due]:
    found: dict[str, Due] = {}
    statement = (
        sqlalchemy.select(Due)
        .where(Due.file_id.in_(files), Due.done_on.is_(None), Due.withdrawn_at.is_(None))
        .order_by(Due.to_day)
    )
    for due in work.all(statement):
        found.setdefault(due.file_id, due)
    return found


def _matching(work: Work, words: str) -> list[str]:
    """The files that answer to every word typed, whatever the spelling, or to the beginning of a number."""
    typed = words.strip().upper()
    try:
        typed = casenumber.read(words)
    except errors.RuleBroken:
        typed = typed if typed.startswith(casenumber.PREFIX) else f"{casenumber.PREFIX}-{typed}"
    found = [hit.file_id for hit in work.search(("number",), (typed,))]
    named: set[str] | None = None
    for ways in names.sought(words):
        hits = {hit.file_id for hit in work.search(name_kinds(work), ways)}
        named = hits if named is None else named & hits
    return list(dict.fromkeys([*found, *sorted(named or ())]))


@query(N_("Find a child"), needs="read")
def find(work: Work, *, words: str, count: int = 8) -> tuple[Found, ...]:
    """Files whose name or number begins like the words typed, whatever the spelling; the best first."""
    if not words.strip():
        return ()
    files = _matching(work, words)
    statement = (
        sqlalchemy.select(CaseFile, Person)
        .join(Person, Person.id == CaseFile.person_id)
        .where(CaseFile.id.in_(files), CaseFile.withdrawn_at.is_(None))
    )
    today = work.today()
    found = [
        (names.similar(words, person.name_in_use or "").score, file, person) for file, person in work.rows(statement)
    ]
    found.sort(key=lambda each: (-each[0], each[1].number))
    return tuple(
        Found(
            file.id,
            views.name_of(work, person, file),
            file.number,
            f"{choices.say('sex', person.sex)} · {views.age_words(person, today)} · "
            f"{choices.say('care_track', file.care_track)}",
        )
        for _score, file, person in found[:count]
    )


@dataclasses.dataclass(frozen=True)
class Likely:
    """A file that may be the same child's, with the reason in words; without a name where these eyes may not see."""

    file_id: str
    label: str
    reason: Words | str
    score: float


@query(N_("Possible earlier file"), needs="open")
def possible_earlier(
    work: Work, *, name: str, sex: str = "unknown", age: str = "", village: str = "", but: str = ""
) -> tuple[Likely, ...]:
    """Files that may be this child's. Past sight it answers only that there is one: ask the supervisor."""
    if not name.strip():
        return ()
    keys = names.keys_of(name)
    kinds = (NAME, OTHER_NAME)
    seen = {hit.file_id for hit in work.search(kinds, keys)}
    hits = work.search(kinds, keys, past_sight=True)
    unseen = {hit.file_id for hit in hits} - seen - {but}
    found = _scored(work, name, sex, age, village, seen - {but})
    if unseen:
        found.append(Likely("", "", Words(N_("Possible earlier file: ask the supervisor.")), 0.0))
    return tuple(found)


def _scored(work: Work, name: str, sex: str, age: str, village: str, files: set[str]) -> list[Likely]:
    statement = (
        sqlalchemy.select(CaseFile, Person)
        .join(Person, Person.id == CaseFile.person_id)
        .where(CaseFile.id.in_(sorted(files)), CaseFile.withdrawn_at.is_(None))
    )
    today = work.today()
    found = work.rows(statement)
    spellings: dict[str, list[str]] = {}
    persons = [person.id for _file, person in found]
    for row in work.all(
        sqlalchemy.select(Claim).where(Claim.person_id.in_(persons), Claim.what.in_(("name", "name_in_use")))
    ):
        if row.words:
            spellings.setdefault(row.person_id, []).append(row.words)
    known = [
        candidates.Known(
            file.id, tuple(spellings.get(person.id, ())), person.sex, views.born_of(person), person.origin_in_use or ""
        )
        for file, person in found
    ]
    born = None
    if age.strip():
        with contextlib.suppress(errors.RuleBroken):
            born = ages.told(age, "child", today).born()
    new = candidates.Known("", (name,), sex, born, village)
    numbers = {file.id: file.number for file, _person in found}
    return [
        Likely(each.record, numbers[each.record], views.Enumeration("", {}, None, 0, each.reasons), each.score)
        for each in candidates.possible_same_child(new, known)
    ]


@query(N_("A child's file"), needs="read", sensitive=True)
def child(work: Work, *, record_id: str) -> View:
    """The child's page: header, next steps, what is known and by whom, consent, the story."""
    file = work.get(CaseFile, record_id)
    person = work.get(Person, file.person_id)
    work.note("read", file)
    header = views.header_of(work, file, person)
    steps = views.next_steps(work, file)
    known = views.known_facts(work, file, person)
    story = views.story_of(work, file)
    tabs = (
        Tab("summary", N_("Summary"), (steps, known), (story,)),
        Tab("story", N_("Timeline"), (dataclasses.replace(story, title=N_("Timeline")),)),
        Tab("identity", N_("Identity"), (views.all_claims(work, file, person),), (views.profile_facts(work, file),)),
        Tab("consent", N_("Consent"), (views.consent_facts(work, file),), (views.withheld_facts(work, file),)),
        Tab("follow_up", N_("Follow-up"), (views.all_dues(work, file),)),
    )
    extra = {"file_id": file.id}
    verbs = (
        Verb(N_("Add a note"), "pencil", page="case_file.note", action="case_file.write_note", key="Ctrl+N",
             primary=True, extra=extra),
        Verb(N_("Print…"), "print", page="preview", action="case_file.note_paper", key="Ctrl+P", extra=extra),
        Verb(N_("Add what was said"), "quote", page="case_file.claim", action="case_file.say", extra=extra),
        Verb(N_("Ask for consent"), "check", page="case_file.consent", action="case_file.answer_consent", extra=extra),
        Verb(N_("Keep something from somebody"), "hide", page="case_file.withhold", action="case_file.withhold",
             extra=extra),
        Verb(N_("Write down what a child confided"), "lock", page="case_file.disclosure", action="case_file.disclose",
             extra=extra),
    )  # fmt: skip
    return View(file.id, header, tabs, verbs, Target("case_file.children"), N_("Children"))


@dataclasses.dataclass(frozen=True)
class Tonight:
    """What *Today* shows: who is in the house, where, and what to do, in two tiers."""

    total: int
    followed: int
    parts: tuple[tuple[str, int], ...]  # in bed, to bed, elsewhere; the bar
    meters: tuple[Meter, ...]
    tasks: tuple[Task, ...]


@query(N_("Tonight"), needs="read")
def tonight(work: Work) -> Tonight:
    """Gathered from every slice; no child's name, no bed."""
    open_files = CaseFile.withdrawn_at.is_(None)
    house = work.all(
        sqlalchemy.select(CaseFile.id).where(CaseFile.care_track.in_(sorted(rules.RESIDENT_TRACKS)), open_files)
    )
    places = [place for place in work.gather("whereabouts", file_ids=list(house)) if isinstance(place, Place)]
    in_bed = {place.file_id for place in places if place.kind == "bed"}
    away = {place.file_id for place in places if place.kind == "elsewhere"} - in_bed
    meters = tuple(meter for meter in work.gather("whereabouts", file_ids=None) if isinstance(meter, Meter))
    tasks = [task for task in work.gather("alerts", file_id=None) if isinstance(task, Task)]
    tasks += work.gather("promises", day=work.today() + datetime.timedelta(days=7))
    order = {"now": 0, "night": 1, "tomorrow": 2, "later": 3}
    tasks.sort(key=lambda task: (order.get(task.tier, 9), not task.urgent, task.at))
    to_bed = len(house) - len(in_bed) - len(away)
    parts = (("in_bed", len(in_bed)), ("elsewhere", len(away)), ("to_bed", to_bed))
    return Tonight(len(house), work.count(CaseFile, open_files), parts, meters, tuple(tasks))


@query(N_("What the form begins with"), needs="read")
def profile_values(work: Work, *, file_id: str) -> dict[str, object]:
    """The present values of the fields that *Change the file* asks; without those not for these eyes."""
    file = work.get(CaseFile, file_id)
    seen = {name: work.see(file, name) for name in pages.PROFILE.fields}
    return {name: value for name, value in seen.items() if value is not HIDDEN}


@dataclasses.dataclass(frozen=True)
class DueRow:
    """One thing that was promised or is required, done or not."""

    id: str
    what: str
    from_day: datetime.date
    to_day: datetime.date
    who: str
    done_on: datetime.date | None


@query(N_("What was promised"), needs="read")
def dues(work: Work, *, file_id: str) -> tuple[DueRow, ...]:
    """What is due for a child: what waits first, by its last day; then what is done."""
    rows = work.all(
        sqlalchemy.select(Due)
        .where(Due.file_id == file_id, Due.withdrawn_at.is_(None))
        .order_by(Due.done_on.is_not(None), Due.to_day, Due.id)
    )
    return tuple(DueRow(row.id, row.what, row.from_day, row.to_day, row.who or "", row.done_on) for row in rows)


@query(N_("Exactly what they will see"), needs="read")
def readership(work: Work, *, file_id: str, audience: str) -> Readership:
    """What was agreed to and what is kept back, for other slices that print or pack something about this child."""
    work.get(CaseFile, file_id)
    return views.readership_of(work, file_id, Audience(audience))


@query(N_("A file by its number"), needs="read")
def by_number(work: Work, *, number: str) -> str:
    """The identifier of a file, from its number as typed."""
    normal = casenumber.read(number)
    found = work.first(sqlalchemy.select(CaseFile).where(CaseFile.number == normal))
    if found is None:
        raise errors.NotFound(N_("There is no file with this number here."), "number")
    return found.id
