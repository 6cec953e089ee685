"""Writing down what became of places: their rows, the names they had, where they went on."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy

from transit_desk.domain import fields
from transit_desk.matching.places import Place
from transit_desk.services.places.records import PlaceAfter, PlaceName, PlaceRow
from transit_desk.storage import bulk
from transit_desk.storage.records import fields_of
from transit_desk.storage.work import Work


def change(work: Work, before: Place, after: Place) -> None:
    """One place became another: its row, made where it has none yet, and what is new beside it."""
    row = work.first(sqlalchemy.select(PlaceRow).where(PlaceRow.place_key == before.key))
    if row is None:
        row_id = add(work, [before])[0]
        row = work.get(PlaceRow, row_id)
    work.put(row, _values(after))
    for name in _names(row.id, after):
        if name not in _names(row.id, before):
            work.add(PlaceName(**name))
    for key in after.into:
        if key not in before.into:
            work.add(PlaceAfter(place_id=row.id, into=key))


def add(work: Work, places: Iterable[Place]) -> list[str]:
    """Places that have no row yet, thousands at once; returns the identifiers of their rows."""
    every = list(places)
    ids = bulk.add_many(work, PlaceRow, [_values(place) for place in every])
    names = [name for row_id, place in zip(ids, every, strict=True) for name in _names(row_id, place)]
    bulk.add_many(work, PlaceName, names)
    return ids


def _values(place: Place) -> dict[str, object]:
    told = {
        "place_key": place.key, "code": place.code, "name": place.name, "english": place.english, "since": place.since,
        "level": place.level, "kind": place.kind, "parent": place.parent, "ended_on": place.ended_on,
    }  # fmt: skip
    return fields.check_all(fields_of(PlaceRow), told)


def _names(row_id: str, place: Place) -> list[dict[str, object]]:
    described = {name: field for name, field in fields_of(PlaceName).items() if name != "place_id"}
    found: list[dict[str, object]] = [{"name": name} for name in place.aliases]
    found += [{"name": each.name, "since": each.since, "until": each.until} for each in place.former]
    return [{"place_id": row_id, **fields.check_all(described, each)} for each in found]
