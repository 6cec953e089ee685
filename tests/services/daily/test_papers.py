"""The papers of the day: one sheet by place with what is due, the list of shifts, the menu with what it takes."""

from __future__ import annotations

import datetime

import pytest

from tests import makers
from tests.services.daily.looks import ONE_DAY, TODAY, child, worker
from transit_desk.desk import Desk
from transit_desk.domain.fields import Said
from transit_desk.reports import document, pdf


def slept(desk: Desk, name: str, sex: str, block: str, room: str, code: str) -> str:
    """A child in a bed of its own room."""
    file_id = child(desk, name, sex)
    room_id = desk.do("interim_care.make_room", name=room, block=block, capacity=1)
    bed = desk.do("interim_care.make_bed", room_id=room_id, code=code)
    desk.do("interim_care.give_bed", file_id=file_id, bed_id=bed, why="Sous observation")
    return file_id


@pytest.mark.fault("asm3#1531")
def test_one_sheet_of_today_goes_from_place_to_place_with_medicines_diets_and_what_is_due(desk: Desk) -> None:
    """The infirmary was written down first and is walked to last; of a medicine only hour, count and sachet stand."""
    ill = slept(desk, "Olivier", "m", "infirmary", "Infirmerie", "I1")
    girl = slept(desk, "Zawadi", "f", "girls", "Bloc Filles", "F1")
    desk.do("health.add_medicine", file_id=ill, sachet=14, dose="2 comprimés", hours="20:00", from_day=TODAY,
            name="Quinine")  # fmt: skip
    for file_id, words in ((ill, "sans arachide"), (girl, "sans lait")):
        need = {"kind": "diet", "words": words, "severe": False, "said_by": "child"}
        desk.do("health.add_need", file_id=file_id, values=need)
    room = next(each.id for each in desk.ask("interim_care.rooms") if each.block == "girls")
    ok = dict.fromkeys(("beds", "nets", "water", "latrines", "fire"), "in_order")
    desk.do("daily.inspect_room", room_id=room, on_day=TODAY, **ok, locks="to_repair", until_day=TODAY,
            who_id=worker(desk, "Musa Kashindi"))  # fmt: skip
    desk.do("daily.write_sheet", on_day=TODAY, block="girls", water="little", events="La pompe est en panne")

    told, carried = (document.as_text(desk.ask(f"daily.{name}")) for name in ("day_sheet", "block_sheet"))

    for sheet, wanted in ((told, ("# Girls", "# Infirmary")),
                          (carried, ("# Girls", "F1 | Zawadi", "# Infirmary", "I1 | Olivier"))):  # fmt: skip
        places = [sheet.index(each) for each in wanted]
        assert places == sorted(places)
    assert "La pompe est en panne" in carried
    assert "Bloc Filles: 1 child" in told
    (line,) = [each for each in carried.splitlines() if each.startswith("I1")]
    assert "20:00: 2 comprimés, sachet 14" in line
    assert "sans arachide" in line
    assert "Quinine" not in told + carried
    assert "1 thing to put right in the rooms" in told[told.index("# Due today") : told.index("# Girls")]
    assert pdf.draw(desk.ask("daily.day_sheet")).startswith(b"%PDF")


def test_what_nobody_wrote_yet_is_left_to_the_pen_and_a_night_without_a_woman_is_read_first(desk: Desk) -> None:
    slept(desk, "Zawadi", "f", "girls", "Bloc Filles", "F1")
    desk.do("daily.put_on_shift", on_day=TODAY, part="night", worker_id=worker(desk, "Pascal Murhula"))
    told, carried = (document.as_text(desk.ask(f"daily.{name}")) for name in ("day_sheet", "block_sheet"))

    assert "! Night: no woman. Instead: …" in carried
    assert "no woman" not in told
    assert "Water: ……" in told


def test_a_sheet_of_before_tells_that_day_and_nothing_of_today(house: makers.House) -> None:
    desk = house.desk()
    slept(desk, "Zawadi", "f", "girls", "Bloc Filles", "F1")
    desk.do("daily.write_sheet", on_day=TODAY, block="girls", water="little")
    desk.do("daily.serve_meal", on_day=TODAY, meal="lunch", children=1, babies=0, staff=2, dish="Riz")
    desk.do("daily.note_visitor", on_day=TODAY, name="Papa Wilondja", kind="family",
            seen_by_id=worker(desk, "Zawadi Mihigo"))  # fmt: skip
    house.clock.pass_(days=2)
    told = document.as_text(house.desk().ask("daily.day_sheet", day=TODAY.isoformat()))

    assert "Water: Too little" in told
    assert "Papa Wilondja" not in told
    assert "# Visitors" in told
    assert "Lunch | children 1, babies 0, staff 2" in told
    assert "# Due today" not in told


def test_the_list_of_shifts_and_the_menu_hold_seven_days(desk: Desk) -> None:
    child(desk)
    desk.do("daily.put_on_shift", on_day=TODAY, part="night", worker_id=worker(desk, "Sifa Balola"),
            until_day=TODAY + ONE_DAY)  # fmt: skip
    desk.do("daily.plan_meal", on_day=TODAY + ONE_DAY, meal="lunch", dish="Fufu, sombe")
    desk.do("daily.set_ration", food="Riz", unit="g", per_child=150, per_baby=40)
    shifts = document.as_text(desk.ask("daily.shift_list"))
    menu = document.as_text(desk.ask("daily.weekly_menu"))

    assert shifts.count("Sifa Balola (F)") == 2
    assert "27 Nov | " in shifts
    assert "22 Nov | …………………… | Fufu, sombe | ……………………" in menu
    assert "Riz | 150 g | 40 g | 1,05 kg" in menu


def test_a_paper_that_leaves_the_screen_leaves_its_line(desk: Desk) -> None:
    desk.do("daily.note_paper", paper="day_sheet", way="print", day=TODAY.isoformat())
    lines = desk.ask("office.trail").rows

    assert [each.columns for each in lines if each.action == "daily.note_paper"] == [("day_sheet", "2026-11-21")]


def test_languages_are_no_part_of_what_hangs_on_a_wall(desk: Desk) -> None:
    """Nothing of the case: what a child needs at once, speaks or fears stands in its file alone."""
    file_id = slept(desk, "Zawadi", "f", "girls", "Bloc Filles", "F1")
    desk.do("case_file.change_file", file_id=file_id, values={"languages": Said(["swc"]),
                                                              "needs_now": Said(["threats"])})  # fmt: skip
    told = document.as_text(desk.ask("daily.day_sheet"))

    assert "Zawadi" not in told.replace("Zawadi Mihigo", "")  # nothing is due for her, and nothing to mind
    assert "threat" not in told.casefold()
    assert "swahili" not in told.casefold()
    assert datetime.date(2026, 11, 21).strftime("%d") in told
