"""How long a child stays: looked at after 30, 60 and 80 days; past ninety only with the director's name under it."""

from __future__ import annotations

import pytest

from tests.services.arrivals.house import DAY
from tests.services.daily.looks import gathered
from tests.services.leaving.conftest import DAYS, Home
from transit_desk import choices
from transit_desk.desk import Desk
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.domain.timeline import Span
from transit_desk.module import Entries, Facts, Task

REVIEW = {"on_day": DAY, "outcome": "goes_on", "child_view": Said("I like the school."), "words": None}


def marks(home: Home, file_id: str) -> list[str]:
    header = home.house.desk.ask("case_file.child", record_id=file_id).header
    return [str(mark.words) for mark in header.marks if "extension" in str(mark.words)]


def tasks(home: Home) -> list[str]:
    return [str(task.title) for task in home.house.desk.ask("case_file.tonight").tasks if isinstance(task, Task)]


def test_a_stay_is_looked_at_after_thirty_sixty_and_eighty_days(home: Home) -> None:
    file_id = home.child()

    due = [row for row in home.house.desk.ask("case_file.dues", file_id=file_id) if row.what == "stay_review"]

    assert [(row.to_day - DAY).days for row in due] == [30, 60, 80]
    assert [(row.to_day - row.from_day).days for row in due] == [7, 7, 7]


def test_what_had_passed_when_the_stay_was_written_down_is_not_asked_for(home: Home) -> None:
    due = home.house.desk.ask("case_file.dues", file_id=home.child(61))

    assert [row.to_day for row in due if row.what == "stay_review"] == [DAY + 19 * DAYS]


def test_a_review_does_what_was_due_for_it_and_nothing_that_comes_later(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(25)

    desk.do("leaving.review", file_id=file_id, values=REVIEW)

    due = [row for row in desk.ask("case_file.dues", file_id=file_id) if row.what == "stay_review"]
    assert sorted((row.done_on is not None, (row.to_day - DAY).days) for row in due) == [
        (False, 35),
        (False, 55),
        (True, 5),
    ]
    assert "I like the school." in str(desk.ask("leaving.tab", record_id=file_id).start[0].entries[0].cells)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"on_day": DAY + DAYS}, "on_day"),
        ({"on_day": DAY - 26 * DAYS}, "on_day"),
        ({"on_day": None}, "on_day"),
        ({"child_view": Said(None, Answer.NOT_ASKED)}, "child_view"),
    ],
)
def test_a_review_that_cannot_be_is_refused(home: Home, changed: dict[str, object], field: str) -> None:
    file_id = home.child(25)

    with pytest.raises(errors.RuleBroken) as refused:
        home.house.desk.do("leaving.review", file_id=file_id, values={**REVIEW, **changed})

    assert refused.value.field == field


def test_past_ninety_days_today_and_the_child_s_page_tell_it_until_the_director_signs(home: Home) -> None:
    desk = home.house.desk
    ninety, longer = home.child(90), home.child(91, name="Neema")
    told = "1 child here for more than 90 days without an extension"
    assert not marks(home, ninety)
    assert marks(home, longer)
    assert told in tasks(home)

    desk.do("leaving.extend", file_id=longer, values=home.extension())

    assert not marks(home, longer)
    assert told not in tasks(home)
    desk.undo()
    assert marks(home, longer)


def test_only_the_director_signs(home: Home) -> None:
    file_id = home.child(91)
    desk = home.house.at("caseworker")

    with pytest.raises(errors.NotAllowed):
        desk.do("leaving.extend", file_id=file_id, values=home.extension())


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reason": None}, "reason"),
        ({"alternatives": "…"}, "alternatives"),
        ({"child_view": Said(None, Answer.NOT_ASKED)}, "child_view"),
        ({"to_day": DAY - DAYS}, "to_day"),
        ({"from_day": DAY + 9 * DAYS}, "from_day"),
    ],
)
def test_an_extension_without_its_reasons_is_refused(home: Home, changed: dict[str, object], field: str) -> None:
    file_id = home.child(91)

    with pytest.raises(errors.RuleBroken) as refused:
        home.house.desk.do("leaving.extend", file_id=file_id, values=home.extension(**changed))

    assert refused.value.field == field


def test_an_extension_ends_and_is_told_again(home: Home) -> None:
    file_id = home.child(91)
    home.house.desk.do("leaving.extend", file_id=file_id, values=home.extension())
    home.later(21)

    assert marks(home, file_id)
    start = home.house.desk.ask("leaving.extension_values", file_id=file_id)
    assert start == {"from_day": DAY + 21 * DAYS}


def test_figures_tell_who_is_past_the_limit_by_reason_sex_and_band_and_how_long_stays_lasted(home: Home) -> None:
    desk = home.house.desk
    home.child(10)
    over, signed, gone = home.child(100), home.child(95, name="Neema"), home.child(40, name="Aline")
    desk.do("leaving.extend", file_id=signed, values=home.extension(from_day=DAY - 4 * DAYS))
    desk.do("leaving.leave", file_id=gone, values=home.leaving())

    told = dict(gathered(desk, "figures", start=DAY - 30 * DAYS, end=DAY))

    assert over
    assert told["leaving.over_the_limit"] == told["leaving.over_the_limit.f.14_15"] == 2
    assert told["leaving.over_the_limit_of_a_hundred"] == 67
    assert told["leaving.over_the_limit.reason.none"] == told["leaving.over_the_limit.reason.no_family_traced"] == 1
    assert told["leaving.mean_days"] == told["leaving.median_days"] == 40


