"""What hangs on a wall names nobody; what is handed over is read by the next; what is undone still fits."""

from __future__ import annotations

import pytest

from tests.makers import House
from tests.services.daily.looks import TODAY, child, told, worker
from tests.services.daily.test_papers import slept
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.reports import document


def test_the_sheet_of_the_wall_counts_and_the_one_that_is_carried_names(desk: Desk) -> None:
    """Children and visitors read a wall: no name of a child, no medicine, no hospital, nobody who came."""
    ill = slept(desk, "Olivier", "m", "infirmary", "Infirmerie", "I1")
    away = slept(desk, "Amani", "m", "boys_14_17", "Bloc Garçons", "B1")
    desk.do("interim_care.go_away", file_id=away, kind="hospital", left_at=desk.now() - 60_000_000)
    desk.do("health.add_medicine", file_id=ill, sachet=14, dose="2 comprimés", hours="20:00", from_day=TODAY,
            name="Quinine")  # fmt: skip
    need = {"kind": "diet", "words": "sans arachide", "severe": False, "said_by": "child"}
    desk.do("health.add_need", file_id=ill, values=need)
    desk.do("daily.note_visitor", on_day=TODAY, name="Papa Wilondja", kind="family",
            seen_by_id=worker(desk, "Zawadi Mihigo"))  # fmt: skip

    wall = document.as_text(desk.ask("daily.day_sheet"))
    carried = document.as_text(desk.ask("daily.block_sheet"))

    for secret in ("Olivier", "Amani", "sachet 14", "comprimés", "ospital", "arachide", "Wilondja", "I1 |"):
        assert secret not in wall
    assert "Infirmerie: 1 child · eat otherwise: 1" in wall
    assert "Bloc Garçons: 1 child · elsewhere now: 1" in wall
    assert "Family" in wall[wall.index("# Visitors") :]
    assert "I1 | Olivier" in carried
    assert "20:00: 2 comprimés, sachet 14" in carried
    assert "sans arachide" in carried
    assert "Quinine" not in carried
    assert carried in [document.as_text(each) for each in desk.bundle("presence.evening_pack")]


def test_what_somebody_wrote_in_words_hangs_on_no_wall(desk: Desk) -> None:
    """Nobody reads it again before it hangs: a help text alone kept the names of children out of it."""
    slept(desk, "Zawadi", "f", "girls", "Bloc Filles", "F1")
    desk.do("daily.put_on_shift", on_day=TODAY, part="night", worker_id=worker(desk, "Pascal Murhula"))
    desk.do("daily.answer_without_woman", on_day=TODAY, part="night", why="Malade", instead="La voisine de Zawadi.")
    desk.do("daily.write_sheet", on_day=TODAY, block="girls", water="little", events="Zawadi a pleuré")
    desk.do("daily.serve_meal", on_day=TODAY, meal="lunch", children=1, babies=0, staff=2, dish="Riz pour Zawadi")

    wall = document.as_text(desk.ask("daily.day_sheet"))
    carried = document.as_text(desk.ask("daily.block_sheet"))

    assert "Zawadi" not in wall
    assert "no woman" not in wall
    assert "Lunch | children 1, babies 0, staff 2" in wall
    assert "Night: no woman. Instead: La voisine de Zawadi." in carried
    assert carried.index("# Girls") < carried.index("Zawadi a pleuré")


def test_a_note_is_not_initialled_by_somebody_of_the_same_shift(house: House) -> None:
    desk = house.desk()
    for name in ("Sifa Balola", "Zawadi Mihigo"):
        desk.do("daily.put_on_shift", on_day=TODAY, part="day", worker_id=worker(desk, name))
    note = house.desk("e.sifa").do("daily.write_note", on_day=TODAY, part="day", words="Rien à dire de plus.")

    with pytest.raises(errors.RuleBroken, match="the shift that wrote this"):
        house.desk("r.zawadi").do("daily.initial_note", note_id=note)
    assert house.desk("s.pascal").do("daily.initial_note", note_id=note)


def test_a_night_with_girls_is_asked_about_also_where_no_shift_was_ever_written(desk: Desk) -> None:
    words = "nobody is written down for tonight"
    assert told(desk, words) == []
    child(desk, "Zawadi", "f")

    assert len(told(desk, words)) == 1
    desk.do("daily.answer_without_woman", on_day=TODAY, part="night", why="Malade", instead="La voisine vient.")
    assert told(desk, words) == []


def test_a_tool_is_lent_to_a_child_of_the_house_alone(desk: Desk) -> None:
    tool = desk.do("daily.add_tool", name="Ciseaux", count=3)
    elsewhere = desk.do("case_file.open_case", name="Musa", sex="m", age="14", care_track="kin")

    with pytest.raises(errors.RuleBroken, match="does not live here") as refused:
        desk.do("daily.give_out", tool_id=tool, amount=1, file_id=elsewhere)
    assert refused.value.field == "file_id"
