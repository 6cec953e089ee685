"""Leaving the house at once: counted, shared out, ticked at arrival, closed with nobody missing, and on paper."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.presence.conftest import Home
from transit_desk.domain import errors
from transit_desk.module import Entries, Task
from transit_desk.reports.document import as_text


def vehicle(home: Home, evacuation: str, name: str, seats: int) -> str:
    values = {"name": name, "adult": f"Adulte de {name}", "seats": seats}
    return str(home.desk.do("presence.add_vehicle", record_id=evacuation, values=values))


def blocks(home: Home, evacuation: str) -> dict[str, Entries]:
    view = home.desk.ask("presence.evacuation", record_id=evacuation)
    return {block.title.split(" ·")[0]: block for block in view.tabs[0].start}


def who(block: Entries) -> list[str]:
    return [str(entry.cells[0]) for entry in block.entries]


def seat(home: Home, evacuation: str, name: str) -> str:
    entry: Any = next(e for block in blocks(home, evacuation).values() for e in block.entries if e.cells[0] == name)
    return str(entry.verbs[0].extra["record_id"])


def task(home: Home) -> Task | None:
    every: tuple[Task, ...] = home.desk.ask("case_file.tonight").tasks
    return next((each for each in every if str(each.title) == "Evacuation"), None)


def arrived(home: Home) -> str:
    found = task(home)
    assert found is not None
    return str(found.detail)


def test_everybody_who_is_here_is_counted_and_shared_out_with_their_own(home: Home) -> None:
    home.desk.do("case_file.move_care", file_id=home.files["Neema"], track="hospital",
                 since=home.desk.day(home.desk.now()))  # fmt: skip
    evacuation = home.desk.do("presence.evacuate")
    counted = who(blocks(home, evacuation)["Without a vehicle yet"])

    vehicle(home, evacuation, "Moto", 1)
    vehicle(home, evacuation, "Bus", 3)
    shared = {name: who(block) for name, block in blocks(home, evacuation).items()}

    assert sorted(counted) == ["Amani", "Dorcas", "Riziki", "Safari"]
    assert {"Riziki", "Dorcas"} <= set(shared["Bus"])  # a baby goes with her mother
    assert sorted(shared["Moto"] + shared["Bus"]) == sorted(counted)
    words = repr(home.desk.ask("presence.evacuation", record_id=evacuation))
    assert "Elsewhere, to be told" in words


def test_it_closes_only_when_everybody_has_arrived(home: Home) -> None:
    evacuation = home.desk.do("presence.evacuate")
    bus, moto = vehicle(home, evacuation, "Bus", 4), vehicle(home, evacuation, "Moto", 4)
    close = {"record_id": evacuation, "values": {"count": 5}}
    first = who(blocks(home, evacuation)["Bus"])[0]

    with pytest.raises(errors.RuleBroken) as early:
        home.desk.do("presence.close_evacuation", **close)
    home.desk.do("presence.arrive", record_id=seat(home, evacuation, first), values={"arrived_at": None})
    with pytest.raises(errors.RuleBroken) as counted:
        home.desk.do("presence.arrive_all", record_id=bus, values={"count": 4})
    home.desk.do("presence.arrive_all", record_id=bus, values={"count": 3})
    home.desk.do("presence.arrive_all", record_id=moto, values={"count": 1})
    told = task(home)
    home.desk.do("presence.close_evacuation", **close)

    assert str(early.value) == "5 children have not arrived."
    assert counted.value.field == "count"
    assert told is not None
    assert told.safety
    assert str(told.detail) == "0 children have not arrived yet"
    assert task(home) is None
    with pytest.raises(errors.RuleBroken, match="closed"):
        vehicle(home, evacuation, "Camion", 3)


def test_a_child_is_moved_by_hand_and_a_tick_is_taken_back(home: Home) -> None:
    evacuation = home.desk.do("presence.evacuate")
    vehicle(home, evacuation, "Bus", 5)
    truck = vehicle(home, evacuation, "Camion", 5)

    home.desk.do("presence.move_seat", record_id=seat(home, evacuation, "Amani"), values={"vehicle_id": truck})
    home.desk.do("presence.arrive", record_id=seat(home, evacuation, "Amani"), values={"arrived_at": None})
    ticked = arrived(home)
    home.desk.undo()

    assert who(blocks(home, evacuation)["Camion"]) == ["Amani"]
    assert [ticked, arrived(home)] == [
        "4 children have not arrived yet", "5 children have not arrived yet",
    ]  # fmt: skip
    assert {each.id for each in home.desk.ask("presence.vehicles")} >= {truck}


def test_the_beginning_is_undone_no_more_once_children_sit_in_a_vehicle(home: Home) -> None:
    evacuation = home.desk.do("presence.evacuate")
    bus = vehicle(home, evacuation, "Bus", 5)
    home.desk.do("presence.arrive_all", record_id=bus, values={"count": 5})

    with pytest.raises(errors.RuleBroken, match="on their way already"):
        home.desk.undo()

    assert len(who(blocks(home, evacuation)["Bus"])) == 5
    assert task(home) is not None


def test_what_makes_no_sense_is_refused(home: Home) -> None:
    evacuation = home.desk.do("presence.evacuate")
    amani = seat(home, evacuation, "Amani")

    for act, values in (
        ("arrive", {"arrived_at": None}), ("arrive", {"arrived_at": 0}), ("move_seat", {"vehicle_id": "none"}),
    ):  # fmt: skip
        with pytest.raises(errors.RuleBroken):
            home.desk.do(f"presence.{act}", record_id=amani, values=values)
    with pytest.raises(errors.RuleBroken, match="under way already"):
        home.desk.do("presence.evacuate")
    with pytest.raises(errors.RuleBroken):
        home.desk.do("presence.evacuate", begun_at=home.desk.now() + 1)
    home.desk.undo()
    assert task(home) is None
    assert home.desk.ask("presence.vehicles") == ()


def test_the_papers_have_first_names_and_codes_and_no_place(home: Home) -> None:
    blank = home.desk.ask("presence.evacuation_lists")
    evacuation = home.desk.do("presence.evacuate")
    vehicle(home, evacuation, "Bus", 9)

    lists = home.desk.ask("presence.evacuation_lists", evacuation_id=evacuation)

    assert [str(each.title) for each in blank] == ["Arrival tally"]
    assert [str(each.title) for each in lists] == ["Bus", "Arrival tally"]
    for paper in (*blank, *lists):
        words = as_text(paper)
        assert all(name in words for name in home.files)
        assert "Bukavu" not in words.split("\n", 4)[4]
