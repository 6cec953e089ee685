"""A baby boy sleeps among the mothers on the nights on which his own does: which mothers are not beside their sons."""

from __future__ import annotations

import datetime

import pytest

from transit_desk.services.interim_care import rules
from transit_desk.services.interim_care.rules import Taken

DAY = datetime.date(2026, 9, 14)


def on(day: int | None) -> datetime.date | None:
    return None if day is None else DAY + datetime.timedelta(days=day)


def nights(key: str, begin: int, end: int | None, *, reserved: bool = False) -> Taken:
    until = on(end) if reserved else None
    first = DAY + datetime.timedelta(days=begin)
    return Taken("b", key, "f", first, None if reserved else on(end), until, reserved, key)


@pytest.mark.parametrize(
    ("son", "hers", "to_day", "missing"),
    [
        (nights("son", 0, None), [nights("her", 0, None)], None, False),
        (nights("son", 0, None), [nights("her", 1, None)], None, True),
        (nights("son", 0, None), [nights("her", 0, 2), nights("her", 2, None)], None, False),
        (nights("son", 0, None), [nights("her", 0, 2), nights("her", 3, None)], None, True),
        (nights("son", 0, None), [nights("her", 0, 2)], None, True),
        (nights("son", 0, None), [nights("her", 0, 3)], 3, False),
        (nights("son", 2, 4), [nights("her", 1, 5)], None, False),
        (nights("son", 2, 4), [nights("her", 1, 3)], 3, False),
        (nights("son", 2, 4), [nights("her", 1, 3)], 5, True),
        (nights("son", 2, 4, reserved=True), [nights("her", 0, None)], None, False),
        (nights("son", 2, 4, reserved=True), [nights("her", 2, 4, reserved=True)], None, True),
        (nights("son", 0, None), [], None, True),
    ],
)
def test_a_mother_is_beside_her_son_on_each_of_his_nights(
    son: Taken, hers: list[Taken], to_day: int | None, missing: bool
) -> None:
    found = rules.without_their_sons([son, *hers], {"son": "her"}, DAY, on(to_day))

    assert found == (frozenset({"her"}) if missing else frozenset())
