"""What must hold when everybody leaves: who goes with whom, and that nobody is missing at the end.

Pure.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from transit_desk.domain import errors, sense
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.planning import company
from transit_desk.planning.company import Someone, Ties, Where

WITH_US: Final = frozenset({"present", "class", None})
"""The marks of those who leave with the others; nothing where nobody knows: in doubt a child is counted."""


def groups(children: Sequence[Someone], ties: Ties) -> list[list[Someone]]:
    """Those who travel together: babies with their mothers, brothers and sisters; the largest group first.

    Nobody travels with whom they are kept apart from, a brother or a sister neither.
    """
    home = {child.id: {child.id} for child in children}
    mothers = [(one.id, one.mother_id) for one in children if one.mother_id in home]
    brothers = [pair for pair in itertools.combinations(sorted(home), 2) if frozenset(pair) in ties.siblings]
    for one, other in (*mothers, *brothers):
        both = home[one] | home[other]
        apart = any(frozenset(pair) in ties.apart for pair in itertools.product(home[one], home[other]))
        if home[one] is not home[other] and not apart:
            home |= dict.fromkeys(both, both)
    found = {id(group): [child for child in children if child.id in group] for group in home.values()}
    return sorted(found.values(), key=lambda group: -len(group))


def shared_out(
    children: Sequence[Someone], seated: Mapping[str, Sequence[Someone]], free: Mapping[str, int], ties: Ties
) -> dict[str, str]:
    """A vehicle for each child who has none, as far as there is room; nobody beside whom they are kept apart from."""
    left, beside = dict(free), {key: list(there) for key, there in seated.items()}
    found: dict[str, str] = {}
    for group in groups(children, ties):
        vehicle = next((key for key in left if left[key] >= len(group) and _may_join(group, beside[key], ties)), None)
        if vehicle is None:
            continue
        left[vehicle] -= len(group)
        beside[vehicle] += group
        found |= {child.id: vehicle for child in group}
    return found


def _may_join(group: Iterable[Someone], others: Sequence[Someone], ties: Ties) -> bool:
    return all(company.refused(company.beside(child, others, ties, Where.VEHICLE)) is None for child in group)


def only_one(*, there: bool) -> None:
    """The house is left once; the page of the one under way is opened instead."""
    if there:
        raise errors.RuleBroken(N_("An evacuation is under way already. Go on with it: it stands on Today."))


def nobody_is_seated(vehicles: int) -> None:
    """Once a vehicle is written down, children sit in it: undoing the beginning would make them vanish."""
    if vehicles:
        raise errors.RuleBroken(N_("Children are on their way already: go on until everybody has arrived."))


def under_way(*, closed: bool) -> None:
    """After the close nothing moves."""
    if closed:
        raise errors.RuleBroken(N_("This evacuation is closed."))


def known_vehicle(*, known: bool) -> None:
    """A child goes with a vehicle of this evacuation."""
    if not known:
        raise errors.RuleBroken(N_("Choose one of the vehicles."), "vehicle_id")


def away_from_here(mark: str) -> None:
    """Who is struck off is somewhere else, or nobody knows where: who is here stays counted."""
    if mark in WITH_US:
        raise errors.RuleBroken(N_("Say where the child is who does not leave with you."), "elsewhere")


def counted(*, counted: bool) -> None:
    """Only who is counted has a seat to change."""
    if not counted:
        raise errors.RuleBroken(N_("This child is elsewhere. Say first that the child comes along."))


def not_counted(*, counted: bool) -> None:
    """Who is counted already comes along."""
    if counted:
        raise errors.RuleBroken(N_("This child is counted already."))


def nobody_arrived(arrived: int) -> None:
    """Who arrived is not taken off the list, nor out of the vehicle the child came with."""
    if arrived:
        raise errors.RuleBroken(N_("A child of it has arrived already. Take the tick back first."))


def said_why(child: Someone, others: Sequence[Someone], free: int, ties: Ties, why: str | None) -> None:
    """Whoever seats a child by hand decides; where something speaks against it they are told, and say why."""
    told = list(company.in_words(company.beside(child, others, ties, Where.VEHICLE)))
    if free < 1:
        told.append(Words(N_("There is no room left in it.")))
    if told and not sense.says_something(why):
        raise errors.RuleBroken(Words(N_("{told} If it has to be, write why."), {"told": Joined(told, " ")}), "why")


def as_many_came(told: int, found: int) -> None:
    """Who counts in those who came counts as many as the house knows of."""
    if told != found:
        raise errors.RuleBroken(
            Words(N_("{count} child came since the count. Count again."), {"count": found},
                  plural=N_("{count} children came since the count. Count again."), count=found), "count",
        )  # fmt: skip


def everybody_is_listed(left: int) -> None:
    """Who came since the count is counted too, or is said to be elsewhere."""
    if left:
        raise errors.RuleBroken(
            Words(N_("{count} child came since the count and is on no list. Count them in."), {"count": left},
                  plural=N_("{count} children came since the count and are on no list. Count them in."), count=left)
        )  # fmt: skip


def after_leaving(at: int, begun_at: int) -> None:
    """Nobody arrives before the house was left."""
    if at < begun_at:
        raise errors.RuleBroken(N_("This comes before the house was left."), "arrived_at")


def lives_here(*, left: bool) -> None:
    """Who left the house for good since the count arrives nowhere with the others."""
    if left:
        raise errors.RuleBroken(N_("This child has left the house since the count: nobody waits for its arrival."))


def goes_once(name: str, adult: str, there: Iterable[tuple[str, str]]) -> None:
    """A vehicle goes once, and nobody answers for the children of two of them."""
    asked = tuple(
        errors.RuleBroken(Words(N_("This is on the list already: {vehicle} · {adult}."),
                                {"vehicle": vehicle, "adult": other}), field)
        for vehicle, other in there
        for field, given, held in (("name", name, vehicle), ("adult", adult, other))
        if _plain(given) == _plain(held)
    )  # fmt: skip
    errors.refuse_all(asked)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def in_a_vehicle(*, seated: bool) -> None:
    """Who arrives came with somebody."""
    if not seated:
        raise errors.RuleBroken(N_("Say first with which vehicle this child goes."))


def the_same_number(told: int, found: int) -> None:
    """Who counts at arrival counts as many as were to come; else each child is ticked alone."""
    if told != found:
        raise errors.RuleBroken(
            Words(N_("{count} child is expected with this vehicle. Count again, or tick one by one."),
                  {"count": found}, count=found,
                  plural=N_("{count} children are expected with this vehicle. Count again, or tick one by one.")),
            "count",
        )  # fmt: skip


def nobody_is_missing(missing: int) -> None:
    """It ends when every child has arrived."""
    if missing:
        raise errors.RuleBroken(
            Words(N_("{count} child has not arrived."), {"count": missing},
                  plural=N_("{count} children have not arrived."), count=missing)
        )  # fmt: skip
