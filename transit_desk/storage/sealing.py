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

    def grant(self, session: orm.Session, owner: str, compartment: str, worker_id: str, public: bytes) -> int:
        """Make a person holder of one case's compartment; returns how many data keys were shared."""
        rows = session.scalars(
            sqlalchemy.select(DataKey).where(
                DataKey.owner_id == owner, DataKey.compartment == compartment, DataKey.holder == compartment
            )
        ).all()
        for row in rows:
            key = self._known.get(row.id) or self._fetch(session, row.id)
            session.add(self._row(row.id, worker_id, owner, compartment, row.generation, public, key))
        return len(rows)

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
        self._privates.clear()

    def end_unit(self) -> None:
        """A unit of work is over: forget the keys that only served to write, and those a rollback took away."""
        self._current.clear()
        for key_id in self._passing:
            self._known.pop(key_id, None)
        self._passing.clear()

    def _key_for(self, session: orm.Session, owner: str, compartment: str) -> str:
        known = self._current.get((owner, compartment))
        if known is not None:
            return known
        if compartment in self._privates:
            newest = session.scalar(
                sqlalchemy.select(DataKey.id)
                .where(DataKey.owner_id == owner, DataKey.compartment == compartment, DataKey.holder == compartment)
                .order_by(DataKey.generation.desc(), DataKey.id.desc())
                .limit(1)
            )
            if newest is not None:
                self._fetch(session, newest)
                self._current[owner, compartment] = newest
                return newest
        generation, public = self._publics[compartment]
        key_id, key = new_id(), secrets.token_bytes(32)
        session.add(self._row(key_id, compartment, owner, compartment, generation, public, key))
        self._known[key_id] = key
        self._passing.add(key_id)
        self._current[owner, compartment] = key_id
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
            private = self._own if row.holder == self._worker else self._privates[row.holder]
            key = compartments.open_with(private, row.sealed, _info(row.id, row.holder, row.owner_id))
            self._known[key_id] = key
            return key
        raise KeyError(key_id)


def _info(key_id: str, holder: str, owner: str) -> bytes:
    return f"{_PURPOSE}|{key_id}|{holder}|{owner}".encode()
