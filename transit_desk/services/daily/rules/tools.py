"""The ledger of tools: what is out is given out less what came back or was lost, of each loan and at every moment."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from transit_desk.domain import errors, sense
from transit_desk.domain.text import N_, Words

OUT, BACK, LOST = "out", "back", "lost"


@dataclasses.dataclass(frozen=True)
class Move:
    """One movement of one kind of tool. What is back or lost is so of a loan, named by the key of what gave it out."""

    key: str
    way: str
    amount: int
    at: int
    loan: str = ""


def outstanding(moves: Iterable[Move], loan: str) -> int:
    """How many of one loan are still out."""
    return sum(each.amount if each.way == OUT else -each.amount for each in moves if loan in (each.key, each.loan))


def out(moves: Iterable[Move]) -> int:
    """How many are out, of every loan."""
    return sum(each.amount if each.way == OUT else -each.amount for each in moves)


def lost(moves: Iterable[Move]) -> int:
    """How many are no more."""
    return sum(each.amount for each in moves if each.way == LOST)


def here(moves: Sequence[Move], count: int) -> int:
    """How many lie in the workshop now, of so many that there were."""
    return count - lost(moves) - out(moves)


def fewest_here(moves: Sequence[Move], count: int) -> int:
    """How many lay in the workshop at the emptiest moment; what came back at an instant can go out at it again."""
    left = fewest = count
    for each in sorted(moves, key=lambda move: (move.at, move.way == OUT)):
        left += -each.amount if each.way == OUT else each.amount if each.way == BACK else 0
        fewest = min(fewest, left)
    return fewest


def may_go_out(moves: Sequence[Move], new: Move, count: int, who: str) -> None:
    """Nothing goes out that is not there, at that hour nor at any later one already written down."""
    left = fewest_here(moves, count)
    if fewest_here([*moves, new], count) >= 0:
        return
    raise errors.RuleBroken(
        Words(
            N_("Still in the workshop: {left}. The others are with: {who}."),
            {"left": max(0, left), "who": who or "…"},
        ),
        "amount",
    )


def may_close(moves: Sequence[Move], new: Move) -> None:
    """Never more comes back, or is lost, than was given out, and never before it was."""
    loan = next((each for each in moves if each.key == new.loan and each.way == OUT), None)
    if loan is None:
        raise errors.NotFound
    if new.at < loan.at:
        raise errors.RuleBroken(N_("This hour comes before the one at which it was given out."), "at")
    left = outstanding(moves, new.loan)
    if new.amount > left:
        raise errors.RuleBroken(Words(N_("Still out of this loan: {left}."), {"left": left}), "amount")


def still_holds(moves: Sequence[Move], count: int) -> None:
    """A line is taken back only while nothing that was written since stands on it."""
    loans = {each.loan for each in moves if each.loan}
    keys = {each.key for each in moves}
    if loans - keys or fewest_here(moves, count) < 0:
        raise errors.RuleBroken(N_("Something was given out or came back since, so it stays."))


def somebody(file_id: object, to_name: object) -> None:
    """A tool goes to a child or to somebody with a name, never to both and never to nobody."""
    if file_id and str(to_name or "").strip():
        raise errors.RuleBroken(N_("Choose a child, or write a name: not both."), "to_name")
    if not file_id and not str(to_name or "").strip():
        raise errors.RuleBroken(N_("Say who has it."), "to_name")


def lives_here(*, here: bool) -> None:
    """A tool is lent to a child of the house: of another nobody would have it back."""
    if not here:
        raise errors.RuleBroken(N_("This child does not live here."), "file_id")


def enough_left(moves: Sequence[Move], count: int) -> None:
    """A kind of tool is not counted below what is out or lost of it."""
    if count < out(moves) + lost(moves):
        raise errors.RuleBroken(
            Words(N_("Out or lost: {count}. There cannot be fewer."), {"count": out(moves) + lost(moves)}),
            "count",
        )


def loss_told(way: str, why: object) -> None:
    """A tool that is lost or broken has its reason."""
    if way == LOST:
        sense.reason_given(why)
