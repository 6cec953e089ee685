"""The rules of the time before the centre: dates that fit, detentions apart, who counts, in doubt a child."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import dates, errors
from transit_desk.domain.dates import PartialDate, Precision
from transit_desk.domain.instants import HOUR
from transit_desk.services.history import rules

TODAY = datetime.date(2026, 11, 21)
DAYS = st.dates(datetime.date(2020, 1, 1), TODAY)


def _day(text: str) -> PartialDate:
    return dates.parse(text, TODAY)


def _refused(field: str, act: object, *arguments: object) -> str:
    assert callable(act)
    with pytest.raises(errors.RuleBroken) as refused:
        act(*arguments)
    assert refused.value.field == field
    return str(refused.value)


@pytest.mark.parametrize("words", [None, ""])
def test_no_date_is_no_date(words: object) -> None:
    assert rules.read_date(words, TODAY, "joined") is None


@pytest.mark.parametrize("words", ["hier peut-être", "mars 2027"])
def test_what_cannot_be_read_or_lies_ahead_is_refused_beside_its_field(words: str) -> None:
    _refused("joined", rules.read_date, words, TODAY, "joined")


def test_a_date_as_told_keeps_its_uncertainty() -> None:
    told = rules.read_date("saison sèche 2024", TODAY, "joined")

    assert told is not None
    assert told.precision is Precision.SEASON
    assert rules.known(told)
    assert not rules.known(None)
    assert not rules.known(dates.UNKNOWN)


def test_what_certainly_ended_before_it_began_is_refused() -> None:
    rules.in_order(_day("2024"), _day("03/2024"), "left")
    rules.in_order(None, _day("2024"), "left")
    rules.in_order(_day("2024"), None, "left")

    assert "ends before" in _refused("left", rules.in_order, _day("05/2024"), _day("03/2024"), "left")


def test_how_long_it_lasted_is_known_at_the_least_and_at_the_most() -> None:
    lasted = rules.lasted(_day("03/2024"), _day("05/2024"), TODAY)

    assert lasted == rules.Days(31, 91)
    assert lasted.middle == 61


def test_what_has_no_end_lasts_until_today() -> None:
    assert rules.lasted(_day("01/11/2026"), None, TODAY) == rules.Days(20, 20)
    assert rules.lasted(_day("2026"), None, TODAY) == rules.Days(0, 324)


@pytest.mark.parametrize(
    ("begin", "end"),
    [(None, _day("2024")), (dates.UNKNOWN, None), (_day("avant 2024"), None), (_day("2024"), dates.UNKNOWN)],
)
def test_nothing_is_reckoned_from_what_is_not_known(begin: PartialDate | None, end: PartialDate | None) -> None:
    assert rules.lasted(begin, end, TODAY) is None
    assert rules.say_lasted(rules.lasted(begin, end, TODAY)) == ""


@given(first=DAYS, margin=st.integers(0, 300), length=st.integers(0, 900), end_margin=st.integers(0, 300))
def test_how_long_it_lasted_holds_the_truth(first: datetime.date, margin: int, length: int, end_margin: int) -> None:
    """Whatever days the uncertain dates mean, the number of days lies between the least and the most."""
    day = datetime.timedelta(days=1)
    last = min(first + length * day, TODAY)
    begin = PartialDate(first - margin * day, min(first + margin * day, TODAY), Precision.BETWEEN)
    end = PartialDate(max(last - end_margin * day, begin.earliest), last + end_margin * day, Precision.BETWEEN)

    lasted = rules.lasted(begin, end, TODAY)

    assert lasted is not None
    assert lasted.low <= (last - first).days <= lasted.high


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(1, 1, "1 day"), (3, 3, "3 days"), (3, 40, "3 to 40 days"), (61, 61, "2 months"), (61, 100, "2 to 3 months"),
     (800, 820, "2 years"), (800, 1200, "2 to 3 years"), (0, 100, "up to 3 months")],
)  # fmt: skip
def test_a_span_is_said_as_people_count_it(low: int, high: int, said: str) -> None:
    assert str(rules.say_lasted(rules.Days(low, high))) == said


@pytest.mark.parametrize("role", ["wife", "sexual_purposes", "domestic", "cook", "child_carer", "fighter"])
def test_every_role_is_recruitment_and_use(role: str) -> None:
    """A girl given as a wife and nothing else counts like any other child."""
    assert rules.counts_as_associated([], [role])


def test_a_label_or_a_time_told_counts_and_nothing_told_does_not() -> None:
    assert rules.counts_as_associated(["associated", "separated"], [])
    assert rules.counts_as_associated([], [], told=True)
    assert not rules.counts_as_associated(["vulnerable"], [])


def test_detentions_that_overlap_are_refused_beside_the_field() -> None:
    march = (_day("01/03/2026"), _day("20/03/2026"))

    said = _refused("began", rules.apart, _day("10/03/2026"), _day("30/03/2026"), [march])

    assert "1 Mar 2026" in said
    assert "20 Mar 2026" in said


def test_a_detention_without_an_end_goes_on_until_today() -> None:
    still = (_day("01/11/2026"), None)

    assert "today" in _refused("began", rules.apart, _day("10/11/2026"), _day("12/11/2026"), [still])
    _refused("began", rules.apart, _day("03/11/2026"), None, [still])
    rules.apart(_day("01/10/2026"), _day("01/11/2026"), [still])  # moved from one to the other on that day


def test_uncertain_detentions_are_refused_only_where_they_overlap_for_certain() -> None:
    rules.apart(_day("03/2026"), _day("04/2026"), [(_day("04/2026"), _day("05/2026"))])
    _refused("began", rules.apart, _day("02/2026"), _day("05/2026"), [(_day("03/2026"), _day("04/2026"))])


def test_of_several_detentions_those_that_overlap_are_named() -> None:
    first, second, later = (_day("01/01/2026"), _day("01/04/2026")), (_day("01/02/2026"), None), (_day("01/2025"), None)

    assert rules.together([("a", *first), ("b", *second)]) == {"a", "b"}
    assert rules.together([("a", *first)]) == rules.together([("a", *first), ("c", later[0], _day("02/2025"))]) == set()


@given(a=st.tuples(DAYS, st.none() | DAYS), b=st.tuples(DAYS, st.none() | DAYS))
def test_two_detentions_are_together_exactly_when_they_share_a_night(
    a: tuple[datetime.date, datetime.date | None], b: tuple[datetime.date, datetime.date | None]
) -> None:
    """Exact days held against counting the nights one by one; the order of the two does not matter."""

    def nights(begin: datetime.date, end: datetime.date | None) -> set[int]:
        return set(range(begin.toordinal(), (end or TODAY + datetime.timedelta(days=9)).toordinal()))

    spans = [(dates.exactly(begin), dates.exactly(end) if end else None) for begin, end in (a, b)]
    (one, one_end), (other, other_end) = spans
    if (a[1] and a[1] < a[0]) or (b[1] and b[1] < b[0]):
        return

    together = rules.certainly_together(one, one_end, other, other_end)

    assert together == bool(nights(*a) & nights(*b))
    assert together == rules.certainly_together(other, other_end, one, one_end)


def test_the_handover_comes_after_the_alert_and_neither_lies_ahead() -> None:
    rules.moments_in_order(None, None, 100)
    rules.moments_in_order(10, 20, 100)
    rules.moments_in_order(None, 20, 100)

    _refused("known_at", rules.moments_in_order, 101, None, 100)
    _refused("handed_over_at", rules.moments_in_order, 10, 101, 100)
    _refused("handed_over_at", rules.moments_in_order, 10, 9, 100)


def test_an_outcome_needs_an_end() -> None:
    rules.ended_how(None, None)
    rules.ended_how("2024", "before_judge")

    _refused("ended", rules.ended_how, None, "before_judge")


@pytest.mark.parametrize(
    ("hours", "over", "late"), [(48, True, ""), (49, True, "late"), (72, True, "late"), (73, True, "very_late"),
                                (49, False, "late"), (0, False, "")],
)  # fmt: skip
def test_the_hours_to_the_handover_run_until_it_and_are_late_after_the_limits(
    hours: int, over: bool, late: str
) -> None:
    at = 1_000 * HOUR

    found = rules.hours_to_handover(at, at + hours * HOUR if over else None, at + hours * HOUR, 48, 72)

    assert found == rules.Clock(hours, not over, late)


def test_no_hours_are_counted_from_a_moment_nobody_wrote() -> None:
    assert rules.hours_to_handover(None, 5, 9, 48, 72) is None


def test_a_doubt_about_the_age_speaks_for_the_child() -> None:
    """An army doctor's word makes nobody an adult."""
    assert rules.age_standing([]) == "not_assessed"
    assert rules.age_standing(["cannot_say"]) == "not_assessed"
    assert rules.age_standing(["child", "cannot_say"]) == "child"
    assert rules.age_standing(["adult"]) == rules.age_standing(["child", "adult"]) == "disputed"


