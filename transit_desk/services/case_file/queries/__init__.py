"""What can be asked about children: one, many, those who might be the same, and what tonight asks of the house."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Sequence
from typing import Any

import sqlalchemy

from transit_desk import choices
from transit_desk.action import query
from transit_desk.domain import ages, casenumber, consents, dates, errors
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Place as Moment
from transit_desk.domain.timeline import Span
from transit_desk.export.redaction import Audience, Readership
from transit_desk.matching import names
from transit_desk.module import (
    Mark,
    Meter,
    Place,
    Rows,
    Story,
    Tab,
    Target,
    Task,
    Verb,
    View,
    Window,
)
from transit_desk.services.case_file import pages, rules, views
from transit_desk.services.case_file.queries.duplicates import (
    comparison,
    everything_said,
    left_to_compare,
    possible_earlier,
)
from transit_desk.services.case_file.queries.interview import told as told
from transit_desk.services.case_file.records import (
    CaseFile,
    Due,
    Person,
    claims_of,
    name_kinds,
)
from transit_desk.services.case_file.views import brief, consent, joined
from transit_desk.storage import kept
from transit_desk.storage.work import HIDDEN, Work

_LATELY = 6  # moments on the summary; the timeline has them all

__all__ = ["comparison", "everything_said", "left_to_compare", "possible_earlier"]


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


# The columns a list shows of a child, and no other: whole records would be read for nothing.
_SHOWN = (
    CaseFile.id, CaseFile.person_id, CaseFile.number, CaseFile.listed_as, CaseFile.care_track, CaseFile.worker_id,
    CaseFile.languages_answer, Person.sex, Person.name_in_use, Person.birth_from, Person.birth_to,
    Person.birth_estimated,
)  # fmt: skip
_FILTERS = frozenset({"house", "mine", "due", "track"})
_OF_CARE = frozenset({"mine", "due", "track"})  # who sees residents alone has no other list than the house's


@functools.cache
def _under(asked: frozenset[str]) -> tuple[sqlalchemy.ColumnElement[bool], ...]:
    """The conditions of a list, for what was asked of it; the values are given when it runs."""
    value = sqlalchemy.bindparam
    waiting = sqlalchemy.select(Due.file_id).where(
        Due.what == value("due"), Due.done_on.is_(None), Due.withdrawn_at.is_(None)
    )
    each: dict[str, sqlalchemy.ColumnElement[bool]] = {
        "house": CaseFile.care_track.in_(sorted(rules.RESIDENT_TRACKS)),
        "mine": CaseFile.worker_id == value("mine"),
        "due": CaseFile.id.in_(waiting),
        "track": CaseFile.care_track == value("track"),
        "words": CaseFile.id.in_(value("words", expanding=True)),
        "after": sqlalchemy.tuple_(CaseFile.listed_as, CaseFile.number)
        > sqlalchemy.tuple_(value("name", type_=sqlalchemy.Text), value("number", type_=sqlalchemy.Text)),
    }
    listed = (CaseFile.withdrawn_at.is_(None), CaseFile.merged_into_id.is_(None))
    return listed + tuple(each[name] for name in sorted(asked))


@functools.cache
def _page(asked: frozenset[str]) -> sqlalchemy.Select[*tuple[Any, ...]]:
    joined = sqlalchemy.select(*_SHOWN).join(Person, Person.id == CaseFile.person_id)
    ordered = joined.where(*_under(asked)).order_by(CaseFile.listed_as, CaseFile.number)
    return ordered.limit(sqlalchemy.bindparam("count", type_=sqlalchemy.Integer))


@functools.cache
def _number_of(asked: frozenset[str]) -> sqlalchemy.Select[int]:
    return sqlalchemy.select(sqlalchemy.func.count()).select_from(CaseFile).where(*_under(asked))


@query(N_("Children"), needs="read")
def children(work: Work, *, window: Window) -> Rows:
    """One window of the list of children, by the name in use, under the filters and the words typed."""
    values: dict[str, Any] = {name: value for name, value in window.filters.items() if value and name in _FILTERS}
    if not work.reads(CaseFile, "care_track") and set(values) & _OF_CARE:
        return Rows((), 0, None, _sum(work, 0))  # a list that answers to a fact tells it
    if values.get("mine"):
        values["mine"] = work.actor.worker_id
    if window.words:
        values["words"] = _matching(work, window.words)
    asked = frozenset(values)
    values.pop("house", None)
    paged = {"count": window.count + 1, **values}
    if window.after is not None:
        paged["name"], paged["number"] = window.after
    found = work.rows(_page(asked if window.after is None else asked | {"after"}), **paged)
    shown = found[: window.count]
    whole = window.after is None and len(found) <= window.count  # the list ends here: it counts itself
    total = len(found) if whole else work.all(_number_of(asked), **values)[0]
    after = (shown[-1].listed_as, shown[-1].number) if len(found) > window.count else None
    return Rows(_child_rows(work, shown), total, after, _sum(work, total))


def _sum(work: Work, total: int) -> Words:
    house = work.all(_IN_THE_HOUSE)[0]
    return Words(N_("{house} in the house tonight, {total} shown"), {"house": house, "total": total})


_IN_THE_HOUSE = (
    sqlalchemy.select(sqlalchemy.func.count())
    .select_from(CaseFile)
    .where(
        CaseFile.care_track.in_(sorted(rules.RESIDENT_TRACKS)),
        CaseFile.withdrawn_at.is_(None),
        CaseFile.merged_into_id.is_(None),
    )
)


def _child_rows(work: Work, found: Sequence[Any]) -> tuple[ChildRow, ...]:
    """The rows of a window, from as many statements for a hundred children as for one."""
    if not found:
        return ()
    today = work.today()
    files = [row.id for row in found]
    places = views.places_of(work.gather("whereabouts", file_ids=files))
    dues: dict[str, tuple[str, datetime.date]] = {}
    named_by = views.every_file(work, files)
    for due in work.rows(_WAITING, files=list(named_by)) if work.reads(Due, "what") else ():
        dues.setdefault(named_by[due.file_id], (due.what, due.to_day))
    followed = work.reads(CaseFile, "worker_id")
    workers = {each: _in_short(name) for each, name in work.staff.items()} if followed else {}
    admitted = views.admissions_of(work, files)
    missing = views.missing_of(work, found)
    named = work.reads(Person, "name_in_use")
    return tuple(
        ChildRow(
            id=row.id,
            name=(named and row.name_in_use) or row.number,
            number=row.number,
            sex_age=" · ".join(map(str, views.sex_and_age(work, row, today, short=True))),
            where=_where(work, row, places.get(row.id)),
            stay=_stay(admitted.get(row.id), today),
            worker=workers.get(row.worker_id or "", ""),
            next_step=str(choices.say("due_what", dues[row.id][0])) if row.id in dues else "",
            next_day=str(dates.say_near_day(dues[row.id][1], today)) if row.id in dues else "",
            state=_state(missing.get(row.id, 0)),
        )
        for row in found
    )


_WAITING = (
    sqlalchemy.select(Due.file_id, Due.what, Due.to_day)
    .where(
        Due.file_id.in_(kept.FILES),
        Due.done_on.is_(None),
        Due.withdrawn_at.is_(None),
    )
    .order_by(Due.to_day)
)


def _where(work: Work, row: Any, place: Place | None) -> str:
    if place is None and not work.reads(CaseFile, "care_track"):
        return ""
    return (place.code or str(place.where)) if place else str(choices.say("care_track", row.care_track))


def _stay(began: datetime.date | None, today: datetime.date) -> str:
    return str(Words(N_("day {day}"), {"day": (today - began).days})) if began else ""


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
    return list(dict.fromkeys(work.stays(file_id) for file_id in [*found, *sorted(named or ())]))


@query(N_("Find a child"), needs="read")
def find(work: Work, *, words: str, count: int = 8) -> tuple[Found, ...]:
    """Files whose name or number begins like the words typed, whatever the spelling; the best first."""
    if not words.strip():
        return ()
    files = _matching(work, words)
    if not files:
        return ()
    today, named = work.today(), work.reads(Person, "name_in_use")
    scored = [(names.similar(words, row.name_in_use or "").score, row) for row in work.rows(_FOUND, files=files)]
    scored.sort(key=lambda each: (-each[0], each[1].number))
    return tuple(
        Found(
            row.id,
            (named and row.name_in_use) or row.number,
            row.number,
            " · ".join(filter(None, (*map(str, views.sex_and_age(work, row, today)), _where(work, row, None)))),
        )
        for _score, row in scored[:count]
    )


_FOUND = (
    sqlalchemy.select(*_SHOWN)
    .join(Person, Person.id == CaseFile.person_id)
    .where(CaseFile.id.in_(kept.FILES), CaseFile.withdrawn_at.is_(None))
)


@query(N_("A child's file"), needs="read", sensitive=True)
def child(work: Work, *, record_id: str) -> View:
    """The child's page: header, next steps, what is known and by whom, consent, the story."""
    file = work.get(CaseFile, work.stays(record_id))
    person = work.get(Person, file.person_id)
    work.note("read", file)
    for each in work.same(file.id)[1:]:
        work.note("read", work.get(CaseFile, each))
    told, answers, waiting = claims_of(work, person.id), views.answers_of(work, file.id), views.waiting_of(work, file)
    header = views.header_of(work, file, person, told, answers)
    steps = views.next_steps(work, waiting)
    known = views.known_facts(work, file, told)
    story = views.story_of(work, file.id, Span())
    more = work.ask("identity.blocks", record_id=file.id) if "identity.read" in work.actor.rights else ()
    lately = dataclasses.replace(story, events=story.events[:_LATELY], kinds=(), query="", after=None)
    said = (views.all_claims(work, file, told), *more)
    profile = views.profile_facts(work, file)
    told_briefly = brief.brief_of(work, file, header, told, answers, waiting)
    tabs = (
        Tab("summary", N_("Summary"), (steps, known), (told_briefly, lately)),
        Tab("story", N_("Timeline"), (dataclasses.replace(story, title=N_("Timeline")),), order=10),
        Tab("identity", N_("Identity"), said, (profile, *joined.files_of_child(work, file)), 20),
        Tab("follow_up", N_("Follow-up"), (views.all_dues(work, file, waiting),), order=80),
    )
    extra = {"file_id": file.id}
    verbs = (
        Verb(N_("Add a note"), "pencil", page="case_file.note", action="case_file.write_note", key="Ctrl+N",
             primary=True, extra=extra),
        Verb(N_("Interview"), "talk", page="case_file.interview", action="case_file.hear",
             extra={"record_id": file.id}),
        Verb(N_("Print…"), "print", page="preview", action="case_file.note_paper", key="Ctrl+P", extra=extra),
        Verb(N_("Add what was said"), "quote", page="case_file.claim", action="case_file.say", extra=extra),
        Verb(N_("Ask for consent"), "check", page="case_file.consent", action="case_file.answer_consent", extra=extra),
        Verb(N_("Date a birth by what everybody remembers"), "calendar", page="identity.birth",
             action="identity.date_birth", extra=extra),
        Verb(N_("Give the file to a caseworker"), "person", page="case_file.assign", action="case_file.assign",
             extra=extra),
        Verb(N_("Keep something from somebody"), "hide", page="case_file.withhold", action="case_file.withhold",
             extra=extra),
        Verb(N_("Compare with another file"), "children", page="case_file.compare", action="case_file.answer_same",
             extra={"record_id": file.id}),
        Verb(N_("Write down what a child confided"), "lock", page="case_file.disclosure", action="case_file.disclose",
             extra=extra),
    )  # fmt: skip
    return View(file.id, header, tabs, verbs, Target("case_file.children"), N_("Children"))


