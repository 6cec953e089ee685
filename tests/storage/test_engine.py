"""The engine room through the desk: one transaction, sight guarded twice, sealed cells, the trail."""

from __future__ import annotations

import json
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import orm

from tests import makers
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.services.case_file.records import CaseFile, Consent, Disclosure, Note, Person
from transit_desk.storage import audit, sight
from transit_desk.storage.people import Worker
from transit_desk.storage.records import table_of
from transit_desk.storage.sight import lawful
from transit_desk.storage.vault import bump
from transit_desk.storage.work import HIDDEN, VaultSession, Work


def _child(desk: Desk, name: str = "Amani", **more: Any) -> str:
    return str(desk.do("case_file.open_case", sex="m", care_track="resident", name=name, **more))


def _unit(desk: Desk, session: VaultSession) -> Work:
    return Work(session, desk.actor, desk, desk._sealer, "test")


def _lines(desk: Desk) -> list[audit.AuditLine]:
    with orm.Session(desk.vault.reader) as session:
        return list(session.scalars(sqlalchemy.select(audit.AuditLine).order_by(audit.AuditLine.at)))


def test_a_caseworker_sees_own_children_only_and_counts_tell_nothing_of_the_others(house: makers.House) -> None:
    """Rows, counts, `get` and search obey sight alike."""
    theirs = _child(house.desk("s.pascal"), "Bahati")
    desk = house.desk("c.aline")
    own = _child(desk, "Baraka")

    with VaultSession(desk.vault.reader) as session:
        work = _unit(desk, session)
        seen = work.all(sqlalchemy.select(CaseFile.id))
        count = work.count(Person)
        hits = work.search(("name",), ("ba", "b"))
        with pytest.raises(errors.NotFound):
            work.get(CaseFile, theirs)

    assert list(seen) == [own]
    assert count == 1
    assert {hit.file_id for hit in hits} <= {own}


@pytest.mark.parametrize(
    "statement",
    [
        sqlalchemy.select(table_of(CaseFile)),
        sqlalchemy.text("SELECT * FROM case_file"),
        sqlalchemy.select(sqlalchemy.func.count()).select_from(table_of(Person)),
        sqlalchemy.select(Worker).join(table_of(CaseFile), table_of(CaseFile).c.worker_id == Worker.id),
        sqlalchemy.select(CaseFile).from_statement(sqlalchemy.text("SELECT * FROM case_file")),
        sqlalchemy.update(CaseFile).values(status="closed"),
        sqlalchemy.delete(Note),
        sqlalchemy.insert(Note),
    ],
    ids=["table", "text", "core count", "joined table", "from statement", "bulk update", "bulk delete", "bulk insert"],
)
def test_a_statement_that_goes_round_sight_is_refused(house: makers.House, statement: object) -> None:
    """What the ORM listener does not reach, the cursor stops."""
    desk = house.desk("c.aline")
    _child(desk)

    with VaultSession(desk.vault.writer) as session:
        _unit(desk, session)
        with pytest.raises(sight.UnguardedStatement):
            session.execute(statement)  # type: ignore[call-overload]


def test_a_subquery_is_under_sight_too(house: makers.House) -> None:
    """A worker can't count another's children through a condition."""
    theirs = _child(house.desk("s.pascal"), "Bahati")
    desk = house.desk("c.aline")

    with VaultSession(desk.vault.reader) as session:
        work = _unit(desk, session)
        inside = sqlalchemy.select(CaseFile.id).where(CaseFile.id == theirs)
        found = work.first(sqlalchemy.select(sqlalchemy.literal(1)).where(sqlalchemy.exists(inside)))

    assert found is None


def test_a_refused_action_leaves_nothing_behind(desk: Desk) -> None:
    """No record, no line of the trail, and the commit number stands."""
    before = desk.vault.state(), len(_lines(desk))

    with pytest.raises(errors.RuleBroken):
        desk.do("case_file.open_case", sex="m", care_track="resident", age="99")

    assert (desk.vault.state(), len(_lines(desk))) == before
    with VaultSession(desk.vault.reader) as session:
        assert _unit(desk, session).count(CaseFile) == 0


def test_a_sealed_field_is_ciphertext_in_the_database_and_opens_for_its_holders(house: makers.House) -> None:
    """C3 by key: the caseworker reads it, the receptionist does not, the row holds no word of it."""
    desk = house.desk("c.aline")
    file_id = _child(desk, exit_type=Said("escaped"))

    with VaultSession(desk.vault.reader) as session:
        work = _unit(desk, session)
        assert work.see(work.get(CaseFile, file_id), "exit_type") == Said("escaped")
        with desk.vault.reader.connect() as connection, lawful(connection):
            raw = connection.execute(sqlalchemy.text("SELECT exit_type FROM case_file")).scalar_one()
    assert b"escaped" not in raw

    desk = house.desk("r.zawadi")
    with VaultSession(desk.vault.reader) as session:
        work = _unit(desk, session)
        assert work.see(work.get(CaseFile, file_id), "exit_type") is HIDDEN


