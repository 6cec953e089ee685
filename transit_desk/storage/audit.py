"""The audit trail: written by the flush itself, so that nothing can forget it.

A *line* says who, what, which record and which columns, with a keyed digest of the record as it now is. A *value* holds
before and after; sealed columns go in as the ciphertexts they are, so the trail is as secret as the record. Lines are
chained within a session's segment; the segment names the heads it knew when it began, and its actor signs it. There is
no global chain: several desks write at once. Retention may erase values; the chain covers only their digests.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import hmac
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import orm

from transit_desk.storage import sight
from transit_desk.storage.cells import Cell
from transit_desk.storage.records import Tables, new_id, records

_SIGNED_AFTER = 100  # lines; then the segment is signed up to here without waiting for the lock
_START = "0" * 64
# What a step of a migration wrote anew, and what stood there when its line was written: a record may be either. The
# kind of a sealed statement stood beside it in clear until step 0002.
_REWRITTEN = {("claim", "what"): {"sealed": "war_name"}}
# The columns that steps added to tables that were there before, in the order of the steps, and what was put in them:
# a line written before such a step speaks of the record without them.
_ADDED: dict[str, tuple[tuple[str, object], ...]] = {
    "consent": tuple(
        (name, None) for name in ("for_whom", "assent", "why_other", "explained_by", "language", "confirmed_by")
    ),
    "bond": (("together", None),),
    "package_sent": (("parted_why", None),),
    **dict.fromkeys(("interview", "no_contact", "particulars", "place_claim", "relative"), (("supersedes_id", None),)),
    **dict.fromkeys(("agency_number", "place_to_avoid"), (("supersedes_id", None), ("said_by", None))),
    "release_event": (("parted_why", None),),
    **dict.fromkeys(("association", "separation"), (("supersedes_id", None),)),
    "room": (("surge", None), ("isolation", None)),
    "bed": (("features", None),),
    "stay": tuple((name, None) for name in ("until", "reserved", "alone_for", "end_why")),
    "absence": tuple((name, None) for name in ("though_seen", "baby_with", "goes_with_id")),
    "departure": (("though_seen", None),),
    "medicine_plan": (("sachet", None),),
    "bed_taken": tuple((name, None) for name in ("until", "reserved", "child_key")),
}


class AuditSegment(Tables):
    """One session of one worker: the chain's beginning, and the heads it knew of."""

    __tablename__ = "audit_segment"

    id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False), primary_key=True)
    worker_id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False))
    signing_key: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text)
    began_at: orm.Mapped[int] = orm.mapped_column(sqlalchemy.BigInteger)
    before: orm.Mapped[list[str]] = orm.mapped_column(sqlalchemy.JSON)


class AuditLine(Tables):
    """One thing that happened to one record, or one reading, print or export of it."""

    __tablename__ = "audit_line"
    # A segment is read in its order, and its end is found, from this index alone.
    __table_args__ = (sqlalchemy.Index("ix_audit_line_segment_place", "segment_id", "place"),)

    id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False), primary_key=True)
    segment_id: orm.Mapped[str] = orm.mapped_column(
        sqlalchemy.Uuid(as_uuid=False), sqlalchemy.ForeignKey("audit_segment.id", ondelete="RESTRICT")
    )
    place: orm.Mapped[int] = orm.mapped_column(sqlalchemy.Integer)
    at: orm.Mapped[int] = orm.mapped_column(sqlalchemy.BigInteger, index=True)
    worker_id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False))
    action: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text)
    reason: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text)
    kind: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text)  # add | change | read | print | export | note
    record_table: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text)
    record_id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text, index=True)
    columns: orm.Mapped[list[str]] = orm.mapped_column(sqlalchemy.JSON)
    record_digest: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text)
    value_digest: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text)
    hash: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text)


class AuditValue(Tables):
    """Before and after of one line; may be erased, which takes it away or leaves it empty; never changed."""

    __tablename__ = "audit_value"

    line_id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False), primary_key=True)
    values: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text)