@query(N_("Consent"), needs="read", sensitive=True)
def consent_tab(work: Work, *, record_id: str) -> Tab:
    """What the child agreed to and what stays from whom; asked for when its tab is opened."""
    file = work.get(CaseFile, work.stays(record_id))
    work.note("read", file, ("consent",))
    return consent.tab_of(work, file, work.get(Person, file.person_id))


@query(N_("What the form begins with"), needs="consent")
def consent_values(work: Work, *, file_id: str) -> dict[str, object]:
    """Who should answer at this child's age, in which language and on which day."""
    file = work.get(CaseFile, file_id)
    person = work.get(Person, file.person_id)
    born = views.born_of(person) if work.reads(Person, "birth_from") else None
    span = ages.age_span(born, work.today()) if born is not None else None
    first: dict[str, object] = {
        "given_by": consents.proposed(span, views.age_rules(work, work.today())), "on_day": work.today(),
        "explained_by": work.staff.get(work.actor.worker_id, ""),
    }  # fmt: skip
    spoken = work.see(file, "languages")
    if spoken is not HIDDEN and spoken.value:
        first["language"] = spoken.value[0]
    return first


@query(N_("A child's story"), needs="read")
def story(work: Work, *, record_id: str, before: Moment | None = None, module: str = "") -> Story:
    """The part of a child's story that goes on before a place, of the whole house or of one part of it."""
    work.get(CaseFile, record_id)
    return views.story_of(work, record_id, Span(before=before, module=module))


