"""Leaving the house at once: counted, shared out, ticked at arrival, closed with nobody missing, and on paper."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.presence.conftest import Home
from transit_desk.domain import errors
from transit_desk.module import Entries, Task
from transit_desk.reports.document import as_text
from transit_desk.services.presence.records import seated
from transit_desk.services.presence.rules import evacuation as rules


def vehicle(home: Home, evacuation: str, name: str, seats: int) -> str:
    values = {"name": name, "adult": f"Adulte de {name}", "seats": seats}
    return str(home.desk.do("presence.add_vehicle", record_id=evacuation, values=values).vehicle_id)


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
    assert (str(told.detail), told.urgent) == ("everybody has arrived: count once more and close", False)
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


def test_one_key_takes_one_act_back_and_never_the_whole_evacuation(home: Home) -> None:
    evacuation = home.desk.do("presence.evacuate")
    bus = vehicle(home, evacuation, "Bus", 5)
    home.desk.do("presence.arrive_all", record_id=bus, values={"count": 5})

    undone = home.desk.undo()

    assert undone == "All of a vehicle arrived"
    assert len(who(blocks(home, evacuation)["Bus"])) == 5
    assert arrived(home) == "5 children have not arrived yet"


def act(home: Home, name: str, record: str, **values: object) -> Any:
    return home.desk.do(f"presence.{name}", record_id=record, values=values)


def test_who_is_elsewhere_is_named_and_comes_along_and_who_is_overdue_is_counted(home: Home) -> None:
    now = home.desk.now()
    home.desk.do("interim_care.go_away", file_id=home.files["Amani"], kind="leave", left_at=now - 9)
    home.desk.do("interim_care.go_away", file_id=home.files["Safari"], kind="leave", left_at=now - 9,
                 due_back=now + 60_000_000)  # fmt: skip
    home.later(minutes=2)
    evacuation = home.desk.do("presence.evacuate")
    bus = vehicle(home, evacuation, "Bus", 9)
    before = {name: who(block) for name, block in blocks(home, evacuation).items()}
    paper = as_text(home.desk.ask("presence.evacuation_lists", evacuation_id=evacuation)[-1])

    act(home, "bring_along", seat(home, evacuation, "Amani"), vehicle_id=bus)
    along = who(blocks(home, evacuation)["Bus"])
    act(home, "arrive_all", bus, count=5)
    home.desk.undo()
    home.desk.undo()

    assert before["Elsewhere, to be told"] == ["Amani"]
    assert "Safari" in before["Bus"]  # should be back: counted, as a roll call asks about it
    assert "Amani" in paper.split("Elsewhere, to be told")[1]
    assert "Amani" in along
    assert who(blocks(home, evacuation)["Elsewhere, to be told"]) == ["Amani"]
    assert arrived(home) == "4 children have not arrived yet"


def test_who_leaves_the_house_meanwhile_neither_arrives_nor_is_missing(home: Home) -> None:
    evacuation = home.desk.do("presence.evacuate")
    bus = vehicle(home, evacuation, "Bus", 9)
    file_id, at = home.files["Safari"], seat(home, evacuation, "Safari")
    leaves = {"left_on": home.desk.day(home.desk.now()), "track": "reunified", "own_choice": False}
    home.desk.do("leaving.leave", file_id=file_id, values=leaves)

    told = blocks(home, evacuation)
    assert who(told["Left the house since the count"]) == ["Safari"]
    assert "Safari" not in who(told["Bus"])
    assert arrived(home) == "4 children have not arrived yet"
    with pytest.raises(errors.RuleBroken, match="left the house on 21 Nov 2026") as refused:
        home.desk.do("presence.strike_seat", record_id=at, values={"elsewhere": "not_accounted_for", "why": "lost"})
    assert refused.value.about == ("case_file", file_id)
    with pytest.raises(errors.RuleBroken, match="has left the house since the count"):
        home.desk.do("presence.arrive", record_id=at, values={})
    assert "Safari" not in as_text(home.desk.ask("presence.evacuation_lists", evacuation_id=evacuation)[-1])

    home.desk.do("presence.arrive_all", record_id=bus, values={"count": 4})
    home.desk.do("presence.close_evacuation", record_id=evacuation, values={"count": 4})

    assert task(home) is None
    sums = home.desk.ask("presence.evacuation", record_id=evacuation).tabs[0].end[0].lines
    assert [line.value for line in sums] == ["4", "4", "0", "0"]


@pytest.mark.parametrize(
    ("name", "adult", "fields"),
    [
        ("  white   BUS", "Sifa", {"name"}),
        ("Jeep", "Baraka Élie", {"adult"}),
        ("White bus", "baraka élie", {"name", "adult"}),
    ],
)
def test_a_vehicle_goes_once_and_an_adult_with_one(name: str, adult: str, fields: set[str]) -> None:
    with pytest.raises(errors.Refusal) as refused:
        rules.goes_once(name, adult, [("Moto", "Rose"), ("White bus", "Baraka Élie")])
    every = refused.value.refusals if isinstance(refused.value, errors.Several) else (refused.value,)

    assert {each.field for each in every} == fields
    assert {str(each) for each in every} == {"This is on the list already: White bus · Baraka Élie."}
    rules.goes_once("Jeep", "Sifa", [("Moto", "Rose")])


def test_who_came_since_the_count_is_counted_in_and_holds_the_close(home: Home) -> None:
    evacuation = home.desk.do("presence.evacuate")
    bus = vehicle(home, evacuation, "Bus", 9)
    home.later(minutes=1)
    home.child("Musa", "m", "15", "B-03")
    act(home, "arrive_all", bus, count=5)
    seen = who(blocks(home, evacuation)["Came since the count"])

    with pytest.raises(errors.RuleBroken, match="1 child came since the count"):
        act(home, "close_evacuation", evacuation, count=5)
    with pytest.raises(errors.RuleBroken, match="1 child came since the count"):
        act(home, "count_in", evacuation, count=2)
    act(home, "count_in", evacuation, count=1)
    act(home, "move_seat", seat(home, evacuation, "Musa"), vehicle_id=bus, why=None)
    act(home, "arrive_all", bus, count=1)
    act(home, "close_evacuation", evacuation, count=6)

    assert seen == ["Musa"]
    assert task(home) is None


def test_who_is_not_there_after_all_is_struck_off_with_a_word_and_searched(home: Home) -> None:
    evacuation = home.desk.do("presence.evacuate")
    bus = vehicle(home, evacuation, "Bus", 9)
    amani = seat(home, evacuation, "Amani")

    for values in ({"elsewhere": "present", "why": "une raison"}, {"elsewhere": "on_leave", "why": "."}):
        with pytest.raises(errors.RuleBroken):
            act(home, "strike_seat", amani, **values)
    act(home, "strike_seat", seat(home, evacuation, "Safari"), elsewhere="clinic", why="parti ce matin")
    home.desk.undo()
    act(home, "strike_seat", amani, elsewhere="not_accounted_for", why="personne ne l’a vu monter")
    act(home, "arrive_all", bus, count=4)
    with pytest.raises(errors.RuleBroken, match="has arrived"):
        act(home, "strike_seat", seat_of(home, evacuation, "Safari"), elsewhere="clinic", why="une raison")
    act(home, "close_evacuation", evacuation, count=4)

    every = home.desk.ask("case_file.tonight").tasks
    assert next(str(each.title) for each in every if each.safety).startswith("A child is not accounted for")


def seat_of(home: Home, evacuation: str, name: str) -> str:
    """The seat of a child who has arrived, of whom the page offers nothing more."""
    with home.desk._unit("look", "") as work:
        return next(each.id for each in seated.seats(work, evacuation) if each.file_id == home.files[name])


def test_a_vehicle_is_taken_out_and_each_act_is_undone_by_itself(home: Home) -> None:
    evacuation = home.desk.do("presence.evacuate")
    bus = vehicle(home, evacuation, "Bus", 2)
    inside = who(blocks(home, evacuation)["Bus"])

    act(home, "drop_vehicle", evacuation, vehicle_id=bus, why="pneu crevé")
    dropped = {name: who(block) for name, block in blocks(home, evacuation).items()}
    home.desk.undo()
    again = who(blocks(home, evacuation)["Bus"])
    home.desk.undo()  # of the vehicle
    without = list(blocks(home, evacuation))
    home.desk.undo()  # of the beginning

    assert (len(inside), len(dropped["Without a vehicle yet"]), "Bus" in dropped) == (2, 5, False)
    assert again == inside
    assert without == ["Without a vehicle yet"]
    assert task(home) is None
    evacuation = home.desk.do("presence.evacuate")
    bus = vehicle(home, evacuation, "Bus", 9)
    act(home, "arrive", seat(home, evacuation, "Amani"), arrived_at=None)
    with pytest.raises(errors.RuleBroken, match="has arrived"):
        act(home, "drop_vehicle", evacuation, vehicle_id=bus, why="pneu crevé")


def test_a_hand_that_seats_somebody_where_it_is_better_not_says_why(home: Home) -> None:
    fear = {"said_by": "child", "other_id": home.files["Safari"], "what": "fear_of"}
    home.desk.do("family.keep_apart", file_id=home.files["Amani"], values=fear)
    evacuation = home.desk.do("presence.evacuate")
    vehicle(home, evacuation, "Bus", 3)
    vehicle(home, evacuation, "Moto", 1)
    camion = vehicle(home, evacuation, "Camion", 1)
    apart = {name: who(block) for name, block in blocks(home, evacuation).items()}
    here = next(name for name in ("Bus", "Moto", "Camion") if "Amani" in apart[name])
    there = next(name for name in ("Bus", "Moto", "Camion") if "Safari" in apart[name])
    vehicle_of = {each.name.split(" ·")[0]: each.id for each in home.desk.ask("presence.vehicles")}

    with pytest.raises(errors.RuleBroken, match="kept apart") as refused:
        act(home, "move_seat", seat(home, evacuation, "Amani"), vehicle_id=vehicle_of[there], why=None)
    act(home, "move_seat", seat(home, evacuation, "Amani"), vehicle_id=vehicle_of[there], why="un adulte entre eux")
    home.desk.undo()
    with pytest.raises(errors.RuleBroken, match="no room left") as full:
        act(home, "move_seat", seat(home, evacuation, "Neema"), vehicle_id=camion, why=None)

    assert here != there
    assert (refused.value.field, full.value.field) == ("why", "why")
    assert "Amani" in who(blocks(home, evacuation)[here])


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