class AuditSignature(Tables):
    """The actor's signature over a segment up to one of its lines."""

    __tablename__ = "audit_signature"

    id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False), primary_key=True)
    segment_id: orm.Mapped[str] = orm.mapped_column(
        sqlalchemy.Uuid(as_uuid=False), sqlalchemy.ForeignKey("audit_segment.id", ondelete="RESTRICT"), index=True
    )
    place: orm.Mapped[int] = orm.mapped_column(sqlalchemy.Integer)
    head: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text)
    signature: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Text)


APPEND_ONLY = ("audit_segment", "audit_line", "audit_signature")
NEVER_CHANGED = ("audit_value",)


_LARGE = 256 * 1024  # beyond the longest text of any form: a picture, whose fingerprint says as much and weighs nothing


def canonical(value: object) -> object:
    """A value as it enters a digest and the trail: the same after a round through the database.

    A picture or a paper enters by its fingerprint alone, or each would be kept twice.
    """
    if isinstance(value, Cell):
        if len(value.data) > _LARGE:
            return {"sealed_sha256": hashlib.sha256(value.data).hexdigest()}
        return {"sealed": value.data.hex()}
    if isinstance(value, str) and len(value) > _LARGE:
        return {"sha256": hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()}
    if isinstance(value, bytes):
        return {"bytes": hashlib.sha256(value).hexdigest()}
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def columns_of(record: Tables) -> dict[str, object]:
    """Every column of a record as it enters a digest."""
    return {column.key: canonical(getattr(record, column.key)) for column in type(record).__table__.columns}


@dataclasses.dataclass
class Change:
    """What one unit of work did to one record: the first before, the record as it is at the end."""

    kind: str
    record: Tables
    before: dict[str, object]
    after: dict[str, object]


@dataclasses.dataclass(frozen=True)
class Noted:
    """Something worth a line that changed no record: a reading, a print, an export."""

    kind: str
    table: str
    record_id: str
    columns: tuple[str, ...] = ()


class Trail:
    """One session's segment: writes lines at the end of each unit of work, signs when asked.

    `key` is the audit key derived from the database key. Everyone who opens the vault could forge a digest; the
    signature of the actor is what an insider cannot make.
    """

    def __init__(self, key: bytes, worker_id: str, signing: Ed25519PrivateKey) -> None:
        self._key = key
        self._worker = worker_id
        self._signing = signing
        self._segment: str | None = None
        self._place = 0
        self._head = _START
        self._signed = 0
        self._pending: tuple[str | None, int, str, int] | None = None

    def write(
        self,
        connection: sqlalchemy.Connection,
        at: int,
        action: str,
        reason: str,
        changes: list[Change],
        notes: list[Noted],
    ) -> str:
        """Write the lines of one unit of work; returns the head after them."""
        self._pending = (self._segment, self._place, self._head, self._signed)
        if not changes and not notes:
            return self._head
        if self._segment is None:
            self._begin(connection, at)
        lines: list[dict[str, Any]] = []
        values: list[dict[str, Any]] = []
        for change in changes:
            text = _text({"before": change.before, "after": change.after})
            record = str(getattr(change.record, "id", ""))
            line = self._line(at, action, reason, change.kind, type(change.record).__tablename__, record)
            line["columns"] = sorted(change.after)
            line["record_digest"] = self.digest(columns_of(change.record))
            line["value_digest"] = self.digest(text)
            lines.append(self._chain(line))
            values.append({"line_id": line["id"], "values": text})
        for note in notes:
            line = self._line(at, action, reason, note.kind, note.table, note.record_id)
            line["columns"] = list(note.columns)
            lines.append(self._chain(line))
        connection.execute(sqlalchemy.insert(AuditLine), lines)
        if values:
            connection.execute(sqlalchemy.insert(AuditValue), values)
        if self._place - self._signed >= _SIGNED_AFTER:
            self._sign(connection)
        return self._head

    def undone(self) -> None:
        """The transaction was rolled back: go back to the head that is kept."""
        if self._pending is not None:
            self._segment, self._place, self._head, self._signed = self._pending
            self._pending = None

    def kept(self) -> None:
        """The transaction was committed."""
        self._pending = None

    def sign(self, connection: sqlalchemy.Connection) -> None:
        """Sign what is not signed yet; at lock and at exit."""
        if self._segment is not None and self._place > self._signed:
            self._sign(connection)

    def digest(self, value: object) -> str:
        """The keyed digest of a record's columns or of a text."""
        return hmac.new(self._key, _text(value).encode(), hashlib.sha256).hexdigest()

    def _begin(self, connection: sqlalchemy.Connection, at: int) -> None:
        self._segment, self._place, self._head, self._signed = new_id(), 0, _START, 0
        connection.execute(
            sqlalchemy.insert(AuditSegment),
            {
                "id": self._segment,
                "worker_id": self._worker,
                "signing_key": self._signing.public_key().public_bytes_raw().hex(),
                "began_at": at,
                "before": heads(connection),
            },
        )

    def _line(self, at: int, action: str, reason: str, kind: str, table: str, record: str) -> dict[str, Any]:
        self._place += 1
        return {
            "id": new_id(),
            "segment_id": self._segment,
            "place": self._place,
            "at": at,
            "worker_id": self._worker,
            "action": action,
            "reason": reason,
            "kind": kind,
            "record_table": table,
            "record_id": record,
            "columns": [],
            "record_digest": "",
            "value_digest": "",
        }

    def _chain(self, line: dict[str, Any]) -> dict[str, Any]:
        line["hash"] = chained(self._key, self._head, line)
        self._head = line["hash"]
        return line

    def _sign(self, connection: sqlalchemy.Connection) -> None:
        connection.execute(
            sqlalchemy.insert(AuditSignature),
            {
                "id": new_id(),
                "segment_id": self._segment,
                "place": self._place,
                "head": self._head,
                "signature": self._signing.sign(_signed_text(str(self._segment), self._place, self._head)).hex(),
            },
        )
        self._signed = self._place


