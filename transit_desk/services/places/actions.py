"""What can be done with the list of places: add one, rename it, say where it went on, take in a list of p-codes."""

from __future__ import annotations

import datetime

from transit_desk.action import action
from transit_desk.domain import errors, fields
from transit_desk.domain.text import N_
from transit_desk.matching.places import Gazetteer, Place
from transit_desk.services.places import pages, rules, views
from transit_desk.services.places.records import book, kept
from transit_desk.services.places.rules import lists
from transit_desk.services.places.views import Preview
from transit_desk.storage.records import new_id
from transit_desk.storage.work import Work


def _place(known: Gazetteer, key: str) -> Place:
    if key not in known:
        raise errors.NotFound
    return known[key]


def _chosen(known: Gazetteer, words: object, field: str) -> str | None:
    """The key of a place that somebody chose; nothing written is no place."""
    if not words:
        return None
    found = str(words) if words in known else known.meant(str(words))
    if found is None:
        raise errors.RuleBroken(N_("Choose a place of the list, with what it lies in."), field)
    return found


@action(N_("Add a place"), needs="keep")
def add(work: Work, *, name: str, kind: str, parent: str | None = None) -> str:
    """A place that no list has: a new village, a quarter; returns its key."""
    asked = fields.check_all(pages.ADD.fields, {"name": name, "kind": kind, "parent": parent})
    known = book.of(work)
    above = _chosen(known, asked["parent"], "parent")
    level = rules.level_below(known, above, str(asked["kind"]))
    rules.not_there_yet(known, str(asked["name"]), above)
    place = Place(new_id(), rules.a_name(str(asked["name"])), str(asked["kind"]), above, level=level)
    kept.add(work, [place])
    return place.key


@action(N_("Rename a place"), needs="keep")
def rename(work: Work, *, place_key: str, name: str, since: datetime.date) -> None:
    """Another name from a day on. Whoever was told the former name still finds the place."""
    asked = fields.check_all(pages.RENAME.fields, {"name": name, "since": since})
    place = _place(book.of(work), place_key)
    day = asked["since"]
    if isinstance(day, datetime.date):
        kept.change(work, place, rules.renamed(place, str(asked["name"]), day, work.today()))


@action(N_("Add another name"), needs="keep")
def add_name(work: Work, *, place_key: str, name: str) -> None:
    """A name by which people call the place too."""
    asked = fields.check_all(pages.ADD_NAME.fields, {"name": name})
    place = _place(book.of(work), place_key)
    kept.change(work, place, rules.also_called(place, str(asked["name"])))


@action(N_("Say where a place went on"), needs="keep")
def go_on(work: Work, *, place_key: str, into: str, on_day: datetime.date, also_into: str | None = None) -> None:
    """The place was joined to another, or divided into two. What was said of it before stays as it was said."""
    asked = fields.check_all(pages.GO_ON.fields, {"into": into, "also_into": also_into, "on_day": on_day})
    known = book.of(work)
    place = _place(known, place_key)
    chosen = [_chosen(known, asked[name], name) for name in ("into", "also_into")]
    keys = tuple(dict.fromkeys(key for key in chosen if key is not None))
    day = asked["on_day"]
    if isinstance(day, datetime.date):
        kept.change(work, place, rules.gone_on(known, place, keys, day, work.today()))


@action(N_("Take in a list of p-codes"), needs="keep")
def take_in(work: Work, *, blob: bytes, name: str) -> Preview:
    """Every row that can be taken, in one transaction; the same list a second time changes nothing."""
    plan, shown = views.read_list(work, blob, name)
    kept.add(work, [each.place for each in plan.changes if each.what == lists.NEW])
    for each in plan.changes:
        if each.before is not None:
            kept.change(work, each.before, each.place)
    return shown
