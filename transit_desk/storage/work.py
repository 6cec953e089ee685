"""One unit of work: one transaction, one actor, one action; the only way to read or change a record."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import functools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar, TypeVarTuple

import sqlalchemy
from sqlalchemy import orm

from transit_desk.domain import errors, fields
from transit_desk.domain.levels import C4_CARE, Answer, Level, Topic
from transit_desk.domain.text import N_
from transit_desk.storage import audit, cells, joined, kept, search, sight
from transit_desk.storage.people import SettingRow, Worker
from transit_desk.storage.records import Record, fields_of, new_id
from transit_desk.storage.sealing import Sealer, drop_granted

R = TypeVar("R", bound=Record)
T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class _Hidden:
    """What is there, or may be there, but not for these eyes."""

    def __repr__(self) -> str:
        return "HIDDEN"

    def __bool__(self) -> bool:
        return False


HIDDEN = _Hidden()


@dataclasses.dataclass(frozen=True)
class Actor:
    """Who acts: rights, and the highest level that may be read of each topic."""

    worker_id: str
    login: str
    name: str
    sex: str
    roles: tuple[str, ...]
    rights: frozenset[str]
    ceilings: Mapping[Topic, Level]
    eyes: sight.Eyes
    centre_id: str
    safeguards: bool = False  # holds the register of safeguarding, which no ceiling opens
    one_by_one: frozenset[Topic] = frozenset()  # of these, C4 too of the children whose holder they were made

    def reads(self, field: fields.Field) -> bool:
        """Whether this field lies under the actor's ceiling for its topic; of the register, whether they hold it."""
        if field.safeguarding:
            return self.safeguards
        if field.level is Level.C0:
            return True
        return field.topic in self.ceilings and field.level <= self.ceilings[field.topic]


@dataclasses.dataclass(frozen=True)
class WayIn:
    """Whether somebody's login opens the vault, and until when it does if its passphrase was given for one time."""

    there: bool
    until: int | None = None


class Surroundings(Protocol):
    """What a unit of work asks of the desk: the clock, hooks and acts of other slices."""

    def now(self) -> int:
        """UTC microseconds."""

    def day(self, at: int) -> datetime.date:
        """The office's day at an instant."""

    def begin_of(self, day: datetime.date) -> int:
        """The instant at which a day of the office begins."""

    def local(self, at: int) -> datetime.datetime:
        """An instant by the office's clock."""

    def title_of(self, name: str) -> str:
        """What an action or a query is called; "" for one that is no more."""

    def form(self, key: str) -> Any:
        """A form of any slice, as its page describes it: what is kept knows no pages."""

    def gather(self, work: Work, hook: str, arguments: Mapping[str, object]) -> list[object]:
        """What every slice answers to a hook."""

    def act(self, work: Work, name: str, values: Mapping[str, object]) -> object:
        """Do an action of any slice inside this unit of work."""

    def answer(self, work: Work, name: str, values: Mapping[str, object]) -> object:
        """Ask a query of any slice inside this unit of work."""

    def default_of(self, key: str) -> object:
        """The default of a setting some slice declared."""

    def read_setting(self, key: str, value: object) -> object:
        """A value as the slice that declared the setting reads it; fails on what it cannot read."""

    def way_in(self, login: str) -> WayIn:
        """Whether a login opens the vault."""

    def verify(self, work: Work, known_keys: Mapping[str, Collection[str]]) -> list[audit.Break]:
        """Check the whole trail with the vault's own key."""


class VaultSession(orm.Session):
    """The session of a unit of work; its listeners seal, stamp, collect the trail and guard sight."""


