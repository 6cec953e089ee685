"""The ledger of safekeeping: held is taken less given back, at every moment; amounts are read and said exactly.

Pure.
"""

from __future__ import annotations

import dataclasses
import datetime
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from transit_desk import choices
from transit_desk.domain import errors
from transit_desk.domain.text import N_, Words

TAKEN, GIVEN_BACK, CORRECTED = "taken", "given_back", "corrected"
MONEY: Final = "money"
SAFE: Final = "centre_safe"
MOST: Final = 2_000_000_000
IN_THE_HOUSE: Final = choices.load("care_track").that_say("ours")
_SPACES: Final = " \u00a0\u202f\u2009'’"
_HOLDERS: Final = {"child": "child", "family": "family", "caregiver": "family", "agency": "agency", "other": "unknown"}


@dataclasses.dataclass(frozen=True)
class Move:
    """One line of the ledger of one thing. `order` tells lines of one day apart."""

    key: str
    way: str
    amount: int
    day: datetime.date
    order: int = 0
    corrects: str = ""


def effective(moves: Iterable[Move]) -> list[Move]:
    """The movements in their order, each with the amount its last correction gave it."""
    lines = sorted(moves, key=lambda move: (move.day, move.order))
    right = {move.corrects: move.amount for move in sorted(lines, key=lambda move: move.order) if move.way == CORRECTED}
    return [
        dataclasses.replace(move, amount=right.get(move.key, move.amount)) for move in lines if move.way != CORRECTED
    ]


def balances(moves: Iterable[Move]) -> list[tuple[datetime.date, int]]:
    """How much was held after each movement."""
    found, held = [], 0
    for move in effective(moves):
        held += move.amount if move.way == TAKEN else -move.amount
        found.append((move.day, held))
    return found


def held(moves: Iterable[Move]) -> int:
    """How much is here now."""
    found = balances(moves)
    return found[-1][1] if found else 0


def held_on(moves: Iterable[Move], day: datetime.date) -> int:
    """How much was here at the end of a day."""
    return held([move for move in moves if move.way == CORRECTED or move.day <= day])


def may_follow(moves: Sequence[Move], new: Move, places: int = 0, field: str = "how_many") -> None:
    """Refuse a line after which more would have left than was here, now or on any earlier day."""
    low = min((balance for _day, balance in balances([*moves, new])), default=0)
    if low >= 0:
        return
    here = held_on(moves, new.day)
    if new.way == CORRECTED:
        raise errors.RuleBroken(N_("More than that was given back already. Correct that line first."), field)
    if here < new.amount:
        raise errors.RuleBroken(
            Words(N_("Only {held} is kept here on that day."), {"held": say_amount(max(here, 0), places)}), field
        )
    raise errors.RuleBroken(N_("Something was given back on a later day; so much was not left then."), field)


def places_of(currency: str | None) -> int:
    """How many figures a currency has after the point; things are counted whole."""
    if currency is None:
        return 0
    places = choices.load("currency")[currency].about.get("places", 0)
    return places if isinstance(places, int) else 0


def read_amount(told: object, places: int, *, least: int = 1, field: str = "how_many") -> int:
    """A count or a sum as it is written, exactly: spaces part thousands, a comma or a point parts the small money."""
    if not isinstance(told, str):
        raise errors.RuleBroken(N_("Write how many, in figures."), field)
    plain = "".join(str(unicodedata.decimal(sign, sign)) for sign in told.strip() if sign not in _SPACES)
    whole, _point, rest = plain.replace(",", ".").partition(".")
    written = whole.isascii() and whole.isdecimal() and (not rest or (rest.isascii() and rest.isdecimal()))
    if not written or len(whole) > len(str(MOST)) or ("." in plain.replace(",", ".") and not rest):
        raise errors.RuleBroken(N_("Write how many, in figures."), field)
    if len(rest) > places:
        raise errors.RuleBroken(
            N_("At most two figures stand after the point.") if places else N_("Write whole numbers, without a point."),
            field,
        )
    amount = int(whole + rest.ljust(places, "0"))
    if not least <= amount <= MOST:
        raise errors.RuleBroken(
            N_("Write at least one.") if amount < least else N_("This is more than can be kept here."), field
        )
    return amount


def say_amount(amount: int, places: int) -> str:
    """An amount as it is written, thousands parted by narrow spaces."""
    whole, rest = divmod(amount, 10**places)
    grouped = f"{whole:,}".replace(",", "\u202f")
    return f"{grouped},{rest:0{places}d}" if places else grouped


def say_held(amount: int, currency: str | None) -> str:
    """A count, or a sum with the letters of its currency."""
    words = say_amount(amount, places_of(currency))
    return f"{words} {currency.upper()}" if currency else words


def money_has_currency(kind: str, currency: str | None) -> None:
    """A sum is written with its currency, and nothing else has one."""
    if kind == MONEY and currency is None:
        raise errors.RuleBroken(N_("Choose the currency."), "currency")
    if kind != MONEY and currency is not None:
        raise errors.RuleBroken(N_("Only money has a currency."), "currency")


def one_attestation(*, attestation: bool, kind: str, amount: int, held_already: bool) -> None:
    """There is one original: a paper, taken in once."""
    if not attestation:
        return
    if choices.load("kept_kind")[kind].about.get("paper") is not True:
        raise errors.RuleBroken(N_("The attestation is a paper. Choose what it is once more."), "attestation")
    if amount != 1:
        raise errors.RuleBroken(N_("There is one attestation."), "how_many")
    if held_already:
        raise errors.RuleBroken(N_("The attestation is in the safe already."), "attestation")


def safe_is_true(original_with: str, *, held: bool) -> None:
    """Where the original is and what the safe holds never contradict each other."""
    if original_with == SAFE and not held:
        raise errors.RuleBroken(
            N_("Take it in first, against signature; then this is said by itself."), "original_with"
        )
    if original_with != SAFE and held:
        raise errors.RuleBroken(N_("It is in the safe: give it back first, against signature."), "original_with")


def holder_after(to_whom: str) -> str:
    """With whom the attestation is once it was given back."""
    return _HOLDERS[to_whom]


def somebody_saw(signed: str | None, witness: str | None) -> None:
    """Where nobody signed, somebody must have seen it."""
    if signed in {None, "nobody"} and not (witness or "").strip():
        raise errors.RuleBroken(N_("Nobody signed: write who saw it."), "witness")


def somebody_received(to_whom: str | None, to_name: str | None) -> None:
    """What is given to anybody but the child is given to somebody with a name."""
    if to_whom is None:
        raise errors.RuleBroken(N_("Choose to whom it was given."), "to_whom")
    if to_whom != "child" and not (to_name or "").strip():
        raise errors.RuleBroken(N_("Write the name of who received it."), "to_name")


def untouched(moves: Sequence[Move]) -> None:
    """Taking in can be undone only while nothing else happened to the thing."""
    if len(moves) > 1:
        raise errors.RuleBroken(N_("Something was given back or corrected since, so it stays."))
