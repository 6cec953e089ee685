"""Compartments at work: data keys for each case, sealed cells written by anybody, read by holders."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import sqlalchemy
from cryptography.exceptions import InvalidTag
from sqlalchemy import orm

from transit_desk.domain import errors
from transit_desk.domain.text import N_
from transit_desk.storage import cells, compartments
from transit_desk.storage.people import Worker
from transit_desk.storage.records import Tables, new_id

_PURPOSE = "data-key"


class DataKey(Tables):
    """One data key of one case, sealed to a compartment or to a person. Destroying its rows destroys what it sealed."""

    __tablename__ = "data_key"

    id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False), primary_key=True)
    holder: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text, primary_key=True)
    owner_id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False), index=True)
    compartment: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text)
    generation: orm.Mapped[int] = orm.mapped_column(sqlalchemy.Integer)
    sealed: orm.Mapped[bytes] = orm.mapped_column(sqlalchemy.LargeBinary)


class Sealer:
    """Seals to public halves, opens with the private halves this worker's slot holds.

    `publics` is compartment → (generation, public half). A worker without the private half makes a new data key at
    each writing; a holder goes on with the newest. Opened data keys are remembered until the desk is locked.
    """

    def __init__(
        self,
        publics: Mapping[str, tuple[int, bytes]],
        privates: Mapping[str, bytes],
        worker_id: str,
        own_private: bytes,
    ) -> None:
        self._publics = dict(publics)
        self._privates = dict(privates)
        self._worker = worker_id
        self._own = own_private
        self._known: dict[str, bytes] = {}
        self._current: dict[tuple[str, str], str] = {}
        self._passing: set[str] = set()  # keys of this unit of work only: their writer may not read them afterwards
        self._one_by_one: dict[tuple[str, str], bool] = {}  # cases this worker was made holder of, or was not

    def holds(self, compartment: str) -> bool:
        """Whether this worker reads the whole compartment."""
        return compartment in self._privates

    def seal(
        self,
        session: orm.Session,
        owner: str,
        compartment: str,
        place: cells.Place,
        value: object,
        before: cells.Cell | None,
    ) -> cells.Cell:
        """Seal a value for one case in one compartment; needs no right to read."""
        key_id = self._key_for(session, owner, compartment)
        counter = before.counter + 1 if before is not None else 1
        return cells.seal(value, place, key_id, self._known[key_id], counter)

    def open(self, session: orm.Session, place: cells.Place, cell: cells.Cell) -> Any:
        """The value of a cell. Raises `KeyError` for somebody who does not hold it, a fault where it was altered."""
        key = self._known.get(cell.key_id) or self._fetch(session, cell.key_id)
        try:
            return cells.unseal(cell, place, key)
        except InvalidTag:
            raise errors.VaultUnreadable(
                N_("A sealed note was altered outside the program. The rest is whole. Restore it from a backup.")
            ) from None

    def grant(self, session: orm.Session, owner: str, compartment: str, worker_id: str, public: bytes) -> None:
        """Make a person holder of one case's compartment: of what is there, and of what others write from now on.

        Raises `KeyError` for somebody who does not hold the compartment. Where nothing is sealed yet a key is made, so
        that whoever writes first seals to the new holder too.
        """
        if compartment not in self._privates:
            raise KeyError(compartment)
        self._key_for(session, owner, compartment)
        session.flush()
        for row in session.scalars(_keys_of(owner, compartment, compartment)).all():
            key = self._known.get(row.id) or self._fetch(session, row.id)
            session.merge(self._row(row.id, worker_id, owner, compartment, row.generation, public, key))

    def end_grant(self, session: orm.Session, owner: str, compartment: str, worker_id: str) -> None:
        """A person holds one case no longer; what is written from now on lies under a key they never had."""
        if compartment not in self._privates:
            raise KeyError(compartment)
        for row in session.scalars(_keys_of(owner, compartment, worker_id)).all():
            session.delete(row)
        session.flush()
        self._current[owner, compartment] = self._new_key(session, owner, compartment)

    def end_grants(self, session: orm.Session, owner: str, compartment: str) -> None:
        """Nobody holds one case by itself any more, as if it were ended for each; needs no right to read."""
        alone = (DataKey.owner_id == owner, DataKey.compartment == compartment, DataKey.holder != compartment)
        rows = session.scalars(sqlalchemy.select(DataKey).where(*alone)).all()
        for row in rows:
            session.delete(row)
        session.flush()
        if rows:
            self._current[owner, compartment] = self._new_key(session, owner, compartment)

    def granted(self, session: orm.Session, owner: str, compartment: str) -> frozenset[str]:
        """Who was made holder of one case's compartment."""
        found = session.scalars(
            sqlalchemy.select(DataKey.holder).where(
                DataKey.owner_id == owner, DataKey.compartment == compartment, DataKey.holder != compartment
            )
        )
        return frozenset(found)

    def holds_one(self, session: orm.Session, owner: str, compartment: str) -> bool:
        """Whether this worker was made holder of one case's compartment, with the pair they have now."""
        known = self._one_by_one.get((owner, compartment))
        if known is None:
            with session.no_autoflush:
                rows = session.scalars(_keys_of(owner, compartment, self._worker)).all()
            known = self._one_by_one[owner, compartment] = any(self._opened(row) for row in rows)
        return known

    def seal_to_compartment(self, compartment: str, plaintext: bytes, info: bytes) -> bytes:
        """Seal for the holders of a compartment; needs no right to read. `info` names what it is."""
        return compartments.seal_to(self._publics[compartment][1], plaintext, info)

    def open_from(self, compartment: str, sealed: bytes, info: bytes) -> bytes:
        """What was sealed to a whole compartment. Raises `KeyError` for somebody who does not hold it."""
        try:
            return compartments.open_with(self._privates[compartment], sealed, info)
        except compartments.CannotOpen:
            raise errors.VaultUnreadable(
                N_("A sealed key was altered outside the program. The rest is whole. Restore it from a backup.")
            ) from None

    def forget(self) -> None:
        """Drop every opened key; the desk is closing."""
        self._known.clear()
        self._current.clear()
        self._one_by_one.clear()
        self._privates.clear()

    def end_unit(self) -> None:
        """A unit of work is over: forget the keys that only served to write, and those a rollback took away."""
        self._current.clear()
        self._one_by_one.clear()
        for key_id in self._passing:
            self._known.pop(key_id, None)
        self._passing.clear()

    def _key_for(self, session: orm.Session, owner: str, compartment: str) -> str:
        known = self._current.get((owner, compartment))
        if known is None:
            known = self._newest(session, owner, compartment) or self._new_key(session, owner, compartment)
            self._current[owner, compartment] = known
        return known

    def _newest(self, session: orm.Session, owner: str, compartment: str) -> str | None:
        """The newest data key that this worker reads: as holder of the compartment, or of this one case."""
        holder = compartment if compartment in self._privates else self._worker
        rows = session.scalars(_keys_of(owner, compartment, holder)).all()
        return next((row.id for row in rows if self._opened(row)), None)

    def _new_key(self, session: orm.Session, owner: str, compartment: str) -> str:
        """A new data key for the holders of the compartment, and for who was made holder of this case."""
        generation, public = self._publics[compartment]
        key_id, key = new_id(), secrets.token_bytes(32)
        session.add(self._row(key_id, compartment, owner, compartment, generation, public, key))
        holders = self.granted(session, owner, compartment)
        for worker in session.scalars(sqlalchemy.select(Worker).where(Worker.id.in_(sorted(holders)))):
            theirs = bytes.fromhex(worker.sealing_key)
            session.add(self._row(key_id, worker.id, owner, compartment, generation, theirs, key))
        self._known[key_id] = key
        self._passing.add(key_id)
        return key_id

    def _row(
        self, key_id: str, holder: str, owner: str, compartment: str, generation: int, public: bytes, key: bytes
    ) -> DataKey:
        sealed = compartments.seal_to(public, key, _info(key_id, holder, owner))
        return DataKey(
            id=key_id, holder=holder, owner_id=owner, compartment=compartment, generation=generation, sealed=sealed
        )

    def _fetch(self, session: orm.Session, key_id: str) -> bytes:
        with session.no_autoflush:
            rows = session.scalars(
                sqlalchemy.select(DataKey).where(
                    DataKey.id == key_id, DataKey.holder.in_([*self._privates, self._worker])
                )
            ).all()
        for row in rows:
            if self._opened(row):
                return self._known[key_id]
        raise KeyError(key_id)

    def _opened(self, row: DataKey) -> bool:
        """Open a data key and remember it. One that was sealed to a pair this worker had before stays closed."""
        private = self._own if row.holder == self._worker else self._privates[row.holder]
        try:
            self._known[row.id] = compartments.open_with(private, row.sealed, _info(row.id, row.holder, row.owner_id))
        except compartments.CannotOpen:
            if row.holder == self._worker:
                return False
            raise
        return True


def _keys_of(owner: str, compartment: str, holder: str) -> sqlalchemy.Select[DataKey]:
    """One case's data keys for one holder, the newest first."""
    return (
        sqlalchemy.select(DataKey)
        .where(DataKey.owner_id == owner, DataKey.compartment == compartment, DataKey.holder == holder)
        .order_by(DataKey.generation.desc(), DataKey.id.desc())
    )


def drop_granted(session: orm.Session, worker_id: str) -> None:
    """Whatever single cases a person was made holder of: what was sealed to a pair that is gone opens for nobody."""
    for row in session.scalars(sqlalchemy.select(DataKey).where(DataKey.holder == worker_id)).all():
        session.delete(row)


def _info(key_id: str, holder: str, owner: str) -> bytes:
    return f"{_PURPOSE}|{key_id}|{holder}|{owner}".encode()