@dataclasses.dataclass(frozen=True)
class Tonight:
    """What *Today* shows: who is in the house, where, and what to do, in two tiers."""

    total: int
    followed: int
    parts: tuple[tuple[str, int], ...]  # in bed, in hospital, elsewhere, to bed; the bar
    meters: tuple[Meter, ...]
    tasks: tuple[Task, ...]
    tracks: tuple[tuple[Words, int], ...] = ()  # where the children of all open files are, in the order of the list


@query(N_("Tonight"), needs="read")
def tonight(work: Work) -> Tonight:
    """Gathered from every slice; no child's name, no bed."""
    open_files = (CaseFile.withdrawn_at.is_(None), CaseFile.merged_into_id.is_(None))
    house = work.all(
        sqlalchemy.select(CaseFile.id).where(CaseFile.care_track.in_(sorted(rules.RESIDENT_TRACKS)), *open_files)
    )
    places = [place for place in work.gather("whereabouts", file_ids=list(house)) if isinstance(place, Place)]
    where = {file_id: place.kind for file_id, place in views.places_of(places).items()}
    count = {kind: sum(each == kind for each in where.values()) for kind in ("bed", "hospital", "elsewhere")}
    meters = tuple(meter for meter in work.gather("whereabouts", file_ids=None) if isinstance(meter, Meter))
    tasks = [task for task in work.gather("alerts", file_id=None) if isinstance(task, Task)]
    tasks += work.gather("promises", day=work.today() + datetime.timedelta(days=7))
    order = {"now": 0, "night": 1, "tomorrow": 2, "later": 3}
    tasks.sort(key=lambda task: (order.get(task.tier, 9), not task.urgent, task.at))
    parts = (
        ("in_bed", count["bed"]), ("hospital", count["hospital"]), ("elsewhere", count["elsewhere"]),
        ("to_bed", len(house) - sum(count.values())),
    )  # fmt: skip
    return Tonight(len(house), work.count(CaseFile, *open_files), parts, meters, tuple(tasks), _tracks(work))


