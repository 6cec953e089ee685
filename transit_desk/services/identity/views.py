"""The blocks of the identity tab, composed: places as a chain, talks, numbers elsewhere, particulars."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy

from transit_desk import choices, said
from transit_desk.domain import dates, fields
from transit_desk.domain.levels import Answer
from transit_desk.domain.text import N_, Words
from transit_desk.module import Block, Entries, Entry, FactLine, Facts, Mark, Verb, entries_of
from transit_desk.services.identity import pages, rules
from transit_desk.services.identity.records import (
    AgencyNumber,
    Interview,
    Particulars,
    PlaceClaim,
    PlaceToAvoid,
)
from transit_desk.storage import corrections
from transit_desk.storage.corrections import Told
from transit_desk.storage.people import Worker
from transit_desk.storage.records import fields_of, records
from transit_desk.storage.work import HIDDEN, Work

Spoken = str | Words


def sex_of(work: Work, file: Any) -> str:
    """The sex of the child of a file, where these eyes may know it."""
    person: Any = work.get(records()["person"], work.stays(file.person_id))
    return str(person.sex) if work.reads(records()["person"], "sex") else "unknown"


def _adds(title: str, name: str, action: str, file_id: str, icon: str = "plus") -> Verb:
    return Verb(title, icon, page=f"identity.{name}", action=f"identity.{action}", extra={"file_id": file_id})


def _verbs(work: Work, row: Told) -> tuple[Verb, ...]:
    """What can be done with an entry; who does not read all of it corrects nothing of it."""
    back = Verb(N_("Take back"), "undo", page="identity.take_back", action="identity.take_back",
                extra={"record_id": row.id})  # fmt: skip
    if not said.reads(work, type(row)):
        return (back,)
    return (Verb(N_("Correct"), "pencil", page=pages.CORRECTIONS[type(row)].key, action="identity.correct",
                 extra={"record_id": row.id}), back)  # fmt: skip


def chains_of(work: Work, rows: Sequence[PlaceClaim]) -> Mapping[str | None, str]:
    """The places of the list that were told of, by their keys, each with all it lies in: Buhavu, Kalehe, South Kivu."""
    found: Mapping[str | None, str] = work.ask("places.said", keys=[row.place for row in rows if row.place])
    return found


def places_of(work: Work, file_id: str) -> Entries:
    """Places as they were told, the chain first, the child's own words beside it."""
    told = corrections.with_earlier(work, PlaceClaim, file_id) if said.reads(work, PlaceClaim) else []
    chains = chains_of(work, [each for row, earlier in told for each in (row, *earlier)])

    def entry(row: PlaceClaim) -> Entry:
        what, words, said_by = said.cells(work, row, "what", "words", "said_by")
        cells = (what, chains.get(row.place, ""), words, row.landmark or "", said_by)
        return Entry(cells, verbs=_verbs(work, row))

    entries = entries_of(told, entry)
    headings = (N_("What"), N_("Place"), N_("As it was said"), N_("Nearby"), N_("Said by"))
    return Entries(N_("Places told of"), headings, entries, _adds(N_("Add a place"), "place", "add_place", file_id),
                   N_("No place is written down."))  # fmt: skip


def place_line(work: Work, row: PlaceClaim, chains: Mapping[str | None, str]) -> FactLine:
    """A place as an interview reads it again before it asks for another."""
    told = said.cell(work, row, "words") if row.words_answer != Answer.NOT_ASKED.value else ""
    words = " · ".join(str(part) for part in (chains.get(row.place, ""), told, row.landmark) if part)
    return _told_line(said.cell(work, row, "what"), words, row.said_on, choices.say("claim_source", row.said_by))


def avoided_line(work: Work, row: PlaceToAvoid) -> FactLine:
    """The same of a place where the child does not want to go."""
    return _told_line(Words(N_("Place")), said.cell(work, row, "words"), row.said_on, said.cell(work, row, "said_by"))


def talk_line(work: Work, row: Interview) -> FactLine:
    """The same of who is there today."""
    there = _who_was_there(row)
    return _told_line(work.staff.get(row.led_by, ""), there, row.on_day)


def _told_line(label: Spoken, value: Spoken, day: datetime.date, said_by: Spoken = "") -> FactLine:
    return FactLine(label, value, said_by, day=str(dates.say_day(day)))


def _who_was_there(row: Interview) -> Words:
    return Words(N_("{women} women, {men} men"), {"women": row.women, "men": row.men})


def avoided_of(work: Work, file_id: str) -> Entries:
    """Where a child does not want to go."""

    def entry(row: PlaceToAvoid) -> Entry:
        cells = (*said.cells(work, row, "words", "said_by"), dates.say_day(row.said_on))
        return Entry(cells, verbs=_verbs(work, row))

    return Entries(N_("Where the child does not want to go"), (N_("Place"), N_("Said by"), N_("Said on")),
                   entries_of(corrections.with_earlier(work, PlaceToAvoid, file_id), entry),
                   _adds(N_("Add a place"), "avoided", "add_avoided", file_id),
                   N_("Nothing was said of it."))  # fmt: skip


