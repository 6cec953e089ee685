"""A child leaves at once and whole: everything settled or left with a reason, and no list shows it any longer."""

from __future__ import annotations

import datetime

import pypdfium2
import pytest

from tests.services.arrivals.house import DAY
from tests.services.daily.looks import gathered
from tests.services.leaving.conftest import DAYS, Home
from transit_desk.domain import errors
from transit_desk.module import Place
from transit_desk.reports import pdf


def test_a_leaving_frees_the_bed_ends_the_stay_and_says_where_the_child_is(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(10, bed="girls-1")

    desk.do("leaving.leave", file_id=file_id, values=home.leaving())

    board = desk.ask("interim_care.board")
    assert all(bed.state == "free" for room in board.rooms for bed in room.beds)
    assert not board.to_bed
    assert desk.ask("case_file.tonight").total == 0
    assert desk.ask("leaving.door", file_id=file_id).began is None
    assert "Back with the family" in [str(fact) for fact in desk.ask("case_file.child", record_id=file_id).header.facts]


def test_who_left_is_on_no_list_of_the_house(home: Home) -> None:
    desk = home.house.desk
    gone, stays = home.child(10, bed="girls-1"), home.child(10, bed="girls-2", name="Neema")

    desk.do("leaving.leave", file_id=gone, values=home.leaving())

    places = [each for each in gathered(desk, "whereabouts", file_ids=None) if isinstance(each, Place)]
    assert [place.file_id for place in places] == [stays]
    assert [bed.file_id for room in desk.ask("interim_care.board").rooms for bed in room.beds if bed.file_id] == [stays]
    assert desk.ask("case_file.tonight").total == 1


@pytest.mark.fault("Pet-Shelter-MVP#20")
def test_care_of_the_house_that_was_due_closes_itself_and_what_was_promised_goes_on(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(0)
    desk.do(
        "case_file.plan_due", file_id=file_id, rule="a.test", what="follow_up_visit", from_day=DAY, to_day=DAY + DAYS
    )
    door = desk.ask("leaving.door", file_id=file_id)
    assert [str(words) for words in door.closes] == ["Review of the stay"] * 3
    assert [str(words) for words in door.goes_on] == ["Follow-up visit, until 15 Sep 2026"]

    desk.do("leaving.leave", file_id=file_id, values=home.leaving())

    due = {row.what for row in desk.ask("case_file.dues", file_id=file_id)}
    assert due == {"follow_up_visit"}


def test_what_is_kept_for_the_child_is_given_back_or_left_with_a_reason(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(10, bed="girls-1")
    home.kept(file_id)
    line = next(each for each in desk.ask("leaving.door", file_id=file_id).lines if not each.by_itself)
    before = home.house.commits()

    with pytest.raises(errors.RuleBroken, match="safekeeping") as refused:
        desk.do("leaving.leave", file_id=file_id, values=home.leaving())
    assert refused.value.field == line.key
    assert home.house.commits() == before
    assert desk.ask("interim_care.beds_of", file_ids=[file_id]).get(file_id) is not None

    desk.do(
        "leaving.leave", file_id=file_id, values=home.leaving(), left={line.key: "Her aunt comes for it on Friday."}
    )

    tab = desk.ask("leaving.tab", record_id=file_id)
    assert "Friday" in str(tab.end[0].entries[0].cells)


def test_what_was_given_back_stands_in_nobody_s_way(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(10)
    thing = home.kept(file_id)
    desk.do("safekeeping.give_back", thing_id=thing, how_many="2", to_whom="child", signed="child")

    desk.do("leaving.leave", file_id=file_id, values=home.leaving())

    assert desk.ask("leaving.door", file_id=file_id).began is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"left_on": DAY + DAYS}, "left_on"),
        ({"left_on": DAY - 11 * DAYS}, "left_on"),
        ({"left_on": None}, "left_on"),
        ({"track": "resident"}, "track"),
        ({"own_choice": True}, "safety_plan"),
        ({"own_choice": True, "safety_plan": "."}, "safety_plan"),
    ],
)
def test_a_leaving_that_cannot_be_is_refused_beside_its_field(
    home: Home, changed: dict[str, object], field: str
) -> None:
    file_id = home.child(10, bed="girls-1")

    with pytest.raises(errors.RuleBroken) as refused:
        home.house.desk.do("leaving.leave", file_id=file_id, values=home.leaving(**changed))

    assert refused.value.field == field
    assert home.house.desk.ask("interim_care.beds_of", file_ids=[file_id]).get(file_id) is not None


