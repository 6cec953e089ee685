"""The sums of a group arrival: every child is counted once, and the event says who is missing."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk import choices
from transit_desk.domain import errors
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.services.arrivals import rules
from transit_desk.services.arrivals.rules import RowFacts

DAY = datetime.date(2026, 9, 14)


def row(
    disposition: str | None = None,
    *,
    complete: bool = False,
    sex: str = "m",
    place: int = 1,
    baby: bool = False,
    reason: str | None = None,
) -> RowFacts:
    return RowFacts(f"r{place}", place, f"Wilondja {place}", sex, disposition, reason, baby=baby, complete=complete)


ROWS = st.lists(
    st.builds(
        RowFacts,
        id=st.uuids().map(str),
        place=st.integers(1, 60),
        label=st.just("Balola"),
        sex=st.sampled_from(choices.load("sex").keys),
        disposition=st.none() | st.sampled_from(choices.load("disposition").keys),
        reason=st.none() | st.sampled_from(choices.load("transfer_reason").keys),
        baby=st.booleans(),
        complete=st.booleans(),
    ),
    max_size=40,
)


@given(rows=ROWS, not_shown=st.none() | st.integers(0, 20))
def test_every_child_seen_is_counted_exactly_once(rows: list[RowFacts], not_shown: int | None) -> None:
    counted = rules.sums(rows, None, not_shown)

    assert counted.seen == counted.returned + counted.to_centre + counted.elsewhere + counted.unaccounted
    assert counted.seen == counted.girls + counted.boys + counted.sex_unknown
    assert counted.seen + counted.babies == len(rows)
    assert min(counted.returned, counted.to_centre, counted.elsewhere, counted.unaccounted) >= 0
    assert counted.unaccounted == len(rules.unaccounted(rows))


@given(rows=ROWS, announced=st.none() | st.integers(0, 60), not_shown=st.none() | st.integers(0, 20))
def test_an_event_closes_only_when_nothing_is_missing(
    rows: list[RowFacts], announced: int | None, not_shown: int | None
) -> None:
    counted = rules.sums(rows, announced, not_shown)

    refused = rules.refusals_to_close(counted, rows, None, girls_noted=False)

    whole = counted.right and counted.girls > 0
    reasons = all(each.reason for each in rows if not each.baby and each.disposition == "to_centre")
    assert (not refused) == (whole and reasons)
    assert all(each.field for each in refused)


def test_of_thirty_three_twenty_two_went_home_and_eleven_came_to_the_centre() -> None:
    rows = [
        *(row("returned_on_site", complete=True, place=n, sex="f" if n < 3 else "m") for n in range(1, 23)),
        *(row("to_centre", reason="family_not_traced", place=n) for n in range(23, 34)),
        row("to_centre", place=0, baby=True),
    ]

    counted = rules.sums(rows, 35, 2)

    assert (counted.seen, counted.returned, counted.to_centre, counted.unaccounted) == (33, 22, 11, 0)
    assert (counted.girls, counted.boys, counted.babies) == (2, 31, 1)
    assert counted.right
    assert str(counted.announced_spoken()) == "35 announced = 33 seen + 2 not shown"
    assert "33 seen = 22 back in the family + 11 to the centre + 0" in str(counted.spoken())
    assert rules.refusals_to_close(counted, rows, None, girls_noted=False) == ()


def test_a_return_counts_only_once_it_is_answered_for() -> None:
    rows = [row("returned_on_site", sex="f")]

    counted = rules.sums(rows, 1, 0)
    (missing,) = rules.refusals_to_close(counted, rows, None, girls_noted=False)

    assert counted.unaccounted == 1
    assert missing.field == "r1.return"
    assert str(missing) == "Row 1 (Wilondja 1) is not accounted for: answer the questions about the return."


def test_the_refusal_names_the_child_nobody_wrote_down_a_way_for() -> None:
    rows = [row("to_centre", sex="f", reason="health"), row(place=7)]

    (missing,) = rules.refusals_to_close(rules.sums(rows, 2, 0), rows, None, girls_noted=False)

    assert missing.field == "r7.disposition"
    assert str(missing) == "Row 7 (Wilondja 7) is not accounted for: write where this child goes."


def test_a_child_comes_to_the_centre_for_a_reason() -> None:
    rows = [row("to_centre", sex="f")]

    (missing,) = rules.refusals_to_close(rules.sums(rows, 1, 0), rows, None, girls_noted=False)

    assert missing.field == "r1.reason"


@pytest.mark.parametrize(
    ("announced", "not_shown", "field", "says"),
    [
        (None, 0, "announced", "Write how many children were announced."),
        (3, 1, "not_shown", "3 were announced, but 1 seen and 1 not shown make 2."),
        (3, None, "not_shown", "3 were announced, but 1 seen and 0 not shown make 1."),
    ],
)
def test_announced_is_seen_and_not_shown(announced: int | None, not_shown: int | None, field: str, says: str) -> None:
    rows = [row("refused", sex="f")]

    (missing,) = rules.refusals_to_close(rules.sums(rows, announced, not_shown), rows, None, girls_noted=False)

    assert (missing.field, str(missing)) == (field, says)


def test_where_nobody_was_announced_the_words_say_so() -> None:
    assert str(rules.sums([row("refused")], None, None).announced_spoken()).startswith("1 seen; how many")


@pytest.mark.parametrize(
    ("asked", "noted", "field"),
    [
        (None, False, "girls_asked"),
        (None, True, "girls_asked"),
        ("not_asked", False, "girls_note"),
        ("not_asked", True, None),
        ("asked_none", False, None),
        ("asked_hidden", False, None),
    ],
)
def test_a_list_without_a_girl_asks_about_girls(asked: str | None, noted: bool, field: str | None) -> None:
    rows = [row("refused")]

    refused = rules.refusals_to_close(rules.sums(rows, 1, 0), rows, asked, girls_noted=noted)

    assert [each.field for each in refused] == ([field] if field else [])


def test_every_disposition_has_a_place_for_the_child() -> None:
    tracks = choices.load("care_track")
    every = choices.load("disposition").keys

    assert all(rules.track_of(key) in tracks for key in every)
    assert set(rules.TRACKS) <= set(every)
    assert rules.track_of("returned_on_site") == "unknown"
    assert rules.track_of(None) == "unknown"


def test_what_the_rules_name_stands_in_the_lists() -> None:
    assert choices.load("event_stage").keys == rules.STAGES
    assert {rules.RETURNED, rules.TO_CENTRE} <= set(choices.load("disposition").keys)


# -- one cell, one moment, one return


@pytest.mark.parametrize("told", ["14", "≈ 15", "14-16", "environ 15 ans", "8 mois"])
def test_an_age_is_read_as_people_write_it(told: str) -> None:
    rules.read_age(Said(told), "child", DAY)


@pytest.mark.parametrize("told", ["26", "120", "grand", "-3"])
def test_an_age_nobody_can_have_here_is_refused_beside_its_cell(told: str) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        rules.read_age(Said(told), "child", DAY)

    assert refused.value.field == "age_typed"


def test_an_age_that_was_not_told_is_no_age_to_read() -> None:
    rules.read_age(Said(None, Answer.REFUSED), "child", DAY)


@pytest.mark.parametrize(
    ("departed", "arrived", "field"),
    [(5, 9, None), (None, 9, None), (5, None, None), (9, 5, "arrived_at"), (11, None, "departed_at"),
     (5, 11, "arrived_at")],
)  # fmt: skip
def test_a_way_ends_after_it_begins(departed: int | None, arrived: int | None, field: str | None) -> None:
    if field is None:
        rules.moments_in_order(departed, arrived, 10)
        return
    with pytest.raises(errors.RuleBroken) as refused:
        rules.moments_in_order(departed, arrived, 10)

    assert refused.value.field == field


def test_a_closed_event_and_a_child_who_arrived_are_refused() -> None:
    rules.not_closed(None)
    rules.may_move(None)
    rules.may_carry(mother_is_baby=False, mother_event="a", event="a")
    with pytest.raises(errors.RuleBroken):
        rules.not_closed(1)
    with pytest.raises(errors.RuleBroken):
        rules.may_move(DAY)
    with pytest.raises(errors.RuleBroken):
        rules.may_carry(mother_is_baby=True, mother_event="a", event="a")
    with pytest.raises(errors.RuleBroken):
        rules.may_carry(mother_is_baby=False, mother_event="a", event="b")
    with pytest.raises(errors.RuleBroken):
        rules.may_carry(mother_is_baby=False, mother_event="a", event="a", mother_is_boy=True)


@given(answered=st.dictionaries(st.sampled_from(rules.RETURN_ANSWERS), st.booleans()))
def test_a_return_is_complete_when_no_question_is_open(answered: dict[str, bool]) -> None:
    assert rules.is_complete(answered) == (not rules.open_questions(answered))


def test_an_answer_is_any_answer_but_silence() -> None:
    assert rules.put(Said("yes"))
    assert rules.put(Said(None, Answer.UNKNOWN))
    assert rules.put(Said(None, Answer.REFUSED))
    assert rules.put("mother")
    assert not rules.put(Said(None, Answer.NOT_ASKED))
    assert not rules.put(None)
    assert not rules.put("")
    assert not rules.put([])


def test_a_link_that_was_not_checked_sends_nobody_home() -> None:
    assert rules.checks_count(["document", "not_checked"])
    assert not rules.checks_count(["not_checked"])
    assert not rules.checks_count([])
    assert not rules.checks_count(None)


@pytest.mark.parametrize("days", [0, 1, 14])
def test_the_first_visit_comes_within_fourteen_days(days: int) -> None:
    rules.visit_in_window(DAY + datetime.timedelta(days=days), DAY, 14)


@pytest.mark.parametrize("days", [-1, 15])
def test_a_first_visit_outside_its_window_is_refused(days: int) -> None:
    rules.visit_in_window(None, DAY, 14)
    with pytest.raises(errors.RuleBroken) as refused:
        rules.visit_in_window(DAY + datetime.timedelta(days=days), DAY, 14)

    assert refused.value.field == "visit_by"


@pytest.mark.parametrize(
    ("one", "other", "why", "asked"),
    [
        ("to_centre", "returned_on_site", None, True), ("to_centre", "returned_on_site", "  ", True),
        ("to_centre", "returned_on_site", "his wish", False), ("to_centre", "to_centre", None, False),
        ("to_centre", None, None, False),
    ],
)  # fmt: skip
def test_brothers_who_go_to_different_places_are_named_until_it_is_written_why(
    one: str, other: str | None, why: str | None, asked: bool
) -> None:
    pair = (row(one), row(other, place=2))

    found = rules.parted([pair, (pair[1], pair[0])], why)

    assert (found is not None) == asked
    assert found is None or found.field == "parted_why"