def test_a_threat_weighs_more_than_an_approach() -> None:
    assert rules.risk_of("no", None, "no") == 0
    assert rules.risk_of("yes", "no", None) == 1
    assert rules.risk_of("no", "yes", "no") == 2
    assert rules.risk_of("yes", "yes", "yes") == 3


@pytest.mark.parametrize(
    ("risks", "said"), [([], ""), ([1], "first"), ([1, 2], "rising"), ([3, 2], "falling"), ([0, 2, 2], "steady")]
)
def test_the_trend_is_that_of_the_last_two_looks(risks: list[int], said: str) -> None:
    assert rules.trend(risks) == said


def test_an_answer_is_whole_or_not_there() -> None:
    rules.answered_whole(5, None, None)
    rules.answered_whole(5, 6, "Me Balola")
    rules.answered_whole(None, 6, "Me Balola")

    _refused("answered_by", rules.answered_whole, 5, 6, None)
    _refused("answered_by", rules.answered_whole, 5, None, "  ")
    _refused("answered_at", rules.answered_whole, 5, None, "Me Balola")
    _refused("answered_at", rules.answered_whole, 5, 4, "Me Balola")


def test_an_issued_attestation_comes_from_somewhere() -> None:
    rules.issued_whole("requested", None)
    rules.issued_whole("issued", "Bureau provincial")

    _refused("issued_by", rules.issued_whole, "issued", None)
