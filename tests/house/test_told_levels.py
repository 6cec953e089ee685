"""What the slices tell of a child at the head, in its story and at the door lies under the ceiling of each role."""

from __future__ import annotations

import dataclasses
from typing import Any, Final

import pytest

from tests import makers
from transit_desk import choices
from transit_desk import desk as desks
from transit_desk.desk import Desk
from transit_desk.domain import fields, instants, permissions
from transit_desk.domain.fields import Field, Said
from transit_desk.domain.timeline import Span
from transit_desk.module import Seen
from transit_desk.storage.flush import settle
from transit_desk.storage.people import Worker
from transit_desk.storage.records import OfFile, Record, fields_of, new_id, records
from transit_desk.storage.vault import bump
from transit_desk.storage.work import Actor, VaultSession, Work

_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_SAW: Final = {"presence_mark": "present", "dose_mark": "given"}  # what is marked of a child before somebody's eyes
_SEEN: Final = {
    "dose": ("medicine_dose", "at"), "bed": ("stay", "from_day"), "back": ("absence", "back_at"),
    "found": ("missing_child", "ended_at"), "Evening": ("roll_mark", "mark"),
}  # fmt: skip
"""What tells that somebody saw the child, by how its line begins."""
_DATES: Final = {"joined", "left", "on_date", "began", "ended"}  # as the child tells them, read as dates


class Child:
    """A file with one record of each kind that is about it; every free text is a word of its own."""

    def __init__(self, work: Work, file_id: str) -> None:
        self.work = work
        self.made = {"case_file": file_id, "worker": work.actor.worker_id}
        self.words: dict[str, Field] = {}
        for kind in records().values():
            if issubclass(kind, OfFile) and kind.__tablename__ != "joining":
                self._fill(kind)

    def _fill(self, kind: type[Record]) -> str:
        table = kind.__tablename__
        if table in self.made:
            return self.made[table]
        record = kind(id=new_id())
        for name, field in fields_of(kind).items():
            value = self._value(field, table)
            self.work.put(record, {name: Said(value) if field.asked else value})
        self.work.add(record)
        self.work.session.flush()
        return self.made.setdefault(table, record.id)

    def _value(self, field: Field, table: str) -> Any:
        kind, day = field.kind, self.work.today()
        match kind:
            case fields.Reference():
                return None if kind.table == table else self._fill(records()[kind.table])
            case fields.Choice():
                return _SAW.get(kind.list_name, min(choices.load(kind.list_name).keys))
            case fields.Many():
                return [min(choices.load(kind.list_name).keys)]
            case fields.Moment():
                return self.work.now() - instants.HOUR
            case fields.Day():
                return day.isoformat() if field.sealed else day
            case fields.Text() if field.name in _DATES:
                return f"{day:%d/%m/%Y}"
            case fields.Text():
                number = len(self.words)
                word = "ZQ" + "".join(_LETTERS[(number // 24**place) % 24] for place in range(3)) + "QZ"
                self.words[word] = field
                return word
            case fields.Structured():
                return {}
        return int(not isinstance(kind, fields.Flag))


def _of_role(desk: Desk, role: str) -> Actor:
    """Somebody of this role alone, who sees the file: what is hidden is hidden by its level."""
    own = desk.actor
    worker = Worker(id=own.worker_id, login=own.login, name=own.name, sex=own.sex, roles=[role])
    return dataclasses.replace(desks._actor(worker, own.centre_id, desk.modules), eyes=own.eyes)


@pytest.fixture
def told(house: makers.House) -> tuple[Desk, Child]:
    desk = house.desk()
    file_id = desk.do("case_file.open_case", sex="f", care_track="unknown")
    with VaultSession(desk.vault.writer, expire_on_commit=False) as session:
        work = Work(session, desk.actor, desk, desk._sealer, "test")
        child = Child(work, file_id)
        settle(work, desk._trail, bump)
        session.commit()
    return desk, child


def test_no_role_is_told_words_past_its_ceiling(told: tuple[Desk, Child]) -> None:
    """A line carries no level: whoever tells it asks, and this looks at every word of every line for every role."""
    desk, child = told
    file_id = child.made["case_file"]
    about: dict[str, dict[str, object]] = {
        "timeline": {"file_id": file_id, "span": Span(500)},
        "alerts": {"file_id": file_id},
        "settle": {"file_id": file_id},
        "whereabouts": {"file_ids": [file_id], "seen_from": 0},
    }
    heard: set[str] = set()
    saw: set[tuple[str, str]] = set()
    past: set[tuple[str, str, str]] = set()
    for role in permissions.ROLES:
        actor = _of_role(desk, role)
        with VaultSession(desk.vault.reader, expire_on_commit=False) as session:
            work = Work(session, actor, desk, desk._sealer, "test", reads_only=True)
            for hook, arguments in about.items():
                told_here = work.gather(hook, **arguments)
                seen = [_SEEN[str(each.what).split()[0]] for each in told_here if isinstance(each, Seen)]
                past |= {(role, *which) for which in seen if not actor.reads(fields_of(records()[which[0]])[which[1]])}
                saw |= set(seen)
                lines = repr(told_here)
                found = {word for word in child.words if word in lines}
                past |= {(role, hook, child.words[word].name) for word in found if not actor.reads(child.words[word])}
                heard |= found

    assert past == set()
    assert len(heard) > 8, "so that it is not true because nobody said anything"
    assert saw == set(_SEEN.values())
