"""The tab, composed: each kind of record as a table with its verbs, what was told of each time as facts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from transit_desk import said
from transit_desk.domain import dates
from transit_desk.domain.fields import Field, Said
from transit_desk.domain.text import N_, Words
from transit_desk.module import Block, Entries, Entry, FactLine, Facts, Mark, Tab, Verb, entries_of
from transit_desk.services.history import rules
from transit_desk.services.history.records import (
    AgeFinding,
    Association,
    Attestation,
    CertificationStep,
    Detention,
    RecruitmentRisk,
    Separation,
    Summons,
)
from transit_desk.storage import corrections
from transit_desk.storage.records import Record, asked_of, fields_of
from transit_desk.storage.work import HIDDEN, Work

S = TypeVar("S", Association, Separation)
Spoken = str | Words
_RISKS: Final = (
    (N_("no sign"), "", "plain"), (N_("some sign"), "warning", "warn"), (N_("high"), "warning", "stop"),
    (N_("very high"), "warning", "stop"),
)  # fmt: skip
_TRENDS: Final = {
    "first": N_("first look"), "rising": N_("rising"), "falling": N_("falling"), "steady": N_("unchanged"),
}  # fmt: skip
_DISPUTED: Final = "disputed"
_LATE: Final = {
    "late": Mark(Words(N_("late")), "clock", "warn"), "very_late": Mark(Words(N_("very late")), "clock", "stop"),
}  # fmt: skip


def told(work: Work, record: Record, name: str, today: datetime.date) -> dates.PartialDate | None:
    """A date as told, read again."""
    return rules.read_date(said.plain(work, record, name), today, name)


# -- words for a cell


def when(work: Work, record: Record, name: str) -> Spoken:
    """A date in a cell: a day as every day is said, anything else in the words in which it was told."""
    if not said.plain(work, record, name):
        return said.cell(work, record, name)
    date = told(work, record, name, work.today())
    exact = date is not None and date.precision is dates.Precision.DAY
    return date.spoken() if date is not None and exact else said.cell(work, record, name)


def _field(record: Record, name: str) -> Field:
    return fields_of(type(record))[name]


def _day(day: datetime.date) -> Words:
    return dates.say_day(day)


def _moment(work: Work, at: object) -> Spoken:
    return dates.say_day(work.day_of(at)) if isinstance(at, int) else ""


# -- verbs


def _adds(work: Work, kind: type[Record], title: str, page: str, action: str, file_id: str) -> Verb:
    reason: Spoken = "" if said.reads(work, kind) else Words(N_("Part of this is not for your role."))
    return Verb(title, "plus", page=page, action=action, reason=reason, extra={"file_id": file_id})


def _verb(title: str, page: str, action: str, record: Record, icon: str = "pencil") -> Verb:
    return Verb(title, icon, page=page, action=action, extra={"record_id": record.id})


def _correct(record: Association | Separation, name: str) -> Verb:
    return _verb(N_("Correct"), f"history.correct_{name}", "history.correct", record)


def _back(record: Record) -> Verb:
    return _verb(N_("Take back"), "history.take_back", "history.take_back", record, "undo")


def _verbs(work: Work, record: Record, *verbs: Verb) -> tuple[Verb, ...]:
    return (*verbs, _back(record)) if said.reads(work, type(record)) else ()


# -- blocks


def associations(work: Work, file_id: str) -> tuple[Block, ...]:
    """The times with a force or group, the first one first; then what was told of each, and told otherwise before."""
    today = work.today()
    found = sorted(
        corrections.with_earlier(work, Association, file_id),
        key=lambda with_earlier: (_sort(told(work, with_earlier[0], "joined", today)), with_earlier[0].made_at),
    )

    def entry(row: Association) -> Entry:
        lasted = rules.lasted(told(work, row, "joined", today), told(work, row, "left", today), today)
        group = said.cell(work, row, "group_code" if said.plain(work, row, "group_code") else "force_type")
        cells = (group, when(work, row, "joined"), when(work, row, "left"), rules.say_lasted(lasted),
                 said.cell(work, row, "said_by"))  # fmt: skip
        return Entry(cells, verbs=_verbs(work, row, _correct(row, "association")))

    add = _adds(work, Association, N_("Add"), "history.association", "history.add_association", file_id)
    headings = (N_("Which"), N_("From"), N_("Until"), N_("How long"), N_("Said by"))
    empty = N_("Nothing was told. Nothing has to be told.")
    table = Entries(N_("With a force or group"), headings, entries_of(found, entry), add, empty)
    facts = [
        block
        for place, (row, earlier) in enumerate(found)
        for block in (_association_facts(work, row, place), *_before(work, row, earlier))
    ]
    return (table, *facts)


_TOLD: Final = (
    "force_type", "recruitment_mode", "push_reasons", "roles", "recruited_at", "released_at", "exits_before",
    "taken_again", "agency_may_know", "words",
)  # fmt: skip


def _association_facts(work: Work, row: Association, place: int) -> Facts:
    """What was told of one time, question by question."""
    title = N_("What the child told of it") if place == 0 else N_("What the child told of the time after")
    return Facts(title, _lines(work, row, _TOLD))


def _lines(work: Work, row: Record, names: Iterable[str]) -> tuple[FactLine, ...]:
    lines = []
    for name in names:
        field = _field(row, name)
        seen = work.see(row, name)
        label = Words(field.label)
        if isinstance(seen, Said):
            lines.append(FactLine(label, said.value(field, seen.value), state=seen.answer.value))
        elif seen is HIDDEN:
            lines.append(FactLine(label, "", state="hidden"))
        elif seen:
            lines.append(FactLine(label, said.value(field, seen)))
    return tuple(lines)


def _before(work: Work, row: S, earlier: Iterable[S]) -> tuple[Facts, ...]:
    """What stood there before each correction, of the questions whose answer it changed."""
    blocks, newer = [], row
    for before in earlier:
        changed = [name for name in asked_of(type(row)) if work.see(before, name) != work.see(newer, name)]
        blocks.append(Facts(N_("What stood there before"), _lines(work, before, changed)))
        newer = before
    return tuple(blocks)


def separations(work: Work, file_id: str) -> tuple[Block, ...]:
    """When and why the child and the family were separated, and what was told otherwise before."""
    found = corrections.with_earlier(work, Separation, file_id)
    if not said.reads(work, Separation):  # why it was corrected may tell the cause
        found = [(row, ()) for row, _earlier in found]

    def entry(row: Separation) -> Entry:
        cells = (when(work, row, "on_date"), *said.cells(work, row, "place", "cause", "said_by"))
        return Entry(cells, verbs=_verbs(work, row, _correct(row, "separation")))

    add = _adds(work, Separation, N_("Add"), "history.separation", "history.add_separation", file_id)
    table = Entries(N_("Separation from the family"), (N_("When"), N_("Where"), N_("Cause"), N_("Said by")),
                    entries_of(found, entry), add, N_("Nothing is known yet."))  # fmt: skip
    return (table, *(block for row, earlier in found for block in _before(work, row, earlier)))


def risks(work: Work, file_id: str) -> Entries:
    """The risk of being taken again, newest look first, and where it goes."""
    found = sorted(work.standing(RecruitmentRisk, file_id), key=lambda row: (row.on_day, row.made_at))
    names = ("approached", "threatened", "peers_left")
    levels = [rules.risk_of(*(said.plain(work, row, name) for name in names)) for row in found]
    entries = []
    for place, row in reversed(list(enumerate(found))):
        title, icon, tone = _RISKS[levels[place]]
        mark = Mark(Words(title), icon, tone)
        going = Words(_TRENDS[rules.trend(levels[: place + 1])])
        told_of = said.cells(work, row, *names)
        cells = (_day(row.on_day), said.cell(work, row, "occasion"), *told_of, going)
        hidden = not said.reads(work, RecruitmentRisk)
        entries.append(Entry(cells, None if hidden else mark, _verbs(work, row), past=place < len(found) - 1))
    add = _adds(work, RecruitmentRisk, N_("Look again"), "history.risk", "history.add_risk", file_id)
    headings = (
        N_("Day"), N_("On what occasion"), N_("Approached"), N_("Threatened"), N_("Friends went back"), N_("Trend"),
    )  # fmt: skip
    return Entries(N_("Risk of being taken again"), headings, tuple(entries), add, N_("Nobody has looked yet."))


def handover_clock(work: Work, row: Detention) -> rules.Clock | None:
    """The hours until the handover, by the limits of today."""
    late, very_late = (int(work.setting(f"history.{name}_hours")) for name in ("late", "very_late"))
    return rules.hours_to_handover(
        said.plain(work, row, "known_at"), said.plain(work, row, "handed_over_at"), work.now(), late, very_late
    )


def overlapping(work: Work, file_id: str) -> frozenset[str]:
    """Which detentions of a child overlap; within one number they were refused, so only files that were joined do."""
    files, today = work.same(file_id), work.today()
    if len(files) == 1:
        return frozenset()
    rows = [row for each in files for row in work.standing(Detention, each)]
    dated = [(row.id, told(work, row, "began", today), told(work, row, "ended", today)) for row in rows]
    return rules.together([(key, begin, end) for key, begin, end in dated if begin is not None])


def detentions(work: Work, file_id: str) -> Entries:
    """The times in the hands of an authority; two that overlap since files were joined say so."""
    entries = []
    twice = overlapping(work, file_id)
    for row in work.standing(Detention, file_id):
        clock = handover_clock(work, row)
        hours: Spoken = ""
        if clock is not None:
            hours = Words(N_("{count} h so far") if clock.running else N_("{count} h"), {"count": clock.hours})
        change = _verb(N_("Change"), "history.change_detention", "history.change_detention", row)
        end = _verb(N_("End"), "history.end_detention", "history.end_detention", row, "check")
        open_still = not said.plain(work, row, "ended")
        mark = _LATE.get(clock.late) if clock is not None else None
        if row.id in twice:
            mark = Mark(Words(N_("overlaps another")), "warning", "stop")
        cells = (said.cell(work, row, "authority"), when(work, row, "began"), when(work, row, "ended"), hours,
                 said.cell(work, row, "lawyer_informed"))  # fmt: skip
        entries.append(
            Entry(cells, mark, _verbs(work, row, *([end] if open_still else []), change), past=not open_still)
        )
    add = _adds(work, Detention, N_("Add"), "history.detention", "history.add_detention", file_id)
    headings = (N_("Held by"), N_("From"), N_("Until"), N_("To the handover"), N_("Lawyer"))
    return Entries(N_("Detention"), headings, tuple(entries), add, N_("No detention is known."))


def summonses(work: Work, file_id: str) -> Entries:
    """Every time an authority asked for the child, and who answered."""
    entries = []
    for row in work.standing(Summons, file_id):
        answered = said.plain(work, row, "answered_at") is not None
        answer = _verb(N_("Answer it"), "history.answer_summons", "history.answer_summons", row, "check")
        mark = None if answered or not said.reads(work, Summons) else Mark(Words(N_("unanswered")), "warning", "stop")
        cells = (_moment(work, said.plain(work, row, "at")), *said.cells(work, row, "kind", "authority", "answered_by"))
        entries.append(Entry(cells, mark, _verbs(work, row, *([] if answered else [answer])), past=answered))
    add = _adds(work, Summons, N_("Add"), "history.summons", "history.add_summons", file_id)
    headings = (N_("When"), N_("What happened"), N_("By which authority"), N_("Answered by"))
    return Entries(
        N_("Summoned or arrested"), headings, tuple(entries), add, N_("No authority has asked for this child.")
    )


def certification(work: Work, file_id: str) -> Entries:
    """The steps of the certification. It opens and closes nothing."""
    found = sorted(work.standing(CertificationStep, file_id), key=lambda row: (row.on_day, row.made_at))
    entries = tuple(
        Entry((_day(row.on_day), *said.cells(work, row, "state", "by_whom")), verbs=_verbs(work, row), past=place > 0)
        for place, row in enumerate(reversed(found))
    )
    add = _adds(work, CertificationStep, N_("Add a step"), "history.certification", "history.record_certification",
                file_id)  # fmt: skip
    return Entries(N_("Certification, which opens and closes nothing"), (N_("On"), N_("State"), N_("By whom")), entries,
                   add, N_("No step is written down."))  # fmt: skip


def attestations(work: Work, file_id: str) -> Entries:
    """What is known of the paper. Where its original is kept stands elsewhere."""
    found = sorted(work.standing(Attestation, file_id), key=lambda row: (row.on_day, row.made_at))
    entries = tuple(
        Entry((_day(row.on_day), *said.cells(work, row, "state", "issued_by", "number")),
              verbs=_verbs(work, row), past=place > 0)
        for place, row in enumerate(reversed(found))
    )  # fmt: skip
    add = _adds(work, Attestation, N_("Add"), "history.attestation", "history.add_attestation", file_id)
    headings = (N_("On"), N_("State"), N_("Issued by"), N_("Number"))
    return Entries(N_("Attestation"), headings, entries, add, N_("No attestation is known."))


def ages(work: Work, file_id: str) -> Entries:
    """What was said about the age by somebody with a title; in doubt a child is a child."""
    found = work.standing(AgeFinding, file_id)
    standing = rules.age_standing(str(said.plain(work, row, "finding")) for row in found)
    entries = []
    for place, row in enumerate(reversed(found)):
        told_so = place == 0 and standing == _DISPUTED
        mark = Mark(Words(N_("disputed")), "warning", "warn") if told_so and said.reads(work, AgeFinding) else None
        cells = (_day(row.on_day), *said.cells(work, row, "by_whom", "finding", "basis"))
        entries.append(Entry(cells, mark, _verbs(work, row)))
    add = _adds(work, AgeFinding, N_("Add"), "history.age_finding", "history.add_age_finding", file_id)
    headings = (N_("On"), N_("Said by"), N_("What was said"), N_("Resting on"))
    title = N_("What was said about the age")
    if standing == _DISPUTED:
        title = N_("Age disputed: a child, who keeps everything")
    return Entries(title, headings, tuple(entries), add, N_("Nobody with a title said anything."))


def _table(work: Work, kind: type[Record], compose: Callable[[Work, str], Entries], file_id: str) -> tuple[Block, ...]:
    """One table, or nothing at all where it lies above these eyes: not even whether there is something."""
    return (compose(work, file_id),) if said.reads(work, kind) else ()


def tab_of(work: Work, file_id: str) -> Tab:
    """The whole tab, table below table: what waits for an answer first, then the time before, then the papers."""
    blocks = (
        *_table(work, Summons, summonses, file_id),
        *(associations(work, file_id) if said.reads(work, Association) else ()),
        *(separations(work, file_id) if work.reads(Separation, "place") else ()),
        *_table(work, RecruitmentRisk, risks, file_id),
        *_table(work, Detention, detentions, file_id),
        *_table(work, AgeFinding, ages, file_id),
        *_table(work, CertificationStep, certification, file_id),
        *_table(work, Attestation, attestations, file_id),
    )
    return Tab("history", N_("The way here"), blocks)


def _sort(begin: dates.PartialDate | None) -> datetime.date:
    return begin.earliest if begin is not None and rules.known(begin) else dates.LAST
