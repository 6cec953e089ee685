"""What one shift leaves to the next, and how the children are."""

from __future__ import annotations

import dataclasses

from transit_desk.domain.text import N_
from transit_desk.module import FormPage, Section, TabPage
from transit_desk.services.daily.records import Agreement, CareNote, ShiftNote
from transit_desk.storage.records import asked_of, fields_of

_NOTE, _CARE = fields_of(ShiftNote), fields_of(CareNote)

NOTES = TabPage("daily.notes", N_("Notes"), "daily.notes", "daily.day", 30)

WRITE = FormPage(
    key="daily.write_note",
    title=N_("Write the note of a shift"),
    action="daily.write_note",
    fields=asked_of(ShiftNote),
    sections=(
        Section(
            N_("The end of a shift"),
            ("on_day", "part", "block", "words"),
            N_("The next shift reads and initials it. It is final: what was wrong is corrected in a line after it."),
        ),
    ),
    save=N_("Keep it"),
    after="daily.day",
)

CORRECT = FormPage(
    key="daily.correct_note",
    title=N_("Correct the note of a shift"),
    action="daily.correct_note",
    fields={"words": dataclasses.replace(_NOTE["words"], label=N_("What the note should have said"))},
    sections=(Section(N_("The note itself stays"), ("words",), N_("The next shift initials the correction too.")),),
    save=N_("Keep it"),
    subject="note_id",
)

INITIAL = FormPage(
    key="daily.initial_note",
    title=N_("Initial the note of a shift"),
    action="daily.initial_note",
    fields={},
    sections=(Section(N_("I read this note and take it over"), (), N_("Your name and the hour are kept with it.")),),
    save=N_("Read and taken over"),
    subject="note_id",
)

CARE = FormPage(
    key="daily.write_care_note",
    title=N_("Write how a child is"),
    action="daily.write_care_note",
    fields=asked_of(CareNote) | {"file_id": _CARE["file_id"]},
    sections=(
        Section(N_("Who, and when"), ("file_id", "on_day")),
        Section(N_("How the child is"), ("mood", "sleep", "appetite", "joins_in", "words", "asks")),
    ),
    save=N_("Keep it"),
    after="daily.day",
)

HEAR = FormPage(
    key="daily.hear_child",
    title=N_("The child was heard"),
    action="daily.hear_child",
    fields={},
    sections=(
        Section(
            N_("The child asked for the social worker"), (), N_("What was said is written down in the child’s file.")
        ),
    ),
    save=N_("The child was heard"),
    subject="record_id",
)

AGREE = FormPage(
    key="daily.agree_after",
    title=N_("Write down what was agreed"),
    action="daily.agree_after",
    fields={"file_id": fields_of(Agreement)["file_id"], **asked_of(Agreement)},
    sections=(
        Section(
            N_("After something went wrong"),
            ("file_id", "on_day", "kind", "words", "incident"),
            N_("What was agreed with the child; what happened stands in the incident book."),
        ),
    ),
    save=N_("Keep it"),
    after="daily.day",
)

PAGES = (NOTES, WRITE, CORRECT, INITIAL, CARE, HEAR, AGREE)
