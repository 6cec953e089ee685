"""Who is away for a while on a real vault: the bed is kept, the house knows where, one absence at a time."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.interim_care.conftest import Home
from tests.services.interim_care.test_beds import asked
from transit_desk.domain import errors
from transit_desk.domain.instants import HOUR
from transit_desk.module import Place, Target, Window
from transit_desk.services.interim_care import hooks


def places(home: Home, file_id: str) -> dict[str, Place]:
    return {each.kind: each for each in asked(home, hooks.whereabouts_of, file_ids=[file_id])}


def test_who_is_in_hospital_keeps_the_bed_and_the_house_knows_where(home: Home) -> None:
    boy = home.child("m", name="Safari")
    home.give(boy, "boys_14_17-1")
    desk = home.house.desk
    left = desk.now() - HOUR

    desk.do("interim_care.go_away", file_id=boy, kind="hospital", left_at=left, due_back=left + 24 * HOUR)

    there = places(home, boy)
    assert set(there) == {"bed", "hospital"}
    assert (there["hospital"].since, there["hospital"].until) == (left, left + 24 * HOUR)
    assert dict(desk.ask("case_file.tonight").parts)["hospital"] == 1
    with pytest.raises(errors.RuleBroken):
        home.give(home.child("m"), "boys_14_17-1")

    desk.do("interim_care.come_back", file_id=boy, back_at=desk.now())
    assert set(places(home, boy)) == {"bed"}
    assert dict(desk.ask("case_file.tonight").parts) == {
        "in_bed": 1, "hospital": 0, "elsewhere": 0, "not_found": 0, "to_bed": 1,
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["leave", "trial", "with_staff"])
def test_who_is_elsewhere_tonight_is_not_counted_in_bed(home: Home, kind: str) -> None:
    girl = home.child("f")
    home.give(girl, "girls-1")
    desk = home.house.desk

    desk.do("interim_care.go_away", file_id=girl, kind=kind, left_at=desk.now(), with_whom="Sœur Rose (fictive)")

    assert dict(desk.ask("case_file.tonight").parts) == {
        "in_bed": 0, "hospital": 0, "elsewhere": 1, "not_found": 0, "to_bed": 0,
    }  # fmt: skip


def test_nobody_is_away_twice_and_the_refusal_names_the_first(home: Home) -> None:
    boy = home.child("m")
    desk = home.house.desk
    desk.do("interim_care.go_away", file_id=boy, kind="leave", left_at=desk.now() - 3 * HOUR)
    before = home.house.commits()

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("interim_care.go_away", file_id=boy, kind="hospital", left_at=desk.now())

    assert refused.value.field == "left_at"
    assert "On leave since" in str(refused.value)
    assert home.house.commits() == before


@pytest.mark.parametrize(("left", "due", "field"), [(1, None, "left_at"), (-2, -3, "due_back"), (-2, -2, "due_back")])
def test_an_hour_to_come_and_a_return_before_leaving_are_refused(
    home: Home, left: int, due: int | None, field: str
) -> None:
    boy = home.child("m")
    desk = home.house.desk
    now = desk.now()

    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("interim_care.go_away", file_id=boy, kind="leave", left_at=now + left * HOUR,
                due_back=None if due is None else now + due * HOUR)  # fmt: skip

    assert refused.value.field == field


def test_a_return_is_refused_where_nobody_left_and_before_the_leaving(home: Home) -> None:
    boy = home.child("m")
    desk = home.house.desk
    with pytest.raises(errors.RuleBroken):
        desk.do("interim_care.come_back", file_id=boy, back_at=desk.now())
    desk.do("interim_care.go_away", file_id=boy, kind="leave", left_at=desk.now() - HOUR)

    for hours in (-1, 1):
        with pytest.raises(errors.RuleBroken) as refused:
            desk.do("interim_care.come_back", file_id=boy, back_at=desk.now() + hours * HOUR)
        assert refused.value.field == "back_at"


def test_a_leaving_and_a_return_are_undone(home: Home) -> None:
    boy = home.child("m")
    desk = home.house.desk
    desk.do("interim_care.go_away", file_id=boy, kind="leave", left_at=desk.now() - HOUR)
    desk.do("interim_care.come_back", file_id=boy, back_at=desk.now())

    desk.undo()
    assert "leave" in places(home, boy)
    desk.undo()
    assert places(home, boy) == {}


def test_a_return_is_not_undone_into_a_second_absence(home: Home) -> None:
    boy = home.child("m")
    desk = home.house.desk
    desk.do("interim_care.go_away", file_id=boy, kind="leave", left_at=desk.now() - 3 * HOUR)
    desk.do("interim_care.come_back", file_id=boy, back_at=desk.now() - 2 * HOUR)
    later = desk.now() - HOUR
    desk.do("interim_care.go_away", file_id=boy, kind="hospital", left_at=later)
    desk.undo()
    desk.do("interim_care.go_away", file_id=boy, kind="hospital", left_at=later)

    assert set(places(home, boy)) == {"hospital"}


def test_a_child_who_does_not_live_here_is_not_away_from_here(home: Home) -> None:
    desk = home.house.desk
    elsewhere = desk.do("case_file.open_case", sex="m", care_track="reunified", name="Musa")

    with pytest.raises(errors.RuleBroken):
        desk.do("interim_care.go_away", file_id=elsewhere, kind="leave", left_at=desk.now())


def test_who_is_late_stands_first_then_who_is_due_next_then_who_said_no_hour(home: Home) -> None:
    desk = home.house.desk
    now = desk.now()
    for name, due in (("Amani", None), ("Baraka", now + 5 * HOUR), ("Cito", now - HOUR), ("Dieu", now + HOUR)):
        desk.do("interim_care.go_away", file_id=home.child("m", name=name), kind="leave", left_at=now - 2 * HOUR,
                due_back=due, with_whom="Sœur Rose (fictive)")  # fmt: skip

    listed = desk.ask("interim_care.away_now", window=Window())

    assert [row.who for row in listed.rows] == ["Cito", "Dieu", "Baraka", "Amani"]
    assert [row.state is not None for row in listed.rows] == [True, False, False, False]
    assert str(listed.sum_up) == "4 children away, late: 1"
    assert [row.who for row in desk.ask("interim_care.away_now", window=Window(words="cit")).rows] == ["Cito"]


def test_today_counts_who_is_late_and_who_comes_back_and_names_nobody(home: Home) -> None:
    desk = home.house.desk
    now = desk.now()
    for name, due in (("Amani", now + HOUR), ("Baraka", now + 2 * HOUR), ("Cito", now - HOUR)):
        desk.do("interim_care.go_away", file_id=home.child("m", name=name), kind="leave", left_at=now - 2 * HOUR,
                due_back=due)  # fmt: skip

    told = {str(task.title): task for task in desk.ask("case_file.tonight").tasks}

    assert told["1 child is not back at the hour that was said"].target == Target("interim_care.away")
    assert told["2 children come back"].tier == "night"
    assert not any(name in repr(told) for name in ("Amani", "Baraka", "Cito"))


def test_a_child_is_expected_at_another_hour_until_it_is_back(home: Home) -> None:
    boy = home.child("m")
    desk = home.house.desk
    left = desk.now() - 2 * HOUR
    absence = desk.do("interim_care.go_away", file_id=boy, kind="leave", left_at=left, due_back=left + HOUR)

    desk.do("interim_care.change_absence", record_id=absence, due_back=left + 9 * HOUR, with_whom="His uncle")
    assert places(home, boy)["leave"].until == left + 9 * HOUR
    desk.undo()
    assert places(home, boy)["leave"].until == left + HOUR
    with pytest.raises(errors.RuleBroken) as refused:
        desk.do("interim_care.change_absence", record_id=absence, due_back=left)
    assert refused.value.field == "due_back"

    desk.do("interim_care.come_back", file_id=boy, back_at=desk.now())
    with pytest.raises(errors.RuleBroken):
        desk.do("interim_care.change_absence", record_id=absence, due_back=left + 9 * HOUR)


def test_an_absence_by_mistake_is_taken_back_with_a_reason_and_the_undo_brings_it_again(home: Home) -> None:
    boy = home.child("m")
    desk = home.house.desk
    left = desk.now() - HOUR
    absence = desk.do("interim_care.go_away", file_id=boy, kind="leave", left_at=left)
    with pytest.raises(errors.RuleBroken):
        desk.do("interim_care.take_back", record_id=absence, why=" ")

    desk.do("interim_care.take_back", record_id=absence, why="Another boy of that name")
    assert places(home, boy) == {}
    desk.undo()
    assert set(places(home, boy)) == {"leave"}


def test_the_childs_page_tells_beds_and_absences_the_last_first(home: Home) -> None:
    boy = home.child("m")
    home.give(boy, "boys_14_17-1", why="Near his brother")
    desk = home.house.desk
    desk.do("interim_care.go_away", file_id=boy, kind="leave", left_at=desk.now() - 3 * HOUR, why="A funeral")
    desk.do("interim_care.come_back", file_id=boy, back_at=desk.now() - 2 * HOUR)
    desk.do("interim_care.go_away", file_id=boy, kind="with_staff", left_at=desk.now() - HOUR, due_back=desk.now() - 1)

    absences, beds = desk.ask("interim_care.tab", record_id=boy).start

    assert [entry.past for entry in absences.entries] == [False, True]
    assert str(absences.entries[0].mark.words) == "late"
    assert absences.entries[1].cells[-1] == "A funeral"
    assert absences.verb is None, "who is away does not leave again"
    assert [str(cell) for cell in beds.entries[0].cells[::2]] == ["boys_14_17-1", "Near his brother"]


def packed(home: Home, file_id: str, audience: str) -> dict[str, Any]:
    parts = asked(home, hooks.handover_of, file_id=file_id, audience=audience)
    return dict(parts[0].content) if parts else {}


def test_the_receiving_centre_reads_nights_and_absences_and_no_bed(home: Home) -> None:
    boy = home.child("m")
    home.give(boy, "boys_14_17-1", why="Near his brother")
    desk = home.house.desk
    left = desk.now() - 3 * HOUR
    desk.do("interim_care.go_away", file_id=boy, kind="leave", left_at=left, with_whom="Sœur Rose (fictive)",
            why="A funeral")  # fmt: skip
    desk.do("interim_care.come_back", file_id=boy, back_at=desk.now())

    told = packed(home, boy, "centre")

    assert [each["from_day"] for each in told["nights"]] == [desk.day(desk.now()).isoformat()]
    (absence,) = told["absences"]
    assert absence["kind"] == "leave"
    assert absence["left_at"] == desk.local(left).isoformat(timespec="minutes")
    assert "due_back" not in absence
    assert (absence["with_whom"], absence["why"]) == ("Sœur Rose (fictive)", "A funeral")
    assert "boys_14_17-1" not in repr(told)
    assert "brother" not in repr(told)


def test_an_agency_without_consent_is_told_no_night_and_a_promise_is_no_night(home: Home) -> None:
    boy, other = home.child("m"), home.child("m")
    home.give(boy, "boys_14_17-1")
    desk = home.house.desk
    tomorrow = desk.day(desk.now() + 24 * HOUR)
    desk.do("interim_care.reserve_bed", file_id=other, bed_id=home.beds["boys_14_17-2"], from_day=tomorrow)

    assert packed(home, boy, "centre")["nights"]
    assert packed(home, boy, "receiving_agency") == {}, "nobody agreed to that"
    assert packed(home, other, "centre") == {}
