"""What the shifts left to each other, and how a child is, over days."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Final

from transit_desk import choices, said
from transit_desk.domain import days
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.module import Block, Entries, Entry, FactLine, Facts, Mark, Tab, Target, Verb
from transit_desk.services.daily.records import Agreement, CareNote, ShiftNote, book, house, of_day
from transit_desk.services.daily.rules import care as rules
from transit_desk.services.daily.views.shifts import say_block
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import Work

TAB: Final = "daily.notes"
_BACK: Final = 3  # days before the one that is shown
_SHOWN: Final = 10  # notes of a child
_WAYS: Final = {
    rules.BETTER: N_("better"),
    rules.WORSE: N_("worse than before"),
    rules.STEADY: N_("as before"),
}


def tab(work: Work, day: datetime.date) -> Tab:
    """The notes of the shifts, the newest first; beside them the care notes of the day and who asks for whom."""
    return Tab(TAB, N_("Notes"), (_shift_notes(work, day), _asking(work), _care_of(work, day)))


def _shift_notes(work: Work, day: datetime.date) -> Entries:
    rows = of_day.lines(work, ShiftNote, day - _BACK * ONE_DAY, day)
    read = of_day.initials(work, [row.id for row in rows])
    order = choices.load("shift_part").place
    notes = sorted(
        (row for row in rows if row.corrects_id is None),
        key=lambda row: (row.on_day, order(row.part), row.made_at), reverse=True,
    )  # fmt: skip
    entries: list[Entry] = []
    for note in notes:
        entries.append(_shift_note(work, note, read))
        entries += [_shift_note(work, row, read) for row in rows if row.corrects_id == note.id]
    verb = Verb(N_("Write the note of a shift"), "plus", page="daily.write_note", action="daily.write_note",
                extra={"first": {"on_day": day}})  # fmt: skip
    headings = (N_("Note"), N_("Which shift"), N_("Written by"))
    return Entries(N_("From shift to shift"), headings, tuple(entries), verb, N_("No note was written yet."))


def _shift_note(work: Work, row: ShiftNote, read: Mapping[str, str]) -> Entry:
    about = {"note_id": row.id}
    when = Joined((days.of_late(row.on_day, work.today()), choices.say("shift_part", row.part),
                   say_block(row.block) if row.block else ""))  # fmt: skip
    words = Words(N_("Correction: {words}"), {"words": row.words}) if row.corrects_id else row.words
    own = N_("You wrote this note.") if row.made_by == work.actor.worker_id else ""
    initial = Verb(N_("Initial"), "check", page="daily.initial_note", action="daily.initial_note", reason=own,
                   extra=about)  # fmt: skip
    correct = Verb(N_("Correct"), "pencil", page="daily.correct_note", action="daily.correct_note", extra=about)
    verbs = () if row.corrects_id else (correct,)
    if row.id not in read:
        return Entry((words, when, work.staff.get(row.made_by, "")), Mark(Words(N_("not read")), "eye_off", "warn"),
                     (initial, *verbs))  # fmt: skip
    by = Mark(Words(N_("read: {name}"), {"name": work.staff.get(read[row.id], "")}), "check", "ok")
    return Entry((words, when, work.staff.get(row.made_by, "")), by, verbs)


def _asking(work: Work) -> Entries:
    rows = of_day.asking(work)
    names = house.of_files(work, [row.file_id for row in rows])
    entries = tuple(
        Entry(
            (names[work.stays(row.file_id)].name, days.of_late(row.on_day, work.today())),
            None, (_hear(row),), Target("case_file.child", work.stays(row.file_id)),
        )
        for row in rows if work.stays(row.file_id) in names
    )  # fmt: skip
    return Entries(N_("Who asks for the social worker"), (N_("Child"), N_("Since")), entries,
                   empty=N_("Nobody waits to be heard."))  # fmt: skip


def _hear(row: CareNote) -> Verb:
    return Verb(N_("Heard"), "talk", page="daily.hear_child", action="daily.hear_child", extra={"record_id": row.id})


def _care_of(work: Work, day: datetime.date) -> Entries:
    rows = of_day.lines(work, CareNote, day, day) if _reads(work) else ()
    names = house.of_files(work, [row.file_id for row in rows])
    entries = tuple(
        Entry((names[work.stays(row.file_id)].name, _in_one_line(work, row)), _worst(row), (_take_back(row),),
              Target("case_file.child", work.stays(row.file_id)))
        for row in rows if work.stays(row.file_id) in names
    )  # fmt: skip
    verb = Verb(N_("Write how a child is"), "plus", page="daily.write_care_note", action="daily.write_care_note",
                extra={"first": {"on_day": day}})  # fmt: skip
    headings = (N_("Child"), N_("How the child is"))
    return Entries(N_("How the children are"), headings, entries, verb, N_("Nothing was written on this day."))


def _take_back(row: CareNote) -> Verb:
    return Verb(N_("Take this back"), "undo", page="daily.take_back", action="daily.take_back",
                extra={"record_id": row.id})  # fmt: skip


def _reads(work: Work) -> bool:
    return said.reads(work, CareNote, "mood", "words")


def _in_one_line(work: Work, row: CareNote) -> Joined:
    described = fields_of(CareNote)
    told = [
        Words(N_("{scale}: {value}"), {"scale": Words(described[name].label), "value": said.cell(work, row, name)})
        for name in rules.SCALES if getattr(row, name)
    ]  # fmt: skip
    return Joined((*told, row.words or ""), " · ")


def _worst(row: CareNote) -> Mark | None:
    """A child who is badly in anything is seen at once."""
    badly = any(getattr(row, name) == "badly" for name in rules.SCALES)
    return Mark(Words(N_("look after")), "eye", "warn") if badly else None


# -- on the child's page


def blocks_of(work: Work, file_id: str) -> tuple[Block, ...]:
    """How a child is from day to day, and which way it goes; nothing for eyes that do not read of care."""
    if not _reads(work):
        return ()
    rows = sorted(work.standing(CareNote, file_id), key=lambda row: (row.on_day, row.made_at), reverse=True)
    verb = Verb(N_("Write how the child is"), "plus", page="daily.write_care_note", action="daily.write_care_note",
                extra={"file_id": file_id})  # fmt: skip
    headings = (N_("Day"), N_("How the child is"))
    entries = tuple(_day_of_child(work, row) for row in rows[:_SHOWN])
    told = Entries(N_("From day to day"), headings, entries, verb, N_("No house carer wrote anything yet."))
    way = _way(rows)
    agreed = _agreed(work, file_id)
    return (*((way,) if way.lines else ()), told, *((agreed,) if agreed.entries else ()))


def _agreed(work: Work, file_id: str) -> Entries:
    """What was agreed after something went wrong, the newest first, with the way to the incident book."""
    rows = sorted(work.standing(Agreement, file_id), key=lambda row: (row.on_day, row.made_at), reverse=True)
    told = [row.incident for row in rows if row.incident]
    known = (book.numbers(work, told) or {}) if told else {}
    entries = tuple(
        Entry(
            (days.of_late(row.on_day, work.today()),
             Joined((choices.say("agreed_after", row.kind), row.words or ""), " · ")),
            verbs=(Verb(N_("Take this back"), "undo", page="daily.take_back", action="daily.take_back",
                        extra={"record_id": row.id}),),
            target=Target(book.PAGE, known[row.incident]) if row.incident and row.incident in known else None,
        )
        for row in rows
    )  # fmt: skip
    return Entries(N_("What was agreed"), (N_("Day"), N_("What was agreed")), entries)


def _day_of_child(work: Work, row: CareNote) -> Entry:
    cells = (days.of_late(row.on_day, work.today()), _in_one_line(work, row))
    if not row.asks:
        return Entry(cells, _worst(row))
    if row.heard_on is None:
        return Entry(cells, Mark(Words(N_("asks for the social worker")), "talk", "warn"), (_hear(row),))
    by = Words(N_("heard by {name}"), {"name": work.staff.get(row.heard_by_id or "", "")})
    return Entry(cells, Mark(by, "check", "idle"))


def _way(rows: Sequence[CareNote]) -> Facts:
    """The last three notes against the three before them, scale by scale."""
    described = fields_of(CareNote)
    lines = []
    for name in rules.SCALES:
        way = rules.trend([getattr(row, name) for row in rows if getattr(row, name)])
        if way:
            lines.append(FactLine(Words(described[name].label), Words(_WAYS[way])))
    return Facts(N_("Which way it goes"), tuple(lines))
