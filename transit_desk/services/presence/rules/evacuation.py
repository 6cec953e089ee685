"""What must hold when everybody leaves: who goes with whom, and that nobody is missing at the end.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words
from transit_desk.planning import company
from transit_desk.planning.company import Someone, Ties, Where


def groups(children: Sequence[Someone], ties: Ties) -> list[list[Someone]]:
    """Those who travel together: babies with their mothers, brothers and sisters; the largest group first."""
    home = {child.id: {child.id} for child in children}
    for one in children:
        for other in children:
            together = one.mother_id == other.id or frozenset((one.id, other.id)) in ties.siblings
            if together and home[one.id] is not home[other.id]:
                home[one.id] |= home[other.id]
                for each in home[one.id]:
                    home[each] = home[one.id]
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


def after_leaving(at: int, begun_at: int) -> None:
    """Nobody arrives before the house was left."""
    if at < begun_at:
        raise errors.RuleBroken(N_("This comes before the house was left."), "arrived_at")


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
