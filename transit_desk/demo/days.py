"""The days of the house: who is on duty, what is eaten and done, what one shift leaves to the next.

Story 20: in one of the nights to come nobody on the girls' block is a woman.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from transit_desk.demo.stage import Scene, Stage

# Part of the day, login, block; women are with the girls at all hours but in the night of story 20.
_SHIFTS: Final = (
    ("day", "e.sifa", None), ("day", "e.musa", "boys_14_17"), ("day", "e.noella", "girls_with_children"),
    ("day", "r.zawadi", None), ("evening", "e.byadunia", None), ("evening", "e.baraka", None),
    ("night", "e.baraka", "boys_14_17"), ("night", "e.musa", "boys_10_13"),
)  # fmt: skip
_AGO: Final = 6
_AHEAD: Final = 6
STORY_20: Final = -2  # the night after tomorrow: there is time to find somebody
_MEALS: Final = (
    ("breakfast", "Bouillie de sorgho"), ("lunch", "Riz, haricots, lengalenga"), ("dinner", "Fufu, petits poissons"),
)  # fmt: skip
_RATIONS: Final = (
    ("Farine de maïs", "g", 250, 60), ("Haricots", "g", 100, 20), ("Riz", "g", 120, 40), ("Huile", "ml", 25, 10),
    ("Lait", "ml", 0, 400),
)  # fmt: skip
_TOOLS: Final = (
    ("Ciseaux de couture", "Couture", 8, True), ("Machine à coudre", "Couture", 5, False),
    ("Scie", "Menuiserie", 3, True), ("Marteau", "Menuiserie", 6, False),
)  # fmt: skip
_IN_ORDER: Final = dict.fromkeys(("beds", "nets", "locks", "water", "latrines", "fire"), "in_order")
_SPEAKS_LITTLE: Final = "Parle peu depuis dimanche"
_HANDED_ON: Final = "Deux matelas sèchent sur la terrasse. La machine 3 est chez le réparateur."
_BLOCKS: Final = ("girls", "girls_with_children", "boys_10_13", "boys_14_17")


def scenes() -> list[Scene]:
    """The last days of the house and the week to come."""
    return [
        Scene(_AGO, 8, "s.pascal", _put_on_shifts),
        Scene(_AGO, 9, "m.bahati", _stock),
        Scene(3, 10, "e.sifa", _look_at_rooms),
        Scene(2, 16, "e.sifa", partial(_how_one_is, mood="middling", words=None)),
        Scene(1, 14, "e.musa", _play),
        Scene(1, 19, "e.sifa", _yesterday),
        Scene(1, 20, "e.byadunia", _hand_on),
    ]


def _put_on_shifts(stage: Stage) -> None:
    """A week back and a week ahead; a woman by night with the girls but for one night."""
    for part, login, block in _SHIFTS:
        stage.do("daily.put_on_shift", on_day=stage.day(_AGO), until_day=stage.day(-_AHEAD), part=part, block=block,
                 worker_id=stage.workers[login])  # fmt: skip
    for first, last in ((_AGO, STORY_20 + 1), (STORY_20 - 1, -_AHEAD)):
        stage.do("daily.put_on_shift", on_day=stage.day(first), until_day=stage.day(last), part="night",
                 block="girls", worker_id=stage.workers["e.esperance"])  # fmt: skip


def _stock(stage: Stage) -> None:
    for food, unit, child, baby in _RATIONS:
        stage.do("daily.set_ration", food=food, unit=unit, per_child=child, per_baby=baby)
    for name, workshop, count, sharp in _TOOLS:
        tool = stage.do("daily.add_tool", name=name, workshop=workshop, count=count, sharp=sharp)
        loan = stage.do("daily.give_out", tool_id=tool, amount=2, to_name=f"Plamedi, atelier {workshop.lower()}")
        stage.do("daily.take_in", loan_id=loan, amount=2)
    for ahead in range(3):
        for meal, dish in _MEALS:
            stage.do("daily.plan_meal", on_day=stage.day(-ahead), meal=meal, dish=dish)


def _look_at_rooms(stage: Stage) -> None:
    """One room in order; in the girls' block a lock that does not close any more."""
    today = stage.desk.day(stage.desk.now())
    stage.do("daily.inspect_room", room_id=stage.beds["room B"], on_day=today, **_IN_ORDER)
    stage.do("daily.inspect_room", room_id=stage.beds["room F"], on_day=today, **{**_IN_ORDER, "locks": "to_repair"},
             remark="Le verrou de la douche ne ferme plus", who_id=stage.workers["m.bahati"],
             until_day=stage.day(0))  # fmt: skip


def _how_one_is(stage: Stage, *, mood: str, words: str | None, asks: bool = False) -> None:
    stage.do("daily.write_care_note", file_id=stage.files["story 10"], on_day=stage.desk.day(stage.desk.now()),
             mood=mood, sleep=mood, appetite="middling", joins_in="well", words=words, asks=asks)  # fmt: skip


def _play(stage: Stage) -> None:
    today = stage.desk.day(stage.desk.now())
    boys = [stage.files[f"resident {number}"] for number in range(13, 19)]
    stage.do("daily.hold_activity", on_day=today, kind="sport", hour="15:30", block="boys_14_17",
             led_by_id=stage.workers["e.musa"], children=boys)  # fmt: skip


def _yesterday(stage: Stage) -> None:
    """A line for each block, the plates of the day, a visitor; and a boy who asks to be heard."""
    today = stage.desk.day(stage.desk.now())
    for block in _BLOCKS:
        stage.do("daily.write_sheet", on_day=today, block=block, meals=[meal for meal, _dish in _MEALS],
                 water="little" if block == "girls" else "enough", done=["literacy", "chores"],
                 events="La pompe a été réparée à midi" if block == "girls" else None)  # fmt: skip
    for meal, dish in _MEALS:
        stage.do("daily.serve_meal", on_day=today, meal=meal, children=37, babies=2, staff=7, dish=dish)
    stage.do("daily.note_visitor", on_day=today, name="Papa Wilondja (fictif)", kind="family", relation="oncle",
             hour="10:00", seen_by_id=stage.workers["r.zawadi"])  # fmt: skip
    _how_one_is(stage, mood="badly", words=_SPEAKS_LITTLE, asks=True)


def _hand_on(stage: Stage) -> None:
    stage.do("daily.write_note", on_day=stage.desk.day(stage.desk.now()), part="evening", words=_HANDED_ON)
