"""Rows of the grid: a file at once, every cell as typed, claims in step, and everything can be undone."""

from __future__ import annotations

import pytest

from tests.services.arrivals.children import ANSWERS, line, said, seen, typed, written
from tests.services.arrivals.house import DAY, House
from transit_desk.domain import casenumber, errors
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.module import Window


def test_the_first_key_opens_a_file_with_its_number(house: House, event: str) -> None:
    row = written(house.desk, event, name_typed="A")

    assert row.created
    assert casenumber.read(row.number) == row.number
    assert house.desk.ask("case_file.by_number", number=row.number) == row.file_id
    assert house.desk.ask("case_file.child", record_id=row.file_id).header.title == "A"


def test_a_row_needs_nothing_at_all(house: House, event: str) -> None:
    row = written(house.desk, event)

    shown = line(house.desk, event, row)

    assert (shown.place, shown.number, shown.sex.value) == (1, row.number, "unknown")
    assert (shown.name_typed.state, shown.village_typed.state, shown.disposition.state) == (
        "not_asked", "not_asked", "blank",
    )  # fmt: skip


def test_only_the_cells_that_changed_are_written(house: House, event: str) -> None:
    row = written(house.desk, event, name_typed="Wilondja", sex="m")

    typed(house.desk, event, row, village_typed="Nyamubi")
    typed(house.desk, event, row, age_typed="≈ 15", language="swc")

    shown = line(house.desk, event, row)
    assert [shown.name_typed.words, shown.village_typed.words, shown.age_typed.words] == [
        "Wilondja", "Nyamubi", "≈ 15",
    ]  # fmt: skip
    assert shown.sex.value == "m"
    assert shown.language.value == "swc"


def test_a_name_typed_again_stands_in_place_of_the_one_before(house: House, event: str) -> None:
    row = written(house.desk, event, name_typed="Wilonja")

    typed(house.desk, event, row, name_typed="Wilondja")

    assert said(house.desk, row.file_id)["Name in use"] == ["Wilondja"]
    assert [found.id for found in house.desk.ask("case_file.find", words="Wilondja")] == [row.file_id]


def test_a_cell_that_is_emptied_takes_every_earlier_word_back(house: House, event: str) -> None:
    row = written(house.desk, event, name_typed="Wilonja", village_typed="Lwashi", age_typed="15")
    typed(house.desk, event, row, name_typed="Wilondja")

    typed(house.desk, event, row, name_typed=None, village_typed="", age_typed=None)

    kept = said(house.desk, row.file_id)
    assert not {"Name in use", "Village", "Age"} & set(kept)
    assert house.desk.ask("case_file.child", record_id=row.file_id).header.title == row.number


def test_what_a_child_does_not_know_or_wish_to_say_is_an_answer(house: House, event: str) -> None:
    row = written(house.desk, event, name_typed=Said(None, Answer.REFUSED), village_typed=Said(None, Answer.UNKNOWN))

    shown = line(house.desk, event, row)
    assert (shown.name_typed.state, shown.village_typed.state) == ("refused", "unknown")
    assert said(house.desk, row.file_id)["Name in use"] == ["refused"]


def test_age_language_needs_and_sex_reach_the_file(house: House, event: str) -> None:
    row = written(house.desk, event, sex="f", age_typed="14-16", language="kin", needs=["see_nurse_today"])

    header = house.desk.ask("case_file.child", record_id=row.file_id).header

    assert [str(fact) for fact in header.facts][:2] == ["Girl", "14 to 16 years"]
    assert "Kinyarwanda" in [str(fact) for fact in header.facts]
    assert [str(mark.words) for mark in header.marks][:1] == ["See the nurse today"]


def test_undo_takes_back_a_cell_and_then_the_row_with_its_file(house: House, event: str) -> None:
    row = written(house.desk, event, name_typed="Balola", sex="m")
    typed(house.desk, event, row, name_typed="Balolwa", disposition="to_centre")

    house.desk.undo()

    shown = line(house.desk, event, row)
    assert (shown.name_typed.words, shown.disposition.state) == ("Balola", "blank")
    assert said(house.desk, row.file_id)["Name in use"] == ["Balola"]

    house.desk.undo()

    assert seen(house.desk, event).rows == ()
    assert house.desk.ask("case_file.children", window=Window()).total == 0


