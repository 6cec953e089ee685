"""The ledger of tools: out is given out less what came back or was lost; nothing is ever negative."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import errors
from transit_desk.services.daily.rules import tools as rules
from transit_desk.services.daily.rules.tools import BACK, LOST, OUT, Move

TRIES = st.lists(
    st.tuples(st.sampled_from([OUT, BACK, LOST]), st.integers(1, 6), st.integers(0, 8), st.integers(0, 30)), max_size=40
)


@given(st.integers(1, 8), TRIES)
def test_out_less_back_less_lost_is_what_is_out_and_nothing_is_ever_negative(
    count: int, tries: list[tuple[str, int, int, int]]
) -> None:
    """Whatever is tried, in any order and at any hour; the balance is reckoned anew in the plainest way."""
    kept: list[Move] = []
    for number, (way, amount, at, which) in enumerate(tries):
        loans = [each for each in kept if each.way == OUT]
        if way != OUT and not loans:
            continue
        new = Move(f"m{number}", way, amount, at, "" if way == OUT else loans[which % len(loans)].key)
        try:
            if way == OUT:
                rules.may_go_out(kept, new, count, "Amani")
            else:
                rules.may_close(kept, new)
        except errors.RuleBroken:
            continue
        kept.append(new)

    given_out = sum(each.amount for each in kept if each.way == OUT)
    closed = sum(each.amount for each in kept if each.way != OUT)
    gone = sum(each.amount for each in kept if each.way == LOST)
    assert rules.out(kept) == given_out - closed >= 0
    assert rules.lost(kept) == gone
    assert rules.here(kept, count) == count - gone - rules.out(kept) >= 0
    assert rules.fewest_here(kept, count) >= 0
    left = [rules.outstanding(kept, each.key) for each in kept if each.way == OUT]
    assert sum(left) == rules.out(kept)
    assert min(left, default=0) >= 0


def test_what_is_not_there_does_not_go_out_and_the_refusal_says_who_has_the_others() -> None:
    out = [Move("a", OUT, 2, 10)]

    rules.may_go_out(out, Move("b", OUT, 1, 11), 3, "")
    with pytest.raises(errors.RuleBroken, match=r"Still in the workshop: 1\. The others are with: Amani") as refused:
        rules.may_go_out(out, Move("b", OUT, 2, 11), 3, "Amani (2)")
    assert refused.value.field == "amount"


def test_a_loan_written_late_may_not_take_what_went_out_after_it() -> None:
    """At nine two of three are asked for, and at ten two were given out."""
    with pytest.raises(errors.RuleBroken):
        rules.may_go_out([Move("a", OUT, 2, 10)], Move("b", OUT, 2, 9), 3, "")
    rules.may_go_out([Move("a", OUT, 2, 5), Move("c", BACK, 2, 9, "a")], Move("b", OUT, 3, 9), 3, "")


@pytest.mark.parametrize(("amount", "at", "field"), [(3, 12, "amount"), (1, 9, "at")])
def test_never_more_comes_back_than_is_out_and_never_before_it_went(amount: int, at: int, field: str) -> None:
    out = [Move("a", OUT, 2, 10)]

    with pytest.raises(errors.RuleBroken) as refused:
        rules.may_close(out, Move("b", BACK, amount, at, "a"))
    assert refused.value.field == field
    rules.may_close(out, Move("b", LOST, 2, 10, "a"))


def test_nothing_comes_back_of_a_loan_that_is_none() -> None:
    with pytest.raises(errors.NotFound):
        rules.may_close([Move("a", OUT, 2, 10)], Move("b", BACK, 1, 11, "x"))


@pytest.mark.parametrize(("file_id", "name"), [("f", "Plamedi"), (None, None), (None, "  ")])
def test_a_tool_goes_to_one_whom_one_can_ask_for_it(file_id: str | None, name: str | None) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        rules.somebody(file_id, name)

    assert refused.value.field == "to_name"


def test_a_child_or_a_name_is_somebody() -> None:
    rules.somebody("f", None)
    rules.somebody(None, "Plamedi")


def test_a_kind_is_not_counted_below_what_is_out_or_lost() -> None:
    moves = [Move("a", OUT, 3, 1), Move("b", LOST, 1, 2, "a")]

    rules.enough_left(moves, 3)
    with pytest.raises(errors.RuleBroken, match="Out or lost: 3"):
        rules.enough_left(moves, 2)


def test_a_line_is_taken_back_only_while_nothing_stands_on_it() -> None:
    rules.still_holds([Move("a", OUT, 2, 1)], 2)
    with pytest.raises(errors.RuleBroken):
        rules.still_holds([Move("b", BACK, 1, 2, "a")], 2)
    with pytest.raises(errors.RuleBroken):
        rules.still_holds([Move("a", OUT, 2, 1), Move("c", OUT, 1, 3)], 2)


def test_a_loss_has_its_reason_and_what_comes_back_needs_none() -> None:
    rules.loss_told(BACK, None)
    rules.loss_told(LOST, "Le manche est cassé")
    with pytest.raises(errors.RuleBroken):
        rules.loss_told(LOST, "..")


def test_a_tool_is_lent_to_a_child_of_the_house() -> None:
    rules.lives_here(here=True)
    with pytest.raises(errors.RuleBroken) as refused:
        rules.lives_here(here=False)
    assert refused.value.field == "file_id"
