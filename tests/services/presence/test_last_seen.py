"""Who was seen in the house had not left it before: a leaving and an absence are held to what is written down."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from tests.services.presence.conftest import Home
from transit_desk.domain import errors

ONE = datetime.timedelta(days=1)
HOUR = 3_600_000_000


def _today(home: Home) -> datetime.date:
    return home.desk.day(home.desk.now())


def _leave(home: Home, name: str, day: datetime.date, **more: Any) -> Any:
    values = {"left_on": day, "track": "reunified", "with_whom": None, "own_choice": False, "safety_plan": None, **more}
    return home.desk.do("leaving.leave", file_id=home.files[name], values=values)


def _go_away(home: Home, name: str, at: int, **more: Any) -> Any:
    return home.desk.do("interim_care.go_away", file_id=home.files[name], kind="leave", left_at=at, **more)


def _present(home: Home, *names: str) -> str:
    call = home.begin()
    for name in names:
        home.mark(call, name)
    return call


def test_nobody_leaves_the_house_before_the_roll_call_that_saw_the_child(home: Home) -> None:
    home.later(days=2)
    call, before, files = _present(home, "Safari"), _today(home) - ONE, home.files

    refused: tuple[tuple[str, Callable[[], object]], ...] = (
        ("left_on", lambda: _leave(home, "Safari", before)),
        ("ended_on", lambda: home.desk.do("case_file.leave", file_id=files["Safari"], ended_on=before, track="kin")),
        ("left_at", lambda: _go_away(home, "Safari", home.desk.now() - 26 * HOUR)),
    )
    for field, act in refused:
        commits = home.commits()
        with pytest.raises(errors.RuleBroken, match="was seen in the house after that: Evening roll call, today") as no:
            act()
        assert (no.value.field, no.value.about, home.commits()) == (field, ("roll_call", call), commits)

    _leave(home, "Amani", before)  # whom nobody saw since
    _leave(home, "Safari", before, though_seen="The night guard took his brother for him")
    assert home.desk.ask("leaving.door", file_id=files["Safari"]).began is None


def test_a_line_that_is_put_right_is_no_longer_in_the_way(home: Home) -> None:
    home.later(days=2)
    _present(home, "Safari")
    home.desk.undo()

    _go_away(home, "Safari", home.desk.now() - 26 * HOUR)
    _go_away(home, "Amani", home.desk.now())


def test_an_absence_begins_in_the_minute_in_which_the_child_was_seen(home: Home) -> None:
    _present(home, "Safari", "Amani")
    minute = home.desk.now() - home.desk.now() % 60_000_000

    _go_away(home, "Safari", minute)
    with pytest.raises(errors.RuleBroken, match="was seen in the house after that"):
        _go_away(home, "Amani", minute - 60_000_000)
    _go_away(home, "Amani", minute - 60_000_000, though_seen="it was Safari who answered")


def test_a_bed_given_a_return_an_arrival_and_a_search_that_ended_saw_the_child_too(home: Home) -> None:
    home.later(days=2)
    desk, today, files = home.desk, _today(home), home.files
    call = home.begin()
    home.mark(call, "Riziki", "not_accounted_for")
    search = next(str(each.target.record_id) for each in desk.ask("case_file.tonight").tasks if each.safety)
    desk.do("presence.found", record_id=search, values={"ended_how": "found", "ended_where": "in the garden"})
    desk.do("interim_care.move_bed", file_id=files["Safari"], bed_id=home.beds["B-03"])
    _go_away(home, "Amani", desk.now() - 9 * HOUR)
    desk.do("interim_care.come_back", file_id=files["Amani"], back_at=desk.now() - HOUR)
    told = {"Safari": ("bed B-03 given, today", "bed"), "Amani": ("back in the house, today", "case_file"),
            "Riziki": ("found again, today", "missing_child")}  # fmt: skip
    for name, (words, kind) in told.items():
        with pytest.raises(errors.RuleBroken, match=words) as no:
            desk.do("case_file.leave", file_id=files[name], ended_on=today - ONE, track="kin")
        assert (no.value.about or ("",))[0] == kind

    evacuation = desk.do("presence.evacuate")
    seats = {"name": "Jeep", "adult": "Sifa", "seats": 9}
    jeep = desk.do("presence.add_vehicle", record_id=evacuation, values=seats).vehicle_id
    desk.do("presence.arrive_all", record_id=jeep, values={"count": 5})
    with pytest.raises(errors.RuleBroken, match="arrived with everybody, today") as no:
        desk.do("case_file.leave", file_id=files["Neema"], ended_on=today - ONE, track="kin")
    assert no.value.about == ("evacuation", evacuation)


def test_files_that_were_joined_were_seen_as_one_child(home: Home) -> None:
    home.later(days=2)
    again = home.child("Safari K", "m", "15")
    _present(home, "Safari K")
    home.desk.do("case_file.merge", file_id=again, other_id=home.files["Safari"], why="one boy", why_both="late")

    with pytest.raises(errors.RuleBroken, match="was seen in the house after that: Evening roll call"):
        _leave(home, "Safari", _today(home) - ONE)


def test_of_a_mother_and_her_baby_each_who_was_seen_is_named_and_the_word_is_shown(home: Home) -> None:
    home.later(days=2)
    _present(home, "Riziki", "Dorcas")
    mother, baby, before = home.files["Riziki"], home.files["Dorcas"], _today(home) - ONE
    numbers = {home.desk.ask("case_file.child", record_id=each).header.code for each in (mother, baby)}

    values = {"left_on": before, "track": "reunified", "with_whom": None, "own_choice": False, "safety_plan": None}
    with pytest.raises(errors.Several) as refused:
        home.desk.do("leaving.leave", file_id=mother, values=values, along=(baby,))
    assert {str(each).partition(" ")[0] for each in refused.value.refusals} == numbers

    why = "the call was marked from the list of yesterday"
    home.desk.do("leaving.leave", file_id=mother, values={**values, "though_seen": why}, along=(baby,))
    told = home.desk.ask("leaving.tab", record_id=baby).end[0].entries[0].cells[-1]
    assert str(told) == f"seen here after that: {why}"


def test_who_is_present_while_written_as_away_is_here_and_its_return_is_asked_for(home: Home) -> None:
    desk = home.desk
    _go_away(home, "Amani", desk.now() - HOUR, due_back=desk.now() + 72 * HOUR)
    call = _present(home, "Safari")
    expected = {row.name: row.expected for row in home.call(call).rows}
    title = "1 child was seen here and is still written as away"
    assert (expected["Amani"], _today_says(home, title)) == ("on_leave", False)

    home.later(minutes=10)
    home.mark(call, "Amani")
    seen_at = desk.now()
    home.later(hours=3)

    night = home.begin("night")
    assert {row.name: row.expected for row in home.call(night).rows}["Amani"] == "present"
    assert _today_says(home, title)
    with pytest.raises(errors.RuleBroken, match="was seen in the house before that: Evening roll call") as no:
        desk.do("interim_care.come_back", file_id=home.files["Amani"], back_at=desk.now())
    assert (no.value.field, no.value.about) == ("back_at", ("roll_call", call))
    begins = desk.ask("interim_care.return_values", file_id=home.files["Amani"])["back_at"]
    assert begins == seen_at
    desk.do("interim_care.come_back", file_id=home.files["Amani"], back_at=begins)
    assert not _today_says(home, title)


def _today_says(home: Home, title: str) -> bool:
    return title in {str(each.title) for each in home.desk.ask("case_file.tonight").tasks}


def test_of_a_mother_and_her_baby_who_go_away_each_who_was_seen_is_named_and_nobody_goes_who_is_searched(
    home: Home,
) -> None:
    _present(home, "Riziki", "Dorcas")
    home.mark(home.call().id, "Safari", "not_accounted_for")
    with pytest.raises(errors.Several) as refused:
        _go_away(home, "Riziki", home.desk.now() - HOUR, baby="along")
    assert [each.field for each in refused.value.refusals] == ["left_at", "left_at"]
    with pytest.raises(errors.RuleBroken, match="Safari is not accounted for: end the search first") as no:
        _go_away(home, "Safari", home.desk.now())
    assert no.value.about is not None
    assert no.value.about[0] == "missing_child"