def _tracks(work: Work) -> tuple[tuple[Words, int], ...]:
    statement = (
        sqlalchemy.select(CaseFile.care_track, sqlalchemy.func.count(CaseFile.id))
        .where(CaseFile.withdrawn_at.is_(None))
        .group_by(CaseFile.care_track)
    )
    count = {row[0]: row[1] for row in work.rows(statement)}
    order = [choice.key for choice in choices.load("care_track")]
    return tuple((choices.say("care_track", key), count[key]) for key in order if count.get(key))


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
    if not work.reads(Due, "what"):
        return ()
    rows = work.all(
        sqlalchemy.select(Due)
        .where(Due.file_id.in_(work.same(file_id)), Due.withdrawn_at.is_(None))
        .order_by(Due.done_on.is_not(None), Due.to_day, Due.id)
    )
    return tuple(DueRow(row.id, row.what, row.from_day, row.to_day, row.who or "", row.done_on) for row in rows)


@query(N_("Exactly what they will see"), needs="print")
def readership(work: Work, *, file_id: str, audience: str) -> Readership:
    """What was agreed to and what is kept back, for other slices that print or pack something about this child."""
    work.get(CaseFile, file_id)
    return views.readership_of(work, file_id, Audience(audience))


@query(N_("Whether photographs are agreed to"), needs="read")
def photo_agreed(work: Work, *, file_id: str) -> bool:
    """Whether the child's yes to photographs holds today: all that another slice has to know to show one, or not."""
    work.get(CaseFile, file_id)
    return views.photo_agreed(work, file_id)


