"""Every vault that was kept of a release opens for ever, with every record, and reads what was sealed in it."""

from __future__ import annotations

import json
import pathlib
import shutil

import pytest
import sqlalchemy

from tests import makers
from transit_desk import opening
from transit_desk.clock import FrozenClock
from transit_desk.module import Window
from transit_desk.storage.records import records, table_of
from transit_desk.storage.sight import lawful

HERE = pathlib.Path(__file__).parent
KEPT = sorted(path for path in HERE.iterdir() if (path / "counts.json").is_file())


def test_a_vault_is_kept() -> None:
    """Or the test below would prove nothing."""
    assert KEPT


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_a_kept_vault_opens_and_counts_the_same(kept: pathlib.Path, tmp_path: pathlib.Path) -> None:
    """Steps run on a copy; nothing is missing, the trail holds, the sealed words open, the draft is there."""
    shutil.copytree(kept, tmp_path / "vault", ignore=shutil.ignore_patterns("counts.json"))
    counts = json.loads((kept / "counts.json").read_text())
    house = makers.House(tmp_path / "vault", FrozenClock(makers.NOON))
    desk = house.desk("c.aline")
    assert house.entered is not None

    with desk.vault.reader.connect() as connection, lawful(connection):
        found = {
            name: connection.execute(
                sqlalchemy.select(sqlalchemy.func.count()).select_from(table_of(kind))
            ).scalar_one()
            for name, kind in records().items()
        }
    rows = desk.ask("case_file.children", window=Window()).rows
    story = [str(event.detail) for event in desk.ask("case_file.child", record_id=rows[0].id).tabs[1].start[0].events]
    whole = opening.check(house.entered.opened)
    drafts = [kept_draft.content for kept_draft in desk.drafts()]
    house.lock()

    assert {name: count for name, count in found.items() if name in counts} == counts
    assert [row.name for row in rows] == ["Amani Nshombo", "Furaha Bisimwa"]
    assert any("A peur du bruit" in words for words in story)
    assert whole == []
    assert {"care_words": "pas encore fini"} in drafts
