"""A marker in every described field is readable nowhere on the disk; C3 and C4 not even with the key."""

from __future__ import annotations

import datetime
import os
import pathlib
import subprocess
import sys
import textwrap

import pytest

from tests import makers
from transit_desk import services
from transit_desk.domain import fields
from transit_desk.domain.fields import Field, Said
from transit_desk.storage.flush import settle
from transit_desk.storage.records import Record, fields_of, new_id, records
from transit_desk.storage.vault import bump
from transit_desk.storage.work import VaultSession, Work

services.load_records()
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def _marker(number: int) -> str:
    """A word that occurs nowhere else."""
    letters = "".join(_ALPHABET[(number // 24**place) % 24] for place in range(4))
    return f"ZQ{letters}QZ"


def _value(field: Field, number: int) -> tuple[object, tuple[str, ...]]:
    """A value for a field, and the texts by which it would be found; none only for a flag, which holds no word."""
    kind = field.kind
    if isinstance(kind, (fields.Text, fields.Choice)):
        return _marker(number), (_marker(number),)
    if isinstance(kind, fields.Many):
        return [_marker(number)], (_marker(number),)
    if isinstance(kind, fields.Structured):
        return {"value": _marker(number)}, (_marker(number),)
    if isinstance(kind, fields.Day):
        day = datetime.date(1907, 1, 1) + datetime.timedelta(days=number)
        return day.isoformat() if field.sealed else day, (day.isoformat(),)
    if isinstance(kind, (fields.Number, fields.Moment)):
        return 7_310_000_000 + number, (str(7_310_000_000 + number),)
    if isinstance(kind, fields.Flag):
        return True, ()
    raise AssertionError(f"{kind} got neither a marker nor a value")


class Filler:
    """One record of every kind, every field filled, references pointing to records made before."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.made: dict[str, str] = {}
        self.markers: dict[str, Field] = {}
        self._number = 0

    def fill(self, kind: type[Record]) -> str:
        """Make one, and whatever it needs first."""
        table = kind.__tablename__
        if table in self.made:
            return self.made[table]
        record = kind(id=new_id())
        self.made[table] = record.id
        for name, field in fields_of(kind).items():
            if isinstance(field.kind, fields.Reference):
                target = records()[field.kind.table]
                if field.kind.table != table:
                    setattr(record, name, self.fill(target))
                continue
            self._number += 1
            value, texts = _value(field, self._number)
            self.work.put(record, {name: Said(value) if field.asked else value})
            for text in texts:
                self.markers[text] = field
            assert texts or isinstance(field.kind, fields.Flag), name
        self.work.add(record)
        self.work.session.flush()
        return record.id


@pytest.fixture
def filled(house: makers.House) -> tuple[makers.House, dict[str, Field]]:
    """A vault with one record of every kind."""
    desk = house.desk()
    with VaultSession(desk.vault.writer, expire_on_commit=False) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test")
        filler = Filler(work)
        for kind in records().values():
            filler.fill(kind)
        settle(work, desk._trail, bump)
        session.commit()
    return house, filler.markers


def _bytes_below(folder: pathlib.Path) -> bytes:
    found = b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    return found + "\n".join(str(path) for path in folder.rglob("*")).encode()


def _readable(markers: dict[str, Field], content: bytes) -> set[str]:
    return {text for text in markers if text.encode() in content or text.encode("utf-16-le") in content}


def test_every_record_has_markers(filled: tuple[makers.House, dict[str, Field]]) -> None:
    """The test itself must bite: each described field that can carry a word carries one."""
    _house, markers = filled
    described = [
        field
        for kind in records().values()
        for field in fields_of(kind).values()
        if not isinstance(field.kind, (fields.Reference, fields.Flag))
    ]

    assert len(markers) == len(described)


def test_markers_are_readable_nowhere_on_the_disk(
    filled: tuple[makers.House, dict[str, Field]], tmp_path: pathlib.Path
) -> None:
    """Database, journal, anchor, headers, file names: open and after the lock."""
    house, markers = filled
    while_open = _readable(markers, _bytes_below(tmp_path))
    house.lock()
    locked = _readable(markers, _bytes_below(tmp_path))

    assert while_open == set()
    assert locked == set()


def test_sealed_markers_are_absent_even_from_the_open_database(
    filled: tuple[makers.House, dict[str, Field]],
) -> None:
    """Whoever has the database key alone reads C0 to C2, and no word of C3 or C4 anywhere: tables, trail, search."""
    house, markers = filled
    assert house.entered is not None
    raw = house.entered.desk.vault.fresh()
    tables = [table for (table,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()]
    content = b"\n".join(
        value if isinstance(value, bytes) else str(value).encode()
        for table in tables
        for row in raw.execute(f'SELECT * FROM "{table}"').fetchall()
        for value in row
    )
    raw.close()
    read = _readable(markers, content)

    assert {text for text in read if markers[text].sealed} == set()
    assert read == {text for text, field in markers.items() if not field.sealed}


def test_a_day_of_work_leaves_no_marker_in_temporary_folders_or_on_standard_error(
    template: pathlib.Path, tmp_path: pathlib.Path
) -> None:
    """A process of its own works with marked names, prints a paper and fails once; nothing of it is left outside."""
    makers.copy_house(template, tmp_path / "vault")
    outside = tmp_path / "outside"
    outside.mkdir()
    script = textwrap.dedent(
        f"""
        import pathlib
        from tests import makers
        from transit_desk.domain.fields import Said
        from transit_desk.reports import pdf
        house = makers.House(pathlib.Path({str(tmp_path / "vault")!r}), makers.FrozenClock(makers.NOON))
        desk = house.desk("c.aline")
        file_id = desk.do("case_file.receive", name={_marker(9001)!r}, sex="f", village={_marker(9002)!r})
        desk.do("case_file.write_note", file_id=file_id, care_words={_marker(9003)!r}, closed_words={_marker(9004)!r})
        desk.keep_draft("case_file.note", file_id, {{"care_words": {_marker(9005)!r}}})
        pdf.draw(desk.ask("case_file.case_summary", file_id=file_id, audience="centre"))
        try:
            desk.do("case_file.say", file_id=file_id, what="age", words={_marker(9006)!r}, said_by="child")
        except Exception as refusal:
            print(refusal)
        try:
            desk.do("case_file.say", file_id={_marker(9007)!r}, what="age", words="1", said_by="child")
        finally:
            house.lock()
        """
    )
    env = {**os.environ, "TMPDIR": str(outside), "HOME": str(outside), "XDG_RUNTIME_DIR": str(outside)}

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env=env, check=False, cwd=pathlib.Path(__file__).parents[2]
    )

    assert done.returncode == 1, "the last act was meant to end in a fault of the caller"
    said = done.stdout + done.stderr.split(b"Traceback")[0] + _bytes_below(outside) + _bytes_below(tmp_path / "vault")
    assert [number for number in range(9001, 9008) if _marker(number).encode() in said] == []