def test_a_row_is_taken_away_with_a_reason_and_can_come_back(house: House, event: str) -> None:
    first = written(house.desk, event, name_typed="Amani")
    second = written(house.desk, event, name_typed="Bahati")

    with pytest.raises(errors.RuleBroken) as refused:
        house.desk.do("arrivals.drop_row", row_id=first.row_id, why=" ")
    assert refused.value.field == "why"
    house.desk.do("arrivals.drop_row", row_id=first.row_id, why="written twice")

    assert [(row.id, row.place) for row in seen(house.desk, event).rows] == [(second.row_id, 1)]
    assert house.desk.ask("case_file.children", window=Window()).total == 1

    house.desk.undo()

    assert [row.id for row in seen(house.desk, event).rows] == [first.row_id, second.row_id]
    assert house.desk.ask("case_file.children", window=Window()).total == 2


def test_a_row_that_was_taken_away_is_written_no_more(house: House, event: str) -> None:
    row = written(house.desk, event, name_typed="Amani")
    house.desk.do("arrivals.drop_row", row_id=row.row_id, why="written twice")

    with pytest.raises(errors.NotFound):
        typed(house.desk, event, row, name_typed="Aman")
    with pytest.raises(errors.NotFound):
        house.desk.do("arrivals.drop_row", row_id=row.row_id, why="written twice")


def test_a_baby_has_a_small_file_of_its_own_and_is_counted_beside(house: House, event: str) -> None:
    girl = written(house.desk, event, name_typed="Zawadi", sex="f", age_typed="16", disposition="to_centre")

    baby = house.desk.do(
        "arrivals.write_row", event_id=event, values={"sex": "m", "age_typed": "8 mois"}, accompanies=girl.row_id
    )
    boy = written(house.desk, event, name_typed="Musa", sex="m")

    view = seen(house.desk, event)
    assert [(row.id, row.place) for row in view.rows] == [(girl.row_id, 1), (baby.row_id, 0), (boy.row_id, 2)]
    assert view.sums is not None
    assert (view.sums.seen, view.sums.babies, view.sums.girls, view.sums.boys) == (2, 1, 1, 1)
    assert line(house.desk, event, baby).disposition.value == "to_centre", "a baby goes where she goes"
    assert house.desk.ask("case_file.by_number", number=baby.number) == baby.file_id


def test_a_baby_belongs_to_a_girls_row_of_the_same_event(house: House, event: str) -> None:
    girl = written(house.desk, event, name_typed="Zawadi", sex="f")
    baby = house.desk.do("arrivals.write_row", event_id=event, values={}, accompanies=girl.row_id)
    other = house.desk.do("arrivals.start_event", day=DAY)

    for wrong_event, mother in ((event, baby.row_id), (other, girl.row_id)):
        with pytest.raises(errors.RuleBroken) as refused:
            house.desk.do("arrivals.write_row", event_id=wrong_event, values={}, accompanies=mother)
        assert refused.value.field == "accompanies"
    with pytest.raises(errors.RuleBroken):
        house.desk.do("arrivals.write_row", event_id=event, row_id=girl.row_id, values={}, accompanies=baby.row_id)


def test_her_row_takes_her_baby_with_it_and_brings_it_back(house: House, event: str) -> None:
    girl = written(house.desk, event, name_typed="Zawadi", sex="f")
    house.desk.do("arrivals.write_row", event_id=event, values={}, accompanies=girl.row_id)

    house.desk.do("arrivals.drop_row", row_id=girl.row_id, why="written twice")
    assert seen(house.desk, event).rows == ()

    house.desk.undo()
    assert len(seen(house.desk, event).rows) == 2


def test_somebody_else_can_go_on_where_the_first_stopped(staffed: House) -> None:
    desk = staffed.at("receptionist")
    event = desk.do("arrivals.start_event", day=DAY, announced=2)
    first = written(desk, event, name_typed="Safari", sex="m", village_typed="Lwashi")
    desk.do("arrivals.change_event", event_id=event, values={"stage": "twins"})

    caseworker = staffed.at("caseworker")
    stranger = seen(caseworker, event)
    assert (stranger.rows, stranger.unseen, stranger.sums) == ((), 1, None), "a part is never taken for the whole"
    with pytest.raises(errors.NotAllowed):
        caseworker.do("arrivals.close_event", event_id=event)
    with pytest.raises(errors.NotAllowed):
        caseworker.do("arrivals.add_member", event_id=event, worker_id=staffed.workers["caseworker"])

    staffed.at("receptionist").do("arrivals.add_member", event_id=event, worker_id=staffed.workers["caseworker"])
    colleague = staffed.at("caseworker")
    second = written(colleague, event, name_typed="Olivier")

    view = seen(colleague, event)
    assert (view.stage, view.unseen) == ("twins", 0)
    assert [row.id for row in view.rows] == [first.row_id, second.row_id]
    assert [row.id for row in seen(staffed.at("receptionist"), event).rows] == [first.row_id, second.row_id]


