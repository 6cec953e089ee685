"""Figures are told by sex and band of age, and their parts make up the whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import ages, figures

spans = st.none() | st.integers(0, 25).flatmap(lambda low: st.builds(ages.Span, st.just(low), st.integers(low, 25)))
groups = st.builds(figures.group, st.sampled_from(("f", "m", "unknown", "hidden")), spans)


@given(st.lists(groups))
def test_the_groups_of_a_count_make_up_the_whole(children: list[figures.Group]) -> None:
    told = figures.by_group("house.here", children)

    assert told[0] == ("house.here", len(children))
    assert sum(count for _key, count in told[1:]) == len(children)
    assert all(count for _key, count in told[1:])
    assert len({key for key, _count in told}) == len(told)


def test_each_child_is_counted_by_sex_and_band() -> None:
    girl = figures.group("f", ages.Span(15, 15))
    told = dict(figures.by_group("house.here", [girl, girl, figures.group("m", None)]))

    assert told == {"house.here": 3, "house.here.f.14_15": 2, "house.here.m.unknown": 1}


def test_whoever_is_neither_written_down_as_a_girl_nor_a_boy_is_counted_all_the_same() -> None:
    assert figures.group("HIDDEN", None) == figures.Group("unknown", ages.UNKNOWN_BAND)


def test_a_share_is_told_in_whole_hundredths_and_of_nothing_there_is_none() -> None:
    assert figures.percent(1, 3) == 33
    assert figures.percent(0, 0) is None


def test_the_middle_of_two_is_their_mean_rounded_down_and_of_nothing_there_is_none() -> None:
    assert figures.median([10, 60, 20]) == 20
    assert figures.median([1, 4]) == 2
    assert figures.median([]) is None
