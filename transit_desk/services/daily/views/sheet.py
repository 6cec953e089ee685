"""The sheet of a day: a line for each block in walking order, meals, visitors; activities; menu and rations."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from transit_desk import children, choices
from transit_desk.domain import days
from transit_desk.domain.dates import ONE_DAY
from transit_desk.domain.text import N_, Joined, Words
from transit_desk.module import Entries, Entry, FactLine, Facts, Mark, Tab, Verb
from transit_desk.services.daily.records import Activity, DaySheet, Dish, MealServed, Ration, Visitor, house, of_day
from transit_desk.services.daily.rules import sheet as rules
from transit_desk.services.daily.views.shifts import say_block, span
from transit_desk.storage.work import Work

_ROOMS: Final = "interim_care.rooms"
_BACK: Final = Verb(N_("Take this back"), "undo", page="daily.take_back", action="daily.take_back")


def blocks(work: Work) -> list[str]:
    """The blocks of the house in walking order, as far as there are rooms in them."""
    rooms = work.ask(_ROOMS) if "interim_care.read" in work.actor.rights else ()
    return sorted({room.block for room in rooms}, key=rules.walking_order)


def sheets(work: Work, day: datetime.date) -> Mapping[str, DaySheet]:
    """The sheets of a day, by block."""
    return {row.block: row for row in of_day.lines(work, DaySheet, day, day)}


def tab(work: Work, day: datetime.date) -> Tab:
    """What is to be said of a day: of each block, of the meals, of who came."""
    return Tab("daily.sheet", N_("Sheet"), (_blocks(work, day), _meals(work, day), _visitors(work, day), _diets(work)))


def _blocks(work: Work, day: datetime.date) -> Entries:
    there = sheets(work, day)
    walked = sorted({*blocks(work), *there}, key=rules.walking_order)
    entries = tuple(_block(block, there.get(block), day) for block in walked)
    headings = (N_("Block"), N_("Water"), N_("Meals served"), N_("Activities"), N_("What is to be told of the day"))
    return Entries(N_("Block by block"), headings, entries, empty=N_("No room is written down yet."))


def _block(block: str, row: DaySheet | None, day: datetime.date) -> Entry:
    words = choices.say("block_kind", block)
    first: dict[str, object] = {"on_day": day, "block": block}
    if row is not None:
        first |= {"meals": row.meals, "water": row.water, "done": row.done, "events": row.events}
    verb = Verb(N_("Write") if row is None else N_("Change"), "pencil", page="daily.write_sheet",
                action="daily.write_sheet", extra={"first": first})  # fmt: skip
    if row is None:
        return Entry((words, "", "", "", ""), Mark(Words(N_("not written yet")), "ring_dashed", "idle"), (verb,))
    low = row.water is not None and row.water != "enough"
    mark = Mark(choices.say("water_state", row.water), "warning", "warn") if low and row.water else None
    cells = (
        words,
        choices.say("water_state", row.water) if row.water else "",
        choices.say_all("meal_kind", row.meals or []),
        choices.say_all("activity_kind", row.done or []),
        row.events or "",
    )
    return Entry(cells, mark, (verb,))


def _visitors(work: Work, day: datetime.date) -> Entries:
    verb = Verb(N_("Write down a visitor"), "plus", page="daily.note_visitor", action="daily.note_visitor",
                extra={"first": {"on_day": day}})  # fmt: skip
    entries = tuple(
        Entry(
            (row.name, Joined((choices.say("visitor_kind", row.kind), row.relation or "")), row.hour or "",
             work.staff.get(row.seen_by_id, "")),
            verbs=(_take_back(row.id),),
        )
        for row in of_day.lines(work, Visitor, day, day)
    )  # fmt: skip
    headings = (N_("Visitor"), N_("Who it is"), N_("Hour"), N_("Seen by"))
    return Entries(N_("Visitors"), headings, entries, verb, N_("Nobody came, or nobody was written down."))


def _take_back(record_id: str) -> Verb:
    return Verb(_BACK.title, _BACK.icon, page=_BACK.page, action=_BACK.action, extra={"record_id": record_id})


def _meals(work: Work, day: datetime.date) -> Entries:
    verb = Verb(N_("Count a meal"), "plus", page="daily.serve_meal", action="daily.serve_meal",
                extra={"first": {"on_day": day}})  # fmt: skip
    place = choices.load("meal_kind").place
    rows = sorted(of_day.lines(work, MealServed, day, day), key=lambda row: place(row.meal))
    entries = tuple(
        Entry((choices.say("meal_kind", row.meal), row.dish or "", plates(row)), verbs=(_take_back(row.id),))
        for row in rows
    )
    headings = (N_("Meal"), N_("What there was"), N_("Plates"))
    return Entries(N_("Meals"), headings, entries, verb, N_("No meal was counted yet."))


def plates(row: MealServed) -> Words:
    """How many ate, by whom the plates were for."""
    return Words(
        N_("children {children}, babies {babies}, staff {staff}"),
        {"children": row.children, "babies": row.babies, "staff": row.staff},
    )


def diets(work: Work) -> list[tuple[str, str, Words]]:
    """Who eats otherwise, and what: the diet's mark without the illness, as the nurse lets the kitchen know it."""
    if "health.mind" not in work.actor.rights:
        return []
    return [(each.id, each.who, Joined((each.words, each.what_to_do))) for each in work.ask("health.diets").rows]


