"""What is printed of a child's file, for each of its audiences."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import sqlalchemy

from transit_desk import choices, paper
from transit_desk.action import query
from transit_desk.domain import ages, claims, dates
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer, Level, Topic
from transit_desk.domain.text import N_, Words
from transit_desk.export import redaction
from transit_desk.export.redaction import Audience, Element, Form
from transit_desk.reports import document
from transit_desk.services.case_file import views
from transit_desk.services.case_file.papers.promised import due_sheet
from transit_desk.services.case_file.papers.registration import registration_blank, registration_form
from transit_desk.services.case_file.papers.to_sign import (
    bed_card,
    brief_paper,
    consent_blank,
    consent_form,
)
from transit_desk.services.case_file.records import (
    CaseFile,
    Claim,
    Due,
    Episode,
    Person,
    as_claims,
    claims_of,
    words_of,
)
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import HIDDEN, Work

__all__ = [
    "bed_card", "brief_paper", "case_summary", "consent_blank", "consent_form", "due_sheet",
    "registration_blank",
    "registration_form",
]  # fmt: skip

TITLE = {
    Audience.CENTRE: N_("Case summary"),
    Audience.RECEIVING_AGENCY: N_("Case summary for the receiving agency"),
    Audience.FOSTER_FAMILY: N_("For the family who cares for this child"),
    Audience.CLINIC: N_("For those who treat this child"),
    Audience.HOME: N_("For the child, to take home"),
}


class Reader:
    """One audience before one file, and how each fact is printed for it."""

    def __init__(self, work: Work, file: CaseFile, person: Person, audience: Audience) -> None:
        self.work = work
        self.file = file
        self.person = person
        self.audience = audience
        self._readership = views.readership_of(work, file.id, audience)

    def shown(
        self, topic: Topic, level: Level, element: Element | None = None, *, travels: bool = True
    ) -> redaction.Shown:
        """How a fact appears to this audience."""
        needed = element is Element.ORIGIN  # where the family is looked for is why the file is handed over
        return self._readership.shown(topic, level, element, needed=needed, travels=travels)

    def fact(
        self,
        label: str | Words,
        value: object,
        topic: Topic,
        level: Level,
        *,
        element: Element | None = None,
        source: str | Words = "",
        answer: Answer = Answer.GIVEN,
        travels: bool = True,
    ) -> document.Fact | None:
        """A printed line, or nothing where this audience is not to know that the question exists."""
        if value is HIDDEN:
            return None
        shown = self.shown(topic, level, element, travels=travels)
        spoken = Words(label) if isinstance(label, str) else label
        if shown.form is Form.NOTHING:
            return document.Fact(spoken, shown.instead) if shown.instead is not None else None
        if shown.form is Form.PROVINCE:
            return None  # a village as told has no province until its place is chosen from the list
        if answer is not Answer.GIVEN or value in (None, "", []):
            state = document.State[answer.name] if answer is not Answer.GIVEN else document.State.NOT_ASKED
            return document.Fact(spoken, "", "", state)
        said = source if self.audience is not Audience.FOSTER_FAMILY else ""
        return document.Fact(spoken, value if isinstance(value, Words) else str(value), said)


def _age(reader: Reader, today: datetime.date) -> Words | None:
    person = reader.person
    born = views.born_of(person)
    span = ages.age_span(born, today) if born is not None else None
    if span is None:
        return None
    if reader.audience is Audience.FOSTER_FAMILY:
        return ages.band_in_words(ages.band_of(span))
    # On paper an age between two numbers is told by its middle: nobody is asked to reckon.
    return ages.in_words(span, estimated=person.birth_estimated or span.low != span.high)


def _identity(reader: Reader) -> Iterator[document.Fact | None]:
    work, person, file = reader.work, reader.person, reader.file
    rows = claims_of(work, person.id)
    source = _source(rows, "name_in_use")
    yield reader.fact(N_("Name in use"), work.see(person, "name_in_use"), Topic.IDENTITY, Level.C1, source=source)
    yield reader.fact(N_("Sex"), choices.say("sex", person.sex), Topic.IDENTITY, Level.C1)
    age = _age(reader, work.today())
    yield reader.fact(N_("Age"), age, Topic.IDENTITY, Level.C1, source=_source(rows, "age"))
    yield _birth(reader, rows)
    spoken = views.answered(work, file, "languages")
    if spoken is not HIDDEN:
        value = _words_of("languages", spoken.value)
        yield reader.fact(N_("Languages"), value, Topic.IDENTITY, Level.C1, answer=spoken.answer)
    for what, label in (("name", N_("Other name")), ("mother", N_("Mother's name")), ("father", N_("Father's name"))):
        topic = Topic.IDENTITY if what == "name" else Topic.FAMILY
        if reader.shown(topic, Level.C2).form is Form.BAND:
            continue  # a name has no band: whoever is told the age alone is told the name in use alone
        for each in claims.ranked(as_claims(rows, what)):
            yield reader.fact(label, heard(work, rows, each.key), topic, Level.C2, source=_said_by(each))
    yield from _parents(reader)


def _birth(reader: Reader, rows: list[Claim]) -> document.Fact | None:
    """How the birth was told; outside the centre an age is an estimate."""
    told = claims.chosen(as_claims(rows, *claims.BIRTH))
    if told is None or told.claim.what != "birth" or reader.audience is not Audience.CENTRE:
        return None
    words = heard(reader.work, rows, told.claim.key)
    return reader.fact(N_("Birth"), words, Topic.IDENTITY, Level.C2, source=_said_by(told.claim))


def _parents(reader: Reader) -> Iterator[document.Fact | None]:
    """Those whom the slice of the family knows; what was kept of them as statements stands beside."""
    may = "family.read" in reader.work.actor.rights
    for line in reader.work.ask("family.parents", record_id=reader.file.id) if may else ():
        source = Words(N_("{source}, {day}"), {"source": line.said_by, "day": line.day})
        yield reader.fact(line.label, line.value, Topic.FAMILY, Level.C2, source=source)


def heard(work: Work, rows: list[Claim], key: str) -> object:
    """The words of one statement among these, as far as these eyes read them."""
    row = next(row for row in rows if row.id == key)
    said = words_of(work, row)
    return said if said is HIDDEN else said.value


def _said_by(claim: claims.Claim) -> Words:
    return Words(
        N_("{source}, {day}"),
        {"source": choices.say("claim_source", claim.said_by), "day": dates.say_day(claim.said_on)},
    )


def _source(rows: list[Claim], what: str) -> Words | str:
    best = claims.chosen(as_claims(rows, *claims.kin(what)))
    return _said_by(best.claim) if best else ""


def _words_of(list_name: str, keys: object) -> str:
    if not isinstance(keys, list):
        return ""
    return ", ".join(str(choices.say(list_name, key)) for key in keys)


def _origin(reader: Reader) -> Iterator[document.Fact | None]:
    rows = claims_of(reader.work, reader.person.id)
    for each in claims.ranked(as_claims(rows, "place")):
        yield reader.fact(
            N_("Village"), heard(reader.work, rows, each.key), Topic.FAMILY, Level.C2, element=Element.ORIGIN,
            source=_said_by(each),
        )  # fmt: skip


def _care(reader: Reader) -> Iterator[document.Fact | None]:
    work, file = reader.work, reader.file
    track = choices.say("care_track", file.care_track)
    since = Words(N_("since {day}"), {"day": dates.say_day(file.care_since)})
    yield reader.fact(N_("Where the child is"), track, Topic.CARE, Level.C1, source=since)
    for episode in work.all(
        sqlalchemy.select(Episode).where(Episode.file_id.in_(work.same(file.id))).order_by(Episode.began_on)
    ):
        yield reader.fact(N_("At the centre since"), dates.say_day(episode.began_on), Topic.CARE, Level.C2)
    needs = work.see(file, "needs_now")
    if needs is not HIDDEN:
        value = _words_of("urgent_need", needs.value)
        yield reader.fact(N_("Needs at once"), value, Topic.HEALTH, Level.C2, answer=needs.answer)
    told = reader.audience is not Audience.FOSTER_FAMILY  # the house has the nurse; no family is told of it
    if told and any(work.get(CaseFile, each).specialist for each in work.same(file.id)):
        yield reader.fact(N_("Follow-up"), Words(N_("See the nurse today")), Topic.HEALTH, Level.C1)


def _before(reader: Reader) -> Iterator[document.Fact | None]:
    described = fields_of(CaseFile)
    for name in ("exit_type", "category", "certification"):
        field = described[name]
        seen = reader.work.see(reader.file, name)
        if seen is HIDDEN and reader.audience is Audience.CENTRE:
            continue
        said = seen if isinstance(seen, Said) else Said(None if seen is HIDDEN else seen)
        value = _words_of(name, said.value) if name == "category" else _one(name, said.value)
        fact = reader.fact(field.label, value, field.topic, field.level, answer=said.answer, travels=field.travels)
        if fact is not None and reader.audience is not Audience.CENTRE and str(fact.value) != str(value):
            yield document.Fact(Words(N_("Before")), fact.value)
            return
        yield fact


def _one(list_name: str, key: object) -> str:
    return "" if key is None else str(choices.say(list_name, str(key)))


def _promises(reader: Reader) -> tuple[document.Line, ...]:
    rows = reader.work.all(
        sqlalchemy.select(Due)
        .where(Due.file_id.in_(reader.work.same(reader.file.id)), Due.withdrawn_at.is_(None), Due.done_on.is_(None))
        .order_by(Due.to_day)
    )
    if reader.shown(Topic.CARE, Level.C1).form is Form.NOTHING:
        return ()
    return tuple(
        document.Line(dates.say_day(row.to_day), choices.say("due_what", row.what), row.who or "")
        for row in views.once(reader.work, rows)
    )


PARTS = (
    (N_("Who the child is"), _identity),
    (N_("Where the child comes from"), _origin),
    (N_("Care and what is needed"), _care),
    (N_("Before the centre"), _before),
)


def _blocks(reader: Reader) -> tuple[document.Block, ...]:
    blocks: list[document.Block] = []
    for title, part in PARTS:
        facts = tuple(fact for fact in part(reader) if fact is not None)
        if facts and not (part is _before and reader.audience is Audience.FOSTER_FAMILY):
            blocks.append(document.KeepTogether((document.Heading(Words(title)), document.Facts(facts))))
    promises = _promises(reader)
    if promises:
        blocks += [document.Heading(Words(N_("What was promised"))), document.Lines(promises)]
    if reader.audience is Audience.CENTRE:
        consents = _consent_facts(reader)
        if consents:
            blocks += [document.Heading(Words(N_("What the child agreed to"))), document.Facts(consents)]
    if reader.audience is Audience.FOSTER_FAMILY:
        blocks.append(document.Paragraph(Words(N_("If you have a question or a worry, ask the social worker."))))
    return tuple(blocks)


def _consent_facts(reader: Reader) -> tuple[document.Fact, ...]:
    return tuple(
        document.Fact(
            choices.say("consent_purpose", row.purpose),
            choices.say("consent_answer", row.decision),
            Words(N_("{source}, {day}"), {"source": choices.say("consent_by", row.given_by),
                                          "day": dates.say_day(row.on_day)}),
        )
        for row in views.consents_of(reader.work, reader.file.id).values()
    )  # fmt: skip


@query(N_("Case summary"), needs="print", sensitive=True)
def case_summary(work: Work, *, file_id: str, audience: str = "centre") -> document.Document:
    """The summary of one file for one audience, in the language of the moment."""
    file = work.get(CaseFile, work.stays(file_id))
    person = work.get(Person, file.person_id)
    reader = Reader(work, file, person, Audience(audience))
    work.note("read", file, ("case_summary", audience))
    opened = Words(N_("{number} · opened {day}"), {"number": file.number, "day": dates.say_day(file.opened_on)})
    return paper.of_centre(
        work,
        Words(TITLE[reader.audience]),
        _blocks(reader),
        audience=reader.audience,
        code=file.number,
        subtitle=opened if reader.audience is not Audience.FOSTER_FAMILY else "",
    )