def interviews_of(work: Work, file_id: str, sex: str) -> Entries:
    """The talks with a child, the newest first, and whether a girl had a woman there."""

    def entry(row: Interview) -> Entry:
        alone = rules.by_men_only(sex, row.women)
        verbs = _verbs(work, row)
        if alone and row.seen_on is None:
            see = Verb(N_("Reason read"), "check", page="identity.see_interview", action="identity.see_interview",
                       extra={"record_id": row.id})  # fmt: skip
            verbs = (see, *verbs)
        cells = (dates.say_day(row.on_day), work.staff.get(row.led_by, ""), said.cell(work, row, "language"),
                 _who_was_there(row), said.cell(work, row, "reason"))  # fmt: skip
        return Entry(cells, Mark(Words(N_("no woman there")), "warning", "warn") if alone else None, verbs)

    headings = (N_("Day"), N_("Led by"), N_("Language"), N_("Who was there"), N_("Why no woman was there"))
    return Entries(N_("Talks with the child"), headings,
                   entries_of(reversed(corrections.with_earlier(work, Interview, file_id)), entry),
                   _adds(N_("Add a talk"), "interview", "add_interview", file_id),
                   N_("No talk is written down."))  # fmt: skip


def numbers_of(work: Work, file_id: str) -> Entries:
    """How other agencies find this child."""

    def entry(row: AgencyNumber) -> Entry:
        cells = (row.agency_words or said.cell(work, row, "agency"), row.number, said.cell(work, row, "said_by"))
        return Entry(cells, verbs=_verbs(work, row))

    return Entries(N_("Numbers at other agencies"), (N_("Agency"), N_("Number there"), N_("Said by")),
                   entries_of(corrections.with_earlier(work, AgencyNumber, file_id), entry),
                   _adds(N_("Add a number"), "number", "add_number", file_id), N_("None is known."))  # fmt: skip


def particulars_of(work: Work, file_id: str) -> Facts:
    """Nationality, signs, code for transport, level of risk, each with what stood there before.

    The ethnic group only where something was said of it.
    """
    told = corrections.with_earlier(work, Particulars, file_id)
    rows = [each for row, earlier in reversed(told) for each in (row, *earlier)]
    anew = _adds(N_("Write anew"), "particulars", "add_particulars", file_id, "pencil")
    if not rows:
        return Facts(N_("Particulars"), (), anew, N_("Nothing was asked yet."))
    newest, *before = rows
    lines = []
    for name in ("nationality", "ethnicity", "signs", "transport_code", "risk_level"):
        seen = work.see(newest, name)
        if seen is HIDDEN or (name == "ethnicity" and not seen.value):
            continue
        now = said.cell(work, newest, name)
        lines.append(FactLine(Words(fields_of(Particulars)[name].label), now))
        for earlier in before:
            then = said.cell(work, earlier, name)
            if str(then) != str(now) and work.see(earlier, name) not in (fields.NOT_ASKED, None):
                day = str(dates.say_day(work.day_of(earlier.made_at)))
                lines.append(FactLine("", then, earlier.withdrawn_why or "", day=day, chosen=False))
    verb = _verbs(work, newest)[0] if said.reads(work, Particulars) else anew
    return Facts(N_("Particulars"), tuple(lines), verb)


def led_by_women(work: Work, file_id: str) -> list[str]:
    """The names of the women who led the talks with a child, the first one first, each once."""
    women = women_of(work)
    rows = [row for each in work.same(file_id) for row in work.standing(Interview, each)]
    rows.sort(key=lambda row: (row.on_day, row.made_at))
    return list(dict.fromkeys(women[row.led_by] for row in rows if row.led_by in women))


def women_of(work: Work) -> dict[str, str]:
    """The women who work here, by identifier."""
    return {row.id: row.name for row in work.rows(_WOMEN)}


_WOMEN = sqlalchemy.select(Worker.id, Worker.name).where(Worker.sex == "f")


def continuity_of(work: Work, file: Any) -> Facts:
    """Whether a girl has had the same woman from the first talk on."""
    led = led_by_women(work, file.id)
    lines: tuple[FactLine, ...] = ()
    if led:
        same = Words(N_("the same woman from the first talk on")) if len(led) == 1 else Words(
            N_("{count} women one after another"), {"count": len(led)}
        )  # fmt: skip
        lines = (FactLine(Words(N_("With her")), ", ".join(led)), FactLine(Words(N_("So far")), same))
    return Facts(N_("Her woman worker"), lines, None, N_("No woman has led a talk with her yet."))


def blocks_of(work: Work, file: Any) -> tuple[Block, ...]:
    """Everything, block below block."""
    sex = sex_of(work, file)
    found: list[Block] = []
    if said.reads(work, PlaceClaim):
        found.append(places_of(work, file.id))
    if said.reads(work, PlaceToAvoid):
        found.append(avoided_of(work, file.id))
    found.append(interviews_of(work, file.id, sex))
    if sex == "f":
        found.append(continuity_of(work, file))
    if said.reads(work, AgencyNumber):
        found.append(numbers_of(work, file.id))
    if said.reads(work, Particulars, "nationality"):
        found.append(particulars_of(work, file.id))
    return tuple(found)
