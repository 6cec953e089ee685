"""All places as one gazetteer: those that are shipped, and over them what the office wrote down."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import sqlalchemy

from transit_desk import choices
from transit_desk.matching import places
from transit_desk.matching.places import Former, Gazetteer, Place
from transit_desk.services.places.records import PlaceAfter, PlaceName, PlaceRow
from transit_desk.storage.records import Record
from transit_desk.storage.work import Work

Stamp = tuple[object, ...]

_ROWS: Final = sqlalchemy.select(PlaceRow).where(PlaceRow.withdrawn_at.is_(None))
_NAMES: Final = sqlalchemy.select(PlaceName).where(PlaceName.withdrawn_at.is_(None)).order_by(PlaceName.id)
_AFTER: Final = sqlalchemy.select(PlaceAfter).where(PlaceAfter.withdrawn_at.is_(None)).order_by(PlaceAfter.id)


def _figures(kind: type[Record]) -> tuple[sqlalchemy.ScalarSelect[object], ...]:
    """What changes with every row that is added and every row that is changed."""
    told = (sqlalchemy.func.max(kind.id), sqlalchemy.func.sum(kind.edition), sqlalchemy.func.max(kind.changed_at))
    return tuple(sqlalchemy.select(each).scalar_subquery() for each in told)


_STAMP: Final = sqlalchemy.select(*_figures(PlaceRow), *_figures(PlaceName), *_figures(PlaceAfter))

# Places are no secret and the same for everybody; reading thousands for each key somebody types would be slow. One
# gazetteer is held: that of the vault and the state that were last asked for.
_held: dict[Stamp, Gazetteer] = {}


def of(work: Work) -> Gazetteer:
    """The places as they are now: one small statement, and three more after something changed."""
    stamp = (work.actor.centre_id, *work.rows(_STAMP)[0])
    found = _held.get(stamp)
    if found is None:
        found = Gazetteer(read(work), places.words_of(choices.load("place_kind")))
        _held.clear()
        _held[stamp] = found
    return found


def read(work: Work) -> list[Place]:
    """Every place: a row of the office stands over what is shipped under its key."""
    names: defaultdict[str, list[PlaceName]] = defaultdict(list)
    after: defaultdict[str, list[str]] = defaultdict(list)
    rows = work.all(_ROWS)
    for name in work.all(_NAMES) if rows else ():
        names[name.place_id].append(name)
    for each in work.all(_AFTER) if rows else ():
        after[each.place_id].append(each.into)
    known = {place.key: place for place in map(places.shipped, choices.load("places"))}
    known |= {row.place_key: _place(row, names[row.id], after[row.id]) for row in rows}
    return list(known.values())


def _place(row: PlaceRow, names: list[PlaceName], after: list[str]) -> Place:
    also = tuple(each.name for each in names if each.until is None)
    former = [Former(each.name, each.since, each.until) for each in names if each.until is not None]
    former.sort(key=lambda each: each.until)
    return Place(
        row.place_key, row.name, row.kind or "", row.parent, also, row.english or "", row.code or "", row.level,
        row.since, tuple(former), row.ended_on, tuple(after),
    )  # fmt: skip