def _diets(work: Work) -> Facts:
    lines = tuple(FactLine(who, diet) for _file, who, diet in diets(work))
    return Facts(N_("Who eats otherwise"), lines, empty=N_("Nobody, as far as the nurse has told."))


# -- activities


def activities(work: Work, day: datetime.date) -> Tab:
    """What the children did on a day and on the six before it, with how many took part."""
    rows = of_day.lines(work, Activity, day - 6 * ONE_DAY, day)
    parts: dict[str, set[str]] = {}
    for each in of_day.took_part(work, [row.id for row in rows]):
        parts.setdefault(each.activity_id, set()).add(work.stays(each.file_id))
    told = house.of_files(work, {file_id for each in parts.values() for file_id in each})
    newest = sorted(rows, key=lambda row: (row.on_day, row.hour or ""), reverse=True)
    verb = Verb(N_("Write down an activity"), "plus", page="daily.hold_activity", action="daily.hold_activity",
                key="Ctrl+Shift+N", extra={"first": {"on_day": day}})  # fmt: skip
    headings = (N_("Activity"), N_("When"), N_("Led by"), N_("Who took part"))
    entries = tuple(
        _activity(work, row, [child for key, child in told.items() if key in parts.get(row.id, ())]) for row in newest
    )
    block = Entries(N_("Activities of these seven days"), headings, entries, verb, N_("Nothing was written down yet."))
    return Tab("daily.activities", N_("Activities"), (block,))


def _say_who(count: Words, names: Words) -> Words:
    return Words(N_("{label}: {value}"), {"label": count, "value": names}) if str(names) else count


def _activity(work: Work, row: Activity, there: list[children.Child]) -> Entry:
    when = Joined((days.of_late(row.on_day, work.today()), row.hour or ""))
    led = work.staff.get(row.led_by_id or "", row.led_by_name or "")
    girls = sum(each.sex == house.GIRL for each in there)
    count = Words(N_("{count} child"), {"count": len(there)}, plural=N_("{count} children"), count=len(there))
    if girls:
        among = Words(N_("{count} girl"), {"count": girls}, plural=N_("{count} girls"), count=girls)
        count = Joined((count, among))
    names = Joined(tuple(each.name for each in there))
    about = Joined((choices.say("activity_kind", row.kind), say_block(row.block) if row.block else ""))
    who = Verb(N_("Say who took part"), "children", page="daily.say_who_took_part", action="daily.say_who_took_part",
               extra={"activity_id": row.id})  # fmt: skip
    return Entry((about, when, led, _say_who(count, names)), verbs=(who, _take_back(row.id)))


# -- menu and rations


def menu(work: Work, day: datetime.date) -> Tab:
    """What is planned for seven days, and what they need of each food."""
    return Tab("daily.menu", N_("Menu and rations"), (_menu(work, day), _rations(work)))


def dishes(work: Work, day: datetime.date) -> Mapping[tuple[datetime.date, str], Dish]:
    """The menu of seven days from a day on."""
    return {(row.on_day, row.meal): row for row in of_day.lines(work, Dish, day, day + 6 * ONE_DAY)}


def _menu(work: Work, day: datetime.date) -> Entries:
    planned, meals = dishes(work, day), choices.load("meal_kind").keys
    entries = tuple(
        Entry((days.near(each, work.today()), *(_dish(planned.get((each, meal))) for meal in meals)))
        for each in span(day, day + 6 * ONE_DAY)
    )
    verb = Verb(N_("Plan a meal"), "plus", page="daily.plan_meal", action="daily.plan_meal",
                extra={"first": {"on_day": day}})  # fmt: skip
    headings = (N_("Day"), N_("Breakfast"), N_("Lunch"), N_("Dinner"))
    return Entries(N_("The menu of seven days"), headings, entries, verb)


def _dish(row: Dish | None) -> str:
    return row.dish if row is not None else "–"


def heads(work: Work) -> tuple[int, int]:
    """For how many one cooks: children, and those under three beside them."""
    here = house.residents(work).values()
    small = sum(house.under_three(each, work.today()) for each in here)
    return len(here) - small, small


def needs(work: Work) -> list[tuple[Ration, str]]:
    """Each ration with what a week needs of it for those who live here now."""
    older, small = heads(work)
    return [
        (row, rules.say_amount(rules.Portion(row.unit, row.per_child, row.per_baby).week(older, small), row.unit))
        for row in sorted(work.standing(Ration), key=lambda row: row.food.casefold())
    ]


def _rations(work: Work) -> Entries:
    verb = Verb(N_("Write down a ration"), "plus", page="daily.set_ration", action="daily.set_ration")
    entries = tuple(_ration(row, week) for row, week in needs(work))
    headings = (N_("Food"), N_("For a child"), N_("For a week"))
    return Entries(N_("Rations"), headings, entries, verb, N_("No ration is written down yet."))


def _ration(row: Ration, week: str) -> Entry:
    off = Verb(N_("Take it off"), "cross", page="daily.drop_ration", action="daily.drop_ration",
               extra={"ration_id": row.id})  # fmt: skip
    return Entry((row.food, rules.say_amount(row.per_child, row.unit), week), verbs=(off,))
