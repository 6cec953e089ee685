"""The case number: random, without meaning, and safe to copy by hand or to read out over a bad line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from transit_desk.domain import datewords, errors
from transit_desk.domain.text import N_

PREFIX: Final = "TD"
SYMBOLS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's 32: no I, L, O, U
LENGTH: Final = 6

_BASE: Final = len(SYMBOLS)
_VALUE: Final = {symbol: value for value, symbol in enumerate(SYMBOLS)}
_HEARD: Final = str.maketrans("OIL", "011")  # read or written in the place of another sign


def make(random_bytes: Callable[[int], bytes]) -> str:
    """A new number, for example TD-7KQ2MX-8. The caller brings the chance and makes sure it was never used."""
    # 256 is a multiple of 32, so that every symbol is as likely as any other.
    body = "".join(SYMBOLS[byte % _BASE] for byte in random_bytes(LENGTH))
    return _written(body)


def read(typed: str) -> str:
    """The normal form of a number as it was typed; refused in words where the check symbol does not fit."""
    plain = datewords.digits(typed).upper()
    bare = "".join(sign for sign in plain if sign.isalnum())
    if len(bare) == len(PREFIX) + LENGTH + 1 and bare.startswith(PREFIX):
        bare = bare.removeprefix(PREFIX)
    bare = bare.translate(_HEARD)
    if len(bare) != LENGTH + 1 or not _VALUE.keys() >= set(bare):
        raise errors.RuleBroken(N_("A case number looks like TD-7KQ2MX-8: six signs and one to check them."))
    number = _written(bare[:LENGTH])
    if number[-1] != bare[-1]:
        raise errors.RuleBroken(N_("One sign of this number is not right. Compare it with the paper."))
    return number


def _written(body: str) -> str:
    return f"{PREFIX}-{body}-{_check(body)}"


def _check(body: str) -> str:
    """Luhn's check modulo 32: every single wrong symbol is noticed, and all but one kind of swapped neighbours."""
    total = 0
    for place, symbol in enumerate(reversed(body)):
        value = _VALUE[symbol] * (1 if place % 2 else 2)
        total += value // _BASE + value % _BASE
    return SYMBOLS[-total % _BASE]
