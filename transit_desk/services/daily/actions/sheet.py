"""The sheet of a day: the line of a block, a visitor, a meal; the menu and the rations of the weeks to come."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import sqlalchemy

from transit_desk.action import Undone, action
from transit_desk.domain.text import N_
from transit_desk.services.daily.actions.checked import UNDONE, checked, day_that_came, put_back
from transit_desk.services.daily.records import DaySheet, Dish, MealServed, Ration, Visitor
from transit_desk.services.daily.rules import sheet as rules
from transit_desk.services.daily.rules import shifts
from transit_desk.storage import corrections
from transit_desk.storage.work import Work


@action(N_("Write the sheet of a block"), needs="write")
def write_sheet(
    work: Work,
    *,
    on_day: datetime.date,
    block: str,
    meals: Sequence[str] | None = None,
    water: str | None = None,
    done: Sequence[str] | None = None,
    events: str | None = None,
) -> str:
    """One line for each block and day; written again, it says what it says now. Returns its identifier."""
    given = checked(
        work,
        DaySheet,
        {"on_day": on_day, "block": block, "meals": meals, "water": water, "done": done, "events": events},
    )
    day = day_that_came(work, given)
    rules.says_something(given)
    there = work.first(
        sqlalchemy.select(DaySheet).where(
            DaySheet.on_day == day, DaySheet.block == given["block"], DaySheet.withdrawn_at.is_(None)
        )
    )
    if there is None:
        return work.add(DaySheet(**given)).id
    work.put(there, given)
    return there.id


def _undo_visitor(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(Visitor, undone.result), UNDONE)


@action(N_("Write down a visitor"), needs="write", undo=_undo_visitor)
def note_visitor(
    work: Work,
    *,
    on_day: datetime.date,
    name: str,
    kind: str,
    seen_by_id: str,
    hour: str | None = None,
    relation: str | None = None,
) -> str:
    """Who came and who saw them; never for which child. Returns the line's identifier."""
    given = checked(
        work,
        Visitor,
        {"on_day": on_day, "name": name, "kind": kind, "seen_by_id": seen_by_id, "hour": hour, "relation": relation},
    )
    day_that_came(work, given)
    given["hour"] = shifts.hour(given["hour"], "hour")
    return work.add(Visitor(**given)).id


@action(N_("Count a meal"), needs="serve")
def serve_meal(
    work: Work, *, on_day: datetime.date, meal: str, children: int, babies: int, staff: int, dish: str | None = None
) -> str:
    """How many ate; counted again, the meal says what was counted last. Returns its identifier."""
    given = checked(
        work,
        MealServed,
        {"on_day": on_day, "meal": meal, "children": children, "babies": babies, "staff": staff, "dish": dish},
    )
    day = day_that_came(work, given)
    there = work.first(
        sqlalchemy.select(MealServed).where(
            MealServed.on_day == day, MealServed.meal == given["meal"], MealServed.withdrawn_at.is_(None)
        )
    )
    if there is None:
        return work.add(MealServed(**given)).id
    work.put(there, given)
    return there.id


@action(N_("Plan a meal"), needs="serve")
def plan_meal(work: Work, *, on_day: datetime.date, meal: str, dish: str) -> str:
    """A line of the menu; planned again, it is what was said last. Returns its identifier."""
    given = checked(work, Dish, {"on_day": on_day, "meal": meal, "dish": dish})
    shifts.days(given["on_day"], None, work.today())
    there = work.first(
        sqlalchemy.select(Dish).where(
            Dish.on_day == given["on_day"], Dish.meal == given["meal"], Dish.withdrawn_at.is_(None)
        )
    )
    if there is None:
        return work.add(Dish(**given)).id
    work.put(there, given)
    return there.id


def _undo_ration(work: Work, undone: Undone) -> None:
    work.withdraw(work.get(Ration, undone.result), UNDONE)


@action(N_("Write down a ration"), needs="serve", undo=_undo_ration)
def set_ration(work: Work, *, food: str, unit: str, per_child: int, per_baby: int) -> str:
    """How much of a food a child and a baby get on a day. Returns its identifier."""
    given = checked(work, Ration, {"food": food, "unit": unit, "per_child": per_child, "per_baby": per_baby})
    rules.says_how_much(given["per_child"], given["per_baby"])
    return work.add(Ration(**given)).id


def _undo_drop(work: Work, undone: Undone) -> None:
    put_back(work.get(Ration, undone.values["ration_id"]))


@action(N_("Take a ration off the list"), needs="serve", undo=_undo_drop)
def drop_ration(work: Work, *, ration_id: str) -> None:
    """This food is not given any more, or is written down anew."""
    row = work.get(Ration, ration_id)
    corrections.must_stand(row)
    work.withdraw(row, "off the list")