def test_where_a_child_goes_is_where_the_file_says_it_is(house: House, event: str) -> None:
    row = written(house.desk, event, name_typed="Musa", sex="m")

    for disposition, place in (
        ("to_centre", "On the way"), ("to_hospital", "in hospital"), ("lost_on_the_way", "Missing"),
        ("returned_on_site", "Not known"), ("refused", "Not known"),
    ):  # fmt: skip
        typed(house.desk, event, row, disposition=disposition)
        header = house.desk.ask("case_file.child", record_id=row.file_id).header
        assert place in [str(fact) for fact in header.facts]


def test_a_child_who_arrived_leaves_by_the_door_and_not_by_the_grid(house: House, event: str) -> None:
    row = written(house.desk, event, name_typed="Musa", sex="m", disposition="to_centre", reason="unsafe")
    house.desk.do("arrivals.arrive", event_id=event)
    before = house.commits()

    with pytest.raises(errors.RuleBroken) as refused:
        typed(house.desk, event, row, disposition="refused")
    with pytest.raises(errors.RuleBroken):
        house.desk.do("arrivals.drop_row", row_id=row.row_id, why="written twice")

    assert refused.value.field == "disposition"
    assert house.commits() == before


def test_the_reason_goes_with_the_way_to_the_centre(house: House, event: str) -> None:
    row = written(house.desk, event, disposition="to_centre", reason="health")

    typed(house.desk, event, row, disposition="returned_on_site")

    assert line(house.desk, event, row).reason.state == "blank"


def test_a_row_says_what_it_still_waits_for(house: House, event: str) -> None:
    row = written(house.desk, event, disposition="returned_on_site")
    assert str(line(house.desk, event, row).state.words) == "to answer"

    house.desk.do("arrivals.answer_return", row_id=row.row_id, values=ANSWERS)

    shown = line(house.desk, event, row)
    assert (str(shown.state.words), str(shown.follow)) == ("kept", "visit by 28 Sep 2026")


# -- a baby beside the girl who brought it


def test_a_baby_older_than_the_girl_who_brought_it_is_refused_beside_its_age(house: House, event: str) -> None:
    """Whichever of the two ages is typed last, and nothing of it is kept."""
    mother = written(house.desk, event, name_typed="Neema", sex="f", age_typed="17")
    baby = {"event_id": event, "accompanies": mother.row_id}
    with pytest.raises(errors.RuleBroken) as first:
        house.desk.do("arrivals.write_row", values={"age_typed": "18"}, **baby)
    kept = house.desk.do("arrivals.write_row", values={"age_typed": "1"}, **baby)
    with pytest.raises(errors.RuleBroken) as corrected:
        typed(house.desk, event, kept, age_typed="15")
    with pytest.raises(errors.RuleBroken) as hers:
        typed(house.desk, event, mother, age_typed="10")

    assert [each.value.field for each in (first, corrected, hers)] == ["age_typed"] * 3
    assert line(house.desk, event, mother).age_typed.words == "17"


def test_a_baby_is_brought_by_no_boy_and_who_brought_one_does_not_become_one(house: House, event: str) -> None:
    boy, girl = (written(house.desk, event, sex=sex) for sex in ("m", "f"))
    house.desk.do("arrivals.write_row", event_id=event, values={}, accompanies=girl.row_id)

    with pytest.raises(errors.RuleBroken) as brought:
        house.desk.do("arrivals.write_row", event_id=event, values={}, accompanies=boy.row_id)
    with pytest.raises(errors.RuleBroken) as turned:
        typed(house.desk, event, girl, sex="m")

    assert (brought.value.field, turned.value.field) == ("accompanies", "sex")