@query(N_("A file by its number"), needs="read")
def by_number(work: Work, *, number: str) -> str:
    """The identifier of a file, from its number as typed."""
    normal = casenumber.read(number)
    found = work.first(sqlalchemy.select(CaseFile).where(CaseFile.number == normal))
    if found is None:
        raise errors.NotFound(N_("There is no file with this number here."), "number")
    return work.stays(found.id)


@dataclasses.dataclass(frozen=True)
class HeldRow:
    """One file in somebody's hands, with what is due in it first; `assigned` unless only the promise is theirs."""

    file_id: str
    label: str
    what: Words | None
    by: datetime.date | None
    assigned: bool


@query(N_("What is in somebody's hands"), needs="assign")
def held_by(work: Work, *, worker_id: str, name: str) -> tuple[HeldRow, ...]:
    """The files given to a worker and every promise in them, and promises that name them in other files."""
    rows = work.rows(
        sqlalchemy.select(CaseFile, Person)
        .join(Person, Person.id == CaseFile.person_id)
        .where(CaseFile.worker_id == worker_id, CaseFile.withdrawn_at.is_(None), CaseFile.merged_into_id.is_(None))
        .order_by(CaseFile.listed_as, CaseFile.number)
    )
    labels = {file.id: f"{views.name_of(work, person, file)} · {file.number}" for file, person in rows}
    waiting = sqlalchemy.select(Due).where(Due.done_on.is_(None), Due.withdrawn_at.is_(None)).order_by(Due.to_day)
    dues = work.all(waiting.where(sqlalchemy.or_(Due.file_id.in_(list(labels)), Due.who == name)))
    others = [due.file_id for due in dues if due.file_id not in labels]
    named = work.rows(
        sqlalchemy.select(CaseFile, Person)
        .join(Person, Person.id == CaseFile.person_id)
        .where(CaseFile.id.in_(others), CaseFile.withdrawn_at.is_(None))
    )
    theirs = {file.id: f"{views.name_of(work, person, file)} · {file.number}" for file, person in named}
    told = [
        HeldRow(due.file_id, {**theirs, **labels}[due.file_id], choices.say("due_what", due.what), due.to_day,
                due.file_id in labels)
        for due in dues if due.file_id in labels or due.file_id in theirs
    ]  # fmt: skip
    quiet = set(labels) - {each.file_id for each in told}
    return (
        *told,
        *(HeldRow(file_id, label, None, None, assigned=True) for file_id, label in labels.items() if file_id in quiet),
    )
