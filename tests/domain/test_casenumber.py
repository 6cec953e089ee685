"""What a case number promises: no meaning, no order, forgiving to read, and a wrong copy is noticed."""

from __future__ import annotations

import itertools
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transit_desk.domain import casenumber, errors

BODIES = st.text(alphabet=casenumber.SYMBOLS, min_size=6, max_size=6)


def number_of(body: str) -> str:
    return casenumber.make(lambda count: bytes(casenumber.SYMBOLS.index(sign) for sign in body)[:count])


def accepted(typed: str) -> bool:
    try:
        casenumber.read(typed)
    except errors.RuleBroken:
        return False
    return True


def test_a_number_has_six_signs_and_one_to_check_them() -> None:
    number = casenumber.make(random.Random(1).randbytes)

    assert re.fullmatch(r"TD-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]", number)


def test_the_example_of_the_house_is_right() -> None:
    assert number_of("7KQ2MX") == "TD-7KQ2MX-8"


def test_every_symbol_is_as_likely_as_any_other() -> None:
    every_byte = [casenumber.make(lambda count, byte=byte: bytes([byte]) * count)[3] for byte in range(256)]  # type: ignore[misc]

    assert {every_byte.count(symbol) for symbol in casenumber.SYMBOLS} == {8}


@given(st.binary(min_size=6, max_size=6))
def test_every_number_made_is_read_back(chance: bytes) -> None:
    number = casenumber.make(lambda _count: chance)

    assert casenumber.read(number) == number


@pytest.mark.parametrize(
    "typed",
    [
        "TD-7KQ2MX-8", "td-7kq2mx-8", "TD7KQ2MX8", "7KQ2MX8", "7kq2mx-8", " TD 7KQ 2MX 8 ", "TD–7KQ2MX–8",
        "TD-7KQ2MX-٨", "\u2066TD-7KQ2MX-8\u2069",
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_copy_it(typed: str) -> None:
    assert casenumber.read(typed) == "TD-7KQ2MX-8"


def test_letters_that_look_like_digits_are_forgiven() -> None:
    number = number_of("01Z10A")

    forgiven = {casenumber.read(number.replace("0", zero).replace("1", one)) for zero in "0Oo" for one in "1IiLl"}

    assert forgiven == {number}


@pytest.mark.parametrize("typed", ["", "TD", "TD-7KQ2MX", "TD-7KQ2MX-88", "TD-7KQ2UX-8", "Amani", "😀" * 7, "ééééééé"])
def test_what_is_no_number_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(errors.RuleBroken, match="looks like TD-"):
        casenumber.read(typed)


def test_the_example_in_the_refusal_is_itself_a_number() -> None:
    with pytest.raises(errors.RuleBroken) as refused:
        casenumber.read("")

    example = re.search(r"TD-\w+-\w", str(refused.value))
    assert example is not None
    assert casenumber.read(example[0]) == example[0]


def test_a_wrong_check_is_refused_in_words() -> None:
    with pytest.raises(errors.RuleBroken, match="One sign of this number is not right"):
        casenumber.read("TD-7KQ2MX-9")


@given(BODIES)
def test_every_single_wrong_sign_is_noticed(body: str) -> None:
    number = number_of(body).replace("-", "")[2:]

    for place, symbol in itertools.product(range(7), casenumber.SYMBOLS):
        if number[place] != symbol:
            assert not accepted(number[:place] + symbol + number[place + 1 :])


def test_swapped_neighbours_are_noticed_but_for_the_one_pair_that_luhn_cannot_see() -> None:
    """Over every pair in every place: 2 of the 992 ordered pairs pass, first with last symbol of the alphabet."""
    missed: set[tuple[str, str]] = set()
    swaps = 0
    for place, (one, other) in itertools.product(range(6), itertools.permutations(casenumber.SYMBOLS, 2)):
        signs = list("7KQ2MX"[:place] + one + other + "7KQ2MX"[place:])[:7]
        if place < 5:
            number = number_of("".join(signs[:6])).replace("-", "")[2:]
        else:
            number = next(
                whole
                for first in casenumber.SYMBOLS
                if (whole := number_of(first + "7KQ2" + one).replace("-", "")[2:])[-1] == other
            )
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        swaps += 1
        if accepted(swapped):
            missed.add((one, other))

    assert missed == {("0", "Z"), ("Z", "0")}
    assert swaps == 6 * 992
