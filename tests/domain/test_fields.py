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


@pytest.mark.parametrize(
    "typed",
    [
        "\u200b", "\u200b\u200c\u200d\ufeff", "\u2060", "\u00ad", "\u202e\u202c", "   ", "\u00a0 \u2003", "\u3164",
        "\u115f\uffa0", "\u2800", "\ufe0f", "\u034f", "\u061c", "\U000e0061", "\u180e \u200b",
    ],
)  # fmt: skip
def test_a_name_nobody_can_see_is_no_name(typed: str) -> None:
    """It would stand in a list as an empty line, and two of them would be two different children."""
    for required in (True, False):
        field = fields.Field(fields.Text(200), "Name", required=required, name="name")
        with pytest.raises(errors.RuleBroken) as refused:
            field.check(typed)
        assert refused.value.field == "name"
        assert field.check(f"A{typed}") == f"A{typed}", "beside something that is seen it is kept to the letter"


@pytest.mark.parametrize("typed", ["a", ".", "1", "\u0627", "\u4e00", "\U0001f642", "\u0301e", "\ue000"])
def test_whatever_shows_is_a_name(typed: str) -> None:
    assert fields.Field(fields.Text(200), "Name", name="name").check(typed) == typed


_TWO = {name: fields.Field(fields.Text(20), name, required=True, name=name) for name in ("who", "where")}


def test_what_was_not_asked_is_refused_and_not_a_bug() -> None:
    for check in (fields.check_asked, fields.check_given):
        with pytest.raises(errors.RuleBroken, match="changed elsewhere"):
            check(_TWO, {"who": "Amani", "where": "Kalehe", "more": "x"})


def test_a_change_is_held_to_what_it_gives_and_a_new_record_to_all_that_is_asked() -> None:
    assert fields.check_given(_TWO, {"who": "Amani"}) == {"who": "Amani"}
    with pytest.raises(errors.RuleBroken) as refused:
        fields.check_asked(_TWO, {"who": "Amani"})
    assert refused.value.field == "where"
