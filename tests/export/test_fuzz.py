"""The short form of tests/fuzz/package_fuzz.py: every reader of a file from outside, against random damage."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import pytest

from tests.fuzz.package_fuzz import Target, attack, targets

ROUNDS = {"package": 200, "header": 1_500, "zip": 800, "inside": 300, "manifest": 500, "signed": 100, "json": 2_000}
NAMES = (
    "package",
    "header",
    "zip",
    "inside",
    "manifest",
    "signed",
    "json",
    "receipt",
    "list",
    "sheet",
    "book",
    "styles",
)


@functools.cache
def every() -> Mapping[str, Target]:
    return targets()


@pytest.mark.parametrize("name", NAMES)
def test_damage_is_refused_in_words_or_harmless(name: str) -> None:
    told = attack(name, every()[name], seed=2012, rounds=ROUNDS.get(name, 300))

    assert told["refused"] > 0


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES)
def test_damage_is_refused_in_words_or_harmless_long(name: str) -> None:
    for seed in range(50):
        attack(name, every()[name], seed, ROUNDS.get(name, 300) * 2)


def test_every_reader_is_attacked() -> None:
    assert set(every()) == set(NAMES)