def test_that_somebody_refused_to_answer_is_sealed_with_the_answer(house: makers.House) -> None:
    """At C3 the answer itself is a fact of that level."""
    desk = house.desk("c.aline")
    file_id = _child(desk, exit_type=Said(None, Answer.REFUSED))

    with VaultSession(desk.vault.reader) as session:
        work = _unit(desk, session)
        record = work.get(CaseFile, file_id)
        assert work.see(record, "exit_type") == Said(None, Answer.REFUSED)
        assert not hasattr(record, "exit_type_answer")


def test_anybody_writes_a_disclosure_and_its_writer_does_not_read_it_again(house: makers.House) -> None:
    """The educator writes, the psychologist reads, the director does not."""
    file_id = _child(house.desk("s.pascal"))
    desk = house.desk("e.sifa")
    desk.do("case_file.disclose", file_id=file_id, told="Paroles confiées")
    with VaultSession(desk.vault.reader) as session:
        work = _unit(desk, session)
        written = work.first(sqlalchemy.select(Disclosure))
        assert written is not None
        assert work.see(written, "told") is HIDDEN
        with pytest.raises(KeyError):
            work.sealer.open(session, _place(written), written.told)  # type: ignore[arg-type]

    desk = house.desk("s.pascal")
    desk.do("case_file.assign", file_id=file_id, worker_id=_worker(desk, "p.neema"))
    with VaultSession(desk.vault.reader) as session:
        work = _unit(desk, session)
        assert work.see(work.all(sqlalchemy.select(Disclosure))[0], "told") is HIDDEN

    desk = house.desk("p.neema")
    with VaultSession(desk.vault.reader) as session:
        work = _unit(desk, session)
        assert work.see(work.all(sqlalchemy.select(Disclosure))[0], "told") == "Paroles confiées"


def _place(record: Disclosure) -> object:
    from transit_desk.storage.cells import Place

    return Place("disclosure", record.id, "told")


def _worker(desk: Desk, login: str) -> str:
    return str(next(row.id for row in desk.ask("office.workers") if row.login == login))


def test_a_cell_moved_to_another_child_does_not_open(desk: Desk) -> None:
    """The cell is bound to its table, record, column, key and count."""
    first, second = _child(desk, "Amani", exit_type=Said("escaped")), _child(desk, "Musa", exit_type=Said("found"))
    with desk.vault.writer.begin() as connection, lawful(connection):
        connection.execute(
            sqlalchemy.text(
                "UPDATE case_file SET exit_type = (SELECT exit_type FROM case_file WHERE id = :a) WHERE id = :b"
            ),
            {"a": first.replace("-", ""), "b": second.replace("-", "")},
        )

    with VaultSession(desk.vault.reader) as session:
        work = _unit(desk, session)
        with pytest.raises(errors.VaultUnreadable):
            work.see(work.get(CaseFile, second), "exit_type")


def test_every_write_leaves_a_line_without_values_and_the_trail_holds(desk: Desk) -> None:
    """Who, what, which record, which columns; before and after apart, and the chain verifies."""
    file_id = _child(desk, "Wilondja")
    desk.do("case_file.write_note", file_id=file_id, care_words="A bien mangé")

    lines = _lines(desk)
    assert {line.action for line in lines} >= {"case_file.open_case", "case_file.write_note"}
    assert all("Wilondja" not in json.dumps([line.columns, line.action, line.reason]) for line in lines)
    assert _breaks(desk) == []


def _breaks(desk: Desk) -> list[audit.Break]:
    with orm.Session(desk.vault.reader) as session:
        return audit.verify(session, desk.keyring.derived("audit"), {})


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE audit_line SET action = 'nothing' WHERE place = 2", "hash"),
        ("DELETE FROM audit_line WHERE place = 2", "place"),
        ("UPDATE audit_value SET \"values\" = '{}' ", "value"),
        ("UPDATE case_file SET opened_on = '2020-01-01'", "record"),
    ],
)
def test_a_changed_trail_or_record_is_noticed(desk: Desk, change: str, what: str) -> None:
    """Whoever holds the database key can change bytes, and not without being seen."""
    _child(desk)
    with desk.vault.writer.begin() as connection, lawful(connection):
        for name in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'").scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(change)

    assert what in {each.what for each in _breaks(desk)}


@pytest.mark.parametrize("table", [*audit.APPEND_ONLY, *audit.NEVER_CHANGED])
def test_the_trail_is_final_by_trigger(desk: Desk, table: str) -> None:
    """Not even the storage room's own statements change what was written."""
    _child(desk)
    column = (
        "place" if table in {"audit_line", "audit_signature"} else "worker_id" if "segment" in table else '"values"'
    )
    if table == "audit_signature":
        with desk.vault.writer.begin() as connection, lawful(connection):
            desk._trail.sign(connection)

    with (
        pytest.raises(sqlalchemy.exc.DatabaseError, match="append-only"),
        desk.vault.writer.begin() as connection,
        lawful(connection),
    ):
        connection.exec_driver_sql(f"UPDATE {table} SET {column} = '0'")


