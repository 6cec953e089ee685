"""What a field takes and what it refuses, whatever was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import errors, fields


@given(typed=st.text(alphabet=st.sampled_from("-+ .0123456789٣३²½𝟛⅓①\x00\ud800"), max_size=12) | st.text(max_size=12))
def test_a_number_is_read_or_refused_in_words(typed: str) -> None:
    try:
        read = fields.Number().check(typed)
    except errors.RuleBroken:
        return
    assert isinstance(read, int)
    assert 0 <= read <= 1_000_000


@pytest.mark.parametrize(("typed", "read"), [("33", 33), (" 33 ", 33), ("٣٣", 33), ("३३", 33), ("３３", 33)])
def test_a_number_may_be_written_with_the_digits_of_any_hand(typed: str, read: int) -> None:
    assert fields.Number().check(typed) == read


@pytest.mark.parametrize("typed", ["--3", "-", "3-", "²", "3²", "½", "①", "3.0", "1_0", "9999999999", ""])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    with pytest.raises(errors.RuleBroken):
        fields.Number().check(typed)


@pytest.mark.parametrize("at", [2**62, -(2**62), 2**70, 4_133_980_800_000_000])
def test_an_hour_outside_any_calendar_of_ours_is_refused(at: int) -> None:
    """It would be kept, and then no screen could say it."""
    with pytest.raises(errors.RuleBroken):
        fields.Moment().check(at)
