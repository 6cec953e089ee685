"""The inventory of intake and registration: each field is kept as described, or its absence is argued."""

from __future__ import annotations

import pathlib
import tomllib
from typing import Any

import pytest

from transit_desk import choices, services
from transit_desk.domain.fields import Field
from transit_desk.storage.records import fields_of, records

services.load_records()
_FILE = pathlib.Path(__file__).parent / "inventory_of_3_1.toml"
INVENTORY: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["field"]
_SENTENCE = 40  # letters; less is no argument


def described(kept: str) -> Field:
    """The field behind a name of the inventory; a kind of statement is kept in the words of a claim."""
    if kept.startswith("claim:"):
        assert kept.removeprefix("claim:") in choices.load("claim_kind").keys
        return fields_of(records()["claim"])["words"]
    table, column = kept.split(".")
    return fields_of(records()[table])[column]


@pytest.mark.parametrize("line", INVENTORY, ids=lambda line: str(line["name"]))
def test_a_field_is_kept_as_described_or_its_absence_is_argued(line: dict[str, Any]) -> None:
    """Kind, level and topic are those of the table, and nobody leaves a field out without saying why."""
    assert ("kept" in line) is not ("absent" in line)
    if "absent" in line:
        assert len(line["absent"]) > _SENTENCE
        assert line["absent"].endswith(".")
        return

    field = described(line["kept"])

    assert type(field.kind).__name__ == line["kind"]
    assert (field.level.name, field.topic.value) == (line["level"], line["topic"])


def test_no_line_is_written_twice() -> None:
    names = [line["name"] for line in INVENTORY]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", ["combat", "killed", "battle", "crime", "offence", "fought"])
def test_no_record_has_a_field_for_what_a_child_did(kind: str) -> None:
    """What is not written cannot be seized."""
    told = [f"{table}.{name}" for table, record in records().items() for name in fields_of(record)]

    assert not [name for name in told if kind in name]
