"""The trail over the years: a line speaks of a record as it then was, and a step that adds a column breaks none."""

from __future__ import annotations

import pathlib
import re

import pytest

from transit_desk.desk import Desk
from transit_desk.storage import audit
from transit_desk.storage.records import fields_of, records

COLUMNS: dict[str, object] = {"id": "1", "words": "Kalonge", "kind": "home", "until": None}


def _open(desk: Desk) -> str:
    return str(desk.do("case_file.open_case", sex="f", care_track="resident", name="Neema"))


def test_a_line_from_before_a_column_was_added_still_holds(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the last two columns of a note had come by later steps: its line is written without them."""
    file_id = _open(desk)
    whole = audit.columns_of
    with monkeypatch.context() as before:
        before.setattr(
            audit, "columns_of",
            lambda record: {k: v for k, v in whole(record).items() if k not in {"withdrawn_why", "closed_words"}},
        )  # fmt: skip
        desk.do("case_file.write_note", file_id=file_id, care_words="slept well")
    broken = desk.ask("office.trail_breaks")

    monkeypatch.setattr(audit, "_ADDED", {"note": (("withdrawn_why", None), ("closed_words", None))})

    assert len(broken) == 1
    assert "note" in str(broken[0])
    assert desk.ask("office.trail_breaks") == ()


def test_only_what_the_step_put_in_may_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "_ADDED", {"due": (("kind", "home"), ("until", None))})
    bare = {"id": "1", "words": "Kalonge"}

    untouched = audit._as_written("due", COLUMNS)
    written_since = audit._as_written("due", {**COLUMNS, "kind": "birth"})
    elsewhere = audit._as_written("note", COLUMNS)

    assert untouched == [COLUMNS, {**bare, "kind": "home"}, bare]
    assert written_since == [{**COLUMNS, "kind": "birth"}, {**bare, "kind": "birth"}]
    assert elsewhere == [COLUMNS]


_ADDS = re.compile(r'batch_alter_table\("(\w+)"|add_column\(\s*(?:"(\w+)",\s*)?sa\.Column\("(\w+)"')


def test_every_column_that_a_step_adds_to_a_record_may_be_missing_in_a_line_from_before() -> None:
    steps = sorted((pathlib.Path(audit.__file__).parent / "migrations").glob("[0-9]*.py"))
    added: set[tuple[str, str]] = set()
    for step in steps:
        table = ""
        for batch, named, column in _ADDS.findall(step.read_text()):
            table = batch or table
            if column:
                added.add((named or table, column))
    known = {(table, name) for table, columns in audit._ADDED.items() for name, _value in columns}
    kept = {(table, name) for table, kind in records().items() for name in fields_of(kind)}
    assert ("absence", "though_seen") in added
    assert {each for each in added & kept - known if each[0] != "attachment"} == set()  # of which none was kept before
