"""What a record is: the base of every table, and `field()`, which describes a column once."""

from __future__ import annotations

import dataclasses
import functools
import types
import weakref
from collections.abc import Mapping
from typing import Any, ClassVar

import sqlalchemy
import uuid6
from sqlalchemy import orm

from transit_desk import choices
from transit_desk.domain import fields
from transit_desk.domain.levels import Answer, Level, Topic
from transit_desk.storage import kinds

_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """A time-ordered identifier, made here and never by the database."""
    return str(uuid6.uuid7())


class Tables(orm.DeclarativeBase):
    """Everything that is kept, in one catalogue of tables."""

    metadata = sqlalchemy.MetaData(naming_convention=_NAMES)


# not asked of the mapper's own registry, which is walked whole each time, and a name is looked up for every cell sealed
_kept: weakref.WeakValueDictionary[str, type[Record]] = weakref.WeakValueDictionary()


class Record(Tables):
    """The base of every record: who and when, edition, and withdrawn instead of deleted.

    Moments are UTC microseconds, since a column of dates would lose its zone. A record is never deleted: it is
    withdrawn, by somebody, for a reason.
    """

    __abstract__ = True

    id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False), primary_key=True, default=new_id)
    centre_id: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False))
    edition: orm.Mapped[int] = orm.mapped_column(sqlalchemy.Integer)
    made_by: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False))
    made_at: orm.Mapped[int] = orm.mapped_column(sqlalchemy.BigInteger)
    changed_by: orm.Mapped[str] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False))
    changed_at: orm.Mapped[int] = orm.mapped_column(sqlalchemy.BigInteger)
    withdrawn_by: orm.Mapped[str | None] = orm.mapped_column(sqlalchemy.Uuid(as_uuid=False))
    withdrawn_at: orm.Mapped[int | None] = orm.mapped_column(sqlalchemy.BigInteger)
    withdrawn_why: orm.Mapped[str | None] = orm.mapped_column(sqlalchemy.Text)

    sight_column: ClassVar[str | None] = None
    write_once: ClassVar[bool] = False  # kept by a trigger too: never changed, nor withdrawn; what follows is appended

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        if "__table__" in cls.__dict__:
            _kept[cls.__tablename__] = cls

    def opens_for(self, work: Any) -> bool:
        """Whether what is sealed here is for whoever does this work, beside ceiling and key; a kind may narrow it."""
        del work
        return True

    @orm.declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        """Guard every update by the edition that was read."""
        return {"version_id_col": cls.edition} if not cls.__dict__.get("__abstract__") else {}


class OfFile:
    """A record that belongs to one case file, and is seen by those who see the file."""

    sight_column: ClassVar[str | None] = "file_id"


class OfPerson:
    """A record that hangs on a person, and is seen by those who see a file of that person."""

    sight_column: ClassVar[str | None] = "person_id"


class Itself:
    """A record whose own identifier decides who sees it: the case file, the person."""

    sight_column: ClassVar[str | None] = "id"


def field(
    kind: fields.Kind,
    label: str,
    *,
    level: Level = Level.C2,
    topic: Topic = Topic.IDENTITY,
    help: str = "",  # noqa: A002  (the word a form uses)
    required: bool = False,
    asked: bool = False,
    safeguarding: bool = False,
    travels: bool = True,
    by_itself: bool = False,
    index: bool = False,
    default: object = None,
    since_later: bool = False,
) -> Any:
    """Describe a column once. C3 and C4 columns are sealed cells, whatever their kind.

    What is required `since_later` than its table was first kept is empty in the rows of before.
    """
    if isinstance(kind, (fields.Choice, fields.Many)) and not kind.keys:
        kind = dataclasses.replace(kind, keys=frozenset(choices.load(kind.list_name).keys))
    described = fields.Field(kind, label, level, topic, help, required, asked, safeguarding, travels, by_itself)
    arguments: list[Any] = [kinds.column_type(described)]
    if isinstance(kind, fields.Reference):
        arguments.append(sqlalchemy.ForeignKey(f"{kind.table}.id", ondelete="RESTRICT"))
    # A question put to a child is kept even when there is no value, so its column may be empty.
    return orm.mapped_column(
        *arguments,
        nullable=asked or since_later or not required,
        index=index or isinstance(kind, fields.Reference),
        default=default,
        info={"field": described},
    )


def answer() -> Any:
    """The answer kept beside an `asked` field below C3; named `<field>_answer`. Above, both are sealed together."""
    return orm.mapped_column(sqlalchemy.Text, nullable=False, default=Answer.NOT_ASKED.value)


@functools.cache
def fields_of(record: type[Tables]) -> Mapping[str, fields.Field]:
    """The described fields of a record by attribute name, in the order in which they were declared."""
    found: dict[str, fields.Field] = {}
    for column in record.__table__.columns:
        described = column.info.get("field")
        if isinstance(described, fields.Field):
            found[column.key] = dataclasses.replace(described, name=column.key)
    return types.MappingProxyType(found)


def asked_of(record: type[Record]) -> dict[str, fields.Field]:
    """What a form asks of a record: all of it but whose it is and what is kept by itself."""
    return {
        name: described
        for name, described in fields_of(record).items()
        if name != record.sight_column and not described.by_itself
    }


def records() -> dict[str, type[Record]]:
    """Every kind of record by its table's name, in the order of the names."""
    return dict(sorted(_kept.items()))


def table_of(record: type[Tables]) -> sqlalchemy.Table:
    """The table a record is kept in, for the storage room's own statements."""
    table = record.__table__
    if not isinstance(table, sqlalchemy.Table):
        raise TypeError("a record is kept in a table")
    return table