def test_who_goes_by_own_choice_goes_with_a_plan_and_is_no_missing_child(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(10)

    plan = "Calls us on Saturday; sleeps at the mason's."
    desk.do(
        "leaving.leave", file_id=file_id, values=home.leaving(track="independent", own_choice=True, safety_plan=plan)
    )

    events = [str(event.title) for event in desk.ask("case_file.story", record_id=file_id).events]
    assert "Left by own choice" in events
    assert desk.ask("leaving.tab", record_id=file_id).end[0].entries[0].mark.words.message == "by own choice"


def test_nothing_that_was_done_before_a_leaving_is_undone_after_it(home: Home) -> None:
    """Taking a move back would lay a child in a bed that is with its family."""
    desk = home.house.desk
    file_id = home.child(10, bed="girls-1")
    desk.do("interim_care.go_away", file_id=file_id, kind="leave", left_at=desk.now() - 3_600_000_000)
    desk.do("interim_care.come_back", file_id=file_id, back_at=desk.now())
    desk.do("leaving.leave", file_id=file_id, values=home.leaving())

    with pytest.raises(errors.RuleBroken, match="nothing to undo"):
        desk.undo()

    assert desk.can_undo() is None
    assert all(bed.state == "free" for room in desk.ask("interim_care.board").rooms for bed in room.beds)


def test_nobody_leaves_twice(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(10)
    desk.do("leaving.leave", file_id=file_id, values=home.leaving())

    with pytest.raises(errors.RuleBroken, match="does not live here"):
        desk.do("leaving.leave", file_id=file_id, values=home.leaving())


def test_a_child_who_comes_back_begins_anew(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(100)
    desk.do("leaving.leave", file_id=file_id, values=home.leaving())
    home.later(5)
    desk.do("case_file.admit", file_id=file_id, began_on=DAY + 5 * DAYS)

    assert desk.ask("leaving.door", file_id=file_id).began == DAY + 5 * DAYS
    assert [row.what for row in desk.ask("case_file.dues", file_id=file_id)].count("stay_review") == 3


# -- planned


@pytest.mark.fault("care_fe#13759")
def test_whoever_is_to_leave_is_known_before_the_day_with_the_bed_that_will_be_free(home: Home) -> None:
    desk = home.house.desk
    first, second = home.child(10, bed="girls-1"), home.child(10, bed="girls-2", name="Neema")
    week = DAY + 7 * DAYS
    for file_id, day in ((second, DAY + 5 * DAYS), (first, DAY + 2 * DAYS)):
        desk.do("leaving.plan", file_id=file_id, values={"planned_for": day, "track": "kin", "with_whom": None})

    coming = desk.ask("leaving.to_leave", until=week)

    assert [(each.file_id, each.on_day) for each in coming] == [(first, DAY + 2 * DAYS), (second, DAY + 5 * DAYS)]
    assert not desk.ask("leaving.to_leave", until=DAY)
    tasks = [str(task.title) for task in desk.ask("case_file.tonight").tasks]
    assert "2 children to leave: 2 beds free again" in tasks


def test_a_plan_is_replaced_taken_back_with_a_reason_or_undone_and_filled_in_by_the_leaving(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(10)
    values: dict[str, object] = {"planned_for": DAY + 2 * DAYS, "track": "kin", "with_whom": "an uncle"}
    desk.do("leaving.plan", file_id=file_id, values=values)
    again = desk.do("leaving.plan", file_id=file_id, values=values | {"planned_for": DAY + 3 * DAYS})
    assert [each.on_day for each in desk.ask("leaving.to_leave", until=DAY + 9 * DAYS)] == [DAY + 3 * DAYS]
    assert desk.ask("leaving.door", file_id=file_id).values["track"] == "kin"

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("leaving.take_back", record_id=again, why="-")
    assert refused.value.field == "why"
    desk.undo()
    assert [each.on_day for each in desk.ask("leaving.to_leave", until=DAY + 9 * DAYS)] == [DAY + 2 * DAYS]
    desk.undo()
    assert not desk.ask("leaving.to_leave", until=DAY + 9 * DAYS)

    again = desk.do("leaving.plan", file_id=file_id, values=values)
    assert desk.do("leaving.leave", file_id=file_id, values=home.leaving()) == again
    with pytest.raises(errors.RuleBroken, match="left since"):
        desk.do("leaving.take_back", record_id=again, why="He stays after all.")


def test_a_plan_for_a_day_that_passed_is_refused(home: Home) -> None:
    file_id = home.child(10)

    with pytest.raises(errors.RuleBroken) as refused:
        home.house.desk.do("leaving.plan", file_id=file_id,
                           values={"planned_for": DAY - DAYS, "track": "kin", "with_whom": None})  # fmt: skip

    assert refused.value.field == "planned_for"


def test_the_exit_form_tells_what_was_left_open_and_what_goes_on(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(0, bed="girls-1")
    home.kept(file_id)
    line = next(each for each in desk.ask("leaving.door", file_id=file_id).lines if not each.by_itself)
    desk.do("case_file.plan_due", file_id=file_id, rule="a.test", what="registration", from_day=DAY, to_day=DAY + DAYS)
    paper = desk.ask("leaving.exit_form", file_id=file_id)
    blank = repr(paper.blocks)
    assert len(pypdfium2.PdfDocument(pdf.draw(paper))) == 1  # the child signs below what it reads
    assert "seen here after" not in blank.lower()
    for words in (
        "has not left yet",
        "Amani",
        "Left on",
        "With whom",
        "Left open, and why",
        "registration",
        "Who takes",
    ):
        assert words.lower() in blank.lower(), words
    assert "etained" not in blank  # the child signs it
    assert "stay_review" not in blank  # it ends with the stay
    desk.do("leaving.leave", file_id=file_id, values=home.leaving(), left={line.key: "fetched on Friday"})

    told = str(desk.ask("leaving.exit_form", file_id=file_id).blocks)

    for words in ("fetched on Friday", "her aunt", "registration", "Amani"):
        assert words.lower() in told.lower(), words


def test_who_may_let_a_child_leave_is_a_leader_or_a_caseworker(home: Home) -> None:
    file_id = home.child(10)
    desk = home.house.at("receptionist")

    assert not desk.may("leaving.leave")
    with pytest.raises(errors.NotAllowed):
        desk.do("leaving.leave", file_id=file_id, values=home.leaving(left_on=datetime.date(2026, 9, 14)))


def test_no_bed_is_kept_for_who_left(home: Home) -> None:
    desk = home.house.desk
    home.furnish(infirmary=2)
    boy, girl = home.child(2, sex="m", bed="boys_14_17-1"), home.child(2, name="Neema")
    for code, day in (("infirmary-1", 3), ("boys_14_17-2", 9)):
        desk.do("interim_care.reserve_bed", file_id=boy, bed_id=home.beds[code], from_day=DAY + day * DAYS,
                until=DAY + (day + 2) * DAYS, why="an operation is planned")  # fmt: skip
    lines = desk.ask("leaving.door", file_id=boy).lines
    assert [str(line.title) for line in lines if line.by_itself] == [
        "Free the bed", "Take the reservation of bed infirmary-1 back", "Take the reservation of bed boys_14_17-2 back",
    ]  # fmt: skip

    desk.do("leaving.leave", file_id=boy, values=home.leaving())

    home.later(4)
    assert {bed.state for room in desk.ask("interim_care.board").rooms for bed in room.beds} == {"free"}
    desk.do("interim_care.give_bed", file_id=girl, bed_id=home.beds["infirmary-2"], why="fever since last night")


def test_a_reservation_ends_with_the_stay_of_who_has_no_bed_yet(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(0)
    desk.do("interim_care.reserve_bed", file_id=file_id, bed_id=home.beds["girls-1"], from_day=DAY + DAYS)

    desk.do("leaving.leave", file_id=file_id, values=home.leaving())

    home.later(1)
    assert desk.ask("interim_care.board").rooms[0].beds[0].state == "free"


def test_who_was_moved_since_does_not_leave_from_before(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(10, bed="girls-1")
    home.later(1)
    desk.do("interim_care.move_bed", file_id=file_id, bed_id=home.beds["girls-2"])

    with pytest.raises(errors.RuleBroken, match="has had bed girls-2 since 15 Sep 2026: moved already") as refused:
        desk.do("leaving.leave", file_id=file_id, values=home.leaving())

    assert refused.value.field == "left_on"
    assert refused.value.about == ("bed", home.beds["girls-2"])