class Work:
    """What an action or a query is given. It never commits: the desk does, once, at the end."""

    def __init__(
        self,
        session: VaultSession,
        actor: Actor,
        surroundings: Surroundings,
        sealer: Sealer,
        action: str,
        reason: str = "",
        *,
        reads_only: bool = False,
    ) -> None:
        self.session = session
        self.actor = actor
        self.action = action
        self.reason = reason
        self.sealer = sealer
        self._surroundings = surroundings
        self._at: int | None = None
        self._joined: joined.Joined | None = None
        self._reads_only = reads_only
        self._found: dict[tuple[type[Record], str], Record] = {}
        self._standing: dict[tuple[type[Record], str], Sequence[Any]] = {}
        self.changes: dict[str, audit.Change] = {}
        self.notes: list[audit.Noted] = []
        self.touched: set[str] = set()
        self.decided: frozenset[str] = frozenset()
        session.info.update(work=self, eyes=actor.eyes)

    # -- when and where

    def now(self) -> int:
        """One instant for the whole unit of work, in UTC microseconds."""
        if self._at is None:
            self._at = self._surroundings.now()
        return self._at

    def today(self) -> datetime.date:
        """The office's day."""
        return self._surroundings.day(self.now())

    def day_of(self, at: int) -> datetime.date:
        """The office's day at another instant."""
        return self._surroundings.day(at)

    def begin_of(self, day: datetime.date) -> int:
        """The instant at which a day of the office begins."""
        return self._surroundings.begin_of(day)

    def local(self, at: int) -> datetime.datetime:
        """An instant by the office's clock."""
        return self._surroundings.local(at)

    def title_of(self, name: str) -> str:
        """What an action or a query of any slice is called; "" for one that is no more."""
        return self._surroundings.title_of(name)

    def form(self, key: str) -> Any:
        """A form of any slice, by the key of its page."""
        return self._surroundings.form(key)

    def setting(self, key: str, on: datetime.date | None = None) -> Any:
        """The setting as it held on a day; by default today."""
        day = on or self.today()
        row = self.session.scalar(_SETTING, {"key": key, "day": day})
        return self._surroundings.default_of(key) if row is None else row.value["value"]

    def read_setting(self, key: str, value: object) -> object:
        """A value as the slice that declared the setting reads it; fails on what it cannot read."""
        return self._surroundings.read_setting(key, value)

    def way_in(self, login: str) -> WayIn:
        """Whether this login opens the vault, and until when."""
        return self._surroundings.way_in(login)

    # -- reading

    def get(self, kind: type[R], record_id: str) -> R:
        """The record, or `NotFound` — also when it is there but not for these eyes.

        Where nothing can be changed, what was found once is not asked for again: each slice begins with the file.
        """
        key = str(record_id)
        if not key.isascii():
            raise errors.NotFound  # no key is written so, and the database would stumble over some of them
        found = self._found.get((kind, key))
        if found is None:
            found = self.session.scalar(kept.one_of(kind), {"id": key})
        if not isinstance(found, kind):
            raise errors.NotFound
        if self._reads_only:
            self._found[kind, key] = found
        return found

    # A statement that is kept and asked again with other values is read by sight once, not each time: `kept.py`.

    def all(self, statement: sqlalchemy.Select[T], **values: object) -> Sequence[T]:
        """Every first column of a mapped select."""
        return self.session.scalars(statement, values).all()

    def rows(self, statement: sqlalchemy.Select[*Ts], **values: object) -> Sequence[sqlalchemy.Row[*Ts]]:
        """Every row of a mapped select of columns."""
        return self.session.execute(statement, values).all()

    def first(self, statement: sqlalchemy.Select[T], **values: object) -> T | None:
        """The first, or None; a kept statement, which is asked with values, says itself that it asks for one."""
        return self.session.scalars(statement if values else statement.limit(1), values).first()

    def standing(self, kind: type[R], file_id: str | None = None) -> Sequence[R]:
        """The records of a kind that nobody withdrew, the oldest first: of one file, or of all these eyes see."""
        if file_id is None:
            return self.all(kept.standing(kind))
        found = self._standing.get((kind, file_id))
        if found is None:
            found = self.all(kept.standing_of(kind), file_id=file_id)
            if self._reads_only:
                self._standing[kind, file_id] = found
        return found

    def count(self, kind: type[Record], *conditions: sqlalchemy.ColumnElement[bool]) -> int:
        """How many such records these eyes see."""
        statement = sqlalchemy.select(sqlalchemy.func.count()).select_from(kind).where(*conditions)
        return self.session.scalar(statement) or 0

    def reads(self, kind: type[Record], name: str) -> bool:
        """Whether a field lies under the ceiling: for columns asked without their record, which `see` would open."""
        return self.actor.reads(fields_of(kind)[name])

    @functools.cached_property
    def staff(self) -> Mapping[str, str]:
        """The names of those who work here, by identifier; asked once in a unit of work."""
        return {row.id: row.name for row in self.rows(_STAFF)}

    def opens(self, kind: type[Record], name: str, owner: str) -> bool:
        """Whether a field lies under the ceiling, or is C4 of a case whose holder its reader was made."""
        field = fields_of(kind)[name]
        if self.actor.reads(field):
            return True
        if field.level is not Level.C4 or field.safeguarding or field.topic not in self.actor.one_by_one:
            return False
        return self.sealer.holds_one(self.session, owner, C4_CARE)

    def see(self, record: Record, name: str) -> Any:
        """A field's value for these eyes: opened if sealed; `HIDDEN` where it is not for them.

        It is not for them above their ceiling, unless they were made holder of this case; without the key; or where
        the record opens to others. For an `asked` field the answer is a `Said`.
        """
        field = fields_of(type(record))[name]
        if not self.opens(type(record), name, self.owner_of(record)):
            return HIDDEN
        kept = getattr(record, name)
        if not field.sealed:
            return fields.Said(kept, Answer(getattr(record, f"{name}_answer"))) if field.asked else kept
        if not record.opens_for(self):
            return HIDDEN
        if kept is None:
            return fields.NOT_ASKED if field.asked else None
        try:
            opened = self.sealer.open(self.session, place_of(record, name), kept)
        except KeyError:
            return HIDDEN
        return fields.Said(opened["value"], Answer(opened["answer"])) if field.asked else opened["value"]

    # -- files that were joined

    @property
    def _together(self) -> joined.Joined:
        if self._joined is None:
            self._joined = joined.read(self.session)
        return self._joined

    def same(self, record_id: str) -> tuple[str, ...]:
        """This file, or person, with those that were joined to it: one child. The one that stays comes first."""
        return self._together.same(record_id)

    def stays(self, record_id: str) -> str:
        """The file, or person, under which this one is read since they were joined; itself where it never was."""
        return self._together.stays(record_id)

    def joined_anew(self) -> None:
        """What was joined changed in this unit of work: look again."""
        self.session.flush()
        self._joined = None

    def gather(self, hook: str, **arguments: object) -> list[Any]:
        """What every slice answers to a hook, in the order of the slices' names."""
        return self._surroundings.gather(self, hook, arguments)

    def search(self, kinds: Iterable[str], keys: Iterable[str], *, past_sight: bool = False) -> list[search.Hit]:
        """Records whose search keys begin with these, joined to sight unless the one named exception asks."""
        eyes = sight.Eyes(None) if past_sight else self.actor.eyes
        return search.hits(self.session, tuple(kinds), tuple(keys), eyes)

    # -- changing

    def add(self, record: R) -> R:
        """Keep a new record; its identifier is known at once."""
        if vars(record).get("id") is None:
            record.id = new_id()
        self.session.add(record)
        return record

    def put(self, record: Record, values: Mapping[str, object]) -> None:
        """Set checked values on a record; an `asked` field takes a `Said`."""
        described = fields_of(type(record))
        for name, value in values.items():
            field = described.get(name)
            if field is not None and field.asked and not field.sealed:
                said = value if isinstance(value, fields.Said) else fields.Said(value)
                setattr(record, name, said.value)
                setattr(record, f"{name}_answer", said.answer.value)
            else:
                setattr(record, name, value)

    def withdraw(self, record: Record, why: str) -> None:
        """Take a record out of use. It stays, with who, when and why."""
        record.withdrawn_by, record.withdrawn_at, record.withdrawn_why = self.actor.worker_id, self.now(), why

    def index(self, kind: str, record: Record, keys: Iterable[str], *, file_id: str) -> None:
        """Make a record findable by these keys, in place of those it had."""
        search.index(self.session, kind, record.id, file_id, keys)

    def show_to(self, file_id: str, person_id: str, holder: str) -> None:
        """Let a worker, or a word such as *residents*, see a file, and every one that is the same child's."""
        persons = self._together.persons
        for each in self.same(file_id):
            person = persons.get(each, person_id)
            if self.session.get(sight.Sight, (each, holder, person)) is None:
                self.session.add(sight.Sight(file_id=each, holder=holder, person_id=person))

    def hide_from(self, file_id: str, holder: str) -> None:
        """Take a file, and every one that is the same child's, out of a holder's sight."""
        rows = self.session.scalars(
            sqlalchemy.select(sight.Sight).where(
                sight.Sight.file_id.in_(self.same(file_id)), sight.Sight.holder == holder
            )
        )
        for row in rows:
            self.session.delete(row)

    def holders_of(self, file_id: str) -> frozenset[str]:
        """Who sees a file, this one alone."""
        rows = self.session.scalars(sqlalchemy.select(sight.Sight.holder).where(sight.Sight.file_id == file_id))
        return frozenset(rows)

    def make_holder(self, file_id: str, worker: Worker) -> None:
        """Open what only named persons read of this child to one more, under every number of it.

        Raises `NotAllowed` for somebody who does not hold it.
        """
        with self._as_holder():
            for each in self.same(file_id):
                self.sealer.grant(self.session, each, C4_CARE, worker.id, bytes.fromhex(worker.sealing_key))

    def end_holder(self, file_id: str, worker_id: str) -> None:
        """Whoever was made holder of this child is it no longer."""
        with self._as_holder():
            for each in self.same(file_id):
                self.sealer.end_grant(self.session, each, C4_CARE, worker_id)

    def no_holders(self, file_id: str) -> None:
        """Nobody is holder of this child any more, child by child: what they were made it for has ended."""
        for each in self.same(file_id):
            self.sealer.end_grants(self.session, each, C4_CARE)

    def one_by_one_holders(self, file_id: str) -> frozenset[str]:
        """Who was made holder of this child, beside those who hold it for every child."""
        found = (self.sealer.granted(self.session, each, C4_CARE) for each in self.same(file_id))
        return frozenset().union(*found)

    def no_holder_of_any(self, worker_id: str) -> None:
        """Whatever children somebody was made holder of, they are it no longer: their keys changed, or they left."""
        drop_granted(self.session, worker_id)

    @contextlib.contextmanager
    def _as_holder(self) -> Iterator[None]:
        try:
            yield
        except KeyError:
            raise errors.NotAllowed(N_("Only who holds it can open it to somebody else.")) from None

    def do(self, name: str, /, **values: object) -> Any:
        """Act in another slice by name: the same transaction, permission check and trail."""
        return self._surroundings.act(self, name, values)

    def ask(self, name: str, /, **values: object) -> Any:
        """Ask another slice by name, with the same permission check."""
        return self._surroundings.answer(self, name, values)

    @contextlib.contextmanager
    def deciding(self, *file_ids: str) -> Iterator[None]:
        """Inside, what is gathered and asked is for the agency and purpose for which these files may leave.

        Two persons decided it for them, where no child agreed. It is no answer of the child's, so it lies in no record
        that other papers read: it holds here, while what it was decided for is put together, and nowhere else.
        """
        before, self.decided = self.decided, self.decided | frozenset(file_ids)
        try:
            yield
        finally:
            self.decided = before

    def note(self, kind: str, record: Record, columns: Iterable[str] = ()) -> None:
        """Write a line about something that changes no record: a reading, a print, an export."""
        self.notes.append(audit.Noted(kind, type(record).__tablename__, record.id, tuple(columns)))

    def verify_trail(self, known_keys: Mapping[str, Collection[str]]) -> list[audit.Break]:
        """Where the trail and the records it speaks of do not hold."""
        return self._surroundings.verify(self, known_keys)

    def owner_of(self, record: Record) -> str:
        """Whose data keys seal this record: its file, else its person, else itself."""
        for name in ("file_id", "person_id"):
            owner = getattr(record, name, None)
            if owner is not None:
                return str(owner)
        return record.id


_STAFF = sqlalchemy.select(Worker.id, Worker.name)
_SETTING = (
    sqlalchemy.select(SettingRow)
    .where(SettingRow.key == sqlalchemy.bindparam("key"), SettingRow.holds_from <= sqlalchemy.bindparam("day"))
    .order_by(SettingRow.holds_from.desc(), SettingRow.made_at.desc())
    .limit(1)
)


def place_of(record: Record, name: str) -> cells.Place:
    """Where a sealed field lies, which its cell is bound to."""
    return cells.Place(type(record).__tablename__, record.id, name)
