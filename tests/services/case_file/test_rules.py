"""What must hold of a case file, rule by rule."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from transit_desk.domain import births, errors
from transit_desk.domain.fields import Said
from transit_desk.domain.levels import Answer
from transit_desk.services.case_file import rules

TODAY = datetime.date(2026, 11, 21)
TOMORROW = TODAY + datetime.timedelta(days=1)
LIVING = rules.Side("one", lives_here=True)


def test_an_answer_cannot_end_before_it_was_given() -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        rules.expiry_after(TODAY, TODAY - datetime.timedelta(days=1))
    assert refused.value.field == "expires_on"


@pytest.mark.parametrize("expires", [None, TODAY, TOMORROW])
def test_an_answer_may_end_on_its_day_later_or_never(expires: datetime.date | None) -> None:
    rules.expiry_after(TODAY, expires)


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [("resident", "missing", True), ("missing", "resident", True), ("missing", "kin", False), ("kin", "missing", False),
     ("resident", "hospital", False), ("missing", "missing", False)],
)  # fmt: skip
def test_who_searches_says_missing_or_back_and_nothing_else(before: str, after: str, may: bool) -> None:
    if may:
        rules.of_a_search(before, after)
    else:
        with pytest.raises(errors.RuleBroken, match="searched from this house"):
            rules.of_a_search(before, after)


def test_a_window_ends_on_or_after_the_day_it_opens() -> None:
    rules.window_in_order(TODAY, TODAY)
    with pytest.raises(errors.RuleBroken) as refused:
        rules.window_in_order(TOMORROW, TODAY)
    assert refused.value.field == "to_day"


@pytest.mark.parametrize(
    ("needs", "specialist"),
    [
        (Said(["needs_specialist"]), True),
        (Said(["injury", "see_nurse_today"]), True),
        (Said(["injury"]), False),
        (Said(None, Answer.REFUSED), False),
        (None, False),
    ],
)
def test_only_that_a_specialist_is_needed_is_seen_by_others(needs: object, specialist: bool) -> None:
    assert rules.needs_specialist(needs) is specialist


def test_an_age_is_read_as_the_births_it_allows() -> None:
    read = rules.read_claim("age", Said("≈ 15"), "child", TODAY, TODAY)
    assert read is not None
    assert (read["low"], read["high"], read["estimated"]) == (15, 15, True)
    assert read["born_from"] == "2009-11-22"
    assert read["born_to"] == "2012-11-21"


@pytest.mark.parametrize(("what", "said"), [("name", Said("Amani")), ("age", Said(None, Answer.UNKNOWN))])
def test_other_words_mean_no_more_than_they_say(what: str, said: Said) -> None:
    assert rules.read_claim(what, said, "child", TODAY, TODAY) is None


def test_a_birth_is_read_as_the_days_it_can_mean_and_how_it_was_told() -> None:
    read = rules.read_claim("birth", Said("vers 2009, saison sèche"), "mother", TODAY, TODAY)

    assert read == {"born_from": "2008-06-01", "born_to": "2010-08-31", "told_as": "season", "estimated": True}


def test_an_age_that_cannot_be_read_is_refused_beside_the_words() -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        rules.read_claim("age", Said("99"), "child", TODAY, TODAY)
    assert refused.value.field == "words"


def test_a_file_in_which_something_stands_cannot_be_taken_back_by_undo() -> None:
    rules.nothing_hangs_on(0)
    with pytest.raises(errors.RuleBroken):
        rules.nothing_hangs_on(1)


def test_no_file_is_taken_back_of_a_child_who_lives_here_or_for_whom_something_waits() -> None:
    rules.lives_elsewhere(lives_here=False)
    rules.all_settled([])
    with pytest.raises(errors.RuleBroken, match="lives in the house"):
        rules.lives_elsewhere(lives_here=True)
    with pytest.raises(errors.RuleBroken, match="First settle this: a bed"):
        rules.all_settled(["a bed", "a kit"])


@pytest.mark.parametrize(
    ("lives_here", "withdrawn", "words"), [(True, False, "lives in the house already"), (False, True, "taken back")]
)
def test_a_child_is_received_again_who_left_in_a_file_that_is_in_use(
    lives_here: bool, withdrawn: bool, words: str
) -> None:
    rules.comes_back(lives_here=False, withdrawn=False)
    with pytest.raises(errors.RuleBroken) as refused:
        rules.comes_back(lives_here=lives_here, withdrawn=withdrawn)

    assert words in str(refused.value)


@pytest.mark.parametrize("why", ["one_event", "bound"])
def test_two_who_are_known_to_be_two_are_not_joined(why: str) -> None:
    sides = rules.Side("one"), rules.Side("two")
    rules.may_join(*sides, one_event=False)

    with pytest.raises(errors.RuleBroken) as refused:
        rules.may_join(*sides, one_event=why == "one_event", bound=why == "bound")

    assert refused.value.field == "other_id"
    assert "two children" in str(refused.value)


DECIDING: tuple[tuple[Callable[[], None], Callable[[], None], str | None], ...] = (
    (lambda: rules.may_decide(may=False), lambda: rules.may_decide(may=True), "given_by"),
    (lambda: rules.still_awaits(awaits=False), lambda: rules.still_awaits(awaits=True), None),
    (lambda: rules.child_was_heard(heard=False), lambda: rules.child_was_heard(heard=True), "child_heard"),
    (lambda: rules.nurse_wanted(today=False), lambda: rules.nurse_wanted(today=True), "today"),
    (
        lambda: rules.who_is_there_first(sex="f", by="m", known=False),
        lambda: rules.who_is_there_first(sex="f", by="m", known=True),
        None,
    ),
    (
        lambda: rules.handed_on(sex="f", before="f", after="m", why=" "),
        lambda: rules.handed_on(sex="f", before="f", after="m", why="nobody else is here"),
        "why",
    ),
    (
        lambda: rules.mother_stays_a_girl("m", is_mother=True),
        lambda: rules.mother_stays_a_girl("m", is_mother=False),
        "sex",
    ),
    (lambda: rules.stands_alone(2), lambda: rules.stands_alone(1), None),
    (
        lambda: rules.reason_for_both(LIVING, LIVING, " "),
        lambda: rules.reason_for_both(LIVING, LIVING, "written twice that night"),
        "why_both",
    ),
)


@pytest.mark.parametrize(("refuse", "allow", "field"), DECIDING)
def test_what_is_refused_and_what_passes_differ_in_one_thing(
    refuse: Callable[[], None], allow: Callable[[], None], field: str | None
) -> None:
    allow()
    with pytest.raises(errors.RuleBroken) as refused:
        refuse()

    assert refused.value.field == field


@pytest.mark.parametrize(("sex", "by"), [("m", "m"), ("f", "f"), ("m", "f")])
def test_a_boy_and_whoever_talks_with_a_woman_begin_at_once(sex: str, by: str) -> None:
    rules.who_is_there_first(sex=sex, by=by, known=False)


@pytest.mark.parametrize(("sex", "before", "after"), [("m", "f", "m"), ("f", "m", "m"), ("f", "f", "f")])
def test_a_file_that_stays_in_like_hands_needs_no_reason(sex: str, before: str, after: str) -> None:
    rules.handed_on(sex=sex, before=before, after=after, why=None)


def test_a_birth_worked_out_before_is_kept_as_it_is() -> None:
    born = births.told("mars 2011", "mother", TODAY)

    assert rules.read_claim("birth", Said("mars 2011"), "mother", TODAY, TODAY, born) == born.parts()


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        (rules.Side("a", has_place=True), rules.Side("b", lives_here=True), True),
        (rules.Side("a", lives_here=True), rules.Side("b", joined_from=True), True),
        (rules.Side("a"), rules.Side("b"), False),
    ],
)
def test_the_number_under_which_the_child_sleeps_stays(one: rules.Side, other: rules.Side, *, first: bool) -> None:
    assert rules.which_stays(one, other) is first


def test_a_review_opens_a_week_before_each_step_in_days_or_in_months() -> None:
    thirty, quarter = rules.stay_reviews("30d 3m")

    assert (thirty.offset_months, thirty.offset_days, thirty.window_days) == (0, 23, 7)
    assert (quarter.offset_months, quarter.offset_days, quarter.window_days) == (3, -7, 7)


@pytest.mark.parametrize(("what", "drops", "allowed"), [
    ("registration", False, True), ("stay_review", True, True), ("stay_review", False, False),
])  # fmt: skip
def test_what_is_no_work_of_the_door_is_settled_by_who_follows_the_case(what: str, drops: bool, allowed: bool) -> None:
    assert rules.may_settle(what, drops=drops) is allowed
    if allowed:
        rules.must_settle(what, drops=drops)
        return
    with pytest.raises(errors.NotAllowed):
        rules.must_settle(what, drops=drops)
