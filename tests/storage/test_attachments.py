"""Bytes of pictures and papers in the vault: the column decides who opens them, and the trail weighs nothing."""

from __future__ import annotations

import os

import pytest
from sqlalchemy import orm

from tests import makers
from transit_desk.desk import Desk
from transit_desk.storage import attachments, audit, bulk
from transit_desk.storage.attachments import Attachment, Kept
from transit_desk.storage.flush import settle
from transit_desk.storage.people import SettingRow
from transit_desk.storage.vault import bump
from transit_desk.storage.work import VaultSession, Work

PICTURE = Kept("image/jpeg", b"\xff\xd8\xff a picture", b"\xff\xd8\xff small")


def _kept(desk: Desk, column: str, kept: Kept = PICTURE) -> str:
    file_id = desk.do("case_file.open_case", sex="m", care_track="resident")
    with VaultSession(desk.vault.writer) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test")
        record = attachments.attach(work, file_id=file_id, column=column, kept=kept)
        settle(work, desk._trail, bump)
        session.commit()
        return record.id


def _read(desk: Desk, record_id: str) -> attachments.Content | None:
    with VaultSession(desk.vault.reader) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test")
        return attachments.read(work, work.get(Attachment, record_id), "a picture")


@pytest.mark.parametrize(
    ("column", "opened_by"),
    [
        ("photo", {"c.aline", "r.zawadi", "d.furaha"}),
        ("paper", {"c.aline", "d.furaha"}),
        ("medical", {"c.aline", "d.furaha"}),
        ("sealed", {"c.aline", "d.furaha"}),
    ],
)
def test_the_column_decides_who_opens_it(house: makers.House, column: str, opened_by: set[str]) -> None:
    record_id = _kept(house.desk("c.aline"), column)

    for login in ("c.aline", "d.furaha", "r.zawadi", "e.sifa"):
        content = _read(house.desk(login), record_id)
        assert (content is not None) == (login in opened_by), login
        assert content is None or content.data == PICTURE.data


def test_only_an_open_photograph_has_a_small_picture(desk: Desk) -> None:
    """A small picture beside a closed paper would open it to whoever has the database key."""
    kept = {column: _kept(desk, column) for column in attachments.COLUMNS}

    with VaultSession(desk.vault.reader) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test")
        small = {column for column, key in kept.items() if work.get(Attachment, key).thumbnail}
    assert small == {"photo"}


def test_a_picture_enters_the_trail_by_its_fingerprint_alone(desk: Desk) -> None:
    """Or each would be kept twice; the trail holds all the same, and notices a picture that was exchanged."""
    large = Kept("application/pdf", os.urandom(400_000))
    open_id, sealed_id = _kept(desk, "paper", large), _kept(desk, "sealed", large)

    with orm.Session(desk.vault.reader) as session:
        values = session.query(audit.AuditValue.values).all()
        assert max(len(str(row.values)) for row in values) < 20_000
        assert audit.verify(session, desk.keyring.derived("audit"), {}) == []
    raw = desk.vault.fresh()
    raw.execute("UPDATE attachment SET paper = substr(paper, 2) || 'A' WHERE paper IS NOT NULL")
    raw.commit()
    raw.close()
    with orm.Session(desk.vault.reader) as session:
        assert audit.verify(session, desk.keyring.derived("audit"), {}) != []
    assert open_id != sealed_id


def test_a_bulk_import_leaves_a_line_for_each_record_and_the_trail_holds(desk: Desk) -> None:
    """The statement fires no flush, so the bulk room writes its own trail."""
    import datetime

    rows = [
        {"key": "office.idle_minutes", "value": {"value": n}, "holds_from": datetime.date(2026, 1, 1)}
        for n in range(50)
    ]
    with VaultSession(desk.vault.writer) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test.import")
        made = bulk.add_many(work, SettingRow, rows)
        settle(work, desk._trail, bump)
        session.commit()

    with orm.Session(desk.vault.reader) as session:
        lines = session.query(audit.AuditLine).filter(audit.AuditLine.action == "test.import").all()
        assert {line.record_id for line in lines} == set(made)
        assert audit.verify(session, desk.keyring.derived("audit"), {}) == []