def test_a_locked_desk_answers_nothing(desk: Desk) -> None:
    """Every door is shut, and says so."""
    desk.lock()

    with pytest.raises(errors.Locked):
        desk.ask("office.workers")
    with pytest.raises(errors.Locked):
        desk.do("case_file.open_case", sex="m", care_track="resident")
    with pytest.raises(errors.Locked):
        desk.keep_draft("a", "b", {})


def test_two_workers_editing_one_record_are_told(desk: Desk) -> None:
    """The second save is refused in words, and the first stays."""
    file_id = _child(desk)
    with VaultSession(desk.vault.reader, expire_on_commit=False) as session:
        stale = _unit(desk, session).get(CaseFile, file_id)
        session.expunge(stale)
    desk.do("case_file.change_file", file_id=file_id, values={"arrival_type": "alone"})

    with VaultSession(desk.vault.writer) as session:
        _unit(desk, session)
        session.add(stale)
        stale.status = "closed"
        with pytest.raises(orm.exc.StaleDataError):
            session.flush()


def test_undo_is_named_audited_and_reverses(desk: Desk) -> None:
    """The last act, by its name; the trail keeps both."""
    file_id = _child(desk)
    desk.do("case_file.write_note", file_id=file_id, care_words="A bien mangé")
    assert desk.can_undo() == "Add a note"

    desk.undo()

    with VaultSession(desk.vault.reader) as session:
        notes = _unit(desk, session).all(sqlalchemy.select(Note))
    assert [note.withdrawn_why for note in notes] == ["undone"]
    assert "undo case_file.write_note" in {line.action for line in _lines(desk)}


def test_a_setting_of_last_year_judges_last_year(desk: Desk) -> None:
    """Settings are dated; the default holds before the first."""
    import datetime

    desk.do("office.change_setting", key="office.idle_minutes", value=3, holds_from=datetime.date(2026, 6, 1))

    with VaultSession(desk.vault.reader) as session:
        work = _unit(desk, session)
        assert work.setting("office.idle_minutes", datetime.date(2026, 5, 31)) == 5
        assert work.setting("office.idle_minutes", datetime.date(2026, 6, 1)) == 3


def test_a_draft_is_its_authors_alone_and_survives_the_lock(house: makers.House) -> None:
    """Kept to the last character, sealed to its author."""
    desk = house.desk("c.aline")
    desk.keep_draft("case_file.note", "x", {"care_words": "Texte à moitié ✍ عربي"})
    with desk.vault.reader.connect() as connection:
        raw = connection.exec_driver_sql("SELECT sealed FROM draft").scalar_one()

    assert "moitié".encode() not in raw
    assert house.desk("s.pascal").drafts() == []
    assert [kept.content for kept in house.desk("c.aline").drafts()] == [{"care_words": "Texte à moitié ✍ عربي"}]


def test_consent_withdrawn_is_a_new_answer_and_the_old_one_stays(desk: Desk) -> None:
    """The newest of a purpose counts; nothing is overwritten."""
    file_id = _child(desk)
    for decision in ("yes", "withdrawn"):
        desk.do(
            "case_file.answer_consent", file_id=file_id,
            values={"purpose": "transfer", "decision": decision, "on_day": makers.NOON.date(), "given_by": "child"},
        )  # fmt: skip

    with VaultSession(desk.vault.reader) as session:
        kept = _unit(desk, session).all(sqlalchemy.select(Consent.decision).order_by(Consent.made_at))
    assert list(kept) == ["yes", "withdrawn"]


def test_a_segment_is_signed_by_its_actor_at_the_lock_and_on_the_way(house: makers.House) -> None:
    """Nobody else's key makes that signature, and a long session does not wait for the lock."""
    desk = house.desk("c.aline")
    file_id = _child(desk)
    for number in range(60):
        desk.do("case_file.write_note", file_id=file_id, care_words=f"jour {number}")
    on_the_way = _signatures(desk)
    house.lock()
    desk = house.desk("s.pascal")
    last = [line for line in _lines(desk) if line.worker_id == _worker(desk, "c.aline")][-1]

    assert len(on_the_way) >= 1
    assert _signatures(desk)[-1].head == last.hash
    assert _breaks(desk) == []


def _signatures(desk: Desk) -> list[audit.AuditSignature]:
    with orm.Session(desk.vault.reader) as session:
        return list(session.scalars(sqlalchemy.select(audit.AuditSignature).order_by(audit.AuditSignature.id)))


def test_a_signature_rolled_back_is_made_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines that were not kept were not signed either."""
    file_id = _child(desk)
    before = len(_signatures(desk))
    monkeypatch.setattr(audit, "_SIGNED_AFTER", 1)
    monkeypatch.setattr("transit_desk.desk.bump", _no_room)
    with pytest.raises(errors.DiskFull):
        desk.do("case_file.write_note", file_id=file_id, care_words="perdu")
    monkeypatch.setattr("transit_desk.desk.bump", bump)
    assert len(_signatures(desk)) == before

    desk.do("case_file.write_note", file_id=file_id, care_words="gardé")

    assert len(_signatures(desk)) == before + 1
    assert _breaks(desk) == []


def _no_room(connection: object, head: str) -> int:
    raise errors.DiskFull
