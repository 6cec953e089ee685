"""Looks at a vault after harm: what was acknowledged is there, nothing is half done, trail and pages hold."""

from __future__ import annotations

import collections
import dataclasses
import pathlib
import shutil
from collections.abc import Iterable

import sqlalchemy
from sqlalchemy import orm

from tests import makers
from transit_desk import entrance, opening
from transit_desk.clock import Clock, FrozenClock
from transit_desk.domain import errors
from transit_desk.services.case_file.records import CaseFile, Claim, Due, Episode, Note, Person
from transit_desk.storage import audit, backups
from transit_desk.storage.anchor import Anchor
from transit_desk.storage.damage import said
from transit_desk.storage.keys import find_of
from transit_desk.storage.people import Worker
from transit_desk.storage.sight import lawful

FORM = "case_file.note"
CLAIMS = 3
LOGIN = "d.furaha"


@dataclasses.dataclass
class Told:
    """What a desk had acknowledged, each line as soon as it was told: see `saving.py`."""

    saved: dict[str, str] = dataclasses.field(default_factory=dict)
    noted: set[str] = dataclasses.field(default_factory=set)
    draft: int = -1
    workers: set[str] = dataclasses.field(default_factory=set)
    backups: set[str] = dataclasses.field(default_factory=set)
    phrase: int = 0
    trying: int = 0
    faults: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)

    def hear(self, lines: Iterable[str]) -> Told:
        """Take in what was told."""
        for line in lines:
            what, _space, rest = line.partition(" ")
            if what == "saved":
                tag, file_id = rest.split()
                self.saved[tag] = file_id
            elif what == "noted":
                self.noted.add(rest)
            elif what == "worker":
                self.workers.add(rest)
            elif what == "backup":
                self.backups.add(rest)
            elif what == "fault":
                self.faults[rest.partition(" ")[0]] += 1
            elif what in {"draft", "phrase", "trying"}:
                setattr(self, what, int(rest))
        return self


def phrase(number: int) -> str:
    """The passphrase after so many changes."""
    return makers.PASSPHRASE if number == 0 else f"{makers.PASSPHRASE} {number}"


def come_in(folder: pathlib.Path, told: Told, clock: Clock) -> tuple[entrance.Entered, int]:
    """Unlock as staff would: with the passphrase that was acknowledged, else with the one that was under way."""
    try:
        return entrance.come_in(folder, LOGIN, phrase(told.phrase), clock), told.phrase
    except errors.WrongPassphrase:
        if told.trying == told.phrase:
            raise
        return entrance.come_in(folder, LOGIN, phrase(told.trying), clock), told.trying


def look(folder: pathlib.Path, told: Told, beside: pathlib.Path) -> list[str]:
    """Unlock, look at everything, lock; what is wrong, as a list. A fault at the door is one complaint."""
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    if (folder / "anchor").exists():
        shutil.copy(folder / "anchor", beside)
    try:
        entered, _phrase = come_in(folder, told, FrozenClock(makers.NOON))
    except errors.Spoken as spoken:
        return [f"door: {type(spoken).__name__}: {spoken}"]
    try:
        with said():
            return [*_of_the_door(entered, told, beside), *of_the_desk(entered, told)]
    except errors.Spoken as spoken:
        return [f"reading: {type(spoken).__name__}: {spoken}"]
    finally:
        entered.desk.lock()


def _of_the_door(entered: entrance.Entered, told: Told, beside: pathlib.Path) -> list[str]:
    notices = entered.opened.notices
    if entered.opened.failed_tries:
        notices = notices[:-1]  # the passphrase that was under way was tried first
    complaints = [f"notice: {notice}" for notice in notices]
    mark = Anchor(beside, entered.opened.keyring.derived("anchor")).read()
    state = entered.desk.vault.state()
    if mark is not None and (mark.epoch, mark.seq) > (state.epoch, state.seq):
        complaints.append("the anchor is ahead of the database")
    header = entered.opened.header
    finds = {slot.find for slot in header.slots}
    complaints += [f"lost slot {login}" for login in told.workers if find_of(header.vault_id, login) not in finds]
    return complaints


def of_the_desk(entered: entrance.Entered, told: Told) -> list[str]:
    """What is wrong with what an open desk holds."""
    desk = entered.desk
    with orm.Session(desk.vault.reader) as session, lawful(session.connection()):
        files = {row.id: row for row in session.scalars(sqlalchemy.select(CaseFile))}
        names = {row.id: row.name_in_use for row in session.scalars(sqlalchemy.select(Person))}
        claims = collections.Counter(row.person_id for row in session.scalars(sqlalchemy.select(Claim)))
        beside = [
            {row.file_id for row in session.scalars(sqlalchemy.select(Episode))},
            {row.file_id for row in session.scalars(sqlalchemy.select(Due))},
        ]
        notes = {row.care_words for row in session.scalars(sqlalchemy.select(Note))}
        workers = {row.login: row for row in session.scalars(sqlalchemy.select(Worker))}
        known = {row.id: row.signing_key for row in workers.values()}
        breaks = audit.verify(session, desk.keyring.derived("audit"), known)
    complaints = [f"lost {tag}" for tag, file_id in told.saved.items() if file_id not in files]
    complaints += [f"lost note {tag}" for tag in told.noted - notes]
    complaints += [f"lost worker {login}" for login in told.workers - set(workers)]
    for file_id, file in files.items():
        if (
            not names.get(file.person_id)
            or claims[file.person_id] != CLAIMS
            or not all(file_id in each for each in beside)
        ):
            complaints.append(f"half a file {file_id}")
    twice = [name for name, count in collections.Counter(names.values()).items() if count > 1]
    complaints += [f"twice {name}" for name in twice]
    kept = {each.subject: int(each.content["words"]) for each in desk.drafts() if each.form == FORM}
    if kept.get("soak", -1) < told.draft:
        complaints.append(f"lost draft {told.draft}, found {kept.get('soak')}")
    complaints += [f"trail: {each.what} {each.where}" for each in breaks]
    complaints += [f"check: {finding.words}" for finding in opening.check(entered.opened)]
    return complaints


def of_the_stick(stick: pathlib.Path, told: Told) -> list[str]:
    """Whatever has a backup's name is one, and each that was acknowledged is there."""
    complaints = [f"lost backup {name}" for name in told.backups if not (stick / name).is_dir()]
    for path in stick.glob("td-*.tdb"):
        try:
            backups.verify(path)
        except errors.Spoken as spoken:
            complaints.append(f"backup {path.name}: {spoken}")
    return complaints