def test_the_prolongation_form_carries_the_reason_and_two_signatures_and_can_be_printed_blank(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(91)
    blank = str(desk.ask("leaving.extension_form", file_id=file_id).blocks)
    assert all(words in blank for words in ("was not extended yet", "Amani", "Transport", "The director"))
    desk.do("leaving.extend", file_id=file_id, values=home.extension())

    told = str(desk.ask("leaving.extension_form", file_id=file_id).blocks)

    assert "aunt in Uvira" in told
    assert "wait for my uncle" in told
    assert "The director" in told
    assert "Transport" in str(desk.ask("leaving.extension_blank").blocks)


def test_the_receiving_centre_reads_on_which_reason_the_stay_went_on(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(91)
    desk.do("leaving.extend", file_id=file_id, values=home.extension())

    packed = gathered(desk, "handover", file_id=file_id, audience="centre")

    assert [each.content["extensions"][0]["reason"] for each in packed if each.section == "stay"] == [
        "no_family_traced"
    ]


def test_the_night_reads_until_when_a_stay_goes_on_and_where_nobody_but_who_may_reads_why_or_where_to(
    home: Home,
) -> None:
    desk = home.house.desk
    file_id = home.child(91)
    desk.do("leaving.extend", file_id=file_id, values=home.extension(reason="court_detention"))
    desk.do("leaving.plan", file_id=file_id, values={
        "planned_for": DAY + DAYS, "track": "detained", "with_whom": None,
    })  # fmt: skip
    secret = (*choices.load("extension_reason")["court_detention"].labels.values(), "Detained", "En détention")

    def told(desk: Desk) -> str:
        tab = desk.ask("leaving.tab", record_id=file_id)
        return str([str(line.value) for line in tab.end[1].lines]) + str(
            [[str(cell) for cell in entry.cells] for block in (*tab.start, tab.end[0]) for entry in block.entries]
            + [str(event.detail) for event in gathered(desk, "timeline", file_id=file_id, span=Span())
               if event.module == "leaving"]
        )  # fmt: skip

    assert "Court or detention" in told(desk)
    night = told(home.house.at("receptionist"))
    assert "until 4 Oct 2026" in night
    assert not [each for each in secret if each in night]


def test_an_extension_of_joined_files_stands_once(home: Home) -> None:
    desk = home.house.desk
    one, other = home.child(95), home.child(3, name="Amani M.")
    desk.do("leaving.extend", file_id=one, values=home.extension(from_day=DAY - 4 * DAYS))
    desk.do("case_file.merge", file_id=one, other_id=other, why="her mother told us", why_both="came twice")

    for file_id in (one, other):
        tab = desk.ask("leaving.tab", record_id=file_id)
        found = [block for block in tab.start if isinstance(block, Entries) and block.title == "Extensions"]
        assert sum(len(block.entries) for block in found) == 1
        assert sum(isinstance(block, Facts) and block.title == "Length of the stay" for block in tab.end) == 1


def test_two_extensions_of_the_same_days_are_told_once_their_files_are_joined(home: Home) -> None:
    desk = home.house.desk
    one, other = home.child(95), home.child(95, name="Amani M.")
    for file_id in (one, other):
        desk.do("leaving.extend", file_id=file_id, values=home.extension(from_day=DAY - 4 * DAYS))

    def marks() -> list[str]:
        blocks = [block for block in desk.ask("leaving.tab", record_id=one).start if isinstance(block, Entries)]
        found = [entry.mark for block in blocks if block.title == "Extensions" for entry in block.entries]
        return [str(mark.words) for mark in found if mark is not None]

    assert marks() == []
    desk.do("case_file.merge", file_id=one, other_id=other, why="her mother told us", why_both="came twice")
    assert marks() == ["another covers these days too"] * 2


def test_only_who_leads_the_house_lets_a_child_leave_by_own_choice(home: Home) -> None:
    file_id = home.child(10)
    values = home.leaving(track="independent", own_choice=True, safety_plan="He calls us on Saturday.")
    desk = home.house.desk
    desk.do("case_file.assign", file_id=file_id, worker_id=home.house.workers["caseworker"])

    with pytest.raises(errors.RuleBroken, match="Call the director") as refused:
        home.house.at("caseworker").do("leaving.leave", file_id=file_id, values=values)
    assert refused.value.field == "own_choice"
    home.house.at("director").do(
        "leaving.by_own_choice", file_id=file_id, on_day=DAY, safety_plan="He calls us on Saturday."
    )
    home.house.at("caseworker").do("leaving.leave", file_id=file_id, values=values)


def test_a_leaving_by_own_choice_that_was_not_so_gives_back_the_plan_in_whose_place_it_came(home: Home) -> None:
    desk = home.house.desk
    file_id = home.child(10)
    values: dict[str, object] = {"planned_for": DAY + 2 * DAYS, "track": "kin", "with_whom": "an uncle"}
    planned = desk.do("leaving.plan", file_id=file_id, values=values)
    with pytest.raises(errors.RuleBroken, match="reason"):
        desk.do("leaving.not_by_own_choice", record_id=planned)
    gone = desk.do("leaving.by_own_choice", file_id=file_id, on_day=DAY, safety_plan="He calls us on Saturday.")

    desk.do("leaving.not_by_own_choice", record_id=gone)
    door = desk.ask("leaving.door", file_id=file_id).values
    assert (door["track"], door["own_choice"]) == ("kin", False)

    gone = desk.do("leaving.by_own_choice", file_id=file_id, on_day=DAY, safety_plan="He calls us on Saturday.")
    desk.do("leaving.take_back", record_id=gone, why="it was another child")
    desk.do("leaving.not_by_own_choice", record_id=gone)
    assert not desk.ask("leaving.to_leave", until=DAY + 9 * DAYS)