def _signed_text(segment: str, place: int, head: str) -> bytes:
    return f"transit-desk/audit/v1\0{segment}|{place}|{head}".encode()


def chained(key: bytes, head: str, line: dict[str, Any]) -> str:
    """The hash of a line after a head."""
    body = {name: value for name, value in line.items() if name != "hash"}
    return hmac.new(key, f"{head}|{_text(body)}".encode(), hashlib.sha256).hexdigest()


def heads(connection: sqlalchemy.Connection) -> list[str]:
    """The last hash of each segment that no later segment names: what a new segment stands on."""
    line, segment = AuditLine.__table__, AuditSegment.__table__
    last = (
        sqlalchemy.select(line.c.hash)
        .where(line.c.segment_id == segment.c.id)
        .order_by(line.c.place.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = connection.execute(sqlalchemy.select(last).select_from(segment)).scalars()
    found = {head for head in rows if head is not None}
    for named in connection.execute(sqlalchemy.select(AuditSegment.__table__.c.before)).scalars():
        found.difference_update(named)
    return sorted(found)


@dataclasses.dataclass(frozen=True)
class Break:
    """Where the trail does not hold: what is wrong, and at which line or record."""

    what: str  # hash | place | signature | value | record | segment
    where: str


def verify(session: orm.Session, key: bytes, known_keys: Mapping[str, Collection[str]]) -> list[Break]:
    """Check every chain, signature and value, and the present records against their last line.

    `known_keys` is worker id → every public signing key this worker has had.
    """
    with sight.lawful(session.connection()):
        return _verify(session, key, known_keys)


_AT_ONCE = 1_000  # rows in memory; a trail of many years is read through a window


def _verify(session: orm.Session, key: bytes, known_keys: Mapping[str, Collection[str]]) -> list[Break]:
    breaks: list[Break] = []
    connection = session.connection()
    segments = session.scalars(sqlalchemy.select(AuditSegment)).all()
    named = {head for segment in segments for head in segment.before}
    ends: set[str] = set()
    for segment in segments:
        if segment.signing_key not in known_keys.get(segment.worker_id, (segment.signing_key,)):
            breaks.append(Break("segment", segment.id))
        signatures = session.scalars(sqlalchemy.select(AuditSignature).where(AuditSignature.segment_id == segment.id))
        signed = signatures.all()
        asked = {row.place for row in signed}
        heads_at: dict[int, str] = {}
        for place, head in enumerate(_verify_segment(connection, key, segment, breaks), start=1):
            if place in asked:
                heads_at[place] = head
            if head in named:
                ends.add(head)
        _verify_signatures(segment, signed, heads_at, breaks)
    breaks.extend(Break("segment", segment.id) for segment in segments for head in segment.before if head not in ends)
    breaks.extend(_changed_records(connection, key))
    return breaks


def _windowed(connection: sqlalchemy.Connection, statement: sqlalchemy.Select[Any]) -> Iterator[Any]:
    return iter(connection.execute(statement, execution_options={"yield_per": _AT_ONCE}).mappings())


def _changed_records(connection: sqlalchemy.Connection, key: bytes) -> list[Break]:
    """Records that are no longer what their last line says: a stale page put back, a row edited outside."""
    line = AuditLine.__table__.c
    written = sqlalchemy.select(line.record_table, line.record_id, line.record_digest).where(line.record_digest != "")
    last = {
        (row["record_table"], row["record_id"]): row["record_digest"]
        for row in _windowed(connection, written.order_by(line.at, line.id))
    }
    breaks = []
    for name, record in records().items():
        for row in _windowed(connection, sqlalchemy.select(record.__table__)):
            columns = {column: canonical(value) for column, value in row.items()}
            digests = {_digest(key, each) for each in _as_written(name, columns)}
            if last.pop((name, row["id"]), None) not in digests:
                breaks.append(Break("record", f"{name} {row['id']}"))
    return breaks + [Break("record", f"{table} {record}") for table, record in last]


def _as_written(table: str, columns: dict[str, object]) -> list[dict[str, object]]:
    """The columns of a record as they are, and as they were before a step wrote one anew or added one."""
    written = [columns]
    for column, put_in in reversed(_ADDED.get(table, ())):
        if written[-1].get(column) != put_in:
            break  # somebody wrote in it since, and that line speaks of it
        written.append({name: value for name, value in written[-1].items() if name != column})
    for (rewritten, name), former in _REWRITTEN.items():
        if rewritten == table and columns[name] in former:
            written += [{**each, name: former[str(columns[name])]} for each in written]
    return written


def _digest(key: bytes, value: object) -> str:
    return hmac.new(key, _text(value).encode(), hashlib.sha256).hexdigest()


def _verify_segment(
    connection: sqlalchemy.Connection, key: bytes, segment: AuditSegment, breaks: list[Break]
) -> Iterator[str]:
    """Each hash of a segment in its order, with what does not hold on the way; lines and values are read together."""
    head = _START
    lines, values = AuditLine.__table__, AuditValue.__table__
    statement = (
        sqlalchemy.select(lines, values.c["values"].label("kept"))
        .outerjoin(values, values.c.line_id == lines.c.id)
        .where(lines.c.segment_id == segment.id)
        .order_by(lines.c.place, lines.c.id)
    )
    for place, row in enumerate(_windowed(connection, statement), start=1):
        body = dict(row)
        kept = body.pop("kept")
        if body["place"] != place or body["worker_id"] != segment.worker_id:
            breaks.append(Break("place", body["id"]))
        if chained(key, head, body) != body["hash"]:
            breaks.append(Break("hash", body["id"]))
        head = body["hash"]
        if kept and _digest(key, kept) != body["value_digest"]:
            breaks.append(Break("value", body["id"]))
        yield head


def _verify_signatures(
    segment: AuditSegment, signed: Sequence[AuditSignature], heads_at: Mapping[int, str], breaks: list[Break]
) -> None:
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(segment.signing_key))
    for row in signed:
        try:
            public.verify(bytes.fromhex(row.signature), _signed_text(segment.id, row.place, row.head))
        except (InvalidSignature, ValueError):
            breaks.append(Break("signature", row.id))
            continue
        if heads_at.get(row.place) != row.head:
            breaks.append(Break("signature", row.id))
