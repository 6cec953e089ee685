"""What can be asked about children: one, many, those who might be the same, and what tonight asks of the house."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
from collections.abc import Mapping, Sequence

import sqlalchemy

from transit_desk import choices
from transit_desk.action import query
from transit_desk.domain import ages, casenumber, claims, dates, errors
from transit_desk.domain.fields import Choice, Field, Many, Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, Words
from transit_desk.domain.timeline import Event, newest_first
from transit_desk.export.redaction import Audience
from transit_desk.matching import candidates, names
from transit_desk.module import (
    FactLine,
    Facts,
    Header,
    Mark,
    Meter,
    Packed,
    Place,
    Rows,
    Step,
    Steps,
    Story,
    Tab,
    Target,
    Task,
    Verb,
    View,
    Window,
)
from transit_desk.services.case_file import pages, papers, rules
from transit_desk.services.case_file.records import (
    CaseFile,
    Claim,
    Consent,
    Due,
    Episode,
    Note,
    Person,
    Withholding,
    as_claims,
    claims_of,
)
from transit_desk.storage.people import Worker
from transit_desk.storage.records import Record, fields_of
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


def born_of(person: Person) -> dates.PartialDate | None:
    """When a person was born, as far as it is known."""
    if person.birth_from is None or person.birth_to is None:
        return None
    return dates.PartialDate(person.birth_from, person.birth_to, dates.Precision.BETWEEN)


def age_words(person: Person, today: datetime.date) -> Words:
    """The age in words: 15 years, about 15 years, 14–16 years, or that it is not known."""
    born = born_of(person)
    span = ages.age_span(born, today) if born is not None else None
    if span is None:
        return Words(N_("age not known"))
    if person.birth_estimated:
        middle = (span.low + span.high) // 2
        return Words(N_("about {age} years"), {"age": middle})
    if span.low == span.high:
        return Words(N_("{age} years"), {"age": span.low})
    return Words(N_("{low} to {high} years"), {"low": span.low, "high": span.high})


def _name_of(work: Work, person: Person, file: CaseFile) -> str:
    """The name in use for these eyes, else the number."""
    shown = work.see(person, "name_in_use")
    return str(shown) if shown else file.number


def _where(places: Sequence[Place]) -> dict[str, Place]:
    return {place.file_id: place for place in places}


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
    places = _where(work.gather("whereabouts", file_ids=files))
    dues = _next_dues(work, files)
    workers = {row.id: row.name for row in work.all(sqlalchemy.select(Worker))}
    admitted = _admissions(work, files)
    missing = _missing(work, files)
    rows = []
    for file, person in found:
        due = dues.get(file.id)
        place = places.get(file.id)
        began = admitted.get(file.id)
        rows.append(
            ChildRow(
                id=file.id,
                name=_name_of(work, person, file),
                number=file.number,
                sex_age=f"{choices.say('sex_short', person.sex)} · {age_words(person, today)}",
                where=str(place.where) if place else str(choices.say("care_track", file.care_track)),
                stay=str(Words(N_("day {day}"), {"day": (today - began).days})) if began else "",
                worker=workers.get(file.worker_id or "", ""),
                next_step=str(choices.say("due_what", due.what)) if due else "",
                next_day=str(dates.say_day(due.to_day)) if due else "",
                state=_state(missing.get(file.id, 0)),
            )
        )
    return tuple(rows)


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


def _admissions(work: Work, files: Sequence[str]) -> dict[str, datetime.date]:
    rows = work.all(
        sqlalchemy.select(Episode).where(
            Episode.file_id.in_(files), Episode.ended_on.is_(None), Episode.withdrawn_at.is_(None)
        )
    )
    return {row.file_id: row.began_on for row in rows}


def _missing(work: Work, files: Sequence[str]) -> dict[str, int]:
    """How many of the first five things were never asked, for each file."""
    told = {
        (row.person_id, row.what)
        for row in work.rows(
            sqlalchemy.select(Claim.person_id, Claim.what)
            .join(CaseFile, CaseFile.person_id == Claim.person_id)
            .where(CaseFile.id.in_(files), Claim.withdrawn_at.is_(None))
        )
    }
    consented = {
        row.file_id
        for row in work.rows(sqlalchemy.select(Consent.file_id).where(Consent.file_id.in_(files)).distinct())
    }
    found = {}
    for file in work.all(sqlalchemy.select(CaseFile).where(CaseFile.id.in_(files))):
        missing = sum((file.person_id, what) not in told for what in ("name_in_use", "age", "place"))
        missing += file.languages_answer == "not_asked"
        missing += file.id not in consented
        found[file.id] = missing
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
        hits = {hit.file_id for hit in work.search(("name",), ways)}
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
            _name_of(work, person, file),
            file.number,
            f"{choices.say('sex', person.sex)} · {age_words(person, today)} · "
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


@query(N_("Possible earlier file"), needs="read")
def possible_earlier(
    work: Work, *, name: str, sex: str = "unknown", age: str = "", village: str = "", but: str = ""
) -> tuple[Likely, ...]:
    """Files that may be this child's. Past sight it answers only that there is one: ask the supervisor."""
    if not name.strip():
        return ()
    keys = names.keys_of(name)
    seen = {hit.file_id for hit in work.search(("name",), keys)}
    hits = work.search(("name",), keys, past_sight=True)
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
            file.id, tuple(spellings.get(person.id, ())), person.sex, born_of(person), person.origin_in_use or ""
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
        Likely(each.record, numbers[each.record], Enumeration("", {}, None, 0, each.reasons), each.score)
        for each in candidates.possible_same_child(new, known)
    ]


