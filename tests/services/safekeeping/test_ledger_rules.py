"""The ledger of safekeeping: held is taken less given back at every moment, and an amount is read and said exactly."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import errors
from transit_desk.services.safekeeping import rules
from transit_desk.services.safekeeping.rules import Move

FIRST = datetime.date(2026, 11, 1)


def day(number: int) -> datetime.date:
    return FIRST + datetime.timedelta(days=number)


def move(way: str, amount: int, on: int = 0, order: int = 0, key: str = "", corrects: str = "") -> Move:
    return Move(key or f"{way}{order}", way, amount, day(on), order, corrects)


TRIES = st.lists(
    st.tuples(
        st.sampled_from(["taken", "given_back", "lost", "destroyed", "corrected"]),
        st.integers(0, 12),
        st.integers(0, 6),
        st.integers(0, 30),
    ),
    max_size=30,
)


@given(TRIES)
def test_nothing_ever_leaves_that_was_not_here(tries: list[tuple[str, int, int, int]]) -> None:
    """Any lines, in any order, written late or corrected: what the rule lets stand adds up at every moment.

    The balance is reckoned here anew, in the plainest way, and compared.
    """
    kept: list[Move] = []
    for order, (way, amount, on, which) in enumerate(tries):
        others = [each for each in kept if each.way != "corrected"]
        if way == "corrected" and not others:
            continue
        corrects = others[which % len(others)].key if way == "corrected" else ""
        new = Move(f"m{order}", way, amount, day(on), order, corrects)
        try:
            rules.may_follow(kept, new)
        except errors.RuleBroken:
            assert min((balance for _day, balance in rules.balances([*kept, new])), default=0) < 0
            continue
        kept.append(new)

    right = {each.key: each.amount for each in kept}
    right |= {each.corrects: each.amount for each in kept if each.way == "corrected"}
    lines = sorted((each for each in kept if each.way != "corrected"), key=lambda each: (each.day, each.order))
    for number in range(-1, 8):
        till = [each for each in lines if each.day <= day(number)]
        taken = sum(right[each.key] for each in till if each.way == "taken")
        gone = sum(right[each.key] for each in till if each.way != "taken")
        assert rules.held_on(kept, day(number)) == taken - gone >= 0
    assert rules.held(kept) == rules.held_on(kept, day(99))


@given(st.integers(0, rules.MOST), st.sampled_from([0, 2]))
def test_an_amount_is_read_as_it_is_said(amount: int, places: int) -> None:
    assert rules.read_amount(rules.say_amount(amount, places), places, least=0) == amount


@pytest.mark.parametrize(
    ("told", "places", "amount"),
    [
        ("2", 0, 2), (" 12 ", 0, 12), ("1 200", 0, 1200), ("1\u202f200", 0, 1200), ("1'200", 0, 1200),
        ("12,50", 2, 1250), ("12.5", 2, 1250), ("12", 2, 1200), ("0,05", 2, 5), ("٣", 0, 3), ("007", 0, 7),
        ("2000000000", 0, 2_000_000_000),
    ],
)  # fmt: skip
def test_amounts_that_can_be_read(told: str, places: int, amount: int) -> None:
    assert rules.read_amount(told, places) == amount


@pytest.mark.parametrize(
    ("told", "places"),
    [("", 0), ("two", 0), ("-1", 0), ("0", 0), ("1.5", 0), ("1.000", 0), ("1,000", 2), ("1,2,3", 2), ("1.", 2),
     (".5", 2),
     ("²", 0), ("1e9", 0), ("2000000001", 0), ("9" * 24, 0), ("½", 2), (None, 0), (3, 0), ("1.²", 2)],
)  # fmt: skip
def test_amounts_that_are_refused_beside_their_field(told: object, places: int) -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        rules.read_amount(told, places)

    assert refused.value.field == "how_many"


def test_a_sum_is_said_with_its_currency() -> None:
    assert rules.say_held(1250, "usd") == "12,50 USD"
    assert rules.say_held(45_000, "cdf") == "45\u202f000 CDF"
    assert rules.say_held(3, None) == "3"


def test_the_refusal_says_how_much_is_here() -> None:
    kept = [move("taken", 3), move("given_back", 1, 2, 1)]

    with pytest.raises(errors.RuleBroken, match="Only 2"):
        rules.may_follow(kept, move("given_back", 3, 3, 2))
    with pytest.raises(errors.RuleBroken, match="Only 0"):
        rules.may_follow(kept, move("given_back", 1, -1, 2))
    with pytest.raises(errors.RuleBroken, match="later day"):
        rules.may_follow(kept, move("lost", 3, 1, 2))
    with pytest.raises(errors.RuleBroken, match="already"):
        rules.may_follow([*kept, move("given_back", 2, 3, 2)], move("corrected", 2, 4, 3, corrects="taken0"))


def test_the_last_correction_of_a_line_counts() -> None:
    kept = [
        move("taken", 3),
        move("corrected", 9, 5, 1, corrects="taken0"),
        move("corrected", 4, 2, 2, corrects="taken0"),
    ]

    assert rules.held(kept) == 4
    assert rules.held_on(kept, day(0)) == 4
    assert rules.held([]) == 0


def test_rules_of_a_line() -> None:
    """Each refusal names the box beside which it stands; what is in order passes."""
    refusals: list[tuple[Callable[[], None], str | None]] = [
        (lambda: rules.money_has_currency("money", None), "currency"),
        (lambda: rules.money_has_currency("phone", "usd"), "currency"),
        (lambda: rules.one_attestation(attestation=True, kind="phone", amount=1, held_already=False), "attestation"),
        (
            lambda: rules.one_attestation(attestation=True, kind="official_paper", amount=2, held_already=False),
            "how_many",
        ),
        (
            lambda: rules.one_attestation(attestation=True, kind="official_paper", amount=1, held_already=True),
            "attestation",
        ),
        (lambda: rules.safe_is_true("centre_safe", held=False), "original_with"),
        (lambda: rules.safe_is_true("child", held=True), "original_with"),
        (lambda: rules.somebody_saw("nobody", " "), "witness"),
        (lambda: rules.somebody_saw(None, None), "witness"),
        (lambda: rules.somebody_received(None, None), "to_whom"),
        (lambda: rules.somebody_received("family", " "), "to_name"),
        (lambda: rules.untouched([move("taken", 1), move("lost", 1)]), None),
    ]
    for refuse, field in refusals:
        with pytest.raises(errors.RuleBroken) as refused:
            refuse()
        assert refused.value.field == field

    rules.money_has_currency("money", "usd")
    rules.money_has_currency("phone", None)
    rules.one_attestation(attestation=False, kind="phone", amount=9, held_already=True)
    rules.one_attestation(attestation=True, kind="official_paper", amount=1, held_already=False)
    rules.safe_is_true("centre_safe", held=True)
    rules.safe_is_true("child", held=False)
    rules.somebody_saw("child", None)
    rules.somebody_saw("nobody", "Sifa")
    rules.somebody_received("child", None)
    rules.somebody_received("family", "Mwamini")
    rules.untouched([move("taken", 1)])


@pytest.mark.parametrize("whom", ["child", "family", "caregiver", "agency", "other"])
def test_whoever_receives_the_attestation_is_a_holder_of_the_list(whom: str) -> None:
    from transit_desk import choices

    assert rules.holder_after(whom) in choices.load("attestation_holder")
