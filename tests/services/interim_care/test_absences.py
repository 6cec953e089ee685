"""Who is away for a while on a real vault: the bed is kept, the house knows where, one absence at a time."""

from __future__ import annotations

import pytest

from tests.services.interim_care.conftest import Home
from tests.services.interim_care.test_beds import asked
from transit_desk.domain import errors
from transit_desk.module import Place
from transit_desk.services.interim_care import hooks

HOUR = 3_600_000_000


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