@query(N_("A child's file"), needs="read", sensitive=True)
def child(work: Work, *, record_id: str) -> View:
    """The child's page: header, next steps, what is known and by whom, consent, the story."""
    file = work.get(CaseFile, record_id)
    person = work.get(Person, file.person_id)
    work.note("read", file)
    header = _header(work, file, person)
    steps = _steps(work, file)
    known = _known(work, file, person)
    story = _story(work, file)
    tabs = (
        Tab("summary", N_("Summary"), (steps, known), (story,)),
        Tab("story", N_("Timeline"), (dataclasses.replace(story, title=N_("Timeline")),)),
        Tab("identity", N_("Identity"), (_all_claims(work, file, person),), (_profile(work, file),)),
        Tab("consent", N_("Consent"), (_consents(work, file),), (_withheld(work, file),)),
        Tab("follow_up", N_("Follow-up"), (_all_dues(work, file),)),
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


def _header(work: Work, file: CaseFile, person: Person) -> Header:
    today = work.today()
    places = _where(work.gather("whereabouts", file_ids=[file.id]))
    began = _admissions(work, [file.id]).get(file.id)
    worker = work.first(sqlalchemy.select(Worker).where(Worker.id == file.worker_id))
    facts: list[str | Words] = [choices.say("sex", person.sex), age_words(person, today)]
    place = places.get(file.id)
    facts.append(place.where if place else choices.say("care_track", file.care_track))
    spoken = work.see(file, "languages")
    if spoken is not HIDDEN and spoken.value:
        facts.append(_listed_words("languages", spoken.value))
    if worker is not None:
        facts.append(Words(N_("Caseworker: {name}"), {"name": worker.name}))
    marks = [mark for mark in work.gather("alerts", file_id=file.id) if isinstance(mark, Mark)]
    missing = _missing(work, [file.id]).get(file.id, 0)
    if missing:
        marks.append(
            Mark(
                Words(
                    N_("{count} point to complete"), {"count": missing}, plural=N_("{count} points to complete"),
                    count=missing,
                ),
                "incomplete",
                "idle",
            )
        )  # fmt: skip
    day = (today - began).days if began else None
    return Header(
        _name_of(work, person, file), file.number, tuple(facts), tuple(marks[:3]), day, (30, 60, 80, 90), "masked"
    )


def _listed_words(list_name: str, keys: Sequence[str]) -> Words:
    """Several keys as one enumeration, spoken when shown."""
    return Enumeration("", {}, None, 0, tuple(choices.say(list_name, key) for key in keys))


@dataclasses.dataclass(frozen=True)
class Enumeration(Words):
    """Words one after another, with commas."""

    parts: tuple[Words, ...] = ()

    def __str__(self) -> str:
        return ", ".join(str(part) for part in self.parts)


def _steps(work: Work, file: CaseFile) -> Steps:
    rows = work.all(
        sqlalchemy.select(Due)
        .where(Due.file_id == file.id, Due.withdrawn_at.is_(None), Due.done_on.is_(None))
        .order_by(Due.to_day)
        .limit(4)
    )
    return Steps(N_("Next steps"), tuple(_step(work, row) for row in rows), empty=N_("Nothing is due."))


def _step(work: Work, row: Due) -> Step:
    return Step(
        choices.say("due_what", row.what),
        row.who or "",
        str(dates.say_day(row.done_on or row.to_day)),
        late=row.done_on is None and row.to_day < work.today(),
        done=row.done_on is not None,
    )


def _all_dues(work: Work, file: CaseFile) -> Steps:
    rows = work.all(
        sqlalchemy.select(Due).where(Due.file_id == file.id, Due.withdrawn_at.is_(None)).order_by(Due.to_day)
    )
    return Steps(
        N_("What was promised"), tuple(_step(work, row) for row in rows), empty=N_("Nothing was promised yet.")
    )


_SHORT = ("name_in_use", "name", "age", "place", "mother", "father")


def _line(work: Work, what: str, row: Claim, *, chosen: bool, label: bool = True) -> FactLine:
    said = work.see(row, "words")
    state, value = "hidden", ""
    if row.what == "war_name":
        opened = work.see(row, "sealed_words")
        if opened is not HIDDEN:
            state, value = "given", str(opened)
    elif said is not HIDDEN:
        state, value = said.answer.value, str(said.value or "")
    return FactLine(
        choices.say("claim_kind", what) if label else "",
        value,
        choices.say("claim_source", row.said_by),
        choices.say("claim_way", row.known_by),
        str(dates.say_day(row.said_on)),
        state,
        chosen,
    )


def _ranked(rows: list[Claim], what: str) -> list[tuple[Claim, bool]]:
    """The statements of one kind that stand, the one in use first; then the answers that gave nothing."""
    by_id = {row.id: row for row in rows}
    given = [(by_id[each.key], place == 0) for place, each in enumerate(claims.ranked(as_claims(rows, what)))]
    silent = [
        (row, not given)
        for row in rows
        if row.what == what and row.withdrawn_at is None and row.words_answer != Answer.GIVEN.value
    ]
    return given + silent[:1]


def _known(work: Work, file: CaseFile, person: Person) -> Facts:
    rows = claims_of(work, person.id)
    lines: list[FactLine] = []
    for what in _SHORT:
        ranked = _ranked(rows, what)
        for place, (row, chosen) in enumerate(ranked[:2]):
            line = _line(work, what, row, chosen=chosen, label=place == 0)
            lines.append(dataclasses.replace(line, others=len(ranked) - 1 if place == 0 else 0))
    verb = Verb(N_("Add what was said"), "plus", page="case_file.claim", action="case_file.say",
                extra={"file_id": file.id})  # fmt: skip
    return Facts(N_("What is known, and who said it"), tuple(lines), verb, N_("Nothing was said yet."))


def _all_claims(work: Work, file: CaseFile, person: Person) -> Facts:
    rows = claims_of(work, person.id)
    kinds = [choice.key for choice in choices.load("claim_kind")]
    lines = [
        _line(work, what, row, chosen=chosen, label=place == 0)
        for what in kinds
        for place, (row, chosen) in enumerate(_ranked(rows, what))
    ]
    verb = Verb(N_("Add what was said"), "plus", page="case_file.claim", action="case_file.say",
                extra={"file_id": file.id})  # fmt: skip
    return Facts(N_("Everything that was said"), tuple(lines), verb, N_("Nothing was said yet."))


def _profile(work: Work, file: CaseFile) -> Facts:
    described = fields_of(CaseFile)
    lines = []
    for name in ("languages", "needs_now", "arrival_type", "exit_type", "category", "certification"):
        field = described[name]
        seen = work.see(file, name)
        if seen is HIDDEN:
            continue
        said = seen if isinstance(seen, Said) else Said(seen)
        lines.append(FactLine(Words(field.label), _say_value(field, said.value), state=said.answer.value))
    verb = Verb(N_("Change"), "pencil", page="case_file.profile", action="case_file.change_file", key="Ctrl+E",
                extra={"file_id": file.id})  # fmt: skip
    return Facts(N_("The file"), tuple(lines), verb)


def _say_value(field: Field, value: object) -> str | Words:
    if value is None:
        return ""
    if isinstance(field.kind, Many) and isinstance(value, list):
        return _listed_words(field.kind.list_name, value)
    if isinstance(field.kind, Choice):
        return choices.say(field.kind.list_name, str(value))
    return field.kind.say(value)


def _consents_of(work: Work, file_id: str) -> dict[str, Consent]:
    """The answer that counts for each purpose today: the newest, unless it has run out."""
    rows = work.all(
        sqlalchemy.select(Consent)
        .where(Consent.file_id == file_id, Consent.withdrawn_at.is_(None))
        .order_by(Consent.on_day, Consent.made_at)
    )
    return {row.purpose: row for row in rows}


def _consents(work: Work, file: CaseFile) -> Facts:
    answers = _consents_of(work, file.id)
    lines = []
    for choice in choices.load("consent_purpose").offered:
        row = answers.get(choice.key)
        label = choices.say("consent_purpose", choice.key)
        if row is None:
            lines.append(FactLine(label, "", state="not_asked", chosen=False))
            continue
        until = Words(N_("until {day}"), {"day": dates.say_day(row.expires_on)}) if row.expires_on else ""
        lines.append(
            FactLine(label, choices.say("consent_answer", row.decision), choices.say("consent_by", row.given_by),
                     until, str(dates.say_day(row.on_day)))
        )  # fmt: skip
    verb = Verb(N_("Ask for consent"), "plus", page="case_file.consent", action="case_file.answer_consent",
                extra={"file_id": file.id})  # fmt: skip
    return Facts(N_("What the child agreed to"), tuple(lines), verb)


def _withheld(work: Work, file: CaseFile) -> Facts:
    rows = work.all(
        sqlalchemy.select(Withholding)
        .where(Withholding.file_id == file.id, Withholding.withdrawn_at.is_(None))
        .order_by(Withholding.made_at)
    )
    lines = tuple(
        FactLine(
            choices.say("withhold_from", row.from_whom),
            _listed_words("topics", row.topics),
            choices.say("withhold_reason", row.reason),
            day=str(dates.say_day(work.day_of(row.made_at))),
        )
        for row in rows
    )
    verb = Verb(N_("Keep something from somebody"), "plus", page="case_file.withhold", action="case_file.withhold",
                extra={"file_id": file.id})  # fmt: skip
    return Facts(N_("What stays from whom"), lines, verb, N_("Nothing is kept from anybody."))


def _story(work: Work, file: CaseFile) -> Story:
    events = newest_first(work.gather("timeline", file_id=file.id))
    kinds = tuple((module, module) for module in dict.fromkeys(event.module for event in events if event.module))
    return Story(N_("Last moments"), events, kinds, empty=N_("Nothing happened yet."))


def timeline_of(work: Work, file_id: str) -> list[Event]:
    """The file's own lines: opened, where the child is, notes, consent, promises kept."""
    file = work.get(CaseFile, file_id)
    workers = {row.id: row.name for row in work.all(sqlalchemy.select(Worker))}
    events = [_event(work, file, file.opened_on, Words(N_("File opened")), "folder", workers)]
    for episode in work.all(sqlalchemy.select(Episode).where(Episode.file_id == file_id)):
        events.append(_event(work, episode, episode.began_on, Words(N_("Arrived at the house")), "house", workers))
        if episode.ended_on is not None:
            events.append(_event(work, episode, episode.ended_on, Words(N_("Left the house")), "house", workers))
    notes = work.all(sqlalchemy.select(Note).where(Note.file_id == file_id, Note.withdrawn_at.is_(None)))
    events.extend(_note_event(work, note, workers) for note in notes)
    for row in work.all(sqlalchemy.select(Consent).where(Consent.file_id == file_id, Consent.withdrawn_at.is_(None))):
        title = Words(N_("Consent asked: {purpose}"), {"purpose": choices.say("consent_purpose", row.purpose)})
        answer = choices.say("consent_answer", row.decision)
        events.append(_event(work, row, row.on_day, title, "check", workers, answer))
    dues = work.all(sqlalchemy.select(Due).where(Due.file_id == file_id, Due.done_on.is_not(None)))
    events.extend(
        _event(work, due, due.done_on, choices.say("due_what", due.what), "check", workers)
        for due in dues
        if due.done_on is not None
    )
    return events


def _note_event(work: Work, note: Note, workers: Mapping[str, str]) -> Event:
    care, closed = work.see(note, "care_words"), work.see(note, "closed_words")
    detail: str | Words = str(care) if care else ""
    if note.closed_words is not None:
        sealed = Words(N_("confidential note")) if closed is HIDDEN else str(closed)
        detail = Words(N_("{open} · {sealed}"), {"open": detail, "sealed": sealed}) if detail else sealed
    return _event(work, note, note.on_day, Words(N_("Note")), "pencil", workers, detail)


def _event(
    work: Work, record: Record, day: datetime.date, title: Words, icon: str, workers: Mapping[str, str],
    detail: Words | str = "",
) -> Event:  # fmt: skip
    del work
    return Event(
        record.made_at, day, title, detail, workers.get(record.made_by, ""), icon, "case_file",
        record=(type(record).__tablename__, record.id),
    )  # fmt: skip


def alerts_of(work: Work, file_id: str | None = None) -> list[Mark | Task]:
    """Of a file: what its header says. Of the house: registrations to complete, as one line."""
    if file_id is not None:
        file = work.get(CaseFile, file_id)
        return [Mark(Words(N_("See the nurse today")), "health", "stop")] if file.specialist else []
    return []


def promises_on(work: Work, day: datetime.date) -> list[Task]:
    """What is due until a day, one line for each kind, the latest first; never a child's name."""
    rows = work.all(
        sqlalchemy.select(Due)
        .where(Due.done_on.is_(None), Due.withdrawn_at.is_(None), Due.to_day <= day)
        .order_by(Due.to_day)
    )
    by_what: dict[str, list[Due]] = {}
    for row in rows:
        by_what.setdefault(row.what, []).append(row)
    tasks = []
    for what, dues in by_what.items():
        late = (work.today() - dues[0].to_day).days
        title = Words(
            N_("{what}: {count} child"), {"what": choices.say("due_what", what), "count": len(dues)},
            plural=N_("{what}: {count} children"), count=len(dues),
        )  # fmt: skip
        detail: Words | str = Words(N_("within {count} days"), {"count": -late}) if late < 0 else Words(N_("today"))
        if late > 0:
            detail = Words(
                N_("the oldest is {count} day late"), {"count": late}, plural=N_("the oldest is {count} days late"),
                count=late,
            )  # fmt: skip
        target = Target("case_file.children", extra={"due": what})
        tasks.append(Task(title, detail, "route", "now" if late > 0 else "night", "", N_("See"), target, late > 0))
    return tasks


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


@query(N_("A file by its number"), needs="read")
def by_number(work: Work, *, number: str) -> str:
    """The identifier of a file, from its number as typed."""
    normal = casenumber.read(number)
    found = work.first(sqlalchemy.select(CaseFile).where(CaseFile.number == normal))
    if found is None:
        raise errors.NotFound(N_("There is no file with this number here."), "number")
    return found.id


def handover_of(work: Work, file_id: str, audience: str) -> list[Packed]:
    """The file's own sections of a package, as far as this audience may have them."""
    return papers.sections_for(work, file_id, Audience(audience))
