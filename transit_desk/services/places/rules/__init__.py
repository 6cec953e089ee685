"""What must hold of places: one present name at a time, a day after the day before, nothing that lies in itself.

A place is changed here as a value; the actions write down what became of it.
"""

from __future__ import annotations

import dataclasses
import datetime
from typing import Final

from transit_desk.domain import dates, errors, sense
from transit_desk.domain.text import N_, Words
from transit_desk.matching import spelling
from transit_desk.matching.places import Former, Gazetteer, Place

LOWEST: Final = 5  # the level of a village


def same_name(one: str, other: str) -> bool:
    """Whether two names differ by nothing but accents, capitals and the signs between their words."""
    return spelling.tokens(one) == spelling.tokens(other)


def has_name(place: Place, name: str) -> bool:
    """Whether a place is or was called so."""
    return any(same_name(name, each) for each in place.every_name)


def a_name(name: str) -> str:
    """A name of one place: a comma stands between a place and what it lies in."""
    if "," in name:
        raise errors.RuleBroken(N_("A name has no comma: it stands between a place and what it lies in."), "name")
    if not spelling.tokens(name):
        raise errors.RuleBroken(N_("Write the name of the place."), "name")
    return " ".join(name.split())


def renamed(place: Place, name: str, since: datetime.date, today: datetime.date) -> Place:
    """The place under another name from a day on; the name before stays, with its days."""
    sense.day_has_come(since, today, "since")
    if same_name(name, place.name):
        raise errors.RuleBroken(N_("It is called so already."), "name")
    if place.since is not None and since <= place.since:
        raise errors.RuleBroken(
            Words(
                N_("It has been called {name} since {day}. Write a later day."),
                {"name": place.name, "day": dates.say_day(place.since)},
            ),
            "since",
        )
    before = Former(place.name, place.since, since)
    also = (*place.aliases, place.english) if place.english else place.aliases
    return dataclasses.replace(
        place, name=a_name(name), since=since, former=(*place.former, before), english="", aliases=also
    )


def also_called(place: Place, name: str) -> Place:
    """The place with one more name that people use."""
    if has_name(place, name):
        raise errors.RuleBroken(N_("This name is known already."), "name")
    return dataclasses.replace(place, aliases=(*place.aliases, a_name(name)))


def gone_on(
    known: Gazetteer, place: Place, into: tuple[str, ...], on_day: datetime.date, today: datetime.date
) -> Place:
    """The place as one that was joined to another or divided: old records keep it, and it says where it goes on."""
    sense.day_has_come(on_day, today, "on_day")
    if place.ended_on is not None:
        raise errors.RuleBroken(N_("Where this place goes on is written down already."), "into")
    if place.key in into or any(place.key in now(known, each) for each in into):
        raise errors.RuleBroken(N_("A place does not go on as itself."), "into")
    return dataclasses.replace(place, ended_on=on_day, into=into)


def now(known: Gazetteer, key: str) -> tuple[str, ...]:
    """The places that a place is today: itself, or where it went on, however often that happened."""
    found: list[str] = []
    waiting, seen = [key], set()
    while waiting:
        step = waiting.pop(0)
        if step in seen or step not in known:
            continue
        seen.add(step)
        if known[step].into:
            waiting += known[step].into
        else:
            found.append(step)
    return tuple(found)


def level_below(known: Gazetteer, parent: str | None, kind: str) -> int:
    """The level of a new place: one below what it lies in; only a province lies in nothing."""
    if parent is None:
        if kind != "province":
            raise errors.RuleBroken(N_("Choose in which place it lies."), "parent")
        return 1
    level = known[parent].level + 1
    if level > LOWEST:
        raise errors.RuleBroken(N_("Nothing lies in a village. Choose what the village lies in."), "parent")
    return level


def not_there_yet(known: Gazetteer, name: str, parent: str | None) -> None:
    """Two places of one name in the same place could not be told apart."""
    if any(place.parent == parent and has_name(place, name) for place in known):
        raise errors.RuleBroken(N_("There is a place of this name there already."), "name")
